#include "scenarios/diagnostic.hpp"

#include <string>

#include "scenarios/code_points.hpp"
#include "tests/catch.hpp"

using namespace doublecheck::scenarios;

namespace {

Diagnostic at(std::size_t column, std::size_t end_column, std::string source_line) {
  return {.file = "f.toml",
          .line = 7,
          .column = column,
          .end_column = end_column,
          .code = "some-code",
          .message = "message",
          .source_line = std::move(source_line),
          .label = "label",
          .help = ""};
}

}  // namespace

TEST_CASE("a diagnostic marks its place below the source line") {
  CHECK(to_text(at(5, 8, "abc def ghi"), false) ==
        "error: message  [some-code]\n"
        "  --> f.toml:7:5\n"
        "   7 | abc def ghi\n"
        "     |     ^^^ label\n");
}

TEST_CASE("a place behind the end of the line is marked there") {
  CHECK(to_text(at(4, 5, "abc"), false) ==
        "error: message  [some-code]\n"
        "  --> f.toml:7:4\n"
        "   7 | abc\n"
        "     |    ^ label\n");
}

TEST_CASE("a letter of several bytes takes one column") {
  CHECK(to_text(at(5, 6, "ä€𝄞 x"), false) ==
        "error: message  [some-code]\n"
        "  --> f.toml:7:5\n"
        "   7 | ä€𝄞 x\n"
        "     |     ^ label\n");
}

TEST_CASE("below a tab stands a tab") {
  CHECK(to_text(at(3, 4, "\t\tx"), false) ==
        "error: message  [some-code]\n"
        "  --> f.toml:7:3\n"
        "   7 | \t\tx\n"
        "     | \t\t^ label\n");
}

TEST_CASE("of a long line the part around the place is shown") {
  const std::string line = std::string(300, 'a') + "bcd" + std::string(300, 'e');
  CHECK(to_text(at(301, 304, line), false) ==
        "error: message  [some-code]\n"
        "  --> f.toml:7:301\n"
        "   7 | ..." +
            std::string(40, 'a') + "bcd" + std::string(57, 'e') + "...\n     | " + std::string(43, ' ') +
            "^^^ label\n");
}

TEST_CASE("a diagnostic about a whole file shows no line") {
  Diagnostic diagnostic = at(0, 0, "");
  diagnostic.line = 0;
  diagnostic.help = "help";
  CHECK(to_text(diagnostic, false) == "error: message  [some-code]\n  --> f.toml\nhelp: help\n");
}

TEST_CASE("colour adds escape sequences and nothing else") {
  Diagnostic diagnostic = at(5, 8, "abc def ghi");
  diagnostic.help = "help";
  const std::string plain = to_text(diagnostic, false);
  const std::string coloured = to_text(diagnostic, true);
  CHECK(plain.find('\x1b') == std::string::npos);
  std::string stripped;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') {
      i = coloured.find('m', i);
    } else {
      stripped += coloured[i];
    }
  }
  CHECK(stripped == plain);
  CHECK(coloured.size() > plain.size());
}

TEST_CASE("printable text has no control characters and no broken sequences") {
  CHECK(printable("a\tb") == "a\tb");
  CHECK(printable("\x1b[31mred\x7f") == "?[31mred?");
  CHECK(printable("\xC2\x9B") == "?");
  CHECK(printable("\xFF\xC3") == "??");
  CHECK(printable("\xE2\x82") == "??");
  CHECK(printable("grün €") == "grün €");
}

TEST_CASE("text is binary if a byte is zero or no UTF-8") {
  CHECK_FALSE(is_binary("grün\r\n"));
  CHECK(is_binary(std::string("a\0b", 3)));
  CHECK(is_binary("\x89PNG"));
}
