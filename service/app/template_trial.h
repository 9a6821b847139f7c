// What an officer's template is held to before anybody is written to with it: its own check, against all that the
// letter is ever given, and letters to every kind of family of the sample cases. The same for the service and the
// command line.
#pragma once

#include <functional>

#include "service/app/template_versions.h"

namespace ehcflow::service {

// What a template is tried with. The parts are lent.
struct Proof {
    const TemplateShelf& templates;
    const templates::Value& council;
    const workflow::Calendar& calendar;
};

// Everything that can be said without making pages: all findings of a template check, an unknown field among them; and,
// where it can be filled, what a letter to each kind of family would lack, statutory passages first of all.
Findings check_template(const Proof& proof, documents::Notice notice, const std::string& bytes);

// A copy (.odt) with the findings as comments. Refused where the file cannot be opened.
Result<std::string, Refused> annotated_copy(const std::string& bytes, const Findings& findings);

// The letters with their pages, one to each kind of family. Refused only where no office can make them.
struct Rendering {
    documents::Renderer& renderer;
    std::chrono::milliseconds limit;  // for one PDF
};
using ShowLetter = std::function<void(const TriedLetter&, const std::string& pdf)>;  // as each is made
Result<std::vector<TriedLetter>, Refused> try_letters(const Proof& proof, documents::Notice notice,
                                                      const ShelvedTemplate& form, const Rendering& rendering,
                                                      const ShowLetter& show = {});
// One of them, to be looked at.
Result<std::string, Refused> sample_letter(const Proof& proof, documents::Notice notice, const std::string& family,
                                           const ShelvedTemplate& form, const Rendering& rendering);

}  // namespace ehcflow::service
