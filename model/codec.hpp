/// The codec: states as bytes and back, with one law: equal bytes mean equal states.
#pragma once

#include "model/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

/// Appends the bytes of a side or a world. Every field has a length of its own, so that no two states share an
/// encoding.
void encode(const Side& side, std::string& bytes);
void encode(const Relay& relay, std::string& bytes);
void encode(const World& world, std::string& bytes);

/// The bytes of one field; those of a client or a mailbox are told apart, as in "client.outbox".
struct EncodedField {
  std::string name;
  std::string bytes;
};

/// Every field, in the order of the encoding.
std::vector<EncodedField> encode_fields(const Side& side);
std::vector<EncodedField> encode_fields(const Relay& relay);

/// Reads one encoded side from the front of `bytes` and removes it there. REQUIRES: it was written by `encode`, and
/// `side` is as it is made.
void decode(std::string_view& bytes, Side& side);
void decode(std::string_view& bytes, Relay& relay);
/// REQUIRES: `bytes` is exactly one encoded world.
World decode_world(std::string_view bytes);

}  // namespace doublecheck::model
