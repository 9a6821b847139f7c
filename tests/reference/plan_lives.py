"""Invented episodes in the life of a plan that stands: reviews and amendments, re-assessments, moves, placements, payments."""
from datetime import date, timedelta

from assessment_lives import advice

DATED = ("ar-first", "ar-next", "ar-decide", "ar-amend-final", "reassess-decide", "reassess-final", "xfer-send", "phase-other")
SETTINGS = (
    {"name": "Acorn Nursery", "phase": "early-years", "lowest_age": 2, "highest_age": 4},
    {"name": "Beech Infants", "phase": "infant", "lowest_age": 4, "highest_age": 7, "must_run_reviews": True},
    {"name": "Cedar Juniors", "phase": "junior", "lowest_age": 7, "highest_age": 11, "must_run_reviews": True},
    {"name": "Damson Primary", "phase": "primary", "lowest_age": 4, "highest_age": 11, "must_run_reviews": True},
    {"name": "Elder Middle", "phase": "middle", "lowest_age": 9, "highest_age": 13, "must_run_reviews": True},
    {"name": "Fir Secondary", "phase": "secondary", "lowest_age": 11, "highest_age": 16, "must_run_reviews": True},
    {"name": "Gorse Upper", "phase": "secondary", "lowest_age": 11, "highest_age": 18, "must_run_reviews": True},
    {"name": "Hazel School", "phase": "special", "lowest_age": 5, "highest_age": 16, "must_run_reviews": False},
    {"name": "Ivy Through", "phase": "all-through", "lowest_age": 4, "highest_age": 16, "must_run_reviews": True},
    {"name": "Juniper College", "phase": "post-16", "lowest_age": 16, "highest_age": 25, "must_run_reviews": False},
    {"name": "Larch College", "phase": "post-16", "lowest_age": 16, "highest_age": 25, "must_run_reviews": False},
)


def named(life):
    """What a plan may name: a setting, a type alone, or nothing."""
    if life.maybe(0.5):
        return {}
    if life.maybe(0.3):
        return {"placement": {"type": "a mainstream school"}}
    return {"placement": {"setting": life.setting if life.setting and life.maybe(0.2) else life.any(*SETTINGS)}}


def amendment(life, basis):
    """A notice, perhaps a second one, and what comes of it."""
    if life.maybe(0.85):
        life.soon("amendment-proposed", 30, basis=basis, **life.service())
    if life.maybe(0.08):
        life.soon("amendment-proposed", 20, basis=basis, **life.service())
    if life.maybe(0.3):
        life.soon(life.any("representations-received", "placement-requested", "meeting-requested"), 15)
    if life.maybe(0.75):
        life.soon("plan-amended", 80, **named(life))
    elif life.maybe(0.7):
        life.soon("amendment-declined", 80)


def amendment_otherwise(life):
    amendment(life, "other")


def notice(life):
    """The arranging, the invitations and the papers of a review, most of them and mostly in time."""
    meeting = life.day + timedelta(days=life.any(10, 14, 15, 16, 28, 60))
    if life.maybe(0.7):
        life.put("review-arranged", meeting_on=meeting.isoformat())
        if life.maybe(0.15):
            meeting += timedelta(days=life.any(7, 14))
            life.soon("review-arranged", 5, meeting_on=meeting.isoformat())
    begun = life.day
    if life.maybe(0.7):
        life.soon("review-invited", 8, meeting_on=meeting.isoformat())
    if life.maybe(0.6):
        life.soon("review-papers-circulated", 12)
    life.day = max(begun, meeting)


def review(life):
    life.wait(0, 20, 60, 100, 200, 300, 320)
    if life.maybe(0.6):
        notice(life)
    if life.maybe(0.05):
        return
    life.put("review-meeting-held")
    if life.maybe(0.08):
        life.soon("review-meeting-held", 20)
    if life.maybe(0.6):
        life.soon("review-report-sent", 18)
    if life.maybe(0.1):
        return
    outcome = life.any("maintain", "maintain", "amend", "amend", "cease")
    if outcome == "amend" and life.maybe(0.15):
        life.soon("amendment-proposed", 10, basis="review", **life.service())
    life.soon("review-decided", 30, outcome=outcome)
    if life.maybe(0.05):
        life.soon("review-report-sent", 20)
    if outcome == "amend":
        amendment(life, "review")
    if outcome == "cease" and life.maybe(0.4):
        ceasing(life)


def ceasing(life):
    if life.maybe(0.7):
        life.add("cease-consulted")
        if life.maybe(0.3):
            life.add("cease-abandoned")
            return
    if life.maybe(0.8):
        life.add("cease-decided")
        if life.maybe(0.5):
            life.wait(0, 40, 70)
            life.add("plan-ceased")


