"""Invented timelines from a seed: mostly plausible lives of a case, now and then an unlikely or impossible step.

A file of lives offers EPISODES, functions that take a Life (random_life.py) and add what happens; those in EPISODES below can
happen to any plan that stands.
"""
from datetime import date, timedelta

import appeals_timelines
import plan_lives
from assessment_lives import DATED, assessment, opening
from random_life import Life

EPISODES = plan_lives.EPISODES + appeals_timelines.EPISODES


def begin(life):
    """True if a plan stands."""
    if life.maybe(0.25):
        plan_lives.placement(life) if life.maybe(0.3) else plan_lives.whereabouts(life)
    if life.maybe(0.5):
        return assessment(life)
    life.any(plan_lives.stand, plan_lives.stand, plan_lives.arrive)(life)
    return True


def live(life):
    if not begin(life):
        if life.maybe(0.5):
            assessment(life)
        return
    if life.maybe(0.5):
        plan_lives.placement(life)
    for _ in range(life.any(0, 1, 2, 2, 3, 4)):
        life.beside(*(life.any(*EPISODES) for _ in range(life.any(1, 1, 2))))
        if life.maybe(0.05):
            opening(life)
    plan_lives.leave(life)
    if life.maybe(0.1):
        assessment(life)


def timeline(seed):
    """One timeline and the day on which to ask."""
    life = Life(seed)
    life.any(live, live, appeals_timelines.live)(life)
    if not life.events:
        opening(life)
    if life.maybe(0.15):
        life.exception(DATED + plan_lives.DATED + appeals_timelines.DATED)
    if life.maybe(0.1):
        life.spoil()
    if life.maybe(0.1):
        life.rng.shuffle(life.events)
    while life.maybe(0.15):
        life.correct()
    days = [date.fromisoformat(event["on"]) for event in life.events]
    today = life.rng.choice(days) + timedelta(days=life.rng.randrange(-20, 400))
    return {"child": {"born": life.born.isoformat()}, "events": life.events}, today
