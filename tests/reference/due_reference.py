#!/usr/bin/env python3
"""A second reading of the law: what is due in one case, written apart from the program and without its cleverness.

    due_reference.py TIMELINE.json --today 2026-03-01

reads a timeline and prints the duties of the rules in RULES, with the fields in FIELDS. It walks the events once and says at
each, in plain code, which duties begin, are met, are passed over or fall away. It expects well-formed events (the program is
the one that must answer for malformed input), but says of a well-formed event that cannot have happened that it is refused.

Its only purpose is to disagree with the program when either is wrong (compare_random.py, every_day.py, tests/cases).
"""
import argparse
import json
import sys
from datetime import date

from naive_dates import (ONE_DAY, days_later, months_beginning_with, roll_back, weeks_after, working_days_until)

RULES = ("ehcna-consult", "ehcna-considering", "ehcna-refuse", "ehcna-decide", "plan-draft-send", "plan-refuse", "plan-final",
         "ar-first", "ar-next", "ar-decide")
FIELDS = ("rule", "trigger", "due", "safe", "status", "met_on", "met_by", "void_by")

# SI 2014/1530 regs 5(4), 10(4), 13(3); reg 4(1) lists none, nor do the reviews.
ORDINARY_GROUNDS = ("closed-school", "closed-early-years", "personal", "absent")
ADMITS_EXCEPTIONS = ("ehcna-decide", "plan-refuse", "plan-final")
# SI 2020/471: what fell due in these days, for the limits of regs 4, 5, 10 and 13.
RELAXED_IN_2020 = ("ehcna-refuse", "ehcna-decide", "plan-refuse", "plan-final")
RELAXED_FROM, RELAXED_TO = date(2020, 5, 1), date(2020, 9, 25)

# A case that was closed, or has not begun, can only record these.
ANYWHERE = ("placement-started", "placement-ended", "whereabouts-confirmed", "exception-recorded", "request-received",
            "brought-to-attention", "plan-finalised", "plan-transferred-in", "case-closed")
APPEALABLE = ("assessment-refused", "plan-refused", "plan-finalised", "plan-amended", "reassessment-refused", "review-decided",
              "amendment-declined", "reassessment-unchanged", "cease-decided")
NEEDS_AN_APPEAL = ("appeal-answered", "appeal-unopposed", "tribunal-ordered", "appeal-closed")

OPENING = ("request-received", "brought-to-attention")
BEFORE_DECISION = ("received", "consulting", "considering")


class Refused(Exception):
    """An event that cannot have happened."""

    def __init__(self, position):
        super().__init__(position)
        self.position = position


class Duty:
    def __init__(self, rule, trigger, due=None, safe=None):
        self.rule, self.trigger, self.due, self.safe = rule, trigger, due, safe
        self.met = None      # the event that met it
        self.passed = False  # undated, and the step that needed it was taken without it
        self.void = None     # the event by which it no longer arises

    def lives(self):
        return self.met is None and not self.passed and self.void is None


def day(text):
    return date.fromisoformat(text)


def corrected(events):
    """The events as they should have been recorded, each with its position. The last correction is looked at first, so that a
    correction which is itself corrected or void is known to be so before it does anything."""
    events = [dict(event) for event in events]
    void = set()
    for position in reversed(range(len(events))):
        correction = events[position]
        if correction["kind"] != "correction" or position in void:
            continue
        if correction.get("void"):
            void.add(correction["of"])
        else:  # a later correction has spoken already, and prevails
            target = events[correction["of"]]
            spoken = target.setdefault("_spoken", set())
            for field, value in correction["set"].items():
                if field not in spoken:
                    target[field] = value
                    spoken.add(field)
    return [dict(event, at=position, day=day(event["on"]))
            for position, event in enumerate(events) if position not in void and event["kind"] != "correction"]


