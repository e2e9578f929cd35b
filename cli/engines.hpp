/// Both engines for the protocol, compiled once: it takes long.
#pragma once

#include "checker/exploration.hpp"
#include "checker/verdicts.hpp"
#include "cli/checked_protocol.hpp"
#include "cli/claims.hpp"
#include "engine/check.hpp"

#include <span>

namespace doublecheck::cli {

/// checker::check.
checker::CheckResult<CheckedProtocol> check_plainly(const CheckedProtocol& protocol, std::span<const Claim> claims,
                                                    const checker::ExplorationOptions& options);

/// engine::check.
checker::CheckResult<CheckedProtocol> check_fast(const CheckedProtocol& protocol, std::span<const Claim> claims,
                                                 const engine::CheckOptions& options);

}  // namespace doublecheck::cli
