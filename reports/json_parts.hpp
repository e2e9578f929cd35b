/// Parts that several JSON documents share.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <class T, class ToJson>
Json array_of(const std::vector<T>& items, ToJson json_of) {
  Json array = Json::array();
  for (const T& item : items) array.push_back(json_of(item));
  return array;
}

/// The fields that every document begins with.
Json document_head(const std::string& tool_version, const std::string& command);

/// The document as it is written, ended by a line feed. Text that is not UTF-8 is repaired with U+FFFD;
/// controls are written by their numbers.
std::string text_of(const Json& document);

/// A number, "not_reached", or "infinite" of what is never reached.
Json bound_json(const Bound& bound);

Json delivery_json(const Delivery& delivery);

Json step_json(const Step& step);
Json counterexample_json(const Counterexample& counterexample);

}  // namespace doublecheck::reports
