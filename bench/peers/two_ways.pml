/* Twin of scenarios/library/04-recipient-ack-lost.toml: messages both ways, breaks and crashes of the server. */
#ifndef FROM_ALICE
#define FROM_ALICE 1
#endif
#ifndef FROM_BOB
#define FROM_BOB 1
#endif
#ifndef BREAKS
#define BREAKS 2
#endif
#ifndef LOST_PUSHES
#define LOST_PUSHES 0
#endif
#ifndef CLIENT_CRASHES
#define CLIENT_CRASHES 0
#endif
#ifndef SERVER_CRASHES
#define SERVER_CRASHES 1
#endif
#define BOB_SUSPENDED 0
#include "messenger.pml"
