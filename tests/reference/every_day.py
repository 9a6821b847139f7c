#!/usr/bin/env python3
"""Every start day from 2014 to 2030, for every dated rule, through `ehcflow due --batch` and through the reference.

    every_day.py --program build/dev/ehcflow [--from 2014-01-01] [--to 2030-12-31]

Some short lives begin on each day (LIVES), so that between them each dated rule is counted from every day. Each is asked about
on three days, so that every status of an undone duty is met.
"""
import argparse
import sys
from datetime import date, timedelta

from due_reference import RULES, due, of_program
from program import answers, differences, show

UNDATED = {"ehcna-consult", "ehcna-considering", "plan-draft-send"}
DATED = set(RULES) - UNDATED
BATCH = 2000
ROUTES = ({}, {"route": "hand"}, {"route": "first-class"}, {"route": "second-class"})
PRIMARY = {"name": "Damson Primary", "phase": "primary", "lowest_age": 4, "highest_age": 11}
SECONDARY = {"name": "Fir Secondary", "phase": "secondary", "lowest_age": 11, "highest_age": 16}
COLLEGE = {"name": "Larch College", "phase": "post-16", "lowest_age": 16, "highest_age": 25}
BORN = date(2009, 5, 3)


def request(start, number):
    """A request, advice, a draft and a consultation, all on one day."""
    return BORN, [on(start, "request-received", **{"from": "parent"}),
                  on(start, "advice-requested", ref="a1", **{"from": "health"}),
                  on(start, "advice-requested", ref="a2", **{"from": "education"}),
                  on(start, "draft-sent", **ROUTES[number % 4]), on(start, "setting-consulted", setting="Alder School")]


def first_plan(start, number):
    """A first plan, and what may begin on the day that it is sent."""
    return BORN, [on(start, "plan-finalised"), on(start, "amendment-proposed", basis="other", **ROUTES[number % 4]),
                  on(start, "reassessment-requested", by="parent"), on(start, "reassessment-decided"),
                  on(start, "review-arranged", meeting_on=(start + timedelta(days=number % 90)).isoformat()),
                  on(start, "direct-payments-started"), on(start, "disclosure-requested"),
                  on(start, "commissioner-changed", because="changed")]


def move(start, number):
    """A move of which the authority and the board hear 0 to 59 days before."""
    moves = (start + timedelta(days=number % 60)).isoformat()
    return BORN, [on(start - timedelta(days=200), "plan-finalised"), on(start, "move-notified", moves_on=moves),
                  on(start, "commissioner-changed", because="moved-area")]


def arrival(start, number):
    """A plan from elsewhere, made or reviewed up to 500 days before."""
    return BORN, [on(start, "plan-transferred-in", made_on=(start - timedelta(days=number * 7 % 500)).isoformat())]


def review(start, number):
    """A meeting, and its decision to amend 0 to 35 days later."""
    return BORN, [on(start - timedelta(days=340), "plan-finalised"), on(start, "review-meeting-held"),
                  on(start + timedelta(days=number % 36), "review-decided", outcome="amend")]


def new_plan(start, number):
    """The plan of a re-assessment."""
    return BORN, [on(start - timedelta(days=90), "plan-finalised"), on(start - timedelta(days=60), "reassessment-decided"),
                  on(start, "plan-finalised")]


def birthday(start, number):
    """A child born on that day of an earlier year, at the end of a phase."""
    setting = (PRIMARY, SECONDARY)[number % 2]
    year = start.year - setting["highest_age"]
    born = date(year, 2, 28) if (start.month, start.day) == (2, 29) else start.replace(year=year)
    return born, [on(start - timedelta(days=700), "placement-started", setting=setting),
                  on(start - timedelta(days=690), "plan-finalised"), on(start, "whereabouts-confirmed", source="setting")]


def planned(start, number):
    """A move between colleges that starts on that day."""
    return BORN, [on(start - timedelta(days=300), "placement-started", setting=COLLEGE),
                  on(start - timedelta(days=300), "plan-finalised"),
                  on(start - timedelta(days=200), "move-planned", starts_on=start.isoformat(),
                     setting={**COLLEGE, "name": "Juniper College"})]


def mediation(start, number):
    """Decisions and what may begin at mediation on one day; a certificate 0 to 70 days later, an appeal not at all."""
    certificate = start + timedelta(days=number % 71)
    return BORN, [on(start, "plan-finalised"), on(start, "mediation-requested", health=("none", "mixed", "only")[number % 3]),
                  on(start, "mediation-icb-told"), on(start, "mediation-held"), on(start, "mediation-not-arranged"),
                  on(start, "mediation-arranged", meeting_on=(start + timedelta(days=number % 40)).isoformat()),
                  on(start, "mediation-agreed", authority_party=False,
                     about=["other", "assess", "make-plan", "amend-provision", "amend-placement", "continue-and-amend"]),
                  on(start, "mediation-declined"), on(certificate, "mediation-certificate-issued")]


def appeal(start, number):
    """An appeal, its order, the recommendations and the answers to them, on one day and after 1 to 9 days."""
    answered = start + timedelta(days=1 + number % 9)
    return BORN, [on(start - timedelta(days=30), "plan-finalised"), on(start, "appeal-received", ground="contents"),
                  on(start, "recommendation-made", about="health"), on(start, "recommendation-made", about="social-care"),
                  on(answered, "recommendation-answered", about="social-care"),
                  on(answered, "recommendation-answered", about="health",
                     received_on=(answered + timedelta(days=number % 5)).isoformat())]


def order(start, number):
    """All that can be ordered, or conceded, on one day."""
    orders = ["assess", "make-plan", "amend-provision", "amend-placement", "continue-and-amend"]
    decided = (on(start, "appeal-unopposed", concedes=orders), on(start, "tribunal-ordered", order=orders + ["remit"]))[number % 2]
    return BORN, [on(start - timedelta(days=30), "plan-finalised"),
                  on(start - timedelta(days=20), "appeal-received", ground="contents"), decided]


LIVES = (request, first_plan, move, arrival, review, new_plan, birthday, planned, mediation, appeal, order)


def on(day, kind, **fields):
    return {"kind": kind, "on": day.isoformat(), **fields}


def main():
    parser = argparse.ArgumentParser(description="Compare the program with the reference from every start day.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2014, 1, 1))
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2030, 12, 31))
    arguments = parser.parse_args()

    timelines, days = [], (arguments.last - arguments.first).days + 1
    for number in range(days):
        for life in LIVES:
            born, events = life(arguments.first + timedelta(days=number), number)
            timelines.append({"child": {"born": born.isoformat()}, "events": events})

    compared, different, seen = 0, 0, set()
    for first in range(0, len(timelines), BATCH):
        batch = timelines[first:first + BATCH]
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
