#!/usr/bin/env python3
"""Times commands in turn, A B C A B C …, so that the load of the machine hits all alike, and prints ratios to the first.

    ratios.py [-n RUNS] NAME=COMMAND…      each command is run by `sh -c`-free splitting on blanks
"""
import argparse
import resource
import shlex
import statistics
import subprocess
import time

parser = argparse.ArgumentParser()
parser.add_argument("-n", type=int, default=40)
parser.add_argument("commands", nargs="+", metavar="NAME=COMMAND")
options = parser.parse_args()
commands = [(name, shlex.split(line)) for name, _, line in (c.partition("=") for c in options.commands)]
walls = {name: [] for name, _ in commands}
cpus = {name: [] for name, _ in commands}

for turn in range(options.n + 2):
    for name, words in commands:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        ended = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if ended.returncode != 0:
            raise SystemExit(f"{name}: exit code {ended.returncode}: {ended.stderr.decode().strip()}")
        if turn >= 2:  # the first two warm the page cache
            walls[name].append(wall)
            cpus[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

first = commands[0][0]
print(f"{'':24} {'median':>9} {'ratio':>6} {'least':>9} {'ratio':>6} {'CPU':>9} {'ratio':>6}")
for name, _ in commands:
    median, least = statistics.median(walls[name]), min(walls[name])
    print(
        f"{name:24} {median * 1000:6.1f} ms {median / statistics.median(walls[first]):6.2f}"
        f" {least * 1000:6.1f} ms {least / min(walls[first]):6.2f} {statistics.median(cpus[name]) * 1000:6.1f} ms"
        f" {statistics.median(cpus[name]) / statistics.median(cpus[first]):6.2f}"
    )
