/// Both engines for the models that many tests use, compiled once: it takes long.
#pragma once

#include "checker/check.hpp"
#include "engine/check.hpp"
#include "tests/checker/models/alternating_bit.hpp"
#include "tests/checker/models/paxos.hpp"
#include "tests/checker/models/two_phase_commit.hpp"
#include "tests/engine/models/counting.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck {

extern template checker::CheckResult<tests::RandomComponents> checker::check(
    const tests::RandomComponents&, std::span<const checker::Property<tests::RandomComponents::State>>,
    const checker::CheckOptions&);
extern template checker::CheckResult<tests::RandomComponents> engine::check(
    const tests::RandomComponents&, std::span<const checker::Property<tests::RandomComponents::State>>,
    const engine::CheckOptions&);
extern template checker::CheckResult<tests::TwoPhaseCommit> checker::check(
    const tests::TwoPhaseCommit&, std::span<const checker::Property<tests::TwoPhaseCommit::State>>,
    const checker::CheckOptions&);
extern template checker::CheckResult<tests::TwoPhaseCommit> engine::check(
    const tests::TwoPhaseCommit&, std::span<const checker::Property<tests::TwoPhaseCommit::State>>,
    const engine::CheckOptions&);
extern template checker::CheckResult<tests::AlternatingBit> checker::check(
    const tests::AlternatingBit&, std::span<const checker::Property<tests::AlternatingBit::State>>,
    const checker::CheckOptions&);
extern template checker::CheckResult<tests::AlternatingBit> engine::check(
    const tests::AlternatingBit&, std::span<const checker::Property<tests::AlternatingBit::State>>,
    const engine::CheckOptions&);
extern template checker::CheckResult<tests::Counting> checker::check(
    const tests::Counting&, std::span<const checker::Property<tests::Counting::State>>, const checker::CheckOptions&);
extern template checker::CheckResult<tests::Counting> engine::check(
    const tests::Counting&, std::span<const checker::Property<tests::Counting::State>>, const engine::CheckOptions&);
extern template checker::CheckResult<tests::Paxos> checker::check(
    const tests::Paxos&, std::span<const checker::Property<tests::Paxos::State>>, const checker::CheckOptions&);
extern template checker::CheckResult<tests::Paxos> engine::check(
    const tests::Paxos&, std::span<const checker::Property<tests::Paxos::State>>, const engine::CheckOptions&);

}  // namespace doublecheck
