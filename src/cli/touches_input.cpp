#include "cli/touches_input.h"

#include <algorithm>

#include <boost/unordered/unordered_flat_set.hpp>

#include "cli/analysis_input.h"

namespace tandem::cli {
namespace {

using attribution::Contact;
using attribution::MilestoneKind;

constexpr double kLargestValue = 1e300;

struct Columns {
  std::size_t contact = 0;
  std::size_t at = 0;
  std::size_t channel = 0;
  std::optional<std::size_t> value;
  std::optional<std::size_t> milestone;
  std::optional<std::size_t> account;
  std::optional<std::size_t> id;

  static Result<Columns> of(const AnalysisTable& table) {
    const auto contact = table.column("contact");
    if (!contact) return contact.error();
    const auto at = table.column("at");
    if (!at) return at.error();
    const auto channel = table.column("channel");
    if (!channel) return channel.error();
    return Columns{*contact,
                   *at,
                   *channel,
                   table.find_column("value"),
                   table.find_column("milestone"),
                   table.find_column("account"),
                   table.find_column("id")};
  }
};

class Reader {
 public:
  Reader(AnalysisTable& table, const Columns& columns) : table_(table), columns_(columns) {
    file_.newest = attribution::PackedTouch::kFirst;
  }

  Result<void> read_all() {
    for (;;) {
      const auto more = table_.next();
      if (!more) return more.error();
      if (!*more) return {};
      if (auto taken = take(); !taken) return taken;
    }
  }

  TouchFile file() && {
    file_.contacts = contacts_.size();
    file_.valued = columns_.value.has_value();
    return std::move(file_);
  }

 private:
  Error wrong(std::size_t column, Error error) const {
    error.field.clear();
    return table_.at(column, std::move(error));
  }

  Result<void> take() {
    const auto& contact = table_.value(columns_.contact);
    if (contact.empty()) return wrong(columns_.contact, Error::invalid("attribution.no_contact"));
    if (came_before()) return {};
    const auto at = table_.time(columns_.at);
    if (!at) return at.error();
    const auto value = read_value();
    if (!value) return value.error();
    const auto milestone = read_milestone(*value);
    if (!milestone) return milestone.error();
    const auto number = number_of(contact);
    file_.newest = std::max(file_.newest, *at);
    if (*milestone) {
      file_.milestones.push_back({*at, *value, number, **milestone});
      if (auto valid = validate(file_.milestones.back()); !valid) {
        const bool of_value = valid.error().field == "value";
        return wrong(of_value ? *columns_.value : columns_.at, std::move(valid).error());
      }
    }
    return take_touch(number, *at, milestone->has_value());
  }

  Result<void> take_touch(Contact contact, Timestamp at, bool may_lack_channel) {
    const auto& channel = table_.value(columns_.channel);
    if (channel.empty()) {
      if (may_lack_channel) return {};
      return wrong(columns_.channel, Error::invalid("attribution.no_channel"));
    }
    file_.touches.push_back({contact, file_.names.number(channel), at});
    if (auto valid = validate(file_.touches.back()); !valid) {
      const bool of_time = valid.error().field == "at";
      return wrong(of_time ? columns_.at : columns_.channel, std::move(valid).error());
    }
    return {};
  }

  bool came_before() {
    if (!columns_.id) return false;
    const auto& id = table_.value(*columns_.id);
    return !id.empty() && !ids_.insert(id).second;
  }

  // A contact and an account of the same name are two.
  Contact number_of(const std::string& contact) {
    const bool of_account = columns_.account && !table_.value(*columns_.account).empty();
    key_.assign(1, of_account ? 'a' : 'c');
    key_ += of_account ? table_.value(*columns_.account) : contact;
    return contacts_.try_emplace(key_, static_cast<Contact>(contacts_.size())).first->second;
  }

  Result<double> read_value() {
    if (!columns_.value || table_.value(*columns_.value).empty()) return 0.0;
    const auto value = table_.number(*columns_.value);
    if (!value) return value.error();
    if (*value < 0) return wrong(*columns_.value, Error::invalid("attribution.negative"));
    total_value_ += *value;
    if (total_value_ > kLargestValue) {
      return wrong(*columns_.value, Error::invalid("attribution.total_too_large"));
    }
    return *value;
  }

  // A row with a value is a conversion, whatever else it says.
  Result<std::optional<MilestoneKind>> read_milestone(double value) const {
    std::optional<MilestoneKind> kind;
    if (columns_.milestone && !table_.value(*columns_.milestone).empty()) {
      const auto& name = table_.value(*columns_.milestone);
      kind = name == "won" ? MilestoneKind::conversion : parse_enum<MilestoneKind>(name);
      if (!kind) {
        return wrong(*columns_.milestone,
                     Error::invalid("attribution.bad_milestone", {{"value", name}}));
      }
    }
    if (value > 0) {
      if (kind && kind != MilestoneKind::conversion) {
        return wrong(*columns_.value, Error::invalid("attribution.value_without_conversion"));
      }
      kind = MilestoneKind::conversion;
    }
    return kind;
  }

  AnalysisTable& table_;
  const Columns& columns_;
  boost::unordered_flat_map<std::string, Contact> contacts_;
  boost::unordered_flat_set<std::string> ids_;
  std::string key_;
  TouchFile file_;
  double total_value_ = 0;
};

}  // namespace

Result<TouchFile> read_touches(const std::string& path, Language language) {
  auto table = AnalysisTable::open(path, language);
  if (!table) return std::move(table).error();
  const auto columns = Columns::of(*table);
  if (!columns) return columns.error();
  Reader reader(*table, *columns);
  if (auto read = reader.read_all(); !read) return std::move(read).error();
  auto file = std::move(reader).file();
  if (file.touches.empty() && file.milestones.empty()) {
    return at_file(path, Error::invalid("attribution.no_touches"));
  }
  return file;
}

}  // namespace tandem::cli
