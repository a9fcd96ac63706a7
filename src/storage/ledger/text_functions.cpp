#include "storage/ledger/text_functions.h"

#include <string>
#include <string_view>

#include <sqlite3.h>

#include "domain/people/search_words.h"

namespace tandem::storage {
namespace {

std::string_view text(sqlite3_value* value) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value)))
               : std::string_view();
}

void answer(sqlite3_context* context, const std::string& result) {
  sqlite3_result_text(context, result.data(), static_cast<int>(result.size()), SQLITE_TRANSIENT);
}

void sort_name(sqlite3_context* context, int, sqlite3_value** given) {
  answer(context, people::sort_name(text(given[0]), text(given[1]), text(given[2])));
}

void contact_words(sqlite3_context* context, int, sqlite3_value** given) {
  answer(context, people::contact_words(text(given[0]), text(given[1]), text(given[2]),
                                        text(given[3]), text(given[4])));
}

}  // namespace

bool add_text_functions(void* database) {
  auto* db = static_cast<sqlite3*>(database);
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  const auto add = [&](const char* name, int arguments, auto* function) {
    return sqlite3_create_function_v2(db, name, arguments, kFlags, nullptr, function, nullptr,
                                      nullptr, nullptr) == SQLITE_OK;
  };
  return add("sort_name", 3, &sort_name) && add("contact_words", 5, &contact_words);
}

}  // namespace tandem::storage
