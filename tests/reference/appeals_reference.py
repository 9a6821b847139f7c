"""Mediation, appeals, orders and recommendations: so far only whether an event can have happened."""

RULES = {}

APPEALABLE = ("assessment-refused", "plan-refused", "plan-finalised", "plan-amended", "reassessment-refused", "review-decided",
              "amendment-declined", "reassessment-unchanged", "cease-decided")
NEEDS_AN_APPEAL = ("appeal-answered", "appeal-unopposed", "tribunal-ordered", "appeal-closed")


def possible(case, event):
    kind = event["kind"]
    if kind in ("appeal-received", "mediation-agreed"):
        return case.memory.get("appealable", False)
    if kind in NEEDS_AN_APPEAL and case.memory.get("ordered"):  # whether the appeal is over when the order has been complied with
        case.may_refuse.add(event["at"])
    return kind not in NEEDS_AN_APPEAL or case.memory.get("appeal") is not None


def take(case, event):
    kind = event["kind"]
    if kind == "appeal-received":
        case.memory["appeal"], case.memory["ordered"] = event, False
    if kind == "tribunal-ordered":
        case.memory["ordered"] = True
    if kind == "appeal-closed":
        case.memory["appeal"] = None
    if kind in APPEALABLE and not (kind == "review-decided" and event["outcome"] == "amend"):
        case.memory["appealable"] = True
