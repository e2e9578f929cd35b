#include "reports/html_scenario.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "reports/bounds.hpp"
#include "reports/delivery.hpp"
#include "reports/html_chart.hpp"
#include "reports/html_diagram.hpp"
#include "reports/html_explanations.hpp"
#include "reports/html_markup.hpp"
#include "reports/html_measures.hpp"
#include "reports/html_population.hpp"
#include "reports/html_requirements.hpp"
#include "reports/omissions.hpp"
#include "reports/quantities.hpp"
#include "reports/reasons.hpp"
#include "reports/requirements.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

class SectionWriter : MarkupWriter {
 public:
  SectionWriter(const ScenarioResult& scenario, const Report& report, std::string_view id)
      : scenario_(scenario), report_(report), id_(id) {}

  std::string write() {
    add(R"(<section class="scenario {}" id="{}" aria-labelledby="{}-h">)",
        scenario_.as_expected ? "expected" : "surprise", id_, id_);
    write_strip();
    for (const std::string& warning : warnings_of(scenario_)) {
      add(R"(<p class="aside warning">{}.</p>)", escaped(warning));
    }
    write_counterexamples();  // what a review is about comes before the tables
    if (scenario_.check && !scenario_.check->properties.empty()) {
      add(R"(<h3 id="{}-p">What was promised</h3>)", id_);
      write_properties(scenario_.check->properties, false);
      if (!scenario_.check->fairness.empty()) {
        add(R"(<p class="aside">Liveness rests on {}.</p>)", escaped(scenario_.check->fairness));
      }
      // A report on one scenario says it in its section on requirements.
      if (report_.scenarios.size() > 1) text_ += requirements_of_scenario(scenario_, report_);
    }
    if (scenario_.check) text_ += actions_markup(*scenario_.check) + size_markup(*scenario_.check, id_);
    if (scenario_.simulation) write_simulation(*scenario_.simulation);
    if (scenario_.population) text_ += population_markup(*scenario_.population, id_);
    add("</section>");
    return text_;
  }

 private:
  void write_strip() {
    const Verdict verdict = verdict_of(scenario_);
    const std::string mutant = scenario_.mutant ? fmt::format(" · mutant {}", *scenario_.mutant) : "";
    add(R"(<header class="strip"><p class="eyebrow">{}{}</p><h2 id="{}-h">{}</h2>)", escaped(scenario_.scenario),
        mutant, id_, escaped(scenario_.title.empty() ? scenario_.scenario : scenario_.title));
    if (!scenario_.question.empty()) add(R"(<p class="question">{}</p>)", escaped(scenario_.question));
    add(R"(<p class="badges">{} {}</p>)", verdict_badge(verdict, verdict_words(verdict)),
        expectation_badge(scenario_.as_expected, outcome_sentence(scenario_)));
    if (scenario_.check && !scenario_.check->scope.empty()) {
      add(R"(<p class="scope">{}</p>)", escaped(scenario_.check->scope));
    }
    if (scenario_.check && scenario_.check->omissions) {
      add(R"(<p class="scope">{}</p>)", escaped(omissions_text(*scenario_.check->omissions)));
    }
    write_facts();
    add("</header>");
  }

  std::string verdict_words(Verdict verdict) const {
    const std::vector<std::string> violated = violated_ids(scenario_);
    if (!violated.empty()) return fmt::format("violated: {}", fmt::join(violated, ", "));
    if (!scenario_.check && (scenario_.simulation || scenario_.population))
      return std::string(word_in_simulation(verdict)) + undelivered();
    return std::string(word(verdict));
  }

  std::string undelivered() const {
    const std::string text = undelivered_text(scenario_);
    return text.empty() ? "" : "; " + text;
  }

