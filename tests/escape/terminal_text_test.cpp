#include "escape/terminal_text.hpp"

#include <string>
#include <type_traits>

#include "tests/catch.hpp"

using namespace doublecheck::escape;

// What is foreign cannot become text for a terminal by itself.
static_assert(!std::is_convertible_v<std::string, TerminalText>);
static_assert(!std::is_default_constructible_v<TerminalText>);

TEST_CASE("what is put into a format cannot steer the terminal") {
  const std::string foreign = "\x1b[2J\na\tb\xC2\x9B\xFF";
  CHECK(TerminalText("<{}>\n", foreign).bytes() == "<\uFFFD[2J a b\uFFFD\uFFFD>\n");
  CHECK(TerminalText("<{:>4}>\n", std::string_view("\x07")).bytes() == "<   \uFFFD>\n");
  CHECK(TerminalText("<{}>", foreign.c_str()).bytes() == "<\uFFFD[2J a b\uFFFD\uFFFD>");
}

TEST_CASE("numbers are formatted as numbers and terminal text goes in as it is") {
  CHECK(TerminalText("{:>4} {:.1f} {}", 42, 2.25, 'x').bytes() == "  42 2.2 x");
  const TerminalText lines("one\ntwo\n");
  CHECK(TerminalText("{}three\n", lines).bytes() == "one\ntwo\nthree\n");
}

TEST_CASE("a drawing keeps its lines and inks and nothing else that steers the terminal") {
  const std::string drawing = inked(Ink::bad, "no") + "\tx\n\x1b[2J\x1b[8m\x1b]0;t\x07\r\xC0\xAFz";
  CHECK(TerminalText::drawn(drawing, true).bytes() ==
        "\x1b[1;31mno\x1b[0m\tx\n\uFFFD[2J\uFFFD[8m\uFFFD]0;t\uFFFD\uFFFD\uFFFD\uFFFDz");
  CHECK(TerminalText::drawn(drawing, false).bytes().find('\x1b') == std::string::npos);
  CHECK(TerminalText::drawn("plain ✔ text\n", true).bytes() == "plain ✔ text\n");
}
