/// Values of options: a word, for some words with an argument in parentheses, as in "limited(3)" and "ttl(30d)".
#pragma once

#include <optional>
#include <string>

#include "model/options.hpp"
#include "scenarios/document.hpp"
#include "scenarios/problems.hpp"

namespace doublecheck::scenarios {

/// How the value is written: "on_ack", "limited(n)" with a count, "ttl(t)" with a time.
std::string form_of(const model::OptionValue& value);

/// "a whole number from 1 to 250", "a duration from 1ms to 3650d". REQUIRES: there is an argument.
std::string in_words(const model::ArgumentInfo& argument);

/// "n is a whole number from 1 to 250, 3 if left out"; empty if there is no argument.
std::string about(const model::ArgumentInfo& argument);

/// "until_ack, limited(n), deadline(t) or never".
std::string in_words(const model::OptionInfo& option);

/// What the value stands for; where parentheses are left out, with the default argument.
std::optional<model::Chosen> as_option(const Value& value, const model::OptionInfo& option, Problems& problems);

}  // namespace doublecheck::scenarios
