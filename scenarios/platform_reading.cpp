#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/text_file.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kFilesInWords = R"(a list of platform files such as ["mine.toml"])";

class PlatformFilesReader {
 public:
  PlatformFilesReader(const std::string& scenario_file, Problems& problems, std::vector<Diagnostic>& of_files)
      : scenario_file_(scenario_file), problems_(problems), of_files_(of_files) {
    sets_.assign(shipped_platforms().begin(), shipped_platforms().end());
  }

  void read(const Value& element) {
    const auto name = as_text(element, "platforms", kFilesInWords, problems_);
    if (!name) return;
    const std::string file = beside(scenario_file_, *name);
    std::vector<Diagnostic> unreadable;
    const auto text = read_text_file(file, "platform file", unreadable);
    if (!text) {
      complete_ = false;
      const Diagnostic& reason = unreadable.front();
      problems_.add({reason.code, element.place, reason.message, "", reason.help});
      return;
    }
    PlatformReadResult result = parse_platform_file(*text, file, sets_);
    if (!result.set) complete_ = false;
    std::ranges::move(result.diagnostics, std::back_inserter(of_files_));
    if (result.set) add(std::move(*result.set), element);
  }

  KnownPlatforms known() const {
    KnownPlatforms known;
    known.complete = complete_;
    for (const PlatformSet& set : sets_) std::ranges::copy(set.platforms, std::back_inserter(known.platforms));
    return known;
  }

 private:
  void add(PlatformSet set, const Value& element) {
    const auto names = words_in(sets_, &PlatformSet::name);
    if (std::ranges::find(names, set.name) != names.end()) {
      problems_.add({"duplicate-platform-set", element.place,
                     fmt::format("the platform set `{}` is there already", set.name), "a second set of that name",
                     "the sets of a scenario have different names: change `platform_set` of the file"});
      return;
    }
    sets_.push_back(std::move(set));
  }

  const std::string& scenario_file_;
  Problems& problems_;
  std::vector<Diagnostic>& of_files_;
  std::vector<PlatformSet> sets_;
  bool complete_ = true;
};

}  // namespace

KnownPlatforms read_platform_files(TableReader& root, const std::string& scenario_file,
                                   std::vector<Diagnostic>& of_files) {
  PlatformFilesReader files(scenario_file, root.problems(), of_files);
  const Value* value = root.find("platforms", kFilesInWords);
  const Array* array = value == nullptr ? nullptr : as_array(*value, "platforms", kFilesInWords, root.problems());
  if (array != nullptr) {
    for (const Value& element : array->values) files.read(element);
  }
  return files.known();
}

}  // namespace doublecheck::scenarios
