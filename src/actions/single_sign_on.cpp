#include "actions/single_sign_on.h"

#include <algorithm>

#include "actions/members.h"
#include "storage/single_sign_on.h"

namespace tandem::actions {
namespace {

using people::Deed;

constexpr std::string_view kRecord = "single_sign_on";

Error off() {
  return Error::not_found("single_sign_on.off");
}

// Without its secret, for the audit log.
boost::json::value told(const std::optional<people::SingleSignOn>& settings) {
  if (!settings) return nullptr;
  auto value = to_json(*settings);
  value.get_object().erase("client_secret");
  return value;
}

people::SingleSignOn settings_of(const SingleSignOnEdit& edit,
                                 const std::optional<people::SingleSignOn>& before) {
  auto settings = people::tidied({.name = edit.name,
                                  .issuer = edit.issuer,
                                  .client_id = edit.client_id,
                                  .client_secret = edit.client_secret.value_or(""),
                                  .domains = edit.domains,
                                  .group_claim = edit.group_claim,
                                  .roles = edit.roles,
                                  .default_role = edit.default_role});
  // A secret goes to nobody but whom it was meant for.
  const bool same_client =
      before && before->issuer == settings.issuer && before->client_id == settings.client_id;
  if (!edit.client_secret && same_client) settings.client_secret = before->client_secret;
  return settings;
}

// Whether an administrator can sign in without the provider.
Result<void> check_way_in(storage::Connection& db) {
  const auto able = storage::list_with_password(db);
  const bool is_spared = std::ranges::any_of(storage::list_members(db), [&](const auto& member) {
    return !member.disabled_at && member.role == people::Role::admin &&
           std::ranges::find(able, member.id) != able.end();
  });
  if (is_spared) return {};
  return Error::conflict("single_sign_on.last_way_in");
}

// The member that the identity is of, from before or by the address.
Result<std::optional<people::Member>> known_member(storage::Write& write,
                                                   const people::SingleSignOn& settings,
                                                   const people::Identity& identity) {
  if (const auto linked =
          storage::find_linked_identity(write.db, settings.issuer, identity.subject)) {
    return storage::find_member(write.db, linked->member_id);
  }
  auto member = storage::find_member(write.db, identity.email);
  if (member && storage::find_linked_identity_of(write.db, settings.issuer, member->id)) {
    return Error::forbidden("single_sign_on.taken", {{"email", identity.email}});
  }
  return member;
}

void link(storage::Write& write, const people::SingleSignOn& settings,
          const people::Identity& identity, Id member) {
  if (storage::find_linked_identity(write.db, settings.issuer, identity.subject)) return;
  storage::insert_linked_identity(write.db, {.issuer = settings.issuer,
                                             .subject = identity.subject,
                                             .member_id = member,
                                             .linked_at = write.now()});
}

// The role that a group gives holds for who is here already, too; but somebody must be left who may
// manage members.
people::Member with_role(storage::Write& write, const people::Member& member,
                         std::optional<people::Role> role, const Actor& actor) {
  if (!role || *role == member.role) return member;
  auto changed = change_member(write, member.id, {.name = {}, .role = role, .team = {}}, actor);
  return changed ? *std::move(changed) : member;
}

Result<people::Member> member_for(storage::Write& write, const people::SingleSignOn& settings,
                                  const people::Identity& identity, const Actor& actor) {
  auto known = known_member(write, settings, identity);
  if (!known) return known.error();
  const auto role = people::role_by_group(settings, identity.groups);
  if (*known) {
    if ((*known)->disabled_at) {
      return Error::forbidden("single_sign_on.disabled", {{"email", identity.email}});
    }
    return with_role(write, **known, role, actor);
  }
  if (!role && !settings.default_role) {
    return Error::forbidden("single_sign_on.no_role", {{"email", identity.email}});
  }
  return add_member(write,
                    {.name = identity.name,
                     .email = identity.email,
                     .role = role ? *role : *settings.default_role,
                     .team = {}},
                    actor);
}

Result<SignedIn> enter(storage::Write& write, const people::SingleSignOn& settings,
                       const people::Identity& identity, const Visitor& visitor) {
  // The settings may have changed while the provider was asked.
  if (storage::find_single_sign_on(write.db) != settings) return off();
  auto member = member_for(write, settings, identity, {{}, visitor.address});
  if (!member) return member.error();
  link(write, settings, identity, member->id);
  auto secret = open_session(write, *member, visitor);
  audit(write, {member->id, visitor.address}, Deed::signed_in, "member", member->id,
        {{"by", kRecord}});
  return SignedIn{*std::move(member), std::move(secret)};
}

struct Return {
  people::SingleSignOn settings;
  people::SignInAttempt attempt;
};

Result<Return> take_attempt(storage::Ledger& ledger, const ProviderReply& reply,
                            const std::string& kept_state) {
  const bool is_same_browser = !reply.state.empty() && equal_secrets(reply.state, kept_state);
  return ledger.write([&](storage::Write& write) -> Result<Return> {
    auto settings = storage::find_single_sign_on(write.db);
    if (!settings) return off();
    auto attempt = is_same_browser ? storage::take_sign_in_attempt(write.db, digest_of(reply.state))
                                   : std::nullopt;
    if (!attempt || attempt->expires_at <= write.now()) {
      return Error::forbidden("single_sign_on.stale");
    }
    return Return{*std::move(settings), *std::move(attempt)};
  });
}

Result<people::Identity> ask_who(Providers& providers, const ProviderReply& reply,
                                 const Return& back, Timestamp now) {
  if (reply.code.empty()) {
    return Error::forbidden("single_sign_on.refused", {{"problem", reply.problem}});
  }
  const auto provider = providers.find(back.settings.issuer);
  if (!provider) return provider.error();
  if (!reply.issuer.empty() && reply.issuer != provider->issuer) {
    return Error::forbidden("single_sign_on.mistrusted", {{"problem", "iss"}});
  }
  return redeem(*provider, back.settings, back.attempt, reply.code, now);
}

Error tell_refusal(storage::Ledger& ledger, const Visitor& visitor, const Error& refusal) {
  if (refusal.code == off().code) return refusal;
  boost::json::object detail{{"why", refusal.code}};
  for (const auto& [name, value] : refusal.args) detail[name] = value;
  std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
    audit(write, {{}, visitor.address}, Deed::sign_in_refused, "", {}, detail);
    return {};
  });
  return refusal;
}

}  // namespace

