#include "tools/ehcflow/template_file.h"

#include "base/id.h"
#include "tools/ehcflow/command.h"

namespace ehcflow {

templates::BlockLoader blocks_beside(const std::filesystem::path& template_file, std::string extension) {
    const auto beside = std::filesystem::absolute(template_file).parent_path().parent_path() / "blocks";
    return [beside, extension = std::move(extension)](const std::string& name) -> std::optional<std::string> {
        if (!is_id(name)) return std::nullopt;  // a name, never a path
        const std::string file = name + extension;
        if (std::filesystem::is_regular_file(beside / file)) return read_input(beside / file);
        const auto shipped = shared_folder() / "templates/blocks" / file;
        if (std::filesystem::is_regular_file(shipped)) return read_input(shipped);
        return std::nullopt;
    };
}

std::string house_beside(const std::filesystem::path& template_file, const std::string& named) {
    if (!named.empty()) return read_input(named);
    const auto beside = std::filesystem::absolute(template_file).parent_path().parent_path() / "house/style.fodt";
    return std::filesystem::is_regular_file(beside) ? read_input(beside) : std::string();
}

void add_limit_option(CLI::App& command, std::vector<std::string>& given) {
    std::string rows;
    for (const templates::LimitRow& row : templates::limit_rows())
        rows.append(rows.empty() ? "" : "; ")
            .append(row.name)
            .append("=")
            .append(templates::in_words(templates::Limits{}.*row.member, row.unit))
            .append(" (")
            .append(row.what)
            .append(")");
    command.add_option("--limit", given, "raise or lower a limit, NAME=AMOUNT; may be repeated. Unless told: " + rows)
        ->allow_extra_args(false)
        ->check([](const std::string& setting) {
            templates::Limits tried;
            const auto set = templates::set_limit(tried, setting);
            return set ? std::string() : set.error();
        });
}

templates::Limits limits_of(const std::vector<std::string>& given) {
    templates::Limits limits;
    for (const std::string& setting : given)
        if (const auto set = templates::set_limit(limits, setting); !set) throw UsageError("--limit: " + set.error());
    return limits;
}

std::optional<templates::TextKind> text_kind_of(const std::filesystem::path& file) {
    if (file.extension() == ".html") return templates::TextKind::Html;
    if (file.extension() == ".txt") return templates::TextKind::Plain;
    return std::nullopt;
}

std::string extension_of(const std::filesystem::path& file) {
    return text_kind_of(file) ? file.extension().string() : ".fodt";
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
