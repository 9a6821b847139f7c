#!/usr/bin/env python3
"""Every measure of every month over a random caseload, through `ehcflow measures` and through the reference.

    compare_measures.py --program build/dev/ehcflow [--cases 400] [--seed 1]

Five years of months. Case n is made from seed + n alone. Left out beforehand are cases that the reference refuses or on which the
law's text is silent (README.md); so many others are made in their place.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date, timedelta

import appeals_timelines
import plan_lives
import random_timelines
from measure_reference import Life, last_day, month_of_figures
from random_life import Life as RandomLife

MONTHS = [f"{year}-{month:02}" for year in range(2020, 2025) for month in range(1, 13)]
TODAY = date(2025, 1, 31)
GRADES = ("inadequate", "requires-improvement", "good", "outstanding")


def line(seed):
    life = RandomLife(seed)
    rng = life.rng
    life.day = date(2019, 1, 1) + timedelta(days=rng.randrange(5 * 365))
    life.born = life.day - timedelta(days=rng.randrange(2 * 365, 21 * 365))
    life.any(random_timelines.live, random_timelines.live, appeals_timelines.live)(life)
    for _ in range(life.any(0, 0, 1, 2, 3)):
        life.day = date(2019, 6, 1) + timedelta(days=rng.randrange(5 * 365))
        if life.events and life.day.isoformat() >= life.events[0]["on"]:
            plan_lives.whereabouts(life)
    if life.maybe(0.15):
        life.exception(random_timelines.DATED + plan_lives.DATED)
    if life.events and life.maybe(0.1):
        life.correct()
    recorded = [max(date.fromisoformat(event["on"]), date(2015, 1, 1)) + timedelta(days=life.any(0, 0, 1, 3, 5, 6, 30))
                for event in life.events]
    some_day = lambda: (date(2019, 1, 1) + timedelta(days=rng.randrange(6 * 365))).isoformat()
    reviews = [event["on"] for event in life.events if event["kind"] == "review-meeting-held"]
    views = [{"on": life.any(*reviews) if reviews and life.maybe(0.7) else some_day(), "of": life.any("child", "parents")}
             for _ in range(rng.randrange(6))]
    grades = [{"on": some_day(), "grade": life.any(*GRADES)} for _ in range(rng.randrange(3))]
    return {"reference": f"EHC-{seed}", "record": {"child": {}, "views": views, "grades": grades},
            "timeline": {"child": {"born": life.born.isoformat()}, "events": life.events},
            "recorded_on": [when.isoformat() for when in recorded]}


def caseload(seed, count):
    lives, lines = [], []
    while len(lives) < count:
        made = line(seed)
        seed += 1
        if not made["timeline"]["events"]:
            continue
        life = Life(made, MONTHS, TODAY)
        if not life.doubtful:
            lives.append(life)
            lines.append(made)
    return lives, lines, seed


def of_program(program, lines):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in lines)
        file.flush()
        run = subprocess.run([program, "measures", "--cases", file.name, "--month", MONTHS[-1], "--months", str(len(MONTHS)),
                              "--today", TODAY.isoformat()], capture_output=True, text=True, check=False, timeout=600)
    if run.returncode != 0:
        raise SystemExit(f"measures left with {run.returncode}: {run.stderr}")
    return [json.loads(one) for one in run.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description="Compare every measure with the reference over a random caseload.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=8)
    arguments = parser.parse_args()
    lives, lines, following = caseload(arguments.seed, arguments.cases)
    differing, figures, counted, seen = [], 0, 0, {}
    for month, answer in zip(MONTHS, of_program(arguments.program, lines), strict=True):
        expected, unsure = month_of_figures(lives, month)
        given = {figure.pop("measure"): figure for figure in answer["figures"]}
        if answer["month"] != month or set(given) != set(expected):
            raise SystemExit(f"{month}: the measures are not the same: {set(given) ^ set(expected)}")
        for measure, figure in expected.items():
            figures += 1
            counted += len(figure["successes"]) + len(figure["failures"])
            for part in ("successes", "failures", *figure["beside"]):
                cases = figure[part] if part in figure else figure["beside"][part]
                seen[measure, part] = seen.get((measure, part), 0) + len(cases)
            if figure != given[measure]:
                differing.append((month, measure, figure, given[measure]))
        if unsure != answer["unsure"]:
            differing.append((month, "unsure", unsure, answer["unsure"]))
    for month, measure, ours, theirs in differing[:arguments.show]:
        print(f"{month} {measure}:")
        for part in ours:
            if ours[part] != theirs[part]:
                print(f"    {part}: reference {ours[part]}\n    {' ' * len(part)}  program   {theirs[part]}")
    empty = [f"{measure} {part}" for (measure, part), count in sorted(seen.items()) if count == 0]
    print(f"{len(lives)} cases from seeds {arguments.seed} to {following - 1}, {len(MONTHS)} months, {figures} figures over "
          f"{counted} counted matters: {len(differing)} differ; never seen: {', '.join(empty) or 'nothing'}")
    return 1 if differing or last_day(MONTHS[-1]) > TODAY else 0


if __name__ == "__main__":
    sys.exit(main())
