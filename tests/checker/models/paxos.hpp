/// Single-decree Paxos (Leslie Lamport, "Paxos made simple", 2001) with three servers that serve a register to clients,
/// of which each writes once and then reads, over a network that neither keeps an order nor duplicates nor loses.
///
/// The same system as the example of Stateright 0.31: a server leads once, for the first client that asks it; a message
/// that would change nothing is not delivered; and the state includes what a tester of linearizability remembers, which
/// is for each read the operations that were over before it began.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "checker/components.hpp"

namespace doublecheck::tests {

class Paxos {
 public:
  static constexpr std::uint8_t kServers = 3;
  static constexpr std::uint8_t kClientsMax = 3;
  static constexpr int kMajority = 2;
  /// The component of all clients, who are one because the tester sees them all. Those before it are the servers.
  static constexpr std::size_t kClients = kServers;

  /// Ordered by round, then by leader. 0: before all others.
  using Ballot = std::uint8_t;
  /// A client, from 1; stands for what it writes. 0: nobody.
  using Writer = std::uint8_t;

  struct Vote {
    Ballot ballot = 0;
    Writer writer = 0;

    auto operator<=>(const Vote&) const = default;
  };

  enum class Kind : std::uint8_t { put, get, put_ok, get_ok, prepare, prepared, accept, accepted, decided };

  struct Message {
    Kind kind = Kind::put;
    std::uint8_t server = 0;  ///< whom it is for, or who answers a client
    std::uint8_t other = 0;   ///< the other end: a server, or a Writer in the messages from and to clients
    Ballot ballot = 0;        ///< between servers
    Vote vote;                ///< of prepared: the last one accepted; of accept, decided and get_ok: its writer counts

    auto operator<=>(const Message&) const = default;
  };

  struct Server {
    Ballot ballot = 0;
    Writer proposal = 0;
    std::uint8_t promised = 0;            ///< bit i: server i has answered to this server's ballot
    std::uint8_t accepts = 0;             ///< bit i: server i has accepted this server's proposal
    std::array<Vote, kServers> promises;  ///< with the answers: the votes before
    Vote accepted;
    std::uint8_t is_decided = 0;

    bool operator==(const Server&) const = default;
  };

  enum class Phase : std::uint8_t { writes, reads, ends };  // as a number: the operations that are over

  struct Client {
    Phase phase = Phase::writes;
    Writer value_read = 0;
    std::array<std::uint8_t, kClientsMax> over_before = {};  ///< operations of each other client before the read

    bool operator==(const Client&) const = default;
  };

  /// A server, or all the clients, and what can be delivered there.
  struct Local {
    Server server;
    std::array<Client, kClientsMax> clients;
    std::vector<Message> inbox;  ///< sorted

    bool operator==(const Local&) const = default;
  };

  using State = std::vector<Local>;
  using Event = Message;  // it arrives in the inbox

  struct Action {
    Message delivered;

    auto operator<=>(const Action&) const = default;
  };

  using Errands = std::vector<checker::Errand<Event>>;

  /// REQUIRES: 1 <= clients <= kClientsMax.
  explicit Paxos(std::uint8_t clients) : clients_(clients) {}

  std::vector<State> initial() const {
    State state(kServers + 1);
    for (Writer writer = 1; writer <= clients_; ++writer) {
      const auto server = static_cast<std::uint8_t>((writer - 1) % kServers);
      put_into(state[server], {.kind = Kind::put, .server = server, .other = writer, .ballot = 0, .vote = {}});
    }
    return {state};
  }

  void actions(const State& state, std::vector<Action>& actions) const {
    for (std::size_t i = 0; i < state.size(); ++i) local_actions(i, state[i], actions);
  }

  State next(State state, const Action& action) const {
    Errands errands;
    const std::size_t owner = receiver_of(action.delivered);
    act(owner, state[owner], action, errands);
    for (const auto& errand : errands) put_into(state[errand.component], errand.event);
    return state;
  }

  void encode(const State& state, std::string& bytes) const {
    for (std::size_t i = 0; i < state.size(); ++i) {
      std::string part;
      encode_local(i, state[i], part);
      bytes.push_back(static_cast<char>(part.size()));
      bytes += part;
    }
  }

  // The same by components.

