"""What excuses lateness: the grounds, the rules that admit each, whether one touched a duty. An exception never moves a date."""
from datetime import date

from naive_dates import ONE_DAY, days_later
from reference_case import PENDING, day

CLOSURES = ("closed-school", "closed-early-years")
STANDARD = CLOSURES + ("personal", "absent")
ADMITTED = {
    "ehcna-decide": STANDARD,    # reg 5(4); reg 4(1) has none
    "plan-refuse": STANDARD,     # reg 10(4)
    "plan-final": STANDARD,      # reg 13(3)
    "reassess-final": STANDARD,  # reg 27(3)
    "ft-assess-notify": STANDARD,   # regs 44(3), 45(7): those of reg 13(3), and an absence of only 2 weeks;
    "ft-assess-no-plan": STANDARD,  # remitting and amending admit none
    "ft-assess-final": STANDARD,
    "ft-make-draft": STANDARD,
    "ft-make-final": STANDARD,
    "advice-reply": ("personal", "absent", "missed-appointment", "incompatible"),  # reg 8(2); s.31(2)
}
# SI 2020/471: what fell due in these days, for the limits that gained an exception (regs 4, 5, 8, 10, 13, 22, 27 and 45(8)), and
# for those of orders, which take over the exceptions of reg 13.
RELAXED_FROM, RELAXED_TO = date(2020, 5, 1), date(2020, 9, 25)
RELAXED = ("ehcna-refuse", "ehcna-decide", "advice-reply", "plan-refuse", "plan-final", "ar-amend-final", "ar-amend-decline",
           "reassess-final", "ft-assess-notify", "ft-assess-no-plan", "ft-assess-final", "ft-make-draft", "ft-make-final")
# Whether these are excused too the texts do not tell: the Code's six weeks by the grounds of reg 8, and by the relaxation those
# limits of the Regulations that reg 2A made "as soon as reasonably practicable", of which there is no list.
PERHAPS_ADMITTED = {"advice-reply-others": ADMITTED["advice-reply"]}
PERHAPS_RELAXED = ("ar-after-reassess", "ar-after-transfer", "ar-invite", "ar-papers", "ar-report", "ar-decide", "ar-amend-notice",
                   "ar-12w-longstop", "phase-other", "phase-post16", "phase-16-16", "reassess-decide", "xfer-send", "xfer-inform",
                   "xfer-icb-notify", "xfer-icb-request", "icb-change-notify", "icb-change-request", "he-disclose",
                   "advice-reply-others", "med-cert-decline", "med-tell-icb", "med-arrange", "med-arrange-mixed",
                   "med-arrange-health-only", "med-attend", "med-cert-done", "med-late", "med-agree-other", "med-agree-tell-la",
                   "ft-remit", "ft-amend-sep", "ft-amend-placement", "ft-continue-amend", "rec-health", "rec-health-copy",
                   "rec-social", "rec-social-copy")
WEEKS_AWAY = dict.fromkeys([rule for rule in ADMITTED if rule.startswith("ft-")], 2)  # of absence that count, where they are not 4
# Reg 45(7) does not list (3A): where the appeal is not opposed, the 10 and the 14 weeks admit none but the relaxation.
NONE_WHERE_UNOPPOSED = ("ft-assess-no-plan", "ft-assess-final")


def excuses(exception, duty, advice_requests, admitted=None, relaxed=RELAXED):
    ground = exception["ground"]
    if duty.window or exception.get("rule", duty.rule) != duty.rule:
        return False
    if exception.get("event", duty.trigger["at"]) != duty.trigger["at"] or not exception.get("impractical_because"):
        return False
    if ground == "coronavirus":
        return duty.rule in relaxed and RELAXED_FROM <= duty.due <= RELAXED_TO
    if ground not in (admitted or ADMITTED).get(duty.rule, ()):
        return False
    if duty.rule in NONE_WHERE_UNOPPOSED and duty.trigger["kind"] == "appeal-unopposed":
        return False
    first, last = day(exception["from"]), day(exception.get("to", "9999-12-31"))
    if ground in CLOSURES:
        return advice_asked_in_closure(advice_requests, first, last)
    first_within, last_within = max(first, duty.begins()), min(last, duty.due)
    if ground == "absent":  # continuous for 4 weeks in the period
        return (last_within - first_within).days + 1 >= 7 * WEEKS_AWAY.get(duty.rule, 4)
    return first_within <= last_within


def perhaps_excuses(exception, duty, advice_requests):
    relaxed = PERHAPS_RELAXED + (RELAXED if "relaxation-of-orders" in PENDING and duty.rule.startswith("ft-") else ())
    return duty.due is not None and excuses(exception, duty, advice_requests, PERHAPS_ADMITTED, relaxed)


def advice_asked_in_closure(requests, closed, reopened):
    """Closed for at least 4 weeks, and the advice asked for later than a week before it closed and earlier than a week before it
    opened again (days on either boundary are taken to be outside, since reg 5(4)(a) does not say)."""
    if reopened < days_later(closed, 28):
        return False
    for request in requests:
        asked = day(request.get("sent_on", request["on"]))
        if request["from"] == "education" and closed - 7 * ONE_DAY < asked < reopened - 7 * ONE_DAY:
            return True
    return False
