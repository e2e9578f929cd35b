#include "cli/fairness.hpp"

#include "cli/action_coverage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>
#include <string_view>
#include <vector>

namespace doublecheck::cli {
namespace {

checker::FairnessKind kind_of(scenarios::Promise promise) {
  switch (promise) {
    case scenarios::Promise::none:
      return checker::FairnessKind::none;
    case scenarios::Promise::weak:
      return checker::FairnessKind::weak;
    case scenarios::Promise::strong:
      return checker::FairnessKind::strong;
  }
  throw std::logic_error("unknown promise");
}

/// The kinds of action of which this much is promised.
std::vector<std::string_view> promised(const scenarios::Scenario& scenario, checker::FairnessKind kind) {
  const Promises promises = promises_of(scenario);
  std::vector<std::string_view> names;
  for (const model::ActionKindInfo& info : model::action_catalogue()) {
    const bool is_push = info.kind == model::ActionKind::push_arrives;
    if (promise_of(promises, info.kind) != kind || !why_impossible(scenario.setup, {info.kind}).empty()) continue;
    names.push_back(is_push && may_lose_every_push(scenario.setup) ? "push_arrives or lose_push" : info.name);
  }
  return names;
}

}  // namespace

const Promises& default_promises() {
  static const Promises promises = [] {
    Promises defaults{};
    for (const model::ActionKindInfo& info : model::action_catalogue()) {
      defaults[static_cast<std::size_t>(info.kind)] =
          info.fair ? checker::FairnessKind::strong : checker::FairnessKind::none;
    }
    return defaults;
  }();
  return promises;
}

Promises promises_of(const scenarios::Scenario& scenario) {
  Promises promises = default_promises();
  for (const scenarios::FairnessChoice& choice : scenario.fairness) {
    promises[static_cast<std::size_t>(choice.kind)] = kind_of(choice.promise);
  }
  return promises;
}

bool may_lose_every_push(const model::Setup& setup) {
  return setup.budgets[model::Budget::lost_pushes] == model::kUnlimited;
}

std::string fairness_in_words(const scenarios::Scenario& scenario) {
  std::vector<std::string> sentences;
  const auto strong = promised(scenario, checker::FairnessKind::strong);
  const auto weak = promised(scenario, checker::FairnessKind::weak);
  if (!strong.empty()) {
    sentences.push_back(
        fmt::format("strong fairness of {}: whatever is possible again and again happens again and again",
                    fmt::join(strong, ", ")));
  }
  if (!weak.empty()) {
    sentences.push_back(fmt::format("{} fairness of {}: whatever stays possible happens",
                                    strong.empty() ? "weak" : "Weak", fmt::join(weak, ", ")));
  }
  if (sentences.empty()) return "no fairness at all: a run may end anywhere";
  sentences.emplace_back(scenario.fairness.empty() ? "Composing, leaving the app and faults need never happen"
                                                   : "Everything else need never happen");
  return fmt::format("{}", fmt::join(sentences, ". "));
}

}  // namespace doublecheck::cli
