"""One case as the reference sees it: its duties, its exceptions, where its lifecycles stand, and what the subjects remember.

A subject is a file named *_reference.py with

    RULES                  {rule: who owes it}, every rule that the file speaks of
    possible(case, event)  whether the event can have happened (what broke the law has happened all the same)
    take(case, event)      what the event does: duties begin, are met, are passed over, fall away; lifecycles move

and its name in SUBJECTS of due_reference.py. Every subject hears every event, first all `possible`, then all `take`. While an
event is taken, `case.was` holds the stages before it, so that the order of the subjects does not matter. A subject begins and ends
the duties of its own rules alone.
"""
import dataclasses
from datetime import date

from naive_dates import ONE_DAY, days_later, is_working_day, roll_back, weeks_after, working_days_on

LIFECYCLES = ("assessment", "plan", "review", "reassessment", "appeal", "transfer")
STANDING = ("maintained", "amendment-proposed", "cease-consulting", "cease-standstill")


def day(text):
    return date.fromisoformat(text)


@dataclasses.dataclass(eq=False)
class Duty:
    rule: str
    who: str
    trigger: dict
    due: date | None = None
    safe: date | None = None
    window: bool = False       # a family's: it runs its course, or the authority cuts it short
    counted_from: date = None  # the first day of its period, where that is not the trigger's
    arises: date = date.min    # the first day on which it is spoken of
    met: dict | None = None    # the event that met it
    passed: bool = False       # undated, and the step that needed it was taken without it
    missed: bool = False       # dated, and can no longer be met
    void: dict | None = None   # the event by which it no longer arises
    cut: dict | None = None    # the event by which the authority cut a window short

    def lives(self):
        return not (self.met or self.passed or self.void or self.cut or self.missed)

    def begins(self):
        return self.counted_from or self.trigger["day"]


class Case:
    def __init__(self, child, who):
        self.born = day(child["born"])
        self.who = who                # rule -> who owes it
        self.duties = []
        self.exceptions = []
        self.advice_requests = []
        self.stage = dict.fromkeys(LIFECYCLES, "none")
        self.was = dict(self.stage)
        self.unsure = set()           # lifecycles that took a step of which no row tells the outcome
        self.begun = self.closed = False
        self.open_questions = set()   # (rule, position of the trigger) of duties on which the texts can be read in two ways
        self.may_refuse = set()       # positions of events of which the texts do not tell whether they can have happened
        self.memory = {}              # what a subject must remember, by its own keys

    # --- duties -----------------------------------------------------------------------------------------------------
    def living(self, *rules):
        return [duty for duty in self.duties if duty.rule in rules and duty.lives()]

    def begin(self, rule, event, due=None, safe=None, **more):
        more.setdefault("who", self.who[rule])
        self.duties.append(Duty(rule, trigger=event, due=due, safe=safe, **more))

    def begin_weeks(self, rule, event, weeks, of=None, **more):
        """`within n weeks of X`; safe counts X as the first day, and rolls back."""
        due = weeks_after((of or event)["day"], weeks)
        self.begin(rule, event, due, roll_back(due - ONE_DAY), counted_from=(of or event)["day"], **more)

    def begin_days(self, rule, event, days, **more):
        """`within n days of X`, calendar days."""
        due = days_later(event["day"], days)
        self.begin(rule, event, due, roll_back(due - ONE_DAY), **more)

    def begin_notice_weeks(self, rule, event, meeting, weeks):
        """`at least n weeks' notice of M`; safe is a clear period."""
        due = meeting - 7 * weeks * ONE_DAY
        self.begin(rule, event, due, roll_back(due - ONE_DAY))

    def begin_window(self, rule, event, days):
        """At least n days beginning with the day of service. Never closed earlier: without proof of service the family's last
        day is held open as if the papers had come by second class post, and then to the next working day."""
        first, latest = service(event)
        due, hold = days_later(first, days - 1), days_later(latest, days - 1) + ONE_DAY
        while not is_working_day(hold):
            hold += ONE_DAY
        self.begin(rule, event, due, hold, window=True)

    def meet(self, event, *rules, where=lambda duty: True):
        for duty in self.living(*rules):
            if where(duty):
                duty.met = event

    def pass_over(self, *rules):
        for duty in self.living(*rules):
            duty.passed = True

    def void(self, event, *rules, where=lambda duty: True):
        """What is open, or overdue, no longer arises; a window that has run its course by then has been had."""
        for duty in self.living(*rules):
            if where(duty) and not (duty.window and duty.due < event["day"]):
                duty.void = event

    def begin_once(self, rule, event, due, safe):
        """While the first awaits its answer, a second event starts no new clock: for an authority the earliest day counts."""
        if not self.living(rule):
            self.begin(rule, event, due, safe)

    def cut_short(self, event, *rules):
        for duty in self.living(*rules):
            if event["day"] <= duty.due:
                duty.cut = event

    def unsettled(self, rule, event):
        """The comparison is silent on this duty."""
        self.open_questions.add((rule, event["at"]))

    def unsettle(self, *rules):
        for duty in self.living(*rules):
            self.unsettled(duty.rule, duty.trigger)

    # --- lifecycles -------------------------------------------------------------------------------------------------
    def move(self, lifecycle, stage):
        self.stage[lifecycle] = stage
        self.unsure.discard(lifecycle)

    def untold(self, lifecycle):
        """The event is recorded, but no row of the law's tables says where it leads from here."""
        self.unsure.add(lifecycle)

    @property
    def plan_stands(self):
        return self.stage["plan"] in STANDING

    @property
    def plan_stood(self):
        """Before the event that is being taken."""
        return self.was["plan"] in STANDING


ORDERED_BY = {"tribunal-ordered": "order", "appeal-unopposed": "concedes", "mediation-agreed": "about"}


def orders_in(event):
    """What the Tribunal ordered, the authority conceded or the parties agreed; nothing for another event."""
    orders = event.get(ORDERED_BY.get(event["kind"]), [])
    return orders if isinstance(orders, list) else [orders]


POST = {"hand": 0, "email": 0, "first-class": 2, "second-class": 4}  # working days; Interpretation Act 1978 s.7


def service(event):
    """The day of service, and the latest that it may have been."""
    if "served_on" in event:
        return day(event["served_on"]), day(event["served_on"])
    if "route" in event:
        served = working_days_on(event["day"], POST[event["route"]])
        return served, served
    return event["day"], working_days_on(event["day"], POST["second-class"])
