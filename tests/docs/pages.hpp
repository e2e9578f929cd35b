/// The pages that users read (README.md and docs/*.md): their blocks, the commands that these show, and what stands in
/// code spans and links. CONTRIBUTING.md tells the conventions.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::tests {

using Lines = std::vector<std::string>;

/// The root of the repository.
std::filesystem::path repository();

/// "README.md" and the pages in docs/, in order, as seen from the root.
std::vector<std::string> all_pages();

/// The lines of a file. Throws where it cannot be read.
Lines lines_of(const std::filesystem::path& file);

/// What stands between two lines of ```.
struct Block {
  std::size_t line = 0;  // of its first line, from 1
  std::string language;  // behind the ```; often empty
  std::string note;      // what an HTML comment right above it says: "output of: doublecheck …", "file: mine.toml"
  Lines lines;
};

std::vector<Block> blocks_of(const std::string& page);

/// A command that a page shows.
struct Shown {
  std::size_t line = 0;         // in the page
  std::string command;          // for a shell; lines that a \ joins are one
  std::optional<Lines> output;  // what the page says that it prints
  bool is_excerpt = false;      // the output has no beginning and no end
};

/// In their order. Commands stand in blocks without a language: behind `$ `, with their output below, or as lines that
/// begin with the name of a program; a block with the note "output of: COMMAND" is an excerpt of that command's output.
std::vector<Shown> commands_of(const std::string& page);

/// What stands outside of blocks, each with its line.
struct Span {
  std::size_t line = 0;
  std::string text;
};
/// `…`, line ends inside taken for blanks.
std::vector<Span> code_spans_of(const std::string& page);
/// Where the links of the page lead, those to other sites left out.
std::vector<Span> links_of(const std::string& page);
/// The anchors of the headings of a page, as GitHub makes them.
std::vector<std::string> anchors_of(const std::string& page);

/// "page:line".
std::string place(const std::string& page, std::size_t line);

}  // namespace doublecheck::tests
