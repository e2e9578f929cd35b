#include "population/words.hpp"

#include "model/action.hpp"
#include "model/words.hpp"

#include <string_view>

namespace doublecheck::population {
namespace {

using model::FactKind;

constexpr model::ClientId kSender{0};
constexpr model::ClientId kRecipient{1};

/// The two ends of the message, by their numbers.
model::Setup setup_of(const Record& record) {
  model::Setup setup;
  for (const std::uint32_t client : {record.sender, record.recipient}) {
    model::Participant participant;
    participant.name = std::to_string(client);
    setup.participants.push_back(participant);
  }
  setup.workload = {{kSender, kRecipient, record.number}};
  return setup;
}

model::Fact fact_of(const Deed& deed, std::uint32_t client, const Record& record) {
  model::Fact fact{.kind = deed.kind};
  fact.client = client == record.sender ? kSender : kRecipient;
  fact.direction = deed.is(Deed::kDown) ? model::Direction::down : model::Direction::up;
  fact.item = {.kind = deed.item, .message = {kSender, kRecipient, record.number}};
  fact.durably = deed.is(Deed::kDurably);
  if (deed.kind == FactKind::mark_changed) {
    fact.mark_before = static_cast<model::Mark>(deed.before);
    fact.mark_after = static_cast<model::Mark>(deed.after);
  }
  return fact;
}

std::string_view subject_words(model::Subject subject) {
  switch (subject) {
    case model::Subject::server:
      return "the server";
    case model::Subject::phone:
      return "the phone";
    case model::Subject::user:
      return "the user";
  }
  return "";
}

}  // namespace

std::string words_of(const Stimulus& stimulus) {
  const model::ActionKindInfo& info = model::info_of(stimulus.action);
  std::string words(info.name);
  if (info.has_direction) words += stimulus.direction == model::Direction::up ? " up" : " down";
  if (info.has_position) words += " " + std::to_string(stimulus.position);
  return words;
}

std::string words_of(const Deed& deed, std::uint32_t client, const Record& record) {
  const model::Setup setup = setup_of(record);
  const model::Fact fact = fact_of(deed, client, record);
  const std::string at = " (client " + std::to_string(client) + ")";
  if (const auto telling = model::telling_of(setup, fact)) {
    return std::string(subject_words(telling->subject)) + " " + telling->text + at;
  }
  const std::string item = model::label_of(setup, fact.item);
  const bool up = fact.direction == model::Direction::up;
  if (deed.kind == FactKind::transmitted)
    return item + (up ? " sets out to the server" : " sets out to the phone") + at;
  if (deed.kind == FactKind::arrived) return item + (up ? " reaches the server" : " reaches the phone") + at;
  if (deed.kind == FactKind::lost) return item + (up ? " is lost on its way up" : " is lost on its way down") + at;
  return item + at;
}

}  // namespace doublecheck::population
