#include "scenarios/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "population/limits.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/typical_crowd.hpp"

namespace doublecheck::scenarios {
namespace {

using population::Crowd;

constexpr sim::Time kShortest = 1;  // what would happen every 0 microseconds would never let time pass
constexpr std::uint64_t kClientsMax = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kBodyBytesMax = 1'000'000'000;
constexpr std::uint64_t kCopiesMax = 65'535;
constexpr std::uint64_t kContactsMax = 1'000'000;
constexpr std::uint64_t kServersMax = 65'535;
constexpr std::uint64_t kItemsPerSecondMax = 1'000'000'000;
constexpr std::size_t kEntriesMax = 100;  // of a list
constexpr sim::Time kSeriesRowsMax = 1'000'000;

/// True: it is to be found.
bool read_warm_up(TableReader& reader, Crowd& crowd) {
  constexpr std::string_view kTakes = R"("auto", or a duration with its unit, such as "30min" or "1h")";
  constexpr auto kWords = std::to_array<std::string_view>({"auto"});
  const Value* value = reader.find("warm_up", kTakes);
  if (value == nullptr) return false;
  const auto* text = std::get_if<std::string>(&value->content);
  if (text == nullptr || text->find_first_of("0123456789") != std::string::npos) {
    assign(crowd.warm_up, as_duration(*value, "warm_up", 0, reader.problems()));
    return false;
  }
  if (*text == kWords.front()) return true;
  const auto nearest = nearest_word(*text, kWords);
  reader.problems().add({"bad-duration", value->place, fmt::format("`warm_up` takes {}", kTakes), "no duration",
                         nearest ? fmt::format("did you mean `{}`?", *nearest) : ""});
  return false;
}

/// What comes at a known time after the start might come while nobody measures.
void refuse_known_times(const Table& population, Problems& problems) {
  for (const std::string_view key : {"surges", "faults"}) {
    const Entry* entry = find_entry(population, key);
    if (entry == nullptr) continue;
    problems.add({"warm-up-unknown", entry->value.place,
                  fmt::format("with `warm_up = \"auto\"` nobody knows yet whether `{}` would be measured", key),
                  "at known times from the start, warm-up included", "give `warm_up` a duration"});
  }
}

void read_times(TableReader& reader, Crowd& crowd) {
  constexpr sim::Time kDay = 24 * sim::kHour;
  const Value* starts_at = reader.find("starts_at", kDurationInWords);
  if (starts_at != nullptr) assign(crowd.starts_at, as_duration(*starts_at, "starts_at", 0, reader.problems()));
  if (crowd.starts_at >= kDay) {
    report_range(*starts_at, "starts_at", "a time of the day, 0h to 24h", "no time of a day", reader.problems());
  }
  assign(crowd.duration, reader.duration("duration", kShortest));
  const Value* step = reader.find("series_step", kDurationInWords);
  if (step != nullptr) {
    assign(crowd.series_step, as_duration(*step, "series_step", sim::kMillisecond, reader.problems()));
  }
  if ((crowd.warm_up + crowd.duration) / crowd.series_step < kSeriesRowsMax) return;
  const Place place = step == nullptr ? reader.place() : step->place;
  reader.problems().add(
      {"out-of-range", place, "the series has more than a million rows", "", "a longer `series_step` gives fewer"});
}

/// 24 numbers become thousandths with the mean 1000, exactly: what rounding leaves goes to the largest.
population::DailyRhythm rhythm_of(const std::array<std::uint64_t, 24>& weights) {
  constexpr std::uint64_t kSum = 24 * 1000;
  std::uint64_t sum = 0;
  for (const std::uint64_t weight : weights) sum += weight;
  population::DailyRhythm rhythm;
  std::uint64_t given = 0;
  for (std::size_t hour = 0; hour < weights.size(); ++hour) {
    rhythm.by_hour[hour] = static_cast<std::uint32_t>(weights[hour] * kSum / sum);
    given += rhythm.by_hour[hour];
  }
  *std::ranges::max_element(rhythm.by_hour) += static_cast<std::uint32_t>(kSum - given);
  return rhythm;
}

void read_rhythm(TableReader& reader, Crowd& crowd) {
  constexpr std::string_view kTakes = "daily, even or a list of 24 whole numbers, from midnight on";
  constexpr auto kWords = std::to_array<std::string_view>({"daily", "even"});
  constexpr std::uint64_t kWeightMax = 1'000'000;
  const Value* value = reader.find("rhythm", kTakes);
  if (value == nullptr) return;
  Problems& problems = reader.problems();
  const auto* hours = std::get_if<Array>(&value->content);
  if (hours == nullptr) {
    if (!std::holds_alternative<std::string>(value->content)) return report_type(*value, "rhythm", kTakes, problems);
    const auto word = as_word(*value, "rhythm", {"rhythm", "rhythms", kWords}, problems);
    if (word && *word == 1) crowd.rhythm.reset();
    return;
  }
  std::array<std::uint64_t, 24> weights{};
  if (hours->values.size() != weights.size()) {
    return report_range(*value, "rhythm", kTakes, fmt::format("{} numbers", hours->values.size()), problems);
  }
  std::uint64_t sum = 0;
  for (std::size_t hour = 0; hour < weights.size(); ++hour) {
    const auto weight = as_whole_number(hours->values[hour], "rhythm", {0, kWeightMax}, problems);
    if (!weight) return;
    sum += weights[hour] = *weight;
  }
  if (sum == 0) return report_range(*value, "rhythm", kTakes, "nobody is ever awake", problems);
  crowd.rhythm = rhythm_of(weights);
}

void read_groups(TableReader& reader, population::GroupSizes& groups) {
  assign(groups.copies_mean, reader.whole_number("copies_mean", {1, kCopiesMax}));
  assign(groups.copies_max, reader.whole_number("copies_max", {1, kCopiesMax}));
  if (groups.copies_mean <= groups.copies_max) return;
  reader.problems().add({"out-of-range", reader.place(), "the mean number of copies is above the largest one",
                         fmt::format("`copies_mean` is {}, `copies_max` {}", groups.copies_mean, groups.copies_max),
                         ""});
}

void read_servers(TableReader& reader, population::ServerPark& servers) {
  constexpr auto kServices = std::to_array<std::string_view>({"exponential", "constant"});  // by ServerPark::Service
  assign(servers.count, reader.whole_number("count", {1, kServersMax}));
  if (const auto items = reader.whole_number("items_per_second", {1, kItemsPerSecondMax})) {
    servers.items_per_second = static_cast<std::uint32_t>(*items);
  }
  assign(servers.service, reader.word("service", {"service", "services", kServices}));
  assign(servers.downtime, reader.duration("downtime", 0));
}

void read_fault_rates(TableReader& reader, sim::FaultRates& rates) {
  assign(rates.suspend_every, reader.duration("suspensions_every", kShortest));
  assign(rates.system_kill_every, reader.duration("system_kills_every", kShortest));
  assign(rates.user_kill_every, reader.duration("user_kills_every", kShortest));
  assign(rates.client_crash_every, reader.duration("client_crashes_every", kShortest));
  assign(rates.cut_every, reader.duration("cuts_every", kShortest));
  assign(rates.partition_every, reader.duration("partitions_every", kShortest));
  assign(rates.partition_lasts, reader.delay("partition_lasts"));
  assign(rates.token_change_every, reader.duration("token_changes_every", kShortest));
  assign(rates.server_crash_every, reader.duration("server_crashes_every", kShortest));
}

void read_traced(TableReader& reader, Crowd& crowd) {
  constexpr std::string_view kTakes = "a list of messages' numbers, from 0 on";
  assign(crowd.trace_every, reader.whole_number("trace_every", {0, std::numeric_limits<std::uint32_t>::max()}));
  const Value* value = reader.find("traced", kTakes);
  const Array* numbers = value == nullptr ? nullptr : as_array(*value, "traced", kTakes, reader.problems());
  if (numbers == nullptr) return;
  for (const Value& element : numbers->values) {
    const auto number = as_whole_number(element, "traced", {}, reader.problems());
    if (number) crowd.traced.push_back(*number);
  }
}

/// Where nobody takes part, the file is all about its population, and what speaks of participants is a mistake.
void refuse_other_drivers(const Table& document, Problems& problems) {
  constexpr std::string_view kNobody = "the scenario has a population and no participants";
  for (const std::string_view key : {"mutant", "links", "budgets", "fairness", "simulation", "swarm"}) {
    const Entry* entry = find_entry(document, key);
    if (entry == nullptr) continue;
    problems.add({"nobody-takes-part", entry->value.place, fmt::format("`{}` is about participants", key),
                  std::string(kNobody), "leave it out, or add participants and messages"});
  }
  const Entry* limits = find_entry(document, "limits");
  const auto* keys = limits == nullptr ? nullptr : std::get_if<Table>(&limits->value.content);
  const Entry* explored = keys == nullptr ? nullptr : find_entry(*keys, "explored");
  const bool* is_on = explored == nullptr ? nullptr : std::get_if<bool>(&explored->value.content);
  if (is_on == nullptr || !*is_on) return;
  problems.add({"nobody-takes-part", explored->value.place, "there is nothing to explore", std::string(kNobody),
                "leave `explored` out, or add participants and messages"});
}

}  // namespace

std::vector<const Value*> tables_of(TableReader& reader, std::string_view key) {
  const std::string takes = fmt::format("a list of tables, each below its own [[population.{}]]", key);
  const Value* value = reader.find(key, takes);
  if (value == nullptr) return {};
  Problems& problems = reader.problems();
  if (std::holds_alternative<Table>(value->content)) {
    report_type(*value, key, takes, problems, fmt::format("write [[population.{}]], with double brackets", key));
    return {};
  }
  const Array* array = as_array(*value, key, takes, problems);
  if (array == nullptr) return {};
  if (array->values.size() > kEntriesMax) {
    problems.add({"too-many-entries", array->values[kEntriesMax].place,
                  fmt::format("`{}` has more than {} entries", key, kEntriesMax),
                  fmt::format("{} before this one", kEntriesMax), ""});
  }
  std::vector<const Value*> tables;
  for (const Value& element : array->values) {
    if (std::holds_alternative<Table>(element.content)) {
      tables.push_back(&element);
    } else {
      report_type(element, key, takes, problems);
    }
  }
  return tables;
}

void Shares::read(TableReader& entry) {
  const Value* value = entry.find("share", kProbabilityInWords);
  const auto share = value == nullptr ? std::nullopt : as_probability(*value, "share", entry.problems());
  places_.push_back(value == nullptr ? entry.place() : value->place);
  written_.push_back(value != nullptr);
  shares_.push_back(share.value_or(0));
  all_understood_ = all_understood_ && (value == nullptr || share);
}

bool Shares::settle(std::string_view list, Problems& problems) {
  constexpr std::int64_t kAll = 1'000'000;
  if (!all_understood_ || shares_.empty()) return false;
  if (shares_.size() == 1 && !written_.front()) shares_.front() = kAll;
  bool complete = true;
  std::int64_t missing = kAll;
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    missing -= shares_[i];
    if (written_[i] || shares_.size() == 1) continue;
    complete = false;
    problems.add({"missing-key", places_[i], fmt::format("an entry of `{}` lacks `share`", list), "`share` is missing",
                  "only a single entry is everybody's without saying so"});
  }
  if (!complete) return false;
  const auto rounding = static_cast<std::int64_t>(shares_.size());
  if (missing < -rounding || missing > rounding) {
    const double sum = static_cast<double>(kAll - missing) / static_cast<double>(kAll);
    problems.add({"shares-not-one", places_.back(),
                  fmt::format("the shares of `{}` add up to {:.6g} and not to 1", list, sum), "the last of them", ""});
    return false;
  }
  population::Share& largest = *std::ranges::max_element(shares_);
  largest = static_cast<population::Share>(largest + missing);
  return true;
}

