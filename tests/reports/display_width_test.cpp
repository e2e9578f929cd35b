#include "reports/display_width.hpp"

#include "reports/text_style.hpp"
#include "tests/catch.hpp"

using namespace doublecheck::reports;

TEST_CASE("width counts columns and not bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("Bob") == 3);
  CHECK(display_width("Zoë") == 3);
  CHECK(display_width("Zoe\xCC\x88") == 3);  // the diaeresis as a combining mark
  CHECK(display_width("李雷") == 4);
  CHECK(display_width("📱") == 2);
}

TEST_CASE("each of our own signs takes the columns that it says") {
  for (const bool unicode : {true, false}) {
    const TextStyle style{.colour = false, .unicode = unicode, .width = 80};
    const GlyphSet& signs = glyphs(style);
    for (const std::string_view sign :
         {signs.lifeline, signs.from_left, signs.from_right, signs.crossing, signs.shaft, signs.head_right,
          signs.head_left, signs.on_its_way, signs.cross, signs.clock, signs.one_check, signs.holds, signs.violated,
          signs.inconclusive, signs.rule, signs.cycle_top, signs.cycle_side, signs.cycle_bottom}) {
      CAPTURE(sign);
      CHECK(display_width(sign) == 1);
    }
    CHECK(display_width(signs.two_checks) == 2);
  }
}

TEST_CASE("control characters and broken bytes cannot reach a terminal") {
  CHECK(printable("a\x1b[31mb") == "a\uFFFD[31mb");
  CHECK(printable("\xFF") == "\uFFFD");
  CHECK(printable("\xC0\xAF") == "\uFFFD\uFFFD");            // overlong
  CHECK(printable("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // a surrogate
  CHECK(printable("cut \xE2\x9C") == "cut \uFFFD\uFFFD");
  CHECK(printable("a\nb\tc") == "a b c");
  CHECK(printable("\xC2\x9B") == "\uFFFD");  // a control character of two bytes
}

TEST_CASE("padding counts columns") {
  CHECK(pad_right("Zoë", 5) == "Zoë  ");
  CHECK(pad_left("李", 4) == "  李");
  CHECK(pad_left("wide", 2) == "wide");
}

TEST_CASE("words are broken at white space only") {
  CHECK(wrap_words("one two  three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap_words("unbreakable word", 4) == std::vector<std::string>{"unbreakable", "word"});
  CHECK(wrap_words("a\nb", 9) == std::vector<std::string>{"a b"});
  CHECK(wrap_words("", 9) == std::vector<std::string>{""});
}
