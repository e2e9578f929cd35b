#include "reports/population_json.hpp"

#include <fmt/format.h>

namespace doublecheck::reports {
namespace {

Json estimated_json(const Estimated& estimated) {
  return {{"value", bound_json({estimated.value, estimated.reach})}, {"half_width", or_null(estimated.half_width)}};
}

/// On one line, since there may be thousands: "1023*5 1031*7".
std::string buckets_text(const PopulationValues& values) {
  std::string text;
  for (const auto& [value, count] : values.buckets)
    text += fmt::format("{}{}*{}", text.empty() ? "" : " ", value, count);
  return text;
}

Json values_json(const PopulationValues& values) {
  return {{"count", values.count},
          {"sum", values.sum},
          {"min", values.min},
          {"max", values.max},
          {"buckets", buckets_text(values)}};
}

Json time_json(const PopulationTime& time) {
  return {{"name", time.name},
          {"meaning", time.meaning},
          {"count", time.count},
          {"sum", time.sum},
          {"min", time.min},
          {"max", time.max},
          {"p50", estimated_json(time.p50)},
          {"p90", estimated_json(time.p90)},
          {"p99", estimated_json(time.p99)},
          {"buckets", buckets_text(time)},
          {"pending", values_json(time.pending)},
          {"never", time.never}};
}

Json count_json(const PopulationCount& count) {
  return {
      {"name", count.name}, {"meaning", count.meaning}, {"value", count.value}, {"each", estimated_json(count.each)}};
}

Json share_json(const PopulationShare& share) {
  return {
      {"name", share.name}, {"meaning", share.meaning}, {"share", share.share ? estimated_json(*share.share) : Json()}};
}

Json fate_json(const PopulationFate& fate) {
  Json json = count_json(fate);
  json["share"] = fate.share ? estimated_json(*fate.share) : Json();
  return json;
}

Json held_json(const PopulationHeld& held) {
  return {{"until_ack", estimated_json(held.until_ack)},
          {"for_ever", estimated_json(held.for_ever)},
          {"ratio", held.ratio ? estimated_json(*held.ratio) : Json()},
          {"is_for_ever", held.is_for_ever}};
}

Json group_json(const PopulationGroup& group) {
  return {{"dimension", group.dimension},
          {"name", group.name},
          {"clients", group.clients},
          {"times", array_of(group.times, time_json)},
          {"counts", array_of(group.counts, count_json)},
          {"shares", array_of(group.shares, share_json)}};
}

Json series_json(const PopulationResult& population) {
  const auto row_json = [](const PopulationSeriesRow& row) {
    // On one line each, likewise.
    return Json(fmt::format("{} {} {}", row.at, row.replications, fmt::join(row.values, " ")));
  };
  return {{"names", population.series_names}, {"rows", array_of(population.series, row_json)}};
}

Json fault_json(const PopulationFault& fault) {
  return {{"fault", fault.words},
          {"at_seconds", fault.at_seconds},
          {"lasts_seconds", fault.lasts_seconds},
          {"struck", fault.struck},
          {"struck_each", estimated_json(fault.struck_each)},
          {"happened", fault.happened}};
}

Json breach_json(const PopulationBreach& breach) {
  return {{"property", breach.property}, {"replication", breach.replication}, {"at_seconds", breach.at_seconds},
          {"message", breach.message},   {"sender", breach.sender},           {"recipient", breach.recipient},
          {"words", breach.words}};
}

Json trace_json(const PopulationTrace& trace) {
  const auto line_json = [](const auto& line) { return Json{{"at_seconds", line.first}, {"words", line.second}}; };
  return {{"replication", trace.replication},
          {"message", trace.message},
          {"sender", trace.sender},
          {"recipient", trace.recipient},
          {"lines", array_of(trace.lines, line_json)}};
}

Json replication_json(const Replication& replication) {
  return {{"number", replication.number},
          {"events", replication.events},
          {"fingerprint", replication.fingerprint},
          {"figures", array_of(replication.figures, [](const std::optional<Bound>& figure) {
             return figure ? bound_json(*figure) : Json(nullptr);
           })}};
}

Json watched_json(const PopulationWatched& watched) {
  return {{"property", watched.property},
          {"breaches", watched.breaches},
          {"violation_expected", watched.violation_expected},
          {"violation_allowed", watched.violation_allowed}};
}

Json comparison_json(const PopulationComparison& comparison) {
  return {{"figure", comparison.name},
          {"meaning", comparison.meaning},
          {"unit", comparison.unit},
          {"base", bound_json(comparison.base)},
          {"variant", bound_json(comparison.variant)},
          {"difference", comparison.difference ? estimated_json(*comparison.difference) : Json()},
          {"ratio", or_null(comparison.ratio)},
          {"ratio_interval", or_null(comparison.ratio_interval)},
          {"shown", word(comparison.shown)}};
}

Json variant_json(const PopulationVariant& variant) {
  return {{"name", variant.name},
          {"changes", variant.changes},
          {"warm_up_seconds", variant.warm_up_seconds},
          {"all", group_json(variant.all)},
          {"groups", array_of(variant.groups, group_json)},
          {"held", held_json(variant.held)},
          {"comparisons", array_of(variant.comparisons, comparison_json)},
          {"watched", array_of(variant.watched, watched_json)}};
}

Json pilot_json(const PopulationPilot& pilot) {
  return {{"runs", pilot.runs},
          {"longest_seconds", pilot.longest_seconds},
          {"found_all", pilot.found_all},
          {"was_cut", pilot.was_cut}};
}

Json speed_json(const PopulationSpeed& speed) {
  return {{"seconds", speed.seconds},
          {"events", speed.events},
          {"simulated_seconds", speed.simulated_seconds},
          {"bytes", speed.bytes},
          {"jobs", speed.jobs}};
}

}  // namespace

Json population_json(const PopulationResult& population) {
  const auto figure_json = [](const PopulationFigure& figure) {
    return Json{{"name", figure.name}, {"unit", figure.unit}};
  };
  return {{"seed", population.seed},
          {"identity", population.identity},
          {"clients", population.clients},
          {"warm_up_seconds", population.warm_up_seconds},
          {"simulated_seconds", population.simulated_seconds},
          {"body_bytes", population.body_bytes},
          {"interrupted", population.interrupted},
          {"was_cut", population.was_cut},
          {"stopping", population.stopping},
          {"pilot", population.pilot ? pilot_json(*population.pilot) : Json()},
          {"warm_up", population.warm_up},
          {"all", group_json(population.all)},
          {"groups", array_of(population.groups, group_json)},
          {"held", held_json(population.held)},
          {"ledger",
           {{"composed", population.ledger.composed},
            {"composed_each", estimated_json(population.ledger.composed_each)},
            {"fates", array_of(population.ledger.fates, fate_json)}}},
          {"delivery", delivery_json(population.delivery)},
          {"series", series_json(population)},
          {"faults", array_of(population.faults, fault_json)},
          {"findings", findings_of(population)},
          {"breaches", array_of(population.breaches, breach_json)},
          {"watched", array_of(population.watched, watched_json)},
          {"traces", array_of(population.traces, trace_json)},
          {"figures", array_of(population.figures, figure_json)},
          {"replications", array_of(population.replications, replication_json)},
          {"simplifications", population.simplifications},
          {"variants", array_of(population.variants, variant_json)},
          {"digest", population.digest},
          {"speed", speed_json(population.speed)}};
}

}  // namespace doublecheck::reports
