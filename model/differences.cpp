#include "model/differences.hpp"

#include "model/assert.hpp"
#include "model/fields.hpp"
#include "model/words.hpp"

#include <fmt/format.h>

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

namespace doublecheck::model {
namespace {

std::string_view word_of(AppState app) {
  switch (app) {
    case AppState::foreground:
      return "foreground";
    case AppState::background:
      return "background";
    case AppState::suspended:
      return "suspended";
    case AppState::terminated_by_system:
      return "terminated_by_system";
    case AppState::terminated_by_user:
      return "terminated_by_user";
  }
  throw AssertionFailure("unknown state of an app");
}

std::string_view word_of(Token token) {
  switch (token) {
    case Token::current:
      return "current";
    case Token::outdated:
      return "outdated";
    case Token::none:
      return "none";
  }
  throw AssertionFailure("unknown token");
}

/// What a post asks or says, without whom it is for.
std::string words_of(const Setup& setup, const Post& post) {
  const std::string message = name_of(setup, post.message);
  const std::string& from = setup.participant(post.message.from).name;
  switch (post.kind) {
    case PostKind::store_body:
      return message;
    case PostKind::accepted:
      return "accepted " + message;
    case PostKind::refused:
      return "refused " + message;
    case PostKind::unknown_number:
      return "unknown number " + message;
    case PostKind::delivered:
      return "delivered " + message;
    case PostKind::failed:
      return "failed " + message;
    case PostKind::receipt_query:
      return "delivered? " + message;
    case PostKind::contact_query:
      return fmt::format("registered? {} asked by {}", setup.participant(post.message.to).name, from);
    case PostKind::contact_match:
      return fmt::format("registered {} asked by {}", setup.participant(post.message.to).name, from);
    case PostKind::number_taken:
      return "number taken by " + from;
    case PostKind::released_elsewhere:
      return "released elsewhere " + message;
  }
  throw AssertionFailure("unknown kind of post");
}

std::string_view name_of(Breach breach) {
  switch (breach) {
    case Breach::marks:
      return "marks";
    case Breach::no_resend:
      return "no_resend";
    case Breach::address:
      return "address";
    case Breach::push_inert:
      return "push_inert";
    case Breach::platform:
      return "platform";
    case Breach::no_wait:
      return "no_wait";
    case Breach::fetch_first:
      return "fetch_first";
  }
  throw AssertionFailure("unknown breach");
}

std::string breaches_in(std::uint8_t bits) {
  constexpr auto kBreaches =
      std::to_array<Breach>({Breach::marks, Breach::no_resend, Breach::address, Breach::push_inert, Breach::platform,
                             Breach::no_wait, Breach::fetch_first});
  std::vector<std::string> names;
  for (const Breach breach : kBreaches) {
    if ((static_cast<unsigned>(bits) >> static_cast<unsigned>(breach) & 1U) != 0) names.emplace_back(name_of(breach));
  }
  return fmt::format("[{}]", joined(names));
}

/// Says a value in words that no other value of its type has.
class Speaker {
 public:
  explicit Speaker(const Setup& setup) : setup_(setup) {}

  std::string operator()(bool value) const { return value ? "true" : "false"; }
  template <std::unsigned_integral T>
  std::string operator()(T value) const {
    return fmt::format("{}", static_cast<std::uint32_t>(value));
  }
  std::string operator()(AppState app) const { return std::string(word_of(app)); }
  std::string operator()(Token token) const { return std::string(word_of(token)); }
  std::string operator()(ClientId client) const { return setup_.participant(client).name; }
  std::string operator()(const Message& message) const { return model::name_of(setup_, message); }

  std::string operator()(const Sent& sent) const {
    std::string text = fmt::format("{}: {}", (*this)(sent.message), model::words_of(sent.mark));
    if (sent.failed) text += ", failed";
    if (sent.attempts > 0) text += fmt::format(", attempts {}", sent.attempts);
    return text;
  }

