"""Amending a plan after a review or at another time (SI 2014/1530 regs 20(10), 22, 28; R (L, M and P) v Devon CC), and ceasing it
(reg 31; CFA 2014 s.45). While a decision to cease stands still, every duty goes on.
"""
from reference_case import orders_in

RULES = {
    "ar-amend-notice": "authority",   # regs 20(10), 22(2): with the decision, in the 4 weeks of the meeting
    "ar-amend-window": "family",      # reg 22(2)(c): at least 15 days beginning with service
    "ar-amend-final": "authority",    # reg 22(3): 8 weeks of the sending
    "ar-amend-decline": "authority",  # reg 22(4): 8 weeks of the sending
    "ar-12w-longstop": "authority",   # Devon: 12 weeks of the meeting
}
OF_A_PLAN = ("amendment-proposed", "plan-amended", "amendment-declined", "cease-consulted", "cease-decided", "plan-ceased",
             "plan-transferred-out")

ENDED = {"plan-ceased": "ceased", "plan-transferred-out": "transferred-out", "case-closed": "none"}


def possible(case, event):
    kind = event["kind"]
    if kind == "cease-abandoned":
        if case.stage["plan"] not in ("cease-consulting", "cease-standstill") or "plan" in case.unsure:
            case.may_refuse.add(event["at"])  # whether an amendment has put an end to the ceasing is not settled
        return case.memory.get("ceasing", False)
    return kind not in OF_A_PLAN or case.plan_stands


def take(case, event):
    if event["kind"] in TAKES:
        TAKES[event["kind"]](case, event)
    orders = orders_in(event)
    if case.was["plan"] == "cease-standstill" and ("continue" in orders or "continue-and-amend" in orders):
        case.move("plan", "maintained")  # regs 44(2)(g)-(h), 45(6A)
        case.memory["ceasing"] = False


def shift(case, event, rows):
    """A step of the plan, by the rows of its lifecycle; from elsewhere they do not tell."""
    if case.memory.get("ceasing") and "plan" in case.unsure:
        return
    if case.was["plan"] in rows:
        case.move("plan", rows[case.was["plan"]])
    elif case.was["plan"] != "cease-standstill":  # where all goes on, and the plan stands still
        case.untold("plan")


def review_decided(case, event):
    if event["outcome"] == "cease":
        cease_decided(case, event)
    if event["outcome"] != "amend":
        return
    meeting = case.memory["first meeting"]
    notices = [notice for notice in case.memory.get("notices", ())
               if (notice["day"], notice["at"]) > (meeting["day"], meeting["at"])]
    case.untold("plan")  # decision and notice are one letter in law, two events here
    case.begin_weeks("ar-amend-notice", event, 4, of=meeting)
    case.begin_weeks("ar-12w-longstop", meeting, 12)
    if notices:  # the notice came before the decision
        case.meet(notices[0], "ar-amend-notice")


def proposed(case, event):
    """A notice without a review (reg 28) is not the notice of a review's decision."""
    if event["basis"] == "review":
        case.memory.setdefault("notices", []).append(event)
        case.meet(event, "ar-amend-notice")
    case.void(event, "ar-amend-window")
    case.begin_window("ar-amend-window", event, 15)
    if not case.living("ar-amend-final"):  # a second notice starts no new clock: the earlier binds
        case.begin_weeks("ar-amend-final", event, 8)
        case.begin_weeks("ar-amend-decline", event, 8)
    shift(case, event, {"maintained": "amendment-proposed", "amendment-proposed": "amendment-proposed"})


def amended(case, event):
    case.meet(event, "ar-amend-final", "ar-12w-longstop")
    case.void(event, "ar-amend-decline")
    case.cut_short(event, "ar-amend-window")
    shift(case, event, {"amendment-proposed": "maintained", "maintained": "maintained"})


def declined(case, event):
    case.meet(event, "ar-amend-decline")
    case.void(event, "ar-amend-final", "ar-12w-longstop", "ar-amend-window")
    shift(case, event, {"amendment-proposed": "maintained", "maintained": "maintained"})


def finalised(case, event):
    """A new final plan, also that of a re-assessment, is the amended plan that was awaited (reg 22(3))."""
    if case.plan_stood:
        amended(case, event)


def transferred_in(case, event):
    case.move("plan", "maintained")


def kept(case, event):
    """Of a child who is detained the plan is kept, and maintained again on release (ss.48, 74). Whether that shows is open."""
    if case.plan_stands:
        case.untold("plan")


def cease_consulted(case, event):
    case.memory["ceasing"] = True
    shift(case, event, {"maintained": "cease-consulting"})


def cease_decided(case, event):
    case.memory["ceasing"] = True
    case.move("plan", "cease-standstill")


def cease_abandoned(case, event):
    case.memory["ceasing"] = False
    shift(case, event, {"cease-consulting": "maintained"})
    if case.stage["plan"] in ("cease-consulting", "cease-standstill"):
        case.stage["plan"] = "maintained"


def ended(case, event):
    case.void(event, *RULES)
    case.memory["ceasing"] = False
    if case.plan_stood:
        case.move("plan", ENDED[event["kind"]])
    if event["kind"] == "case-closed":
        case.untold("plan")


TAKES = {
    "review-decided": review_decided, "plan-finalised": finalised, "plan-transferred-in": transferred_in,
    "amendment-proposed": proposed, "plan-amended": amended, "amendment-declined": declined,
    "detained": kept, "released": kept,
    "cease-consulted": cease_consulted, "cease-decided": cease_decided, "cease-abandoned": cease_abandoned,
    "plan-ceased": ended, "plan-transferred-out": ended, "case-closed": ended,
}
