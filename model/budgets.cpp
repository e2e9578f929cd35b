#include "model/budgets.hpp"

namespace doublecheck::model {
namespace {

constexpr auto kCatalogue = std::to_array<BudgetInfo>({
    {Budget::leaves, "leaves", "leaving of the app", "leavings of the app"},
    {Budget::contact_syncs, "contact_syncs", "upload of contacts", "uploads of contacts"},
    {Budget::registrations, "registrations", "registration of a number", "registrations of numbers"},
    {Budget::breaks, "breaks", "connection break", "connection breaks"},
    {Budget::cuts, "cuts", "silent cut of a connection", "silent cuts of connections"},
    {Budget::partitions, "partitions", "network partition", "network partitions"},
    {Budget::losses, "losses", "lost packet", "lost packets"},
    {Budget::duplicates, "duplicates", "duplicated packet", "duplicated packets"},
    {Budget::reorders, "reorders", "overtaking packet", "overtaking packets"},
    {Budget::lost_pushes, "lost_pushes", "lost push", "lost pushes"},
    {Budget::token_changes, "token_changes", "change of a push token", "changes of push tokens"},
    {Budget::suspensions, "suspensions", "untimely suspension", "untimely suspensions"},
    {Budget::system_kills, "system_kills", "app killed by the system", "apps killed by the system"},
    {Budget::user_kills, "user_kills", "app killed by its user", "apps killed by their users"},
    {Budget::client_crashes, "client_crashes", "client crash", "client crashes"},
    {Budget::reinstalls, "reinstalls", "reinstallation of the app", "reinstallations of the app"},
    {Budget::server_crashes, "server_crashes", "server crash", "server crashes"},
    {Budget::deadlines, "deadlines", "deadline that passes", "deadlines that pass"},
    {Budget::expiries, "expiries", "expiry", "expiries"},
    {Budget::clock_jumps, "clock_jumps", "jump of a clock", "jumps of clocks"},
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
