"""Emotional exhaustion: demands wear, resources soften the wear, rest restores.

Hours come from rules/hours.py; what exhaustion does to the choice of joint work is in rules/choice.py.
"""

from ..core.compiled import rule
from .common import share


@rule
def softened(
    colleagues,
    backing,
    admin,
    support,
    efficacy_weight,
    efficacy,
    collective_weight,
    collective,
    resilience_weight,
    resilience,
    materials_weight,
    materials,
    most,
):
    """Share of the wear that resources soften [0..most]: the weighted sum of six resources, each 0..1.

    Source: job demands and resources (Demerouti et al. 2001); collective efficacy: Klassen (2010); resilience: Beltman (2011).

    In words (What softens the wear): Backing by colleagues, support by the administrator, belief in oneself and in the staff,
    resilience and good materials soften a hard week, together by nine tenths at the most.
    Whom: every teacher, every week. Raised by: backing, support, self-efficacy, collective efficacy, resilience, materials.
    """
    sum_ = colleagues * backing + admin * support + efficacy_weight * efficacy + collective_weight * collective
    return min(most, sum_ + resilience_weight * resilience + materials_weight * materials)


@rule
def exhaustion_terms(
    exhaustion,
    recovery,
    ageing,
    experience,
    soft,
    base,
    class_weight,
    classes,
    overload_weight,
    overload,
    unvoiced_weight,
    unvoiced,
    poverty_weight,
    hardship,
    ambiguity_weight,
    ambiguity,
    tension_weight,
    tension,
    pressure_weight,
    pressed,
    hassle_weight,
    hassle,
    least_recovery,
    blocked_weight,
    blocked,
    loss_weight,
    loss,
):
    """What moves emotional exhaustion in one week: (rest, work, overload, unvoiced, ambiguity, tension, pressure, blocked).

    rest = -recovery (1 - ageing experience) e, never less than the part least_recovery of it
    each demand is weight x amount x (1 - soft) x (1 - e):
        work = an ordinary week, harder or easier with this year's classes [SD], hardship [0..1] in poor classrooms, a
            setback (hassle 0 or 1); never below zero
        overload [h over capacity]; unvoiced [h of joint work without a say]; ambiguity, tension [0..1]
        pressed [0..1] = pressure and control one has no voice against
        blocked [h] of joint work that gets nowhere, and loss [0..1], what is felt of progress thrown away (A62, A64)
    exhaustion e, soft [0..1]. Source: demands wear, resources soften (Demerouti et al. 2001); form: assumption A13.

    In words (Wearing out and recovering): A week wears teachers out by its ordinary demands, by hard classes, poverty and
    setbacks, by hours beyond what they can keep up, by hours of joint work without a say, by unclear expectations, by
    tension, by pressure and control they have no say against, by joint work that gets nowhere or was for nothing; every week a part of the exhaustion passes, more slowly
    with age in the job.
    Whom: every teacher, every week. Raised by: demands, overload, hours without a say, ambiguity, tension, pressure and
    control. Lowered by: rest, everything that softens the wear.
    """
    rest = -recovery * max(least_recovery, 1.0 - ageing * experience) * exhaustion
    room = (1.0 - soft) * (1.0 - exhaustion)
    work = max(0.0, base + class_weight * classes + poverty_weight * hardship + hassle_weight * hassle) * room
    return (
        rest,
        work,
        overload_weight * overload * room,
        unvoiced_weight * unvoiced * room,
        ambiguity_weight * ambiguity * room,
        tension_weight * tension * room,
        pressure_weight * pressed * room,
        (blocked_weight * blocked + loss_weight * loss) * room,
    )


@rule
def rested(exhaustion, removed):
    """Exhaustion after a summer that removes a share of it [0..1].

    In words (What a summer restores): The summer takes away a part of everybody's exhaustion.
    Whom: every teacher who stays, in summer. Lowered by: the summer.
    """
    return share(exhaustion * (1.0 - removed))
