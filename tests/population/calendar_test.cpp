#include "population/calendar.hpp"
#include "tests/catch.hpp"

namespace doublecheck::population {

TEST_CASE("a calendar gives each event in its window, however far ahead it was planned") {
  constexpr Time kWindow = 10;
  Calendar calendar(kWindow);
  const std::vector<Time> times = {0, 9, 10, 40'959, 40'960, 167'772'159, 167'772'160, 167'772'171};
  for (const Time at : times) calendar.push(Event(at, EventKind::leave, 0, 7));
  CHECK(calendar.size() == times.size());
  std::vector<Time> taken;
  std::vector<Event> events;
  for (Time begin = 0; begin <= times.back(); begin += kWindow) {
    events.clear();
    calendar.take_next(events);
    for (const Event& event : events) {
      taken.push_back(event.at());
      CHECK(event.at() / kWindow * kWindow == begin);
    }
  }
  std::ranges::sort(taken);
  CHECK(taken == times);
  CHECK(calendar.size() == 0);
}

TEST_CASE("an event keeps its time and kind and epoch") {
  const Event event(123'456'789'012, EventKind::push, 5, 42, 43);
  CHECK(event.at() == 123'456'789'012);
  CHECK(event.kind() == EventKind::push);
  CHECK(event.epoch() == 5);
  CHECK(event < Event(123'456'789'013, EventKind::arrival_up, 0, 0));
}

}  // namespace doublecheck::population