def reassessment(life):
    if life.maybe(0.2):
        life.add("reassessment-decided")
    else:
        asked_by = life.any("parent", "young-person", "setting", "icb")
        life.add("reassessment-requested", by=asked_by)
        if life.maybe(0.1):
            life.soon("reassessment-requested", 20, by=life.any("parent", "setting", "icb"))
        if life.maybe(0.3):
            if asked_by != "icb" or life.maybe(0.05):
                life.soon("reassessment-refused", 20)
            return
        life.soon("reassessment-agreed", 18)
    if life.maybe(0.4):
        advice(life)
    if life.maybe(0.2):
        life.exception(DATED)
    if life.maybe(0.15):
        life.soon("reassessment-unchanged", 110)
        return
    if life.maybe(0.8):
        life.soon("draft-sent", 60, **life.service())
    if life.maybe(0.8):
        life.soon("plan-finalised", 80, **named(life))


def fitting(life):
    """A setting for the child's age, mostly."""
    age = (life.day - life.born).days // 365
    fit = [setting for setting in SETTINGS if setting["lowest_age"] <= age < setting["highest_age"]]
    return life.any(*(fit if fit and life.maybe(0.9) else SETTINGS))


def placement(life):
    if life.setting and life.maybe(0.5):
        life.soon("placement-ended", 30, setting=life.setting if life.maybe(0.95) else SETTINGS[0])
    life.setting = fitting(life)
    life.soon("placement-started", 30, setting=life.setting)
    if life.setting["phase"] == "post-16" and life.maybe(0.7) or life.maybe(0.05):
        starts = life.day + timedelta(days=life.rng.randrange(20, 500))
        if life.maybe(0.3):
            starts = starts.replace(month=9, day=life.any(1, 5))
        life.soon("move-planned", 15, starts_on=starts.isoformat(),
                  setting=SETTINGS[-2] if life.setting == SETTINGS[-1] else SETTINGS[-1])
        if life.maybe(0.5):
            life.soon("plan-amended", 200, **named(life))


def phase(life):
    """A plan amended, or not, in the year before the child grows out of its setting."""
    if life.setting and life.setting["highest_age"] <= 16:
        grown = date(life.born.year + life.setting["highest_age"], life.any(1, 9), 1)
        life.day = max(life.day, grown - timedelta(days=life.rng.randrange(300)))
    else:
        life.wait(0, 30, 200)
    if life.maybe(0.7):
        life.put("plan-amended", **named(life))
    if life.maybe(0.2):
        life.soon("plan-finalised", 60, **named(life))


def whereabouts(life):
    life.add("whereabouts-confirmed", source=life.any("family", "setting", "visit", "provider", "other"))


def boards(life):
    because = life.any("moved-area", "changed")
    life.soon("commissioner-changed", 30, because=because)
    if life.maybe(0.1):
        life.soon("commissioner-changed", 10, because=because)
    if life.maybe(0.7):
        life.soon("commissioner-notified", 28)
    if life.maybe(0.5):
        life.soon("commissioner-requested", 28)


def move_away(life):
    moves = life.day + timedelta(days=life.any(0, 10, 20, 21, 22, 23, 24, 30, 60))
    if life.maybe(0.9):
        life.put("move-notified", moves_on=moves.isoformat())
        if life.maybe(0.1):
            life.soon("move-notified", 10, moves_on=(moves + timedelta(days=life.any(0, 0, 14, -5))).isoformat())
    if life.maybe(0.3):
        boards(life)
    if life.maybe(0.6):
        life.day = max(life.day, moves) + timedelta(days=life.any(0, 0, 1, 15, 21, 30))
        life.put("plan-transferred-out")


def payments(life):
    life.add("direct-payments-started")
    if life.maybe(0.1):
        life.soon("direct-payments-started", 60)
    if life.maybe(0.7):
        life.soon("direct-payments-reviewed", 110)


def disclosure(life):
    for _ in range(life.any(1, 1, 1, 2)):
        life.add("disclosure-requested")
    if life.maybe(0.8):
        life.soon("disclosure-made", 28)


EPISODES = (review, review, review, amendment_otherwise, reassessment, reassessment, placement, placement, phase, phase,
            whereabouts, boards, payments, disclosure)


def arrive(life):
    """A plan from another authority."""
    made = life.day - timedelta(days=life.rng.randrange(20, 900))
    fields = {"made_on": made.isoformat()}
    if life.maybe(0.5):
        fields["last_review_on"] = (made + timedelta(days=life.rng.randrange((life.day - made).days))).isoformat()
    life.put("plan-transferred-in", **fields)
    if life.maybe(0.7):
        life.soon("transfer-informed", 50)


def stand(life):
    """A plan that stood before the records begin."""
    fields = named(life)
    if life.maybe(0.5):
        fields["made_on"] = (life.day - timedelta(days=life.rng.randrange(300))).isoformat()
    life.put("plan-finalised", **fields)


def leave(life):
    """How a life may end."""
    if life.maybe(0.3):
        life.any(ceasing, move_away)(life)
        if life.maybe(0.2):
            life.add("case-closed")
    elif life.maybe(0.1):
        life.add("case-closed")
