#include "scenarios/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "escape/terminal_text.hpp"
#include "scenarios/code_points.hpp"

namespace doublecheck::scenarios {
namespace {

using escape::Ink;

constexpr std::size_t kWidestExcerpt = 100;
constexpr std::size_t kContextBefore = 40;

/// The part of a source line that is shown, and what is written below it.
struct Excerpt {
  std::string text;
  std::string blanks;
  std::string underline;
};

Excerpt excerpt_of(const Diagnostic& diagnostic) {
  const std::string line = printable(diagnostic.source_line);
  const auto points = code_points(line);
  const std::size_t marked_from = std::min(diagnostic.column - 1, points.size());
  const std::size_t marked_to = std::max(std::min(diagnostic.end_column - 1, points.size()), marked_from + 1);
  const bool fits = points.size() <= kWidestExcerpt;
  const std::size_t from = fits || marked_from < kContextBefore ? 0 : marked_from - kContextBefore;
  const std::size_t to = std::min(points.size(), from + kWidestExcerpt);

  Excerpt excerpt;
  if (from > 0) excerpt.text = excerpt.blanks = "...";
  for (std::size_t i = from; i < to; ++i) excerpt.text += points[i];
  if (to < points.size()) excerpt.text += "...";
  excerpt.blanks.assign(excerpt.blanks.size(), ' ');
  // A tab is as wide as the terminal makes it: below a tab stands a tab.
  for (std::size_t i = from; i < marked_from; ++i) excerpt.blanks += points[i] == "\t" ? '\t' : ' ';
  excerpt.underline.assign(std::min(marked_to, std::max(to, marked_from + 1)) - marked_from, '^');
  return excerpt;
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic, bool colour) {
  const auto paint = [&](Ink ink, std::string_view text) {
    return colour ? escape::inked(ink, text) : std::string(text);
  };
  std::string text =
      fmt::format("{} {}  {}\n", paint(Ink::bad, "error:"), paint(Ink::bold, printable(diagnostic.message)),
                  paint(Ink::dim, fmt::format("[{}]", diagnostic.code)));
  const std::string file = printable(diagnostic.file);
  if (diagnostic.line == 0) {
    text += fmt::format("  {} {}\n", paint(Ink::frame, "-->"), file);
  } else if (!diagnostic.quotes) {
    text += fmt::format("  {} {}:{}:{}\n", paint(Ink::frame, "-->"), file, diagnostic.line, diagnostic.column);
  } else {
    const Excerpt excerpt = excerpt_of(diagnostic);
    const std::string label = diagnostic.label.empty() ? "" : " " + printable(diagnostic.label);
    text += fmt::format("  {} {}:{}:{}\n", paint(Ink::frame, "-->"), file, diagnostic.line, diagnostic.column);
    text += fmt::format("{} {}\n", paint(Ink::frame, fmt::format("{:>4} |", diagnostic.line)), excerpt.text);
    text += fmt::format("{} {}{}\n", paint(Ink::frame, "     |"), excerpt.blanks,
                        paint(Ink::bad, excerpt.underline + label));
  }
  if (!diagnostic.help.empty()) {
    text += fmt::format("{} {}\n", paint(Ink::accent, "help:"), printable(diagnostic.help));
  }
  return text;
}

}  // namespace doublecheck::scenarios
