#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/bursts.hpp"
#include "scenarios/names.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/population.hpp"
#include "scenarios/typical_crowd.hpp"

namespace doublecheck::scenarios {
namespace {

using population::Crowd;
using population::HabitClass;
using population::NetworkClass;
using population::PlatformShare;
using population::TimeZone;

constexpr sim::Time kShortest = 1;
constexpr std::uint64_t kMessagesPerDayMax = 100'000;
constexpr std::string_view kNameOfClassInWords = R"(a name without blanks, such as "4g")";

/// What the mixture of this name consists of.
std::vector<PlatformShare> platforms_of(const PlatformMix& mix, const KnownPlatforms& known) {
  std::vector<PlatformShare> platforms;
  for (const TypicalShare& typical : mix.shares) {
    const auto platform = std::ranges::find(known.platforms, typical.platform, &model::Platform::name);
    platforms.push_back({*platform, typical.share, typical_push(typical.platform)});
  }
  return platforms;
}

void read_push(TableReader& reader, population::PushChannel& push) {
  assign(push.latency, reader.delay("latency"));
  assign(push.loss, reader.probability("loss"));
}

std::optional<model::Platform> read_platform(TableReader& reader, const KnownPlatforms& known,
                                             const std::vector<PlatformShare>& before) {
  const auto names = words_in(known.platforms, &model::Platform::name);
  const Vocabulary vocabulary{"platform", "platforms", names};
  const Value* value = reader.require("platform", in_words(vocabulary));
  if (value == nullptr) return std::nullopt;
  const auto* name = std::get_if<std::string>(&value->content);
  if (!known.complete && name != nullptr && std::ranges::find(names, *name) == names.end()) return std::nullopt;
  const auto index = as_word(*value, "platform", vocabulary, reader.problems());
  if (!index) return std::nullopt;
  const auto is_same = [&](const PlatformShare& other) { return other.platform.name == names[*index]; };
  if (std::ranges::any_of(before, is_same)) {
    reader.problems().add({"duplicate-platform", value->place,
                           fmt::format("the population has the platform {} twice", names[*index]), "a second time",
                           "join the two"});
  }
  return known.platforms[*index];
}

/// The name of a class, of which there is one among `taken`.
template <class Class>
std::string read_name(TableReader& reader, std::string_view list, const std::vector<Class>& taken) {
  const Value* value = reader.require("name", kNameOfClassInWords);
  if (value == nullptr) return "";
  Problems& problems = reader.problems();
  const std::string name = as_text(*value, "name", kNameOfClassInWords, problems).value_or("");
  if (name.empty() || std::ranges::any_of(name, [](char letter) { return letter <= ' '; })) {
    problems.add({"bad-name", value->place, fmt::format("`{}` cannot be a name", name), "",
                  fmt::format("`name` takes {}", kNameOfClassInWords)});
  }
  if (std::ranges::find(taken, name, &Class::name) != taken.end()) {
    problems.add({"duplicate-name", value->place, fmt::format("`{}` has {} twice", list, name), "a second time", ""});
  }
  return name;
}

void read_network(TableReader& reader, NetworkClass& network) {
  assign(network.latency, reader.delay("latency"));
  assign(network.connect, reader.delay("connect"));
  assign(network.radio_idle, reader.duration("radio_idle", 0));
  assign(network.radio_wake, reader.duration("radio_wake", 0));
  assign(network.loss, reader.probability("loss"));
  assign(network.retransmit_after, reader.duration("retransmit_after", kShortest));
  assign(network.break_every, reader.duration("breaks_every", kShortest));
  read_table(reader, "bursts", [&](TableReader& bursts) { network.bursts = read_bursts(bursts); });
}

void read_habit(TableReader& reader, HabitClass& habit) {
  if (const Value* absence = reader.find("absence", kMeanInWords)) {
    assign(habit.absence_mean, as_mean(*absence, "absence", reader.problems()));
  }
  assign(habit.session, reader.delay("session"));
  assign(habit.reaction, reader.delay("reaction"));
  assign(habit.messages_per_day, reader.whole_number("messages_per_day", {0, kMessagesPerDayMax}));
  assign(habit.to_group, reader.probability("to_group"));
}

/// "+05:30" in minutes.
std::optional<std::int32_t> minutes_in(std::string_view text) {
  constexpr std::int32_t kFurthest = 14 * 60;
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 99; };
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const std::int32_t minutes = (10 * digit(1) + digit(2)) * 60 + 10 * digit(4) + digit(5);
  if (minutes > kFurthest || digit(4) > 5) return std::nullopt;
  return text[0] == '+' ? minutes : -minutes;
}

void read_zone(TableReader& reader, TimeZone& zone) {
  constexpr std::string_view kTakes = R"(how far its clocks are ahead of UTC, "-14:00" to "+14:00")";
  const Value* value = reader.require("utc_offset", kTakes);
  const auto text = value == nullptr ? std::nullopt : as_text(*value, "utc_offset", kTakes, reader.problems());
  if (!text) return;
  const auto minutes = minutes_in(*text);
  assign(zone.offset_minutes, minutes);
  if (!minutes) report_range(*value, "utc_offset", kTakes, "no such difference", reader.problems());
}

/// Reads each table of the list into a class. `start`: what a class of this name is before its keys are read.
template <class Class, class Start, class Read>
void read_classes(TableReader& reader, std::string_view list, std::vector<Class>& classes, Start start, Read read) {
  const auto tables = tables_of(reader, list);
  if (tables.empty()) return;
  classes.clear();
  Shares shares;
  for (const Value* value : tables) {
    TableReader entry(std::get<Table>(value->content), value->place, fmt::format("[[population.{}]]", list),
                      reader.problems());
    Class read_class = start(read_name(entry, list, classes));
    shares.read(entry);
    read(entry, read_class);
    entry.refuse_other_keys();
    classes.push_back(std::move(read_class));
  }
  shares.give_to(classes, list, reader.problems());
}

}  // namespace

