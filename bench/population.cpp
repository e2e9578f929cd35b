/// Runs a population and prints how fast that went and how much memory it took.
#include "population/simulate.hpp"
#include "scenarios/shipped_library.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::bench {
namespace {

using population::Counter;

constexpr std::string_view kScenario = "15b-population-of-2016";

struct Wishes {
  double clients = 1e5;
  double seconds = 60;
  unsigned jobs = 1;
  std::uint64_t seed = 1;
  bool table = false;
  std::string plot;
  bool speedup = false;
  bool counters = false;
  bool hourly = false;
};

double seconds_of(const std::chrono::steady_clock::duration& duration) {
  return std::chrono::duration<double>(duration).count();
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

population::Crowd crowd_of(const Wishes& wishes) {
  population::Crowd crowd = *scenarios::shipped_scenario(kScenario).population;
  crowd.warm_up = 0;
  crowd.clients = static_cast<std::uint64_t>(std::llround(wishes.clients));
  crowd.duration = static_cast<population::Time>(std::llround(wishes.seconds * 1e6));
  crowd.seed = wishes.seed;
  return crowd;
}

struct Measured {
  population::Outcome outcome;
  double started = 0;  // seconds until the first window
  double ran = 0;      // seconds from there
  double cpu = 0;      // of processors, likewise
};

void print_hour(const population::Crowd& crowd, const population::Progress& progress) {
  fmt::print("{:>4} h: {:>5.1f} bytes a client, {} events\n", progress.simulated / sim::kHour,
             static_cast<double>(progress.bytes) / static_cast<double>(crowd.clients), progress.events);
  std::fflush(stdout);
}

Measured measure(const population::Crowd& crowd, unsigned jobs, bool hourly = false) {
  const auto begin = std::chrono::steady_clock::now();
  auto first = begin;
  double cpu = 0;
  population::RunSettings settings;
  settings.jobs = jobs;
  population::Time hour = sim::kHour;
  settings.on_progress = [&](const population::Progress& progress) {
    if (hourly && progress.simulated >= hour) {
      print_hour(crowd, progress);
      hour += sim::kHour;
    }
    if (first != begin) return;
    first = std::chrono::steady_clock::now();
    cpu = processor_seconds();
  };
  Measured measured;
  measured.outcome = population::simulate(crowd, settings);
  const auto end = std::chrono::steady_clock::now();
  measured.started = seconds_of(first - begin);
  measured.ran = seconds_of(end - first);
  measured.cpu = processor_seconds() - cpu;
  return measured;
}

void print_header() {
  fmt::print("{:>11} {:>4} {:>9} {:>8} {:>8} {:>12} {:>9} {:>9} {:>8} {:>7} {:>8}  {}\n", "clients", "jobs",
             "simulated", "start s", "run s", "events", "Mev/s/cpu", "realtime", "B/client", "null %", "RSS MB",
             "fingerprint");
}

void print_row(const Measured& measured, unsigned jobs) {
  const population::Outcome& outcome = measured.outcome;
  const auto events = static_cast<double>(outcome.events);
  const double simulated = static_cast<double>(outcome.simulated) / 1e6;
  fmt::print("{:>11} {:>4} {:>8.0f}s {:>8.2f} {:>8.2f} {:>12} {:>9.2f} {:>8.1f}x {:>8.1f} {:>7.1f} {:>8.0f}  {:016x}\n",
             outcome.clients, jobs, simulated, measured.started, measured.ran, outcome.events,
             events / measured.cpu / 1e6, simulated / measured.ran,
             static_cast<double>(outcome.bytes) / static_cast<double>(outcome.clients),
             100.0 * static_cast<double>(outcome.null_events) / (events + static_cast<double>(outcome.null_events)),
             resident_megabytes(), outcome.fingerprint);
  std::fflush(stdout);
}

void print_counters(const population::Outcome& outcome) {
  const auto count = [&](Counter counter) { return outcome.all.counters[static_cast<std::size_t>(counter)]; };
  const double hours = static_cast<double>(outcome.simulated) / 3.6e9;
  fmt::print(
      "composed a user and day {:.1f}, openings {:.1f}, delivered {}, two checks {}, pushes {}, connections {}\n",
      static_cast<double>(count(Counter::composed)) / static_cast<double>(outcome.clients) / hours * 24.0,
      static_cast<double>(count(Counter::openings)) / static_cast<double>(outcome.clients) / hours * 24.0,
      count(Counter::delivered), count(Counter::two_checks_seen), count(Counter::pushes_sent),
      count(Counter::connections));
  for (std::size_t i = 0; i < population::kMeasureCount; ++i) {
    const auto& histogram = outcome.all.measures[i].ended;
    if (histogram.empty()) continue;
    fmt::print("measure {}: n {} p50 {:.3f}s p99 {:.3f}s mean {:.3f}s\n", i, histogram.count(),
               static_cast<double>(histogram.quantile(50, 100)) / 1e6,
               static_cast<double>(histogram.quantile(99, 100)) / 1e6, histogram.mean() / 1e6);
  }
  const auto& ledger = outcome.ledger;
  fmt::print("ledger: composed {} = sum {}; delivered {}, outbox {}, server {}\n", ledger.composed, ledger.sum(),
             ledger.delivered, ledger.pending_in_outbox, ledger.pending_on_server);
  for (const population::Breach& breach : outcome.breaches) {
    fmt::print("{} at {}: {}\n", breach.property, breach.at, breach.words);
  }
}

struct Point {
  double clients = 0;
  double value = 0;
};

/// A curve over 10^4 to 10^8 clients, logarithmic, with its values from 0 up, as a part of an SVG picture.
std::string panel(double left, std::string_view title, const std::vector<Point>& points) {
  constexpr double kLeft = 20;
  constexpr double kWidth = 330;
  constexpr double kTop = 40;
  constexpr double kBottom = 220;
  double most = 0;
  for (const Point& point : points) most = std::max(most, point.value);
  std::string line;
  std::string rest =
      fmt::format(R"(<text x="{}" y="20" font-weight="600">{}</text>)", left + kLeft + kWidth / 2, title);
  for (const Point& point : points) {
    const double x = left + kLeft + 20 + (std::log10(point.clients) - 4) / 4 * (kWidth - 40);
    const double y = kBottom - point.value / most * (kBottom - kTop - 20);
    line += fmt::format("{:.1f},{:.1f} ", x, y);
    rest += fmt::format(R"(<circle cx="{0:.1f}" cy="{1:.1f}" r="4"/><text x="{0:.1f}" y="{2:.1f}">{3:.{4}f}</text>)", x,
                        y, y - 10, point.value, point.value < 10 ? 1 : 0);
    rest += fmt::format(R"(<text x="{:.1f}" y="240">10<tspan dy="-5" font-size="9">{:.0f}</tspan></text>)", x,
                        std::log10(point.clients));
  }
  return fmt::format(R"(<path d="M{} {}H{}" stroke="#999"/><polyline points="{}" fill="none" stroke="#1a5fb4"/>{})",
                     left + kLeft, kBottom, left + kLeft + kWidth, line, rest);
}

/// Throws std::runtime_error if the file cannot be written.
void plot(const std::string& file, const std::vector<Point>& rates, const std::vector<Point>& bytes) {
  const std::string temporary = file + ".part";
  std::ofstream out(temporary);
  out << R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 270" font-family="sans-serif" font-size="12")"
      << R"( text-anchor="middle"><rect width="760" height="270" fill="#fff"/><g text-anchor="middle" fill="#222">)"
      << panel(0, "million events a second and core", rates) << panel(380, "bytes a client, all in", bytes)
      << R"(<text x="380" y="262">clients</text></g></svg>)" << '\n';
  out.close();
  if (!out || std::rename(temporary.c_str(), file.c_str()) != 0) throw std::runtime_error("cannot write " + file);
}

void print_table(Wishes wishes) {
  std::vector<Point> rates;
  std::vector<Point> bytes;
  print_header();
  for (const double clients : {1e4, 1e5, 1e6, 1e7, 1e8}) {
    wishes.clients = clients;
    wishes.seconds = clients <= 1e5 ? 3600 : clients <= 1e6 ? 600 : clients <= 1e7 ? 120 : 10;
    const Measured measured = measure(crowd_of(wishes), wishes.jobs);
    print_row(measured, wishes.jobs);
    rates.push_back({clients, static_cast<double>(measured.outcome.events) / measured.cpu / 1e6});
    bytes.push_back({clients, static_cast<double>(measured.outcome.bytes) / clients});
  }
  if (!wishes.plot.empty()) plot(wishes.plot, rates, bytes);
}

int run(const Wishes& wishes) {
  if (wishes.table) {
    print_table(wishes);
    return 0;
  }
  print_header();
  if (!wishes.speedup) {
    const Measured measured = measure(crowd_of(wishes), wishes.jobs, wishes.hourly);
    print_row(measured, wishes.jobs);
    if (wishes.counters) print_counters(measured.outcome);
    return 0;
  }
  const Measured one = measure(crowd_of(wishes), 1);
  print_row(one, 1);
  const Measured two = measure(crowd_of(wishes), 2);
  print_row(two, 2);
  fmt::print("two threads: {:.2f} times as fast, fingerprints {}\n", one.ran / two.ran,
             one.outcome.fingerprint == two.outcome.fingerprint ? "equal" : "DIFFERENT");
  return one.outcome.fingerprint == two.outcome.fingerprint ? 0 : 1;
}

}  // namespace
}  // namespace doublecheck::bench

int main(int argc, char** argv) {
  doublecheck::bench::Wishes wishes;
  CLI::App app{"Runs the population of the library's scenario 15b, of any size"};
  app.add_option("--clients", wishes.clients, "how many, for example 1e7");
  app.add_option("--seconds", wishes.seconds, "of simulated time");
  app.add_option("--jobs", wishes.jobs, "threads");
  app.add_option("--seed", wishes.seed, "of chance");
  app.add_flag("--table", wishes.table, "from 10^4 to 10^8 clients");
  app.add_option("--plot", wishes.plot, "a file for the table as a picture (SVG)")->needs("--table");
  app.add_flag("--speedup", wishes.speedup, "one thread against two");
  app.add_flag("--counters", wishes.counters, "what happened");
  app.add_flag("--hourly", wishes.hourly, "bytes a client after each hour");
  CLI11_PARSE(app, argc, argv);
  return doublecheck::bench::run(wishes);
}
