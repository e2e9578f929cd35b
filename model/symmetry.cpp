#include "model/symmetry.hpp"

#include "model/fields.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

namespace doublecheck::model {
namespace {

/// Visits a state struct with all that it consists of, and renames what names somebody.
class Renaming {
 public:
  using OfClient = std::function<ClientId(ClientId)>;
  using OfMessage = std::function<Message(const Message&)>;

  Renaming(OfClient of_client, OfMessage of_message)
      : of_client_(std::move(of_client)), of_message_(std::move(of_message)) {}

  template <class T>
  void operator()(std::string_view, T& value) const {
    if constexpr (std::same_as<T, ClientId>) {
      value = of_client_(value);
    } else if constexpr (std::same_as<T, Message>) {
      value = of_message_(value);
    } else if constexpr (std::same_as<T, Item>) {
      if (!is_control(value.kind)) value.message = of_message_(value.message);
    } else if constexpr (std::is_class_v<T>) {
      visit_fields(value, *this);
    }
  }

  template <class T>
  void operator()(std::string_view name, Sequence<T>& sequence) const {
    for (T& value : sequence) (*this)(name, value);
    if constexpr (std::totally_ordered<T>) {
      if (std::ranges::find(kSets, name) != kSets.end()) std::ranges::sort(sequence);
    }
  }

 private:
  /// The fields that are sorted because their order means nothing.
  static constexpr auto kSets =
      std::to_array<std::string_view>({"matched", "early_receipts", "archive", "tombstones", "expired", "taken",
                                       "released", "restored", "wiped", "excused"});

  OfClient of_client_;
  OfMessage of_message_;
};

Renaming renaming_of(const Permutation& permutation) {
  const auto of_client = [&permutation](ClientId client) { return permutation.clients.at(index_of(client)); };
  const auto of_message = [of_client](Message message) {
    message.from = of_client(message.from);
    message.to = of_client(message.to);
    return message;
  };
  return {of_client, of_message};
}

bool are_alike(const Participant& one, const Participant& other) {
  return one.platform == other.platform && one.registered == other.registered &&
         one.contacts_matched == other.contacts_matched && one.opens_unprompted == other.opens_unprompted &&
         one.app == other.app && one.connected == other.connected;
}

/// The search for permutations, user by user.
class Symmetries {
 public:
  explicit Symmetries(const Setup& setup) : setup_(setup), place_(setup.participants.size()) {
    for (std::size_t i = 0; i < setup.participants.size(); ++i) {
      if (user_of(setup, client_at(i)) == client_at(i)) users_.push_back(client_at(i));
    }
  }

  /// Those that move none of the first `fixed` users; nothing if there are too many.
  std::optional<std::vector<Permutation>> find(std::size_t fixed) {
    fixed_ = fixed;
    found_.clear();
    extend(0);
    if (found_.size() > kPermutationsMax) return std::nullopt;
    return std::move(found_);
  }

 private:
  /// Places the devices of the user with this position in every way that agrees with those placed before.
  void extend(std::size_t position) {
    if (found_.size() > kPermutationsMax) return;
    if (position == users_.size()) {
      found_.push_back({place_, servers()});
      return;
    }
    const ClientId user = users_[position];
    for (const ClientId other : users_) {
      if (position < fixed_ && other != user) continue;
      if (place(user, other)) extend(position + 1);
      for (const ClientId device : devices_of(setup_, user))
        placed_.erase(std::ranges::find(placed_, device), placed_.end());
    }
  }

  /// The devices keep their order: a message goes to them one after the other.
  bool place(ClientId user, ClientId other) {
    const Sequence<ClientId> devices = devices_of(setup_, user);
    const Sequence<ClientId> places = devices_of(setup_, other);
    if (devices.size() != places.size()) return false;
    for (std::size_t i = 0; i < devices.size(); ++i) {
      const auto is_taken = [&](ClientId client) { return place_[index_of(client)] == places[i]; };
      if (std::ranges::any_of(placed_, is_taken)) return false;
      place_[index_of(devices[i])] = places[i];
      placed_.push_back(devices[i]);
      const auto agrees_with = [&](ClientId client) { return agree(devices[i], client) && agree(client, devices[i]); };
      if (!are_alike(setup_.participant(devices[i]), setup_.participant(places[i]))) return false;
      if (!std::ranges::all_of(placed_, agrees_with)) return false;
    }
    return true;
  }

