#include "reports/html_explanations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"
#include "reports/space_size.hpp"

namespace doublecheck::reports {
namespace {

constexpr int kWidth = 760;
constexpr int kHeight = 190;
constexpr int kLeft = 78;
constexpr int kTop = 12;
constexpr int kBottom = kHeight - 40;
constexpr std::size_t kBarsMax = 120;

std::string action_row(const ActionCoverage& action, std::uint64_t states) {
  std::string row = fmt::format(R"(<tr><th scope="row"><code>{}</code><span class="statement">{}</span></th>)",
                                escaped(action.action), escaped(action.meaning));
  if (action.occurrence == Occurrence::occurred) {
    row += fmt::format("<td>{}</td><td>{}</td><td>{}</td><td>{}</td>", with_thousands(action.enabled),
                       with_thousands(action.fired), with_thousands(action.states_found),
                       action.states_found == 0 ? "–" : share_text(action.states_found, states));
  } else {
    row += fmt::format(R"(<td colspan="4" class="why">never: {}</td>)", escaped(action.why_never));
  }
  return row + "</tr>\n";
}

std::string actions_table(const CheckResult& check, Occurrence occurrence) {
  std::string rows;
  for (const ActionCoverage& action : check.actions) {
    if (action.occurrence == occurrence) rows += action_row(action, check.states);
  }
  return rows;
}

std::size_t count_of(const CheckResult& check, Occurrence occurrence) {
  return static_cast<std::size_t>(std::ranges::count(check.actions, occurrence, &ActionCoverage::occurrence));
}

/// One bar for each level, or for several where there are many.
class LevelChart : MarkupWriter {
 public:
  LevelChart(const CheckResult& check, std::string id)
      : check_(check), id_(std::move(id)), bars_(bars_of(check.levels, kBarsMax)) {}

  std::string paint() {
    highest_ = *std::ranges::max_element(bars_.states);
    add(R"(<figure class="chart"><svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-labelledby="{2}-t">)",
        kWidth, kHeight, id_);
    add(R"(<title id="{}-t">States by depth. {}</title>)", id_, escaped(growth_sentence(check_)));
    for (const double share : {0.0, 0.5, 1.0}) {
      add(R"(<path class="grid" d="M{} {:.1f}H{}"/><text class="tick y" x="{}" y="{:.1f}">{}</text>)", kLeft,
          y_of(share * highest_), kWidth, kLeft - 8, y_of(share * highest_) + 4, number_text(share * highest_));
    }
    for (std::size_t i = 0; i < bars_.states.size(); ++i) paint_bar(i);
    for (std::size_t quarter = 0; quarter <= 4; ++quarter) {
      const std::size_t bar = (bars_.states.size() - 1) * quarter / 4;
      if (quarter > 0 && bar == (bars_.states.size() - 1) * (quarter - 1) / 4) continue;
      add(R"(<text class="tick x" x="{:.1f}" y="{}">{}</text>)", x_of(bar) + width() / 2, kBottom + 18,
          bar * bars_.levels_a_bar);
    }
    add(R"(<text class="tick x" x="{}" y="{}">actions on the shortest way to the state</text>)", (kLeft + kWidth) / 2,
        kHeight - 4);
    add("</svg></figure>");
    return text_;
  }

 private:
  double width() const { return static_cast<double>(kWidth - kLeft) / static_cast<double>(bars_.states.size()); }
  double x_of(std::size_t bar) const { return kLeft + static_cast<double>(bar) * width(); }
  double y_of(double states) const { return kBottom - states / highest_ * (kBottom - kTop); }

  void paint_bar(std::size_t bar) {
    const double y = y_of(bars_.states[bar]);
    const std::size_t first = bar * bars_.levels_a_bar;
    const std::size_t last = std::min(first + bars_.levels_a_bar, check_.levels.size()) - 1;
    const std::string depth =
        first == last ? fmt::format("depth {}", first) : fmt::format("depths {} to {}", first, last);
    add(R"(<rect class="level" x="{:.2f}" y="{:.1f}" width="{:.2f}" height="{:.1f}"><title>{}: {} states{}</title></rect>)",
        x_of(bar) + width() * 0.08, y, width() * 0.84, kBottom - y, depth, number_text(bars_.states[bar]),
        first == last ? "" : " each");
  }

