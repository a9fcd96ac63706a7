// Whether a program says of itself that it is no person's browser. Those that keep it to themselves
// are not recognised by what they say.
//
// Example. "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" names itself
// and gives the address of its page, as the manners of the trade want it.
#pragma once

#include <string_view>

namespace tandem::timeline {

// Also for an empty text: every browser says something.
bool calls_itself_robot(std::string_view user_agent);

}  // namespace tandem::timeline
