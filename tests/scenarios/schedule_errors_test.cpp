#include <string>
#include <vector>

#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// What people see of errors in the schedule and in the bursts of the network.

using namespace doublecheck::tests;

namespace {

/// A fault of the schedule with these further lines.
std::string scheduled(const std::string& lines) { return "[[simulation.schedule]]\nat = \"1min\"\n" + lines; }

}  // namespace

TEST_CASE("a scheduled fault is called by the key of its budget") {
  CHECK(errors_with(scheduled("fault = \"server_crash\"\n")) == R"(
error: unknown fault `server_crash`  [unknown-fault]
  --> t.toml:18:9
  18 | fault = "server_crash"
     |         ^^^^^^^^^^^^^^ no such fault
help: did you mean `server_crashes`?
)");
  CHECK(errors_with(scheduled("fault = \"reorders\"\n")) == R"(
error: unknown fault `reorders`  [unknown-fault]
  --> t.toml:18:9
  18 | fault = "reorders"
     |         ^^^^^^^^^^ no such fault
help: the faults are leaves, contact_syncs, registrations, breaks, cuts, partitions, losses, duplicates, lost_pushes, token_changes, suspensions, system_kills, user_kills, client_crashes, reinstalls, server_crashes and clock_jumps
)");
}

TEST_CASE("a scheduled fault needs its time and its name") {
  CHECK(codes_of(std::string(kMinimal) + "[[simulation.schedule]]\n") ==
        std::vector<std::string>{"missing-key", "missing-key"});
}

TEST_CASE("only what can last has a duration and what must last needs one") {
  CHECK(errors_with(scheduled("fault = \"breaks\"\nlasts = \"1min\"\n")) == R"(
error: `breaks` happens in a moment  [moment-with-duration]
  --> t.toml:19:9
  19 | lasts = "1min"
     |         ^^^^^^ lasts no time
help: leave `lasts` out
)");
  CHECK(errors_with(scheduled("fault = \"lost_pushes\"\n")) == R"(
error: [[simulation.schedule]] lacks `lasts`  [missing-key]
  --> t.toml:16:1
  16 | [[simulation.schedule]]
     | ^^^^^^^^^^^^^^^^^^^^^^^ `lasts` is missing
help: `lasts` takes a duration with its unit, such as "80ms", "3s" or "24h"
)");
  CHECK(codes_of(std::string(kMinimal) + scheduled("fault = \"server_crashes\"\n")).empty());
  CHECK(codes_of(std::string(kMinimal) + scheduled("fault = \"partitions\"\n")) ==
        std::vector<std::string>{"missing-key"});
}

TEST_CASE("a scheduled fault names a server only where it is about one") {
  CHECK(codes_of(std::string(kMinimal) + scheduled("fault = \"clock_jumps\"\nserver = \"server\"\n")).empty());
  CHECK(errors_with(scheduled("fault = \"server_crashes\"\nserver = \"sever\"\n")) == R"(
error: unknown server `sever`  [unknown-server]
  --> t.toml:19:10
  19 | server = "sever"
     |          ^^^^^^^ no such server
help: did you mean `server`?
)");
  CHECK(errors_with(scheduled("fault = \"breaks\"\nserver = \"server\"\n")) == R"(
error: `breaks` concerns no single server  [fault-of-no-server]
  --> t.toml:19:10
  19 | server = "server"
     |          ^^^^^^^^ not a matter of one server
help: leave `server` out
)");
  CHECK(errors_with(scheduled("fault = \"partitions\"\nlasts = \"1s\"\nservers = \"east-west\"\n")) == R"(
error: there is but one server  [fault-of-no-server]
  --> t.toml:20:11
  20 | servers = "east-west"
     |           ^^^^^^^^^^^ no two servers
help: leave `servers` out
)");
  CHECK(errors_with(scheduled("fault = \"clock_jumps\"\nserver = \"server\"\nclient = \"bob\"\n")) == R"(
error: a fault strikes clients or servers, and this names both  [client-and-server]
  --> t.toml:16:1
  16 | [[simulation.schedule]]
     | ^^^^^^^^^^^^^^^^^^^^^^^ more than one of `client`, `server` and `servers`
help: write one entry for each
)");
}