  const CheckResult& check_;
  std::string id_;
  LevelBars bars_;
  double highest_ = 1;
};

std::string part_row(const SizePart& part, std::string_view row_class, std::string_view remark = "") {
  const std::string below = remark.empty() ? "" : fmt::format(R"(<span class="statement">{}</span>)", escaped(remark));
  return fmt::format(R"(<tr class="{}"><th scope="row">{}{}</th><td>{}</td><td>{}</td></tr>)", row_class,
                     escaped(part.name), below, with_thousands(part.values), factor_text(part)) +
         "\n";
}

std::string parts_markup(const SpaceSize& size) {
  std::string text =
      R"(<div class="scroll"><table class="figures parts"><thead><tr><th scope="col">Part</th><th scope="col">Values</th><th scope="col">Times</th></tr></thead><tbody>)"
      "\n";
  for (const SizePart& machine : size.machines) {
    text += part_row(machine, "machine");
    for (const SizePart& field : machine.fields) {
      if (is_worth_showing(field)) text += part_row(field, "field");
    }
  }
  for (const BudgetSize& budget : size.budgets) text += part_row(budget.part, "machine", left_text(budget));
  return text + "</tbody></table></div>\n";
}

std::string advice_markup(const CheckResult& check) {
  std::string items;
  for (const SizeAdvice& advice : advice_worth_giving(check)) {
    items += fmt::format("<li><code>{}</code> instead of {} {}</li>\n", escaped(advice.bound), escaped(advice.now),
                         escaped(advice_text(advice, check)));
  }
  return items.empty() ? "" : fmt::format("<h4>What to bound</h4><ul class=\"advice\">{}</ul>\n", items);
}

}  // namespace

std::string actions_markup(const CheckResult& check) {
  if (check.actions.empty()) return "";
  std::string text = fmt::format(
      R"(<details class="other"><summary>What happened: {} of {} kinds of actions, {} never, {} ruled out by the scenario</summary>)",
      count_of(check, Occurrence::occurred), check.actions.size(), count_of(check, Occurrence::never),
      count_of(check, Occurrence::impossible));
  text +=
      R"(<div class="scroll"><table class="figures actions"><thead><tr><th scope="col">Action</th><th scope="col">Possible in states</th><th scope="col">Taken</th><th scope="col">New states</th><th scope="col">Of all</th></tr></thead><tbody>)"
      "\n";
  for (const Occurrence occurrence : {Occurrence::never, Occurrence::occurred})
    text += actions_table(check, occurrence);
  text += "</tbody></table></div>\n";
  const std::string ruled_out = ruled_out_text(check.actions);
  if (!ruled_out.empty()) text += fmt::format(R"(<p class="aside">Ruled out: {}.</p>)", escaped(ruled_out));
  return text + "</details>\n";
}

std::string size_markup(const CheckResult& check, std::string_view id) {
  if (check.levels.empty()) return "";
  std::string text =
      fmt::format(R"(<details class="other"{}><summary>{}: {}</summary>)", check.size ? " open" : "",
                  check.size ? "Why so many states" : "States by depth", escaped(growth_sentence(check)));
  text += '\n' + LevelChart(check, fmt::format("{}-levels", id)).paint();
  if (check.size) {
    text += fmt::format(
        R"(<p class="aside">{} The table has for each part how many different values it takes, and how many times more states there are than there would be without it.</p>)",
        escaped(basis_sentence(check)));
    text += advice_markup(check) + "<h4>What multiplies</h4>" + parts_markup(*check.size);
  }
  return text + "</details>\n";
}

}  // namespace doublecheck::reports
