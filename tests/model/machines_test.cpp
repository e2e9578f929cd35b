#include "model/machines.hpp"
#include "tests/model/fixtures.hpp"

#include "tests/catch.hpp"

#include <set>
#include <string>
#include <vector>

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

using Names = std::vector<std::string>;

/// The labels of all instances of that machine.
Names labels(const Run& run, std::string_view machine_name) {
  const Machine& machine = *find_machine(machine_name);
  Names names;
  for (const Instance& instance : machine.instances_in(run.setup)) {
    names.emplace_back(machine.labels[machine.label_of(run.world, instance)].name);
  }
  return names;
}

}  // namespace

TEST_CASE("every machine and every label of a machine has a name of its own that a diagram can use") {
  std::set<std::string_view> machines;
  for (const Machine& machine : machine_catalogue()) {
    CHECK(machines.insert(machine.name).second);
    CHECK(find_machine(machine.name) == &machine);
    std::set<std::string_view> names;
    for (const Label& label : machine.labels) {
      CHECK(names.insert(label.name).second);
      CHECK(label.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
      CHECK(label.title.find('"') == std::string_view::npos);
    }
  }
  CHECK(find_machine("marks") == nullptr);
}

TEST_CASE("an instance of a machine is called by its message and device or by its servers") {
  Setup setup = two_servers();
  const auto names = [&](std::string_view machine) {
    Names found;
    for (const Instance& instance : find_machine(machine)->instances_in(setup)) {
      found.push_back(name_of(setup, instance));
    }
    return found;
  };
  CHECK(names("mark") == Names{"m1"});
  CHECK(names("body") == Names{"m1 for bob"});
  CHECK(names("connection") == Names{"alice", "bob"});
  CHECK(names("relay") == Names{name_of(setup, relay_at(0))});
  setup = bob_with_tablet();
  CHECK(names("body") == Names{"m1 for bob", "m1 for tablet"});
  CHECK(names("relay").empty());
}

TEST_CASE("a message goes through the labels of its mark and body and receipt") {
  Run run(two_clients());
  CHECK(labels(run, "mark") == Names{"none"});
  run({compose()});
  CHECK(labels(run, "mark") == Names{"clock"});
  CHECK(labels(run, "body") == Names{"absent"});
  run({up(kAlice)});
  CHECK(labels(run, "body") == Names{"queued"});
  run({down(kAlice), down(kBob)});
  CHECK(labels(run, "mark") == Names{"one"});
  CHECK(labels(run, "receipt") == Names{"absent"});
  run({up(kBob)});
  CHECK(labels(run, "body") == Names{"released"});
  CHECK(labels(run, "receipt") == Names{"owed"});
  run({down(kAlice)});
  CHECK(labels(run, "mark") == Names{"two"});
  CHECK(labels(run, "receipt") == Names{"shown"});
  run({up(kAlice)});
  CHECK(labels(run, "receipt") == Names{"forgotten"});
}

TEST_CASE("a body that is kept for ever is archived and one past its time is given up") {
  Setup archive = two_clients();
  archive.options.retention = Retention::forever;
  Run kept(archive);
  kept({compose(), up(kAlice), down(kBob), up(kBob)});
  CHECK(labels(kept, "body") == Names{"archived"});

  Setup limited = bob_away(1, "android");
  limited.options.message_ttl = MessageTtl::ttl;
  Run expired(limited);
  expired({compose(), up(kAlice), on(kBob, ActionKind::expire)});
  CHECK(labels(expired, "body") == Names{"given_up"});
}

TEST_CASE("a sender who gives up is told and a receipt may wait for the ack that it overtook") {
  Setup setup = two_clients();
  setup.options.client_resend = ClientResend::deadline;
  Run run(setup);
  run({compose(), on(kAlice, ActionKind::give_up)});
  CHECK(labels(run, "mark") == Names{"failed"});

  Setup waiting = two_clients();
  waiting.options.receipt_before_server_ack = EarlyReceipt::waits;
  Run early(waiting);
  early({compose(), up(kAlice), break_of(kAlice), down(kBob), up(kBob), connect(kAlice), down(kAlice)});
  CHECK(labels(early, "receipt") == Names{"waiting"});
}

TEST_CASE("an app belongs to the machine of its platform") {
  Run run(two_clients(1, "iphone"));
  CHECK(labels(run, "app") == Names{"foreground"});
  run({on(kBob, ActionKind::leave_app), on(kBob, ActionKind::suspend)});
  CHECK(labels(run, "app") == Names{"foreground"});
  CHECK(labels(run, "display_only_app") == Names{"suspended"});
}

TEST_CASE("a cut connection is half-open until each end has noticed") {
  Setup setup = two_clients();
  setup.options.stale_session = StaleSession::keepalive;
  Run run(setup);
  run({on(kBob, ActionKind::cut_connection)});
  CHECK(labels(run, "connection") == Names{"up", "half_open"});
  Run client_first = run;
  client_first({on(kBob, ActionKind::time_out_connection)});
  CHECK(labels(client_first, "connection") == Names{"up", "only_server"});
  run({on(kBob, ActionKind::time_out_session)});
  CHECK(labels(run, "connection") == Names{"up", "only_client"});
  run({on(kBob, ActionKind::time_out_connection)});
  CHECK(labels(run, "connection") == Names{"up", "down"});
}

TEST_CASE("a session without a connection hibernates and is asked for again") {
  Setup setup = two_clients();
  setup.options.session = SessionKind::resume;
  Run run(setup);
  run({break_of(kBob)});
  CHECK(labels(run, "connection") == Names{"up", "hibernating"});
  run({connect(kBob)});
  CHECK(labels(run, "connection") == Names{"up", "asking"});
  run({up(kBob), down(kBob)});
  CHECK(labels(run, "connection") == Names{"up", "up"});
}

TEST_CASE("a push to an old token is refused and the word of it may come late") {
  Run run(bob_away(1, "android", AppState::background));  // an app learns of a new token only while it runs
  CHECK(labels(run, "push") == Names{"idle", "idle"});
  run({compose(), up(kAlice)});
  CHECK(labels(run, "push")[1] == "under_way");
  run({open(kBob), on(kBob, ActionKind::change_token)});
  CHECK(labels(run, "push")[1] == "refused");
  Run late = run;
  late({connect(kBob)});
  CHECK(labels(late, "push")[1] == "late_refusal");
  run({on(kBob, ActionKind::push_error_arrives)});
  CHECK(labels(run, "push")[1] == "no_token");
}

TEST_CASE("what two servers keep for each other shows on their connection") {
  Setup setup = two_clients();
  setup.servers = {"east", "west"};
  setup.participants[1].home = server_at(1);
  Run run(setup);
  CHECK(labels(run, "relay") == Names{"idle"});
  run({{.kind = ActionKind::partition_servers}});
  CHECK(labels(run, "relay") == Names{"parted"});
  run({compose(), up(kAlice)});
  CHECK(labels(run, "relay") == Names{"parted_with_mail"});
  CHECK(labels(run, "body") == Names{"relayed"});
  run({{.kind = ActionKind::reconnect_servers}});
  CHECK(labels(run, "relay") == Names{"busy"});
  run({{.kind = ActionKind::deliver_relayed}});
  CHECK(labels(run, "body") == Names{"doubled"});
}
