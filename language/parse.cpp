#include "language/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <tao/pegtl.hpp>
#include <type_traits>
#include <vector>

#include "language/spelling.hpp"
#include "language/syntax_builder.hpp"

namespace doublecheck::language {
namespace {

namespace pegtl = tao::pegtl;

// ---- The grammar. A rule takes the blanks behind it along; those that actions look at are without blanks. ----

struct Comment : pegtl::seq<pegtl::one<'#'>, pegtl::star<pegtl::not_one<'\n'>>> {};
struct Blanks : pegtl::star<pegtl::sor<pegtl::one<' ', '\t', '\r', '\n'>, Comment>> {};

/// A word or sign of the language that plays this role.
template <Role kRole>
struct Spelled {
  using rule_t = Spelled;
  using subs_t = pegtl::empty_list;

  template <class Input>
  static bool match(Input& input) {
    const Spelling* found = spelling_at({input.current(), input.size()});
    if (found == nullptr || found->role != kRole) return false;
    input.bump(found->text.size());
    return true;
  }
};

/// A word that the language leaves free.
struct FreeWord {
  using rule_t = FreeWord;
  using subs_t = pegtl::empty_list;

  template <class Input>
  static bool match(Input& input) {
    const std::string_view rest(input.current(), input.size());
    const std::string_view word = rest.substr(0, word_length(rest));
    if (!is_free_word(word)) return false;
    input.bump(word.size());
    return true;
  }
};

struct InDoubleQuotes : pegtl::plus<pegtl::utf8::ranges<0x20, 0x21, 0x23, 0x7E, 0xA0, 0x10FFFF>> {};
struct InSingleQuotes : pegtl::plus<pegtl::utf8::ranges<0x20, 0x26, 0x28, 0x7E, 0xA0, 0x10FFFF>> {};
struct ClosingDoubleQuote : pegtl::one<'"'> {};
struct ClosingSingleQuote : pegtl::one<'\''> {};
struct Quoted : pegtl::sor<pegtl::seq<pegtl::one<'"'>, pegtl::must<InDoubleQuotes, ClosingDoubleQuote>>,
                           pegtl::seq<pegtl::one<'\''>, pegtl::must<InSingleQuotes, ClosingSingleQuote>>> {};

struct AnyTerm;
struct Name : FreeWord {};
struct Comma : pegtl::seq<pegtl::one<','>, Blanks> {};
struct ArgumentsOpen : pegtl::one<'('> {};
struct ArgumentsClose : pegtl::one<')'> {};
struct Arguments : pegtl::seq<ArgumentsOpen, Blanks, pegtl::must<AnyTerm>, pegtl::star<Comma, pegtl::must<AnyTerm>>,
                              pegtl::must<ArgumentsClose>, Blanks> {};
struct Application : pegtl::seq<Name, Blanks, pegtl::opt<Arguments>> {};
struct AnyTerm : pegtl::sor<Application, pegtl::seq<Quoted, Blanks>> {};

struct Comparison : Spelled<Role::comparison> {};
struct Compared : pegtl::seq<Comparison, Blanks, pegtl::must<AnyTerm>> {};
struct NotCompared : pegtl::success {};
struct Claim : pegtl::sor<pegtl::seq<Application, pegtl::sor<Compared, NotCompared>>,
                          pegtl::seq<Quoted, Blanks, pegtl::must<Compared>>> {};

struct Formula;
struct Operand;
struct Constant : Spelled<Role::constant> {};
struct GroupOpen : pegtl::one<'('> {};
struct GroupClose : pegtl::one<')'> {};
struct Group : pegtl::seq<GroupOpen, Blanks, pegtl::must<Formula, GroupClose>, Blanks> {};
struct Prefix : Spelled<Role::prefix> {};
struct Prefixed : pegtl::seq<Prefix, Blanks, pegtl::must<Operand>> {};

struct QuantifierWord : Spelled<Role::quantifier> {};
struct VariableName : FreeWord {};
struct SortName : FreeWord {};
struct Colon : pegtl::one<':'> {};
struct SetName : Application {};
// A colon ends the list of variables, unless a word and another colon or a comma follow: then the word is a sort.
struct Sort
    : pegtl::seq<pegtl::at<Colon, Blanks, FreeWord, Blanks, pegtl::one<',', ':'>>, Colon, Blanks, SortName, Blanks> {};
struct Set : pegtl::seq<Spelled<Role::membership>, Blanks, pegtl::must<SetName>> {};
struct QuantifiedVariable : pegtl::seq<VariableName, Blanks, pegtl::opt<pegtl::sor<Set, Sort>>> {};
struct Quantified : pegtl::seq<QuantifierWord, Blanks, pegtl::must<QuantifiedVariable>,
                               pegtl::star<Comma, pegtl::must<QuantifiedVariable>>, pegtl::must<Colon>, Blanks,
                               pegtl::must<Formula>> {};

struct Operand : pegtl::sor<Quantified, Prefixed, Group, pegtl::seq<Constant, Blanks>, Claim> {};
struct Infix : Spelled<Role::infix> {};
struct SequenceBegin : pegtl::success {};
struct Formula : pegtl::seq<SequenceBegin, pegtl::must<Operand>, pegtl::star<Infix, Blanks, pegtl::must<Operand>>> {};
struct End : pegtl::eof {};
struct Text : pegtl::seq<Blanks, pegtl::must<Formula, End>> {};

// ---- What is expected where a rule must match and does not. ----

enum class Wanted : std::uint8_t { something, infix_operator, quote };

struct Expectation {
  std::string_view words;
  Wanted wanted = Wanted::something;
};

constexpr Expectation kAnyFormula{"a formula"};
constexpr Expectation kInQuotes{"the name of an element, without control characters", Wanted::quote};

template <class Rule>
inline constexpr Expectation kExpected{};
template <>
inline constexpr Expectation kExpected<Formula> = kAnyFormula;
template <>
inline constexpr Expectation kExpected<Operand> = kAnyFormula;
template <>
inline constexpr Expectation kExpected<AnyTerm>{"a variable, an element or a function"};
template <>
inline constexpr Expectation kExpected<Compared>{"`=` or `!=`, since an element by itself claims nothing"};
template <>
inline constexpr Expectation kExpected<ArgumentsClose>{"`,` or `)`"};
template <>
inline constexpr Expectation kExpected<GroupClose>{"an operator such as `and`, or `)`", Wanted::infix_operator};
template <>
inline constexpr Expectation kExpected<End>{"an operator such as `and`, or the end", Wanted::infix_operator};
template <>
inline constexpr Expectation kExpected<InDoubleQuotes> = kInQuotes;
template <>
inline constexpr Expectation kExpected<InSingleQuotes> = kInQuotes;
template <>
inline constexpr Expectation kExpected<ClosingDoubleQuote>{"`\"`, which ends the name", Wanted::quote};
template <>
inline constexpr Expectation kExpected<ClosingSingleQuote>{"`'`, which ends the name", Wanted::quote};
template <>
inline constexpr Expectation kExpected<QuantifiedVariable>{"the name of a variable"};
template <>
inline constexpr Expectation kExpected<SetName>{"a set such as `devices(..)`"};
template <>
inline constexpr Expectation kExpected<Colon>{"`:` before what is said of the variables, or `,` and another one"};

/// Thrown where a rule that must match does not.
struct Unexpected {
  std::size_t offset;
  Expectation expectation;
};

template <class Rule>
inline constexpr bool kNests = std::is_same_v<Rule, Operand> || std::is_same_v<Rule, AnyTerm>;

template <class Rule>
struct Control : pegtl::normal<Rule> {
  template <class Input>
  static void start(const Input& input, SyntaxBuilder& builder) {
    if constexpr (kNests<Rule>) builder.on_nesting_begun(input.byte());
  }

