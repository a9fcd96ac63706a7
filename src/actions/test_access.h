// For the tests of members, sign-in and tokens: a ledger with an administrator and a rep, whose
// passwords are hashed cheaply.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "actions/members.h"
#include "actions/sign_in.h"
#include "actions/tokens.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::actions {

class AccessTest : public testing::Test {
 protected:
  static constexpr std::string_view kPassword = "correct horse";
  storage::TestLedger ledger;
  Actor actor = command_line();
  Visitor visitor{"192.0.2.7", "Firefox"};
  people::Member admin = *add("Ada", "ada@example.org", people::Role::admin);
  people::Member rep = *add("Zoé", "zoe@example.org", people::Role::rep);

  template <class F>
  auto write(F&& change) {
    return ledger->write(std::forward<F>(change));
  }

  Result<people::Member> add(const std::string& name, const std::string& email, people::Role role) {
    return write([&](storage::Write& write) {
      return add_member(write, {.name = name, .email = email, .role = role, .team = {}}, actor);
    });
  }

  std::string link_for(const people::Member& member,
                       people::LinkPurpose purpose = people::LinkPurpose::invitation) {
    return *write(
        [&](storage::Write& write) { return make_link(write, member.id, purpose, actor); });
  }

  Result<people::Member> choose(const std::string& link, std::string_view password = kPassword) {
    return choose_password(*ledger, link, password, actor, HashingCost::cheap);
  }

  Result<SignedIn> enter(const std::string& email, std::string_view password = kPassword,
                         std::optional<std::string> code = {}) {
    return sign_in(*ledger, {email, std::string(password), std::move(code)}, visitor);
  }

  std::vector<people::AuditEntry> audited(const storage::AuditFilter& filter = {}) {
    return ledger->read(
        [&](storage::Connection& db) { return storage::list_audit_entries(db, filter); });
  }
};

// The code of a refusal; empty for none.
template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

}  // namespace tandem::actions
