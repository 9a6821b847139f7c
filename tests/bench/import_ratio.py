#!/usr/bin/env python3
"""The import of an invented caseload, beside Python that only reads the same files and writes the same number of rows.

Each pair runs both, taking turns at going first. Python reads the CSV with its csv module and writes one row a child and
one a day into SQLite (WAL, synchronous=FULL), a transaction a child: no check digits, no law, no hash chain.

usage: import_ratio.py --program build/release/ehcflow [--children 10000] [--pairs 3]
"""
import argparse
import csv
import os
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time

import caseload


def with_program(program, folder, files):
    data = os.path.join(folder, "data")
    began = time.perf_counter()
    subprocess.run([program, "import", data, "--mapping", os.path.join(folder, "mapping.json"), *files], check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - began
    size = sum(os.path.getsize(os.path.join(data, "ledger", name)) for name in os.listdir(os.path.join(data, "ledger")))
    shutil.rmtree(data)
    return took, size


def with_python(folder, files):
    path = os.path.join(folder, "plain.db")
    began = time.perf_counter()
    children = {}
    for file in files:
        with open(file, encoding="utf-8", newline="") as rows:
            for row in list(csv.reader(rows))[1:]:
                children.setdefault(row[0], []).append(row)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, child TEXT, body TEXT)")
    for reference, rows in children.items():
        database.execute("BEGIN")
        for row in rows:
            for cell in row[1:]:
                if len(cell) == 10 and cell[2] == "/":
                    database.execute("INSERT INTO events (child, body) VALUES (?, ?)", (reference, "|".join(row)))
        database.execute("COMMIT")
    database.close()
    took = time.perf_counter() - began
    for name in os.listdir(folder):
        if name.startswith("plain.db"):
            os.remove(os.path.join(folder, name))
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--children", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="ehcflow-import-bench-")
    try:
        rows = caseload.caseload(options.children)
        files = caseload.write(folder, rows)
        ratios, times = [], []
        for pair in range(options.pairs):
            if pair % 2:
                plain = with_python(folder, files)
                took, size = with_program(options.program, folder, files)
            else:
                took, size = with_program(options.program, folder, files)
                plain = with_python(folder, files)
            ratios.append(plain / took)
            times.append(took)
            print(f"pair {pair + 1}: import {took:.1f} s, Python {plain:.1f} s, ratio {plain / took:.2f}")
        print(f"{options.children} children, {sum(map(len, rows.values()))} rows, {size / 2**20:.0f} MiB of ledger: "
              f"median {statistics.median(times):.1f} s, {statistics.median(ratios):.2f} times as fast as Python")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
