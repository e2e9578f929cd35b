/// How the programs' allocator, jemalloc, takes memory from the system: in huge pages.
///
/// A search fills fresh memory all the time. With small pages, every 4 KiB of it cost a page fault, on a virtual
/// machine up to 18 microseconds; and what lies scattered over many small pages misses the processor's table of pages.

// The name is jemalloc's, and has to be global.
extern const char* malloc_conf;
const char* malloc_conf = "thp:always";
