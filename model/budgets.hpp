/// Budgets: how often each thing that nobody can promise may still happen in one run.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace doublecheck::model {

/// What is rationed: the faults of the environment, time running out, and habits of users that could go on for ever.
enum class Budget : std::uint8_t {
  leaves,
  contact_syncs,
  registrations,
  breaks,
  cuts,
  partitions,
  losses,
  duplicates,
  reorders,
  lost_pushes,
  token_changes,
  suspensions,
  system_kills,
  user_kills,
  client_crashes,
  reinstalls,
  server_crashes,
  deadlines,
  expiries,
  clock_jumps,
};

inline constexpr std::size_t kBudgetCount = 20;
inline constexpr std::uint8_t kUnlimited = 255;

struct BudgetInfo {
  Budget budget{};
  std::string_view key;       // as in scenario files
  std::string_view singular;  // as in "1 connection break"
  std::string_view plural;
};

/// Every budget, in the order of the enumerators.
std::span<const BudgetInfo> budget_catalogue();

/// The uses left, 0 to 254 or kUnlimited.
struct Budgets {
  std::array<std::uint8_t, kBudgetCount> left{};

  std::uint8_t& operator[](Budget budget) { return left[static_cast<std::size_t>(budget)]; }
  std::uint8_t operator[](Budget budget) const { return left[static_cast<std::size_t>(budget)]; }
  bool operator==(const Budgets&) const = default;
};

/// Budgets that never run out, as a simulator needs them.
Budgets unlimited_budgets();

}  // namespace doublecheck::model
