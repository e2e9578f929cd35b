/// The population of a scenario file: each function reads a part of the table `population` into the crowd.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "population/crowd.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/table_reader.hpp"

namespace doublecheck::scenarios {

// `reader` reads [population]. What is absent keeps what the crowd has.
void read_crowd_platforms(TableReader& reader, const KnownPlatforms& known, population::Crowd& crowd);
void read_crowd_networks(TableReader& reader, population::Crowd& crowd);
void read_crowd_habits(TableReader& reader, population::Crowd& crowd);
void read_crowd_zones(TableReader& reader, population::Crowd& crowd);
/// REQUIRES: the durations of the crowd are read.
void read_crowd_surges(TableReader& reader, population::Crowd& crowd);
/// REQUIRES: the platforms, the networks, the servers and the durations of the crowd are read.
void read_crowd_faults(TableReader& reader, population::Crowd& crowd);
/// The workload that was recorded in a file of its own. Its errors go to `of_files`.
/// REQUIRES: the number of clients is read.
void read_recorded(TableReader& reader, const std::string& scenario_file, population::Crowd& crowd,
                   std::vector<Diagnostic>& of_files);

/// The tables of the list `key`, each below its own [[population.key]], that are tables; nothing and perhaps a problem
/// if there is no such list.
std::vector<const Value*> tables_of(TableReader& reader, std::string_view key);

/// Collects the shares of alternatives, which add up to 1.
class Shares {
 public:
  /// The key `share` of the next alternative.
  void read(TableReader& entry);

  /// Gives each of the alternatives its share, in the order of reading; only a single one may leave it out. Shares that
  /// were rounded to millionths are mended at the largest. `list` is what messages call the list. REQUIRES: as many
  /// alternatives as were read.
  template <class Alternative>
  void give_to(std::vector<Alternative>& alternatives, std::string_view list, Problems& problems) {
    if (!settle(list, problems)) return;
    for (std::size_t i = 0; i < alternatives.size(); ++i) alternatives[i].share = shares_[i];
  }

 private:
  bool settle(std::string_view list, Problems& problems);

  std::vector<population::Share> shares_;
  std::vector<Place> places_;  // of the share or, if there is none, of the alternative
  std::vector<bool> written_;  // false: left out
  bool all_understood_ = true;
};

}  // namespace doublecheck::scenarios
