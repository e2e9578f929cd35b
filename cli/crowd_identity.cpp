#include "cli/crowd_identity.hpp"

#include "model/options.hpp"
#include "sim/fingerprint.hpp"

#include <fmt/format.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace doublecheck::cli {
namespace {

/// Every field in order. What may be absent has its presence before it, and a list its length.
class Digest {
 public:
  template <class T>
    requires(std::integral<T> || std::is_enum_v<T>)
  void add(T value) {
    fingerprint_.add(static_cast<std::uint64_t>(value));
  }

  void add(const std::string& text) { add(std::string_view(text)); }

  void add(std::string_view text) {
    add(text.size());
    for (const char letter : text) fingerprint_.add(static_cast<unsigned char>(letter), 1);
  }

  template <class T>
  void add(const std::optional<T>& value) {
    add(value.has_value());
    if (value) add(*value);
  }

  template <class Value>
  void add(const model::Choice<Value>& choice) {
    const auto& [value, argument] = choice;
    add_all(value, argument);
  }

  template <class T, std::size_t kSize>
  void add(const std::array<T, kSize>& values) {
    for (const T& value : values) add(value);
  }

  // A struct with a field more than there are names here does not compile: the name goes into add_all() as well, unless
  // the field changes nothing of what happens.

  void add(const sim::Delay& delay) {
    const auto& [kind, first, second] = delay;
    add_all(kind, first, second);
  }

  void add(const sim::Bursts& bursts) {
    const auto& [good_mean, bad_mean, loss, break_every] = bursts;
    add_all(good_mean, bad_mean, loss, break_every);
  }

  void add(const model::Options& options) {
    const auto& [client_resend, client_persistence, message_id_on_resend, server_durability, server_drop, server_dedupe,
                 recipient_ack, recipient_dedupe, recipient_acks_duplicate, unprocessable, receipt,
                 receipt_before_server_ack, receipt_acknowledged, session, unacknowledged_at_session_end,
                 second_connection, stale_session, order, mailbox_bound, message_ttl, expiry, push_repeat, retention,
                 deviation] = options;
    add_all(client_resend, client_persistence, message_id_on_resend, server_durability, server_drop, server_dedupe,
            recipient_ack, recipient_dedupe, recipient_acks_duplicate, unprocessable, receipt,
            receipt_before_server_ack, receipt_acknowledged, session, unacknowledged_at_session_end, second_connection,
            stale_session, order, mailbox_bound, message_ttl, expiry, push_repeat, retention, deviation);
  }

  void add(const model::Platform& platform) {
    const auto& [name, title, source, runs_in_background, push, unreachable, grace_us, wakes_per_hour_max,
                 maintenance_window_us] = platform;
    add_all(name, runs_in_background, push, unreachable, grace_us, wakes_per_hour_max, maintenance_window_us);
  }

  void add(const population::PushChannel& channel) {
    const auto& [latency, loss] = channel;
    add_all(latency, loss);
  }

  void add(const population::PlatformShare& platform_share) {
    const auto& [platform, share, push] = platform_share;
    add_all(platform, share, push);
  }

  void add(const population::NetworkClass& network) {
    const auto& [name, share, latency, connect, radio_idle, radio_wake, loss, retransmit_after, break_every, bursts] =
        network;
    add_all(name, share, latency, connect, radio_idle, radio_wake, loss, retransmit_after, break_every, bursts);
  }

  void add(const population::HabitClass& habit) {
    const auto& [name, share, absence_mean, session, reaction, messages_per_day, to_group] = habit;
    add_all(name, share, absence_mean, session, reaction, messages_per_day, to_group);
  }

  void add(const population::GroupSizes& groups) {
    const auto& [copies_mean, copies_max] = groups;
    add_all(copies_mean, copies_max);
  }

  void add(const population::Contacts& contacts) {
    const auto& [count, same_zone] = contacts;
    add_all(count, same_zone);
  }

  void add(const population::TimeZone& zone) {
    const auto& [name, share, offset_minutes] = zone;
    add_all(name, share, offset_minutes);
  }

  void add(const population::DailyRhythm& rhythm) {
    const auto& [by_hour] = rhythm;
    add(by_hour);
  }

  void add(const population::ServerPark& servers) {
    const auto& [count, items_per_second, service, downtime] = servers;
    add_all(count, items_per_second, service, downtime);
  }

  void add(const population::Surge& surge) {
    const auto& [at, lasts, factor_thousandths, local_time] = surge;
    add_all(at, lasts, factor_thousandths, local_time);
  }

  void add(const population::CrowdFault& fault) {
    const auto& [kind, at, lasts, platform, network, server, share] = fault;
    add_all(kind, at, lasts, platform, network, server, share);
  }

  void add(const population::RecordedMessage& message) {
    const auto& [at, from, to] = message;
    add_all(at, from, to);
  }

  void add(const sim::FaultRates& rates) {
    const auto& [break_every, suspend_every, system_kill_every, user_kill_every, client_crash_every, server_crash_every,
                 server_downtime, cut_every, partition_every, token_change_every, reinstall_every, clock_jump_every,
                 server_clock_jump_every, server_partition_every, partition_lasts] = rates;
    add_all(break_every, suspend_every, system_kill_every, user_kill_every, client_crash_every, server_crash_every,
            server_downtime, cut_every, partition_every, token_change_every, reinstall_every, clock_jump_every,
            server_clock_jump_every, server_partition_every, partition_lasts);
  }

  void add(const population::Crowd& crowd) {
    const auto& [clients, options, seed, starts_at, warm_up, duration, body_bytes, platforms, networks, move_every,
                 habits, groups, contacts, zones, rhythm, servers, surges, faults, recorded, grace, fault_rates,
                 trace_every, traced, series_step] = crowd;
    add_all(clients, options, seed, starts_at, warm_up, duration, body_bytes, platforms, networks, move_every, habits,
            groups, contacts, zones, rhythm, servers, surges, faults, recorded, grace, fault_rates, series_step);
  }

  template <class T>
  void add(const std::vector<T>& values) {
    add(values.size());
    for (const T& value : values) add(value);
  }

  template <class... Values>
  void add_all(const Values&... values) {
    (add(values), ...);
  }

  std::uint64_t value() const { return fingerprint_.value(); }

 private:
  sim::Fingerprint fingerprint_;
};

}  // namespace

std::string crowd_identity(const population::Crowd& crowd) {
  Digest digest;
  digest.add(std::string_view(DOUBLECHECK_VERSION));
  digest.add(crowd);
  return fmt::format("{:016x}", digest.value());
}

}  // namespace doublecheck::cli
