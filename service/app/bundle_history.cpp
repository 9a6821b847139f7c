#include "service/app/bundle_history.h"

#include <map>
#include <stdexcept>
#include <tuple>

#include "interchange/value.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using storage::ChainLink;
using templates::Value;
using templates::whole_number;

Value link_value(const ChainLink& link, bool with_text) {
    Value::List facts;
    for (const std::string& fact : link.facts) facts.emplace_back(fact);
    Value value;
    value.set("position", whole_number(link.position));
    value.set("kind", link.kind);
    value.set("recorded_at", link.recorded_at);
    value.set("recorder", link.recorder);
    value.set("facts", std::move(facts));
    value.set("previous", link.previous.hex());
    value.set("hash", link.hash.hex());
    if (with_text && link.text) {
        Value text;
        text.set("salt", storage::in_hex(link.salt));
        text.set("body", link.text->reveal());
        value.set("text", std::move(text));
    }
    return value;
}

// Which text an entry gives the newest wording of: where its own column is, and what the text is of.
struct Wording {
    std::string_view kind;
    std::size_t of;  // the fact that names whose it is
    bool is_record;
};
constexpr Wording kWordings[] = {
    {"case-opened", 0, true}, {"record-revised", 0, true}, {"party-recorded", 0, false}, {"part-recorded", 1, false}};

const Wording* wording_of(const ChainLink& link) {
    for (const Wording& one : kWordings)
        if (one.kind == link.kind && link.text) return &one;
    return nullptr;
}

// What the forms of addresses show, the longest first; an unknown one is told as it is.
constexpr std::pair<std::string_view, std::string_view> kShown[] = {{"/documents/{document}", "a document"},
                                                                    {"/plan/history", "the plan's versions"},
                                                                    {"/plan", "the plan"},
                                                                    {"/people", "who takes part"},
                                                                    {"/duties", "the duties"},
                                                                    {"/faults", "the likely faults"},
                                                                    {"/looks", "who looked"},
                                                                    {"/disposal", "the disposal certificate"},
                                                                    {"/events", "the case, to record in it"},
                                                                    {"/record", "the record, to revise it"},
                                                                    {"/hold", "the case, to hold it"},
                                                                    {"/release", "the case, to release it"},
                                                                    {"/documents", "the case, to write a letter"},
                                                                    {"/cases/{case}", "the case"},
                                                                    {"export", "all of it, as a bundle"}};

std::string shown_at(const std::string& address) {
    for (const auto& [form, words] : kShown)
        if (address.find(form) != std::string::npos) return std::string(words);
    return address;
}

// part-recorded: case, name, revision, place, role, party, text.
constexpr std::size_t kPartName = 1, kPartRole = 4, kPartParty = 5;

// Of each who took part: the word for them in the case, and their role.
using Names = std::map<std::string, std::pair<std::string, std::string>>;
Names names_of(std::span<const ChainLink> links) {
    Names names;
    for (const ChainLink& link : links)
        if (link.kind == "part-recorded" && !link.facts[kPartParty].empty())
            names.insert_or_assign(link.facts[kPartParty], std::pair(link.facts[kPartName], link.facts[kPartRole]));
    return names;
}

Value read(const ChainLink& link) {
    auto text = interchange::read_value(link.text->reveal());
    if (!text) throw std::runtime_error("an earlier wording cannot be read; run ehcflow verify");
    return std::move(text).value();
}

}  // namespace

Value chain_value(const storage::Ledger& ledger, std::span<const ChainLink> links,
                  const std::function<bool(const ChainLink&)>& told) {
    Value::List list;
    for (const ChainLink& link : links) list.push_back(link_value(link, told(link)));
    Value value;
    if (const auto head = ledger.head()) {
        Value newest;
        newest.set("position", whole_number(head->position));
        newest.set("recorded_at", head->recorded_at);
        newest.set("hash", head->hash.hex());
        value.set("head", std::move(newest));
    }
    value.set("links", std::move(list));
    return value;
}

std::vector<EarlierWording> earlier_wordings(std::span<const ChainLink> links) {
    const Names names = names_of(links);
    std::map<std::string, std::vector<const ChainLink*>> wordings;  // of each text, in order
    for (const ChainLink& link : links)
        if (const Wording* wording = wording_of(link))
            wordings[wording->is_record ? "record" : std::string(wording->kind) + " " + link.facts[wording->of]]
                .push_back(&link);
    std::vector<EarlierWording> earlier;
    for (const auto& [key, all] : wordings)
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            const ChainLink& link = *all[i];
            EarlierWording one{parse_instant(link.recorded_at).value_or(Instant{}),
                               link.recorder,
                               "record",
                               "",
                               static_cast<std::int64_t>(i) + 1,
                               read(link)};
            if (link.kind == "party-recorded") std::tie(one.of, one.role) = names.at(link.facts[0]);
            if (link.kind == "part-recorded")
                std::tie(one.of, one.role) = std::pair(link.facts[kPartName] + "-part", link.facts[kPartRole]);
            earlier.push_back(std::move(one));
        }
    return earlier;
}

Value family_ever(std::span<const ChainLink> links) {
    const Names names = names_of(links);
    Value::List family;
    for (const ChainLink& link : links) {
        if (link.kind != "party-recorded" || !link.text || names.at(link.facts[0]).second != "family") continue;
        Value person = read(link);
        person.set("id", names.at(link.facts[0]).first);
        family.push_back(std::move(person));
    }
    return family;
}

Value looked_value(std::span<const storage::Look> looks) {
    Value::List list;
    for (const storage::Look& look : looks) {
        Value value;
        value.set("at", to_iso(look.at));
        value.set("who", look.who.text());
        value.set("what", shown_at(look.what));
        list.push_back(std::move(value));
    }
    return list;
}

}  // namespace ehcflow::service
