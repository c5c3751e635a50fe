#!/usr/bin/env python3
"""Writes a Compose file of N services to standard output: the half of them waits for the other half's health.

    compose.py N IMAGE
"""
import sys

count, image = int(sys.argv[1]), sys.argv[2]
print("services:")
for number in range(1, count + 1):
    print(f"  s{number:02}:\n    image: {image}\n    environment: {{NUMBER: '{number}'}}")
    if number % 2 == 0:
        print(f"    depends_on: {{s{number - 1:02}: {{condition: service_healthy}}}}")
    else:
        print("    healthcheck: {test: [CMD, valkey-cli, ping], interval: 1s, start_interval: 250ms, start_period: 5s}")
