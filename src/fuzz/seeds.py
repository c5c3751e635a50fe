#!/usr/bin/env python3
"""The cases of the Compose corpus in the form that LoaderFuzz reads: seeds.py CORPUS FOLDER."""
import json
import pathlib
import sys

MOST = 60_000


def seed(case):
    about = json.loads((case / "case.json").read_text())
    parts = []
    if about.get("args"):
        parts.append(("args", " ".join(about["args"]) + "\n"))
    if about.get("env"):
        parts.append(("env", "".join(f"{name}={value}\n" for name, value in about["env"].items())))
    for file in sorted((case / "in").rglob("*")):
        if file.is_file() and file.stat().st_size < MOST:
            parts.append((str(file.relative_to(case / "in")), file.read_text(encoding="latin1")))
    return "".join(f"--- {name}\n{text}" + ("" if text.endswith("\n") else "\n") for name, text in parts)


corpus, folder = map(pathlib.Path, sys.argv[1:])
for case in sorted(corpus.iterdir()):
    if (case / "case.json").exists():
        (folder / f"{case.name}.txt").write_text(seed(case), encoding="latin1")
