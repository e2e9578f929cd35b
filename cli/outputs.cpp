#include "cli/outputs.hpp"

#include "cli/standard_streams.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace doublecheck::cli {
namespace {

namespace fs = std::filesystem;
using reports::OutputError;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw OutputError(fmt::format("cannot make the folder `{}`: {}", folder.string(), error.message()));
}

}  // namespace

Outputs::Outputs(const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) inputs_.emplace(reports::identity_of(input), input);
  inputs_.erase("");
}

void Outputs::claim(const std::string& option, const std::string& path) {
  const std::string identity = reports::identity_of(path);
  if (identity.empty()) return;
  if (const auto input = inputs_.find(identity); input != inputs_.end()) {
    throw OutputError(
        fmt::format("`{} {}` would write over `{}`, which this command reads", option, path, input->second));
  }
  if (const auto [other, is_new] = claimants_.emplace(identity, option); !is_new) {
    throw OutputError(fmt::format("`{} {}` would write over what {} writes", option, path, other->second));
  }
  if (reports::is_standard_stream(path)) {
    throw OutputError(
        fmt::format("`{} {}` would write where standard output or standard error goes; `{} -` writes "
                    "to standard output, and nothing else does then",
                    option, path, option));
  }
}

void Outputs::add(const std::string& option, const std::string& path) {
  if (path.empty()) return;
  if (path == "-") {
    if (takes_standard_output()) {
      throw OutputError(fmt::format("`{} -` and `{} -` do not go together, for there is one standard output",
                                    on_standard_output_, option));
    }
    on_standard_output_ = option;
    return;
  }
  claim(option, path);
  files_.emplace(option, reports::OutputFile(path));
}

void Outputs::add_folder(const std::string& option, const std::string& folder, const std::vector<std::string>& names) {
  if (folder.empty()) return;
  make_folder(folder);
  folder_ = folder;
  const reports::OutputFile probe(*folder_ / "probe");
  for (const std::string& name : names) {
    const std::string path = in_folder(name);
    std::error_code error;
    const fs::file_status there = fs::status(path, error);
    if (fs::exists(there) && !fs::is_regular_file(there)) throw OutputError(fmt::format("`{}` is no file", path));
    claim(option, path);
  }
}

void Outputs::write(const std::string& option, const std::function<std::string()>& text) {
  if (on_standard_output_ == option) return write_document(text());
  const auto file = files_.find(option);
  if (file == files_.end()) return;
  try {
    file->second.write(text());
  } catch (const OutputError& error) {
    fail(error);
  }
}

bool Outputs::write_in_folder(const std::string& name, const std::string& text) {
  try {
    reports::write_atomically(in_folder(name), text);
    return true;
  } catch (const OutputError& error) {
    fail(error);
    return false;
  }
}

void Outputs::fail(const OutputError& error) {
  print_error("error: {}\n", error.what());
  status_ = ExitStatus::bad_input;
}

}  // namespace doublecheck::cli
