#include "actions/sign_in.h"

#include "actions/note_use.h"
#include "base/one_time_code.h"
#include "domain/people/contact.h"

namespace tandem::actions {
namespace {

using people::Deed;

constexpr std::size_t kAgentBytes = 200;

// The account and the address a try is counted under, and what each had before it.
struct Try {
  std::string account, address;
  people::FailedTries of_account, of_address;
};

// Refuses a try that comes too early; counts it otherwise.
Result<Try> begin_try(storage::Write& write, const std::string& email, const Visitor& visitor) {
  Try made{account_subject(email), "address:" + visitor.address, {}, {}};
  made.of_account = storage::find_failed_tries(write.db, made.account);
  made.of_address = storage::find_failed_tries(write.db, made.address);
  const auto open_at = std::max(people::next_try_at(made.of_account, people::kFreeTriesOfAccount),
                                people::next_try_at(made.of_address, people::kFreeTriesOfAddress));
  if (open_at > write.now()) {
    const auto wait = std::chrono::ceil<std::chrono::seconds>(open_at - write.now());
    return Error::forbidden("access.too_many_tries", {{"seconds", std::to_string(wait.count())}});
  }
  storage::save_failed_tries(write.db, made.account,
                             people::one_more(made.of_account, write.now()));
  storage::save_failed_tries(write.db, made.address,
                             people::one_more(made.of_address, write.now()));
  return made;
}

// The password was right: the account starts afresh, the address is where it was.
void forget_try(storage::Write& write, const Try& made) {
  storage::forget_failed_tries(write.db, made.account);
  storage::save_failed_tries(write.db, made.address, made.of_address);
}

struct Account {
  people::Member member;
  people::Credential credential;
};

std::optional<Account> find_account(storage::Connection& db, const std::string& email) {
  auto member = storage::find_member(db, email);
  if (!member || member->disabled_at) return std::nullopt;
  auto credential = storage::find_credential(db, member->id);
  if (!credential) return std::nullopt;
  return Account{*std::move(member), *std::move(credential)};
}

bool password_matches(const std::optional<Account>& account, std::string_view password) {
  return account ? verify_password(account->credential.password_hash, password)
                 : verify_nobody(password);
}

// Takes a recovery code off the list.
bool use_recovery_code(people::Credential& credential, std::string_view code) {
  auto* codes = credential.recovery_codes.if_array();
  if (!codes) return false;
  const auto digest = digest_of(people::as_kept(code));
  for (auto it = codes->begin(); it != codes->end(); ++it) {
    if (it->is_string() && equal_secrets(std::string_view(it->get_string()), digest)) {
      codes->erase(it);
      return true;
    }
  }
  return false;
}

// Looks at the code and spends it.
Result<void> spend_code(storage::Write& write, people::Credential credential,
                        const std::optional<std::string>& code) {
  if (credential.one_time_key.empty()) return {};
  if (!code || code->empty()) return Error::forbidden("access.code_needed");
  if (const auto step =
          matching_step(credential.one_time_key, *code, write.now(), credential.one_time_step)) {
    credential.one_time_step = *step;
  } else if (!use_recovery_code(credential, *code)) {
    return Error::forbidden("access.code_wrong");
  }
  storage::save_credential(write.db, credential);
  return {};
}

void tell_refusal(storage::Write& write, const Visitor& visitor, std::optional<Id> member,
                  std::string_view why) {
  audit(write, {{}, visitor.address}, Deed::sign_in_refused, member ? "member" : "", member,
        {{"why", why}});
}

// With the right password: the code, then the session. A refusal is kept as well as told.
Result<SignedIn> finish(storage::Write& write, const Account& account, const Try& made,
                        const SignIn& wanted, const Visitor& visitor) {
  // Read again: what was typed may have been changed, or the code used, while it was hashed.
  const auto now_known = find_account(write.db, account.member.email);
  if (!now_known || now_known->credential.password_hash != account.credential.password_hash) {
    return Error::forbidden("access.sign_in_refused");
  }
  if (auto spent = spend_code(write, now_known->credential, wanted.code); !spent) {
    return spent.error();
  }
  forget_try(write, made);
  auto secret = open_session(write, now_known->member, visitor);
  audit(write, {now_known->member.id, visitor.address}, Deed::signed_in, "member",
        now_known->member.id);
  return SignedIn{now_known->member, std::move(secret)};
}

}  // namespace

std::string open_session(storage::Write& write, const people::Member& member,
                         const Visitor& visitor) {
  auto secret = random_secret();
  storage::insert_session(write.db, {.id = write.next_id(),
                                     .member_id = member.id,
                                     .digest = digest_of(secret),
                                     .created_at = write.now(),
                                     .last_used_at = write.now(),
                                     .address = visitor.address,
                                     .agent = visitor.agent.substr(0, kAgentBytes)});
  return secret;
}

std::string account_subject(std::string_view email) {
  return "account:" + digest_of(email);
}

Result<SignedIn> sign_in(storage::Ledger& ledger, const SignIn& wanted, const Visitor& visitor) {
  const auto normal = people::normalise_email(wanted.email);
  const auto email = normal ? *normal : wanted.email;
  const auto made =
      ledger.write([&](storage::Write& write) { return begin_try(write, email, visitor); });
  const auto refuse = [&](std::optional<Id> member, const Error& error) {
    std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
      tell_refusal(write, visitor, member, error.code);
      return {};
    });
    return error;
  };
  if (!made) return refuse({}, made.error());
  const auto account =
      ledger.read([&](storage::Connection& db) { return find_account(db, email); });
  if (!password_matches(account, wanted.password)) {  // slow: not on the writer's thread
    return refuse(account ? std::optional(account->member.id) : std::nullopt,
                  Error::forbidden("access.sign_in_refused"));
  }
  auto done = ledger.write(
      [&](storage::Write& write) { return finish(write, *account, *made, wanted, visitor); });
  if (!done) return refuse(account->member.id, done.error());
  return done;
}

