#!/usr/bin/env python3
"""Every start day from 2014 to 2030, for every dated rule, through `ehcflow due --batch` and through the reference.

    every_day.py --program build/dev/ehcflow [--from 2014-01-01] [--to 2030-12-31]

Three short lives begin on each day: a request (the decision, the refusal, the plan and its refusal), a first plan (the first
review), and a review meeting whose decision follows some days later (the decision, the next review). Each is asked about on
three days, so that every status of an undone duty is met.
"""
import argparse
import sys
from datetime import date, timedelta

from due_reference import due, of_program
from program import answers, differences, show

DATED = {"ehcna-refuse", "ehcna-decide", "plan-refuse", "plan-final", "ar-first", "ar-next", "ar-decide"}
BATCH = 2000


def lives(start, number):
    """The three lives that begin on a day; the decision on the review comes 0 to 35 days after its meeting."""
    begun, decided = start.isoformat(), (start + timedelta(days=number % 36)).isoformat()
    before = (start - timedelta(days=340)).isoformat()
    yield [{"kind": "request-received", "on": begun, "from": "parent"}]
    yield [{"kind": "plan-finalised", "on": begun}]
    yield [{"kind": "plan-finalised", "on": before}, {"kind": "review-meeting-held", "on": begun},
           {"kind": "review-decided", "on": decided, "outcome": "maintain"}]


def main():
    parser = argparse.ArgumentParser(description="Compare the program with the reference from every start day.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2014, 1, 1))
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2030, 12, 31))
    arguments = parser.parse_args()

    timelines, day = [], arguments.first
    while day <= arguments.last:
        timelines += [{"child": {"born": "2009-05-03"}, "events": events} for events in lives(day, len(timelines) // 3)]
        day += timedelta(days=1)

    compared, different, seen = 0, 0, set()
    for begin in range(0, len(timelines), BATCH):
        batch = timelines[begin:begin + BATCH]
        middle = date.fromisoformat(batch[len(batch) // 2]["events"][-1]["on"])
        for today in (middle - timedelta(days=1), middle + timedelta(days=200), middle + timedelta(days=3000)):
            for asked, answer in zip(batch, answers(arguments.program, batch, today)):
                expected = due(asked, today)
                compared += len(expected.get("duties", ()))
                seen.update(duty["rule"] for duty in expected.get("duties", ()))
                lines = differences(expected, of_program(answer, expected))
                different += bool(lines)
                if lines and different <= 5:
                    print(f"asked on {today}:\n{show(asked)}\n  " + "\n  ".join(lines))
    missing = DATED - seen
    if missing:
        print("no duty of: " + ", ".join(sorted(missing)))
    print(f"{len(timelines)} timelines from {arguments.first} to {arguments.last}, {compared} duties: {different} differ")
    return 1 if different or missing or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
