#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// The table [mutation]: what a mutant changes of the options.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

using Settings = std::vector<Setting>;
using Texts = std::vector<std::string>;

/// The shortest mutant, with these tables.
std::string mutant_with(const std::string& tables) {
  return "mutant = 99\n" + std::string(kMinimal) + "[expect]\nviolated = [\"CUSTODY\"]\nreason = \"r\"\n" + tables;
}

const std::string kOnSend = mutant_with("[mutation]\nserver_drop = \"on_send\"\n");

}  // namespace

TEST_CASE("the mutation lies over the options wherever it stands") {
  const std::string options = "[options]\nreceipt = \"fire_and_forget\"\norder = \"arrival\"\n";
  const std::string mutation = "[mutation]\norder = \"none\"\nserver_drop = \"on_send\"\n";
  for (const std::string& tables : {options + mutation, mutation + options}) {
    const Scenario scenario = scenario_of(mutant_with(tables));
    CHECK(model::changed_options(scenario.setup.options) ==
          Texts{"server_drop = on_send", "receipt = fire_and_forget", "order = none"});
    CHECK(model::changed_options(scenario.unmutated) == Texts{"receipt = fire_and_forget", "order = arrival"});
    CHECK(scenario.mutation == Texts{"server_drop = on_send", "order = none"});
  }
}

TEST_CASE("a mutation may take an option back to its default") {
  const Scenario scenario =
      scenario_of(mutant_with("[options]\nserver_drop = \"never\"\n[mutation]\nserver_drop = \"on_ack\"\n"));
  CHECK(scenario.mutation == Texts{"server_drop = on_ack"});
  CHECK(scenario.setup.options == model::Options{});
}

TEST_CASE("without a mutation both sets of options are the same") {
  const Scenario scenario = scenario_of(std::string(kMinimal) + "[options]\nserver_drop = \"on_send\"\n");
  CHECK(scenario.unmutated == scenario.setup.options);
  CHECK(scenario.mutation.empty());
}

TEST_CASE("settings change the options and the mutation of a mutant separately") {
  const Scenario options = scenario_of(kOnSend, Settings{{"options.server_drop", "on_push"}});
  CHECK(model::changed_options(options.setup.options) == Texts{"server_drop = on_send"});
  CHECK(model::changed_options(options.unmutated) == Texts{"server_drop = on_push"});
  const Scenario mutation = scenario_of(kOnSend, Settings{{"mutation.server_drop", "on_push"}});
  CHECK(model::changed_options(mutation.setup.options) == Texts{"server_drop = on_push"});
  CHECK(model::changed_options(mutation.unmutated).empty());
}

TEST_CASE("only a mutant has a mutation and every mutant has one that changes something") {
  CHECK(errors_with("[mutation]\nserver_drop = \"on_send\"\n") == R"(
error: only a mutant has a mutation  [mutation-without-mutant]
  --> t.toml:16:1
  16 | [mutation]
     | ^^^^^^^^^^
help: write `mutant = N` at the top of the file, or move these keys to [options]
)");
  CHECK("\n" + errors_of(mutant_with("")) == R"(
error: a mutant must say what it changes  [mutant-without-mutation]
  --> t.toml:1:10
   1 | mutant = 99
     |          ^^ a mutant
help: write the options that it changes below [mutation]
)");
  CHECK("\n" + errors_of(mutant_with("[mutation]\n")) == R"(
error: the mutation changes nothing  [empty-mutation]
  --> t.toml:20:1
  20 | [mutation]
     | ^^^^^^^^^^ every option is as it is without it
help: write the options that it changes here
)");
  CHECK(codes_of(kOnSend, Settings{{"options.server_drop", "on_send"}}) == Texts{"empty-mutation"});
}

TEST_CASE("an error in a mutation is told like one in the options") {
  CHECK("\n" + errors_of(mutant_with("[mutation]\nreceipt = \"stord\"\nserver_dorp = \"on_send\"\n")) == R"(
error: unknown value `stord` for `receipt`  [unknown-value]
  --> t.toml:21:11
  21 | receipt = "stord"
     |           ^^^^^^^ no such value
help: did you mean `stored`?
error: unknown key `server_dorp` in [mutation]  [unknown-key]
  --> t.toml:22:1
  22 | server_dorp = "on_send"
     | ^^^^^^^^^^^ not a key of [mutation]
help: did you mean `server_drop`? It takes on_ack, on_send, on_push or never.
)");
}

TEST_CASE("a contradiction with the mutation is an error that names both places") {
  CHECK("\n" + errors_of(mutant_with("[options]\nserver_dedupe = \"none\"\n[mutation]\nreceipt = \"rederived\"\n")) ==
        R"(
error: `receipt` = rederived makes no sense with `server_dedupe` = none  [contradictory-options]
  --> t.toml:23:11
  23 | receipt = "rederived"
     |           ^^^^^^^^^^^ receipts are derived again from tombstones, and the server keeps none
help: `server_dedupe` is none (line 21)
)");
}

TEST_CASE("a contradiction that the mutation hides is an error all the same") {
  CHECK("\n" + errors_of(mutant_with("[options]\nserver_dedupe = \"none\"\nreceipt = \"rederived\"\n"
                                     "[mutation]\nreceipt = \"stored\"\n")) ==
        R"(
error: `receipt` = rederived makes no sense with `server_dedupe` = none without the mutation  [contradictory-options]
  --> t.toml:22:11
  22 | receipt = "rederived"
     |           ^^^^^^^^^^^ receipts are derived again from tombstones, and the server keeps none
help: `server_dedupe` is none (line 21)
)");
}

TEST_CASE("a contradiction with and without the mutation is told once") {
  CHECK(codes_of(mutant_with("[options]\nserver_dedupe = \"none\"\nreceipt = \"rederived\"\n"
                             "[mutation]\nserver_drop = \"on_send\"\n")) == Texts{"contradictory-options"});
}
