// Apart from engines.cpp, so that two processors can compile them at a time.
#include "tests/engine/engines.hpp"

namespace doublecheck {

template checker::CheckResult<tests::AlternatingBit> checker::check(
    const tests::AlternatingBit&, std::span<const checker::Property<tests::AlternatingBit::State>>,
    const checker::CheckOptions&);
template checker::CheckResult<tests::AlternatingBit> engine::check(
    const tests::AlternatingBit&, std::span<const checker::Property<tests::AlternatingBit::State>>,
    const engine::CheckOptions&);
template checker::CheckResult<tests::Counting> checker::check(
    const tests::Counting&, std::span<const checker::Property<tests::Counting::State>>, const checker::CheckOptions&);
template checker::CheckResult<tests::Counting> engine::check(const tests::Counting&,
                                                             std::span<const checker::Property<tests::Counting::State>>,
                                                             const engine::CheckOptions&);
template checker::CheckResult<tests::Paxos> checker::check(const tests::Paxos&,
                                                           std::span<const checker::Property<tests::Paxos::State>>,
                                                           const checker::CheckOptions&);
template checker::CheckResult<tests::Paxos> engine::check(const tests::Paxos&,
                                                          std::span<const checker::Property<tests::Paxos::State>>,
                                                          const engine::CheckOptions&);

}  // namespace doublecheck
