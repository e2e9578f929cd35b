/* The store-and-forward messenger between two users, as doublecheck's model has it under its default options, over
 * connections that may break. `drain.pml` and `two_ways.pml` say how big it is and include this file.
 *
 * One process, one d_step for each action, so that nothing between two actions is a state. What is a function of the rest
 * is not kept: this is SPIN's advantage, for the same number of states. Above all, everything that the protocol does with
 * the messages of one sender it does in the order of their numbers, so that each list of messages is the run between two
 * counters:
 *
 *   the sender's outbox                acked + 1 … composed
 *   its messages with one check        two + 1 … acked
 *   its messages with two checks       1 … two
 *   bodies in the recipient's mailbox  released + 1 … kept
 *   receipts owed to the sender        forgotten + 1 … released
 *   tombstones; history: released      1 … released
 *   history: taken                     1 … kept
 *   the recipient's message store      1 … received
 *
 * A device whose connection is alive is also the one that the server believes in, tokens stay current, and no other history
 * variable ever changes.
 *
 * Parameters: FROM_ALICE and FROM_BOB, messages; BOB_SUSPENDED, 1 if Bob's app is suspended and not connected at the start;
 * budgets BREAKS, LOST_PUSHES, CLIENT_CRASHES and SERVER_CRASHES, 0 to 15 each.
 */

#define FOREGROUND 0
#define BACKGROUND 1
#define SUSPENDED  2
#define TERMINATED 3 /* by the system */

/* A link holds at most two items for each message of its user, and one for each of the other's. It is a number: the oldest
 * item in the lowest bits, 0 above the newest. On the links of a user with n messages,
 *
 *   up     1 … n body, n + 1 … 2n receipt_ack, 2n + 1 … delivery_ack
 *   down   1 … n server_ack, n + 1 … 2n receipt, 2n + 1 … body
 */
#define ITEMS_a (2 * FROM_ALICE + FROM_BOB)
#define ITEMS_b (2 * FROM_BOB + FROM_ALICE)
#if ITEMS_a > 8 || ITEMS_b > 8
#error "too many messages for a link of 32 bits"
#endif

/* Promela wants plain numbers as widths. */
#if ITEMS_a == 1
#define ITEM_BITS_a 1
#define LINK_a(name) unsigned name : 1
#elif ITEMS_a == 2
#define ITEM_BITS_a 2
#define LINK_a(name) unsigned name : 4
#elif ITEMS_a == 3
#define ITEM_BITS_a 2
#define LINK_a(name) unsigned name : 6
#elif ITEMS_a == 4
#define ITEM_BITS_a 3
#define LINK_a(name) unsigned name : 12
#elif ITEMS_a == 5
#define ITEM_BITS_a 3
#define LINK_a(name) unsigned name : 15
#elif ITEMS_a == 6
#define ITEM_BITS_a 3
#define LINK_a(name) unsigned name : 18
#elif ITEMS_a == 7
#define ITEM_BITS_a 3
#define LINK_a(name) unsigned name : 21
#else
#define ITEM_BITS_a 4
#define LINK_a(name) int name
#endif

#if ITEMS_b == 1
#define ITEM_BITS_b 1
#define LINK_b(name) unsigned name : 1
#elif ITEMS_b == 2
#define ITEM_BITS_b 2
#define LINK_b(name) unsigned name : 4
#elif ITEMS_b == 3
#define ITEM_BITS_b 2
#define LINK_b(name) unsigned name : 6
#elif ITEMS_b == 4
#define ITEM_BITS_b 3
#define LINK_b(name) unsigned name : 12
#elif ITEMS_b == 5
#define ITEM_BITS_b 3
#define LINK_b(name) unsigned name : 15
#elif ITEMS_b == 6
#define ITEM_BITS_b 3
#define LINK_b(name) unsigned name : 18
#elif ITEMS_b == 7
#define ITEM_BITS_b 3
#define LINK_b(name) unsigned name : 21
#else
#define ITEM_BITS_b 4
#define LINK_b(name) int name
#endif

#if FROM_ALICE < 2
#define COUNT_BITS_a 1
#elif FROM_ALICE < 4
#define COUNT_BITS_a 2
#else
#define COUNT_BITS_a 3
#endif
#if FROM_BOB < 2
#define COUNT_BITS_b 1
#elif FROM_BOB < 4
#define COUNT_BITS_b 2
#else
#define COUNT_BITS_b 3
#endif

