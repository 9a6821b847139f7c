#!/usr/bin/env python3
"""All measures of a caseload beside `ehcflow due --batch` over the same cases, and over a caseload four times as large.

    measures_ratio.py --program build/release/ehcflow [--cases 10000] [--months 60] [--pairs 5]

The cases are those of batch_cases.py. Each pair runs all three, one after the other; only the ratios inside it count. What the
measures cost beyond reading the cases and working out their duties is the first ratio less one; a caseload of four times the cases
should take four times as long.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

import batch_cases

TODAY = "2026-03-01"


def seconds(arguments, *call):
    begun = time.perf_counter()
    subprocess.run([arguments.program, *call, "--today", TODAY], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main():
    parser = argparse.ArgumentParser(description="Measure `ehcflow measures` beside `due --batch`.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = (os.path.join(folder, name) for name in ("small", "large"))
        for name, times in ((small, 1), (large, 4)):
            with open(name, "w", encoding="utf-8") as out:
                out.writelines(batch_cases.lines(1, times * arguments.cases))
        measures = ("--month", "2026-02", "--months", str(arguments.months))
        beside, growth = [], []
        for pair in range(arguments.pairs):
            due = seconds(arguments, "due", "--batch", small)
            ours = seconds(arguments, "measures", "--cases", small, *measures)
            more = seconds(arguments, "measures", "--cases", large, *measures)
            beside.append(ours / due)
            growth.append(more / ours)
            print(f"pair {pair + 1}: due {due:.2f} s, measures {ours:.2f} s, of four times the cases {more:.2f} s", flush=True)
        print(f"beside due: median {statistics.median(beside):.2f}; four times the cases: median {statistics.median(growth):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
