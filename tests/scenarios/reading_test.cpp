#include "scenarios/reading.hpp"
#include "scenarios/platform_file.hpp"
#include "scenarios/standard_properties.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;
using model::Budget;
using sim::Delay;
using sim::DelayKind;

namespace {

using Names = std::vector<std::string>;

Names names_of(const std::vector<AskedProperty>& properties) {
  Names names;
  for (const AskedProperty& asked : properties) names.push_back(asked.property.name);
  return names;
}

Expected expected_of(const Scenario& scenario, std::string_view property) {
  return find_asked(scenario, property)->expected;
}

}  // namespace

TEST_CASE("the shortest scenario has a title and a question and two participants and a message") {
  const Scenario scenario = scenario_of(kMinimal);
  CHECK(scenario.file == "samples/sample.toml");
  CHECK(scenario.name == "sample");
  CHECK(scenario.title == "One message");
  CHECK(scenario.question == "Does it arrive?");
  REQUIRE(scenario.setup.workload.size() == 1);
  CHECK(scenario.setup.workload[0] == model::Message{model::client_at(1), model::client_at(0), 0});
}

TEST_CASE("what a scenario leaves out has the default of its struct") {
  const Scenario scenario = scenario_of(kMinimal);
  CHECK(scenario.requirements.empty());
  CHECK_FALSE(scenario.mutant);
  CHECK(scenario.setup.options == model::Options{});
  CHECK(scenario.setup.discipline == model::Setup{}.discipline);
  CHECK(scenario.setup.copies_max == model::Setup{}.copies_max);
  CHECK(scenario.setup.overtaken_max == model::kOvertakenFreely);
  CHECK(scenario.setup.servers == std::vector<std::string>{"server"});
  CHECK(scenario.setup.unprocessable.empty());
  CHECK(scenario.unmutated == model::Options{});
  CHECK(scenario.mutation.empty());
  CHECK(scenario.setup.budgets == model::Budgets{});
  CHECK(scenario.setup.re_store_declared == model::Setup{}.re_store_declared);
  REQUIRE(scenario.properties.size() == standard_properties().size());
  for (std::size_t i = 0; i < scenario.properties.size(); ++i) {
    CHECK(scenario.properties[i].property.name == standard_properties()[i].name);
    CHECK(scenario.properties[i].expected == Expected::holds);
  }
  CHECK(scenario.reason.empty());
  CHECK_FALSE(scenario.limits.states);
  CHECK_FALSE(scenario.limits.depth);
  CHECK(scenario.simulated);
  for (const auto& participant : scenario.setup.participants) {
    CHECK(participant.app == model::AppState::foreground);
    CHECK(participant.connected);
    CHECK(participant.registered);
    CHECK(participant.contacts_matched);
    CHECK(participant.opens_unprompted);
    CHECK(participant.home == model::server_at(0));
    CHECK_FALSE(participant.device_of);
  }
}

