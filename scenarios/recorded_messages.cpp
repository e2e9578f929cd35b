#include "scenarios/recorded_messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "scenarios/decimal.hpp"
#include "scenarios/population.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/text_file.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::size_t kRecordedBytesMax = std::size_t{1} << 30U;
constexpr std::string_view kFileInWords = "a CSV file with the columns at, from and to, beside the scenario";

/// One value of a line, and the column where it begins, from 1.
struct Field {
  std::string_view text;
  std::size_t column = 1;
};

/// Seconds as whole microseconds.
std::optional<sim::Time> time_in(std::string_view text) {
  constexpr std::uint64_t kSecondsMax = static_cast<std::uint64_t>(kLongestDuration / sim::kSecond);
  constexpr std::size_t kDecimals = 6;
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto seconds = decimal(text.substr(0, point), kSecondsMax);
  if (!seconds) return std::nullopt;
  const auto whole = static_cast<sim::Time>(*seconds) * sim::kSecond;
  if (point == text.size()) return whole;
  std::string decimals(text.substr(point + 1));
  if (decimals.empty() || decimals.size() > kDecimals) return std::nullopt;
  decimals.resize(kDecimals, '0');
  const auto fraction = decimal(decimals, static_cast<std::uint64_t>(sim::kSecond));
  return fraction ? std::optional(whole + static_cast<sim::Time>(*fraction)) : std::nullopt;
}

class RecordedReader {
 public:
  explicit RecordedReader(std::uint64_t clients) : clients_(clients) {}

  void read(std::string_view text) {
    while (!text.empty() && problems_.size() <= kDiagnosticsMax) {
      const std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      if (line_ == 1) {
        read_header(line);
        if (!problems_.empty()) return;
      } else if (!line.empty()) {
        read_line(line);
      }
    }
    if (line_ == 0) read_header("");
  }

  std::vector<population::RecordedMessage> messages() { return std::move(messages_); }
  const std::vector<Problem>& problems() const { return problems_; }
  bool has_header() const { return has_header_; }

 private:
  void add(std::string_view code, const Field& field, std::string message, std::string label, std::string help = "") {
    const std::size_t end = field.column + std::max<std::size_t>(field.text.size(), 1);
    problems_.push_back(
        {std::string(code),
         {.source = 0, .line = std::max<std::size_t>(line_, 1), .column = field.column, .end_column = end},
         std::move(message),
         std::move(label),
         std::move(help)});
  }

  void read_header(std::string_view line) {
    has_header_ = line == kRecordedHeader;
    if (has_header_) return;
    add("bad-header", {line, 1}, fmt::format("the first line is not `{}`", kRecordedHeader), "another line",
        "it names the columns: the time in seconds and the numbers of two clients");
  }

  void read_line(std::string_view line) {
    std::array<Field, 3> fields;
    std::size_t start = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::size_t comma = std::min(line.find(',', start), line.size());
      const bool is_last = i + 1 == fields.size();
      if (is_last != (comma == line.size())) {
        add("bad-line", {line, 1}, "a line has three values with commas between them",
            is_last ? "more than three" : fmt::format("only {}", i + 1));
        return;
      }
      fields[i] = {line.substr(start, comma - start), start + 1};
      start = comma + 1;
    }
    take(fields);
  }

  void take(const std::array<Field, 3>& fields) {
    const auto at = time_in(fields[0].text);
    if (!at) {
      add("bad-time", fields[0], "`at` takes seconds, such as 12.5, with at most six decimals", "no time");
    } else if (!messages_.empty() && *at < messages_.back().at) {
      add("out-of-order", fields[0], "the time goes back", "earlier than the message before",
          "sort the file by its first column");
    }
    const auto from = client_in(fields[1], "from");
    const auto to = client_in(fields[2], "to");
    if (from && to && *from % clients_ == *to % clients_) {
      add("message-to-oneself", fields[2],
          *from == *to ? fmt::format("client {} sends a message to itself", *from)
                       : fmt::format("clients {} and {} are the same one of {}", *from, *to, clients_),
          "the sender");
    }
    if (at && from && to) messages_.push_back({*at, *from, *to});
  }

  std::optional<std::uint64_t> client_in(const Field& field, std::string_view column) {
    constexpr std::uint64_t kLast = 1'000'000'000'000'000'000;
    const auto number = decimal(field.text, kLast);
    if (!number) add("bad-client", field, fmt::format("`{}` takes the number of a client, from 0 on", column), "none");
    return number;
  }

  std::uint64_t clients_;
  std::size_t line_ = 0;
  bool has_header_ = false;
  std::vector<population::RecordedMessage> messages_;
  std::vector<Problem> problems_;
};

}  // namespace

RecordedResult parse_recorded(std::string_view text, const std::string& file, std::uint64_t clients) {
  RecordedReader reader(clients);
  reader.read(text);
  if (reader.problems().empty()) return {reader.messages(), {}};
  Problems problems(file, text);
  for (const Problem& problem : reader.problems()) problems.add(problem);
  std::vector<Diagnostic> diagnostics = problems.diagnostics(kDiagnosticsMax);
  for (Diagnostic& diagnostic : diagnostics) {
    if (reader.has_header()) continue;
    diagnostic.quotes = false;  // it may be any file, and nothing of it is shown
    diagnostic.source_line.clear();
  }
  return {{}, std::move(diagnostics)};
}

void read_recorded(TableReader& reader, const std::string& scenario_file, population::Crowd& crowd,
                   std::vector<Diagnostic>& of_files) {
  const Value* value = reader.find("recorded", kFileInWords);
  const auto name = value == nullptr ? std::nullopt : as_text(*value, "recorded", kFileInWords, reader.problems());
  if (!name) return;
  const std::string file = beside(scenario_file, *name);
  std::vector<Diagnostic> unreadable;
  const auto text = read_text_file(file, "recorded workload", unreadable, kRecordedBytesMax);
  if (!text) {
    const Diagnostic& reason = unreadable.front();
    reader.problems().add({reason.code, value->place, reason.message, "", reason.help});
    return;
  }
  RecordedResult recorded = parse_recorded(*text, file, crowd.clients);
  std::ranges::move(recorded.diagnostics, std::back_inserter(of_files));
  crowd.recorded = std::move(recorded.messages);
}

}  // namespace doublecheck::scenarios
