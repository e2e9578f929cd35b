#include "cli/search_identity.hpp"

#include "model/codec.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>

namespace doublecheck::cli {
namespace {

std::string text_of(const std::vector<model::Message>& messages) {
  std::string text;
  for (const model::Message& message : messages) {
    text += fmt::format(" {}>{}#{}", model::index_of(message.from), model::index_of(message.to), message.number);
  }
  return text;
}

std::string text_of(const model::Participant& participant) {
  std::vector<int> push;
  for (const model::PushEffect effect : participant.platform.push) push.push_back(static_cast<int>(effect));
  const int device_of = participant.device_of ? static_cast<int>(model::index_of(*participant.device_of)) : -1;
  return fmt::format(
      "{} {} contacts {} matched {} prompted {} device {} home {} background {} push {} unreachable {}\n",
      participant.name, participant.number, fmt::join(participant.contacts, ","), participant.contacts_matched,
      !participant.opens_unprompted, device_of, model::index_of(participant.home),
      participant.platform.runs_in_background, fmt::join(push, ","),
      static_cast<int>(participant.platform.unreachable));
}

}  // namespace

std::string search_identity(const scenarios::Scenario& scenario, bool is_reduced_by_symmetry, bool forgets_history) {
  const model::Setup& setup = scenario.setup;
  std::string text = fmt::format("doublecheck {}\n", DOUBLECHECK_VERSION);
  for (const model::Participant& participant : setup.participants) text += text_of(participant);
  text += fmt::format("servers {}\nworkload{}\nunprocessable{}\n", fmt::join(setup.servers, ","),
                      text_of(setup.workload), text_of(setup.unprocessable));
  text += fmt::format("options {}\n", fmt::join(model::changed_options(setup.options), ", "));
  text += fmt::format("links {} {} {} {}\n", static_cast<int>(setup.discipline), setup.copies_max, setup.overtaken_max,
                      setup.re_store_declared);
  std::string start;
  model::encode(model::initial_world(setup), start);
  text += fmt::format("start {:02x}\n", fmt::join(std::as_bytes(std::span(start)), ""));
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    text += fmt::format("{}: {}\n", asked.property.name, asked.property.formula);
  }
  for (const scenarios::FairnessChoice& choice : scenario.fairness) {
    text += fmt::format("{} {}\n", model::info_of(choice.kind).name, static_cast<int>(choice.promise));
  }
  if (is_reduced_by_symmetry) text += "reduced by symmetry ";
  if (forgets_history) text += "without irrelevant history";
  return text;
}

}  // namespace doublecheck::cli
