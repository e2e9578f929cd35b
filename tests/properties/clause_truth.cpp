#include "tests/properties/clause_truth.hpp"

#include "properties/course.hpp"
#include "properties/formulas.hpp"
#include "tests/properties/predicate_truth.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace doublecheck::tests {
namespace {

using model::Message;
using model::World;
using properties::Clause;
using properties::Remnant;
using properties::Statement;
using properties::Truth;

bool has(const model::Sequence<Message>& messages, const Message& message) {
  for (const Message& other : messages) {
    if (other.from == message.from && other.to == message.to && other.number == message.number) return true;
  }
  return false;
}

std::size_t bodies(const model::Sequence<model::Item>& items, const Message& message) {
  std::size_t count = 0;
  for (const model::Item& item : items) {
    if (item.kind == model::ItemKind::body && has({item.message}, message)) ++count;
  }
  return count;
}

bool posted(const model::Sequence<model::Post>& posts, const Message& message) {
  for (const model::Post& post : posts) {
    if (post.kind == model::PostKind::store_body && has({post.message}, message)) return true;
  }
  return false;
}

bool on_disk(const model::Mailbox& mailbox, const Message& message) {
  for (const model::Records& records : mailbox.on_disk) {
    if (has(records.bodies, message) || has(records.archive, message)) return true;
  }
  return false;
}

/// At rest and on the links of one side.
std::size_t copies_at(const model::Side& side, const Message& message) {
  std::size_t count = 0;
  for (const auto* messages : {&side.client.outbox, &side.client.received, &side.client.unsaved, &side.mailbox.bodies,
                               &side.mailbox.archive}) {
    if (has(*messages, message)) ++count;
  }
  if (on_disk(side.mailbox, message)) ++count;
  for (const auto* items :
       {&side.client.session.window, &side.mailbox.session.window, &side.up.in_flight, &side.down.in_flight}) {
    count += bodies(*items, message);
  }
  return count;
}

std::size_t copies_between_servers(const model::Relay& relay, const Message& message) {
  std::size_t count = 0;
  for (const auto* queue : {&relay.queue_up, &relay.queue_down}) {
    if (posted(*queue, message)) ++count;
  }
  for (const auto* items : {&relay.up, &relay.down}) {
    for (const model::RelayItem& item : *items) {
      if (!item.acknowledgement && posted({item.post}, message)) ++count;
    }
  }
  return count;
}

std::size_t copies(const World& world, const Message& message) {
  std::size_t count = 0;
  for (const model::Side& side : world.sides) count += copies_at(side, message);
  for (const model::Relay& relay : world.relays) count += copies_between_servers(relay, message);
  return count;
}

std::size_t copies_on_links(const World& world, const Message& message) {
  std::size_t count = 0;
  for (const model::Side& side : world.sides) {
    count += bodies(side.up.in_flight, message) + bodies(side.down.in_flight, message);
  }
  return count;
}

/// One clause with what it speaks of.
class Held {
 public:
  Held(const Spoken& spoken, const Clause& clause) : spoken_(spoken), clause_(clause) {}

  const model::Setup& setup() const { return spoken_.setup; }
  const model::Options& options() const { return spoken_.setup.options; }
  const Clause& clause() const { return clause_; }
  const Message& m() const { return clause_.message; }
  const World& world() const { return spoken_.worlds.front(); }
  const Spoken& spoken() const { return spoken_; }
  const model::Side& sender(const World& world) const { return world.side(m().from); }
  const model::Side& sender() const { return sender(world()); }
  const model::Side& device(const World& world) const { return world.side(clause_.device); }
  const model::Side& device() const { return device(world()); }
  const model::Mailbox& mailbox() const { return device().mailbox; }

