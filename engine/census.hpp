/// Takes the census of the states that a search has found: counts what occurs in them, and what is left of them
/// without each of their parts.
///
/// Leaving a part out of a state is putting one value in its place for all that it could be; then the different states
/// that are left are counted. Of more states than `CensusOptions::states_max` a sample is taken: what is left of a
/// state decides whether it is in, so that all states of which the same is left are in or are not. Held against states
/// counted one by one by tests/engine/census_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checker/census.hpp"
#include "checker/components.hpp"
#include "engine/counter_random.hpp"
#include "engine/crew.hpp"
#include "engine/layout.hpp"
#include "engine/levels.hpp"
#include "engine/reactions.hpp"
#include "engine/space.hpp"
#include "engine/visited_set.hpp"

namespace doublecheck::engine {

struct CensusOptions {
  std::uint64_t states_max = 1U << 22U;  ///< of more than these, a sample is taken
};

/// A space whose keys are the numbers of local states and counters, side by side.
template <class S>
concept TupleSpace =
    Space<S> && checker::ComponentModel<typename S::Model> && requires(const S space, std::size_t component) {
      { space.layout() } -> std::same_as<const Layout&>;
      { space.local(component, 0U) } -> std::same_as<typename S::Model::Local>;
    };

/// By value of one part of a key: a random number that depends on what the value stands for and not on how it is
/// numbered, which threads decide.
using Marks = std::vector<std::uint64_t>;

inline std::uint64_t mark_of(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t mark = scrambled(seed + 1);
  for (const char byte : bytes) mark = scrambled(mark ^ static_cast<unsigned char>(byte)) + mark;
  return mark;
}

template <TupleSpace S>
class CensusTaker {
 public:
  using M = typename S::Model;
  static constexpr unsigned kWords = S::kWords;
  using StateKey = Key<kWords>;

  /// The first three are kept by reference. `spill` must be given if keys have gone there.
  CensusTaker(const S& space, const std::vector<Level<kWords>>& levels, const Spill* spill, unsigned jobs,
              const CensusOptions& options)
      : space_(space), levels_(levels), spill_(spill), jobs_(jobs) {
    std::uint64_t states = 0;
    for (const Level<kWords>& level : levels) states += level.size();
    while (states >> sample_shift_ > options.states_max) ++sample_shift_;
    fields_ = space.layout().components;
    fields_.insert(fields_.end(), space.layout().counters.begin(), space.layout().counters.end());
  }

  /// REQUIRES: is called once, by a thread that is alone.
  checker::Census take() {
    census_.is_sampled = sample_shift_ > 0;
    census_.components.resize(space_.layout().components.size());
    census_.counters.resize(space_.layout().counters.size());
    count_values();
    for (std::size_t component = 0; component < census_.components.size(); ++component) look_at_component(component);
    for (std::size_t counter = 0; counter < census_.counters.size(); ++counter) look_at_counter(counter);
    leave_out_all();
    return std::move(census_);
  }

 private:
  // More threads would have to wait for memory.
  static constexpr unsigned kThreadsMax = 8;
  static constexpr std::uint64_t kSetBytesMax = std::uint64_t{1} << 30U;
  static constexpr std::size_t kBatch = 128;

  /// A part that is left out, or one field of a component.
  struct Omission {
    std::size_t part = 0;
    std::vector<std::uint32_t> rest;  ///< by value of the part: what is left of it, as a number
    Marks marks;                      ///< of that
    checker::Multiplication* result = nullptr;
  };

  template <class Visit>
  void for_each_key(Visit visit) const {
    for (const Level<kWords>& level : levels_) level.for_each(spill_, visit);
  }

  /// How many states each value of each part occurs in.
  void count_values() {
    states_.resize(fields_.size());
    for_each_key([this](const StateKey& key) {
      for (std::size_t part = 0; part < fields_.size(); ++part) {
        const std::uint64_t value = fields_[part].get(key);
        if (value >= states_[part].size()) states_[part].resize(value + 1);
        ++states_[part][value];
      }
    });
    marks_.resize(fields_.size());
    for (std::size_t part = 0; part < fields_.size(); ++part) marks_[part].resize(states_[part].size());
  }

  std::uint64_t values_of(std::size_t part) const {
    return static_cast<std::uint64_t>(std::ranges::count_if(states_[part], [](auto states) { return states > 0; }));
  }

  void look_at_component(std::size_t component) {
    checker::ComponentCensus& census = census_.components[component];
    census.locals = values_of(component);
    for (LocalId id = 0; id < states_[component].size(); ++id) {
      if (states_[component][id] == 0) continue;
      std::string encoding;
      space_.model().encode_local(component, space_.local(component, id), encoding);
      marks_[component][id] = mark_of(encoding, component);
    }
    leave_out(component, census.multiplication);
    if constexpr (checker::FieldedComponents<M>) look_at_fields(component, census.fields);
  }

  void look_at_counter(std::size_t counter) {
    const std::size_t part = census_.components.size() + counter;
    for (std::uint64_t left = 0; left < marks_[part].size(); ++left)
      marks_[part][left] = mark_of({}, part << 8U | left);
    if (fields_[part].value_max > 0) census_.counters[counter].states_by_left = states_[part];
    leave_out(part, census_.counters[counter].multiplication);
  }

  /// All of a part.
  void leave_out(std::size_t part, checker::Multiplication& result) {
    omissions_.push_back(
        {part, std::vector<std::uint32_t>(states_[part].size()), Marks(states_[part].size()), &result});
  }

