// What becomes of messages that do not arrive: they count in every measure, as what is still to come or as what never
// does.

#include "population/driver.hpp"
#include "tests/catch.hpp"
#include "tests/population/crowds.hpp"

#include <cmath>

namespace doublecheck::population {
namespace {

using sim::kHour;
using sim::kMinute;
using sim::kSecond;

Outcome run(const Crowd& crowd, unsigned jobs = 1) {
  RunSettings settings;
  settings.jobs = jobs;
  return simulate(crowd, settings);
}

std::uint64_t counter(const Tally& tally, Counter counter) { return tally.counters[static_cast<std::size_t>(counter)]; }

const statistics::Durations& of(const Tally& tally, Measure measure) {
  return tally.measures[static_cast<std::size_t>(measure)];
}

constexpr Measure kOfMessages[] = {Measure::one_check, Measure::two_checks, Measure::stored, Measure::visible};

void check_all_are_counted(const Outcome& outcome) {
  const std::uint64_t composed = counter(outcome.all, Counter::composed);
  for (const Measure measure : kOfMessages) {
    CAPTURE(static_cast<int>(measure));
    CHECK(of(outcome.all, measure).all() == composed);
    for (const Dimension dimension : {Dimension::platform, Dimension::network, Dimension::server}) {
      std::uint64_t sum = 0;
      for (const Slice& slice : outcome.slices) {
        if (slice.dimension == dimension) sum += of(slice.tally, measure).all();
      }
      CHECK(sum == composed);
    }
  }
}

struct Variant {
  const char* name;
  void (*change)(Crowd&);
};

}  // namespace

TEST_CASE("every message that is composed while it is measured is in every measure once") {
  const Variant variant = GENERATE(values<Variant>({
      {"as it is", [](Crowd&) {}},
      {"with a warm-up", [](Crowd& crowd) { crowd.warm_up = 40 * kSecond; }},
      {"a time to live", [](Crowd& crowd) { crowd.options.message_ttl = {model::MessageTtl::ttl, 15'000'000}; }},
      {"bounce beyond three", [](Crowd& crowd) { crowd.options.mailbox_bound = {model::MailboxBound::bounce, 3}; }},
      {"three in a mailbox", [](Crowd& crowd) { crowd.options.mailbox_bound = {model::MailboxBound::drop_oldest, 3}; }},
      {"outbox in memory", [](Crowd& crowd) { crowd.options.client_persistence = model::ClientPersistence::memory; }},
      {"server in memory", [](Crowd& crowd) { crowd.options.server_durability = model::ServerDurability::memory; }},
      {"drop on send", [](Crowd& crowd) { crowd.options.server_drop = model::ServerDrop::on_send; }},
      {"receipts not kept", [](Crowd& crowd) { crowd.options.receipt = model::ReceiptStorage::fire_and_forget; }},
      {"a deadline", [](Crowd& crowd) { crowd.options.client_resend = {model::ClientResend::deadline, 8'000'000}; }},
      {"ack before persisting",
       [](Crowd& crowd) { crowd.options.recipient_ack = model::RecipientAck::before_persist; }},
      {"ack after display", [](Crowd& crowd) { crowd.options.recipient_ack = model::RecipientAck::after_display; }},
      {"three servers", [](Crowd& crowd) { crowd.servers.count = 3; }},
  }));
  CAPTURE(variant.name);
  Crowd crowd = tests::busy_crowd(40);
  crowd.duration = 3 * kMinute;
  variant.change(crowd);
  const Outcome outcome = run(crowd);
  REQUIRE(counter(outcome.all, Counter::composed) > 300);
  check_all_are_counted(outcome);
  if (crowd.warm_up > 0) return;
  // The ledger counts the same messages by itself.
  const MessageLedger& ledger = outcome.ledger;
  const statistics::Durations& stored = of(outcome.all, Measure::stored);
  CHECK(stored.ended.count() == ledger.delivered);
  CHECK(stored.censored.count() == ledger.pending_in_outbox + ledger.pending_on_server);
  CHECK(stored.never == ledger.sum() - stored.ended.count() - stored.censored.count());
  CHECK(of(outcome.all, Measure::one_check).ended.count() == counter(outcome.all, Counter::one_check_seen));
}

TEST_CASE("what has not arrived is counted the same on any number of threads") {
  Crowd crowd = tests::busy_crowd(300);
  crowd.duration = 2 * kMinute;
  crowd.options.message_ttl = {model::MessageTtl::ttl, 15'000'000};
  CHECK(run(crowd).all == run(crowd, 3).all);
}

TEST_CASE("a run that is cut short counts what had not arrived by then") {
  Crowd crowd = tests::busy_crowd(100);
  RunSettings settings;
  int asked = 0;
  settings.interrupted = [&] { return ++asked > 20; };
  const Outcome outcome = simulate(crowd, settings);
  REQUIRE(outcome.interrupted);
  check_all_are_counted(outcome);
}

namespace {

/// A message a minute for somebody who comes only when the test says so.
Crowd crowd_of_two(Time absence) {
  Crowd crowd = tests::calm_crowd(2);
  crowd.platforms.resize(1);
  crowd.platforms[0].share = 1'000'000;
  crowd.platforms[0].platform.runs_in_background = false;
  crowd.platforms[0].platform.push.fill(model::PushEffect::nothing);
  crowd.networks.resize(1);
  crowd.networks[0].share = 1'000'000;
  HabitClass& habit = crowd.habits.front();
  habit.absence_mean = absence;
  habit.session = {sim::DelayKind::constant, kSecond, 0};
  habit.messages_per_day = 0;
  for (Time at = kMinute; at <= 60 * kMinute; at += kMinute) crowd.recorded.push_back({at, 0, 1});
  crowd.duration = 2 * kHour;
  return crowd;
}

}  // namespace

TEST_CASE("where nothing arrives the percentiles are not those of nothing") {
  Crowd crowd = crowd_of_two(1'000'000 * kHour);
  const Outcome waiting = run(crowd);
  CHECK(quantile_of(of(waiting.all, Measure::two_checks), 50).reach == statistics::Reach::not_reached);
  CHECK(quantile_of(of(waiting.all, Measure::visible), 1).reach == statistics::Reach::not_reached);
  CHECK(quantile_of(of(waiting.all, Measure::one_check), 50).reach == statistics::Reach::reached);

  crowd.options.message_ttl = {model::MessageTtl::ttl, 60'000'000};
  const Outcome expired = run(crowd);
  REQUIRE(expired.ledger.expired == 60);
  for (const Measure measure : {Measure::two_checks, Measure::stored, Measure::visible}) {
    CHECK(quantile_of(of(expired.all, measure), 50).reach == statistics::Reach::never);
  }
  CHECK(quantile_of(of(expired.all, Measure::one_check), 50).reach == statistics::Reach::reached);
}

TEST_CASE("who loses more has no better percentiles") {
  Crowd crowd = tests::calm_crowd(400);
  crowd.duration = 20 * kMinute;
  crowd.habits.front().messages_per_day = 1'000;
  const Outcome sound = run(crowd);
  crowd.options.message_ttl = {model::MessageTtl::ttl, 5'000'000};
  const Outcome lossy = run(crowd);
  REQUIRE(lossy.ledger.expired > lossy.ledger.composed / 10);
  const auto p90 = [](const Outcome& outcome) { return quantile_of(of(outcome.all, Measure::stored), 90); };
  CHECK(of(lossy.all, Measure::stored).ended.quantile(90, 100) < p90(sound).value);  // of those that arrived
  CHECK(p90(lossy).reach == statistics::Reach::never);
  CHECK(p90(sound).reach == statistics::Reach::reached);
}

// Absences are exponential with a mean of an hour and nobody is called by a push: of what is written in an hour, much
// is unread at its end, and what is read by then was read soon. Of all messages half are seen within ln 2 hours.
TEST_CASE("what is on its way at the end makes nothing look faster than it is") {
  Crowd crowd = tests::calm_crowd(2'000);
  crowd.platforms.resize(1);
  crowd.platforms[0].share = 1'000'000;
  crowd.platforms[0].platform.push.fill(model::PushEffect::nothing);
  crowd.platforms[0].platform.runs_in_background = false;
  HabitClass& habit = crowd.habits.front();
  habit.absence_mean = kHour;
  habit.session = {sim::DelayKind::constant, kSecond, 0};
  habit.messages_per_day = 0;
  for (std::uint32_t i = 0; i < 2'000; ++i) {
    crowd.recorded.push_back({kHour + i * kSecond, i % 1'000, 1'000 + i % 1'000});
  }
  crowd.duration = kHour + 40 * kMinute;
  const statistics::Durations visible = of(run(crowd).all, Measure::visible);
  REQUIRE(visible.all() == 2'000);
  REQUIRE(visible.censored.count() > 500);
  const auto a_quarter = static_cast<double>(quantile_of(visible, 25).value);
  const double expected = std::log(4.0 / 3.0) * static_cast<double>(kHour);
  // The deviation of a quantile of n exponential times is sqrt(p (1 - p) / n) divided by the density there: here of a
  // thousand recipients with two messages each.
  const double deviation = std::sqrt(0.25 * 0.75 / 1'000.0) / 0.75 * static_cast<double>(kHour);
  CHECK(std::abs(a_quarter - expected) < 4.0 * deviation);
  // Of those alone that were seen it is far below.
  CHECK(static_cast<double>(visible.ended.quantile(25, 100)) < expected - 4.0 * deviation);
}

}  // namespace doublecheck::population