class Case:
    def __init__(self):
        self.duties = []
        self.exceptions = []
        self.advice_requests = []
        self.assessment = "none"
        self.plan_stands = False
        self.closed = False
        self.begun = False
        self.appealable = False    # some decision has carried a right of appeal
        self.appeal = None         # an appeal that is not over
        self.meeting = None        # the last meeting that waits for its decision

    # --- what an event does to duties -------------------------------------------------------------------------------
    def living(self, *rules):
        return [duty for duty in self.duties if duty.rule in rules and duty.lives()]

    def begin(self, rule, event, due=None, safe=None):
        self.duties.append(Duty(rule, event, due, safe))

    def begin_weeks(self, rule, event, weeks):
        due = weeks_after(event["day"], weeks)
        self.begin(rule, event, due, roll_back(due - ONE_DAY))

    def meet(self, event, *rules):
        for duty in self.living(*rules):
            duty.met = event

    def pass_over(self, *rules):
        for duty in self.living(*rules):
            duty.passed = True

    def void(self, event, *rules):
        for duty in self.living(*rules):
            duty.void = event

    # --- the walk ---------------------------------------------------------------------------------------------------
    def take(self, event):
        kind = event["kind"]
        if self.closed or not self.begun:
            self.refuse_unless(kind in ANYWHERE, event)
        if kind == "appeal-received":
            self.refuse_unless(self.appealable, event)
            self.appeal = event
        if kind in NEEDS_AN_APPEAL:
            self.refuse_unless(self.appeal, event)
        if kind == "mediation-agreed":
            self.refuse_unless(self.appealable, event)
        if kind == "appeal-closed":
            self.appeal = None
        if kind in ("request-received", "brought-to-attention", "plan-finalised", "plan-transferred-in", "case-closed"):
            self.begun = True
        if kind in APPEALABLE and not (kind == "review-decided" and event["outcome"] == "amend"):
            self.appealable = True
        step = getattr(self, kind.replace("-", "_"), None)
        if step:
            step(event)

    def refuse_unless(self, possible, event):
        if not possible:
            raise Refused(event["at"])

    def request_received(self, event):
        if self.plan_stands or self.assessment in BEFORE_DECISION + ("assessing", "ordered", "reopened"):
            return  # one determination, from the earliest; and a child with a plan is re-assessed instead
        self.assessment, self.closed = "received", False
        self.begin("ehcna-consult", event)
        self.begin("ehcna-considering", event)
        self.begin_weeks("ehcna-refuse", event, 6)
        self.begin_weeks("ehcna-decide", event, 6)
        self.begin_weeks("plan-refuse", event, 16)
        self.begin_weeks("plan-final", event, 20)

    brought_to_attention = request_received

    def family_consulted(self, event):
        self.refuse_unless(self.assessment not in ("none", "closed"), event)
        self.meet(event, "ehcna-consult")
        if self.assessment == "received":
            self.assessment = "consulting"

    def considering_notified(self, event):
        self.refuse_unless(self.assessment not in ("none", "closed"), event)
        self.pass_over("ehcna-consult")  # that a plan may be necessary has been determined
        self.meet(event, "ehcna-considering")
        self.void(event, "ehcna-refuse")
        if self.assessment in BEFORE_DECISION:
            self.assessment = "considering"

    def assessment_agreed(self, event):
        self.refuse_unless(self.assessment in BEFORE_DECISION or self.assessment == "ordered", event)
        self.assessment = "assessing"
        self.pass_over("ehcna-consult", "ehcna-considering")
        self.void(event, "ehcna-refuse")
        self.meet(event, "ehcna-decide")
        self.begin("plan-draft-send", event)

    def assessment_refused(self, event):
        self.refuse_unless(self.assessment in BEFORE_DECISION, event)
        self.assessment = "refused"
        self.pass_over("ehcna-consult")
        if event["after"] == "determination":
            self.meet(event, "ehcna-refuse")
            self.void(event, "ehcna-considering")
        else:
            self.void(event, "ehcna-refuse")
            self.pass_over("ehcna-considering")
        self.meet(event, "ehcna-decide")
        self.void(event, "plan-refuse", "plan-final")

    def advice_requested(self, event):
        self.advice_requests.append(event)

    def plan_proposed(self, event):
        self.refuse_unless(self.assessment in ("assessing", "reopened"), event)
        self.void(event, "plan-refuse")

    def draft_sent(self, event):
        self.refuse_unless(self.plan_stands or self.assessment not in ("none", "refused", "no-plan", "closed"), event)
        if self.assessment != "finished" and not self.plan_stands:  # a draft after the final plan is a re-assessment's
            self.assessment = "assessing"
        self.meet(event, "plan-draft-send")
        self.void(event, "plan-refuse")

    def plan_refused(self, event):
        self.refuse_unless(self.assessment in ("assessing", "reopened"), event)
        self.assessment = "no-plan"
        self.meet(event, "plan-refuse")
        self.void(event, "plan-draft-send", "plan-final")

    def plan_finalised(self, event):
        self.refuse_unless(self.assessment not in ("refused", "no-plan", "closed"), event)
        self.pass_over("plan-draft-send")
        self.meet(event, "plan-final")
        self.void(event, "plan-refuse")
        self.assessment = "finished"
        if not self.plan_stands:  # a new version of a plan does not start the review clock again
            self.plan_stands = True
            due = months_beginning_with(day(event.get("made_on", event["on"])), 12)
            self.begin("ar-first", event, due, roll_back(due))

    def plan_transferred_in(self, event):
        self.refuse_unless(not self.plan_stands, event)
        self.plan_stands, self.closed = True, False  # its first review here is reg 15(5)'s, of which the reference does not speak

    def review_meeting_held(self, event):
        self.refuse_unless(self.plan_stands, event)
        if not self.meeting:  # a second meeting before the decision belongs to the same review: its first day counts
            self.begin_weeks("ar-decide", event, 4)
        self.meeting = event

    def review_decided(self, event):
        self.refuse_unless(self.plan_stands and self.meeting, event)
        self.meet(event, "ar-decide", "ar-first", "ar-next")
        self.begin("ar-next", event, months_beginning_with(event["day"], 12),
                   roll_back(months_beginning_with(self.meeting["day"], 12)))
        self.meeting = None

    def needs_a_plan(self, event):
        self.refuse_unless(self.plan_stands, event)

    review_arranged = review_invited = review_papers_circulated = review_report_sent = needs_a_plan
    amendment_proposed = plan_amended = amendment_declined = needs_a_plan
    cease_consulted = cease_decided = needs_a_plan

    def plan_ceased(self, event):
        self.needs_a_plan(event)
        self.plan_stands, self.meeting, self.assessment = False, None, "closed"
        self.void(event, "ar-first", "ar-next", "ar-decide")

    plan_transferred_out = plan_ceased

    def request_withdrawn(self, event):
        self.refuse_unless(self.assessment not in ("none", "closed"), event)
        if not self.plan_stands:  # a request that has led to a plan leaves nothing to withdraw
            self.end_assessment(event)

    def case_closed(self, event):
        self.refuse_unless(not self.closed, event)
        self.end_assessment(event)
        self.plan_stands, self.meeting, self.closed = False, None, True
        self.void(event, "ar-first", "ar-next", "ar-decide")

    def end_assessment(self, event):
        self.assessment = "closed"
        self.void(event, *(rule for rule in RULES if not rule.startswith("ar-")))

    def ordered(self, event, orders):
        if self.assessment == "refused" and "assess" in orders:
            self.assessment = "ordered"
        if self.assessment == "no-plan" and ("make-plan" in orders or "remit" in orders):
            self.assessment = "reopened"

    def tribunal_ordered(self, event):
        self.ordered(event, event["order"] if isinstance(event["order"], list) else [event["order"]])

    def appeal_unopposed(self, event):
        self.ordered(event, event["concedes"])

    def mediation_agreed(self, event):
        self.ordered(event, event["about"])

    def exception_recorded(self, event):
        self.exceptions.append(event)

    # --- the answer -------------------------------------------------------------------------------------------------
    def excuses(self, exception, duty):
        """Whether the rule admits the exception and it touched the duty. It never moves the date."""
        ground = exception["ground"]
        if exception.get("rule", duty.rule) != duty.rule or exception.get("event", duty.trigger["at"]) != duty.trigger["at"]:
            return False
        if not exception.get("impractical_because"):
            return False
        if ground == "coronavirus":
            return duty.rule in RELAXED_IN_2020 and RELAXED_FROM <= duty.due <= RELAXED_TO
        if duty.rule not in ADMITS_EXCEPTIONS or ground not in ORDINARY_GROUNDS:
            return False
        first, last = day(exception["from"]), day(exception.get("to", "9999-12-31"))
        if ground in ("closed-school", "closed-early-years"):
            return self.advice_asked_in_closure(first, last)
        first_within, last_within = max(first, duty.trigger["day"]), min(last, duty.due)
        if ground == "absent":  # continuous for 4 weeks in the period
            return (last_within - first_within).days + 1 >= 28
        return first_within <= last_within

    def advice_asked_in_closure(self, closed, reopened):
        """Closed for at least 4 weeks, and the advice asked for later than a week before it closed and earlier than a week
        before it opened again (days on either boundary are taken to be outside)."""
        if reopened < days_later(closed, 28):
            return False
        for request in self.advice_requests:
            asked = day(request.get("sent_on", request["on"]))
            if request["from"] == "education" and closed - 7 * ONE_DAY < asked < reopened - 7 * ONE_DAY:
                return True
        return False

    def status(self, duty, today):
        if duty.void:
            return "void"
        if duty.passed:
            return "omitted"
        if duty.due is None:
            return "met" if duty.met else "open"
        if duty.met and duty.met["day"] <= duty.due:
            return "met"
        if not duty.met and today <= duty.due:
            return "due" if working_days_until(today, duty.due) <= 10 else "open"
        if any(self.excuses(exception, duty) for exception in self.exceptions):
            return "excused"
        return "late" if duty.met else "overdue"

    def answer(self, today):
        found = []
        for duty in self.duties:
            trigger = duty.trigger
            written = {"rule": duty.rule, "trigger": {"event": trigger["at"], "kind": trigger["kind"], "on": trigger["on"]},
                       "due": duty.due and duty.due.isoformat(), "safe": duty.safe and duty.safe.isoformat(),
                       "status": self.status(duty, today)}
            if duty.met:
                written.update(met_on=duty.met["on"], met_by=duty.met["at"])
            if duty.void:
                written["void_by"] = duty.void["at"]
            found.append(written)
        return sorted(found, key=lambda d: (d["due"] or "9999", d["rule"], d["trigger"]["event"]))


def due(timeline, today):
    """{"duties": [...]}, or {"event": n} for the first event that cannot have happened."""
    case = Case()
    try:
        for event in sorted(corrected(timeline["events"]), key=lambda event: (event["day"], event["at"])):
            case.take(event)
    except Refused as refused:
        return {"event": refused.position}
    return {"duties": case.answer(today)}


def of_program(answer):
    """The part of the program's answer that the reference speaks of."""
    if "duties" not in answer:
        return {"event": answer.get("event")}
    return {"duties": [{field: duty[field] for field in FIELDS if field in duty}
                       for duty in answer["duties"] if duty["rule"] in RULES]}


def main():
    parser = argparse.ArgumentParser(description="The reference's answer to one timeline.")
    parser.add_argument("timeline")
    parser.add_argument("--today", type=date.fromisoformat, required=True)
    arguments = parser.parse_args()
    with open(arguments.timeline, encoding="utf-8") as file:
        answer = due(json.load(file), arguments.today)
    print(json.dumps(answer, indent=2))
    return 0 if "duties" in answer else 1


if __name__ == "__main__":
    sys.exit(main())
