// SQL functions by which the ledger's database folds text the way C++ does:
//   sort_name(first_name, last_name, email)
//   contact_words(first_name, last_name, email, phone, company)
// as domain/people/search_words.h has them. PostgreSQL would be given their results as parameters.
#pragma once

namespace tandem::storage {

// `database` is SQLite's own handle of an open connection. False when SQLite refuses.
bool add_text_functions(void* database);

}  // namespace tandem::storage
