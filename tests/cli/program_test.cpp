// The program as its users meet it: what it prints and the status it exits with.

#include "cli/exit_status.hpp"

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <stdexcept>
#include <string>
#include <vector>

using doublecheck::cli::ExitStatus;
using doublecheck::cli::worse;
using namespace doublecheck::tests;

namespace {

const std::string kLibrary = DOUBLECHECK_LIBRARY;
const std::string kShippedPlatforms = kLibrary + "/../platforms/today.toml";
const std::string kHappyPath = kLibrary + "/01-happy-path.toml";
const std::string kDropOnSend = kLibrary + "/mutants/m02-drop-on-send.toml";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto place = text.find(from);
  if (place == std::string::npos) throw std::runtime_error("not found: " + from);
  return text.replace(place, from.size(), to);
}

}  // namespace

TEST_CASE("a correct scenario is checked with status 0 and the verdict and its command in the last line") {
  const Ran ran = run("check " + kHappyPath);
  CHECK(ran.status == 0);
  CHECK(says(ran, "DELIVERY"));
  CHECK(says(ran, "explored completely"));
  CHECK(last_line(ran.output).find("holds") != std::string::npos);
  CHECK(last_line(ran.output).find("doublecheck check ") != std::string::npos);
}

TEST_CASE("a quiet check of one scenario prints one line and several scenarios a summary") {
  const Ran one = run("check --quiet " + kHappyPath);
  CHECK(one.output == last_line(one.output) + "\n");
  CHECK(says(one, "holds"));
  const Ran two = run("check --quiet " + kHappyPath + " " + kDropOnSend);
  CHECK(says(two, "01-happy-path"));
  CHECK_FALSE(says(two, "CUSTODY fails"));
}

TEST_CASE("a violated property exits with 1 and an expected one with 0") {
  CHECK(run("check " + kHappyPath + " --set options.server_drop=on_send").status == 1);
  CHECK(run("check " + kDropOnSend).status == 0);
  const Ran mended = run("check " + kDropOnSend + " --set mutation.server_drop=on_push --set budgets.breaks=0");
  CHECK(mended.status == 1);
  CHECK(says(mended, "expected to be violated"));
}

TEST_CASE("a check tells of its actions and of the size of its space when it is asked to") {
  const Ran silent = run("check " + kLibrary + "/02-offline-drain.toml");
  CHECK_FALSE(says(silent, "Why so many states"));
  CHECK_FALSE(says(silent, "ruled out"));
  const Ran ran = run("check " + kLibrary + "/02-offline-drain.toml --coverage --explain-size --jobs 2");
  CHECK(ran.status == 0);
  CHECK(says(ran, "deliver down  1,958 states  2,662         822"));
  CHECK(says(ran, "break_connection (budgets.breaks is 0)"));
  CHECK(says(ran, "budgets.lost_pushes = 0  instead of 1  leaves 1,168 states"));
  const Ran cut = run("check " + kLibrary + "/02-offline-drain.toml --explain-size --max-states 900");
  CHECK(cut.status == 3);
  CHECK(says(cut, "the part explored"));
  const Ran plain = run("check " + kHappyPath + " --explain-size --engine plain");
  CHECK(plain.status == 2);
  CHECK(says(plain, "`--explain-size` asks for the fast engine"));
}

TEST_CASE("a limit that is hit exits with 3 and never says that a property holds") {
  const Ran ran = run("check " + kLibrary + "/02-offline-drain.toml --max-states 5");
  CHECK(ran.status == 3);
  CHECK(says(ran, "inconclusive"));
  CHECK(run("check " + kLibrary + "/02-offline-drain.toml --max-depth 2").status == 3);
  CHECK(run("check " + kLibrary + "/02-offline-drain.toml --max-memory 2KB").status == 3);
}

