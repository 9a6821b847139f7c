"""The measures, counted a second time: slowly, one child and one month at a time, from the reference's own duties.

Written from what the measures are for, apart from the program's table of them. A figure is the list of the cases in it.
"""
import phase_reference
from due_reference import RULES, corrected, status, walk
from exception_reference import perhaps_excuses
from naive_dates import last_of_month, months_after
from reference_case import STANDING, Case, day

BANDS = ((0, 4), (5, 10), (11, 15), (16, 18), (19, 25))
BEING_ASSESSED = ("received", "consulting", "considering", "assessing", "plan-drafting", "ordered-to-assess", "reconsidering")
ASKED = {"advice-education": ("education",), "advice-health": ("health",), "advice-psychology": ("psychology",),
         "advice-social-care": ("social-care",), "advice-others": ("sensory", "adulthood", "family", "other")}
BY_ACT = {  # done in the month, by the rule that it discharges
    "decisions-6-weeks": ("ehcna-decide",), "plans-20-weeks": ("plan-final",), "plans-20-weeks-without-exceptions": ("plan-final",),
    "no-plan-16-weeks": ("plan-refuse",), "advice-6-weeks": ("advice-reply", "advice-reply-others"),
    **{measure: ("advice-reply", "advice-reply-others") for measure in ASKED},
    "review-decisions-4-weeks": ("ar-decide",), "amended-plans-12-weeks": ("ar-12w-longstop",),
    "orders-in-time": ("ft-assess-notify", "ft-assess-no-plan", "ft-assess-final", "ft-make-draft", "ft-make-final", "ft-remit",
                       "ft-amend-sep", "ft-amend-placement", "ft-continue-amend"),
    "mediations-30-days": ("med-arrange", "med-arrange-mixed", "med-arrange-health-only")}
BY_LAST_DAY = {"reviews-held": ("ar-first", "ar-next", "ar-after-transfer", "ar-after-reassess"),
               "reviews-completed": ("ar-first", "ar-next", "ar-after-transfer", "ar-after-reassess"),
               "phase-transfers": ("phase-other", "phase-post16", "phase-16-16")}
MEASURED = {rule for rules in (*BY_ACT.values(), *BY_LAST_DAY.values()) for rule in rules}
BESIDE = ("corrected", "excused", "voided", "recorded-late", "overdue")


def month_of(when):
    return when.strftime("%Y-%m")


def last_day(month):
    return last_of_month(int(month[:4]), int(month[5:]))


def age(born, when):
    years = when.year - born.year
    return years if (when.month, when.day) >= (born.month, born.day) else years - 1


def band(born, when):
    years = age(born, when)
    return next((number for number, (_, oldest) in enumerate(BANDS) if years <= oldest), len(BANDS) - 1)


class Life:
    """A case followed to the end, and where its lifecycles stood at the end of each month."""

    def __init__(self, line, months, today):
        timeline = line["timeline"]
        self.reference, self.born, self.today = line["reference"], day(timeline["child"]["born"]), today
        self.recorded = [day(when) for when in line["recorded_on"]]
        self.views = [(day(view["on"]), view["of"]) for view in line["record"]["views"]]
        self.grades = [(day(grade["on"]), grade["grade"]) for grade in line["record"]["grades"]]
        self.events = sorted(corrected(timeline["events"]), key=lambda event: (event["day"], event["at"]))
        standing = standing_corrections(timeline["events"])
        self.corrections = [(event["of"], event["day"]) for event in standing]
        self.correction_events = standing
        self.case = Case(timeline["child"], RULES)
        self.stages, self.doubtful = {}, False
        waiting = list(self.events)
        for month in months:
            while waiting and waiting[0]["day"] <= last_day(month):
                self.follow(waiting.pop(0))
            self.doubtful |= bool({"plan", "assessment"} & self.case.unsure)
            self.stages[month] = dict(self.case.stage)
        for event in waiting:
            self.follow(event)
        phase_reference.arise(self.case, today)
        if self.case.may_refuse:
            self.doubtful = True
        if not self.doubtful:
            for duty in self.case.duties:
                if any(perhaps_excuses(exception, duty, self.case.advice_requests) for exception in self.case.exceptions):
                    self.case.unsettled(duty.rule, duty.trigger)
            self.doubtful = any(rule in MEASURED for rule, _ in self.case.open_questions)

    def follow(self, event):
        if not self.doubtful and not walk(self.case, event):
            self.doubtful = True

    def duties(self, rules):
        return [duty for duty in self.case.duties if duty.rule in rules and duty.arises <= self.today]

    def late_record(self, event):
        return (self.recorded[event["at"]] - event["day"]).days > 5


