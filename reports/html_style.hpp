/// The style sheet of the page.
#pragma once

#include <string_view>

namespace doublecheck::reports {

std::string_view style_sheet();

}  // namespace doublecheck::reports
