#include "tests/model/random_setups.hpp"

#include "tests/model/platforms.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <string>

namespace doublecheck::model::fixtures {
namespace {

constexpr std::array kPlatforms = {"android", "iphone", "iphone_background", "blackberry", "symbian"};

void add_participant(Setup& setup, Draw& draw, const std::string& name, const std::string& number, ServerId home) {
  Participant added;
  added.name = name;
  added.number = number;
  added.platform = platform(kPlatforms[draw.below(kPlatforms.size())]);
  added.contacts = {"+1", "+2", "+3"};
  added.registered = !draw.one_in(8);
  added.contacts_matched = !draw.one_in(8);
  added.app = draw.one_in(2) ? AppState::foreground : static_cast<AppState>(draw.below(kAppStateCount));
  added.connected = added.registered && may_run(added.platform, added.app) && !draw.one_in(4);
  added.opens_unprompted = !draw.one_in(4);
  added.home = home;
  setup.participants.push_back(added);
}

ServerId any_server(const Setup& setup, Draw& draw) { return server_at(draw.below(setup.servers.size())); }

void draw_participants(Setup& setup, Draw& draw) {
  for (std::size_t i = draw.one_in(3) ? 2 + draw.below(2) : 1; setup.servers.size() < i;) {
    setup.servers.push_back("server" + std::to_string(setup.servers.size()));
  }
  add_participant(setup, draw, "alice", "+1", any_server(setup, draw));
  add_participant(setup, draw, "bob", "+2", any_server(setup, draw));
  if (draw.one_in(3)) {
    add_participant(setup, draw, "tablet", "+2", setup.participants[1].home);
    setup.participants.back().device_of = client_at(1);
    setup.participants.back().registered = setup.participants[1].registered;
    if (!setup.participants.back().registered) setup.participants.back().connected = false;
  }
  if (draw.one_in(4)) {  // who wants Bob's number
    add_participant(setup, draw, "carol", "+2", any_server(setup, draw));
    setup.participants.back().registered = false;
    setup.participants.back().connected = false;
  }
  if (draw.one_in(4)) add_participant(setup, draw, "dave", "+3", any_server(setup, draw));
}

void draw_workload(Setup& setup, Draw& draw) {
  std::vector<std::uint32_t> numbers(setup.participants.size());
  for (std::size_t left = 1 + draw.below(4); left > 0; --left) {
    const ClientId from = user_of(setup, client_at(draw.below(setup.participants.size())));
    const ClientId to = user_of(setup, client_at(draw.below(setup.participants.size())));
    if (setup.participant(from).number == setup.participant(to).number) continue;
    setup.workload.push_back({from, to, numbers[index_of(from)]++});
    if (draw.one_in(10)) setup.unprocessable.push_back(setup.workload.back());
  }
}

void draw_links(Setup& setup, Draw& draw) {
  if (draw.one_in(4)) setup.discipline = Discipline::datagram;
  setup.copies_max = 1 + draw.below(2);
  if (draw.one_in(2)) setup.overtaken_max = static_cast<std::uint8_t>(draw.below(3));
}

void draw_budgets(Setup& setup, Draw& draw) {
  if (draw.one_in(4)) {
    setup.budgets = unlimited_budgets();
    return;
  }
  for (std::uint8_t& left : setup.budgets.left) left = static_cast<std::uint8_t>(draw.below(4));
}

Chosen any_value(const OptionInfo& option, Draw& draw) {
  const std::size_t value = draw.below(option.values.size());
  const ArgumentInfo& argument = option.values[value].argument;
  if (argument.kind == ArgumentKind::count) return {value, 1 + draw.below(3)};
  const bool timed = argument.kind == ArgumentKind::time && draw.one_in(2);
  return {value, timed ? argument.least : argument.default_value};
}

void draw_options(Setup& setup, Draw& draw) {
  const std::size_t rarity = 1 + draw.below(6);
  do {
    setup.options = {};
    for (const OptionInfo& option : option_catalogue()) {
      if (draw.one_in(rarity)) option.set(setup.options, any_value(option, draw));
    }
    if (draw.one_in(2)) setup.options.deviation = Deviation::none;
  } while (!contradictions(setup.options, setup.discipline).empty());
}

template <class Enum>
void draw_one_of(Enum& member, Draw& draw, std::initializer_list<Enum> values) {
  member = *(values.begin() + static_cast<std::ptrdiff_t>(draw.below(values.size())));
}

void draw_safe_options(Setup& setup, Draw& draw) {
  Options& options = setup.options;
  draw_one_of(options.recipient_ack, draw, {RecipientAck::after_persist, RecipientAck::after_display});
  draw_one_of(options.receipt, draw,
              {ReceiptStorage::stored, ReceiptStorage::fire_and_forget, ReceiptStorage::rederived});
  draw_one_of(options.receipt_before_server_ack, draw,
              {EarlyReceipt::implies_single, EarlyReceipt::waits, EarlyReceipt::ignored});
  draw_one_of(options.receipt_acknowledged, draw, {ReceiptAcknowledged::yes, ReceiptAcknowledged::no});
  draw_one_of(options.second_connection, draw,
              {SecondConnection::newest_wins, SecondConnection::both, SecondConnection::rejected});
  draw_one_of(options.stale_session.value, draw,
              {StaleSession::ack_timeout, StaleSession::keepalive, StaleSession::none});
  draw_one_of(options.push_repeat.value, draw, {PushRepeat::periodic, PushRepeat::per_message, PushRepeat::on_first});
  draw_one_of(options.message_ttl.value, draw, {MessageTtl::none, MessageTtl::ttl});
  if (setup.discipline == Discipline::connection && draw.one_in(2)) options.session = SessionKind::resume;
  if (options.message_ttl == MessageTtl::none) return;
  draw_one_of(options.expiry, draw, {Expiry::silent, Expiry::reported});
  setup.budgets[Budget::clock_jumps] = 0;  // a jump lets fresh mail expire
}

Setup random_surroundings(Draw& draw) {
  Setup setup;
  setup.servers = {"server0"};
  draw_participants(setup, draw);
  draw_workload(setup, draw);
  draw_links(setup, draw);
  draw_budgets(setup, draw);
  return setup;
}

}  // namespace

Setup random_setup(Draw& draw) {
  Setup setup = random_surroundings(draw);
  draw_options(setup, draw);
  return setup;
}

Setup random_safe_setup(Draw& draw) {
  Setup setup = random_surroundings(draw);
  draw_safe_options(setup, draw);
  return setup;
}

std::size_t walk(const Setup& setup, Draw& draw, std::size_t steps, const OnStep& on_step) {
  World world = initial_world(setup);
  std::vector<Action> actions;
  Facts facts;
  for (std::size_t step = 0; step < steps; ++step) {
    actions.clear();
    enabled_actions(world, setup, actions);
    if (actions.empty()) return step;
    // Half the steps make progress: faults alone would drown the protocol.
    const auto progresses = [](const Action& action) {
      return info_of(action.kind).fair || action.kind == ActionKind::compose;
    };
    if (draw.one_in(2) && std::ranges::any_of(actions, progresses)) std::erase_if(actions, std::not_fn(progresses));
    const Action action = actions[draw.below(actions.size())];
    const World before = world;
    facts.clear();
    apply(world, setup, action, facts);
    on_step(before, action, world, facts);
  }
  return steps;
}

}  // namespace doublecheck::model::fixtures