  void write_facts() {
    std::string facts;
    if (scenario_.check) {
      const CheckResult& check = *scenario_.check;
      facts += fact("Explored", check.exhaustive ? "completely" : "not completely: " + escaped(check.stop_reason));
      facts += fact("States", with_thousands(check.states));
      for (const Reduction& reduction : check.reductions) {
        facts += fact("Reduction", escaped(sentence_of(reduction)), true);
      }
      facts += fact("Transitions", with_thousands(check.transitions));
      facts += fact("Depth", with_thousands(check.depth));
      facts += fact("Time and memory", duration_text(check.seconds) + ", " + bytes_text(check.peak_memory_bytes));
    }
    if (scenario_.simulation) facts += fact("Seed", std::to_string(scenario_.simulation->seed));
    facts += fact("Version", escaped(report_.tool_version));
    std::string options;
    for (const std::string& option : scenario_.options) {
      options += fmt::format("{}<code>{}</code>", options.empty() ? "" : " ", escaped(option));
    }
    if (!scenario_.requirements.empty()) {
      facts += fact("Answers for", requirements_text(scenario_.requirements));
    }
    facts += fact("Changed options", options.empty() ? "none" : options, true);
    if (!scenario_.mutation.empty()) facts += fact("Mutation", mutation_markup(), true);
    if (!scenario_.reproduce.empty()) {
      facts += fact("Again with", fmt::format("<code>{}</code>", escaped(scenario_.reproduce)), true);
    }
    add(R"(<dl class="facts">{}</dl>)", facts);
  }

  std::string mutation_markup() const {
    std::string text = fmt::format("<code>{}</code>", escaped(fmt::format("{}", fmt::join(scenario_.mutation, ", "))));
    if (!scenario_.unmutated) return text;
    text += fmt::format(" without it: {},", counted(scenario_.unmutated->states, "state", "states"));
    for (const PropertyResult& property : scenario_.unmutated->properties) {
      text +=
          fmt::format(" {}", verdict_badge(property.verdict, property.id + " " + std::string(word(property.verdict))));
    }
    return text;
  }

  void write_properties(const std::vector<PropertyResult>& properties, bool simulated) {
    add(R"(<div class="scroll"><table class="properties"><thead><tr><th scope="col">Verdict</th><th scope="col">Property</th><th scope="col">Kind</th><th scope="col">Requirements</th><th scope="col" class="figure">Steps</th><th scope="col">Expectation</th></tr></thead><tbody>)");
    for (const PropertyResult& property : properties) {
      const bool is_surprise = outcome(property) == Outcome::unexpected;
      const auto length = counterexample_length(property);
      const std::string words = remark(property);
      add(R"(<tr{}><td>{}</td><th scope="row"><span class="id">{}</span><span class="statement">{}</span></th><td>{}</td><td class="requirements">{}</td><td class="figure">{}</td><td>{}</td></tr>)",
          is_surprise ? R"( class="surprise")" : "",
          verdict_badge(property.verdict, simulated ? word_in_simulation(property.verdict) : word(property.verdict)),
          escaped(property.id), escaped(property.statement), escaped(property.kind),
          requirements_text(property.requirements), length ? with_thousands(*length) : "–",
          words.empty() ? "as expected" : escaped(words));
    }
    add("</tbody></table></div>");
  }

  void write_counterexamples() {
    const PropertyResult* first = headline(scenario_);
    if (first == nullptr || !first->counterexample) return;
    add("<h3>What goes wrong</h3>");
    write_counterexample(*first, *first->counterexample, fmt::format("{}-x0", id_));
    std::size_t number = 0;
    const auto write_others = [&](const std::vector<PropertyResult>& properties, std::string_view opening) {
      for (const PropertyResult& property : properties) {
        if (!property.counterexample || &property == first) continue;
        add(R"(<details class="other"><summary>{} {}: {}</summary>)", opening, escaped(property.id),
            escaped(property.counterexample->sentence));
        write_counterexample(property, *property.counterexample, fmt::format("{}-x{}", id_, ++number));
        add("</details>");
      }
    };
    if (scenario_.check) write_others(scenario_.check->properties, "Also");
    if (scenario_.simulation) write_others(scenario_.simulation->properties, "Also");
    if (scenario_.unmutated) write_others(scenario_.unmutated->properties, "Without the mutation, too,");
  }

