// What a receiver is sent: {"type", "timestamp", "data"}, as Standard Webhooks has it.
//
// Example. {"type":"contact.created","timestamp":"2026-03-27T16:50:00.000Z","data":{"activity":
// {"id":"42","kind":"stage_changed",...},"contact":{"id":"7","email":"ada@example.org",...},
// "standing":{"stage":"lead",...},"company":null,"deal":null}}
#pragma once

#include "domain/lifecycle/standing.h"
#include "domain/people/company.h"
#include "domain/people/contact.h"
#include "domain/people/deal.h"
#include "domain/timeline/activity.h"

namespace tandem::webhooks {

// What happened, and whom it is about as they stand when it is sent.
struct EventData {
  timeline::Activity activity;
  std::optional<people::Contact> contact;
  std::optional<lifecycle::Standing> standing;  // of the contact
  std::optional<people::Company> company;
  std::optional<people::Deal> deal;
};
BOOST_DESCRIBE_STRUCT(EventData, (), (activity, contact, standing, company, deal))

// The body of a message.
std::string payload(std::string_view type, Timestamp happened_at, const boost::json::value& data);

}  // namespace tandem::webhooks
