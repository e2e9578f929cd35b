#!/usr/bin/env python3
"""Compares doublecheck with SPIN, side by side, on graphs that must be equal. README.md says how to read the result."""

import argparse
import dataclasses
import datetime
import json
import math
import os
import pathlib
import platform
import re
import shlex
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "build" / "peers"
LIBRARY = "scenarios/library"

# -o2 keeps variables that are only written, which belong to the state as well.
SPIN = ["spin", "-o2", "-a"]
GCC = ["gcc", "-O3", "-march=native", "-DSAFETY", "-DNOFAIR", "-w"]


@dataclasses.dataclass(frozen=True)
class Variant:
    """A way to run SPIN."""

    name: str
    spin: tuple = ()
    gcc: tuple = ()
    pan: tuple = ()
    full: bool = True  # explores the full graph


# NOVSZ leaves out the length of the vector, which never changes here: four bytes a state less.
FULL = Variant("full graph", gcc=("-DNOREDUCE", "-DNOVSZ"))
VARIANTS = [
    FULL,
    Variant("partial order", gcc=("-DNOVSZ",), full=False),
    Variant("collapse", gcc=("-DNOREDUCE", "-DNOVSZ", "-DCOLLAPSE")),
    Variant("breadth first", spin=("-DVISIBLE",), gcc=("-DNOREDUCE", "-DNOVSZ", "-DBFS")),
    Variant("breadth first, two cores", spin=("-DVISIBLE",), gcc=("-DNOREDUCE", "-DBFS_PAR"), pan=("-u2",)),
]
DEPTH_MAX = 100_000  # far more than any case needs; 5 MB of stack


@dataclasses.dataclass(frozen=True)
class Case:
    """One graph, as both tools get it."""

    name: str
    twin: str  # the Promela file
    sizes: dict  # its macros
    model: str  # what `explore` takes
    settings: dict  # what it changes in the scenario
    states: int  # distinct; what the case had when it was chosen. Only sizes SPIN's hash table
    quick: bool = False
    verdict: bool = False  # also SPIN's best way to a verdict


def two_phase_commit(managers, states, quick=False):
    return Case(f"2pc-{managers}", "two_phase_commit.pml", {"RM": managers}, f"two-phase-commit:{managers}", {}, states,
                quick)


def messenger(name, twin, scenario, sizes, states, quick=False, verdict=False):
    keys = {
        "MESSAGES": "messages.0.count",
        "FROM_ALICE": "messages.0.count",
        "FROM_BOB": "messages.1.count",
        "BREAKS": "budgets.breaks",
        "LOST_PUSHES": "budgets.lost_pushes",
        "CLIENT_CRASHES": "budgets.client_crashes",
        "SERVER_CRASHES": "budgets.server_crashes",
    }
    settings = {keys[size]: value for size, value in sizes.items()}
    return Case(name, twin, sizes, f"{LIBRARY}/{scenario}", settings, states, quick, verdict)


def two_ways(name, states, from_alice, from_bob, quick=False, verdict=False):
    sizes = {"FROM_ALICE": from_alice, "FROM_BOB": from_bob, "BREAKS": 2, "SERVER_CRASHES": 1}
    return messenger(name, "two_ways.pml", "04-recipient-ack-lost.toml", sizes, states, quick, verdict)


def drain(name, states, messages, breaks, client_crashes, server_crashes=0, lost_pushes=1, quick=False, verdict=False):
    sizes = {"MESSAGES": messages, "BREAKS": breaks, "LOST_PUSHES": lost_pushes, "CLIENT_CRASHES": client_crashes,
             "SERVER_CRASHES": server_crashes}
    return messenger(name, "drain.pml", "02-offline-drain.toml", sizes, states, quick, verdict)


CASES = [
    two_phase_commit(6, 50_816, quick=True),
    two_phase_commit(8, 1_745_408),
    two_phase_commit(9, 10_340_352),
    two_ways("two-ways-1e5", 118_944, 2, 1, quick=True, verdict=True),
    two_ways("two-ways-1e6", 1_282_675, 2, 2, verdict=True),
    two_ways("two-ways-1e7", 9_570_656, 3, 2),
    drain("drain-1e5", 135_409, 3, breaks=2, client_crashes=1, quick=True, verdict=True),
    drain("drain-1e6", 1_208_519, 4, breaks=2, client_crashes=2, verdict=True),
    drain("drain-1e7", 10_594_125, 4, breaks=3, client_crashes=3, server_crashes=1, lost_pushes=3),
]