  /// Does all that one of the two has to do with the other stay as it is?
  bool agree(ClientId one, ClientId other) const {
    const ClientId place = place_[index_of(one)];
    const ClientId other_place = place_[index_of(other)];
    const auto have_same = [&](const auto& field) {
      return (field(setup_.participant(one)) == field(setup_.participant(other))) ==
             (field(setup_.participant(place)) == field(setup_.participant(other_place)));
    };
    return is_contact(setup_, one, other) == is_contact(setup_, place, other_place) &&
           have_same([](const Participant& participant) { return participant.number; }) &&
           have_same([](const Participant& participant) { return participant.home; }) &&
           messages(setup_.workload, one, other) == messages(setup_.workload, place, other_place) &&
           messages(setup_.unprocessable, one, other) == messages(setup_.unprocessable, place, other_place) &&
           (!has_order(one, other) || (one < other) == (place < other_place));
  }

  static std::vector<std::uint32_t> messages(const std::vector<Message>& all, ClientId from, ClientId to) {
    std::vector<std::uint32_t> numbers;
    for (const Message& message : all) {
      if (message.from == from && message.to == to) numbers.push_back(message.number);
    }
    std::ranges::sort(numbers);
    return numbers;
  }

  /// Can it show which of the two comes first among the participants?
  bool has_order(ClientId one, ClientId other) const {
    if (one == other) return false;
    const Participant& first = setup_.participant(one);
    const Participant& second = setup_.participant(other);
    // Contacts are asked for one after the other, and the questions travel on one link.
    const bool are_asked_for = setup_.budgets[Budget::contact_syncs] > 0 && have_common_acquaintance(one, other);
    // Who takes a number takes it from one user after the other.
    const bool lose_number = setup_.budgets[Budget::registrations] > 0 && first.number == second.number;
    // Where the server's clock ends sessions or lifetimes, it tells senders so mailbox by mailbox.
    const bool tells =
        setup_.options.unacknowledged_at_session_end == SessionEnd::bounce || setup_.options.expiry == Expiry::reported;
    const bool bounce = setup_.budgets[Budget::clock_jumps] > 0 && first.home == second.home && tells;
    return are_asked_for || lose_number || bounce;
  }

  bool have_common_acquaintance(ClientId one, ClientId other) const {
    for (std::size_t i = 0; i < setup_.participants.size(); ++i) {
      if (is_contact(setup_, client_at(i), one) && is_contact(setup_, client_at(i), other)) return true;
    }
    return false;
  }

  /// A server where nobody is at home stays what it is.
  std::vector<ServerId> servers() const {
    std::vector<ServerId> servers;
    for (std::size_t i = 0; i < setup_.servers.size(); ++i) servers.push_back(server_at(i));
    for (std::size_t i = 0; i < setup_.participants.size(); ++i) {
      servers[index_of(setup_.participants[i].home)] = setup_.participant(place_[i]).home;
    }
    return servers;
  }

  const Setup& setup_;
  std::vector<ClientId> users_;
  std::size_t fixed_ = 0;
  std::vector<ClientId> place_;   // by ClientId; of those that are placed
  std::vector<ClientId> placed_;  // so far
  std::vector<Permutation> found_;
};

RelayId renamed(const Permutation& permutation, RelayId relay) {
  const auto [low, high] = ends_of(relay);
  return relay_between(permutation.servers.at(index_of(low)), permutation.servers.at(index_of(high)));
}

}  // namespace

std::vector<Permutation> symmetries_of(const Setup& setup) {
  for (std::size_t fixed = 0;; ++fixed) {
    if (auto found = Symmetries(setup).find(fixed)) return std::move(*found);
  }
}

ComponentId renamed(const Setup& setup, const Permutation& permutation, ComponentId component) {
  if (is_side(setup, component)) return component_of(permutation.clients.at(index_of(component)));
  return component_of(setup, renamed(permutation, relay_of(setup, component)));
}

Side renamed(const Permutation& permutation, Side side) {
  renaming_of(permutation)("", side);
  return side;
}

Relay renamed(const Permutation& permutation, RelayId self, Relay relay) {
  renaming_of(permutation)("", relay);
  const auto [low, high] = ends_of(self);
  if (permutation.servers.at(index_of(low)) > permutation.servers.at(index_of(high))) {
    std::swap(relay.queue_up, relay.queue_down);
    std::swap(relay.up, relay.down);
  }
  return relay;
}

World renamed(const Setup& setup, const Permutation& permutation, const World& world) {
  World other = world;
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    other.sides.at(index_of(permutation.clients.at(i))) = renamed(permutation, world.sides[i]);
  }
  for (std::size_t i = 0; i < world.relays.size(); ++i) {
    const ComponentId place = renamed(setup, permutation, component_of(setup, relay_at(i)));
    other.relays.at(index_of(relay_of(setup, place))) = renamed(permutation, relay_at(i), world.relays[i]);
  }
  return other;
}

Side with_messages(const std::function<Message(const Message&)>& rename, Side side) {
  Renaming([](ClientId client) { return client; }, rename)("", side);
  return side;
}

}  // namespace doublecheck::model
