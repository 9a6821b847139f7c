"""Moves between authorities and between health boards (SI 2014/1530 regs 15, 16).

`case.memory["move"]` is the last `move-notified`.
"""
from naive_dates import working_days_back, working_days_beginning_with
from reference_case import day

RULES = {
    "xfer-send": "authority",         # reg 15(2): on the day of the move, or 15 working days beginning with the awareness
    "xfer-inform": "authority",       # reg 15(4): 6 weeks of the transfer
    "xfer-icb-notify": "board",       # reg 15(7): as xfer-send
    "xfer-icb-request": "board",      # reg 15(8): 15 working days beginning with the awareness
    "icb-change-notify": "board",     # reg 16(2)
    "icb-change-request": "board",    # reg 16(3)
}


def possible(case, event):
    kind = event["kind"]
    if kind == "transfer-informed":
        return case.memory.get("came", False)
    return True


def take(case, event):
    if event["kind"] in TAKES:
        TAKES[event["kind"]](case, event)


def on_or_after_the_move(aware, moves):
    """The day of the move for one who knew 15 working days before it; otherwise 15 working days beginning with the knowing."""
    in_time = moves and aware <= working_days_back(moves, 15)
    return moves if in_time else working_days_beginning_with(aware, 15)


def notified(case, event):
    moves, first = day(event["moves_on"]), case.memory.get("move")
    case.memory["move"] = event
    due = on_or_after_the_move(event["day"], moves)
    if not case.plan_stands:  # plans alone are transferred
        return case.untold("transfer")
    if case.living("xfer-send") and first["moves_on"] != event["moves_on"]:  # whether the day moved moves the duty is not settled
        case.unsettle("xfer-send")
        case.unsettled("xfer-send", event)
        return case.untold("transfer")
    case.begin_once("xfer-send", event, due, due)
    if event["day"] <= working_days_back(moves, 15):
        case.move("transfer", "move-expected")
    else:
        case.move("transfer", "move-notified-late")
    return None


def sent(case, event):
    case.meet(event, "xfer-send")
    case.void(event, "xfer-inform")
    case.memory.pop("move", None)
    case.move("transfer", "transferred")


def came(case, event):
    case.memory["came"] = True
    case.begin_weeks("xfer-inform", event, 6)
    case.move("transfer", "incoming-maintained")


def informed(case, event):
    case.meet(event, "xfer-inform")
    case.move("transfer", "informed")


def board_changed(case, event):
    move = case.memory.get("move")
    last = working_days_beginning_with(event["day"], 15)
    moved = event["because"] == "moved-area"
    known = on_or_after_the_move(event["day"], move and day(move["moves_on"])) if moved else last
    for rule, due in (("xfer-icb-notify" if moved else "icb-change-notify", known),
                      ("xfer-icb-request" if moved else "icb-change-request", last)):
        if case.plan_stands:
            case.begin_once(rule, event, due, due)


def board_told(case, event):
    case.meet(event, "xfer-icb-notify", "icb-change-notify")


def board_asked(case, event):
    case.meet(event, "xfer-icb-request", "icb-change-request")


def ceased(case, event):
    case.void(event, *RULES)


TAKES = {
    "move-notified": notified, "plan-transferred-out": sent, "plan-transferred-in": came, "transfer-informed": informed,
    "commissioner-changed": board_changed, "commissioner-notified": board_told, "commissioner-requested": board_asked,
    "plan-ceased": ceased, "case-closed": ceased,
}
