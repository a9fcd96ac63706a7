// A layout says how the columns of another system's export map to Tandem's fields. The layouts that
// Tandem knows (layouts/*.json) and the map files that users write are the same thing.
//
// Example, in JSON (`tandem import --explain FILE` proposes one):
//   {"name": "olist_leads", "kind": "leads", "source": "olist",
//    "columns": {"id": "mql_id", "first_seen_at": "first_contact_date", "origin": "origin"},
//    "attributes": [], "stage": "mql"}
//
// Names of columns are compared without regard to case and surrounding space, and a currency at
// their end, "Cost (INR)", may be left out. "Phone | MobilePhone" is the first of them that has a
// value.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "domain/imports/rows.h"

namespace tandem::imports {

// How days are written where it is not year first: 27/03/2026 or 03/27/2026.
enum class DateOrder { day_first, month_first };
BOOST_DESCRIBE_ENUM(DateOrder, day_first, month_first)

struct Layout {
  std::string name;  // "olist_leads"; "map" for a map file that gives none
  Kind kind = Kind::leads;
  std::string source;  // "olist": keeps the ids of different systems apart; the name when not given
  std::map<std::string, std::string> columns;  // Tandem's field -> the file's column
  // Columns kept beside the fields under their own names, also those that are a field as well.
  // Absent: all that are not in `columns`.
  std::optional<std::vector<std::string>> attributes;
  // Columns that identify the record too, so that a later file can refer to it by them:
  // "seller_id".
  std::optional<std::vector<std::string>> references;
  // Columns whose ids go by another name than "<source>:<column>", because they are the ids of
  // records that other files bring: {"AccountId": "salesforce:Id"}.
  std::optional<std::map<std::string, std::string>> known_as;
  // The stage (leads) or state (deals) of every row. Leads have it since first_seen_at; a later one
  // in the row's own stage column comes on top of it.
  std::optional<std::string> stage;
  // The file's stage names -> a lifecycle stage (leads) or open, won, lost (deals); "*" -> that of
  // all others. Common names (Closed Won, Gagnée, MQL ...) need not be listed.
  std::optional<std::map<std::string, std::string>> stages;
  std::optional<DateOrder> dates;
  std::optional<std::string> time_zone;  // of dates that carry none; the workspace's when absent
  std::optional<std::string> currency;   // of amounts that carry none; the workspace's when absent
  std::optional<std::vector<std::string>> missing;  // values that mean "not known": "Select"
  // The columns by which a file is recognised as this layout's; then any other column may be
  // missing. Absent, as in map files: each of `columns`, `attributes` and `references` must be
  // there.
  std::optional<std::vector<std::string>> recognised_by;
  std::optional<std::vector<std::string>> notes;  // for people; not read

  // Errors: imports.unknown_field_in_map {value, names}, imports.field_required {value},
  // imports.nobody_in_map, imports.stage_unknown_in_map {value, names}.
  Result<void> validate() const;
};
BOOST_DESCRIBE_STRUCT(Layout, (),
                      (name, kind, source, columns, attributes, references, known_as, stage, stages,
                       dates, time_zone, currency, missing, recognised_by, notes))

// Tandem's fields of a kind, those that must be mapped first: {"id", required} ...
struct Field {
  std::string_view name;
  bool required = false;
};
const std::vector<Field>& fields_of(Kind kind);

// Every layout Tandem knows.
const std::vector<Layout>& known_layouts();
// Error: imports.unknown_layout {name, names}.
Result<Layout> find_layout(std::string_view name);

// The known layout whose columns the header has (case and surrounding space aside), the most
// specific one when several fit; nothing when none does.
std::optional<Layout> recognise(const std::vector<std::string>& header);

// A map file. Errors name its field: json.*, and those of Layout::validate.
Result<Layout> read_map(std::string_view json);

// A layout for a header that no known layout fits, from the column names (English or French) and a
// sample of rows, the more the better; with notes in `language` about what was guessed. Error:
// imports.nothing_recognised when no kind's required fields can be found among the columns.
Result<Layout> propose(const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& sample, Language language);

}  // namespace tandem::imports
