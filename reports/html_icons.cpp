#include "reports/html_icons.hpp"

#include <fmt/format.h>

namespace doublecheck::reports {
namespace {

std::string icon(std::string_view shapes) {
  return fmt::format(R"(<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>)", shapes);
}

constexpr std::string_view kCheckInCircle =
    R"(<circle class="body" cx="8" cy="8" r="7.5"/><path class="sign" d="M4.6 8.3l2.4 2.4 4.5-5"/>)";
constexpr std::string_view kCrossInOctagon =
    R"(<path class="body" d="M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9z"/><path class="sign" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/>)";
constexpr std::string_view kQuestionInDiamond =
    R"(<path class="body" d="M8 .2L15.8 8 8 15.8.2 8z"/><path class="sign" d="M6.2 6.4c0-2.4 3.7-2.2 3.6 0 0 1.3-1.8 1.4-1.8 2.8M8 11.3v.4"/>)";
constexpr std::string_view kExclamationInTriangle =
    R"(<path class="body" d="M8 .8l7.6 14H.4z"/><path class="sign" d="M8 5.8v4.4M8 12.4v.3"/>)";

// Check marks are drawn around (8, 8).
constexpr std::string_view kClock =
    R"(<circle class="mark-line" cx="8" cy="8" r="5.5"/><path class="mark-line" d="M8 4.8V8l2.3 1.4"/>)";
constexpr std::string_view kOneCheck = R"(<path class="mark-line" d="M3.6 8.6l3 3 6-7"/>)";
constexpr std::string_view kTwoChecks = R"(<path class="mark-line" d="M.6 8.6l3 3 6-7M6.8 10.9l.9.7 6.9-7"/>)";

constexpr std::string_view kPhone =
    R"(<rect class="party-line" x="4.5" y="1" width="7" height="14" rx="1.5"/><path class="party-line" d="M7.3 12.8h1.4"/>)";
constexpr std::string_view kServer =
    R"(<rect class="party-line" x="2" y="2" width="12" height="5" rx="1"/><rect class="party-line" x="2" y="9" width="12" height="5" rx="1"/><path class="party-line" d="M4.5 4.5h.6M4.5 11.5h.6"/>)";
constexpr std::string_view kBell =
    R"(<path class="party-line" d="M3 11.5c1.4-1 1.4-2.6 1.4-4.5a3.6 3.6 0 0 1 7.2 0c0 1.9 0 3.5 1.4 4.5zM6.7 13.8h2.6"/>)";

// A sign of 16 by 16 units, centred on (x, y).
std::string centred(std::string_view name, std::string_view shapes, int x, int y) {
  return fmt::format(R"-(<g class="{}" transform="translate({} {})">{}</g>)-", name, x - 8, y - 8, shapes);
}

}  // namespace

std::string verdict_icon(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return icon(kCheckInCircle);
    case Verdict::violated:
      return icon(kCrossInOctagon);
    case Verdict::inconclusive:
      return icon(kQuestionInDiamond);
  }
  return "";
}

std::string expectation_icon(bool as_expected) { return icon(as_expected ? kCheckInCircle : kExclamationInTriangle); }

std::string logo() {
  return R"(<svg class="logo" viewBox="0 0 28 16" aria-hidden="true" focusable="false"><path d="M2 8.8l4.6 4.6L16.4 2.4M12.2 12.2l1.5 1.2L23.6 2.4"/></svg>)";
}

std::string mark_drawing(std::uint8_t mark, int x, int y) {
  if (mark == 1) return centred("mark clock", kClock, x, y);
  if (mark == 2) return centred("mark one", kOneCheck, x, y);
  if (mark == 3) return centred("mark two", kTwoChecks, x, y);
  return "";
}

std::string failure_drawing(int x, int y) {
  return centred("mark failed", R"(<path class="mark-line" d="M8 2.2v7.6M8 13.2v.4"/>)", x, y);
}

std::string party_drawing(PartyKind kind, int x, int y) {
  switch (kind) {
    case PartyKind::client:
      return centred("party-icon", kPhone, x, y);
    case PartyKind::server:
      return centred("party-icon", kServer, x, y);
    case PartyKind::push_service:
      return centred("party-icon", kBell, x, y);
  }
  return "";
}

std::string cross_drawing(int x, int y) { return centred("cross", R"(<path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>)", x, y); }

std::string_view mark_words(std::uint8_t mark) {
  if (mark == 1) return "waiting";
  if (mark == 2) return "one check";
  if (mark == 3) return "two checks";
  return "nothing";
}

}  // namespace doublecheck::reports
