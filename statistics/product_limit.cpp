#include "statistics/product_limit.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace doublecheck::statistics {

__extension__ using Wide = unsigned __int128;

bool ProductLimit::Share::is_at_most(std::uint64_t numerator, std::uint64_t denominator) const {
  if (before == 1) return Wide{left} * denominator <= Wide{of} * numerator;
  // What is equal but for rounding is equal.
  constexpr double kSlack = 1e-12;
  return value() <= static_cast<double>(numerator) / static_cast<double>(denominator) + kSlack;
}

/// The curve while it is walked along, from the shortest duration to the longest.
class ProductLimitWalk {
 public:
  explicit ProductLimitWalk(std::uint64_t all) : lasting_{1, all, all}, last_(lasting_) {}

  void end(std::uint64_t count) {
    lasting_.left -= count;
    last_ = lasting_;
  }

  /// After what ends at the same value. The fraction so far is closed, and another begins with those who are left.
  void censor(std::uint64_t count) {
    if (count == 0) return;
    if (lasting_.left != lasting_.of) lasting_.before = lasting_.value();
    lasting_.left -= count;
    lasting_.of = lasting_.left;
  }

  const ProductLimit::Share& lasting() const { return lasting_; }

  bool has_reached(unsigned percent) const { return lasting_.is_at_most(100 - percent, 100); }

  /// The share of those that never end, once all that end have been passed: each who was left at the last step has the
  /// same part of what is left there.
  ProductLimit::Share never(std::uint64_t count) const { return {last_.before, count, last_.of}; }

 private:
  ProductLimit::Share lasting_;
  ProductLimit::Share last_;  // as it was at the last step
};

ProductLimit::ProductLimit(std::span<const Spell> spells, std::uint64_t never) : all_(never) {
  for (const Spell& spell : spells) all_ += spell.ended + spell.censored;
  ProductLimitWalk walk(all_);
  for (const Spell& spell : spells) {
    if (spell.ended > 0) {
      walk.end(spell.ended);
      steps_.push_back({spell.value, walk.lasting()});
    }
    walk.censor(spell.censored);
  }
  never_ = walk.never(never);
}

Quantile ProductLimit::quantile(std::uint64_t numerator, std::uint64_t denominator) const {
  const std::uint64_t beyond = denominator - numerator;
  const auto step = std::ranges::partition_point(
      steps_, [&](const Step& one) { return !one.lasting.is_at_most(beyond, denominator); });
  if (step != steps_.end()) return {Reach::reached, step->value};
  return {never_.is_at_most(beyond, denominator) ? Reach::not_reached : Reach::never, 0};
}

double ProductLimit::survival(std::uint64_t value) const {
  const auto step = std::ranges::upper_bound(steps_, value, {}, &Step::value);
  return step == steps_.begin() ? 1 : std::prev(step)->lasting.value();
}

// By buckets.

void Durations::add(const Durations& other) {
  ended.add(other.ended);
  censored.add(other.censored);
  never += other.never;
}

namespace {

std::vector<Spell> spells_of(const Durations& durations) {
  const std::vector<Histogram::Bucket> ended = durations.ended.buckets();
  const std::vector<Histogram::Bucket> censored = durations.censored.buckets();
  std::vector<Spell> spells;
  auto one = ended.begin();
  auto other = censored.begin();
  while (one != ended.end() || other != censored.end()) {
    constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t value =
        std::min(one == ended.end() ? kNone : one->value, other == censored.end() ? kNone : other->value);
    Spell& spell = spells.emplace_back();
    spell.value = value;
    if (one != ended.end() && one->value == value) spell.ended = (one++)->count;
    if (other != censored.end() && other->value == value) spell.censored = (other++)->count;
  }
  return spells;
}

}  // namespace

std::vector<Quantile> quantiles_of(const Durations& durations, std::span<const unsigned> percents) {
  const ProductLimit curve(spells_of(durations), durations.never);
  std::vector<Quantile> quantiles;
  for (const unsigned percent : percents) {
    Quantile quantile = curve.quantile(percent, 100);
    if (quantile.reach == Reach::reached) quantile.value = std::min(quantile.value, durations.ended.max());
    quantiles.push_back(quantile);
  }
  return quantiles;
}