@dataclasses.dataclass
class Run:
    """What one process reported, and what it cost."""

    states: int
    transitions: str  # SPIN rounds what has more than eight digits, so a text
    seconds: float  # the exploration, by the tool's own clock
    bytes_per_state: float
    vector_bytes: int  # SPIN only
    wall: float  # of the whole process
    peak: int  # resident bytes


class Trouble(Exception):
    """The comparison cannot be made; the text says why."""


def call(command, directory):
    """Runs a command to its end. Returns its output, its seconds and its peak memory in bytes."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=directory, stdout=subprocess.PIPE, text=True) as child:
        text = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if child.returncode != 0:
        raise Trouble(f"`{shlex.join(command)}` ended with status {child.returncode}:\n{text[-2000:]}")
    return text, wall, usage.ru_maxrss * 1024


def number(pattern, text, what):
    found = re.search(pattern, text)
    if not found:
        raise Trouble(f"SPIN's output does not tell the {what}:\n{text[-2000:]}")
    return found.group(1)


def hash_exponent(case):
    return max(16, math.ceil(math.log2(case.states)))


def spin_commands(case, variant):
    defines = [f"-D{name}={value}" for name, value in case.sizes.items()]
    return [
        [*SPIN, *defines, *variant.spin, os.path.relpath(HERE / case.twin, WORK / "any")],
        [*GCC, *variant.gcc, "-o", "pan", "pan.c"],
        ["./pan", f"-m{DEPTH_MAX}", f"-w{hash_exponent(case)}", *variant.pan],
    ]


def explore_command(explore, case, jobs):
    settings = [part for key, value in case.settings.items() for part in ("--set", f"{key}={value}")]
    return [str(explore), case.model, *settings, "--engine", "fast", "--jobs", str(jobs), "--json"]


def build_pan(case, variant):
    """Returns the folder with the checker that SPIN and gcc made, and the seconds that this took."""
    directory = WORK / f"{case.name}.{variant.name.replace(',', '').replace(' ', '-')}"
    directory.mkdir(parents=True, exist_ok=True)
    generate, compile_it, _ = spin_commands(case, variant)
    return directory, sum(call(command, directory)[1] for command in (generate, compile_it))


def run_pan(case, variant, directory):
    text, wall, peak = call(spin_commands(case, variant)[2], directory)
    if "errors: 0" not in text or "max search depth too small" in text:
        raise Trouble(f"{case.name}: SPIN did not explore all of the graph:\n{text[-2000:]}")
    states = int(float(number(r"([\d.e+]+) states, stored", text, "number of states")))
    seconds = float(number(r"elapsed time ([\d.e+-]+) seconds", text, "time"))
    kept = table = 0.0
    if variant == FULL:
        kept = float(number(r"([\d.]+)\s+actual memory usage for states", text, "memory for states"))
        table = float(number(r"([\d.]+)\s+memory used for hash table", text, "memory for the hash table"))
    return Run(
        states=states,
        transitions=number(r"([\d.e+]+) transitions", text, "number of transitions"),
        seconds=seconds or wall,
        bytes_per_state=(kept + table) * 2**20 / states,
        vector_bytes=int(number(r"State-vector (\d+) byte", text, "size of the vector")),
        wall=wall,
        peak=peak,
    )


def run_explore(explore, case, jobs):
    command = explore_command(explore, case, jobs)
    text, wall, peak = call(command, ROOT)
    try:
        told = json.loads(text)
        states, transitions, seconds = told["states"], told["transitions"], told["seconds"]
        bytes_per_state = told["table_bytes"] / max(states, 1)
    except (ValueError, KeyError) as problem:
        raise Trouble(f"{case.name}: `{shlex.join(command)}` printed no result ({problem}):\n{text[-2000:]}") from problem
    # SPIN counts the initial state as a transition, and prints eight digits.
    return Run(states, f"{transitions + 1:.8g}", seconds or wall, bytes_per_state, 0, wall, peak)


@dataclasses.dataclass
class Comparison:
    case: Case
    runs: dict = dataclasses.field(default_factory=dict)  # by "doublecheck 1", "doublecheck 2" or the name of a Variant
    build_seconds: float = 0.0  # of the checker for the full graph
    differences: list = dataclasses.field(default_factory=list)

    def best(self, key, what):
        return min(getattr(run, what) for run in self.runs[key])


def compare(case, explore, repeat):
    """Runs both tools in turn, so that both meet the same noise of the machine, each twice in a row: a virtual machine
    may have to get memory from its host, and what the second run takes was the first one's."""
    result = Comparison(case)
    pans = []
    for variant in VARIANTS if case.verdict else [FULL]:
        directory, seconds = build_pan(case, variant)
        pans.append((variant, directory))
        if variant == FULL:
            result.build_seconds = seconds
    for i in range(repeat):
        for variant, directory in pans:
            for _ in range(2):
                result.runs.setdefault(variant.name, []).append(run_pan(case, variant, directory))
        for jobs in (1, 2):
            for _ in range(2):
                result.runs.setdefault(f"doublecheck {jobs}", []).append(run_explore(explore, case, jobs))
        print(f"{case.name}: round {i + 1} of {repeat}", file=sys.stderr)
    reduced = [variant.name for variant in VARIANTS if not variant.full]
    result.differences = differences(case, {key: runs for key, runs in result.runs.items() if key not in reduced})
    return result


