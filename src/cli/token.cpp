// tandem token: API tokens. For whoever can read the data directory, also while the server runs on
// it.
#include <iostream>

#include "actions/members.h"
#include "actions/tokens.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/table.h"

namespace tandem::cli {
namespace {

using people::Permission;

struct Options {
  std::string name;
  std::vector<std::string> scopes;
  std::string member;
  std::string id;
  OutputFormat format;
};

struct Created {
  Id id;
  std::string name;
  std::string secret;
};
BOOST_DESCRIBE_STRUCT(Created, (), (id, name, secret))

struct Row {
  Id id;
  std::string name;
  std::optional<Id> member_id;
  boost::json::value scopes;
  std::optional<Timestamp> last_used_at;
  std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, name, member_id, scopes, last_used_at, revoked_at))

std::vector<std::string_view> possible_scopes() {
  auto names = enum_names<Permission>();
  std::erase_if(names,
                [](auto name) { return !people::can_be_scope(*parse_enum<Permission>(name)); });
  return names;
}

Result<std::optional<Id>> holder(storage::Connection& db, const std::string& email) {
  if (email.empty()) return std::optional<Id>();
  const auto member = actions::member_with(db, email);
  if (!member) return member.error();
  return std::optional(member->id);
}

int create(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto created =
      (*ledger)->write([&](storage::Write& write) -> Result<actions::CreatedToken> {
        const auto member = holder(write.db, options.member);
        if (!member) return member.error();
        actions::NewToken wanted{options.name, {}};
        for (const auto& scope : options.scopes) {
          wanted.scopes.push_back(*parse_enum<Permission>(scope));
        }
        return actions::create_token(write, *member, wanted, actions::command_line());
      });
  if (!created) return context.refuse(created.error());
  if (options.format.json) {
    std::cout << print_json_indented(
        to_json(Created{created->token.id, created->token.name, created->secret}));
  } else {
    std::cout << context.say("cli.token.created", {{"name", options.name}}) << "\n  "
              << created->secret << std::endl;
  }
  return kDone;
}

std::string state_of(const Context& context, const people::Token& token) {
  if (token.revoked_at) return context.say("cli.token.is_revoked");
  if (!token.last_used_at) return context.say("cli.token.unused");
  return context.say("cli.token.used", {{"at", to_string(*token.last_used_at)}});
}

int list(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto tokens = (*ledger)->read(storage::list_tokens);
  if (options.format.json) {
    std::vector<Row> rows;
    for (const auto& token : tokens) {
      rows.push_back({token.id, token.name, token.member_id, token.scopes, token.last_used_at,
                      token.revoked_at});
    }
    std::cout << print_json_indented(to_json(rows));
    return kDone;
  }
  Table table{{{context.say("cli.token.id"), Align::left},
               {context.say("cli.token.name"), Align::left},
               {context.say("cli.token.state"), Align::left}},
              {}};
  for (const auto& token : tokens) {
    table.rows.push_back({to_string(token.id), token.name, state_of(context, token)});
  }
  if (tokens.empty()) {
    std::cout << context.say("cli.token.none") << std::endl;
  } else {
    print(std::cout, table);
  }
  return kDone;
}

int revoke(const Context& context, const Options& options) {
  const auto id = parse_id(options.id);
  if (!id) return context.refuse(Error::not_found("people.token_not_found"));
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto token = (*ledger)->write([&](storage::Write& write) {
    return actions::revoke_token(write, *id, actions::command_line());
  });
  if (!token) return context.refuse(token.error());
  std::cout << context.say("cli.token.revoked", {{"name", token->name}}) << std::endl;
  return kDone;
}

}  // namespace

void add_token(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* token = app.add_subcommand("token", "API tokens");
  token->require_subcommand(1);
  const auto add = [&](const char* name, const char* text,
                       int (*run)(const Context&, const Options&)) {
    auto* command = token->add_subcommand(name, text);
    command->callback([options, &context, run] {
      context.run = [options, &context, run] { return run(context, *options); };
    });
    return command;
  };
  auto* creating = add("create", "Make a token; prints its secret, once", create);
  creating->add_option("name", options->name, "What it is for")->required();
  creating->add_option("--scopes", options->scopes, "What it may be used for, separated by commas")
      ->delimiter(',')
      ->check(CLI::IsMember(possible_scopes()))
      ->required();
  creating->add_option("--member", options->member,
                       "E-mail address of its member, whose role limits it; an integration's "
                       "when absent");
  add_output_format(*creating, options->format, Tabular::no);
  add_output_format(*add("list", "List the tokens", list), options->format, Tabular::no);
  add("revoke", "Make a token useless", revoke)
      ->add_option("id", options->id, "Its number, as listed")
      ->required();
}

}  // namespace tandem::cli
