#!/usr/bin/env python3
"""Up, up again with nothing to do, ps, and down of one project, by Gantry and by the peer in turn on the same engine; prints ratios to the peer.

    run.py --engine SOCKET --gantry PATH --peer PATH [-n ROUNDS] [--services N] [--image IMAGE]
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--engine", required=True)
parser.add_argument("--gantry", required=True)
parser.add_argument("--peer", required=True)
parser.add_argument("-n", type=int, default=5)
parser.add_argument("--services", type=int, default=20)
parser.add_argument("--image", default="lab/valkey:1")
options = parser.parse_args()

UP = {"gantry": ["up"], "peer": ["up", "-d", "--wait"]}
STEPS = [("up", None), ("up, nothing to do", None), ("ps", ["ps"]), ("down", ["down"])]
programs = {"peer": options.peer, "gantry": options.gantry}
times = {step: {name: [] for name in programs} for step, _ in STEPS}


def timed(name, words, folder):
    start = time.perf_counter()
    ended = subprocess.run(
        [programs[name], *words],
        cwd=folder,
        env={**os.environ, "DOCKER_HOST": f"unix://{options.engine}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    if ended.returncode != 0:
        raise SystemExit(f"{name} {' '.join(words)}: exit code {ended.returncode}\n{ended.stderr.decode()}")
    return time.perf_counter() - start


with tempfile.TemporaryDirectory(prefix="bench") as folder:
    writer = pathlib.Path(__file__).with_name("compose.py")
    text = subprocess.run([writer, str(options.services), options.image], check=True, capture_output=True).stdout
    pathlib.Path(folder, "compose.yaml").write_bytes(text)
    for turn in range(options.n + 1):
        for name in programs if turn % 2 else reversed(programs):
            for step, words in STEPS:
                repeats = 3 if step in ("up, nothing to do", "ps") else 1
                for _ in range(repeats):
                    took = timed(name, words or UP[name], folder)
                    if turn > 0:  # the first round warms both
                        times[step][name].append(took)

print(f"{options.services} services, {options.n} rounds, medians (least)")
print(f"{'':20} {'peer':>20} {'gantry':>20} {'ratio':>14}")
for step, _ in STEPS:
    peer, gantry = times[step]["peer"], times[step]["gantry"]
    print(
        f"{step:20} {statistics.median(peer):9.3f} s ({min(peer):.3f}) {statistics.median(gantry):9.3f} s ({min(gantry):.3f})"
        f" {statistics.median(gantry) / statistics.median(peer):6.2f} ({min(gantry) / min(peer):.2f})"
    )
