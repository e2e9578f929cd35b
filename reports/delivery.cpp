#include "reports/delivery.hpp"

#include <fmt/format.h>

#include "reports/quantities.hpp"

namespace doublecheck::reports {

std::optional<Delivery> delivery_of(const ScenarioResult& scenario) {
  if (scenario.population) return scenario.population->delivery;
  if (scenario.simulation) return scenario.simulation->delivery;
  return std::nullopt;
}

std::string undelivered_text(const ScenarioResult& scenario) {
  const auto delivery = delivery_of(scenario);
  if (!delivery || delivery->undelivered() == 0) return "";
  const std::string for_good = delivery->never == 0 ? ""
                               : delivery->never == delivery->undelivered()
                                   ? ", for good"
                                   : fmt::format(", {} of them for good", with_thousands(delivery->never));
  return fmt::format("{} of {} ({}) not delivered{}", with_thousands(delivery->undelivered()),
                     counted(delivery->composed, "message", "messages"),
                     share_text(delivery->undelivered(), delivery->composed), for_good);
}

bool is_delivery_doubtful(const ScenarioResult& scenario) {
  const auto delivery = delivery_of(scenario);
  if (!delivery) return false;
  return scenario.population ? delivery->never > 0 : delivery->undelivered() > 0;
}

}  // namespace doublecheck::reports
