"""What pupils gained in a year."""

from ...core.chance import COHORT, SCHOOL, normal, two_draws
from ...core.compiled import kernel
from ...core.vocabulary import COLLABORATION, CONDUCT, COOPERATION, COORDINATION, N_DOMAINS, ORDINARY
from ...rules.burnout import burnout_of
from ...rules.growth import conditions_of, lasting_growth_of, student_growth_of, use_after
from ...school.goals import active_goals
from ...school.teachers import mean_voice


@kernel
def grow(state, p):
    """Student growth of the year, from people's states at its end and the forms of its last week.

    In words: When the year is over, it is counted what pupils gained.
    """
    school = state.school[0]
    q = p[ORDINARY]
    staff = max(1, school.n_present)
    expertise, efficacy, influence, conduct, burnout = 0.0, 0.0, 0.0, 0.0, 0.0
    coordination, cooperation, collaboration = 0, 0, 0
    for i in range(state.teachers.size):
        t = state.teachers[i]
        if t.present == 0:
            continue
        expertise += t.expertise
        efficacy += t.self_efficacy
        influence += mean_voice(t)
        conduct += t.voice[CONDUCT]
        burnout += burnout_of(t.exhaustion, t.depersonalization, t.accomplishment)
        for d in range(N_DOMAINS):
            coordination += t.form[d] == COORDINATION
            cooperation += t.form[d] == COOPERATION
            collaboration += t.form[d] == COLLABORATION
    chances = max(1, staff * active_goals(state))
    if q.mechanisms_lasting_growth == 0.0:
        school.growth = student_growth_of(
            base=q.growth_base,
            expertise_weight=q.growth_expertise,
            expertise=expertise / staff,
            efficacy_weight=q.growth_efficacy,
            efficacy=efficacy / staff,
            collective_weight=q.growth_collective,
            collective=school.collective_efficacy,
            coherence_weight=q.growth_coherence,
            coherence=school.coherence,
            influence_weight=q.growth_influence,
            influence=influence / staff,
            conduct_weight=q.growth_conduct,
            conduct=conduct / staff,
            coordination_weight=q.growth_coordination,
            coordination=coordination / chances,
            cooperation_weight=q.growth_cooperation,
            cooperation=cooperation / chances,
            collaboration_weight=q.growth_collaboration,
            collaboration=collaboration / chances,
            burnout_weight=q.growth_burnout,
            burnout=burnout / staff,
            turnover_weight=q.growth_turnover,
            turnover=school.turnover,
            poverty_weight=q.growth_poverty,
            poverty=school.poverty,
        )
        return
    conditions = conditions_of(
        efficacy_weight=q.growth_efficacy,
        efficacy=efficacy / staff,
        collective_weight=q.growth_collective,
        collective=school.collective_efficacy,
        coherence_weight=q.growth_coherence,
        coherence=school.coherence,
        influence_weight=q.growth_influence,
        influence=influence / staff,
        conduct_weight=q.growth_conduct,
        conduct=conduct / staff,
        coordination_weight=q.growth_coordination,
        coordination=coordination / chances,
        cooperation_weight=q.growth_cooperation,
        cooperation=cooperation / chances,
        collaboration_weight=q.growth_collaboration,
        collaboration=collaboration / chances,
        burnout_weight=q.growth_burnout,
        burnout=burnout / staff,
    )
    school.use = use_after(school.use, conditions, q.growth_reach, q.growth_half, q.growth_pace)
    u, v = two_draws(school.seed, school.run, SCHOOL, school.year, COHORT, 0)
    school.growth = lasting_growth_of(
        base=q.growth_base,
        expertise_weight=q.growth_expertise,
        use=school.use,
        expertise=expertise / staff,
        usual=q.growth_usual,
        turnover_weight=q.growth_turnover,
        turnover=school.turnover,
        hardship=q.growth_hardship,
        poverty_weight=q.growth_poverty,
        poverty=school.poverty,
        families=q.population_families * school.families,
        tested_weight=q.growth_tested,
        pressure=q.accountability_pressure,
        luck=q.growth_luck * normal(u, v),
    )
