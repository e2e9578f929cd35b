#include "engine/line_memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <new>

#include "checker/assert.hpp"

namespace doublecheck::engine {
namespace {

// The size of a huge page, to which the start is aligned.
constexpr std::size_t kHugePageBytes = std::size_t{1} << 21U;

}  // namespace

LineMemory::LineMemory(std::size_t lines_max)
    : lines_max_(lines_max), reserved_bytes_(lines_max * sizeof(Line) + 2 * kHugePageBytes) {
  reserved_ = mmap(nullptr, reserved_bytes_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (reserved_ == MAP_FAILED) throw std::bad_alloc();
  const auto address = reinterpret_cast<std::uintptr_t>(reserved_);
  data_ = reinterpret_cast<Line*>((address + kHugePageBytes - 1) / kHugePageBytes * kHugePageBytes);
  madvise(data_, lines_max * sizeof(Line), MADV_HUGEPAGE);  // a wish: without huge pages all still works
}

LineMemory::~LineMemory() { munmap(reserved_, reserved_bytes_); }

std::size_t LineMemory::lines_of_machine() {
  return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) *
         (static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / sizeof(Line));
}

bool LineMemory::commit(std::size_t lines) {
  CHECKER_ASSERT(lines_ <= lines && lines <= lines_max_);
  // Whole huge pages, or the system would begin the last one with small pages and leave it so.
  const std::size_t bytes = (lines * sizeof(Line) + kHugePageBytes - 1) / kHugePageBytes * kHugePageBytes;
  if (mprotect(data_, bytes, PROT_READ | PROT_WRITE) != 0) return false;
  lines_ = lines;
  return true;
}

void LineMemory::take_now() {
  const auto* const end = reinterpret_cast<const volatile std::byte*>(data_ + lines_);
  for (auto* page = reinterpret_cast<volatile std::byte*>(data_); page < end; page += kHugePageBytes) *page = *page;
}

}  // namespace doublecheck::engine
