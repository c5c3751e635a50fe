#!/usr/bin/env python3
"""Gantry's gateway beside nginx, HAProxy and Caddy, which are plain reverse proxies, before the same upstream: CPU time, latency, streams, memory.

    run.py [--quick] [-n ROUNDS] [--only NAME,NAME] [--rate PER-SECOND] [--json FILE] [--part requests|streams|many]

Wants apt-get, dpkg-deb and gcc. The programs in turn, a round each; medians of the rounds; the ratio is to nginx. CPU time is that of the proxy alone.
"""
import argparse
import json
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
sys.path.insert(0, str(here))
import programs  # noqa: E402
import proxies  # noqa: E402

FILES = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
MANY = min(10_000, (FILES - 1200) // 2)  # a stream has two connections, and nginx keeps some that are idle
BODY = {
    "model": "tiny",
    "messages": [
        {"role": "system", "content": "You are a helpful assistant that answers in few words. Where you do not know, you say so, and where a question is unclear, you ask."},
        {"role": "user", "content": "What is a reverse proxy, what does it do with the requests that it gets, and in what does it differ from a gateway?"},
    ],
    "temperature": 0.7,
    "top_p": 0.95,
    "user": "bench",
}

parser = argparse.ArgumentParser()
parser.add_argument("--quick", action="store_true", help="two minutes, to see that it works")
parser.add_argument("-n", type=int)
parser.add_argument("--only", default="direct,nginx,haproxy,caddy,gantry")
parser.add_argument("--rate", type=int, default=1000)
parser.add_argument("--gantry", default=str(root / "gantry"))
parser.add_argument("--json")
parser.add_argument("--part", action="append", choices=("requests", "streams", "many"))
options = parser.parse_args()
rounds = options.n or (1 if options.quick else 5)
seconds = 2 if options.quick else 8
warming = 8 if options.quick else 30  # for the one that compiles itself
streams = 200 if options.quick else 1000
many = 1000 if options.quick else MANY
resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
folder = root / "target/bench-gateway"
work = folder / f"run-{time.strftime('%Y%m%d-%H%M%S')}"
work.mkdir(parents=True)


def request(key, **more):
    body = json.dumps({**BODY, **more}, separators=(",", ":"))
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
    return f"{head}User-Agent: bench/1\r\nAccept: */*\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def saturate(one, took):
    """As fast as it goes, on 32 connections."""
    output = programs.run(peers / "usr/bin/wrk", "-t1", "-c32", f"-d{took}s", "-s", here / "chat.lua", f"http://127.0.0.1:{one.port}", "--", work / "chat")
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"{one.name}: {output}")
    return int(re.search(r"(\d+) requests in", output)[1]), float(re.search(r"Requests/sec: +([\d.]+)", output)[1])


def load(one, kind, file, count, per, when_open=lambda: None):
    with subprocess.Popen([folder / "load", kind, str(one.port), work / file, str(count), str(per)], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if line == "open\n":
                when_open()
            else:
                answer = json.loads(line)
    if process.returncode != 0 or answer["failed"]:
        raise SystemExit(f"{one.name}: {kind}: {answer}")
    return answer


def requests(one):
    before = one.cpu()
    done, per_second = saturate(one, seconds)
    busy = one.cpu()
    steady = load(one, "rate", "chat", options.rate, seconds)
    yield "requests a second", per_second
    yield "CPU µs a request, saturated", (busy - before) / done * 1e6
    yield f"CPU µs a request, {options.rate}/s", (one.cpu() - busy) / steady["whole"] * 1e6
    yield "p50 µs", steady["p50"]
    yield "p99 µs", steady["p99"]


def some_streams(one):
    """Fifty events in five seconds."""
    before, memory = one.cpu(), []
    load(one, "streams", "events", streams, streams, lambda: memory.append(one.memory()))
    yield "CPU ms a stream", (one.cpu() - before) / streams * 1e3
    yield f"MB with {streams} streams", memory[0] / 2**20


def many_streams(one):
    """Twenty events, one a second."""
    before, memory = one.cpu(), []
    load(one, "streams", "slow-events", many, 2000, lambda: memory.append(one.memory()))
    yield f"CPU ms a stream of {many}", (one.cpu() - before) / many * 1e3
    yield f"MB with {many} streams", memory[0] / 2**20


PARTS = {"requests": (requests, rounds), "streams": (some_streams, rounds), "many": (many_streams, 1)}


def measure(part, turns, subjects):
    """The medians of all turns, by what is measured and by program."""
    found = {}
    for turn in range(turns):
        for one in subjects if turn % 2 else reversed(subjects):
            for what, value in part(one):
                found.setdefault(what, {}).setdefault(one.name, []).append(value)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return {what: {name: statistics.median(values) for name, values in by.items()} for what, by in found.items()}


def added(found):
    """What a proxy adds to the latencies without one."""
    for what in ("p50 µs", "p99 µs"):
        direct = found.get(what, {}).get("direct")
        if direct:
            found[f"added {what}"] = {name: value - direct for name, value in found[what].items() if name != "direct"}
    return found


def table(found, names):
    for what, by in found.items():
        base = by.get("nginx")
        cells = ("" if name not in by else f"{by[name]:.4g}" + (f" ({by[name] / base:.2f})" if base else "") for name in names)
        print(f"{what:30}" + "".join(f"{cell:>18}" for cell in cells), flush=True)


peers = programs.peers(folder)
programs.own(folder)
names = options.only.split(",")
running = []
try:
    port = proxies.free_port()
    upstream = proxies.Program("direct", port, [folder / "upstream", str(port)], work)
    running.append(upstream)
    gantry, key = proxies.gantry(work, options.gantry, port)
    running.append(gantry)
    running += [start(work, peers, port, MANY, FILES) for start in (proxies.nginx, proxies.haproxy, proxies.caddy) if start.__name__ in names]
    (work / "chat").write_bytes(request(key))
    (work / "events").write_bytes(request(key, max_tokens=50, interval_ms=100, stream=True))
    (work / "slow-events").write_bytes(request(key, max_tokens=20, interval_ms=1000, stream=True))
    subjects = [proxies.answers(one, request(key)) for name in names for one in running if one.name == name]
    for one in subjects:
        saturate(one, warming if one is gantry else 2)
    for _ in range(1 if options.quick else 10):
        load(gantry, "streams", "events", streams, streams)
    versions = programs.versions(peers)
    print(f"{rounds} round(s); nginx {versions['nginx']}, HAProxy {versions['haproxy']}, Caddy {versions['caddy']}; in brackets the ratio to nginx")
    print(f"\n{'':30}" + "".join(f"{one.name:>18}" for one in subjects), flush=True)
    medians = {}
    for name in options.part or PARTS:
        found = added(measure(*PARTS[name], subjects))
        table(found, [one.name for one in subjects])
        medians |= found
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"rounds": rounds, "versions": versions, "medians": medians}, indent=2) + "\n")
finally:
    for one in reversed(running):
        one.stop()
