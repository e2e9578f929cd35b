/// The directory: which numbers are registered, how contacts are matched against it, and how a number changes hands.
/// It has no state of its own: each side knows whether its number is registered.
#pragma once

#include "model/client.hpp"

namespace doublecheck::model {

/// May this client compose for that user?
bool may_send(const Client& client, ClientId to);

/// The contacts that are known to be registered at the start; sorted.
Sequence<ClientId> matched_at_start(const Setup& setup, ClientId self);

/// The contacts that are not known to be registered.
Sequence<ClientId> unmatched(const Client& client, const Setup& setup, ClientId self);

void on_sync_contacts(const Client& client, const Setup& setup, ClientId self, Effects& effects);
/// A contact's client uploaded `query.to`, the number of this side.
void on_contact_query(const Client& client, const Message& query, Effects& effects);
void on_contact_match(Client& client, const Message& match, Effects& effects);
void on_register(Client& client, const Setup& setup, ClientId self, Effects& effects);
/// Somebody else has the number now.
void on_number_lost(Client& client, Effects& effects);

}  // namespace doublecheck::model
