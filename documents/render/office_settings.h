// Every limit of the office pool, by name and with its default. docs/rendering.md says when to change one.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>

#include "documents/uno/office_link.h"

namespace ehcflow::documents {

enum class Confinement {
    Required,   // no sandbox, no pool: where bubblewrap does not work the pool refuses to start
    Preferred,  // where bubblewrap does not work offices run unconfined, and PoolStats::confined says so
};

struct OfficeSettings {
    unsigned workers = 2;          // offices that run at once; an office does one document at a time: one a core
    unsigned spares = 1;           // warmed offices that stand by, so that recycling and crashes cost no caller a start
    std::size_t queue_limit = 64;  // documents that may wait for a worker; one more is refused as Busy

    unsigned most_tries = 4;  // offices that one document is given in one asking

    std::chrono::milliseconds longest_render{120'000};  // the most that one document may take, whatever its deadline
    std::chrono::milliseconds longest_stall{5'000};     // without any work of its processor an office is stuck
    std::chrono::milliseconds longest_start{20'000};    // from spawning an office until it has drawn its first page
    std::chrono::milliseconds first_back_off{250};      // after a failed start; doubled each time, up to:
    std::chrono::milliseconds longest_back_off{30'000};
    std::chrono::milliseconds drain{5'000};              // how long documents in hand may go on at shutdown
    std::chrono::milliseconds hang_counts_after{5'000};  // a kill sooner than this is the deadline's fault alone
    std::chrono::milliseconds quarantine{3'600'000};     // how long a document that ended two offices is refused

    std::size_t recycle_after_documents = 1'000;                // an office slows down and grows with age
    std::chrono::milliseconds recycle_after_age{86'400'000};    // and no life goes on for longer than a day
    std::size_t recycle_above_bytes = std::size_t{400} << 20U;  // resident
    std::size_t office_resident_bytes = std::size_t{1} << 30U;  // above it an office is killed in the middle
    std::size_t office_address_bytes = std::size_t{4} << 30U;   // hard limit of an office process
    std::size_t office_file_bytes = std::size_t{512} << 20U;    // the largest file it may write
    std::size_t office_handles = 1'024;                         // files it may have open
    std::size_t largest_pdf_bytes = std::size_t{256} << 20U;

    PdfKind pdf = PdfKind::AccessibleArchive;
    Confinement confinement = Confinement::Required;

    std::filesystem::path bubblewrap = "/usr/bin/bwrap";
    std::filesystem::path program = EHCFLOW_LIBREOFFICE_PROGRAM;  // LibreOffice's folder of programs
    // Where private folders are made: documents pass through it, so memory rather than disk. Empty: /dev/shm, else
    // $XDG_RUNTIME_DIR, else the temp folder, the first that can be written to.
    std::filesystem::path private_root;
};

}  // namespace ehcflow::documents
