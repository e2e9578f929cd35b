/// Real checkpoint folders, and what may happen to one on a disk: for tests and for bench/damage.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/checking.hpp"
#include "cli/checkpoint_folder.hpp"
#include "cli/search_identity.hpp"
#include "cli/searching.hpp"
#include "engine/counter_random.hpp"

namespace doublecheck::tests {

/// Files by their names.
using FolderContent = std::map<std::string, std::string>;

inline FolderContent read_folder(const std::filesystem::path& folder) {
  FolderContent content;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() == "lock") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    content[entry.path().filename().string()] = {std::istreambuf_iterator<char>(stream), {}};
  }
  return content;
}

/// Makes the folder what `wanted` says, where it is what `present` says.
inline void change_folder(const std::filesystem::path& folder, const FolderContent& present,
                          const FolderContent& wanted) {
  for (const auto& [name, bytes] : present) {
    if (!wanted.contains(name)) std::filesystem::remove(folder / name);
  }
  for (const auto& [name, bytes] : wanted) {
    const auto known = present.find(name);
    if (known != present.end() && known->second == bytes) continue;
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }
}

/// A draw after the other.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t stream) : stream_(seed, stream) {}

  /// 0 to bound - 1.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(stream_.below(bound, next_++)); }

  std::string& file_of(FolderContent& content) {
    auto file = content.begin();
    std::advance(file, static_cast<std::ptrdiff_t>(below(content.size())));
    return file->second;
  }

  std::string name_in(const FolderContent& content) {
    auto file = content.begin();
    std::advance(file, static_cast<std::ptrdiff_t>(below(content.size())));
    return file->first;
  }

 private:
  engine::RandomStream stream_;
  std::uint64_t next_ = 0;
};

/// A search that was kept at several times, and what else may get into its folder.
struct KeptSearches {
  std::string identity;
  engine::SearchShape shape;
  std::vector<FolderContent> times;            // each a later one of the same search than the one before
  std::vector<FolderContent> others;           // of the same search run again, and of others
  std::set<std::vector<std::uint8_t>> truths;  // all that may be taken up, see content_of
};

/// What a search that goes on from there would see, to the last byte.
inline std::vector<std::uint8_t> content_of(const engine::Resumption& resumption) {
  cli::KeptSearch search{"", resumption.snapshot, {}};
  for (std::size_t level = 0; level < resumption.snapshot.level_sizes.size(); ++level) {
    cli::RunningDigest digest;
    resumption.read_level(level, [&](std::span<const std::byte> bytes) { digest.add(bytes); });
    search.level_digests.push_back(digest.value());
  }
  return cli::to_cbor(search);
}

inline cli::CheckSettings kept_settings(const std::filesystem::path& folder, std::uint64_t states, unsigned jobs) {
  cli::CheckSettings settings;
  settings.checkpoint = folder;
  settings.limits.states_max = states;
  settings.jobs = jobs;
  return settings;
}

/// Searches the scenario up to each of these numbers of states, in a folder of that name. REQUIRES: no folder is there.
inline KeptSearches keep_searches(const scenarios::Scenario& scenario, const std::vector<std::uint64_t>& states,
                                  const std::filesystem::path& folder) {
  KeptSearches kept;
  kept.identity = cli::search_identity(scenario, false, false);
  kept.shape = cli::shape_of(cli::Question(scenario));
  const auto add_truth = [&] {
    cli::CheckpointFolder checkpoint(folder, kept.identity);
    const auto resumption = checkpoint.load(kept.shape);
    if (!resumption) throw std::runtime_error("nothing was kept");
    kept.truths.insert(content_of(*resumption));
  };
  for (const std::uint64_t most : states) {
    cli::check_scenario(scenario, kept_settings(folder, most, 1));
    add_truth();
    kept.times.push_back(read_folder(folder));
  }
  std::filesystem::remove_all(folder);
  cli::check_scenario(scenario, kept_settings(folder, states.back(), 2));
  add_truth();
  kept.others.push_back(read_folder(folder));
  std::filesystem::remove_all(folder);
  return kept;
}

enum class Damage : std::uint8_t {
  bits_flipped,
  bytes_overwritten,
  page_zeroed,
  file_cut,
  bytes_appended,
  part_doubled,
  part_lost,
  file_removed,
  file_emptied,
  file_copied_over_another,
  files_swapped,
  file_of_another_time,
  file_of_another_search,
  search_of_another_time,
};

