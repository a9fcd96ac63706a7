// Versions of the agreement: what exactly was signed, and which version measures a lead.
//
// Both heads sign the SHA-256 of one text, the terms written out in a fixed order. A version that
// both signed never changes; a new one takes over on a date. A lead is measured by the version in
// force when it was handed over, for good.
//
// Example. Version 1 starts on 1 March and was signed on 27 February and on 3 March: it is in force
// from 3 March. Version 2 starts on 1 April and was signed in March. A lead handed over on 31 March
// is measured by version 1, also in May.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "domain/agreement/terms.h"

namespace tandem::agreement {

// The text of tidied terms: JSON in UTF-8 with two blanks of indentation, members in the order of
// their structs and a last line end. The same bytes wherever and whenever it is written: it holds
// whole numbers and texts only. Keep it with the signatures, as a later program may know more
// members.
std::string canonical_text(const Terms& terms);

// SHA-256 of a canonical text in hexadecimal, 64 characters.
std::string text_digest(std::string_view canonical);

struct Signature {
  Id member;
  Timestamp at;
  std::string digest;  // of the text that was on the member's screen

  bool operator==(const Signature&) const = default;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (member, at, digest))

struct Version {
  int number = 1;
  Terms terms;  // tidied
  Timestamp starts_at;
  std::optional<Signature> marketing;
  std::optional<Signature> sales;

  bool operator==(const Version&) const = default;
};
BOOST_DESCRIBE_STRUCT(Version, (), (number, terms, starts_at, marketing, sales))

// The version with the signature of one team's head. Errors: agreement.signed_already
// (conflict), agreement.stale_text (conflict) when the digest is not that of the version's terms;
// the first fault of the terms.
Result<Version> sign(Version version, lifecycle::Owner half, Signature signature);

// Changed terms take back the signatures given to the old ones. Error: agreement.is_signed
// (conflict) when both heads have signed.
Result<Version> change(Version version, Terms terms);

// When it starts to measure: at its start, or at the second signature if that came later. Nothing
// while a signature is missing.
std::optional<Timestamp> in_force_from(const Version& version);

// The version that measures a lead handed over at `at`: the one last come into force, of several at
// one instant that with the highest number. Nothing before the first.
const Version* in_force(std::span<const Version> versions, Timestamp at);

struct Difference {
  std::string field;   // "marketing.targets[Owner].leads"; entries of lists by their name
  std::string before;  // as in JSON; empty: was not there
  std::string after;   // empty: is not there any more

  bool operator==(const Difference&) const = default;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (field, before, after))

// Of tidied terms, in the order of the form. Opening hours of a day and the holidays are compared
// as a whole.
std::vector<Difference> differences(const Terms& before, const Terms& after);

}  // namespace tandem::agreement
