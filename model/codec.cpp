#include "model/codec.hpp"

#include "model/assert.hpp"
#include "model/fields.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>

namespace doublecheck::model {
namespace {

/// Collects bytes before it appends them: a string takes them one by one much more slowly.
class Bytes {
 public:
  explicit Bytes(std::string& target) : target_(target) {}
  ~Bytes() { flush(); }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;

  /// Seven bits a byte, the lowest first, the high bit set on all but the last (LEB128).
  void put(std::uint32_t value) {
    if (buffer_.size() - used_ < kBytesMax) flush();
    while (value >= 0x80U) {
      buffer_[used_++] = static_cast<char>((value & 0x7FU) | 0x80U);
      value >>= 7U;
    }
    buffer_[used_++] = static_cast<char>(value);
  }

 private:
  static constexpr std::size_t kBytesMax = 5;  // of one value

  void flush() {
    target_.append(buffer_.data(), used_);
    used_ = 0;
  }

  std::string& target_;
  std::array<char, 256> buffer_;
  std::size_t used_ = 0;
};

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
  Bytes& bytes;

  template <class T>
  void operator()(const char*, const T& value) {
    if constexpr (Scalar<T>) {
      bytes.put(static_cast<std::uint32_t>(value));
    } else {
      visit_fields(value, *this);
    }
  }

  template <class T>
  void operator()(const char* name, const Sequence<T>& sequence) {
    bytes.put(static_cast<std::uint32_t>(sequence.size()));
    for (const T& value : sequence) (*this)(name, value);
  }
};

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
      Bytes bytes(field.bytes);
      Writer{bytes}(name, value);
    }
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

void encode(const Side& side, std::string& bytes) {
  Bytes collected(bytes);
  Writer{collected}("", side);
}

void encode(const Relay& relay, std::string& bytes) {
  Bytes collected(bytes);
  Writer{collected}("", relay);
}

void encode(const World& world, std::string& bytes) {
  Bytes collected(bytes);
  Writer writer{collected};
  collected.put(static_cast<std::uint32_t>(world.sides.size()));
  for (const Side& side : world.sides) writer("", side);
  collected.put(static_cast<std::uint32_t>(world.relays.size()));
  for (const Relay& relay : world.relays) writer("", relay);
  for (const std::uint8_t left : world.budgets.left) collected.put(left);
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
