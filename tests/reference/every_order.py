#!/usr/bin/env python3
"""Every step after every other, from every beginning, through `ehcflow due --batch` and through the reference: which of them
can have happened, what begins and what ends.

    every_order.py --program build/dev/ehcflow [--length 2]
"""
import argparse
import itertools
import sys
from datetime import date, timedelta

from compare_random import compare, smaller
from due_reference import due, of_program
from program import answers, differences, show

PRIMARY = {"name": "Damson Primary", "phase": "primary", "lowest_age": 4, "highest_age": 11}
COLLEGE = {"name": "Larch College", "phase": "post-16", "lowest_age": 16, "highest_age": 25}
START, TODAY = date(2024, 3, 1), date(2024, 12, 2)
BATCH = 2000


def step(kind, **fields):
    return {"kind": kind, **fields}


REQUEST, AGREED, PLAN = step("request-received", **{"from": "parent"}), step("assessment-agreed"), step("plan-finalised")
MEETING, ENDED = step("review-meeting-held"), step("plan-ceased")
BEGINNINGS = ((), (REQUEST,), (REQUEST, AGREED), (REQUEST, step("assessment-refused", after="determination")),
              (REQUEST, AGREED, step("draft-sent")), (REQUEST, AGREED, step("plan-refused")), (REQUEST, AGREED, PLAN), (PLAN,),
              (step("plan-transferred-in", made_on="2023-06-01"),), (PLAN, MEETING), (PLAN, ENDED), (PLAN, step("cease-decided")),
              (PLAN, step("plan-transferred-out")), (PLAN, step("case-closed")),
              (PLAN, step("amendment-proposed", basis="review")),
              (PLAN, step("reassessment-requested", by="parent")),
              (PLAN, step("reassessment-decided"), step("draft-sent")))
STEPS = (
    REQUEST, step("brought-to-attention"), step("request-withdrawn"), step("case-closed"), step("family-consulted"),
    step("considering-notified"), AGREED, step("assessment-refused", after="consideration"),
    step("advice-requested", ref="a1", **{"from": "health"}), step("advice-received", ref="a1"),
    step("advice-not-needed", ref="a1"),
    step("plan-refused"), step("plan-proposed"), step("draft-sent"), step("representations-received"),
    step("setting-consulted", setting="Alder School"), step("setting-replied", setting="Alder School"), PLAN,
    step("placement-started", setting=PRIMARY), step("placement-ended", setting=PRIMARY),
    step("move-planned", starts_on="2025-01-06", setting=COLLEGE), step("whereabouts-confirmed", source="visit"),
    step("review-arranged", meeting_on="2024-07-01"), step("review-invited", meeting_on="2024-07-01"),
    step("review-papers-circulated"), MEETING, step("review-report-sent"), step("review-decided", outcome="maintain"),
    step("review-decided", outcome="amend"), step("review-decided", outcome="cease"),
    step("amendment-proposed", basis="review"), step("amendment-proposed", basis="other"), step("plan-amended"),
    step("amendment-declined"), step("reassessment-requested", by="parent"), step("reassessment-requested", by="icb"),
    step("reassessment-agreed"), step("reassessment-refused"), step("reassessment-decided"), step("reassessment-unchanged"),
    step("cease-consulted"), step("cease-decided"), step("cease-abandoned"), ENDED,
    step("move-notified", moves_on="2024-09-02"), step("plan-transferred-out"), step("plan-transferred-in", made_on="2023-06-01"),
    step("transfer-informed"), step("commissioner-changed", because="moved-area"), step("commissioner-changed", because="changed"),
    step("commissioner-notified"), step("commissioner-requested"), step("direct-payments-started"),
    step("direct-payments-reviewed"), step("disclosure-requested"), step("disclosure-made"), step("detained"), step("released"),
)

# Disputes, apart from the rest, so that the orders of steps stay countable.
APPEAL, NOT_ASSESSED = step("appeal-received", ground="contents"), step("assessment-refused", after="determination")
NO_PLAN, NOT_REASSESSED = step("plan-refused"), step("reassessment-refused")
DECLINED, WANTED = step("mediation-declined"), step("mediation-requested", health="only")


