#include "language/spelling.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::language {
namespace {

constexpr Spelling infix(std::string_view text, Connective connective) {
  return {.text = text, .role = Role::infix, .connective = connective};
}

constexpr Spelling prefix(std::string_view text, Connective connective) {
  return {.text = text, .role = Role::prefix, .connective = connective};
}

constexpr std::array kSpellings = {
    infix("and", Connective::conjunction),
    infix("or", Connective::disjunction),
    infix("->", Connective::implication),
    infix("<->", Connective::equivalence),
    infix("until", Connective::until),
    infix("release", Connective::release),
    infix("weak_until", Connective::weak_until),
    infix("leads_to", Connective::leads_to),
    infix("implies", Connective::implication),
    infix("iff", Connective::equivalence),
    infix("&&", Connective::conjunction),
    infix("&", Connective::conjunction),
    infix("||", Connective::disjunction),
    infix("|", Connective::disjunction),
    prefix("not", Connective::negation),
    prefix("always", Connective::always),
    prefix("eventually", Connective::eventually),
    prefix("next", Connective::next),
    prefix("once", Connective::once),
    prefix("historically", Connective::historically),
    prefix("!", Connective::negation),
    prefix("[]", Connective::always),
    prefix("<>", Connective::eventually),
    Spelling{.text = "forall", .role = Role::quantifier, .quantifier = Quantifier::for_all},
    Spelling{.text = "exists", .role = Role::quantifier, .quantifier = Quantifier::exists},
    Spelling{.text = "true", .role = Role::constant, .value = true},
    Spelling{.text = "false", .role = Role::constant, .value = false},
    Spelling{.text = "=", .role = Role::comparison, .value = true},
    Spelling{.text = "!=", .role = Role::comparison, .value = false},
    Spelling{.text = "in", .role = Role::membership},
};

bool begins_word(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}

bool continues_word(char letter) { return begins_word(letter) || (letter >= '0' && letter <= '9'); }

}  // namespace

Level level_of(Connective infix) {
  switch (infix) {
    case Connective::equivalence:
      return Level::equivalence;
    case Connective::implication:
    case Connective::leads_to:
      return Level::implication;
    case Connective::disjunction:
      return Level::disjunction;
    case Connective::conjunction:
      return Level::conjunction;
    case Connective::until:
    case Connective::release:
    case Connective::weak_until:
    case Connective::negation:
    case Connective::next:
    case Connective::eventually:
    case Connective::always:
    case Connective::once:
    case Connective::historically:
      break;
  }
  return Level::until;
}

bool is_prefix(Connective connective) {
  return std::ranges::any_of(kSpellings, [&](const Spelling& spelling) {
    return spelling.role == Role::prefix && spelling.connective == connective;
  });
}

bool is_past(Connective connective) { return connective == Connective::once || connective == Connective::historically; }

bool is_future(Connective connective) {
  switch (connective) {
    case Connective::next:
    case Connective::until:
    case Connective::release:
    case Connective::weak_until:
    case Connective::eventually:
    case Connective::always:
    case Connective::leads_to:
      return true;
    case Connective::negation:
    case Connective::conjunction:
    case Connective::disjunction:
    case Connective::implication:
    case Connective::equivalence:
    case Connective::once:
    case Connective::historically:
      break;
  }
  return false;
}

std::span<const Spelling> spellings() { return kSpellings; }

const Spelling* spelling_at(std::string_view text) {
  const std::string_view word = text.substr(0, word_length(text));
  const Spelling* longest = nullptr;
  for (const Spelling& spelling : kSpellings) {
    const bool fits = word.empty() ? text.starts_with(spelling.text) : word == spelling.text;
    if (fits && (longest == nullptr || spelling.text.size() > longest->text.size())) longest = &spelling;
  }
  return longest;
}

std::size_t word_length(std::string_view text) {
  if (text.empty() || !begins_word(text.front())) return 0;
  std::size_t length = 1;
  while (length < text.size()) {
    const bool joined = text[length] == '-' && length + 1 < text.size() && continues_word(text[length + 1]);
    if (!joined && !continues_word(text[length])) break;
    length += joined ? 2 : 1;
  }
  return length;
}

bool is_free_word(std::string_view text) {
  return !text.empty() && word_length(text) == text.size() && spelling_at(text) == nullptr;
}

std::string_view spelled(Connective connective) {
  return std::ranges::find_if(kSpellings,
                              [&](const Spelling& spelling) {
                                const bool joins = spelling.role == Role::prefix || spelling.role == Role::infix;
                                return joins && spelling.connective == connective;
                              })
      ->text;
}

std::string_view spelled(Quantifier quantifier) { return quantifier == Quantifier::for_all ? "forall" : "exists"; }

}  // namespace doublecheck::language
