// CSV records. However the text comes in pieces, the records are the same.
#include "storage/csv/record_splitter.h"

#include "fuzzing.h"

using namespace tandem;
using storage::Cut;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  storage::CsvDialect dialect;
  dialect.delimiter = ",;\t|"[data[0] & 3U];
  dialect.quote = (data[0] & 4U) != 0 ? '\'' : '"';
  dialect.escape = (data[0] & 8U) != 0 ? '\\' : dialect.quote;
  auto text = fuzz::text_of(data + 1, size - 1);
  std::vector<std::string> values;
  std::vector<std::string> from_part;
  while (!text.empty()) {
    const auto cut = storage::cut_record(text, true, dialect, values);
    fuzz::must(cut.end != Cut::End::more);
    fuzz::must(cut.content <= cut.bytes && cut.bytes <= text.size());
    if (cut.end == Cut::End::unclosed) {
      fuzz::must(cut.quote_at < text.size());
      break;
    }
    fuzz::must(cut.bytes > 0);
    // A record that a part of the text shows to be complete is that of the whole.
    const auto part = text.substr(0, (cut.bytes + text.size()) / 2);
    const auto early = storage::cut_record(part, false, dialect, from_part);
    if (early.end == Cut::End::record) {
      fuzz::must(early.bytes == cut.bytes && early.line_ends == cut.line_ends &&
                 from_part == values);
    }
    text.remove_prefix(cut.bytes);
  }
  return 0;
}
