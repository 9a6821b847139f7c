// From tags to operations: what every kind of template shares. A kind (an OpenDocument tree, a page, a plain text)
// walks its own material and hands over the literal text and the tags it meets. Inner to the engine.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "templates/engine/format.h"
#include "templates/engine/limits.h"
#include "templates/engine/program.h"

namespace ehcflow::templates {

// The bytes of a shared block by its name, of the same kind as the template; or nothing where there is none.
using BlockLoader = std::function<std::optional<std::string>(const std::string& name)>;

struct FieldUse {
    std::string path;  // as it would be reached from the outermost data: "plan.needs[].need"
    std::string kind;  // "value", "rich", "image", "list", "condition"
    bool optional = false;
    Type type = Type::Any;  // what its formatter asks of it
    std::string place;      // where it is first used
    std::size_t element = 0;
};

// The operations of one level, with the blocks that are open in it. A block closes on the level on which it opened:
// among the words of one paragraph, the paragraphs of one text, the rows of one table.
class Level {
public:
    std::string& literal();
    void add(Operation operation) { current().push_back(std::move(operation)); }
    void add(Program program);

    void open(Operation operation) { open_.push_back({std::move(operation), false}); }
    Operation* innermost() { return open_.empty() ? nullptr : &open_.back().operation; }
    bool in_else() const { return !open_.empty() && open_.back().in_else; }
    void enter_else() { open_.back().in_else = true; }
    void close();

    bool is_closed() const { return open_.empty(); }
    Program take() { return std::move(program_); }

private:
    struct Open {
        Operation operation;
        bool in_else;
    };
    Program& current();

    Program program_;
    std::vector<Open> open_;
};

class Assembler {
public:
    Assembler(const BlockLoader& blocks, const Limits& limits, Findings& findings, std::vector<FieldUse>& uses)
        : blocks_(blocks), limits_(limits), findings_(findings), uses_(uses) {}
    virtual ~Assembler() = default;

    bool uses_rich() const { return uses_rich_; }

protected:
    // What stands between the braces. Gives what kind of tag was taken in, or nothing where it became a finding.
    // A frame is given where rich text may stand.
    std::optional<Tag::Kind> tag(std::string_view inside, Level& level, Context context,
                                 const RichFrame* frame = nullptr);
    // What is left open is a finding, and is closed so that the rest can be checked too.
    Program finish(Level& level);

    void report(std::string code, std::string what, std::string mend);
    // Where the walk stands: in words, and the number of the element where it has one.
    struct Place {
        std::string words;
        std::size_t element = 0;
    };
    void set_place(Place place) { place_ = std::move(place); }
    const Place& place() const { return place_; }
    const Limits& limits() const { return limits_; }
    bool is_in_block() const { return !inside_.empty(); }

private:
    virtual void read_block(const std::string& name, const std::string& bytes, Level& level) = 0;

    std::optional<Tag::Kind> field(Operation operation, Level& level, const RichFrame* frame);
    bool open(Operation operation, Level& level);
    std::optional<Tag::Kind> open_each(Operation operation, Level& level);
    std::optional<Tag::Kind> continue_or_close(const Tag& tag, Level& level);
    std::optional<Tag::Kind> include(const Tag& tag, Level& level);
    std::optional<Tag::Kind> image(Operation operation, Level& level);
    // What the formatters ask of the value.
    Type check_formatters(const Tag& tag);
    void check_formatter(const Formatter& formatter, const FormatterFacts& facts, Type given);
    std::string full_path(const Path& path) const;
    void use(const Path& path, std::string kind, bool optional, Type type = Type::Any);
    void use_condition(const Condition& condition);

    const BlockLoader& blocks_;
    const Limits& limits_;
    Findings& findings_;
    std::vector<FieldUse>& uses_;
    std::vector<std::string> inside_;           // names of the blocks being included, the outermost first
    std::vector<std::string> repeated_ = {""};  // the path of each repetition that is open
    Place place_;
    std::size_t open_blocks_ = 0;
    std::size_t blocks_read_ = 0;
    bool uses_rich_ = false;
};

// A line of the template as it is quoted in a place: one line, and not long.
std::string shortened(std::string_view text);

}  // namespace ehcflow::templates
