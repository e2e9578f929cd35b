#include "tests/properties/predicate_truth.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace doublecheck::tests {
namespace {

using model::ClientId;
using model::Message;
using model::World;

struct Call {
  std::string name;
  std::vector<std::string> arguments;
};

Call call_of(const std::string& text) {
  Call call;
  const auto open = text.find('(');
  call.name = text.substr(0, open);
  if (open == std::string::npos) return call;
  std::string argument;
  for (const char c : text.substr(open + 1)) {
    if (c == ',' || c == ')') {
      call.arguments.push_back(argument);
      argument.clear();
    } else if (c != ' ') {
      argument += c;
    }
  }
  return call;
}

class Asked {
 public:
  Asked(const Call& call, const model::Setup& setup, const World& world) : call_(call), setup_(setup), world_(world) {}

  const model::Side& device() const {
    const auto named = std::ranges::find(setup_.participants, call_.arguments.at(0), &model::Participant::name);
    return world_.side(model::client_at(static_cast<std::size_t>(named - setup_.participants.begin())));
  }
  Message message(std::size_t argument) const {
    return setup_.workload.at(std::stoul(call_.arguments.at(argument).substr(1)) - 1);
  }
  const model::Sent* sent(std::size_t argument) const {
    const Message wanted = message(argument);
    for (const model::Sent& sent : world_.side(wanted.from).client.sent) {
      if (is_it(sent.message, wanted)) return &sent;
    }
    return nullptr;
  }
  bool has(const model::Sequence<Message>& messages, const Message& wanted) const {
    return std::ranges::any_of(messages, [&](const Message& one) { return is_it(one, wanted); });
  }
  bool is_under_way(const Message& wanted) const {
    return std::ranges::any_of(world_.sides, [&](const model::Side& side) {
      return carries(side.up.in_flight, wanted) || carries(side.down.in_flight, wanted);
    });
  }

 private:
  static bool is_it(const Message& one, const Message& wanted) {
    return one.from == wanted.from && one.number == wanted.number;
  }
  bool carries(const model::Sequence<model::Item>& items, const Message& wanted) const {
    return std::ranges::any_of(items, [&](const model::Item& item) {
      return item.kind == model::ItemKind::body && is_it(item.message, wanted);
    });
  }

  const Call& call_;
  const model::Setup& setup_;
  const World& world_;
};

}  // namespace

bool is_predicate_true(const std::string& text, const model::Setup& setup, const World& world) {
  const Call call = call_of(text);
  const Asked asked(call, setup, world);
  if (call.name == "is_composed") return asked.sent(0) != nullptr;
  if (call.name == "has_two_checks") return asked.sent(0) != nullptr && asked.sent(0)->mark == model::Mark::two;
  if (call.name == "has_at_least_one_check") return asked.sent(0) != nullptr && asked.sent(0)->mark >= model::Mark::one;
  if (call.name == "is_reported_failed") return asked.sent(0) != nullptr && asked.sent(0)->failed;
  if (call.name == "is_in_flight") return asked.is_under_way(asked.message(0));
  if (call.name == "is_connected") return asked.device().client.connected;
  if (call.name == "is_notified") return asked.device().client.notified;
  if (call.name == "is_in_foreground") return asked.device().client.app == model::AppState::foreground;
  if (call.name == "is_queued_for") return asked.has(asked.device().mailbox.bodies, asked.message(1));
  if (call.name == "is_stored_by") {
    return asked.has(asked.device().client.received, asked.message(1)) ||
           asked.has(asked.device().history.wiped, asked.message(1));
  }
  throw std::logic_error("no such predicate here: " + call.name);
}

}  // namespace doublecheck::tests
