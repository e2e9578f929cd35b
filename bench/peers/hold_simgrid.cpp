// The hold model of bench/hold.cpp in the timers of SimGrid, for the number of pending timers that is named. Prints a
// line as it does.

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

namespace {

constexpr std::size_t kSteps = 300'000;

std::vector<double> drawn(1U << 16U);
std::size_t next = 0;
std::size_t pending = 0;
std::size_t fired = 0;
std::chrono::steady_clock::time_point start;

void set();

void fire() {
  ++fired;
  if (fired == 2 * pending) start = std::chrono::steady_clock::now();
  if (fired == 2 * pending + kSteps) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%-22s %8zu %8.2f\n", "SimGrid timers", pending, static_cast<double>(kSteps) / seconds.count() / 1e6);
    std::fflush(stdout);
    std::_Exit(0);
  }
  set();
}

void set() {
  simgrid::kernel::timer::Timer::set(simgrid::s4u::Engine::get_clock() + drawn[next++ % drawn.size()], fire);
}

}  // namespace

int main(int count, char** words) {
  simgrid::s4u::Engine engine(&count, words);
  pending = count > 1 ? std::strtoul(words[1], nullptr, 10) : 1'000;
  std::mt19937_64 bits(1);
  std::exponential_distribution<double> exponential(1);
  for (double& increment : drawn) increment = exponential(bits);
  auto* zone = simgrid::s4u::create_full_zone("zone");
  auto* host = zone->create_host("host", 1e9);
  zone->seal();
  simgrid::s4u::Actor::create("waits", host, [] { simgrid::s4u::this_actor::sleep_for(1e12); });
  for (std::size_t i = 0; i < pending; ++i) set();
  engine.run();
}
