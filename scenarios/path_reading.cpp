#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/code_points.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/path_file.hpp"
#include "scenarios/path_line.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/text_limits.hpp"

namespace doublecheck::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFirstLineStart = "# doublecheck path, version ";
constexpr std::string_view kFirstLine = "# doublecheck path, version 1";
constexpr std::string_view kBlanks = " \t\r";

struct Word {
  std::string_view text;
  Place place;
};

/// Cuts the text of one line, which begins at `column`, into words.
std::vector<Word> words_of(std::string_view text, std::size_t line, std::size_t column) {
  std::vector<Word> words;
  while (true) {
    const std::size_t start = text.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return words;
    column += start;
    text.remove_prefix(start);
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
    const std::size_t end_column = column + code_points(word).size();
    words.push_back({word, {.source = 0, .line = line, .column = column, .end_column = end_column}});
    column = end_column;
    text.remove_prefix(word.size());
  }
}

std::string_view trimmed_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(kBlanks);
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

class PathReader {
 public:
  PathReader(std::string_view text, const std::string& file) : problems_(file, text), text_(text) { path_.file = file; }

  PathReadResult read() {
    if (is_binary(text_)) {
      problems_.add({"not-text", {}, "this is no text in UTF-8, so it cannot be a path file", "", ""});
      return result();
    }
    if (!read_first_line()) return result();
    while (!is_too_large_ && next_line()) {
      if (words_.empty() || words_.front().text.starts_with('#')) continue;
      if (in_actions_) {
        read_action_line();
      } else {
        read_heading_line();
      }
    }
    if (is_too_large_) return result();
    if (!scenario_named_) {
      problems_.add(
          {"missing-key", {}, "the path names no scenario", "", "a line such as `scenario 01-happy-path.toml`"});
    } else if (!in_actions_) {
      problems_.add({"missing-key", {}, "the path has no actions", "", "they follow below a line `---`"});
    } else if (path_.property.empty() && std::ranges::find(seen_, "expect") != seen_.end()) {
      problems_.add({"missing-key",
                     {},
                     "the path expects something and names no property",
                     "",
                     "a line such as `property CUSTODY`"});
    }
    return result();
  }

 private:
  PathReadResult result() {
    if (problems_.empty()) return {std::move(path_), {}};
    std::vector<Diagnostic> diagnostics = problems_.diagnostics(kDiagnosticsMax);
    // What is no path file may be anything, and nothing of it is shown.
    for (Diagnostic& diagnostic : diagnostics) {
      diagnostic.quotes = is_a_path_;
      if (!is_a_path_) diagnostic.source_line.clear();
    }
    return {std::nullopt, std::move(diagnostics)};
  }

  /// In the current line.
  void report_excess(std::string message) {
    is_too_large_ = true;
    problems_.add({std::string(kBeyondLimits),
                   {.source = 0, .line = line_, .column = 1},
                   std::move(message),
                   "from here on it is too much",
                   std::string(kHelpWithLimits)});
  }

  bool next_line() {
    if (text_.empty()) return false;
    ++line_;
    const std::size_t end = std::min(text_.find('\n'), text_.size());
    if (end > kLineBytesMax) {
      is_a_path_ = is_a_path_ && line_ > 1;
      report_excess(fmt::format("a line is longer than {} KiB", kLineBytesMax >> 10U));
      return false;
    }
    current_ = trimmed_end(text_.substr(0, end));
    text_.remove_prefix(std::min(end + 1, text_.size()));
    words_ = words_of(current_, line_, 1);
    return true;
  }

  bool read_first_line() {
    if (next_line() && current_ == kFirstLine) return true;
    if (is_too_large_) return false;
    const std::string help = fmt::format("the first line of a path file is `{}`", kFirstLine);
    if (current_.starts_with(kFirstLineStart)) {
      const Place version{.source = 0, .line = 1, .column = kFirstLineStart.size() + 1, .end_column = 0};
      problems_.add({"unknown-version", version, "this version of path files is unknown", "not 1", help});
    } else {
      problems_.add({"not-a-path", {.source = 0, .line = line_, .column = line_}, "this is not a path file", "", help});
      is_a_path_ = false;
    }
    return false;
  }

  void read_heading_line() {
    constexpr auto kKeywords =
        std::to_array<std::string_view>({"scenario", "set", "property", "instance", "expect", "---"});
    const Word& keyword = words_.front();
    if (keyword.text == "---" && words_.size() == 1) {
      in_actions_ = true;
      return;
    }
    if (std::ranges::find(kKeywords, keyword.text) == kKeywords.end()) {
      const bool is_action = kind_of(keyword.text).has_value();
      problems_.add({"unknown-keyword", keyword.place, fmt::format("unknown keyword `{}`", keyword.text), "",
                     is_action                             ? "actions stand below a line `---`"
                     : problems_.would_show(keyword.place) ? help_with_words(keyword.text, "keywords", kKeywords)
                                                           : ""});
      return;
    }
    if (words_.size() == 1) {
      problems_.add({"missing-value", keyword.place, fmt::format("`{}` says nothing", keyword.text),
                     "something is missing after it", ""});
      return;
    }
    const Place place{.source = 0, .line = line_, .column = words_[1].place.column, .end_column = 0};
    const auto offset = static_cast<std::size_t>(words_[1].text.data() - current_.data());
    const auto value = path_value(current_.substr(offset));
    if (!value) {
      problems_.add({"bad-quotes", place, "the quotes of this value are written otherwise", "",
                     R"(in double quotes, `\"` and `\\` are these characters, and `\x1b` is a byte in hexadecimal)"});
      return;
    }
    read_heading_value(keyword, *value, place);
  }

