#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// Servers, further devices and numbers that change hands: what is read of them, and what people see of each error.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

std::string with_servers(const std::string& servers) { return "servers = " + servers + "\n" + std::string(kMinimal); }

/// The shortest scenario with a tablet of bob's, whose table begins with these lines.
std::string with_tablet(const std::string& lines) {
  return with(kMinimal, "[participants.bob]",
              "[participants.tablet]\nplatform = \"android\"\n" + lines + "\n[participants.bob]");
}

/// The shortest scenario with carla, who has bob's number.
std::string with_carla(const std::string& lines) {
  return with(
      kMinimal, "[participants.alice]",
      "[participants.carla]\nplatform = \"android\"\nnumber = \"+49301002\"\n" + lines + "\n[participants.alice]");
}

}  // namespace

TEST_CASE("a participant is at home on the first server unless it names another") {
  const Scenario scenario = scenario_of(
      with(with_servers(R"(["east", "west"])"), "[participants.alice]", "home = \"west\"\n[participants.alice]"));
  CHECK(scenario.setup.participants[0].home == model::server_at(1));
  CHECK(scenario.setup.participants[1].home == model::server_at(0));
}

TEST_CASE("servers that cannot be are errors at their place") {
  CHECK("\n" + errors_of(with_servers(R"(["east", "West"])")) == R"(
error: `West` cannot be a server's name  [bad-name]
  --> t.toml:1:20
   1 | servers = ["east", "West"]
     |                    ^^^^^^
help: a name begins with a lower-case letter; lower-case letters, digits, _ and - may follow
)");
  CHECK("\n" + errors_of(with_servers(R"(["east", "east"])")) == R"(
error: `servers` names east twice  [duplicate-server]
  --> t.toml:1:20
   1 | servers = ["east", "east"]
     |                    ^^^^^^ a second time
)");
  CHECK("\n" + errors_of(with_servers("[]")) == R"(
error: the scenario has no server  [no-servers]
  --> t.toml:1:11
   1 | servers = []
     |           ^^ nobody to connect to
help: leave `servers` out for a single one
)");
  CHECK("\n" + errors_of(with_servers(R"(["a", "b", "c", "d", "e", "f", "g", "h", "i"])")) == R"(
error: more than 8 servers  [too-many-servers]
  --> t.toml:1:52
   1 | servers = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
     |                                                    ^^^ 8 before this one
)");
  CHECK(codes_of(with_servers(R"(["a", "b", "c", "d", "e", "f", "g", "h"])")).empty());
}

TEST_CASE("servers whose pairs cannot be told apart by name are an error") {
  CHECK("\n" + errors_of(with_servers(R"(["a", "b-c", "a-b", "c"])")) == R"(
error: `a-b-c` means two pairs of servers  [ambiguous-servers]
  --> t.toml:1:11
   1 | servers = ["a", "b-c", "a-b", "c"]
     |           ^^^^^^^^^^^^^^^^^^^^^^^^ names with - in them
help: a path file calls the link between two servers by both names
)");
}

TEST_CASE("a home that is no server is an error with the nearest server") {
  CHECK("\n" + errors_of(with(with_servers(R"(["east", "west"])"), "[participants.alice]",
                              "home = \"wset\"\n[participants.alice]")) ==
        R"(
error: unknown server `wset` for `home`  [unknown-server]
  --> t.toml:9:8
   9 | home = "wset"
     |        ^^^^^^ no such server
help: did you mean `west`?
)");
}

TEST_CASE("a key of the user is an error at a further device") {
  for (const std::string line : {"number = \"3\"", "contacts = []", "home = \"server\"", "registered = true"}) {
    CAPTURE(line);
    CHECK(codes_of(with_tablet("device_of = \"bob\"\n" + line)) == std::vector<std::string>{"key-of-user"});
  }
  CHECK("\n" + errors_of(with_tablet("device_of = \"bob\"\nnumber = \"3\"")) == R"(
error: `number` is the user's, and tablet is only a further device  [key-of-user]
  --> t.toml:7:10
   7 | number = "3"
     |          ^^^ has it from its user
help: leave it out here
)");
}

TEST_CASE("a further device of nobody or of itself or of a further device is an error") {
  CHECK("\n" + errors_of(with_tablet("device_of = \"bbo\"")) == R"(
error: unknown participant `bbo` for `device_of`  [unknown-participant]
  --> t.toml:6:13
   6 | device_of = "bbo"
     |             ^^^^^ no such participant
help: did you mean `bob`?
)");
  CHECK("\n" + errors_of(with_tablet("device_of = \"tablet\"")) == R"(
error: tablet is a further device of itself  [device-of-device]
  --> t.toml:6:13
   6 | device_of = "tablet"
     |             ^^^^^^^^ not a user
help: `device_of` takes the name of a participant who is no further device
)");
  CHECK("\n" + errors_of(with_tablet("device_of = \"bob\"\n[participants.watch]\nplatform = \"android\"\ndevice_of = "
                                     "\"tablet\"")) ==
        R"(
error: tablet is a further device itself  [device-of-device]
  --> t.toml:9:13
   9 | device_of = "tablet"
     |             ^^^^^^^^ not a user
help: `device_of` takes the name of a participant who is no further device
)");
}

