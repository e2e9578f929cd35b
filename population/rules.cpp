#include "population/rules.hpp"

#include "model/assert.hpp"
#include "model/components.hpp"

#include <algorithm>

namespace doublecheck::population {
namespace {

using model::ActionKind;
using model::ClientId;
using model::Direction;
using model::Fact;
using model::FactKind;
using model::ItemKind;
using model::Message;

constexpr ClientId kSelf{};

/// Does the arrival of such an item at the server post to the other end of its message?
bool concerns_other_end(ItemKind kind) {
  return kind == ItemKind::body || kind == ItemKind::delivery_ack || kind == ItemKind::receipt_query;
}

model::Sequence<ClientId> matched_of(const model::Setup& setup) {
  model::Sequence<ClientId> matched;
  for (std::size_t i = 1; i < setup.participants.size(); ++i) matched.push_back(model::client_at(i));
  return matched;
}

/// Does the message in the slot come from this client?
bool is_own_slot(const model::Side& side, std::size_t slot) {
  return std::ranges::any_of(side.client.sent, [&](const model::Sent& sent) { return slot_of(sent.message) == slot; });
}

/// Every run is a path of the checker's graph because of this.
void require_enabled(const model::Side& side, const model::Setup& setup, const model::Action& action) {
  if (model::info_of(action.kind).subject != model::ActionSubject::client) return;
  std::vector<model::Action> enabled;
  model::enabled_actions(side, setup, setup.budgets, kSelf, enabled);
  DOUBLECHECK_ASSERT(std::ranges::find(enabled, action) != enabled.end());
}

bool has_message(const Fact& fact) { return fact.item.message != Message{}; }

/// What is left out of a side and unknown to it has no bits.
Rest rest_of(const std::vector<AtRest>& at_rest, std::size_t slot) {
  const auto found = std::ranges::find_if(at_rest, [&](const AtRest& one) { return slot_of(one.message) == slot; });
  return found == at_rest.end() ? Rest{} : found->rest;
}

/// Turns the facts of one step into deeds.
class Condensing {
 public:
  explicit Condensing(const model::Side& before)
      : on_links_{before.up.in_flight.size(), before.down.in_flight.size()} {}

  Deed operator()(const Fact& fact) {
    Deed deed{.kind = fact.kind, .item = fact.item.kind};
    if (has_message(fact)) deed.index = static_cast<std::uint16_t>(slot_of(fact.item.message));
    if (fact.direction == Direction::down) set(deed, Deed::kDown);
    if (fact.durably) set(deed, Deed::kDurably);
    if (fact.kind == FactKind::mark_changed) {
      deed.before = static_cast<std::uint8_t>(fact.mark_before);
      deed.after = static_cast<std::uint8_t>(fact.mark_after);
    } else {
      deed.before = static_cast<std::uint8_t>(fact.app_before);
      deed.after = static_cast<std::uint8_t>(fact.app);
    }
    if (fact.kind == FactKind::push_arrived) deed.before = static_cast<std::uint8_t>(fact.push_effect);
    follow_links(fact, deed);
    return deed;
  }

 private:
  static void set(Deed& deed, std::uint8_t flag) { deed.flags = static_cast<std::uint8_t>(deed.flags | flag); }

  void follow_links(const Fact& fact, Deed& deed) {
    const bool leaves = fact.kind == FactKind::arrived || fact.kind == FactKind::lost;
    std::size_t& on_link = on_links_[fact.direction == Direction::down ? 1 : 0];
    if (leaves && on_link > 0) --on_link;  // what is lost has not always been on the link
    if (fact.kind != FactKind::transmitted) return;
    if (on_link++ == 0) set(deed, Deed::kLinkWasEmpty);
    if (fact.direction == Direction::down) return;
    if (concerns_other_end(fact.item.kind)) set(deed, Deed::kConcerns);
    if (is_control(fact.item.kind)) set(deed, Deed::kConcernsMany);
  }

