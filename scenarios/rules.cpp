#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "scenarios/option_values.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr auto kDisciplines = std::to_array<std::string_view>({"connection", "datagram"});  // by Discipline
constexpr std::string_view kDisciplineKey = "links.discipline";                             // as contradictions call it
constexpr std::uint64_t kCopiesMax = 8;
constexpr std::uint64_t kUsesMax = model::kUnlimited - 1;

std::string uses_in_words() { return in_words(Range{0, kUsesMax}) + ", or \"unlimited\""; }

/// A number of uses, or the word "unlimited".
std::optional<std::uint8_t> as_budget(const Value& value, std::string_view key, Problems& problems) {
  const auto* uses = std::get_if<std::int64_t>(&value.content);
  if (uses != nullptr && *uses >= 0 && *uses <= static_cast<std::int64_t>(kUsesMax)) {
    return static_cast<std::uint8_t>(*uses);
  }
  const auto* text = std::get_if<std::string>(&value.content);
  if (text != nullptr && *text == "unlimited") return model::kUnlimited;
  if (uses == nullptr) {
    report_type(value, key, uses_in_words(), problems);
  } else {
    report_range(value, key, uses_in_words(), fmt::format("{} is too {}", *uses, *uses < 0 ? "small" : "large"),
                 problems);
  }
  return std::nullopt;
}

/// One side of a contradiction: what was chosen, and where unless by default.
struct Side {
  std::string_view key;
  std::string value;
  const Value* written = nullptr;
};

const Value* find_value(const Table& document, std::string_view table, std::string_view key) {
  const Entry* entry = find_entry(document, table);
  const Table* keys = entry == nullptr ? nullptr : std::get_if<Table>(&entry->value.content);
  const Entry* found = keys == nullptr ? nullptr : find_entry(*keys, key);
  return found == nullptr ? nullptr : &found->value;
}

Side side_of(std::string_view key, const Table& document, const model::Setup& setup) {
  if (key == kDisciplineKey) {
    return {key, std::string(kDisciplines.at(static_cast<std::size_t>(setup.discipline))),
            find_value(document, "links", "discipline")};
  }
  const model::OptionInfo& option = *model::find_option(key);
  return {key, to_text(option, option.get(setup.options)), find_value(document, "options", key)};
}

/// Reported at the first side, or at the other one if the first is the default.
void report_contradiction(const model::Contradiction& contradiction, Side side, Side other, Problems& problems) {
  if (side.written == nullptr) std::swap(side, other);
  problems.add({"contradictory-options", side.written->place,
                fmt::format("`{}` = {} makes no sense with `{}` = {}", side.key, side.value, other.key, other.value),
                std::string(contradiction.reason),
                other.written == nullptr
                    ? fmt::format("`{}` is {} by default", other.key, other.value)
                    : fmt::format("`{}` is {}{}", other.key, other.value, where(other.written->place))});
}

void refuse_contradictions(const Table& document, const model::Setup& setup, Problems& problems) {
  for (const model::Contradiction& found : model::contradictions(setup.options, setup.discipline)) {
    report_contradiction(found, side_of(found.key, document, setup), side_of(found.other_key, document, setup),
                         problems);
  }
}

}  // namespace

void read_links(TableReader& root, model::Setup& setup) {
  Place place;
  const Table* table = root.table("links", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[links]", root.problems());
  assign(setup.discipline, reader.word("discipline", {"discipline", "disciplines", kDisciplines}));
  assign(setup.copies_max, reader.whole_number("copies_max", {1, kCopiesMax}));
  reader.refuse_other_keys();
}

void read_options(TableReader& root, model::Setup& setup) {
  Place place;
  const Table* table = root.table("options", place);
  bool all_understood = true;
  if (table != nullptr) {
    TableReader reader(*table, place, "[options]", root.problems());
    for (const model::OptionInfo& option : model::option_catalogue()) {
      const Value* value = reader.find(option.key, in_words(option));
      if (value == nullptr) continue;
      const auto chosen = as_option(*value, option, root.problems());
      if (chosen) option.set(setup.options, *chosen);
      all_understood = all_understood && chosen;
    }
    reader.refuse_other_keys();
  }
  if (all_understood) refuse_contradictions(root.contents(), setup, root.problems());
}

void read_budgets(TableReader& root, model::Budgets& budgets) {
  Place place;
  const Table* table = root.table("budgets", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[budgets]", root.problems());
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    const Value* value = reader.find(info.key, uses_in_words());
    if (value != nullptr) assign(budgets[info.budget], as_budget(*value, info.key, root.problems()));
  }
  reader.refuse_other_keys();
}

}  // namespace doublecheck::scenarios
