/// Labellings: the named questions about a state by which the graph of a scenario is folded.
#pragma once

#include "checker/quotient.hpp"
#include "model/setup.hpp"
#include "model/world.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doublecheck::cli {

/// Which messages and devices the questions are about: all of them, where none is named.
struct Focus {
  std::string message;  // "m1"; empty: every message
  std::string device;   // "bob"; empty: every device
};

/// What is asked of every state, once for each message and device in the focus. A label is one combination of answers;
/// labels are numbered from 0 in the order in which they are met.
class Labelling {
 public:
  /// One question, and what each of its answers is called.
  struct Aspect {
    std::function<std::size_t(const model::World&)> answer_in;
    std::vector<std::string> texts;  // by answer; of a predicate: false, true
    bool is_predicate = false;
  };

  explicit Labelling(std::vector<Aspect> aspects) : aspects_(std::move(aspects)) {}

  checker::Label label_of(const model::World& world);

  /// What every aspect answers. REQUIRES: `label` was met.
  std::vector<std::string> lines(checker::Label label) const;

  /// The predicates that are true. REQUIRES: `label` was met.
  std::vector<std::string> true_predicates(checker::Label label) const;

 private:
  using Answers = std::vector<std::size_t>;  // by aspect

  std::vector<Aspect> aspects_;
  std::map<Answers, checker::Label> numbers_;
  std::vector<Answers> answers_;  // by label
};

/// The names of all predicates that there are.
std::vector<std::string_view> predicate_names();

/// Predicates and machines by their names. Or else a text that says what is wrong: a name that is neither, a message or
/// device that the setup has not, or nothing that the question could be about. The setup is kept by reference.
std::variant<Labelling, std::string> labelling_of(const std::vector<std::string_view>& names, const Focus& focus,
                                                  const model::Setup& setup);

}  // namespace doublecheck::cli
