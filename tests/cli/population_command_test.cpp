#include "tests/cli/program.hpp"

#include <nlohmann/json.hpp>

#include <string>

#include "tests/catch.hpp"

using namespace doublecheck::tests;
using Json = nlohmann::json;

namespace {

const std::string kVillage =
    "title = \"A village\"\nquestion = \"How long do people wait?\"\n[population]\nclients = 300\nduration = "
    "\"20min\"\n";

/// Without what depends on the clock.
Json reproducible(const std::string& text) {
  Json json = Json::parse(text);
  json["population"].erase("speed");
  json.erase("command");
  json.erase("reproduce");
  return json;
}

}  // namespace

TEST_CASE("replications that are added to a file give what as many at once give") {
  const Folder folder;
  const std::string file = "'" + folder.file("village.toml", kVillage) + "'";
  const std::string part = "'" + folder.path("part.json") + "'";
  const std::string whole = "'" + folder.path("whole.json") + "'";
  CHECK(run("simulate " + file + " --replications 2 --json " + part).status == 0);
  CHECK(run("simulate " + file + " --replications 1 --extend " + part).status == 0);
  CHECK(run("simulate " + file + " --replications 3 --json " + whole).status == 0);
  CHECK(reproducible(content_of(folder.path("part.json"))) == reproducible(content_of(folder.path("whole.json"))));
  const Ran refused = run("simulate " + file + " --seed 9 --extend " + part);
  CHECK(refused.status == 2);
  CHECK(says(refused, "its seed is 1, and here it is 9"));
}

TEST_CASE("a population has text, a page and a table, and is the same on two threads") {
  const Folder folder;
  const std::string file = "'" + folder.file("village.toml", kVillage) + "'";
  const Ran ran = run("simulate " + file + " --jobs 2 --check-determinism --csv '" + folder.path("v.csv") +
                      "' --html '" + folder.path("v.html") + "'");
  CHECK(ran.status == 0);
  CHECK(says(ran, "300 clients for 20 min, 1 replication with seed 1"));
  CHECK(says(ran, "time to two checks"));
  CHECK(says(ran, "what became of messages"));
  CHECK(last_line(ran.output).find("nothing was seen to fail") != std::string::npos);
  CHECK(content_of(folder.path("v.csv"))
            .starts_with("table,scenario,group,name,at_seconds,value,half_width\ntime,village,"));
  const std::string page = content_of(folder.path("v.html"));
  CHECK(page.find("What a population would see") != std::string::npos);
  CHECK(page.find("class=\"chart series\"") != std::string::npos);
}

TEST_CASE("a message that nobody wrote cannot be traced, and the nearest that somebody wrote can") {
  const Folder folder;
  const std::string file = "'" + folder.file("village.toml", kVillage) + "'";
  const Ran refused = run("simulate " + file + " --trace 1234567890123");
  CHECK(refused.status == 2);
  const std::string begin = "there is no message 1234567890123 to trace; the nearest that was written is ";
  const auto at = refused.output.find(begin);
  CAPTURE(refused.output);
  REQUIRE(at != std::string::npos);
  const std::string nearest = std::to_string(std::stoull(refused.output.substr(at + begin.size())));
  const Ran traced = run("simulate " + file + " --trace " + nearest);
  CHECK(traced.status == 0);
  CHECK(says(traced, nearest));
}

TEST_CASE("variants are compared on common random numbers, and one that changes nothing shows no difference") {
  const Folder folder;
  const std::string file =
      folder.file("village.toml", kVillage +
                                      "[variants.same]\n\"population.clients\" = 300\n[variants.for_ever]\n"
                                      "\"options.retention\" = \"forever\"\n\"expect.allowed\" = [\"RETENTION\"]\n");
  const Ran ran = run("simulate '" + file + "' --replications 2 --json '" + folder.path("v.json") + "'");
  CHECK(ran.status == 0);
  CHECK(says(ran, "Variant for_ever: options.retention = forever"));
  const Json variants = Json::parse(content_of(folder.path("v.json"))).at("population").at("variants");
  REQUIRE(variants.size() == 2);
  REQUIRE_FALSE(variants[0].at("comparisons").empty());
  for (const Json& comparison : variants[0].at("comparisons")) {
    CHECK(comparison.at("base") == comparison.at("variant"));
    const Json& difference = comparison.at("difference");
    CHECK((difference.is_null() || difference.at("value") == 0));
    CHECK(comparison.at("shown") == "no difference shown");
  }
}

