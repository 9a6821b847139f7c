#include "service/app/check_paper.h"

#include <algorithm>

#include "documents/compose/check_mark.h"
#include "service/app/document_life.h"

namespace ehcflow::service {
namespace {

// What takes the place of what, beside a newer one of its own kind.
struct Superseding {
    std::string_view kind, by;
};
constexpr Superseding kSuperseding[] = {
    {"draft-plan", "final-plan"},     {"draft-plan", "amended-plan"},     {"final-plan", "amended-plan"},
    {"final-plan", "cease"},          {"amended-plan", "cease"},          {"considering", "will-assess"},
    {"considering", "refuse-assess"}, {"review-invite", "review-report"},
};

bool takes_its_place(const storage::Document& newer, const storage::Document& older) {
    if (newer.recipient != older.recipient) return false;
    return newer.kind == older.kind || std::ranges::any_of(kSuperseding, [&](const Superseding& row) {
               return row.kind == older.kind && row.by == newer.kind;
           });
}

}  // namespace

bool is_current(const Desk& desk, std::string_view typed) {
    const std::string number = documents::read_check_number(typed);
    const auto id = number.empty() ? std::nullopt : desk.ledger.document_numbered(number);
    const auto document = id ? desk.ledger.document(*id) : std::nullopt;
    if (!document || !document->of_case) return false;
    const auto issued_at = [](const storage::Document& one) {
        const storage::DocumentStep* step = one.last("issued");
        return step == nullptr ? 0 : step->position;
    };
    const auto lines = desk.ledger.document_lines(*document->of_case);
    const auto in_force = [&](const storage::DocumentLine& line) {
        return documents::is_in_force(life_of(desk, line).stage);
    };
    return std::ranges::any_of(lines, [&](const auto& line) { return line.document.id == *id && in_force(line); }) &&
           std::ranges::none_of(lines, [&](const storage::DocumentLine& line) {
               return line.document.id != *id && in_force(line) && takes_its_place(line.document, *document) &&
                      issued_at(line.document) > issued_at(*document);
           });
}

}  // namespace ehcflow::service
