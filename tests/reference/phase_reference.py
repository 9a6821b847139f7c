"""Transfers between phases of education (SI 2014/1530 regs 2(1), 18): the placement that the plan names must be amended in time.

`case.memory["placement"]` is the `placement-started` of the current setting. Its duty arises not with an event but on a day, the
1 September of the year before the transfer, so `arise` is asked before every event and once more on the day of asking.
"""
from datetime import date

from naive_dates import ONE_DAY, months_before, roll_back
from reference_case import day

RULES = {
    "phase-other": "authority",   # reg 18(1)(b): before 15 February
    "phase-post16": "authority",  # reg 18(1)(a): before 31 March
    "phase-16-16": "authority",   # reg 18(2): at least five months before the move
}
OF_A_SETTING = ("phase-other", "phase-post16")


def possible(case, event):
    return True


def turns(born, age):
    """The birthday; one born on 29 February has it on 1 March in other years."""
    try:
        return date(born.year + age, born.month, born.day)
    except ValueError:
        return date(born.year + age, 3, 1)


def school_year_end(on):
    """The year in which the school year of a day ends (1 September to 31 August)."""
    return on.year if on.month < 9 else on.year + 1


def transfer(born, setting):
    """The rule and the calendar year of the setting's next transfer; nothing where it has none."""
    if setting["phase"] == "early-years":  # ends before Reception, which begins in the September after the fourth birthday
        return "phase-other", school_year_end(turns(born, 4))
    if setting["phase"] == "post-16" or "highest_age" not in setting or setting["highest_age"] > 16:
        return None
    rule = "phase-post16" if setting["highest_age"] == 16 else "phase-other"
    return rule, school_year_end(turns(born, setting["highest_age"]))


def arise(case, on, naming=False):
    """Begins the duty of the current setting's next transfer if by that day it has arisen. A plan that names the next placement on
    its first day is a plan to speak of on that day."""
    placement = case.memory.get("placement")
    if not placement or case.memory.get("phase begun") or not (case.plan_stands or naming):
        return
    found = transfer(case.born, placement["setting"])
    if not found or on < date(found[1] - 1, 9, 1) or placement["day"] >= date(found[1], 9, 1):
        return
    rule, year = found
    due = date(year, 2, 14) if rule == "phase-other" else date(year, 3, 30)
    case.duties = [duty for duty in case.duties if (duty.rule, duty.trigger) != (rule, placement)]  # that of a plan that ended
    case.begin(rule, placement, due, roll_back(due), arises=date(year - 1, 9, 1))
    case.memory["phase begun"] = True
    # Not settled: whether a plan of the same day has already named the next placement, and whether there is such a duty at all for
    # a plan that was not there to be amended in time.
    if case.memory.get("named on") == placement["day"] or case.memory["plan since"] > due:
        case.unsettled(rule, placement)


def take(case, event):
    if event["kind"] in TAKES:
        TAKES[event["kind"]](case, event)


def plan_came(case, event):
    if not case.plan_stood:
        case.memory["plan since"] = event["day"]


def plan_ended(case, event):
    case.void(event, *RULES)
    case.memory.pop("phase begun", None)


def finalised(case, event):
    """Whether the setting that the plan names is the current one, where no placement is recorded, is not settled."""
    plan_came(case, event)
    amended(case, event)
    if "setting" in event.get("placement", {}) and not case.memory.get("placement"):
        unsettle_transfers(case, event)
        case.memory["setting of the plan"] = True


def amended(case, event):
    if not event.get("placement"):
        return
    case.memory["named on"] = event["day"]
    if names_another(case, event["placement"]):
        arise(case, event["day"], naming=True)
        case.meet(event, *OF_A_SETTING)
    case.meet(event, "phase-16-16", where=lambda duty: names_the_planned(duty, event["placement"]))


def started(case, event):
    leave(case)
    case.memory["placement"] = event
    if "plan since" in case.memory and not case.plan_stands:  # whether the duty of a plan that has ended is shown is not settled
        unsettle_transfers(case, event)


def unsettle_transfers(case, trigger):
    for rule in OF_A_SETTING:
        case.unsettled(rule, trigger)


def names_another(case, named):
    """Whether a plan names, or gives the type of, another placement than the current one."""
    current = case.memory.get("placement", {}).get("setting", {}).get("name")
    return named.get("setting", {}).get("name") != current


def ended(case, event):
    current = case.memory.get("placement")
    if not current:
        return
    if current["setting"]["name"] == event["setting"]["name"]:
        leave(case)


def names_the_planned(duty, named):
    return "setting" not in named or named["setting"]["name"] == duty.trigger["setting"]["name"]


def leave(case):
    """Only the current setting's next transfer is spoken of."""
    case.duties = [duty for duty in case.duties if duty.rule not in OF_A_SETTING]
    case.memory.pop("placement", None)
    case.memory.pop("phase begun", None)


def planned(case, event):
    """Between post-16 institutions. Whether one in September keeps the 31 March as well is disputed (reg 18(1)(a), (2)): the
    earlier is safe."""
    current = case.memory.get("placement", {}).get("setting")
    if event["setting"]["phase"] != "post-16" or current and current["phase"] != "post-16":
        return
    if not current and "setting of the plan" in case.memory:
        case.unsettled("phase-16-16", event)
    starts = day(event["starts_on"])
    due = months_before(starts, 5)
    safe = roll_back(due - ONE_DAY)
    if starts.month == 9:
        safe = min(safe, roll_back(date(starts.year, 3, 30)))
    if case.plan_stands:
        case.begin("phase-16-16", event, due, safe)


TAKES = {
    "plan-finalised": finalised, "plan-transferred-in": plan_came, "plan-amended": amended,
    "placement-started": started, "placement-ended": ended, "move-planned": planned,
    "plan-ceased": plan_ended, "plan-transferred-out": plan_ended, "case-closed": plan_ended,
}
