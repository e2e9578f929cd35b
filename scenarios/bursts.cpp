#include "scenarios/bursts.hpp"

#include "scenarios/delays.hpp"

namespace doublecheck::scenarios {
namespace {

std::optional<sim::Time> mean_of(TableReader& reader, std::string_view key) {
  const Value* value = reader.require(key, kMeanInWords);
  return value == nullptr ? std::nullopt : as_mean(*value, key, reader.problems());
}

}  // namespace

std::optional<sim::Time> as_mean(const Value& value, std::string_view key, Problems& problems) {
  constexpr sim::Time kShortest = sim::kMillisecond;
  const auto delay = as_delay(value, key, problems);
  if (!delay) return std::nullopt;
  const bool exponential = delay->kind == sim::DelayKind::exponential;
  if (exponential && delay->first >= kShortest) return delay->first;
  report_range(value, key, kMeanInWords, exponential ? "shorter than 1ms" : "another form", problems);
  return std::nullopt;
}

sim::Bursts read_bursts(TableReader& reader) {
  constexpr sim::Time kShortest = 1;
  sim::Bursts bursts;
  assign(bursts.good_mean, mean_of(reader, "good"));
  assign(bursts.bad_mean, mean_of(reader, "bad"));
  const Value* loss = reader.find("loss_in_bad", kProbabilityInWords);
  const Value* breaks = reader.find("breaks_every_in_bad", kDurationInWords);
  Problems& problems = reader.problems();
  if (loss != nullptr) assign(bursts.loss, as_probability(*loss, "loss_in_bad", problems));
  if (breaks != nullptr) {
    assign(bursts.break_every, as_duration(*breaks, "breaks_every_in_bad", kShortest, problems));
  }
  if (loss == nullptr && breaks == nullptr) {
    problems.add({"bursts-without-effect", reader.place(), "the bursts change nothing", "nothing is bad",
                  "say what a bad spell does: `loss_in_bad` or `breaks_every_in_bad`"});
  }
  return bursts;
}

}  // namespace doublecheck::scenarios
