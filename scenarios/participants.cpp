#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/names.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

using model::AppState;

struct AppStateName {
  AppState state;
  std::string_view name;
};

constexpr auto kAppStates = std::to_array<AppStateName>({
    {AppState::foreground, "foreground"},
    {AppState::background, "background"},
    {AppState::suspended, "suspended"},
    {AppState::terminated_by_system, "terminated_by_system"},
    {AppState::terminated_by_user, "terminated_by_user"},
});

constexpr std::string_view kNumberInWords = "a phone number such as \"+49 30 1001\": digits, perhaps a + before them";
constexpr std::string_view kContactsInWords = "a list of participants' names and phone numbers";

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool looks_like_number(std::string_view text) {
  return !text.empty() && (text.front() == '+' || is_digit(text.front()));
}

/// The number without its blanks; nothing and a problem if it is none.
std::optional<std::string> as_number(const Value& value, std::string_view key, Problems& problems) {
  const auto text = as_text(value, key, kNumberInWords, problems);
  if (!text) return std::nullopt;
  std::string number;
  std::ranges::copy_if(*text, std::back_inserter(number), [](char letter) { return letter != ' '; });
  const auto digits = std::string_view(number).substr(number.starts_with('+') ? 1 : 0);
  if (!digits.empty() && std::ranges::all_of(digits, is_digit)) return number;
  problems.add({"bad-number", value.place, fmt::format("`{}` takes {}", key, kNumberInWords), "no phone number", ""});
  return std::nullopt;
}

/// Reads the participants one by one; contacts come last, because they may name somebody further down.
class ParticipantsReader {
 public:
  ParticipantsReader(const KnownPlatforms& known, model::Setup& setup, Problems& problems)
      : known_(known), setup_(setup), problems_(problems) {}

  void read(const Table& table) {
    for (const Entry& entry : table.entries) read_participant(entry);
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      if (contacts_[i] != nullptr) read_contacts(*contacts_[i], setup_.participants[i]);
    }
  }

 private:
  void read_participant(const Entry& entry) {
    setup_.participants.push_back({.name = entry.key, .number = {}, .platform = {}, .contacts = {}});
    numbers_at_.emplace_back();
    contacts_.push_back(nullptr);
    if (!is_name(entry.key)) {
      problems_.add({"bad-name", entry.place, fmt::format("`{}` cannot be a participant's name", entry.key), "",
                     std::string(kNameInWords)});
    }
    const Table* table = as_table(entry.value, fmt::format("participants.{}", entry.key), problems_);
    if (table == nullptr) return;
    TableReader reader(*table, entry.value.place, fmt::format("[participants.{}]", entry.key), problems_);
    model::Participant& participant = setup_.participants.back();
    read_platform(reader, participant);
    read_number(reader, participant);
    if (const Value* contacts = reader.find("contacts", kContactsInWords)) {
      contacts_.back() = as_array(*contacts, "contacts", kContactsInWords, problems_);
    }
    read_app(reader, participant);
    assign(participant.registered, reader.boolean("registered"));
    reader.refuse_other_keys();
  }

  void read_platform(TableReader& reader, model::Participant& participant) {
    const auto names = words_in(known_.platforms, &model::Platform::name);
    const Vocabulary vocabulary{"platform", "platforms", names};
    const Value* value = reader.require("platform", in_words(vocabulary));
    if (value == nullptr) return;
    const auto* name = std::get_if<std::string>(&value->content);
    if (!known_.complete && name != nullptr && std::ranges::find(names, *name) == names.end()) return;
    if (const auto index = as_word(*value, "platform", vocabulary, problems_)) {
      participant.platform = known_.platforms[*index];
    }
  }

  void read_number(TableReader& reader, model::Participant& participant) {
    const Value* value = reader.require("number", kNumberInWords);
    if (value == nullptr) return;
    const auto number = as_number(*value, "number", problems_);
    if (!number) return;
    for (std::size_t i = 0; i + 1 < setup_.participants.size(); ++i) {
      const model::Participant& other = setup_.participants[i];
      if (other.number != *number) continue;
      problems_.add({"duplicate-number", value->place,
                     fmt::format("{} and {} have the same phone number", other.name, participant.name),
                     fmt::format("the number of {}, too", other.name),
                     fmt::format("the number of {} is given first{}", other.name, where(numbers_at_[i]))});
    }
    participant.number = *number;
    numbers_at_.back() = value->place;
  }

  void read_app(TableReader& reader, model::Participant& participant) {
    const auto names = words_in(kAppStates, &AppStateName::name);
    if (const auto index = reader.word("app", {"app state", "app states", names})) {
      participant.app = kAppStates[*index].state;
    }
    const bool runs = model::may_run(participant.platform, participant.app);
    const auto connected = reader.boolean("connected");
    participant.connected = connected.value_or(runs);
    if (!participant.connected || runs) return;
    const auto state = static_cast<std::size_t>(participant.app);
    problems_.add({"connected-without-running", reader.find("connected", "")->place,
                   fmt::format("{} cannot be connected while its app is {}", participant.name, kAppStates[state].name),
                   "the app does not run", "leave `connected` out, or let the app be in the foreground or background"});
  }

  void read_contacts(const Array& contacts, model::Participant& participant) {
    const auto names = words_in(setup_.participants, &model::Participant::name);
    for (const Value& contact : contacts.values) {
      const auto text = as_text(contact, "contacts", kContactsInWords, problems_);
      if (!text) continue;
      std::optional<std::string> number;
      if (looks_like_number(*text)) {
        number = as_number(contact, "contacts", problems_);
      } else if (const auto index = as_word(contact, "contacts", {"participant", "participants", names}, problems_)) {
        number = setup_.participants[*index].number;
      }
      if (!number || number->empty()) continue;  // empty: that participant's number is reported already
      auto& known = participant.contacts;
      if (std::ranges::find(known, *number) != known.end()) {
        problems_.add({"duplicate-contact", contact.place, fmt::format("{} has this contact twice", participant.name),
                       fmt::format("the number {} once more", *number), ""});
        continue;
      }
      known.push_back(*number);
    }
  }

  const KnownPlatforms& known_;
  model::Setup& setup_;
  Problems& problems_;
  std::vector<const Array*> contacts_;  // by ClientId, like the next
  std::vector<Place> numbers_at_;
};

}  // namespace

void read_participants(TableReader& root, const KnownPlatforms& known, model::Setup& setup) {
  constexpr std::string_view kTakes = "one table for each participant, such as [participants.alice]";
  const Value* value = root.require("participants", kTakes);
  const Table* table = value == nullptr ? nullptr : as_table(*value, "participants", root.problems());
  if (table == nullptr) return;
  if (table->entries.empty()) {
    root.problems().add({"no-participants", value->place, "the scenario has no participants", "nobody is here",
                         fmt::format("`participants` takes {}", kTakes)});
  }
  ParticipantsReader(known, setup, root.problems()).read(*table);
}

}  // namespace doublecheck::scenarios
