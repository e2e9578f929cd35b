#include "escape/utf8.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

#include "tests/catch.hpp"

using namespace doublecheck::escape;

namespace {

using Characters = std::initializer_list<char32_t>;

/// By the pattern of bits, whether that makes a character or not. REQUIRES: value < 0x200000.
std::string encoded(char32_t value) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  const auto sixth = [&](unsigned shift) { return byte(0x80U | ((value >> shift) & 0x3FU)); };
  if (value < 0x80) return {byte(value)};
  if (value < 0x800) return {byte(0xC0U | (value >> 6U)), sixth(0)};
  if (value < 0x10000) return {byte(0xE0U | (value >> 12U)), sixth(6), sixth(0)};
  return {byte(0xF0U | (value >> 18U)), sixth(12), sixth(6), sixth(0)};
}

}  // namespace

TEST_CASE("a character is read as it is written unless it is a surrogate or above the last one") {
  for (char32_t value = 0; value < 0x120000; ++value) {
    const std::string text = encoded(value);
    const Character read = first_character(text + "a");
    const bool is_one = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    if (read.is_valid != is_one || read.bytes != (is_one ? text.size() : 1) || (is_one && read.value != value)) {
      CAPTURE(static_cast<unsigned long>(value));
      FAIL("read as another");
    }
  }
}

TEST_CASE("what is overlong or cut or out of place is one byte after the other") {
  using namespace std::string_view_literals;
  for (const std::string_view broken :
       {"\xC0\xAF"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xF0\x8F\xBF\xBF"sv, "\xE2\x82"sv, "\xF0\x9F\x93"sv, "\x80"sv,
        "\xBF"sv, "\xFE"sv, "\xFF"sv, "\xE2\x28\xA1"sv, "\xF8\x88\x80\x80\x80"sv, "\xF4\x90\x80\x80"sv,
        "\xED\xA0\x80"sv}) {
    CHECK_FALSE(first_character(broken).is_valid);
    CHECK(first_character(broken).bytes == 1);
  }
}

TEST_CASE("controls are those of ASCII and of Latin-1 and what breaks lines or turns the direction") {
  for (const char32_t control : Characters{0x00, 0x07, 0x09, 0x0A, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0x2028, 0x2029,
                                           0x202A, 0x202E, 0x2066, 0x2069}) {
    CHECK(is_control(control));
  }
  for (const char32_t shown :
       Characters{0x20, 0x7E, 0xA0, 0xE9, 0x200D, 0x200F, 0x2027, 0x202F, 0x2065, 0x4E00, 0x1F600}) {
    CHECK_FALSE(is_control(shown));
  }
}

TEST_CASE("XML has no controls but tab and line ends and no noncharacters at the end of the first plane") {
  for (const char32_t allowed : Characters{0x09, 0x0A, 0x0D, 0x20, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF}) {
    CHECK(is_allowed_in_xml(allowed));
  }
  for (const char32_t refused :
       Characters{0x00, 0x08, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x110000}) {
    CHECK_FALSE(is_allowed_in_xml(refused));
  }
}
