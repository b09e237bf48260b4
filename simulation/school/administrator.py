"""The administrator: a person with a disposition of her own, who may be replaced."""

from ..core.chance import OFFICE, SCHOOL, normal, second_normal, two_draws
from ..core.compiled import inner
from ..core.vocabulary import N_DOMAINS
from ..rules.administration import control_level
from ..rules.common import shifted


@inner
def draw_administrator(state, p, when):
    """Somebody new takes office: openness, support and clarity differ from the scenario's; control and beliefs begin anew.

    Assumption A49; the deviations act as A1 says.

    In words (Somebody new in office): A new administrator is more or less open, supportive and clear than the one before, by
    luck, and begins with the control that the day's pressure breeds.
    Whom: the administrator, when the office changes hands.
    """
    school = state.school[0]
    seed, run = school.seed, school.run
    u, v = two_draws(seed, run, SCHOOL, when, OFFICE, 0)
    school.openness_deviation = p.population_openness * normal(u, v)
    school.support_deviation = p.population_support * second_normal(u, v)
    u, v = two_draws(seed, run, SCHOOL, when, OFFICE, 1)
    school.clarity_deviation = p.population_support * normal(u, v)
    school.opening = 0.0
    school.administrator_tenure = 0
    school.openness = shifted(p.administrator_openness, school.openness_deviation)
    school.control = control_level(
        breeding=p.adaptation_control,
        pressure=p.accountability_pressure,
        falling=0.0,
        shortfall=0.0,
        scripted_weight=p.adaptation_scripted,
        scripted=p.accountability_scripted,
        trusting=p.adaptation_trusting,
        confidence=school.openness,
        scripted_trust=p.adaptation_scripted_trust,
    )
    for d in range(N_DOMAINS):
        school.believed[d] = school.openness


@inner
def support_of(school, p):
    """The administrator's support as teachers meet it [0..1]; a new one has less of it to give for a while."""
    return shifted(p.administrator_support, school.support_deviation - p.change_unsettled * school.unsettled)


@inner
def clarity_of(school, p):
    """Clarity of mandates as teachers meet it [0..1]; those of a new administrator are less clear for a while."""
    return shifted(p.administrator_clarity, school.clarity_deviation - p.change_unsettled * school.unsettled)
