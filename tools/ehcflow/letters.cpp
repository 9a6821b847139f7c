// ehcflow letters: the catalogue of the letters, for a lawyer to read.
#include <iostream>

#include "documents/compose/catalogue.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {

void add_letters(CLI::App& program, Action& chosen) {
    program.add_subcommand("letters", "Print the catalogue of the letters, with their law (docs/letters.md)")
        ->callback([&chosen] {
            chosen = [] {
                std::cout << documents::letters_catalogue();
                return Exit::Done;
            };
        });
}

}  // namespace ehcflow
