// What liveness rests on, held to scenarios whose truth is known: one row for each thing that could take the chance of
// a fair action away. docs/protocol.md has the same list in words.

#include "cli/fairness.hpp"

#include "checker/check.hpp"
#include "cli/claims.hpp"
#include "scenarios/reading.hpp"
#include "tests/catch.hpp"

#include <array>
#include <string>
#include <string_view>

using namespace doublecheck;

namespace {

/// Alice, connected, writes one message to Bob, whose app is suspended and who does not open it unprompted; a push
/// wakes it. The tests set what differs.
constexpr std::string_view kScenario = R"toml(title = "Fairness"
question = "Does it arrive?"

[participants.alice]
platform = "android"
number = "1"
contacts = ["bob"]

[participants.bob]
platform = "android"
number = "2"
contacts = ["alice"]
app = "suspended"
opens_unprompted = false

[[messages]]
from = "alice"
to = "bob"

[properties]
check = ["DELIVERY", "NOTIFIED"]
)toml";

scenarios::Scenario scenario_with(const std::vector<scenarios::Setting>& settings) {
  scenarios::ReadResult read = scenarios::parse_scenario(kScenario, "fairness.toml", settings);
  for (const scenarios::Diagnostic& diagnostic : read.diagnostics) UNSCOPED_INFO(diagnostic.message);
  REQUIRE(read.scenario.has_value());
  return std::move(*read.scenario);
}

/// Bob's platform runs no app that is suspended, and may refuse to wake it: silent pushes.
void let_throttle(scenarios::Scenario& scenario, model::PushEffect suspended = model::PushEffect::may_wake) {
  model::Platform& platform = scenario.setup.participants.at(1).platform;
  platform.runs_in_background = false;
  platform.push[static_cast<std::size_t>(model::AppState::suspended)] = suspended;
}

bool holds(const scenarios::Scenario& scenario, std::string_view property) {
  cli::CheckedProtocol protocol(scenario.setup, std::nullopt, cli::promises_of(scenario));
  std::vector<cli::Claim> claims;
  cli::append_claims(protocol, scenarios::find_asked(scenario, property)->property, claims);
  const auto result = checker::check<cli::CheckedProtocol>(protocol, claims);
  REQUIRE(result.stop == checker::StopReason::complete);
  bool all_hold = true;
  for (const auto& answer : result.properties) {
    REQUIRE(answer.verdict != checker::Verdict::inconclusive);
    all_hold = all_hold && answer.verdict == checker::Verdict::holds;
  }
  return all_hold;
}

struct Row {
  std::string what;
  std::vector<scenarios::Setting> settings;
  bool arrives = false;
  std::string reason;
};

const scenarios::Setting kOpens{"participants.bob.opens_unprompted", "true"};
const scenarios::Setting kIphone{"participants.bob.platform", "iphone"};
const scenarios::Setting kDatagram{"links.discipline", "datagram"};
const scenarios::Setting kSocial{"participants.bob.app", "foreground"};

}  // namespace

TEST_CASE("what a platform may throttle again and again need not arrive", "[R17][R19]") {
  scenarios::Scenario scenario = scenario_with({});
  let_throttle(scenario, model::PushEffect::wake);
  CHECK(holds(scenario, "DELIVERY"));
  CHECK(holds(scenario, "NOTIFIED"));
  let_throttle(scenario);
  CHECK_FALSE(holds(scenario, "DELIVERY"));
  CHECK_FALSE(holds(scenario, "NOTIFIED"));
  // A platform that lets one through now and then is one of which a scenario promises so.
  scenario.fairness.push_back({model::ActionKind::push_arrives, scenarios::Promise::strong});
  CHECK(holds(scenario, "DELIVERY"));
  CHECK(holds(scenario, "NOTIFIED"));
}

TEST_CASE("whoever opens the app unprompted gets what the platform throttles", "[R17]") {
  scenarios::Scenario scenario = scenario_with({kOpens});
  let_throttle(scenario);
  CHECK(holds(scenario, "DELIVERY"));
}

TEST_CASE("one participant's throttled pushes do not weaken what is promised of the others'") {
  scenarios::Scenario scenario = scenario_with({});
  let_throttle(scenario);
  const auto of = [&](std::size_t client) {
    return cli::promise_of({}, scenario.setup, model::ActionKind::push_arrives, model::client_at(client));
  };
  CHECK(of(0) == checker::FairnessKind::strong);
  CHECK(of(1) == checker::FairnessKind::weak);
  CHECK(cli::fairness_in_words(scenario).find("push_arrives at Alice") != std::string::npos);
  CHECK(cli::fairness_in_words(scenario).find("Weak fairness of push_arrives at Bob: whatever stays possible") !=
        std::string::npos);
}

