#include "templates/engine/picture.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "base/base64.h"
#include "base/text.h"
#include "templates/engine/escape.h"
#include "templates/engine/xml.h"

namespace ehcflow::templates {
namespace {

constexpr double kPixel = 25.4 / 96;       // mm, as a browser and an office take it
constexpr std::uint32_t kWidest = 20'000;  // pixels: what unpacks to more is no crest
constexpr std::uint64_t kMostPixels = 50'000'000;

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

using Looked = Result<Picture, std::string>;

Looked sized(Picture picture, std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0) return Failure{std::string("is a damaged picture: it has no size")};
    if (width > kWidest || height > kWidest || std::uint64_t{width} * height > kMostPixels)
        return Failure{"is a picture of " + std::to_string(width) + " by " + std::to_string(height) +
                       " pixels, which is too large"};
    picture.width = width * kPixel;
    picture.height = height * kPixel;
    return picture;
}

Looked look_at_png(Picture picture) {
    const std::string_view bytes = picture.bytes;
    if (bytes.size() < 33 || bytes.substr(12, 4) != "IHDR" || bytes.find("IEND") == std::string_view::npos)
        return Failure{std::string("is a damaged PNG picture")};
    return sized(std::move(picture), big_endian(bytes, 16, 4), big_endian(bytes, 20, 4));
}

// From segment to segment until the one that begins a frame, which has the size.
Looked look_at_jpeg(Picture picture) {
    const std::string_view bytes = picture.bytes;
    for (std::size_t at = 2; at + 9 < bytes.size() && static_cast<unsigned char>(bytes[at]) == 0xFF;) {
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        const bool is_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (is_frame) return sized(std::move(picture), big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2));
        at += 2 + big_endian(bytes, at + 2, 2);
    }
    return Failure{std::string("is a damaged JPEG picture")};
}

std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

bool reaches_out(std::string_view style) {
    if (style.find("@import") != std::string_view::npos || style.find('\\') != std::string_view::npos) return true;
    for (std::size_t at = style.find("url("); at != std::string_view::npos; at = style.find("url(", at + 4)) {
        const std::string_view inside = trim(style.substr(at + 4));
        if (!inside.starts_with('#') && !inside.starts_with("'#") && !inside.starts_with("\"#")) return true;
    }
    return false;
}

// What in a drawing runs or fetches something; or nothing.
std::string_view danger_in(const Node& node) {
    if (node.is_text()) return reaches_out(node.text) ? "a style that fetches something" : "";
    constexpr std::string_view kRunning[] = {"script", "foreignObject", "handler", "iframe", "audio", "video"};
    const std::string_view name = local_name(node.name);
    if (std::find(std::begin(kRunning), std::end(kRunning), name) != std::end(kRunning)) return "a script or a frame";
    for (const auto& [attribute, value] : node.attributes) {
        const std::string_view local = local_name(attribute);
        if (local.starts_with("on")) return "a script";
        if (local == "href" && !value.starts_with('#') && !value.starts_with("data:image/png;") &&
            !value.starts_with("data:image/jpeg;"))
            return "a link out of itself";
        if (!attribute.starts_with("xmlns") && reaches_out(value)) return "a style that fetches something";
    }
    for (const auto& child : node.children)
        if (const auto danger = danger_in(*child); !danger.empty()) return danger;
    return "";
}

// A length of a drawing in mm; nothing where it is relative or missing.
double drawn_length(const std::string* text) {
    if (text == nullptr) return 0;
    char* end = nullptr;
    const double value = std::strtod(text->c_str(), &end);
    const std::string_view unit = trim(std::string_view(end));
    constexpr std::pair<std::string_view, double> kUnits[] = {
        {"", kPixel}, {"px", kPixel}, {"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 25.4 / 72}, {"pc", 25.4 / 6}};
    for (const auto& [name, mm] : kUnits)
        if (unit == name && value > 0 && value * mm < kWidest) return value * mm;
    return 0;
}

Looked look_at_svg(Picture picture) {
    const auto root = read_xml(picture.bytes);
    if (!root) return Failure{"is a damaged SVG picture: " + root.error()};
    if (local_name((*root)->name) != "svg") return Failure{std::string("is no picture that is known")};
    if (const auto danger = danger_in(**root); !danger.empty())
        return Failure{"is a drawing with " + std::string(danger) + " in it"};
    picture.width = drawn_length((*root)->attribute("width"));
    picture.height = drawn_length((*root)->attribute("height"));
    std::array<double, 4> box{};
    if (const std::string* text = (*root)->attribute("viewBox"); text != nullptr) {
        std::string plain = *text;
        std::replace(plain.begin(), plain.end(), ',', ' ');
        char* at = plain.data();
        for (double& one : box) one = std::strtod(at, &at);
    }
    if (box[2] > 0 && box[3] > 0 && box[2] < 1e6 && box[3] < 1e6) {
        if (picture.width <= 0) picture.width = picture.height > 0 ? picture.height * box[2] / box[3] : box[2] * kPixel;
        if (picture.height <= 0) picture.height = picture.width * box[3] / box[2];
    }
    if (picture.width <= 0 || picture.height <= 0)
        return Failure{std::string("is a drawing that does not say its size")};
    return picture;
}

struct Format {
    std::string_view magic, media_type, extension;
    Looked (*look)(Picture);
};
const Format kFormats[] = {
    {"\x89PNG\r\n\x1A\n", "image/png", "png", look_at_png},
    {"\xFF\xD8\xFF", "image/jpeg", "jpg", look_at_jpeg},
    {"<", "image/svg+xml", "svg", look_at_svg},
};

// Both sides in mm, keeping the picture's own shape where only one is given.
std::pair<double, double> shown_size(const Picture& picture, const ImageSize& size) {
    const double ratio = picture.height / picture.width;
    if (size.width && size.height) return {*size.width, *size.height};
    if (size.width) return {*size.width, *size.width * ratio};
    if (size.height) return {*size.height / ratio, *size.height};
    return {picture.width, picture.height};
}

std::string millimetres(double length) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.2fmm", length);
    return text.data();
}

}  // namespace

