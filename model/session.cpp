#include "model/session.hpp"

namespace doublecheck::model {

Sequence<Item> confirm(Session& session, std::uint16_t count) {
  const std::size_t news = count > session.confirmed ? count - session.confirmed : 0U;
  const auto end = session.window.begin() + static_cast<std::ptrdiff_t>(std::min(news, session.window.size()));
  Sequence<Item> confirmed(session.window.begin(), end);
  session.window.erase(session.window.begin(), end);
  session.confirmed = static_cast<std::uint16_t>(session.confirmed + confirmed.size());
  return confirmed;
}

Session begun(std::uint8_t number) {
  Session session;
  session.exists = true;
  session.number = number;
  return session;
}

}  // namespace doublecheck::model
