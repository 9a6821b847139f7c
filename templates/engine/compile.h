// From a healed tree to a program, with every finding at once. Inner to the engine.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "templates/engine/program.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {

// The bytes of a shared block by its name, a flat document; or nothing where there is none.
using BlockLoader = std::function<std::optional<std::string>(const std::string& name)>;

struct FieldUse {
    std::string path;  // as it would be reached from the outermost data: "plan.needs[].need"
    std::string kind;  // "value", "list", "condition"
    bool optional = false;
};

class Compiler {
public:
    Compiler(const BlockLoader& blocks, Findings& findings, std::vector<FieldUse>& uses)
        : blocks_(blocks), findings_(findings), uses_(uses) {}

    // The whole element, its own tags included.
    Program compile(const Node& element);
    // The shell's own tags around these elements, which may stand elsewhere: one stream of a package from a flat
    // document.
    Program compile(const Node& shell, std::span<const Node* const> parts);

private:
    class Builder;

    void element(const Node& node, Builder& builder, Context context);
    void children(const Node& node, Builder& builder, Context context);
    void text(const std::string& text, Builder& builder, Context context);
    void tag(std::string_view inside, Builder& builder, Context context);
    void include(const Tag& tag, Builder& builder);
    void check_formatters(const Tag& tag);
    void use(const Path& path, std::string kind, bool optional);
    void use_condition(const Condition& condition);
    void report(std::string code, std::string what, std::string mend);

    const BlockLoader& blocks_;
    Findings& findings_;
    std::vector<FieldUse>& uses_;
    std::vector<std::string> inside_;           // names of the blocks being included, the outermost first
    std::vector<std::string> repeated_ = {""};  // the path of each repetition that is open
    std::string place_;
};

}  // namespace ehcflow::templates
