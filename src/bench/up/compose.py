#!/usr/bin/env python3
"""Writes a Compose file of N services to standard output: the half of them waits for the other half's health.

    compose.py N IMAGE [LOADING]

Once healthy they are asked seldom: what is measured after it is not the engine's health checks. With LOADING, the other half is ready only after
so many seconds, as a server is that loads a model.
"""
import sys


def text(count, image, loading=0):
    lines = ["services:"]
    for number in range(1, count + 1):
        lines += [f"  s{number:02}:", f"    image: {image}", f"    environment: {{NUMBER: '{number}'}}"]
        if number % 2 == 0:
            lines.append(f"    depends_on: {{s{number - 1:02}: {{condition: service_healthy}}}}")
        elif loading:
            lines.append(f"    entrypoint: [sh, -c, 'sleep {loading}; exec valkey-server']")
            lines.append(f"    healthcheck: {{test: [CMD, valkey-cli, ping], interval: 30s, start_interval: 2s, start_period: {loading + 5}s}}")
        else:
            lines.append("    healthcheck: {test: [CMD, valkey-cli, ping], interval: 30s, start_interval: 250ms, start_period: 5s}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text(int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:])))
