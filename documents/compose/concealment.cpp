#include "documents/compose/concealment.h"

#include <algorithm>
#include <cctype>

#include "interchange/disclosure.h"
#include "templates/engine/members.h"

namespace ehcflow::documents {
namespace {

using templates::Value;

constexpr std::string_view kInItsPlace = "not shown in this copy";
constexpr std::string_view kUnbroken = "\u00a0";
constexpr std::size_t kShortest = 4;  // fewer letters than that tell nobody where somebody lives

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80U;
}

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Past spaces of either kind.
std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (text[at] == ' ' || text[at] == '\n')
            ++at;
        else if (text.substr(at).starts_with(kUnbroken))
            at += kUnbroken.size();
        else
            break;
    }
    return at;
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// How long the particular is as it stands in the text from here; 0 where it does not. Spaces may be any or none.
std::size_t length_from(std::string_view text, std::size_t at, std::string_view particular) {
    const std::size_t from = at;
    for (std::size_t i = 0; i < particular.size();) {
        const std::size_t next = skip_spaces(particular, i);
        if (next > i) {
            at = skip_spaces(text, at);
            i = next;
            continue;
        }
        if (at >= text.size() || lower(text[at]) != lower(particular[i])) return 0;
        ++at, ++i;
    }
    return at - from;
}

// The lines that say where: the first, and each with a number in it. Of several the last is the town.
void add_address(const Value& holder, std::vector<std::string>& particulars) {
    const Value* address = holder.find("address");
    if (address == nullptr) return;
    const Value* lines = address->find("lines");
    if (lines != nullptr && lines->list() != nullptr)
        for (std::size_t i = 0; i < lines->list()->size(); ++i)
            if (const std::string* line = (*lines->list())[i].text(); line != nullptr && (i == 0 || has_digit(*line)))
                particulars.push_back(*line);
    particulars.push_back(text_of(*address, "postcode"));
}

std::vector<std::string> particulars_of(const Value& holder, std::span<const std::string_view> fields) {
    std::vector<std::string> particulars;
    for (const std::string_view field : fields)
        if (field == "address")
            add_address(holder, particulars);
        else
            particulars.push_back(text_of(holder, field));
    std::erase_if(particulars, [](const std::string& one) { return one.size() < kShortest; });
    return particulars;
}

constexpr std::string_view kOfAPerson[] = {"address", "phone", "email"};
constexpr std::string_view kOfASetting[] = {"address", "name", "head", "email", "phone"};

const Value::List& family_of(const Value& record) {
    static const Value::List kNone;
    const Value* family = record.find("family");
    return family == nullptr || family->list() == nullptr ? kNone : *family->list();
}

bool names(const Value* list, std::string_view reader) {
    return list != nullptr && list->list() != nullptr &&
           std::any_of(list->list()->begin(), list->list()->end(),
                       [&](const Value& one) { return one.text() != nullptr && *one.text() == reader; });
}

// Of a person marked: all of them where the mark is true, else those that it lists; none where it is no mark.
std::vector<std::string_view> fields_marked(const Value& person) {
    std::vector<std::string_view> fields;
    for (const std::string_view field : kOfAPerson)
        if (interchange::is_marked(person, field)) fields.push_back(field);
    return fields;
}

}  // namespace

Found find_particular(std::string_view text, std::string_view particular) {
    if (particular.empty()) return {std::string_view::npos, 0};
    const std::string both = {lower(particular.front()),
                              static_cast<char>(std::toupper(static_cast<unsigned char>(particular.front())))};
    for (std::size_t at = text.find_first_of(both); at != std::string_view::npos;
         at = text.find_first_of(both, at + 1)) {
        if (at > 0 && is_word(text[at - 1]) && !text.substr(0, at).ends_with(kUnbroken)) continue;
        const std::size_t length = length_from(text, at, particular);
        if (length == 0) continue;
        const std::size_t end = at + length;
        if (end < text.size() && is_word(text[end]) && !text.substr(end).starts_with(kUnbroken) &&
            !text.substr(end).starts_with("\u2019"))
            continue;
        return {at, length};
    }
    return {std::string_view::npos, 0};
}

std::vector<Undisclosed> marks_against(const Value& record, std::string_view reader) {
    std::vector<Undisclosed> marks;
    std::vector<std::string> own;
    const Value::List& family = family_of(record);
    for (const Value& someone : family)
        if (text_of(someone, "id") == reader) own = particulars_of(someone, kOfAPerson);
    for (std::size_t i = 0; i < family.size(); ++i) {
        const std::vector<std::string_view> fields = fields_marked(family[i]);
        if (fields.empty() || text_of(family[i], "id") == reader) continue;
        marks.push_back({"family[" + std::to_string(i) + "]", particulars_of(family[i], fields)});
    }
    if (const Value* setting = record.find("setting");
        setting != nullptr && names(setting->find("do_not_disclose_to"), reader))
        marks.push_back({"setting", particulars_of(*setting, kOfASetting)});
    for (Undisclosed& mark : marks)
        std::erase_if(mark.particulars, [&](const std::string& one) {
            return std::any_of(own.begin(), own.end(), [&](const std::string& mine) {
                return find_particular(mine, one).at != std::string_view::npos;
            });
        });
    return marks;
}

void conceal(Value& values, std::span<const Undisclosed> marks) {
    if (marks.empty()) return;
    if (values.text() != nullptr) {
        std::string text = *values.text();
        bool changed = false;
        for (const Undisclosed& mark : marks)
            for (const std::string& particular : mark.particulars)
                for (Found found = find_particular(text, particular); found.at != std::string::npos;
                     found = find_particular(text, particular)) {
                    text.replace(found.at, found.length, kInItsPlace);
                    changed = true;
                }
        if (changed) values = Value(std::move(text));
        return;
    }
    if (Value::List* list = values.list())
        for (Value& item : *list) conceal(item, marks);
    if (Value::Object* object = values.object())
        for (templates::Member& member : *object) conceal(member.value, marks);
}

}  // namespace ehcflow::documents