inline constexpr std::array<std::string_view, 14> kDamages = {
    "bits flipped",
    "bytes overwritten",
    "page zeroed",
    "file cut",
    "bytes appended",
    "part doubled",
    "part lost",
    "file removed",
    "file emptied",
    "file copied over another",
    "files swapped",
    "file of another time",
    "file of another search",
    "search of another time",
};

inline void damage_bytes(Damage damage, std::string& bytes, Dice& dice) {
  const std::size_t begin = dice.below(bytes.size());
  const std::size_t length = 1 + dice.below(std::min<std::size_t>(bytes.size() - begin, 5000));
  switch (damage) {
    case Damage::bits_flipped:
      for (std::size_t i = 0, flips = 1 + dice.below(8); i < flips; ++i) {
        char& byte = bytes[dice.below(bytes.size())];
        byte = static_cast<char>(byte ^ (1 << dice.below(8)));
      }
      return;
    case Damage::bytes_overwritten:
      for (std::size_t i = 0; i < length; ++i) bytes[begin + i] = static_cast<char>(dice.below(256));
      return;
    case Damage::page_zeroed: {
      constexpr std::size_t kPage = 4096;
      const std::size_t page = begin / kPage * kPage;
      bytes.replace(page, std::min(kPage, bytes.size() - page), std::min(kPage, bytes.size() - page), '\0');
      return;
    }
    case Damage::file_cut:
      bytes.resize(begin);
      return;
    case Damage::bytes_appended:
      bytes.append(length, static_cast<char>(dice.below(256)));
      return;
    case Damage::part_doubled:
      bytes.insert(begin, bytes.substr(begin, length));
      return;
    case Damage::part_lost:
      bytes.erase(begin, length);
      return;
    case Damage::file_emptied:
      bytes.clear();
      return;
    case Damage::file_removed:
    case Damage::file_copied_over_another:
    case Damage::files_swapped:
    case Damage::file_of_another_time:
    case Damage::file_of_another_search:
    case Damage::search_of_another_time:
      throw std::logic_error("damage to no single file");
  }
}

/// One of the times, damaged. What was drawn may leave it as it was.
inline FolderContent damaged(const KeptSearches& kept, Damage damage, Dice& dice) {
  FolderContent content = kept.times[dice.below(kept.times.size())];
  switch (damage) {
    case Damage::file_removed:
      content.erase(dice.name_in(content));
      return content;
    case Damage::file_copied_over_another:
      content[dice.name_in(content)] = std::string(dice.file_of(content));
      return content;
    case Damage::files_swapped:
      std::swap(dice.file_of(content), dice.file_of(content));
      return content;
    case Damage::file_of_another_time:
    case Damage::file_of_another_search: {
      const auto& places = damage == Damage::file_of_another_time ? kept.times : kept.others;
      const FolderContent& place = places[dice.below(places.size())];
      const std::string name = dice.name_in(place);
      content[name] = place.at(name);
      return content;
    }
    case Damage::search_of_another_time:
      content["search.cbor"] = kept.times[dice.below(kept.times.size())].at("search.cbor");
      return content;
    case Damage::bits_flipped:
    case Damage::bytes_overwritten:
    case Damage::page_zeroed:
    case Damage::file_cut:
    case Damage::bytes_appended:
    case Damage::part_doubled:
    case Damage::part_lost:
    case Damage::file_emptied:
      damage_bytes(damage, dice.file_of(content), dice);
      return content;
  }
  throw std::logic_error("unknown damage");
}

/// How a folder is met.
enum class Outcome : std::uint8_t {
  refused,    // with the name of a file
  unnamed,    // refused without one
  afresh,     // there is no search: one begins
  the_same,   // a search goes on that was really kept
  different,  // a search goes on that never was
  broken,     // anything else
};

inline constexpr std::array<std::string_view, 6> kOutcomes = {"refused",  "unnamed",   "afresh",
                                                              "the same", "different", "broken"};

inline Outcome outcome_of(const std::filesystem::path& folder, const KeptSearches& kept) {
  try {
    cli::CheckpointFolder checkpoint(folder, kept.identity);
    const auto resumption = checkpoint.load(kept.shape);
    if (!resumption) return Outcome::afresh;
    return kept.truths.contains(content_of(*resumption)) ? Outcome::the_same : Outcome::different;
  } catch (const cli::CheckpointError& error) {
    const std::string words = error.what();
    const bool names = words.find((folder / "level-").string()) != std::string::npos ||
                       words.find((folder / "search.cbor").string()) != std::string::npos;
    return names ? Outcome::refused : Outcome::unnamed;
  } catch (const std::exception&) {
    return Outcome::broken;
  }
}

}  // namespace doublecheck::tests