  template <class Input>
  static void success(const Input& /*input*/, SyntaxBuilder& builder) {
    if constexpr (kNests<Rule>) builder.on_nesting_ended();
  }

  template <class Input>
  static void failure(const Input& /*input*/, SyntaxBuilder& builder) {
    if constexpr (kNests<Rule>) builder.on_nesting_ended();
  }

  template <class Input>
  [[noreturn]] static void raise(const Input& input, SyntaxBuilder& /*builder*/) {
    static_assert(!kExpected<Rule>.words.empty());
    throw Unexpected{input.byte(), kExpected<Rule>};
  }
};

// ---- What the builder is told. ----

template <class Input>
Span span_of(const Input& input, const SyntaxBuilder& builder) {
  const std::size_t begin = input.position().byte;
  return builder.span(begin, begin + input.size());
}

template <class Input>
const Spelling& spelling_of(const Input& input) {
  return *spelling_at(input.string_view());
}

template <class Rule>
struct Action : pegtl::nothing<Rule> {};

/// An action that has only to be told.
template <void (SyntaxBuilder::*kEvent)()>
struct Tell {
  static void apply0(SyntaxBuilder& builder) { (builder.*kEvent)(); }
};

/// An action that is told a place.
template <void (SyntaxBuilder::*kEvent)(Span)>
struct TellPlace {
  template <class Input>
  static void apply(const Input& input, SyntaxBuilder& builder) {
    (builder.*kEvent)(span_of(input, builder));
  }
};

/// An action that is told a place and the word there.
template <void (SyntaxBuilder::*kEvent)(Span, std::string_view)>
struct TellWord {
  template <class Input>
  static void apply(const Input& input, SyntaxBuilder& builder) {
    (builder.*kEvent)(span_of(input, builder), input.string_view());
  }
};

/// An action that is told a place and the connective there.
template <void (SyntaxBuilder::*kEvent)(Span, Connective)>
struct TellConnective {
  template <class Input>
  static void apply(const Input& input, SyntaxBuilder& builder) {
    (builder.*kEvent)(span_of(input, builder), spelling_of(input).connective);
  }
};

template <>
struct Action<Name> : TellWord<&SyntaxBuilder::on_name> {};
template <>
struct Action<ArgumentsOpen> : TellPlace<&SyntaxBuilder::on_arguments_opened> {};
template <>
struct Action<ArgumentsClose> : TellPlace<&SyntaxBuilder::on_arguments_closed> {};
template <>
struct Action<Compared> : Tell<&SyntaxBuilder::on_equality> {};
template <>
struct Action<NotCompared> : Tell<&SyntaxBuilder::on_atom> {};
template <>
struct Action<GroupOpen> : TellPlace<&SyntaxBuilder::on_group_opened> {};
template <>
struct Action<GroupClose> : TellPlace<&SyntaxBuilder::on_group_closed> {};
template <>
struct Action<Prefix> : TellConnective<&SyntaxBuilder::on_prefix> {};
template <>
struct Action<Prefixed> : Tell<&SyntaxBuilder::on_prefixed> {};
template <>
struct Action<VariableName> : TellWord<&SyntaxBuilder::on_variable> {};
template <>
struct Action<SortName> : TellWord<&SyntaxBuilder::on_sort> {};
template <>
struct Action<Set> : Tell<&SyntaxBuilder::on_set> {};
template <>
struct Action<Quantified> : Tell<&SyntaxBuilder::on_quantified> {};
template <>
struct Action<SequenceBegin> : Tell<&SyntaxBuilder::on_sequence_begun> {};
template <>
struct Action<Infix> : TellConnective<&SyntaxBuilder::on_infix> {};
template <>
struct Action<Formula> : Tell<&SyntaxBuilder::on_sequence_ended> {};

template <>
struct Action<Quoted> {
  template <class Input>
  static void apply(const Input& input, SyntaxBuilder& builder) {
    const std::string_view with_quotes = input.string_view();
    builder.on_quoted(span_of(input, builder), with_quotes.substr(1, with_quotes.size() - 2));
  }
};

template <>
struct Action<Comparison> {
  template <class Input>
  static void apply(const Input& input, SyntaxBuilder& builder) {
    builder.on_comparison(spelling_of(input).value);
  }
};

template <>
struct Action<Constant> {
  template <class Input>
  static void apply(const Input& input, SyntaxBuilder& builder) {
    builder.on_constant(span_of(input, builder), spelling_of(input).value);
  }
};

template <>
struct Action<QuantifierWord> {
  template <class Input>
  static void apply(const Input& input, SyntaxBuilder& builder) {
    builder.on_quantifier(span_of(input, builder), spelling_of(input).quantifier);
  }
};

// ---- Problems. ----

/// The length of the word, the sign or the single code point at the front of `text`; 0 if there is none.
std::size_t length_of_token(std::string_view text) {
  if (const std::size_t length = word_length(text); length > 0) return length;
  if (const Spelling* sign = spelling_at(text)) return sign->text.size();
  pegtl::memory_input<> input(text.data(), text.size(), "");
  const bool is_point = pegtl::parse<pegtl::utf8::any>(input);
  return is_point ? text.size() - input.size() : std::min<std::size_t>(text.size(), 1);
}

bool is_printable(std::string_view token) {
  pegtl::memory_input<> input(token.data(), token.size(), "");
  return pegtl::parse<pegtl::utf8::ranges<0x20, 0x7E, 0xA0, 0x10FFFF>>(input);
}

/// The offset behind the last thing in `text` that is neither a blank nor a comment.
std::size_t end_of_content(std::string_view text) {
  std::size_t end = 0;
  std::size_t offset = 0;
  char quote = 0;
  while (offset < text.size()) {
    const char letter = text[offset];
    if (quote == 0 && letter == '#') {
      offset = std::min(text.find('\n', offset), text.size());
      continue;
    }
    if (letter == quote) {
      quote = 0;
    } else if (quote == 0 && (letter == '"' || letter == '\'')) {
      quote = letter;
    }
    ++offset;
    if (std::string_view(" \t\r\n").find(letter) == std::string_view::npos) end = offset;
  }
  return end;
}

Problem problem_at_end(std::string_view text, const Expectation& expectation, const SyntaxBuilder& builder) {
  const std::size_t end = end_of_content(text);
  const Span where = builder.span(end, end);
  std::string message = end == 0 ? "there is no formula" : "the formula ends too early";
  if (expectation.wanted == Wanted::quote) {
    message = "the quotes are not closed";
  } else if (!builder.open_brackets().empty()) {
    const Place opened = builder.open_brackets().back().begin;
    message = fmt::format("the parenthesis in {} is not closed", place_in_words(opened, where.begin));
  }
  return {.where = where, .message = message, .expected = std::string(expectation.words), .choice = {}};
}

/// The operators that are words and play one of these roles.
Choice operators(std::string_view word, std::initializer_list<Role> roles) {
  Choice choice{.word = std::string(word), .plural = "operators", .words = {}};
  for (const Spelling& spelling : spellings()) {
    const bool fits = std::ranges::find(roles, spelling.role) != roles.end();
    if (fits && word_length(spelling.text) > 0) choice.words.emplace_back(spelling.text);
  }
  return choice;
}

/// Does `text`, behind a word, go on as if the word was an operator between two formulas?
bool goes_on_as_behind_an_operator(std::string_view text) {
  const std::string_view rest = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (rest.empty() || rest.size() == text.size()) return false;
  if (rest.front() == '(' || rest.front() == '"' || rest.front() == '\'') return true;
  const Spelling* spelling = spelling_at(rest);
  if (spelling == nullptr) return word_length(rest) > 0;
  return spelling->role == Role::prefix || spelling->role == Role::quantifier || spelling->role == Role::constant;
}

/// Two words stand side by side, as in `alwys p`: then the first was to be an operator. Nothing if it is not so.
std::optional<Problem> problem_of_misspelt_prefix(std::string_view text, std::size_t offset, std::string_view token,
                                                  const SyntaxBuilder& builder) {
  const Term* before = builder.last_bare_atom();
  const bool adjacent = before != nullptr && before->where.end.offset == end_of_content(text.substr(0, offset));
  if (!adjacent || !is_free_word(token) || goes_on_as_behind_an_operator(text.substr(offset + token.size()))) {
    return std::nullopt;
  }
  return Problem{.where = before->where,
                 .message = fmt::format("`{}` is no operator, and stands before `{}`", before->name, token),
                 .expected = "an operator such as `always`, or one between the two",
                 .choice = operators(before->name, {Role::prefix, Role::quantifier})};
}

Problem problem_at(std::string_view text, const Unexpected& unexpected, const SyntaxBuilder& builder) {
  const std::string_view rest = text.substr(unexpected.offset);
  if (rest.empty()) return problem_at_end(text, unexpected.expectation, builder);
  const std::string_view token = rest.substr(0, length_of_token(rest));
  const bool is_word = word_length(token) > 0;
  const bool wants_infix = unexpected.expectation.wanted == Wanted::infix_operator;
  if (wants_infix) {
    if (auto problem = problem_of_misspelt_prefix(text, unexpected.offset, token, builder)) return *problem;
  }
  Problem problem;
  problem.where = builder.span(unexpected.offset, unexpected.offset + token.size());
  problem.expected = unexpected.expectation.words;
  if (!is_printable(token)) {
    problem.message = "this cannot stand in a formula";
  } else if (wants_infix) {
    problem.message = fmt::format("`{}` cannot follow what is before it", token);
    if (is_free_word(token)) problem.choice = operators(token, {Role::infix});
  } else {
    problem.message = is_word && !is_free_word(token) ? fmt::format("`{}` is a word of the language", token)
                                                      : fmt::format("`{}` cannot stand here", token);
  }
  return problem;
}

}  // namespace

std::variant<Syntax, Problem> parse(std::string_view text) {
  SyntaxBuilder builder(text);
  pegtl::memory_input<pegtl::tracking_mode::eager, pegtl::eol::lf> input(text.data(), text.size(), "");
  try {
    static_cast<void>(pegtl::parse<Text, Action, Control>(input, builder));  // it matches or throws
  } catch (const Unexpected& unexpected) {
    return problem_at(text, unexpected, builder);
  } catch (const CannotBuild& reason) {
    return reason.problem;
  }
  return builder.take();
}

}  // namespace doublecheck::language
