#include "reports/quantities.hpp"

#include <limits>

#include "reports/omissions.hpp"
#include "tests/catch.hpp"

using namespace doublecheck::reports;

TEST_CASE("large numbers are grouped by thousands") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1'000) == "1,000");
  CHECK(with_thousands(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
}

TEST_CASE("one is singular") {
  CHECK(counted(1, "step", "steps") == "1 step");
  CHECK(counted(0, "step", "steps") == "0 steps");
}

TEST_CASE("numbers keep three digits and no zeros that say nothing") {
  CHECK(number_text(0) == "0");
  CHECK(number_text(0.1254) == "0.125");
  CHECK(number_text(1.5) == "1.5");
  CHECK(number_text(12.34) == "12.3");
  CHECK(number_text(100) == "100");
  CHECK(number_text(8'123'456.7) == "8,123,457");
  CHECK(number_text(-1234) == "-1,234");
}

TEST_CASE("a time is given in the unit that suits it") {
  CHECK(duration_text(0) == "0 s");
  CHECK(duration_text(0.0000005) == "0.5 us");
  CHECK(duration_text(0.34) == "340 ms");
  CHECK(duration_text(0.99999) == "1 s");
  CHECK(duration_text(59.99) == "1 min");
  CHECK(duration_text(468) == "7.8 min");
  CHECK(duration_text(7200) == "2 h");
  CHECK(duration_text(86400 * 30) == "30 d");
}

TEST_CASE("only times change their unit") {
  CHECK(quantity_text(1500, "ms") == "1.5 s");
  CHECK(quantity_text(1500, "byte·s") == "1,500 byte·s");
  CHECK(quantity_text(3, "") == "3");
  CHECK(quantity_text(0.125, "share") == "12.5 %");
  CHECK(quantity_text(-7'200, "byte-seconds") == "-2 B-hours");
  CHECK_FALSE(seconds_in("byte"));
}

TEST_CASE("memory is given in powers of 1024") {
  CHECK(bytes_text(0) == "0 B");
  CHECK(bytes_text(1'048'576) == "1 MiB");
  CHECK(bytes_text(14'680'064) == "14 MiB");
}

TEST_CASE("bytes over time and shares are read in suitable units") {
  CHECK(byte_seconds_text(0) == "0 B-seconds");
  CHECK(byte_seconds_text(30) == "30 B-seconds");
  CHECK(byte_seconds_text(3'600) == "1 B-hours");
  CHECK(byte_seconds_text(3'600.0 * 1'048'576) == "1 MiB-hours");
  CHECK(share_text(1, 3) == "33.3 %");
  CHECK(share_text(0, 3) == "0 %");
  CHECK(share_text(3, 3) == "100 %");
  CHECK(share_text(0, 0) == "none");
}

TEST_CASE("an estimate keeps its two digits however small it is, and is unknown where it has no bound") {
  CHECK(estimate_text(0) == "0");
  CHECK(estimate_text(0.25) == "0.25");
  CHECK(estimate_text(1'065.4) == "1,065");
  CHECK(estimate_text(0.00062) == "6.2e-04");
  CHECK(estimate_text(std::numeric_limits<double>::infinity()) == "unknown");
}

TEST_CASE("what an approximate search left out is told without more certainty than there is") {
  CHECK(omissions_text({"bitstate", 0.9999, 1'070, 0.99990, 0.0759}) ==
        "Approximate search (bitstate): some state was left out with probability more than 0.999; expected are 1,070, "
        "beside what is only reached through them. Coverage more than 99.9 %, memory for visited states filled to "
        "7.59 %.");
  CHECK(omissions_text({"compact", 0.00062, 0.00062, 0.5, 1}) ==
        "Approximate search (compact): some state was left out with probability 6.2e-04; expected are 6.2e-04, beside "
        "what is only reached through them. Coverage 50 %, memory for visited states filled to 100 %.");
}
