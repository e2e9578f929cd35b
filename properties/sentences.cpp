#include "properties/sentences.hpp"

#include "model/predicates.hpp"
#include "properties/custody_clauses.hpp"
#include "properties/failing.hpp"
#include "properties/rest_clauses.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace doublecheck::properties {
namespace {

using model::ClientId;
using model::Mailbox;
using model::Message;
using model::Setup;
using model::World;

/// What a standard property speaks of: of a message, a device, or both.
struct Subject {
  std::optional<Message> message;
  std::optional<ClientId> device;
};

Subject subject_of(const Claim& claim, const Setup& setup) {
  Subject subject;
  for (const Choice& choice : claim.choices) {
    if (choice.sort == model::Sort::message) subject.message = setup.workload.at(choice.element);
    if (choice.sort == model::Sort::device) subject.device = model::client_at(choice.element);
  }
  return subject;
}

/// What the sentence is about: a setup, the worlds that it speaks of, and the claim's subject.
struct Case {
  const Setup& setup;
  std::span<const World> worlds;
  Subject subject;

  const World& world() const { return worlds.front(); }
  const Message& message() const { return subject.message.value(); }
  ClientId device() const { return subject.device.value(); }
  bool is_always(const model::Formula& formula) const {
    return std::ranges::all_of(worlds, [&](const World& world) { return holds(formula, world); });
  }
};

Clause of_message(const Case& about, Statement statement, std::string_view before = "") {
  return {.statement = statement, .before = before, .message = about.message(), .device = about.message().to};
}

Clause of_device(const Case& about, ClientId device, Statement statement, std::string_view before = "") {
  Clause clause{.statement = statement, .before = before, .device = device};
  if (about.subject.message) clause.message = *about.subject.message;
  return clause;
}

template <Statement statement>
Clauses plain(const Case& about) {
  return {of_device(about, about.device(), statement)};
}

/// The devices of the message's recipient for which that is so in all worlds.
template <class Question>
std::vector<ClientId> devices_such_that(const Case& about, Question question) {
  std::vector<ClientId> devices;
  for (const ClientId device : devices_of(about.setup, about.message().to)) {
    if (about.is_always(question(device))) devices.push_back(device);
  }
  return devices;
}

bool has_siblings(const Case& about) { return devices_of(about.setup, about.message().to).size() > 1; }

Clauses about_custody(const Case& about) {
  return custody_clauses(about.setup, about.world(), about.device(), about.message());
}

Clauses about_retention(const Case& about) {
  const Mailbox& mailbox = about.world().side(about.device()).mailbox;
  const auto is_it = [&](const Message& message) { return original(message) == original(about.message()); };
  const bool is_over = std::ranges::any_of(mailbox.expired, is_it) || std::ranges::any_of(mailbox.undated, is_it);
  const bool is_acked = holds(model::was_released(about.device(), about.message()), about.world());
  return {of_device(about, about.device(),
                    is_acked  ? Statement::held_though_acked
                    : is_over ? Statement::held_past_its_time
                              : Statement::held_though_given_up)};
}

Clauses about_first_check(const Case& about) {
  Clauses clauses = {of_message(about, Statement::sees_check)};
  const auto was_taken = [&](ClientId client) {
    return contains(about.world().side(client).history.taken, original(about.message()));
  };
  const auto devices = devices_of(about.setup, about.message().to);
  if (std::ranges::none_of(devices, was_taken) && !was_taken(about.message().from)) {
    clauses.push_back(of_message(about, Statement::never_durable, ", but "));
    return clauses;
  }
  for (const ClientId device : devices) {
    const bool is_excused = holds(model::is_given_up_for(device, original(about.message())), about.world());
    if (was_taken(device) || is_excused) continue;
    clauses.push_back(
        of_device(about, device, Statement::never_durable_for, clauses.size() == 1 ? ", but " : ", and "));
  }
  return clauses;
}

Clauses about_second_check(const Case& about) {
  const Statement missing = has_siblings(about) ? Statement::never_stored_by_any : Statement::never_stored;
  return {of_message(about, Statement::sees_two_checks), of_message(about, missing, "; ")};
}

Clauses about_order(const Case& about) {
  const model::Client& client = about.world().side(about.device()).client;
  Clause clause = of_device(about, about.device(), Statement::sees_behind_later);
  clause.message = model::out_of_order(client).value();
  return {clause};
}

Clauses about_platform(const Case& about) {
  const bool is_connected = about.is_always(model::is_connected_against_platform(about.setup, about.device()));
  return {of_device(about, about.device(),
                    is_connected ? Statement::connected_though_forbidden : Statement::woken_though_forbidden)};
}

Clauses about_waiting(const Case& about) {
  const model::Client& client = about.world().side(about.device()).client;
  const bool waits = client.app == model::AppState::foreground && !client.unsaved.empty();
  return {of_device(about, about.device(), waits ? Statement::waits_for_fetched : Statement::waited_for_fetched)};
}

Clauses about_delivery(const Case& about) {
  Clauses clauses = {of_message(about, Statement::composed)};
  const auto lacks = [&](ClientId device) { return !model::is_stored_by(device, about.message()); };
  for (const ClientId device : devices_such_that(about, lacks)) {
    clauses.push_back(of_device(about, device, Statement::never_stores, clauses.size() == 1 ? ", but " : ", and "));
  }
  return clauses;
}

Clauses about_release(const Case& about) {
  const Statement stored = has_siblings(about) ? Statement::all_have_stored : Statement::has_stored;
  return {of_message(about, stored), of_message(about, Statement::held_for_ever, ", but ")};
}

Clauses about_receipt(const Case& about) {
  const Message& message = about.message();
  Clauses clauses;
  for (const ClientId device : devices_such_that(about, [&](ClientId d) { return model::is_stored_by(d, message); })) {
    clauses.push_back(of_device(about, device, Statement::has_stored, clauses.empty() ? "" : " and "));
  }
  clauses.push_back(of_message(about, Statement::never_sees_two_checks, ", but "));
  const model::Mark mark = mark_of(about.world().side(message.from).client, message);
  const auto sees_it = [&](const World& world) { return mark_of(world.side(message.from).client, message) == mark; };
  Clause rest = of_message(about, Statement::mark_stays, ": ");
  rest.mark = mark;
  if (about.is_always(model::is_reported_failed(message))) {
    rest.statement = Statement::told_that_it_failed;
  } else if (!std::ranges::all_of(about.worlds, sees_it) || !about.is_always(!model::is_reported_failed(message))) {
    return clauses;
  }
  clauses.push_back(rest);
  return clauses;
}

Clauses about_word(const Case& about) {
  Clauses clauses = {of_message(about, Statement::composed)};
  for (const ClientId device : devices_of(about.setup, about.message().to)) {
    clauses.push_back(of_device(about, device, Statement::never_stores, ", "));
  }
  clauses.push_back(of_message(about, Statement::never_told, ", and "));
  return clauses;
}

Clauses about_rest(const Case& about) { return rest_clauses(about.setup, about.worlds); }

Clauses about_notice(const Case& about) {
  const auto waits = [&](ClientId device) { return model::waits_unnoticed(device, about.message()); };
  const std::vector<ClientId> devices = devices_such_that(about, waits);
  if (devices.empty()) return {of_message(about, Statement::some_device_waits)};
  return {of_device(about, devices.front(), Statement::waits_on_server),
          of_device(about, devices.front(), Statement::neither_notified_nor_connected, ", and ")};
}

/// The clauses about a violation, where the property has a sentence of its own. REQUIRES: the claim is one of it.
struct Sentence {
  std::string_view property;
  Clauses (*clauses)(const Case& about);
};

constexpr auto kAboutStates = std::to_array<Sentence>({
    {"CUSTODY", about_custody},
    {"RETENTION", about_retention},
    {"TRUTH1", about_first_check},
    {"TRUTH2", about_second_check},
    {"MARKS", plain<Statement::mark_moved_wrongly>},
    {"NO_DUPLICATE", plain<Statement::sees_twice>},
    {"ORDER", about_order},
    {"NO_RESEND", plain<Statement::sent_when_acked>},
    {"PLATFORM", about_platform},
    {"ADDRESS", plain<Statement::misaddressed>},
    {"PUSH_INERT", plain<Statement::changed_by_push>},
    {"NO_WAIT", about_waiting},
    {"FETCH_FIRST", plain<Statement::notified_before_fetch>},
});

/// The same about a run that breaks a liveness property, in the worlds in which it stays or to which it comes back.
constexpr auto kAboutRuns = std::to_array<Sentence>({
    {"DELIVERY", about_delivery},
    {"RELEASE", about_release},
    {"MARK2", about_receipt},
    {"TOLD", about_word},
    {"QUIET", about_rest},
    {"NOTIFIED", about_notice},
});

/// Appends "`p` is true, `q` is false".
void add_values(const Failing& failing, std::string_view lead, Clauses& clauses) {
  for (const Value& value : failing.values) {
    const bool is_first = &value == &failing.values.front();
    clauses.push_back({.statement = Statement::has_truth,
                       .before = is_first ? lead : std::string_view(", "),
                       .text = value.predicate,
                       .truth = value.truth});
  }
}

Clause about_formula(const Failing& failing, Statement statement) {
  return {.statement = statement, .text = failing.formula, .instance = failing.instance};
}

}  // namespace

