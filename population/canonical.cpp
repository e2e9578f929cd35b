#include "population/canonical.hpp"

#include "model/irrelevant_history.hpp"
#include "model/symmetry.hpp"

#include <algorithm>

namespace doublecheck::population {
namespace {

using model::Message;
using model::Sequence;

/// What the driver measures and watches.
constexpr model::Interest kInterest{
    .copies = true, .failures = true, .notification = true, .released = true, .breaches = 0xFF};

/// Messages, each with the place where it was met first.
class Places {
 public:
  void add(const Message& message) {
    const Message known = original(message);
    if (std::ranges::find(found_, known) == found_.end()) found_.push_back(known);
  }
  void add(const Sequence<Message>& messages) {
    for (const Message& message : messages) add(message);
  }
  void add(const Sequence<model::Item>& items) {
    for (const model::Item& item : items) {
      if (!is_control(item.kind)) add(item.message);
    }
  }

  bool has(const Message& message) const { return std::ranges::find(found_, original(message)) != found_.end(); }
  std::size_t place_of(const Message& message) const {
    return static_cast<std::size_t>(std::ranges::find(found_, original(message)) - found_.begin());
  }
  std::vector<Message>& found() { return found_; }

 private:
  std::vector<Message> found_;
};

/// What memory and disk do not agree on. Messages of which the same is known are interchangeable.
Sequence<Message> differences(const model::Side& side, const model::Records& disk) {
  const auto& [received, mailbox] = std::tie(side.client.received, side.mailbox);
  Sequence<Message> found;
  const auto compare = [&](const Sequence<Message>& one, const Sequence<Message>& other) {
    for (const Message& message : one) {
      if (!contains(other, message) && !contains(found, message)) found.push_back(message);
    }
  };
  compare(mailbox.tombstones, disk.tombstones);
  compare(disk.tombstones, mailbox.tombstones);
  compare(mailbox.archive, disk.archive);
  compare(disk.archive, mailbox.archive);
  std::ranges::sort(found, {}, [&](const Message& message) {
    return std::tuple(contains(mailbox.tombstones, message), contains(disk.tombstones, message),
                      contains(mailbox.archive, message), contains(disk.archive, message), count(received, message),
                      contains(mailbox.expired, message), contains(side.history.released, original(message)), message);
  });
  return found;
}

/// The messages that are not at rest. Lists come before sets, for their order does not depend on names.
Places places_in(const model::Side& side) {
  const auto& [client, mailbox] = std::tie(side.client, side.mailbox);
  Places places;
  places.add(client.outbox);
  places.add(mailbox.bodies);
  places.add(mailbox.receipts);
  places.add(side.up.in_flight);
  places.add(side.down.in_flight);
  places.add(client.unsaved);
  places.add(client.unshown);
  places.add(client.session.window);
  places.add(mailbox.session.window);
  for (const model::Records& disk : mailbox.on_disk) {
    places.add(disk.bodies);
    places.add(disk.receipts);
  }
  places.add(mailbox.undated);
  places.add(client.early_receipts);
  for (const model::Records& disk : mailbox.on_disk) {
    places.add(differences(side, disk));
  }
  return places;
}

class Leaving {
 public:
  explicit Leaving(const Places& places) : places_(places) {}

  /// Takes what is at rest out of the list and adds the bit for each time that it stood there.
  void take(Sequence<Message>& messages, unsigned bit) {
    erase_where(messages, [&](const Message& message) {
      if (places_.has(message)) return false;
      std::uint16_t& bits = entry(message).rest.bits;
      bits = static_cast<std::uint16_t>(bits + (message.id == 0 ? bit : bit << Rest::kOfFreshId));
      return true;
    });
  }
  void take(Sequence<model::Sent>& sent) {
    erase_where(sent, [&](const model::Sent& one) {
      if (places_.has(one.message)) return false;
      const unsigned bits = static_cast<unsigned>(one.mark) | (one.failed ? Rest::kFailed : 0U);
      entry(one.message).rest.bits = static_cast<std::uint16_t>(bits);
      return true;
    });
  }

