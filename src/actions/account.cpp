#include "actions/account.h"

#include <algorithm>

#include "actions/members.h"
#include "base/ascii.h"
#include "base/one_time_code.h"
#include "domain/people/quiet_hours.h"

namespace tandem::actions {
namespace {

using people::Deed;

constexpr std::size_t kRecoveryCodes = 10;
constexpr std::size_t kRecoveryLetters = 16;  // of five bits

Error wrong_password(Error error, std::string_view field) {
  if (error.code == "access.password_wrong") error.field = field;
  return error;
}

// "abcd-efgh-ijkl-mnop"
std::string random_recovery_code() {
  auto code = ascii_lower(random_one_time_key()).substr(0, kRecoveryLetters);
  for (const std::size_t at : {12U, 8U, 4U}) code.insert(at, 1, '-');
  return code;
}

void tell(storage::Write& write, const Actor& actor, Deed deed, const people::Member& member,
          boost::json::value detail = nullptr) {
  audit(write, actor, deed, "member", member.id, std::move(detail));
}

}  // namespace

Result<void> change_password(storage::Ledger& ledger, const people::Member& member,
                             const PasswordChange& change, std::optional<Id> kept,
                             const Actor& actor, HashingCost cost) {
  if (auto right = confirm_password(ledger, member, change.current, {actor.address, {}}); !right) {
    return wrong_password(right.error(), "current");
  }
  if (auto good = people::check_password(change.wanted, member.name, member.email); !good) {
    auto error = good.error();
    error.field = "wanted";
    return error;
  }
  const auto hash = hash_password(change.wanted, cost);  // slow: not on the writer's thread
  return ledger.write([&](storage::Write& write) -> Result<void> {
    auto credential = *storage::find_credential(write.db, member.id);
    credential.password_hash = hash;
    storage::save_credential(write.db, credential);
    storage::delete_other_sessions(write.db, member.id, kept.value_or(Id{}));
    storage::use_links_of(write.db, member.id, write.now());
    tell(write, actor, Deed::password_changed, member, {{"by", "member"}});
    return {};
  });
}

Result<std::vector<std::string>> turn_on_one_time_code(storage::Ledger& ledger,
                                                       const people::Member& member,
                                                       const OneTimeCodeSetup& setup,
                                                       const Actor& actor) {
  if (!is_one_time_key(setup.key)) return Error::invalid("access.bad_key", {}, "key");
  if (auto right = confirm_password(ledger, member, setup.password, {actor.address, {}}); !right) {
    return wrong_password(right.error(), "password");
  }
  std::vector<std::string> codes;
  boost::json::array digests;
  while (codes.size() < kRecoveryCodes) {
    codes.push_back(random_recovery_code());
    digests.emplace_back(digest_of(people::as_kept(codes.back())));
  }
  return ledger.write([&](storage::Write& write) -> Result<std::vector<std::string>> {
    const auto step = matching_step(setup.key, setup.code, write.now(), 0);
    if (!step) return Error::invalid("access.code_wrong", {}, "code");
    auto credential = *storage::find_credential(write.db, member.id);
    credential.one_time_key = setup.key;
    credential.one_time_step = *step;
    credential.recovery_codes = digests;
    storage::save_credential(write.db, credential);
    tell(write, actor, Deed::one_time_code_on, member);
    return codes;
  });
}

Result<void> turn_off_one_time_code(storage::Ledger& ledger, const people::Member& member,
                                    const std::string& password, const Actor& actor) {
  if (auto right = confirm_password(ledger, member, password, {actor.address, {}}); !right) {
    return wrong_password(right.error(), "password");
  }
  return ledger.write([&](storage::Write& write) -> Result<void> {
    forget_one_time_code(write, member, actor);
    return {};
  });
}

Result<people::Preferences> prefer(storage::Write& write, Id member,
                                   const people::Preferences& wanted) {
  const auto before = storage::find_preferences(write.db, member);
  auto preferences = before;
  boost::mp11::mp_for_each<Members<people::Preferences>>([&](auto wish) {
    if (wanted.*wish.pointer) preferences.*wish.pointer = wanted.*wish.pointer;
  });
  if (auto good = people::check_quiet_hours(preferences); !good) return std::move(good).error();
  if (preferences != before) storage::save_preferences(write.db, member, preferences);
  return preferences;
}

Result<void> end_session(storage::Write& write, Id member, Id session, const Actor& actor) {
  const auto own = storage::list_sessions(write.db, member);
  const bool found = std::ranges::any_of(own, [&](const auto& open) { return open.id == session; });
  if (!found) return Error::not_found("access.session_not_found");
  storage::delete_session(write.db, session);
  audit(write, actor, Deed::session_revoked, "session", session);
  return {};
}

void end_other_sessions(storage::Write& write, Id member, Id kept, const Actor& actor) {
  for (const auto& session : storage::list_sessions(write.db, member)) {
    if (session.id == kept) continue;
    storage::delete_session(write.db, session.id);
    audit(write, actor, Deed::session_revoked, "session", session.id);
  }
}

}  // namespace tandem::actions
