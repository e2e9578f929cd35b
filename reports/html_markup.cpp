#include "reports/html_markup.hpp"

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/html_icons.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

// What stands for a character that has a meaning in markup; empty for all others.
std::string_view entity_of(char c) {
  if (c == '&') return "&amp;";
  if (c == '<') return "&lt;";
  if (c == '>') return "&gt;";
  if (c == '"') return "&quot;";
  if (c == '\'') return "&#39;";
  return "";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    if (const std::string_view entity = entity_of(c); !entity.empty()) {
      result += entity;
    } else {
      result += c;
    }
  }
  return result;
}

std::string as_id(std::string_view text) {
  std::string id;
  for (const char c : text) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    id += stays ? c : is_upper ? static_cast<char>(c - 'A' + 'a') : '-';
  }
  return id;
}

std::string scenario_anchor(const Report& report, std::size_t index) {
  return fmt::format("s{}-{}", index + 1, as_id(report.scenarios.at(index).scenario));
}

std::string verdict_badge(Verdict verdict, std::string_view words) {
  return fmt::format(R"(<span class="badge {}">{} {}</span>)", word(verdict), verdict_icon(verdict), escaped(words));
}

std::string expectation_badge(bool as_expected, std::string_view words) {
  return fmt::format(R"(<span class="badge {}">{} {}</span>)", as_expected ? "expected" : "surprise",
                     expectation_icon(as_expected), escaped(words));
}

std::string fact(std::string_view name, std::string_view value, bool wide) {
  return fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>\n", wide ? R"( class="wide")" : "", escaped(name), value);
}

}  // namespace doublecheck::reports
