// A file of touches, one line each:
//
//   contact,at,channel       who, when, by what
//   value                    more than 0 is a conversion
//   milestone                lead, opportunity, won (or conversion) or lost; the line then need not
//                            have a channel
//   account                  touches of all contacts of an account make its journeys together
//   id                       a line whose id came before is passed over
//
// The first three must be there. Memory grows with the file: 16 bytes a touch, and the ids.
#pragma once

#include "base/text.h"
#include "domain/attribution/touches.h"

namespace tandem::cli {

struct TouchFile {
  attribution::ChannelNames names;
  std::size_t contacts = 0;
  std::vector<attribution::Touch> touches;
  std::vector<attribution::Milestone> milestones;
  Timestamp newest;     // of all lines
  bool valued = false;  // there is a column of values
};

// `path` "-" is standard input. Errors, with file, line and column: those of AnalysisTable and of
// validate; attribution.no_contact, no_channel, bad_milestone {value}, negative, total_too_large,
// value_without_conversion; attribution.no_touches.
Result<TouchFile> read_touches(const std::string& path, Language language);

}  // namespace tandem::cli