Quantile quantile_of(const Durations& durations, unsigned percent) {
  if (durations.ended.count() == durations.all()) return {Reach::reached, durations.ended.quantile(percent, 100)};
  return quantiles_of(durations, {{percent}}).front();
}

// Runs drawn again.

namespace {

/// Ascending, and what ends before what is censored at the same value; what never ends comes last.
std::vector<RunSpell> in_order(std::span<const RunSpell> spells) {
  std::vector<RunSpell> sorted(spells.begin(), spells.end());
  std::ranges::sort(sorted, {}, [](const RunSpell& one) {
    const bool never = one.kind == RunSpell::Kind::never;
    return std::tuple(never, never ? 0 : one.value, one.kind, one.run);
  });
  return sorted;
}

/// The quantiles of the spells, each as often as its run was drawn. REQUIRES: percents are ascending.
class Resample {
 public:
  Resample(const std::vector<RunSpell>& sorted, const std::vector<std::uint64_t>& of_run,
           std::span<const unsigned> percents)
      : sorted_(sorted), of_run_(of_run), percents_(percents), times_(of_run.size()) {}

  /// False if none of the runs drawn has a spell.
  bool draw(const std::function<std::uint64_t(std::uint64_t)>& number, std::vector<std::vector<Quantile>>& drawn) {
    std::ranges::fill(times_, 0);
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < times_.size(); ++i) {
      const auto run = static_cast<std::size_t>(number(times_.size()));
      ++times_[run];
      all += of_run_[run];
    }
    if (all == 0) return false;
    walk(all, drawn);
    return true;
  }

 private:
  void walk(std::uint64_t all, std::vector<std::vector<Quantile>>& drawn) const {
    ProductLimitWalk walk(all);
    std::size_t next = 0;
    std::uint64_t never = 0;
    for (const RunSpell& spell : sorted_) {
      const std::uint64_t times = times_[spell.run];
      if (times == 0) continue;
      if (spell.kind == RunSpell::Kind::never) {
        never += times;
      } else if (spell.kind == RunSpell::Kind::censored) {
        walk.censor(times);
      } else {
        walk.end(times);
        for (; next < percents_.size() && walk.has_reached(percents_[next]); ++next) {
          drawn[next].push_back({Reach::reached, spell.value});
        }
      }
    }
    for (; next < percents_.size(); ++next) {
      const bool may_be_reached = walk.never(never).is_at_most(100 - percents_[next], 100);
      drawn[next].push_back({may_be_reached ? Reach::not_reached : Reach::never, 0});
    }
  }

  const std::vector<RunSpell>& sorted_;
  const std::vector<std::uint64_t>& of_run_;
  std::span<const unsigned> percents_;
  std::vector<std::uint64_t> times_;  // by run, how often it was drawn
};

}  // namespace

std::vector<std::optional<QuantileRange>> resampled_ranges(std::span<const RunSpell> spells, std::uint32_t runs,
                                                           std::span<const unsigned> percents,
                                                           const std::function<std::uint64_t(std::uint64_t)>& draw) {
  std::vector<std::optional<QuantileRange>> ranges(percents.size());
  if (runs < 2 || spells.empty()) return ranges;
  std::vector<std::uint64_t> of_run(runs);
  for (const RunSpell& spell : spells) ++of_run[spell.run];
  const std::vector<RunSpell> sorted = in_order(spells);
  Resample resample(sorted, of_run, percents);
  std::vector<std::vector<Quantile>> drawn(percents.size());
  for (unsigned done = 0; done < kResamples;) done += resample.draw(draw, drawn) ? 1U : 0U;
  constexpr std::size_t kOutside = kResamples / 40;  // at either end: 2.5 %
  for (std::size_t i = 0; i < percents.size(); ++i) {
    std::ranges::sort(drawn[i]);
    ranges[i] = {drawn[i][kOutside - 1], drawn[i][kResamples - kOutside]};
  }
  return ranges;
}

}  // namespace doublecheck::statistics
