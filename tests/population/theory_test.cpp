// The driver against closed forms: small crowds of which theory knows the figures, and a bound for each that follows
// from the number of samples.

#include "population/limits.hpp"
#include "population/simulate.hpp"

#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include "sim/distributions.hpp"

#include <cstddef>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kHour;
using sim::kMillisecond;
using sim::kMinute;
using sim::kSecond;

namespace {

constexpr Time kHop = 50 * kMillisecond;
constexpr Share kAll = 1'000'000;

/// Phones that stay connected, on a network where every packet takes kHop; one kind of people, who are rarely there.
Crowd connected_crowd(std::uint64_t clients) {
  Crowd crowd;
  crowd.clients = clients;
  model::Platform platform;
  platform.name = "always_on";
  platform.runs_in_background = true;
  platform.push = {model::PushEffect::nothing, model::PushEffect::nothing, model::PushEffect::wake,
                   model::PushEffect::wake, model::PushEffect::nothing};
  crowd.platforms = {{platform, kAll, {}}};
  NetworkClass network;
  network.name = "constant";
  network.share = kAll;
  network.latency = {sim::DelayKind::constant, kHop, 0};
  crowd.networks = {network};
  HabitClass habit;
  habit.name = "everybody";
  habit.share = kAll;
  habit.absence_mean = 2 * kHour;
  habit.reaction = {sim::DelayKind::exponential, 8 * kMinute, 0};
  habit.messages_per_day = 12;
  crowd.habits = {habit};
  crowd.zones = {{"utc", kAll, 0}};
  crowd.duration = 4 * kHour;
  return crowd;
}

Outcome outcome_of(const Crowd& crowd) {
  REQUIRE(why_not(crowd) == std::nullopt);
  const Outcome outcome = simulate(crowd, {});
  CHECK(outcome.ledger.composed == outcome.ledger.sum());
  CHECK(outcome.breaches.empty());
  return outcome;
}

const statistics::Histogram& measure(const Outcome& outcome, Measure measure) {
  return outcome.all.measures[static_cast<std::size_t>(measure)].ended;
}

std::uint64_t count(const Outcome& outcome, Counter counter) {
  return outcome.all.counters[static_cast<std::size_t>(counter)];
}

double number(std::uint64_t value) { return static_cast<double>(value); }

}  // namespace

TEST_CASE("between connected phones each check takes its hops and nothing else") {
  const Outcome outcome = outcome_of(connected_crowd(500));
  const auto takes = [&](Measure which, Time expected) {
    const auto& durations = measure(outcome, which);
    REQUIRE(durations.count() > 500);
    CHECK(durations.min() == static_cast<std::uint64_t>(expected));
    CHECK(durations.max() == static_cast<std::uint64_t>(expected));
  };
  takes(Measure::one_check, 2 * kHop);   // up, and the ack down
  takes(Measure::stored, 2 * kHop);      // up and down
  takes(Measure::two_checks, 4 * kHop);  // the same, and the ack and the receipt back
}

