"""Invented disputes: a decision that may be appealed, mediation, an appeal, what was ordered or agreed, and what came of it.

dispute(life) adds one to a life of random_timelines.py. The days lie about the limits, on them and past them, and steps are left
out or taken twice.
"""
from datetime import timedelta

DATED = ("appeal-la-response", "ft-assess-notify", "ft-assess-final", "ft-make-draft", "ft-make-final", "ft-amend-sep",
         "med-arrange")
HEALTH = ("none", "none", "mixed", "only")
GROUNDS = ("no-assessment", "no-plan", "contents", "no-reassessment", "no-amendment", "cease")


def near(life, limit):
    """So many days later: soon, about the limit, or long after it."""
    within = life.rng.randrange(limit + 1)
    return life.any(0, 1, within, within, limit - 1, limit, limit + 1, life.rng.randrange(2 * limit + 2))


def add(life, kind, limit=14, **fields):
    life.day += timedelta(days=near(life, limit))
    life.put(kind, **fields)


def add_from(life, kind, limit, source, **fields):
    add(life, kind, limit, **{"from": source}, **fields)


def day_of(life, days):
    return (life.day + timedelta(days=days)).isoformat()


# --- decisions: each gives the ground of appeal and what may be ordered on it -------------------------------------------
STANDS = {"plan-finalised": "plan", "plan-ceased": "nothing", "case-closed": "nothing", "plan-refused": "nothing",
          "assessment-refused": "nothing", "request-withdrawn": "nothing", "assessment-agreed": "assessment",
          "draft-sent": "assessment", "plan-proposed": "assessment"}


def standing(life):
    """What the child has by now: nothing, an assessment, or a plan, which a further draft does not take away."""
    stands = "nothing"
    for event in life.events:
        then = STANDS.get(event["kind"], stands)
        stands = stands if stands == "plan" and then == "assessment" else then
    return stands


def request(life):
    add_from(life, "request-received", 30, life.rng.choice(("parent", "young-person", "setting")))
    if life.maybe(0.5):
        add(life, "family-consulted")


def no_assessment(life):
    request(life)
    if life.maybe(0.5):
        add(life, "considering-notified", 28)
    add(life, "assessment-refused", 42, after=life.any("determination", "consideration"))
    return "no-assessment", ("assess",)


def no_plan(life):
    if standing(life) == "nothing":
        request(life)
        add(life, "assessment-agreed", 42)
    if life.maybe(0.3):
        add_from(life, "advice-requested", 7, "education", ref="e1")
    add(life, "plan-refused", 70)
    return "no-plan", ("make-plan", "make-plan", "remit")


def a_plan(life):
    if standing(life) == "plan" and life.maybe(0.8):
        return
    if standing(life) == "nothing" and not life.events and life.maybe(0.6):
        add(life, "plan-finalised", 30)
        return
    if standing(life) == "nothing":
        request(life)
        add(life, "assessment-agreed", 42)
    if life.maybe(0.8):
        add(life, "draft-sent", 60)
    add(life, "plan-finalised", 42)


def contents(life):
    a_plan(life)
    if life.events[-1]["kind"] != "plan-finalised":
        add(life, "plan-amended", 100)
    return "contents", ("amend-provision", "amend-placement", ["amend-provision", "amend-placement"])


def a_review(life):
    a_plan(life)
    add(life, "review-meeting-held", 300)


def kept(life):
    a_review(life)
    add(life, "review-decided", 28, outcome="maintain")
    return "no-amendment", ("amend-provision", "amend-placement", ["amend-placement", "amend-provision"])


def amended(life):
    a_review(life)
    add(life, "review-decided", 28, outcome="amend")
    if life.maybe(0.9):
        add(life, "amendment-proposed", 2, basis="review")
    if life.maybe(0.4):
        add(life, "amendment-declined", 56)
        return "no-amendment", ("amend-provision",)
    add(life, "plan-amended", 56)
    return "contents", ("amend-provision", "amend-placement")