def standing_corrections(events):
    """The corrections that were not themselves made void, as they stand: one may have been corrected too."""
    standing, void = [dict(event) for event in events], set()
    for position in reversed(range(len(events))):
        correction = standing[position]
        if correction["kind"] != "correction" or position in void:
            continue
        if correction.get("void"):
            void.add(correction["of"])
            continue
        spoken = standing[correction["of"]].setdefault("_spoken", set())
        for field, value in correction["set"].items():
            if field not in spoken:
                standing[correction["of"]][field] = value
                spoken.add(field)
    return [{**event, "at": position, "day": day(event["on"])} for position, event in enumerate(standing)
            if event["kind"] == "correction" and position not in void]


# --- duties -------------------------------------------------------------------------------------------------------------
def asked_of(measure, duty):
    return measure not in ASKED or duty.trigger["from"] in ASKED[measure]


def acts(life, month, measure, figure):
    for duty in life.duties(BY_ACT[measure]):
        if not asked_of(measure, duty):
            continue
        what = status(life.case, duty, life.today)
        if duty.met and month_of(duty.met["day"]) == month and (measure != "plans-20-weeks-without-exceptions" or what != "excused"):
            figure.count(life, what == "met", duty.met["day"], (duty.trigger, duty.met))
        beside_duty(life, month, duty, what, figure)


def last_days(life, month, measure, figure):
    for duty in life.duties(BY_LAST_DAY[measure]):
        what = status(life.case, duty, life.today)
        fell_away = duty.void is not None and duty.void["day"] <= duty.due
        if month_of(duty.due) == month and not fell_away:
            if measure == "reviews-held":
                success = any(event["kind"] == "review-meeting-held" and duty.trigger["day"] <= event["day"] <= duty.due
                              for event in life.events)
            else:
                success = what == "met"
            figure.count(life, success, duty.due, (duty.trigger, duty.met))
        beside_duty(life, month, duty, what, figure)


def beside_duty(life, month, duty, what, figure):
    end = last_day(month)
    if what == "excused" and duty.met and month_of(duty.met["day"]) == month:
        figure.beside["excused"].append(life.reference)
    if what == "void" and month_of(duty.void["day"]) == month:
        figure.beside["voided"].append(life.reference)
    done = duty.met and duty.met["day"] <= end
    gone = duty.void and duty.void["day"] <= end
    if duty.due and duty.due <= end and duty.trigger["day"] <= end and not done and not gone:
        figure.beside["overdue"].append(life.reference)


# --- events -------------------------------------------------------------------------------------------------------------
def appeals_received(life, month, figure):
    mediated = False
    for event in life.events:
        if event["kind"] == "mediation-held":
            mediated = True
        if event["kind"] == "appeal-received":
            if month_of(event["day"]) == month:
                figure.count(life, mediated, event["day"], (event,))
            mediated = False


def appeals_ended(life, month, figure):
    ordered = False
    for event in life.events:
        if event["kind"] == "appeal-received":
            ordered = False
        ends = event["kind"] == "tribunal-ordered" or event["kind"] == "appeal-closed" and not ordered
        if ends and month_of(event["day"]) == month:
            stood = event["kind"] == "appeal-closed" and event["how"] in ("dismissed", "withdrawn", "struck-out")
            figure.count(life, stood, event["day"], (event,))
        ordered = ordered or event["kind"] == "tribunal-ordered"


def mediations(life, month, figure):
    held = [number for number, event in enumerate(life.events) if event["kind"] == "mediation-held"]
    for number, following in zip(held, held[1:] + [len(life.events)]):
        event = life.events[number]
        if month_of(event["day"]) == month:
            agreed = any(later["kind"] == "mediation-agreed" and later["day"] <= last_day(month)
                         for later in life.events[number + 1:following])
            figure.count(life, agreed, event["day"], (event,))


