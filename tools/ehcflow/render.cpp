// ehcflow render: fills a template with data.
#include <iostream>

#include "interchange/value.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

struct Options {
    std::string template_file, data_file, output;
};

Exit render(const Options& options) {
    const std::string kind = std::filesystem::path(options.output).extension().string();
    if (kind != ".odt" && kind != ".fodt")
        throw UsageError("-o " + options.output + ": name a file that ends in .odt or .fodt");
    const auto form =
        templates::Template::parse(read_input(options.template_file), blocks_beside(options.template_file));
    if (!form) {
        std::cerr << in_lines(form.error());
        complain(options.template_file + ": the template has errors; nothing was written");
        return Exit::No;
    }
    if (kind == ".fodt" && !form->is_flat())
        throw UsageError("-o " + options.output + ": an .odt template makes an .odt");
    const auto data = interchange::read_value(read_input(options.data_file));
    if (!data) throw UsageError(options.data_file + ": " + data.error());
    const auto bytes = kind == ".odt" ? form->fill_package(*data) : form->fill_flat(*data);
    if (!bytes) {
        std::cerr << in_lines(bytes.error());
        complain(options.data_file + ": the data does not fill the template; nothing was written");
        return Exit::No;
    }
    write_output(options.output, *bytes);
    return Exit::Done;
}

}  // namespace

void add_render(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("render", "Fill a template with data");
    command->add_option("TEMPLATE", options->template_file, "an .odt or .fodt template")->required();
    command->add_option("DATA", options->data_file, "its data, a JSON file; - for standard input")->required();
    command->add_option("-o,--output", options->output, "the document to write: .odt, or .fodt of a flat template")
        ->required();
    command->callback([&chosen, options] { chosen = [options] { return render(*options); }; });
}

}  // namespace ehcflow
