// The pattern that all offices of a pool are copied from: a profile that an office has completed, made in the way that
// the others will run. So it also finds out whether offices can be run here at all.
#pragma once

#include <filesystem>
#include <vector>

#include "documents/render/office_process.h"
#include "documents/render/office_settings.h"
#include "documents/render/profile.h"

namespace ehcflow::documents {

struct OfficeSeed {
    Sandbox sandbox;
    std::filesystem::path home;
    std::vector<ProfileLine> lines;
};

// Makes `home`. Throws OfficeUnavailable: no LibreOffice, or no sandbox where one is required.
OfficeSeed make_seed(const OfficeSettings& settings, const std::filesystem::path& home);

}  // namespace ehcflow::documents
