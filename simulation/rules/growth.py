"""What pupils gain in a year; the weights are a country's (Woo 2021; Reeves, Pun & Chung 2017)."""

from ..core.compiled import rule


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
