"""What pupils gain in a year; the weights are a country's (Woo 2021; Reeves, Pun & Chung 2017).

Two accounts of it, between which mechanisms.lasting_growth chooses: a sum of this year's states (student_growth_of), and what the
staff's expertise does under conditions that make themselves felt over years (the other rules).
"""

import math

from ..core.compiled import rule
from .common import share


@rule
def student_growth_of(
    base,
    expertise_weight,
    expertise,
    efficacy_weight,
    efficacy,
    collective_weight,
    collective,
    coherence_weight,
    coherence,
    influence_weight,
    influence,
    conduct_weight,
    conduct,
    coordination_weight,
    coordination,
    cooperation_weight,
    cooperation,
    collaboration_weight,
    collaboration,
    burnout_weight,
    burnout,
    turnover_weight,
    turnover,
    poverty_weight,
    poverty,
):
    """Mean growth of pupils [student SD a year], around a school with usual values of each cause.

    Usual: expertise 0.6, self-efficacy 0.65, collective efficacy 0.55, coherence 0.55, influence 0.3, forms 0.2, 0.12, 0.08
    (shares of teacher-goal-weeks), burnout 0.35, turnover 0.16, poverty 0.5. Linear: assumption A22.

    In words (What pupils gain in a year): Pupils gain more where teachers are able, believe in themselves and in each other
    and have influence, above all on standards of behaviour, and where the programme hangs together. They gain less where
    teachers are burnt out or leave, and where there is poverty.
    Whom: the school, once a year. Raised by: expertise, self-efficacy, collective efficacy, coherence, influence,
    collaboration. Lowered by: burnout, turnover, poverty.
    """
    return (
        base
        + expertise_weight * (expertise - 0.6)
        + efficacy_weight * (efficacy - 0.65)
        + collective_weight * (collective - 0.55)
        + coherence_weight * (coherence - 0.55)
        + influence_weight * (influence - 0.3)
        + conduct_weight * (conduct - 0.3)
        + coordination_weight * (coordination - 0.2)
        + cooperation_weight * (cooperation - 0.12)
        + collaboration_weight * (collaboration - 0.08)
        - burnout_weight * (burnout - 0.35)
        - turnover_weight * (turnover - 0.16)
        - poverty_weight * (poverty - 0.5)
    )


@rule
def conditions_of(
    efficacy_weight,
    efficacy,
    collective_weight,
    collective,
    coherence_weight,
    coherence,
    influence_weight,
    influence,
    conduct_weight,
    conduct,
    coordination_weight,
    coordination,
    cooperation_weight,
    cooperation,
    collaboration_weight,
    collaboration,
    burnout_weight,
    burnout,
):
    """How good the conditions are under which the staff teaches [sum of weights], zero where each has its usual value.

    The usual values are those of student_growth_of; the weights say what a country's pupils owe to each, relative to the others.
    Source: Kraft & Papay (2014); Woo (2021); Reeves, Pun & Chung (2017). A sum: assumption A67.

    In words (Under which conditions a staff teaches): Conditions for teaching are good where teachers believe in themselves and in
    each other, have influence, above all on standards of behaviour, where the programme hangs together, and where few are burnt out.
    Whom: the school, once a year. Raised by: self-efficacy, collective efficacy, coherence, influence, collaboration. Lowered by:
    burnout.
    """
    return (
        efficacy_weight * (efficacy - 0.65)
        + collective_weight * (collective - 0.55)
        + coherence_weight * (coherence - 0.55)
        + influence_weight * (influence - 0.3)
        + conduct_weight * (conduct - 0.3)
        + coordination_weight * (coordination - 0.2)
        + cooperation_weight * (cooperation - 0.12)
        + collaboration_weight * (collaboration - 0.08)
        - burnout_weight * (burnout - 0.35)
    )


