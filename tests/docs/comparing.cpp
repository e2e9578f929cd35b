#include "tests/docs/comparing.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <regex>
#include <vector>

namespace doublecheck::tests {

namespace {

constexpr std::size_t kShownLinesMax = 60;

bool stands_for_omitted_lines(const std::string& line) {
  const auto begin = line.find_first_not_of(' ');
  return begin != std::string::npos && line.substr(begin) == "…";
}

// Consecutive lines of a page, between two that stand for others.
using Piece = Lines;

struct Pieces {
  std::vector<Piece> pieces;
  bool has_beginning = true;  // the first piece is where the output begins
  bool has_end = true;
};

Pieces taken_apart(const Lines& page, bool is_excerpt) {
  Pieces result{{{}}, !is_excerpt, !is_excerpt};
  for (const std::string& line : page) {
    if (stands_for_omitted_lines(line)) {
      result.pieces.emplace_back();
    } else {
      result.pieces.back().push_back(without_wall_clock(line));
    }
  }
  return result;
}

bool is_at(const Piece& piece, const Lines& printed, std::size_t at) {
  return at + piece.size() <= printed.size() &&
         std::equal(piece.begin(), piece.end(), printed.begin() + static_cast<std::ptrdiff_t>(at));
}

std::size_t equal_lines(const Piece& piece, const Lines& printed, std::size_t at) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < piece.size() && at + i < printed.size(); ++i)
    count += piece[i] == printed[at + i] ? 1U : 0U;
  return count;
}

// Where a piece that is nowhere is most nearly, from `from` on.
std::size_t nearest(const Piece& piece, const Lines& printed, std::size_t from) {
  std::size_t best = from;
  for (std::size_t at = from; at < printed.size(); ++at) {
    if (equal_lines(piece, printed, at) > equal_lines(piece, printed, best)) best = at;
  }
  return best;
}

// A longest common subsequence tells which lines are on both sides.
std::string line_by_line(const Lines& left, const Lines& right) {
  std::vector<std::vector<std::size_t>> common(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
  for (std::size_t i = left.size(); i-- > 0;) {
    for (std::size_t j = right.size(); j-- > 0;) {
      common[i][j] = left[i] == right[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::string text;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < left.size() || j < right.size()) {
    if (i < left.size() && j < right.size() && left[i] == right[j]) {
      text += "    " + left[i++] + "\n";
      ++j;
    } else if (j == right.size() || (i < left.size() && common[i + 1][j] >= common[i][j + 1])) {
      text += "  - " + left[i++] + "\n";
    } else {
      text += "  + " + right[j++] + "\n";
    }
  }
  return text;
}

Lines part(const Lines& lines, std::size_t begin, std::size_t end) {
  begin = std::min(begin, lines.size());
  end = std::clamp(end, begin, std::min(lines.size(), begin + kShownLinesMax));
  return {lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(end)};
}

// Where the piece begins, at `at` or behind it; nothing if it is nowhere there.
std::optional<std::size_t> find(const Piece& piece, const Lines& printed, std::size_t at) {
  for (; at + piece.size() <= printed.size(); ++at) {
    if (is_at(piece, printed, at)) return at;
  }
  return std::nullopt;
}

}  // namespace

std::string without_wall_clock(const std::string& line) {
  static const std::regex speed(R"((, depth [0-9,]+), [0-9.,]+ (us|ms|s|min|h), [0-9.,]+ ([KMG]i)?B)");
  return std::regex_replace(line, speed, "$1, #, #");
}

std::string difference(const Lines& page, const Lines& printed, bool is_excerpt) {
  Lines plain;
  for (const std::string& line : printed) plain.push_back(without_wall_clock(line));
  const Pieces claimed = taken_apart(page, is_excerpt);
  const std::size_t last = claimed.pieces.size() - 1;
  std::size_t at = 0;
  for (std::size_t i = 0; i <= last; ++i) {
    const Piece& piece = claimed.pieces[i];
    if (i > 0) ++at;  // an omitted line is one line at least
    const bool is_first = i == 0 && claimed.has_beginning;
    const bool is_last = i == last && claimed.has_end;
    std::optional<std::size_t> begin;
    if (is_first) {
      if (is_at(piece, plain, 0) && (!is_last || piece.size() == plain.size())) begin = 0;
    } else if (is_last) {
      if (at + piece.size() <= plain.size() && is_at(piece, plain, plain.size() - piece.size()))
        begin = plain.size() - piece.size();
    } else {
      begin = find(piece, plain, at);
    }
    if (!begin) {
      std::size_t from = is_first ? 0 : nearest(piece, plain, at);
      if (is_last && !is_first) from = plain.size() - std::min(plain.size(), piece.size());
      const std::size_t end = is_first && is_last ? plain.size() : from + piece.size();
      const std::string shown = line_by_line(piece, part(plain, from, end));
      return shown.empty() ? "  - …\n" : shown;  // nothing was left for it to stand for
    }
    at = *begin + piece.size();
  }
  return "";
}

}  // namespace doublecheck::tests
