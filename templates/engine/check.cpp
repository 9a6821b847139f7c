#include "templates/engine/check.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "templates/engine/document.h"
#include "templates/engine/template.h"

namespace ehcflow::templates {
namespace {

// Where a path such as "plan.needs[].need" leads in some data.
struct Reached {
    bool any = false;      // to a value
    bool unknown = false;  // nowhere, though there is what should have it
    bool open = false;     // to an empty list or to nothing, by which its names cannot be known
    std::string meant;     // the name that was meant, where it leads nowhere
};

void reach(const Value& value, std::string_view path, const std::string& written, Reached& reached) {
    if (path.empty()) {
        reached.any = true;
        return;
    }
    if (path.starts_with("[]")) {
        path.remove_prefix(path.starts_with("[].") ? 3 : 2);
        if (value.list() == nullptr || value.list()->empty()) reached.open = true;
        if (value.list() != nullptr)
            for (const Value& item : *value.list()) reach(item, path, written + "[]", reached);
        return;
    }
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    const std::string name(path.substr(0, end));
    const std::string so_far = written + (written.empty() ? "" : ".") + name;
    const std::string_view rest = path.substr(end < path.size() && path[end] == '.' ? end + 1 : end);
    if (const Value* next = value.find(name); next != nullptr) return reach(*next, rest, so_far, reached);
    reached.unknown = true;
    if (value.object() == nullptr) return;
    std::vector<std::string_view> names;
    for (const Member& member : *value.object()) names.push_back(member.name);
    if (const auto near = nearest(name, names))
        reached.meant = written + (written.empty() ? "" : ".") + std::string(*near) + std::string(path.substr(end));
}

// Names that the data does not know, wherever they stand: also in what is optional, in a condition, and in a part of
// the letter that this data does not ask for, where filling would never say so. One set of data may lack what another
// has, so that of one alone only likely slips are said.
void compare(std::span<const FieldUse> uses, std::span<const Value> data, bool are_all, Findings& findings) {
    std::set<std::string> said;
    for (const FieldUse& use : uses) {
        Reached reached;
        for (const Value& one : data) reach(one, use.path, "", reached);
        const bool is_known = reached.any || (are_all ? !reached.unknown : reached.open || reached.meant.empty());
        if (is_known || !said.insert(use.path).second) continue;
        findings.push_back({"unknown-field", Severity::Error, use.place,
                            "\"" + use.path + "\" is not a name in the data.",
                            reached.meant.empty() ? "Take out the tag, or name what this letter is given."
                                                  : "Did you mean \"" + reached.meant + "\"?",
                            use.element});
    }
}

// What the data says against it, each thing once. What lacks a name that is known to be wrong is missing too: that is
// said once.
template <class Form>
void hold_against(const Reading<Form>& reading, std::span<const Value> data, bool are_all, Findings& findings) {
    compare(reading.form.fields(), data, are_all, findings);
    for (const Value& one : data)
        for (Finding& finding : reading.form.try_with(one)) {
            const auto said = std::any_of(findings.begin(), findings.end(), [&](const Finding& other) {
                return other == finding || (other.code == "unknown-field" && finding.code == "missing-data" &&
                                            other.place == finding.place);
            });
            if (!said) findings.push_back(std::move(finding));
        }
}

template <class Form>
void hold_against(const Reading<Form>& reading, const CheckSettings& settings, Findings& findings) {
    if (settings.data != nullptr) hold_against(reading, std::span(settings.data, 1), false, findings);
    if (!settings.samples.empty()) hold_against(reading, settings.samples, true, findings);
}

}  // namespace

Findings check(std::string_view bytes, const BlockLoader& blocks, const CheckSettings& settings) {
    const auto document = open_document(bytes, settings.limits);
    if (!document) return document.error();
    const auto reading = Template::read(bytes, blocks, settings.limits, settings.house);
    Findings findings = reading ? reading->findings : reading.error();
    if (reading) hold_against(*reading, settings, findings);
    for (Finding& finding : lint(*document, settings.fonts)) findings.push_back(std::move(finding));
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::pair(a.severity, a.element) < std::pair(b.severity, b.element);
    });
    return findings;
}

Findings check_text(std::string_view utf8, TextKind kind, const BlockLoader& blocks, const CheckSettings& settings) {
    const auto reading = TextTemplate::read(utf8, kind, blocks, settings.limits);
    if (!reading) return reading.error();
    Findings findings = reading->findings;
    hold_against(*reading, settings, findings);
    return findings;
}

}  // namespace ehcflow::templates
