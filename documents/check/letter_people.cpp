// To whom a letter goes, and what they must not be told.
#include "documents/check/letter_looks.h"
#include "workflow/phase.h"

namespace ehcflow::documents::looks {

// After compulsory school age the rights are the young person's, unless they lack capacity (SI 2014/1530 regs 63-64).
Spots incomplete_recipients(const Subject& subject) {
    const Value& record = subject.file.record;
    const auto born = Date::parse(text_of(part(record, "child"), "born"));
    if (notice_of(subject).addressed != Addressee::Family || !born) return {};
    bool young_person = false, adult = false;
    for (const Value& someone : list_of(part(record, "family")))
        if (part(someone, "receives_notices").is_true())
            (text_of(someone, "relation") == "young person" ? young_person : adult) = true;
    const bool of_age = subject.sending.sent_on > workflow::compulsory_school_age_ends(*born);
    const bool theirs = of_age && !part(part(record, "child"), "lacks_capacity").is_true();
    if (theirs && !young_person)
        return {{"family", "The young person is over compulsory school age, and does not receive this letter.",
                 "Add them to the family as \"young person\", or record that they lack capacity."}};
    if (!theirs && !adult)
        return {{"family", "No parent, or nobody who acts for the young person, receives this letter.",
                 "Mark a parent as receiving notices."}};
    if (!of_age && young_person)
        return {{"family", "The child is of compulsory school age: the rights are the parent's.",
                 "Send it to the parent alone."}};
    return {};
}

Spots incomplete_copies(const Subject& subject) {
    const NoticeRow& notice = notice_of(subject);
    const Value& setting = part(subject.file.record, "setting");
    if (notice.copied_to == CopiedTo::Nobody || text_of(setting, "name").empty()) return {};
    if (!text_of(setting, "email").empty() || !text_of(part(setting, "address"), "postcode").empty()) return {};
    return {{"setting", "The setting must be told too, and has neither an address nor an e-mail address.",
             "Complete the setting in the record."}};
}

Spots no_email_consent(const Subject& subject) {
    if (notice_of(subject).addressed != Addressee::Family || subject.sending.route != "email") return {};
    for (const Value& someone : list_of(part(subject.file.record, "family")))
        if (text_of(someone, "id") == subject.sending.recipient && text_of(someone, "email_consent").empty())
            return {{"family[].email_consent", "This person has not agreed in writing to receive notices by e-mail.",
                     "Send it by post or by hand, or record the day on which they agreed."}};
    return {};
}

Spots told(const Subject& subject) {
    return told_although_marked(marks_against(subject.file.record, subject.sending.recipient), subject.outputs);
}

}  // namespace ehcflow::documents::looks

namespace ehcflow::documents {

std::vector<Spot> told_although_marked(std::span<const Undisclosed> marks, std::span<const Output> outputs) {
    std::vector<Spot> spots;
    for (const Output& output : outputs)
        for (const Undisclosed& mark : marks)
            for (const std::string& particular : mark.particulars)
                if (find_particular(output.text, particular).at != std::string_view::npos) {
                    spots.push_back({std::string(output.name),
                                     "It tells particulars of " + mark.whose + ", who is marked.",
                                     "Take them out of what the letter says, and prepare it again."});
                    break;
                }
    return spots;
}

}  // namespace ehcflow::documents
