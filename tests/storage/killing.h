// kill -9 of a process in which four threads write, with people, jobs and what pages read in the same transactions.
#pragma once

#include <filesystem>

namespace ehcflow::storage {

// Checks after each round that everything acknowledged is there once, that the chain is whole, that what pages read
// says the same as the chain, and that each job is there once.
void kill_writers(const std::filesystem::path& folder, int rounds);

}  // namespace ehcflow::storage
