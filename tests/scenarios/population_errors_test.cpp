#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// Populations: what people see of each error.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

std::string errors_in_population(std::string_view more) {
  return "\n" + errors_of(std::string(kMinimalPopulation) + std::string(more));
}

std::vector<std::string> codes_with(std::string_view more) {
  return codes_of(std::string(kMinimalPopulation) + std::string(more));
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a mistyped key of a population is told with the nearest one") {
  CHECK(errors_in_population("warm_upp = \"1h\"\n") == R"(
error: unknown key `warm_upp` in [population]  [unknown-key]
  --> t.toml:6:1
   6 | warm_upp = "1h"
     | ^^^^^^^^ not a key of [population]
help: did you mean `warm_up`? It takes "auto", or a duration with its unit, such as "30min" or "1h".
)");
  CHECK(errors_in_population("[[population.networks]]\nname = \"4g\"\nradio = \"1s\"\n") == R"(
error: unknown key `radio` in [[population.networks]]  [unknown-key]
  --> t.toml:8:1
   8 | radio = "1s"
     | ^^^^^ not a key of [[population.networks]]
help: the keys are name, share, latency, connect, radio_idle, radio_wake, loss, retransmit_after, breaks_every and bursts
)");
  CHECK(codes_with("[[population.platforms]]\nplatform = \"iphone\"\npush = { los = 0.1 }\n") == Codes{"unknown-key"});
}

TEST_CASE("a warm-up is auto or a duration, and auto does not go with what comes at known times") {
  CHECK(errors_in_population("warm_up = \"auot\"\n") == R"(
error: `warm_up` takes "auto", or a duration with its unit, such as "30min" or "1h"  [bad-duration]
  --> t.toml:6:11
   6 | warm_up = "auot"
     |           ^^^^^^ no duration
help: did you mean `auto`?
)");
  CHECK(codes_with("warm_up = \"soon\"\n") == Codes{"bad-duration"});
  CHECK(codes_with("warm_up = 30\n") == Codes{"missing-unit"});
  CHECK(codes_with("warm_up = \"30\"\n") == Codes{"missing-unit"});
  const std::string fault = "[[population.faults]]\nat = \"1min\"\nkind = \"clients_crash\"\n";
  CHECK(errors_in_population("warm_up = \"auto\"\n" + fault) == R"(
error: with `warm_up = "auto"` nobody knows yet whether `faults` would be measured  [warm-up-unknown]
  --> t.toml:7:1
   7 | [[population.faults]]
     | ^^^^^^^^^^^^^^^^^^^^^ at known times from the start, warm-up included
help: give `warm_up` a duration
)");
  const std::string surge = "[[population.surges]]\nat = \"1min\"\nlasts = \"1min\"\nfactor = 2\n";
  CHECK(codes_with("warm_up = \"auto\"\n" + surge) == Codes{"warm-up-unknown"});
}

