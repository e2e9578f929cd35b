#include "scenarios/reading.hpp"

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// What people see of each error in a single key or value, in full.

using namespace doublecheck::tests;

TEST_CASE("a key that does not exist is an error with the nearest key") {
  CHECK(errors_with("[simulation.network]\nlos = 0.1\n") == R"(
error: unknown key `los` in [simulation.network]  [unknown-key]
  --> t.toml:17:1
  17 | los = 0.1
     | ^^^ not a key of [simulation.network]
help: did you mean `loss`? It takes a probability from 0 to 1.
)");
  CHECK(errors_after("title = \"One", "titel = \"One") == R"(
error: the scenario lacks `title`  [missing-key]
  --> t.toml
help: `title` takes one line of text
error: unknown key `titel` in the scenario  [unknown-key]
  --> t.toml:1:1
   1 | titel = "One message"
     | ^^^^^ not a key of the scenario
help: did you mean `title`? It takes one line of text.
)");
  CHECK(errors_with("[option]\n") == R"(
error: unknown key `option` in the scenario  [unknown-key]
  --> t.toml:16:2
  16 | [option]
     |  ^^^^^^ not a key of the scenario
help: did you mean `options`? It takes a table.
)");
  CHECK(errors_with("colour = \"red\"\n") == R"(
error: unknown key `colour` in [[messages]]  [unknown-key]
  --> t.toml:16:1
  16 | colour = "red"
     | ^^^^^^ not a key of [[messages]]
help: the keys are from, to, count and unprocessable
)");
  CHECK(errors_with("[limits]\nmutant = 2\n") == R"(
error: unknown key `mutant` in [limits]  [unknown-key]
  --> t.toml:17:1
  17 | mutant = 2
     | ^^^^^^ not a key of [limits]
help: `mutant` belongs at the top of the file, above the first table
)");
  CHECK(errors_with("[budgets]\ncrashes = 1\n") == R"(
error: unknown key `crashes` in [budgets]  [unknown-key]
  --> t.toml:17:1
  17 | crashes = 1
     | ^^^^^^^ not a key of [budgets]
help: the keys are leaves, contact_syncs, registrations, breaks, cuts, partitions, losses, duplicates, reorders, lost_pushes, token_changes, suspensions, system_kills, user_kills, client_crashes, reinstalls, server_crashes, deadlines, expiries and clock_jumps
)");
}

TEST_CASE("a value of the wrong type is an error at the value") {
  CHECK(errors_after("\"One message\"", "3") == R"(
error: `title` takes one line of text  [wrong-type]
  --> t.toml:1:9
   1 | title = 3
     |         ^ this is a whole number
)");
  CHECK(errors_with("count = \"three\"\n") == R"(
error: `count` takes a whole number from 1 to 1000  [wrong-type]
  --> t.toml:16:9
  16 | count = "three"
     |         ^^^^^^^ this is text
)");
  CHECK(errors_with("[simulation]\nenabled = \"yes\"\n") == R"(
error: `enabled` takes true or false  [wrong-type]
  --> t.toml:17:11
  17 | enabled = "yes"
     |           ^^^^^ this is text
)");
  CHECK(errors_with("[simulation]\nseed = 1.5\n") == R"(
error: `seed` takes a whole number, 0 or more  [wrong-type]
  --> t.toml:17:8
  17 | seed = 1.5
     |        ^^^ this is a decimal number
)");
  CHECK(errors_after("[\"bob\"]", "\"bob\"") == R"(
error: `contacts` takes a list of participants' names and phone numbers  [wrong-type]
  --> t.toml:11:12
  11 | contacts = "bob"
     |            ^^^^^ this is text
)");
  CHECK(errors_after("[\"bob\"]", "[17]") == R"(
error: `contacts` takes a list of participants' names and phone numbers  [wrong-type]
  --> t.toml:11:13
  11 | contacts = [17]
     |             ^^ this is a whole number
)");
  CHECK(errors_with("[budgets]\nbreaks = \"many\"\n") == R"(
error: `breaks` takes a whole number from 0 to 254, or "unlimited"  [wrong-type]
  --> t.toml:17:10
  17 | breaks = "many"
     |          ^^^^^^ this is text
)");
  CHECK(errors_with("[options]\nreceipt_acknowledged = true\n") == R"(
error: `receipt_acknowledged` takes yes or no  [wrong-type]
  --> t.toml:17:24
  17 | receipt_acknowledged = true
     |                        ^^^^ this is a truth value
)");
  CHECK(errors_with("[expect]\nallowed = [1979-05-27]\n") == R"(
error: `allowed` takes a list of properties such as ["CUSTODY", "DELIVERY"]  [wrong-type]
  --> t.toml:17:12
  17 | allowed = [1979-05-27]
     |            ^^^^^^^^^^ this is a date or time
)");
  CHECK(errors_with("[links]\n[simulation]\nnetwork = 3\n") == R"(
error: `simulation.network` takes a table  [wrong-type]
  --> t.toml:18:11
  18 | network = 3
     |           ^ this is a whole number
)");
}

