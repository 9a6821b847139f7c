"""Mediation, appeals, what the Tribunal orders, and its recommendations, read apart from the program.

A subject of reference_case.py. What it must remember of a case lives in Appeals.
"""
from datetime import date

from naive_dates import (ONE_DAY, days_later, is_working_day, months_after, roll_back, weeks_after, working_days_back,
                         working_days_on)
from reference_case import orders_in

# Who must do it: the authority, the family, the mediation adviser, or the health board.
RULES = {
    "med-contact": "family",               # SI 2014/1530 regs 33, 34(2)
    "med-cert-decline": "mediation-adviser",       # reg 34(1)
    "med-tell-icb": "authority",           # reg 35(2)
    "med-arrange-health-only": "board",    # reg 35(3)
    "med-arrange-mixed": "authority",      # reg 35(4)
    "med-arrange": "authority",            # reg 36(2)
    "med-attend": "authority",             # reg 37
    "med-cert-done": "mediation-adviser",          # reg 39(1)
    "med-late": "mediation-adviser",               # reg 39(2)-(3)
    "med-agree-other": "authority",        # reg 42(3), (5)
    "med-agree-tell-la": "board",          # reg 42(4)
    "appeal-window": "family",             # SI 2008/2699 rules 12, 20(1)(c)
    "appeal-la-response": "authority",     # rule 21
    "ft-assess-notify": "authority",       # SI 2014/1530 regs 44(2)(b), 45(3)
    "ft-assess-no-plan": "authority",      # regs 44(2)(b)(i), 45(3A)(a)
    "ft-assess-final": "authority",        # regs 44(2)(b)(ii), 45(3A)(b)
    "ft-make-draft": "authority",          # regs 44(2)(c)(i), 45(6)(a)
    "ft-make-final": "authority",          # regs 44(2)(c)(ii), 45(6)(b)
    "ft-remit": "authority",               # reg 44(2)(d)
    "ft-amend-sep": "authority",           # regs 44(2)(e), 45(4)
    "ft-amend-placement": "authority",     # regs 44(2)(f), 45(5)
    "ft-continue-amend": "authority",      # regs 44(2)(h), 45(6A)
    "rec-health": "board",                 # SI 2017/1306 reg 6(3)-(5)
    "rec-health-copy": "authority",        # reg 6(6)
    "rec-social": "authority",             # reg 7(1)-(3)
    "rec-social-copy": "authority",        # reg 7(4)
}

# CFA 2014 s.51(2): which decision each ground of appeal is about.
GROUNDS = {
    "no-assessment": ("assessment-refused",),
    "no-plan": ("plan-refused",),
    "contents": ("plan-finalised", "plan-amended"),
    "no-reassessment": ("reassessment-refused",),
    "no-amendment": ("review-decided", "amendment-declined", "reassessment-unchanged"),
    "cease": ("review-decided", "cease-decided"),
}
APPEALABLE = {kind for kinds in GROUNDS.values() for kind in kinds}

RECOMMENDING_FROM = date(2018, 4, 3)  # SI 2017/1306 reg 1; a trial before that bound few authorities

# What an order demands, and in how many weeks of its day: regs 44(2) and 45(3)-(6A). A mediation agreement is complied with as if
# it were an order: reg 42(2). To continue a plan, or to end it, is for that very moment and has no number.
STEPS = {
    "assess": (("ft-assess-notify", 2), ("ft-assess-no-plan", 10), ("ft-assess-final", 14)),
    "reassess": (("ft-assess-notify", 2), ("ft-assess-no-plan", 10), ("ft-assess-final", 14)),
    "make-plan": (("ft-make-draft", 5), ("ft-make-final", 11)),
    "remit": (("ft-remit", 2),),
    "amend-provision": (("ft-amend-sep", 5),),
    "amend-placement": (("ft-amend-placement", 2),),
    "continue-and-amend": (("ft-continue-amend", 5),),
    "continue": (),
    "cease": (),
    "other": (),
}
ORDERED = {rule for steps in STEPS.values() for rule, _ in steps}
# Of which step the Tribunal's day speaks, or the parties', where an order has several: to say that it will assess, and the plan.
SPOKEN_OF = ORDERED - {"ft-assess-no-plan", "ft-assess-final", "ft-make-draft"}
AMENDING = ("ft-amend-sep", "ft-amend-placement", "ft-continue-amend")


