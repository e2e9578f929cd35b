#include "model/setup.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace doublecheck::model {

ClientId user_of(const Setup& setup, ClientId client) { return setup.participant(client).device_of.value_or(client); }

Sequence<ClientId> devices_of(const Setup& setup, ClientId user) {
  Sequence<ClientId> devices;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    if (user_of(setup, client_at(i)) == user) devices.push_back(client_at(i));
  }
  return devices;
}

bool is_contact(const Setup& setup, ClientId from, ClientId to) {
  const auto& contacts = setup.participant(from).contacts;
  return std::ranges::find(contacts, setup.participant(to).number) != contacts.end();
}

bool could_send(const Setup& setup, ClientId from, ClientId to) {
  const auto& [sender, recipient] = std::tie(setup.participant(from), setup.participant(to));
  const bool registers = setup.budgets[Budget::registrations] > 0;
  const bool matches = setup.budgets[Budget::contact_syncs] > 0;
  return is_contact(setup, from, to) && (sender.registered || registers) &&
         ((recipient.registered && sender.contacts_matched) || (matches && (recipient.registered || registers)));
}

bool is_unprocessable(const Setup& setup, const Message& message) {
  return std::ranges::find(setup.unprocessable, original(message)) != setup.unprocessable.end();
}

bool sends_one_by_one(const Setup& setup) {
  return setup.discipline == Discipline::datagram && setup.options.order == Order::per_pair_fifo;
}

std::vector<Message> workload_of(const Setup& setup, ClientId client) {
  std::vector<Message> messages;
  std::ranges::copy_if(setup.workload, std::back_inserter(messages),
                       [&](const Message& message) { return message.from == client; });
  return messages;
}

std::string name_of(const Setup& setup, const Message& message) {
  const auto place = std::ranges::find(setup.workload, original(message));
  const std::string suffix = message.id == 0 ? "" : "'";  // the same message under a fresh id
  if (place != setup.workload.end()) return "m" + std::to_string(place - setup.workload.begin() + 1) + suffix;
  return setup.participant(message.from).name + "#" + std::to_string(message.number + 1) + suffix;
}

}  // namespace doublecheck::model
