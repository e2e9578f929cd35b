/// Inference: the sort of a variable from its uses.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "language/place.hpp"
#include "language/syntax.hpp"
#include "language/vocabulary.hpp"

namespace doublecheck::language {

/// A place where only an element of this sort fits.
struct Use {
  SortNumber sort = 0;
  Span where;
};

/// The sort of a term that is no variable of the quantifier or below it; nothing if that is not known.
using SortOfTerm = std::function<std::optional<SortNumber>(const Term&)>;

/// The uses of variable number `variable` of a quantifier that tell its sort: as an argument, or else as one side of an
/// equality whose other side tells. In the order of the text.
[[nodiscard]] std::vector<Use> uses_of(const Syntax& quantified, std::size_t variable, const Vocabulary& vocabulary,
                                       const SortOfTerm& sort_outside);

/// The declaration of this name in a list of predicates, functions or sets; nullptr if there is none.
template <class Declaration>
[[nodiscard]] const Declaration* declared(const std::vector<Declaration>& list, const std::string& name) {
  for (const Declaration& declaration : list) {
    if (declaration.name == name) return &declaration;
  }
  return nullptr;
}

}  // namespace doublecheck::language
