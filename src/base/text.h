// Words for people, in both languages. Every sentence lives in src/locales/{en,fr}.json under a
// stable key; nothing a user reads is written in the code. script/check fails when a key is
// missing.
#pragma once

#include <string>
#include <string_view>

#include "base/money.h"
#include "base/result.h"
#include "base/time.h"

namespace tandem {

enum class Language { en, fr };
BOOST_DESCRIBE_ENUM(Language, en, fr)

// The sentence of `key` with its {name} places filled from `args`; the key itself when unknown.
std::string text(Language language, std::string_view key, const TextArgs& args = {});

// "deals[3].amount: must not be negative".
std::string message(Language language, const Error& error);

// The best match for an Accept-Language header or a LANG variable ("fr_CA.UTF-8"); English
// otherwise.
Language choose_language(std::string_view preference);

// In the reader's locale: "8,000" / "8 000"; "12.3%" / "12,3 %"; "$10,000" / "10 000 $".
std::string format_number(Language language, double value, int decimals = 0);
std::string format_percent(Language language, double share, int decimals = 1);
// Decimals of a whole amount are left out in a sentence and kept in a column, where signs line up.
enum class Decimals { where_needed, always };
std::string format_money(Language language, const Money& money,
                         Decimals decimals = Decimals::where_needed);

}  // namespace tandem