  std::size_t component_count() const { return kServers + 1; }
  Local local(const State& state, std::size_t component) const { return state[component]; }
  std::vector<std::uint8_t> counters(const State&) const { return {}; }
  State assemble(std::vector<Local> locals, const std::vector<std::uint8_t>&) const { return locals; }

  void encode_local(std::size_t component, const Local& local, std::string& bytes) const {
    component == kClients ? append(local.clients, bytes) : append(local.server, bytes);
    for (const Message& message : local.inbox) append(message, bytes);
  }

  Local decode_local(std::size_t component, std::string_view bytes) const {
    Local local;
    component == kClients ? take(local.clients, bytes) : take(local.server, bytes);
    while (!bytes.empty()) take(local.inbox.emplace_back(), bytes);
    return local;
  }

  void local_actions(std::size_t component, const Local& local, std::vector<Action>& actions) const {
    for (std::size_t i = 0; i < local.inbox.size(); ++i) {
      const Message& message = local.inbox[i];
      if (i > 0 && message == local.inbox[i - 1]) continue;
      const bool changes_something = component == kClients ? is_awaited(local.clients[message.other - 1U], message)
                                                           : is_heeded(local.server, message);
      if (changes_something) actions.push_back({message});
    }
  }

  void shared_actions(std::vector<Action>&) const {}
  std::optional<std::size_t> cost(const Action&) const { return std::nullopt; }
  std::vector<std::size_t> parts(const Action& action) const { return {receiver_of(action.delivered)}; }

  void act(std::size_t component, Local& local, const Action& action, Errands& errands) const {
    local.inbox.erase(std::ranges::find(local.inbox, action.delivered));
    if (component == kClients) {
      return on_answer(local.clients, action.delivered, errands);
    }
    on_message(static_cast<std::uint8_t>(component), local.server, action.delivered, errands);
  }

  void react(std::size_t, Local& local, const Event& message, Errands&) const { put_into(local, message); }

  // The claims, both about the clients.

  enum Predicate : std::size_t { linearizable, value_read, kPredicates };

  std::size_t predicate_count() const { return kPredicates; }
  std::size_t component_of(std::size_t) const { return kClients; }
  bool holds(std::size_t predicate, const Local& local) const {
    return predicate == linearizable ? can_be_ordered(local.clients, {}, 0)
                                     : std::ranges::count(local.inbox, Kind::get_ok, &Message::kind) > 0;
  }

 private:
  using Clients = std::array<Client, kClientsMax>;

  template <class T>
  static void append(const T& value, std::string& bytes) {
    static_assert(std::has_unique_object_representations_v<T>);
    const auto image = std::bit_cast<std::array<char, sizeof(T)>>(value);
    bytes.append(image.begin(), image.end());
  }

  template <class T>
  static void take(T& value, std::string_view& bytes) {
    std::memcpy(&value, bytes.data(), sizeof(T));
    bytes.remove_prefix(sizeof(T));
  }

  static std::size_t receiver_of(const Message& message) {
    return message.kind == Kind::put_ok || message.kind == Kind::get_ok ? kClients : message.server;
  }

  static void put_into(Local& local, const Message& message) {
    local.inbox.insert(std::ranges::upper_bound(local.inbox, message), message);
  }

  static void send(const Message& message, Errands& errands) { errands.push_back({receiver_of(message), message}); }

  /// To the two others; `message` says who sends it.
  static void broadcast(Message message, Errands& errands) {
    for (message.server = 0; message.server < kServers; ++message.server) {
      if (message.server != message.other) send(message, errands);
    }
  }

  static Ballot ballot_after(Ballot ballot, std::uint8_t leader) {
    return static_cast<Ballot>((ballot / 4 + 1) * 4 + leader);
  }

  static std::uint8_t with(std::uint8_t set, std::uint8_t server) {
    return static_cast<std::uint8_t>(set | 1U << server);
  }

  static bool is_heeded(const Server& server, const Message& message) {
    if (server.is_decided != 0) return message.kind == Kind::get;
    switch (message.kind) {
      case Kind::put:
        return server.proposal == 0;
      case Kind::prepare:
        return server.ballot < message.ballot;
      case Kind::accept:
        return server.ballot <= message.ballot;
      case Kind::prepared:
      case Kind::accepted:
        return server.ballot == message.ballot;
      case Kind::decided:
        return true;
      case Kind::get:
      case Kind::put_ok:
      case Kind::get_ok:
        return false;
    }
    return false;
  }

