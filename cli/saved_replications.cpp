#include "cli/saved_replications.hpp"

#include "cli/crowd_identity.hpp"
#include "cli/kept_file.hpp"
#include "cli/population_names.hpp"
#include "reports/population_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace doublecheck::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kMicrosecondsPerSecond = 1e6;

/// What the writer wrote in another form than this, or another program.
[[noreturn]] void damaged(std::string_view what) { throw NotExtendable(fmt::format("its {} are damaged", what)); }

std::uint64_t number_at(std::string_view& text, std::string_view what) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) damaged(what);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// Numbers with single separators between them: "1023*5 1031*7".
std::vector<std::uint64_t> numbers_in(std::string_view text, std::string_view what) {
  std::vector<std::uint64_t> numbers;
  while (!text.empty()) {
    numbers.push_back(number_at(text, what));
    if (!text.empty()) text.remove_prefix(1);
  }
  return numbers;
}

statistics::Histogram histogram_of(const Json& json) {
  const std::vector<std::uint64_t> numbers = numbers_in(json.at("buckets").get<std::string>(), "buckets");
  std::vector<statistics::Histogram::Bucket> buckets;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) buckets.push_back({numbers[i], numbers[i + 1]});
  auto histogram = statistics::Histogram::restored(buckets, json.at("sum"), json.at("min"), json.at("max"));
  if (!histogram || histogram->count() != json.at("count")) damaged("buckets");
  return *std::move(histogram);
}

population::Tally tally_of(const Json& group) {
  population::Tally tally;
  for (std::size_t i = 0; i < tally.measures.size(); ++i) {
    const Json& time = group.at("times").at(i);
    if (time.at("name") != name_of(static_cast<population::Measure>(i)).name) damaged("times");
    tally.measures[i] = {histogram_of(time), histogram_of(time.at("pending")), time.at("never")};
  }
  for (std::size_t i = 0; i < tally.counters.size(); ++i) {
    const Json& count = group.at("counts").at(i);
    if (count.at("name") != name_of(static_cast<population::Counter>(i)).name) damaged("counts");
    tally.counters[i] = count.at("value");
  }
  return tally;
}

population::Slice slice_of(const Json& group) {
  population::Slice slice;
  const std::string dimension = group.at("dimension");
  for (const auto known :
       {population::Dimension::platform, population::Dimension::network, population::Dimension::server}) {
    if (name_of(known) == dimension) slice.dimension = known;
  }
  slice.name = group.at("name");
  slice.clients = group.at("clients");
  slice.tally = tally_of(group);
  return slice;
}

population::MessageLedger ledger_of(const Json& json) {
  population::MessageLedger ledger;
  ledger.composed = json.at("composed");
  std::size_t index = 0;
  for (const Fate& fate : fates()) ledger.*fate.messages = json.at("fates").at(index++).at("value");
  for (std::uint64_t& lost : ledger.lost) lost = json.at("fates").at(index++).at("value");
  return ledger;
}

std::vector<reports::PopulationSeriesRow> series_of(const Json& json) {
  std::vector<reports::PopulationSeriesRow> series;
  for (const Json& row : json.at("rows")) {
    const std::vector<std::uint64_t> numbers = numbers_in(row.get<std::string>(), "series");
    if (numbers.size() != series_names().size() + 2) damaged("series");
    series.push_back({static_cast<std::int64_t>(numbers[0]), numbers[1], {numbers.begin() + 2, numbers.end()}});
  }
  return series;
}

void read_findings(const Json& json, Replications& sum) {
  for (const Json& fault : json.at("faults")) {
    sum.struck.push_back(fault.at("struck"));
    sum.happened.push_back(fault.at("happened"));
  }
  for (const Json& breach : json.at("breaches")) {
    sum.breaches.push_back({breach.at("property"), breach.at("replication"), breach.at("at_seconds"),
                            breach.at("message"), breach.at("sender"), breach.at("recipient"), breach.at("words")});
  }
  for (const Json& watched : json.at("watched")) sum.breach_counts.push_back(watched.at("breaches"));
  for (const Json& trace : json.at("traces")) {
    reports::PopulationTrace shown{
        trace.at("replication"), trace.at("message"), trace.at("sender"), trace.at("recipient"), {}};
    for (const Json& line : trace.at("lines")) shown.lines.emplace_back(line.at("at_seconds"), line.at("words"));
    sum.traces.push_back(std::move(shown));
  }
}