class Appeals:
    """What must be remembered of mediation and appeals."""

    def __init__(self):
        self.decisions = []        # those that carried a right of appeal
        self.contacted = []        # those about which the family has spoken to the mediation adviser
        self.contact_is_new = False  # no certificate since
        self.health = "none"       # what the last request for mediation said of health care
        self.appeal = None         # an appeal that is not over
        self.ever_appealed = False
        self.orders = []           # what was last ordered, conceded or agreed
        self.decided_since = False  # whether a decision was sent after the last appeal


def of(case):
    return case.memory.setdefault("appeals", Appeals())


def is_appealable(event):
    """A review that ends in amending the plan is followed by the amended plan, which carries the right instead."""
    return event["kind"] in APPEALABLE and not (event["kind"] == "review-decided" and event["outcome"] == "amend")


def take(case, event):
    STEP.get(event["kind"], lambda case, event: None)(case, event)
    if is_appealable(event):
        decided(case, event)
    move(case, event)


NEEDS_A_DECISION = ("adviser-contacted", "mediation-declined", "mediation-requested", "mediation-icb-told", "mediation-arranged",
                    "mediation-held", "mediation-not-arranged", "mediation-certificate-issued", "mediation-agreed",
                    "agreement-done", "appeal-received")
NEEDS_AN_APPEAL = ("appeal-answered", "appeal-unopposed", "tribunal-ordered", "appeal-closed")
NEEDS_TO_HAVE_APPEALED = ("recommendation-made", "recommendation-answered", "recommendation-copied")


def possible(case, event):
    """All begins with a decision that may be appealed. A recommendation needs only an appeal."""
    appeals = of(case)
    return not (event["kind"] in NEEDS_A_DECISION and not appeals.decisions or
                event["kind"] in NEEDS_AN_APPEAL and not appeals.appeal or
                event["kind"] in NEEDS_TO_HAVE_APPEALED and not appeals.ever_appealed)


# --- the lifecycle --------------------------------------------------------------------------------------------------
MEDIATION = {  # event -> where it leads, from where; it does not touch an appeal that runs
    "adviser-contacted": ("adviser-contacted", ("appealable", "adviser-contacted")),
    "mediation-declined": ("adviser-contacted", ("appealable", "adviser-contacted")),
    "mediation-requested": ("arranging", ("appealable", "adviser-contacted", "arranging")),
    "mediation-certificate-issued": ("may-appeal", ("appealable", "adviser-contacted", "arranging", "may-appeal")),
    "mediation-agreed": ("agreed", ("arranging", "may-appeal")),
    "agreement-done": ("closed", ("agreed",)),
}
APPEAL = {
    "appeal-answered": ("defended", ("registered",)),
    "appeal-unopposed": ("unopposed", ("registered",)),
    "tribunal-ordered": ("ordered", ("registered", "defended", "unopposed")),
    "recommendation-made": ("rec-pending", ("ordered",)),
}


def move(case, event):
    appeals, was = of(case), case.was["appeal"]
    runs = was in ("registered", "defended", "unopposed", "ordered", "rec-pending")
    if event["kind"] == "appeal-closed":  # what may be appealed by then the tables do not tell
        return case.untold("appeal") if appeals.decided_since else case.move("appeal", "closed")
    if event["kind"] == "appeal-received":
        return case.untold("appeal") if runs or "appeal" in case.unsure else case.move("appeal", "registered")
    if "appeal" in case.unsure:
        return None
    if event["kind"] in APPEAL or event["kind"] in MEDIATION and not runs:
        to, rows = {**APPEAL, **MEDIATION}[event["kind"]]
        return case.move("appeal", to) if was in rows else case.untold("appeal")
    if event["kind"] == "case-closed" and runs:
        return case.untold("appeal")
    if event["kind"] == "plan-ceased" and runs:
        return case.move("appeal", "complied") if "cease" in appeals.orders else case.untold("appeal")
    if any(duty.rule in ORDERED and duty.met == event for duty in case.duties):
        return followed(case, was)
    if is_appealable(event) and was not in ("registered", "defended"):
        return case.move("appeal", "appealable") if was in ("none", "appealable", "closed", "complied") else case.untold("appeal")
    return None


