#include "cli/diagrams.hpp"

#include "model/budgets.hpp"
#include "model/options.hpp"
#include "model/predicates.hpp"
#include "scenarios/option_values.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/cli/document.hpp"

#include "tests/catch.hpp"

#include <stdexcept>
#include <string>

using namespace doublecheck;
using namespace doublecheck::cli;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Alice writes one message to Bob.
model::Setup one_message() {
  model::Setup setup;
  model::Participant alice;
  alice.name = "alice";
  alice.number = "1";
  alice.contacts = {"2"};
  model::Participant bob;
  bob.name = "bob";
  bob.number = "2";
  setup.participants = {alice, bob};
  setup.workload = {{.from = model::client_at(0), .to = model::client_at(1)}};
  return setup;
}

std::string diagram_of(const model::Setup& setup, std::string_view name) {
  const std::vector<model::Setup> setups = {setup};
  const model::Machine& machine = *model::find_machine(name);
  const auto number = static_cast<std::size_t>(&machine - model::machine_catalogue().data());
  return mermaid(machine, explored_machines(setups).at(number));
}

}  // namespace

TEST_CASE("a machine is drawn with the labels that are reached and the actions that lead from one to another") {
  CHECK(diagram_of(one_message(), "mark") == R"(stateDiagram-v2
    state "no mark" as none
    state "clock" as clock
    state "one check" as one
    state "two checks" as two
    [*] --> none
    none --> clock: compose
    clock --> one: deliver
    one --> two: deliver
)");
}

TEST_CASE("an option shows in the diagram of the machine that it changes") {
  model::Setup setup = one_message();
  setup.budgets[model::Budget::breaks] = 1;
  CHECK(has(diagram_of(setup, "mark"), "clock --> two: deliver"));
  CHECK_FALSE(has(diagram_of(setup, "receipt"), "waiting"));
  setup.options.receipt_before_server_ack = model::EarlyReceipt::waits;
  CHECK(has(diagram_of(setup, "receipt"), "owed --> waiting: deliver"));
  setup.options.retention = model::Retention::forever;
  CHECK(has(diagram_of(setup, "body"), "queued --> archived: deliver"));
}

TEST_CASE("a fault shows in the diagram only within its budget") {
  model::Setup setup = one_message();
  CHECK_FALSE(has(diagram_of(setup, "connection"), "half_open"));
  setup.budgets[model::Budget::cuts] = 1;
  CHECK(has(diagram_of(setup, "connection"), "up --> half_open: cut_connection"));
}

TEST_CASE("diagrams are drawn between their marks and nothing else is touched") {
  std::vector<std::string> diagrams(model::machine_catalogue().size());
  diagrams[0] = "new\n";
  const std::string before = "a\n<!-- diagram mark -->\nold\n<!-- end of diagram -->\nb\n";
  const std::string after = with_diagrams(before, diagrams);
  CHECK(after == "a\n<!-- diagram mark -->\n```mermaid\nnew\n```\n<!-- end of diagram -->\nb\n");
  CHECK(with_diagrams(after, diagrams) == after);
  CHECK(with_diagrams("no diagram", diagrams) == "no diagram");
}

TEST_CASE("a diagram of an unknown name or without an end is refused") {
  const std::vector<std::string> diagrams(model::machine_catalogue().size());
  CHECK_THROWS_AS(with_diagrams("<!-- diagram marks -->\n<!-- end of diagram -->\n", diagrams), std::runtime_error);
  CHECK_THROWS_AS(with_diagrams("<!-- diagram mark -->\n", diagrams), std::runtime_error);
}

TEST_CASE("the protocol document shows the diagrams as the checker finds them now") {
  const std::string text = tests::protocol_document();
  CHECK(with_diagrams(text, all_diagrams()) == text);  // else: doublecheck diagram --into docs/protocol.md
}

TEST_CASE("the protocol document shows every machine") {
  const std::string text = tests::protocol_document();
  for (const model::Machine& machine : model::machine_catalogue()) {
    CAPTURE(machine.name);
    CHECK(has(text, "<!-- diagram " + std::string(machine.name) + " -->\n```mermaid\nstateDiagram-v2\n"));
  }
}

TEST_CASE("the protocol document has every option with its values and every budget and property and mutant") {
  const std::string text = tests::protocol_document();
  const auto code = [](std::string_view word) { return "`" + std::string(word) + "`"; };
  for (const model::OptionInfo& option : model::option_catalogue()) {
    CAPTURE(option.key);
    std::string values;
    for (const model::OptionValue& value : option.values) {
      values += (values.empty() ? "" : ", ") + code(scenarios::form_of(value));
    }
    if (option.key != "deviation") CHECK(has(text, "| " + code(option.key) + " | " + values + " |"));
  }
  for (const model::OptionValue& deviation : model::find_option("deviation")->values) {
    if (deviation.name != "none") CHECK(has(text, "\"" + std::string(deviation.name) + "\""));
  }
  for (const model::BudgetInfo& budget : model::budget_catalogue()) CHECK(has(text, code(budget.key)));
  for (const scenarios::StandardProperty& property : scenarios::standard_properties()) {
    CHECK(has(text, "| " + code(property.name) + " | "));
  }
}