Result<void> confirm_password(storage::Ledger& ledger, const people::Member& member,
                              std::string_view password, const Visitor& visitor) {
  const auto made =
      ledger.write([&](storage::Write& write) { return begin_try(write, member.email, visitor); });
  if (!made) return made.error();
  const auto account =
      ledger.read([&](storage::Connection& db) { return find_account(db, member.email); });
  if (!password_matches(account, password)) return Error::forbidden("access.password_wrong");
  return ledger.write([&](storage::Write& write) -> Result<void> {
    forget_try(write, *made);
    return {};
  });
}

void sign_out(storage::Ledger& ledger, std::string_view secret, const Visitor& visitor) {
  std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
    if (const auto session = storage::find_session(write.db, digest_of(secret))) {
      storage::delete_session(write.db, session->id);
      audit(write, {session->member_id, visitor.address}, Deed::signed_out, "member",
            session->member_id);
    }
    return {};
  });
}

std::optional<OpenSession> whose_session(storage::Ledger& ledger, std::string_view secret) {
  const auto now = ledger.clock().now();
  const auto find = [&](storage::Connection& db) -> std::optional<OpenSession> {
    auto session = storage::find_session(db, digest_of(secret));
    if (!session || people::is_over(*session, now)) return std::nullopt;
    auto member = storage::find_member(db, session->member_id);
    if (!member || member->disabled_at) return std::nullopt;
    return OpenSession{*std::move(session), *std::move(member)};
  };
  auto open = ledger.read(find);
  if (open && is_use_worth_noting(open->session.last_used_at, now)) {
    note_use(ledger, [&](storage::Write& write) {
      storage::touch_session(write.db, open->session.id, now);
    });
  }
  return open;
}

}  // namespace tandem::actions