  void read_heading_value(const Word& keyword, std::string_view value, const Place& place) {
    if (keyword.text == "set") {
      auto setting = split_setting(value);
      if (path_.settings.size() == kPathSettingsMax)
        report_excess(fmt::format("there are more than {} settings", kPathSettingsMax));
      else if (setting)
        path_.settings.push_back(std::move(*setting));
      else
        problems_.add({"bad-setting", place, "a setting has the form key=value", "no setting", ""});
      return;
    }
    if (std::ranges::find(seen_, keyword.text) != seen_.end()) {
      problems_.add(
          {"duplicate-key", keyword.place, fmt::format("`{}` is there already", keyword.text), "a second time", ""});
      return;
    }
    seen_.push_back(keyword.text);
    if (keyword.text == "scenario") {
      scenario_named_ = true;
      path_.scenario_file = (fs::path(path_.file).parent_path() / fs::path(value)).lexically_normal().generic_string();
    } else if (keyword.text == "instance") {
      path_.instance = value;
    } else if (keyword.text == "expect") {
      read_expectation(value, place);
    } else {
      path_.property = value;
      path_.property_origin = {line_, place.column, std::string(current_)};
    }
  }

  void read_expectation(std::string_view value, const Place& place) {
    constexpr auto kExpectations = std::to_array<std::string_view>({"violated", "holds"});
    path_.is_fixed = value == "holds";
    if (std::ranges::find(kExpectations, value) != kExpectations.end()) return;
    problems_.add({"bad-value", place, fmt::format("a path expects its property to be violated, or that it holds"),
                   "neither", help_with_words(value, "expectations", kExpectations)});
  }

  static std::optional<model::ActionKind> kind_of(std::string_view name) {
    for (const model::ActionKindInfo& info : model::action_catalogue()) {
      if (info.name == name) return info.kind;
    }
    return std::nullopt;
  }

  void read_action_line() {
    const auto comment = std::ranges::find_if(words_, [](const Word& word) { return word.text.starts_with('#'); });
    words_.erase(comment, words_.end());
    const Word& verb = words_.front();
    if (verb.text == "cycle" && words_.size() == 1) {
      if (path_.cycle_start) {
        problems_.add({"duplicate-key", verb.place, "the cycle has begun already", "a second time", ""});
      }
      path_.cycle_start = path_.actions.size();
      return;
    }
    const auto kind = kind_of(verb.text);
    if (!kind) {
      auto names = words_in(model::action_catalogue(), &model::ActionKindInfo::name);
      names.emplace_back("cycle");
      problems_.add({"unknown-action", verb.place, fmt::format("unknown action `{}`", verb.text), "no such action",
                     problems_.would_show(verb.place) ? help_with_words(verb.text, "actions", names) : ""});
      return;
    }
    read_action(*kind);
  }

  /// The words behind the name of an action: whom it is about, perhaps a direction, perhaps a position.
  void read_action(model::ActionKind kind) {
    if (path_.actions.size() == kPathStepsMax) {
      return report_excess(fmt::format("there are more than {} steps", kPathStepsMax));
    }
    const model::ActionKindInfo& info = model::info_of(kind);
    const std::size_t wanted = 2U + (info.has_direction ? 1U : 0U) + (info.has_position ? 1U : 0U);
    if (words_.size() != wanted) {
      report_form(kind, words_.size() < wanted ? words_.back() : words_[wanted],
                  words_.size() < wanted ? "something is missing after it" : "too much");
      return;
    }
    NamedAction action{.kind = kind,
                       .subject = std::string(words_[1].text),
                       .direction = {},
                       .position = 0,
                       .origin = {line_, words_[1].place.column, std::string(current_)}};
    if (info.has_direction) {
      const Word& direction = words_[2];
      if (direction.text != "up" && direction.text != "down") {
        return report_form(kind, direction, "neither up nor down");
      }
      action.direction = direction.text == "up" ? model::Direction::up : model::Direction::down;
    }
    if (info.has_position) {
      const Word& position = words_.back();
      const auto number = decimal(position.text, std::numeric_limits<std::uint16_t>::max());
      if (!number) return report_form(kind, position, "no position from 0 to 65535");
      action.position = static_cast<std::uint16_t>(*number);
    }
    path_.actions.push_back(std::move(action));
  }

  static std::string_view example_subject(model::ActionSubject subject) {
    switch (subject) {
      case model::ActionSubject::client:
        return "alice";
      case model::ActionSubject::server:
        return "server";
      case model::ActionSubject::relay:
        return "east-west";
    }
    return "";
  }

  void report_form(model::ActionKind kind, const Word& at, std::string_view label) {
    const model::ActionKindInfo& info = model::info_of(kind);
    const std::string example = model::to_text({.kind = kind}, example_subject(info.subject));
    problems_.add({"bad-action", at.place, fmt::format("`{}` is written otherwise", info.name), std::string(label),
                   fmt::format("for example `{}`", example)});
  }

  Problems problems_;
  std::string_view text_;  // what is not read yet
  PathFile path_;
  std::size_t line_ = 0;
  std::string_view current_;
  std::vector<Word> words_;  // of the current line
  std::vector<std::string_view> seen_;
  bool scenario_named_ = false;
  bool in_actions_ = false;
  bool is_too_large_ = false;
  bool is_a_path_ = true;
};

}  // namespace

PathReadResult parse_path(std::string_view text, const std::string& file) { return PathReader(text, file).read(); }

PathReadResult read_path(const std::string& file) {
  PathReadResult result;
  const auto text = read_text_file(file, "path file", result.diagnostics);
  return text ? parse_path(*text, file) : result;
}

}  // namespace doublecheck::scenarios
