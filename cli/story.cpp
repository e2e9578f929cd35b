#include "cli/story.hpp"

#include "model/words.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace doublecheck::cli {
namespace {

using model::ClientId;
using model::Fact;
using model::FactKind;

/// One action with all that it did.
struct Told {
  model::Action action;
  model::Facts facts;
};

/// The columns: the first client, the server, the push service if it plays a part, and the other clients.
class Columns {
 public:
  Columns(const model::Setup& setup, bool with_push) : with_push_(with_push) {
    add_client(setup, 0);
    parties_.push_back({"Server", "", reports::PartyKind::server});
    if (with_push) parties_.push_back({"Push", "", reports::PartyKind::push_service});
    for (std::size_t i = 1; i < setup.participants.size(); ++i) add_client(setup, i);
  }

  std::size_t of(ClientId client) const {
    const std::size_t index = model::index_of(client);
    return index == 0 ? 0 : index + (with_push_ ? 2 : 1);
  }
  std::size_t server() const { return 1; }
  std::size_t push() const { return 2; }
  const std::vector<reports::Party>& parties() const { return parties_; }

 private:
  void add_client(const model::Setup& setup, std::size_t index) {
    parties_.push_back({model::display_name(setup, model::client_at(index)),
                        std::string(setup.participants[index].platform.title), reports::PartyKind::client});
  }

  bool with_push_;
  std::vector<reports::Party> parties_;
};

bool is_about_push(const Fact& fact) {
  return fact.kind == FactKind::push_sent || fact.kind == FactKind::push_arrived || fact.kind == FactKind::push_lost;
}

/// The transmissions whose item neither arrives nor is lost in a later step: it is still on its way at the end. Each is
/// named by its step and the index of its fact.
std::vector<std::pair<std::size_t, std::size_t>> still_under_way(const std::vector<Told>& told) {
  struct OnLink {
    ClientId client;
    model::Direction direction;
    model::Item item;
    auto operator<=>(const OnLink&) const = default;
  };
  std::map<OnLink, std::vector<std::pair<std::size_t, std::size_t>>> open;
  for (std::size_t step = 0; step < told.size(); ++step) {
    for (std::size_t i = 0; i < told[step].facts.size(); ++i) {
      const Fact& fact = told[step].facts[i];
      auto& departures = open[{fact.client, fact.direction, fact.item}];
      if (fact.kind == FactKind::transmitted) departures.emplace_back(step, i);
      const bool ends = fact.kind == FactKind::arrived || fact.kind == FactKind::lost;
      if (ends && !departures.empty()) departures.erase(departures.begin());
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> result;
  for (const auto& [item, departures] : open) result.insert(result.end(), departures.begin(), departures.end());
  return result;
}

std::optional<reports::Arrow> arrow_of(const model::Setup& setup, const Columns& columns, const Fact& fact,
                                       bool is_still_under_way) {
  using reports::ArrowKind;
  const std::size_t client = columns.of(fact.client);
  const bool up = fact.direction == model::Direction::up;
  const auto on_link = [&](ArrowKind kind) {
    const std::size_t from = up ? client : columns.server();
    return reports::Arrow{from, up ? columns.server() : client, model::label_of(setup, fact.item), kind};
  };
  if (fact.kind == FactKind::arrived) return on_link(ArrowKind::arrives);
  if (fact.kind == FactKind::lost) return on_link(ArrowKind::lost);
  if (fact.kind == FactKind::transmitted && is_still_under_way) return on_link(ArrowKind::departs);
  if (fact.kind == FactKind::push_sent) {
    return reports::Arrow{columns.server(), columns.push(), "push", ArrowKind::arrives};
  }
  if (fact.kind == FactKind::push_arrived) return reports::Arrow{columns.push(), client, "push", ArrowKind::arrives};
  if (fact.kind == FactKind::push_lost) return reports::Arrow{columns.push(), client, "push", ArrowKind::lost};
  return std::nullopt;
}

reports::Note note_of(const Columns& columns, ClientId client, const model::Telling& telling) {
  const bool at_server = telling.subject == model::Subject::server;
  return {at_server ? columns.server() : columns.of(client), telling.text, telling.bad};
}

std::vector<reports::MarkSeen> marks_of(const model::Setup& setup, const Columns& columns, const model::World& before,
                                        const model::World& after) {
  std::vector<reports::MarkSeen> marks;
  for (std::size_t i = 0; i < after.sides.size(); ++i) {
    for (const model::Sent& sent : after.sides[i].client.sent) {
      marks.push_back({columns.of(model::client_at(i)), model::name_of(setup, sent.message),
                       static_cast<std::uint8_t>(sent.mark),
                       model::mark_of(before.sides[i].client, sent.message) != sent.mark});
    }
  }
  return marks;
}

}  // namespace

Story tell(const model::Setup& setup, std::span<const model::Action> path) {
  Story story;
  std::vector<Told> told;
  story.worlds.push_back(model::initial_world(setup));
  for (const model::Action& action : path) {
    told.push_back({action, {}});
    story.worlds.push_back(story.worlds.back());
    model::apply(story.worlds.back(), setup, action, told.back().facts);
  }
  const bool with_push =
      std::ranges::any_of(told, [](const Told& step) { return std::ranges::any_of(step.facts, is_about_push); });
  const Columns columns(setup, with_push);
  const auto departures = still_under_way(told);
  for (std::size_t i = 0; i < told.size(); ++i) {
    const auto& [action, facts] = told[i];
    reports::Step step;
    step.action = model::to_text(action, setup);
    step.words = model::sentence_of(setup, action, facts);
    if (const auto telling = model::telling_of(setup, action, facts)) {
      step.notes.push_back(note_of(columns, action.client, *telling));
    }
    for (std::size_t f = 0; f < facts.size(); ++f) {
      const bool under_way = std::ranges::find(departures, std::pair{i, f}) != departures.end();
      if (auto arrow = arrow_of(setup, columns, facts[f], under_way)) step.arrows.push_back(std::move(*arrow));
      const auto telling = model::telling_of(setup, facts[f]);
      // The marks have a place of their own.
      if (telling && facts[f].kind != FactKind::mark_changed)
        step.notes.push_back(note_of(columns, facts[f].client, *telling));
    }
    step.marks = marks_of(setup, columns, story.worlds[i], story.worlds[i + 1]);
    story.steps.push_back(std::move(step));
  }
  story.parties = columns.parties();
  return story;
}

}  // namespace doublecheck::cli