TEST_CASE("a number out of range is an error at the number") {
  CHECK(errors_with("count = 0\n") == R"(
error: `count` takes a whole number from 1 to 1000  [out-of-range]
  --> t.toml:16:9
  16 | count = 0
     |         ^ 0 is too small
)");
  CHECK(errors_with("count = 1001\n") == R"(
error: `count` takes a whole number from 1 to 1000  [out-of-range]
  --> t.toml:16:9
  16 | count = 1001
     |         ^^^^ 1001 is too large
)");
  CHECK(errors_with("[links]\ncopies_max = -1\n") == R"(
error: `copies_max` takes a whole number from 1 to 8  [out-of-range]
  --> t.toml:17:14
  17 | copies_max = -1
     |              ^^ -1 is too small
)");
  CHECK(errors_with("[links]\ncopies_max = 9\n") == R"(
error: `copies_max` takes a whole number from 1 to 8  [out-of-range]
  --> t.toml:17:14
  17 | copies_max = 9
     |              ^ 9 is too large
)");
  CHECK(errors_with("[budgets]\nbreaks = 255\n") == R"(
error: `breaks` takes a whole number from 0 to 254, or "unlimited"  [out-of-range]
  --> t.toml:17:10
  17 | breaks = 255
     |          ^^^ 255 is too large
)");
  CHECK(errors_with("[limits]\nstates = 0\n") == R"(
error: `states` takes a whole number, 1 or more  [out-of-range]
  --> t.toml:17:10
  17 | states = 0
     |          ^ 0 is too small
)");
  CHECK(errors_with("[simulation]\nruns = 1000001\n") == R"(
error: `runs` takes a whole number from 1 to 1000000  [out-of-range]
  --> t.toml:17:8
  17 | runs = 1000001
     |        ^^^^^^^ 1000001 is too large
)");
  CHECK(errors_after("title =", "mutant = 100\ntitle =") == R"(
error: `mutant` takes a whole number from 1 to 99  [out-of-range]
  --> t.toml:1:10
   1 | mutant = 100
     |          ^^^ 100 is too large
)");
  CHECK(errors_with("[simulation.network]\nloss = 5\n") == R"(
error: `loss` takes a probability from 0 to 1  [out-of-range]
  --> t.toml:17:8
  17 | loss = 5
     |        ^ more than 1: a percentage?
)");
  CHECK(errors_with("[simulation.push]\nloss = -0.1\n") == R"(
error: `loss` takes a probability from 0 to 1  [out-of-range]
  --> t.toml:17:8
  17 | loss = -0.1
     |        ^^^^ no probability
)");
}

