/// Words: actions and facts told to people who read no code.
#pragma once

#include "model/action.hpp"
#include "model/fact.hpp"
#include "model/setup.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

/// "Alice" for the participant `alice`.
std::string display_name(const Setup& setup, ClientId client);

/// "Alice's phone" for the first device of a user, which is called as the user is; a further one has a name of its own.
std::string device_name(const Setup& setup, ClientId client);

/// "the server", or where there are several, "the server east".
std::string server_name(const Setup& setup, ServerId server);

/// Does the user of this device have others, so that a mailbox must be told from theirs?
bool has_siblings(const Setup& setup, ClientId client);

/// "no mark", "the clock", "one check", "two checks".
std::string_view words_of(Mark mark);

/// "a, b and c" for the last separator " and ".
std::string joined(const std::vector<std::string>& parts, std::string_view last_separator = ", ");

/// What an item is called on a diagram: "m1", "ack m1", "delivered m1", "receipt m1", "receipt-ack m1".
std::string label_of(const Setup& setup, const Item& item);

/// What an item is called in a sentence: "the receipt of m1". `client`: on whose link it is.
std::string spoken(const Setup& setup, const Item& item, ClientId client);

enum class Subject : std::uint8_t { server, phone, user };

/// What somebody does or sees, without the subject: "drops m1".
struct Telling {
  Subject subject{};
  std::string text;
  bool bad = false;  // a loss, or what should not happen
};

/// What somebody did; nothing for actions of the network and the push service. `facts`: what the step did.
std::optional<Telling> telling_of(const Setup& setup, const Action& action, const Facts& facts);

/// What a fact tells about one party; nothing for facts about what moves between parties, which an arrow shows better.
std::optional<Telling> telling_of(const Setup& setup, const Fact& fact);

}  // namespace doublecheck::model
