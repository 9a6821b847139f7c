#include "templates/engine/scope.h"

#include <string_view>
#include <vector>

#include "base/text.h"

namespace ehcflow::templates {
namespace {

const Value kNothing;
const Value kTrue(true);
const Value kFalse(false);

bool is_less(const Value& a, const Value& b) {
    if (a.number() && b.number()) return a.number()->value < b.number()->value;
    return a.text() && b.text() && *a.text() < *b.text();  // days written YYYY-MM-DD among them
}

}  // namespace

Scope::Scope(const Value& item, std::size_t index, std::size_t size, const Scope& outer)
    : item_(&item),
      outer_(&outer),
      number_(static_cast<int>(index + 1)),
      first_(index == 0),
      last_(index + 1 == size) {}

const Value* Scope::look_up(const Path& path) const {
    const Scope* from = this;
    for (int up = 0; up < path.up; ++up)
        if ((from = from->outer_) == nullptr) return nullptr;
    const Value* value = from->item_;
    if (!path.names.empty() && path.names[0].starts_with('@')) {
        const std::string& name = path.names[0];
        value = name == "@number" ? &from->number_ : name == "@first" ? &from->first_ : &from->last_;
    } else {
        for (const std::string& name : path.names)
            if ((value = value->find(name)) == nullptr) return nullptr;
    }
    return value->is_null() ? nullptr : value;
}

std::optional<std::string> Scope::likely(const Path& path) const {
    const Scope* from = this;
    for (int up = 0; up < path.up; ++up)
        if ((from = from->outer_) == nullptr) return std::nullopt;
    std::string written;
    for (int up = 0; up < path.up; ++up) written += "../";
    const Value* value = from->item_;
    for (std::size_t i = 0; i < path.names.size(); ++i) {
        if (const Value* next = value->find(path.names[i]); next != nullptr) {
            value = next;
            written += path.names[i] + ".";
            continue;
        }
        if (i == 0 && from->outer_ != nullptr && from->outer_->item_->find(path.names[0]) != nullptr)
            return "../" + path.text;
        if (value->object() == nullptr) return std::nullopt;
        std::vector<std::string_view> names;
        for (const Member& member : *value->object()) names.push_back(member.name);
        const auto near = nearest(path.names[i], names);
        if (!near) return std::nullopt;
        written += *near;
        for (++i; i < path.names.size(); ++i) written += "." + path.names[i];
        return written;
    }
    return std::nullopt;
}

const Value* Scope::value_of(const Condition& condition) const {
    if (condition.kind == Condition::Kind::Literal) return &condition.literal;
    if (condition.kind != Condition::Kind::Path) return holds(condition) ? &kTrue : &kFalse;
    const Value* found = look_up(condition.path);
    return found == nullptr ? &kNothing : found;
}

bool Scope::compare(const Condition& condition) const {
    const Value& left = *value_of(condition.parts[0]);
    const Value& right = *value_of(condition.parts[1]);
    if (condition.kind == Condition::Kind::Equal) return left == right;
    if (condition.kind == Condition::Kind::NotEqual) return !(left == right);
    return condition.kind == Condition::Kind::Less ? is_less(left, right) : is_less(right, left);
}

bool Scope::holds(const Condition& condition) const {
    switch (condition.kind) {
        case Condition::Kind::Path:
        case Condition::Kind::Literal:
            return value_of(condition)->is_true();
        case Condition::Kind::Not:
            return !holds(condition.parts[0]);
        case Condition::Kind::And:
            return holds(condition.parts[0]) && holds(condition.parts[1]);
        case Condition::Kind::Or:
            return holds(condition.parts[0]) || holds(condition.parts[1]);
        case Condition::Kind::Equal:
        case Condition::Kind::NotEqual:
        case Condition::Kind::Less:
        case Condition::Kind::Greater:
            return compare(condition);
    }
    return false;
}

}  // namespace ehcflow::templates