#define ITEM_AT(place, x) (1 << (place) * ITEM_BITS_##x) /* the least link with an item at this place */
#define LENGTH(link, x)                                                                                        \
  ((link != 0) + (link >= ITEM_AT(1, x)) + (link >= ITEM_AT(2, x)) + (link >= ITEM_AT(3, x)) +                 \
   (link >= ITEM_AT(4, x)) + (link >= ITEM_AT(5, x)) + (link >= ITEM_AT(6, x)))
#define HEAD(link, x)       (link & ((1 << ITEM_BITS_##x) - 1))
/* A link with eight items may be a negative number, and must not drag its sign along. */
#define REST(link, x)       ((link >> ITEM_BITS_##x) & 268435455)
#define PUSH(link, item, x) link = link | ((item) << (ITEM_BITS_##x * LENGTH(link, x)))

/* The messages from Alice (a) and from Bob (b). */
#define STREAM(s)                          \
  unsigned composed_##s : COUNT_BITS_##s;  \
  unsigned acked_##s : COUNT_BITS_##s;     \
  unsigned two_##s : COUNT_BITS_##s;       \
  unsigned kept_##s : COUNT_BITS_##s;      \
  unsigned released_##s : COUNT_BITS_##s;  \
  unsigned forgotten_##s : COUNT_BITS_##s; \
  unsigned received_##s : COUNT_BITS_##s;

/* Alice's device and Bob's. */
#define SIDE(x, app, connected)           \
  LINK_##x(up_##x);                       \
  LINK_##x(down_##x);                     \
  unsigned app_##x : 2 = app;             \
  unsigned connected_##x : 1 = connected; \
  unsigned notified_##x : 1;              \
  unsigned push_##x : 1; /* under way */

SIDE(a, FOREGROUND, 1)
#if BOB_SUSPENDED
SIDE(b, SUSPENDED, 0)
#else
SIDE(b, FOREGROUND, 1)
#endif
STREAM(a)
STREAM(b)

#if BREAKS > 0
unsigned breaks : 4 = BREAKS;
#endif
#if LOST_PUSHES > 0
unsigned lost_pushes : 4 = LOST_PUSHES;
#endif
#if CLIENT_CRASHES > 0
unsigned client_crashes : 4 = CLIENT_CRASHES;
#endif
#if SERVER_CRASHES > 0
unsigned server_crashes : 4 = SERVER_CRASHES;
#endif

/* Set, read and cleared within one step. SPIN's breadth-first search takes no hidden variables: there they are visible, always
 * 0, and cost two bytes.
 */
#ifdef VISIBLE
#define SCRATCH byte
#else
#define SCRATCH hidden byte
#endif
SCRATCH item;
SCRATCH next;

#define CLOSE(x)                                                          \
  connected_##x = 0;                                                      \
  up_##x = 0;                                                             \
  down_##x = 0

#define PUT_RUN(link, after, last, code, x)                               \
  next = after;                                                           \
  do                                                                      \
  :: next < last -> next++; PUSH(link, (code) + next, x)                  \
  :: else -> break                                                        \
  od

/* In the macros below x is the user with n messages of its own, y the other, with m. */

#define COMPOSE(x, n)                                                     \
  :: d_step {                                                             \
       composed_##x < n && app_##x == FOREGROUND ->                       \
       composed_##x++;                                                    \
       if                                                                 \
       :: connected_##x -> PUSH(up_##x, composed_##x, x)                  \
       :: else                                                            \
       fi                                                                 \
     }

