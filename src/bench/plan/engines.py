"""Engines that have nothing and answer what a plan asks: as many as wanted in one process, each on a socket of its own."""
import asyncio
import json
import multiprocessing
import pathlib

ANSWERS = {
    "version": {"Version": "28.5.2", "ApiVersion": "1.51", "MinAPIVersion": "1.24", "Os": "linux", "Arch": "amd64", "Platform": {"Name": ""}, "Components": []},
    "containers": [],
    "networks": [{"Id": "0" * 64, "Name": "bridge", "Driver": "bridge", "Labels": {}}],
    "volumes": {"Volumes": [], "Warnings": []},
    "images": [{"Id": "sha256:" + "1" * 64, "RepoTags": ["lab/valkey:1"], "RepoDigests": []}],
}


def response(path):
    """Of `/v1.51/containers/json?all=1` the second word counts."""
    words = [word for word in path.split("?")[0].split("/") if word and not word.startswith("v1.")]
    body = json.dumps(ANSWERS[words[0]]).encode() if words[0] in ANSWERS else b"OK"
    head = f"HTTP/1.1 200 OK\r\nApi-Version: 1.51\r\nOstype: linux\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(response(head.split(b" ", 2)[1].decode()))
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def listen(folder, count, ready):
    servers = [await asyncio.start_unix_server(serve, pathlib.Path(folder, f"{n}.sock"), backlog=64) for n in range(count)]
    ready.set()
    await asyncio.gather(*(server.serve_forever() for server in servers))


def start(folder, count):
    """Returns when `0.sock` … listen in the folder; the process is the caller's to end."""
    ready = multiprocessing.Event()
    process = multiprocessing.Process(target=lambda: asyncio.run(listen(folder, count, ready)), daemon=True)
    process.start()
    ready.wait()
    return process
