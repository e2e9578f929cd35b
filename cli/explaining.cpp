#include "cli/explaining.hpp"

#include "cli/checked_protocol.hpp"
#include "cli/endless_run.hpp"
#include "cli/fairness.hpp"
#include "properties/failing.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

namespace doublecheck::cli {
namespace {

reports::Truth reported(properties::Truth truth) {
  switch (truth) {
    case properties::Truth::always:
      return reports::Truth::always;
    case properties::Truth::never:
      return reports::Truth::never;
    case properties::Truth::now_and_then:
      return reports::Truth::now_and_then;
  }
  throw std::logic_error("unknown truth");
}

/// How often the classes of one promise are possible along a cycle.
struct Chances {
  checker::FairnessKind kind{};
  std::size_t states = 0;
  bool is_taken = false;
};

/// Does a run that goes round these worlds for ever, by these actions or by none, keep what is promised of actions?
bool is_fair(const CheckedProtocol& protocol, std::span<const model::World> cycle,
             std::span<const model::Action> taken) {
  std::map<std::uint64_t, Chances> classes;
  for (const model::World& world : cycle) {
    std::vector<model::Action> actions;
    protocol.actions(world, actions);
    std::map<std::uint64_t, checker::FairnessKind> here;
    for (const model::Action& action : actions) {
      const checker::Fairness promise = protocol.fairness(action);
      if (promise.kind != checker::FairnessKind::none) here[promise.action_class] = promise.kind;
    }
    for (const auto& [action_class, kind] : here) {
      classes[action_class].kind = kind;
      ++classes[action_class].states;
    }
  }
  for (const model::Action& action : taken) {
    const checker::Fairness promise = protocol.fairness(action);
    if (promise.kind != checker::FairnessKind::none) classes[promise.action_class].is_taken = true;
  }
  return std::ranges::all_of(classes, [&](const auto& entry) {
    const Chances& chances = entry.second;
    const bool is_always_possible = chances.states == cycle.size();
    return chances.is_taken || (chances.kind == checker::FairnessKind::weak && !is_always_possible);
  });
}

/// What becomes of a path without one of its steps.
struct Remainder {
  bool breaks_claim = false;
  std::vector<std::size_t> lost;  // the later steps that are not possible, ascending
};

/// Takes a path again without one of its steps.
class WithoutStep {
 public:
  explicit WithoutStep(const Violation& violation)
      : violation_(violation),
        setup_(violation.scenario.setup),
        protocol_(setup_, std::nullopt, promises_of(violation.scenario)) {}

  Remainder remainder_of(std::size_t left_out) const {
    Remainder remainder;
    std::vector<model::World> worlds(violation_.worlds.begin(),
                                     violation_.worlds.begin() + static_cast<std::ptrdiff_t>(left_out) + 1);
    std::vector<model::Action> taken(actions().begin(), actions().begin() + static_cast<std::ptrdiff_t>(left_out));
    std::optional<std::size_t> cycle_start;
    for (std::size_t i = left_out + 1; i <= actions().size(); ++i) {
      if (i == violation_.path.cycle_start) cycle_start = taken.size();
      if (i == actions().size()) break;
      if (!model::is_enabled(worlds.back(), setup_, actions()[i])) {
        remainder.lost.push_back(i);
        continue;
      }
      taken.push_back(actions()[i]);
      model::Facts facts;
      worlds.push_back(worlds.back());
      model::apply(worlds.back(), setup_, actions()[i], facts);
    }
    remainder.breaks_claim = breaks_claim(worlds, taken, cycle_start);
    return remainder;
  }

 private:
  const std::vector<model::Action>& actions() const { return violation_.path.actions; }

  bool breaks_claim(const std::vector<model::World>& worlds, std::span<const model::Action> taken,
                    std::optional<std::size_t> cycle_start) const {
    const properties::Claim& claim = violation_.claim;
    if (claim.invariant) {
      return std::ranges::any_of(worlds,
                                 [&](const model::World& world) { return !model::holds(*claim.invariant, world); });
    }
    const auto run = endless_run(setup_, worlds, taken, cycle_start);
    return run && !properties::course_of(claim, *run).holds.front() &&
           is_fair(protocol_, std::span(run->worlds).subspan(run->loop), taken.subspan(cycle_start.value()));
  }

  const Violation& violation_;
  const model::Setup& setup_;
  CheckedProtocol protocol_;
};

}  // namespace

reports::Failure failure_of(const Violation& violation, bool is_in_sentence) {
  const properties::Failing failing =
      violation.path.cycle_start
          ? properties::failing_along(violation.claim, violation.worlds.subspan(*violation.path.cycle_start))
          : properties::failing_in(violation.claim, violation.worlds.back());
  reports::Failure failure{failing.instance, failing.formula, {}, is_in_sentence};
  for (const properties::Value& value : failing.values) {
    failure.values.push_back({value.predicate, reported(value.truth)});
  }
  return failure;
}

std::vector<reports::Cause> causes_of(const Violation& violation) {
  const WithoutStep without(violation);
  std::vector<reports::Cause> causes(violation.path.cycle_start.value_or(violation.path.actions.size()));
  const auto is_needed = [&](std::size_t step) {
    return step >= causes.size() || causes[step].need != reports::Need::none;
  };
  for (std::size_t step = causes.size(); step-- > 0;) {
    const Remainder remainder = without.remainder_of(step);
    const auto first = std::ranges::find_if(remainder.lost, is_needed);
    if (remainder.breaks_claim) {
      causes[step].need = reports::Need::none;
    } else if (first == remainder.lost.end()) {
      causes[step].need = reports::Need::violation;
    } else {
      causes[step] = {reports::Need::step, *first};
    }
  }
  return causes;
}

}  // namespace doublecheck::cli
