// What a simulation says where messages do not arrive, or where it was cut short itself.

#include <nlohmann/json.hpp>

#include <string>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using namespace doublecheck::tests;
using Json = nlohmann::json;

namespace {

// A user changes from mobile data to wifi, and the server, which believes the old connection to be alive, lets nobody
// in (ortuman/jackal 6).
const std::string kLockedOut = R"(title = "Locked out"
question = "Mobile data to wifi: how long is the user locked out?"
[participants.alice]
platform = "android"
number = "+49 30 1001"
contacts = ["bob"]
[participants.bob]
platform = "android"
number = "+49 30 1002"
contacts = ["alice"]
[[messages]]
from = "alice"
to = "bob"
count = 20
[options]
second_connection = "rejected"
[simulation]
runs = 100
horizon = "6h"
[simulation.faults]
cuts_every = "10min"
)";

const std::string kExpiring = R"toml(title = "Expiring"
question = "Is what expires seen?"
[population]
clients = 200
duration = "20min"
rhythm = "even"
[[population.habits]]
name = "all"
absence = { mean = "5min" }
messages_per_day = 1000
[options]
message_ttl = "ttl(2s)"
)toml";

Json simulated(const Folder& folder, const std::string& file, const std::string& more = "") {
  REQUIRE(run("simulate '" + file + "' " + more + " --json '" + folder.path("r.json") + "'").status == 0);
  return Json::parse(content_of(folder.path("r.json")));
}

const Json& named(const Json& array, const std::string& name) {
  for (const Json& one : array) {
    if (one.at("name") == name) return one;
  }
  throw std::logic_error("no " + name);
}

}  // namespace

TEST_CASE("a simulation in which most messages are never delivered says so and shows no better percentiles") {
  const Folder folder;
  const std::string file = folder.file("locked-out.toml", kLockedOut);
  const Ran ran = run("simulate '" + file + "'");
  CHECK(ran.status == 0);
  CHECK_FALSE(says(ran, "✔ locked-out"));
  CHECK(last_line(ran.output).starts_with("! nothing was seen to fail; 1,"));
  CHECK(last_line(ran.output).find(" of 1,9") != std::string::npos);
  CHECK(last_line(ran.output).find(" %) not delivered") != std::string::npos);
  CHECK(says(ran, "not reached"));

  const Json simulation = simulated(folder, file).at("simulation");
  const Json& delivery = simulation.at("delivery");
  CHECK(delivery.at("undelivered_share").get<double>() > 0.7);
  CHECK(delivery.at("composed").get<int>() ==
        delivery.at("delivered").get<int>() + delivery.at("undelivered").get<int>());
  const Json& locked = named(simulation.at("distributions"), "time to delivery");
  CHECK(locked.at("count") == delivery.at("delivered"));
  CHECK(locked.at("pending").get<int>() + locked.at("never").get<int>() == delivery.at("undelivered").get<int>());
  CHECK(locked.at("p50") == "not_reached");
  CHECK(locked.at("p99") == "not_reached");
  CHECK(locked.at("p50_interval").at(1) == "not_reached");
  CHECK(locked.at("quantiles").at(0).is_number());

  const Json sound = simulated(folder, file, "--set options.second_connection=newest_wins").at("simulation");
  CHECK(named(sound.at("distributions"), "time to delivery").at("p50").is_number());
}

TEST_CASE("a simulation in which everything is delivered is a check mark") {
  const Folder folder;
  const std::string file = folder.file("fine.toml", kLockedOut);
  const Ran ran = run("simulate '" + file + "' --set simulation.faults.cuts_every=1000d");
  CHECK(last_line(ran.output).starts_with("✔ nothing was seen to fail   again with"));
  CHECK(says(ran, "95 % interval"));
}

TEST_CASE("one run of a scenario has no intervals and says so") {
  const Folder folder;
  const std::string file = folder.file("one.toml", kLockedOut);
  CHECK(says(run("simulate '" + file + "' --set simulation.runs=1"), "One run has no intervals"));
  const Json simulation = simulated(folder, file, "--set simulation.runs=1").at("simulation");
  CHECK(simulation.at("distributions").at(0).at("p50_interval").is_null());
}

