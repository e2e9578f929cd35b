#include "model/directory.hpp"

#include "model/assert.hpp"

namespace doublecheck::model {

/// R1: a user is reached by phone number only: a client can send to another exactly when the other's number is in its
/// contacts and the directory has matched it.
bool may_send(const Client& client, ClientId to) { return client.registered && contains(client.matched, to); }

Sequence<ClientId> matched_at_start(const Setup& setup, ClientId self) {
  Sequence<ClientId> matched;
  if (!setup.participant(self).contacts_matched) return matched;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    const ClientId other = client_at(i);
    const bool is_user = user_of(setup, other) == other;
    if (is_user && setup.participants[i].registered && is_contact(setup, self, other)) matched.push_back(other);
  }
  return matched;
}

Sequence<ClientId> unmatched(const Client& client, const Setup& setup, ClientId self) {
  Sequence<ClientId> missing;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    const ClientId other = client_at(i);
    if (other == self || user_of(setup, other) != other || !is_contact(setup, self, other)) continue;
    if (!contains(client.matched, other)) missing.push_back(other);
  }
  return missing;
}

void on_sync_contacts(const Client& client, const Setup& setup, ClientId self, Effects& effects) {
  for (const ClientId other : unmatched(client, setup, self)) {
    effects.transmit_up(ItemKind::contact_query, {.from = self, .to = other});
  }
}

void on_contact_query(const Client& client, const Message& query, Effects& effects) {
  if (client.registered) effects.post(query.from, PostKind::contact_match, query);
}

void on_contact_match(Client& client, const Message& match, Effects& effects) {
  insert_sorted(client.matched, match.to);
  effects.note(FactKind::contact_matched, match);
}

void on_register(Client& client, const Setup& setup, ClientId self, Effects& effects) {
  DOUBLECHECK_ASSERT(!client.registered);
  client.registered = true;
  effects.facts.push_back({.kind = FactKind::number_registered});
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    const ClientId other = client_at(i);
    if (user_of(setup, other) == user_of(setup, self)) continue;
    if (setup.participants[i].number != setup.participant(self).number) continue;
    effects.post(other, PostKind::number_taken, {.from = self, .to = other});
  }
}

void on_number_lost(Client& client, Effects& effects) {
  client.registered = false;
  client.session = {};
  effects.facts.push_back({.kind = FactKind::number_lost});
  const Sequence<Message> outbox = client.outbox;  // a copy: bouncing takes messages out
  for (const Message& message : outbox) {
    effects.note(FactKind::sent_wiped, message);
    on_bounce(client, message, effects);
  }
}

}  // namespace doublecheck::model
