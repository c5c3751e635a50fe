#!/usr/bin/env python3
"""Up, up again with nothing to do, ps, and down, by Gantry and by the peer in turn on the same engines; prints ratios to the peer.

    run.py --engine SOCKET [--engine SOCKET] --peer DOCKER-COMPOSE [--docker DOCKER] [-n ROUNDS] [--services N] [--image IMAGE] [--only one|ten|two]

One project of N services on the first engine; ten stacks of three services there, which are up, and for which the peer is called ten times;
and, with two engines, N services on each, for which the peer is called host after host, and at once; there also services that load before they are healthy. The peer is its bare binary; with a Docker CLI also what people
type, `docker compose`. The engines have to be of no other use: volumes that nothing uses are pruned.
"""
import argparse
import concurrent.futures
import http.client
import os
import pathlib
import socket
import statistics
import subprocess
import tempfile
import time

import compose

here = pathlib.Path(__file__).resolve().parent
parser = argparse.ArgumentParser()
parser.add_argument("--engine", required=True, action="append")
parser.add_argument("--gantry", default=str(here.parents[2] / "gantry"))
parser.add_argument("--peer", required=True)
parser.add_argument("--docker")
parser.add_argument("-n", type=int, default=5)
parser.add_argument("--services", type=int, default=20)
parser.add_argument("--image", default="lab/valkey:1")
parser.add_argument("--only", choices=("one", "ten", "two"))
options = parser.parse_args()

UP = {"gantry": ["up"], "peer": ["up", "-d", "--wait"], "docker compose": ["up", "-d", "--wait"]}
AT_ONCE = "peer, at once"  # its processes side by side: what the engines allow
UP[AT_ONCE] = UP["peer"]
QUIET = 6  # seconds: containers that were just started are looked at four times a second, for five seconds
LOADING = 10  # seconds, as of a small model
BRIEF = ("up, nothing to do", "ps")  # these are asked several times a round


def run(words, folder, engine):
    environment = {**os.environ, "DOCKER_HOST": f"unix://{engine}", "DOCKER_CONFIG": str(config)}
    ended = subprocess.run(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    if ended.returncode != 0:
        raise SystemExit(f"{' '.join(words)}: exit code {ended.returncode}\n{ended.stderr.decode()}")


class Socket(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("engine")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def prune(engine):
    """The volumes that the image asks for stay behind, and a thousand of them are another benchmark."""
    connection = Socket(engine)
    connection.request("POST", "/volumes/prune")
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{engine}: volumes cannot be pruned: {answer.status}")


def together(words, places):
    """All places at the same time."""
    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(lambda place: run(words, *place), places))


def compare(title, calls, steps):
    """`calls` of each program: what a step's words are called with, as (folder, engine), one after the other but for AT_ONCE."""
    print(f"\n{title}, {options.n} rounds: median (least), and the ratios to the peer", flush=True)
    times = {step: {name: [] for name in calls} for step in steps}
    for turn in range(options.n + 1):
        for name in calls if turn % 2 else reversed(calls):
            for step in steps:
                words = programs[name] + (UP[name] if step.startswith("up") else [step])
                for _ in range(3 if step in BRIEF else 1):
                    start = time.perf_counter()
                    if name == AT_ONCE:
                        together(words, calls[name])
                    else:
                        for folder, engine in calls[name]:
                            run(words, folder, engine)
                    if turn > 0:  # the first round warms all
                        times[step][name].append(time.perf_counter() - start)
                if step == "up":
                    time.sleep(QUIET)
                if step == "down":
                    for engine in options.engine:
                        prune(engine)
    for step in steps:
        peer = times[step]["peer"]
        for name, took in times[step].items():
            print(
                f"{step:20} {name:16} {statistics.median(took):8.3f} s ({min(took):.3f})"
                f" {statistics.median(took) / statistics.median(peer):6.2f} ({min(took) / min(peer):.2f})",
                flush=True,
            )


def stack(folder, services, loading=0):
    folder.mkdir()
    (folder / "compose.yaml").write_text(compose.text(services, options.image, loading))
    return folder


def fleet(folder, hosts, stacks):
    """A `gantry.yaml`; `stacks` is name to host."""
    lines = ["hosts:", *(f"  {name}: {{engine: 'unix://{engine}'}}" for name, engine in hosts.items()), "stacks:"]
    lines += [f"  {name}: {{compose: [{name}/compose.yaml], project: {name}, hosts: [{host}]}}" for name, host in stacks.items()]
    (folder / "gantry.yaml").write_text("\n".join(lines) + "\n")


with tempfile.TemporaryDirectory(prefix="bench") as made:
    root, first = pathlib.Path(made), options.engine[0]
    config = root / "docker"
    (config / "cli-plugins").mkdir(parents=True)
    (config / "cli-plugins" / "docker-compose").symlink_to(pathlib.Path(options.peer).resolve())
    programs = {"peer": [options.peer], AT_ONCE: [options.peer], "gantry": [options.gantry]}
    if options.docker:
        programs["docker compose"] = [options.docker, "compose"]

    def wanted(part):
        return options.only in (None, part)

    if wanted("one"):
        one = stack(root / "one", options.services)
        compare(
            f"{options.services} services",
            {name: [(one, first)] for name in programs if name != AT_ONCE},
            ["up", "up, nothing to do", "ps", "down"],
        )

    if wanted("ten"):
        ten = root / "ten"
        ten.mkdir()
        folders = [stack(ten / f"stack{number}", 3) for number in range(10)]
        fleet(ten, {"here": first}, {folder.name: "here" for folder in folders})
        several = {"peer": [(folder, first) for folder in folders], "gantry": [(ten, first)]}
        for folder in folders:
            run([options.peer, *UP["peer"]], folder, first)
        compare("ten stacks of 3 services", several, ["up, nothing to do", "ps"])
        for folder in folders:
            run([options.peer, "down"], folder, first)

    if wanted("two") and len(options.engine) > 1:
        hosts = dict(zip(("left", "right"), options.engine))

        def two(title, loading, steps):
            folder = root / f"two{loading}"
            folder.mkdir()
            places = [(stack(folder / host, options.services, loading), engine) for host, engine in hosts.items()]
            fleet(folder, hosts, {host: host for host in hosts})
            compare(title, {"peer": places, AT_ONCE: places, "gantry": [(folder, first)]}, steps)

        title = f"two hosts with {options.services} services each"
        two(title, 0, ["up", "up, nothing to do", "ps", "down"])
        two(f"{title}, of which the half load for {LOADING} s", LOADING, ["up", "down"])
