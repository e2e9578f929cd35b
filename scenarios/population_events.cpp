#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "scenarios/nearest_word.hpp"
#include "scenarios/population.hpp"

namespace doublecheck::scenarios {
namespace {

using population::Crowd;
using population::CrowdFault;
using population::Surge;
using Kind = CrowdFault::Kind;

constexpr sim::Time kShortest = 1;

/// How long a fault lasts.
enum class Lasting : std::uint8_t { moment, spell, downtime };

/// What a kind of fault is called, and what it may be restricted to.
struct KindInfo {
  Kind kind{};
  std::string_view name;
  Lasting lasting{};
  std::string_view of;  // the key that says whom it strikes
  bool has_share = false;
};

constexpr auto kKinds = std::to_array<KindInfo>({
    {Kind::push_deaf, "push_deaf", Lasting::spell, "platform"},
    {Kind::server_crash, "server_crash", Lasting::downtime, "server"},
    {Kind::network_bad, "network_bad", Lasting::spell, "network"},
    {Kind::network_down, "network_down", Lasting::spell, "network"},
    {Kind::clients_crash, "clients_crash", Lasting::moment, "platform", true},
});

/// A time after the end is a mistake: it would never come.
std::optional<sim::Time> read_time(TableReader& reader, sim::Time last) {
  const Value* value = reader.require("at", kDurationInWords);
  const auto at = value == nullptr ? std::nullopt : as_duration(*value, "at", 0, reader.problems());
  if (at && *at > last) {
    reader.problems().add({"out-of-range", value->place, "this is for a time after the end of the simulation",
                           "after the end", "it ends after `warm_up` and `duration` of [population]"});
  }
  return at;
}

Surge read_surge(TableReader& reader, const Crowd& crowd) {
  constexpr sim::Time kFurthestWest = 14 * sim::kHour;
  Surge surge;
  assign(surge.local_time, reader.boolean("local_time"));
  const sim::Time end = crowd.warm_up + crowd.duration;
  assign(surge.at, read_time(reader, surge.local_time ? crowd.starts_at + end + kFurthestWest : end));
  const Value* lasts = reader.require("lasts", kDurationInWords);
  if (lasts != nullptr) assign(surge.lasts, as_duration(*lasts, "lasts", kShortest, reader.problems()));
  const Value* factor = reader.require("factor", kFactorInWords);
  if (factor != nullptr) assign(surge.factor_thousandths, as_factor(*factor, "factor", reader.problems()));
  return surge;
}

class FaultReader {
 public:
  FaultReader(const Crowd& crowd, Problems& problems)
      : crowd_(crowd),
        problems_(problems),
        kinds_(words_in(kKinds, &KindInfo::name)),
        platforms_(words_in(crowd.platforms, [](const auto& p) { return std::string_view(p.platform.name); })),
        networks_(words_in(crowd.networks, &population::NetworkClass::name)) {}

  std::optional<CrowdFault> read(const Value& value) {
    TableReader reader(std::get<Table>(value.content), value.place, "[[population.faults]]", problems_);
    const Vocabulary vocabulary{"kind of fault", "kinds of faults", kinds_};
    const Value* kind = reader.require("kind", in_words(vocabulary));
    const auto index = kind == nullptr ? std::nullopt : as_word(*kind, "kind", vocabulary, problems_);
    const KindInfo* info = index ? &kKinds[*index] : nullptr;
    CrowdFault fault;
    assign(fault.at, read_time(reader, crowd_.warm_up + crowd_.duration));
    fault.platform = read_name(reader, "platform", {"platform", "platforms", platforms_}, info);
    fault.network = read_name(reader, "network", {"network", "networks", networks_}, info);
    read_server(reader, info, fault);
    read_duration(reader, info, fault);
    read_share(reader, info, fault);
    reader.refuse_other_keys();
    if (info == nullptr) return std::nullopt;
    fault.kind = info->kind;
    refuse_spell_without_bursts(*kind, fault);
    return fault;
  }

