#include "model/codec.hpp"

#include "model/assert.hpp"
#include "model/fields.hpp"

#include <concepts>
#include <cstddef>
#include <type_traits>

namespace doublecheck::model {
namespace {

template <class T>
concept Scalar = std::is_enum_v<T> || std::unsigned_integral<T>;

// To encode or to decode takes no longer than what the rules do with a side only if the place in the bytes stays in a
// register: it is a member of a visitor that lives within one function for each struct, and never has to check for
// room. Most sequences are empty, and dealt with in place.

constexpr std::size_t kBytesOfScalar = 5;  // at most

/// How many bytes an encoding takes at most.
struct Bound {
  std::size_t bytes = 0;

  template <class T>
  void operator()(const char*, const T& value) {
    if constexpr (Scalar<T>) {
      bytes += kBytesOfScalar;
    } else {
      visit_fields(value, *this);
    }
  }

  template <class T>
  void operator()(const char* name, const Sequence<T>& sequence) {
    bytes += kBytesOfScalar;
    for (const T& value : sequence) (*this)(name, value);
  }
};

// What writes begins at `at`, for which there must be room, and returns where it ends.

/// Seven bits a byte, the lowest first, the high bit set on all but the last (LEB128).
[[gnu::noinline]] char* write_long(std::uint32_t value, char* at) {
  while (value >= 0x80U) {
    *at++ = static_cast<char>((value & 0x7FU) | 0x80U);
    value >>= 7U;
  }
  *at++ = static_cast<char>(value);
  return at;
}

template <class T>
char* write(const T& value, char* at);
template <class T>
char* write_all(const Sequence<T>& sequence, char* at);

struct Writer {
  char* at;

  void put(std::uint32_t value) {
    if (value < 0x80U) {
      *at++ = static_cast<char>(value);
    } else {
      at = write_long(value, at);
    }
  }

  template <class T>
  void operator()(const char*, const T& value) {
    if constexpr (Scalar<T>) {
      put(static_cast<std::uint32_t>(value));
    } else {
      at = write(value, at);
    }
  }

  template <class T>
  void operator()(const char*, const Sequence<T>& sequence) {
    put(static_cast<std::uint32_t>(sequence.size()));
    if (!sequence.empty()) at = write_all(sequence, at);
  }
};

template <class T>
[[gnu::noinline, gnu::flatten]] char* write(const T& value, char* at) {
  Writer writer{at};
  if constexpr (Scalar<T> || requires { value.begin(); }) {
    writer("", value);
  } else {
    visit_fields(value, writer);
  }
  return writer.at;
}

template <class T>
[[gnu::noinline]] char* write_all(const Sequence<T>& sequence, char* at) {
  Writer writer{at};
  for (const T& value : sequence) writer("", value);
  return writer.at;
}

template <class T>
void append(const T& value, std::string& bytes) {
  constexpr std::size_t kBytesAsARule = 1024;
  Bound bound;
  bound("", value);
  boost::container::small_vector<char, kBytesAsARule> room(bound.bytes, boost::container::default_init);
  bytes.append(room.data(), write(value, room.data()));
}

struct FieldWriter {
  std::vector<EncodedField>& fields;
  std::string prefix;

  template <class T>
  void operator()(const char* name, const T& value) {
    if constexpr (std::same_as<T, Client> || std::same_as<T, Mailbox>) {
      FieldWriter inner{fields, prefix + name + "."};
      visit_fields(value, inner);
    } else {
      EncodedField& field = fields.emplace_back();
      field.name = prefix + name;
      append(value, field.bytes);
    }
  }
};

[[noreturn, gnu::noinline]] void end_too_early() { assertion_failed("the bytes go on", __FILE__, __LINE__); }

struct LongNumber {
  std::uint32_t value = 0;
  const char* end;
};

[[gnu::noinline]] LongNumber read_long(const char* at, const char* end) {
  std::uint32_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    DOUBLECHECK_ASSERT(at != end && shift < 32);
    const auto byte = static_cast<unsigned char>(*at++);
    value |= (byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return {value, at};
  }
}

/// Each reads what begins at `at` and returns where that ends. REQUIRES: all sequences are empty.
template <class T>
const char* read(T& value, const char* at, const char* end);
template <class T>
const char* read_all(Sequence<T>& sequence, std::uint32_t size, const char* at, const char* end);

struct Reader {
  const char* at;
  const char* end;

  std::uint32_t get() {
    if (at == end) end_too_early();
    const auto byte = static_cast<unsigned char>(*at);
    if (byte < 0x80U) {
      ++at;
      return byte;
    }
    const LongNumber number = read_long(at, end);
    at = number.end;
    return number.value;
  }

  template <class T>
  void operator()(const char*, T& value) {
    if constexpr (Scalar<T>) {
      value = static_cast<T>(get());
    } else {
      at = read(value, at, end);
    }
  }

  template <class T>
  void operator()(const char*, Sequence<T>& sequence) {
    const std::uint32_t size = get();
    if (size > 0) at = read_all(sequence, size, at, end);
  }
};

template <class T>
[[gnu::noinline, gnu::flatten]] const char* read(T& value, const char* at, const char* end) {
  Reader reader{at, end};
  if constexpr (Scalar<T>) {
    reader("", value);
  } else {
    visit_fields(value, reader);
  }
  return reader.at;
}

template <class T>
[[gnu::noinline]] const char* read_all(Sequence<T>& sequence, std::uint32_t size, const char* at, const char* end) {
  sequence.resize(size);
  Reader reader{at, end};
  for (T& value : sequence) reader("", value);
  return reader.at;
}

/// Reads from the front of `bytes` and removes it there.
template <class T>
void take(std::string_view& bytes, T& value) {
  const char* const end = read(value, bytes.data(), bytes.data() + bytes.size());
  bytes.remove_prefix(static_cast<std::size_t>(end - bytes.data()));
}

}  // namespace

void encode(const Side& side, std::string& bytes) { append(side, bytes); }

void encode(const Relay& relay, std::string& bytes) { append(relay, bytes); }

void encode(const World& world, std::string& bytes) {
  append(static_cast<std::uint32_t>(world.sides.size()), bytes);
  for (const Side& side : world.sides) append(side, bytes);
  append(static_cast<std::uint32_t>(world.relays.size()), bytes);
  for (const Relay& relay : world.relays) append(relay, bytes);
  for (const std::uint8_t left : world.budgets.left) append(left, bytes);
}

std::vector<EncodedField> encode_fields(const Side& side) {
  std::vector<EncodedField> fields;
  FieldWriter writer{fields, ""};
  visit_fields(side, writer);
  return fields;
}

std::vector<EncodedField> encode_fields(const Relay& relay) {
  std::vector<EncodedField> fields;
  FieldWriter writer{fields, ""};
  visit_fields(relay, writer);
  return fields;
}

void decode(std::string_view& bytes, Side& side) { take(bytes, side); }

void decode(std::string_view& bytes, Relay& relay) { take(bytes, relay); }

World decode_world(std::string_view bytes) {
  const auto number = [&bytes] {
    std::uint32_t value = 0;
    take(bytes, value);
    return value;
  };
  World world;
  const std::uint32_t sides = number();
  for (std::uint32_t i = 0; i < sides; ++i) decode(bytes, world.sides.emplace_back());
  world.relays.resize(number());
  for (Relay& relay : world.relays) decode(bytes, relay);
  for (std::uint8_t& left : world.budgets.left) left = static_cast<std::uint8_t>(number());
  DOUBLECHECK_ASSERT(bytes.empty());
  return world;
}

}  // namespace doublecheck::model