TEST_CASE("shares that are not everybody are an error at the last of them") {
  CHECK(errors_in_population(R"([[population.habits]]
name = "a"
share = 0.5
[[population.habits]]
name = "b"
share = 0.4
)") == R"(
error: the shares of `habits` add up to 0.9 and not to 1  [shares-not-one]
  --> t.toml:11:9
  11 | share = 0.4
     |         ^^^ the last of them
)");
  CHECK(codes_with("[[population.habits]]\nname = \"a\"\nshare = 0.5\n") == Codes{"shares-not-one"});
  CHECK(codes_with("[[population.habits]]\nname = \"a\"\n[[population.habits]]\nname = \"b\"\nshare = 1\n") ==
        Codes{"missing-key"});
}

TEST_CASE("a list of a population with single brackets is told how to write it") {
  CHECK(errors_in_population("[population.zones]\nname = \"utc\"\n") == R"(
error: `zones` takes a list of tables, each below its own [[population.zones]]  [wrong-type]
  --> t.toml:6:1
   6 | [population.zones]
     | ^^^^^^^^^^^^^^^^^^ this is a table
help: write [[population.zones]], with double brackets
)");
}

TEST_CASE("words that a population does not have are told with the nearest ones") {
  CHECK(errors_in_population("[[population.faults]]\nat = \"1min\"\nlasts = \"1min\"\nkind = \"push_death\"\n") == R"(
error: unknown kind of fault `push_death` for `kind`  [unknown-kind-of-fault]
  --> t.toml:9:8
   9 | kind = "push_death"
     |        ^^^^^^^^^^^^ no such kind of fault
help: did you mean `push_deaf`?
)");
  CHECK(errors_in_population("platforms = \"2015\"\n") == R"(
error: unknown mixture of platforms `2015` for `platforms`  [unknown-mixture-of-platforms]
  --> t.toml:6:13
   6 | platforms = "2015"
     |             ^^^^^^ no such mixture of platforms
help: did you mean `2016`?
)");
  CHECK(codes_with("[[population.platforms]]\nplatform = \"ipone\"\n") == Codes{"unknown-platform"});
  const std::string fault = "[[population.faults]]\nat = \"1min\"\nlasts = \"1min\"\n";
  CHECK(codes_with(fault + "kind = \"network_down\"\nnetwork = \"5g\"\n") == Codes{"unknown-network"});
  CHECK(codes_with(fault + "kind = \"push_deaf\"\nplatform = \"ios_today\"\n") == Codes{"unknown-platform"});
  CHECK(codes_with(fault + "kind = \"server_crash\"\nserver = 1\n") == Codes{"out-of-range"});
}

TEST_CASE("a fault of a population takes only the keys of its kind") {
  CHECK(errors_in_population("[[population.faults]]\nat = \"1min\"\nkind = \"clients_crash\"\nlasts = \"1min\"\n") ==
        R"(
error: `clients_crash` has no `lasts`  [key-of-other-fault]
  --> t.toml:9:9
   9 | lasts = "1min"
     |         ^^^^^^ not a matter of this fault
help: leave `lasts` out
)");
  const std::string at = "[[population.faults]]\nat = \"1min\"\n";
  CHECK(codes_with(at + "kind = \"push_deaf\"\n") == Codes{"missing-key"});
  CHECK(codes_with(at + "kind = \"push_deaf\"\nlasts = \"1s\"\nnetwork = \"4g\"\n") == Codes{"key-of-other-fault"});
  CHECK(codes_with(at + "kind = \"push_deaf\"\nlasts = \"1s\"\nserver = 0\n") == Codes{"key-of-other-fault"});
  CHECK(codes_with(at + "kind = \"server_crash\"\nshare = 0.5\n") == Codes{"key-of-other-fault"});
  CHECK(codes_with(at + "kind = \"network_bad\"\nlasts = \"1s\"\n") == Codes{"bad-without-bursts"});
}

TEST_CASE("a bad spell of networks that have none is refused, with what to do") {
  const std::string fault = "[[population.faults]]\nat = \"1min\"\nkind = \"network_bad\"\nlasts = \"1min\"\n";
  CHECK(errors_in_population(fault) == R"(
error: a `network_bad` that changes nothing  [bad-without-bursts]
  --> t.toml:8:8
   8 | kind = "network_bad"
     |        ^^^^^^^^^^^^^ no network has bad spells
help: give a network a table `bursts`, or take `network_down`
)");
  const std::string networks =
      "[[population.networks]]\nname = \"wifi\"\nshare = 0.5\n[[population.networks]]\nname = \"train\"\nshare = "
      "0.5\nbursts = { good = { mean = \"1min\" }, bad = { mean = \"10s\" }, loss_in_bad = 0.5 }\n";
  CHECK(codes_with(networks + fault).empty());
  CHECK(codes_with(networks + fault + "network = \"train\"\n").empty());
  CHECK(errors_in_population(networks + fault + "network = \"wifi\"\n") == R"(
error: a `network_bad` that changes nothing  [bad-without-bursts]
  --> t.toml:15:8
  15 | kind = "network_bad"
     |        ^^^^^^^^^^^^^ `wifi` has no bad spells
help: give `wifi` a table `bursts`, or take `network_down`
)");
}

TEST_CASE("a fault or a surge that would never come is an error") {
  CHECK(codes_with("[[population.faults]]\nat = \"2h\"\nkind = \"clients_crash\"\n") == Codes{"out-of-range"});
  const std::string surge = "[[population.surges]]\nat = \"24h\"\nlasts = \"1h\"\nfactor = 2\n";
  CHECK(codes_with(surge) == Codes{"out-of-range"});
  CHECK(codes_with(surge + "local_time = true\n").empty());
}

TEST_CASE("values of a population beyond their ranges are errors") {
  CHECK(codes_with("seed = -1\n") == Codes{"out-of-range"});
  CHECK(codes_with("starts_at = \"24h\"\n") == Codes{"out-of-range"});
  CHECK(codes_with("duration = \"0s\"\n") == Codes{"out-of-range"});
  CHECK(codes_with("series_step = \"1ms\"\n") == Codes{"out-of-range"});
  CHECK(codes_with("rhythm = [1, 2, 3]\n") == Codes{"out-of-range"});
  CHECK(codes_with("rhythm = \"dayly\"\n") == Codes{"unknown-rhythm"});
  CHECK(codes_with("rhythm = [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]\n") == Codes{"out-of-range"});
  CHECK(codes_with("[population.groups]\ncopies_mean = 300\n") == Codes{"out-of-range"});
  CHECK(codes_with("[[population.habits]]\nname = \"a\"\nabsence = \"1h\"\n") == Codes{"out-of-range"});
  CHECK(codes_with("[[population.networks]]\nname = \"my net\"\n") == Codes{"bad-name"});
  CHECK(codes_with("[[population.surges]]\nat = \"0s\"\nlasts = \"1s\"\nfactor = 1001\n") == Codes{"out-of-range"});
  for (const std::string_view offset : {"+1:00", "+15:00", "+01:60", "01:00", "+ab:cd", ""}) {
    CAPTURE(offset);
    CHECK(codes_with("[[population.zones]]\nname = \"z\"\nutc_offset = \"" + std::string(offset) + "\"\n") ==
          Codes{"out-of-range"});
  }
}

TEST_CASE("lists of a population are not endless, and networks are 16 at most") {
  std::string zones, networks;
  for (int i = 0; i < 101; ++i) {
    zones += "[[population.zones]]\nname = \"z" + std::to_string(i) + "\"\nshare = 0.009901\nutc_offset = \"+00:00\"\n";
    if (i > 16) continue;
    networks += "[[population.networks]]\nname = \"n" + std::to_string(i) + "\"\nshare = 0.058824\n";
  }
  CHECK(codes_with(zones) == Codes{"too-many-entries"});
  CHECK(codes_with(networks) == Codes{"not-for-populations"});
}

TEST_CASE("what the driver of populations cannot do is an error") {
  CHECK(errors_in_population("[options]\nrecipient_dedupe = \"window(3)\"\n") == R"(
error: recipient_dedupe = "window" is not for populations: use "unbounded" or "none"  [not-for-populations]
  --> t.toml:4:1
   4 | [population]
     | ^^^^^^^^^^^^ a population
)");
}

TEST_CASE("entries of a population with the same name are an error") {
  CHECK(codes_with("[[population.networks]]\nname = \"4g\"\nshare = 0.5\n"
                   "[[population.networks]]\nname = \"4g\"\nshare = 0.5\n") == Codes{"duplicate-name"});
  CHECK(codes_with("[[population.platforms]]\nplatform = \"iphone\"\nshare = 0.5\n"
                   "[[population.platforms]]\nplatform = \"iphone\"\nshare = 0.5\n") == Codes{"duplicate-platform"});
}

TEST_CASE("what is about participants is refused where only a population is") {
  CHECK(errors_in_population("[budgets]\nbreaks = 1\n") == R"(
error: `budgets` is about participants  [nobody-takes-part]
  --> t.toml:6:1
   6 | [budgets]
     | ^^^^^^^^^ the scenario has a population and no participants
help: leave it out, or add participants and messages
)");
  CHECK(codes_with("[limits]\nexplored = true\n") == Codes{"nobody-takes-part"});
  CHECK(codes_with("[limits]\nexplored = false\n").empty());
  CHECK(codes_with("[simulation]\nruns = 3\n") == Codes{"nobody-takes-part"});
}

TEST_CASE("a population beside participants does not make up for missing messages") {
  CHECK(codes_with("[participants.bob]\nplatform = \"iphone\"\nnumber = \"1\"\n") == Codes{"missing-key"});
}
