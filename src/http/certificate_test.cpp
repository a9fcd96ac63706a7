#include "http/certificate.h"

#include <fstream>

#include "http/test_certificate.h"
#include "http/test_server.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::http {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class CertificateTest : public testing::Test {
 protected:
  TlsFiles make(const std::string& name, const std::string& passphrase = "") const {
    return make_certificate(folder.path(), {name, now - 24h, now + 24h, passphrase});
  }
  std::string file(const std::string& name, const std::string& content) const {
    const auto path = folder.path() / name;
    std::ofstream(path) << content;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    return path.string();
  }
  static std::string content_of(const std::string& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string code_of(const TlsFiles& files) const {
    const auto identity = load_identity(files, now);
    return identity ? "" : identity.error().code;
  }

  storage::TestDirectory folder;
  Timestamp now = *parse_timestamp("2026-11-23T20:39:33Z");
};

TEST_F(CertificateTest, IsLoadedWithItsKey) {
  const auto identity = load_identity(make("right"), now);
  ASSERT_TRUE(identity) << identity.error().code;
  EXPECT_NE(identity->context, nullptr);
  EXPECT_TRUE(identity->warnings.empty());
}

TEST_F(CertificateTest, MayBringItsChainAndItsKeyInOneFile) {
  const auto own = make("own");
  const auto authority = make("authority");
  const auto all = file("all.pem", content_of(own.certificate) + content_of(authority.certificate) +
                                       content_of(own.key));
  EXPECT_EQ(code_of({all, all}), "");
}

TEST_F(CertificateTest, IsRefusedWithTheReason) {
  const auto right = make("right");
  const auto other = make("other");
  const auto locked = make("locked", "secret");
  const auto text = file("text.pem", "certainly no certificate\n");
  const auto cut = file("cut.pem", content_of(right.certificate).substr(0, 200));
  const auto empty = file("empty.pem", "");
  const auto missing = (folder.path() / "missing.pem").string();
  struct Row {
    TlsFiles files;
    std::string code;
  };
  const std::vector<Row> table{
      {{missing, right.key}, "tls.cannot_read"},
      {{right.certificate, missing}, "tls.cannot_read"},
      {{folder.path().string(), right.key}, "tls.cannot_read"},
      {{text, right.key}, "tls.not_a_certificate"},
      {{cut, right.key}, "tls.not_a_certificate"},
      {{empty, right.key}, "tls.not_a_certificate"},
      {{right.key, right.key}, "tls.not_a_certificate"},
      {{right.certificate, text}, "tls.not_a_key"},
      {{right.certificate, empty}, "tls.not_a_key"},
      {{right.certificate, file("public.pem", content_of(right.certificate))}, "tls.not_a_key"},
      {{right.certificate, other.key}, "tls.key_of_another"},
      {{locked.certificate, locked.key}, "tls.key_encrypted"},
  };
  for (const auto& [files, code] : table) {
    EXPECT_EQ(code_of(files), code) << files.certificate << " " << files.key;
  }
}

TEST_F(CertificateTest, IsRefusedWithAKeyThatOthersCanRead) {
  const auto files = make("right");
  fs::permissions(files.key, fs::perms::others_read, fs::perm_options::add);
  EXPECT_EQ(code_of(files), "tls.key_exposed");
  fs::permissions(files.key, fs::perms::others_read, fs::perm_options::remove);
  fs::permissions(files.key, fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(code_of(files), "");
}

TEST_F(CertificateTest, ThatIsOutOfTimeWarns) {
  const auto files = make("right");
  const auto warning_at = [&](Timestamp at) {
    const auto identity = load_identity(files, at);
    return identity->warnings.empty() ? "" : identity->warnings.front().code;
  };
  EXPECT_EQ(warning_at(now), "");
  EXPECT_EQ(warning_at(now + 48h), "tls.expired");
  EXPECT_EQ(warning_at(now - 48h), "tls.not_yet_valid");
}

}  // namespace
}  // namespace tandem::http
