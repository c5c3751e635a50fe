#!/usr/bin/env python3
"""`plan` of fleets with simulated hosts, each with twenty services that its engine does not have yet: time, CPU time and memory, and how they grow.

    run.py [-n ROUNDS] [--hosts N,N,N]
"""
import argparse
import json
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
sys.path.insert(0, str(here))
import engines  # noqa: E402

SERVICES = 20

parser = argparse.ArgumentParser()
parser.add_argument("-n", type=int, default=5)
parser.add_argument("--hosts", default="10,100,1000")
options = parser.parse_args()
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)


def write(folder, sockets, hosts):
    compose = subprocess.run([here.parent / "up" / "compose.py", str(SERVICES), "lab/valkey:1"], check=True, capture_output=True).stdout
    pathlib.Path(folder, "compose.yaml").write_bytes(compose)
    lines = ["fleet: bench", "hosts:"] + [f"  h{n}: {{engine: 'unix://{sockets}/{n}.sock', labels: {{role: worker}}}}" for n in range(hosts)]
    lines += ["stacks:", "  web: {compose: [compose.yaml], hosts: {role: worker}}"]
    pathlib.Path(folder, "gantry.yaml").write_text("\n".join(lines) + "\n")


def plan(folder):
    """Seconds, seconds of CPU, bytes of memory at most, and the number of steps."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen([root / "gantry", "plan", "--json"], cwd=folder, stdin=subprocess.DEVNULL, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) != 2:
            raise SystemExit(f"plan: exit code {os.waitstatus_to_exitcode(status)}")
        output.seek(0)
        return wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, len(json.load(output)["steps"])


before = None
print(f"{'hosts':>6} {'steps':>7} {'least':>9} {'CPU':>9} {'memory':>8} {'exponent':>9}   (of CPU time, against the line above)")
for hosts in map(int, options.hosts.split(",")):
    with tempfile.TemporaryDirectory(prefix="bench") as folder, tempfile.TemporaryDirectory(prefix="engines") as sockets:
        write(folder, sockets, hosts)
        process = engines.start(sockets, hosts)
        try:
            runs = [plan(folder) for _ in range(options.n + 1)][1:]  # the first warms the page cache
        finally:
            process.terminate()
    wall, cpu, memory = (min(run[what] for run in runs) for what in range(3))
    exponent = "" if before is None else f"{math.log(cpu / before[1]) / math.log(hosts / before[0]):9.2f}"
    print(f"{hosts:6} {runs[0][3]:7} {wall:7.2f} s {cpu:7.2f} s {memory / 2**20:5.0f} MB {exponent:>9}", flush=True)
    before = hosts, cpu
