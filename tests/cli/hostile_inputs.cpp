#include "tests/cli/hostile_inputs.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <string_view>
#include <utility>

namespace doublecheck::tests {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string numbered(std::size_t count, const std::function<std::string(std::size_t)>& part,
                     std::string_view joint = "") {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? std::string() : std::string(joint)) + part(i);
  return text;
}

std::string scenario(const std::string& rest = "", const std::string& contacts = "\"bob\"",
                     const std::string& top = "") {
  return "title = \"T\"\nquestion = \"Q\"\n" + top +
         "[participants.alice]\nplatform = \"android\"\nnumber = \"+49 30 1001\"\ncontacts = [" + contacts +
         "]\n[participants.bob]\nplatform = \"iphone\"\nnumber = \"+49 30 1002\"\n[[messages]]\nfrom = \"alice\"\nto = "
         "\"bob\"\n" +
         rest;
}

std::string formula(const std::string& text) { return scenario("[properties.own.X]\nformula = \"" + text + "\"\n"); }

std::string joined(std::string_view part, std::string_view joint, std::size_t times) {
  return numbered(times, [&](std::size_t) { return std::string(part); }, joint);
}

using Inputs = std::vector<HostileInput>;

/// As files were sent that ran for minutes, took gigabytes, or ended the program by a signal.
void add_known(Inputs& inputs) {
  const auto number = [](std::size_t i) { return fmt::format("\"+{}\"", i); };
  inputs.push_back({"dotted-key", joined("a", ".", 10'000) + " = 1\n", 2, "a key has more than 32 parts"});
  inputs.push_back({"leads-to", formula(joined("is_quiet", " leads_to ", 4'000)), 2, "beyond-limits"});
  inputs.push_back({"leads-to-below", formula(joined("is_quiet", " leads_to ", 3'000)), 2, "nested too deeply"});
  inputs.push_back({"implies", formula(joined("is_quiet", " -> ", 8'000)), 2, "beyond-limits"});
  inputs.push_back({"parentheses", formula(repeated("(", 100'000) + "is_quiet" + repeated(")", 100'000)), 2,
                    "a text is longer than 64 KiB"});
  inputs.push_back({"nots", formula(repeated("not ", 100'000) + "is_quiet"), 2, "a text is longer than 64 KiB"});
  inputs.push_back({"untils", formula(joined("is_quiet", " until ", 40)), 0, ""});
  inputs.push_back({"foralls",
                    formula("forall " +
                            numbered(
                                12, [](std::size_t i) { return fmt::format("m{}", i); }, ", ") +
                            ": always is_quiet"),
                    2, "`m0` is not used"});
  inputs.push_back({"check-list", scenario("[properties]\ncheck = [" + joined("\"CUSTODY\"", ",", 100'000) + "]\n"), 2,
                    "beyond-limits"});
  inputs.push_back({"keys", scenario(numbered(100'000, [](std::size_t i) { return fmt::format("k{} = {}\n", i, i); })),
                    2, "there are more than 50000 keys"});
  inputs.push_back({"contacts", scenario("", numbered(100'000, number, ",")), 2, "beyond-limits"});
  inputs.push_back(
      {"messages", scenario(repeated("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\n", 100'000)), 2, "beyond-limits"});
  inputs.push_back({"participants",
                    scenario(numbered(20'000,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[participants.p{0}]\nplatform = \"android\"\nnumber = "
                                            "\"+1 {0}\"\n",
                                            i);
                                      })),
                    2, "there are more than 10000 tables"});
  inputs.push_back({"tables", scenario(numbered(100'000, [](std::size_t i) { return fmt::format("[x{}]\n", i); })), 2,
                    "there are more than 10000 tables"});
  inputs.push_back({"long-line", "title = \"" + repeated("x", 50'000'000) + "\"\n", 2, "[too-large]"});
  inputs.push_back({"own-properties",
                    scenario(numbered(5'000,
                                      [](std::size_t i) {
                                        return fmt::format("[properties.own.P{}]\nformula = \"always is_quiet\"\n", i);
                                      })),
                    2, "more than 200 properties"});
}

/// Just within the limits of the text: what is beyond the reader must not take the square of them.
void add_below(Inputs& inputs) {
  inputs.push_back({"keys-below",
                    scenario(numbered(49'000, [](std::size_t i) { return fmt::format("k{} = {}\n", i, i); })), 2,
                    "48980 more errors are not shown"});
  inputs.push_back({"tables-below", scenario(numbered(9'900, [](std::size_t i) { return fmt::format("[x{}]\n", i); })),
                    2, "9880 more errors are not shown"});
  inputs.push_back(
      {"contacts-below",
       scenario("", numbered(
                        25'000, [](std::size_t i) { return fmt::format("\"+{}\"", i + 1'000'000); }, ",\n")),
       0, "without errors"});
  inputs.push_back({"contacts-twice", scenario("", joined("\"+1\"", ",\n", 49'000)), 2, "48979 more errors"});
  inputs.push_back({"contacts-unknown", scenario("", joined("\"bbo\"", ",\n", 49'000)), 2, "48980 more errors"});
  inputs.push_back({"check-list-below",
                    scenario("[properties]\ncheck = [" + joined("\"CUSTODX\"", ",", 20'000) + "]\n"), 2,
                    "19980 more errors"});
  inputs.push_back({"participants-below",
                    scenario(numbered(1'000,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[participants.p{0}]\nplatform = \"android\"\nnumber "
                                            "= \"+1 {0}\"\ncontacts = [\"bob\"]\n",
                                            i);
                                      })),
                    2, "more than 1000 participants"});
  inputs.push_back({"numbers-shared",
                    scenario(numbered(900,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[participants.p{}]\nplatform = \"android\"\nnumber = "
                                            "\"+1\"\n",
                                            i);
                                      })),
                    2, "have the same phone number"});
  inputs.push_back({"devices",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 999\n" +
                             numbered(1,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[participants.d{}]\nplatform = \"android\"\ndevice_of = \"bob\"\n", i);
                                      })),
                    0, "without errors"});
  inputs.push_back({"copies",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 999\n" +
                             numbered(15,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[participants.d{}]\nplatform = \"android\"\ndevice_of = \"bob\"\n", i);
                                      })),
                    2, "more than 2000 copies"});
  inputs.push_back({"devices-beyond",
                    scenario(numbered(900,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[participants.d{}]\nplatform = \"android\"\ndevice_of = "
                                            "\"bob\"\n",
                                            i);
                                      })),
                    2, "more than 15 further devices"});
  inputs.push_back(
      {"options-unknown",
       scenario("[options]\n" + numbered(40'000, [](std::size_t i) { return fmt::format("o{} = \"x\"\n", i); })), 2,
       "39980 more errors"});
  inputs.push_back({"variants",
                    scenario("[population]\n" +
                             numbered(5'000,
                                      [](std::size_t i) {
                                        return fmt::format("[variants.v{}]\n\"options.retention\" = \"forever\"\n", i);
                                      })),
                    2, "64 at most"});
}

/// Text that no scenario has.
void add_shapes(Inputs& inputs) {
  inputs.push_back({"deep-list", "question = " + repeated("[", 100'000), 2, "nested more than 32 deep"});
  inputs.push_back({"deep-list-closed", "question = " + repeated("[", 100'000) + repeated("]", 100'000), 2,
                    "nested more than 32 deep"});
  inputs.push_back({"deep-table", "question = " + repeated("{a=", 100'000), 2, "nested more than 32 deep"});
  inputs.push_back({"deep-header", "[" + joined("a", ".", 10'000) + "]\n", 2, "a key has more than 32 parts"});
  inputs.push_back({"dotted-quoted", joined("\"a\"", ".", 10'000) + " = 1\n", 2, "a key has more than 32 parts"});
  inputs.push_back({"long-string", "question = \"" + repeated("x", 200'000) + "\"\n", 2, "longer than 64 KiB"});
  inputs.push_back({"long-string-of-lines", "question = \"\"\"" + repeated("x\n", 50'000), 2, "longer than 64 KiB"});
  inputs.push_back({"long-comment", "# " + repeated("x", 1'000'000) + "\n", 2, "a line is longer than 256 KiB"});
  inputs.push_back({"many-lines", repeated("\n", 4'000'000), 2, "there are more than 100000 lines"});
  inputs.push_back({"commas", "a = [" + repeated("1,", 2'000'000) + "]\n", 2, "beyond-limits"});
  inputs.push_back({"participants-million",
                    scenario(numbered(1'000'000, [](std::size_t i) { return fmt::format("[participants.p{}]\n", i); })),
                    2, "[too-large]"});
  inputs.push_back({"huge-integer", scenario("[limits]\nstates = " + repeated("9", 100'000) + "\n"), 2, "[syntax]"});
  inputs.push_back({"huge-float", scenario("[limits]\nstates = 1." + repeated("0", 100'000) + "e99999\n"), 2, ""});
  inputs.push_back({"huge-date", scenario("[limits]\nstates = 99999999-99-99T99:99:99Z\n"), 2, "is no value"});
  inputs.push_back({"nul", scenario() + std::string(1'000'000, '\0'), 2, "[not-text]"});
  inputs.push_back({"bytes", repeated("\xff\xfe", 1'000'000), 2, "[not-text]"});
  inputs.push_back({"mark", "\xEF\xBB\xBF" + scenario(), 0, "without errors"});
  std::string with_returns;
  for (const char letter : scenario()) with_returns += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
  inputs.push_back({"returns", with_returns, 0, "without errors"});
  inputs.push_back({"escapes", scenario(repeated("\"\\u001b[31m", 1) + repeated("\\u0007", 10'000) + "\" = 1\n"), 2,
                    "[unknown-key]"});
}

/// Formulas that say more than one sees.
void add_formulas(Inputs& inputs) {
  const auto nested = [](std::string_view open, std::size_t times) {
    return repeated(open, times) + "is_quiet" + repeated(")", times);
  };
  inputs.push_back({"equivalences", formula(joined("is_quiet", " <-> ", 60)), 2, "[formula-too-large]"});
  inputs.push_back({"equivalences-of-time", formula(nested("eventually is_quiet <-> (", 60)), 2, "[formula"});
  inputs.push_back({"weak-untils", formula(joined("is_quiet", " weak_until ", 60)), 2, "[formula"});
  inputs.push_back({"products",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 30\n[properties.own.X]\nformula = "
                             "\"forall a, b, c, d, e: always (is_composed(a) or is_composed(b) or is_composed(c) or "
                             "is_composed(d) or is_composed(e))\"\n"),
                    2, "[formula-too-large]"});
  inputs.push_back({"products-inside",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 999\n[properties.own.X]\nformula = "
                             "\"always (is_quiet -> forall a, b: (is_composed(a) or is_composed(b)))\"\n"),
                    2, "[formula-too-large]"});
  inputs.push_back({"conclusions",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 999\n[properties.own.X]\nformula = "
                             "\"always (is_quiet -> forall a: is_composed(a))\"\n"),
                    0, "without errors"});
  inputs.push_back({"eventualities",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 60\n[properties.own.X]\nformula = "
                             "\"(forall a: always eventually is_composed(a)) -> always eventually is_quiet\"\n"),
                    2, "[formula-too-large]"});
  inputs.push_back({"untils-of-many",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 15\n[properties.own.X]\nformula = "
                             "\"not forall a: (is_composed(a) until (has_two_checks(a) until is_quiet))\"\n"),
                    2, "[formula-too-large]"});
  inputs.push_back({"heavy-properties",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 15\n" +
                             numbered(200,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[properties.own.P{}]\nformula = \"not forall a: (is_composed(a) until "
                                            "(has_two_checks(a) until is_quiet))\"\n",
                                            i);
                                      })),
                    2, "[formula-too-large]"});
  inputs.push_back({"heavy-automata",
                    scenario("[[messages]]\nfrom = \"alice\"\nto = \"bob\"\ncount = 5\n" +
                             numbered(200,
                                      [](std::size_t i) {
                                        return fmt::format(
                                            "[properties.own.P{}]\nformula = \"not ({})\"\n", i,
                                            numbered(
                                                5,
                                                [](std::size_t m) {
                                                  return fmt::format(
                                                      "(is_composed(m{0}) leads_to has_two_checks(m{0}))", m + 1);
                                                },
                                                " and "));
                                      })),
                    2, "[formula-too-large]"});
  inputs.push_back({"unknown-predicates", formula(joined("is_quit", " and ", 4'900)), 2, "4880 more errors"});
  inputs.push_back({"variables-many",
                    formula("forall " +
                            numbered(
                                2'000, [](std::size_t i) { return fmt::format("m{}", i); }, ", ") +
                            ": always is_quiet"),
                    2, "one variable too many"});
  inputs.push_back(
      {"equals-chain",
       formula("exists " +
               numbered(
                   60, [](std::size_t i) { return fmt::format("m{}", i); }, ", ") +
               ": " +
               numbered(
                   3'000, [](std::size_t i) { return fmt::format("m{} = m{}", i % 60, (i + 1) % 60); }, " and ")),
       0, "without errors"});
}

/// Other files and arguments than scenarios.
void add_others(Inputs& inputs) {
  const std::string library = DOUBLECHECK_LIBRARY;
  const std::string happy = library + "/01-happy-path.toml";
  const std::string path = "# doublecheck path, version 1\nscenario " + happy + "\n";
  inputs.push_back(
      {"platforms-many",
       "platform_set = \"x\"\n" + numbered(9'000, [](std::size_t i) { return fmt::format("[platforms.p{}]\n", i); }), 2,
       "more errors are not shown"});
  inputs.push_back({"path-of-a-million",
                    path + "---\n" + repeated("compose alice\n", 1'000'000),
                    2,
                    "[too-large]",
                    {"replay", "--all", "FILE"}});
  inputs.push_back({"path-long",
                    path + "---\n" + repeated("compose alice\n", 200'000),
                    2,
                    "there are more than 100000 steps",
                    {"replay", "--all", "FILE"}});
  inputs.push_back({"path-of-errors",
                    path + "---\n" + repeated("compse alice\n", 200'000),
                    2,
                    "199980 more errors",
                    {"replay", "--all", "FILE"}});
  inputs.push_back({"path-settings",
                    path + repeated("set budgets.breaks=1\n", 100'000),
                    2,
                    "there are more than 1000 settings",
                    {"replay", "--all", "FILE"}});
  inputs.push_back({"path-line",
                    path + "---\n" + repeated("x ", 1'000'000),
                    2,
                    "a line is longer than 256 KiB",
                    {"replay", "--all", "FILE"}});
  inputs.push_back({"set-dotted",
                    scenario(),
                    2,
                    "a key has more than 32 parts",
                    {"check", "FILE", "--set", joined("a", ".", 10'000) + "=1"}});
  inputs.push_back({"set-table-dotted",
                    scenario(),
                    2,
                    "a key has more than 32 parts",
                    {"check", "FILE", "--set", "options={" + joined("a", ".", 10'000) + "=1}"}});
  inputs.push_back({"set-deep",
                    scenario(),
                    2,
                    "nested more than 32 deep",
                    {"check", "FILE", "--set", "options=" + repeated("[", 50'000)}});
  inputs.push_back({"formula-option",
                    path + "---\ncompose alice\n",
                    2,
                    "nested too deeply",
                    {"replay", "--all", "FILE", "--formula", repeated("not ", 20'000) + "is_quiet"}});
  inputs.push_back({"formula-option-wide",
                    path + "---\ncompose alice\n",
                    2,
                    "one part too many",
                    {"replay", "--all", "FILE", "--formula", joined("p", " or ", 15'000)}});
  inputs.push_back({"graph-by", scenario(), 2, "", {"graph", "FILE", "--by", joined("is_composd", ",", 8'000)}});
}

}  // namespace

std::vector<HostileInput> hostile_inputs() {
  Inputs inputs;
  add_known(inputs);
  add_below(inputs);
  add_shapes(inputs);
  add_formulas(inputs);
  add_others(inputs);
  return inputs;
}

}  // namespace doublecheck::tests