TEST_CASE("a scheduled fault of the server has no client and one of a client names a participant") {
  CHECK(errors_with(scheduled("fault = \"server_crashes\"\nclient = \"bob\"\n")) == R"(
error: `server_crashes` concerns no client  [client-of-the-server]
  --> t.toml:19:10
  19 | client = "bob"
     |          ^^^^^ not a matter of one client
help: leave `client` out
)");
  CHECK(errors_with(scheduled("fault = \"breaks\"\nclient = \"bop\"\n")) == R"(
error: unknown participant `bop` for `client`  [unknown-participant]
  --> t.toml:19:10
  19 | client = "bop"
     |          ^^^^^ no such participant
help: did you mean `bob`?
)");
}

TEST_CASE("nothing can be scheduled for a time that no run reaches") {
  CHECK(errors_with("[[simulation.schedule]]\nat = \"25h\"\nfault = \"breaks\"\n") == R"(
error: the fault is scheduled for a time after the end of every run  [out-of-range]
  --> t.toml:17:6
  17 | at = "25h"
     |      ^^^^^ after the horizon
help: `horizon` of [simulation] says when a run ends at the latest
)");
  CHECK(errors_with("[simulation]\nhorizon = \"25h\"\n[[simulation.schedule]]\nat = \"25h\"\nfault = \"breaks\"\n") ==
        "\n");
}

TEST_CASE("a schedule is written with double brackets") {
  CHECK(errors_with("[simulation.schedule]\nat = \"1s\"\n") == R"(
error: `schedule` takes a list of tables, each below its own [[simulation.schedule]]  [wrong-type]
  --> t.toml:16:1
  16 | [simulation.schedule]
     | ^^^^^^^^^^^^^^^^^^^^^ this is a table
help: write [[simulation.schedule]], with double brackets
)");
}

TEST_CASE("the spells of a bursty network are exponential and not too short") {
  CHECK(errors_with("[simulation.network.bursts]\ngood = { mean = \"5us\" }\nbad = \"1s\"\nloss_in_bad = 1\n") == R"(
error: `good` takes { mean = "5min" }, the mean of an exponential time of 1ms or more  [out-of-range]
  --> t.toml:17:8
  17 | good = { mean = "5us" }
     |        ^^^^^^^^^^^^^^^^ shorter than 1ms
error: `bad` takes { mean = "5min" }, the mean of an exponential time of 1ms or more  [out-of-range]
  --> t.toml:18:7
  18 | bad = "1s"
     |       ^^^^ another form
)");
}

TEST_CASE("bursts say what is bad about them") {
  CHECK(errors_with("[simulation.network.bursts]\ngood = { mean = \"5s\" }\nbad = { mean = \"1s\" }\n") == R"(
error: the bursts change nothing  [bursts-without-effect]
  --> t.toml:16:1
  16 | [simulation.network.bursts]
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is bad
help: say what a bad spell does: `loss_in_bad` or `breaks_every_in_bad`
)");
  CHECK(errors_with("[simulation.network.bursts]\ngood = { mean = \"5s\" }\nbad = { mean = \"1s\" }\nloss = 1\n") == R"(
error: the bursts change nothing  [bursts-without-effect]
  --> t.toml:16:1
  16 | [simulation.network.bursts]
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is bad
help: say what a bad spell does: `loss_in_bad` or `breaks_every_in_bad`
error: unknown key `loss` in [simulation.network.bursts]  [unknown-key]
  --> t.toml:19:1
  19 | loss = 1
     | ^^^^ not a key of [simulation.network.bursts]
help: the keys are good, bad, loss_in_bad and breaks_every_in_bad
)");
}