  bool in_outbox() const { return has(sender().client.outbox, m()); }
  bool has_stored(const World& world, model::ClientId client) const {
    const model::Side& side = world.side(client);
    return has(side.client.received, m()) || has(side.history.wiped, m());
  }
  bool is_held_at(const World& world, model::ClientId client) const {
    const model::Mailbox& box = world.side(client).mailbox;
    return has(box.bodies, m()) || has(box.archive, m());
  }
  bool is_durable_at(const World& world, model::ClientId client) const {
    const model::Mailbox& box = world.side(client).mailbox;
    if (options().server_durability == model::ServerDurability::memory || !has(box.bodies, m())) return false;
    return box.on_disk.empty() || has(box.on_disk.front().bodies, m());
  }
  bool is_relayed(const World& world) const {
    for (const model::Relay& relay : world.relays) {
      if (posted(relay.queue_up, m()) || posted(relay.queue_down, m())) return true;
    }
    return false;
  }
  /// Nothing of it is on a server for the device.
  bool is_absent() const {
    return !is_held_at(world(), clause_.device) && !on_disk(mailbox(), m()) &&
           bodies(mailbox().session.window, m()) == 0 && !is_relayed(world());
  }
  std::vector<model::ClientId> recipients() const {
    std::vector<model::ClientId> all;
    for (std::size_t i = 0; i < setup().participants.size(); ++i) {
      const auto& participant = setup().participants[i];
      if (model::client_at(i) == m().to || participant.device_of == m().to) all.push_back(model::client_at(i));
    }
    return all;
  }
  template <class Question>
  bool in_all(Question question) const {
    return std::ranges::all_of(spoken_.worlds, question);
  }
  template <class Question>
  bool in_some(Question question) const {
    return std::ranges::any_of(spoken_.worlds, question);
  }
  template <class Question>
  bool ever(Question question) const {
    return std::ranges::any_of(spoken_.run, question);
  }
  bool breached(model::Breach breach) const { return has_bit(device().history.breaches, breach); }

  /// Is there something that may happen next of which the question is true?
  template <class Question>
  bool next(Question question) const {
    std::vector<model::Action> actions;
    enabled_actions(world(), setup(), actions);
    return std::ranges::any_of(actions, [&](const model::Action& action) {
      World after = world();
      model::Facts facts;
      apply(after, setup(), action, facts);
      return question(after, facts);
    });
  }

 private:
  static bool has_bit(std::uint8_t bits, model::Breach breach) {
    return (static_cast<unsigned>(bits) >> static_cast<unsigned>(breach) & 1U) != 0;
  }