TEST_CASE("a check says whether it was reduced by symmetry, and refuses to be where that is not sound") {
  const std::string friends = "check " + kLibrary + "/20-three-friends.toml --set budgets.breaks=0 --history full";
  CHECK(says(run(friends), "1,402 states"));
  CHECK(says(run(friends), "They stand for 8,112 states."));
  CHECK(says(run(friends + " --json -"), "\"states_meant\": 8112"));
  CHECK(says(run(friends + " --symmetry off"), "8,112 states"));
  CHECK_FALSE(says(run(friends + " --symmetry off"), "symmetry:"));
  const Ran nobody = run("check " + kHappyPath + " --symmetry on");
  CHECK(nobody.status == 2);
  CHECK(says(nobody, "no two of its users are interchangeable"));
  const Ran liveness = run("check " + kLibrary + "/04-recipient-ack-lost.toml --symmetry on");
  CHECK(liveness.status == 2);
  CHECK(says(liveness, "liveness"));
  CHECK(run(friends + " --symmetry on --engine plain").status == 2);
}

TEST_CASE("a check says that it left irrelevant history out, and does not where that is not wanted") {
  const std::string race = "check " + kLibrary + "/13-resume-race.toml --set messages.0.count=1";
  const Ran left = run(race);
  CHECK(left.status == 0);
  CHECK(says(left, "Reduced by irrelevant history"));
  CHECK(says(run(race + " --json -"), "\"name\": \"irrelevant history\""));
  const Ran full = run(race + " --history full");
  CHECK(full.status == 0);
  CHECK_FALSE(says(full, "irrelevant history"));
  CHECK(says(full, "--history full"));
  CHECK_FALSE(says(run(race + " --coverage"), "irrelevant history"));
  CHECK_FALSE(says(run("gate " + kHappyPath), "irrelevant history"));
  CHECK(run(race + " --history some").status == 2);
}

TEST_CASE("what cannot be read exits with 2 and says why") {
  const Folder folder;
  CHECK(run("check " + folder.path("absent.toml")).status == 2);
  CHECK(says(run("check " + folder.path("absent.toml")), "absent.toml"));
  CHECK(run("check " + folder.path()).status == 2);
  CHECK(run("check " + folder.file("empty.toml", "")).status == 2);
  CHECK(run("check " + folder.file("prose.toml", "this is not TOML")).status == 2);
  CHECK(run("check").status == 2);
}

TEST_CASE("mistakes in a scenario exit with 2 and name the place and the nearest valid word") {
  const Folder folder;
  const std::string good = content_of(kHappyPath);
  const Ran key = run("check " + folder.file("key.toml", replaced(good, "platform", "platfrom")));
  CHECK(key.status == 2);
  CHECK(says(key, "`platform`"));
  CHECK(says(key, "key.toml:"));
  const Ran name = run("check " + folder.file("name.toml", replaced(good, "to = \"bob\"", "to = \"bop\"")));
  CHECK(name.status == 2);
  CHECK(says(name, "`bob`"));
  const Ran range = run("check " + kHappyPath + " --set budgets.breaks=1000");
  CHECK(range.status == 2);
  CHECK(says(range, "budgets.breaks"));
}

TEST_CASE("an unknown command or option exits with 2 and the nearest one is named") {
  const Ran command = run("chekc " + kHappyPath);
  CHECK(command.status == 2);
  CHECK(says(command, "did you mean `check`"));
  const Ran option = run("check " + kHappyPath + " --max-sates 3");
  CHECK(option.status == 2);
  CHECK(says(option, "did you mean `--max-states`"));
  CHECK(run("").status == 2);
  CHECK(run("check " + kHappyPath + " --max-states many").status == 2);
}

TEST_CASE("help and version exit with 0 and help shows examples") {
  CHECK(run("--version").status == 0);
  for (const char* command : {"check", "simulate", "gate", "replay", "lint", "list", "explain"}) {
    const Ran help = run(std::string(command) + " --help");
    CHECK(help.status == 0);
    CHECK(says(help, "Examples:"));
  }
}

TEST_CASE("a gate over nothing exits with 4") {
  const Folder folder;
  CHECK(run("gate " + folder.path()).status == 4);
  CHECK(run("lint " + folder.path()).status == 4);
}

TEST_CASE("JSON on standard output is alone there and tells the counts") {
  const Ran ran = run_for_document("check " + kHappyPath + " --json -");
  CHECK(ran.status == 0);
  CHECK(ran.output.front() == '{');
  CHECK(ran.output.find_last_of('}') == ran.output.size() - 2);
  CHECK(says(ran, "\"verdict\": \"holds\""));
}

