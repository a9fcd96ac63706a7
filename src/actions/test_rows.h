// For the tests of this folder: rows as an importer would hand them over, and the ledger they go
// to.
#pragma once

#include <gtest/gtest.h>

#include "actions/take_row.h"
#include "storage/ledger/test_ledger.h"
#include "storage/timeline.h"

namespace tandem::actions {

inline Timestamp day(const std::string& text) {
  return *parse_timestamp(text + "T00:00:00Z");
}

inline imports::LeadRow lead_row(const std::string& id, const std::string& email = "") {
  imports::LeadRow row;
  row.references = {{"crm:id", id}};
  row.contact.email = email;
  row.contact.attributes = boost::json::object{};
  return row;
}

inline imports::DealRow deal_row(const std::string& id, people::DealState state) {
  imports::DealRow row;
  row.references = {{"crm:deal", id}};
  row.deal.state = state;
  row.deal.attributes = boost::json::object{};
  return row;
}

class TakeTest : public testing::Test {
 protected:
  storage::TestLedger ledger;
  Cause cause;

  Result<Taken> take(const imports::LeadRow& row, std::int64_t fingerprint = 1) {
    return ledger->write([&](storage::Write& write) {
      return take_lead(write, {row, fingerprint}, cause);
    });
  }
  Result<Taken> take(const imports::DealRow& row, std::int64_t fingerprint = 1) {
    return ledger->write([&](storage::Write& write) {
      return take_deal(write, {row, fingerprint}, cause);
    });
  }
  Result<Taken> take(const imports::CompanyRow& row, std::int64_t fingerprint = 1) {
    return ledger->write([&](storage::Write& write) {
      return take_company(write, {row, fingerprint}, cause);
    });
  }
  Result<Taken> take(const imports::RevenueRow& row, const std::vector<std::string>& names) {
    return ledger->write(
        [&](storage::Write& write) { return take_revenue(write, row, names, cause); });
  }

  std::optional<Id> id_of(storage::RecordType type, const std::string& name,
                          const std::string& value) {
    return ledger->read([&](storage::Connection& db) -> std::optional<Id> {
      const auto known = storage::find_reference(db, type, name, value);
      if (!known) return std::nullopt;
      return known->record_id;
    });
  }
  Id contact_id(const std::string& value, const std::string& name = "crm:id") {
    return id_of(storage::RecordType::contact, name, value).value();
  }
  people::Contact contact(const std::string& value) {
    return ledger->read([&, id = contact_id(value)](storage::Connection& db) {
      return storage::find_contact(db, id).value();
    });
  }
  lifecycle::Standing standing(const std::string& value) {
    return ledger->read([&, id = contact_id(value)](storage::Connection& db) {
      return storage::find_standing(db, id).value();
    });
  }
  people::Deal deal(const std::string& value) {
    const auto id = id_of(storage::RecordType::deal, "crm:deal", value).value();
    return ledger->read(
        [&](storage::Connection& db) { return storage::find_deal(db, id).value(); });
  }
  std::vector<timeline::Activity> timeline_of(const std::string& value) {
    return ledger->read([&, id = contact_id(value)](storage::Connection& db) {
      return storage::list_activities_of_contact(db, id);
    });
  }
};

}  // namespace tandem::actions
