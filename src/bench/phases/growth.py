#!/usr/bin/env python3
"""Prints JMH's times per phase and size, CPU time, the least of the iterations, and the exponent of growth between the two largest sizes.

    growth.py RESULT.json

1 is linear; n log n is 1.13 between 1000 and 4000; 2 is quadratic.
"""
import json
import math
import sys

with open(sys.argv[1]) as file:
    results = json.load(file)
phases = {}
for one in results:
    name = one["benchmark"].rpartition(".")[2]
    walls = [wall for fork in one["primaryMetric"]["rawData"] for wall in fork]
    shares = [share for fork in one["secondaryMetrics"]["share"]["rawData"] for share in fork]
    phases.setdefault(name, {})[int(one["params"]["services"])] = min(wall * share for wall, share in zip(walls, shares))
sizes = sorted({size for times in phases.values() for size in times})
print(f"{'phase':18}" + "".join(f"{size:>9} services" for size in sizes) + f"{'exponent':>10}")
for name, times in sorted(phases.items(), key=lambda phase: -phase[1][sizes[-1]]):
    exponent = math.log(times[sizes[-1]] / times[sizes[-2]]) / math.log(sizes[-1] / sizes[-2])
    print(f"{name:18}" + "".join(f"{times[size]:15.1f} µs" for size in sizes) + f"{exponent:10.2f}")
