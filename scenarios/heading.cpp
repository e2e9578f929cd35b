#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "model/requirements.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kRequirementsInWords = R"(a list of requirements such as ["R7", "R20"])";

}  // namespace

std::vector<unsigned> read_requirements(TableReader& reader, std::string_view key) {
  std::vector<unsigned> numbers;
  Problems& problems = reader.problems();
  const Value* value = reader.find(key, kRequirementsInWords);
  const Array* array = value == nullptr ? nullptr : as_array(*value, key, kRequirementsInWords, problems);
  if (array == nullptr) return numbers;
  const auto names = words_in(model::requirement_catalogue(), &model::RequirementInfo::name);
  for (const Value& element : array->values) {
    if (!as_text(element, key, kRequirementsInWords, problems)) continue;
    const auto index = as_word(element, key, {"requirement", "requirements", names}, problems);
    if (!index) continue;
    const unsigned number = model::requirement_catalogue()[*index].number;
    if (std::ranges::find(numbers, number) != numbers.end()) {
      problems.add({"duplicate-requirement", element.place, fmt::format("`{}` names {} twice", key, names[*index]),
                    "a second time", ""});
      continue;
    }
    numbers.push_back(number);
  }
  std::ranges::sort(numbers);
  return numbers;
}

void read_heading(TableReader& root, Scenario& scenario) {
  constexpr std::string_view kTitleInWords = "one line of text";
  scenario.title = root.required_text("title", kTitleInWords);
  if (scenario.title.find('\n') != std::string::npos) {
    root.problems().add({"out-of-range", root.find("title", kTitleInWords)->place,
                         fmt::format("`title` takes {}", kTitleInWords), "more than one line",
                         "`question` may have several"});
  }
  scenario.question = root.required_text("question", "the question that the scenario answers, in words");
  scenario.requirements = read_requirements(root, "requirements");
  if (const auto mutant = root.whole_number("mutant", {1, kMutantMax})) scenario.mutant = static_cast<int>(*mutant);
}

}  // namespace doublecheck::scenarios
