#include "scenarios/platform_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "scenarios/decision_tree.hpp"
#include "scenarios/document.hpp"
#include "scenarios/names.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/plausibility.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/shipped_texts.hpp"
#include "scenarios/table_reader.hpp"
#include "scenarios/text_file.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kSetKey = "platform_set";
constexpr std::string_view kPlatformsInWords = "one table for each platform, such as [platforms.iphone]";
constexpr std::string_view kTreeInWords = "a table with what the server does in each state of the recipient";
constexpr std::uint64_t kWakesMax = 3600;  // one a second

std::string required_line(TableReader& reader, std::string_view key) {
  constexpr std::string_view kTakes = "one line of text";
  std::string text = reader.required_text(key, kTakes);
  if (text.find('\n') != std::string::npos) {
    reader.problems().add({"out-of-range", reader.find(key, kTakes)->place, fmt::format("`{}` takes {}", key, kTakes),
                           "more than one line", ""});
  }
  return text;
}

void read_background(TableReader& reader, model::Platform& platform) {
  constexpr auto kWords = std::to_array<std::string_view>({"runs", "grace"});
  const Vocabulary vocabulary{"value", "values", kWords};
  const Value* value = reader.require("background", in_words(vocabulary));
  if (value == nullptr) return;
  if (const auto index = as_word(*value, "background", vocabulary, reader.problems())) {
    platform.runs_in_background = *index == 0;
  }
}

void read_figures(TableReader& reader, model::Platform& platform) {
  assign(platform.grace_us, reader.duration("grace", 1));
  assign(platform.wakes_per_hour_max, reader.whole_number("wakes_per_hour_max", {1, kWakesMax}));
  assign(platform.maintenance_window_us, reader.duration("maintenance_window", 1));
}

void read_tree(TableReader& reader, model::Platform& platform) {
  const Value* value = reader.require("decision_tree", kTreeInWords);
  const std::string path = fmt::format("platforms.{}.decision_tree", platform.name);
  const Table* table = value == nullptr ? nullptr : as_table(*value, path, reader.problems());
  if (table == nullptr) return;
  TableReader tree(*table, value->place, fmt::format("[{}]", path), reader.problems());
  read_decision_tree(tree, platform);
}

/// A figure that has nothing to say is probably a slip elsewhere.
void refuse_idle_figures(TableReader& reader, const model::Platform& platform) {
  const auto refuse = [&](std::string_view key, std::string_view message, std::string_view help) {
    reader.problems().add(
        {"idle-figure", reader.find(key, "")->place, std::string(message), "counts for nothing", std::string(help)});
  };
  if (platform.grace_us > 0 && platform.runs_in_background) {
    refuse("grace", "`grace` is for apps that are suspended after it, and this one runs in the background",
           "leave it out, or write background = \"grace\"");
  }
  if (platform.wakes_per_hour_max > 0 &&
      std::ranges::find(platform.push, model::PushEffect::may_wake) == platform.push.end()) {
    refuse("wakes_per_hour_max", "`wakes_per_hour_max` limits `may_wake`, which the decision tree does not have",
           "leave it out, or write may_wake where the platform rations its wakes");
  }
}

model::Platform read_platform(const Entry& entry, Problems& problems) {
  model::Platform platform;
  platform.name = entry.key;
  if (!is_name(entry.key)) {
    problems.add({"bad-name", entry.place, fmt::format("`{}` cannot be a platform's name", entry.key), "",
                  std::string(kNameInWords)});
  }
  const std::string path = fmt::format("platforms.{}", entry.key);
  const Table* table = as_table(entry.value, path, problems);
  if (table == nullptr) return platform;
  TableReader reader(*table, entry.value.place, fmt::format("[{}]", path), problems);
  platform.title = required_line(reader, "title");
  platform.source = reader.required_text("source", "where the facts come from");
  read_background(reader, platform);
  read_figures(reader, platform);
  read_tree(reader, platform);
  reader.refuse_other_keys();
  if (problems.empty()) refuse_idle_figures(reader, platform);  // or it might speak of what is reported already
  return platform;
}

void refuse_taken_names(const Table& platforms, const std::string& set_name, std::span<const PlatformSet> taken,
                        Problems& problems) {
  for (const PlatformSet& other : taken) {
    if (other.name == set_name) continue;
    const auto names = words_in(other.platforms, &model::Platform::name);
    for (const Entry& entry : platforms.entries) {
      if (std::ranges::find(names, entry.key) == names.end()) continue;
      problems.add({"duplicate-platform", entry.place, fmt::format("the platform `{}` is there already", entry.key),
                    fmt::format("in the set `{}`, too", other.name), "choose another name"});
    }
  }
}

PlatformSet platform_set_of(const Table& document, std::span<const PlatformSet> taken, Problems& problems) {
  PlatformSet set;
  TableReader root(document, Place{}, "the platform file", problems);
  set.name = required_line(root, kSetKey);
  const Value* value = root.require("platforms", kPlatformsInWords);
  const Table* table = value == nullptr ? nullptr : as_table(*value, "platforms", problems);
  root.refuse_other_keys();
  if (table == nullptr) return set;
  if (table->entries.empty()) {
    problems.add({"no-platforms", value->place, "the file has no platforms", "nothing is here",
                  fmt::format("`platforms` takes {}", kPlatformsInWords)});
  }
  for (const Entry& entry : table->entries) set.platforms.push_back(read_platform(entry, problems));
  refuse_taken_names(*table, set.name, taken, problems);
  return set;
}

std::vector<PlatformSet> read_shipped() {
  std::vector<PlatformSet> sets;
  for (const ShippedText& shipped : shipped_texts()) {
    PlatformReadResult result = parse_platform_file(shipped.text, std::string(shipped.file), sets);
    if (!result.set) throw std::logic_error(to_text(result.diagnostics.front(), false));
    sets.push_back(std::move(*result.set));
  }
  return sets;
}

}  // namespace

std::span<const PlatformSet> shipped_platforms() {
  static const std::vector<PlatformSet> sets = read_shipped();
  return sets;
}

PlatformReadResult parse_platform_file(std::string_view text, const std::string& file,
                                       std::span<const PlatformSet> taken) {
  Problems problems(file, text);
  PlatformReadResult result;
  if (const auto document = parse_document(text, problems)) result.set = platform_set_of(*document, taken, problems);
  if (!problems.empty()) result.set.reset();
  result.diagnostics = problems.diagnostics(kDiagnosticsMax);
  if (!looks_like_platform_file(text)) {
    result.diagnostics = without_content(std::move(result.diagnostics), "platform file", kSignOfPlatformFile);
  }
  return result;
}

PlatformReadResult read_platform_file(const std::string& file, std::span<const PlatformSet> taken) {
  PlatformReadResult result;
  const auto text = read_text_file(file, "platform file", result.diagnostics);
  return text ? parse_platform_file(*text, file, taken) : result;
}

bool is_platform_file(const std::string& file) {
  std::vector<Diagnostic> ignored;  // whoever reads the file will say the same
  const auto text = read_text_file(file, "platform file", ignored);
  if (!text) return false;
  Problems problems(file, *text);
  const auto document = parse_document(*text, problems);
  return document && find_entry(*document, kSetKey) != nullptr;
}

}  // namespace doublecheck::scenarios
