#!/usr/bin/env python3
"""`config` against the peer, Docker Compose, in turn: one cold file, ten stacks, a hundred, and a large project. Prints ratios to the peer.

    run.py [-n ROUNDS] [--fleet-rounds ROUNDS] [--stacks N,N]

The peer is called once a stack, as scripts do; Gantry once for the fleet. Where both have answered, their answers are
compared, since only the same work is worth timing. The peer is $GANTRY_PEER, or docker-compose in the PATH.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
sys.path.insert(0, str(here))
import stacks  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("-n", type=int, default=25)
parser.add_argument("--fleet-rounds", type=int, default=5)
parser.add_argument("--stacks", default="10,100")
options = parser.parse_args()
gantry = str(root / "gantry")
peer = os.environ.get("GANTRY_PEER") or shutil.which("docker-compose")
if not peer:
    raise SystemExit("no docker-compose: set GANTRY_PEER")


def run(commands, environment=os.environ):
    """Runs (words, folder) one after the other: seconds, seconds of CPU, what they printed."""
    printed = []
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for words, folder in commands:
        ended = subprocess.run(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        if ended.returncode != 0:
            raise SystemExit(f"{' '.join(words)}: exit code {ended.returncode}\n{ended.stderr.decode()}")
        printed.append(ended.stdout)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, printed


def compare(title, rounds, programs, environment=os.environ):
    """Times the programs in turn, A B C A B C …; the first is what the others are measured by."""
    times = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, commands in programs.items():
            wall, cpu, _ = run(commands, environment)
            if turn > 0:  # the first round warms the page cache
                times[name].append((wall, cpu))
    print(f"\n{title}, {rounds} rounds")
    print(f"{'':24} {'median':>11} {'ratio':>6} {'least':>11} {'ratio':>6} {'CPU':>11} {'ratio':>6}")
    base = None
    for name, found in times.items():
        row = (statistics.median(w for w, _ in found), min(w for w, _ in found), statistics.median(c for _, c in found))
        base = base or row
        print(f"{name:24}" + "".join(f" {value * 1000:8.1f} ms {value / first:6.2f}" for value, first in zip(row, base)))


def same(theirs, ours, what):
    if theirs != ours:
        raise SystemExit(f"{what}: the answers differ, so the times would mean nothing")


def plugin(folder):
    """`docker compose` with the peer as its plugin, where there is a docker; else nothing."""
    docker = shutil.which("docker")
    if not docker:
        print("no docker in the PATH: `docker compose` is left out")
        return []
    plugins = pathlib.Path(folder, "cli-plugins")
    plugins.mkdir()
    (plugins / "docker-compose").symlink_to(peer)
    return [docker, "--config", folder, "compose"]


def project(title, folder, words, environment=os.environ):
    with tempfile.TemporaryDirectory(prefix="bench") as home:
        programs = {"docker-compose": [([peer, *words], folder)], "gantry": [([gantry, *words], folder)]}
        typed = plugin(home)
        if typed:
            programs["docker compose"] = [([*typed, *words], folder)]
        answers = [run(commands, environment)[2] for commands in programs.values()]
        same(answers[0], answers[1], title)
        compare(title, options.n, programs, environment)


def fleet(count):
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        stacks.write(count, folder)
        names = [f"app{n}" for n in range(count)]
        theirs = [([peer, "-p", f"bench-{name}", "config"], f"{folder}/{name}") for name in names]
        ours = [([gantry, "config"], folder)]
        in_json = run([([*words, "--format", "json"], where) for words, where in theirs])[2]
        fleet_json = json.loads(run([([*ours[0][0], "--format", "json"], folder)])[2][0])
        same([json.loads(text) for text in in_json], list(fleet_json.values()), f"{count} stacks")
        compare(f"{count} stacks", options.fleet_rounds, {f"docker-compose, {count} times": theirs, "gantry, once": ours})


def largest():
    """The project of the corpus that is the largest when printed; nothing where there is no corpus."""
    corpus = root.parent / "shared" / "corpus" / "public"
    answers = sorted(corpus.glob("*/expected.json"), key=lambda path: (-path.stat().st_size, path)) if corpus.is_dir() else []
    for answer in answers:
        case = json.loads((answer.parent / "case.json").read_text())
        if case["exit"] == 0:
            return answer.parent / case["cwd"], case["args"], case["env"]
    return None


run([([gantry, "version"], here)])  # builds what is to be started
start = here.parent / "start"
lines = len((start / "compose.yaml").read_text().splitlines())
project(f"one file of {lines} lines, cold", start, ["-f", "compose.yaml", "config"])
for number in options.stacks.split(","):
    fleet(int(number))
large = largest()
if large:
    project(f"the largest project of the corpus, {large[0].parts[-3]}, cold", *large)
else:
    print("\nno corpus beside the checkout: its largest project is left out")
