/// The protocol's options as data: what a team can change about the rules, with a name for every choice.
#pragma once

#include "model/message.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

enum class ClientResend : std::uint8_t { until_ack, limited, deadline, never };
enum class ClientPersistence : std::uint8_t { durable, memory };
enum class MessageId : std::uint8_t { same, fresh };
enum class ServerDurability : std::uint8_t { synchronous, write_back, memory };
enum class ServerDrop : std::uint8_t { on_ack, on_send, on_push, never };
enum class ServerDedupe : std::uint8_t { tombstone, while_queued, none };
enum class RecipientAck : std::uint8_t { after_persist, before_persist, after_display };
enum class RecipientDedupe : std::uint8_t { unbounded, window, none };
enum class RecipientAcksDuplicate : std::uint8_t { yes, no };
enum class Unprocessable : std::uint8_t { acknowledged, ignored };
enum class ReceiptStorage : std::uint8_t { stored, fire_and_forget, rederived };
enum class EarlyReceipt : std::uint8_t { implies_single, waits, ignored };
enum class ReceiptAcknowledged : std::uint8_t { yes, no };
enum class SessionKind : std::uint8_t { fresh, resume };
enum class SessionEnd : std::uint8_t { restore, bounce, drop };
enum class SecondConnection : std::uint8_t { newest_wins, both, rejected };
enum class StaleSession : std::uint8_t { ack_timeout, keepalive, none };
enum class Order : std::uint8_t { per_pair_fifo, arrival, none };
enum class MailboxBound : std::uint8_t { unbounded, bounce, drop_oldest };
enum class MessageTtl : std::uint8_t { none, ttl };
enum class Expiry : std::uint8_t { silent, reported };
enum class PushRepeat : std::uint8_t { periodic, per_message, on_first };
enum class Retention : std::uint8_t { until_ack, forever };

/// A known wrong turn that no team would offer as an option. Each is one branch in one rule.
enum class Deviation : std::uint8_t {
  none,
  two_checks_on_server_ack,  // mutant 5
  two_checks_on_push,        // mutant 6
  receipt_given_up,          // mutant 8
  ack_names_next_message,    // mutant 17
  resume_count_too_high,     // mutant 18
  resume_count_frozen,       // mutant 19
  resume_count_skips,        // mutant 20
  handover_loses,            // mutant 21
  resumption_duplicates,     // mutant 23
  old_timer_ends_session,    // mutant 24
  newer_session_closed,      // mutant 25
  waits_for_old_ack,         // mutant 26
  queues_interleave,         // mutant 28
  retry_skips_head,          // mutant 29
  drop_not_persisted,        // mutant 31
  expired_head_blocks,       // mutant 32
  expiry_forgotten,          // mutant 33
  late_ack_overwrites,       // mutant 34
  late_error_clears_token,   // mutant 38
  any_device_releases_all,   // mutant 39
  several_sessions,          // mutant 40
  push_wakes_killed_app,     // mutant 41
  receipt_for_receipt,       // mutant 42
  notifies_before_fetch,     // mutant 44
};

/// A value of an option that takes an argument: a count, or a time in microseconds. Compares and switches like its
/// enumerator.
template <class Enum>
struct Choice {
  Enum value{};
  std::uint64_t argument = 0;  // 0 where the value takes none, or for ever

  constexpr Choice(Enum the_value = {}, std::uint64_t the_argument = 0)  // NOLINT(google-explicit-constructor)
      : value(the_value), argument(the_argument) {}
  constexpr operator Enum() const { return value; }  // NOLINT(google-explicit-constructor): that is its purpose
  bool operator==(const Choice&) const = default;
  constexpr bool operator==(Enum other) const { return value == other; }
};

/// How the protocol of one run is set up. The default of every option is its first value, with that value's default
/// argument. Times only matter where there is a clock: in the checker a timer may run out at any moment.
struct Options {
  Choice<ClientResend> client_resend{};
  ClientPersistence client_persistence{};
  MessageId message_id_on_resend{};
  Choice<ServerDurability> server_durability{};
  ServerDrop server_drop{};
  Choice<ServerDedupe> server_dedupe{};
  RecipientAck recipient_ack{};
  Choice<RecipientDedupe> recipient_dedupe{};
  RecipientAcksDuplicate recipient_acks_duplicate{};
  Unprocessable unprocessable{};
  ReceiptStorage receipt{};
  EarlyReceipt receipt_before_server_ack{};
  ReceiptAcknowledged receipt_acknowledged{};
  SessionKind session{};
  SessionEnd unacknowledged_at_session_end{};
  SecondConnection second_connection{};
  Choice<StaleSession> stale_session{StaleSession::ack_timeout, 60'000'000};
  Order order{};
  Choice<MailboxBound> mailbox_bound{};
  Choice<MessageTtl> message_ttl{};
  Expiry expiry{};
  Choice<PushRepeat> push_repeat{PushRepeat::periodic, 300'000'000};
  Retention retention{};
  Deviation deviation{};

  bool operator==(const Options&) const = default;
};

enum class ArgumentKind : std::uint8_t { none, count, time };

/// What stands in parentheses behind a value, as in "limited(3)" or "ttl(30d)".
struct ArgumentInfo {
  ArgumentKind kind = ArgumentKind::none;
  std::uint64_t least = 0;          // a count, or microseconds
  std::uint64_t most = 0;           // likewise
  std::uint64_t default_value = 0;  // where the parentheses are left out; 0 with a time: for ever
};

struct OptionValue {
  std::string_view name;
  std::string_view meaning;  // one sentence
  ArgumentInfo argument{};
};

/// An option's value with its argument, by the index of the value.
struct Chosen {
  std::size_t value = 0;
  std::uint64_t argument = 0;

  bool operator==(const Chosen&) const = default;
};

/// One option for readers of scenario files, `list` and `explain`.
struct OptionInfo {
  std::string_view key;
  std::string_view question;            // what a team asks with it
  std::span<const OptionValue> values;  // default first
  std::string_view practice;            // who does it so, with the source
  std::string_view risk;                // what the other values risk
  Chosen (*get)(const Options&);
  void (*set)(Options&, const Chosen&);  // REQUIRES: value < values.size(), the argument within its range
};

/// Every option, in the order of the protocol document.
std::span<const OptionInfo> option_catalogue();

/// The option of that key, or nullptr.
const OptionInfo* find_option(std::string_view key);

/// A value as in scenario files: "on_ack", "limited(3)", "ttl(30d)". `chosen` belongs to this option.
std::string to_text(const OptionInfo& option, const Chosen& chosen);

/// The options that differ from their defaults, as `key = value`, in catalogue order.
std::vector<std::string> changed_options(const Options& options);

/// Two choices that make no sense together: what is wrong, and the keys of the two options.
struct Contradiction {
  std::string_view key;
  std::string_view other_key;
  std::string_view reason;  // one sentence, without a full stop
};

/// Every contradiction among these options, on links of that discipline; the key "links.discipline" stands for it.
std::vector<Contradiction> contradictions(const Options& options, Discipline discipline);

}  // namespace doublecheck::model
