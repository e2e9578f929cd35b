#include "model/setup.hpp"

#include <algorithm>
#include <iterator>

namespace doublecheck::model {

bool may_send(const Setup& setup, ClientId from, ClientId to) {
  const auto& contacts = setup.participant(from).contacts;
  const auto& recipient = setup.participant(to);
  return recipient.registered && std::ranges::find(contacts, recipient.number) != contacts.end();
}

std::vector<Message> workload_of(const Setup& setup, ClientId client) {
  std::vector<Message> messages;
  std::ranges::copy_if(setup.workload, std::back_inserter(messages),
                       [&](const Message& message) { return message.from == client; });
  return messages;
}

std::string name_of(const Setup& setup, const Message& message) {
  const auto place = std::ranges::find(setup.workload, message);
  if (place != setup.workload.end()) return "m" + std::to_string(place - setup.workload.begin() + 1);
  return setup.participant(message.from).name + "#" + std::to_string(message.number + 1);
}

}  // namespace doublecheck::model