#define OPEN_APP(x)                                                       \
  :: d_step { app_##x != FOREGROUND -> app_##x = FOREGROUND; notified_##x = 0 }

/* Both drains start: the outbox; then bodies and receipts. */
#define CONNECT(x, n, y)                                                  \
  :: d_step {                                                             \
       !connected_##x && app_##x <= BACKGROUND ->                         \
       connected_##x = 1;                                                 \
       PUT_RUN(up_##x, acked_##x, composed_##x, 0, x);                    \
       PUT_RUN(down_##x, released_##y, kept_##y, 2 * n, x);               \
       PUT_RUN(down_##x, forgotten_##x, released_##x, n, x);              \
       next = 0                                                           \
     }

#define DELIVER_UP(x, n, y, m)                                            \
  :: d_step {                                                             \
       up_##x != 0 ->                                                     \
       item = HEAD(up_##x, x);                                            \
       up_##x = REST(up_##x, x);                                          \
       if                                                                 \
       :: item <= n -> /* a body */                                       \
          if                                                              \
          :: item > kept_##x ->                                           \
             kept_##x = item;                                             \
             if                                                           \
             :: connected_##y -> PUSH(down_##y, 2 * m + item, y)          \
             :: else -> push_##y = 1                                      \
             fi                                                           \
          :: else                                                         \
          fi;                                                             \
          PUSH(down_##x, item, x)                                         \
       :: item > n && item <= 2 * n -> /* a receipt_ack */                \
          if                                                              \
          :: item - n > forgotten_##x -> forgotten_##x = item - n         \
          :: else                                                         \
          fi                                                              \
       :: item > 2 * n -> /* a delivery_ack */                            \
          item = item - 2 * n;                                            \
          if                                                              \
          :: item > released_##y ->                                       \
             released_##y = item;                                         \
             if                                                           \
             :: connected_##y -> PUSH(down_##y, m + item, y)              \
             :: else                                                      \
             fi                                                           \
          :: else                                                         \
          fi                                                              \
       fi;                                                                \
       item = 0                                                           \
     }

#define DELIVER_DOWN(x, n, y)                                             \
  :: d_step {                                                             \
       down_##x != 0 ->                                                   \
       item = HEAD(down_##x, x);                                          \
       down_##x = REST(down_##x, x);                                      \
       if                                                                 \
       :: item <= n -> /* a server_ack */                                 \
          if                                                              \
          :: item > acked_##x -> acked_##x = item                         \
          :: else                                                         \
          fi                                                              \
       :: item > n && item <= 2 * n -> /* a receipt */                    \
          PUSH(up_##x, item, x);                                          \
          item = item - n;                                                \
          if                                                              \
          :: item > two_##x -> two_##x = item                             \
          :: else                                                         \
          fi;                                                             \
          if                                                              \
          :: item > acked_##x -> acked_##x = item                         \
          :: else                                                         \
          fi                                                              \
       :: item > 2 * n -> /* a body */                                    \
          PUSH(up_##x, item, x);                                          \
          item = item - 2 * n;                                            \
          if                                                              \
          :: item > received_##y ->                                       \
             received_##y = item;                                         \
             if                                                           \
             :: app_##x != FOREGROUND -> notified_##x = 1                 \
             :: else                                                      \
             fi                                                           \
          :: else                                                         \
          fi                                                              \
       fi;                                                                \
       item = 0                                                           \
     }

#define REPEAT_PUSH(x, y)                                                 \
  :: d_step { !push_##x && !connected_##x && kept_##y > released_##y -> push_##x = 1 }

#define PUSH_ARRIVES(x)                                                   \
  :: d_step {                                                             \
       push_##x ->                                                        \
       push_##x = 0;                                                      \
       if                                                                 \
       :: app_##x >= SUSPENDED -> app_##x = BACKGROUND                    \
       :: else                                                            \
       fi                                                                 \
     }

#define LOSE_PUSH(x) :: d_step { push_##x && lost_pushes > 0 -> push_##x = 0; lost_pushes-- }

#define BREAK_CONNECTION(x) :: d_step { connected_##x && breaks > 0 -> breaks--; CLOSE(x) }

#define CRASH_CLIENT(x)                                                   \
  :: d_step {                                                             \
       app_##x != TERMINATED && client_crashes > 0 ->                     \
       client_crashes--;                                                  \
       CLOSE(x);                                                          \
       app_##x = TERMINATED;                                              \
       notified_##x = 0                                                   \
     }

active proctype world() {
end:
  do
#if FROM_ALICE > 0
  COMPOSE(a, FROM_ALICE)
  REPEAT_PUSH(b, a)
  PUSH_ARRIVES(b)
#if LOST_PUSHES > 0
  LOSE_PUSH(b)
#endif
#endif
#if FROM_BOB > 0
  COMPOSE(b, FROM_BOB)
  REPEAT_PUSH(a, b)
  PUSH_ARRIVES(a)
#if LOST_PUSHES > 0
  LOSE_PUSH(a)
#endif
#endif
  CONNECT(a, FROM_ALICE, b)
  CONNECT(b, FROM_BOB, a)
  DELIVER_UP(a, FROM_ALICE, b, FROM_BOB)
  DELIVER_UP(b, FROM_BOB, a, FROM_ALICE)
  DELIVER_DOWN(a, FROM_ALICE, b)
  DELIVER_DOWN(b, FROM_BOB, a)
#if CLIENT_CRASHES > 0
  OPEN_APP(a)
#endif
#if CLIENT_CRASHES > 0 || BOB_SUSPENDED
  OPEN_APP(b)
#endif
#if BREAKS > 0
  BREAK_CONNECTION(a)
  BREAK_CONNECTION(b)
#endif
#if CLIENT_CRASHES > 0
  CRASH_CLIENT(a)
  CRASH_CLIENT(b)
#endif
#if SERVER_CRASHES > 0
  :: d_step { server_crashes > 0 -> server_crashes--; CLOSE(a); CLOSE(b) }
#endif
  od
}