TEST_CASE("the same seed simulates the same and another seed another run") {
  const auto fingerprint = [](const std::string& seed) {
    const Ran ran = run_for_document("simulate " + kHappyPath + " --set simulation.runs=5 --json - --seed " + seed);
    const auto place = ran.output.find("\"fingerprint\"");
    REQUIRE(place != std::string::npos);
    return ran.output.substr(place, 40);
  };
  CHECK(fingerprint("7") == fingerprint("7"));
  CHECK(fingerprint("7") != fingerprint("8"));
}

TEST_CASE("a saved counterexample replays and no longer does once it is edited") {
  const Folder folder;
  REQUIRE(run("check " + kDropOnSend + " --save " + folder.path("paths")).status == 0);
  const std::string file = folder.path("paths/m02-drop-on-send-CUSTODY.path");
  const Ran replayed = run("replay " + file);
  CHECK(replayed.status == 0);
  CHECK(says(replayed, "does what it says"));

  const std::string impossible = folder.file("paths/edited.path", content_of(file) + "connect alice\n");
  const Ran edited = run("replay " + impossible);
  CHECK(edited.status == 1);
  CHECK(says(edited, "`connect alice`"));
  CHECK(run("replay " + folder.path("absent.path")).status == 2);
}

TEST_CASE("the gate takes saved paths again and is red where one does otherwise than it says") {
  const Folder folder;
  REQUIRE(run("check " + kDropOnSend + " --save " + folder.path("paths")).status == 0);
  const std::string name = "m02-drop-on-send-CUSTODY.path";
  const std::string saved = content_of(folder.path("paths/" + name));
  const std::string alone = folder.file(name, saved);
  const Ran as_saved = run("gate " + alone + " --json " + folder.path("g.json"));
  CHECK(as_saved.status == 0);
  CHECK(says(as_saved, "CUSTODY must be violated"));
  CHECK(last_line(as_saved.output) == "gate: 1 of 1 saved path as expected");
  CHECK(content_of(folder.path("g.json")).find("\"violation_expected\": true") != std::string::npos);

  // The bug is mended: the path stops being a violation, and says so once it is told that it must not be one.
  const std::string mended = replaced(saved, kDropOnSend, kHappyPath);
  folder.file("paths/" + name, mended);
  const Ran red = run("gate " + folder.path("paths") + " --html " + folder.path("g.html"));
  CHECK(red.status == 1);
  CHECK(says(red, "CUSTODY is not violated"));
  CHECK(content_of(folder.path("g.html")).find("not as expected") != std::string::npos);
  folder.file("paths/" + name, replaced(mended, "---", "expect holds\n---"));
  CHECK(run("gate " + folder.path("paths") + "/" + name).status == 0);
  CHECK(run("replay " + folder.path("paths") + "/" + name).status == 0);
  folder.file("paths/" + name, replaced(saved, "---", "expect holds\n---"));
  CHECK(run("gate " + folder.path("paths") + "/" + name).status == 1);

  folder.file("paths/" + name, mended + "connect alice\n");
  const Ran impossible = run("gate " + folder.path("paths") + "/" + name);
  CHECK(impossible.status == 1);
  CHECK(says(impossible, "is not possible"));
  CHECK(run("gate " + folder.path("absent.path")).status == 2);
}

TEST_CASE("the report is one file without scripts and an unwritable place exits with 2") {
  const Folder folder;
  REQUIRE(run("check " + kDropOnSend + " --html " + folder.path("report.html")).status == 0);
  const std::string page = content_of(folder.path("report.html"));
  CHECK(page.find("<svg") != std::string::npos);
  CHECK(page.find("<script") == std::string::npos);
  const Ran ran = run("check " + kHappyPath + " --html " + folder.path("no/such/folder/report.html"));
  CHECK(ran.status == 2);
}