TEST_CASE("a word that does not exist is an error with the nearest word or all words") {
  CHECK(errors_after("\"iphone\"", "\"iphne\"") == R"(
error: unknown platform `iphne`  [unknown-platform]
  --> t.toml:5:12
   5 | platform = "iphne"
     |            ^^^^^^^ no such platform
help: did you mean `iphone`?
)");
  CHECK(errors_after("\"iphone\"", "\"toaster\"") == R"(
error: unknown platform `toaster`  [unknown-platform]
  --> t.toml:5:12
   5 | platform = "toaster"
     |            ^^^^^^^^^ no such platform
help: the platforms are android, android_normal, iphone, iphone_background, windows_phone, blackberry, symbian, ios_today, ios_background_today, android_today and android_doze_today
)");
  CHECK(errors_with("[options]\nserver_drop = \"onsend\"\n") == R"(
error: unknown value `onsend` for `server_drop`  [unknown-value]
  --> t.toml:17:15
  17 | server_drop = "onsend"
     |               ^^^^^^^^ no such value
help: did you mean `on_send`?
)");
  CHECK(errors_with("[links]\ndiscipline = \"pigeon\"\n") == R"(
error: unknown discipline `pigeon`  [unknown-discipline]
  --> t.toml:17:14
  17 | discipline = "pigeon"
     |              ^^^^^^^^ no such discipline
help: the disciplines are connection and datagram
)");
  CHECK(errors_with("[properties]\ncheck = [\"CUSTODI\"]\n") == R"(
error: unknown property `CUSTODI` for `check`  [unknown-property]
  --> t.toml:17:10
  17 | check = ["CUSTODI"]
     |          ^^^^^^^^^ no such property
help: did you mean `CUSTODY`?
)");
  CHECK(errors_with("[expect]\nallowed = [\"delivery\"]\n") == R"(
error: unknown property `delivery` for `allowed`  [unknown-property]
  --> t.toml:17:12
  17 | allowed = ["delivery"]
     |            ^^^^^^^^^^ no such property
help: did you mean `DELIVERY`?
)");
  CHECK(errors_after("[participants.alice]", "app = \"foregound\"\n[participants.alice]") == R"(
error: unknown app state `foregound` for `app`  [unknown-app-state]
  --> t.toml:8:7
   8 | app = "foregound"
     |       ^^^^^^^^^^^ no such app state
help: did you mean `foreground`?
)");
  CHECK(errors_with("[properties]\nre_store = \"alowed\"\n") == R"(
error: unknown value `alowed` for `re_store`  [unknown-value]
  --> t.toml:17:12
  17 | re_store = "alowed"
     |            ^^^^^^^^ no such value
help: the values are forbidden and declared
)");
}

TEST_CASE("a participant who does not exist is an error at the name") {
  CHECK(errors_after("to = \"bob\"", "to = \"bbo\"") == R"(
error: unknown participant `bbo` for `to`  [unknown-participant]
  --> t.toml:15:6
  15 | to = "bbo"
     |      ^^^^^ no such participant
help: did you mean `bob`?
)");
  CHECK(errors_after("from = \"alice\"", "from = \"carla\"") == R"(
error: unknown participant `carla` for `from`  [unknown-participant]
  --> t.toml:14:8
  14 | from = "carla"
     |        ^^^^^^^ no such participant
help: the participants are bob and alice
)");
  CHECK(errors_after("[\"bob\"]", "[\"bob\", \"alcie\"]") == R"(
error: unknown participant `alcie` for `contacts`  [unknown-participant]
  --> t.toml:11:20
  11 | contacts = ["bob", "alcie"]
     |                    ^^^^^^^ no such participant
help: did you mean `alice`?
)");
}

TEST_CASE("a phone number that is none or taken is an error") {
  CHECK(errors_after("\"+49 30 1001\"", "\"+49-30-1001\"") == R"(
error: `number` takes a phone number such as "+49 30 1001": digits, perhaps a + before them  [bad-number]
  --> t.toml:10:10
  10 | number = "+49-30-1001"
     |          ^^^^^^^^^^^^^ no phone number
)");
  CHECK(errors_after("\"+49 30 1001\"", "\"+493010 02\"") == R"(
error: bob and alice have the same phone number  [duplicate-number]
  --> t.toml:10:10
  10 | number = "+493010 02"
     |          ^^^^^^^^^^^^ the number of bob, too
help: the number of bob is given first (line 6); a number that changes hands is `registered` for one of them only at the start
)");
  CHECK(errors_after("[\"bob\"]", "[\"+49 x\"]") == R"(
error: `contacts` takes a phone number such as "+49 30 1001": digits, perhaps a + before them  [bad-number]
  --> t.toml:11:13
  11 | contacts = ["+49 x"]
     |             ^^^^^^^ no phone number
)");
  CHECK(errors_after("[\"bob\"]", "[\"bob\", \"+49 30 1002\"]") == R"(
error: alice has this contact twice  [duplicate-contact]
  --> t.toml:11:20
  11 | contacts = ["bob", "+49 30 1002"]
     |                    ^^^^^^^^^^^^^ the number +49301002 once more
)");
}

