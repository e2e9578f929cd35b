#include "tests/ltl/spin_syntax.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ltl/lasso.hpp"

namespace doublecheck::tests {
namespace {

using namespace doublecheck::ltl;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Formula whole() {
    Formula formula = implications();
    skip_spaces();
    if (!text_.empty()) throw SyntaxError("expected the end: " + std::string(text_));
    return formula;
  }

 private:
  void skip_spaces() {
    while (!text_.empty() && std::isspace(static_cast<unsigned char>(text_.front())) != 0) text_.remove_prefix(1);
  }

  bool take(std::string_view sign) {
    skip_spaces();
    if (!text_.starts_with(sign)) return false;
    text_.remove_prefix(sign.size());
    return true;
  }

  Formula implications() {
    Formula left = disjunctions();
    if (take("<->")) return equivalence(left, implications());
    return take("->") ? implication(std::move(left), implications()) : left;
  }

  Formula disjunctions() {
    Formula left = conjunctions();
    if (!take("||")) return left;
    return disjunction({std::move(left), disjunctions()});
  }

  Formula conjunctions() {
    Formula left = untils();
    if (!take("&&")) return left;
    return conjunction({std::move(left), conjunctions()});
  }

  Formula untils() {
    Formula left = operand();
    if (take("U")) return until(std::move(left), untils());
    if (take("V")) return release(std::move(left), untils());
    return take("W") ? weak_until(std::move(left), untils()) : left;
  }

  Formula operand() {
    if (take("!")) return negation(operand());
    if (take("[]")) return always(operand());
    if (take("<>")) return eventually(operand());
    if (take("X")) return next(operand());
    if (take("true") || take("1")) return constant(true);
    if (take("false") || take("0")) return constant(false);
    if (take("(")) {
      Formula inner = implications();
      if (!take(")")) throw SyntaxError("expected ')': " + std::string(text_));
      return inner;
    }
    if (text_.empty() || text_.front() < 'a' || text_.front() > 'z') {
      throw SyntaxError("expected a formula: " + std::string(text_));
    }
    Formula letter = proposition(static_cast<std::size_t>(text_.front() - 'a'));
    text_.remove_prefix(1);
    return letter;
  }

  std::string_view text_;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.front())) != 0) line.remove_prefix(1);
    if (!line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The labels that stand before one statement are one state, which accepts if one of them says so.
class Claim {
 public:
  explicit Claim(std::size_t propositions) : letters_(Letter{1} << propositions) {}

  NeverClaim read(std::string_view text) {
    const std::vector<std::string_view> lines = lines_of(text);
    number_labels(lines);
    claim_.automaton.states.resize(state_count_);
    claim_.automaton.initial = {0};
    for (const std::string_view line : lines) read_line(line);
    return std::move(claim_);
  }

 private:
  static std::optional<std::string> label_of(std::string_view line) {
    const bool is_label = line.ends_with(':') && line.find(' ') == std::string_view::npos;
    return is_label ? std::optional<std::string>(line.substr(0, line.size() - 1)) : std::nullopt;
  }

  void number_labels(const std::vector<std::string_view>& lines) {
    bool is_new = true;
    for (const std::string_view line : lines) {
      const std::optional<std::string> label = label_of(line);
      if (label) {
        if (is_new) ++state_count_;
        states_[*label] = static_cast<StateNumber>(state_count_ - 1);
      }
      is_new = !label;
    }
  }

  void read_line(std::string_view line) {
    if (const std::optional<std::string> label = label_of(line)) {
      here_ = states_.at(*label);
      if (label->starts_with("accept")) claim_.automaton.states[here_].is_accepting = true;
    } else if (line == "skip") {
      add(constant(true), here_);
    } else if (line.starts_with("::")) {
      read_option(line.substr(2));
    }
  }

  /// "false", or "(guard) -> goto state", or "atomic { (guard) -> assert(!(guard)) }", which ends the claim as a
  /// violation.
  void read_option(std::string_view option) {
    if (option.ends_with(" false")) return;  // how SPIN says that there is none
    const std::size_t jump = option.find("-> goto ");
    if (jump != std::string_view::npos) {
      add(formula_from(option.substr(0, jump)), states_.at(std::string(option.substr(jump + 8))));
      return;
    }
    const std::size_t opening = option.find("atomic {");
    const std::size_t assertion = option.find("-> assert(");
    if (opening == std::string_view::npos || assertion == std::string_view::npos) {
      throw SyntaxError("expected an option: " + std::string(option));
    }
    add(formula_from(option.substr(opening + 8, assertion - opening - 8)), states_.at("accept_all"));
  }

  void add(const Formula& guard, StateNumber target) {
    ++claim_.options;
    for (Letter letter = 0; letter < letters_; ++letter) {
      if (!holds_on(guard, {.cycle = {letter}})) continue;
      claim_.automaton.states[here_].transitions.push_back(
          {.guard = {.must = letter, .must_not = (letters_ - 1) & ~letter}, .target = target});
    }
  }

  Letter letters_;
  std::map<std::string, StateNumber> states_;
  std::size_t state_count_ = 0;
  StateNumber here_ = 0;
  NeverClaim claim_;
};

}  // namespace

Formula formula_from(std::string_view text) { return Reader(text).whole(); }

NeverClaim never_claim_from(std::string_view text, std::size_t propositions) { return Claim(propositions).read(text); }

}  // namespace doublecheck::tests
