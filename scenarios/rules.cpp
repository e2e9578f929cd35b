#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

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

}  // namespace

void read_links(TableReader& root, model::Setup& setup) {
  constexpr auto kDisciplines = std::to_array<std::string_view>({"connection", "datagram"});
  Place place;
  const Table* table = root.table("links", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[links]", root.problems());
  assign(setup.discipline, reader.word("discipline", {"discipline", "disciplines", kDisciplines}));
  assign(setup.copies_max, reader.whole_number("copies_max", {1, kCopiesMax}));
  reader.refuse_other_keys();
}

void read_options(TableReader& root, model::Options& options) {
  Place place;
  const Table* table = root.table("options", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[options]", root.problems());
  for (const model::OptionInfo& option : model::option_catalogue()) {
    const auto names = words_in(option.values, &model::OptionValue::name);
    if (const auto index = reader.word(option.key, {"value", "values", names})) option.set(options, *index);
  }
  reader.refuse_other_keys();
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
