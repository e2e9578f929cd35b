#include "cli/swarm.hpp"

#include "cli/delta_debugging.hpp"
#include "model/budgets.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/writing.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>
#include <variant>
#include <vector>

namespace doublecheck::cli {
namespace {

using scenarios::Array;
using scenarios::Entry;
using scenarios::Table;
using scenarios::Value;

/// With other messages and settings the same fault may come at a moment at which it does no harm: any of so many runs
/// that fails will do.
constexpr std::uint32_t kRunsWhileShrinking = 30;

enum class Kind : std::uint8_t { fault, message, participant, setting };

/// Something that can be left out. Of settings `path` are the keys; of the others the last one is a number or a name.
struct Part {
  Kind kind{};
  std::vector<std::string> path;
  std::size_t index = 0;  // of faults and messages
};

template <class T>
T* at(Table& table, std::string_view key) {
  Entry* entry = scenarios::find_entry(table, key);
  return entry == nullptr ? nullptr : std::get_if<T>(&entry->value.content);
}

Array* schedule_of(Table& document) {
  Table* simulation = at<Table>(document, "simulation");
  return simulation == nullptr ? nullptr : at<Array>(*simulation, "schedule");
}

void add_settings(Table& table, std::vector<std::string> path, std::vector<Part>& parts) {
  for (Entry& entry : table.entries) {
    path.push_back(entry.key);
    const bool is_needed =
        entry.key == "schedule" || entry.key == "runs" || entry.key == "horizon" || entry.key == "seed";
    const bool is_section = path.size() == 2 && std::holds_alternative<Table>(entry.value.content);
    if (is_section) {
      add_settings(std::get<Table>(entry.value.content), path, parts);
    } else if (!is_needed) {
      parts.push_back({Kind::setting, path, 0});
    }
    path.pop_back();
  }
}

std::vector<Part> parts_of(Table& document) {
  std::vector<Part> parts;
  const Array* schedule = schedule_of(document);
  for (std::size_t i = 0; schedule != nullptr && i < schedule->values.size(); ++i)
    parts.push_back({Kind::fault, {}, i});
  const Array* messages = at<Array>(document, "messages");
  for (std::size_t i = 0; messages != nullptr && i < messages->values.size(); ++i) {
    parts.push_back({Kind::message, {}, i});
  }
  if (const Table* participants = at<Table>(document, "participants")) {
    for (const Entry& entry : participants->entries) parts.push_back({Kind::participant, {entry.key}, 0});
  }
  for (const std::string_view section : {"simulation", "options"}) {
    if (Table* table = at<Table>(document, section)) add_settings(*table, {std::string(section)}, parts);
  }
  return parts;
}

void erase_elements(Array* array, const std::vector<std::size_t>& indexes) {
  if (array == nullptr) return;
  for (auto index = indexes.rbegin(); index != indexes.rend(); ++index) {
    array->values.erase(array->values.begin() + static_cast<std::ptrdiff_t>(*index));
  }
}

void erase_participant(Table& document, const std::string& name) {
  Table* participants = at<Table>(document, "participants");
  std::erase_if(participants->entries, [&](const Entry& entry) { return entry.key == name; });
  for (Entry& other : participants->entries) {
    auto* table = std::get_if<Table>(&other.value.content);
    Array* contacts = table == nullptr ? nullptr : at<Array>(*table, "contacts");
    if (contacts == nullptr) continue;
    std::erase_if(contacts->values, [&](const Value& value) {
      const auto* text = std::get_if<std::string>(&value.content);
      return text != nullptr && *text == name;
    });
  }
}

void erase_setting(Table& document, const std::vector<std::string>& path) {
  Table* table = &document;
  for (std::size_t i = 0; i + 1 < path.size() && table != nullptr; ++i) table = at<Table>(*table, path[i]);
  if (table != nullptr) std::erase_if(table->entries, [&](const Entry& entry) { return entry.key == path.back(); });
}

/// The document without the parts that are not kept.
Table with_only(const Table& document, const std::vector<Part>& parts, const std::vector<std::size_t>& kept) {
  Table result = document;
  std::vector<std::size_t> faults;
  std::vector<std::size_t> messages;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (std::ranges::binary_search(kept, i)) continue;
    const Part& part = parts[i];
    switch (part.kind) {
      case Kind::fault:
        faults.push_back(part.index);
        break;
      case Kind::message:
        messages.push_back(part.index);
        break;
      case Kind::participant:
        erase_participant(result, part.path.front());
        break;
      case Kind::setting:
        erase_setting(result, part.path);
        break;
    }
  }
  erase_elements(schedule_of(result), faults);
  erase_elements(at<Array>(result, "messages"), messages);
  return result;
}

/// Exactly as many of each fault as the schedule has.
void fit_budgets(Table& document) {
  std::map<std::string, std::int64_t> needed;
  const Array* schedule = schedule_of(document);
  for (std::size_t i = 0; schedule != nullptr && i < schedule->values.size(); ++i) {
    auto fault = std::get<Table>(schedule->values[i].content);
    ++needed[*at<std::string>(fault, "fault")];
  }
  if (scenarios::find_entry(document, "budgets") == nullptr) {
    document.entries.push_back({"budgets", {}, {Table{}, {}, std::nullopt}});
  }
  Table& budgets = *at<Table>(document, "budgets");
  std::erase_if(budgets.entries, [](const Entry& entry) { return entry.key != "leaves"; });
  for (const auto& [fault, count] : needed) budgets.entries.push_back({fault, {}, {count, {}, std::nullopt}});
}

/// Tables and lists of which nothing is left say nothing.
void drop_empty(Table& table) {
  std::erase_if(table.entries, [](const Entry& entry) {
    const auto* inner = std::get_if<Table>(&entry.value.content);
    const auto* array = std::get_if<Array>(&entry.value.content);
    return (inner != nullptr && inner->entries.empty()) || (array != nullptr && array->values.empty());
  });
}

std::optional<std::string> failure_of(const Table& document, const std::string& file) {
  const scenarios::ReadResult read = scenarios::parse_scenario(scenarios::to_toml(document), file);
  return read.scenario ? find_failure(*read.scenario, kRunsWhileShrinking) : std::nullopt;
}

}  // namespace

