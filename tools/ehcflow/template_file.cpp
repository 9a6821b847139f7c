#include "tools/ehcflow/template_file.h"

#include "base/id.h"
#include "tools/ehcflow/command.h"

namespace ehcflow {

templates::BlockLoader blocks_beside(const std::filesystem::path& template_file) {
    const auto beside = std::filesystem::absolute(template_file).parent_path().parent_path() / "blocks";
    return [beside](const std::string& name) -> std::optional<std::string> {
        if (!is_id(name)) return std::nullopt;  // a name, never a path
        const std::string file = name + ".fodt";
        if (std::filesystem::is_regular_file(beside / file)) return read_input(beside / file);
        const auto shipped = shared_folder() / "templates/blocks" / file;
        if (std::filesystem::is_regular_file(shipped)) return read_input(shipped);
        return std::nullopt;
    };
}

std::string in_lines(const Findings& findings) {
    std::string lines;
    for (const Finding& finding : findings) {
        lines += finding.severity == Severity::Error ? "error " : "warning ";
        lines.append(finding.code)
            .append(", ")
            .append(finding.place)
            .append(": ")
            .append(finding.what)
            .append(" ")
            .append(finding.mend)
            .append("\n");
    }
    return lines;
}

}  // namespace ehcflow
