// Records of the layouts that Tandem knows: the first byte chooses one, the rest are the values.
#include <algorithm>

#include "domain/imports/map_row.h"
#include "fuzzing.h"

using namespace tandem;

namespace {

struct Known {
  imports::RowMapper mapper;
  std::size_t width;
};

// The columns a layout speaks of make its header.
std::vector<std::string> header_of(const imports::Layout& layout) {
  std::vector<std::string> header;
  const auto add = [&](const std::string& names) {
    const auto name = names.substr(0, names.find(" | "));
    if (std::ranges::find(header, name) == header.end()) header.push_back(name);
  };
  for (const auto& [field, names] : layout.columns) {
    add(names);
  }
  for (const auto& names : layout.recognised_by.value_or(std::vector<std::string>())) add(names);
  header.emplace_back("Another");
  return header;
}

std::vector<Known> all_known() {
  std::vector<Known> known;
  for (const auto& layout : imports::known_layouts()) {
    const auto header = header_of(layout);
    auto mapper = imports::RowMapper::make(layout, header, {});
    fuzz::must(mapper.has_value());
    known.push_back({*std::move(mapper), header.size()});
  }
  return known;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kKnown = all_known();
  if (size == 0) return 0;
  const auto& [mapper, width] = kKnown[data[0] % kKnown.size()];
  auto text = fuzz::text_of(data + 1, size - 1);
  if (!fuzz::is_utf8(text)) return 0;
  std::vector<std::string> record;
  while (record.size() < width) record.emplace_back(fuzz::take_part(text));
  (void)mapper.is_total(record);
  const auto row = mapper.map(record);
  fuzz::must(row.has_value() || !row.error().code.empty());
  const auto again = mapper.map(record);
  fuzz::must(again.has_value() == row.has_value());
  record.pop_back();
  (void)mapper.map(record);
  return 0;
}
