"""Invented cases of about 30 events each, one a line: what a council's night run over every case might read.

A case is an assessment with its advice, a plan, and some years of reviews, amendments and disputes. Case n comes from the
seed and n alone, so a file can be made again anywhere.
"""
import json
import random
from datetime import date, timedelta

ADVISERS = ("education", "health", "psychology", "social-care", "sensory", "family")
SCHOOL = {"name": "Invented Meadow School", "phase": "primary", "lowest_age": 4, "highest_age": 11}


class Case:
    def __init__(self, rng):
        self.rng = rng
        self.day = date(2019, 1, 7) + timedelta(days=rng.randrange(5 * 365))
        self.born = self.day - timedelta(days=rng.randrange(5 * 365, 9 * 365))
        self.events = []

    def add(self, after, kind, **fields):
        """One event, up to `after` days later than the one before it."""
        self.day += timedelta(days=self.rng.randint(after // 2, after))
        self.events.append({"kind": kind, "on": self.day.isoformat(), **fields})

    def soon(self, days=14):
        return (self.day + timedelta(days=days)).isoformat()

    def assessment(self):
        self.add(0, "request-received", **{"from": self.rng.choice(("parent", "setting"))}, note="Invented for a measurement.")
        self.add(10, "family-consulted")
        self.add(28, "assessment-agreed")
        asked = self.rng.sample(ADVISERS, self.rng.randint(3, len(ADVISERS)))
        for source in asked:
            self.add(1, "advice-requested", ref=f"advice-{source}", **{"from": source})
        for source in asked:
            self.add(12, "advice-received", ref=f"advice-{source}")

    def plan(self):
        self.add(14, "draft-sent", route="first-class")
        self.add(12, "representations-received")
        self.add(3, "setting-consulted", setting=SCHOOL)
        self.add(15, "setting-replied", setting=SCHOOL)
        self.add(20, "plan-finalised", placement={"setting": SCHOOL})
        self.add(10, "placement-started", setting=SCHOOL)

    def dispute(self):
        self.add(20, "adviser-contacted")
        self.add(5, "mediation-requested", health="none")
        self.add(20, "mediation-held")
        self.add(3, "mediation-certificate-issued")
        self.add(20, "appeal-received", ground="contents", parts=["needs", "provision"])
        self.add(25, "appeal-answered")
        self.add(90, "tribunal-ordered", order=["amend-provision"])
        self.add(30, "plan-amended")

    def review(self):
        self.add(250, "review-arranged", meeting_on=self.soon(30))
        self.add(10, "review-invited", meeting_on=self.soon(20))
        self.add(10, "review-papers-circulated")
        self.add(15, "review-meeting-held")
        self.add(14, "review-report-sent")
        outcome = self.rng.choice(("maintain", "maintain", "amend"))
        self.add(14, "review-decided", outcome=outcome)
        if outcome == "amend":
            self.add(28, "amendment-proposed", basis="review", route="email")
            self.add(40, "plan-amended")


def case(seed, number):
    one = Case(random.Random(f"{seed}/{number}"))
    one.assessment()
    one.plan()
    if one.rng.random() < 0.15:
        one.dispute()
    for _ in range(one.rng.randint(0, 3)):
        one.review()
    return {"child": {"born": one.born.isoformat()}, "events": one.events}


def lines(seed, count):
    for number in range(count):
        yield json.dumps(case(seed, number), ensure_ascii=False) + "\n"
