#include "tests/docs/pages.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <regex>
#include <stdexcept>

namespace doublecheck::tests {

namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kOutputOf = "output of: ";
// What a command begins with in a block without prompts.
constexpr std::array<std::string_view, 3> kPrograms = {"doublecheck ", "./dev ", "bench/"};

bool begins_command(std::string_view line) {
  return std::ranges::any_of(kPrograms, [&](std::string_view program) { return line.starts_with(program); });
}

// "<!-- output of: x -->" gives "output of: x"; what is no comment of one line gives "".
std::string comment(const std::string& line) {
  static const std::regex form("<!-- (.*) -->");
  std::smatch found;
  return std::regex_match(line, found, form) ? found.str(1) : "";
}

// Takes a command from `lines` at `at`, and those that a \ joins to it; `at` is then the line behind it.
std::string take_command(const Lines& lines, std::size_t& at, std::size_t prompt) {
  std::string command = lines[at++].substr(prompt);
  while (command.ends_with('\\') && at < lines.size()) {
    command.pop_back();
    command += lines[at++];
  }
  return command;
}

void add_session(const Block& block, std::vector<Shown>& shown) {
  for (std::size_t at = 0; at < block.lines.size();) {
    if (!block.lines[at].starts_with("$ ")) throw std::runtime_error("output before the first command");
    Shown one{.line = block.line + at, .command = "", .output = Lines{}};
    one.command = take_command(block.lines, at, 2);
    while (at < block.lines.size() && !block.lines[at].starts_with("$ ")) one.output->push_back(block.lines[at++]);
    shown.push_back(std::move(one));
  }
}

void add_plain(const Block& block, std::vector<Shown>& shown) {
  for (std::size_t at = 0; at < block.lines.size();) {
    if (!begins_command(block.lines[at])) {
      ++at;
      continue;
    }
    const std::size_t line = block.line + at;
    shown.push_back({.line = line, .command = take_command(block.lines, at, 0), .output = std::nullopt});
  }
}

// The text of a page with everything in blocks blanked out, so that places stay.
std::string running_text(const std::string& page) {
  std::string text;
  bool in_block = false;
  for (const std::string& line : lines_of(repository() / page)) {
    const bool is_fence = line.starts_with(kFence);
    if (!is_fence && !in_block) text += line;
    if (is_fence) in_block = !in_block;
    text += '\n';
  }
  return text;
}

std::vector<Span> all_matches(const std::string& page, const std::regex& form) {
  const std::string text = running_text(page);
  std::vector<Span> spans;
  for (std::sregex_iterator it(text.begin(), text.end(), form), end; it != end; ++it) {
    const auto line = 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + it->position(), '\n'));
    std::string span = it->str(1);
    std::ranges::replace(span, '\n', ' ');
    spans.push_back({line, std::move(span)});
  }
  return spans;
}

}  // namespace

std::filesystem::path repository() { return DOUBLECHECK_SOURCE_DIRECTORY; }

std::vector<std::string> all_pages() {
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back("docs/" + entry.path().filename().string());
  }
  std::ranges::sort(pages);
  pages.insert(pages.begin(), "README.md");
  return pages;
}

Lines lines_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error(file.string() + " cannot be read");
  Lines lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<Block> blocks_of(const std::string& page) {
  const Lines lines = lines_of(repository() / page);
  std::vector<Block> blocks;
  bool in_block = false;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (!lines[at].starts_with(kFence)) {
      if (in_block) blocks.back().lines.push_back(lines[at]);
      continue;
    }
    in_block = !in_block;
    if (!in_block) continue;
    blocks.push_back({.line = at + 2,
                      .language = lines[at].substr(kFence.size()),
                      .note = at > 0 ? comment(lines[at - 1]) : "",
                      .lines = {}});
  }
  return blocks;
}

std::vector<Shown> commands_of(const std::string& page) {
  std::vector<Shown> shown;
  for (const Block& block : blocks_of(page)) {
    if (block.note.starts_with(kOutputOf)) {
      shown.push_back({.line = block.line,
                       .command = block.note.substr(kOutputOf.size()),
                       .output = block.lines,
                       .is_excerpt = true});
    } else if (block.language.empty() && !block.lines.empty() && block.lines.front().starts_with("$ ")) {
      add_session(block, shown);
    } else if (block.language.empty()) {
      add_plain(block, shown);
    }
  }
  return shown;
}

std::vector<Span> code_spans_of(const std::string& page) {
  static const std::regex span("`([^`]+)`");
  return all_matches(page, span);
}

std::vector<Span> links_of(const std::string& page) {
  static const std::regex link(R"(\]\(([^)\s]+)\))");
  std::vector<Span> links = all_matches(page, link);
  std::erase_if(links, [](const Span& one) { return one.text.find("://") != std::string::npos; });
  return links;
}

std::vector<std::string> anchors_of(const std::string& page) {
  std::vector<std::string> anchors;
  bool in_block = false;
  for (const std::string& line : lines_of(repository() / page)) {
    if (line.starts_with(kFence)) in_block = !in_block;
    if (in_block || !line.starts_with('#')) continue;
    std::string anchor;
    for (const char c : line.substr(line.find_first_not_of("# "))) {
      const auto letter = static_cast<unsigned char>(c);
      if (std::isalnum(letter) != 0 || c == '_' || c == '-' || letter >= 0x80)
        anchor += static_cast<char>(std::tolower(letter));
      if (c == ' ') anchor += '-';
    }
    anchors.push_back(std::move(anchor));
  }
  return anchors;
}

std::string place(const std::string& page, std::size_t line) { return page + ":" + std::to_string(line); }

}  // namespace doublecheck::tests
