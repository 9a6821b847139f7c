"""Between the draft and the final plan: the family's fifteen days, and the settings that are consulted."""

RULES = {
    "plan-draft-window": "family",      # reg 13(1)(a): at least 15 days beginning with service; reg 27(1) for a re-assessment
    "plan-consult-setting": "setting",  # s.39(2); the Code 9.83: 15 calendar days
}
FAMILY_SPEAKS = ("representations-received", "placement-requested", "meeting-requested")
ENDING = ("plan-refused", "case-closed")


def possible(case, event):
    if event["kind"] in FAMILY_SPEAKS and not case.plan_stands and case.stage["plan"] != "draft-sent":
        case.may_refuse.add(event["at"])  # whether there can be representations on nothing is not settled
    return True


def take(case, event):
    kind = event["kind"]
    if kind == "draft-sent":  # a draft issued again has its own fifteen days (reg 14(1))
        case.void(event, "plan-draft-window")
        case.begin_window("plan-draft-window", event, 15)
    if kind == "setting-consulted":
        case.begin_days("plan-consult-setting", event, 15)
    if kind == "setting-replied":
        case.meet(event, "plan-consult-setting", where=lambda duty: duty.trigger["setting"] == event["setting"])
    if kind == "plan-finalised":
        case.cut_short(event, "plan-draft-window")
    if kind in ENDING or kind == "request-withdrawn" and not case.plan_stands:
        case.void(event, "plan-draft-window")
    if kind == "case-closed" or kind == "request-withdrawn" and not case.plan_stands:
        case.void(event, "plan-consult-setting")
    if kind == "reassessment-unchanged":  # whether the family's days run on when nothing will come of them is not settled
        case.unsettle("plan-draft-window")
    if kind in ("plan-ceased", "plan-transferred-out"):  # whether anybody may or should then still answer is not settled
        case.unsettle(*RULES)
