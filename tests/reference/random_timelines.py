"""Invented timelines from a seed: mostly plausible lives of a case, now and then an unlikely or impossible step."""
import random
from datetime import date, timedelta

GROUNDS = ("closed-school", "closed-early-years", "personal", "absent", "missed-appointment", "incompatible", "coronavirus")
DATED_RULES = ("ehcna-refuse", "ehcna-decide", "plan-refuse", "plan-final", "ar-first", "ar-next", "ar-decide")


def step_days(rng):
    """Small steps, long waits, and now and then no step at all."""
    return rng.choice((0, 0, 1, 3, 7, rng.randrange(40), rng.randrange(60), 42, 28, rng.randrange(200)))


class Life:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.day = date(2014, 1, 1) + timedelta(days=self.rng.randrange(16 * 365))
        if self.rng.random() < 0.15:  # around the 2020 relaxation, and around leap days
            self.day = self.rng.choice((date(2020, 3, 1), date(2020, 2, 29), date(2024, 2, 29), date(2023, 12, 1)))
        self.events = []

    def add(self, kind, **fields):
        self.day += timedelta(days=step_days(self.rng))
        self.events.append({"kind": kind, "on": self.day.isoformat(), **fields})

    def maybe(self, chance):
        return self.rng.random() < chance

    def opening(self):
        if self.maybe(0.8):
            self.add("request-received", **{"from": self.rng.choice(("parent", "young-person", "setting"))})
        else:
            self.add("brought-to-attention")

    def exception(self):
        start = self.day + timedelta(days=self.rng.randrange(-60, 60))
        fields = {"ground": self.rng.choice(GROUNDS), "from": start.isoformat(),
                  "to": (start + timedelta(days=self.rng.choice((0, 13, 26, 27, 28, 29, 45, 90)))).isoformat()}
        if self.maybe(0.8):
            fields["impractical_because"] = "invented for a test"
        if self.maybe(0.3):
            fields["rule"] = self.rng.choice(DATED_RULES)
        self.add("exception-recorded", **fields)

    def end(self):
        if self.maybe(0.6):
            self.add("request-withdrawn")
        if self.maybe(0.6):
            self.add("case-closed")

    def assessment(self):
        self.opening()
        if self.maybe(0.15):
            self.opening()
        if self.maybe(0.5):
            self.add("family-consulted")
        if self.maybe(0.5):
            self.add("considering-notified")
        if self.maybe(0.1):
            self.add("family-consulted")
        if self.maybe(0.08):
            return self.end()
        if self.maybe(0.3):
            self.exception()
        if self.maybe(0.3):
            self.add("assessment-refused", after=self.rng.choice(("determination", "consideration")))
            if self.maybe(0.15):
                self.add("appeal-received", ground="no-assessment")
                self.add("tribunal-ordered", order="assess")
                self.add("assessment-agreed")
                return self.plan()
            return None
        if self.maybe(0.1):
            return None
        self.add("assessment-agreed")
        if self.maybe(0.6):
            self.add("advice-requested", ref="a1", **{"from": self.rng.choice(("education", "education", "health"))})
        if self.maybe(0.15):
            self.opening()
        return self.plan()

    def plan(self):
        if self.maybe(0.1):
            return None
        if self.maybe(0.2):
            self.add("plan-refused")
            if self.maybe(0.2):
                self.add("appeal-received", ground="no-plan")
                self.add("tribunal-ordered", order=[self.rng.choice(("make-plan", "remit"))])
                self.add("plan-finalised")
                return self.reviews()
            return None
        if self.maybe(0.3):
            self.add("plan-proposed")
        if self.maybe(0.8):
            self.add("draft-sent")
        if self.maybe(0.05):
            self.add("plan-refused")
            return None
        if self.maybe(0.1):
            return self.end()
        if self.maybe(0.85):
            self.add("plan-finalised")
            self.reviews()
        return None

    def reviews(self):
        for _ in range(self.rng.randrange(4)):
            self.day += timedelta(days=self.rng.choice((100, 200, 300, 330)))
            if self.maybe(0.9):
                self.add("review-meeting-held")
            if self.maybe(0.1):
                self.add("review-meeting-held")
            if self.maybe(0.05):
                self.add("review-invited", meeting_on=self.day.isoformat())
            if self.maybe(0.3):
                self.add("review-report-sent")
            if self.maybe(0.85):
                self.add("review-decided", outcome=self.rng.choice(("maintain", "maintain", "amend", "cease")))
            if self.maybe(0.15):
                self.add("plan-amended")
            if self.maybe(0.1):
                self.add("plan-finalised")
        if self.maybe(0.15):
            self.add("plan-ceased")
            if self.maybe(0.3):
                self.add("case-closed")
        elif self.maybe(0.1):
            self.add(self.rng.choice(("case-closed", "plan-transferred-out")))

    def spoil(self):
        """A step out of place, or a day that puts the events into another order."""
        if not self.events:
            return
        other = self.rng.choice(self.events)
        if self.maybe(0.5):
            again = date.fromisoformat(other["on"]) + timedelta(days=self.rng.randrange(100))
            self.events.append({**other, "on": again.isoformat()})
        else:
            other["on"] = (date.fromisoformat(other["on"]) + timedelta(days=self.rng.randrange(-90, 90))).isoformat()

    def correct(self):
        position = self.rng.randrange(len(self.events))
        change = {"void": True}
        if self.events[position]["kind"] != "correction" and self.maybe(0.7):
            day = date.fromisoformat(self.events[position]["on"]) + timedelta(days=self.rng.randrange(-10, 11))
            change = {"set": {"on": day.isoformat()}}
        self.add("correction", of=position, reason="invented for a test", approved_by="A. Tester", **change)


def timeline(seed):
    """One timeline and the day on which to ask."""
    life = Life(seed)
    if life.maybe(0.15):  # a plan that stood before the records begin
        life.add("plan-finalised", made_on=(life.day - timedelta(days=life.rng.randrange(300))).isoformat())
        life.reviews()
    for _ in range(life.rng.choice((1, 1, 1, 2, 3))):
        life.assessment()
    if life.maybe(0.15):
        life.exception()
    if life.maybe(0.15):
        life.spoil()
    if life.maybe(0.1):
        life.rng.shuffle(life.events)
    while life.maybe(0.2):
        life.correct()
    days = [date.fromisoformat(event["on"]) for event in life.events]
    today = life.rng.choice(days) + timedelta(days=life.rng.randrange(-20, 400))
    return {"child": {"born": "2009-05-03"}, "events": life.events}, today