TEST_CASE("a message arrives through what may happen without limit where the protocol promises it, and only there") {
  const auto unlimited = [](const char* budget) {
    return scenarios::Setting{std::string("budgets.") + budget, "unlimited"};
  };
  const auto twice = [](const char* budget) { return scenarios::Setting{std::string("budgets.") + budget, "2"}; };
  const std::vector<Row> rows = {
      // Links: one that is tried for ever gets through.
      {"breaks", {unlimited("breaks")}, true, "a link that is tried for ever gets through"},
      {"cuts", {unlimited("cuts")}, true, "both ends notice, and the link is tried again"},
      {"partitions",
       {unlimited("partitions")},
       true,
       "the push is kept, the network comes back, the link gets through"},
      {"losses", {kDatagram, unlimited("losses")}, true, "a timer sends again, and the link gets through"},
      {"reorders", {kDatagram, unlimited("reorders")}, true, "nothing is lost by it"},
      // Users: one who opens the app again and again stays long enough.
      {"leaves", {kIphone, kOpens, unlimited("leaves")}, true, "the user opens the app again and again"},
      {"a shown push", {kIphone}, true, "the user opens the app after a notification"},
      {"no reason to open", {{"participants.bob.app", "terminated_by_user"}}, false, "nothing makes the app run"},
      // Pushes: a hint, which nobody promises.
      {"lost pushes", {unlimited("lost_pushes")}, false, "every single one may be lost"},
      {"two lost pushes", {twice("lost_pushes")}, true, "the third arrives"},
      {"a network that is lost with the push",
       {{"participants.bob.platform", "symbian"}, unlimited("partitions")},
       false,
       "the push service does not keep a push for a device off the network"},
      {"the same twice", {{"participants.bob.platform", "symbian"}, twice("partitions")}, true, "the third arrives"},
      {"tokens", {unlimited("token_changes")}, true, "a token changes while the app runs, and then it can connect"},
      // Apps, devices and servers: what ends them each time before they get to anything.
      {"suspensions", {unlimited("suspensions")}, false, "the app is suspended each time before it connects"},
      {"two suspensions", {twice("suspensions")}, true, "the third push leads to a connection"},
      {"kills by the system", {unlimited("system_kills")}, false, "killed each time before it connects"},
      {"two kills by the system", {twice("system_kills")}, true, "a push wakes it once more"},
      {"kills by the user", {kOpens, unlimited("user_kills")}, false, "killed each time before it connects"},
      {"two kills by the user", {kOpens, twice("user_kills")}, true, "the user opens it once more"},
      {"crashes of the device", {unlimited("client_crashes")}, false, "it crashes each time before it connects"},
      {"two crashes of the device", {twice("client_crashes")}, true, "a push wakes the app once more"},
      {"reinstallations", {kOpens, unlimited("reinstalls")}, false, "each time before it connects"},
      {"two reinstallations", {kOpens, twice("reinstalls")}, true, "the user opens it once more"},
      {"crashes of the server", {kSocial, unlimited("server_crashes")}, false, "it ends each connection at once"},
      {"two crashes of the server", {kSocial, twice("server_crashes")}, true, "the third connection lasts"},
      {"jumps of clocks", {kSocial, unlimited("clock_jumps")}, false, "each makes the server end its sessions"},
      {"two jumps of clocks", {kSocial, twice("clock_jumps")}, true, "the third connection lasts"},
      // What must happen in the end, and what need not.
      {"expiry", {{"options.message_ttl", "ttl"}, unlimited("expiries")}, true, "what expires is excused"},
      {"an app that nobody has killed", {}, true, "the push arrives, and the app connects"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what, row.reason);
    CHECK(holds(scenario_with(row.settings), "DELIVERY") == row.arrives);
  }
}

TEST_CASE("a display that a crash takes away each time need not be seen") {
  const std::vector<scenarios::Setting> shown = {kIphone, {"budgets.client_crashes", "2"}};
  CHECK(holds(scenario_with(shown), "DELIVERY"));
  const std::vector<scenarios::Setting> wiped = {kIphone, {"budgets.client_crashes", "unlimited"}};
  CHECK_FALSE(holds(scenario_with(wiped), "DELIVERY"));
}

TEST_CASE("a scenario is taken at its word about what may be prevented for ever") {
  CHECK(holds(scenario_with({{"budgets.lost_pushes", "unlimited"}, {"fairness.push_arrives", "strong"}}), "DELIVERY"));
  CHECK_FALSE(holds(scenario_with({{"fairness.push_arrives", "none"}}), "DELIVERY"));
}

TEST_CASE("every kind of action that is fair is so strongly while all faults have a limit") {
  const scenarios::Scenario scenario = scenario_with({{"budgets.leaves", "unlimited"}, {"budgets.breaks", "2"}});
  for (const model::ActionKindInfo& info : model::action_catalogue()) {
    CAPTURE(info.name);
    CHECK(cli::promise_of({}, scenario.setup, info.kind, model::client_at(1)) ==
          (info.fair ? checker::FairnessKind::strong : checker::FairnessKind::none));
  }
}
