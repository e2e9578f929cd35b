#include "reports/json_parts.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "escape/utf8.hpp"

namespace doublecheck::reports {
namespace {

std::string_view word(PartyKind kind) {
  switch (kind) {
    case PartyKind::client:
      return "client";
    case PartyKind::server:
      return "server";
    case PartyKind::push_service:
      return "push_service";
  }
  return "";
}

std::string_view word(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::arrives:
      return "arrives";
    case ArrowKind::departs:
      return "departs";
    case ArrowKind::lost:
      return "lost";
    case ArrowKind::cut_off:
      return "cut_off";
  }
  return "";
}

std::string_view mark_word(std::uint8_t mark) {
  if (mark == 1) return "clock";
  if (mark == 2) return "one_check";
  if (mark == 3) return "two_checks";
  return "none";
}

std::string_view word(Truth truth) {
  switch (truth) {
    case Truth::always:
      return "true";
    case Truth::never:
      return "false";
    case Truth::now_and_then:
      return "now_and_then";
  }
  return "";
}

std::string_view word(Need need) {
  switch (need) {
    case Need::step:
      return "step";
    case Need::violation:
      return "violation";
    case Need::none:
      return "none";
  }
  return "";
}

Json failure_json(const Failure& failure) {
  return {{"instance", failure.instance},
          {"formula", failure.formula},
          {"values", array_of(failure.values, [](const PredicateValue& value) {
             return Json{{"predicate", value.predicate}, {"truth", word(value.truth)}};
           })}};
}

Json cause_json(const Cause& cause) {
  return {{"need", word(cause.need)}, {"step", cause.need == Need::step ? Json(cause.step) : Json(nullptr)}};
}

Json rescue_json(const Rescue& rescue) {
  return {{"is_possible", rescue.is_possible},
          {"after", rescue.after},
          {"action", rescue.action},
          {"words", rescue.words},
          {"steps", rescue.steps}};
}

Json party_json(const Party& party) {
  return {{"name", party.name}, {"title", party.title}, {"kind", word(party.kind)}};
}

Json arrow_json(const Arrow& arrow) {
  return {{"from", arrow.from}, {"to", arrow.to}, {"label", arrow.label}, {"kind", word(arrow.kind)}};
}

Json note_json(const Note& note) { return {{"party", note.party}, {"text", note.text}, {"bad", note.bad}}; }

Json mark_json(const MarkSeen& seen) {
  return {{"party", seen.party},
          {"message", seen.message},
          {"mark", mark_word(seen.mark)},
          {"changed", seen.changed},
          {"failed", seen.failed}};
}

/// The library escapes the controls of ASCII but for DEL. The others stand in strings alone, too, and could steer the
/// terminal that a document is printed on. REQUIRES: the document is UTF-8.
std::string with_controls_by_number(std::string_view document) {
  std::string text;
  text.reserve(document.size() + 1);
  while (!document.empty()) {
    const escape::Character character = escape::first_character(document);
    if (character.value >= 0x7F && escape::is_control(character.value)) {
      text += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(character.value));
    } else {
      text += document.substr(0, character.bytes);
    }
    document.remove_prefix(character.bytes);
  }
  return text;
}

}  // namespace

Json document_head(const std::string& tool_version, const std::string& command) {
  return {{"format", "doublecheck"},
          {"format_version", kFormatVersion},
          {"tool_version", tool_version},
          {"command", command}};
}

std::string text_of(const Json& document) {
  constexpr int kIndent = 2;
  return with_controls_by_number(document.dump(kIndent, ' ', false, Json::error_handler_t::replace)) + '\n';
}

Json bound_json(const Bound& bound) {
  switch (bound.reach) {
    case Reach::reached:
      return bound.value;
    case Reach::not_reached:
      return "not_reached";
    case Reach::never:
      return "infinite";
  }
  return nullptr;
}

Json delivery_json(const Delivery& delivery) {
  const auto composed = static_cast<double>(delivery.composed);
  return {{"composed", delivery.composed},
          {"delivered", delivery.delivered},
          {"undelivered", delivery.undelivered()},
          {"never", delivery.never},
          {"undelivered_share",
           delivery.composed == 0 ? Json(nullptr) : Json(static_cast<double>(delivery.undelivered()) / composed)}};
}

Json step_json(const Step& step) {
  return {{"action", step.action},
          {"words", step.words},
          {"arrows", array_of(step.arrows, arrow_json)},
          {"notes", array_of(step.notes, note_json)},
          {"marks", array_of(step.marks, mark_json)},
          {"became_true", step.became_true},
          {"became_false", step.became_false}};
}

Json counterexample_json(const Counterexample& counterexample) {
  return {{"sentence", counterexample.sentence},
          {"parties", array_of(counterexample.parties, party_json)},
          {"steps", array_of(counterexample.steps, step_json)},
          {"cycle_start", or_null(counterexample.cycle_start)},
          {"failure", counterexample.failure ? failure_json(*counterexample.failure) : Json(nullptr)},
          {"causes", array_of(counterexample.causes, cause_json)},
          {"rescue", counterexample.rescue ? rescue_json(*counterexample.rescue) : Json(nullptr)}};
}

}  // namespace doublecheck::reports