TEST_CASE("the gate prints the same for any number of jobs") {
  const auto gate = [](const std::string& jobs) {
    return run_for_document("gate " + kLibrary +
                            "/mutants --set simulation.runs=3 --set simulation.horizon=10min --json - --jobs " + jobs);
  };
  const Ran one = gate("1");
  REQUIRE(one.status == 0);
  // Wall-clock figures apart.
  const auto without_seconds = [](const std::string& text) {
    std::istringstream lines(text);
    std::string kept;
    for (std::string line; std::getline(lines, line);) {
      if (line.find("\"seconds\"") == std::string::npos && line.find("\"command\"") == std::string::npos)
        kept += line + '\n';
    }
    return kept;
  };
  CHECK(without_seconds(one.output) == without_seconds(gate("2").output));
}

TEST_CASE("the gate scores the mutants with what they were caught by and how soon") {
  const Ran ran = run("gate --quiet " + kLibrary + "/mutants --set simulation.enabled=false");
  CHECK(ran.status == 0);
  CHECK(says(ran, "\nmutants: 44 of 44 caught\n"));
  const std::size_t row = ran.output.find("   7  m07-receipt-not-stored ");
  REQUIRE(row != std::string::npos);
  const std::string line = ran.output.substr(row, ran.output.find('\n', row) - row);
  CHECK(line.find(" MARK2 ") != line.rfind(" MARK2 "));  // expected and found
  CHECK(line.ends_with("7 steps"));
  CHECK_FALSE(says(run("gate --quiet " + kHappyPath + " --set simulation.runs=1"), "mutants:"));
}

TEST_CASE("a mutant whose property also fails without the mutation is not caught") {
  const std::string gate = "gate " + kDropOnSend + " --set simulation.enabled=false --set options.server_drop=on_push";
  const Ran failing = run(gate + " --set participants.bob.app=suspended --set budgets.lost_pushes=1");
  CHECK(failing.status == 1);
  CHECK(says(failing, "  result    CUSTODY also fails without the mutation\n"));
  CHECK(says(failing, "How CUSTODY fails without the mutation\n"));
  CHECK(says(failing, "\nmutants: 0 of 1 caught\n"));
}

TEST_CASE("a check alone does not compare a mutant with the protocol without its mutation") {
  CHECK(says(run("check " + kDropOnSend + " --json -"), "\"unmutated\": null"));
  CHECK_FALSE(says(run("gate " + kDropOnSend + " --json - --set simulation.enabled=false"), "\"unmutated\": null"));
}

TEST_CASE("a limit hit without the mutation exits with 3") {
  const Folder folder;
  // The mutant fails early; without it, the limit ends the search for such a failure.
  const Ran ran = run("gate " + kDropOnSend +
                      " --set simulation.enabled=false --set 'properties.check=[\"CUSTODY\"]' " + "--max-depth 4");
  CHECK(ran.status == 3);
  CHECK(says(ran, "CUSTODY is inconclusive without the mutation"));
}

TEST_CASE("the lists name every property and option") {
  const Ran ran = run("list --properties --options --platforms --budgets --actions " + kLibrary);
  CHECK(ran.status == 0);
  for (const char* word :
       {"CUSTODY", "server_drop", "iphone", "breaks", "push_arrives", "01-happy-path", "[mutant 2]"}) {
    CHECK(says(ran, word));
  }
  CHECK(run("list").status == 2);
}

TEST_CASE("the list of actions tells what each costs, also out of turn, and what is fair though it costs") {
  const std::string actions = run("list --actions").output;
  for (const char* budget : {"breaks", "expiries", "losses", "reorders", "clock_jumps", "leaves"}) {
    CAPTURE(budget);
    CHECK(actions.find(std::string("spends ") + budget) != std::string::npos);
  }
  CHECK(actions.find("spends expiries, strongly fair\n") != std::string::npos);
  CHECK(actions.find("spends reorders out of turn, strongly fair\n") != std::string::npos);
}

TEST_CASE("the list of options shows the argument of a value with its range") {
  CHECK(says(run("list --options"), "(n is a whole number from 1 to 250, 3 if left out)"));
}

TEST_CASE("an option is explained with its values and arguments and practice and risk and how to set it") {
  const Ran ran = run("explain client_resend");
  CHECK(ran.status == 0);
  for (const char* part :
       {"client_resend: does the sender give up?", "  until_ack (default)\n", "  limited(n)\n",
        "n is a whole number from 1 to 250, 3 if left out", "deadline(t)", "Who does it so", "IndividualSendJob",
        "What it risks", "client_resend = \"limited(3)\"", "--set 'options.client_resend=limited(3)'"}) {
    CAPTURE(part);
    CHECK(says(ran, part));
  }
  CHECK(says(run("explain server_drop"), "--set options.server_drop=on_send\n"));
}

