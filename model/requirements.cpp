#include "model/requirements.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::model {
namespace {

constexpr std::string_view kClient = "model/client.cpp";
constexpr std::string_view kMailbox = "model/mailbox.cpp";
constexpr std::string_view kPlatform = "model/platform.cpp";

constexpr auto kCatalogue = std::to_array<RequirementInfo>({
    {1, "R1",
     "A user is reached by phone number only: A can send to B exactly when B's number is in A's contacts and "
     "registered. Matching contacts against the directory is part of the protocol, not an assumption",
     "model/directory.cpp", "may_send"},
    {2, "R2", "The client stores a message durably before its first transmission", kClient, "on_compose"},
    {3, "R3", "The client keeps trying until the server acknowledges", kClient, "on_session_started"},
    {4, "R4", "How the client keeps trying depends on the platform", "model/enabled.cpp", "offer_retransmissions"},
    {5, "R5",
     "On iPhone and Windows Phone no protocol step happens while the app is not in the foreground, beyond a bounded "
     "grace period",
     kClient, "on_suspend"},
    {6, "R6",
     "On Android, BlackBerry, BlackBerry 10, Symbian and Nokia S40 all protocol steps may run in the background",
     kPlatform, "may_run"},
    {7, "R7",
     "Connecting starts both drains: the client sends everything pending, the server sends everything accumulated for "
     "that client",
     kMailbox, "on_user_connected"},
    {8, "R8",
     "Each hop is acknowledged. Nothing leaves a sender's queue without its acknowledgement, and unacknowledged items "
     "are sent again: at least once per hop",
     kMailbox, "on_body_timer"},
    {9, "R9", "Once the recipient's acknowledgement is processed, the server no longer holds the message", kMailbox,
     "release"},
    {10, "R10",
     "The server has no long-term storage: a dropped body does not come back, except by a re-store that the model "
     "names and can show",
     kMailbox, "knows"},
    {11, "R11", "Sender and recipient keep the message after delivery", kClient, "on_terminate"},
    {12, "R12",
     "The client is the canonical store. The server is a router with temporary storage: what it holds is a function of "
     "what is undelivered",
     kMailbox, "on_receipt_ack"},
    {13, "R13", "After the server's ack has reached the sender, the sender never transmits that message again", kClient,
     "on_server_ack"},
    {14, "R14", "The server's ack turns the mark to one check", kClient, "on_server_ack"},
    {15, "R15", "One check means that the server has custody", kMailbox, "on_store_body"},
    {16, "R16", "If the recipient is connected, the message goes down the existing connection; no push is needed",
     kMailbox, "reach_recipient"},
    {17, "R17",
     "If the recipient is not connected, the server walks a decision tree of actions to make it connect, and goes on "
     "while anything is queued",
     kMailbox, "reach_recipient"},
    {18, "R18", "Some platforms only display the notification and wait for the user to open the app", kPlatform,
     "push_effect"},
    {19, "R19",
     "Others hand the push to the app in the background: it connects, fetches, stores, then notifies the user",
     kPlatform, "push_effect"},
    {20, "R20",
     "After a background fetch the user does not wait on opening the app: the messages are in the local database "
     "already. Otherwise the wait is at least one round trip of a fetch",
     kClient, "on_push"},
    {21, "R21", "What the recipient does with a message is the same however its app came to run", kClient, "on_body"},
    {22, "R22", "The recipient's ack both relieves the server of the message and is routed back to the sender",
     kMailbox, "on_delivery_ack"},
    {23, "R23", "The routed ack turns the mark to two checks, and that ends the message's life cycle", kClient,
     "on_receipt"},
    {24, "R24",
     "The contrast, a provider that stores everything for ever, is a retention policy to choose, and a report can put "
     "the two side by side: bytes held by the server, and for how long",
     kMailbox, "release"},
});
static_assert(kCatalogue.size() == kRequirementCount);

}  // namespace

std::vector<unsigned> numbers_in(RequirementSet requirements) {
  std::vector<unsigned> numbers;
  for (unsigned number = 1; number <= kRequirementCount; ++number) {
    if (requirements.contains(number)) numbers.push_back(number);
  }
  return numbers;
}

std::string to_text(RequirementSet requirements) {
  std::string text;
  for (const unsigned number : numbers_in(requirements)) {
    text += (text.empty() ? "R" : ", R") + std::to_string(number);
  }
  return text;
}

std::span<const RequirementInfo> requirement_catalogue() { return kCatalogue; }

const RequirementInfo& requirement(unsigned number) {
  const RequirementInfo& info = kCatalogue.at(number - 1);
  DOUBLECHECK_ASSERT(info.number == number);
  return info;
}

const RequirementInfo* find_requirement(std::string_view name) {
  const auto found = std::ranges::find_if(kCatalogue, [&](const auto& info) { return info.name == name; });
  return found == kCatalogue.end() ? nullptr : &*found;
}

}  // namespace doublecheck::model