TEST_CASE("empty tables change no default of the simulation") {
  const Scenario scenario = scenario_of(std::string(kMinimal) +
                                        "[simulation]\n[simulation.network]\n[simulation.push]\n[simulation.users]\n"
                                        "[simulation.storage]\n[simulation.faults]\n");
  const sim::Environment& read = scenario.environment;
  const sim::Environment defaults;
  CHECK(read.seed == defaults.seed);
  CHECK(read.runs == defaults.runs);
  CHECK(read.horizon == defaults.horizon);
  CHECK(read.body_bytes == defaults.body_bytes);
  CHECK(read.network.latency == defaults.network.latency);
  CHECK(read.network.loss == defaults.network.loss);
  CHECK(read.network.duplicate == defaults.network.duplicate);
  CHECK(read.network.retransmit_after == defaults.network.retransmit_after);
  CHECK(read.network.connect == defaults.network.connect);
  CHECK(read.network.reconnect == defaults.network.reconnect);
  CHECK(read.network.dead_after == defaults.network.dead_after);
  CHECK(read.network.session_kept == defaults.network.session_kept);
  CHECK(read.network.server_latency == defaults.network.server_latency);
  CHECK(read.push.latency == defaults.push.latency);
  CHECK(read.push.loss == defaults.push.loss);
  CHECK(read.users.think == defaults.users.think);
  CHECK(read.users.session == defaults.users.session);
  CHECK(read.users.absence == defaults.users.absence);
  CHECK(read.users.reaction == defaults.users.reaction);
  CHECK(read.users.grace == defaults.users.grace);
  CHECK(read.users.suspended_early == defaults.users.suspended_early);
  CHECK_FALSE(read.users.contact_sync);
  CHECK_FALSE(read.users.registration);
  CHECK(read.storage.persist_after == defaults.storage.persist_after);
  CHECK_FALSE(read.faults.break_every);
  CHECK_FALSE(read.faults.cut_every);
  CHECK_FALSE(read.faults.partition_every);
  CHECK_FALSE(read.faults.server_partition_every);
  CHECK(read.faults.partition_lasts == defaults.faults.partition_lasts);
  CHECK_FALSE(read.faults.token_change_every);
  CHECK_FALSE(read.faults.reinstall_every);
  CHECK_FALSE(read.faults.clock_jump_every);
  CHECK_FALSE(read.faults.server_clock_jump_every);
  CHECK_FALSE(read.faults.suspend_every);
  CHECK_FALSE(read.faults.system_kill_every);
  CHECK_FALSE(read.faults.user_kill_every);
  CHECK_FALSE(read.faults.client_crash_every);
  CHECK_FALSE(read.faults.server_crash_every);
  CHECK(read.faults.server_downtime == defaults.faults.server_downtime);
}

TEST_CASE("a complete scenario is read completely") {
  const Scenario scenario = scenario_of(kComplete);
  CHECK(scenario.question == "Does a phone that was off get everything,\nonce and in order?");
  CHECK(scenario.requirements == std::vector<unsigned>{7, 20});
  CHECK(scenario.mutant == 2);
  CHECK(scenario.setup.discipline == model::Discipline::datagram);
  CHECK(scenario.setup.copies_max == 2);
  CHECK(scenario.setup.overtaken_max == 3);
  CHECK(scenario.setup.servers == std::vector<std::string>{"east", "west"});
  CHECK(scenario.mutation == std::vector<std::string>{"server_drop = on_send"});
  CHECK(model::changed_options(scenario.unmutated) ==
        std::vector<std::string>{"recipient_acks_duplicate = no", "push_repeat = periodic(1min)"});
  CHECK(model::changed_options(scenario.setup.options) == std::vector<std::string>{"server_drop = on_send",
                                                                                   "recipient_acks_duplicate = no",
                                                                                   "push_repeat = periodic(1min)"});
  CHECK(scenario.setup.budgets[Budget::breaks] == 1);
  CHECK(scenario.setup.budgets[Budget::losses] == model::kUnlimited);
  CHECK(scenario.setup.budgets[Budget::leaves] == 0);
  CHECK(scenario.setup.re_store_declared);
  CHECK(expected_of(scenario, "CUSTODY") == Expected::violated);
  CHECK(expected_of(scenario, "DELIVERY") == Expected::allowed);
  CHECK(scenario.reason == "A body on its way is held by nobody.");
  CHECK(scenario.limits.states == 1'000'000);
  CHECK(scenario.limits.depth == 100);
}

TEST_CASE("participants are read completely") {
  const Scenario scenario = scenario_of(kComplete);
  REQUIRE(scenario.setup.participants.size() == 3);
  const model::Participant& bob = scenario.setup.participants[0];
  CHECK(bob.number == "+49301002");
  CHECK(bob.platform.name == "iphone");
  CHECK(bob.contacts == std::vector<std::string>{"+49301001", "+49301009"});
  CHECK(bob.app == model::AppState::suspended);
  CHECK_FALSE(bob.connected);
  CHECK(bob.registered);
  CHECK(bob.home == model::server_at(1));
  CHECK_FALSE(bob.contacts_matched);
  CHECK_FALSE(bob.opens_unprompted);
  CHECK_FALSE(bob.device_of);
  const model::Participant& alice = scenario.setup.participants[2];
  CHECK(alice.app == model::AppState::background);
  CHECK_FALSE(alice.connected);
  CHECK_FALSE(alice.registered);
  CHECK(alice.home == model::server_at(0));
}

