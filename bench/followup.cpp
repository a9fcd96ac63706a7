// The follow-up planner: how fast it plans and sorts a million open leads, that small problems
// agree with GLPK's, and what it is worth over 60 business days (sixty_days.h).
#include <glpk.h>

#include "bench/sixty_days.h"

namespace tandem::bench {
namespace {

// ---- speed ----

std::vector<TimedSegment> twenty_segments(Random& random, double leads_a_day) {
  std::vector<TimedSegment> segments;
  for (int s = 0; s < kSegments; ++s) {
    TimedSegment segment{.name = fmt::format("segment {}", s),
                         .leads = leads_a_day / kSegments,
                         .value = real(random, 30, 600)};
    const double shift = real(random, -1, 1);
    for (int k = 1; k <= kAttempts; ++k) {
      segment.hazards.push_back(logistic(logit(default_hazard(k)) + shift));
    }
    segment.channels = {{"phone", kAttemptMinutes, kConversationMinutes, 0}};
    segments.push_back(std::move(segment));
  }
  return segments;
}

void measure_speed(Table& table) {
  Random random(1);
  const auto segments = twenty_segments(random, 5e4);
  std::vector<OpenLead> leads;
  for (std::int64_t i = 0; i < 1'000'000; ++i) {
    const int age = whole(random, 0, kHorizon);
    leads.push_back(
        {Id{i + 1}, Timestamp(Millis(whole(random, 0, 1'000'000))), whole(random, 0, kSegments - 1),
         static_cast<std::int16_t>(whole(random, 0, std::min(age, kAttempts - 1))),
         static_cast<std::int16_t>(age), static_cast<std::int16_t>(whole(random, 1, age + 1))});
  }
  double planning = 0;
  std::size_t queued = 0;
  const double all = median_seconds(7, [&] {
    std::vector<IndexTable> tables;
    planning = seconds([&] {
      std::vector<SegmentProgramme> programmes;
      for (const auto& segment : segments) programmes.emplace_back(segment, Timing{});
      best_timed_plan(programmes, segments, 5e4 * kMinutesPerLead);
      for (const auto& programme : programmes) tables.emplace_back(programme, Timing{});
    });
    queued = call_queue(leads, tables, 50'000).size();
  });
  table.add("1,000,000 open leads planned, top 50,000 sorted", fmt::format("{:.1f} ms", all * 1e3),
            "1000 ms",
            fmt::format("plan and indices alone {:.1f} ms; {} queued", planning * 1e3, queued));
}

// ---- agreement with GLPK ----

double glpk_value(const std::vector<Segment>& segments, double capacity) {
  glp_prob* problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MAX);
  glp_add_rows(problem, 1);
  glp_set_row_bnds(problem, 1, GLP_UP, 0, capacity);
  for (const auto& s : segments) {
    const int row = glp_add_rows(problem, 1);
    glp_set_row_bnds(problem, row, GLP_UP, 0, 1);
    double alive = 1;
    double minutes = 0;
    double value = 0;
    for (const double h : s.hazards) {
      minutes += alive * (s.attempt_minutes + h * s.conversation_minutes);
      value += alive * h * s.value;
      alive *= 1 - h;
      const int column = glp_add_cols(problem, 1);
      glp_set_col_bnds(problem, column, GLP_LO, 0, 0);
      glp_set_obj_coef(problem, column, s.leads * value);
      const int rows[] = {0, 1, row};
      const double entries[] = {0, s.leads * minutes, 1};
      glp_set_mat_col(problem, column, 2, rows, entries);
    }
  }
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.tol_bnd = settings.tol_dj = 1e-10;
  glp_simplex(problem, &settings);
  const double found = glp_get_obj_val(problem);
  glp_delete_prob(problem);
  return found;
}

void compare_with_glpk(Table& table) {
  glp_term_out(GLP_OFF);
  Random random(2);
  std::vector<std::vector<Segment>> problems(500);
  for (auto& segments : problems) {
    for (int s = 0; s < kSegments; ++s) {
      Segment segment{"", real(random, 1, 200), real(random, 10, 500), {}, 4, 15};
      for (int k = 0; k < kAttempts; ++k) segment.hazards.push_back(real(random, .01, .5));
      segments.push_back(std::move(segment));
    }
  }
  constexpr double kCapacity = 20000;
  std::vector<double> ours;
  std::vector<double> theirs;
  const double our_time = seconds([&] {
    for (const auto& p : problems) ours.push_back(best_plan(p, kCapacity).value);
  });
  const double their_time = seconds([&] {
    for (const auto& p : problems) theirs.push_back(glpk_value(p, kCapacity));
  });
  double worst = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    worst = std::max(worst, std::abs(ours[i] / theirs[i] - 1));
  }
  table.add("500 problems of 20 segments, largest relative difference",
            fmt::format("{:.1e}", worst), "1e-6", "GLPK");
  table.add("one of them", fmt::format("{:.1f} us", our_time / 500 * 1e6), "-",
            fmt::format("GLPK {:.1f} us, {:.0f} times slower", their_time / 500 * 1e6,
                        their_time / our_time));
}

}  // namespace
}  // namespace tandem::bench

int main() {
  using namespace tandem::bench;
  Table table;
  measure_speed(table);
  compare_with_glpk(table);
  simulate_sixty_days(table, 11, 10);
  simulate_sixty_days(table, 114, 4);
  simulate_sixty_days(table, 1139, 2);
}
