// Batches: a notice's letters for many cases, or a template filled with many records, made in the background while
// officers' own letters go first (storage/batch.h). A record that cannot be made is named with its place and its fault.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "documents/compose/notices.h"
#include "service/app/desk.h"
#include "service/app/refused.h"

namespace ehcflow::service {

inline constexpr std::size_t kMostBatchRecords = 20'000;

// Each record is {"case": …, "to": …}, the second as in Preparation; the letters are prepared in their cases.
struct NoticeOrder {
    documents::Notice notice;
    Date sent_on;
    std::string route;
};

// Each record is what the template is filled with; the documents are the batch's, and go with it.
struct FormOrder {
    enum class As : std::uint8_t { Odt, Pdf };
    std::string form;  // a flat open document
    As as = As::Odt;
    bool draft = false;  // a PDF that says that it is one
};

using BatchOrder = std::variant<NoticeOrder, FormOrder>;

// Refused where the template has faults, or there are no records or too many. What is wrong with one record is found
// when it is its turn.
Result<storage::NewBatch, Refused> new_batch(const Desk& desk, const BatchOrder& order,
                                             const templates::Value::List& records);
FormOrder::As made_as(const storage::BatchState& batch);

// Makes the records that wait. One thread; any number of workers, each with a thread of its own.
class BatchWorker {
public:
    explicit BatchWorker(const Desk& desk);
    ~BatchWorker();
    bool work_one();  // false where none waits

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ehcflow::service
