/// Signs drawn as paths: fonts differ in which they have. Each differs from the others in shape, not only in colour.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// Inline images of one line's height. A word stands beside each, so they are hidden from screen readers.
std::string verdict_icon(Verdict verdict);
std::string expectation_icon(bool as_expected);

/// The two checks of the name.
std::string logo();

/// Parts of a larger drawing, 16 by 16 units and centred on (x, y).
std::string mark_drawing(std::uint8_t mark, int x, int y);
/// Of a message that its sender has been told to have failed.
std::string failure_drawing(int x, int y);
std::string party_drawing(PartyKind kind, int x, int y);
std::string cross_drawing(int x, int y);

/// "waiting", "one check" or "two checks"; "nothing" for 0.
std::string_view mark_words(std::uint8_t mark);

}  // namespace doublecheck::reports
