#include "scenarios/writing.hpp"

#include <string>

#include "tests/catch.hpp"

using namespace doublecheck::scenarios;

namespace {

Table document_of(const std::string& text) {
  Problems problems("test.toml", text);
  return parse_document(text, problems).value();
}

}  // namespace

TEST_CASE("a document that was written is read as the same document") {
  const std::string text =
      "title = \"quotes \\\" and \\\\ and \\n and ü\"\nnumber = -3\nshare = 0.25\nwhole = 2.0\nlarge = 1e300\n"
      "truth = true\nlist = [1, [2, 3], { a = \"b\" }]\n[table]\n\"a.b\" = { }\ndeep = { c = { d = 1 } }\n";
  const std::string written = to_toml(document_of(text));
  CHECK(to_toml(document_of(written)) == written);
  CHECK(written.find("whole = 2.0") != std::string::npos);
  CHECK(written.find("\"a.b\" = {}") != std::string::npos);
  CHECK(written.find("title = \"quotes \\\" and \\\\ and \\u000A and ü\"") != std::string::npos);
  CHECK(written.find("list = [1, [2, 3], { a = \"b\" }]") != std::string::npos);
}
