#!/usr/bin/env python3
"""Compares event queues in the hold model: doublecheck's, std::priority_queue, and those of ns-3 and SimGrid where they are
installed (apt: libns3-dev libgsl-dev libsimgrid-dev). Prints one table of ratios to std::priority_queue."""

import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "build" / "peers"
PENDING = [1_000, 10_000, 100_000, 1_000_000]
PEERS = {"hold_ns3": "-lns3-core", "hold_simgrid": "-lsimgrid"}  # and what they are linked with
LINE = re.compile(r"^(.+?)\s+(\d+)\s+([0-9.]+)(?:\s+([0-9.]+))?$")


def build_peer(name):
    """The program, or None where the peer is not installed."""
    program = WORK / name
    command = ["g++", "-std=c++20", "-O3", "-DNDEBUG", "-w", HERE / f"{name}.cpp", "-o", program, PEERS[name]]
    return program if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None


def rates(command):
    """(name, pending) -> (millions of events a second, ratio or None)."""
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for line in result.stdout.splitlines():
        if match := LINE.match(line.strip()):
            found[match[1], int(match[2])] = (float(match[3]), float(match[4]) if match[4] else None)
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--hold", type=pathlib.Path, help="the program built from bench/hold.cpp")
    hold = arguments.parse_args().hold
    WORK.mkdir(parents=True, exist_ok=True)
    if hold is None:
        subprocess.run(["cmake", "--build", ROOT / "build" / "release", "--target", "hold"], check=True, stdout=sys.stderr)
        hold = ROOT / "build" / "release" / "bench" / "hold"
    found = rates([hold])
    for name in PEERS:
        program = build_peer(name)
        if program is None:
            print(f"{name}: not installed, left out", file=sys.stderr)
        elif name == "hold_simgrid":
            for pending in PENDING:
                found |= rates([program, str(pending)])
        else:
            found |= rates([program])
    print("| M events/s (ratio) | " + " | ".join(f"{pending:,} pending" for pending in PENDING) + " |")
    print("|---|" + "---|" * len(PENDING))
    for name in dict.fromkeys(name for name, _ in found):
        cells = []
        for pending in PENDING:
            if (name, pending) not in found:
                cells.append("–")
                continue
            rate, ratio = found[name, pending]
            standard = found["std::priority_queue", pending][0]
            cells.append(f"{rate:.2f} ({ratio if ratio is not None else rate / standard:.2f})")
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
