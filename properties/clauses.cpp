#include "properties/clauses.hpp"

#include "model/assert.hpp"
#include "model/words.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace doublecheck::properties {
namespace {

using model::ClientId;
using model::Setup;

/// How a statement is put. In braces stands what `arguments_of` puts there.
struct Wording {
  Statement statement;
  std::string_view words;
};

constexpr auto kWordings = std::to_array<Wording>({
    {Statement::nobody_keeps_safe, "Nobody keeps {message} safe{for_device}"},
    {Statement::outbox_in_memory, "{senders_phone} has it in memory only"},
    {Statement::lost_by_sender, "{senders_phone} has lost it"},
    {Statement::mark_and_never_again, "{sender} sees {mark} and the phone will not send it again"},
    {Statement::archived_on_server, "{home} has it in its archive and will not send it again{for_device}"},
    {Statement::queued_in_memory, "{home} has it in memory only{for_device}"},
    {Statement::in_window_in_memory, "{home} has it in memory only, in the window of {user}'s session"},
    {Statement::on_disk_alone, "{home} has dropped it{for_device}, though not from its disk"},
    {Statement::relayed_in_memory, "{server} keeps it in memory only"},
    {Statement::dropped_by_server, "{some_server} has dropped it{for_device}"},
    {Statement::absent_on_server, "{lacks} it{for_device}"},
    {Statement::not_stored, "{phone} has not stored it"},
    {Statement::only_copy_under_way, "The only copy is on a {link}"},
    {Statement::may_be_lost_now, "that may {fail} at any time"},
    {Statement::held_past_its_time, "{Home} still holds the body of {message}{for_device}, whose time to live is over"},
    {Statement::held_though_given_up,
     "{Home} still holds the body of {message}{for_device}, which nobody promises to deliver any more"},
    {Statement::held_though_acked,
     "{Home} holds the body of {message} although it has processed {user}'s acknowledgement"},
    {Statement::sees_check, "{sender} sees a check for {message}"},
    {Statement::never_durable, "{never_server} stored it durably"},
    {Statement::never_durable_for, "{never_server} stored it durably{for_device}"},
    {Statement::sees_two_checks, "{sender} sees two checks for {message}"},
    {Statement::never_stored, "{phone} never stored it"},
    {Statement::never_stored_by_any, "none of {recipient}'s devices ever stored it"},
    {Statement::mark_moved_wrongly, "A check mark on {phone} moved back or skipped a stage"},
    {Statement::sees_twice, "{owner} sees {message} twice{on_device}"},
    {Statement::sees_behind_later, "{owner} sees {message} behind a message that {sender} composed later{on_device}"},
    {Statement::sent_when_acked,
     "On {user}'s connection a message was sent again after its acknowledgement had been processed"},
    {Statement::connected_though_forbidden,
     "{user}'s app takes part in the protocol in a state in which the platform forbids it"},
    {Statement::woken_though_forbidden, "A push made {user}'s app run in a state in which the platform forbids it"},
    {Statement::misaddressed, "Something reached or left {phone} that does not concern it"},
    {Statement::changed_by_push, "A push changed a check mark on {phone} or what {home} holds for it"},
    {Statement::notified_before_fetch,
     "A push woke {user}'s app, which notified its user before it had fetched anything"},
    {Statement::waits_for_fetched,
     "{user} opens the app, which has fetched a message before, and it is not in the store"},
    {Statement::waited_for_fetched, "When {user} opened the app, a message that it had fetched was not in the store"},
    {Statement::composed, "{sender} wrote {message}"},
    {Statement::never_stores, "{phone} never stores it"},
    {Statement::has_stored, "{phone} has stored {message}"},
    {Statement::all_have_stored, "All devices of {recipient} have stored {message}"},
    {Statement::held_for_ever, "{some_server} holds its body for ever"},
    {Statement::never_sees_two_checks, "{sender} never sees two checks for it"},
    {Statement::mark_stays, "it stays at {mark}"},
    {Statement::told_that_it_failed, "{sender} has been told that it will not be delivered"},
    {Statement::never_told, "{sender} is never told"},
    {Statement::never_rests, "The system never comes to rest"},
    {Statement::never_stays_at_rest, "The system never stays at rest"},
    {Statement::always_remains, "{remnant}"},
    {Statement::remains_now_and_then, "{remnant}"},
    {Statement::waits_on_server, "{message} waits on {home}{for_device}"},
    {Statement::some_device_waits, "{message} waits on {home} for a device of {recipient} that is not reached"},
    {Statement::neither_notified_nor_connected, "{user} is neither notified nor ever connected"},
    {Statement::part_is_false, "{instance}`{text}` is broken"},
    {Statement::formula_is_false, "{instance}`{text}` is false of this run"},
    {Statement::nothing_happens, "Nothing happens any more"},
    {Statement::goes_round, "Along the cycle"},
    {Statement::has_truth, "`{text}` is {truth}"},
});

constexpr bool is_complete() {
  for (std::size_t i = 0; i < kWordings.size(); ++i) {
    if (static_cast<std::size_t>(kWordings[i].statement) != i) return false;
  }
  return kWordings.size() == kStatementCount;
}
static_assert(is_complete(), "one wording for each statement, in their order");

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string remnant(const Setup& setup, const Clause& clause) {
  const std::string message = model::name_of(setup, clause.message);
  const std::string user = model::display_name(setup, clause.device);
  const auto server = [&](model::ServerId id) { return setup.servers.at(index_of(id)); };
  const auto [low, high] = model::ends_of(clause.relay);
  switch (clause.remnant) {
    case Remnant::in_outbox:
      return fmt::format("{} in {}'s outbox", message, user);
    case Remnant::in_mailbox:
      return fmt::format("{} in {}'s mailbox", message, user);
    case Remnant::receipt:
      return fmt::format("the receipt of {} for {}", message, user);
    case Remnant::failure:
      return fmt::format("the word that {} failed for {}", message, user);
    case Remnant::traffic:
      return fmt::format("traffic on {}'s connection", user);
    case Remnant::in_memory:
      return fmt::format("{} in the memory of {}", message, model::device_name(setup, clause.device));
    case Remnant::word_of_token:
      return fmt::format("word of {}'s old push token", user);
    case Remnant::push:
      return fmt::format("a push for {}", user);
    case Remnant::relayed_traffic:
      return fmt::format("traffic between {} and {}", server(low), server(high));
    case Remnant::kept_for_other:
      return fmt::format("what {} keeps for {}", server(clause.server), server(clause.server == low ? high : low));
  }
  throw model::AssertionFailure("unknown remnant");
}

std::string_view word_of(Truth truth) {
  switch (truth) {
    case Truth::always:
      return "true";
    case Truth::never:
      return "false";
    case Truth::now_and_then:
      return "true now and then";
  }
  throw model::AssertionFailure("unknown truth");
}

using Arguments = fmt::dynamic_format_arg_store<fmt::format_context>;

void add_people(const Setup& setup, const Clause& clause, Arguments& arguments) {
  const auto add = [&](const char* name, std::string text) { arguments.push_back(fmt::arg(name, std::move(text))); };
  const bool has_siblings = model::has_siblings(setup, clause.device);
  const std::string user = model::display_name(setup, clause.device);
  add("sender", model::display_name(setup, clause.message.from));
  add("recipient", model::display_name(setup, clause.message.to));
  add("senders_phone", model::device_name(setup, clause.message.from));
  add("user", user);
  add("owner", model::display_name(setup, model::user_of(setup, clause.device)));
  add("phone", model::device_name(setup, clause.device));
  add("for_device", has_siblings ? " for " + user : "");
  add("on_device", has_siblings ? " on " + model::device_name(setup, clause.device) : "");
}

void add_servers(const Setup& setup, const Clause& clause, Arguments& arguments) {
  const auto add = [&](const char* name, std::string text) { arguments.push_back(fmt::arg(name, std::move(text))); };
  const bool is_only = setup.servers.size() == 1;
  const std::string home = model::server_name(setup, setup.participant(clause.device).home);
  add("home", home);
  add("Home", capital(home));
  add("server", model::server_name(setup, clause.server));
  add("some_server", is_only ? "the server" : "a server");
  add("never_server", is_only ? "the server never" : "no server ever");
  add("lacks", is_only ? "the server does not have" : "no server has");
}

Arguments arguments_of(const Setup& setup, const Clause& clause) {
  Arguments arguments;
  const auto add = [&](const char* name, std::string text) { arguments.push_back(fmt::arg(name, std::move(text))); };
  const bool is_connection = setup.discipline == model::Discipline::connection;
  add_people(setup, clause, arguments);
  add_servers(setup, clause, arguments);
  add("message", model::name_of(setup, clause.message));
  add("mark", std::string(model::words_of(clause.mark)));
  add("link", is_connection ? "connection" : "network");
  add("fail", is_connection ? "break" : "lose it");
  add("remnant", remnant(setup, clause));
  add("instance", clause.instance.empty() ? "" : fmt::format("For {}: ", clause.instance));
  add("text", clause.text);
  add("truth", std::string(word_of(clause.truth)));
  return arguments;
}

}  // namespace

std::string text_of(const Setup& setup, const Clause& clause) {
  const std::string_view words = kWordings[static_cast<std::size_t>(clause.statement)].words;
  return fmt::vformat(words, arguments_of(setup, clause));
}

std::string text_of(const Setup& setup, std::span<const Clause> clauses) {
  std::string sentence;
  for (const Clause& clause : clauses) sentence.append(clause.before).append(text_of(setup, clause));
  return sentence + ".";
}

}  // namespace doublecheck::properties
