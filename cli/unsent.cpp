#include "cli/unsent.hpp"

#include "model/setup.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace doublecheck::cli {
namespace {

enum class Driver : std::uint8_t { check, simulation };

/// What has to be given so that users register numbers and match contacts.
struct Keys {
  std::string_view registrations;
  std::string_view contact_syncs;
};

Keys keys_of(Driver driver) {
  if (driver == Driver::check) return {"budgets.registrations", "budgets.contact_syncs"};
  return {"simulation.users.registration", "simulation.users.contact_sync"};
}

/// The setup as the driver runs it: the simulator has rates in place of budgets.
model::Setup setup_for(Driver driver, const scenarios::Scenario& scenario) {
  model::Setup setup = scenario.setup;
  if (driver == Driver::check) return setup;
  const auto& users = scenario.environment.users;
  setup.budgets[model::Budget::registrations] = users.registration ? model::kUnlimited : 0;
  setup.budgets[model::Budget::contact_syncs] = users.contact_sync ? model::kUnlimited : 0;
  return setup;
}

/// Why its sender could never compose the message, were it the first; empty if it could.
std::string obstacle_to(const model::Message& message, const model::Setup& setup, const Keys& keys) {
  if (model::could_send(setup, message.from, message.to)) return "";
  const model::Participant& from = setup.participant(message.from);
  const model::Participant& to = setup.participant(message.to);
  if (!model::is_contact(setup, message.from, message.to)) {
    return fmt::format("{} is not among the contacts of {}", to.name, from.name);
  }
  const bool registers = setup.budgets[model::Budget::registrations] > 0;
  for (const model::Participant* who : {&from, &to}) {
    if (who->registered || registers) continue;
    return fmt::format("the number of {} is not registered, and `{}` lets nobody register", who->name,
                       keys.registrations);
  }
  return fmt::format("{} never learns that {} is registered, as `{}` lets nobody match contacts", from.name, to.name,
                     keys.contact_syncs);
}

/// For each message why nobody ever composes it; empty if that cannot be known beforehand. What its sender cannot send
/// keeps everything behind it.
std::vector<std::string> reasons_in(const scenarios::Scenario& scenario, Driver driver) {
  const model::Setup setup = setup_for(driver, scenario);
  const Keys keys = keys_of(driver);
  std::map<model::ClientId, std::string> behind;  // by sender, once there is something that cannot be sent
  std::vector<std::string> reasons;
  for (const model::Message& message : setup.workload) {
    const auto known = behind.find(message.from);
    if (known != behind.end()) {
      reasons.push_back(known->second);
      continue;
    }
    reasons.push_back(obstacle_to(message, setup, keys));
    if (reasons.back().empty()) continue;
    behind.emplace(message.from, fmt::format("{} has {} to send first, and {}", setup.participant(message.from).name,
                                             model::name_of(setup, message), reasons.back()));
  }
  return reasons;
}

/// Messages in a row of which the same is said.
struct Row {
  std::size_t first = 0;  // places in the workload
  std::size_t last = 0;
  std::string tail;  // of the sentence
};

std::string sentence_about(const Row& row, const model::Setup& setup) {
  const std::string first = model::name_of(setup, setup.workload[row.first]);
  if (row.first == row.last) return fmt::format("{} is never composed{}", first, row.tail);
  return fmt::format("{} to {} are never composed{}", first, model::name_of(setup, setup.workload[row.last]), row.tail);
}

/// `in_check`, `in_simulation`: for each message whether nobody composes it there; empty if that is not asked.
std::vector<std::string> sentences_about(const scenarios::Scenario& scenario, const std::vector<bool>& in_check,
                                         const std::vector<bool>& in_simulation) {
  const std::vector<std::string> of_check = reasons_in(scenario, Driver::check);
  const std::vector<std::string> of_simulation = reasons_in(scenario, Driver::simulation);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < scenario.setup.workload.size(); ++i) {
    const bool checked = !in_check.empty() && in_check[i];
    const bool simulated = !in_simulation.empty() && in_simulation[i];
    if (!checked && !simulated) continue;
    const bool everywhere = checked != in_check.empty() && simulated != in_simulation.empty();
    const std::string& reason = checked ? of_check[i] : of_simulation[i];
    std::string tail = fmt::format("{}{}{}",
                                   everywhere ? ""
                                   : checked  ? " in the check"
                                              : " in the simulation",
                                   reason.empty() ? "" : ": ", reason);
    if (!rows.empty() && rows.back().last + 1 == i && rows.back().tail == tail) {
      rows.back().last = i;
    } else {
      rows.push_back({i, i, std::move(tail)});
    }
  }
  std::vector<std::string> sentences;
  for (const Row& row : rows) sentences.push_back(sentence_about(row, scenario.setup));
  return sentences;
}

/// For each message whether it is one of these.
std::vector<bool> marked(const model::Setup& setup, const std::vector<std::string>& names) {
  const std::set<std::string> wanted(names.begin(), names.end());
  std::vector<bool> marks;
  for (const model::Message& message : setup.workload) {
    marks.push_back(!wanted.empty() && wanted.contains(model::name_of(setup, message)));
  }
  return marks;
}

/// For each message whether it is known beforehand that nobody composes it.
std::vector<bool> known_beforehand(const scenarios::Scenario& scenario, Driver driver) {
  std::vector<bool> marks;
  for (const std::string& reason : reasons_in(scenario, driver)) marks.push_back(!reason.empty());
  return marks;
}

}  // namespace

std::vector<std::string> warnings_about_unsent(const scenarios::Scenario& scenario) {
  using Marks = std::vector<bool>;
  return sentences_about(scenario, scenario.explored ? known_beforehand(scenario, Driver::check) : Marks{},
                         scenario.simulated ? known_beforehand(scenario, Driver::simulation) : Marks{});
}

std::vector<std::string> warnings_about_unsent(const scenarios::Scenario& scenario,
                                               const reports::ScenarioResult& result) {
  using Marks = std::vector<bool>;
  const model::Setup& setup = scenario.setup;
  return sentences_about(scenario, result.check ? marked(setup, result.check->never_composed) : Marks{},
                         result.simulation ? marked(setup, result.simulation->never_composed) : Marks{});
}

}  // namespace doublecheck::cli
