#include "reports/sequence_diagram.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "reports/display_width.hpp"
#include "reports/text_canvas.hpp"
#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The lines above the legend.
std::vector<std::string> body_of(const Counterexample& counterexample, const TextStyle& style) {
  std::vector<std::string> lines = lines_of(sequence_diagram(counterexample, style));
  lines.erase(std::ranges::find(lines, ""), lines.end());
  return lines;
}

std::string glyph_at(const std::string& line, std::size_t column) {
  std::size_t at = 0;
  for (const Glyph& glyph : glyphs_of(line)) {
    if (at == column) return glyph.bytes;
    at += glyph.width;
  }
  return "";
}

std::vector<std::size_t> columns_with(const std::string& line, const std::string& wanted) {
  std::vector<std::size_t> columns;
  std::size_t at = 0;
  for (const Glyph& glyph : glyphs_of(line)) {
    if (glyph.bytes == wanted) columns.push_back(at);
    at += glyph.width;
  }
  return columns;
}

std::string without_escape_sequences(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') {
      at = text.find('m', at);
    } else {
      result += text[at];
    }
  }
  return result;
}

std::vector<Counterexample> all_samples() {
  return {lost_on_a_broken_connection(), receipt_thrown_away(), resent_for_ever(), with_push_and_answers()};
}

}  // namespace

TEST_CASE("a message that is lost after one check reads as this") {
  CHECK(sequence_diagram(lost_on_a_broken_connection(), {.colour = false, .unicode = true, .width = 100}) ==
        R"(      Alice sees   Alice                       Server            Bob
      m1          iPhone                                      Android 6
                     │                            │               │
  1   ◴              │ composes m1                │               │
                     ├── m1 ─▶ ┄┄                 │               │
  2   ◴              ├──────────── m1 ───────────▶│ stores m1     │
                     │             ┄┄ ◀─ ack m1 ──┼── m1 ─▶ ┄┄    │
                     │                            │ ✗ drops m1    │
  3   ✓              │◀───────── ack m1 ──────────┤               │
                     │ removes m1 from the outbox │               │
  4   ✓              │                            ├── m1 ──✗ lost │ ✗ connection breaks
                     │                            │               │

  ◴ waiting   ✓ says: the server has it   ─▶ ┄┄ sets out   ───▶ arrives   ──✗ lost

  ✘ CUSTODY: Alice sees one check for m1, but nobody has it any more: the server dropped it and
    Bob's phone never stored it.
)");
}

TEST_CASE("a run in which nothing happens any more reads as this") {
  CHECK(sequence_diagram(receipt_thrown_away(), {.colour = false, .unicode = true, .width = 100}) ==
        R"(      Alice sees   Alice                      Server                        Bob
      m1          iPhone                                                 Android 6
                     │                           │                           │
  1   ◴              │ composes m1               │                           │
                     ├── m1 ─▶ ┄┄                │                           │
  2   ◴              ├─────────── m1 ───────────▶│ stores m1                 │
                     │            ┄┄ ◀─ ack m1 ──┼── m1 ─▶ ┄┄                │
  3   ✓              │◀──────── ack m1 ──────────┤                           │
  4   ✓              │ leaves the app            │                           │
  5   ✓              │ suspended: offline        │                           │
  6   ✓              │                           ├─────────── m1 ───────────▶│ stores m1
                     │                           │            ┄┄ ◀─ ack m1 ──┤
  7   ✓              │                           │◀──────── ack m1 ──────────┤
                     │                           │ drops m1                  │
                     │                           │ ✗ throws the receipt away │
─── nothing happens any more ───────────────────────────────────────────────────

  ◴ waiting   ✓ says: the server has it   ─▶ ┄┄ sets out   ───▶ arrives

  ✘ MARK2: Bob's phone has stored m1, but Alice never sees two checks: the receipt was thrown
    away.
)");
}

TEST_CASE("steps that repeat for ever read as this without Unicode") {
  CHECK(sequence_diagram(resent_for_ever(), {.colour = false, .unicode = false, .width = 80}) ==
        R"(      Alice sees   Alice       Server                Bob
      m1          iPhone                          Android 6
                     |            |                   |
  1   v              |            +------- m1 ------->| stores m1
                     |            |    .. <- ack m1 --+
  2   v              |            | lost X-- ack m1 --+ X connection breaks
  3   v              |            +-- m1 -> ..        | connects
+-- from here on these steps repeat for ever ------------
| 4   v              |            +------- m1 ------->| X throws the duplicate
|                    |            |                   |   of m1 away
| 5   v              |            +-- m1 -> ..        |
+-- back to step 4 --------------------------------------

  v says: the server has it   -> .. sets out   ---> arrives   --X lost

  X QUIET: The server sends m1 to Bob again and again: Bob's phone has it, and
    never says so a second time.
)");
}

