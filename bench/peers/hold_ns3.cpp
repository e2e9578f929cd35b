// The hold model of bench/hold.cpp in the schedulers of ns-3. Prints lines as it does.

#include <ns3/calendar-scheduler.h>
#include <ns3/map-scheduler.h>
#include <ns3/priority-queue-scheduler.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

namespace {

std::vector<std::uint64_t> increments() {
  std::mt19937_64 bits(1);
  std::exponential_distribution<double> exponential(1e-6);
  std::vector<std::uint64_t> drawn(1U << 16U);
  for (auto& increment : drawn) increment = static_cast<std::uint64_t>(exponential(bits));
  return drawn;
}

template <class Scheduler>
void hold(const char* name, std::size_t pending, std::size_t steps) {
  const std::vector<std::uint64_t> drawn = increments();
  const ns3::Ptr<Scheduler> queue = ns3::CreateObject<Scheduler>();
  std::size_t next = 0;
  std::uint32_t uid = 0;
  const auto push = [&](std::uint64_t at) {
    ns3::Scheduler::Event event{};
    event.key.m_ts = at;
    event.key.m_uid = ++uid;
    queue->Insert(event);
  };
  const auto run = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) push(queue->RemoveNext().key.m_ts + drawn[next++ % drawn.size()]);
  };
  for (std::size_t i = 0; i < pending; ++i) push(drawn[next++ % drawn.size()]);
  run(2 * pending);
  const auto start = std::chrono::steady_clock::now();
  run(steps);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("%-22s %8zu %8.2f\n", name, pending, static_cast<double>(steps) / seconds.count() / 1e6);
  std::fflush(stdout);
}

}  // namespace

int main() {
  for (const std::size_t pending : {1'000U, 10'000U, 100'000U, 1'000'000U}) {
    hold<ns3::MapScheduler>("ns-3 map (default)", pending, 500'000);
    hold<ns3::PriorityQueueScheduler>("ns-3 priority queue", pending, 500'000);
    // With more it resizes for minutes.
    if (pending <= 10'000) hold<ns3::CalendarScheduler>("ns-3 calendar", pending, 500'000);
  }
}