def followed(case, was):
    """Complied with once nothing of the order is left to do. An order to end the plan has no limit that would tell."""
    if "cease" in of(case).orders or was not in ("ordered", "unopposed"):
        return case.untold("appeal")
    return None if case.living(*ORDERED) else case.move("appeal", "complied")


# --- dates ----------------------------------------------------------------------------------------------------------
def next_working_day(day):
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def is_christmas(day):
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def is_tribunal_day(day):
    """SI 2008/2699 rule 12(3)(b): August and 25 December to 1 January are not counted."""
    return is_working_day(day) and day.month != 8 and not is_christmas(day)


def tribunal_days_after(day, count):
    while count:
        day += ONE_DAY
        count -= is_tribunal_day(day)
    return day


def begin_working_days(case, rule, event, count):
    """`within n working days`: one working day earlier is the safe one."""
    case.begin(rule, event, working_days_on(event["day"], count), working_days_on(event["day"], count - 1))


def begin_weeks_beginning_with(case, rule, event, weeks, first):
    due = days_later(first, 7 * weeks - 1)
    case.begin(rule, event, due, roll_back(due))


def window(sent, certificate):
    """When an appeal must have reached the Tribunal, and the day to tell the family: the later of 2 months after the notice was
    sent and 1 month after the certificate. An end at Christmas or in August waits for the first working day after, any other day
    that is no working day for the next (rule 12)."""
    bare = months_after(sent, 2)
    if certificate:
        bare = max(bare, months_after(certificate, 1))
    last = bare
    while last.month == 8 or is_christmas(last):
        last += ONE_DAY
    return next_working_day(last), roll_back(bare)


# --- decisions, mediation ---------------------------------------------------------------------------------------------
def decided(case, event):
    """Each notice of a decision that may be appealed starts the family's two windows: CFA 2014 ss.51, 52."""
    appeals = of(case)
    appeals.decisions.append(event)
    appeals.decided_since = True
    last = months_after(event["day"], 2)
    case.begin("med-contact", event, last, next_working_day(last + ONE_DAY), window=True)
    case.begin("appeal-window", event, *window(event["day"], None), window=True)


def use_windows(case, rule, event, where=lambda decision: True):
    """An act uses every window still open on its day; with none open it comes late, for the newest decision. Gives the
    decisions."""
    about = [decision for decision in of(case).decisions if where(decision)]
    windows = [duty for duty in case.living(rule) if any(duty.trigger is decision for decision in about)]
    used = [duty for duty in windows if event["day"] <= duty.due] or [duty for duty in windows if duty.trigger is about[-1]]
    for duty in used:
        duty.met = event
    return [duty.trigger for duty in used]


def contacted(case, event):
    appeals = of(case)
    appeals.contacted = use_windows(case, "med-contact", event) or appeals.contacted
    appeals.contact_is_new = bool(appeals.contacted)


def mediation_declined(case, event):
    """To tell the adviser so is to have spoken to it."""
    contacted(case, event)
    case.void(event, "med-tell-icb", "med-arrange", "med-arrange-mixed", "med-arrange-health-only")
    begin_working_days(case, "med-cert-decline", event, 3)


def asked_again(case, rule):
    """Whether the matter waits already: asked again about the same decision, the time runs from when it was first asked."""
    newest = of(case).decisions[-1]
    return any((newest["day"], newest["at"]) < (duty.trigger["day"], duty.trigger["at"]) for duty in case.living(rule))


def mediation_requested(case, event):
    appeals = of(case)
    appeals.health = event["health"]
    if appeals.health != "none" and not asked_again(case, "med-tell-icb"):
        begin_working_days(case, "med-tell-icb", event, 3)
    arrange = {"none": "med-arrange", "mixed": "med-arrange-mixed"}.get(appeals.health)
    if arrange and not asked_again(case, arrange):
        case.begin_days(arrange, event, 30)


def icb_told(case, event):
    case.meet(event, "med-tell-icb")
    if of(case).health == "only" and not asked_again(case, "med-arrange-health-only"):
        case.begin_days("med-arrange-health-only", event, 30)  # those of the board that arranges it alone


