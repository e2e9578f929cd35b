/// The protocol's options as data: what a team can change about the rules, with a name for every choice.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

enum class ClientPersistence : std::uint8_t { durable, memory };
enum class ServerDurability : std::uint8_t { synchronous, memory };
enum class ServerDrop : std::uint8_t { on_ack, on_send, on_push, never };
enum class ServerDedupe : std::uint8_t { tombstone, while_queued, none };
enum class RecipientDedupe : std::uint8_t { unbounded, none };
enum class RecipientAcksDuplicate : std::uint8_t { yes, no };
enum class ReceiptStorage : std::uint8_t { stored, fire_and_forget };
enum class EarlyReceipt : std::uint8_t { implies_single, waits, ignored };
enum class ReceiptAcknowledged : std::uint8_t { yes, no };
enum class PushRepeat : std::uint8_t { periodic, per_message, on_first };
enum class Retention : std::uint8_t { until_ack, forever };

/// A known wrong turn that no team would offer as an option. Each is one branch in one rule.
enum class Deviation : std::uint8_t {
  none,
  two_checks_on_server_ack,  // mutant 5
};

/// How the protocol of one run is set up. The default of every option is its first value.
struct Options {
  ClientPersistence client_persistence{};
  ServerDurability server_durability{};
  ServerDrop server_drop{};
  ServerDedupe server_dedupe{};
  RecipientDedupe recipient_dedupe{};
  RecipientAcksDuplicate recipient_acks_duplicate{};
  ReceiptStorage receipt{};
  EarlyReceipt receipt_before_server_ack{};
  ReceiptAcknowledged receipt_acknowledged{};
  PushRepeat push_repeat{};
  Retention retention{};
  Deviation deviation{};

  bool operator==(const Options&) const = default;
};

struct OptionValue {
  std::string_view name;
  std::string_view meaning;  // one sentence
};

/// One option for readers of scenario files, `list` and `explain`.
struct OptionInfo {
  std::string_view key;
  std::string_view question;            // what a team asks with it
  std::span<const OptionValue> values;  // default first
  std::size_t (*get)(const Options&);   // index into `values`
  void (*set)(Options&, std::size_t);   // REQUIRES: index < values.size()
};

/// Every option, in the order of the protocol document.
std::span<const OptionInfo> option_catalogue();

/// The option of that key, or nullptr.
const OptionInfo* find_option(std::string_view key);

/// The options that differ from their defaults, as `key = value`, in catalogue order.
std::vector<std::string> changed_options(const Options& options);

}  // namespace doublecheck::model