  std::string operator()(const Item& item) const {
    std::string text = label_of(setup_, item);
    if (!is_control(item.kind) && item.count > 0) text += fmt::format(" count {}", item.count);
    if (item.overtaken > 0) text += fmt::format(" overtaken by {}", item.overtaken);
    if (item.generation > 0) text += fmt::format(" of session {}", item.generation);
    return text;
  }

  std::string operator()(const Link& link) const { return (*this)(link.in_flight); }

  std::string operator()(const Post& post) const {
    return fmt::format("{} for {}{}", words_of(setup_, post), (*this)(post.to), post.relayed ? ", relayed" : "");
  }

  std::string operator()(const RelayItem& item) const {
    return (item.acknowledgement ? "ack of " : "") + (*this)(item.post);
  }

  std::string operator()(const Records& records) const {
    const std::string failures =
        records.failures.empty() ? "" : fmt::format("failures {}, ", (*this)(records.failures));
    return fmt::format("bodies {}, archive {}, receipts {}, {}tombstones {}", (*this)(records.bodies),
                       (*this)(records.archive), (*this)(records.receipts), failures, (*this)(records.tombstones));
  }

  /// What the disk has, if it is not the same as the memory.
  std::string operator()(const Sequence<Records>& on_disk) const {
    return on_disk.empty() ? "the same" : (*this)(on_disk.front());
  }

  template <class T>
  std::string operator()(const Sequence<T>& sequence) const {
    std::vector<std::string> texts;
    for (const T& value : sequence) texts.push_back((*this)(value));
    return fmt::format("[{}]", joined(texts));
  }

 private:
  const Setup& setup_;
};

template <class T>
concept HasNamedFields =
    std::same_as<T, Client> || std::same_as<T, Mailbox> || std::same_as<T, Session> || std::same_as<T, History>;

/// Walks through a state and notes every field with its path.
class Collector {
 public:
  Collector(const Setup& setup, std::string owner, std::vector<StateField>& fields)
      : speaker_(setup), path_{std::move(owner)}, fields_(fields) {}

  template <class T>
  void operator()(const char* name, const T& value) {
    path_.emplace_back(name);
    if constexpr (HasNamedFields<T>) {
      visit_fields(value, *this);
    } else {
      fields_.push_back({path_, words_of_field(value)});
    }
    path_.pop_back();
  }

 private:
  template <class T>
  std::string words_of_field(const T& value) const {
    if constexpr (std::same_as<T, std::uint8_t>) {
      if (path_.back() == "breaches") return breaches_in(value);
    }
    return speaker_(value);
  }

  Speaker speaker_;
  std::vector<std::string> path_;
  std::vector<StateField>& fields_;
};

std::string words_of_budget(std::uint8_t left) { return left == kUnlimited ? "unlimited" : std::to_string(left); }

}  // namespace

std::vector<StateField> fields_of(const World& world, const Setup& setup) {
  std::vector<StateField> fields;
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    Collector collector(setup, setup.participants.at(i).name, fields);
    visit_fields(world.sides[i], collector);
  }
  for (std::size_t i = 0; i < world.relays.size(); ++i) {
    Collector collector(setup, name_of(setup, relay_at(i)), fields);
    visit_fields(world.relays[i], collector);
  }
  for (const BudgetInfo& info : budget_catalogue()) {
    fields.push_back({{"budgets", std::string(info.key)}, words_of_budget(world.budgets[info.budget])});
  }
  return fields;
}

std::vector<Difference> differences(const World& before, const World& after, const Setup& setup) {
  std::vector<StateField> old_fields = fields_of(before, setup);
  std::vector<StateField> new_fields = fields_of(after, setup);
  DOUBLECHECK_ASSERT(old_fields.size() == new_fields.size());
  std::vector<Difference> found;
  for (std::size_t i = 0; i < old_fields.size(); ++i) {
    if (old_fields[i].value == new_fields[i].value) continue;
    found.push_back({std::move(old_fields[i].path), std::move(old_fields[i].value), std::move(new_fields[i].value)});
  }
  return found;
}

}  // namespace doublecheck::model