def mediation_arranged(case, event):
    """The family must be told at least 5 working days before the meeting; this event is the telling."""
    meeting = date.fromisoformat(event["meeting_on"])
    case.begin("med-attend", event, working_days_back(meeting, 5), working_days_back(meeting, 6))
    case.meet(event, "med-attend")


def mediation_held(case, event):
    case.meet(event, "med-arrange", "med-arrange-mixed", "med-arrange-health-only")
    begin_working_days(case, "med-cert-done", event, 3)


def mediation_not_arranged(case, event):
    begin_working_days(case, "med-late", event, 3)


def certificate_issued(case, event):
    """A certificate lengthens the unused windows of the decisions about which the family last spoke to the adviser, even such as
    ended while it was waited for; of the newest decision where the records hold no such contact since the last certificate."""
    appeals = of(case)
    case.meet(event, "med-cert-decline", "med-cert-done", "med-late")
    about = appeals.contacted if appeals.contact_is_new else appeals.decisions[-1:]
    for duty in case.living("appeal-window"):
        if any(duty.trigger is decision for decision in about):
            duty.due, duty.safe = window(duty.trigger["day"], event["day"])
        if perhaps_about(case, duty.trigger):
            case.unsettled("appeal-window", duty.trigger)
    appeals.contact_is_new = False


def perhaps_about(case, decision):
    """The texts do not tell what becomes of a certificate after a late contact, which reg 34(2) bars, nor whether the second of
    two certificates is about the same decision."""
    appeals = of(case)
    if not any(decision is other for other in appeals.contacted):
        return False
    late = any(duty.rule == "med-contact" and duty.trigger is decision and duty.met["day"] > duty.due for duty in case.duties)
    return late or not appeals.contact_is_new


def mediation_agreed(case, event):
    ordered(case, event)
    if "other" in event["about"]:
        if "comply_by" in event:
            agreed_day(case, "med-agree-other", event)
        else:
            case.begin_weeks("med-agree-other", event, 2)
    if event.get("authority_party") is False:
        case.begin_weeks("med-agree-tell-la", event, 1)
        if "told_on" in event:
            told = dict(event, on=event["told_on"], day=date.fromisoformat(event["told_on"]))
            case.meet(told, "med-agree-tell-la", where=lambda duty: duty.trigger is event)


def agreement_done(case, event):
    case.meet(event, "med-agree-other")


# --- appeals ----------------------------------------------------------------------------------------------------------
def appeal_received(case, event):
    appeals = of(case)
    appeals.appeal, appeals.ever_appealed, appeals.decided_since = event, True, False
    lodged = dict(event, on=event.get("lodged_on", event["on"]))  # the window asks when it reached the Tribunal
    lodged["day"] = date.fromisoformat(lodged["on"])
    use_windows(case, "appeal-window", lodged, lambda decision: is_about(event["ground"], decision))
    due, safe = (tribunal_days_after(event["day"], count) for count in (30, 29))
    case.begin("appeal-la-response", event, due, safe)


def is_about(ground, decision):
    if decision["kind"] == "review-decided":
        return {"maintain": "no-amendment", "cease": "cease"}[decision["outcome"]] == ground
    return decision["kind"] in GROUNDS[ground]


def answer(case, event):
    """To tell the Tribunal that the appeal is not opposed is to answer it, too."""
    case.meet(event, "appeal-la-response")


def appeal_unopposed(case, event):
    answer(case, event)
    ordered(case, event)


def tribunal_ordered(case, event):
    answer_no_longer_due(case, event)
    ordered(case, event)


def appeal_closed(case, event):
    answer_no_longer_due(case, event)
    of(case).appeal = None


def answer_no_longer_due(case, event):
    """An order, or the end of the appeal, does not answer for the authority: what was overdue by then stays so, for good."""
    for duty in case.living("appeal-la-response"):
        duty.missed = duty.due < event["day"]
    case.void(event, "appeal-la-response")


# --- orders, concessions and agreements -----------------------------------------------------------------------------
def ordered(case, event):
    orders = of(case).orders = orders_in(event)
    for rule, weeks in sorted({step for order in orders for step in STEPS[order]}):
        if event["kind"] == "appeal-unopposed" and rule == "ft-amend-placement" and "amend-provision" in orders:
            weeks = 5  # reg 45(5)(b) gives both 5 weeks; reg 44 has no such words, and the placement keeps its 2
        if "comply_by" in event and rule in SPOKEN_OF:
            agreed_day(case, rule, event)
        elif "comply_by" in event and rule == "ft-make-draft":
            draft_before_the_plan(case, event, weeks)
        else:
            case.begin_weeks(rule, event, weeks)