Result<people::SingleSignOn> set_single_sign_on(storage::Ledger& ledger,
                                                const SingleSignOnEdit& edit, const Actor& actor) {
  const auto kept = ledger.read(storage::find_single_sign_on);
  auto settings = settings_of(edit, kept);
  if (auto good = people::check(settings); !good) return good.error();
  const auto provider = discover(settings.issuer);
  if (!provider) return provider.error();
  settings.issuer = provider->issuer;
  return ledger.write([&](storage::Write& write) -> Result<people::SingleSignOn> {
    const auto before = storage::find_single_sign_on(write.db);
    if (before == settings) return settings;
    if (before && before->issuer != settings.issuer) {
      if (auto safe = check_way_in(write.db); !safe)
        return std::move(safe).error().within("issuer");
    }
    storage::save_single_sign_on(write.db, settings);
    audit(write, actor, Deed::single_sign_on_changed, std::string(kRecord), {},
          {{"before", told(before)}, {"after", told(settings)}});
    return settings;
  });
}

Result<void> remove_single_sign_on(storage::Write& write, const Actor& actor) {
  const auto before = storage::find_single_sign_on(write.db);
  if (!before) return {};
  if (auto safe = check_way_in(write.db); !safe) return safe;
  storage::delete_single_sign_on(write.db);
  audit(write, actor, Deed::single_sign_on_changed, std::string(kRecord), {},
        {{"before", told(before)}, {"after", nullptr}});
  return {};
}

Result<Departure> depart_for_provider(storage::Ledger& ledger, Providers& providers,
                                      const std::string& destination,
                                      const std::string& return_address) {
  const auto settings = ledger.read(storage::find_single_sign_on);
  if (!settings) return off();
  const auto provider = providers.find(settings->issuer);
  if (!provider) return provider.error();
  const auto state = random_secret();
  const people::SignInAttempt attempt{.digest = digest_of(state),
                                      .nonce = random_secret(),
                                      .verifier = random_secret(),
                                      .return_address = return_address,
                                      .destination = people::safe_destination(destination),
                                      .expires_at = ledger.clock().now() + people::kAttemptLife};
  return ledger.write([&](storage::Write& write) -> Result<Departure> {
    storage::forget_old_sign_in_attempts(write.db, write.now());
    storage::insert_sign_in_attempt(write.db, attempt);
    return Departure{authorization_address(*provider, *settings, attempt, state), state};
  });
}

Result<Arrival> arrive_from_provider(storage::Ledger& ledger, Providers& providers,
                                     const ProviderReply& reply, const std::string& kept_state,
                                     const Visitor& visitor) {
  const auto back = take_attempt(ledger, reply, kept_state);
  if (!back) return tell_refusal(ledger, visitor, back.error());
  const auto identity = ask_who(providers, reply, *back, ledger.clock().now());
  if (!identity) return tell_refusal(ledger, visitor, identity.error());
  auto entered = ledger.write(
      [&](storage::Write& write) { return enter(write, back->settings, *identity, visitor); });
  if (!entered) return tell_refusal(ledger, visitor, entered.error());
  return Arrival{*std::move(entered), back->attempt.destination};
}

}  // namespace tandem::actions
