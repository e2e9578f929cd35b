#include "tests/language/samples.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

namespace doublecheck::tests {

using namespace doublecheck::language;

const Vocabulary& sample_vocabulary() {
  static const Vocabulary vocabulary{
      .sorts = {"user", "device", "message"},
      .predicates = {{"is_quiet", {}, "nothing is on its way"},
                     {"is_composed", {kMessage}, "the message is written"},
                     {"has_two_checks", {kMessage}, "the sender sees two checks"},
                     {"is_stored_by_recipient", {kMessage}, "the recipient has the message"},
                     {"is_excused", {kMessage}, "the message need not arrive"},
                     {"is_connected", {kDevice}, "the device is connected"},
                     {"is_stored_by", {kDevice, kMessage}, "the device has the message"},
                     {"is_queued_for", {kDevice, kMessage}, "the server keeps the message"},
                     {"was_released", {kDevice, kMessage}, "the server has forgotten the message"}},
      .functions = {{"sender", {kMessage}, kUser, "who wrote it"}, {"recipient", {kMessage}, kUser, "who gets it"}},
      .sets = {{"devices", {kUser}, kDevice, "the devices of a user"}, {"servers", {}, kDevice, "none"}},
  };
  return vocabulary;
}

const Universe& sample_universe() {
  static const Universe universe{
      .elements = {{"alice", "bob", "carol"}, {"alice", "bob", "bob-tablet"}, {"m1", "m2", "m3"}},
      .value_of =
          [](FunctionNumber function, const std::vector<ElementNumber>& arguments) {
            const std::vector<std::vector<ElementNumber>> values = {{0, 1, 0}, {1, 0, 2}};
            return values.at(function).at(arguments.at(0));
          },
      .elements_of =
          [](SetNumber set, const std::vector<ElementNumber>& arguments) {
            const std::vector<std::vector<ElementNumber>> devices = {{0}, {1, 2}, {}};
            return set == 0 ? devices.at(arguments.at(0)) : std::vector<ElementNumber>{};
          },
  };
  return universe;
}

const std::vector<std::string>& sample_formulas() {
  static const std::vector<std::string> formulas = {
      "forall m: always (has_two_checks(m) -> is_stored_by_recipient(m))",
      "forall m: is_composed(m) leads_to (forall d in devices(recipient(m)): is_stored_by(d, m)) or is_excused(m)",
      "forall m, d in devices(recipient(m)): always not (is_queued_for(d, m) and once is_stored_by(d, m))",
      "eventually always is_quiet",
      "exists d: always not is_connected(d)",
      "forall u: user, d in devices(u): u != sender(m1) implies !is_connected(d) | next is_connected('bob-tablet') iff "
      "true",
      "forall m: message: historically is_quiet & (is_composed(m) until \"m1\" = m) release is_quiet  # the end",
      "[] <> is_quiet &&\n  (is_quiet weak_until false || exists d in servers: is_connected(d)) <-> is_quiet",
  };
  return formulas;
}

Syntax parsed(std::string_view text) {
  auto result = parse(text);
  if (const auto* problem = std::get_if<Problem>(&result)) throw std::runtime_error(to_line(*problem));
  return std::get<Syntax>(std::move(result));
}

Problem parse_problem(std::string_view text) {
  auto result = parse(text);
  if (const auto* syntax = std::get_if<Syntax>(&result)) throw std::runtime_error("a formula: " + to_text(*syntax));
  return std::get<Problem>(std::move(result));
}

TypedFormula checked(std::string_view text) {
  auto result = check(parsed(text), sample_vocabulary(), sample_universe().elements);
  if (const auto* problems = std::get_if<std::vector<Problem>>(&result)) {
    throw std::runtime_error(to_line(problems->front()));
  }
  return std::get<TypedFormula>(std::move(result));
}

std::vector<std::string> check_problems(std::string_view text) {
  const auto result = check(parsed(text), sample_vocabulary(), sample_universe().elements);
  std::vector<std::string> lines;
  if (const auto* problems = std::get_if<std::vector<Problem>>(&result)) {
    for (const Problem& problem : *problems) lines.push_back(to_line(problem));
  }
  return lines;
}

std::string to_line(const Problem& problem) {
  const Place begin = problem.where.begin;
  std::string line = std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" +
                     std::to_string(problem.where.end.column) + " " + problem.message;
  if (!problem.expected.empty()) line += "; expected " + problem.expected;
  return line;
}

std::vector<std::string> grounded(std::string_view text) {
  const auto grounding = ground(checked(text), sample_universe());
  std::vector<std::string> lines;
  for (const Instance& instance : grounding.value().instances) {
    lines.push_back(to_text(instance.formula, *grounding, sample_vocabulary(), sample_universe().elements));
  }
  return lines;
}

}  // namespace doublecheck::tests
