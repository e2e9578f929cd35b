#include "scenarios/writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "model/assert.hpp"

namespace doublecheck::scenarios {
namespace {

std::string quoted(std::string_view text) {
  std::string toml = "\"";
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      toml += '\\';
      toml += letter;
    } else if (code < 0x20 || code == 0x7F) {
      toml += fmt::format("\\u{:04X}", code);
    } else {
      toml += letter;
    }
  }
  return toml + '"';
}

std::string key_text(std::string_view key) {
  const bool is_bare = !key.empty() && std::ranges::all_of(key, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_' || letter == '-';
  });
  return is_bare ? std::string(key) : quoted(key);
}

std::string inline_text(const Value& value);

struct InlineWriter {
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const {
    std::string text = fmt::format("{}", number);
    // Without a point or an exponent it would be a whole number.
    if (text.find_first_of(".enai") == std::string::npos) text += ".0";
    return text;
  }
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(const Moment& /*moment*/) const {
    model::assertion_failed("a document that is written has no dates", __FILE__, __LINE__);
  }
  std::string operator()(const Array& array) const {
    std::vector<std::string> elements;
    for (const Value& element : array.values) elements.push_back(inline_text(element));
    return fmt::format("[{}]", fmt::join(elements, ", "));
  }
  std::string operator()(const Table& table) const {
    std::vector<std::string> entries;
    for (const Entry& entry : table.entries) {
      entries.push_back(fmt::format("{} = {}", key_text(entry.key), inline_text(entry.value)));
    }
    return entries.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(entries, ", "));
  }
};

std::string inline_text(const Value& value) { return std::visit(InlineWriter{}, value.content); }

}  // namespace

std::string to_toml(const Table& document) {
  std::string text;
  std::string tables;
  for (const Entry& entry : document.entries) {
    if (const auto* table = std::get_if<Table>(&entry.value.content)) {
      tables += fmt::format("\n[{}]\n", key_text(entry.key));
      for (const Entry& inner : table->entries) {
        tables += fmt::format("{} = {}\n", key_text(inner.key), inline_text(inner.value));
      }
    } else {
      text += fmt::format("{} = {}\n", key_text(entry.key), inline_text(entry.value));
    }
  }
  return text + tables;
}

}  // namespace doublecheck::scenarios
