#include "model/options.hpp"

#include "model/assert.hpp"
#include "model/durations.hpp"
#include "model/option_tables.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

std::vector<OptionInfo> whole_catalogue() {
  std::vector<OptionInfo> all;
  for (const auto options : {sender_options(), custody_options(), recipient_options(), receipt_options(),
                             session_options(), mailbox_options(), deviation_options()}) {
    all.insert(all.end(), options.begin(), options.end());
  }
  return all;
}

std::string argument_in_words(ArgumentKind kind, std::uint64_t argument) {
  switch (kind) {
    case ArgumentKind::none:
      return "";
    case ArgumentKind::count:
      return std::to_string(argument);
    case ArgumentKind::time:
      return duration_in_words(argument);
  }
  return "";
}

}  // namespace

std::span<const OptionInfo> option_catalogue() {
  static const std::vector<OptionInfo> catalogue = whole_catalogue();
  return catalogue;
}

const OptionInfo* find_option(std::string_view key) {
  const auto catalogue = option_catalogue();
  const auto found = std::ranges::find_if(catalogue, [&](const auto& info) { return info.key == key; });
  return found == catalogue.end() ? nullptr : &*found;
}

std::string to_text(const OptionInfo& option, const Chosen& chosen) {
  DOUBLECHECK_ASSERT(chosen.value < option.values.size());
  const OptionValue& value = option.values[chosen.value];
  std::string text(value.name);
  const bool for_ever = value.argument.kind == ArgumentKind::time && chosen.argument == 0;
  if (value.argument.kind == ArgumentKind::none || for_ever) return text;
  return text + "(" + argument_in_words(value.argument.kind, chosen.argument) + ")";
}

std::vector<std::string> changed_options(const Options& options) {
  static const Options defaults;
  std::vector<std::string> changed;
  for (const OptionInfo& info : option_catalogue()) {
    const Chosen chosen = info.get(options);
    if (chosen != info.get(defaults)) changed.push_back(std::string(info.key) + " = " + to_text(info, chosen));
  }
  return changed;
}

}  // namespace doublecheck::model