void read_crowd_platforms(TableReader& reader, const KnownPlatforms& known, Crowd& crowd) {
  crowd.platforms = platforms_of(platform_mixes().front(), known);
  const Entry* entry = find_entry(reader.contents(), "platforms");
  if (entry != nullptr && (std::holds_alternative<std::string>(entry->value.content) || entry->value.bare)) {
    const auto names = words_in(platform_mixes(), &PlatformMix::name);
    const auto index = reader.word("platforms", {"mixture of platforms", "mixtures of platforms", names});
    if (index) crowd.platforms = platforms_of(platform_mixes()[*index], known);
    return;
  }
  const auto tables = tables_of(reader, "platforms");
  if (tables.empty()) return;
  crowd.platforms.clear();
  Shares shares;
  for (const Value* value : tables) {
    TableReader table(std::get<Table>(value->content), value->place, "[[population.platforms]]", reader.problems());
    PlatformShare platform;
    assign(platform.platform, read_platform(table, known, crowd.platforms));
    platform.push = typical_push(platform.platform.name);
    shares.read(table);
    read_table(table, "push", [&](TableReader& push) { read_push(push, platform.push); });
    table.refuse_other_keys();
    crowd.platforms.push_back(std::move(platform));
  }
  shares.give_to(crowd.platforms, "platforms", reader.problems());
}

void read_crowd_networks(TableReader& reader, Crowd& crowd) {
  const auto start = [](const std::string& name) {
    const auto typical = std::ranges::find(typical_networks(), name, &NetworkClass::name);
    NetworkClass network = typical == typical_networks().end() ? NetworkClass{} : *typical;
    network.name = name;
    return network;
  };
  read_classes(reader, "networks", crowd.networks, start, read_network);
}

void read_crowd_habits(TableReader& reader, Crowd& crowd) {
  const auto start = [](const std::string& name) {
    HabitClass habit;
    habit.name = name;
    return habit;
  };
  read_classes(reader, "habits", crowd.habits, start, read_habit);
}

void read_crowd_zones(TableReader& reader, Crowd& crowd) {
  const auto start = [](const std::string& name) { return TimeZone{name, 0, 0}; };
  read_classes(reader, "zones", crowd.zones, start, read_zone);
}

}  // namespace doublecheck::scenarios
