#include "cli/checkpoint_folder.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <array>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

namespace doublecheck::cli {
namespace {

using nlohmann::json;

constexpr std::uint64_t kFormat = 1;
constexpr const char* kSearchFile = "search.cbor";

std::vector<std::uint8_t> bytes_of(std::span<const std::byte> bytes) {
  std::vector<std::uint8_t> copy(bytes.size());
  std::ranges::transform(bytes, copy.begin(), [](std::byte byte) { return static_cast<std::uint8_t>(byte); });
  return copy;
}

json to_json(const checker::Counts& counts) {
  return {{"initial_states", counts.initial_states},
          {"states", counts.states},
          {"expanded", counts.expanded},
          {"transitions", counts.transitions},
          {"depth", counts.depth},
          {"frontier_widest", counts.frontier_widest},
          {"peak_memory_bytes", counts.peak_memory_bytes}};
}

checker::Counts counts_in(const json& object) {
  checker::Counts counts;
  counts.initial_states = object.at("initial_states");
  counts.states = object.at("states");
  counts.expanded = object.at("expanded");
  counts.transitions = object.at("transitions");
  counts.depth = object.at("depth");
  counts.frontier_widest = object.at("frontier_widest");
  counts.peak_memory_bytes = object.at("peak_memory_bytes");
  return counts;
}

json to_json(const engine::Snapshot& snapshot) {
  json locals = json::array();
  for (const std::vector<std::string>& of_component : snapshot.locals) {
    json encodings = json::array();
    for (const std::string& encoding : of_component) {
      encodings.push_back(json::binary(bytes_of(std::as_bytes(std::span(encoding)))));
    }
    locals.push_back(std::move(encodings));
  }
  json findings = json::array();
  for (const engine::Snapshot::Finding& finding : snapshot.findings) {
    findings.push_back(
        {{"claim", finding.claim}, {"level", finding.level}, {"keys", json::binary(bytes_of(finding.keys))}});
  }
  return {{"words", snapshot.words},         {"fields", snapshot.fields},
          {"locals", std::move(locals)},     {"counts", to_json(snapshot.counts)},
          {"claims", snapshot.claims},       {"deadlocks", snapshot.deadlocks},
          {"findings", std::move(findings)}, {"level_sizes", snapshot.level_sizes}};
}

engine::Snapshot snapshot_in(const json& object) {
  engine::Snapshot snapshot;
  snapshot.words = object.at("words");
  snapshot.fields = object.at("fields").get<std::vector<std::uint64_t>>();
  for (const json& of_component : object.at("locals")) {
    std::vector<std::string>& encodings = snapshot.locals.emplace_back();
    for (const json& encoding : of_component) {
      const json::binary_t& bytes = encoding.get_binary();
      encodings.emplace_back(bytes.begin(), bytes.end());
    }
  }
  snapshot.counts = counts_in(object.at("counts"));
  snapshot.claims = object.at("claims");
  snapshot.deadlocks = object.at("deadlocks");
  for (const json& finding : object.at("findings")) {
    const json::binary_t& bytes = finding.at("keys").get_binary();
    const std::span<const std::byte> keys = std::as_bytes(std::span(bytes.data(), bytes.size()));
    snapshot.findings.push_back({finding.at("claim"), finding.at("level"), {keys.begin(), keys.end()}});
  }
  snapshot.level_sizes = object.at("level_sizes").get<std::vector<std::uint64_t>>();
  return snapshot;
}

/// Under a temporary name, until all of it is there.
template <class Write>
void write_whole(const std::filesystem::path& file, Write write) {
  const std::filesystem::path temporary = file.string() + ".part";
  std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
  write(stream);
  stream.close();
  if (!stream) throw CheckpointError(fmt::format("cannot write {}", temporary.string()));
  std::filesystem::rename(temporary, file);
}

void put(std::ofstream& stream, std::span<const std::byte> bytes) {
  stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

std::filesystem::path CheckpointFolder::level_file(std::size_t level) const {
  return folder_ / fmt::format("level-{:05}.keys", level);
}

std::optional<engine::Resumption> CheckpointFolder::load() {
  const std::filesystem::path file = folder_ / kSearchFile;
  if (!std::filesystem::exists(file)) return std::nullopt;
  engine::Resumption resumption;
  try {
    std::ifstream stream(file, std::ios::binary);
    const json object = json::from_cbor(stream);
    if (object.at("format") != kFormat || object.at("identity") != identity_) {
      throw CheckpointError(fmt::format(
          "the search kept in {} is of another version, scenario or setting; give another folder, or empty this one",
          folder_.string()));
    }
    resumption.snapshot = snapshot_in(object.at("search"));
    const std::size_t key_bytes = resumption.snapshot.words * sizeof(std::uint64_t);
    for (std::size_t level = 0; level < resumption.snapshot.level_sizes.size(); ++level) {
      if (std::filesystem::file_size(level_file(level)) != resumption.snapshot.level_sizes[level] * key_bytes) {
        throw CheckpointError(fmt::format("{} is damaged", level_file(level).string()));
      }
    }
  } catch (const json::exception& error) {
    throw CheckpointError(fmt::format("{} is damaged: {}", file.string(), error.what()));
  } catch (const std::filesystem::filesystem_error& error) {
    throw CheckpointError(fmt::format("the search kept in {} is damaged: {}", folder_.string(), error.what()));
  }
  levels_kept_ = resumption.snapshot.level_sizes.size();
  resumption.read_level = [this](std::size_t level, const engine::TakeBytes& take) {
    std::ifstream stream(level_file(level), std::ios::binary);
    std::vector<std::byte> piece(std::size_t{1} << 20U);
    while (stream) {
      stream.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
      const auto size = static_cast<std::size_t>(stream.gcount());
      if (size > 0) take(std::span(piece).first(size));
    }
  };
  return resumption;
}

void CheckpointFolder::save(const engine::Snapshot& snapshot, const engine::ReadLevel& read_level) {
  try {
    std::filesystem::create_directories(folder_);
    for (std::size_t level = levels_kept_; level < snapshot.level_sizes.size(); ++level) write_level(level, read_level);
    const json object = {{"format", kFormat}, {"identity", identity_}, {"search", to_json(snapshot)}};
    write_whole(folder_ / kSearchFile, [&](std::ofstream& stream) { json::to_cbor(object, stream); });
  } catch (const std::filesystem::filesystem_error& error) {
    throw CheckpointError(error.what());
  }
  levels_kept_ = snapshot.level_sizes.size();
}

void CheckpointFolder::write_level(std::size_t level, const engine::ReadLevel& read_level) const {
  write_whole(level_file(level), [&](std::ofstream& stream) {
    read_level(level, [&](std::span<const std::byte> bytes) { put(stream, bytes); });
  });
}

}  // namespace doublecheck::cli
