#include "cli/crowd_identity.hpp"

#include "model/options.hpp"
#include "sim/fingerprint.hpp"

#include <fmt/format.h>

#include <concepts>
#include <optional>
#include <string_view>
#include <type_traits>

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

  void add(std::string_view text) {
    add(text.size());
    for (const char letter : text) fingerprint_.add(static_cast<unsigned char>(letter), 1);
  }

  template <class T>
  void add(const std::optional<T>& value) {
    add(value.has_value());
    if (value) add(*value);
  }

  void add(const sim::Delay& delay) { add_all(delay.kind, delay.first, delay.second); }
  void add(const sim::Bursts& b) { add_all(b.good_mean, b.bad_mean, b.loss, b.break_every); }

  void add(const model::Options& options) {
    for (const model::OptionInfo& option : model::option_catalogue()) {
      const model::Chosen chosen = option.get(options);
      add_all(chosen.value, chosen.argument);
    }
    add(options.deviation);
  }

  void add(const population::PlatformShare& p) {
    add_all(std::string_view(p.platform.name), p.platform.runs_in_background, p.platform.unreachable,
            p.platform.grace_us, p.platform.wakes_per_hour_max, p.platform.maintenance_window_us, p.share);
    for (const model::PushEffect effect : p.platform.push) add(effect);
    add_all(p.push.latency, p.push.loss);
  }

  void add(const population::NetworkClass& n) {
    add_all(std::string_view(n.name), n.share, n.latency, n.connect, n.radio_idle, n.radio_wake, n.loss,
            n.retransmit_after, n.break_every, n.bursts);
  }

  void add(const population::HabitClass& h) {
    add_all(std::string_view(h.name), h.share, h.absence_mean, h.session, h.reaction, h.messages_per_day, h.to_group);
  }

  void add(const population::TimeZone& z) { add_all(std::string_view(z.name), z.share, z.offset_minutes); }
  void add(const population::Surge& s) { add_all(s.at, s.lasts, s.factor_thousandths, s.local_time); }
  void add(const population::RecordedMessage& r) { add_all(r.at, r.from, r.to); }

  void add(const population::DailyRhythm& rhythm) {
    for (const std::uint32_t hour : rhythm.by_hour) add(hour);
  }

  void add(const population::CrowdFault& f) {
    add_all(f.kind, f.at, f.lasts, f.platform, f.network, f.server, f.share);
  }

  void add(const sim::FaultRates& f) {
    add_all(f.break_every, f.suspend_every, f.system_kill_every, f.user_kill_every, f.client_crash_every,
            f.server_crash_every, f.server_downtime, f.cut_every, f.partition_every, f.token_change_every,
            f.reinstall_every, f.clock_jump_every, f.server_clock_jump_every, f.server_partition_every,
            f.partition_lasts);
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

std::string crowd_identity(const population::Crowd& c) {
  Digest digest;
  digest.add(std::string_view(DOUBLECHECK_VERSION));
  digest.add_all(c.clients, c.options, c.seed, c.starts_at, c.warm_up, c.duration, c.body_bytes, c.platforms,
                 c.networks, c.move_every, c.habits, c.groups.copies_mean, c.groups.copies_max, c.contacts.count,
                 c.contacts.same_zone, c.zones, c.rhythm, c.servers.count, c.servers.items_per_second,
                 c.servers.service, c.servers.downtime, c.surges, c.faults, c.recorded, c.grace, c.fault_rates,
                 c.series_step);
  return fmt::format("{:016x}", digest.value());
}

}  // namespace doublecheck::cli
