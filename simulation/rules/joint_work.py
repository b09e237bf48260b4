"""What joint work yields: progress on goals, and dissent that teaches or hurts."""

import math

from ..compiled import rule
from ..names import COLLABORATION, CONCEPTUALISE, COOPERATION, ENACT, PLAN
from .common import share


@rule
def hour_yield(form, expertise, trust, cooperation, collaboration):
    """What an hour of joint work is worth [hours of plain coordination].

    (0.5 + expertise) (1 + synergy); synergy = cooperation, or collaboration x trust. expertise, trust [0..1].
    Source: joint planning and enactment pool resources (S0); the form is assumption A9.
    """
    synergy = 0.0
    if form == COOPERATION:
        synergy = cooperation
    elif form == COLLABORATION:
        synergy = collaboration * trust
    return (0.5 + expertise) * (1.0 + synergy)


@rule
def quality_of_conditions(loss, poverty, materials, coherence):
    """What circumstances leave of that yield [0..1]: (1 - loss poverty (1 - materials / 2)) (0.7 + 0.3 coherence).

    Poverty lowers the quality of joint work and not its frequency (Johnston & Tsai 2018; Stosich 2016). Assumption A9.
    """
    return (1.0 - loss * poverty * (1.0 - 0.5 * materials)) * (0.7 + 0.3 * coherence)


@rule
def success_of(progress_per_week, tempo):
    """How successful a goal feels [0..1]: r / (r + tempo), with r the progress made, in goals a year (A27)."""
    rate = 36.0 * progress_per_week
    return rate / (rate + tempo)


@rule
def stage_of(progress, age, stage):
    """The stage of a goal that was conceived here: each lasts for at least two planning cycles [age in weeks].

    Conceptualise until progress 0.25 and eight weeks, plan until 0.5 and sixteen, then enact. Assumption A4.
    """
    if stage == CONCEPTUALISE:
        return PLAN if progress >= 0.25 and age >= 8 else CONCEPTUALISE
    if stage == PLAN:
        return ENACT if progress >= 0.5 and age >= 16 else PLAN
    return ENACT


@rule
def dissent(base, depth, control, silence, u):
    """Conflict that joint work brings out this week [0..1]: base x depth x (1 - silence control) x -ln u, capped at 1.

    depth [0..1] of the deepest form; control [0..1] breeds conformity and silence (Gunn & King 2003). u in (0, 1) makes
    most weeks calm and some lively (exponential, mean one: A52). Moderate conflict belongs to joint work (Little 1990).
    """
    return share(base * depth * (1.0 - silence * control) * -math.log(u))


@rule
def lesson_and_strain(conflict, trust, tolerance):
    """What a conflict leaves behind: (lesson, strain), both [0..1].

    Above the tolerated level of trust it teaches, conflict (trust - tolerance) / (1 - tolerance); below it hurts,
    conflict (tolerance - trust) / tolerance. Assumption A10 after Little (1990) and Achinstein (2002).
    """
    if trust >= tolerance:
        return conflict * (trust - tolerance) / max(1e-9, 1.0 - tolerance), 0.0
    return 0.0, conflict * (tolerance - trust) / tolerance


@rule
def weekly_progress(effective_hours, quality, fit, effort, staff):
    """Progress of a goal in a week [0..1 per week]: effective hours x quality x (0.5 + fit) / (effort x staff).

    effort [h per teacher]; staff [teachers]: a goal of a large school is larger. Assumption A9.
    """
    return effective_hours * quality * (0.5 + fit) / (effort * max(1.0, staff))


@rule
def effort_of(mean, spread, luck):
    """Effort that a new goal needs [h per teacher]: lognormal around the mean, luck being standard normal. Assumption A48."""
    return mean * math.exp(spread * luck - 0.5 * spread * spread)


@rule
def engaged_success(weighted_success, depth):
    """Success of the goals one works on, by how deep one is in them [0..1]: sum(depth success) / (0.5 + sum(depth))."""
    return weighted_success / (0.5 + depth)


@rule
def contact_share(work):
    """How much contact a tie brings this cycle [0..1]: joint work all of it, mandated meetings a quarter, else none (A28)."""
    return 1.0 if work == 1 else 0.25 if work == 2 else 0.0
