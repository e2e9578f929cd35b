#include "scenarios/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#if __has_include(<toml++/toml.hpp>)
#include <toml++/toml.hpp>
#else
#include <toml++/toml.h>
#endif

#include "scenarios/code_points.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/text_limits.hpp"

namespace doublecheck::scenarios {
namespace {

Place place_of(const toml::source_region& region) {
  const bool one_line = region.begin.line == region.end.line;
  return {.source = 0,
          .line = region.begin.line,
          .column = region.begin.column,
          .end_column = one_line ? region.end.column : 0};
}

Table table_of(const toml::table& parsed);

Value value_of(const toml::node& node) {
  Value value{.content = Moment{}, .place = place_of(node.source()), .bare = std::nullopt};
  if (const auto* boolean = node.as_boolean()) value.content = boolean->get();
  if (const auto* integer = node.as_integer()) value.content = integer->get();
  if (const auto* number = node.as_floating_point()) value.content = number->get();
  if (const auto* text = node.as_string()) value.content = text->get();
  if (const auto* table = node.as_table()) value.content = table_of(*table);
  if (const auto* array = node.as_array()) {
    Array elements;
    for (const toml::node& element : *array) elements.values.push_back(value_of(element));
    value.content = std::move(elements);
  }
  return value;
}

/// The library iterates by name; the order of the file is part of the meaning.
Table table_of(const toml::table& parsed) {
  Table table;
  for (const auto& [key, node] : parsed) {
    table.entries.push_back({std::string(key.str()), place_of(key.source()), value_of(node)});
  }
  std::ranges::sort(table.entries, [](const Entry& a, const Entry& b) { return a.place < b.place; });
  return table;
}

bool is_of_key(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("_-.\"'").find(letter) != std::string_view::npos;
}

/// The library points behind a key that is there already, or at its table's header: this is the key or the header
/// itself.
Place repeated_at(Place place, std::string_view line) {
  const auto is_at = [&](std::size_t column, auto&& fits) {
    return column >= 1 && column <= line.size() && fits(line[column - 1]);
  };
  const auto blank = [](char letter) { return letter == ' ' || letter == '\t'; };
  if (is_at(place.column, [](char letter) { return letter == '['; })) {
    place.end_column = line.rfind(']') == std::string_view::npos ? 0 : line.rfind(']') + 2;
    return place;
  }
  std::size_t end = place.column;
  while (is_at(end - 1, [&](char letter) { return blank(letter) || letter == '='; })) --end;
  if (end == place.column) return place;
  place.end_column = end;
  while (is_at(end - 1, is_of_key)) --end;
  place.column = end;
  return place;
}

/// Where the same key or header stood before, as far as a look at the lines above tells; 0 if it does not.
std::size_t line_of_first(std::string_view word, const Place& repeated, const Problems& problems) {
  const bool is_header = word.starts_with('[');
  for (std::size_t line = repeated.line - 1; line > 0; --line) {
    const std::string_view text = problems.line_at({.source = 0, .line = line});
    const std::size_t start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) continue;
    if (!is_header && text[start] == '[') return 0;
    if (!text.substr(start).starts_with(word)) continue;
    const std::string_view rest = text.substr(start + word.size());
    if (is_header || rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size())).starts_with('=')) return line;
  }
  return 0;
}

/// One byte for each column: keys are ASCII, and what else stands on the line does not matter here.
std::string columns_of(std::string_view line) {
  std::string columns;
  for (const std::string_view point : code_points(line)) columns += point.size() == 1 ? point.front() : '?';
  return columns;
}

Problem repetition(const Place& reported, const Problems& problems) {
  const std::string columns = columns_of(problems.line_at(reported));
  const std::string_view line = columns;
  const Place place = repeated_at(reported, line);
  std::string_view word;
  if (place.column <= line.size()) {
    word = line.substr(place.column - 1, place.end_column == 0 ? line.size() : place.end_column - place.column);
  }
  Problem problem{.code = "duplicate-key",
                  .place = place,
                  .message = word.starts_with('[') ? fmt::format("the table {} is there already", word)
                                                   : fmt::format("the key `{}` is set already", word),
                  .label = "a second time",
                  .help = ""};
  if (const std::size_t first = line_of_first(word, place, problems); first > 0) {
    problem.help = fmt::format("the first is on line {}: join the two, or remove one", first);
  }
  return problem;
}

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

/// The commonest slip, text without its quotes, if the error is in a value that looks like that: a word, a duration or
/// a phone number.
std::optional<Problem> missing_quotes(const Place& error, const Problems& problems) {
  const std::string columns = columns_of(problems.line_at(error));
  const std::string_view line = std::string_view(columns).substr(0, columns.find('#'));
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || error.column <= equals + 1) return std::nullopt;
  const std::size_t start = line.find_first_not_of(" \t", equals + 1);
  if (start == std::string_view::npos) return std::nullopt;
  const std::string_view value = line.substr(start, line.find_last_not_of(" \t") - start + 1);
  if (value.find_first_of("\"'[]{},=?") != std::string_view::npos) return std::nullopt;
  const bool duration = value.front() >= '0' && value.front() <= '9' && is_letter(value.back());
  const bool number =
      value.find(' ') != std::string_view::npos && value.find_first_not_of("+0123456789 ") == std::string_view::npos;
  if (!is_letter(value.front()) && !duration && !number) return std::nullopt;
  const Place place{.source = 0, .line = error.line, .column = start + 1, .end_column = start + 1 + value.size()};
  constexpr std::string_view kTruthValues[] = {"true", "false"};
  const auto truth = nearest_word(value, kTruthValues);
  return Problem{.code = "missing-quotes",
                 .place = place,
                 .message = fmt::format("`{}` is no value", value),
                 .label = "text without quotes",
                 .help = truth ? fmt::format("did you mean `{}`?", *truth)
                               : fmt::format("text is written in quotes: \"{}\"", value)};
}

