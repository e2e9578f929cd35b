/// Inputs that are legal or nearly so, and much too large in one respect; and some that lie just below a limit.
#pragma once

#include <string>
#include <vector>

namespace doublecheck::tests {

struct HostileInput {
  std::string name;
  std::string file;                                     // what is written to NAME.toml; may be empty
  int status = 2;                                       // what the program must end with
  std::string says;                                     // a part of what it must print
  std::vector<std::string> command = {"lint", "FILE"};  // FILE stands for the file
};

std::vector<HostileInput> hostile_inputs();

}  // namespace doublecheck::tests
