#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/relay.hpp"
#include "scenarios/names.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kServersInWords = R"(a list of servers' names, such as ["east", "west"])";
constexpr std::size_t kServersMax = 8;

void read_server(const Value& value, std::vector<std::string>& servers, Problems& problems) {
  const auto name = as_text(value, "servers", kServersInWords, problems);
  if (!name) return;
  if (!is_name(*name)) {
    problems.add(
        {"bad-name", value.place, fmt::format("`{}` cannot be a server's name", *name), "", std::string(kNameInWords)});
  }
  if (std::ranges::find(servers, *name) != servers.end()) {
    problems.add(
        {"duplicate-server", value.place, fmt::format("`servers` names {} twice", *name), "a second time", ""});
    return;
  }
  servers.push_back(*name);
}

/// A pair of servers is called by both their names, with a - between them; the names themselves may have one, too.
void refuse_equal_pairs(const model::Setup& setup, const Place& place, Problems& problems) {
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < model::relay_count(setup); ++i) {
    pairs.push_back(name_of(setup, model::relay_at(i)));
    if (std::ranges::count(pairs, pairs.back()) < 2) continue;
    problems.add({"ambiguous-servers", place, fmt::format("`{}` means two pairs of servers", pairs.back()),
                  "names with - in them", "a path file calls the link between two servers by both names"});
    return;
  }
}

}  // namespace

void read_servers(TableReader& root, model::Setup& setup) {
  const Value* value = root.find("servers", kServersInWords);
  Problems& problems = root.problems();
  const Array* array = value == nullptr ? nullptr : as_array(*value, "servers", kServersInWords, problems);
  if (array == nullptr) return;
  if (array->values.empty()) {
    problems.add({"no-servers", value->place, "the scenario has no server", "nobody to connect to",
                  "leave `servers` out for a single one"});
    return;
  }
  if (array->values.size() > kServersMax) {
    problems.add({"too-many-servers", array->values[kServersMax].place,
                  fmt::format("more than {} servers", kServersMax), fmt::format("{} before this one", kServersMax),
                  ""});
  }
  setup.servers.clear();
  for (const Value& server : array->values) read_server(server, setup.servers, problems);
  if (setup.servers.size() <= kServersMax) refuse_equal_pairs(setup, value->place, problems);
}

}  // namespace doublecheck::scenarios
