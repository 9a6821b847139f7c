"""Invented assessments: from a request, with its advice, to a plan, to none, or to nothing."""

DATED = ("ehcna-refuse", "ehcna-decide", "advice-reply", "advice-reply-others", "plan-refuse", "plan-final")
ADVISERS = ("education", "education", "health", "health", "psychology", "social-care", "sensory", "adulthood", "family", "other")


def opening(life):
    if life.maybe(0.8):
        life.add("request-received", **{"from": life.any("parent", "young-person", "setting")})
    else:
        life.add("brought-to-attention")


def end(life):
    if life.maybe(0.6):
        life.add("request-withdrawn")
    if life.maybe(0.6):
        life.add("case-closed")


def advice(life):
    """Some advisers are asked, most of them answer, one or the other was not needed."""
    asked = []
    for _ in range(life.any(1, 1, 2, 3)):
        fields = {"ref": life.ref(), "from": life.any(*ADVISERS)}
        if life.maybe(0.3):
            fields["body"] = life.any("partner", "own", "setting", "private")
        if life.maybe(0.3):
            fields["sent_on"] = life.day.isoformat()
        life.soon("advice-requested", 5, **fields)
        asked.append(fields["ref"])
    if life.maybe(0.3):
        life.exception(DATED)
    for ref in asked:
        if life.maybe(0.7):
            life.soon("advice-received" if life.maybe(0.85) else "advice-not-needed", 50, ref=ref)


def decision(life):
    """True if it is to assess."""
    opening(life)
    if life.maybe(0.15):
        opening(life)
    if life.maybe(0.5):
        life.add("family-consulted")
    if life.maybe(0.5):
        life.add("considering-notified")
    if life.maybe(0.1):
        life.add("family-consulted")
    if life.maybe(0.06):
        end(life)
        return False
    if life.maybe(0.3):
        life.exception(DATED)
    if life.maybe(0.2):
        life.add("assessment-refused", after=life.any("determination", "consideration"))
        if not life.maybe(0.15):
            return False
        life.add("appeal-received", ground="no-assessment")
        life.add("tribunal-ordered", order="assess")
    elif life.maybe(0.05):
        return False
    life.add("assessment-agreed")
    return True


def settings(life):
    for name in life.any(("Alder School",), ("Alder School", "Birch College"), ("Alder School", "Alder School")):
        life.soon("setting-consulted", 5, setting=name)
    if life.maybe(0.6):
        life.soon("setting-replied", 25, setting=life.any("Alder School", "Birch College"))


def plan(life):
    """True if a plan stands at the end."""
    if life.maybe(0.06):
        return False
    if life.maybe(0.1):
        life.add("plan-refused")
        if not life.maybe(0.3):
            return False
        life.add("appeal-received", ground="no-plan")
        life.add("tribunal-ordered", order=[life.any("make-plan", "remit")])
        if life.maybe(0.5):
            life.soon("draft-sent", 35)
        life.soon("plan-finalised", 80)
        return True
    if life.maybe(0.3):
        life.add("plan-proposed")
    for _ in range(life.any(0, 1, 1, 1, 1, 1, 2)):
        life.add("draft-sent", **life.service())
        if life.maybe(0.3):
            life.soon(life.any("representations-received", "placement-requested", "meeting-requested"), 15)
    if life.maybe(0.4):
        settings(life)
    if life.maybe(0.04):
        life.add("plan-refused")
        return False
    if life.maybe(0.05):
        end(life)
        return False
    life.add("plan-finalised")
    return True


def assessment(life):
    if not decision(life):
        return False
    if life.maybe(0.7):
        advice(life)
    if life.maybe(0.1):
        opening(life)
    return plan(life)
