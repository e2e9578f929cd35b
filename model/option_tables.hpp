/// Option tables: the catalogue of options by subject, and how an entry reaches its member of `Options`.
#pragma once

#include "model/options.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace doublecheck::model {

// The catalogue in its order, cut into subjects.
std::span<const OptionInfo> sender_options();
std::span<const OptionInfo> custody_options();
std::span<const OptionInfo> recipient_options();
std::span<const OptionInfo> receipt_options();
std::span<const OptionInfo> session_options();
std::span<const OptionInfo> mailbox_options();
std::span<const OptionInfo> deviation_options();

inline constexpr std::uint64_t kOptionSecond = 1'000'000;
inline constexpr std::uint64_t kOptionDay = 86'400 * kOptionSecond;

/// What parentheses take: a count from 1 to 250.
constexpr ArgumentInfo count_argument(std::uint64_t default_value) {
  constexpr std::uint64_t kCountMost = 250;
  return {ArgumentKind::count, 1, kCountMost, default_value};
}

/// What parentheses take: a time from a millisecond to ten years. `default_value` in microseconds; 0: for ever.
constexpr ArgumentInfo time_argument(std::uint64_t default_value) {
  return {ArgumentKind::time, kOptionSecond / 1'000, 3'650 * kOptionDay, default_value};
}

/// What readers are told of an option apart from its values.
struct OptionTexts {
  std::string_view question;
  std::string_view practice;
  std::string_view risk;
};

template <class Enum>
constexpr Chosen chosen_of(Enum value) {
  return {static_cast<std::size_t>(value), 0};
}

template <class Enum>
constexpr Chosen chosen_of(const Choice<Enum>& choice) {
  return {static_cast<std::size_t>(choice.value), choice.argument};
}

template <class Enum>
constexpr void choose(Enum& member, const Chosen& chosen) {
  member = static_cast<Enum>(chosen.value);
}

template <class Enum>
constexpr void choose(Choice<Enum>& member, const Chosen& chosen) {
  member = {static_cast<Enum>(chosen.value), chosen.argument};
}

/// The entry of a member. REQUIRES: the order of the values is that of the member's enumerators.
template <auto Member>
constexpr OptionInfo option(std::string_view key, std::span<const OptionValue> values, const OptionTexts& texts) {
  return {key,
          texts.question,
          values,
          texts.practice,
          texts.risk,
          [](const Options& options) { return chosen_of(options.*Member); },
          [](Options& options, const Chosen& chosen) { choose(options.*Member, chosen); }};
}

}  // namespace doublecheck::model