Result<Picture, std::string> read_picture(std::string_view text) {
    constexpr std::string_view kMark = ";base64,";
    if (text.starts_with("data:")) {
        const auto mark = text.substr(0, 200).find(kMark);
        if (mark == std::string_view::npos) return Failure{std::string("is no picture: its address is not in base64")};
        text.remove_prefix(mark + kMark.size());
    }
    if (text.size() > kLargestPicture / 3 * 4)
        return Failure{"is a picture of more than " + std::to_string(kLargestPicture >> 20U) + " MiB"};
    auto bytes = from_base64(text);
    if (!bytes) return Failure{std::string("is no picture: it is not base64")};
    Picture picture;
    picture.bytes = std::move(*bytes);
    std::string_view seen = picture.bytes;
    if (seen.starts_with("\xEF\xBB\xBF")) seen.remove_prefix(3);
    while (!seen.empty() && (seen.front() == ' ' || seen.front() == '\n' || seen.front() == '\r'))
        seen.remove_prefix(1);
    for (const Format& format : kFormats) {
        if (!seen.starts_with(format.magic)) continue;
        picture.media_type = format.media_type;
        picture.extension = format.extension;
        return format.look(std::move(picture));
    }
    return Failure{std::string("is no PNG, JPEG or SVG picture")};
}

const std::string& Pictures::keep(Picture picture) {
    for (const Kept& one : kept)
        if (one.picture.bytes == picture.bytes) return one.entry;
    std::string entry;
    for (std::size_t number = kept.size() + 1; entry.empty(); ++number) {
        entry = "Pictures/filled-" + std::to_string(number) + "." + std::string(picture.extension);
        if (std::find(taken.begin(), taken.end(), entry) != taken.end()) entry.clear();
    }
    taken.push_back(entry);
    kept.push_back({std::move(entry), std::move(picture)});
    return kept.back().entry;
}

void append_picture(std::string& out, Picture picture, const ImageSize& size, std::string_view alternative,
                    Pictures& pictures) {
    const auto [width, height] = shown_size(picture, size);
    out +=
        "<draw:frame xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
        "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" text:anchor-type=\"as-char\" "
        "svg:width=\"";
    out.append(millimetres(width)).append("\" svg:height=\"").append(millimetres(height)).append("\"><draw:image");
    if (pictures.where == Pictures::Where::Entries) {
        out +=
            " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:type=\"simple\" xlink:show=\"embed\" "
            "xlink:actuate=\"onLoad\" xlink:href=\"";
        out.append(pictures.keep(std::move(picture))).append("\"/>");
    } else {
        out += "><office:binary-data>";
        append_base64(out, picture.bytes);
        out += "</office:binary-data></draw:image>";
    }
    out += "<svg:title>";
    append_escaped(out, alternative);
    out += "</svg:title></draw:frame>";
}

void append_html_picture(std::string& out, const Picture& picture, const ImageSize& size,
                         std::string_view alternative) {
    const auto [width, height] = shown_size(picture, size);
    const auto pixels = [](double mm) { return std::to_string(static_cast<long>(mm / kPixel + 0.5)); };
    out.append("<img src=\"data:").append(picture.media_type).append(";base64,");
    append_base64(out, picture.bytes);
    out.append("\" width=\"").append(pixels(width)).append("\" height=\"").append(pixels(height)).append("\" alt=\"");
    append_text(out, alternative, Context::Html);
    out += "\">";
}

}  // namespace ehcflow::templates
