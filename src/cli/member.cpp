// tandem member: who may sign in. For whoever can read the data directory, also while the server
// runs on it.
#include <iostream>

#include "actions/members.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/table.h"

namespace tandem::cli {
namespace {

using people::Member;

struct Options {
  std::string email;
  std::string name;
  std::string role = "reader";
  std::string team;
  std::string address = "http://127.0.0.1:8080";
  bool without_code = false;
  OutputFormat format;
};

struct MemberWithLink {
  Member member;
  std::string link;
};
BOOST_DESCRIBE_STRUCT(MemberWithLink, (), (member, link))

void print(const Context& context, const Options& options, const MemberWithLink& made,
           const char* sentence) {
  if (options.format.json) {
    std::cout << print_json_indented(to_json(made));
    return;
  }
  std::cout << context.say(sentence, {{"name", made.member.name}}) << "\n  " << made.link
            << std::endl;
}

Result<MemberWithLink> with_link(storage::Write& write, Member member, people::LinkPurpose purpose,
                                 const Options& options) {
  const auto secret = actions::make_link(write, member.id, purpose, actions::command_line());
  if (!secret) return secret.error();
  return MemberWithLink{std::move(member), options.address + people::link_path(*secret)};
}

int add(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto made = (*ledger)->write([&](storage::Write& write) -> Result<MemberWithLink> {
    auto member = actions::add_member(write,
                                      {.name = options.name,
                                       .email = options.email,
                                       .role = *parse_enum<people::Role>(options.role),
                                       .team = parse_enum<people::Team>(options.team)},
                                      actions::command_line());
    if (!member) return member.error();
    return with_link(write, *std::move(member), people::LinkPurpose::invitation, options);
  });
  if (!made) return context.refuse(made.error());
  print(context, options, *made, "cli.member.added");
  return kDone;
}

int list(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto members = (*ledger)->read(storage::list_members);
  if (options.format.json) {
    std::cout << print_json_indented(to_json(members));
    return kDone;
  }
  Table table{{{context.say("cli.member.name"), Align::left},
               {context.say("cli.member.email"), Align::left},
               {context.say("cli.member.role"), Align::left},
               {context.say("cli.member.team"), Align::left},
               {context.say("cli.member.state"), Align::left}},
              {}};
  for (const auto& member : members) {
    table.rows.push_back(
        {member.name, member.email, context.say("role." + std::string(name_of(member.role))),
         context.say("team." + std::string(name_of(member.team))),
         context.say(member.disabled_at ? "cli.member.is_disabled" : "cli.member.is_enabled")});
  }
  if (members.empty()) {
    std::cout << context.say("cli.member.none") << std::endl;
  } else {
    print(std::cout, table);
  }
  return kDone;
}

// Changes the member of that address by `change` and says so.
template <class F>
int change(const Context& context, const Options& options, const char* sentence, F&& change) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto changed = (*ledger)->write([&](storage::Write& write) -> Result<Member> {
    const auto member = actions::member_with(write.db, options.email);
    if (!member) return member.error();
    return change(write, member->id);
  });
  if (!changed) return context.refuse(changed.error());
  std::cout << context.say(sentence, {{"name", changed->name}}) << std::endl;
  return kDone;
}

int reset(const Context& context, const Options& options) {
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto made = (*ledger)->write([&](storage::Write& write) -> Result<MemberWithLink> {
    auto member = actions::member_with(write.db, options.email);
    if (!member) return member.error();
    if (options.without_code)
      actions::forget_one_time_code(write, *member, actions::command_line());
    return with_link(write, *std::move(member), people::LinkPurpose::new_password, options);
  });
  if (!made) return context.refuse(made.error());
  print(context, options, *made, "cli.member.reset");
  return kDone;
}

CLI::App* add_command(CLI::App& member, const char* name, const char* text, Context& context,
                      const std::shared_ptr<Options>& options,
                      int (*run)(const Context&, const Options&)) {
  auto* command = member.add_subcommand(name, text);
  command->callback([options, &context, run] {
    context.run = [options, &context, run] { return run(context, *options); };
  });
  return command;
}

}  // namespace

void add_member(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* member = app.add_subcommand("member", "Who may sign in");
  member->require_subcommand(1);
  const auto wants_email = [&](CLI::App* command) {
    command->add_option("email", options->email, "E-mail address")->required();
  };
  const auto gives_link = [&](CLI::App* command) {
    command->add_option("--address", options->address, "Where the server is, for the link")
        ->capture_default_str();
    add_output_format(*command, options->format, Tabular::no);
  };

  auto* adding =
      add_command(*member, "add", "Invite a member; prints a link", context, options, add);
  wants_email(adding);
  adding->add_option("--name", options->name, "Name")->required();
  adding->add_option("--role", options->role, "What the member may do")
      ->check(CLI::IsMember(enum_names<people::Role>()))
      ->capture_default_str();
  adding->add_option("--team", options->team, "Team; that of the role when absent")
      ->check(CLI::IsMember(enum_names<people::Team>()));
  gives_link(adding);

  auto* listing = add_command(*member, "list", "List the members", context, options, list);
  add_output_format(*listing, options->format, Tabular::no);

  wants_email(add_command(
      *member, "disable", "Let a member in no longer", context, options,
      [](const Context& within, const Options& given) {
        return change(within, given, "cli.member.disabled", [](storage::Write& write, Id id) {
          return actions::disable_member(write, id, actions::command_line());
        });
      }));
  wants_email(add_command(
      *member, "enable", "Let a member in again", context, options,
      [](const Context& within, const Options& given) {
        return change(within, given, "cli.member.enabled", [](storage::Write& write, Id id) {
          return actions::enable_member(write, id, actions::command_line());
        });
      }));
  auto* resetting = add_command(*member, "reset", "Print a link to choose another password",
                                context, options, reset);
  wants_email(resetting);
  resetting->add_flag("--without-code", options->without_code,
                      "Also ask for one-time codes no longer (the phone is lost)");
  gives_link(resetting);
}

}  // namespace tandem::cli
