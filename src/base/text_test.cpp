#include "base/text.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tandem {
namespace {

constexpr Language en = Language::en;
constexpr Language fr = Language::fr;

TEST(Text, FillsTheSentenceOfTheLanguage) {
  const TextArgs args = {{"unused", "x"}, {"value", "12abc"}};
  EXPECT_EQ(text(en, "money.unreadable", args), "“12abc” is not an amount");
  EXPECT_EQ(text(fr, "money.unreadable", args), "«\u00A012abc\u00A0» n’est pas un montant lisible");
}

TEST(Text, ShowsArgumentsAsTheyAre) {
  EXPECT_EQ(text(en, "money.mixed_currencies", {{"first", "{second}"}, {"second", "{"}}),
            "amounts in {second} and in { cannot be added together");
}

TEST(Text, LeavesWhatItCannotFill) {
  EXPECT_EQ(text(en, "money.unreadable"), "“{value}” is not an amount");
  EXPECT_EQ(text(fr, "no.such.key", {{"value", "x"}}), "no.such.key");
  EXPECT_EQ(text(en, "money"), "money");
  EXPECT_EQ(text(en, ""), "");
}

TEST(Message, NamesTheField) {
  const auto refused = Error::invalid("calendar.never_open", {}, "week");
  EXPECT_EQ(message(en, refused), "week: at least one day of the week must have opening hours");
  EXPECT_EQ(message(fr, refused),
            "week: au moins un jour de la semaine doit avoir des heures d’ouverture");
  EXPECT_EQ(message(en, Error::not_found("calendar.never_open")),
            "at least one day of the week must have opening hours");
}

TEST(ChooseLanguage, ReadsHeadersAndEnvironments) {
  struct Scenario {
    const char* preference;
    Language expected;
  };
  for (const auto& s : {Scenario{"", en},
                        {"fr", fr},
                        {"en", en},
                        {"FR-ca", fr},
                        {"fr_CA.UTF-8", fr},
                        {"fr_FR@euro", fr},
                        {"en_US.UTF-8", en},
                        {"C.UTF-8", en},
                        {"POSIX", en},
                        {"de, fr;q=0.8, en;q=0.9", en},
                        {"de, fr;q=0.9, en;q=0.8", fr},
                        {"fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", fr},
                        {"de", en},
                        {"fr,en", fr},
                        {"en,fr", en},
                        {"fr;q=0", en},
                        {"*", en},
                        {"*;q=0.9,fr;q=0.5", en},
                        {"fr ; q=0.5 , de", fr},
                        {"fr;q=x,en;q=0.1", en},
                        {"fr;q=2", en},
                        {"fra", en},
                        {"french", en},
                        {",,;;,fr", fr},
                        {";q=1", en},
                        {"en;q=0.001,fr;q=1.000", fr}}) {
    EXPECT_EQ(choose_language(s.preference), s.expected) << s.preference;
  }
}

TEST(FormatNumber, FollowsTheLanguage) {
  struct Scenario {
    double value;
    int decimals;
    const char* english;
    const char* french;
  };
  for (const auto& s : {Scenario{8000, 0, "8,000", "8\u202F000"},
                        {0, 0, "0", "0"},
                        {1234567.891, 2, "1,234,567.89", "1\u202F234\u202F567,89"},
                        {-12.5, 1, "-12.5", "-12,5"},
                        {2.5, 0, "3", "3"},
                        {1.005, 2, "1.01", "1,01"},
                        {-0.0, 0, "0", "0"},
                        {-0.4, 0, "0", "0"},
                        {3, 2, "3.00", "3,00"}}) {
    EXPECT_EQ(format_number(en, s.value, s.decimals), s.english);
    EXPECT_EQ(format_number(fr, s.value, s.decimals), s.french);
  }
  EXPECT_EQ(format_number(en, NAN), "NaN");
  EXPECT_EQ(format_number(fr, INFINITY), "∞");
}

TEST(FormatPercent, FollowsTheLanguage) {
  EXPECT_EQ(format_percent(en, 0.123), "12.3%");
  EXPECT_EQ(format_percent(fr, 0.123), "12,3\u00A0%");
  EXPECT_EQ(format_percent(en, 1, 0), "100%");
  EXPECT_EQ(format_percent(fr, -0.05, 0), "-5\u00A0%");
}

TEST(FormatMoney, FollowsTheLanguageAndTheCurrency) {
  struct Scenario {
    Money money;
    const char* english;
    const char* french;
  };
  for (const auto& s : {Scenario{{1000000, "USD"}, "$10,000", "10\u202F000\u00A0$US"},
                        {{1000000, "EUR"}, "€10,000", "10\u202F000\u00A0€"},
                        {{1000000, "CAD"}, "CA$10,000", "10\u00A0000\u00A0$"},
                        {{1000050, "CAD"}, "CA$10,000.50", "10\u00A0000,50\u00A0$"},
                        {{15144415, "BRL"}, "R$151,444.15", "151\u202F444,15\u00A0R$"},
                        {{-1250, "EUR"}, "-€12.50", "-12,50\u00A0€"},
                        {{5, "EUR"}, "€0.05", "0,05\u00A0€"},
                        {{0, "EUR"}, "€0", "0\u00A0€"},
                        {{1234, "JPY"}, "¥1,234", "1\u202F234\u00A0JPY"},
                        {{1234, "KWD"},
                         "KWD\u00A0"
                         "1.234",
                         "1,234\u00A0KWD"},
                        {{INT64_MAX, "EUR"},
                         "€92,233,720,368,547,758.07",
                         "92\u202F233\u202F720\u202F368\u202F547\u202F758,07\u00A0€"}}) {
    EXPECT_EQ(format_money(en, s.money), s.english);
    EXPECT_EQ(format_money(fr, s.money), s.french);
  }
  for (const char* broken : {"", "E", "FRF1", "€"}) {
    EXPECT_EQ(format_money(en, {150, broken}), "¤1.50") << broken;
  }
}

}  // namespace
}  // namespace tandem