void read_population(TableReader& root, const KnownPlatforms& known, Scenario& scenario,
                     std::vector<Diagnostic>& of_files) {
  Place place;
  const Table* table = root.table("population", place);
  if (table == nullptr) return;
  Crowd crowd = typical_crowd();
  crowd.options = scenario.setup.options;
  TableReader reader(*table, place, "[population]", root.problems());
  assign(crowd.clients, reader.whole_number("clients", {2, kClientsMax}));
  assign(crowd.seed, reader.whole_number("seed", {}));
  scenario.finds_warm_up = read_warm_up(reader, crowd);
  read_times(reader, crowd);
  assign(crowd.body_bytes, reader.whole_number("body_size", {1, kBodyBytesMax}));
  read_crowd_platforms(reader, known, crowd);
  read_crowd_networks(reader, crowd);
  assign(crowd.move_every, reader.duration("moves_every", kShortest));
  read_crowd_habits(reader, crowd);
  read_table(reader, "groups", [&](TableReader& groups) { read_groups(groups, crowd.groups); });
  read_table(reader, "contacts", [&](TableReader& contacts) {
    assign(crowd.contacts.count, contacts.whole_number("count", {1, kContactsMax}));
    assign(crowd.contacts.same_zone, contacts.probability("same_zone"));
  });
  read_crowd_zones(reader, crowd);
  read_rhythm(reader, crowd);
  read_table(reader, "servers", [&](TableReader& servers) { read_servers(servers, crowd.servers); });
  assign(crowd.grace, reader.duration("grace", 0));
  read_table(reader, "fault_rates", [&](TableReader& rates) { read_fault_rates(rates, crowd.fault_rates); });
  read_crowd_surges(reader, crowd);
  read_crowd_faults(reader, crowd);
  read_recorded(reader, scenario.file, crowd, of_files);
  read_traced(reader, crowd);
  reader.refuse_other_keys();
  if (scenario.finds_warm_up) refuse_known_times(*table, root.problems());
  if (!is_anybody_there(root.contents())) {
    refuse_other_drivers(root.contents(), root.problems());
    scenario.explored = false;
    scenario.simulated = false;
  }
  if (const auto reason = population::why_not(crowd)) {
    root.problems().add({"not-for-populations", place, *reason, "a population", ""});
  }
  scenario.population = std::move(crowd);
}

bool is_anybody_there(const Table& document) {
  return find_entry(document, "population") == nullptr || find_entry(document, "participants") != nullptr ||
         find_entry(document, "messages") != nullptr;
}

}  // namespace doublecheck::scenarios
