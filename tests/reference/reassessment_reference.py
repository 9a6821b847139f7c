"""Re-assessment (CFA 2014 s.44(2)-(3); SI 2014/1530 regs 23-27)."""
from reference_case import orders_in

RULES = {
    "reassess-decide": "authority",  # reg 25(1): 15 calendar days of receiving the request
    "reassess-final": "authority",   # reg 27(2): 14 weeks of the notification, or of the authority's own decision
}
UNDER_WAY = ("reassessing", "draft-sent")
FROM = {
    "reassessment-agreed": ("requested", "ordered-to-reassess") + UNDER_WAY,
    "reassessment-refused": ("requested",) + UNDER_WAY,  # a board's request may not be refused (reg 23), but may have been
    "reassessment-unchanged": UNDER_WAY,
}


def possible(case, event):
    kind = event["kind"]
    if kind in FROM and case.stage["reassessment"] not in FROM[kind]:
        return False
    return not kind.startswith("reassessment-") or case.plan_stands


def take(case, event):
    if event["kind"] in TAKES:
        TAKES[event["kind"]](case, event)
    if case.was["reassessment"] == "refused" and "reassess" in orders_in(event):  # regs 44(2)(b), 45(3)
        case.move("reassessment", "ordered-to-reassess")


def requested(case, event):
    if not case.living("reassess-decide"):  # while one request awaits its answer, another starts no new clock
        case.begin_days("reassess-decide", event, 15)
    if case.was["reassessment"] in UNDER_WAY + ("ordered-to-reassess",):
        return
    case.move("reassessment", "reassessing" if event["by"] == "icb" else "requested")  # reg 23


def agreed(case, event):
    case.meet(event, "reassess-decide")
    decided(case, event)


def decided(case, event):
    if not case.living("reassess-final"):
        case.begin_weeks("reassess-final", event, 14)
    case.move("reassessment", "reassessing")
    if case.was["reassessment"] == "draft-sent":
        case.untold("reassessment")


def refused(case, event):
    if case.was["reassessment"] in UNDER_WAY:
        case.may_refuse.add(event["at"])
    case.meet(event, "reassess-decide")
    case.void(event, "reassess-final")
    case.move("reassessment", "refused")


def unchanged(case, event):
    case.void(event, "reassess-final")  # no regulation sets a date for this (the 14 weeks are policy)
    case.move("reassessment", "no-change")


def drafted(case, event):
    if case.was["reassessment"] in UNDER_WAY:
        case.move("reassessment", "draft-sent")


def finalised(case, event):
    if case.was["reassessment"] in UNDER_WAY:
        case.meet(event, "reassess-final")
        case.move("reassessment", "finalised")


def ended(case, event):
    case.void(event, *RULES)
    case.move("reassessment", "none")
    case.untold("reassessment")


TAKES = {
    "reassessment-requested": requested, "reassessment-agreed": agreed, "reassessment-decided": decided,
    "reassessment-refused": refused, "reassessment-unchanged": unchanged, "draft-sent": drafted, "plan-finalised": finalised,
    "plan-ceased": ended, "plan-transferred-out": ended, "case-closed": ended,
}
