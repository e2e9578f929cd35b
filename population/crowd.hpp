/// The crowd: a whole population of clients and the world around them, as plain data read from scenario files.
#pragma once

#include "model/budgets.hpp"
#include "model/options.hpp"
#include "model/platform.hpp"
#include "sim/environment.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doublecheck::population {

using sim::Delay;
using sim::PartsPerMillion;
using sim::Time;

/// Of whom it is so, in millionths. The shares of all that are alternatives to each other sum up to 1,000,000.
using Share = PartsPerMillion;

/// What a push service does with the pushes for one platform. One that is still under way stands for all later ones.
struct PushChannel {
  Delay latency{sim::DelayKind::lognormal, 1 * sim::kSecond, 20 * sim::kSecond};
  PartsPerMillion loss = 20'000;  // never arrives
};

struct PlatformShare {
  model::Platform platform;
  Share share = 0;
  PushChannel push;
};

/// A kind of access network. Loss of single packets is mended by the transport and only costs time; what breaks a
/// connection loses what is in flight.
struct NetworkClass {
  std::string name;  // for example "4g"
  Share share = 0;   // of clients at the start, and of where a move leads to
  Delay latency{sim::DelayKind::lognormal, 80 * sim::kMillisecond, 900 * sim::kMillisecond};  // one way
  Delay connect{sim::DelayKind::lognormal, 300 * sim::kMillisecond,
                3 * sim::kSecond};           // from trying to being connected
  Time radio_idle = 10 * sim::kSecond;       // after so long without a packet the radio sleeps
  Time radio_wake = 0;                       // what the first packet after that takes longer
  PartsPerMillion loss = 0;                  // of single packets, in good spells
  Time retransmit_after = 1 * sim::kSecond;  // what each loss of the same packet costs
  std::optional<Time> break_every;           // mean; connections, while connected
  std::optional<sim::Bursts> bursts;         // good and bad spells of each client's network
};

/// How people of one kind use the app. Absences and the writing of messages are Poisson processes, so that idle users
/// cost nothing; both follow the daily rhythm.
struct HabitClass {
  std::string name;  // for example "chatty"
  Share share = 0;
  Time absence_mean = 37 * sim::kMinute;                                        // from leaving to opening unprompted
  Delay session{sim::DelayKind::exponential, 90 * sim::kSecond, 0};             // from opening to leaving
  Delay reaction{sim::DelayKind::lognormal, 8 * sim::kMinute, 2 * sim::kHour};  // from a notification to opening
  std::uint32_t messages_per_day = 42;  // written by one user; the time to write them is while the app is open
  PartsPerMillion to_group = 0;         // share of what is written that goes to a group: drawn as copies, one for each
                                        // other member
};

/// How many others a message to a group goes to.
struct GroupSizes {
  std::uint32_t copies_mean = 10;  // geometric, at least 1
  std::uint32_t copies_max = 255;
};

struct TimeZone {
  std::string name;  // for example "utc+1"
  Share share = 0;
  std::int32_t offset_minutes = 0;  // local time is so much ahead of the simulation's clock
};

/// How lively people are by the hour of local time, in thousandths of the daily mean: 24 numbers with the mean 1000.
struct DailyRhythm {
  std::array<std::uint32_t, 24> by_hour{};
};

/// A contact list is not stored: the k-th contact of a client is a function of both.
struct Contacts {
  std::uint32_t count = 20;             // of each client
  PartsPerMillion same_zone = 900'000;  // share of contacts in one's own time zone
};

/// Users are homed on the servers by shares of equal size.
struct ServerPark {
  std::uint32_t count = 1;
  std::optional<std::uint32_t> items_per_second;  // of each; absent: no queueing. Service times are as `service` says
  enum class Service : std::uint8_t { exponential, constant } service = Service::exponential;
  Time downtime = 30 * sim::kSecond;  // after a crash no client of that server connects
};

/// More is written at certain times, as on New Year's Eve.
struct Surge {
  Time at = 0;
  Time lasts = 0;
  std::uint32_t factor_thousandths = 1000;  // on the rate at which people write
  bool local_time = false;                  // `at` is on each zone's own clock, since the midnight before the start
};

/// Something that goes wrong at a known time.
struct CrowdFault {
  enum class Kind : std::uint8_t {
    push_deaf,      // the push service of `platform` (absent: of all) loses every push
    server_crash,   // `server` (absent: every one) loses its memory and all connections, and is down for `lasts`
    network_bad,    // every client on `network` (absent: on any) is in a bad spell
    network_down,   // no client on `network` (absent: on any) is connected, or can connect
    clients_crash,  // `share` of the clients on `platform` (absent: of all) crash
  } kind{};
  Time at = 0;
  Time lasts = 0;                           // 0 where the kind is a moment
  std::optional<std::uint32_t> platform{};  // index into Crowd::platforms
  std::optional<std::uint32_t> network{};   // index into Crowd::networks
  std::optional<std::uint32_t> server{};    // below ServerPark::count
  Share share = 1'000'000;
};

/// One message of a recorded workload. Client numbers are taken modulo the number of clients.
struct RecordedMessage {
  Time at = 0;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
};

struct Crowd {
  std::uint64_t clients = 10'000;  // 2 to 2^32 - 1
  model::Options options;          // of the protocol, as in the rest of the scenario
  std::uint64_t seed = 1;
  Time starts_at = 0;          // of the day, on the simulation's clock, which is UTC
  Time warm_up = 0;            // not measured; see also the statistics, which may find a longer one
  Time duration = sim::kHour;  // measured, after the warm-up
  std::uint32_t body_bytes = 300;
  std::vector<PlatformShare> platforms;  // at least one
  std::vector<NetworkClass> networks;    // at least one
  std::optional<Time> move_every;        // mean time between two changes of network of a client, each of which breaks
                                         // its connection
  std::vector<HabitClass> habits;        // at least one
  GroupSizes groups;
  Contacts contacts;
  std::vector<TimeZone> zones;        // at least one
  std::optional<DailyRhythm> rhythm;  // absent: the same at all hours
  ServerPark servers;
  std::vector<Surge> surges;
  std::vector<CrowdFault> faults;
  std::vector<RecordedMessage> recorded;  // in order of time; beside what people write by habit
  Time grace = 180 * sim::kSecond;        // from leaving the app to its suspension, where the platform says nothing
  sim::FaultRates fault_rates;            // of every client; those of connections stand with the networks
  std::uint32_t trace_every = 0;          // every n-th message is traced whole; 0: none
  std::vector<std::uint64_t> traced;      // messages, by number, that are traced as well
  Time series_step = sim::kMinute;        // of time series
};

}  // namespace doublecheck::population