TEST_CASE("every lifeline keeps its column on every line") {
  const std::size_t width = GENERATE(std::size_t{40}, std::size_t{72}, std::size_t{100}, std::size_t{160});
  for (const Counterexample& sample : all_samples()) {
    const std::vector<std::string> body = body_of(sample, {.colour = false, .unicode = true, .width = width});
    // The two lines of the heading come first, then one with the lifelines alone.
    const std::vector<std::size_t> lifelines = columns_with(body.at(2), "│");
    CHECK(lifelines.size() == sample.parties.size());
    for (std::size_t i = 2; i < body.size(); ++i) {
      CAPTURE(width, body[i]);
      const bool is_rule = body[i].starts_with("─") || body[i].starts_with("┌") || body[i].starts_with("└");
      for (const std::size_t column : lifelines) {
        const std::string glyph = glyph_at(body[i], column);
        CHECK((is_rule || glyph == "│" || glyph == "├" || glyph == "┤" || glyph == "┼"));
      }
    }
  }
}

TEST_CASE("a diagram keeps to the width where its arrows allow it") {
  for (const Counterexample& sample : all_samples()) {
    for (const std::string& line : body_of(sample, {.colour = false, .unicode = true, .width = 100})) {
      CAPTURE(line);
      CHECK(display_width(line) <= 100);
      CHECK_FALSE(line.ends_with(' '));
    }
  }
}

TEST_CASE("colour changes nothing but the colour") {
  for (const Counterexample& sample : all_samples()) {
    const std::string plain = sequence_diagram(sample, {.colour = false, .unicode = true, .width = 100});
    const std::string coloured = sequence_diagram(sample, {.colour = true, .unicode = true, .width = 100});
    CHECK(coloured != plain);
    CHECK(without_escape_sequences(coloured) == plain);
    CHECK(plain.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("wide names do not push a lifeline aside") {
  Counterexample sample = lost_on_a_broken_connection();
  sample.parties[0].name = "李雷";
  sample.parties[2].name = "韓梅梅";
  sample.steps[0].notes[0].text = "寫 m1";
  const std::vector<std::string> body = body_of(sample, {});
  const std::vector<std::size_t> lifelines = columns_with(body.at(2), "│");
  REQUIRE(lifelines.size() == 3);
  CHECK(columns_with(body.at(3), "│") == lifelines);
}

TEST_CASE("a step without arrows and notes shows its words") {
  Counterexample sample = lost_on_a_broken_connection();
  sample.steps[0].arrows.clear();
  sample.steps[0].notes.clear();
  const std::string drawn = sequence_diagram(sample, {});
  CHECK(drawn.find("│ Alice writes m1; her phone") != std::string::npos);
  for (const std::string& line : lines_of(drawn)) CHECK(display_width(line) <= 100);
}

TEST_CASE("what died with its connection is cut off and not lost") {
  Counterexample sample = lost_on_a_broken_connection();
  for (Step& step : sample.steps) {
    for (Arrow& arrow : step.arrows) {
      if (arrow.kind == ArrowKind::lost) arrow.kind = ArrowKind::cut_off;
    }
  }
  const std::string drawn = sequence_diagram(sample, {});
  CHECK(drawn.find("├── m1 ──✗ cut off │ ✗ connection breaks") != std::string::npos);
  CHECK(drawn.find("──✗ cut off: its connection is dead\n") != std::string::npos);
  CHECK(drawn.find("lost") == std::string::npos);
}

TEST_CASE("a message that is told to have failed does not wait any more and keeps its checks") {
  Counterexample sample = lost_on_a_broken_connection();
  sample.steps[1].marks[0].failed = true;
  sample.steps[3].marks[0].failed = true;
  const std::vector<std::string> lines = lines_of(sequence_diagram(sample, {}));
  const auto line_of = [&](const std::string& step) {
    return *std::ranges::find_if(lines, [&](const std::string& line) { return line.starts_with("  " + step + "   "); });
  };
  CHECK(line_of("1").starts_with("  1   ◴ "));
  CHECK(line_of("2").starts_with("  2   ! "));
  CHECK(line_of("4").starts_with("  4   ✓! "));
  CHECK(sequence_diagram(sample, {}).find("! told that it failed") != std::string::npos);
  CHECK(sequence_diagram(lost_on_a_broken_connection(), {}).find("told that it failed") == std::string::npos);
}

TEST_CASE("an empty counterexample is drawn as nothing but its sentence") {
  Counterexample nothing;
  nothing.property = "CUSTODY";
  nothing.sentence = "It never held.";
  CHECK(lines_of(sequence_diagram(nothing, {})).back() == "  ✘ CUSTODY: It never held.");
}

TEST_CASE("what is written over a wide glyph leaves no half of it") {
  TextCanvas canvas;
  canvas.add_rows(1);
  canvas.put(0, 0, "李雷");
  canvas.put(0, 4, "x");
  CHECK(canvas.to_string({}) == "李雷x\n");
}

TEST_CASE("a path that violates nothing is drawn without a sentence about a violation") {
  Counterexample path = lost_on_a_broken_connection();
  path.sentence.clear();
  CHECK(sequence_diagram(lost_on_a_broken_connection(), {}).find("✘") != std::string::npos);
  CHECK(sequence_diagram(path, {}).find("✘") == std::string::npos);
}
