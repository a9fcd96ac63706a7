#include "domain/agreement/version.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "domain/agreement/sample_terms.h"

namespace tandem::agreement {
namespace {

using lifecycle::Owner;

Timestamp at(const std::string& text) {
  return parse_timestamp(text).value();
}

Version draft(int number, const std::string& starts) {
  return {number, sample_terms(), at(starts), std::nullopt, std::nullopt};
}

Signature signature(const Version& version, int member, const std::string& when) {
  return {Id{member}, at(when), text_digest(canonical_text(version.terms))};
}

Version signed_by_both(Version version, const std::string& one, const std::string& other) {
  version = *sign(version, Owner::marketing, signature(version, 1, one));
  return *sign(version, Owner::sales, signature(version, 2, other));
}

TEST(Version, IsSignedAsTheSameBytesForEver) {
  const auto text = canonical_text(sample_terms());
  EXPECT_EQ(text.substr(0, 58),
            "{\n  \"hours\": {\n    \"time_zone\": \"Europe/Paris\",\n    \"week\"");
  EXPECT_EQ(text.back(), '\n');
  EXPECT_EQ(
      text_digest(text),
      "9d627fa067bafbd5594a4999baa2af2bc3541cc5394f1c886fc82fcbacf2c541");  // of the same terms
                                                                            // written by another
                                                                            // program
  EXPECT_EQ(*read_json<Terms>(text), sample_terms());
  EXPECT_EQ(canonical_text(*read_json<Terms>(text)), text);
}

TEST(Version, IsSignedOncePerHalfAndAsItWasRead) {
  const auto version = draft(1, "2026-03-01T00:00:00Z");
  const auto one = sign(version, Owner::marketing, signature(version, 1, "2026-02-20T10:00:00Z"));
  ASSERT_TRUE(one);
  EXPECT_FALSE(in_force_from(*one));
  const auto again = sign(*one, Owner::marketing, signature(*one, 1, "2026-02-20T11:00:00Z"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "agreement.signed_already");
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);

  auto other_terms = sample_terms();
  other_terms.sales.attempts = 7;
  const auto changed = *change(*one, other_terms);
  EXPECT_FALSE(changed.marketing);  // it signed another text
  const auto stale = sign(changed, Owner::sales, signature(version, 2, "2026-02-21T10:00:00Z"));
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, "agreement.stale_text");
  EXPECT_EQ(stale.error().kind, ErrorKind::conflict);

  EXPECT_EQ(*change(*one, sample_terms()), *one);
  const auto both = sign(*one, Owner::sales, signature(*one, 2, "2026-02-21T10:00:00Z"));
  ASSERT_TRUE(both);
  EXPECT_EQ(change(*both, other_terms).error().code, "agreement.is_signed");
}

TEST(Version, IsNotSignedWhileItIsWrong) {
  auto version = draft(1, "2026-03-01T00:00:00Z");
  version.terms.sales.responses[1].minutes = 0;
  const auto refused = sign(version, Owner::sales, signature(version, 2, "2026-02-21T10:00:00Z"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "sales.responses[1].minutes");
}

TEST(Version, MeasuresTheLeadsHandedOverWhileItIsInForce) {
  const std::vector<Version> versions{
      signed_by_both(draft(1, "2026-03-01T00:00:00Z"), "2026-02-27T10:00:00Z",
                     "2026-03-03T10:00:00Z"),
      signed_by_both(draft(2, "2026-04-01T00:00:00Z"), "2026-03-20T10:00:00Z",
                     "2026-03-21T10:00:00Z"),
      signed_by_both(draft(3, "2026-04-01T00:00:00Z"), "2026-03-20T10:00:00Z",
                     "2026-03-21T10:00:00Z"),
      draft(4, "2026-04-15T00:00:00Z")};
  struct Scenario {
    const char* handed_over;
    int number;
  };
  for (const auto& s : {Scenario{"2026-03-02T10:00:00Z", 0},
                        {"2026-03-03T09:59:59.999Z", 0},
                        {"2026-03-03T10:00:00Z", 1},
                        {"2026-03-31T23:59:59.999Z", 1},
                        {"2026-04-01T00:00:00Z", 3},
                        {"2026-05-01T00:00:00Z", 3}}) {
    const auto* found = in_force(versions, at(s.handed_over));
    EXPECT_EQ(found != nullptr ? found->number : 0, s.number) << s.handed_over;
  }
}

TEST(Version, TellsWhatChanged) {
  const auto before = sample_terms();
  auto after = before;
  after.sales.attempts = 8;
  after.marketing.targets[0].mqls = 75;
  after.marketing.targets[1].persona = "Planner Pia";
  after.sales.responses.pop_back();
  after.mql.words.fr = "Démo demandée";
  EXPECT_EQ(differences(before, after),
            (std::vector<Difference>{
                {"mql.words.fr", "\"Correspond à un persona, démo demandée\"", "\"Démo demandée\""},
                {"marketing.targets[Marketing Mary].mqls", "60", "75"},
                {"marketing.targets[Owner Ollie]",
                 R"({"persona":"Owner Ollie","leads":200,"mqls":40})", ""},
                {"marketing.targets[Planner Pia]", "",
                 R"({"persona":"Planner Pia","leads":200,"mqls":40})"},
                {"sales.responses[demo]", R"({"segment":"demo","minutes":30})", ""},
                {"sales.attempts", "6", "8"}}));
  EXPECT_TRUE(differences(before, before).empty());
}

}  // namespace
}  // namespace tandem::agreement
