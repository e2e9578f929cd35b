#include "scenarios/text_limits.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/code_points.hpp"

namespace doublecheck::scenarios {
namespace {

class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  std::optional<Excess> run() {
    while (at_ < text_.size() && !excess_) step();
    if (!excess_) end_line();
    return excess_;
  }

 private:
  void step() {
    const char letter = text_[at_];
    switch (letter) {
      case '\n':
        return begin_line();
      case '#':
        at_ = std::min(text_.find('\n', at_), text_.size());
        return;
      case '"':
      case '\'':
        return pass_string(letter);
      case '[':
      case '{':
        open(letter);
        break;
      case ']':
      case '}':
        parts_ = 1;
        if (depth_ > 0) --depth_;
        break;
      case '=':
        parts_ = 1;
        count(values_, kValuesMax, "keys and elements of lists");
        break;
      case ',':
        parts_ = 1;
        if (depth_ > 0) count(values_, kValuesMax, "keys and elements of lists");
        break;
      case '.':
        if (++parts_ > kKeyPartsMax) report(at_, fmt::format("a key has more than {} parts", kKeyPartsMax));
        break;
      case ' ':
      case '\t':
        ++at_;
        return;  // a header may be indented
      default:
        break;
    }
    begins_line_ = false;
    ++at_;
  }

  void open(char letter) {
    parts_ = 1;
    if (letter == '[' && begins_line_ && depth_ == 0) count(tables_, kTablesMax, "tables");
    if (++depth_ > kBracketsMax) {
      report(at_, fmt::format("lists and tables are nested more than {} deep", kBracketsMax));
    }
  }

  void count(std::size_t& counted, std::size_t limit, std::string_view of_what) {
    if (++counted > limit) report(at_, fmt::format("there are more than {} {}", limit, of_what));
  }

  /// A string on one line ends at its end at the latest: without a quote there the text is no TOML.
  void pass_string(char quote) {
    const std::size_t start = at_;
    const std::string_view rest = text_.substr(at_);
    const bool has_lines = rest.size() >= 3 && rest[1] == quote && rest[2] == quote;
    const std::string_view closing = rest.substr(0, has_lines ? 3 : 1);
    begins_line_ = false;
    for (at_ += closing.size(); at_ < text_.size() && !excess_; ++at_) {
      const char letter = text_[at_];
      if (at_ - start > kStringBytesMax) {
        return report(at_, fmt::format("a text is longer than {} KiB", kStringBytesMax >> 10U));
      }
      if (letter == '\n') {
        if (!has_lines) return;
        end_line();
      } else if (letter == '\\' && quote == '"' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') {
        ++at_;
      } else if (letter == quote && text_.substr(at_, closing.size()) == closing) {
        at_ += closing.size();
        // Two more quotes may belong to a text of several lines.
        for (int i = 0; has_lines && i < 2 && at_ < text_.size() && text_[at_] == quote; ++i) ++at_;
        return;
      }
    }
  }

  void begin_line() {
    end_line();
    ++at_;
    parts_ = 1;
    begins_line_ = true;
  }

  /// REQUIRES: a line feed or the end is next.
  void end_line() {
    if (at_ - line_start_ > kLineBytesMax) {
      report(line_start_ + kLineBytesMax, fmt::format("a line is longer than {} KiB", kLineBytesMax >> 10U));
    }
    if (line_ == kLinesMax && at_ + 1 < text_.size()) {
      report(at_, fmt::format("there are more than {} lines", kLinesMax));
    }
    ++line_;
    line_start_ = at_ + 1;
  }

  void report(std::size_t offset, std::string message) {
    const std::string_view before = text_.substr(line_start_, offset - line_start_);
    if (!excess_) excess_ = Excess{line_, code_points(before).size() + 1, std::move(message)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t line_start_ = 0;
  bool begins_line_ = true;  // only blanks are before on the line
  std::size_t depth_ = 0;
  std::size_t parts_ = 1;
  std::size_t values_ = 0;
  std::size_t tables_ = 0;
  std::optional<Excess> excess_;
};

}  // namespace

std::optional<Excess> excess_in(std::string_view text) { return Scan(text).run(); }

}  // namespace doublecheck::scenarios