TEST_CASE("messages come from a further device but go to its user") {
  const std::string text = with_tablet("device_of = \"bob\"");
  const std::string back = "[[messages]]\nfrom = \"tablet\"\nto = ";
  CHECK(scenario_of(text + back + "\"alice\"\n").setup.workload.at(1) ==
        model::Message{model::client_at(0), model::client_at(2), 0});
  CHECK("\n" + errors_of(with(text, "to = \"bob\"", "to = \"tablet\"")) == R"(
error: tablet is a further device of bob  [message-to-device]
  --> t.toml:18:6
  18 | to = "tablet"
     |      ^^^^^^^^ not a user
help: write to = "bob": a message goes to all devices of its user
)");
  CHECK("\n" + errors_of(text + back + "\"bob\"\n") == R"(
error: tablet sends a message to its own user, bob  [message-to-oneself]
  --> t.toml:21:6
  21 | to = "bob"
     |      ^^^^^ the user of the sender
help: a message has two different users
)");
}

TEST_CASE("a number may have two owners if at most one is registered at the start") {
  const Scenario scenario = scenario_of(with_carla("registered = false"));
  CHECK(scenario.setup.participants[1].number == scenario.setup.participants[0].number);
  CHECK(codes_of(with_carla("registered = true")) == std::vector<std::string>{"duplicate-number"});
  CHECK(codes_of(with(with_carla("registered = false"), "number = ", "registered = false\nnumber = ")).empty());
}

TEST_CASE("a name among contacts means that number, whoever has it later") {
  const std::string text = with(with_carla("registered = false"), "[\"bob\"]", "[\"carla\"]");
  CHECK(model::is_contact(scenario_of(text).setup, model::client_at(2), model::client_at(0)));
}

TEST_CASE("whoever is not registered is not connected at the start") {
  CHECK_FALSE(scenario_of(with_carla("registered = false")).setup.participants[1].connected);
  CHECK("\n" + errors_of(with_carla("registered = false\nconnected = true")) == R"(
error: carla cannot be connected while it is not registered  [connected-without-registration]
  --> t.toml:12:13
  12 | connected = true
     |             ^^^^ the server does not know its number
help: leave `connected` out, or let it be registered
)");
  const std::string tablet = with(with_tablet("device_of = \"bob\""), "number = ", "registered = false\nnumber = ");
  CHECK_FALSE(scenario_of(tablet).setup.participants[0].registered);
  CHECK_FALSE(scenario_of(tablet).setup.participants[0].connected);
}

TEST_CASE("all of several messages are unprocessable") {
  const Scenario scenario = scenario_of(std::string(kMinimal) + "count = 2\nunprocessable = true\n");
  CHECK(scenario.setup.unprocessable == scenario.setup.workload);
  CHECK(scenario.setup.unprocessable.size() == 2);
}

TEST_CASE("a bound on overtaking makes no sense on a connection") {
  CHECK(errors_with("[links]\novertaken_max = 0\n") == R"(
error: `overtaken_max` makes no sense with `discipline` = connection  [contradictory-links]
  --> t.toml:17:17
  17 | overtaken_max = 0
     |                 ^ on a connection nothing is overtaken
help: `discipline` is connection by default
)");
  CHECK(errors_with("[links]\novertaken_max = 0\ndiscipline = \"connection\"\n") == R"(
error: `overtaken_max` makes no sense with `discipline` = connection  [contradictory-links]
  --> t.toml:17:17
  17 | overtaken_max = 0
     |                 ^ on a connection nothing is overtaken
help: `discipline` is connection (line 18)
)");
  CHECK(codes_of(std::string(kMinimal) + "[links]\novertaken_max = 0\ndiscipline = \"datagarm\"\n") ==
        std::vector<std::string>{"unknown-discipline"});
  const std::string datagram = std::string(kMinimal) + "[links]\ndiscipline = \"datagram\"\novertaken_max = ";
  CHECK(scenario_of(datagram + "0\n").setup.overtaken_max == 0);
  CHECK(scenario_of(datagram + "254\n").setup.overtaken_max == 254);
  CHECK(codes_of(datagram + "255\n") == std::vector<std::string>{"out-of-range"});
}
