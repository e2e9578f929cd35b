/* Two-phase commit as Jim Gray and Leslie Lamport specify it ("Consensus on Transaction Commit", 2006; TwoPhase.tla).
 *
 * RM: the number of resource managers, 3 to 10. One process, one d_step for each action, so that nothing between two
 * actions is a state. Bit i of a mask is manager i. Whether "commit" or "abort" was said follows from what the coordinator
 * has decided, so it is not kept: this is SPIN's advantage, for the same number of states.
 */
#ifndef RM
#define RM 3
#endif

#define EVERYBODY ((1 << RM) - 1)

#define UNDECIDED 0
#define COMMITTED 1
#define ABORTED   2

unsigned coordinator : 2;
unsigned told        : RM; /* the coordinator has received "prepared" from the manager */
unsigned said        : RM; /* the manager has sent it */
/* A manager is working (neither bit), prepared (only `left`), committed (only `decided`) or aborted (both). */
unsigned left        : RM;
unsigned decided     : RM;

#define IS_WORKING(b) (((left | decided) & (b)) == 0)

#define MANAGER(b) \
  :: d_step { coordinator == UNDECIDED && (said & (b)) != 0 -> told = told | (b) } \
  :: d_step { IS_WORKING(b) -> left = left | (b); said = said | (b) } \
  :: d_step { IS_WORKING(b) -> left = left | (b); decided = decided | (b) } \
  :: d_step { coordinator == COMMITTED -> left = left & (EVERYBODY - (b)); decided = decided | (b) } \
  :: d_step { coordinator == ABORTED -> left = left | (b); decided = decided | (b) }

active proctype world() {
end:
  do
  :: d_step { coordinator == UNDECIDED && told == EVERYBODY -> coordinator = COMMITTED }
  :: d_step { coordinator == UNDECIDED -> coordinator = ABORTED }
  MANAGER(1)
  MANAGER(2)
  MANAGER(4)
#if RM > 3
  MANAGER(8)
#endif
#if RM > 4
  MANAGER(16)
#endif
#if RM > 5
  MANAGER(32)
#endif
#if RM > 6
  MANAGER(64)
#endif
#if RM > 7
  MANAGER(128)
#endif
#if RM > 8
  MANAGER(256)
#endif
#if RM > 9
  MANAGER(512)
#endif
  od
}
