#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
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

constexpr std::size_t kParticipantsMax = 1000;
constexpr std::size_t kFurtherDevicesMax = 15;
constexpr std::string_view kNumberInWords = "a phone number such as \"+49 30 1001\": digits, perhaps a + before them";
constexpr std::string_view kDeviceOfInWords = "the name of a participant who is no further device";
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

/// What one participant's table says that depends on other participants, perhaps further down.
struct Waiting {
  const Value* device_of = nullptr;
  const Value* connected = nullptr;
  const Array* contacts = nullptr;
  Place number_at;
  std::size_t devices = 0;  // further ones that are read
};

/// Reads the participants one by one, and then what waits for the others.
class ParticipantsReader {
 public:
  ParticipantsReader(const KnownPlatforms& known, model::Setup& setup, Problems& problems)
      : known_(known), setup_(setup), problems_(problems) {}

  void read(const Table& table) {
    for (const Entry& entry : table.entries) {
      if (setup_.participants.size() == kParticipantsMax) {
        problems_.add({"too-many-participants", entry.place, fmt::format("more than {} participants", kParticipantsMax),
                       fmt::format("{} before this one", kParticipantsMax), "a population may have millions"});
        break;
      }
      read_participant(entry);
    }
    auto& all = setup_.participants;
    names_ = words_in(all, &model::Participant::name);
    for (std::size_t i = 0; i < all.size(); ++i) read_user(i);
    for (std::size_t i = 0; i < all.size(); ++i) {
      refuse_taken_number(i);
      read_connected(i);
      if (waiting_[i].contacts != nullptr) read_contacts(*waiting_[i].contacts, all[i]);
    }
    for (model::Participant& device : all) {
      if (device.device_of) device.contacts = setup_.participant(*device.device_of).contacts;
    }
  }

 private:
  void read_participant(const Entry& entry) {
    setup_.participants.push_back({.name = entry.key, .number = {}, .platform = {}, .contacts = {}});
    waiting_.emplace_back();
    if (!is_name(entry.key)) {
      problems_.add({"bad-name", entry.place, fmt::format("`{}` cannot be a participant's name", entry.key), "",
                     std::string(kNameInWords)});
    }
    const Table* table = as_table(entry.value, fmt::format("participants.{}", entry.key), problems_);
    if (table == nullptr) return;
    TableReader reader(*table, entry.value.place, fmt::format("[participants.{}]", entry.key), problems_);
    model::Participant& participant = setup_.participants.back();
    read_platform(reader, participant);
    waiting_.back().device_of = reader.find("device_of", kDeviceOfInWords);
    if (waiting_.back().device_of == nullptr) {
      read_address(reader, participant);
    } else {
      refuse_address(reader, participant);
    }
    read_app(reader, participant);
    assign(participant.contacts_matched, reader.boolean("contacts_matched"));
    assign(participant.opens_unprompted, reader.boolean("opens_unprompted"));
    reader.refuse_other_keys();
  }

  /// What a user has once, with however many devices.
  void read_address(TableReader& reader, model::Participant& participant) {
    if (const Value* number = reader.require("number", kNumberInWords)) {
      participant.number = as_number(*number, "number", problems_).value_or("");
      waiting_.back().number_at = number->place;
    }
    if (const Value* contacts = reader.find("contacts", kContactsInWords)) {
      waiting_.back().contacts = as_array(*contacts, "contacts", kContactsInWords, problems_);
    }
    assign(participant.registered, reader.boolean("registered"));
    const auto servers = words_in(setup_.servers, [](const std::string& name) -> const std::string& { return name; });
    if (const auto home = reader.word("home", {"server", "servers", servers}))
      participant.home = model::server_at(*home);
  }

  void refuse_address(TableReader& reader, const model::Participant& device) {
    for (const std::string_view key : {"number", "contacts", "registered", "home"}) {
      const Value* value = reader.find(key, "nothing where there is `device_of`");
      if (value == nullptr) continue;
      problems_.add({"key-of-user", value->place,
                     fmt::format("`{}` is the user's, and {} is only a further device", key, device.name),
                     "has it from its user", "leave it out here"});
    }
  }

