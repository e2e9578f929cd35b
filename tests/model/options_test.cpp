#include "model/options.hpp"

#include "model/durations.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace doublecheck::model;

namespace {

constexpr std::uint64_t kMinute = 60'000'000;
constexpr std::uint64_t kDay = 1'440 * kMinute;

/// The value of that name with its default argument.
Chosen value_of(const OptionInfo& option, std::string_view name) {
  const auto found = std::ranges::find_if(option.values, [&](const auto& value) { return value.name == name; });
  REQUIRE(found != option.values.end());
  return {static_cast<std::size_t>(found - option.values.begin()), found->argument.default_value};
}

/// Sets an option by its words, as a scenario file does.
void choose(Options& options, std::string_view key, std::string_view name) {
  const OptionInfo* option = find_option(key);
  REQUIRE(option != nullptr);
  option->set(options, value_of(*option, name));
}

/// The keys of the only contradiction; empty if there is none.
std::string contradiction(const Options& options, Discipline discipline = Discipline::connection) {
  const auto found = contradictions(options, discipline);
  CHECK(found.size() <= 1);
  return found.empty() ? "" : std::string(found[0].key) + " against " + std::string(found[0].other_key);
}

/// The same for one or two options set by their words.
std::string contradiction_of(std::string_view key, std::string_view name, std::string_view other_key = "",
                             std::string_view other_name = "") {
  Options options;
  choose(options, key, name);
  if (!other_key.empty()) choose(options, other_key, other_name);
  return contradiction(options);
}

}  // namespace

TEST_CASE("the default of every option is its first value with that value's default argument") {
  for (const OptionInfo& info : option_catalogue()) {
    CAPTURE(std::string(info.key));
    CHECK(info.get(Options{}) == Chosen{0, info.values[0].argument.default_value});
  }
}

TEST_CASE("every value of every option can be set and read back and changes the options") {
  for (const OptionInfo& info : option_catalogue()) {
    for (std::size_t index = 0; index < info.values.size(); ++index) {
      CAPTURE(std::string(info.key), index);
      const Chosen chosen{index, info.values[index].argument.default_value};
      Options options;
      info.set(options, chosen);
      CHECK(info.get(options) == chosen);
      CHECK((options == Options{}) == (index == 0));
      CHECK(changed_options(options).size() == (index == 0 ? 0U : 1U));
    }
  }
}

TEST_CASE("an argument other than the default changes the options even with the default value") {
  Options options;
  options.push_repeat.argument = kMinute;
  CHECK(changed_options(options) == std::vector<std::string>{"push_repeat = periodic(1min)"});
  options = {};
  options.server_dedupe.argument = 30 * kDay;
  CHECK(changed_options(options) == std::vector<std::string>{"server_dedupe = tombstone(30d)"});
}

TEST_CASE("option keys are distinct and every value has a name and a meaning") {
  std::set<std::string_view> keys;
  for (const OptionInfo& info : option_catalogue()) {
    CAPTURE(std::string(info.key));
    CHECK(keys.insert(info.key).second);
    CHECK(find_option(info.key) == &info);
    CHECK(info.question.back() == '?');
    CHECK(info.practice.back() == '.');
    CHECK(info.risk.back() == '.');
    std::set<std::string_view> names;
    for (const OptionValue& value : info.values) {
      CHECK(names.insert(value.name).second);
      CHECK(value.meaning.back() == '.');
      CHECK(value.name.find_first_of("() ") == std::string_view::npos);
    }
    CHECK(info.values.size() >= 2);
  }
  CHECK(keys.size() == 24);
  CHECK(find_option("no_such_option") == nullptr);
}

TEST_CASE("the names of values stand for the enumerators of the same name") {
  Options options;
  for (const auto& [key, name] :
       std::vector<std::pair<std::string_view, std::string_view>>{{"client_resend", "deadline"},
                                                                  {"server_durability", "write_back"},
                                                                  {"server_drop", "on_push"},
                                                                  {"server_dedupe", "while_queued"},
                                                                  {"recipient_ack", "after_display"},
                                                                  {"recipient_dedupe", "window"},
                                                                  {"receipt", "rederived"},
                                                                  {"unacknowledged_at_session_end", "bounce"},
                                                                  {"second_connection", "rejected"},
                                                                  {"stale_session", "keepalive"},
                                                                  {"order", "arrival"},
                                                                  {"mailbox_bound", "drop_oldest"},
                                                                  {"message_ttl", "ttl"},
                                                                  {"push_repeat", "on_first"},
                                                                  {"unprocessable", "ignored"},
                                                                  {"deviation", "late_error_clears_token"}}) {
    choose(options, key, name);
  }
  Options expected;
  expected.client_resend = {ClientResend::deadline, kDay};
  expected.server_durability = {ServerDurability::write_back, kMinute / 3};
  expected.server_drop = ServerDrop::on_push;
  expected.server_dedupe = {ServerDedupe::while_queued, 0};
  expected.recipient_ack = RecipientAck::after_display;
  expected.recipient_dedupe = {RecipientDedupe::window, 1};
  expected.receipt = ReceiptStorage::rederived;
  expected.unacknowledged_at_session_end = SessionEnd::bounce;
  expected.second_connection = SecondConnection::rejected;
  expected.stale_session = {StaleSession::keepalive, kMinute / 2};
  expected.order = Order::arrival;
  expected.mailbox_bound = {MailboxBound::drop_oldest, 100};
  expected.message_ttl = {MessageTtl::ttl, 30 * kDay};
  expected.push_repeat = {PushRepeat::on_first, 0};
  expected.unprocessable = Unprocessable::ignored;
  expected.deviation = Deviation::late_error_clears_token;
  CHECK(options == expected);
}

