#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scenarios/delays.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::uint64_t kRunsMax = 1'000'000;
constexpr std::uint64_t kBodyBytesMax = 1'000'000'000;
constexpr sim::Time kShortest = 1;  // what would happen every 0 microseconds would never let time pass

// A shorter spell than that is no burst, and drawing so many of them would take all the time.
constexpr sim::Time kShortestSpell = sim::kMillisecond;

/// Calls `read` with a reader of the table, if there is one.
template <class Read>
void read_table(TableReader& parent, std::string_view key, Read read) {
  Place place;
  const Table* table = parent.table(key, place);
  if (table == nullptr) return;
  std::string name = parent.name();
  name.insert(name.size() - 1, "." + std::string(key));
  TableReader reader(*table, place, std::move(name), parent.problems());
  read(reader);
  reader.refuse_other_keys();
}

/// The mean of an exponential time.
std::optional<sim::Time> mean_of(TableReader& reader, std::string_view key) {
  constexpr std::string_view kTakes = R"({ mean = "5min" }, the mean of an exponential time of 1ms or more)";
  const Value* value = reader.require(key, kTakes);
  const auto delay = value == nullptr ? std::nullopt : as_delay(*value, key, reader.problems());
  if (!delay) return std::nullopt;
  const bool exponential = delay->kind == sim::DelayKind::exponential;
  if (exponential && delay->first >= kShortestSpell) return delay->first;
  report_range(*value, key, kTakes, exponential ? "shorter than 1ms" : "another form", reader.problems());
  return std::nullopt;
}

void read_bursts(TableReader& reader, sim::Network& network) {
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
  network.bursts = bursts;
}

void read_network(TableReader& reader, sim::Network& network) {
  assign(network.latency, reader.delay("latency"));
  assign(network.loss, reader.probability("loss"));
  assign(network.duplicate, reader.probability("duplicate"));
  assign(network.retransmit_after, reader.duration("retransmit_after", kShortest));
  assign(network.connect, reader.delay("connect"));
  assign(network.reconnect, reader.delay("reconnect"));
  assign(network.dead_after, reader.duration("dead_after", kShortest));
  assign(network.session_kept, reader.duration("session_kept", kShortest));
  assign(network.server_latency, reader.delay("server_latency"));
  read_table(reader, "bursts", [&](TableReader& bursts) { read_bursts(bursts, network); });
}

void read_push(TableReader& reader, sim::PushService& push) {
  assign(push.latency, reader.delay("latency"));
  assign(push.loss, reader.probability("loss"));
}

void read_users(TableReader& reader, sim::Users& users) {
  assign(users.think, reader.delay("think"));
  assign(users.session, reader.delay("session"));
  assign(users.absence, reader.delay("absence"));
  assign(users.reaction, reader.delay("reaction"));
  assign(users.grace, reader.duration("grace", 0));
  assign(users.suspended_early, reader.probability("suspended_early"));
  assign(users.contact_sync, reader.delay("contact_sync"));
  assign(users.registration, reader.delay("registration"));
}

void read_storage(TableReader& reader, sim::Storage& storage) {
  assign(storage.persist_after, reader.duration("persist_after", 0));
}

void read_faults(TableReader& reader, sim::FaultRates& faults) {
  assign(faults.break_every, reader.duration("breaks_every", kShortest));
  assign(faults.cut_every, reader.duration("cuts_every", kShortest));
  assign(faults.partition_every, reader.duration("partitions_every", kShortest));
  assign(faults.server_partition_every, reader.duration("server_partitions_every", kShortest));
  assign(faults.partition_lasts, reader.delay("partition_lasts"));
  assign(faults.token_change_every, reader.duration("token_changes_every", kShortest));
  assign(faults.suspend_every, reader.duration("suspensions_every", kShortest));
  assign(faults.system_kill_every, reader.duration("system_kills_every", kShortest));
  assign(faults.user_kill_every, reader.duration("user_kills_every", kShortest));
  assign(faults.client_crash_every, reader.duration("client_crashes_every", kShortest));
  assign(faults.reinstall_every, reader.duration("reinstalls_every", kShortest));
  assign(faults.server_crash_every, reader.duration("server_crashes_every", kShortest));
  assign(faults.server_downtime, reader.duration("server_downtime", 0));
  assign(faults.clock_jump_every, reader.duration("clock_jumps_every", kShortest));
  assign(faults.server_clock_jump_every, reader.duration("server_clock_jumps_every", kShortest));
}

}  // namespace

void read_simulation(TableReader& root, Scenario& scenario) {
  Place place;
  const Table* table = root.table("simulation", place);
  if (table == nullptr) return;
  sim::Environment& environment = scenario.environment;
  TableReader reader(*table, place, "[simulation]", root.problems());
  assign(scenario.simulated, reader.boolean("enabled"));
  assign(environment.seed, reader.whole_number("seed", {}));
  assign(environment.runs, reader.whole_number("runs", {1, kRunsMax}));
  assign(environment.horizon, reader.duration("horizon", kShortest));
  assign(environment.body_bytes, reader.whole_number("body_size", {1, kBodyBytesMax}));
  read_table(reader, "network", [&](TableReader& network) { read_network(network, environment.network); });
  read_table(reader, "push", [&](TableReader& push) { read_push(push, environment.push); });
  read_table(reader, "users", [&](TableReader& users) { read_users(users, environment.users); });
  read_table(reader, "storage", [&](TableReader& storage) { read_storage(storage, environment.storage); });
  read_table(reader, "faults", [&](TableReader& faults) { read_faults(faults, environment.faults); });
  read_schedule(reader, scenario);
  reader.refuse_other_keys();
}

}  // namespace doublecheck::scenarios
