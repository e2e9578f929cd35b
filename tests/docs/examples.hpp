/// Scenarios and JSON that pages show.
#pragma once

#include <string>

#include "tests/docs/pages.hpp"

namespace doublecheck::tests {

/// The block as a file that can be read alone: a part of a scenario gets a title and a question, Alice and Bob and a
/// message between them, or a population where it is about one, each unless it has them.
Lines completed_toml(const Lines& block);

/// What a document in JSON says that its command was; "" where it does not say so.
std::string json_command(const Block& block);

/// "" if everything in `page` is in `document`, else the first place where it is not, with both values. Of arrays each
/// entry of the page must be within an entry of the document, in the same order. Throws if one of them is no JSON.
std::string not_in_document(const std::string& page, const std::string& document);

}  // namespace doublecheck::tests
