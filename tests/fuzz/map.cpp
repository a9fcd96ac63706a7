// Map files that users write, bound to a header; and the proposal of one for an unknown header.
#include <algorithm>
#include <set>

#include "base/json.h"
#include "domain/imports/layout.h"
#include "domain/imports/map_row.h"
#include "fuzzing.h"

using namespace tandem;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(data, size);
  if (!fuzz::is_utf8(text)) return 0;
  const auto map = fuzz::take_part(text);
  std::vector<std::vector<std::string>> lines(3);
  for (int i = 0; !text.empty() && i < 60; ++i) {
    lines[static_cast<std::size_t>(i) % 3].emplace_back(fuzz::take_part(text));
  }
  const auto& header = lines[0];
  // The CSV reader names every column, and no two alike.
  if (std::set<std::string>(header.begin(), header.end()).size() != header.size()) return 0;
  if (std::ranges::any_of(header, &std::string::empty)) return 0;
  (void)imports::recognise(header);
  if (const auto proposed = imports::propose(header, {lines[1], lines[2]}, Language::en)) {
    // What is proposed can be fed back as it is.
    const auto read = imports::read_map(print_json(to_json(*proposed)));
    fuzz::must(read.has_value());
    const auto mapper = imports::RowMapper::make(*read, header, {});
    if (mapper) (void)mapper->map(lines[1]);
  }
  const auto layout = imports::read_map(map);
  if (!layout) return 0;
  fuzz::must(layout->validate().has_value());
  const auto mapper = imports::RowMapper::make(*layout, header, {});
  if (!mapper) return 0;
  (void)mapper->is_total(lines[1]);
  (void)mapper->map(lines[1]);
  return 0;
}