def agreed_day(case, rule, event):
    """The day that the Tribunal directed (reg 44(1)) or the parties agreed (reg 42(5)) is the limit itself."""
    last = date.fromisoformat(event["comply_by"])
    case.begin(rule, event, last, roll_back(last))


def draft_before_the_plan(case, event, weeks):
    """A day for the plan is the last day for its draft too, where that comes before the 5 weeks end."""
    own, directed = weeks_after(event["day"], weeks), date.fromisoformat(event["comply_by"])
    if directed < own:
        agreed_day(case, "ft-make-draft", event)
    else:
        case.begin_weeks("ft-make-draft", event, weeks)


def will_assess(case, event):
    case.meet(event, "ft-assess-notify")


def plan_proposed(case, event):
    case.void(event, "ft-assess-no-plan")


def draft_sent(case, event):
    case.meet(event, "ft-make-draft", "ft-remit")
    case.void(event, "ft-assess-no-plan")


def no_plan(case, event):
    case.meet(event, "ft-assess-no-plan", *(("ft-remit",) if event["kind"] == "plan-refused" else ()))
    case.void(event, "ft-assess-final")


def plan_finalised(case, event):
    case.meet(event, "ft-assess-final", "ft-make-final")
    case.void(event, "ft-assess-no-plan")
    for duty in case.living("ft-make-draft"):  # the draft of a later re-assessment is another
        duty.missed = True


def plan_amended(case, event):
    case.meet(event, *AMENDING)


def plan_gone(case, event):
    case.void(event, *AMENDING)
    assessment_gone(case, event)


def assessment_gone(case, event):
    """Whether the order to assess, or to make a plan, is at an end with the assessment, the texts do not tell."""
    case.unsettle(*(ORDERED - set(AMENDING)))


def closed(case, event):
    case.void(event, *RULES)


# --- recommendations ------------------------------------------------------------------------------------------------
def recommendation_made(case, event):
    if event["day"] < RECOMMENDING_FROM:
        return
    begin_weeks_beginning_with(case, "rec-" + of_care(event), event, 5, event["day"])


def recommendation_answered(case, event):
    """The week for copying runs from the day the authority received the board's answer, and from its own answer's day."""
    case.meet(event, "rec-" + of_care(event))
    if event["day"] < RECOMMENDING_FROM:
        return
    received = event["day"]
    if event["about"] == "health":
        received = date.fromisoformat(event.get("received_on", event["on"]))
    begin_weeks_beginning_with(case, "rec-" + of_care(event) + "-copy", event, 1, received)


def recommendation_copied(case, event):
    case.meet(event, "rec-" + of_care(event) + "-copy")


def of_care(event):
    return {"health": "health", "social-care": "social"}[event["about"]]


STEP = {
    "adviser-contacted": contacted,
    "mediation-declined": mediation_declined,
    "mediation-requested": mediation_requested,
    "mediation-icb-told": icb_told,
    "mediation-arranged": mediation_arranged,
    "mediation-held": mediation_held,
    "mediation-not-arranged": mediation_not_arranged,
    "mediation-certificate-issued": certificate_issued,
    "mediation-agreed": mediation_agreed,
    "agreement-done": agreement_done,
    "appeal-received": appeal_received,
    "appeal-answered": answer,
    "appeal-unopposed": appeal_unopposed,
    "tribunal-ordered": tribunal_ordered,
    "appeal-closed": appeal_closed,
    "assessment-agreed": will_assess,
    "reassessment-agreed": will_assess,
    "plan-proposed": plan_proposed,
    "draft-sent": draft_sent,
    "plan-refused": no_plan,
    "reassessment-unchanged": no_plan,
    "plan-finalised": plan_finalised,
    "plan-amended": plan_amended,
    "request-withdrawn": assessment_gone,
    "plan-ceased": plan_gone,
    "plan-transferred-out": plan_gone,
    "case-closed": closed,
    "recommendation-made": recommendation_made,
    "recommendation-answered": recommendation_answered,
    "recommendation-copied": recommendation_copied,
}
