#include "service/http/exchange.h"

namespace ehcflow::service {

std::string_view field_of(std::string_view pairs, std::string_view name) {
    while (!pairs.empty()) {
        const std::string_view pair = pairs.substr(0, pairs.find('&'));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
        pairs.remove_prefix(pair.size() == pairs.size() ? pair.size() : pair.size() + 1);
    }
    return {};
}

}  // namespace ehcflow::service
