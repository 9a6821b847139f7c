"""Advice: one duty for each adviser (SI 2014/1530 regs 6 and 8; CFA 2014 s.31)."""

RULES = {
    "advice-reply": "adviser",         # s.31(1); reg 8: 6 weeks of the day the body received the request
    "advice-reply-others": "adviser",  # not within s.31(1); the Code, ch.9, asks the same 6 weeks
}


def possible(case, event):
    return True


def take(case, event):
    kind = event["kind"]
    if kind == "advice-requested":
        case.advice_requests.append(event)
        body = event.get("body", "partner" if event["from"] == "health" else "own")
        case.begin_weeks("advice-reply" if body == "partner" else "advice-reply-others", event, 6)
    if kind == "advice-received":
        case.meet(event, *RULES, where=lambda duty: duty.trigger["ref"] == event["ref"])
    if kind == "advice-not-needed":  # reg 6(4): it must not be sought when all three are satisfied with what there is
        case.void(event, *RULES, where=lambda duty: duty.trigger["ref"] == event["ref"])
    if kind == "case-closed" or kind == "request-withdrawn" and not case.plan_stands:
        case.void(event, *RULES)
    if kind in ("plan-ceased", "plan-transferred-out"):  # whether the adviser must then still reply is not settled
        case.unsettle(*RULES)