TEST_CASE("what is explained can be typed as explained") {
  const std::string example = "'options.client_resend=limited(3)'";
  REQUIRE(says(run("explain client_resend"), "--set " + example));
  CHECK(run("check " + kHappyPath + " --set " + example).status == 0);
}

TEST_CASE("an option that makes no sense with a default is explained together with what it needs") {
  CHECK(says(run("explain unacknowledged_at_session_end"), "This also needs another `session` than the default"));
  CHECK_FALSE(says(run("explain session"), "This also needs"));
}

TEST_CASE("a property is explained with its statement and requirements and what else was asked for too") {
  const Ran ran = run("explain CUSTODY order");
  CHECK(ran.status == 0);
  for (const char* part : {"CUSTODY, for R2, R3, R8, R15", "every composed message", "check = [\"CUSTODY\"]",
                           "order: does a conversation keep its order?"}) {
    CAPTURE(part);
    CHECK(says(ran, part));
  }
}

TEST_CASE("a requirement is explained with its rule and all that covers it") {
  const Ran ran = run("explain R13");
  CHECK(ran.status == 0);
  for (const char* part : {"R13\n", "never transmits that message again.", "Rule: `on_server_ack` in model/client.cpp",
                           "NO_RESEND: nothing is transmitted again",
                           "06-receipt-overtakes-ack: ", "an acknowledged message is not sent again"}) {
    CAPTURE(part);
    CHECK(says(ran, part));
  }
}

TEST_CASE("the list of requirements has all of them with the scenarios of the library or those that are named") {
  const Ran library = run("list --requirements");
  CHECK(library.status == 0);
  for (int number = 1; number <= 24; ++number) {
    CAPTURE(number);
    CHECK(says(library, "R" + std::to_string(number) + "\n  "));
  }
  CHECK(says(library, "05-sender-away-for-receipt"));
  const Ran named = run("list --requirements " + kHappyPath);
  CHECK(named.status == 0);
  CHECK(says(named, "01-happy-path: Happy path, both online"));
  CHECK_FALSE(says(named, "05-sender-away-for-receipt"));
  CHECK(run("list --requirements no-such-file.toml").status == 2);
}

TEST_CASE("diagrams are listed without a name and an unknown one is refused with the nearest") {
  const Ran list = run("diagram");
  CHECK(list.status == 0);
  CHECK(says(list, "the mark that a sender sees beside one message"));
  const Ran unknown = run("diagram mrk");
  CHECK(unknown.status == 2);
  CHECK(unknown.output == "error: there is no diagram `mrk`\nhelp: did you mean `mark`?\n");
}

TEST_CASE("diagrams are drawn into a document or the reason why not is told") {
  const Folder folder;
  const std::string document = folder.file("page.md", "<!-- diagram mark -->\n<!-- end of diagram -->\n");
  CHECK(run("diagram --into " + document).status == 0);
  CHECK(content_of(document).find("none --> clock: compose") != std::string::npos);
  const std::string wrong = folder.file("wrong.md", "<!-- diagram marks -->\n<!-- end of diagram -->\n");
  const Ran refused = run("diagram --into " + wrong);
  CHECK(refused.status == 2);
  CHECK(says(refused, "there is no diagram `marks`"));
  CHECK(run("diagram --into " + folder.path("missing.md")).status == 2);
}

TEST_CASE("a report says what covers each requirement") {
  const Folder folder;
  CHECK(run("check --quiet " + kHappyPath + " --html " + folder.path("r.html") + " --json " + folder.path("r.json"))
            .status == 0);
  const std::string page = content_of(folder.path("r.html"));
  CHECK(page.find("covered by tests alone") != std::string::npos);
  CHECK(page.find("<dt>Answers for</dt>") != std::string::npos);
  CHECK(content_of(folder.path("r.json")).find("\"answers_for\"") != std::string::npos);
}