  static bool is_awaited(const Client& client, const Message& message) {
    return client.phase == (message.kind == Kind::put_ok ? Phase::writes : Phase::reads);
  }

  static void on_message(std::uint8_t self, Server& server, const Message& message, Errands& errands) {
    const Vote vote{message.ballot, message.vote.writer};
    switch (message.kind) {
      case Kind::put:
        server.proposal = message.other;
        server.ballot = ballot_after(server.ballot, self);
        server.promised = with(0, self);
        server.promises[self] = server.accepted;
        broadcast({.kind = Kind::prepare, .server = 0, .other = self, .ballot = server.ballot, .vote = {}}, errands);
        break;
      case Kind::prepare:
        server.ballot = message.ballot;
        send({Kind::prepared, message.other, self, message.ballot, server.accepted}, errands);
        break;
      case Kind::prepared:
        server.promised = with(server.promised, message.other);
        server.promises[message.other] = message.vote;
        if (std::popcount(server.promised) == kMajority) propose(self, server, errands);
        break;
      case Kind::accept:
        server.ballot = message.ballot;
        server.accepted = vote;
        send({Kind::accepted, message.other, self, message.ballot, {}}, errands);
        break;
      case Kind::accepted:
        server.accepts = with(server.accepts, message.other);
        if (std::popcount(server.accepts) == kMajority) decide(self, server, errands);
        break;
      case Kind::decided:
        server.ballot = message.ballot;
        server.accepted = vote;
        server.is_decided = 1;
        break;
      case Kind::get:
        send({Kind::get_ok, self, message.other, 0, {0, server.accepted.writer}}, errands);
        break;
      case Kind::put_ok:
      case Kind::get_ok:
        break;  // for clients
    }
  }

  /// What was perhaps decided before stands.
  static void propose(std::uint8_t self, Server& server, Errands& errands) {
    const Vote latest = std::ranges::max(server.promises);
    if (latest.writer != 0) server.proposal = latest.writer;
    server.accepted = {server.ballot, server.proposal};
    server.accepts = with(server.accepts, self);
    broadcast({Kind::accept, 0, self, server.ballot, {0, server.proposal}}, errands);
  }

  static void decide(std::uint8_t self, Server& server, Errands& errands) {
    server.is_decided = 1;
    broadcast({Kind::decided, 0, self, server.ballot, {0, server.proposal}}, errands);
    send({Kind::put_ok, self, server.proposal, 0, {}}, errands);
  }

  static void on_answer(Clients& clients, const Message& message, Errands& errands) {
    const std::size_t self = message.other - 1U;
    Client& client = clients[self];
    if (message.kind == Kind::get_ok) {
      client.phase = Phase::ends;
      client.value_read = message.vote.writer;
      return;
    }
    client.phase = Phase::reads;
    for (std::size_t i = 0; i < clients.size(); ++i) {
      if (i != self) client.over_before[i] = static_cast<std::uint8_t>(clients[i].phase);
    }
    send({Kind::get, static_cast<std::uint8_t>((self + 1) % kServers), message.other, 0, {}}, errands);
  }

  using Positions = std::array<std::uint8_t, kClientsMax>;

  /// Whether the operations behind those that were `done` can follow in some order, where the register holds `value`.
  static bool can_be_ordered(const Clients& clients, Positions done, Writer value) {
    bool are_all_done = true;
    for (std::size_t i = 0; i < clients.size(); ++i) {
      const Client& client = clients[i];
      are_all_done = are_all_done && done[i] >= static_cast<std::uint8_t>(client.phase);
      Positions more = done;
      ++more[i];
      if (done[i] == 0 && can_be_ordered(clients, more, static_cast<Writer>(i + 1))) return true;
      const bool can_read = done[i] == 1 && client.phase == Phase::ends && client.value_read == value &&
                            std::ranges::equal(client.over_before, done, std::ranges::less_equal());
      if (can_read && can_be_ordered(clients, more, value)) return true;
    }
    return are_all_done;
  }

  std::uint8_t clients_;
};

}  // namespace doublecheck::tests