TEST_CASE("a duration that is none is an error that names the units") {
  CHECK(errors_with("[simulation]\nhorizon = 24\n") == R"(
error: `horizon` takes a duration with its unit, such as "80ms", "3s" or "24h"  [missing-unit]
  --> t.toml:17:11
  17 | horizon = 24
     |           ^^ a number without a unit
help: the units are us, ms, s, min, h and d
)");
  CHECK(errors_with("[simulation]\nhorizon = \"24\"\n") == R"(
error: `horizon` takes a duration with its unit, such as "80ms", "3s" or "24h"  [missing-unit]
  --> t.toml:17:11
  17 | horizon = "24"
     |           ^^^^ a number without a unit
help: the units are us, ms, s, min, h and d
)");
  CHECK(errors_with("[simulation]\nhorizon = \"3 hours\"\n") == R"(
error: `horizon` takes a duration with its unit, such as "80ms", "3s" or "24h"  [unknown-unit]
  --> t.toml:17:11
  17 | horizon = "3 hours"
     |           ^^^^^^^^^ unknown unit `hours`
help: the units are us, ms, s, min, h and d
)");
  CHECK(errors_with("[simulation]\nhorizon = \"soon\"\n") == R"(
error: `horizon` takes a duration with its unit, such as "80ms", "3s" or "24h"  [bad-duration]
  --> t.toml:17:11
  17 | horizon = "soon"
     |           ^^^^^^ no duration
)");
  CHECK(errors_with("[simulation]\nhorizon = \"0s\"\n") == R"(
error: `horizon` takes a duration with its unit, such as "80ms", "3s" or "24h"  [out-of-range]
  --> t.toml:17:11
  17 | horizon = "0s"
     |           ^^^^ shorter than 1us
)");
  CHECK(errors_with("[simulation]\nhorizon = \"101000d\"\n") == R"(
error: `horizon` takes a duration with its unit, such as "80ms", "3s" or "24h"  [out-of-range]
  --> t.toml:17:11
  17 | horizon = "101000d"
     |           ^^^^^^^^^ longer than 36500d
)");
  CHECK(errors_with("[simulation.users]\ngrace = \"0.5us\"\n") == R"(
error: `grace` takes a duration with its unit, such as "80ms", "3s" or "24h"  [out-of-range]
  --> t.toml:17:9
  17 | grace = "0.5us"
     |         ^^^^^^^ no whole number of microseconds
help: time passes in steps of a microsecond
)");
}

TEST_CASE("a delay that is none is an error at its part") {
  CHECK(errors_with("[simulation.users]\nthink = { median = \"3s\", p99 = \"2s\" }\n") == R"(
error: `p99` of `think` is shorter than `median`  [out-of-range]
  --> t.toml:17:32
  17 | think = { median = "3s", p99 = "2s" }
     |                                ^^^^ shorter than `median`
)");
  CHECK(errors_with("[simulation.users]\nthink = { average = \"3s\" }\n") == R"(
error: `think` takes a duration such as "80ms", or { median, p99 }, { min, max } or { mean }  [wrong-type]
  --> t.toml:17:9
  17 | think = { average = "3s" }
     |         ^^^^^^^^^^^^^^^^^^ none of the forms
help: the forms are { median = "80ms", p99 = "900ms" }, { min = "1s", max = "2s" } and { mean = "5s" }
)");
  CHECK(errors_with("[simulation.users]\nthink = { min = \"3s\", max = \"4s\", mean = \"3s\" }\n") == R"(
error: unknown key `mean` in `think`  [unknown-key]
  --> t.toml:17:35
  17 | think = { min = "3s", max = "4s", mean = "3s" }
     |                                   ^^^^ not a key of `think`
help: the keys are min and max
)");
  CHECK(errors_with("[simulation.users]\nthink = { median = \"0s\", p99 = \"2s\" }\n") == R"(
error: `median` takes a duration with its unit, such as "80ms", "3s" or "24h"  [out-of-range]
  --> t.toml:17:20
  17 | think = { median = "0s", p99 = "2s" }
     |                    ^^^^ shorter than 1us
)");
}