TEST_CASE("a value of an option is explained with the option that has it and what it does") {
  const Ran ran = run("explain any_device_releases_all");
  CHECK(ran.status == 0);
  CHECK(says(ran, "any_device_releases_all is a value of the option deviation: "));
  CHECK(says(ran, "the ack of one device drops the message for all devices of the user."));
  CHECK(says(ran, "--set options.deviation=any_device_releases_all\n"));
  CHECK(says(run("explain 'limited(3)'"), "limited is a value of the option client_resend: "));
  CHECK(says(run("explain none"), "\n\nnone is a value of the option "));
  CHECK(says(run("explain any_device_release_all"), "did you mean `any_device_releases_all`?"));
}

TEST_CASE("nothing is explained if one word is unknown and the nearest word is named") {
  const Ran option = run("explain CUSTODY srver_drop");
  CHECK(option.status == 2);
  CHECK(option.output ==
        "error: `srver_drop` is neither an option nor a value of one, nor a property nor a requirement\nhelp: did you "
        "mean "
        "`server_drop`?\n");
  CHECK(says(run("explain custody"), "did you mean `CUSTODY`?"));
  CHECK(run("explain").status == 2);
}

TEST_CASE("options that contradict each other exit with 2 from the command line too") {
  const Ran ran = run("check " + kHappyPath + " --set options.unacknowledged_at_session_end=drop");
  CHECK(ran.status == 2);
  CHECK(says(ran, "[contradictory-options]"));
  CHECK(says(ran, "--set:1:"));
}

TEST_CASE("the list of platforms shows what the server does in each state and where the facts come from") {
  const Ran ran = run("list --platforms");
  CHECK(ran.status == 0);
  for (const char* text : {"iphone_background", "android_doze_today", "app killed by its user", "may_wake",
                           "queue_only", "Apple's documentation of background pushes", "30 s"}) {
    CAPTURE(text);
    CHECK(says(ran, text));
  }
}

TEST_CASE("platform files are linted, and in a folder no command takes them for scenarios") {
  const Folder folder;
  const std::string platforms = replaced(content_of(kShippedPlatforms), "\"today\"", "\"ours\"");
  const std::string mine = folder.file("mine.toml", platforms);
  const Ran taken = run("lint " + mine);
  CHECK(taken.status == 2);
  CHECK(says(taken, "the platform `ios_today` is there already"));

  std::string renamed = platforms;
  for (std::size_t at = renamed.find("_today"); at != std::string::npos; at = renamed.find("_today")) {
    renamed.replace(at, 6, "_ours");
  }
  folder.file("mine.toml", renamed);
  CHECK(run("lint " + mine).status == 0);
  CHECK(run("lint " + kShippedPlatforms).status == 0);
  const std::string scenario = replaced(content_of(kHappyPath), "\"android\"", "\"ios_ours\"");
  folder.file("happy.toml", "platforms = [\"mine.toml\"]\n" + scenario);
  const Ran both = run("lint " + folder.path());
  CHECK(both.status == 0);
  CHECK(says(both, "2 files without errors"));
  const Ran gate = run("gate " + folder.path() + " --set simulation.runs=1");
  CHECK(gate.status == 0);
  const Ran check = run("check " + mine);
  CHECK(check.status == 2);
  CHECK(says(check, "a platform file and no scenario"));

  folder.file("mine.toml", replaced(renamed, "\"wake\"", "\"woke\""));
  const Ran wrong = run("lint " + folder.path());
  CHECK(wrong.status == 2);
  CHECK(says(wrong, "did you mean `wake`?"));
}

TEST_CASE("of two statuses the first of 70 and 1 and 2 and 3 and 4 and 0 is reported") {
  const std::vector<ExitStatus> from_bad = {ExitStatus::internal_error, ExitStatus::violated,
                                            ExitStatus::bad_input,      ExitStatus::inconclusive,
                                            ExitStatus::nothing_ran,    ExitStatus::as_expected};
  for (std::size_t bad = 0; bad < from_bad.size(); ++bad) {
    for (std::size_t good = bad; good < from_bad.size(); ++good) {
      CAPTURE(bad, good);
      CHECK(worse(from_bad[bad], from_bad[good]) == from_bad[bad]);
      CHECK(worse(from_bad[good], from_bad[bad]) == from_bad[bad]);
    }
  }
}