TEST_CASE("a further device has number and contacts and home and registration from its user") {
  const Scenario scenario = scenario_of(kComplete);
  const model::Participant& bob = scenario.setup.participants[0];
  const model::Participant& tablet = scenario.setup.participants[1];
  CHECK(tablet.device_of == model::client_at(0));
  CHECK(tablet.number == bob.number);
  CHECK(tablet.contacts == bob.contacts);
  CHECK(tablet.home == bob.home);
  CHECK(tablet.registered);
  CHECK(tablet.connected);
  CHECK(tablet.platform.name == "android");
  CHECK(tablet.contacts_matched);
  CHECK(tablet.opens_unprompted);
}

TEST_CASE("the simulation is read completely") {
  const Scenario scenario = scenario_of(kComplete);
  CHECK_FALSE(scenario.simulated);
  const sim::Environment& read = scenario.environment;
  CHECK(read.seed == 7);
  CHECK(read.runs == 20);
  CHECK(read.horizon == 36 * sim::kHour);
  CHECK(read.body_bytes == 1000);
  CHECK(read.network.latency == Delay{DelayKind::uniform, 10 * sim::kMillisecond, 20 * sim::kMillisecond});
  CHECK(read.network.loss == 10'000);
  CHECK(read.network.duplicate == 1);
  CHECK(read.network.retransmit_after == 1'500 * sim::kMillisecond);
  CHECK(read.network.connect == Delay{DelayKind::constant, 1 * sim::kSecond, 0});
  CHECK(read.network.reconnect == Delay{DelayKind::constant, 2 * sim::kSecond, 0});
  CHECK(read.network.dead_after == 90 * sim::kSecond);
  CHECK(read.network.session_kept == 10 * sim::kMinute);
  CHECK(read.network.server_latency == Delay{DelayKind::constant, 3 * sim::kMillisecond, 0});
  CHECK(read.push.latency == Delay{DelayKind::lognormal, 2 * sim::kSecond, 30 * sim::kSecond});
  CHECK(read.push.loss == 1'000'000);
  CHECK(read.users.think == Delay{DelayKind::exponential, sim::kSecond, 0});
  CHECK(read.users.session == Delay{DelayKind::constant, 2 * sim::kMinute, 0});
  CHECK(read.users.absence == Delay{DelayKind::exponential, sim::kHour, 0});
  CHECK(read.users.reaction == Delay{DelayKind::uniform, 0, 24 * sim::kHour});
  CHECK(read.users.grace == 10 * sim::kMinute);
  CHECK(read.users.suspended_early == 500'000);
  CHECK(read.users.contact_sync == Delay{DelayKind::constant, sim::kMinute, 0});
  CHECK(read.users.registration == Delay{DelayKind::exponential, 2 * sim::kMinute, 0});
  CHECK(read.storage.persist_after == 20 * sim::kMillisecond);
  CHECK(read.faults.break_every == 10 * sim::kMinute);
  CHECK(read.faults.cut_every == 20 * sim::kMinute);
  CHECK(read.faults.partition_every == 5 * sim::kHour);
  CHECK(read.faults.server_partition_every == 6 * sim::kHour);
  CHECK(read.faults.partition_lasts == Delay{DelayKind::uniform, sim::kMinute, 2 * sim::kMinute});
  CHECK(read.faults.token_change_every == 72 * sim::kHour);
  CHECK(read.faults.reinstall_every == 96 * sim::kHour);
  CHECK(read.faults.clock_jump_every == 120 * sim::kHour);
  CHECK(read.faults.server_clock_jump_every == 144 * sim::kHour);
  CHECK(read.faults.suspend_every == sim::kHour);
  CHECK(read.faults.system_kill_every == 2 * sim::kHour);
  CHECK(read.faults.user_kill_every == 24 * sim::kHour);
  CHECK(read.faults.client_crash_every == 48 * sim::kHour);
  CHECK(read.faults.server_crash_every == 168 * sim::kHour);
  CHECK(read.faults.server_downtime == 250);
  CHECK(read.network.bursts == sim::Bursts{5 * sim::kMinute, 20 * sim::kSecond, 500'000, 10 * sim::kSecond});
  const auto bob = std::ranges::find(scenario.setup.participants, "bob", &model::Participant::name);
  const auto bob_id = model::client_at(static_cast<std::size_t>(bob - scenario.setup.participants.begin()));
  CHECK(read.schedule == std::vector<sim::ScheduledFault>{
                             {10 * sim::kMinute, model::Budget::server_crashes, {}, 30 * sim::kMinute},
                             {36 * sim::kHour, model::Budget::breaks, bob_id, {}},
                             {sim::kHour, model::Budget::clock_jumps, {}, {}, model::ServerId{1}},
                             {2 * sim::kHour, model::Budget::partitions, {}, sim::kMinute, {}, model::RelayId{0}}});
}

TEST_CASE("participants are numbered in the order of the file and not of the alphabet") {
  std::string text = "title = \"t\"\nquestion = \"q\"\n[[messages]]\nfrom = \"zoe\"\nto = \"adam\"\n";
  const std::vector<std::string> names = {"zoe", "mia", "adam", "x-1", "b_2"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += "[participants." + names[i] + "]\nplatform = \"symbian\"\nnumber = \"" + std::to_string(i) + "\"\n";
  }
  const Scenario scenario = scenario_of(text);
  for (std::size_t i = 0; i < names.size(); ++i) CHECK(scenario.setup.participants.at(i).name == names[i]);
  CHECK(scenario.setup.workload[0] == model::Message{model::client_at(0), model::client_at(2), 0});
}

TEST_CASE("messages are numbered for each sender in the order of the file") {
  const Scenario scenario = scenario_of(kComplete);
  const auto bob = model::client_at(0);
  const auto alice = model::client_at(2);
  CHECK(scenario.setup.workload ==
        std::vector<model::Message>{{alice, bob, 0}, {alice, bob, 1}, {alice, bob, 2}, {bob, alice, 0}});
  CHECK(scenario.setup.unprocessable == std::vector<model::Message>{{bob, alice, 0}});
}

TEST_CASE("every budget is accepted") {
  for (const auto& info : model::budget_catalogue()) {
    CAPTURE(info.key);
    const std::string start = std::string(kMinimal) + "[budgets]\n" + std::string(info.key) + " = ";
    model::Budgets expected;
    expected[info.budget] = 254;
    CHECK(scenario_of(start + "254\n").setup.budgets == expected);
    expected[info.budget] = model::kUnlimited;
    CHECK(scenario_of(start + "\"unlimited\"\n").setup.budgets == expected);
    CHECK(codes_of(start + "255\n") == std::vector<std::string>{"out-of-range"});
  }
}

TEST_CASE("every shipped platform is accepted and is what its file says") {
  for (const PlatformSet& set : shipped_platforms()) {
    for (const model::Platform& platform : set.platforms) {
      CAPTURE(platform.name);
      const Scenario scenario = scenario_of(with(kMinimal, "\"iphone\"", "\"" + platform.name + "\""));
      CHECK(scenario.setup.participants[0].platform == platform);
    }
  }
}

TEST_CASE("every property may be checked and expected to fail") {
  for (const StandardProperty& property : standard_properties()) {
    const std::string list = "[\"" + property.name + "\"]\n";
    std::string text(kMinimal);
    text += "[properties]\ncheck = " + list;
    text += "[expect]\nreason = \"because\"\nviolated = " + list;
    const Scenario scenario = scenario_of(text);
    CHECK(names_of(scenario.properties) == Names{property.name});
    CHECK(expected_of(scenario, property.name) == Expected::violated);
  }
}

TEST_CASE("properties stand in the order of the standard ones") {
  CHECK(names_of(scenario_of(kComplete).properties) == Names{"CUSTODY", "DELIVERY"});
}

TEST_CASE("a participant is connected at the start exactly where its app may run") {
  const auto connected = [](std::string_view app) {
    return scenario_of(
               with(kMinimal, "[participants.alice]", "app = \"" + std::string(app) + "\"\n[participants.alice]"))
        .setup.participants[0]
        .connected;
  };
  CHECK(connected("foreground"));
  CHECK(connected("background"));
  CHECK_FALSE(connected("suspended"));
  CHECK_FALSE(connected("terminated_by_system"));
  CHECK_FALSE(connected("terminated_by_user"));
}

TEST_CASE("a contact may name somebody further down or nobody in the scenario") {
  const Scenario scenario = scenario_of(
      with(kMinimal, "number = \"+49 30 1002\"", "number = \"+49 30 1002\"\ncontacts = [\"alice\", \"911\"]"));
  CHECK(scenario.setup.participants[0].contacts == std::vector<std::string>{"+49301001", "911"});
}

TEST_CASE("blanks in a phone number mean nothing") {
  const Scenario scenario = scenario_of(with(kMinimal, "contacts = [\"bob\"]", "contacts = [\"+493010 02\"]"));
  CHECK(model::is_contact(scenario.setup, model::client_at(1), model::client_at(0)));
}

TEST_CASE("line ends of either kind and a byte order mark are read") {
  std::string text = "\xEF\xBB\xBF";
  for (const char letter : kMinimal) {
    if (letter == '\n') text += '\r';
    text += letter;
  }
  CHECK(scenario_of(text).title == "One message");
  CHECK(errors_of("a = 1\r\n") != "");
}

TEST_CASE("a file that is there is read") {
  const auto file = std::filesystem::temp_directory_path() / "doublecheck_reading_test.toml";
  std::ofstream(file) << kMinimal;
  const ReadResult result = read_scenario(file.string());
  std::filesystem::remove(file);
  REQUIRE(result.scenario);
  CHECK(result.diagnostics.empty());
  if (result.scenario) CHECK(result.scenario->name == "doublecheck_reading_test");
}

TEST_CASE("a file that cannot be read says why") {
  const auto folder = std::filesystem::temp_directory_path() / "doublecheck_reading_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "01-happy-path.toml") << kMinimal;
  std::ofstream(folder / "empty.toml") << "";
  const auto errors = [&](const std::string& name) {
    std::string text = rendered(read_scenario((folder / name).string()).diagnostics);
    const std::string prefix = folder.string();
    for (auto place = text.find(prefix); place != std::string::npos; place = text.find(prefix)) {
      text.replace(place, prefix.size(), "DIR");
    }
    return text;
  };
  CHECK(errors("01-hapy-path.toml") ==
        "error: there is no file `DIR/01-hapy-path.toml`  [no-such-file]\n"
        "  --> DIR/01-hapy-path.toml\n"
        "help: did you mean `DIR/01-happy-path.toml`?\n");
  CHECK(errors("nowhere/x.toml") ==
        "error: there is no file `DIR/nowhere/x.toml`  [no-such-file]\n"
        "  --> DIR/nowhere/x.toml\n"
        "help: there is no directory `DIR/nowhere`\n");
  CHECK(errors("empty.toml") ==
        "error: the file is empty  [empty-file]\n"
        "  --> DIR/empty.toml\n"
        "help: a scenario has at least a title, a question, one participant and one message\n");
  CHECK(errors(".") ==
        "error: `DIR/.` is a directory, not a scenario  [is-a-directory]\n"
        "  --> DIR/.\n"
        "help: name a file in it\n");
  std::filesystem::remove_all(folder);
}