 private:
  /// `value`: of the key `kind`.
  void refuse_spell_without_bursts(const Value& value, const CrowdFault& fault) {
    if (fault.kind != Kind::network_bad) return;
    const auto& all = crowd_.networks;
    const bool has_bursts = fault.network
                                ? all[*fault.network].bursts.has_value()
                                : std::ranges::any_of(all, [](const auto& n) { return n.bursts.has_value(); });
    if (has_bursts) return;
    const std::string help =
        fault.network ? fmt::format("give `{}` a table `bursts`, or take `network_down`", all[*fault.network].name)
                      : "give a network a table `bursts`, or take `network_down`";
    problems_.add(
        {"bad-without-bursts", value.place, "a `network_bad` that changes nothing",
         fault.network ? fmt::format("`{}` has no bad spells", all[*fault.network].name) : "no network has bad spells",
         help});
  }

  void refuse(const Value& value, std::string_view key, const KindInfo& info) {
    problems_.add({"key-of-other-fault", value.place, fmt::format("`{}` has no `{}`", info.name, key),
                   "not a matter of this fault", fmt::format("leave `{}` out", key)});
  }

  std::optional<std::uint32_t> read_name(TableReader& reader, std::string_view key, const Vocabulary& vocabulary,
                                         const KindInfo* info) {
    const Value* value = reader.find(key, in_words(vocabulary));
    if (value == nullptr) return std::nullopt;
    if (info != nullptr && info->of != key) refuse(*value, key, *info);
    const auto index = as_word(*value, key, vocabulary, problems_);
    return index ? std::optional(static_cast<std::uint32_t>(*index)) : std::nullopt;
  }

  void read_server(TableReader& reader, const KindInfo* info, CrowdFault& fault) {
    const Range range{0, crowd_.servers.count - 1};
    const Value* value = reader.find("server", in_words(range));
    if (value == nullptr) return;
    if (info != nullptr && info->of != "server") refuse(*value, "server", *info);
    if (const auto number = as_whole_number(*value, "server", range, problems_)) {
      fault.server = static_cast<std::uint32_t>(*number);
    }
  }

  void read_duration(TableReader& reader, const KindInfo* info, CrowdFault& fault) {
    const bool needed = info != nullptr && info->lasting == Lasting::spell;
    const Value* value = needed ? reader.require("lasts", kDurationInWords) : reader.find("lasts", kDurationInWords);
    if (info == nullptr) return;
    if (info->lasting == Lasting::downtime) fault.lasts = crowd_.servers.downtime;
    if (value == nullptr) return;
    if (info->lasting == Lasting::moment) return refuse(*value, "lasts", *info);
    assign(fault.lasts, as_duration(*value, "lasts", kShortest, problems_));
  }

  void read_share(TableReader& reader, const KindInfo* info, CrowdFault& fault) {
    const Value* value = reader.find("share", kProbabilityInWords);
    if (value == nullptr) return;
    if (info != nullptr && !info->has_share) return refuse(*value, "share", *info);
    assign(fault.share, as_probability(*value, "share", problems_));
  }

  const Crowd& crowd_;
  Problems& problems_;
  std::vector<std::string_view> kinds_;
  std::vector<std::string_view> platforms_;
  std::vector<std::string_view> networks_;
};

}  // namespace

void read_crowd_surges(TableReader& reader, Crowd& crowd) {
  for (const Value* value : tables_of(reader, "surges")) {
    TableReader entry(std::get<Table>(value->content), value->place, "[[population.surges]]", reader.problems());
    crowd.surges.push_back(read_surge(entry, crowd));
    entry.refuse_other_keys();
  }
}

void read_crowd_faults(TableReader& reader, Crowd& crowd) {
  FaultReader faults(crowd, reader.problems());
  for (const Value* value : tables_of(reader, "faults")) {
    if (const auto fault = faults.read(*value)) crowd.faults.push_back(*fault);
  }
}

}  // namespace doublecheck::scenarios
