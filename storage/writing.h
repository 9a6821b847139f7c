// Writing: one turn of a writer inside a transaction. Each member adds one entry with its row and binds it to the
// chain.
#pragma once

#include <optional>

#include "storage/chain.h"
#include "storage/ledger.h"

namespace ehcflow::storage {

class Writing {
public:
    // Throws StorageError where the clock stands well before the newest entry: its times would say what is not so.
    Writing(Database& database, const RecorderId& recorder, Instant now);

    void open_case(const CaseId& id, const Body& record);
    void event(const CaseId& id, Sequence sequence, const NewEvent& event);
    void events(const CaseId& id, Sequence before, const std::vector<NewEvent>& events);
    void document(const NewDocument& document);
    void step(const DocumentId& id, const NewStep& step, std::optional<Sequence> event);
    void revision(const CaseId& id, Sequence revision, const Body& record);
    void party(const PartyChange& change);
    void part(const CaseId& id, const PartChange& change);
    void paper(const PaperName& paper, Sequence sequence, const NewPaperEvent& event);
    void people(const std::optional<CaseId>& of_case, const People& people);
    void hold(const CaseId& id, bool holds, const std::string& reason);
    Erasure erase(const CaseId& id, const std::string& rule, const RecorderId& approved_by);
    void now(const DocumentNow& now);
    bool has_recorded() const { return recorded_; }
    // Which case the write is about, where it records nothing of it: its reply is erased with it.
    void is_about(const CaseId& id) { about_ = id.text(); }
    void is_about_many() { about_.clear(); }
    void reply(const KeptReply& reply);

private:
    Entry next(std::string_view kind) const;
    void bind(const Entry& entry);
    void distrust(const char* sql, std::string_view whose);
    Digest text(std::int64_t position, const Body& body);
    Digest content(std::string_view bytes);

    Database& database_;
    const std::string recorder_;
    Head head_;
    std::string recorded_at_;
    bool recorded_ = false;
    std::string about_;  // the case, or ""
};

// What a text is bound by: salted, so that a short one cannot be guessed from it.
Digest text_digest(std::string_view salt, std::string_view body);

}  // namespace ehcflow::storage
