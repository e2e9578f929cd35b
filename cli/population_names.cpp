#include "cli/population_names.hpp"

#include <array>

namespace doublecheck::cli {
namespace {

using population::MessageLedger;

constexpr std::array<PopulationName, population::kMeasureCount> kMeasures = {{
    {"one_check", "to one check"},
    {"two_checks", "to two checks"},
    {"stored", "to the recipient's store"},
    {"visible", "to being visible"},
    {"wait_on_opening", "waited on opening the app"},
    {"server_wait", "waited at a server"},
}};

constexpr std::array<PopulationName, population::kCounterCount> kCounters = {{
    {"composed", "messages composed"},
    {"delivered", "messages delivered"},
    {"one_check_seen", "first checks seen"},
    {"two_checks_seen", "second checks seen"},
    {"bodies_sent_up", "bodies sent to servers"},
    {"bodies_sent_down", "bodies sent to recipients"},
    {"resent_up", "of these to servers again"},
    {"resent_down", "of these to recipients again"},
    {"resends_recognised", "resends that servers recognised"},
    {"duplicates_recognised", "duplicates that recipients recognised"},
    {"pushes_sent", "pushes sent"},
    {"pushes_lost", "pushes lost"},
    {"pushes_coalesced", "pushes coalesced"},
    {"pushes_arrived", "pushes arrived"},
    {"pushes_woke", "pushes that woke the app"},
    {"pushes_displayed", "pushes that were shown"},
    {"pushes_throttled", "pushes beyond the platform's limit"},
    {"pushes_without_effect", "pushes without effect"},
    {"openings", "openings of the app"},
    {"openings_with_mail", "openings with messages waiting"},
    {"connections", "connections"},
    {"connection_breaks", "connections that broke"},
    {"moves", "changes of network"},
    {"client_crashes", "crashes of clients"},
    {"server_crashes", "crashes of servers"},
    {"body_microseconds_queued", "bodies x microseconds until acknowledged"},
    {"body_microseconds_for_ever", "bodies x microseconds, stored for ever"},
}};

constexpr std::array<PopulationName, MessageLedger::kLossCount> kLosses = {{
    {"lost_outbox_in_crash", "lost with an outbox in a crash"},
    {"lost_server_memory", "lost with a server's memory"},
    {"lost_evicted", "lost by eviction from a full mailbox"},
    {"lost_dropped_on_connection", "lost with a connection"},
    {"lost_wiped", "lost with a wiped device"},
    {"lost_given_up", "lost as the sender gave up"},
}};

constexpr Fate kFates[] = {
    {{"delivered", "delivered"}, &MessageLedger::delivered},
    {{"pending_in_outbox", "still in an outbox"}, &MessageLedger::pending_in_outbox},
    {{"pending_on_server", "still on a server"}, &MessageLedger::pending_on_server},
    {{"expired", "expired"}, &MessageLedger::expired},
    {{"refused", "refused by a server"}, &MessageLedger::refused},
};

constexpr std::string_view kSeries[] = {
    "composed", "delivered",   "connected_clients", "open_apps", "bodies_held",    "receipts_owed", "transmissions",
    "resent",   "pushes_sent", "pushes_lost",       "connects",  "two_checks_p50", "two_checks_p99"};

}  // namespace

const PopulationName& name_of(population::Measure measure) { return kMeasures.at(static_cast<std::size_t>(measure)); }
const PopulationName& name_of(population::Counter counter) { return kCounters.at(static_cast<std::size_t>(counter)); }
const PopulationName& name_of(MessageLedger::Loss loss) { return kLosses.at(static_cast<std::size_t>(loss)); }

std::string_view name_of(population::Dimension dimension) {
  constexpr std::array<std::string_view, 3> kNames = {"platform", "network", "server"};
  return kNames.at(static_cast<std::size_t>(dimension));
}

std::span<const std::string_view> series_names() { return kSeries; }

std::vector<std::uint64_t> values_of(const population::SeriesRow& row) {
  return {row.composed,
          row.delivered,
          row.connected_clients,
          row.open_apps,
          row.bodies_held,
          row.receipts_owed,
          row.transmissions,
          row.resent,
          row.pushes_sent,
          row.pushes_lost,
          row.connects,
          static_cast<std::uint64_t>(row.two_checks_p50),
          static_cast<std::uint64_t>(row.two_checks_p99)};
}

std::span<const Fate> fates() { return kFates; }

}  // namespace doublecheck::cli
