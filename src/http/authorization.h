// What the Authorization header of a request says, by its scheme.
#pragma once

#include "http/message.h"

namespace tandem::http {

// RFC 6750. Nothing when the header is missing or of another scheme.
std::optional<std::string_view> bearer_token(const Request& request);

// The user of RFC 7617's Basic scheme; the password is passed over. Nothing also when it cannot be
// read.
std::optional<std::string> basic_user(const Request& request);

}  // namespace tandem::http