  const Spoken& spoken_;
  const Clause& clause_;
};

bool nobody_keeps_safe(const Held& h) {
  if (h.in_outbox() && h.options().client_persistence == model::ClientPersistence::durable) return false;
  if (h.is_durable_at(h.world(), h.clause().device)) return false;
  return !h.is_relayed(h.world()) || h.options().server_durability == model::ServerDurability::memory;
}

bool sends_again(const Held& h) {
  return h.next([&](const World&, const model::Facts& facts) {
    return std::ranges::any_of(facts, [&](const model::Fact& fact) {
      return fact.kind == model::FactKind::transmitted && fact.direction == model::Direction::up &&
             bodies({fact.item}, h.m()) > 0;
    });
  });
}

bool was_taken(const Held& h, model::ClientId client) { return has(h.world().side(client).history.taken, h.m()); }

bool never_durable_for(const Held& h, model::ClientId device) {
  return !was_taken(h, device) && !was_taken(h, h.m().from) &&
         !h.ever([&](const World& world) { return h.is_durable_at(world, device); });
}

bool sees_behind_later(const Held& h) {
  bool later = false;
  for (const Message& message : h.device().client.received) {
    if (later && message == h.m()) return true;
    if (message.from == h.m().from && message.number > h.m().number) later = true;
  }
  return false;
}

bool is_quiet(const World& world) {
  for (const model::Side& side : world.sides) {
    const model::Client& client = side.client;
    if (!client.outbox.empty() || !client.unsaved.empty() || !side.mailbox.bodies.empty()) return false;
    if (!side.mailbox.receipts.empty() || !side.mailbox.failures.empty() || !side.up.in_flight.empty() ||
        !side.down.in_flight.empty())
      return false;
    if (side.push_in_flight || side.push_error_in_flight) return false;
  }
  for (const model::Relay& relay : world.relays) {
    model::Relay empty;
    empty.connected = relay.connected;
    if (relay != empty) return false;
  }
  return true;
}

bool is_there(const Held& h, const World& world) {
  const model::Side& side = h.device(world);
  const Clause& clause = h.clause();
  switch (clause.remnant) {
    case Remnant::in_outbox:
      return has(side.client.outbox, h.m());
    case Remnant::in_mailbox:
      return has(side.mailbox.bodies, h.m());
    case Remnant::receipt:
      return has(side.mailbox.receipts, h.m());
    case Remnant::failure:
      return has(side.mailbox.failures, h.m());
    case Remnant::traffic:
      return !side.up.in_flight.empty() || !side.down.in_flight.empty();
    case Remnant::in_memory:
      return has(side.client.unsaved, h.m());
    case Remnant::word_of_token:
      return side.push_error_in_flight;
    case Remnant::push:
      return side.push_in_flight;
    case Remnant::relayed_traffic:
    case Remnant::kept_for_other:
      break;
  }
  const model::Relay& relay = world.relays.at(index_of(clause.relay));
  if (clause.remnant == Remnant::relayed_traffic) return !relay.up.empty() || !relay.down.empty();
  const bool is_low = clause.server == model::ends_of(clause.relay).first;
  return !(is_low ? relay.queue_up : relay.queue_down).empty();
}

model::Mark mark(const Held& h, const World& world) {
  for (const model::Sent& sent : h.sender(world).client.sent) {
    if (has({sent.message}, h.m())) return sent.mark;
  }
  return model::Mark::none;
}

bool has_failed(const Held& h, const World& world) {
  return std::ranges::any_of(h.sender(world).client.sent,
                             [&](const model::Sent& sent) { return has({sent.message}, h.m()) && sent.failed; });
}

bool is_reached(const model::Side& side) { return side.client.connected || side.client.notified; }

bool waits_unreached(const Held& h, const World& world, model::ClientId device) {
  return has(world.side(device).mailbox.bodies, h.m()) && !is_reached(world.side(device));
}

properties::Claim claim_of(const Held& h) {
  const auto read = properties::read_formula(h.clause().text, h.setup());
  const auto claims = properties::claims_of(std::get<language::TypedFormula>(read), h.setup());
  return std::get<std::vector<properties::Claim>>(claims).at(0);
}

bool part_is_false(const Held& h) {
  const properties::Claim claim = claim_of(h);
  const properties::Course course = course_of(claim, {{h.world()}, 0});
  return !course.holds.front();
}

bool formula_is_false(const Held& h) {
  const std::size_t length = h.spoken().run.size();
  properties::EndlessRun run{{h.spoken().run.begin(), h.spoken().run.end()}, length - 1};
  if (h.spoken().worlds.size() > 1) {
    run.worlds.pop_back();  // the same as where the cycle begins
    run.loop = length - h.spoken().worlds.size();
  }
  return !course_of(claim_of(h), run).holds.front();
}

bool has_truth(const Held& h) {
  const auto is_true = [&](const World& world) { return is_predicate_true(h.clause().text, h.setup(), world); };
  switch (h.clause().truth) {
    case Truth::always:
      return h.in_all(is_true);
    case Truth::never:
      return !h.in_some(is_true);
    case Truth::now_and_then:
      return h.in_some(is_true) && !h.in_all(is_true);
  }
  return false;
}

struct Meaning {
  Statement statement;
  bool (*is_so)(const Held& h);
};

constexpr auto kMeanings = std::to_array<Meaning>({
    {Statement::nobody_keeps_safe, nobody_keeps_safe},
    {Statement::outbox_in_memory,
     [](const Held& h) {
       return h.in_outbox() && h.options().client_persistence == model::ClientPersistence::memory;
     }},
    {Statement::lost_by_sender,
     [](const Held& h) {
       return mark(h, h.world()) == model::Mark::clock && !h.in_outbox() && !sends_again(h) &&
              bodies(h.sender().client.session.window, h.m()) == 0;
     }},
    {Statement::mark_and_never_again,
     [](const Held& h) { return mark(h, h.world()) == h.clause().mark && !h.in_outbox() && !sends_again(h); }},
    {Statement::archived_on_server,
     [](const Held& h) { return has(h.mailbox().archive, h.m()) && !has(h.mailbox().bodies, h.m()); }},
    {Statement::queued_in_memory,
     [](const Held& h) {
       return has(h.mailbox().bodies, h.m()) && !h.is_durable_at(h.world(), h.clause().device) &&
              !on_disk(h.mailbox(), h.m());
     }},
    {Statement::in_window_in_memory,
     [](const Held& h) {
       return bodies(h.mailbox().session.window, h.m()) > 0 && !h.is_held_at(h.world(), h.clause().device) &&
              !on_disk(h.mailbox(), h.m());
     }},
    {Statement::on_disk_alone,
     [](const Held& h) { return !has(h.mailbox().bodies, h.m()) && on_disk(h.mailbox(), h.m()); }},
    {Statement::relayed_in_memory,
     [](const Held& h) {
       return h.is_relayed(h.world()) && h.options().server_durability == model::ServerDurability::memory &&
              h.setup().participant(h.m().from).home == h.clause().server;
     }},
    {Statement::dropped_by_server,
     [](const Held& h) { return h.is_absent() && (was_taken(h, h.clause().device) || was_taken(h, h.m().from)); }},
    {Statement::absent_on_server, [](const Held& h) { return h.is_absent(); }},
    {Statement::not_stored,
     [](const Held& h) {
       return !h.ever([&](const World& world) { return h.has_stored(world, h.clause().device); });
     }},
    {Statement::only_copy_under_way,
     [](const Held& h) { return copies(h.world(), h.m()) == 1 && copies_on_links(h.world(), h.m()) == 1; }},
    {Statement::may_be_lost_now,
     [](const Held& h) {
       return h.next([&](const World& after, const model::Facts&) { return copies(after, h.m()) == 0; });
     }},
    {Statement::held_past_its_time,
     [](const Held& h) {
       return h.is_held_at(h.world(), h.clause().device) &&
              (has(h.mailbox().expired, h.m()) || has(h.mailbox().undated, h.m()));
     }},
    {Statement::held_though_given_up,
     [](const Held& h) {
       return h.is_held_at(h.world(), h.clause().device) && (has(h.device().history.excused, h.m()) || has(h.device().history.expired, h.m()));
     }},
    {Statement::held_though_acked,
     [](const Held& h) {
       return h.is_held_at(h.world(), h.clause().device) && has(h.device().history.released, h.m());
     }},
    {Statement::sees_check, [](const Held& h) { return mark(h, h.world()) >= model::Mark::one; }},
    {Statement::never_durable,
     [](const Held& h) {
       return std::ranges::all_of(h.recipients(), [&](model::ClientId device) { return never_durable_for(h, device); });
     }},
    {Statement::never_durable_for, [](const Held& h) { return never_durable_for(h, h.clause().device); }},
    {Statement::sees_two_checks, [](const Held& h) { return mark(h, h.world()) == model::Mark::two; }},
    {Statement::never_stored,
     [](const Held& h) {
       return h.recipients().size() == 1 &&
              !h.ever([&](const World& world) { return h.has_stored(world, h.clause().device); });
     }},
    {Statement::never_stored_by_any,
     [](const Held& h) {
       return std::ranges::none_of(h.recipients(), [&](model::ClientId device) {
         return h.ever([&](const World& world) { return h.has_stored(world, device); });
       });
     }},
    {Statement::mark_moved_wrongly, [](const Held& h) { return h.breached(model::Breach::marks); }},
    {Statement::sees_twice,
     [](const Held& h) {
       return std::ranges::count_if(h.device().client.received,
                                    [&](const Message& message) { return has({message}, h.m()); }) >= 2;
     }},
    {Statement::sees_behind_later, sees_behind_later},
    {Statement::sent_when_acked, [](const Held& h) { return h.breached(model::Breach::no_resend); }},
    {Statement::connected_though_forbidden,
     [](const Held& h) {
       return h.device().client.connected &&
              !may_run(h.setup().participant(h.clause().device).platform, h.device().client.app);
     }},
    {Statement::woken_though_forbidden, [](const Held& h) { return h.breached(model::Breach::platform); }},
    {Statement::misaddressed, [](const Held& h) { return h.breached(model::Breach::address); }},
    {Statement::changed_by_push, [](const Held& h) { return h.breached(model::Breach::push_inert); }},
    {Statement::notified_before_fetch, [](const Held& h) { return h.breached(model::Breach::fetch_first); }},
    {Statement::waits_for_fetched,
     [](const Held& h) {
       return h.breached(model::Breach::no_wait) && h.device().client.app == model::AppState::foreground &&
              !h.device().client.unsaved.empty();
     }},
    {Statement::waited_for_fetched, [](const Held& h) { return h.breached(model::Breach::no_wait); }},
    {Statement::composed,
     [](const Held& h) { return h.ever([&](const World& world) { return mark(h, world) != model::Mark::none; }); }},
    {Statement::never_stores,
     [](const Held& h) {
       return h.in_all([&](const World& world) { return !h.has_stored(world, h.clause().device); });
     }},
    {Statement::has_stored,
     [](const Held& h) {
       return h.in_all([&](const World& world) { return h.has_stored(world, h.clause().device); });
     }},
    {Statement::all_have_stored,
     [](const Held& h) {
       return h.in_all([&](const World& world) {
         return std::ranges::all_of(h.recipients(),
                                    [&](model::ClientId device) { return h.has_stored(world, device); });
       });
     }},
    {Statement::held_for_ever,
     [](const Held& h) {
       return h.in_all([&](const World& world) {
         return h.is_relayed(world) ||
                std::ranges::any_of(h.recipients(), [&](model::ClientId d) { return h.is_held_at(world, d); });
       });
     }},
    {Statement::never_sees_two_checks,
     [](const Held& h) { return h.in_all([&](const World& world) { return mark(h, world) != model::Mark::two; }); }},
    {Statement::mark_stays,
     [](const Held& h) {
       return h.in_all(
           [&](const World& world) { return mark(h, world) == h.clause().mark && !has_failed(h, world); });
     }},
    {Statement::told_that_it_failed,
     [](const Held& h) { return h.in_all([&](const World& world) { return has_failed(h, world); }); }},
    {Statement::never_told,
     [](const Held& h) { return !h.in_some([&](const World& world) { return has_failed(h, world); }); }},
    {Statement::never_rests, [](const Held& h) { return !h.in_some(is_quiet); }},
    {Statement::never_stays_at_rest, [](const Held& h) { return h.in_some(is_quiet) && !h.in_all(is_quiet); }},
    {Statement::always_remains,
     [](const Held& h) { return h.in_all([&](const World& world) { return is_there(h, world); }); }},
    {Statement::remains_now_and_then,
     [](const Held& h) {
       return h.in_some([&](const World& world) { return is_there(h, world); }) &&
              !h.in_all([&](const World& world) { return is_there(h, world); });
     }},
    {Statement::waits_on_server,
     [](const Held& h) {
       return h.in_all([&](const World& world) { return has(h.device(world).mailbox.bodies, h.m()); });
     }},
    {Statement::some_device_waits,
     [](const Held& h) {
       return h.in_all([&](const World& world) {
         return std::ranges::any_of(h.recipients(),
                                    [&](model::ClientId device) { return waits_unreached(h, world, device); });
       });
     }},
    {Statement::neither_notified_nor_connected,
     [](const Held& h) { return h.in_all([&](const World& world) { return !is_reached(h.device(world)); }); }},
    {Statement::part_is_false, part_is_false},
    {Statement::formula_is_false, formula_is_false},
    {Statement::nothing_happens, [](const Held& h) { return h.spoken().worlds.size() == 1; }},
    {Statement::goes_round,
     [](const Held& h) {
       return h.spoken().worlds.size() > 1 && h.spoken().worlds.front() == h.spoken().worlds.back();
     }},
    {Statement::has_truth, has_truth},
});

static_assert(kMeanings.size() == properties::kStatementCount, "a meaning for each statement");

}  // namespace

bool is_so(const Spoken& spoken, const Clause& clause) {
  const auto meaning = std::ranges::find(kMeanings, clause.statement, &Meaning::statement);
  if (meaning == kMeanings.end()) throw std::logic_error("a clause without a meaning");
  return meaning->is_so({spoken, clause});
}

}  // namespace doublecheck::tests
