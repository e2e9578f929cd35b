// Results as the drivers give them, for tests of the writers.
#pragma once

#include "reports/results.hpp"

namespace doublecheck::tests {

/// The server forgets a message as soon as it writes it to a connection; the connection breaks.
[[nodiscard]] reports::Counterexample lost_on_a_broken_connection();

/// The receipt finds the sender offline and is thrown away; nothing happens any more.
[[nodiscard]] reports::Counterexample receipt_thrown_away();

/// The recipient throws a duplicate away without acknowledging it; the server sends it again for ever.
[[nodiscard]] reports::Counterexample resent_for_ever();

/// Both clients send; a push service stands between the server and the recipient.
[[nodiscard]] reports::Counterexample with_push_and_answers();

/// A scenario that holds, checked and simulated.
[[nodiscard]] reports::ScenarioResult happy_path();

/// Mutant 2: must fail CUSTODY, and does.
[[nodiscard]] reports::ScenarioResult drop_on_send();

/// Mutant 7: must fail MARK2, and does.
[[nodiscard]] reports::ScenarioResult receipt_not_stored();

/// The mutant as the gate has it: what must catch it got this verdict without the mutation.
[[nodiscard]] reports::ScenarioResult with_unmutated(reports::ScenarioResult mutant, reports::Verdict verdict);

/// A scenario in which a limit was hit and a promise broken that should hold.
[[nodiscard]] reports::ScenarioResult surprising();

/// A check that tells of its actions and of the size of its space, which has 420 states and was explored in part if
/// `exhaustive` is false.
[[nodiscard]] reports::ScenarioResult explained(bool exhaustive);

/// All of them.
[[nodiscard]] reports::Report whole_library();

/// A report on that scenario alone.
[[nodiscard]] reports::Report report_on(reports::ScenarioResult scenario);

}  // namespace doublecheck::tests
