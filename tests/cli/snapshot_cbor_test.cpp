// A search as CBOR and back; bytes that are none are refused, whatever they claim to hold.
#include "cli/snapshot_cbor.hpp"

#include <nlohmann/json.hpp>

#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using Bytes = std::vector<std::uint8_t>;
using nlohmann::json;

cli::KeptSearch some_search() {
  cli::KeptSearch search;
  search.identity = "whose it is";
  search.snapshot.words = 2;
  search.snapshot.fields = {7, 1, 0, ~std::uint64_t{0}};
  search.snapshot.locals = {{"", std::string("\0\xFF", 2)}, {}};
  search.snapshot.counts.states = 5;
  search.snapshot.counts.transitions = 9;
  search.snapshot.claims = 3;
  search.snapshot.deadlocks = 1;
  search.snapshot.findings = {{2, 1, {std::byte{1}, std::byte{0xFF}}}};
  search.snapshot.level_sizes = {2, 3};
  search.level_digests = {cli::digest_of("a"), cli::digest_of("b")};
  return search;
}

bool is_refused(const Bytes& bytes) {
  try {
    cli::kept_search_in(bytes);
    return false;
  } catch (const cli::NoKeptSearch&) {
    return true;
  }
}

/// Whether it is refused with something else at this place.
bool is_refused_with(const std::string& place, const json& value) {
  json object = json::from_cbor(cli::to_cbor(some_search()));
  object.at(json::json_pointer(place)) = value;
  return is_refused(json::to_cbor(object));
}

}  // namespace

TEST_CASE("a search comes back from CBOR as it was") {
  const cli::KeptSearch search = some_search();
  const cli::KeptSearch back = cli::kept_search_in(cli::to_cbor(search));
  CHECK(back.identity == search.identity);
  CHECK(back.snapshot == search.snapshot);
  CHECK(back.level_digests == search.level_digests);
}

TEST_CASE("CBOR that is cut anywhere is refused") {
  const Bytes whole = cli::to_cbor(some_search());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    if (!is_refused({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)})) FAIL(size << " bytes");
  }
  Bytes longer = whole;
  longer.push_back(0);
  CHECK(is_refused(longer));
}

TEST_CASE("CBOR that is nested a million deep is refused without following it") {
  CHECK(is_refused(Bytes(1'000'000, 0x81)));
  CHECK(is_refused(Bytes(1'000'000, 0xBF)));
}

TEST_CASE("CBOR that claims to be longer than memory is refused") {
  CHECK(is_refused({0x9B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}));
  CHECK(is_refused({0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}));
  CHECK(is_refused({0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}));
  CHECK(is_refused({0x7B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}));
}

TEST_CASE("CBOR in which something is of another kind is refused") {
  CHECK_FALSE(is_refused_with("/search/claims", 3));
  CHECK(is_refused_with("/search/claims", -3));
  CHECK(is_refused_with("/search/claims", 3.5));
  CHECK(is_refused_with("/search/claims", "3"));
  CHECK(is_refused_with("/search/counts/states", nullptr));
  CHECK(is_refused_with("/search/counts", json::array()));
  CHECK(is_refused_with("/search/fields/0", true));
  CHECK(is_refused_with("/search/locals/0/0", "text"));
  CHECK(is_refused_with("/search/findings/0", 5));
  CHECK(is_refused_with("/identity", 5));
  CHECK(is_refused_with("/level_digests", json::array()));
  CHECK(is_refused_with("/level_digests/0", json::binary(Bytes(15))));
  CHECK(is_refused(json::to_cbor(json::object())));
  CHECK(is_refused({}));
}

}  // namespace doublecheck::tests
