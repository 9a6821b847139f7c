"""Between the draft and the final plan: the family's fifteen days, and the settings that are consulted."""

RULES = {
    "plan-draft-window": "family",      # reg 13(1)(a): at least 15 days beginning with service; reg 27(1) for a re-assessment
    "plan-consult-setting": "setting",  # s.39(2); the Code 9.83: 15 calendar days
}
ENDING = ("plan-refused", "plan-ceased", "plan-transferred-out", "case-closed", "reassessment-unchanged")


def possible(case, event):
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
    if kind in ("plan-ceased", "plan-transferred-out"):  # whether the setting should then still reply is not settled
        case.unsettle("plan-consult-setting")
