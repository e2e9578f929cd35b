#include "cli/snapshot_cbor.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace doublecheck::cli {
namespace {

using nlohmann::json;

struct CountField {
  const char* name;
  std::uint64_t checker::Counts::* field;
};

constexpr CountField kCounts[] = {
    {"initial_states", &checker::Counts::initial_states},
    {"states", &checker::Counts::states},
    {"expanded", &checker::Counts::expanded},
    {"transitions", &checker::Counts::transitions},
    {"depth", &checker::Counts::depth},
    {"frontier_widest", &checker::Counts::frontier_widest},
    {"peak_memory_bytes", &checker::Counts::peak_memory_bytes},
};

json binary_of(std::span<const std::byte> bytes) {
  std::vector<std::uint8_t> copy(bytes.size());
  std::ranges::transform(bytes, copy.begin(), [](std::byte byte) { return static_cast<std::uint8_t>(byte); });
  return json::binary(std::move(copy));
}

/// Only what is not negative, and no fraction: conversions of the library would make something of these, too.
std::uint64_t number_in(const json& value) {
  if (!value.is_number_unsigned()) throw NoKeptSearch("it has something else where a number should be");
  return value.get<std::uint64_t>();
}

std::vector<std::uint64_t> numbers_in(const json& array) {
  std::vector<std::uint64_t> numbers;
  for (const json& number : array) numbers.push_back(number_in(number));
  return numbers;
}

template <class Bytes>
Bytes bytes_in(const json& value) {
  const json::binary_t& binary = value.get_binary();
  const auto bytes = std::as_bytes(std::span(binary.data(), binary.size()));
  Bytes copy;
  std::ranges::transform(bytes, std::back_inserter(copy),
                         [](std::byte byte) { return static_cast<typename Bytes::value_type>(byte); });
  return copy;
}

json to_json(const engine::Snapshot& snapshot) {
  json locals = json::array();
  for (const std::vector<std::string>& of_component : snapshot.locals) {
    json encodings = json::array();
    for (const std::string& encoding : of_component) {
      encodings.push_back(binary_of(std::as_bytes(std::span(encoding))));
    }
    locals.push_back(std::move(encodings));
  }
  json findings = json::array();
  for (const engine::Snapshot::Finding& finding : snapshot.findings) {
    findings.push_back({{"claim", finding.claim}, {"level", finding.level}, {"keys", binary_of(finding.keys)}});
  }
  json counts = json::object();
  for (const CountField& count : kCounts) counts[count.name] = snapshot.counts.*count.field;
  return {{"words", snapshot.words},         {"fields", snapshot.fields},          {"locals", std::move(locals)},
          {"counts", std::move(counts)},     {"claims", snapshot.claims},          {"deadlocks", snapshot.deadlocks},
          {"findings", std::move(findings)}, {"level_sizes", snapshot.level_sizes}};
}

engine::Snapshot snapshot_in(const json& object) {
  engine::Snapshot snapshot;
  snapshot.words = number_in(object.at("words"));
  snapshot.fields = numbers_in(object.at("fields"));
  for (const json& of_component : object.at("locals")) {
    std::vector<std::string>& encodings = snapshot.locals.emplace_back();
    for (const json& encoding : of_component) encodings.push_back(bytes_in<std::string>(encoding));
  }
  for (const CountField& count : kCounts) snapshot.counts.*count.field = number_in(object.at("counts").at(count.name));
  snapshot.claims = number_in(object.at("claims"));
  snapshot.deadlocks = number_in(object.at("deadlocks"));
  for (const json& finding : object.at("findings")) {
    snapshot.findings.push_back({number_in(finding.at("claim")), number_in(finding.at("level")),
                                 bytes_in<std::vector<std::byte>>(finding.at("keys"))});
  }
  snapshot.level_sizes = numbers_in(object.at("level_sizes"));
  return snapshot;
}

/// Ends reading where something is nested deeper than anything in a search that is kept: the library follows each
/// level of nesting by a call of its own.
class Shallow : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return ++depth_ <= kDeepest; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return --depth_, true; }
  bool start_array(std::size_t) override { return ++depth_ <= kDeepest; }
  bool end_array() override { return --depth_, true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  static constexpr int kDeepest = 8;
  int depth_ = 0;
};

}  // namespace

std::vector<std::uint8_t> to_cbor(const KeptSearch& search) {
  json digests = json::array();
  for (const Digest& digest : search.level_digests) digests.push_back(binary_of(std::as_bytes(std::span(digest))));
  return json::to_cbor(
      {{"identity", search.identity}, {"search", to_json(search.snapshot)}, {"level_digests", std::move(digests)}});
}

KeptSearch kept_search_in(std::span<const std::uint8_t> bytes) {
  try {
    Shallow shallow;
    if (!json::sax_parse(bytes.begin(), bytes.end(), &shallow, json::input_format_t::cbor)) {
      throw NoKeptSearch("it is no CBOR, or nested too deep");
    }
    const json object = json::from_cbor(bytes.begin(), bytes.end());
    KeptSearch search;
    search.identity = object.at("identity").get<std::string>();
    search.snapshot = snapshot_in(object.at("search"));
    for (const json& value : object.at("level_digests")) {
      const auto digest = bytes_in<std::vector<std::uint8_t>>(value);
      if (digest.size() != Digest().size()) throw NoKeptSearch("it has a digest of another length");
      std::ranges::copy(digest, search.level_digests.emplace_back().begin());
    }
    if (search.level_digests.size() != search.snapshot.level_sizes.size()) {
      throw NoKeptSearch("it has not one digest for each level");
    }
    return search;
  } catch (const json::exception& error) {
    throw NoKeptSearch(error.what());
  }
}

}  // namespace doublecheck::cli
