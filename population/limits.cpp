#include "population/limits.hpp"

#include <array>

namespace doublecheck::population {
namespace {

using model::Deviation;

/// Those that post to others where nobody looks for it, ask who a message is from, or need a clock that is not kept.
bool is_beyond(Deviation deviation) {
  constexpr std::array kBeyond = {Deviation::two_checks_on_push,     Deviation::receipt_given_up,
                                  Deviation::ack_names_next_message, Deviation::any_device_releases_all,
                                  Deviation::receipt_for_receipt,    Deviation::several_sessions,
                                  Deviation::expired_head_blocks,    Deviation::expiry_forgotten};
  for (const Deviation one : kBeyond) {
    if (one == deviation) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> why_not(const Crowd& crowd) {
  constexpr std::size_t kNetworksMax = 16;
  const model::Options& options = crowd.options;
  if (is_beyond(options.deviation)) return "this deviation is not for populations: check it in a small scenario";
  if (options.receipt == model::ReceiptStorage::rederived) {
    return "receipt = \"rederived\" is not for populations: a sender would have to remember all that it ever sent";
  }
  if (options.expiry == model::Expiry::reported) {
    return "expiry = \"reported\" is not for populations: an expired message has no way back to its sender there";
  }
  if (options.recipient_dedupe == model::RecipientDedupe::window) {
    return "recipient_dedupe = \"window\" is not for populations: use \"unbounded\" or \"none\"";
  }
  if (options.server_dedupe == model::ServerDedupe::tombstone && options.server_dedupe.argument > 0) {
    return "server_dedupe = \"tombstone\" with a time is not for populations: leave the time out";
  }
  if (crowd.fault_rates.reinstall_every) return "reinstallations are not for populations";
  if (crowd.fault_rates.clock_jump_every || crowd.fault_rates.server_clock_jump_every) {
    return "clock jumps are not for populations";
  }
  if (crowd.fault_rates.server_partition_every) return "partitions between servers are not for populations";
  if (crowd.networks.size() > kNetworksMax) return "there can be 16 networks at most";
  return std::nullopt;
}

std::vector<std::string> simplifications(const Crowd& crowd) {
  std::vector<std::string> sentences = {
      "No packet takes less than 10 ms one way",
      "Links are reliable connections: single packets are late, and only a broken connection loses what is in flight",
      "Everybody has everybody's number, and all numbers are registered",
      "Each user has one device",
      "A message to a group is as many messages as it has other members",
      "What the user felt like writing while away is written, spread evenly, while the app is open",
      "However long ago a push was sent, one that is still under way to the device stands for all later ones",
      "Faults of the list and crashes of servers strike at whole hundredths of a second",
      "The spell of a network in which a break is drawn is drawn for the break alone",
      "Delays are drawn at 1024 steps of probability, linear between them, and exact beyond the outermost",
      "An app whose grace is over while something is in flight is looked at again every quarter of a second"};
  if (crowd.servers.count > 1) {
    sentences.emplace_back(
        "Between servers nothing takes time, and a server that is down still takes in what others pass on");
  }
  return sentences;
}

}  // namespace doublecheck::population
