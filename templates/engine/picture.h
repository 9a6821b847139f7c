// Pictures that come with the data: PNG, JPEG or SVG, as base64 or as a data: address. Each is looked at before it goes
// into a document: what it says it is, how large it is, and, for SVG, that it runs and fetches nothing. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "templates/engine/syntax.h"

namespace ehcflow::templates {

struct Picture {
    std::string bytes;
    std::string_view media_type;   // "image/png"
    std::string_view extension;    // "png"
    double width = 0, height = 0;  // mm, as it would be shown by itself
};

inline constexpr std::size_t kLargestPicture = std::size_t{16} << 20U;  // bytes

// Or one sentence that says why it is none: "is no picture: …".
Result<Picture, std::string> read_picture(std::string_view text);

// The pictures of one document, each kept once. In a package each is an entry of its own; in a flat document and a page
// each stands where it is shown.
struct Pictures {
    struct Kept {
        std::string entry;
        Picture picture;
    };
    enum class Where { Inline, Entries };
    Where where = Where::Inline;
    std::vector<std::string> taken;  // names of entries that are in the package already
    std::vector<Kept> kept;

    const std::string& keep(Picture picture);  // its entry
};

// Where a picture stands among words. The alternative text must be XML text.
void append_picture(std::string& out, Picture picture, const ImageSize& size, std::string_view alternative,
                    Pictures& pictures);
void append_html_picture(std::string& out, const Picture& picture, const ImageSize& size, std::string_view alternative);

}  // namespace ehcflow::templates
