#include "scenarios/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scenarios/code_points.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/text_limits.hpp"

namespace doublecheck::scenarios {
namespace {

/// One part of a dotted key.
struct Part {
  std::string_view name;
  Place place;
};

/// `place`: of the key's first letter.
std::vector<Part> parts_of(std::string_view key, const Place& place) {
  std::vector<Part> parts;
  std::size_t column = place.column;
  while (true) {
    const std::string_view name = key.substr(0, key.find('.'));
    const std::size_t end_column = column + code_points(name).size();
    parts.push_back({name, {.source = place.source, .line = place.line, .column = column, .end_column = end_column}});
    if (name.size() == key.size()) return parts;
    key.remove_prefix(name.size() + 1);
    column = end_column + 1;
  }
}

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_' || letter == '-';
  });
}

/// The walk along one dotted key from the root of the document to the value that is to be set.
class Walk {
 public:
  Walk(std::string_view key, const Place& place, Problems& problems)
      : parts_(parts_of(key, place)), problems_(problems) {}

  /// The place in the tree for the value; nullptr and a problem if there is none.
  Value* to_value(Table& document) {
    for (const Part& part : parts_) {
      if (is_name(part.name)) continue;
      problems_.add({"bad-setting", part.place, "a setting has the form key=value, with a dotted key",
                     "not a part of a key", "for example options.server_drop=on_send"});
      return nullptr;
    }
    if (parts_.size() > kKeyPartsMax) {
      problems_.add({std::string(kBeyondLimits), parts_[kKeyPartsMax].place,
                     fmt::format("a key has more than {} parts", kKeyPartsMax), "", std::string(kHelpWithLimits)});
      return nullptr;
    }
    Value* value = in_table(document, 0);
    for (std::size_t i = 1; i < parts_.size() && value != nullptr; ++i) value = step(*value, i);
    return value;
  }

 private:
  Value* step(Value& from, std::size_t index) {
    if (auto* table = std::get_if<Table>(&from.content)) return in_table(*table, index);
    if (auto* array = std::get_if<Array>(&from.content)) return in_array(*array, index);
    const Part& parent = parts_[index - 1];
    problems_.add({"wrong-type", parts_[index].place, fmt::format("`{}` has no keys of its own", parent.name),
                   "leads nowhere", ""});
    return nullptr;
  }

  Value* in_table(Table& table, std::size_t index) {
    const Part& part = parts_[index];
    if (Entry* entry = find_entry(table, part.name)) return &entry->value;
    if (index == 1 && parts_[0].name == "participants") {
      const auto names = words_in(table.entries, &Entry::key);
      problems_.add({"unknown-participant", part.place, fmt::format("unknown participant `{}`", part.name),
                     "not in the file",
                     problems_.would_show(part.place) ? help_with_words(part.name, "participants", names) : ""});
      return nullptr;
    }
    table.entries.push_back({std::string(part.name), part.place, {Table{}, part.place, std::nullopt}});
    return &table.entries.back().value;
  }

  Value* in_array(Array& array, std::size_t index) {
    const Part& part = parts_[index];
    constexpr std::uint64_t kLast = 1'000'000;  // further than any list of a scenario goes
    const auto element = decimal(part.name, kLast);
    if (element && *element < array.values.size()) return &array.values[*element];
    problems_.add({"no-such-element", part.place,
                   fmt::format("`{}` has no element `{}`", parts_[index - 1].name, part.name), "no such element",
                   array.values.empty()
                       ? "it is empty"
                       : fmt::format("its elements are numbered from 0 to {}", array.values.size() - 1)});
    return nullptr;
  }

  std::vector<Part> parts_;
  Problems& problems_;
};

}  // namespace

std::optional<Setting> split_setting(std::string_view text) {
  const auto trimmed = [](std::string_view part) {
    const std::size_t first = part.find_first_not_of(" \t");
    if (first == std::string_view::npos) return std::string();
    return std::string(part.substr(first, part.find_last_not_of(" \t") - first + 1));
  };
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  Setting setting{trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1))};
  if (setting.key.empty()) return std::nullopt;
  return setting;
}

void apply_settings(Table& document, std::span<const Setting> settings, Problems& problems) {
  for (std::size_t i = 0; i < settings.size(); ++i) {
    auto value = parse_value(settings[i], i + 1, problems);
    if (!value) continue;
    const Place place{.source = i + 1, .line = 1, .column = 1, .end_column = 0};
    if (Value* target = Walk(settings[i].key, place, problems).to_value(document)) *target = std::move(*value);
  }
}

void apply_changes(Table& document, std::span<const Change> changes, Problems& problems) {
  for (const Change& change : changes) {
    if (Value* target = Walk(change.key, change.place, problems).to_value(document)) *target = change.value;
  }
}

}  // namespace doublecheck::scenarios
