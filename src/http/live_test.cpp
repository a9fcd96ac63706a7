// What is told as it happens, to whom, and for how long; with a real server and a real ledger.
#include "http/live.h"

#include <thread>

#include <gmock/gmock.h>

#include "actions/account.h"
#include "actions/members.h"
#include "actions/sign_in.h"
#include "actions/tokens.h"
#include "http/test_server.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::http {
namespace {

using people::Role;
using testing::HasSubstr;

class LiveEvents : public testing::Test {
 protected:
  storage::TestLedger ledger;
  Live live{*ledger};
  Router router{[this](const Request& request) { return identify(*ledger, request); }};
  std::unique_ptr<Server> server;
  const actions::Actor actor = actions::command_line();

  void SetUp() override {
    add_live_routes(router, *ledger, live);
    server = std::make_unique<Server>(router, ledger.clock, ServerOptions{});
    ASSERT_TRUE(server->start());
  }
  void TearDown() override { server.reset(); }

  people::Member member(Role role) {
    const auto email = std::string(name_of(role)) + "@example.org";
    return *ledger->write([&](storage::Write& write) {
      return actions::add_member(write, {.name = "M", .email = email, .role = role, .team = {}},
                                 actor);
    });
  }

  std::string session_of(const people::Member& who) {
    return *ledger->write([&](storage::Write& write) -> Result<std::string> {
      return actions::open_session(write, who, {"192.0.2.7", "test"});
    });
  }

  RawClient ask(const std::string& topics, const std::string& secret,
                const std::string& last_id = "") {
    RawClient client(server->port());
    auto lines = "Cookie: tandem_session=" + secret + "\r\n";
    if (!last_id.empty()) lines += "Last-Event-ID: " + last_id + "\r\n";
    client.send(get_request("/api/v1/events?topics=" + topics, lines));
    return client;
  }

  // Subscribes, and gives the id of the event that says so.
  RawClient listen(const std::string& topics, const std::string& secret, std::string& last_id) {
    auto client = ask(topics, secret);
    EXPECT_EQ(client.read_reply().status, 200);
    const auto ready = client.read_until("\n\n");
    EXPECT_THAT(ready, HasSubstr("event: ready"));
    last_id = ready.substr(4, ready.find('\n') - 4);
    return client;
  }

  static std::string topic_in(const std::string& event) {
    const auto begin = event.find("{\"topic\":\"");
    return begin == event.npos ? event
                               : event.substr(begin + 10, event.find('"', begin + 10) - begin - 10);
  }
};

TEST_F(LiveEvents, ReachThoseWhoListenForThem) {
  const auto rep = session_of(member(Role::rep));
  std::string id;
  auto contact = listen("contact/42,visitors", rep, id);
  auto list = listen("contacts", rep, id);
  live.hub.publish("contact/41");
  live.hub.publish("contact/42");
  live.hub.publish(kContactsTopic);
  live.hub.publish(kVisitorsTopic);
  EXPECT_EQ(topic_in(contact.read_until("\n\n")), "contact/42");
  EXPECT_EQ(topic_in(contact.read_until("\n\n")), "visitors");
  EXPECT_EQ(topic_in(list.read_until("\n\n")), "contacts");
}

TEST_F(LiveEvents, AreForThoseWhoMay) {
  const auto reader = member(Role::reader);
  const auto rep = member(Role::rep);
  const auto readers = session_of(reader);
  const auto reps = session_of(rep);
  struct Case {
    std::string topics, secret;
    int status;
    std::string code;
  };
  const std::vector<Case> cases{
      {"contacts", reps, 200, ""},
      {"contact/7,visitors", reps, 200, ""},
      {"notifications/" + to_string(rep.id), reps, 200, ""},
      {"notifications/" + to_string(reader.id), readers, 200, ""},
      {"notifications/" + to_string(reader.id), reps, 403, "http.not_permitted"},
      {"contacts", readers, 403, "http.not_permitted"},
      {"contact/7", readers, 403, "http.not_permitted"},
      {"visitors", readers, 403, "http.not_permitted"},
      {"contacts", "of-nobody", 401, "access.sign_in_needed"},
      {"weather", reps, 400, "http.unknown_topic"},
      {"contact/x", reps, 400, "http.unknown_topic"},
      {"", reps, 400, "json.required"},
      {",,", reps, 400, "json.required"},
  };
  for (const auto& [topics, secret, status, code] : cases) {
    auto client = ask(topics, secret);
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, status) << topics;
    EXPECT_EQ(reply.code(), code) << topics;
  }
  std::string many;
  for (int i = 1; i <= 51; ++i) many += "contact/" + std::to_string(i) + ",";
  EXPECT_EQ(ask(many, reps).read_reply().code(), "http.too_many_topics");
}

