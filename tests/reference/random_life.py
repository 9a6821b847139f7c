"""One invented life of a case, in the making: its child, its day, its events, and a source of chance."""
import random
from datetime import date, timedelta

GROUNDS = ("closed-school", "closed-early-years", "personal", "absent", "missed-appointment", "incompatible", "coronavirus")
REMARKABLE_DAYS = (date(2020, 3, 1), date(2020, 2, 29), date(2024, 2, 29), date(2023, 12, 1))  # the 2020 relaxation, leap days
SERVED = ({}, {}, {"route": "hand"}, {"route": "email"}, {"route": "first-class"}, {"route": "second-class"})


def step_days(rng):
    """Small steps, long waits, and now and then no step at all."""
    return rng.choice((0, 0, 1, 3, 7, rng.randrange(40), rng.randrange(60), 42, 28, rng.randrange(200)))


class Life:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.day = date(2014, 1, 1) + timedelta(days=self.rng.randrange(16 * 365))
        if self.rng.random() < 0.15:
            self.day = self.rng.choice(REMARKABLE_DAYS)
        self.born = self.day - timedelta(days=self.rng.randrange(2 * 365, 20 * 365))
        self.events = []
        self.refs = 0
        self.setting = None  # where the child is, as far as this life knows

    def maybe(self, chance):
        return self.rng.random() < chance

    def any(self, *choices):
        return self.rng.choice(choices)

    def wait(self, *days):
        self.day += timedelta(days=self.rng.choice(days))

    def put(self, kind, **fields):
        """On the present day."""
        self.events.append({"kind": kind, "on": self.day.isoformat(), **fields})

    def add(self, kind, **fields):
        """Some days later."""
        self.day += timedelta(days=step_days(self.rng))
        self.put(kind, **fields)

    def soon(self, kind, days, **fields):
        """At most so many days later: what is mostly in time."""
        self.day += timedelta(days=self.rng.randrange(days + 1))
        self.put(kind, **fields)

    def ref(self):
        self.refs += 1
        return f"a{self.refs}"

    def service(self):
        if self.maybe(0.1):
            return {"served_on": (self.day + timedelta(days=self.rng.randrange(7))).isoformat()}
        return dict(self.any(*SERVED))

    def beside(self, *episodes):
        """Several episodes from one day on, beside each other; the life goes on after the one that ends last."""
        begin = last = self.day
        for episode in episodes:
            self.day = begin + timedelta(days=self.rng.randrange(30))
            episode(self)
            last = max(last, self.day)
        self.day = last

    def exception(self, rules, event=None):
        start = self.day + timedelta(days=self.rng.randrange(-60, 60))
        fields = {"ground": self.any(*GROUNDS), "from": start.isoformat(),
                  "to": (start + timedelta(days=self.any(0, 13, 26, 27, 28, 29, 45, 90))).isoformat()}
        if self.maybe(0.8):
            fields["impractical_because"] = "invented for a test"
        if self.maybe(0.3):
            fields["rule"] = self.any(*rules)
        if self.maybe(0.1):
            fields["event"] = self.rng.randrange(len(self.events))
        self.add("exception-recorded", **fields)

    # --- what makes a life unlikely ---------------------------------------------------------------------------------
    def spoil(self):
        """A step out of place, or a day that puts the events into another order."""
        if not self.events:
            return
        other = self.rng.choice(self.events)
        if self.maybe(0.5):
            again = date.fromisoformat(other["on"]) + timedelta(days=self.rng.randrange(100))
            self.events.append({**other, "on": again.isoformat()})
        else:
            other["on"] = (date.fromisoformat(other["on"]) + timedelta(days=self.rng.randrange(-20, 40))).isoformat()

    def correct(self):
        position = self.rng.randrange(len(self.events))
        change = {"void": True}
        if self.events[position]["kind"] != "correction" and self.maybe(0.8):
            day = date.fromisoformat(self.events[position]["on"]) + timedelta(days=self.rng.randrange(-10, 11))
            change = {"set": {"on": day.isoformat()}}
        self.add("correction", of=position, reason="invented for a test", approved_by="A. Tester", **change)
