// What the name of a column lets one suspect, in English or French.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tandem::scoring {

// "Lead Quality" and "LeadQuality" -> lead, quality.
std::vector<std::string> words_of_name(std::string_view name);

// Prospect ID, Lead Number, phone.
bool named_like_identifier(std::string_view name);

// Status, Outcome, Closed Date: told only when the matter is settled.
bool named_like_outcome(std::string_view name);
// Lead Quality, Tags, Activity Score: what somebody, or a program, made of the lead later.
bool named_like_judgement(std::string_view name);
// Last Activity: overwritten until the day of the export.
bool named_like_latest(std::string_view name);

}  // namespace tandem::scoring
