#include <cstdint>
#include <optional>

#include "scenarios/bursts.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::uint64_t kRunsMax = 1'000'000;
constexpr std::uint64_t kBodyBytesMax = 1'000'000'000;
constexpr sim::Time kShortest = 1;  // what would happen every 0 microseconds would never let time pass

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
  read_table(reader, "bursts", [&](TableReader& bursts) { network.bursts = read_bursts(bursts); });
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