# --- children -----------------------------------------------------------------------------------------------------------
class AtEnd:
    """What the record says of a child at the end of a month."""

    def __init__(self, life, month):
        self.end, self.stage = last_day(month), life.stages[month]
        self.events = [event for event in life.events if event["day"] <= self.end]
        self.has_plan = self.stage["plan"] in STANDING
        self.assessed = self.stage["assessment"] in BEING_ASSESSED
        self.placed = self.stopped = None
        for event in self.events:
            if event["kind"] == "placement-started":
                self.placed, self.stopped = event["setting"]["name"], None
            if event["kind"] == "placement-ended" and (
                    self.placed is None or "setting" not in event or event["setting"]["name"] == self.placed):
                self.placed, self.stopped = None, event["day"]
        self.confirmed = self.latest("whereabouts-confirmed")
        told_apart = [event["day"] for event in self.events
                      if event["kind"] == "whereabouts-confirmed" and event["source"] != "provider"]
        self.apart = max(told_apart, default=None)
        self.left = self.latest("plan-transferred-out")
        self.reviewed = self.latest("review-meeting-held")

    def latest(self, kind):
        return max((event["day"] for event in self.events if event["kind"] == kind), default=None)

    def named_setting(self):
        """That the plan in force names; one that ended or went away names none."""
        named = None
        for event in self.events:
            if event["kind"] in ("plan-finalised", "plan-amended") and "placement" in event:
                named = event["placement"]
            if event["kind"] in ("plan-transferred-out", "plan-ceased", "case-closed"):
                named = None
        return named["setting"]["name"] if named and "setting" in named else None

    def gone(self):
        return not self.has_plan and not self.assessed and self.stage["plan"] == "transferred-out" and self.left is not None

    def known(self):
        return self.has_plan or self.assessed or self.gone()

    def within(self, when, months):
        return when is not None and months_after(when, months) >= self.end

    def colour(self):
        sure = self.within(self.apart, 4)
        if sure and self.gone():
            return "green" if self.confirmed >= self.left else "amber"
        if sure:
            elsewhere = self.has_plan and self.named_setting() not in (None, self.placed)
            return "amber" if self.placed is None or elsewhere else "green"
        return "amber" if self.within(self.apart, 8) or self.within(self.confirmed, 4) else "red"


def children(life, month, figures):
    at = AtEnd(life, month)
    counted = []
    if at.known():
        counted.append(("whereabouts-confirmed", at.within(at.apart, 4)))
    if at.has_plan and at.named_setting() is not None:
        counted.append(("placement-as-in-plan", at.placed == at.named_setting()))
    if at.has_plan and at.reviewed:
        heard = {of for when, of in life.views if at.reviewed <= when <= at.end}
        counted.append(("views-since-review", heard == {"child", "parents"}))
    graded = [(when, number, grade) for number, (when, grade) in enumerate(life.grades) if when <= at.end]
    if at.has_plan and graded:
        counted.append(("plans-good", max(graded)[2] in ("good", "outstanding")))
    for measure, success in counted:
        figure = figures[measure]
        figure.count(life, success, at.end, ())
        if any(month_of(when) == month for _, when in life.corrections):
            figure.beside["corrected"].append(life.reference)
        written = life.events + life.correction_events  # a correction is written down too
        if any(month_of(event["day"]) == month and life.late_record(event) for event in written):
            figure.beside["recorded-late"].append(life.reference)
    return at.colour() if at.known() else "green"


class Figure:
    def __init__(self):
        self.successes, self.failures = [], []
        self.beside = {name: [] for name in BESIDE}
        self.by_age = [[0, 0] for _ in BANDS]

    def count(self, life, success, when, by):
        (self.successes if success else self.failures).append(life.reference)
        self.by_age[band(life.born, when)][0] += 1
        self.by_age[band(life.born, when)][1] += bool(success)
        by = [event for event in by if event]
        if any(event["at"] in [of for of, _ in life.corrections] for event in by):
            self.beside["corrected"].append(life.reference)
        if any(life.late_record(event) for event in by):
            self.beside["recorded-late"].append(life.reference)

    def written(self):
        return {"successes": sorted(self.successes), "failures": sorted(self.failures),
                "beside": {name: sorted(cases) for name, cases in self.beside.items()}, "by_age": self.by_age}


def month_of_figures(lives, month):
    """{measure: figure}, and the references of those whose whereabouts are amber and red."""
    names = (*BY_ACT, *BY_LAST_DAY, "appeals-mediated-first", "appeals-decision-stood", "mediations-agreed",
             "whereabouts-confirmed", "placement-as-in-plan", "views-since-review", "plans-good")
    figures = {name: Figure() for name in names}
    colours = {"amber": [], "red": [], "green": []}
    for life in lives:
        for measure in BY_ACT:
            acts(life, month, measure, figures[measure])
        for measure in BY_LAST_DAY:
            last_days(life, month, measure, figures[measure])
        appeals_received(life, month, figures["appeals-mediated-first"])
        appeals_ended(life, month, figures["appeals-decision-stood"])
        mediations(life, month, figures["mediations-agreed"])
        colours[children(life, month, figures)].append(life.reference)
    return {name: figure.written() for name, figure in figures.items()}, \
        {"amber": sorted(colours["amber"]), "red": sorted(colours["red"])}
