#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "properties/allowance.hpp"
#include "properties/formulas.hpp"
#include "scenarios/code_points.hpp"
#include "scenarios/formula_words.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/standard_properties.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kFormulaInWords =
    R"text(a formula such as "forall m: always (has_two_checks(m) -> was_in_custody(m))")text";
constexpr std::string_view kStatementInWords = "one sentence that says what the formula means";
constexpr std::size_t kOwnPropertiesMax = 200;
constexpr auto kExpectations = std::to_array<std::string_view>({"holds", "violated", "allowed"});

/// The names of the catalogue look like this, and reports set them in capitals.
bool is_property_name(std::string_view text) {
  const auto is_upper = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  return !text.empty() && is_upper(text.front()) && std::ranges::all_of(text, [&](char letter) {
    return is_upper(letter) || (letter >= '0' && letter <= '9') || letter == '_';
  });
}

/// A formula as it stands in its file, so that its places are those of the file.
class FormulaInFile {
 public:
  /// `value`: that of the formula. REQUIRES: it is text.
  FormulaInFile(const Value& value, const Problems& problems) : value_(value), problems_(problems) {
    std::size_t line = value.place.line;
    std::size_t column = value.place.column;
    const std::string_view quotes = rest_of_line(value.place);
    const bool may_have_lines = quotes.starts_with(R"(""")") || quotes.starts_with("'''");
    column += may_have_lines ? 3 : 1;
    if (may_have_lines && quotes.size() == 3) {  // a line end behind the quotes is no part of the text
      ++line;
      column = 1;
    }
    if (value.place.source == 0) text_ = std::string(line - 1, '\n') + std::string(column - 1, ' ');
    text_ += std::get<std::string>(value.content);
  }

  /// The formula behind as many lines and blanks as there are before it.
  const std::string& text() const { return text_; }

  /// Of the whole formula, where an escape or a setting keeps it from being found.
  Place place_of(const language::Span& span) const {
    Place place{.source = value_.place.source, .line = span.begin.line, .column = span.begin.column};
    const std::string_view behind = std::string_view(text_).substr(span.begin.offset);
    const std::string_view written = behind.substr(0, behind.find('\n'));
    if (value_.place.source != 0 || !rest_of_line(place).starts_with(written)) return value_.place;
    const bool is_on_one_line = span.begin.line == span.end.line && span.end.column > span.begin.column;
    place.end_column = is_on_one_line ? span.end.column : place.column + 1;
    return place;
  }

 private:
  std::string_view rest_of_line(const Place& place) const {
    return without_points(problems_.line_at(place), place.column - 1);
  }

  const Value& value_;
  const Problems& problems_;
  std::string text_;
};

Problem problem_of(const language::Problem& found, const FormulaInFile& formula) {
  return {"formula", formula.place_of(found.where), found.message, label_of(found), help_with(found)};
}

void read_formula(TableReader& reader, properties::Property& property, const model::Setup& setup,
                  properties::Allowance& allowance) {
  const Value* value = reader.require("formula", kFormulaInWords);
  if (value == nullptr) return;
  const auto text = as_text(*value, "formula", kFormulaInWords, reader.problems());
  if (!text) return;
  property.formula = trimmed(*text);
  const FormulaInFile formula(*value, reader.problems());
  const auto read = properties::read_formula(formula.text(), setup);
  if (const auto* wrong = std::get_if<std::vector<language::Problem>>(&read)) {
    // They stand in the order of the text: from some number on they would only be counted.
    const std::size_t shown = std::min(wrong->size(), kDiagnosticsMax);
    for (std::size_t i = 0; i < shown; ++i) reader.problems().add(problem_of((*wrong)[i], formula));
    const Place last = formula.place_of((*wrong)[shown - 1].where);
    for (std::size_t i = shown; i < wrong->size(); ++i) reader.problems().add({"formula", last, "", "", ""});
    return;
  }
  const auto& typed = std::get<language::TypedFormula>(read);
  property.names_elements = properties::names_elements(typed);
  auto claims = properties::claims_of(typed, setup, allowance);
  if (const auto* limit = std::get_if<properties::TooLarge>(&claims)) {
    reader.problems().add({"formula-too-large", value->place, std::string(reason_for(*limit)), "too large",
                           std::string(kHelpWithTooLarge)});
    return;
  }
  property.claims = std::get<std::vector<properties::Claim>>(std::move(claims));
  if (property.claims.empty()) {
    reader.problems().add({"formula-says-nothing", value->place, "the formula speaks of nothing in this scenario",
                           "no instances", "its variables have nothing to run through"});
  }
}

void refuse_name(const Entry& entry, Problems& problems) {
  if (find_standard_property(entry.key) != nullptr) {
    problems.add({"duplicate-property", entry.place, fmt::format("{} is a standard property", entry.key), "taken",
                  fmt::format("choose another name; `doublecheck explain {}` shows what it says", entry.key)});
  } else if (!is_property_name(entry.key)) {
    problems.add({"property-name", entry.place, fmt::format("`{}` cannot be the name of a property", entry.key), "",
                  "a name begins with a capital letter; capital letters, digits and _ may follow"});
  }
}

}  // namespace

void read_own_properties(TableReader& section, Scenario& scenario) {
  Place place;
  const Table* own = section.table("own", place);
  if (own == nullptr) return;
  if (own->entries.size() > kOwnPropertiesMax) {
    section.problems().add({"too-many-properties", own->entries[kOwnPropertiesMax].place,
                            fmt::format("more than {} properties of the scenario's own", kOwnPropertiesMax),
                            fmt::format("{} before this one", kOwnPropertiesMax), ""});
    return;
  }
  properties::Allowance allowance;
  for (const Entry& entry : own->entries) {
    refuse_name(entry, section.problems());
    const Table* table = as_table(entry.value, entry.key, section.problems());
    if (table == nullptr) continue;
    AskedProperty& asked = scenario.properties.emplace_back();
    asked.is_own = true;
    properties::Property& property = asked.property;
    property.name = entry.key;
    TableReader reader(*table, entry.value.place, fmt::format("[properties.own.{}]", entry.key), section.problems());
    read_formula(reader, property, scenario.setup, allowance);
    property.statement = trimmed(reader.text("statement", kStatementInWords).value_or(""));
    property.requirements = read_requirements(reader, "requirements");
    if (const auto index = reader.word("expect", {"expectation", "expectations", kExpectations})) {
      asked.expected = static_cast<Expected>(*index);
    }
    reader.refuse_other_keys();
  }
}

}  // namespace doublecheck::scenarios
