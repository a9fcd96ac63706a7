#include "storage/ledger/data_directory.h"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/mount.h>

#include "storage/ledger/test_ledger.h"

namespace tandem::storage {
namespace {

namespace fs = std::filesystem;

TEST(DataDirectory, IsMadeForItsOwnerOnly) {
  const TestDirectory parent;
  const auto path = parent.path() / "a" / "b c";
  const auto directory = DataDirectory::open(path);
  ASSERT_TRUE(directory);
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(path / "locks").permissions(), fs::perms::owner_all);
  EXPECT_EQ(directory->ledger(), path / "ledger.db");
  EXPECT_TRUE(DataDirectory::open(path));  // again
}

TEST(DataDirectory, LeavesThePermissionsOfAnExistingFolder) {
  const TestDirectory parent;
  fs::permissions(parent.path(), fs::perms(0755));
  ASSERT_TRUE(DataDirectory::open(parent.path()));
  EXPECT_EQ(fs::status(parent.path()).permissions(), fs::perms(0755));
}

TEST(DataDirectory, RefusesAFile) {
  const TestDirectory parent;
  const auto file = parent.path() / "file";
  std::ofstream(file) << "x";
  const auto refused = DataDirectory::open(file);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "storage.not_a_directory");
  const auto below = DataDirectory::open(file / "below");
  ASSERT_FALSE(below);
  EXPECT_EQ(below.error().code, "storage.not_writable");
  const auto taken = parent.path() / "taken";
  fs::create_directory(taken);
  std::ofstream(taken / "locks") << "x";
  const auto in_the_way = DataDirectory::open(taken);
  ASSERT_FALSE(in_the_way);
  EXPECT_EQ(in_the_way.error().code, "storage.not_writable");
}

TEST(DataDirectory, RefusesWhatCannotBeWritten) {
  const TestDirectory parent;
  const auto path = parent.path() / "data";
  ASSERT_TRUE(DataDirectory::open(path));
  // Root may write anywhere but to what is mounted read-only.
  const bool mounted =
      ::mount(path.c_str(), path.c_str(), nullptr, MS_BIND, nullptr) == 0 &&
      ::mount(nullptr, path.c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  if (!mounted) {
    if (::geteuid() == 0) GTEST_SKIP() << "cannot mount here, and root writes everywhere";
    fs::permissions(path, fs::perms(0500));
  }
  const auto refused = DataDirectory::open(path);
  if (mounted) ::umount2(path.c_str(), MNT_DETACH);
  fs::permissions(path, fs::perms::owner_all);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "storage.not_writable");
}

TEST(DataDirectory, OneServerAtATime) {
  const TestDirectory parent;
  const auto directory = *DataDirectory::open(parent.path());
  {
    const auto first = directory.lock_for_server();
    ASSERT_TRUE(first);
    const auto second = directory.lock_for_server();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "storage.server_running");
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
  }
  EXPECT_TRUE(directory.lock_for_server());
}

TEST(DataDirectory, EachWriterHasANodeOfItsOwn) {
  const TestDirectory parent;
  const auto directory = *DataDirectory::open(parent.path());
  std::vector<std::pair<int, FileLock>> held;
  for (int node = 0; node < kNodes; ++node) {
    auto lock = directory.lock_node();
    ASSERT_TRUE(lock);
    EXPECT_EQ(lock->first, node);
    held.push_back(*std::move(lock));
  }
  EXPECT_EQ(directory.lock_node().error().code, "storage.too_many_writers");
  held.erase(held.begin() + 7);
  EXPECT_EQ(directory.lock_node()->first, 7);
}

}  // namespace
}  // namespace tandem::storage