  std::vector<AtRest>& taken() { return taken_; }

 private:
  AtRest& entry(const Message& message) {
    const auto known =
        std::ranges::find_if(taken_, [&](const AtRest& other) { return other.message == original(message); });
    return known != taken_.end() ? *known : taken_.emplace_back(AtRest{original(message), {}});
  }

  const Places& places_;
  std::vector<AtRest> taken_;
};

std::vector<AtRest> take_out(model::Side& side, const Places& places) {
  Leaving leaving(places);
  leaving.take(side.client.sent);
  leaving.take(side.client.received, 1);
  leaving.take(side.mailbox.tombstones, Rest::kTombstone);
  leaving.take(side.mailbox.expired, Rest::kExpired);
  leaving.take(side.mailbox.archive, Rest::kArchived);
  leaving.take(side.history.released, Rest::kReleased);
  for (model::Records& disk : side.mailbox.on_disk) {
    erase_where(disk.tombstones, [&](const Message& message) { return !places.has(message); });
    erase_where(disk.archive, [&](const Message& message) { return !places.has(message); });
  }
  return std::move(leaving.taken());
}

void sort_sets(model::Side& side) {
  std::ranges::sort(side.client.sent, {}, [](const model::Sent& sent) { return slot_of(sent.message); });
  for (auto* set : {&side.client.early_receipts, &side.client.received, &side.mailbox.tombstones, &side.mailbox.expired,
                    &side.mailbox.archive, &side.history.released}) {
    std::ranges::sort(*set);
  }
  for (model::Records& disk : side.mailbox.on_disk) {
    std::ranges::sort(disk.tombstones);
    std::ranges::sort(disk.archive);
  }
}

/// What it knows of the message under one id.
void wake_at_recipient(model::Side& side, const Message& message, unsigned bits) {
  const auto has = [&](unsigned bit) { return (bits & bit) != 0; };
  const unsigned copies = bits & ((1U << Rest::kCopyBits) - 1);
  for (unsigned i = 0; i < copies; ++i) side.client.received.push_back(message);
  if (has(Rest::kTombstone)) insert_sorted(side.mailbox.tombstones, message);
  if (has(Rest::kExpired)) insert_sorted(side.mailbox.expired, message);
  if (has(Rest::kArchived)) insert_sorted(side.mailbox.archive, message);
  for (model::Records& disk : side.mailbox.on_disk) {
    if (has(Rest::kTombstone)) insert_sorted(disk.tombstones, message);
    if (has(Rest::kArchived)) insert_sorted(disk.archive, message);
  }
}

}  // namespace

Canonical canonical(model::Side side, const model::Setup& setup, model::ClientId self) {
  forget_irrelevant_history(side, setup, self, kInterest);
  Places places = places_in(side);
  Canonical result;
  result.breaches = side.history.breaches;
  result.at_rest = take_out(side, places);
  side.history.breaches = 0;
  side.client.matched.clear();
  side.client.composed = 0;
  result.side = with_messages(
      [&](const Message& message) {
        Message name = message_in(places.place_of(message), message.from == self);
        name.id = message.id;
        return name;
      },
      std::move(side));
  sort_sets(result.side);
  result.slots = std::move(places.found());
  return result;
}

void wake(model::Side& side, const Message& message, Rest rest) {
  const auto has = [&](std::uint16_t bit) { return (rest.bits & bit) != 0; };
  if (rest.bits == 0) return;
  if (model::index_of(message.from) == 0) {
    const auto mark = static_cast<model::Mark>(rest.bits & ((1U << Rest::kMarkBits) - 1));
    side.client.sent.push_back({message, mark, has(Rest::kFailed)});
    return;
  }
  if (has(Rest::kReleased)) insert_sorted(side.history.released, message);
  wake_at_recipient(side, message, rest.bits);
  Message again = message;
  again.id = 1;
  wake_at_recipient(side, again, unsigned{rest.bits} >> Rest::kOfFreshId);
}

}  // namespace doublecheck::population
