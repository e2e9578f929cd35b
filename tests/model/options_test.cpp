#include "model/options.hpp"

#include "tests/catch.hpp"

#include <set>
#include <string>

using namespace doublecheck::model;

TEST_CASE("the default of every option is its first value") {
  for (const OptionInfo& info : option_catalogue()) {
    CAPTURE(std::string(info.key));
    CHECK(info.get(Options{}) == 0);
  }
}

TEST_CASE("every value of every option can be set and read back and changes the options") {
  for (const OptionInfo& info : option_catalogue()) {
    for (std::size_t value = 0; value < info.values.size(); ++value) {
      CAPTURE(std::string(info.key), value);
      Options options;
      info.set(options, value);
      CHECK(info.get(options) == value);
      CHECK((options == Options{}) == (value == 0));
      CHECK(changed_options(options).size() == (value == 0 ? 0U : 1U));
    }
  }
}

TEST_CASE("option keys are distinct and every value has a name and a meaning") {
  std::set<std::string_view> keys;
  for (const OptionInfo& info : option_catalogue()) {
    CHECK(keys.insert(info.key).second);
    CHECK(find_option(info.key) == &info);
    CHECK(info.question.back() == '?');
    std::set<std::string_view> names;
    for (const OptionValue& value : info.values) {
      CHECK(names.insert(value.name).second);
      CHECK(value.meaning.back() == '.');
    }
    CHECK(info.values.size() >= 2);
  }
  CHECK(find_option("no_such_option") == nullptr);
}

TEST_CASE("a changed option is told as key and value") {
  Options options;
  options.server_drop = ServerDrop::on_send;
  CHECK(changed_options(options) == std::vector<std::string>{"server_drop = on_send"});
}
