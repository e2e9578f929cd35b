#include "tests/docs/examples.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <nlohmann/json.hpp>

namespace doublecheck::tests {

namespace {

using Json = nlohmann::json;

bool any_line_begins(const Lines& lines, std::string_view beginning) {
  return std::ranges::any_of(lines, [&](const std::string& line) { return line.starts_with(beginning); });
}

void append(Lines& lines, const Lines& more) { lines.insert(lines.end(), more.begin(), more.end()); }

std::string difference_of(const Json& page, const Json& document, const std::string& place) {
  if (page.is_object() && document.is_object()) {
    for (const auto& [key, value] : page.items()) {
      if (!document.contains(key)) return place + "/" + key + ": no such key in the document";
      std::string inside = difference_of(value, document.at(key), place + "/" + key);
      if (!inside.empty()) return inside;
    }
    return "";
  }
  if (page.is_array() && document.is_array()) {
    std::size_t at = 0;
    for (const Json& entry : page) {
      while (at < document.size() && !difference_of(entry, document[at], place).empty()) ++at;
      if (at++ == document.size()) return place + ": no entry has " + entry.dump();
    }
    return "";
  }
  return page == document ? "" : place + ": " + page.dump() + " on the page, " + document.dump() + " in the document";
}

}  // namespace

Lines completed_toml(const Lines& block) {
  if (any_line_begins(block, "platform_set")) return block;
  Lines whole;
  if (!any_line_begins(block, "title")) whole = {"title = \"T\"", "question = \"Q?\""};
  append(whole, block);
  const bool has_population = any_line_begins(block, "[population]");
  const bool is_about_one = any_line_begins(block, "[variants") || any_line_begins(block, "[sweep]");
  if (is_about_one && !has_population) append(whole, {"[population]"});
  if (is_about_one || has_population) return whole;
  if (!any_line_begins(block, "[participants.alice]"))
    append(whole, {"[participants.alice]", "platform = \"android\"", "number = \"1\"", "contacts = [\"bob\"]"});
  if (!any_line_begins(block, "[participants.bob]"))
    append(whole, {"[participants.bob]", "platform = \"android\"", "number = \"2\"", "contacts = [\"alice\"]"});
  if (!any_line_begins(block, "[[messages]]")) append(whole, {"[[messages]]", "from = \"alice\"", "to = \"bob\""});
  return whole;
}

std::string json_command(const Block& block) {
  std::string text;
  for (const std::string& line : block.lines) text += line + "\n";
  return Json::parse(text).value("command", "");
}

std::string not_in_document(const std::string& page, const std::string& document) {
  return difference_of(Json::parse(page), Json::parse(document), "");
}

}  // namespace doublecheck::tests
