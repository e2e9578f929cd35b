#include <fmt/format.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::uint64_t kMessagesMax = 1000;
constexpr std::uint64_t kCopiesMax = 2000;  // one for each device of the recipient

class MessagesReader {
 public:
  MessagesReader(model::Setup& setup, Problems& problems)
      : setup_(setup),
        problems_(problems),
        names_(words_in(setup.participants, &model::Participant::name)),
        composed_(setup.participants.size()),
        devices_(setup.participants.size(), 1) {
    for (const model::Participant& participant : setup.participants) {
      if (participant.device_of) ++devices_[model::index_of(*participant.device_of)];
    }
  }

  void read(const Value& value) {
    const Table* table = std::get_if<Table>(&value.content);
    if (table == nullptr) {
      report_type(value, "messages", "a list of tables, each below its own [[messages]]", problems_);
      return;
    }
    TableReader reader(*table, value.place, "[[messages]]", problems_);
    const Value* from = reader.require("from", "a participant's name");
    const Value* to = reader.require("to", "a participant's name");
    const std::uint64_t count = reader.whole_number("count", {1, kMessagesMax}).value_or(1);
    const bool unprocessable = reader.boolean("unprocessable").value_or(false);
    reader.refuse_other_keys();
    const auto sender = client_of(from, "from");
    const auto recipient = client_of(to, "to");
    if (!sender || !recipient) return;
    if (!may_be_addressed(*sender, *recipient, to->place)) return;
    if (setup_.workload.size() + count > kMessagesMax) {
      problems_.add({"too-many-messages", value.place, fmt::format("more than {} messages", kMessagesMax),
                     fmt::format("{} before these {}", setup_.workload.size(), count), ""});
      return;
    }
    copies_ += count * devices_[*recipient];
    if (copies_ > kCopiesMax) {
      problems_.add({"too-many-messages", value.place,
                     fmt::format("more than {} copies, one for each device of a recipient", kCopiesMax),
                     fmt::format("{} with these", copies_), ""});
      return;
    }
    for (std::uint64_t i = 0; i < count; ++i) {
      setup_.workload.push_back({model::client_at(*sender), model::client_at(*recipient), composed_[*sender]++});
      if (unprocessable) setup_.unprocessable.push_back(setup_.workload.back());
    }
  }

 private:
  /// Reports what is wrong with the recipient, if anything is.
  bool may_be_addressed(std::size_t sender, std::size_t recipient, const Place& place) {
    if (sender == recipient) {
      problems_.add({"message-to-oneself", place, fmt::format("{} sends a message to itself", names_[sender]),
                     "the sender", "a message has two different participants"});
      return false;
    }
    if (const auto& user = setup_.participants[recipient].device_of) {
      const std::string_view name = names_[model::index_of(*user)];
      problems_.add({"message-to-device", place, fmt::format("{} is a further device of {}", names_[recipient], name),
                     "not a user", fmt::format("write to = \"{}\": a message goes to all devices of its user", name)});
      return false;
    }
    if (model::user_of(setup_, model::client_at(sender)) == model::client_at(recipient)) {
      problems_.add({"message-to-oneself", place,
                     fmt::format("{} sends a message to its own user, {}", names_[sender], names_[recipient]),
                     "the user of the sender", "a message has two different users"});
      return false;
    }
    return true;
  }

  std::optional<std::size_t> client_of(const Value* value, std::string_view key) {
    // Where all participants are missing, that alone is worth saying.
    if (value == nullptr || names_.empty()) return std::nullopt;
    return as_word(*value, key, {"participant", "participants", names_}, problems_);
  }

  model::Setup& setup_;
  Problems& problems_;
  std::vector<std::string_view> names_;  // by ClientId, like the next
  std::vector<std::uint32_t> composed_;
  std::vector<std::uint64_t> devices_;  // by user
  std::uint64_t copies_ = 0;            // of all messages so far
};

}  // namespace

void read_messages(TableReader& root, model::Setup& setup) {
  constexpr std::string_view kTakes = "a list of tables, each below its own [[messages]]";
  const Value* value = root.require("messages", kTakes);
  if (value == nullptr) return;
  Problems& problems = root.problems();
  if (std::holds_alternative<Table>(value->content)) {
    report_type(*value, "messages", kTakes, problems, "write [[messages]], with double brackets");
    return;
  }
  const Array* messages = as_array(*value, "messages", kTakes, problems);
  if (messages == nullptr) return;
  if (messages->values.empty()) {
    problems.add({"no-messages", value->place, "the scenario has no messages", "nothing is sent",
                  "where nothing is sent every property holds, which says nothing: add [[messages]]"});
  }
  MessagesReader reader(setup, problems);
  for (const Value& message : messages->values) reader.read(message);
}

}  // namespace doublecheck::scenarios
