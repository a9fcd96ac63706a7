// Who or what caused a change, and the activity that tells of it.
#pragma once

#include <optional>
#include <string>

#include "domain/timeline/activity.h"

namespace tandem::actions {

struct Cause {
  std::optional<Id> member_id;
  std::optional<Id> import_id;
  std::string why;  // in words, for the timeline; empty when there is nothing to say
};

// An activity of this cause, about nobody yet.
inline timeline::Activity activity(timeline::ActivityKind kind, Timestamp at, const Cause& cause,
                                   boost::json::value detail = nullptr) {
  timeline::Activity told;
  told.kind = kind;
  told.at = at;
  told.member_id = cause.member_id;
  told.import_id = cause.import_id;
  told.detail = std::move(detail);
  return told;
}

}  // namespace tandem::actions
