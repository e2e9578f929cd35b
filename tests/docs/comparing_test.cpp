#include "tests/docs/comparing.hpp"

#include "tests/catch.hpp"

using namespace doublecheck::tests;

TEST_CASE("a page that says what is printed differs in nothing") {
  CHECK(difference({"a", "b"}, {"a", "b"}, false) == "");
  CHECK(difference({}, {}, false) == "");
}

TEST_CASE("a line that is other or missing or too much is told") {
  CHECK(difference({"a", "b"}, {"a", "c"}, false) == "    a\n  - b\n  + c\n");
  CHECK(difference({"a", "b"}, {"a"}, false) == "    a\n  - b\n");
  CHECK(difference({"a"}, {"a", "b"}, false) == "    a\n  + b\n");
  CHECK(difference({"b", "a"}, {"a", "b"}, false) != "");
}

TEST_CASE("an ellipsis stands for one or more lines") {
  CHECK(difference({"a", "  …", "d"}, {"a", "b", "c", "d"}, false) == "");
  CHECK(difference({"a", "…"}, {"a", "b"}, false) == "");
  CHECK(difference({"…", "b"}, {"a", "b"}, false) == "");
  CHECK(difference({"a", "…", "c", "…", "e"}, {"a", "b", "c", "d", "e"}, false) == "");
  CHECK(difference({"a", "…", "b"}, {"a", "b"}, false) != "");
  CHECK(difference({"a", "…"}, {"a"}, false) != "");
  CHECK(difference({"a", "…", "x", "…", "e"}, {"a", "b", "c", "d", "e"}, false) != "");
  CHECK(difference({"a", "…", "c"}, {"a", "b", "c", "d"}, false) != "");
}

TEST_CASE("the parts of an excerpt follow each other in what is printed") {
  CHECK(difference({"b", "c"}, {"a", "b", "c", "d"}, true) == "");
  CHECK(difference({"b", "…", "d"}, {"a", "b", "c", "d", "e"}, true) == "");
  CHECK(difference({"c", "b"}, {"a", "b", "c", "d"}, true) != "");
  CHECK(difference({"b", "d"}, {"a", "b", "c", "d"}, true) != "");
}

TEST_CASE("time and memory of a search are no difference, and counts are") {
  const std::string printed = "  78 states, 140 transitions, depth 11, 414 us, 66.5 KiB";
  CHECK(difference({"  78 states, 140 transitions, depth 11, 1.2 ms, 1.5 MiB"}, {printed}, false) == "");
  CHECK(difference({"  79 states, 140 transitions, depth 11, 414 us, 66.5 KiB"}, {printed}, false) != "");
}
