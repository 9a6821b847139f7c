#!/usr/bin/env python3
"""`ehcflow due --batch` beside Python's json module, which reads the same cases and writes the same answers.

    batch_ratio.py --program build/release/ehcflow [--cases 100000] [--pairs 5]

Python is handed the answers; it has nothing to work out. It reads each line (json.loads) and writes each answer (one encoder,
made beforehand), without its garbage collector: the least that such a program could do. Both write to a file in the same
folder. Each pair runs both sides, one after the other, and takes turns at going first; only the ratio inside a pair counts.
Where other work shares the cores, the processor's own seconds tell more than the clock's: they are printed beside it.
"""
import argparse
import gc
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import batch_cases

TODAY = "2026-03-01"
AT_ONCE = 2000  # answers that Python holds ready; handing them over is not timed
ENCODE = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class Spent:
    """Seconds by the clock, and of the processor: this process's own, or that of the programs that it ran."""

    def __init__(self, who):
        self.who, self.clock, self.processor = who, 0.0, 0.0

    def used(self):
        usage = resource.getrusage(self.who)
        return usage.ru_utime + usage.ru_stime

    def __enter__(self):
        self.clock -= time.perf_counter()
        self.processor -= self.used()

    def __exit__(self, *_):
        self.clock += time.perf_counter()
        self.processor += self.used()

    def __str__(self):
        return f"{self.clock:.2f} s (processor {self.processor:.2f} s)"


def run_program(program, cases, answers):
    spent = Spent(resource.RUSAGE_CHILDREN)
    with open(answers, "wb") as out, spent:
        run = subprocess.run([program, "due", "--batch", cases, "--today", TODAY], stdout=out, check=False)
    if run.returncode != 0:
        raise SystemExit(f"{program} left with {run.returncode}: every invented case should have been answered")
    return spent


def run_python(cases, answers, written):
    spent = Spent(resource.RUSAGE_SELF)
    with open(cases, encoding="utf-8") as asked, open(answers, encoding="utf-8") as known, \
            open(written, "w", encoding="utf-8") as out:
        while ready := [json.loads(line) for line in itertools.islice(known, AT_ONCE)]:
            gc.disable()
            with spent:
                for line in itertools.islice(asked, len(ready)):
                    json.loads(line)
                for answer in ready:
                    out.write(ENCODE(answer) + "\n")
            gc.enable()
        with spent:
            out.flush()
    return spent


def measure(arguments, folder):
    cases, answers, written = (os.path.join(folder, name) for name in ("cases", "answers", "written"))
    with open(cases, "w", encoding="utf-8") as out:
        out.writelines(batch_cases.lines(arguments.seed, arguments.cases))
    run_program(arguments.program, cases, answers)  # Python needs the answers before the first pair
    ratios = []
    for pair in range(arguments.pairs):
        if pair % 2 == 0:
            ours, theirs = run_program(arguments.program, cases, answers), run_python(cases, answers, written)
        else:
            theirs, ours = run_python(cases, answers, written), run_program(arguments.program, cases, answers)
        ratios.append(theirs.clock / ours.clock)
        print(f"pair {pair + 1}: ehcflow {ours}, Python {theirs}, ratio {ratios[-1]:.2f}", flush=True)
    if subprocess.run(["cmp", answers, written], check=False).returncode != 0:
        raise SystemExit("the two sides did not write the same bytes")
    megabytes = [os.path.getsize(name) / 1e6 for name in (cases, answers)]
    print(f"{arguments.cases} cases, {megabytes[0]:.0f} MB read, {megabytes[1]:.0f} MB written")
    print(f"ratio: min {min(ratios):.2f}, median {statistics.median(ratios):.2f}, max {max(ratios):.2f}")


def main():
    parser = argparse.ArgumentParser(description="Measure due --batch beside Python's json module.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", help="where the files of a run go (default: a temporary one)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        measure(arguments, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
