#include "model/codec.hpp"

#include "model/assert.hpp"
#include "model/fields.hpp"

#include <type_traits>

namespace doublecheck::model {
namespace {

/// Seven bits a byte, the lowest first, the high bit set on all but the last (LEB128).
void put(std::string& bytes, std::uint32_t value) {
  while (value >= 0x80U) {
    bytes.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
    value >>= 7U;
  }
  bytes.push_back(static_cast<char>(value));
}

std::uint32_t get(std::string_view& bytes) {
  std::uint32_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    DOUBLECHECK_ASSERT(!bytes.empty() && shift < 32);
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= (byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
}

template <class T>
concept Scalar = std::is_enum_v<T> || std::unsigned_integral<T>;

struct Writer {
  std::string& bytes;

  template <class T>
  void operator()(const char*, const T& value) {
    if constexpr (Scalar<T>) {
      put(bytes, static_cast<std::uint32_t>(value));
    } else {
      visit_fields(value, *this);
    }
  }

  template <class T>
  void operator()(const char* name, const Sequence<T>& sequence) {
    put(bytes, static_cast<std::uint32_t>(sequence.size()));
    for (const T& value : sequence) (*this)(name, value);
  }
};

struct Reader {
  std::string_view& bytes;

  template <class T>
  void operator()(const char*, T& value) {
    if constexpr (Scalar<T>) {
      value = static_cast<T>(get(bytes));
    } else {
      visit_fields(value, *this);
    }
  }

  template <class T>
  void operator()(const char* name, Sequence<T>& sequence) {
    sequence.resize(get(bytes));
    for (T& value : sequence) (*this)(name, value);
  }
};

}  // namespace

void encode(const Side& side, std::string& bytes) { Writer{bytes}("", side); }

void encode(const Relay& relay, std::string& bytes) { Writer{bytes}("", relay); }

void encode(const World& world, std::string& bytes) {
  put(bytes, static_cast<std::uint32_t>(world.sides.size()));
  for (const Side& side : world.sides) encode(side, bytes);
  put(bytes, static_cast<std::uint32_t>(world.relays.size()));
  for (const Relay& relay : world.relays) encode(relay, bytes);
  for (const std::uint8_t left : world.budgets.left) put(bytes, left);
}

Side decode_side(std::string_view& bytes) {
  Side side;
  Reader{bytes}("", side);
  return side;
}

Relay decode_relay(std::string_view& bytes) {
  Relay relay;
  Reader{bytes}("", relay);
  return relay;
}

World decode_world(std::string_view bytes) {
  World world;
  const std::uint32_t sides = get(bytes);
  for (std::uint32_t i = 0; i < sides; ++i) world.sides.push_back(decode_side(bytes));
  world.relays.resize(get(bytes));
  for (Relay& relay : world.relays) relay = decode_relay(bytes);
  for (std::uint8_t& left : world.budgets.left) left = static_cast<std::uint8_t>(get(bytes));
  DOUBLECHECK_ASSERT(bytes.empty());
  return world;
}

}  // namespace doublecheck::model
