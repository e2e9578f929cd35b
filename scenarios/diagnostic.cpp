#include "scenarios/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "scenarios/code_points.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::size_t kWidestExcerpt = 100;
constexpr std::size_t kContextBefore = 40;

struct Palette {
  std::string_view error;
  std::string_view strong;
  std::string_view frame;
  std::string_view help;
  std::string_view dim;
  std::string_view off;
};

constexpr Palette kPlain{};
constexpr Palette kAnsi{"\x1b[1;31m", "\x1b[1m", "\x1b[34m", "\x1b[36m", "\x1b[2m", "\x1b[0m"};

/// The part of a source line that is shown, and what is written below it.
struct Excerpt {
  std::string text;
  std::string blanks;
  std::string underline;
};

Excerpt excerpt_of(const Diagnostic& diagnostic) {
  const auto points = code_points(diagnostic.source_line);
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
  const Palette& paint = colour ? kAnsi : kPlain;
  std::string text = fmt::format("{}error:{} {}{}{}  {}[{}]{}\n", paint.error, paint.off, paint.strong,
                                 diagnostic.message, paint.off, paint.dim, diagnostic.code, paint.off);
  if (diagnostic.line == 0) {
    text += fmt::format("  {}-->{} {}\n", paint.frame, paint.off, diagnostic.file);
  } else if (!diagnostic.quotes) {
    text += fmt::format("  {}-->{} {}:{}:{}\n", paint.frame, paint.off, diagnostic.file, diagnostic.line,
                        diagnostic.column);
  } else {
    const Excerpt excerpt = excerpt_of(diagnostic);
    text += fmt::format("  {}-->{} {}:{}:{}\n", paint.frame, paint.off, diagnostic.file, diagnostic.line,
                        diagnostic.column);
    text += fmt::format("{}{:>4} |{} {}\n", paint.frame, diagnostic.line, paint.off, excerpt.text);
    text += fmt::format("{}     |{} {}{}{}{}{}{}\n", paint.frame, paint.off, excerpt.blanks, paint.error,
                        excerpt.underline, diagnostic.label.empty() ? "" : " ", diagnostic.label, paint.off);
  }
  if (!diagnostic.help.empty()) text += fmt::format("{}help:{} {}\n", paint.help, paint.off, diagnostic.help);
  return text;
}

}  // namespace doublecheck::scenarios