TEST_CASE("a population says what share is not delivered, and percentiles among what expired are infinite") {
  const Folder folder;
  const std::string file = folder.file("expiring.toml", kExpiring);
  const Ran ran = run("simulate '" + file + "'");
  CHECK(ran.status == 0);
  CHECK(last_line(ran.output).starts_with("! nothing was seen to fail; "));
  CHECK(says(ran, "never"));
  CHECK(says(ran, " for good"));
  const Json population = simulated(folder, file).at("population");
  CHECK(population.at("delivery").at("never") > 0);
  const Json& visible = named(population.at("all").at("times"), "visible");
  CHECK(visible.at("p99").at("value") == "infinite");
  CHECK(visible.at("p99").at("half_width").is_null());
  CHECK(visible.at("never") > 0);
}

TEST_CASE("a population with messages that never arrive is extended by what one run would have given") {
  const Folder folder;
  const std::string file = "simulate '" + folder.file("expiring.toml", kExpiring) + "' --json '";
  REQUIRE(run(file + folder.path("two.json") + "' --replications 2").status == 0);
  REQUIRE(run(file + folder.path("all.json") + "' --replications 3").status == 0);
  REQUIRE(
      run(file + folder.path("two.json") + "' --replications 1 --extend '" + folder.path("two.json") + "'").status ==
      0);
  Json extended = Json::parse(content_of(folder.path("two.json"))).at("population");
  Json at_once = Json::parse(content_of(folder.path("all.json"))).at("population");
  extended.erase("speed");
  at_once.erase("speed");
  CHECK(extended == at_once);
}

TEST_CASE("a variant that loses more is not better for what it does not deliver") {
  const Folder folder;
  std::string text = kExpiring;
  text.replace(text.find("message_ttl = \"ttl(2s)\"\n"), 23, "\n");
  const std::string file =
      folder.file("losing.toml", text + "[variants.expiring]\n\"options.message_ttl\" = \"ttl(2s)\"\n");
  const Json population = simulated(folder, file, "--replications 6").at("population");
  const Json& comparisons = population.at("variants").at(0).at("comparisons");
  for (const Json& comparison : comparisons) {
    const std::string figure = comparison.at("figure");
    if (figure.starts_with("two_checks.") || figure.starts_with("stored.") || figure.starts_with("visible.")) {
      CAPTURE(figure);
      CHECK(comparison.at("shown") != "better");
    }
    if (figure == "stored.p99") {
      CHECK(comparison.at("variant") == "infinite");
      CHECK(comparison.at("shown") == "worse");
      CHECK(comparison.at("difference").is_null());
    }
  }
}

TEST_CASE("a simulation that is cut short is inconclusive and no check mark") {
  const Folder folder;
  const std::string file = folder.file("long.toml", kLockedOut);
  const Ran ran =
      run("simulate '" + file + "' --set simulation.runs=1000000 --timeout 2 --json '" + folder.path("r.json") + "'");
  CHECK(ran.status == 3);
  CHECK_FALSE(says(ran, "✔ long"));
  CHECK_FALSE(says(ran, "nothing was seen to fail"));
  CHECK(says(ran, "cut short"));
  CHECK(last_line(ran.output).find("inconclusive") != std::string::npos);
  const Json json = Json::parse(content_of(folder.path("r.json")));
  CHECK(json.at("verdict") == "inconclusive");
  CHECK(json.at("simulation").at("was_cut") == true);

  const std::string crowd = folder.file("expiring.toml", kExpiring);
  const Ran cut = run("simulate '" + crowd + "' --set population.duration=300d --timeout 2");
  CHECK(cut.status == 3);
  CHECK_FALSE(says(cut, "nothing was seen to fail"));
  CHECK(last_line(cut.output).find("inconclusive") != std::string::npos);
}