  void write_counterexample(const PropertyResult& property, const Counterexample& counterexample,
                            const std::string& id) {
    add(R"(<figure class="counterexample"><figcaption><p class="sentence">{}</p><p class="aside">This breaks {}: {}.</p></figcaption>)",
        escaped(counterexample.sentence), escaped(property.id), escaped(property.statement));
    add(R"(<div class="scroll" tabindex="0" role="group" aria-label="Sequence diagram">{}</div>)",
        diagram_svg(counterexample, id));
    text_ += diagram_key(counterexample);
    write_reasons(counterexample);
    add(R"(<details class="as-list"><summary>{} as a list</summary>{}</details></figure>)",
        counted(counterexample.steps.size(), "step", "steps"), steps_as_list(counterexample));
  }

  void write_reasons(const Counterexample& counterexample) {
    std::string facts;
    const std::string rescue = rescue_sentence(counterexample);
    if (!rescue.empty()) facts += fact("What would have saved it", escaped(rescue), true);
    if (is_one_chain(counterexample)) {
      facts += fact("Which step is needed for which", "Each step makes the next one possible.", true);
    } else if (!counterexample.causes.empty()) {
      facts += fact("Which step is needed for which", escaped(needs_text(counterexample, "→", "✘")), true);
    }
    if (const auto& failure = counterexample.failure) {
      const std::string whose = failure->instance.empty() ? "" : fmt::format("for {}: ", failure->instance);
      facts += fact("What is false", fmt::format("{}<code>{}</code>", escaped(whose), escaped(failure->formula)), true);
      facts += fact("Because", escaped(values_text(*failure)), true);
    }
    if (!facts.empty()) add(R"(<dl class="facts reasons">{}</dl>)", facts);
  }

  void write_simulation(const SimulationResult& simulation) {
    add("<h3>What was measured</h3>");
    std::string facts;
    facts += fact("Runs", with_thousands(simulation.runs));
    facts += fact("Events", with_thousands(simulation.events));
    facts += fact("Simulated", duration_text(simulation.simulated_seconds));
    facts += fact("Fingerprint", fmt::format("<code>{}</code>", escaped(simulation.fingerprint)));
    facts += fact("Took", duration_text(simulation.seconds));
    add(R"(<dl class="facts">{}</dl>)", facts);
    write_distributions(simulation.distributions);
    text_ += distribution_charts(simulation.distributions, id_);
    text_ += openings_markup(simulation) + held_markup(simulation) + schedule_markup(simulation);
    write_counts(simulation.counts);
    if (!simulation.properties.empty()) {
      add("<h4>Watched during all runs</h4>");
      write_properties(simulation.properties, true);
    }
  }

  void write_distributions(const std::vector<Distribution>& distributions) {
    if (distributions.empty()) return;
    add(R"(<div class="scroll"><table class="figures"><thead><tr><th scope="col">Distribution</th><th scope="col">p50</th><th scope="col">p90</th><th scope="col">p99</th><th scope="col">max</th><th scope="col">mean</th><th scope="col">messages</th></tr></thead><tbody>)");
    for (const Distribution& distribution : distributions) {
      const auto cell = [&](double value) {
        return distribution.count == 0 ? "–" : escaped(quantity_text(value, distribution.unit));
      };
      const auto quantile = [&](const Quantile& one) {
        return distribution.all() == 0 ? "–" : escaped(bound_text(one.at, distribution.unit));
      };
      add(R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>)",
          escaped(distribution.name), quantile(distribution.p50), quantile(distribution.p90),
          quantile(distribution.p99), cell(distribution.max), cell(distribution.mean),
          count_text(distribution.count, distribution.all()));
    }
    add("</tbody></table></div>");
  }

  void write_counts(const std::vector<Count>& counts) {
    if (counts.empty()) return;
    std::string facts;
    for (const Count& count : counts) facts += fact(count.name, escaped(quantity_text(count.value, count.unit)));
    add(R"(<dl class="facts">{}</dl>)", facts);
  }

  const ScenarioResult& scenario_;
  const Report& report_;
  std::string id_;
};

}  // namespace

std::string scenario_section(const ScenarioResult& scenario, const Report& report, std::string_view id) {
  return SectionWriter(scenario, report, id).write();
}

}  // namespace doublecheck::reports
