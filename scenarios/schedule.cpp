#include "sim/schedule.hpp"

#include <fmt/format.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kTakes = "a list of tables, each below its own [[simulation.schedule]]";

class ScheduleReader {
 public:
  ScheduleReader(Scenario& scenario, Problems& problems)
      : scenario_(scenario),
        problems_(problems),
        names_(words_in(scenario.setup.participants, &model::Participant::name)),
        servers_(words_in(scenario.setup.servers, std::identity{})),
        pairs_(pairs_of(scenario.setup)),
        pair_names_(words_in(pairs_, std::identity{})),
        faults_(words_in(sim::schedule_catalogue(), [](const sim::ScheduleInfo& info) { return key_of(info); })) {}

  void read(const Value& value) {
    const Table* table = std::get_if<Table>(&value.content);
    if (table == nullptr) {
      report_type(value, "schedule", kTakes, problems_);
      return;
    }
    TableReader reader(*table, value.place, "[[simulation.schedule]]", problems_);
    sim::ScheduledFault fault;
    const auto at = read_time(reader);
    const auto* info = read_fault(reader);
    fault.client = read_client(reader, info);
    fault.server = read_server(reader, info);
    fault.servers = read_servers(reader, info);
    refuse_both(reader, fault);
    fault.lasts = read_duration(reader, info);
    reader.refuse_other_keys();
    if (!at || info == nullptr) return;
    fault.at = *at;
    fault.fault = info->fault;
    scenario_.environment.schedule.push_back(fault);
  }

 private:
  static std::vector<std::string> pairs_of(const model::Setup& setup) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < model::relay_count(setup); ++i) names.push_back(name_of(setup, model::relay_at(i)));
    return names;
  }

  static bool may_strike(const sim::ScheduleInfo& info, model::ActionSubject subject) {
    return model::info_of(info.action).subject == subject ||
           (info.of_servers && model::info_of(*info.of_servers).subject == subject);
  }

  static std::string_view key_of(const sim::ScheduleInfo& info) {
    return model::budget_catalogue()[static_cast<std::size_t>(info.fault)].key;
  }

  std::optional<sim::Time> read_time(TableReader& reader) {
    const Value* value = reader.require("at", kDurationInWords);
    const auto at = value == nullptr ? std::nullopt : as_duration(*value, "at", 0, problems_);
    if (at && *at > scenario_.environment.horizon) {
      problems_.add({"out-of-range", value->place, "the fault is scheduled for a time after the end of every run",
                     "after the horizon", "`horizon` of [simulation] says when a run ends at the latest"});
    }
    return at;
  }

  const sim::ScheduleInfo* read_fault(TableReader& reader) {
    const Vocabulary vocabulary{"fault", "faults", faults_};
    const Value* value = reader.require("fault", in_words(vocabulary));
    const auto index = value == nullptr ? std::nullopt : as_word(*value, "fault", vocabulary, problems_);
    return index ? &sim::schedule_catalogue()[*index] : nullptr;
  }

  std::optional<model::ClientId> read_client(TableReader& reader, const sim::ScheduleInfo* info) {
    const Value* value = reader.find("client", "a participant's name");
    if (value == nullptr || names_.empty()) return std::nullopt;
    const auto index = as_word(*value, "client", {"participant", "participants", names_}, problems_);
    if (index && info != nullptr && !is_of_clients(*info)) {
      problems_.add({"client-of-the-server", value->place, fmt::format("`{}` concerns no client", key_of(*info)),
                     "not a matter of one client", "leave `client` out"});
    }
    return index ? std::optional(model::client_at(*index)) : std::nullopt;
  }

  std::optional<model::ServerId> read_server(TableReader& reader, const sim::ScheduleInfo* info) {
    const Value* value = reader.find("server", "a server's name");
    if (value == nullptr) return std::nullopt;
    const auto index = as_word(*value, "server", {"server", "servers", servers_}, problems_);
    if (index && info != nullptr && !may_strike(*info, model::ActionSubject::server)) {
      problems_.add({"fault-of-no-server", value->place, fmt::format("`{}` concerns no single server", key_of(*info)),
                     "not a matter of one server", "leave `server` out"});
    }
    return index ? std::optional(model::server_at(*index)) : std::nullopt;
  }

  std::optional<model::RelayId> read_servers(TableReader& reader, const sim::ScheduleInfo* info) {
    const Value* value = reader.find("servers", "the names of two servers, such as \"east-west\"");
    if (value == nullptr) return std::nullopt;
    if (pairs_.empty()) {
      problems_.add(
          {"fault-of-no-server", value->place, "there is but one server", "no two servers", "leave `servers` out"});
      return std::nullopt;
    }
    const auto index = as_word(*value, "servers", {"pair of servers", "pairs of servers", pair_names_}, problems_);
    if (index && info != nullptr && !may_strike(*info, model::ActionSubject::relay)) {
      problems_.add({"fault-of-no-server", value->place, fmt::format("`{}` concerns no pair of servers", key_of(*info)),
                     "not a matter of two servers", "leave `servers` out"});
    }
    return index ? std::optional(model::relay_at(*index)) : std::nullopt;
  }

  void refuse_both(TableReader& reader, const sim::ScheduledFault& fault) {
    const int named = int{fault.client.has_value()} + int{fault.server.has_value()} + int{fault.servers.has_value()};
    if (named < 2) return;
    problems_.add({"client-and-server", reader.place(), "a fault strikes clients or servers, and this names both",
                   "more than one of `client`, `server` and `servers`", "write one entry for each"});
  }

  std::optional<sim::Time> read_duration(TableReader& reader, const sim::ScheduleInfo* info) {
    constexpr sim::Time kShortest = 1;
    const bool needed =
        info != nullptr && (info->lasting == sim::Lasting::window || info->lasting == sim::Lasting::spell);
    const Value* value = needed ? reader.require("lasts", kDurationInWords) : reader.find("lasts", kDurationInWords);
    if (info == nullptr || value == nullptr) return std::nullopt;
    if (info->lasting == sim::Lasting::moment) {
      problems_.add({"moment-with-duration", value->place, fmt::format("`{}` happens in a moment", key_of(*info)),
                     "lasts no time", "leave `lasts` out"});
      return std::nullopt;
    }
    return as_duration(*value, "lasts", kShortest, problems_);
  }

  Scenario& scenario_;
  Problems& problems_;
  std::vector<std::string_view> names_;    // by ClientId
  std::vector<std::string_view> servers_;  // by ServerId
  std::vector<std::string> pairs_;         // by RelayId
  std::vector<std::string_view> pair_names_;
  std::vector<std::string_view> faults_;  // as in the catalogue
};

}  // namespace

void read_schedule(TableReader& simulation, Scenario& scenario) {
  const Value* value = simulation.find("schedule", kTakes);
  if (value == nullptr) return;
  Problems& problems = simulation.problems();
  if (std::holds_alternative<Table>(value->content)) {
    report_type(*value, "schedule", kTakes, problems, "write [[simulation.schedule]], with double brackets");
    return;
  }
  const Array* entries = as_array(*value, "schedule", kTakes, problems);
  if (entries == nullptr) return;
  ScheduleReader reader(scenario, problems);
  for (const Value& entry : entries->values) reader.read(entry);
}

}  // namespace doublecheck::scenarios
