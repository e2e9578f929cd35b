/// The outputs of a command: opened before it starts to work, and written at its end, each whatever becomes of the
/// others.
#pragma once

#include "cli/exit_status.hpp"
#include "reports/output_file.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// What is to be written where. Nothing of it may be a file that the command reads, or one that is written twice:
/// by whatever name, `add` and `add_folder` throw reports::OutputError, as they do for what cannot be opened.
class Outputs {
 public:
  /// `inputs`: all files that the command reads.
  explicit Outputs(const std::vector<std::string>& inputs);

  /// `option`: such as "--json", for words and for `write`. `path`: a file, "-" for standard output, or empty: then
  /// nothing is written.
  void add(const std::string& option, const std::string& path);

  /// A folder, made if need be, in which at the end files of some of these names may be written; empty: none is.
  /// REQUIRES: it is added last, and there is one at most.
  void add_folder(const std::string& option, const std::string& folder, const std::vector<std::string>& names);

  /// Does an output go to standard output, which then carries nothing else?
  bool takes_standard_output() const { return !on_standard_output_.empty(); }

  bool has_folder() const { return folder_.has_value(); }

  /// Makes the text if the option names an output, and writes it. A failure is told on standard error.
  void write(const std::string& option, const std::function<std::string()>& text);

  /// The same for a file of the folder. REQUIRES: there is a folder, and the name is one of its names. True if it was
  /// written.
  bool write_in_folder(const std::string& name, const std::string& text);

  /// The path of a file of the folder.
  std::string in_folder(const std::string& name) const { return (folder_.value() / name).string(); }

  /// bad_input once something could not be written.
  ExitStatus status() const { return status_; }

 private:
  /// Notes that the file is written.
  void claim(const std::string& option, const std::string& path);
  void fail(const reports::OutputError& error);

  std::map<std::string, std::string> inputs_;         // identity to name
  std::map<std::string, std::string> claimants_;      // identity to option
  std::map<std::string, reports::OutputFile> files_;  // by option
  std::string on_standard_output_;                    // its option; empty: none
  std::optional<std::filesystem::path> folder_;
  ExitStatus status_ = ExitStatus::as_expected;
};

}  // namespace doublecheck::cli