TEST_CASE("a server that keeps everything is compared by what it holds, and nobody meets any difference") {
  const Folder folder;
  const std::string variant = "[variants.for_ever]\n\"options.retention\" = \"forever\"\n";
  const std::string expected = "\"expect.allowed\" = [\"RETENTION\"]\n";
  const std::string file = folder.file("village.toml", kVillage + variant + expected);
  const Ran ran = run("simulate '" + file + "' --replications 2 --json '" + folder.path("v.json") + "' --html '" +
                      folder.path("v.html") + "'");
  CHECK(ran.status == 0);
  CHECK(says(ran, "RETENTION was seen to fail "));
  CHECK(says(ran, "times, which is allowed."));
  const Json population = Json::parse(content_of(folder.path("v.json"))).at("population");
  const Json& compared = population.at("variants").at(0);
  const Json& base_held = population.at("held");
  CHECK_FALSE(base_held.at("is_for_ever").get<bool>());
  CHECK(compared.at("held").at("is_for_ever").get<bool>());
  CHECK(base_held.at("ratio").at("half_width").get<double>() > 0);
  std::size_t different = 0;
  for (const Json& comparison : compared.at("comparisons")) {
    if (comparison.at("base") == comparison.at("variant")) continue;
    ++different;
    CHECK(comparison.at("figure") == "byte_seconds_held");
    CHECK(comparison.at("base") == base_held.at("until_ack").at("value"));
    CHECK(comparison.at("variant") == base_held.at("for_ever").at("value"));
  }
  CHECK(different == 1);
  CHECK(content_of(folder.path("v.html")).find("Messages there on opening the app") != std::string::npos);
  const Ran unexpected = run("simulate '" + folder.file("other.toml", kVillage + variant) + "' --replications 2");
  CHECK(unexpected.status == 1);
  CHECK(says(unexpected, "RETENTION was seen to fail in the variant for_ever"));
}

TEST_CASE("the library compares a server that keeps everything, and the platforms of today") {
  const std::string library = DOUBLECHECK_LIBRARY;
  const auto variants = [&](const std::string& name) {
    const Folder folder;
    const Ran ran = run("simulate '" + library + "/" + name +
                        ".toml' --set population.clients=300 --set population.warm_up=1min --set "
                        "population.duration=15min --replications 2 --json '" +
                        folder.path("v.json") + "'");
    CHECK(ran.status == 0);
    CHECK(says(ran, "messages there on opening the app  stored already"));
    return Json::parse(content_of(folder.path("v.json"))).at("population").at("variants");
  };
  CHECK(variants("15b-population-of-2016").at(0).at("name") == "for_ever");
  const Json of_2016 = variants("24-platforms-of-today").at(0);
  CHECK(of_2016.at("name") == "of_2016");
  CHECK(of_2016.at("groups").at(0).at("name") == "android");
}

TEST_CASE("a fault of a population that never strikes is a finding, and the gate is red for it") {
  const Folder folder;
  const std::string fault = "[[population.faults]]\nkind = \"push_deaf\"\nat = \"1ms\"\nlasts = \"1ms\"\n";
  const std::string file = "'" + folder.file("village.toml", kVillage + fault) + "'";
  const Ran gate = run("gate " + file);
  CHECK(gate.status == 1);
  CHECK(says(gate, "struck nothing: the scenario does not test it"));
  CHECK(run("gate '" + folder.file("good.toml", kVillage) + "'").status == 0);
}

TEST_CASE("options of populations that make no sense are refused with what would") {
  const Folder folder;
  const std::string file = "'" + folder.file("village.toml", kVillage) + "'";
  CHECK(says(run("simulate " + file + " --until-within 5% --figures two_cheks.p50"), "did you mean `two_checks.p50`"));
  CHECK(run("simulate " + file + " --until-within 500%").status == 2);
  CHECK(run("simulate " + file + " --until-within 5% --replications 3").status == 2);
  CHECK(run("simulate " + file + " --figures two_checks.p50").status == 2);
  CHECK(run("simulate " + file + " --swarm 3 --replications 3").status == 2);
  const Ran alone = run(std::string("simulate '") + DOUBLECHECK_LIBRARY + "/01-happy-path.toml' --replications 3");
  CHECK(alone.status == 2);
  CHECK(says(alone, "there is no population in what was named"));
}