@rule
def use_after(use, conditions, reach, half, pace):
    """How much of its expertise a staff brings to its pupils, relative to a usual school, a year later [factor, above 0].

    use + pace (level - use); level = 1 + reach c / (half + |c|): conditions c can raise or lower it by `reach` at most, half of that
    at c = half, and a year closes the share `pace` of the distance, so that what a policy brings builds up and fades with it.
    Source: effects of reforms are small, come over three to five years and end with what upheld them (Borman et al. 2003; Kraft
    2020). The form is assumption A67.

    In words (What a staff makes of what it can do): Good conditions let teachers do more of what they are able to, but only so much,
    and not at once: a school takes some years to make use of them, and loses their fruits as slowly when they are gone.
    Whom: the school, once a year. Raised by: good conditions for teaching, for some years. Lowered by: bad ones.
    """
    level = 1.0 + reach * conditions / (half + abs(conditions))
    return use + pace * (level - use)


@rule
def lasting_growth_of(
    base,
    expertise_weight,
    use,
    expertise,
    usual,
    turnover_weight,
    turnover,
    hardship,
    poverty_weight,
    poverty,
    families,
    tested_weight,
    pressure,
    luck,
):
    """Mean growth of pupils [student SD a year]: what the staff's expertise does, around a school with usual values of each cause.

    base + expertise_weight (use expertise - usual) - turnover_weight (1 + hardship (2 poverty - 1)) (turnover - 0.16)
    - poverty_weight (poverty - 0.5) + families + tested_weight pressure + luck
    expertise, and that of a usual staff [0..1]; use [factor]; turnover [share of the staff that went last summer]: what remains of its cost when lost
    experience is counted in expertise, more where pupils are poor; families [student SD a year]: a lasting difference of the place
    that poverty does not tell; pressure for results [0..1], under which what is tested is taught more; luck [student SD a year]: this year's pupils.
    Source: Ronfeldt, Loeb & Wyckoff (2013); Hanushek, Rivkin & Schiman (2016); Dee & Jacob (2011). Assumption A68.

    In words (What pupils gain from their teachers): Pupils gain what able teachers bring to them; a little less after a summer in
    which many teachers went, above all in poor schools; less where there is poverty; and some schools have pupils who gain more,
    whoever teaches them. Pressure for results makes a staff teach more of what is tested.
    Whom: the school, once a year. Raised by: expertise, good conditions over years, families, pressure for results. Lowered by: turnover, poverty.
    """
    newness = turnover_weight * (1.0 + hardship * (2.0 * poverty - 1.0)) * (turnover - 0.16)
    gained = base + expertise_weight * (use * expertise - usual) - newness - poverty_weight * (poverty - 0.5)
    return gained + families + tested_weight * pressure + luck


@rule
def believed_after_results(level, seen, growth, base):
    """The collective efficacy towards which a school drifts, given what its pupils gained last year [0..1].

    level + seen (growth - base): success is the strongest source of a belief in what a staff can do (Bandura 1997; Goddard, Hoy &
    Woolfolk Hoy 2004), so that results and belief go together more than one causes the other. Assumption A69.

    In words (Results breed confidence): A staff whose pupils gained much last year believes more in what it can do.
    Whom: the whole school, every week. Raised by: pupils' gains last year.
    """
    return share(level + seen * (growth - base))


@rule
def drawn_to_families(luck, sorting, families):
    """How a new administrator differs from the usual one [SD], where the able go to schools whose pupils do well.

    sorting families + sqrt(1 - sorting^2) luck: `sorting` [correlation] with the lasting advantage of a school's families [SD]; luck is
    standard normal, and so is the result. Source: Horng, Kalogrides & Loeb (2009): principals sort. Assumption A69.

    In words (Who leads which school): Schools whose families do much for their children find open and supportive administrators a
    little more easily.
    Whom: the administrator, when the office changes hands. Raised by: families.
    """
    return sorting * families + math.sqrt(1.0 - sorting * sorting) * luck
