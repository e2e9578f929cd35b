#include <fmt/format.h>
#include <chrono>
#include "cli/checked_protocol.hpp"
#include "engine/component_space.hpp"
#include "engine/search.hpp"
#include "scenarios/reading.hpp"
using namespace doublecheck;
int main(int argc, char** argv) {
  std::vector<scenarios::Setting> set; engine::SearchOptions o; o.exploration.finds_deadlocks=true;
  for (int i = 2; i < argc; i++) { std::string s = argv[i]; if (s=="-2") {o.jobs=2;continue;} if (s=="-n") {o.spares_known=false;continue;} auto e = s.find('='); set.push_back({s.substr(0, e), s.substr(e + 1)}); }
  auto r = scenarios::read_scenario(argv[1], set);
  if (!r.scenario) return 1;
  cli::CheckedProtocol p(r.scenario->setup);
  for (int rep=0;rep<3;rep++){
  auto t0 = std::chrono::steady_clock::now();
  engine::Claims claims;
  engine::ComponentMemo<cli::CheckedProtocol> memo(p, claims);
  auto init = p.initial();
  auto layout = engine::lay_out<1>(std::vector<std::uint64_t>(p.component_count(), 1), p.counters(init[0]));
  if (!layout) return 2;
  engine::ComponentSpace<cli::CheckedProtocol, 1> space(memo, *layout);
  engine::Search<engine::ComponentSpace<cli::CheckedProtocol, 1>> s(space, 0, o);
  auto f = s.run({space.key_of(init[0])});
  double t = std::chrono::duration<double>(std::chrono::steady_clock::now() - t0).count();
  fmt::print("states {} trans {} depth {} {:.4f} s {:.2f} M/s {:.1f} Mtr/s {:.1f} B/state deadlocks {} reactions {} locals", f.counts.states, f.counts.transitions, f.counts.depth, t, double(f.counts.states) / t / 1e6, double(f.counts.transitions)/t/1e6, double(s.visited().bytes()) / double(f.counts.states), f.deadlocks, memo.reaction_count());
  for (std::size_t i = 0; i < memo.component_count(); i++) fmt::print(" {}", memo.local_count(i));
  fmt::print("\n");
  }
}