Size size_of(const scenarios::Table& document) {
  Size size;
  Table copy = document;
  for (const Part& part : parts_of(copy)) {
    switch (part.kind) {
      case Kind::fault:
        ++size.faults;
        break;
      case Kind::message:
        ++size.messages;
        break;
      case Kind::participant:
        ++size.participants;
        break;
      case Kind::setting:
        ++size.settings;
        break;
    }
  }
  return size;
}

scenarios::Table shrunk(const scenarios::Table& document, const std::string& file, const std::string& property,
                        std::uint64_t& tries) {
  Table whole = document;
  Table& simulation = *at<Table>(whole, "simulation");
  scenarios::find_entry(simulation, "runs")->value.content = std::int64_t{kRunsWhileShrinking};
  // A message that is written several times can be left out several times.
  if (Array* messages = at<Array>(whole, "messages")) {
    for (Value& message : messages->values) {
      Table& table = std::get<Table>(message.content);
      const std::int64_t* count = at<std::int64_t>(table, "count");
      if (count == nullptr || *count == 1) continue;
      Table candidate = whole;
      Array& candidates = *at<Array>(candidate, "messages");
      Table& changed =
          std::get<Table>(candidates.values[static_cast<std::size_t>(&message - messages->values.data())].content);
      *at<std::int64_t>(changed, "count") = 1;
      ++tries;
      if (failure_of(candidate, file) == property) *at<std::int64_t>(table, "count") = 1;
    }
  }
  const std::vector<Part> parts = parts_of(whole);
  std::vector<std::size_t> all(parts.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const std::vector<std::size_t> kept = minimize(all, [&](const std::vector<std::size_t>& some) {
    ++tries;
    return failure_of(with_only(whole, parts, some), file) == property;
  });
  Table result = with_only(whole, parts, kept);
  drop_empty(*at<Table>(result, "simulation"));
  fit_budgets(result);
  return result;
}

}  // namespace doublecheck::cli
