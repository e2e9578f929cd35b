// The faults that strike between two windows: crashes of servers, and what the crowd's list says of many clients.

#include "population/driver.hpp"

#include "sim/distributions.hpp"

#include <algorithm>
#include <atomic>

namespace doublecheck::population {

using model::ActionKind;
using Kind = CrowdFault::Kind;

namespace {

/// Draws for a server: servers come behind the clients.
Time next_crash(const Surroundings& surroundings, std::uint32_t server, Time mean, Time from, std::uint64_t number) {
  const Bits bits = surroundings.chance().draw(server, Use::server_crash, from, static_cast<std::uint32_t>(number));
  return from + std::max<Time>(sim::draw_delay({sim::DelayKind::exponential, mean, 0}, bits.first), 1);
}

}  // namespace

/// Adds up what visit(worker, client) says.
template <class Visit>
std::uint64_t Driver::for_all_clients(Visit visit) {
  std::atomic<std::uint64_t> sum{0};
  crew_.all([&](unsigned number) {
    const std::uint64_t begin = crowd_.clients * number / crew_.size();
    const std::uint64_t end = crowd_.clients * (number + 1) / crew_.size();
    std::uint64_t part = 0;
    for (std::uint64_t client = begin; client < end; ++client) {
      if (visit(*workers_[number], static_cast<std::uint32_t>(client))) ++part;
    }
    sum += part;
  });
  return sum;
}

void Driver::plan_server_crashes() {
  const auto& every = crowd_.fault_rates.server_crash_every;
  if (!every) return;
  for (std::uint32_t server = 0; server < crowd_.servers.count; ++server) {
    next_crash_.push_back(next_crash(surroundings_, server, *every, 0, 0));
  }
}

/// A fault strikes at the beginning of the first window that begins no earlier than its time.
void Driver::strike() {
  const auto is_due = [&](Time at) { return at <= now_ && at > now_ - run_.window; };
  for (std::size_t i = 0; i < crowd_.faults.size(); ++i) {
    const CrowdFault& fault = crowd_.faults[i];
    if (!is_due(fault.at)) continue;
    faults_[i].happened = true;
    if (fault.kind == Kind::server_crash) {
      const Time downtime = fault.lasts > 0 ? fault.lasts : crowd_.servers.downtime;
      for (std::uint32_t server = 0; server < crowd_.servers.count; ++server) {
        if (fault.server.value_or(server) == server) strike_server(server, downtime, &faults_[i]);
      }
    } else if (fault.kind != Kind::push_deaf) {
      strike_clients(fault, i, faults_[i]);
    }
  }
  for (std::uint32_t server = 0; server < next_crash_.size(); ++server) {
    if (next_crash_[server] > now_) continue;
    strike_server(server, crowd_.servers.downtime, nullptr);
  }
}

void Driver::strike_server(std::uint32_t server, Time downtime, FaultTally* tally) {
  run_.server_up_at[server] = std::max(run_.server_up_at[server], now_ + downtime);
  run_.server_crashed_at[server] = now_;
  if (!queues_.empty()) queues_[server].clear();
  const std::uint64_t struck = for_all_clients([&](Worker& worker, std::uint32_t client) {
    if (surroundings_.home(client) != server) return false;
    const Outline& outline = store_.outline(store_.phones[client]);
    const bool has_something = outline.connected || outline.bodies > 0 || outline.receipts > 0;
    worker.strike(now_, client, ActionKind::crash_server);
    return has_something;
  });
  if (tally != nullptr) tally->struck += struck;
  ++server_crashes_[server];
  strikes_digest_ += static_cast<std::uint64_t>(now_) * 0x9E3779B97F4A7C15U + server + 1;
  ++server_events_;
  if (craft_.observer != nullptr) craft_.observer->on_crash_of_server(now_, server);
  if (next_crash_.empty()) return;
  next_crash_[server] = next_crash(surroundings_, server, *crowd_.fault_rates.server_crash_every,
                                   run_.server_up_at[server], server_crashes_[server]);
}

void Driver::strike_clients(const CrowdFault& fault, std::size_t index, FaultTally& tally) {
  tally.struck += for_all_clients([&](Worker& worker, std::uint32_t client) {
    const Phone& phone = store_.phones[client];
    if (fault.kind == Kind::clients_crash) {
      const PlatformIndex platform = store_.outline(phone).platform;
      if (fault.platform.value_or(platform) != platform) return false;
      const Bits bits = surroundings_.chance().draw(client, Use::crash_share, now_, static_cast<std::uint32_t>(index));
      return sim::happens(fault.share, bits.first) && worker.strike(now_, client, ActionKind::crash_client);
    }
    if (fault.network.value_or(unsigned{phone.network}) != phone.network) return false;
    return fault.kind == Kind::network_bad || worker.strike(now_, client, ActionKind::break_connection);
  });
}

}  // namespace doublecheck::population
