#include "scenarios/option_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "model/durations.hpp"
#include "scenarios/code_points.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/values.hpp"

namespace doublecheck::scenarios {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? text.substr(text.size())
                                         : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Reads one value; every part of its text knows its place.
class OptionReader {
 public:
  OptionReader(const Value& value, std::string text, const model::OptionInfo& option, Problems& problems)
      : value_(value), text_(std::move(text)), option_(option), problems_(problems) {}

  std::optional<model::Chosen> read() {
    const std::string_view text = text_;
    const std::size_t opening = text.find('(');
    const std::string_view word = trimmed(text.substr(0, opening));
    const auto names = words_in(option_.values, &model::OptionValue::name);
    const auto index = as_word(part(opening == std::string_view::npos ? text : word), option_.key,
                               {"value", "values", names}, problems_);
    if (!index) return std::nullopt;
    const model::OptionValue& chosen = option_.values[*index];
    if (opening == std::string_view::npos) return model::Chosen{*index, chosen.argument.default_value};
    const auto argument = read_parentheses(text.substr(opening), chosen);
    if (!argument) return std::nullopt;
    return model::Chosen{*index, *argument};
  }

 private:
  /// `text` begins with the opening parenthesis.
  std::optional<std::uint64_t> read_parentheses(std::string_view text, const model::OptionValue& chosen) {
    if (chosen.argument.kind == model::ArgumentKind::none) {
      report("unexpected-argument", text, fmt::format("`{}` of `{}` takes no argument", chosen.name, option_.key),
             "nothing belongs here", fmt::format("write {} alone", chosen.name));
      return std::nullopt;
    }
    const std::size_t closing = text.find(')');
    if (closing == std::string_view::npos) {
      report("missing-parenthesis", text, fmt::format("`{}` lacks its closing parenthesis", text_),
             "opened here and never closed", fmt::format("write {}", form_of(chosen)));
      return std::nullopt;
    }
    if (const auto rest = trimmed(text.substr(closing + 1)); !rest.empty()) {
      report("unexpected-text", rest, fmt::format("`{}` ends with its closing parenthesis", chosen.name),
             "nothing belongs here", fmt::format("write {}", form_of(chosen)));
      return std::nullopt;
    }
    const std::string_view argument = trimmed(text.substr(1, closing - 1));
    if (argument.empty()) {
      report("missing-argument", text, takes(chosen), "nothing between the parentheses", about(chosen.argument));
      return std::nullopt;
    }
    return chosen.argument.kind == model::ArgumentKind::count ? read_count(argument, chosen)
                                                              : read_time(argument, chosen);
  }

  std::optional<std::uint64_t> read_count(std::string_view text, const model::OptionValue& chosen) {
    constexpr std::uint64_t kLast = 1'000'000'000'000'000'000;
    const bool is_number = std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
    if (!is_number) {
      report("wrong-type", text, takes(chosen), "no whole number", "");
      return std::nullopt;
    }
    const auto count = decimal(text, kLast);
    if (count && *count >= chosen.argument.least && *count <= chosen.argument.most) return count;
    const bool small = count && *count < chosen.argument.least;
    report("out-of-range", text, takes(chosen), fmt::format("{} is too {}", text, small ? "small" : "large"), "");
    return std::nullopt;
  }

  std::optional<std::uint64_t> read_time(std::string_view text, const model::OptionValue& chosen) {
    const model::ArgumentInfo& range = chosen.argument;
    const auto time = as_duration(part(text), chosen.name, static_cast<sim::Time>(range.least), problems_);
    if (!time) return std::nullopt;
    const auto microseconds = static_cast<std::uint64_t>(*time);
    if (microseconds <= range.most) return microseconds;
    report("out-of-range", text, takes(chosen), fmt::format("longer than {}", model::duration_in_words(range.most)),
           "");
    return std::nullopt;
  }

  [[nodiscard]] std::string takes(const model::OptionValue& chosen) const {
    return fmt::format("`{}` of `{}` takes {}", chosen.name, option_.key, in_words(chosen.argument));
  }

  void report(std::string_view code, std::string_view at, std::string message, std::string label, std::string help) {
    problems_.add({std::string(code), place_of(at), std::move(message), std::move(label), std::move(help)});
  }

  /// The part as a value of its own.
  [[nodiscard]] Value part(std::string_view of_text) const {
    return {std::string(of_text), place_of(of_text), std::nullopt};
  }

  /// Where a part of the text stands, or the whole value if that is the part or if the input writes the text otherwise
  /// than it reads.
  [[nodiscard]] Place place_of(std::string_view of_text) const {
    const Place& whole = value_.place;
    if (of_text.empty() || of_text.size() == text_.size() || whole.line == 0) return whole;
    const std::size_t first = whole.column + (value_.bare ? 0 : 1);  // behind the opening quote
    const auto letters = code_points(problems_.line_at(whole));
    if (first - 1 + code_points(text_).size() > letters.size()) return whole;
    const std::string_view written(letters[first - 1].data(), problems_.line_at(whole).end());
    if (!written.starts_with(text_)) return whole;
    const std::size_t column = first + code_points({text_.data(), of_text.data()}).size();
    return {whole.source, whole.line, column, column + code_points(of_text).size()};
  }

  const Value& value_;
  std::string text_;  // of the value; parts are views of it
  const model::OptionInfo& option_;
  Problems& problems_;
};

}  // namespace

std::string form_of(const model::OptionValue& value) {
  switch (value.argument.kind) {
    case model::ArgumentKind::none:
      return std::string(value.name);
    case model::ArgumentKind::count:
      return fmt::format("{}(n)", value.name);
    case model::ArgumentKind::time:
      return fmt::format("{}(t)", value.name);
  }
  return "";
}

std::string in_words(const model::ArgumentInfo& argument) {
  if (argument.kind == model::ArgumentKind::count) return in_words(Range{argument.least, argument.most});
  return fmt::format("a duration from {} to {}", model::duration_in_words(argument.least),
                     model::duration_in_words(argument.most));
}

std::string about(const model::ArgumentInfo& argument) {
  switch (argument.kind) {
    case model::ArgumentKind::none:
      return "";
    case model::ArgumentKind::count:
      return fmt::format("n is {}, {} if left out", in_words(argument), argument.default_value);
    case model::ArgumentKind::time:
      return fmt::format("t is {}, {} if left out", in_words(argument),
                         argument.default_value == 0 ? "for ever" : model::duration_in_words(argument.default_value));
  }
  return "";
}

std::string in_words(const model::OptionInfo& option) {
  std::vector<std::string> forms;
  std::ranges::transform(option.values, std::back_inserter(forms), form_of);
  const std::vector<std::string_view> views(forms.begin(), forms.end());
  return enumeration(views, "or");
}

std::optional<model::Chosen> as_option(const Value& value, const model::OptionInfo& option, Problems& problems) {
  auto text = as_text(value, option.key, in_words(option), problems);
  if (!text) return std::nullopt;
  return OptionReader(value, std::move(*text), option, problems).read();
}

}  // namespace doublecheck::scenarios
