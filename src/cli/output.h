// How a command prints its answer: a table for people, JSON or CSV for programs.
#pragma once

#include <CLI/CLI.hpp>

namespace tandem::cli {

struct OutputFormat {
  bool json = false;
  bool csv = false;
};

enum class Tabular { no, yes };  // a tabular answer can be had as CSV

// Adds --json, and --csv where the answer is a table; they exclude each other.
inline void add_output_format(CLI::App& command, OutputFormat& format, Tabular tabular) {
  auto* json = command.add_flag("--json", format.json, "Print JSON");
  if (tabular == Tabular::yes) {
    command.add_flag("--csv", format.csv, "Print CSV")->excludes(json);
  }
}

}  // namespace tandem::cli
