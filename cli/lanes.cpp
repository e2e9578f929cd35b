#include "cli/lanes.hpp"

#include "model/words.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace doublecheck::cli {
namespace {

using model::Fact;
using model::FactKind;

Motion motion_of(const model::StepTaken& step, const Fact& fact) {
  if (fact.kind == FactKind::transmitted) return Motion::sets_out;
  if (fact.kind == FactKind::arrived) return Motion::arrives;
  if (fact.kind == FactKind::duplicated) return Motion::is_doubled;
  const bool loses_items = step.setup.discipline == model::Discipline::datagram;
  switch (model::loss_of(step, fact)) {
    case model::Loss::by_itself:
      return Motion::is_lost;
    case model::Loss::with_connection:
      return loses_items ? Motion::is_lost : Motion::dies;
    case model::Loss::dead_connection:
    case model::Loss::no_connection:
      break;
  }
  return Motion::never_sets_out;
}

bool is_about_link(const Fact& fact) {
  return fact.kind == FactKind::transmitted || fact.kind == FactKind::arrived || fact.kind == FactKind::lost ||
         fact.kind == FactKind::duplicated;
}

std::optional<Movement> movement_of(const model::StepTaken& step, const Fact& fact, const Lanes& lanes) {
  const std::size_t client = lanes.of(fact.client);
  const std::size_t server = lanes.of(step.setup.participant(fact.client).home);
  if (is_about_link(fact)) {
    const bool up = fact.direction == model::Direction::up;
    return Movement{up ? client : server, up ? server : client, model::label_of(step.setup, fact.item),
                    motion_of(step, fact)};
  }
  // Of pushes both hops are told when they are over.
  if (fact.kind == FactKind::push_sent) return Movement{server, lanes.push(), "push", Motion::arrives};
  if (fact.kind == FactKind::push_arrived) return Movement{lanes.push(), client, "push", Motion::arrives};
  if (fact.kind == FactKind::push_lost) return Movement{lanes.push(), client, "push", Motion::is_lost};
  return std::nullopt;
}

Motion motion_of(model::Passage passage) {
  switch (passage) {
    case model::Passage::arrives:
      return Motion::arrives;
    case model::Passage::sets_out:
      return Motion::sets_out;
    case model::Passage::lost:
      break;
  }
  return Motion::dies;
}

/// Where a movement stands in its step.
using Place = std::pair<std::size_t, std::size_t>;

/// What sets out and neither arrives nor is lost later: it is still on its way at the end. On a link and under a label,
/// what set out first is taken to be through first.
std::vector<Place> still_under_way(const std::vector<std::vector<Movement>>& by_step) {
  std::map<std::tuple<std::size_t, std::size_t, std::string>, std::vector<Place>> open;
  for (std::size_t step = 0; step < by_step.size(); ++step) {
    for (std::size_t i = 0; i < by_step[step].size(); ++i) {
      const Movement& movement = by_step[step][i];
      auto& departures = open[{movement.from, movement.to, movement.label}];
      switch (movement.motion) {
        case Motion::sets_out:
        case Motion::is_doubled:
          departures.emplace_back(step, i);
          break;
        case Motion::arrives:
        case Motion::is_lost:
        case Motion::dies:
          if (!departures.empty()) departures.erase(departures.begin());
          break;
        case Motion::never_sets_out:
          break;
      }
    }
  }
  std::vector<Place> result;
  for (const auto& [link, departures] : open) result.insert(result.end(), departures.begin(), departures.end());
  return result;
}

std::optional<reports::ArrowKind> kind_of(Motion motion, bool is_still_under_way) {
  switch (motion) {
    case Motion::sets_out:
    case Motion::is_doubled:
      if (is_still_under_way) return reports::ArrowKind::departs;
      return std::nullopt;
    case Motion::arrives:
      return reports::ArrowKind::arrives;
    case Motion::is_lost:
      return reports::ArrowKind::lost;
    case Motion::dies:
    case Motion::never_sets_out:
      return reports::ArrowKind::cut_off;
  }
  return std::nullopt;
}

}  // namespace

Lanes::Lanes(const model::Setup& setup, bool with_push)
    : clients_(setup.participants.size()), servers_(setup.servers.size()) {
  const auto add_client = [&](std::size_t index) {
    clients_[index] = add({model::display_name(setup, model::client_at(index)),
                           std::string(setup.participants[index].platform.title), reports::PartyKind::client});
  };
  const auto add_server = [&](std::size_t index) {
    const bool is_only = setup.servers.size() == 1;
    servers_[index] = add(is_only ? reports::Party{"Server", "", reports::PartyKind::server}
                                  : reports::Party{setup.servers[index], "server", reports::PartyKind::server});
  };
  add_client(0);
  const std::size_t first = model::index_of(setup.participants.front().home);
  add_server(first);
  for (std::size_t i = 0; i < setup.servers.size(); ++i) {
    if (i != first) add_server(i);
  }
  if (with_push) push_ = add({"Push", "", reports::PartyKind::push_service});
  for (std::size_t i = 1; i < setup.participants.size(); ++i) add_client(i);
}

std::size_t Lanes::of_deed(const model::Deed& deed) const {
  return deed.telling.subject == model::Subject::server ? of(deed.server) : of(deed.client);
}

std::size_t Lanes::add(reports::Party party) {
  parties_.push_back(std::move(party));
  return parties_.size() - 1;
}

std::vector<Movement> movements_in(const model::StepTaken& step, const Lanes& lanes) {
  std::vector<Movement> movements;
  for (const model::Relayed& relayed : model::relayed_in(step.action, step.before, step.after)) {
    movements.push_back({lanes.of(model::origin_of(relayed)), lanes.of(model::destination_of(relayed)),
                         model::label_of(step.setup, relayed.item), motion_of(relayed.passage)});
  }
  for (const Fact& fact : step.facts) {
    if (auto movement = movement_of(step, fact, lanes)) movements.push_back(std::move(*movement));
  }
  return movements;
}

std::vector<std::vector<reports::Arrow>> arrows_of(const std::vector<std::vector<Movement>>& by_step) {
  const std::vector<Place> under_way = still_under_way(by_step);
  std::vector<std::vector<reports::Arrow>> arrows(by_step.size());
  for (std::size_t step = 0; step < by_step.size(); ++step) {
    for (std::size_t i = 0; i < by_step[step].size(); ++i) {
      const Movement& movement = by_step[step][i];
      const bool is_under_way = std::ranges::find(under_way, Place{step, i}) != under_way.end();
      const auto kind = kind_of(movement.motion, is_under_way);
      if (kind) arrows[step].push_back({movement.from, movement.to, movement.label, *kind});
    }
  }
  return arrows;
}

}  // namespace doublecheck::cli
