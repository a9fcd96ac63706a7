// How contacts are searched: every word that is typed must begin some word of the contact's name,
// e-mail address, telephone number or company; case and accents do not matter.
//
// Example. Élodie Lefèvre <e.lefevre@acme.example> of Acme & Cie, +33 1 23 45 67 89, has the words
// elodie lefevre e lefevre acme example 33 1 23 45 67 89 33123456789 3123456789 123456789 acme cie.
// She is found by "LEFE elod", by "lefevre@acme", and by her number however it is written: "01 23
// 45 67 89", "+33 123456789". She is not found by "fevre".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tandem::people {

// Folded words, each a run of letters and digits, separated by one space.
std::string search_words(std::string_view text);

// All words of a contact.
std::string contact_words(std::string_view first_name, std::string_view last_name,
                          std::string_view email, std::string_view phone, std::string_view company);

// What is typed into a search box, as words; a telephone number is one.
std::vector<std::string> typed_words(std::string_view typed);

// `words` is what contact_words() gave.
bool matches(const std::vector<std::string>& typed, std::string_view words);

// What contacts are sorted by when sorted by name: last name, first name; the address where there
// is no name; whoever has neither comes last.
std::string sort_name(std::string_view first_name, std::string_view last_name,
                      std::string_view email);

}  // namespace tandem::people
