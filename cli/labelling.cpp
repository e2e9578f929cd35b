#include "cli/labelling.hpp"

#include "escape/terminal_text.hpp"
#include "model/machines.hpp"
#include "model/predicates.hpp"
#include "scenarios/nearest_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace doublecheck::cli {
namespace {

using model::Message;
using model::Setup;
using model::World;

struct Predicate {
  std::string_view name;
  model::Formula (*about)(const Setup& setup, const Message& message);
};

constexpr auto kPredicates = std::to_array<Predicate>({
    {"is_composed", [](const Setup&, const Message& message) { return model::is_composed(message); }},
    {"is_in_durable_outbox", model::is_in_durable_outbox},
    {"is_in_flight", model::is_in_flight},
    {"was_in_custody", model::was_in_custody},
    {"is_held_by_server", model::is_held_by_server},
    {"is_stored_by_recipient", model::is_stored_by_recipient},
    {"is_stored_by_all_devices", model::is_stored_by_all_devices},
    {"has_at_least_one_check",
     [](const Setup&, const Message& message) { return model::has_at_least_one_check(message); }},
    {"has_two_checks", [](const Setup&, const Message& message) { return model::has_two_checks(message); }},
    {"is_reported_failed", [](const Setup&, const Message& message) { return model::is_reported_failed(message); }},
    {"is_excused", model::is_excused},
});

/// What is asked for, resolved in a setup.
struct Chosen {
  std::optional<Message> message;
  std::optional<model::ClientId> device;
};

std::string complaint(std::string_view what, std::string_view plural, std::string_view word,
                      const std::vector<std::string_view>& words) {
  return fmt::format("error: there is no {} `{}`\nhelp: {}\n", what, escape::printable(word),
                     scenarios::help_with_words(word, plural, words));
}

std::variant<Chosen, std::string> chosen_in(const Setup& setup, const Focus& focus) {
  Chosen chosen;
  std::vector<std::string> messages;
  for (const Message& message : setup.workload) {
    messages.push_back(model::name_of(setup, message));
    if (messages.back() == focus.message) chosen.message = message;
  }
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    if (setup.participants[i].name == focus.device) chosen.device = model::client_at(i);
  }
  if (!focus.message.empty() && !chosen.message) {
    return complaint("message", "messages of this scenario", focus.message, {messages.begin(), messages.end()});
  }
  if (!focus.device.empty() && !chosen.device) {
    return complaint("device", "devices of this scenario", focus.device,
                     scenarios::words_in(setup.participants, &model::Participant::name));
  }
  return chosen;
}

void append_aspects(const Predicate& predicate, const Chosen& chosen, const Setup& setup,
                    std::vector<Labelling::Aspect>& aspects) {
  for (const Message& message : setup.workload) {
    if (chosen.message && *chosen.message != message) continue;
    const bool is_only_one = chosen.message || setup.workload.size() == 1;
    const std::string name = is_only_one ? std::string(predicate.name)
                                         : fmt::format("{}({})", predicate.name, model::name_of(setup, message));
    const auto answer = [formula = predicate.about(setup, message)](const World& world) -> std::size_t {
      return model::holds(formula, world) ? 1 : 0;
    };
    aspects.push_back({answer, {"not " + name, name}, true});
  }
}

void append_aspects(const model::Machine& machine, const Chosen& chosen, const Setup& setup,
                    std::vector<Labelling::Aspect>& aspects) {
  std::vector<model::Instance> instances = machine.instances_in(setup);
  std::erase_if(instances, [&](const model::Instance& instance) {
    const bool is_other_message = chosen.message && instance.message && instance.message != chosen.message;
    const bool is_other_device = chosen.device && instance.device && instance.device != chosen.device;
    return is_other_message || is_other_device;
  });
  for (const model::Instance& instance : instances) {
    const std::string prefix = instances.size() == 1 ? "" : model::name_of(setup, instance) + ": ";
    std::vector<std::string> texts;
    for (const model::Label& label : machine.labels) texts.push_back(prefix + std::string(label.title));
    const auto answer = [label_of = machine.label_of, instance](const World& world) {
      return label_of(world, instance);
    };
    aspects.push_back({answer, std::move(texts), false});
  }
}

}  // namespace

checker::Label Labelling::label_of(const World& world) {
  Answers answers;
  for (const Aspect& aspect : aspects_) answers.push_back(aspect.answer_in(world));
  const auto [place, is_new] = numbers_.try_emplace(answers, static_cast<checker::Label>(answers_.size()));
  if (is_new) answers_.push_back(std::move(answers));
  return place->second;
}

std::vector<std::string> Labelling::lines(checker::Label label) const {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < aspects_.size(); ++i) lines.push_back(aspects_[i].texts.at(answers_.at(label)[i]));
  return lines;
}

std::vector<std::string> Labelling::true_predicates(checker::Label label) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < aspects_.size(); ++i) {
    const std::size_t answer = answers_.at(label)[i];
    if (aspects_[i].is_predicate && answer == 1) names.push_back(aspects_[i].texts[answer]);
  }
  return names;
}

std::vector<std::string_view> predicate_names() { return scenarios::words_in(kPredicates, &Predicate::name); }

std::variant<Labelling, std::string> labelling_of(const std::vector<std::string_view>& names, const Focus& focus,
                                                  const Setup& setup) {
  auto resolved = chosen_in(setup, focus);
  if (auto* wrong = std::get_if<std::string>(&resolved)) return std::move(*wrong);
  const auto& chosen = std::get<Chosen>(resolved);
  std::vector<Labelling::Aspect> aspects;
  for (const std::string_view name : names) {
    const std::size_t before = aspects.size();
    const auto predicate = std::ranges::find(kPredicates, name, &Predicate::name);
    if (predicate != kPredicates.end()) {
      append_aspects(*predicate, chosen, setup, aspects);
    } else if (const model::Machine* machine = model::find_machine(name)) {
      append_aspects(*machine, chosen, setup, aspects);
    } else {
      auto words = scenarios::words_in(model::machine_catalogue(), &model::Machine::name);
      std::ranges::copy(predicate_names(), std::back_inserter(words));
      return complaint("machine and no predicate", "machines and predicates", name, words);
    }
    if (aspects.size() == before) {
      return fmt::format(
          "error: this scenario has nothing that `{}` could be about\nhelp: `doublecheck diagram` says "
          "what each machine is about\n",
          name);
    }
  }
  return Labelling(std::move(aspects));
}

}  // namespace doublecheck::cli
