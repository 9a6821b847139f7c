#!/usr/bin/env python3
"""A second reading of the law: what is due in one case, written apart from the program and without its cleverness.

    due_reference.py TIMELINE.json --today 2026-03-01

reads a timeline and prints the duties of the rules in RULES, with the fields in FIELDS, and the stages in STAGES. It walks the
events once; the subjects, one file each, say in plain code what an event does (reference_case.py tells how a subject is written).
It expects well-formed events (the program is the one that must answer for malformed input), but says of a well-formed event that
cannot have happened that it is refused.

Its only purpose is to disagree with the program when either is wrong (compare_random.py, every_day.py, tests/cases).
"""
import argparse
import json
import sys
from datetime import date

import advice_reference
import amendment_reference
import appeals_reference
import assessment_reference
import phase_reference
import plan_reference
import reassessment_reference
import review_reference
import support_reference
import transfer_reference
from exception_reference import excuses, perhaps_excuses
from naive_dates import working_days_until
from reference_case import Case, day

SUBJECTS = (assessment_reference, advice_reference, plan_reference, review_reference, amendment_reference, reassessment_reference,
            phase_reference, transfer_reference, support_reference, appeals_reference)
RULES = {rule: who for subject in SUBJECTS for rule, who in subject.RULES.items()}
FIELDS = ("rule", "who", "ref", "trigger", "due", "safe", "status", "met_on", "met_by", "void_by")
STAGES = ("assessment", "plan", "review", "reassessment", "appeal", "transfer")

# A case that was closed, or has not begun, can only record these; the second begin it.
ANYWHERE = ("placement-started", "placement-ended", "whereabouts-confirmed", "exception-recorded")
BEGINNING = ("request-received", "brought-to-attention", "plan-finalised", "plan-transferred-in")


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


def has_its_place(case, event):
    kind = event["kind"]
    if kind == "case-closed":
        return not case.closed
    return kind in ANYWHERE + BEGINNING or case.begun and not case.closed


def walk(case, event):
    """False if the event cannot have happened."""
    phase_reference.arise(case, event["day"])
    if not has_its_place(case, event) or not all(subject.possible(case, event) for subject in SUBJECTS):
        return False
    case.was = dict(case.stage)
    if event["kind"] in BEGINNING:
        case.begun, case.closed = True, False
    if event["kind"] == "case-closed":
        case.begun = case.closed = True
    if event["kind"] == "exception-recorded":
        case.exceptions.append(event)
    for subject in SUBJECTS:
        subject.take(case, event)
    return True


def status(case, duty, today):
    if duty.void:
        return "void"
    if duty.passed:
        return "omitted"
    if duty.cut:
        return "breached"
    if duty.due is None:
        return "met" if duty.met else "open"
    if duty.met and duty.met["day"] <= duty.due:
        return "met"
    if not duty.met and today <= duty.due:
        return "due" if working_days_until(today, duty.due) <= 10 else "open"
    if duty.window:  # a right is never late; past its end it has run its course
        return "closed"
    if any(excuses(exception, duty, case.advice_requests) for exception in case.exceptions):
        return "excused"
    return "late" if duty.met else "overdue"


def written(case, duty, today):
    trigger = duty.trigger
    answer = {"rule": duty.rule, "who": duty.who,
              "trigger": {"event": trigger["at"], "kind": trigger["kind"], "on": trigger["on"]},
              "due": duty.due and duty.due.isoformat(), "safe": duty.safe and duty.safe.isoformat(),
              "status": status(case, duty, today)}
    if "ref" in trigger:
        answer["ref"] = trigger["ref"]
    if duty.met:
        answer.update(met_on=duty.met["on"], met_by=duty.met["at"])
    if duty.void:
        answer["void_by"] = duty.void["at"]
    return answer


def due(timeline, today):
    """{"duties": [...], "stages": {...}, "open": [...], "may_refuse": [...]}, or {"event": n} for the first event that cannot
    have happened. Not settled are the duties in "open" (rule and trigger), the events in "may_refuse" and the stages left out."""
    case = Case(timeline["child"], RULES)
    for event in sorted(corrected(timeline["events"]), key=lambda event: (event["day"], event["at"])):
        if not walk(case, event):
            return {"event": event["at"], "may_refuse": sorted(case.may_refuse)}
    phase_reference.arise(case, today)
    for duty in case.duties:
        if any(perhaps_excuses(exception, duty, case.advice_requests) for exception in case.exceptions):
            case.unsettled(duty.rule, duty.trigger)
    duties = [written(case, duty, today) for duty in case.duties
              if duty.arises <= today and (duty.rule, duty.trigger["at"]) not in case.open_questions]
    return {"duties": sorted(duties, key=lambda d: (d["due"] or "9999", d["rule"], d["trigger"]["event"])),
            "stages": {name: case.stage[name] for name in STAGES if name not in case.unsure},
            "open": sorted(case.open_questions), "may_refuse": sorted(case.may_refuse)}


def of_program(answer, expected):
    """The part of the program's answer that the reference speaks of when it expects this."""
    if "duties" not in answer:
        return {"event": answer.get("event")}
    unsettled = {tuple(key) for key in expected.get("open", ())}
    return {"duties": [{field: duty[field] for field in FIELDS if field in duty} for duty in answer["duties"]
                       if duty["rule"] in RULES and (duty["rule"], duty["trigger"]["event"]) not in unsettled],
            "stages": {name: answer["stages"][name] for name in expected.get("stages", ())},
            "open": expected.get("open", [])}


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
