#include "tests/engine/engines.hpp"

namespace doublecheck {

template checker::CheckResult<tests::RandomComponents> checker::check(
    const tests::RandomComponents&, std::span<const checker::Property<tests::RandomComponents::State>>,
    const checker::CheckOptions&);
template checker::CheckResult<tests::RandomComponents> engine::check(
    const tests::RandomComponents&, std::span<const checker::Property<tests::RandomComponents::State>>,
    const engine::CheckOptions&);
template checker::CheckResult<tests::TwoPhaseCommit> checker::check(
    const tests::TwoPhaseCommit&, std::span<const checker::Property<tests::TwoPhaseCommit::State>>,
    const checker::CheckOptions&);
template checker::CheckResult<tests::TwoPhaseCommit> engine::check(
    const tests::TwoPhaseCommit&, std::span<const checker::Property<tests::TwoPhaseCommit::State>>,
    const engine::CheckOptions&);

}  // namespace doublecheck
