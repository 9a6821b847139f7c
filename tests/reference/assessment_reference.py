"""From the request to the decision whether to assess, and on to the final plan or to none (CFA 2014 ss.36-40).

`case.memory["assessment"]` is where the assessment stands. It is finer than the stage: whether a plan may yet be refused is not the
same question as whether one has been proposed.
"""
from reference_case import orders_in

RULES = {
    "ehcna-consult": "authority",      # s.36(4); reg 3
    "ehcna-considering": "authority",  # s.36(7); reg 4(2)
    "ehcna-refuse": "authority",       # reg 4(1): 6 weeks
    "ehcna-decide": "authority",       # reg 5(1): 6 weeks
    "plan-draft-send": "authority",    # s.38; reg 13(1): no date
    "plan-refuse": "authority",        # reg 10(1): 16 weeks
    "plan-final": "authority",         # reg 13(2): 20 weeks
}

BEFORE_DECISION = ("received", "consulting", "considering")
UNDER_WAY = BEFORE_DECISION + ("assessing", "ordered", "reopened")
STAGE_OF = {"ordered": "ordered-to-assess", "finished": "plan-drafting"}


def standing(case):
    return case.memory.get("assessment", "none")


def stand(case, state, stage=None):
    case.memory["assessment"] = state
    case.move("assessment", stage or STAGE_OF.get(state, state))


def possible(case, event):
    kind, state = event["kind"], standing(case)
    if kind in ("family-consulted", "considering-notified"):
        return state not in ("none", "closed")
    if kind == "request-withdrawn":
        return state not in ("none", "closed")
    if kind == "assessment-agreed":
        return state in BEFORE_DECISION or state == "ordered"
    if kind == "assessment-refused":
        return state in BEFORE_DECISION
    if kind in ("plan-proposed", "plan-refused"):
        if case.plan_stands:
            case.may_refuse.add(event["at"])  # whether the assessment goes on where a plan has come from elsewhere is not settled
        return state in ("assessing", "reopened")
    if kind == "draft-sent":
        return case.plan_stands or state not in ("none", "refused", "no-plan", "closed")
    if kind == "plan-finalised":
        if state == "closed" and case.memory.get("came"):  # as after any other plan that ended; but it had no assessment here
            case.may_refuse.add(event["at"])
        return state not in ("refused", "no-plan", "closed")
    return True


def take(case, event):
    kind = event["kind"]
    if kind in TAKES:
        TAKES[kind](case, event)
    orders = orders_in(event)
    if standing(case) == "refused" and "assess" in orders:  # regs 42, 44(2)(b), 45(3)
        stand(case, "ordered")
    if standing(case) == "no-plan" and "make-plan" in orders:  # regs 44(2)(c), 45(6)
        stand(case, "reopened", "plan-drafting")
        case.move("plan", "drafting")
    elif standing(case) == "no-plan" and "remit" in orders:  # reg 44(2)(d)
        stand(case, "reopened", "reconsidering")


def requested(case, event):
    """One determination, from the earliest; a child with a plan is re-assessed instead."""
    if case.plan_stands or standing(case) in UNDER_WAY:
        return
    stand(case, "received")
    for rule in ("ehcna-consult", "ehcna-considering"):
        case.begin(rule, event)
    for rule, weeks in (("ehcna-refuse", 6), ("ehcna-decide", 6), ("plan-refuse", 16), ("plan-final", 20)):
        case.begin_weeks(rule, event, weeks)


def consulted(case, event):
    case.meet(event, "ehcna-consult")
    if standing(case) == "received":
        stand(case, "consulting")


def considering(case, event):
    case.pass_over("ehcna-consult")  # that a plan may be necessary has been determined
    case.meet(event, "ehcna-considering")
    case.void(event, "ehcna-refuse")
    if standing(case) in BEFORE_DECISION:
        stand(case, "considering")


def agreed(case, event):
    stand(case, "assessing")
    case.pass_over("ehcna-consult", "ehcna-considering")
    case.void(event, "ehcna-refuse")
    case.meet(event, "ehcna-decide")
    case.begin("plan-draft-send", event)


def refused(case, event):
    stand(case, "refused")
    case.pass_over("ehcna-consult")
    if event["after"] == "determination":
        case.meet(event, "ehcna-refuse")
        case.void(event, "ehcna-considering")
    else:
        case.void(event, "ehcna-refuse")
        case.pass_over("ehcna-considering")
    case.meet(event, "ehcna-decide")
    case.void(event, "plan-refuse", "plan-final")


def proposed(case, event):
    case.void(event, "plan-refuse")
    stand(case, standing(case), "plan-drafting")
    if case.was["plan"] == "draft-sent":
        case.untold("plan")
    else:
        case.move("plan", "drafting")


def drafted(case, event):
    case.meet(event, "plan-draft-send")
    case.void(event, "plan-refuse")
    if standing(case) != "finished" and not case.plan_stands:  # a draft beside a plan is a re-assessment's
        stand(case, "assessing", "plan-drafting")
        case.move("plan", "draft-sent")


def plan_refused(case, event):
    stand(case, "no-plan")
    if case.was["plan"] in ("drafting", "draft-sent"):
        case.move("plan", "none")
    case.meet(event, "plan-refuse")
    case.void(event, "plan-draft-send", "plan-final")


def finalised(case, event):
    case.pass_over("plan-draft-send")
    case.meet(event, "plan-final")
    case.void(event, "plan-refuse")
    if standing(case) != "none":  # otherwise a plan that stood before the records begin
        stand(case, "finished")
    if not case.plan_stood:
        case.move("plan", "maintained")


def withdrawn(case, event):
    if standing(case) != "finished":  # a request that has led to a plan leaves nothing to withdraw
        ended(case, event)


def plan_came(case, event):
    """Whether an assessment goes on when the child turns out to have a plan from elsewhere is not settled."""
    if standing(case) != "none":
        case.untold("assessment")
        case.unsettle(*RULES)


def ended(case, event):
    unknown = standing(case) == "none" or case.plan_stood and "assessment" in case.unsure
    stand(case, "closed")
    if unknown:  # the plan ended; of an assessment there is no record
        case.untold("assessment")
    if not case.plan_stood:
        case.move("plan", "none")
        case.untold("plan")
    if event["kind"] not in ("plan-ceased", "plan-transferred-out"):  # what led to the plan is history by then
        case.void(event, *RULES)


TAKES = {
    "request-received": requested, "brought-to-attention": requested, "request-withdrawn": withdrawn, "case-closed": ended,
    "family-consulted": consulted, "considering-notified": considering,
    "assessment-agreed": agreed, "assessment-refused": refused,
    "plan-proposed": proposed, "draft-sent": drafted, "plan-refused": plan_refused, "plan-finalised": finalised,
    "plan-transferred-in": plan_came, "plan-ceased": ended, "plan-transferred-out": ended,
}