Problem syntax_problem(const toml::parse_error& error, const Problems& problems) {
  constexpr std::string_view kPrefix = "Error while parsing ";
  std::string_view description = error.description();
  Place place = place_of(error.source());
  if (place.end_column <= place.column) place.end_column = place.column + 1;
  if (description.find("cannot redefine") != std::string_view::npos) return repetition(place, problems);
  if (auto problem = missing_quotes(place, problems)) return *problem;
  Problem problem{.code = "syntax", .place = place, .message = "", .label = "", .help = ""};
  if (description.starts_with(kPrefix)) {
    description.remove_prefix(kPrefix.size());
    const std::size_t colon = std::min(description.find(": "), description.size());
    const std::string_view part = description.substr(0, colon);
    if (part != "root table") problem.label = fmt::format("while reading this {}", part);
    const bool at_line_end = place.column > code_points(problems.line_at(place)).size();
    if (part == "string" && at_line_end) problem.help = "perhaps a closing quote is missing";
    description.remove_prefix(std::min(colon + 2, description.size()));
  }
  problem.message = fmt::format("this is not TOML: {}", description);
  return problem;
}

/// Moves places in the text "v = " + value to their columns in "key=value".
void move_places(Value& value, std::size_t source, std::size_t columns) {
  value.place.source = source;
  const bool first_line = value.place.line == 1;
  if (first_line) value.place.column += columns;
  if (first_line && value.place.end_column > 0) value.place.end_column += columns;
  if (auto* array = std::get_if<Array>(&value.content)) {
    for (Value& element : array->values) move_places(element, source, columns);
  }
  if (auto* table = std::get_if<Table>(&value.content)) {
    for (Entry& entry : table->entries) {
      entry.place.source = source;
      entry.place.column += columns;
      entry.place.end_column += columns;
      move_places(entry.value, source, columns);
    }
  }
}

bool opens_structure(std::string_view text) {
  return !text.empty() && std::string_view("\"'[{").find(text.front()) != std::string_view::npos;
}

}  // namespace

Entry* find_entry(Table& table, std::string_view key) {
  const auto found = std::ranges::find_if(table.entries, [&](const Entry& e) { return e.key == key; });
  return found == table.entries.end() ? nullptr : &*found;
}

const Entry* find_entry(const Table& table, std::string_view key) {
  const auto found = std::ranges::find_if(table.entries, [&](const Entry& e) { return e.key == key; });
  return found == table.entries.end() ? nullptr : &*found;
}

std::optional<Table> parse_document(std::string_view text, Problems& problems) {
  if (is_binary(text)) {
    problems.add({.code = "not-text",
                  .place = {},
                  .message = "this is no text in UTF-8, so it cannot be a scenario",
                  .label = "",
                  .help = "a scenario is a TOML file"});
    return std::nullopt;
  }
  if (const auto excess = excess_in(text)) {
    problems.add(
        {.code = std::string(kBeyondLimits),
         .place = {.source = 0, .line = excess->line, .column = excess->column, .end_column = excess->column + 1},
         .message = excess->message,
         .label = "from here on it is too much",
         .help = std::string(kHelpWithLimits)});
    return std::nullopt;
  }
  try {
    return table_of(toml::parse(text));
  } catch (const toml::parse_error& error) {
    problems.add(syntax_problem(error, problems));
    return std::nullopt;
  }
}

std::optional<Value> parse_value(const Setting& setting, std::size_t number, Problems& problems) {
  constexpr std::string_view kStart = "v = ";
  const std::size_t value_column = code_points(setting.key).size() + 2;
  const Place whole{.source = number, .line = 1, .column = value_column, .end_column = 0};
  try {
    if (is_binary(setting.value)) {
      problems.add({"syntax", whole, "the value is no text in UTF-8", "", ""});
      return std::nullopt;
    }
    const std::string text = std::string(kStart) + setting.value;
    if (const auto excess = excess_in(text)) {
      problems.add({std::string(kBeyondLimits), whole, excess->message, "", std::string(kHelpWithLimits)});
      return std::nullopt;
    }
    const toml::table parsed = toml::parse(text);
    const toml::node* node = parsed.get("v");
    if (parsed.size() == 1 && node != nullptr) {
      Value value = value_of(*node);
      move_places(value, number, value_column - kStart.size() - 1);
      if (!opens_structure(setting.value)) value.bare = setting.value;
      return value;
    }
  } catch (const toml::parse_error& error) {
    if (opens_structure(setting.value)) {
      Problem problem = syntax_problem(error, problems);
      problem.place = whole;
      problem.message = fmt::format("the value of `{}` is not TOML", setting.key);
      problem.label = "here something is missing or too much";
      problem.help = "inside of lists and tables, text is written in quotes";
      problems.add(problem);
      return std::nullopt;
    }
  }
  return Value{.content = setting.value, .place = whole, .bare = setting.value};
}

}  // namespace doublecheck::scenarios
