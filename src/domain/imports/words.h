// The words of files: trimmed, compared, and read as stages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/rows.h"

namespace tandem::imports {

// Without the white space around it, non-breaking space and byte-order mark included.
std::string_view trimmed(std::string_view text);

// In lower case.
std::string lower(std::string_view text);

// The words of a name, lower case, without accents: "dealStage", "deal_stage" and "Deal Stage" are
// {"deal", "stage"}; "Étape d’affaire" is {"etape", "d", "affaire"}.
std::vector<std::string> words(std::string_view name);

// The stage (leads: "mql" ...) or state (deals: "open", "won", "lost") that people usually mean by
// `value`, in English or French; nothing when that is not clear.
std::optional<std::string_view> usual_stage(Kind kind, std::string_view value);

// The stages a file of this kind may speak of: those of the lifecycle, or of a deal.
const std::vector<std::string_view>& stage_names(Kind kind);

// An amount, a count or a share, as opposed to text: "1,200.50", "12 %", "--".
bool is_figure(std::string_view text);

}  // namespace tandem::imports
