#include "cli/story.hpp"

#include "cli/lanes.hpp"
#include "model/step_words.hpp"

#include <algorithm>
#include <utility>

namespace doublecheck::cli {
namespace {

using model::Fact;
using model::FactKind;

bool is_about_push(const Fact& fact) {
  return fact.kind == FactKind::push_sent || fact.kind == FactKind::push_arrived || fact.kind == FactKind::push_lost;
}

std::vector<reports::Note> notes_of(const model::StepTaken& step, const Lanes& lanes) {
  std::vector<reports::Note> notes;
  const auto add = [&](const model::Deed& deed) {
    notes.push_back({lanes.of_deed(deed), deed.telling.text, deed.telling.bad});
  };
  if (const auto deed = model::deed_of(step)) add(*deed);
  std::ranges::for_each(model::deeds_beside(step), add);
  for (const Fact& fact : step.facts) {
    if (fact.kind == FactKind::mark_changed) continue;  // the marks have a place of their own
    if (const auto deed = model::deed_of(step, fact)) add(*deed);
  }
  if (const auto deed = model::ignoring(step)) add(*deed);
  return notes;
}

std::vector<reports::MarkSeen> marks_of(const model::StepTaken& step, const Lanes& lanes) {
  std::vector<reports::MarkSeen> marks;
  for (std::size_t i = 0; i < step.after.sides.size(); ++i) {
    const model::Client& before = step.before.sides[i].client;
    for (const model::Sent& sent : step.after.sides[i].client.sent) {
      const bool changed =
          model::mark_of(before, sent.message) != sent.mark || model::has_failed(before, sent.message) != sent.failed;
      marks.push_back({lanes.of(model::client_at(i)), model::name_of(step.setup, sent.message),
                       static_cast<std::uint8_t>(sent.mark), changed, sent.failed});
    }
  }
  return marks;
}

}  // namespace

Story tell(const model::Setup& setup, std::span<const model::Action> path) {
  Story story;
  std::vector<model::Facts> facts(path.size());
  story.worlds.push_back(model::initial_world(setup));
  for (std::size_t i = 0; i < path.size(); ++i) {
    story.worlds.push_back(story.worlds.back());
    model::apply(story.worlds.back(), setup, path[i], facts[i]);
  }
  const bool with_push =
      std::ranges::any_of(facts, [](const model::Facts& step) { return std::ranges::any_of(step, is_about_push); });
  const Lanes lanes(setup, with_push);
  story.parties = lanes.parties();
  std::vector<std::vector<Movement>> movements;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const model::StepTaken taken{setup, path[i], facts[i], story.worlds[i], story.worlds[i + 1]};
    movements.push_back(movements_in(taken, lanes));
    reports::Step step;
    step.action = model::to_text(path[i], setup);
    step.words = model::sentence_of(taken);
    step.notes = notes_of(taken, lanes);
    step.marks = marks_of(taken, lanes);
    story.steps.push_back(std::move(step));
  }
  std::vector<std::vector<reports::Arrow>> arrows = arrows_of(movements);
  for (std::size_t i = 0; i < path.size(); ++i) story.steps[i].arrows = std::move(arrows[i]);
  return story;
}

}  // namespace doublecheck::cli
