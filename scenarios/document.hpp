/// The document: a TOML text as a tree in which every key and every value knows its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/problems.hpp"

namespace doublecheck::scenarios {

struct Value;
struct Entry;

struct Array {
  std::vector<Value> values;
};

struct Table {
  std::vector<Entry> entries;  // in order of appearance, each key once
};

/// A date or a time, which no key of a scenario takes.
struct Moment {};

struct Value {
  std::variant<bool, std::int64_t, double, std::string, Moment, Array, Table> content;
  Place place;                      // of a table with a header: the header
  std::optional<std::string> bare;  // how a setting wrote it without quotes, which counts as text, too
};

struct Entry {
  std::string key;
  Place place;  // of the key
  Value value;
};

Entry* find_entry(Table& table, std::string_view key);
const Entry* find_entry(const Table& table, std::string_view key);

/// The tree of a whole TOML text, or nothing and one problem.
std::optional<Table> parse_document(std::string_view text, Problems& problems);

/// The value of the `number`-th setting (from 1), or nothing and one problem.
std::optional<Value> parse_value(const Setting& setting, std::size_t number, Problems& problems);

}  // namespace doublecheck::scenarios
