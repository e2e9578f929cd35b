#include "cli/engines.hpp"

#include "checker/check.hpp"

namespace doublecheck::cli {

checker::CheckResult<CheckedProtocol> check_plainly(const CheckedProtocol& protocol, std::span<const Claim> claims,
                                                    const checker::ExplorationOptions& options) {
  return checker::check<CheckedProtocol>(protocol, claims, options);
}

checker::CheckResult<CheckedProtocol> check_fast(const CheckedProtocol& protocol, std::span<const Claim> claims,
                                                 const engine::CheckOptions& options) {
  return engine::check<CheckedProtocol>(protocol, claims, options);
}

}  // namespace doublecheck::cli
