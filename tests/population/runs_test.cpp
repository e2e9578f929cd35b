#include "population/driver.hpp"
#include "population/limits.hpp"
#include "tests/catch.hpp"
#include "tests/population/crowds.hpp"

namespace doublecheck::population {
namespace {

using sim::kMinute;
using sim::kSecond;

Outcome run(const Crowd& crowd, unsigned jobs = 1, const Craft& craft = {}) {
  RunSettings settings;
  settings.jobs = jobs;
  return Driver(crowd, settings, craft).run();
}

std::uint64_t counter(const Outcome& outcome, Counter counter) {
  return outcome.all.counters[static_cast<std::size_t>(counter)];
}

std::uint64_t breaches(const Outcome& outcome, Property property) {
  return outcome.breach_counts[static_cast<std::size_t>(property)];
}

/// All but how much memory it took.
void check_same(const Outcome& one, const Outcome& other) {
  CHECK(one.fingerprint == other.fingerprint);
  CHECK(one.events == other.events);
  CHECK(one.null_events == other.null_events);
  CHECK(one.all == other.all);
  CHECK(one.series == other.series);
  CHECK(one.ledger == other.ledger);
  CHECK(one.faults == other.faults);
  CHECK(one.breach_counts == other.breach_counts);
  REQUIRE(one.slices.size() == other.slices.size());
  for (std::size_t i = 0; i < one.slices.size(); ++i) CHECK(one.slices[i].tally == other.slices[i].tally);
  REQUIRE(one.breaches.size() == other.breaches.size());
  for (std::size_t i = 0; i < one.breaches.size(); ++i) CHECK(one.breaches[i].message == other.breaches[i].message);
  REQUIRE(one.traces.size() == other.traces.size());
  for (std::size_t i = 0; i < one.traces.size(); ++i) {
    CHECK(one.traces[i].message == other.traces[i].message);
    REQUIRE(one.traces[i].lines.size() == other.traces[i].lines.size());
    for (std::size_t k = 0; k < one.traces[i].lines.size(); ++k) {
      CHECK(one.traces[i].lines[k].words == other.traces[i].lines[k].words);
    }
  }
}

Crowd crowd_with_all_faults() {
  Crowd crowd = tests::busy_crowd(200);
  crowd.duration = 110 * kSecond;
  crowd.warm_up = 20 * kSecond;
  crowd.trace_every = 50;
  crowd.servers.count = 3;
  crowd.servers.items_per_second = 200;
  crowd.zones = {{"utc", 600'000, 0}, {"utc-5", 400'000, -300}};
  crowd.faults = {{CrowdFault::Kind::push_deaf, 30 * kSecond, 30 * kSecond, 1},
                  {CrowdFault::Kind::server_crash, 50 * kSecond, 5 * kSecond, {}, {}, 1},
                  {CrowdFault::Kind::network_bad, 60 * kSecond, 10 * kSecond, {}, 0},
                  {CrowdFault::Kind::network_down, 80 * kSecond, 10 * kSecond, {}, 1},
                  {CrowdFault::Kind::clients_crash, 100 * kSecond, 0, 0, {}, {}, 500'000}};
  return crowd;
}

}  // namespace

TEST_CASE("a run is the same on one and two and three threads") {
  const Crowd crowd = crowd_with_all_faults();
  Craft divided;
  divided.alone_below = 6;
  const Outcome one = run(crowd);
  check_same(one, run(crowd, 2, divided));
  check_same(one, run(crowd, 3, divided));
}

TEST_CASE("a run with options that concern many at once is the same on two threads") {
  Crowd crowd = crowd_with_all_faults();
  crowd.options.session = model::SessionKind::resume;
  crowd.options.unacknowledged_at_session_end = model::SessionEnd::bounce;
  crowd.options.server_durability = model::ServerDurability::memory;
  Craft divided;
  divided.alone_below = 4;
  check_same(run(crowd), run(crowd, 2, divided));
}

TEST_CASE("a run is the same whether transitions are remembered or computed every time") {
  Crowd crowd = tests::busy_crowd(60);
  crowd.duration = 1 * kMinute;
  Craft forgetful;
  forgetful.remembers = false;
  Craft cramped;
  cramped.transitions_max = 20;
  const Outcome remembered = run(crowd);
  check_same(remembered, run(crowd, 1, forgetful));
  check_same(remembered, run(crowd, 1, cramped));
}

// What every compiler and every kind of build has to come to. A change of the rules or of chance changes it.
TEST_CASE("a minute of the crowd of 2016 has the fingerprint that it always had") {
  Crowd crowd = tests::crowd_of_2016();
  crowd.clients = 10'000;
  crowd.duration = kMinute;
  CHECK(run(crowd).fingerprint == 0x46007f454f6def96U);
}

TEST_CASE("seeds and replications differ") {
  Crowd crowd = tests::busy_crowd(50);
  crowd.duration = 30 * kSecond;
  const Outcome first = run(crowd);
  RunSettings settings;
  settings.replication = 1;
  CHECK(first.fingerprint != simulate(crowd, settings).fingerprint);
  crowd.seed = 2;
  CHECK(first.fingerprint != run(crowd).fingerprint);
}

TEST_CASE("every message has come to something") {
  const Outcome outcome = run(crowd_with_all_faults());
  CHECK(outcome.ledger.composed > 1000);
  CHECK(outcome.ledger.sum() == outcome.ledger.composed);
  CHECK(outcome.ledger.delivered > outcome.ledger.composed / 2);
}

TEST_CASE("each fault of the list strikes somebody") {
  const Crowd crowd = crowd_with_all_faults();
  const Outcome outcome = run(crowd);
  REQUIRE(outcome.faults.size() == crowd.faults.size());
  for (std::size_t i = 0; i < outcome.faults.size(); ++i) {
    CAPTURE(i);
    CHECK(outcome.faults[i].happened);
    CHECK(outcome.faults[i].struck > 0);
  }
}

TEST_CASE("a fault after the end has not happened") {
  Crowd crowd = tests::calm_crowd(10);
  crowd.faults = {{CrowdFault::Kind::clients_crash, crowd.duration + kMinute}};
  const Outcome outcome = run(crowd);
  CHECK_FALSE(outcome.faults.front().happened);
  CHECK(outcome.faults.front().struck == 0);
}

TEST_CASE("the protocol as it should be breaks no property") {
  const Outcome outcome = run(crowd_with_all_faults());
  for (std::size_t i = 0; i < kPropertyCount; ++i) {
    CAPTURE(watched_properties()[i]);
    CHECK(outcome.breach_counts[i] == 0);
  }
}

TEST_CASE("each broken option is seen to break its property") {
  struct Broken {
    Property property;
    void (*change)(model::Options&);
  };
  using model::Options;
  const Broken broken = GENERATE(values<Broken>({
      {Property::custody, [](Options& o) { o.server_drop = model::ServerDrop::on_send; }},
      {Property::custody, [](Options& o) { o.server_drop = model::ServerDrop::on_push; }},
      {Property::custody, [](Options& o) { o.server_durability = model::ServerDurability::memory; }},
      {Property::custody, [](Options& o) { o.client_persistence = model::ClientPersistence::memory; }},
      {Property::custody, [](Options& o) { o.mailbox_bound = {model::MailboxBound::drop_oldest, 1}; }},
      {Property::custody, [](Options& o) { o.recipient_ack = model::RecipientAck::before_persist; }},
      {Property::truth1, [](Options& o) { o.server_durability = model::ServerDurability::memory; }},
      {Property::truth2, [](Options& o) { o.deviation = model::Deviation::two_checks_on_server_ack; }},
      {Property::retention, [](Options& o) { o.server_drop = model::ServerDrop::never; }},
      {Property::retention, [](Options& o) { o.server_dedupe = model::ServerDedupe::none; }},
      {Property::no_duplicate, [](Options& o) { o.recipient_dedupe = model::RecipientDedupe::none; }},
      {Property::no_duplicate, [](Options& o) { o.message_id_on_resend = model::MessageId::fresh; }},
      {Property::marks, [](Options& o) { o.deviation = model::Deviation::late_ack_overwrites; }},
      {Property::order, [](Options& o) { o.order = model::Order::none; }},
  }));
  CAPTURE(watched_properties()[static_cast<std::size_t>(broken.property)]);
  Crowd crowd = tests::busy_crowd(40);
  crowd.duration = 3 * kMinute;
  crowd.contacts.count = 2;
  broken.change(crowd.options);
  CHECK(breaches(run(crowd), broken.property) > 0);
}

TEST_CASE("with no loss and nobody away, a message takes the latencies on its way") {
  Crowd crowd = tests::calm_crowd(20);
  crowd.habits.front().session = {sim::DelayKind::constant, 60 * kMinute, 0};
  crowd.habits.front().absence_mean = kSecond;
  for (NetworkClass& network : crowd.networks) {
    network.latency = {sim::DelayKind::constant, 50'000, 0};
    network.radio_wake = 0;
  }
  for (PlatformShare& platform : crowd.platforms) platform.push.loss = 0;
  crowd.warm_up = kMinute;
  crowd.habits.front().messages_per_day = 2000;
  const Outcome outcome = run(crowd);
  const auto& measures = outcome.all.measures;
  const auto& stored = measures[static_cast<std::size_t>(Measure::stored)].ended;
  const auto& one_check = measures[static_cast<std::size_t>(Measure::one_check)].ended;
  const auto& two_checks = measures[static_cast<std::size_t>(Measure::two_checks)].ended;
  REQUIRE_FALSE(stored.empty());
  CHECK(stored.min() == 100'000);
  CHECK(one_check.min() == 100'000);
  CHECK(two_checks.min() == 200'000);
  CHECK(two_checks.quantile(50, 100) < 203'000);
}

TEST_CASE("people write as many messages a day as the habit says, whatever makes them open the app") {
  Crowd crowd = tests::calm_crowd(1000);
  crowd.habits.front().messages_per_day = 2000;
  crowd.warm_up = 2 * kMinute;
  crowd.duration = 20 * kMinute;
  const auto composed = static_cast<double>(counter(run(crowd), Counter::composed));
  const double expected = 1000.0 * 2000.0 * 20.0 / (24.0 * 60.0);
  CHECK(composed > 0.96 * expected);
  CHECK(composed < 1.04 * expected);
}

TEST_CASE("a stream of all clients together has the rate of all of them") {
  const Chance chance(7, 0);
  std::uint64_t moments = 0;
  std::vector<std::uint64_t> by_client(10);
  Stream stream(chance, 3, 20 * kSecond, 10);
  stream.until(10'000 * kSecond, [&](const Stream::Moment& moment) {
    ++moments;
    ++by_client[moment.client];
  });
  CHECK(moments > 4'790);  // 5000 and three standard deviations
  CHECK(moments < 5'210);
  for (const std::uint64_t count : by_client) {
    CHECK(count > 430);
    CHECK(count < 570);
  }
}

TEST_CASE("an interrupted run has the numbers of the time until then") {
  Crowd crowd = tests::busy_crowd(200);
  crowd.duration = 4 * kMinute;
  RunSettings settings;
  int asked = 0;
  settings.interrupted = [&] { return ++asked > 20; };
  const Outcome cut = simulate(crowd, settings);
  REQUIRE(cut.interrupted);
  CHECK(cut.simulated > 0);
  CHECK(cut.simulated < crowd.duration);
  crowd.duration = cut.simulated;
  const Outcome whole = simulate(crowd, RunSettings{});
  CHECK(cut.fingerprint == whole.fingerprint);
  CHECK(cut.ledger == whole.ledger);
  CHECK(cut.all == whole.all);
}

TEST_CASE("the digests of windows add up to the fingerprint") {
  Crowd crowd = tests::calm_crowd(100);
  crowd.duration = 30 * kSecond;
  crowd.faults = {{CrowdFault::Kind::server_crash, 10 * kSecond, kSecond}};
  RunSettings settings;
  std::uint64_t sum = 0;
  settings.on_window = [&](Time, std::uint64_t digest) { sum += digest; };
  const std::uint64_t fingerprint = simulate(crowd, settings).fingerprint;
  CHECK(fingerprint == sum);
  CHECK(sum != 0);
}

TEST_CASE("a listing names every event of its windows and is the same on two threads") {
  Crowd crowd = tests::busy_crowd(200);
  crowd.duration = 30 * kSecond;
  const auto listed = [&](unsigned jobs) {
    RunSettings settings;
    settings.jobs = jobs;
    std::vector<std::string> lines;
    settings.listing =
        RunSettings::Listing{10 * kSecond, 12 * kSecond, [&](Time at, std::uint64_t client, const std::string& words) {
                               lines.push_back(std::to_string(at) + " " + std::to_string(client) + " " + words);
                             }};
    Craft craft;
    craft.alone_below = 0;
    Driver(crowd, settings, craft).run();
    return lines;
  };
  const std::vector<std::string> lines = listed(1);
  CHECK(lines.size() > 10);
  CHECK(lines == listed(2));
}

TEST_CASE("what a population cannot do is said") {
  Crowd crowd = tests::calm_crowd(10);
  CHECK_FALSE(why_not(crowd));
  crowd.options.receipt = model::ReceiptStorage::rederived;
  CHECK(why_not(crowd));
  crowd.options = {};
  crowd.options.message_ttl = model::MessageTtl::ttl;
  CHECK_FALSE(why_not(crowd));
  crowd.options.expiry = model::Expiry::reported;
  CHECK(why_not(crowd));
}

TEST_CASE("a recorded message is written at its time") {
  Crowd crowd = tests::calm_crowd(10);
  crowd.habits.front().messages_per_day = 0;
  crowd.recorded = {{5 * kSecond, 1, 2}, {6 * kSecond, 13, 4}};
  const Outcome outcome = run(crowd);
  CHECK(outcome.ledger.composed == 2);
  CHECK(outcome.ledger.delivered == 2);
}

}  // namespace doublecheck::population
