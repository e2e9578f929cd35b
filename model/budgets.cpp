#include "model/budgets.hpp"

namespace doublecheck::model {
namespace {

constexpr auto kCatalogue = std::to_array<BudgetInfo>({
    {Budget::leaves, "leaves", "leaving of the app", "leavings of the app"},
    {Budget::breaks, "breaks", "connection break", "connection breaks"},
    {Budget::losses, "losses", "lost packet", "lost packets"},
    {Budget::duplicates, "duplicates", "duplicated packet", "duplicated packets"},
    {Budget::reorders, "reorders", "overtaking packet", "overtaking packets"},
    {Budget::lost_pushes, "lost_pushes", "lost push", "lost pushes"},
    {Budget::suspensions, "suspensions", "untimely suspension", "untimely suspensions"},
    {Budget::system_kills, "system_kills", "app killed by the system", "apps killed by the system"},
    {Budget::user_kills, "user_kills", "app killed by its user", "apps killed by their users"},
    {Budget::client_crashes, "client_crashes", "client crash", "client crashes"},
    {Budget::server_crashes, "server_crashes", "server crash", "server crashes"},
});
static_assert(kCatalogue.size() == kBudgetCount);

}  // namespace

std::span<const BudgetInfo> budget_catalogue() { return kCatalogue; }

Budgets unlimited_budgets() {
  Budgets budgets;
  budgets.left.fill(kUnlimited);
  return budgets;
}

}  // namespace doublecheck::model
