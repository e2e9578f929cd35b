/// Settings: single values of a scenario that are set from outside, as on the command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace doublecheck::scenarios {

/// One value that replaces what the file says, or adds to it.
struct Setting {
  std::string key;    // dotted, as in the file; elements of arrays by number from 0: "messages.0.count"
  std::string value;  // as in TOML; what is no TOML counts as text: `iphone`, `2h`

  bool operator==(const Setting&) const = default;
};

/// "key=value" cut at the first equals sign, blanks around both removed; nothing if there is no sign or no key.
std::optional<Setting> split_setting(std::string_view text);

}  // namespace doublecheck::scenarios
