#include "model/action.hpp"
#include "tests/catch.hpp"
#include "tests/population/crowds.hpp"
#include "tests/population/world_beside.hpp"

namespace doublecheck::population {
namespace {

using model::ActionKind;
using sim::kMinute;
using sim::kSecond;
using tests::WorldBeside;

std::map<ActionKind, std::uint64_t> kinds_in_agreement(const Crowd& crowd, Craft craft = {}) {
  WorldBeside world(crowd);
  craft.observer = &world;
  const RunSettings settings;
  Driver driver(crowd, settings, craft);
  world.watch(driver);
  const Outcome outcome = driver.run();
  world.compare();
  CHECK(world.differences() == 0);
  CHECK(world.steps() == outcome.events);
  CHECK(outcome.ledger.sum() == outcome.ledger.composed);
  CHECK(outcome.ledger.composed > 0);
  return world.kinds();
}

/// One option of the protocol with another value.
struct Variant {
  const char* name;
  void (*change)(model::Options&);
};

}  // namespace

TEST_CASE("every action of a small population is enabled in the checker's world and leads to the same sides") {
  const auto kinds = kinds_in_agreement(tests::busy_crowd(8));
  for (const ActionKind kind : {ActionKind::compose,
                                ActionKind::open_app,
                                ActionKind::leave_app,
                                ActionKind::suspend,
                                ActionKind::connect,
                                ActionKind::deliver,
                                ActionKind::repeat_push,
                                ActionKind::push_arrives,
                                ActionKind::push_error_arrives,
                                ActionKind::time_out_connection,
                                ActionKind::time_out_session,
                                ActionKind::break_connection,
                                ActionKind::cut_connection,
                                ActionKind::partition,
                                ActionKind::heal,
                                ActionKind::lose_push,
                                ActionKind::change_token,
                                ActionKind::suspend_early,
                                ActionKind::kill_by_system,
                                ActionKind::kill_by_user,
                                ActionKind::crash_client,
                                ActionKind::crash_server}) {
    CAPTURE(model::info_of(kind).name);
    CHECK(kinds.contains(kind));
  }
}

TEST_CASE("a population agrees with the checker's world whatever the options of the protocol") {
  using model::Options;
  const Variant variant = GENERATE(values<Variant>({
      {"resumed sessions", [](Options& o) { o.session = model::SessionKind::resume; }},
      {"resumed sessions that bounce",
       [](Options& o) {
         o.session = model::SessionKind::resume;
         o.unacknowledged_at_session_end = model::SessionEnd::bounce;
       }},
      {"a server that writes back",
       [](Options& o) { o.server_durability = {model::ServerDurability::write_back, 500'000}; }},
      {"resumption duplicates",
       [](Options& o) {
         o.session = model::SessionKind::resume;
         o.deviation = model::Deviation::resumption_duplicates;
       }},
      {"an old timer ends the session",
       [](Options& o) {
         o.session = model::SessionKind::resume;
         o.deviation = model::Deviation::old_timer_ends_session;
       }},
      {"the newer session is closed", [](Options& o) { o.deviation = model::Deviation::newer_session_closed; }},
      {"the retry skips the head", [](Options& o) { o.deviation = model::Deviation::retry_skips_head; }},
      {"drops are not persisted", [](Options& o) { o.deviation = model::Deviation::drop_not_persisted; }},
      {"a late error clears the token", [](Options& o) { o.deviation = model::Deviation::late_error_clears_token; }},
      {"a push wakes a killed app", [](Options& o) { o.deviation = model::Deviation::push_wakes_killed_app; }},
      {"a woken app notifies first", [](Options& o) { o.deviation = model::Deviation::notifies_before_fetch; }},
      {"server in memory", [](Options& o) { o.server_durability = model::ServerDurability::memory; }},
      {"drop on send", [](Options& o) { o.server_drop = model::ServerDrop::on_send; }},
      {"drop on push", [](Options& o) { o.server_drop = model::ServerDrop::on_push; }},
      {"no server dedupe", [](Options& o) { o.server_dedupe = model::ServerDedupe::none; }},
      {"dedupe while queued", [](Options& o) { o.server_dedupe = model::ServerDedupe::while_queued; }},
      {"ack before persisting", [](Options& o) { o.recipient_ack = model::RecipientAck::before_persist; }},
      {"ack after display", [](Options& o) { o.recipient_ack = model::RecipientAck::after_display; }},
      {"no recipient dedupe",
       [](Options& o) {
         o.recipient_dedupe = model::RecipientDedupe::none;
         o.server_dedupe = model::ServerDedupe::none;
       }},
      {"outbox in memory", [](Options& o) { o.client_persistence = model::ClientPersistence::memory; }},
      {"fresh ids", [](Options& o) { o.message_id_on_resend = model::MessageId::fresh; }},
      {"limited resends", [](Options& o) { o.client_resend = {model::ClientResend::limited, 2}; }},
      {"a deadline", [](Options& o) { o.client_resend = {model::ClientResend::deadline, 8'000'000}; }},
      {"receipts not kept", [](Options& o) { o.receipt = model::ReceiptStorage::fire_and_forget; }},
      {"early receipts wait", [](Options& o) { o.receipt_before_server_ack = model::EarlyReceipt::waits; }},
      {"both connections", [](Options& o) { o.second_connection = model::SecondConnection::both; }},
      {"keepalive", [](Options& o) { o.stale_session = {model::StaleSession::keepalive, 20'000'000}; }},
      {"no order", [](Options& o) { o.order = model::Order::none; }},
      {"three in a mailbox", [](Options& o) { o.mailbox_bound = {model::MailboxBound::drop_oldest, 3}; }},
      {"bounce beyond three", [](Options& o) { o.mailbox_bound = {model::MailboxBound::bounce, 3}; }},
      {"a time to live", [](Options& o) { o.message_ttl = {model::MessageTtl::ttl, 15'000'000}; }},
      {"a push for each message", [](Options& o) { o.push_repeat = model::PushRepeat::per_message; }},
      {"kept for ever", [](Options& o) { o.retention = model::Retention::forever; }},
  }));
  CAPTURE(variant.name);
  Crowd crowd = tests::busy_crowd(6);
  crowd.duration = 3 * kMinute;
  variant.change(crowd.options);
  kinds_in_agreement(crowd);
}

TEST_CASE("a side with many messages is kept whole and agrees with the checker's world") {
  Crowd crowd = tests::busy_crowd(4);
  crowd.duration = 90 * kSecond;
  crowd.habits.front().messages_per_day = 40'000;
  crowd.habits.front().absence_mean = 60 * kSecond;
  kinds_in_agreement(crowd);
}

}  // namespace doublecheck::population