// The transport sends a packet 1 / (1 - p) times on average, with a variance of p / (1 - p)², and each time after the
// first costs the same. A check takes two packets. A packet may also wait for the one before it, which was sent a
// second or less before: for few, with the mean time between two packets of a client in thousands of seconds.
TEST_CASE("lost packets make checks later by the mean number of repetitions") {
  constexpr double kLoss = 0.1;
  Crowd crowd = connected_crowd(4'000);
  crowd.networks[0].loss = 100'000;
  crowd.networks[0].retransmit_after = 400 * kMillisecond;
  crowd.habits[0].session = {sim::DelayKind::exponential, 20 * kMinute, 0};
  crowd.habits[0].messages_per_day = 6;
  const Outcome outcome = outcome_of(crowd);
  const auto& durations = measure(outcome, Measure::one_check);
  const double expected = 2.0 * (50e3 + kLoss / (1.0 - kLoss) * 400e3);
  const double deviation = std::sqrt(2.0 * kLoss) / (1.0 - kLoss) * 400e3;
  REQUIRE(durations.count() > 3'000);
  CHECK(std::abs(durations.mean() - expected) < tests::mean_error_max(deviation, durations.count()) + 0.01 * expected);
}

// A packet is sent in a bad spell with the stationary share of bad times. The two packets of a check, and the checks of
// one session, may be in the same spell: their sum has at most the variance that it has if they always are, which for
// sums of k alike terms is k times as large. Sessions are short, and have two messages or three.
TEST_CASE("packets of a bursty network are late at the stationary rate") {
  constexpr double kLoss = 0.5;
  Crowd crowd = connected_crowd(6'000);
  crowd.networks[0].bursts = sim::Bursts{4 * kMinute, 1 * kMinute, 500'000, std::nullopt};
  crowd.networks[0].retransmit_after = 400 * kMillisecond;
  crowd.habits[0].messages_per_day = 6;
  const Outcome outcome = outcome_of(crowd);
  const auto& durations = measure(outcome, Measure::one_check);
  const double bad = 0.2;
  const double late = kLoss / (1.0 - kLoss) * 400e3;
  const double expected = 2.0 * (50e3 + bad * late);
  // E[X²] of one packet in a bad spell is variance and squared mean; in all spells, its share.
  const double squares = bad * (kLoss / ((1.0 - kLoss) * (1.0 - kLoss)) * 400e3 * 400e3 + late * late);
  const double deviation = std::sqrt(2.0 * 6.0 * squares);
  REQUIRE(durations.count() > 3'000);
  CHECK(std::abs(durations.mean() - expected) < tests::mean_error_max(deviation, durations.count()));
}

// Absences are exponential and so are sessions: a user opens the app at the rate 1 / (absence + session). The variance
// of the number of such renewals is below their mean. The rhythm makes absences longer at night and shorter by day, and
// changes nothing over the whole of one, but for the time in which the app is open.
TEST_CASE("people open the app as often as their habits say") {
  Crowd crowd = connected_crowd(1'000);
  crowd.habits[0].messages_per_day = 0;
  crowd.habits[0].absence_mean = 118 * kMinute;
  crowd.habits[0].session = {sim::DelayKind::exponential, 2 * kMinute, 0};
  crowd.duration = 6 * kHour;
  const double expected = 1'000 * 3.0;
  const Outcome even = outcome_of(crowd);
  CHECK(std::abs(number(count(even, Counter::openings)) - expected) < 5.0 * std::sqrt(expected));

  // At a rate r, in thousandths, an hour has openings at the rate 1 / (absence 1000 / r + session).
  crowd.duration = 24 * kHour;
  crowd.rhythm.emplace();
  for (std::size_t hour = 0; hour < 24; ++hour) crowd.rhythm->by_hour[hour] = hour < 8 ? 200 : 1400;
  const double rhythmic = 1'000 * (8.0 * 60.0 / (118.0 * 5.0 + 2.0) + 16.0 * 60.0 / (118.0 / 1.4 + 2.0));
  const Outcome lively = outcome_of(crowd);
  // In the first minutes of the day and of its hours the share of open apps is still that of before.
  CHECK(std::abs(number(count(lively, Counter::openings)) - rhythmic) < 5.0 * std::sqrt(rhythmic) + 0.002 * rhythmic);
}

// What is written is a Poisson process of each user. What comes to mind in one absence is written in one session: a
// session's messages are counted within the time or outside of it together, which concerns one session of each user at
// either end; it has a message on average and the square of their number is 2 or less. The population starts as if
// nobody was ever called by a notification, with more in mind than they have later: a warm-up of two absences ends
// that.
TEST_CASE("people write as much as their habits say") {
  Crowd crowd = connected_crowd(1'000);
  crowd.warm_up = 4 * kHour;
  crowd.duration = 8 * kHour;
  const double expected = 1'000 * 4.0;
  const double of_ends = 2.0 * 1'000 * 2.0;
  const Outcome outcome = outcome_of(crowd);
  CHECK(std::abs(number(count(outcome, Counter::composed)) - expected) < 5.0 * std::sqrt(expected + of_ends));
}

// A body is held from its custody until its ack arrives, two hops in a crowd that is always connected. Little's law,
// exactly but for those on their way at the end: the integral of the number held is their number times the time.
TEST_CASE("what a server holds is the rate of messages times how long each is held: Little's law") {
  const Outcome outcome = outcome_of(connected_crowd(2'000));
  const auto integral = count(outcome, Counter::body_microseconds_queued);
  const auto delivered = count(outcome, Counter::delivered);
  REQUIRE(delivered > 2'000);
  const std::uint64_t on_their_way = count(outcome, Counter::composed) - count(outcome, Counter::two_checks_seen);
  CHECK(integral <= (delivered + on_their_way) * 2 * static_cast<std::uint64_t>(kHop));
  CHECK(integral + on_their_way * 2 * static_cast<std::uint64_t>(kHop) >=
        delivered * 2 * static_cast<std::uint64_t>(kHop));
}

// Of phones that are mostly off, the same number in two ways: by the integral of what is held over time, and by looks
// at the end of each second. Between two looks the number changes by no more than what arrived and left in that second.
TEST_CASE("the series of what a server holds has the mean that the integral has") {
  Crowd crowd = connected_crowd(2'000);
  crowd.platforms[0].platform.runs_in_background = false;
  crowd.platforms[0].platform.push.fill(model::PushEffect::display);
  crowd.platforms[0].platform.grace_us = 30 * kSecond;
  crowd.duration = 2 * kHour;
  crowd.series_step = kSecond;
  const Outcome outcome = outcome_of(crowd);
  double looks = 0.0;
  double changes = 0.0;
  for (const SeriesRow& row : outcome.series) {
    looks += number(row.bodies_held);
    changes += number(row.composed + row.delivered);
  }
  REQUIRE(outcome.series.size() == 7'200);
  const double seconds = number(count(outcome, Counter::body_microseconds_queued)) / 1e6;
  CHECK(looks > 10.0 * changes);
  CHECK(std::abs(looks - seconds) < changes);
}

TEST_CASE("pushes are lost at the rate of their service") {
  Crowd crowd = connected_crowd(2'000);
  crowd.platforms[0].platform.runs_in_background = false;
  crowd.platforms[0].platform.push.fill(model::PushEffect::display);
  crowd.platforms[0].platform.grace_us = 30 * kSecond;
  crowd.platforms[0].push = {{sim::DelayKind::constant, kSecond, 0}, 200'000};
  const Outcome outcome = outcome_of(crowd);
  const double arrived = number(count(outcome, Counter::pushes_arrived));
  const double lost = number(count(outcome, Counter::pushes_lost));
  REQUIRE(arrived + lost > 2'000);
  CHECK(std::abs(lost / (arrived + lost) - 0.2) < tests::mean_error_max(0.4, static_cast<std::size_t>(arrived + lost)));
}

// Messages at the moments of a Poisson process come to the server, and so does what follows from them after a time that
// does not depend on the queue: such a network of queues has the distribution of M/M/1 at the server (Kelly,
// "Networks of queues with customers of different types", Journal of Applied Probability 12 (1975)), with the load of
// all items. The mean wait is load / (1 - load) service times; the variance of a mean of n waits in units of the
// service time is load (2 + 5 load - 4 load² + load³) / (1 - load)⁴ / n (Blomqvist, Skandinavisk Aktuarietidskrift 50
// (1967)), here doubled for what returns to the queue.
TEST_CASE("items wait at a server as long as in M/M/1") {
  Crowd crowd = connected_crowd(2'000);
  crowd.habits[0].messages_per_day = 0;
  crowd.duration = 10 * kMinute;
  crowd.servers.items_per_second = 500;
  tests::Bits bits(1);
  for (Time at = 0;;) {
    at += sim::draw_delay({sim::DelayKind::exponential, 10 * kMillisecond, 0}, bits());
    if (at >= crowd.duration) break;
    const std::uint64_t from = sim::scaled(bits(), crowd.clients);
    crowd.recorded.push_back({at, from, (from + 1 + sim::scaled(bits(), crowd.clients - 1)) % crowd.clients});
  }
  const Outcome outcome = outcome_of(crowd);
  const auto& waits = measure(outcome, Measure::server_wait);
  const double load = number(waits.count()) / 600.0 / 500.0;
  CHECK(load > 0.3);
  CHECK(load < 0.8);
  const double expected = 2'000.0 * load / (1.0 - load);
  const double variance = 2.0 * load * (2.0 + 5.0 * load - 4.0 * load * load + load * load * load) /
                          std::pow(1.0 - load, 4.0) * 2'000.0 * 2'000.0;
  CHECK(std::abs(waits.mean() - expected) < tests::mean_error_max(std::sqrt(variance), waits.count()));
}

namespace {

/// Phones that run only while they are open and in the grace after it, and show what is pushed to them. Whoever has an
/// even number is written to, by the next one, at the moments of a Poisson process.
Crowd called_crowd(std::uint64_t clients, Time message_every, Time duration) {
  Crowd crowd = connected_crowd(clients);
  crowd.platforms[0].platform.runs_in_background = false;
  crowd.platforms[0].platform.push.fill(model::PushEffect::display);
  crowd.platforms[0].platform.grace_us = 1'000'000;
  crowd.platforms[0].push = {{sim::DelayKind::constant, kSecond, 0}, 0};
  crowd.networks[0].connect = {sim::DelayKind::constant, 300 * kMillisecond, 0};
  crowd.habits[0].session = {sim::DelayKind::constant, 10 * kSecond, 0};
  crowd.habits[0].messages_per_day = 0;
  crowd.duration = duration;
  tests::Bits bits(5);
  const sim::Delay gap{sim::DelayKind::exponential, message_every / static_cast<Time>(clients / 2), 0};
  for (Time at = sim::draw_delay(gap, bits()); at < duration; at += sim::draw_delay(gap, bits())) {
    const std::uint64_t to = 2 * sim::scaled(bits(), clients / 2);
    crowd.recorded.push_back({at, to + 1, to});
  }
  return crowd;
}

}  // namespace

// A second reason to open the app, which comes first, makes the first one void: whoever has opened it by himself does
// not react to what he has seen. With reactions after three hours and absences of five minutes nobody reacts to
// anything (one in 10¹⁵), and users open the app at the rate of their absences. Recipients only: of the even clients.
TEST_CASE("nobody reacts to a notification that has been seen, however many have come since") {
  Crowd crowd = called_crowd(400, 2 * kMinute, 8 * kHour);
  crowd.habits[0].absence_mean = 5 * kMinute;
  crowd.habits[0].reaction = {sim::DelayKind::constant, 3 * kHour, 0};
  const Outcome called = outcome_of(crowd);
  crowd.habits[0].reaction = {sim::DelayKind::constant, 1'000 * kHour, 0};
  const Outcome never = outcome_of(crowd);
  REQUIRE(count(never, Counter::pushes_displayed) > 10'000);
  CHECK(count(called, Counter::openings) == count(never, Counter::openings));
  CHECK(called.fingerprint == never.fingerprint);
}

// What comes first of an absence, which is exponential, and of a reaction to the first push that is shown, which here
// takes always the same time. Messages are so rare that each finds the app closed and nothing on the screen. From the
// server on, a message takes until the push is shown and no longer than that and the reaction, and then the connection:
// a (1 - exp(-(l + r) / a)) on average. Its deviation is less than the longest of it.
TEST_CASE("a message waits for the first of two reasons to open the app") {
  constexpr std::uint64_t kClients = 4'000;
  Crowd crowd = called_crowd(kClients, 20 * kHour, 20 * kHour);
  crowd.habits[0].absence_mean = 37 * kMinute;
  crowd.habits[0].reaction = {sim::DelayKind::constant, 20 * kMinute, 0};
  const Outcome outcome = outcome_of(crowd);
  const auto& stored = measure(outcome, Measure::stored);
  REQUIRE(stored.count() > 1'500);
  const double absence = number(37 * kMinute);
  const double longest = number(20 * kMinute + kSecond);
  const double waits = absence * (1.0 - std::exp(-longest / absence));
  // Few find the app open: what two hours have for ten seconds.
  const double expected = waits + 2.0 * number(kHop) + number(300 * kMillisecond);
  CHECK(std::abs(stored.mean() - expected) < tests::mean_error_max(0.5 * longest, stored.count()) + 0.01 * expected);
}