def not_reassessed(life):
    a_plan(life)
    add(life, "reassessment-requested", 200, by=life.rng.choice(("parent", "young-person", "setting")))
    add(life, "reassessment-refused", 15)
    return "no-reassessment", ("reassess",)


def unchanged(life):
    a_plan(life)
    add(life, "reassessment-requested", 200, by="parent")
    add(life, "reassessment-agreed", 15)
    add(life, "reassessment-unchanged", 98)
    return "no-amendment", ("amend-provision", "amend-placement")


def ceasing(life):
    a_plan(life)
    if life.maybe(0.8):
        add(life, "cease-consulted", 200)
    if life.maybe(0.3):
        add(life, "review-meeting-held", 100)
        add(life, "review-decided", 28, outcome="cease")
    else:
        add(life, "cease-decided", 30)
    return "cease", ("continue", "continue-and-amend", "cease")


ON_A_PLAN = (contents, contents, kept, amended, not_reassessed, unchanged, ceasing)
DECISIONS = {"nothing": (no_assessment, no_assessment, no_plan, no_plan) + ON_A_PLAN, "assessment": (no_plan,) + ON_A_PLAN,
             "plan": ON_A_PLAN}


# --- mediation ----------------------------------------------------------------------------------------------------------
def mediation(life, orders):
    """Whether it came to an agreement, and so needs no appeal."""
    if life.maybe(0.8):
        add(life, "adviser-contacted", 60)
    if life.maybe(0.3):
        add(life, "mediation-declined", 20)
        if life.maybe(0.8):
            add(life, "mediation-certificate-issued", 4)
        return False
    health = life.rng.choice(HEALTH)
    add(life, "mediation-requested", 10, health=health)
    if life.maybe(0.9 if health in ("mixed", "only") else 0.05):
        add(life, "mediation-icb-told", 5)
    if life.maybe(0.2):
        add(life, "mediation-not-arranged", 32)
        if life.maybe(0.7):
            add(life, "mediation-certificate-issued", 4)
        if life.maybe(0.5):
            return False
    for _ in range(life.rng.choice((0, 1, 1, 1, 2))):  # now and then moved to another day
        add(life, "mediation-arranged", 10, meeting_on=day_of(life, life.rng.choice((0, 5, 7, 8, 9, 14, life.rng.randrange(40)))))
    if life.maybe(0.15):
        add(life, "mediation-declined", 10)
    if life.maybe(0.9):
        add(life, "mediation-held", 20)
    agreed = life.maybe(0.4)
    if agreed:
        agreement(life, orders)
    if life.maybe(0.7):
        add(life, "mediation-certificate-issued", 4)
    return agreed


def agreement(life, orders):
    chosen = life.any(*orders, "other")
    about = chosen if isinstance(chosen, list) else [chosen]
    if life.maybe(0.3) and "other" not in about:
        about = about + ["other"]
    fields = {"about": about}
    if life.maybe(0.2):
        fields["comply_by"] = day_of(life, life.rng.randrange(90))
    if life.maybe(0.2):
        fields["authority_party"] = False
        if life.maybe(0.8):
            fields["told_on"] = day_of(life, life.rng.randrange(25))
    add(life, "mediation-agreed", 3, **fields)
    if life.maybe(0.3):
        comply(life, about)
    if life.maybe(0.6):
        add(life, "agreement-done", 14)