  std::size_t on_links_[2];
};

}  // namespace

Rules::Rules(const Crowd& crowd) : crowd_(crowd), setups_(crowd.platforms.size()) {}

model::Setup& Rules::setup_for(PlatformIndex platform, std::size_t messages) {
  auto& sizes = setups_.at(platform);
  for (std::size_t room = 18;; room *= 4) {
    const auto known = std::ranges::find_if(sizes, [&](const auto& s) { return s.participants.size() == room + 1; });
    if (room < messages) continue;
    if (known != sizes.end()) return *known;
    model::Setup setup;
    setup.options = crowd_.options;
    setup.budgets = model::unlimited_budgets();
    model::Participant self;
    self.name = self.number = "0";
    self.platform = crowd_.platforms.at(platform).platform;
    self.connected = false;
    for (std::size_t i = 1; i <= room; ++i) self.contacts.push_back(std::to_string(i));
    setup.participants.push_back(self);
    for (const std::string& peer : self.contacts) {
      model::Participant other;
      other.name = other.number = peer;
      other.connected = false;
      setup.participants.push_back(other);
    }
    return sizes.emplace_back(std::move(setup));
  }
}

model::Side Rules::initial_side(PlatformIndex platform, model::AppState app, bool connected) {
  model::Setup& setup = setup_for(platform, 0);
  model::Participant& self = setup.participants.front();
  self.app = app;
  self.connected = connected;
  return canonical(model::initial_side(setup, kSelf), setup, kSelf).side;
}

Outline Rules::outline(const model::Side& side, PlatformIndex platform, std::size_t slots) {
  model::Setup& setup = setup_for(platform, slots);
  setup.workload.clear();
  model::Side full = side;
  full.client.matched = matched_of(setup);
  enabled_.clear();
  model::enabled_actions(full, setup, setup.budgets, kSelf, enabled_);
  Outline outline;
  for (const model::Action& action : enabled_)
    outline.enabled |= std::uint64_t{1} << static_cast<unsigned>(action.kind);
  outline.slots = static_cast<std::uint16_t>(slots);
  outline.bodies = static_cast<std::uint16_t>(side.mailbox.bodies.size());
  outline.receipts = static_cast<std::uint16_t>(side.mailbox.receipts.size());
  outline.app = side.client.app;
  outline.platform = platform;
  outline.connected = side.client.connected;
  outline.notified = side.client.notified;
  outline.push_in_flight = side.push_in_flight;
  outline.up = !side.up.in_flight.empty();
  outline.down = !side.down.in_flight.empty();
  return outline;
}

Derived Rules::derive(const model::Side& side, PlatformIndex platform, std::size_t slots, const Stimulus& stimulus) {
  model::Setup& setup = setup_for(platform, slots + 1);
  const bool composes = !stimulus.is_post && stimulus.action == ActionKind::compose;
  const Message outside = message_in(slots, composes || stimulus.is_own);
  model::Side after = side;
  after.client.matched = matched_of(setup);
  setup.workload.clear();
  if (composes) setup.workload.push_back(outside);
  facts_.clear();
  model::Errands errands;
  if (stimulus.is_post) {
    Message message = outside;
    if (stimulus.slot == Stimulus::kOutside) {
      wake(after, outside, stimulus.rest);
    } else {
      message = message_in(stimulus.slot, is_own_slot(side, stimulus.slot));
    }
    message.id = stimulus.id;
    model::react(after, setup, kSelf,
                 {ActionKind::deliver, {}, {.to = kSelf, .kind = stimulus.post, .message = message}}, facts_, errands);
  } else {
    const model::Action action{stimulus.action, stimulus.direction, stimulus.position, kSelf, 0};
    require_enabled(after, setup, action);
    model::act(after, setup, kSelf, action, facts_, errands);
  }
  Derived derived;
  Condensing condense(side);
  for (const Fact& fact : facts_) derived.deeds.push_back(condense(fact));
  for (const model::Errand& errand : errands) {
    const model::Post& post = errand.event.post;
    derived.posts.push_back(
        {post.kind, post.to == post.message.to, post.message.id, static_cast<std::uint16_t>(slot_of(post.message))});
  }
  Canonical next = canonical(std::move(after), setup, kSelf);
  derived.side = std::move(next.side);
  derived.breaches = next.breaches;
  for (const Message& message : next.slots) derived.slots.push_back(static_cast<std::uint16_t>(slot_of(message)));
  const bool has_outside = composes || (stimulus.is_post && stimulus.slot == Stimulus::kOutside);
  for (std::size_t i = 0; i < slots + (has_outside ? 1 : 0); ++i) {
    const auto index = static_cast<std::uint16_t>(i);
    if (std::ranges::find(derived.slots, index) == derived.slots.end()) {
      derived.retired.push_back({index, rest_of(next.at_rest, i)});
    }
  }
  return derived;
}

}  // namespace doublecheck::population
