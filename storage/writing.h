// Writing: one turn of a writer inside a transaction. Each member adds one entry, bound to the chain, then its row.
#pragma once

#include <optional>

#include "storage/chain.h"
#include "storage/ledger.h"

namespace ehcflow::storage {

// What a text is bound by: salted, so that a short one cannot be guessed from it.
Digest text_digest(std::string_view salt, std::string_view body);

struct SaltedText {
    explicit SaltedText(const Body& said);  // with a new salt
    const Body& body;
    std::string salt;
    Digest digest;
};
// The bodies of the events. Best made before the writer's turn: nobody waits for it.
std::vector<SaltedText> texts_of(const std::vector<NewEvent>& events);

class Writing {
public:
    // Throws StorageError where the clock stands well before the newest entry: its times would say what is not so.
    // `told`: the case of which the caller says with this write how it now stands.
    Writing(Database& database, const RecorderId& recorder, Instant now, const CaseId* told = nullptr);

    void open_case(const CaseId& id, const Body& record);
    void events(const CaseId& id, Sequence before, const std::vector<NewEvent>& events,
                const std::vector<SaltedText>& texts);  // of each
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
    std::optional<Sequence> last_event() const { return told_last_; }  // of `told`; none: no event of it was recorded
    // Which case the write is about, where it records nothing of it: its reply is erased with it.
    void is_about(const CaseId& id) { about_ = id.text(); }
    void is_about_many() { about_.clear(); }
    void reply(const KeptReply& reply);

private:
    void event(const CaseId& id, Sequence sequence, const NewEvent& event, const SaltedText& text);
    std::int64_t bind(const char* kind, const Facts& facts);
    std::int64_t bind(const char* kind, const Facts& facts, const SaltedText& text);
    void distrust(const CaseId& id);
    Sequence place_of(const CaseId& id, const std::string& name);  // of a part
    Digest content(std::string_view bytes);

    Database& database_;
    const std::string recorder_;
    Head head_;
    std::string recorded_at_;
    bool recorded_ = false;
    std::string about_;  // the case, or ""
    const CaseId* told_;
    std::optional<Sequence> told_last_;
};

}  // namespace ehcflow::storage