# --- appeal -------------------------------------------------------------------------------------------------------------
def appeal(life, ground, orders):
    if life.maybe(0.05):
        ground = life.rng.choice(GROUNDS)
    fields = {"ground": ground}
    if ground == "contents":
        fields["parts"] = life.rng.choice((["needs"], ["placement"], ["needs", "provision", "placement"], ["provision"]))
    add(life, "appeal-received", 50, **fields)
    if life.maybe(0.3):
        life.events[-1]["lodged_on"] = day_of(life, -life.rng.randrange(12))
    way = life.rng.random()
    order = life.rng.choice(orders)
    if way < 0.2:
        concedes = [] if order == "remit" else order if isinstance(order, list) else [order]
        add(life, "appeal-unopposed", 44, concedes=concedes)
        comply(life, concedes)
        if life.maybe(0.5):
            add(life, "appeal-closed", 40, how="settled")
        return
    if way < 0.8:
        add(life, "appeal-answered", 44)
    elif life.maybe(0.2):
        return
    if life.maybe(0.2):
        add(life, "appeal-closed", 60, how=life.rng.choice(("dismissed", "withdrawn", "settled", "struck-out")))
        return
    add(life, "tribunal-ordered", 90, order=order)
    if life.maybe(0.15):
        life.events[-1]["comply_by"] = day_of(life, life.rng.randrange(100))
    if life.maybe(0.3):
        recommendations(life)
    comply(life, order if isinstance(order, list) else [order])
    if life.maybe(0.3):
        add(life, "appeal-closed", 40, how="dismissed")
    if life.maybe(0.1):
        recommendations(life)


def recommendations(life):
    for about in life.rng.choice((("health",), ("social-care",), ("health", "social-care"))):
        add(life, "recommendation-made", 3, about=about)
        if life.maybe(0.8):
            add(life, "recommendation-answered", 36, about=about)
            if about == "health" and life.maybe(0.5):
                life.events[-1]["received_on"] = day_of(life, life.rng.randrange(5))
            if life.maybe(0.7):
                add(life, "recommendation-copied", 8, about=about)


# --- what is done about an order ------------------------------------------------------------------------------------------
def comply(life, orders):
    if life.maybe(0.3):
        excuse(life)
    if life.maybe(0.1):
        return  # nothing, so far
    for order in orders:
        COMPLY.get(order, lambda life: None)(life)
    if life.maybe(0.1):
        life.exception(DATED)


def excuse(life):
    """What happened to the family while the order was to be complied with, now and then too short to excuse anything."""
    life.put("exception-recorded", ground=life.any("personal", "absent", "absent", "coronavirus"),
             **{"from": day_of(life, life.any(-5, 0, 1, 5))}, to=day_of(life, life.any(5, 12, 13, 14, 18, 19, 27, 30, 90)),
             impractical_because="invented for a test")


def assess(life):
    if life.maybe(0.9):
        add(life, "assessment-agreed", 15)
        outcome(life, 60)


def outcome(life, limit):
    if life.maybe(0.3):
        return add(life, "plan-refused", limit)
    if life.maybe(0.4):
        add(life, "plan-proposed", limit)
    if life.maybe(0.7):
        add(life, "draft-sent", limit)
    if life.maybe(0.9):
        add(life, "plan-finalised", 40)
    return None


def reassess(life):
    if life.maybe(0.9):
        add(life, "reassessment-agreed", 15)
        if life.maybe(0.3):
            return add(life, "reassessment-unchanged", 60)
        if life.maybe(0.7):
            add(life, "draft-sent", 60)
        if life.maybe(0.8):
            add(life, "plan-finalised", 30)
    return None


def make_plan(life):
    if life.maybe(0.8):
        add(life, "draft-sent", 36)
    if life.maybe(0.8):
        add(life, "plan-finalised", 42)


def remit(life):
    if life.maybe(0.8):
        add(life, life.rng.choice(("draft-sent", "plan-refused")), 15)


def amend(life):
    if life.maybe(0.2):
        add(life, "amendment-proposed", 14, basis="other")
    if life.maybe(0.8):
        add(life, "plan-amended", 35)


COMPLY = {"assess": assess, "reassess": reassess, "make-plan": make_plan, "remit": remit, "amend-provision": amend,
          "amend-placement": amend, "continue-and-amend": amend}


def dispute(life):
    ground, orders = life.rng.choice(DECISIONS[standing(life)])(life)
    if life.maybe(0.1):
        life.exception(DATED)
    agreed = life.maybe(0.75) and mediation(life, orders)
    if life.maybe(0.2 if agreed else 0.75):
        appeal(life, ground, orders)


EPISODES = (dispute,)


def live(life):
    """A life of disputes."""
    for _ in range(life.any(1, 1, 2)):
        dispute(life)
    if life.maybe(0.1):
        add(life, "case-closed", 200)