def order(*orders):
    return step("tribunal-ordered", order=list(orders))


DISPUTES = ((PLAN,), (PLAN, step("adviser-contacted")), (PLAN, DECLINED), (PLAN, WANTED), (PLAN, WANTED, step("mediation-icb-told")),
            (PLAN, step("mediation-agreed", about=["amend-provision", "other"])), (PLAN, APPEAL),
            (PLAN, APPEAL, step("appeal-answered")),
            (PLAN, APPEAL, step("appeal-unopposed", concedes=["amend-provision", "amend-placement"])),
            (PLAN, APPEAL, order("amend-placement")), (PLAN, APPEAL, order("amend-provision"), step("plan-amended")),
            (PLAN, APPEAL, step("appeal-closed", how="withdrawn")), (PLAN, APPEAL, step("recommendation-made", about="health")),
            (REQUEST, NOT_ASSESSED, step("appeal-received", ground="no-assessment"), order("assess")),
            (REQUEST, AGREED, NO_PLAN, step("appeal-received", ground="no-plan"), order("make-plan")),
            (REQUEST, AGREED, NO_PLAN, step("appeal-received", ground="no-plan"), order("remit")),
            (PLAN, step("reassessment-requested", by="parent"), NOT_REASSESSED, step("appeal-received", ground="no-reassessment"),
             order("reassess")),
            (PLAN, step("cease-decided"), step("appeal-received", ground="cease")))
DISPUTE_STEPS = (
    step("adviser-contacted"), DECLINED, WANTED, step("mediation-requested", health="none"),
    step("mediation-requested", health="mixed"),
    step("mediation-icb-told"), step("mediation-arranged", meeting_on="2024-05-07"), step("mediation-held"),
    step("mediation-not-arranged"), step("mediation-certificate-issued"), step("mediation-agreed", about=["amend-placement"]),
    step("mediation-agreed", about=["other"], authority_party=False), step("agreement-done"), APPEAL,
    step("appeal-received", ground="cease", lodged_on="2024-04-20"), step("appeal-answered"),
    step("appeal-unopposed", concedes=["continue-and-amend"]), order("amend-provision", "amend-placement"), order("cease"),
    step("appeal-closed", how="dismissed"), step("recommendation-made", about="social-care"),
    step("recommendation-answered", about="health"), step("recommendation-copied", about="health"), AGREED, NO_PLAN,
    step("draft-sent"), PLAN, step("plan-amended"), step("reassessment-agreed"), step("reassessment-unchanged"),
    step("cease-decided"), ENDED, step("plan-transferred-out"), step("case-closed"))


def timelines(length):
    for beginning, steps in itertools.chain(after(BEGINNINGS, STEPS, length), after(DISPUTES, DISPUTE_STEPS, length)):
        events = [dict(event, on=(START + timedelta(days=12 * number)).isoformat())
                  for number, event in enumerate((*beginning, *steps))]
        yield {"child": {"born": "2014-05-03"}, "events": events}


def after(beginnings, steps, length):
    return itertools.product(beginnings, itertools.product(steps, repeat=length))


def batches(lives):
    while batch := list(itertools.islice(lives, BATCH)):
        yield batch


def main():
    parser = argparse.ArgumentParser(description="Compare the program with the reference on every order of steps.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--length", type=int, default=2, help="how many steps after each beginning")
    parser.add_argument("--show", type=int, default=5, help="how many differences to show in full")
    arguments = parser.parse_args()
    asked, refused, different = 0, 0, []
    for batch in batches(timelines(arguments.length)):
        for life, answer in zip(batch, answers(arguments.program, batch, TODAY)):
            expected = due(life, TODAY)
            asked, refused = asked + 1, refused + ("event" in expected)
            if differences(expected, of_program(answer, expected)):
                different.append(life)
    for life in different[:arguments.show]:
        least = smaller(arguments.program, life, TODAY)
        print(show(least) + "\n  " + "\n  ".join(compare(arguments.program, least, TODAY)))
    print(f"{asked} timelines ({refused} refused by the reference): {len(different)} differ")
    return 1 if different or not asked else 0


if __name__ == "__main__":
    sys.exit(main())
