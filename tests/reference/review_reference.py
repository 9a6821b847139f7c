"""Reviews: when the next is due, its notice and papers, its report, its decision (CFA 2014 s.44; SI 2014/1530 regs 19-21, 27(4)).

`case.memory["first meeting"]` and `["last meeting"]` are those of the present review, or of the last one; `["undecided"]` is true
while the decision on them is awaited.
"""
from naive_dates import ONE_DAY, months_after, months_beginning_with, roll_back
from reference_case import day

RULES = {
    "ar-first": "authority",           # s.44(1)(a): in the 12 months beginning with the making
    "ar-next": "authority",            # s.44(1)(b): in the 12 months beginning with the last review
    "ar-after-reassess": "authority",  # reg 27(4): within 12 months of the sending, beside s.44(1)
    "ar-after-transfer": "authority",  # reg 15(5)
    "ar-invite": "authority",          # regs 20(3), 21(3): at least two weeks' notice
    "ar-papers": "authority",          # regs 20(4), 21(4): at least two weeks in advance
    "ar-report": "authority",          # regs 20(8), 21(8): 2 weeks; the head's in the schools of reg 20(12)
    "ar-decide": "authority",          # regs 20(10), 21(9): 4 weeks of the meeting
}
CLOCK = ("ar-first", "ar-next", "ar-after-transfer")  # one of them lives at a time
OF_A_PLAN = ("review-arranged", "review-invited", "review-papers-circulated", "review-meeting-held", "review-decided",
             "review-report-sent")


def possible(case, event):
    kind = event["kind"]
    if kind in OF_A_PLAN and not case.plan_stands:
        return False
    if kind == "review-decided":
        return case.memory.get("undecided", False)
    if kind == "review-report-sent":  # a report may be late, even later than the decision: that waits for no report
        return "last meeting" in case.memory
    return kind != "plan-transferred-in" or not case.plan_stands


def take(case, event):
    if event["kind"] in TAKES:
        TAKES[event["kind"]](case, event)


def finalised(case, event):
    if not case.plan_stood:
        case.move("review", "scheduled")
        made = day(event.get("made_on", event["on"]))
        due = months_beginning_with(made, 12)
        case.begin("ar-first", event, due, roll_back(due), counted_from=made)
    elif case.was["reassessment"] in ("reassessing", "draft-sent"):
        due = months_after(event["day"], 12)
        case.begin("ar-after-reassess", event, due, roll_back(due - ONE_DAY))


def transferred_in(case, event):
    """Before the end of the later of 12 months from the making or the last review, and 3 months from the transfer. Safe is the
    12 months alone, unless they were over by then."""
    case.move("review", "scheduled")
    last = day(event.get("last_review_on", event["made_on"]))
    year, quarter = months_beginning_with(last, 12), months_beginning_with(event["day"], 3)
    due = max(year, quarter)
    case.begin("ar-after-transfer", event, due, roll_back(year) if roll_back(year) >= event["day"] else roll_back(due))


def arranged(case, event):
    """Another day for the same meeting: the notice for the day that will not be, unless already given, no longer arises."""
    case.void(event, "ar-invite", "ar-papers")
    case.memory["arranged"] = event["meeting_on"]
    for rule in ("ar-invite", "ar-papers"):
        case.begin_notice_weeks(rule, event, day(event["meeting_on"]), 2)


def invited(case, event):
    """An invitation to a meeting of whose arranging there is no record shows that it was arranged. Whether one for another day than
    was arranged gives notice of it, or arranges it anew, the texts do not tell."""
    if "arranged" not in case.memory:
        arranged(case, event)
    elif case.memory["arranged"] != event["meeting_on"]:
        case.unsettle("ar-invite", "ar-papers")
    case.meet(event, "ar-invite")
    if case.stage["review"] == "scheduled":
        case.move("review", "invited")
    elif case.stage["review"] != "invited":
        case.untold("review")


def circulated(case, event):
    case.meet(event, "ar-papers")
    if case.stage["review"] == "invited":
        case.move("review", "papers-out")
    else:
        case.untold("review")


def met(case, event):
    if not case.memory.get("undecided"):  # a second meeting before the decision belongs to the same review: its first day counts
        case.memory["first meeting"] = event
        case.begin_weeks("ar-decide", event, 4)
    if not case.memory.get("undecided") or not case.living("ar-report"):
        case.begin_weeks("ar-report", event, 2)
    case.memory.update({"last meeting": event, "undecided": True})
    case.move("review", "meeting-held")


def reported(case, event):
    for duty in case.living("ar-report")[-1:]:  # a report is of the latest review
        duty.met = event
    if case.memory["undecided"]:
        case.move("review", "reported")


def decided(case, event):
    case.meet(event, "ar-decide", "ar-after-reassess", *CLOCK)
    case.begin("ar-next", event, months_beginning_with(event["day"], 12),
               roll_back(months_beginning_with(case.memory["last meeting"]["day"], 12)))
    case.memory["undecided"] = False
    for duty in case.living("ar-invite", "ar-papers"):  # what was not given for this review cannot be given any more
        duty.missed = True
    case.memory.pop("arranged", None)
    case.move("review", "scheduled")


def ended(case, event):
    case.void(event, *RULES)
    for remembered in ("first meeting", "last meeting", "undecided", "arranged"):
        case.memory.pop(remembered, None)
    case.move("review", "none")
    case.untold("review")


TAKES = {
    "plan-finalised": finalised, "plan-transferred-in": transferred_in,
    "review-arranged": arranged, "review-invited": invited, "review-papers-circulated": circulated,
    "review-meeting-held": met, "review-report-sent": reported, "review-decided": decided,
    "plan-ceased": ended, "plan-transferred-out": ended, "case-closed": ended,
}
