// The catalogue of the letters, for a lawyer to read: each notice with its legal source, what it must carry and by what
// law, what it encloses, and its picture. Written from the tables of notices.h alone. Pure; any thread.
#pragma once

#include <string>

namespace ehcflow::documents {

std::string letters_catalogue();  // Markdown: docs/letters.md

}  // namespace ehcflow::documents