def differences(case, runs_by_key):
    """One line for every run whose graph is not that of SPIN's first."""
    spin = runs_by_key[FULL.name][0]
    lines = []
    for key, runs in runs_by_key.items():
        for run in runs:
            if run.states != spin.states:
                lines.append(f"{case.name}: SPIN has {spin.states} distinct states, {key} has {run.states}")
            if run.transitions != spin.transitions:
                lines.append(f"{case.name}: SPIN has {spin.transitions} transitions, {key} has {run.transitions}")
    return lines


# The report.


def millions(per_second):
    return f"{per_second / 1e6:.2f} M"


def mebibytes(size):
    return f"{size / 2**20:,.0f}"


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def speed_table(results):
    rows = []
    for r in results:
        spin, ours = r.runs[FULL.name][0], r.runs["doublecheck 1"][0]
        spin_rate = spin.states / r.best(FULL.name, "seconds")
        our_rate = ours.states / r.best("doublecheck 1", "seconds")
        speed_up = r.best("doublecheck 1", "seconds") / r.best("doublecheck 2", "seconds")
        rows.append([
            r.case.name, f"{spin.states:,}", spin.transitions if "e" in spin.transitions else f"{int(spin.transitions):,}",
            millions(spin_rate), millions(our_rate), f"{our_rate / spin_rate:.1f}", f"{speed_up:.2f}",
        ])
    return table(["case", "distinct states", "transitions", "SPIN, states/s", "doublecheck, states/s", "ratio",
                  "two threads"], rows)


def memory_table(results):
    rows = []
    for r in results:
        spin, ours = r.runs[FULL.name][0], r.runs["doublecheck 1"][0]
        rows.append([
            r.case.name, str(spin.vector_bytes), f"{spin.bytes_per_state:.1f}", f"{ours.bytes_per_state:.1f}",
            f"{spin.bytes_per_state / max(ours.bytes_per_state, 0.01):.1f}", mebibytes(r.best(FULL.name, "peak")),
            mebibytes(r.best("doublecheck 1", "peak")), mebibytes(r.best("doublecheck 2", "peak")),
        ])
    return table(["case", "SPIN's vector, bytes", "SPIN, bytes/state", "doublecheck, bytes/state", "ratio",
                  "SPIN, peak MiB", "doublecheck, peak MiB", "two threads, peak MiB"], rows)


def verdict_table(results):
    rows = []
    for r in results:
        row = [r.case.name]
        for variant in VARIANTS:
            row.append(f"{r.best(variant.name, 'wall'):.2f}" if variant.name in r.runs else "")
        row += [f"{r.best('doublecheck 1', 'wall'):.3f}", f"{r.best('doublecheck 2', 'wall'):.3f}"]
        fastest = min(r.best(variant.name, "wall") for variant in VARIANTS if variant.name in r.runs)
        ours = min(r.best("doublecheck 1", "wall"), r.best("doublecheck 2", "wall"))
        rows.append([*row, f"{fastest / ours:.1f}", f"{r.build_seconds:.1f}", f"{(fastest + r.build_seconds) / ours:.0f}"])
    return table(["case", *(f"SPIN, {variant.name}" for variant in VARIANTS), "doublecheck", "two threads", "ratio",
                  "SPIN's compilation", "ratio with it"], rows)


