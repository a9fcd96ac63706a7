#include "storage/csv/decoder.h"

#include <gtest/gtest.h>

namespace tandem::storage {
namespace {

using std::string_literals::operator""s;

struct Scenario {
  const char* name;
  std::string bytes;
  std::string text;
  std::string encoding;
};

class Decoding : public ::testing::TestWithParam<Scenario> {};

TEST_P(Decoding, InOnePiece) {
  Decoder decoder;
  std::string text;
  decoder.decode(GetParam().bytes, true, text);
  EXPECT_EQ(text, GetParam().text);
  EXPECT_EQ(decoder.encoding(), GetParam().encoding);
}

INSTANTIATE_TEST_SUITE_P(
    Encodings, Decoding,
    ::testing::Values(Scenario{"nothing", "", "", "UTF-8"}, Scenario{"one_byte", "a", "a", "UTF-8"},
                      Scenario{"ascii", "abc", "abc", "UTF-8"},
                      Scenario{"utf8", "h\u00f6b", "h\u00f6b", "UTF-8"},
                      Scenario{"utf8_mark", "\xEF\xBB\xBFId", "Id", "UTF-8"},
                      Scenario{"only_a_mark", "\xEF\xBB\xBF", "", "UTF-8"},
                      Scenario{"utf16le", "\xFF\xFE"s + "a\0\xE9\0"s, "a\u00e9", "UTF-16LE"},
                      Scenario{"utf16be", "\xFE\xFF"s + "\0a\0\xE9"s, "a\u00e9", "UTF-16BE"},
                      Scenario{"latin1", "caf\xE9", "caf\u00e9", "windows-1252"},
                      Scenario{"windows_1252", "10 \x80, \x93hi\x94", "10 \u20ac, \u201chi\u201d",
                               "windows-1252"},
                      Scenario{"cut_in_a_character", "h\xC3", "h\u00c3", "windows-1252"},
                      Scenario{"one_bad_byte", "\u00e9\u00e8\xE9\u00ea", "\u00e9\u00e8\u00e9\u00ea",
                               "UTF-8, windows-1252"},
                      Scenario{"overlong", "\xC0\xAF", "\u00c0\u00af", "windows-1252"},
                      Scenario{"surrogate", "\xED\xA0\x80", "\u00ed\u00a0\u20ac", "windows-1252"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DecoderTest, DecidesAtTheFirstByteBeyondAsciiHoweverLate) {
  Decoder decoder;
  std::string text;
  for (int i = 0; i < 100; ++i) decoder.decode(std::string(65536, 'x'), false, text);
  EXPECT_EQ(decoder.encoding(), "UTF-8");
  decoder.decode("caf\xE9\n", true, text);
  EXPECT_EQ(decoder.encoding(), "windows-1252");
  EXPECT_TRUE(text.ends_with("xcaf\u00e9\n"));
}

TEST(DecoderTest, JoinsCharactersCutBetweenPieces) {
  for (const std::string& bytes :
       {"\xEF\xBB\xBFh\u00f6b\u20ac\U0001F600 b"s, "\xFF\xFE"s + "a\0\xE9\0\x3D\xD8\x00\xDE"s}) {
    Decoder whole;
    std::string expected;
    whole.decode(bytes, true, expected);
    Decoder decoder;
    std::string text;
    for (const char c : bytes) decoder.decode({&c, 1}, false, text);
    decoder.decode("", true, text);
    EXPECT_EQ(text, expected);
    EXPECT_EQ(decoder.encoding(), whole.encoding());
  }
}

}  // namespace
}  // namespace tandem::storage
