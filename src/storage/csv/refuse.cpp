#include "storage/csv/refuse.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tandem::storage {
namespace {

constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kOldOffice = "\xD0\xCF\x11\xE0";  // .xls
// Some formats have no zero byte near their beginning.
constexpr std::array<std::string_view, 6> kBinary{"\x89PNG",        "%PDF-",        "\x1F\x8B",
                                                  "7z\xBC\xAF\x27", "\xFF\xD8\xFF", "GIF8"};

bool is_workbook(std::string_view head) {
  if (head.starts_with(kOldOffice)) return true;
  if (!head.starts_with(kZip)) return false;
  // An .xlsx names its parts in the clear, an .ods its type.
  return head.find("[Content_Types].xml") != std::string_view::npos ||
         head.find("xl/") != std::string_view::npos ||
         head.find("opendocument.spreadsheet") != std::string_view::npos;
}

bool is_utf16(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
}

// A bracket may also begin a column's name, "[Name]"; what follows it tells.
bool is_json(std::string_view text) {
  if (text.front() != '{' && text.front() != '[') return false;
  const char open = text.front();
  text.remove_prefix(1);
  const auto next = std::ranges::find_if(text, [](unsigned char c) { return !std::isspace(c); });
  if (next == text.end()) return true;
  if (open == '{') return *next == '"' || *next == '}';
  return *next == '{' || *next == '[' || *next == '"' || *next == ']' || std::isdigit(*next);
}

}  // namespace

std::optional<Error> refuse_bytes(std::string_view head, const std::string& path) {
  const TextArgs args{{"path", path}};
  if (is_workbook(head)) return Error::invalid("csv.workbook", args);
  const bool known = head.starts_with(kZip) || std::ranges::any_of(kBinary, [&](auto mark) {
                       return head.starts_with(mark);
                     });
  if (known || (!is_utf16(head) && head.find('\0') != std::string_view::npos)) {
    return Error::invalid("csv.binary", args);
  }
  return std::nullopt;
}

std::optional<Error> refuse_text(std::string_view head, const std::string& path) {
  const TextArgs args{{"path", path}};
  while (!head.empty() && std::isspace(static_cast<unsigned char>(head.front()))) {
    head.remove_prefix(1);
  }
  if (head.empty()) return Error::invalid("csv.empty", args);
  if (head.front() == '<') return Error::invalid("csv.html", args);
  if (is_json(head)) return Error::invalid("csv.json", args);
  return std::nullopt;
}

}  // namespace tandem::storage