std::optional<reports::Bound> figure_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  if (json == "infinite") return reports::Bound{0, reports::Reach::never};
  if (json == "not_reached") return reports::Bound{0, reports::Reach::not_reached};
  return reports::Bound{json.get<double>(), reports::Reach::reached};
}

void read_each(const Json& json, Replications& sum) {
  for (const Json& figure : json.at("figures")) sum.figures.push_back({figure.at("name"), figure.at("unit")});
  for (const Json& one : json.at("replications")) {
    reports::Replication replication{one.at("number"), one.at("events"), one.at("fingerprint"), {}};
    for (const Json& figure : one.at("figures")) {
      replication.figures.push_back(figure_of(figure));
    }
    if (replication.number != sum.each.size() || replication.figures.size() != sum.figures.size()) {
      damaged("replications");
    }
    sum.each.push_back(std::move(replication));
  }
}

Replications replications_of(const Json& json) {
  Replications sum;
  sum.clients = json.at("clients");
  sum.simulated = std::llround(json.at("simulated_seconds").get<double>() * kMicrosecondsPerSecond);
  sum.all = tally_of(json.at("all"));
  for (const Json& group : json.at("groups")) sum.slices.push_back(slice_of(group));
  sum.ledger = ledger_of(json.at("ledger"));
  sum.series = series_of(json.at("series"));
  read_findings(json, sum);
  read_each(json, sum);
  sum.simplifications = json.at("simplifications").get<std::vector<std::string>>();
  return sum;
}

void require_same(const Json& document, const Json& population, const population::Crowd& crowd,
                  const std::vector<std::string>& watched) {
  if (document.at("tool_version") != DOUBLECHECK_VERSION) {
    throw NotExtendable(fmt::format("it is of version {}, and this is {}",
                                    document.at("tool_version").get<std::string>(), DOUBLECHECK_VERSION));
  }
  if (population.at("seed") != crowd.seed) {
    throw NotExtendable(
        fmt::format("its seed is {}, and here it is {}", population.at("seed").get<std::uint64_t>(), crowd.seed));
  }
  if (population.at("identity") != crowd_identity(crowd)) {
    throw NotExtendable("it is of another scenario, or of this one as it was before something was changed in it");
  }
  if (population.at("interrupted") == true) throw NotExtendable("its only replication was cut short");
  const bool same_properties =
      std::ranges::equal(population.at("watched"), watched,
                         [](const Json& json, const std::string& name) { return json.at("property") == name; });
  if (!same_properties) damaged("watched properties");
}

std::string digest_of_json(Json population) {
  population.erase("digest");
  population.erase("speed");
  const std::string text = population.dump(-1, ' ', false, Json::error_handler_t::replace);
  return fmt::format("{:02x}", fmt::join(digest_of(text), ""));
}

}  // namespace

std::string digest_of_result(const reports::PopulationResult& result) {
  return digest_of_json(reports::population_json(result));
}

Replications read_replications(const std::string& text, const std::string& file, const population::Crowd& crowd,
                               const std::vector<std::string>& watched) {
  try {
    const Json document = Json::parse(text);
    if (!document.is_object() || document.value("format", "") != "doublecheck" || !document.contains("population") ||
        document.at("population").is_null()) {
      throw NotExtendable("it is no result of one scenario with a population");
    }
    require_same(document, document.at("population"), crowd, watched);
    if (document.at("population").at("digest") != digest_of_json(document.at("population"))) damaged("numbers");
    return replications_of(document.at("population"));
  } catch (const NotExtendable& error) {
    throw NotExtendable(fmt::format("`{}` cannot be extended: {}", file, error.what()));
  } catch (const Json::exception&) {
    throw NotExtendable(fmt::format("`{}` cannot be extended: it is no JSON that doublecheck wrote", file));
  }
}

}  // namespace doublecheck::cli
