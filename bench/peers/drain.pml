/* Twin of scenarios/library/02-offline-drain.toml: Alice writes MESSAGES messages while Bob's phone sleeps. */
#ifndef MESSAGES
#define MESSAGES 3
#endif
#ifndef BREAKS
#define BREAKS 0
#endif
#ifndef LOST_PUSHES
#define LOST_PUSHES 1
#endif
#ifndef CLIENT_CRASHES
#define CLIENT_CRASHES 0
#endif
#ifndef SERVER_CRASHES
#define SERVER_CRASHES 0
#endif
#define FROM_ALICE    MESSAGES
#define FROM_BOB      0
#define BOB_SUSPENDED 1
#include "messenger.pml"
