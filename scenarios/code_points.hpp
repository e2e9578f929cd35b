/// Code points: text of unknown origin, cut into what counts as one column and made fit to print.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::scenarios {

/// The UTF-8 sequences of `text`, in order. A byte that belongs to no sequence stands for itself, as each of an
/// overlong one does.
std::vector<std::string_view> code_points(std::string_view text);

/// `text` without its first `count` sequences; empty if it has no more.
std::string_view without_points(std::string_view text, std::size_t count);

/// `text` with '?' for each control character except tab (`escape::is_control`), and for each byte that is no UTF-8.
std::string printable(std::string_view text);

/// Does the text hold a NUL byte or bytes that are no UTF-8?
bool is_binary(std::string_view text);

}  // namespace doublecheck::scenarios
