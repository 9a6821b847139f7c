#!/usr/bin/env python3
"""Random timelines through `ehcflow due --batch` and through the reference.

    compare_random.py --program build/dev/ehcflow [--count 1000] [--seed 1]

Timeline n is made from seed + n alone, so any difference can be had again with `--seed <its seed> --count 1`. A difference is
shown with the fewest events that still show it.
"""
import argparse
import sys

from due_reference import due, of_program
from program import answers, differences, show
from random_timelines import timeline

DAYS_OF_ASKING = 20  # the program is asked in as many batches, each on one day


def compare(program, asked, today):
    """The differences for one timeline, asked alone."""
    expected = due(asked, today)
    return differences(expected, of_program(answers(program, [asked], today)[0], expected))


def without(events, left_out):
    """The events without one of them and without what corrects it; the positions named by corrections move up."""
    gone = {left_out}
    for position, event in enumerate(events):
        if event.get("of") in gone:
            gone.add(position)
    return [dict(event, of=event["of"] - sum(1 for other in gone if other < event["of"])) if "of" in event else event
            for position, event in enumerate(events) if position not in gone]


def smaller(program, asked, today):
    """Leaves events out, one at a time, for as long as a difference remains."""
    position = 0
    while position < len(asked["events"]):
        fewer = dict(asked, events=without(asked["events"], position))
        if fewer["events"] and compare(program, fewer, today):
            asked, position = fewer, 0
        else:
            position += 1
    return asked


def main():
    parser = argparse.ArgumentParser(description="Compare the program with the reference on random timelines.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="how many differences to show in full")
    arguments = parser.parse_args()

    made = [(seed, *timeline(seed)) for seed in range(arguments.seed, arguments.seed + arguments.count)]
    different, refused, compared, silent = [], 0, 0, 0
    for first in range(0, len(made), max(1, len(made) // DAYS_OF_ASKING)):
        batch = made[first:first + max(1, len(made) // DAYS_OF_ASKING)]
        today = batch[0][2]  # the seed alone must reproduce it, so each is asked again alone on its own day below
        for (seed, asked, _), answer in zip(batch, answers(arguments.program, [asked for _, asked, _ in batch], today)):
            expected = due(asked, today)
            refused += "event" in expected
            compared += len(expected.get("duties", ()))
            silent += len(expected.get("open", ()))
            if differences(expected, of_program(answer, expected)):
                different.append((seed, asked, today))
    for seed, asked, today in different[:arguments.show]:
        print(f"seed {seed}, asked on {today}:")
        least = smaller(arguments.program, asked, today)
        print(show(least))
        for line in compare(arguments.program, least, today):
            print("  " + line)
    print(f"{len(made)} timelines from seed {arguments.seed} ({refused} refused by the reference), {compared} duties compared, "
          f"{silent} on which the texts keep it silent: {len(different)} differ")
    return 1 if different or refused > len(made) // 2 else 0


if __name__ == "__main__":
    sys.exit(main())
