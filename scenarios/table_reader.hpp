/// The table reader: reads the keys of one table and knows afterwards which of its keys nobody asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "scenarios/document.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/values.hpp"

namespace doublecheck::scenarios {

/// Stores what was read, if anything was.
template <class Target, class Source>
void assign(Target& target, const std::optional<Source>& source) {
  if (!source) return;
  if constexpr (std::is_same_v<Target, std::optional<Source>>) {
    target = source;
  } else {
    target = static_cast<Target>(*source);
  }
}

/// Every function that takes a key makes it known, absent or not, and gives nothing if it is absent or wrong.
class TableReader {
 public:
  /// `name` is what messages call the table: "[links]". `place` is where a missing key is reported.
  TableReader(const Table& table, const Place& place, std::string name, Problems& problems)
      : table_(table), place_(place), name_(std::move(name)), problems_(problems) {}

  const Value* find(std::string_view key, std::string_view takes);
  /// Like `find`, but absence is a problem.
  const Value* require(std::string_view key, std::string_view takes);

  std::optional<bool> boolean(std::string_view key);
  std::optional<std::uint64_t> whole_number(std::string_view key, const Range& range);
  std::optional<std::string> text(std::string_view key, std::string_view takes);
  /// Text with something in it, without blanks at its ends; empty, and a problem, if there is none.
  std::string required_text(std::string_view key, std::string_view takes);
  std::optional<std::size_t> word(std::string_view key, const Vocabulary& vocabulary);
  std::optional<sim::PartsPerMillion> probability(std::string_view key);
  std::optional<sim::Time> duration(std::string_view key, sim::Time shortest);
  std::optional<sim::Delay> delay(std::string_view key);
  const Table* table(std::string_view key, Place& place);

  /// Reports the keys that no call has named. To be called last.
  void refuse_other_keys() const;

  [[nodiscard]] const Table& contents() const { return table_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  /// What messages call a table that is in this one: "[links.first]", or "`first` of [[links]]" in a list.
  [[nodiscard]] std::string name_of_table(std::string_view key) const;
  [[nodiscard]] const Place& place() const { return place_; }
  Problems& problems() { return problems_; }

 private:
  struct Known {
    std::string key;
    std::string takes;
  };

  [[nodiscard]] std::string help_with_keys(std::string_view key) const;

  const Table& table_;
  Place place_;
  std::string name_;
  Problems& problems_;
  std::vector<Known> known_;
};

/// Calls `read` with a reader of the table, if there is one.
template <class Read>
void read_table(TableReader& parent, std::string_view key, Read read) {
  Place place;
  const Table* table = parent.table(key, place);
  if (table == nullptr) return;
  TableReader reader(*table, place, parent.name_of_table(key), parent.problems());
  read(reader);
  reader.refuse_other_keys();
}

}  // namespace doublecheck::scenarios
