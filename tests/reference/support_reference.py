"""Direct payments (SI 2014/1652 reg 11(2)) and the disclosure of a plan for higher education (SI 2014/1530 reg 47)."""
from naive_dates import months_after, months_beginning_with, roll_back, working_days_on

RULES = {
    "pb-review": "authority",    # in the first three months of direct payments
    "he-disclose": "authority",  # 15 working days of being asked
}


def possible(case, event):
    return True


def take(case, event):
    kind = event["kind"]
    if kind in ("direct-payments-started", "disclosure-requested") and not case.plan_stands:
        return
    if kind == "direct-payments-started":  # the first three months, not those of a later payment
        case.begin_once("pb-review", event, months_after(event["day"], 3), roll_back(months_beginning_with(event["day"], 3)))
    if kind == "direct-payments-reviewed":
        case.meet(event, "pb-review")
    if kind == "disclosure-requested":
        case.begin_once("he-disclose", event, working_days_on(event["day"], 15), working_days_on(event["day"], 14))
    if kind == "disclosure-made":
        case.meet(event, "he-disclose")
    if kind in ("plan-ceased", "plan-transferred-out", "case-closed"):
        case.void(event, "pb-review")
    if kind == "case-closed":
        case.void(event, "he-disclose")