def first_line(command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().split("\n")[0]


def cpu_model():
    found = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return found.group(1) if found else platform.processor()


def memory_of_machine():
    found = re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text(encoding="utf-8"))
    return f"{int(found.group(1)) / 2**20:.0f} GiB" if found else "unknown"


def commands(results, explore):
    shown = explore.relative_to(ROOT) if explore.is_relative_to(ROOT) else explore
    lines = []
    for r in results:
        for variant in VARIANTS:
            if variant.name not in r.runs:
                continue
            lines.append(f"# {r.case.name}, {variant.name}")
            lines += [shlex.join(command) for command in spin_commands(r.case, variant)]
        lines.append(f"# {r.case.name}, doublecheck")
        lines.append(shlex.join(explore_command(shown, r.case, 1)))
    return "\n".join(lines)


def report(results, explore, repeat):
    commit = first_line(["git", "-C", str(ROOT), "describe", "--always", "--dirty"])
    return f"""# doublecheck beside SPIN: results

Written by `bench/peers/run.py`; README.md in this folder says what the columns mean.

- Machine: {cpu_model()}, {os.cpu_count()} processors, {memory_of_machine()} of memory, {platform.system()} {platform.release()}
- SPIN: {first_line(["spin", "-V"])}, {first_line(["gcc", "--version"])}
- doublecheck: {commit}
- Date: {datetime.date.today().isoformat()}
- Best of {repeat} rounds, the tools in turn, each twice in a row

## Speed

One thread. In every case both tools found the same number of distinct states. SPIN counts one transition more than
doublecheck: it takes the initial state for one. The column has SPIN's number.

{speed_table(results)}

## Memory

{memory_table(results)}

## Seconds to the verdict

The whole process, from its start to its end. SPIN's compilation is a part of none of its columns but the last two.

{verdict_table(results)}

## Commands

SPIN's are run in a folder of their own for each case, under `build/peers/`.

```
{commands(results, explore)}
```
"""


# The tools.


def install(programs):
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise Trouble(f"missing: {', '.join(missing)}; without apt-get they must be installed by hand")
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", *missing]):
        subprocess.run([*as_root, *command], check=True, stdout=sys.stderr)


def build_explore():
    explore = ROOT / "build" / "release" / "bench" / "explore"
    if not (ROOT / "build" / "release" / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "release"], cwd=ROOT, check=True, stdout=sys.stderr)
    build = ["cmake", "--build", "--preset", "release", "--target", "bench/explore"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)
    return explore


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small cases only, within two minutes")
    parser.add_argument("--only", action="append", choices=[case.name for case in CASES], help="this case; repeatable")
    parser.add_argument("--repeat", type=int, default=3, help="rounds, of which the best counts (default: 3)")
    parser.add_argument("--explore", type=pathlib.Path, help="doublecheck's program; default: build it")
    parser.add_argument("--output", type=pathlib.Path,
                        help="where the tables go; default: RESULTS.md beside this file if all cases run")
    options = parser.parse_args()
    if options.repeat < 1:
        parser.error("--repeat takes 1 or more")
    return options


def main():
    options = arguments()
    cases = [case for case in CASES if (not options.only or case.name in options.only) and (case.quick or not options.quick)]
    if not cases:
        print("nothing to run: none of these cases is quick", file=sys.stderr)
        return 2
    try:
        install(["spin", "gcc"])
        WORK.mkdir(parents=True, exist_ok=True)
        explore = options.explore.resolve() if options.explore else build_explore()
        results = [compare(case, explore, options.repeat) for case in cases]
    except (Trouble, subprocess.CalledProcessError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    unequal = [line for result in results for line in result.differences]
    if unequal:
        print("The graphs are not equal:", *unequal, sep="\n", file=sys.stderr)
        return 1
    text = report(results, explore, options.repeat)
    output = options.output or (HERE / "RESULTS.md" if len(cases) == len(CASES) else None)
    if output:
        output.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
