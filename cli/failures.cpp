#include "cli/failures.hpp"

#include "cli/checkpoint_folder.hpp"
#include "cli/saved_replications.hpp"
#include "cli/symmetry.hpp"
#include "engine/spill.hpp"
#include "reports/output_file.hpp"

#include <new>
#include <system_error>

namespace doublecheck::cli {

Failure failure_of(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const CheckpointError& error) {
    return {ExitStatus::bad_input, error.what()};
  } catch (const NotExtendable& error) {
    return {ExitStatus::bad_input, error.what()};
  } catch (const SymmetryRefused& error) {
    return {ExitStatus::bad_input, error.what()};
  } catch (const reports::OutputError& error) {
    return {ExitStatus::bad_input, error.what()};
  } catch (const engine::SpillError& error) {
    return {ExitStatus::inconclusive, error.what()};
  } catch (const std::bad_alloc&) {
    return {ExitStatus::inconclusive, "the machine has no more memory"};
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::resource_unavailable_try_again) {
      return {ExitStatus::inconclusive, "the machine has no more threads"};
    }
    return {ExitStatus::internal_error, error.what()};
  } catch (const std::exception& error) {
    return {ExitStatus::internal_error, error.what()};
  } catch (...) {
    return {ExitStatus::internal_error, "an exception of no known kind"};
  }
}

}  // namespace doublecheck::cli
