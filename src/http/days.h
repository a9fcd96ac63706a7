// Days of a time zone as instants, for filters that are given in days.
#pragma once

#include <string>

#include "base/time.h"

namespace tandem::http {

// `zone`: an IANA name.
Timestamp start_of(Date day, const std::string& zone);
Timestamp end_of(Date day, const std::string& zone);  // the start of the next day

}  // namespace tandem::http
