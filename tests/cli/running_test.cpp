#include "cli/running.hpp"

#include "cli/symmetry.hpp"
#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

using namespace doublecheck;
using namespace doublecheck::cli;
using namespace doublecheck::tests;

namespace {

const std::string kHappyPath = std::string(DOUBLECHECK_LIBRARY) + "/01-happy-path.toml";
const std::string kFriends = std::string(DOUBLECHECK_LIBRARY) + "/20-three-friends.toml";

template <class Thrown>
Finished after(const Thrown& thrown) {
  const scenarios::Scenario scenario = scenarios::read_scenario(kHappyPath).scenario.value();
  return run_guarded(scenario, {.check = true}, Arguments{}, [&]() -> Finished { throw thrown; });
}

}  // namespace

TEST_CASE("a scenario that an exception ends has the status of what was thrown and says why") {
  const Finished memory = after(std::bad_alloc());
  CHECK(memory.status == ExitStatus::inconclusive);
  CHECK(memory.result.scenario == "01-happy-path");
  CHECK(memory.result.surprise == "it could not be run: the machine has no more memory");
  CHECK_FALSE(memory.result.as_expected);
  CHECK_FALSE(memory.result.check);
  CHECK(after(std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again))).status ==
        ExitStatus::inconclusive);
  CHECK(after(std::system_error(std::make_error_code(std::errc::io_error))).status == ExitStatus::internal_error);
  CHECK(after(SymmetryRefused("no")).status == ExitStatus::bad_input);
  const Finished bug = after(std::logic_error("one and one is three"));
  CHECK(bug.status == ExitStatus::internal_error);
  CHECK(bug.result.surprise == "a bug in doublecheck ended it: one and one is three");
  CHECK(after(3).status == ExitStatus::internal_error);
}

TEST_CASE("one scenario's failure keeps the results of the others in text and in every output") {
  const Folder folder;
  const std::string json = folder.path("r.json");
  const std::string page = folder.path("r.html");
  const Ran ran = run("check " + kHappyPath + " " + kFriends +
                      " --set budgets.breaks=0 --history full --symmetry on --json " + json + " --html " + page);
  CHECK(ran.status == 2);
  CHECK(says(ran, "it could not be run: "));
  CHECK(says(ran, "They stand for 8,112 states."));
  CHECK(content_of(json).find("\"states_meant\": 8112") != std::string::npos);
  CHECK(content_of(json).find("\"surprise\": \"it could not be run: ") != std::string::npos);
  CHECK(content_of(page).find("it could not be run: ") != std::string::npos);
}