  /// The fields of a component's local states, each value as a number.
  struct Table {
    std::vector<LocalId> ids;                                  ///< of the local states that occur
    std::vector<std::u32string> rows;                          ///< of each of them: the values of the fields
    std::vector<std::map<std::string, std::uint32_t>> values;  ///< by field
    std::vector<std::vector<const std::string*>> bytes;        ///< by field and number
  };

  void look_at_fields(std::size_t component, std::vector<checker::FieldCensus>& fields) {
    Table table;
    for (LocalId id = 0; id < states_[component].size(); ++id) {
      if (states_[component][id] > 0) add_row(component, id, table, fields);
    }
    for (std::size_t field = 0; field < fields.size(); ++field) {
      fields[field].values = table.values[field].size();
      if (fields[field].values <= checker::FieldCensus::kValuesListed) {
        list_values(component, table, field, fields[field]);
      }
      leave_out_field(component, table, field, fields[field].multiplication);
    }
  }

  void add_row(std::size_t component, LocalId id, Table& table, std::vector<checker::FieldCensus>& fields) {
    std::vector<checker::EncodedField> encoded = space_.model().local_fields(component, space_.local(component, id));
    table.values.resize(encoded.size());
    table.bytes.resize(encoded.size());
    fields.resize(encoded.size());
    table.ids.push_back(id);
    std::u32string& row = table.rows.emplace_back();
    for (std::size_t field = 0; field < encoded.size(); ++field) {
      const auto number = static_cast<std::uint32_t>(table.values[field].size());
      const auto [place, is_new] = table.values[field].try_emplace(std::move(encoded[field].bytes), number);
      if (is_new) table.bytes[field].push_back(&place->first);
      row.push_back(static_cast<char32_t>(place->second));
      if (fields[field].name.empty()) fields[field].name = std::move(encoded[field].name);
    }
  }

  void list_values(std::size_t component, const Table& table, std::size_t field, checker::FieldCensus& census) const {
    std::vector<std::uint64_t> states(table.values[field].size());
    for (std::size_t i = 0; i < table.ids.size(); ++i) states[table.rows[i][field]] += states_[component][table.ids[i]];
    for (const auto& [bytes, number] : table.values[field]) census.states_by_value.push_back({bytes, states[number]});
  }

  void leave_out_field(std::size_t component, const Table& table, std::size_t field, checker::Multiplication& result) {
    Omission omission{component, std::vector<std::uint32_t>(states_[component].size()),
                      Marks(states_[component].size()), &result};
    std::unordered_map<std::u32string, std::uint32_t> numbers;  // only ever looked up
    for (std::size_t i = 0; i < table.ids.size(); ++i) {
      std::u32string rest = table.rows[i];
      rest[field] = 0;
      std::uint64_t mark = 0;
      for (std::size_t other = 0; other < rest.size(); ++other) {
        if (other != field) mark += mark_of(*table.bytes[other][rest[other]], component << 16U | other);
      }
      omission.marks[table.ids[i]] = mark;
      const auto number = static_cast<std::uint32_t>(numbers.size());
      omission.rest[table.ids[i]] = numbers.try_emplace(std::move(rest), number).first->second;
    }
    omissions_.push_back(std::move(omission));
  }

  void leave_out_all() {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < omissions_.size(); i = next++) *omissions_[i].result = without(omissions_[i]);
    };
    Crew crew;
    const std::size_t jobs = crew.hire(std::clamp(jobs_, 1U, kThreadsMax));
    crew.run(jobs, [&](std::size_t) { work(); });
  }

  checker::Multiplication without(const Omission& omission) const {
    const Field& field = fields_[omission.part];
    VisitedSet<kWords> seen(kSetBytesMax);
    std::array<StateKey, kBatch> batch;
    std::size_t batched = 0;
    checker::Multiplication result;
    for_each_key([&](const StateKey& key) {
      const std::uint64_t value = field.get(key);
      if (sample_shift_ > 0 && !is_in_sample(key, omission)) return;
      batch[batched] = key;
      field.set(batch[batched], omission.rest[value]);
      ++result.states;
      if (++batched < kBatch) return;
      insert(batch, seen);
      batched = 0;
    });
    insert(std::span(batch).first(batched), seen);
    result.rest = seen.size();
    return result;
  }

  static void insert(std::span<const StateKey> keys, VisitedSet<kWords>& seen) {
    while (seen.is_crowded()) {
      if (!seen.grow()) throw std::bad_alloc();
    }
    std::array<std::uint64_t, kBatch> hashes;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      hashes[i] = hash_of(keys[i]);
      seen.prefetch(hashes[i]);
    }
    std::array<std::uint8_t, kBatch + 1> fresh;
    seen.insert_alone(keys, hashes.data(), fresh.data());
  }

  bool is_in_sample(const StateKey& key, const Omission& omission) const {
    std::uint64_t sum = 0;
    for (std::size_t part = 0; part < fields_.size(); ++part) {
      const Marks& marks = part == omission.part ? omission.marks : marks_[part];
      sum += marks[fields_[part].get(key)];
    }
    return scrambled(sum) >> (64U - sample_shift_) == 0;
  }

  const S& space_;
  const std::vector<Level<kWords>>& levels_;
  const Spill* spill_;
  unsigned jobs_;
  unsigned sample_shift_ = 0;                       // one of 2^shift is looked at
  std::vector<Field> fields_;                       // of the parts of a key: components, then counters
  std::vector<std::vector<std::uint64_t>> states_;  // by part and value
  std::vector<Marks> marks_;                        // by part, of those values that occur
  std::vector<Omission> omissions_;
  checker::Census census_;
};

}  // namespace doublecheck::engine