TEST_CASE("a default argument is within its range or for ever") {
  for (const OptionInfo& info : option_catalogue()) {
    for (const OptionValue& value : info.values) {
      CAPTURE(std::string(info.key), std::string(value.name));
      const ArgumentInfo& argument = value.argument;
      const bool for_ever = argument.kind == ArgumentKind::time && argument.default_value == 0;
      CHECK(argument.least <= argument.most);
      CHECK((for_ever || (argument.default_value >= argument.least && argument.default_value <= argument.most)));
      if (argument.kind == ArgumentKind::none) CHECK(argument.most == 0);
    }
  }
}

TEST_CASE("every deviation but none is a mutant and their numbers rise") {
  int last = 0;
  for (const OptionValue& value : find_option("deviation")->values.subspan(1)) {
    CAPTURE(std::string(value.name));
    const std::string meaning(value.meaning);
    REQUIRE(meaning.starts_with("Mutant "));
    const int number = std::stoi(meaning.substr(std::string("Mutant ").size()));
    CHECK(number > last);
    last = number;
  }
  CHECK(last == 44);
}

TEST_CASE("a changed option is told as key and value with its argument") {
  Options options;
  options.server_drop = ServerDrop::on_send;
  options.client_resend = {ClientResend::limited, 2};
  options.message_ttl = {MessageTtl::ttl, 30 * kDay};
  CHECK(changed_options(options) ==
        std::vector<std::string>{"client_resend = limited(2)", "server_drop = on_send", "message_ttl = ttl(30d)"});
}

TEST_CASE("a value that lasts for ever is told without parentheses") {
  const OptionInfo& dedupe = *find_option("server_dedupe");
  CHECK(to_text(dedupe, {0, 0}) == "tombstone");
  CHECK(to_text(dedupe, {0, kDay}) == "tombstone(1d)");
  CHECK(to_text(dedupe, {1, 0}) == "while_queued");
}

TEST_CASE("a duration is told in the largest unit that leaves no remainder") {
  CHECK(duration_in_words(0) == "0us");
  CHECK(duration_in_words(999) == "999us");
  CHECK(duration_in_words(1'000) == "1ms");
  CHECK(duration_in_words(20'000'000) == "20s");
  CHECK(duration_in_words(90'000'000) == "90s");
  CHECK(duration_in_words(5 * kMinute) == "5min");
  CHECK(duration_in_words(36 * 60 * kMinute) == "36h");
  CHECK(duration_in_words(30 * kDay) == "30d");
}

TEST_CASE("the default options contradict each other on no links") {
  CHECK(contradictions(Options{}, Discipline::connection).empty());
  CHECK(contradictions(Options{}, Discipline::datagram).empty());
}

TEST_CASE("a session cannot be resumed over datagrams") {
  Options options;
  options.session = SessionKind::resume;
  CHECK(contradiction(options, Discipline::connection).empty());
  CHECK(contradiction(options, Discipline::datagram) == "session against links.discipline");
}

TEST_CASE("a fresh session has no window to decide about") {
  const std::string key = "unacknowledged_at_session_end";
  CHECK(contradiction_of(key, "bounce") == key + " against session");
  CHECK(contradiction_of(key, "drop") == key + " against session");
  CHECK(contradiction_of(key, "drop", "session", "resume").empty());
}

TEST_CASE("receipts are derived again from tombstones only, which may be forgotten in time") {
  CHECK(contradiction_of("receipt", "rederived").empty());
  CHECK(contradiction_of("receipt", "rederived", "server_dedupe", "while_queued") == "receipt against server_dedupe");
  CHECK(contradiction_of("receipt", "rederived", "server_dedupe", "none") == "receipt against server_dedupe");
  Options options;
  options.receipt = ReceiptStorage::rederived;
  options.server_dedupe = {ServerDedupe::tombstone, kDay};
  CHECK(contradiction(options).empty());
}

TEST_CASE("a choice without any effect contradicts the one that takes the effect away") {
  CHECK(contradiction_of("retention", "forever", "server_drop", "never") == "retention against server_drop");
  CHECK(contradiction_of("message_id_on_resend", "fresh", "client_resend", "never") ==
        "message_id_on_resend against client_resend");
  CHECK(contradiction_of("recipient_acks_duplicate", "no", "recipient_dedupe", "none") ==
        "recipient_acks_duplicate against recipient_dedupe");
  CHECK(contradiction_of("expiry", "reported") == "expiry against message_ttl");
  CHECK(contradiction_of("expiry", "reported", "message_ttl", "ttl").empty());
}

TEST_CASE("a bug needs the machinery that it is in") {
  for (const char* bug : {"resume_count_too_high", "resume_count_frozen", "resume_count_skips", "resumption_duplicates",
                          "waits_for_old_ack"}) {
    CHECK(contradiction_of("deviation", bug) == "deviation against session");
    CHECK(contradiction_of("deviation", bug, "session", "resume").empty());
  }
  for (const char* bug : {"expired_head_blocks", "expiry_forgotten"}) {
    CHECK(contradiction_of("deviation", bug) == "deviation against message_ttl");
    CHECK(contradiction_of("deviation", bug, "message_ttl", "ttl").empty());
  }
}

TEST_CASE("a receipt that is neither stored nor acknowledged is no contradiction") {
  CHECK(contradiction_of("receipt_acknowledged", "no", "receipt", "fire_and_forget").empty());
  CHECK(contradiction_of("receipt_acknowledged", "no", "receipt", "rederived").empty());
}