Clauses clauses_about_state(const Property& property, const Claim& claim, const Setup& setup, const World& world) {
  const auto own = std::ranges::find(kAboutStates, property.name, &Sentence::property);
  if (own != kAboutStates.end()) return own->clauses({setup, {&world, 1}, subject_of(claim, setup)});
  const Failing failing = failing_in(claim, world);
  Clauses clauses = {about_formula(failing, Statement::part_is_false)};
  add_values(failing, ": ", clauses);
  return clauses;
}

Clauses clauses_about_run(const Property& property, const Claim& claim, const Setup& setup,
                          std::span<const World> cycle) {
  const auto own = std::ranges::find(kAboutRuns, property.name, &Sentence::property);
  if (own != kAboutRuns.end()) return own->clauses({setup, cycle, subject_of(claim, setup)});
  const Failing failing = failing_along(claim, cycle);
  Clauses clauses = {about_formula(failing, Statement::formula_is_false)};
  if (failing.values.empty()) return clauses;
  const bool stays = cycle.size() == 1;
  clauses.push_back({.statement = stays ? Statement::nothing_happens : Statement::goes_round, .before = ". "});
  add_values(failing, stays ? ", and " : " ", clauses);
  return clauses;
}

std::string sentence_about_state(const Property& property, const Claim& claim, const Setup& setup, const World& world) {
  return text_of(setup, clauses_about_state(property, claim, setup, world));
}

std::string sentence_about_run(const Property& property, const Claim& claim, const Setup& setup,
                               std::span<const World> cycle) {
  return text_of(setup, clauses_about_run(property, claim, setup, cycle));
}

bool has_sentence(const Property& property) {
  return std::ranges::find(kAboutStates, property.name, &Sentence::property) != kAboutStates.end() ||
         std::ranges::find(kAboutRuns, property.name, &Sentence::property) != kAboutRuns.end();
}

std::string sentence_about_deadlock(const Setup& setup, const World& world) {
  return "Nothing can happen any more, and yet: " + text_of(setup, rest_clauses(setup, {&world, 1}));
}

}  // namespace doublecheck::properties