TEST_F(LiveEvents, AreCaughtUpOnAfterABreak) {
  const auto rep = session_of(member(Role::rep));
  std::string id;
  listen("contact/42", rep, id).hang_up();
  live.hub.publish("contact/42");
  live.hub.publish("contact/41");
  live.hub.publish("contact/42");
  auto back = ask("contact/42", rep, id);
  EXPECT_EQ(back.read_reply().status, 200);
  EXPECT_EQ(topic_in(back.read_until("\n\n")), "contact/42") << "once for both";
  EXPECT_THAT(back.read_until("\n\n"), HasSubstr("event: ready"));
  // What cannot be told any more, and what another program told.
  for (int i = 0; i < 5000; ++i) live.hub.publish("contact/41");
  for (const auto& last : {id, std::string("another0-17"), id + "9999999", std::string("junk")}) {
    auto late = ask("contact/42", rep, last);
    EXPECT_EQ(late.read_reply().status, 200);
    EXPECT_THAT(late.read_until("\n\n"), HasSubstr("event: reset")) << last;
    EXPECT_THAT(late.read_until("\n\n"), HasSubstr("event: ready")) << last;
  }
}

TEST_F(LiveEvents, EndWithTheSession) {
  const auto rep = member(Role::rep);
  const auto secret = session_of(rep);
  std::string id;
  auto revoked = listen("contacts", secret, id);
  auto stays = listen("contacts", session_of(rep), id);
  live.hub.check_callers(*ledger);
  EXPECT_EQ(live.hub.subscribers(), 2U);
  ledger.write([&](storage::Write& write) {
    storage::delete_session(write.db, storage::find_session(write.db, digest_of(secret))->id);
  });
  live.hub.check_callers(*ledger);
  EXPECT_TRUE(revoked.is_closed_within(Millis(2'000)));
  live.hub.publish(kContactsTopic);
  EXPECT_EQ(topic_in(stays.read_until("\n\n")), "contacts");
}

TEST_F(LiveEvents, EndWhenTheMemberMayNoLongerDoAllTheyCould) {
  const auto rep = member(Role::rep);
  member(Role::admin);
  std::string id;
  auto client = listen("contacts", session_of(rep), id);
  const auto demoted = ledger->write([&](storage::Write& write) {
    return actions::change_member(write, rep.id, {.name = {}, .role = Role::reader, .team = {}},
                                  actor);
  });
  ASSERT_TRUE(demoted);
  live.hub.check_callers(*ledger);
  EXPECT_TRUE(client.is_closed_within(Millis(2'000)));
  auto own = listen("notifications/" + to_string(rep.id), session_of(rep), id);
  ASSERT_TRUE(ledger->write(
      [&](storage::Write& write) { return actions::disable_member(write, rep.id, actor); }));
  live.hub.check_callers(*ledger);
  EXPECT_TRUE(own.is_closed_within(Millis(2'000)));
}

TEST_F(LiveEvents, EndWhenASessionRunsOut) {
  const auto rep = session_of(member(Role::rep));
  std::string id;
  auto client = listen("contacts", rep, id);
  ledger.clock.advance(std::chrono::duration_cast<Millis>(people::kSessionIdle) + Millis(1));
  live.hub.check_callers(*ledger);
  EXPECT_TRUE(client.is_closed_within(Millis(2'000)));
}

TEST_F(LiveEvents, ComeFromManyThreads) {
  const auto rep = session_of(member(Role::rep));
  std::string id;
  std::vector<RawClient> clients;
  for (int i = 0; i < 30; ++i) clients.push_back(listen("contact/1,contact/2", rep, id));
  std::vector<std::thread> threads;
  for (int t = 1; t <= 2; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i) live.hub.publish("contact/" + std::to_string(t));
    });
  }
  for (auto& thread : threads) thread.join();
  for (auto& client : clients) {
    for (int i = 0; i < 200; ++i) {
      EXPECT_THAT(client.read_until("\n\n"), HasSubstr("event: changed"));
    }
  }
}

}  // namespace
}  // namespace tandem::http
