#include "engine/stable_vector.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "tests/catch.hpp"

namespace doublecheck::tests {

using engine::StableVector;

TEST_CASE("an element stays where it is while others are added") {
  StableVector<std::string> words;
  words.push_back("first");
  const std::string* first = &words[0];
  std::vector<const std::string*> places;
  for (std::size_t i = 1; i < 10'000; ++i) {
    words.push_back(std::to_string(i));
    places.push_back(&words[i]);
  }
  REQUIRE(words.size() == 10'000);
  CHECK(&words[0] == first);
  CHECK(*first == "first");
  for (std::size_t i = 1; i < words.size(); ++i) {
    REQUIRE(places[i - 1] == &words[i]);
    REQUIRE(words[i] == std::to_string(i));
  }
}

TEST_CASE("an element that was only made room for is as its type makes it") {
  StableVector<int> numbers;
  for (int i = 0; i < 5'000; ++i) {
    int& number = numbers.extend();
    REQUIRE(number == 0);
    number = i;
  }
  CHECK(numbers[4'999] == 4'999);
}

TEST_CASE("elements end with the vector") {
  const auto token = std::make_shared<int>(0);
  {
    StableVector<std::shared_ptr<int>> holders;
    for (int i = 0; i < 9'000; ++i) holders.push_back(token);
    CHECK(token.use_count() == 9'001);
  }
  CHECK(token.use_count() == 1);
}

TEST_CASE("a reader sees each element that it was told of, while another thread adds more") {
  StableVector<std::size_t> numbers;
  constexpr std::size_t kCount = 100'000;
  std::atomic<std::size_t> told{0};
  std::atomic<int> wrong{0};
  std::thread reader([&] {
    for (std::size_t known = 0; known < kCount;) {
      known = told.load(std::memory_order_acquire);
      for (std::size_t i = known; i-- > 0 && known - i < 50;) {
        if (numbers[i] != 3 * i) ++wrong;
      }
    }
  });
  for (std::size_t i = 0; i < kCount; ++i) {
    numbers.push_back(3 * i);
    told.store(i + 1, std::memory_order_release);
  }
  reader.join();
  CHECK(wrong == 0);
}

}  // namespace doublecheck::tests
