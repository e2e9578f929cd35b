#include "cli/size_explanation.hpp"

#include "model/components.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace doublecheck::cli {
namespace {

using checker::ComponentCensus;
using checker::FieldCensus;

std::string name_of_component(const model::Setup& setup, std::size_t index) {
  const model::ComponentId component = model::component_at(index);
  if (model::is_side(setup, component)) return setup.participant(model::client_of(component)).name;
  return model::name_of(setup, model::relay_of(setup, component));
}

reports::SizePart part_of(std::string name, std::uint64_t values, const checker::Multiplication& multiplication) {
  return {std::move(name), values, multiplication.states, multiplication.rest, {}};
}

/// The most multiplying first.
void sort_by_factor(std::vector<reports::SizePart>& parts) {
  std::ranges::stable_sort(parts, [](const reports::SizePart& one, const reports::SizePart& other) {
    return reports::factor_of(one) > reports::factor_of(other);
  });
}

reports::SizePart machine_of(const model::Setup& setup, const ComponentCensus& census, std::size_t component) {
  reports::SizePart machine = part_of(name_of_component(setup, component), census.locals, census.multiplication);
  for (const FieldCensus& field : census.fields) {
    if (field.values > 1) machine.fields.push_back(part_of(field.name, field.values, field.multiplication));
  }
  sort_by_factor(machine.fields);
  return machine;
}

/// A budget only ever falls and only ever permits, so that the states with at least one use left are those that there
/// would be with one use fewer. Not so where a budget of 0 also changes how everything starts.
void advise_on_budget(const model::BudgetInfo& info, const std::vector<std::uint64_t>& states_by_left,
                      std::vector<reports::SizeAdvice>& advice) {
  const bool changes_start = info.budget == model::Budget::registrations || info.budget == model::Budget::contact_syncs;
  const std::size_t most = states_by_left.size() - 1;
  std::uint64_t states = 0;
  for (std::size_t spent = 0; spent < most; ++spent) {
    states += states_by_left[most - spent];
    if (spent == 0 && changes_start) continue;
    advice.push_back({fmt::format("budgets.{} = {}", info.key, spent), fmt::format("{}", most), states});
  }
}

/// What a sender has composed only ever grows, and nobody knows of a message before it is composed.
void advise_on_messages(const model::Setup& setup, model::ClientId sender, const FieldCensus& composed,
                        std::vector<reports::SizeAdvice>& advice) {
  const std::size_t most = model::workload_of(setup, sender).size();
  std::vector<std::uint64_t> states_by_number(most + 1);
  for (const FieldCensus::Value& value : composed.states_by_value) {
    // Numbers below 128 are one byte.
    const std::size_t number = value.bytes.size() == 1 ? static_cast<unsigned char>(value.bytes.front()) : most + 1;
    if (number > most) return;
    states_by_number[number] = value.states;
  }
  const bool is_only_sender = most == setup.workload.size();  // without whose messages there is nothing to check
  std::uint64_t states = 0;
  for (std::size_t number = 0; number < most; ++number) {
    states += states_by_number[number];
    if (number == 0 && is_only_sender) continue;
    advice.push_back(
        {fmt::format("messages of {} = {}", setup.participant(sender).name, number), fmt::format("{}", most), states});
  }
}

void append_budget(const model::BudgetInfo& info, const checker::CounterCensus& census, reports::SpaceSize& size) {
  if (census.states_by_left.size() < 2) return;
  reports::BudgetSize budget;
  budget.part = part_of(fmt::format("budgets.{}", info.key), census.states_by_left.size(), census.multiplication);
  budget.states_by_left = census.states_by_left;
  size.budgets.push_back(std::move(budget));
  advise_on_budget(info, census.states_by_left, size.advice);
}

}  // namespace

reports::SpaceSize explain_size(const model::Setup& setup, const checker::Census& census) {
  reports::SpaceSize size;
  size.is_sampled = census.is_sampled;
  for (std::size_t component = 0; component < census.components.size(); ++component) {
    const ComponentCensus& machine = census.components[component];
    size.machines.push_back(machine_of(setup, machine, component));
    const auto composed = std::ranges::find(machine.fields, "client.composed", &FieldCensus::name);
    if (composed == machine.fields.end()) continue;
    advise_on_messages(setup, model::client_of(model::component_at(component)), *composed, size.advice);
  }
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    append_budget(info, census.counters.at(static_cast<std::size_t>(info.budget)), size);
  }
  std::ranges::stable_sort(size.budgets, [](const reports::BudgetSize& one, const reports::BudgetSize& other) {
    return reports::factor_of(one.part) > reports::factor_of(other.part);
  });
  std::ranges::stable_sort(size.advice, {}, &reports::SizeAdvice::states);
  return size;
}

}  // namespace doublecheck::cli