  /// The user of a further device, and what it has from the user. REQUIRES: all tables are read.
  void read_user(std::size_t index) {
    const Value* value = waiting_[index].device_of;
    if (value == nullptr) return;
    model::Participant& device = setup_.participants[index];
    const auto user = as_word(*value, "device_of", {"participant", "participants", names_}, problems_);
    if (!user) return;
    if (*user == index || waiting_[*user].device_of != nullptr) {
      problems_.add({"device-of-device", value->place,
                     *user == index ? fmt::format("{} is a further device of itself", device.name)
                                    : fmt::format("{} is a further device itself", names_[*user]),
                     "not a user", fmt::format("`device_of` takes {}", kDeviceOfInWords)});
      return;
    }
    if (++waiting_[*user].devices > kFurtherDevicesMax) {
      problems_.add({"too-many-devices", value->place,
                     fmt::format("{} has more than {} further devices", names_[*user], kFurtherDevicesMax),
                     fmt::format("{} before this one", kFurtherDevicesMax), ""});
      return;
    }
    device.device_of = model::client_at(*user);
    device.number = setup_.participants[*user].number;
    device.registered = setup_.participants[*user].registered;
    device.home = setup_.participants[*user].home;
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

  /// A number belongs to one user at a time.
  void refuse_taken_number(std::size_t index) {
    const model::Participant& participant = setup_.participants[index];
    if (participant.number.empty() || participant.device_of || !participant.registered) return;
    const Place& place = waiting_[index].number_at;
    for (std::size_t i = 0; i < index; ++i) {
      const model::Participant& other = setup_.participants[i];
      if (other.number != participant.number || other.device_of || !other.registered) continue;
      if (!problems_.would_show(place)) {
        problems_.add({"duplicate-number", place, "", "", ""});
        continue;
      }
      problems_.add({"duplicate-number", place,
                     fmt::format("{} and {} have the same phone number", other.name, participant.name),
                     fmt::format("the number of {}, too", other.name),
                     fmt::format("the number of {} is given first{}; a number that changes hands is `registered` for "
                                 "one of them only at the start",
                                 other.name, where(waiting_[i].number_at))});
    }
  }

  void read_app(TableReader& reader, model::Participant& participant) {
    const auto names = words_in(kAppStates, &AppStateName::name);
    if (const auto index = reader.word("app", {"app state", "app states", names})) {
      participant.app = kAppStates[*index].state;
    }
    waiting_.back().connected = reader.find("connected", kBooleanInWords);
  }

  /// REQUIRES: it is known whether the participant is registered.
  void read_connected(std::size_t index) {
    model::Participant& participant = setup_.participants[index];
    const bool runs = model::may_run(participant.platform, participant.app);
    participant.connected = runs && participant.registered;
    const Value* value = waiting_[index].connected;
    const auto connected = value == nullptr ? std::nullopt : as_boolean(*value, "connected", problems_);
    const bool was_possible = participant.connected;
    assign(participant.connected, connected);
    if (!participant.connected || was_possible) return;
    if (!runs) {
      const auto state = static_cast<std::size_t>(participant.app);
      problems_.add(
          {"connected-without-running", value->place,
           fmt::format("{} cannot be connected while its app is {}", participant.name, kAppStates[state].name),
           "the app does not run", "leave `connected` out, or let the app be in the foreground or background"});
    } else {
      problems_.add({"connected-without-registration", value->place,
                     fmt::format("{} cannot be connected while it is not registered", participant.name),
                     "the server does not know its number", "leave `connected` out, or let it be registered"});
    }
  }

  void read_contacts(const Array& contacts, model::Participant& participant) {
    std::unordered_set<std::string> known;
    for (const Value& contact : contacts.values) {
      const auto text = as_text(contact, "contacts", kContactsInWords, problems_);
      if (!text) continue;
      std::optional<std::string> number;
      if (looks_like_number(*text)) {
        number = as_number(contact, "contacts", problems_);
      } else if (const auto index = as_word(contact, "contacts", {"participant", "participants", names_}, problems_)) {
        number = setup_.participants[*index].number;
      }
      if (!number || number->empty()) continue;  // empty: that participant's number is reported already
      if (!known.insert(*number).second) {
        problems_.add({"duplicate-contact", contact.place, fmt::format("{} has this contact twice", participant.name),
                       fmt::format("the number {} once more", *number), ""});
        continue;
      }
      participant.contacts.push_back(*number);
    }
  }

  const KnownPlatforms& known_;
  model::Setup& setup_;
  Problems& problems_;
  std::vector<Waiting> waiting_;         // by ClientId
  std::vector<std::string_view> names_;  // likewise, once all are read
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
