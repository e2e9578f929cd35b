#include "language/place.hpp"

#include "tests/catch.hpp"

using namespace doublecheck::language;

TEST_CASE("columns count code points and lines begin behind line ends", "[language]") {
  const Places places("aé→b\r\nc\n");
  CHECK(places.at(0) == Place{.offset = 0, .line = 1, .column = 1});
  CHECK(places.at(6) == Place{.offset = 6, .line = 1, .column = 4});
  CHECK(places.at(9) == Place{.offset = 9, .line = 2, .column = 1});
  CHECK(places.at(11) == Place{.offset = 11, .line = 3, .column = 1});
}

TEST_CASE("an empty text has one place", "[language]") { CHECK(Places("").at(0) == Place{}); }

TEST_CASE("a place is told with its line only where the line is another", "[language]") {
  const Place place{.offset = 9, .line = 2, .column = 4};
  CHECK(place_in_words(place, {.offset = 12, .line = 2, .column = 7}) == "column 4");
  CHECK(place_in_words(place, {.offset = 20, .line = 3, .column = 2}) == "line 2, column 4");
}
