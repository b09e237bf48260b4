"""The administrator: a person with a disposition of her own and a week of hours, who may be replaced."""

from ..core.chance import OFFICE, SCHOOL, normal, second_normal, two_draws
from ..core.compiled import inner
from ..core.vocabulary import ADMINISTRATOR, N_DOMAINS
from ..rules.administration import all_of_a_piece, control_level
from ..rules.change import newness_of
from ..rules.common import shifted
from ..rules.growth import drawn_to_families
from ..rules.office import buffering_of, drifted, given_level, load_of, office_hours, shelter_level


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
    sorting, families = p.population_sorting, school.families
    taste = normal(u, v)
    skill = all_of_a_piece(taste, p.population_leaders, second_normal(u, v))
    school.openness_deviation = p.population_openness * drawn_to_families(taste, sorting, families)
    school.support_deviation = p.population_support * drawn_to_families(skill, sorting, families)
    u, v = two_draws(seed, run, SCHOOL, when, OFFICE, 1)
    school.clarity_deviation = p.population_support * all_of_a_piece(taste, p.population_leaders, normal(u, v))
    school.opening = school.shelter = 0.0
    school.administrator_tenure = 0
    school.support_shift = given_level(p.office_support_practice, 1.0, p.office_usual_practice, 0.0, 0.0)
    school.clarity_shift = given_level(p.office_clarity_practice, 1.0, p.office_usual_practice, 0.0, 0.0)
    school.openness = school.confidence = shifted(p.administrator_openness, school.openness_deviation)
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
    own = school.support_deviation + school.support_shift
    return shifted(p.administrator_support, own - p.change_unsettled * school.unsettled)


@inner
def clarity_of(school, p):
    """Clarity of mandates as teachers meet it [0..1]; those of a new administrator are less clear for a while."""
    own = school.clarity_deviation + school.clarity_shift
    return shifted(p.administrator_clarity, own - p.change_unsettled * school.unsettled)


@inner
def sheltered(school, p):
    """Share of outside pressure that the administrator keeps from teachers [0..1]."""
    return buffering_of(p.administrator_buffering, school.shelter)


@inner
def live_office_week(state, p, newcomers):
    """The administrator's week: its hours, and where they, her practice and her trust take what she gives and keeps off (A81).

    newcomers : teachers in their first year here. Who is new in office has no practice yet.

    In words (What a week does to the administrator): Over months the administrator gives more or less support and clarity, and keeps more
    or less pressure from teachers, as her week, her practice and her trust in teachers allow.
    Whom: the administrator, every week.
    """
    school = state.school[0]
    kept, joined = 0, 0
    for d in range(N_DOMAINS):
        goal = state.goals[d]
        kept += goal.active != 0 and goal.owner == ADMINISTRATOR
        joined += goal.beside
    pressure = p.accountability_pressure
    school.office = office_hours(
        usual=p.office_usual,
        growing=p.office_growing,
        staff=float(school.n_present),
        usual_staff=p.voice_usual_staff,
        receiving=p.office_receiving,
        newcomers=float(newcomers),
        serving=p.office_serving,
        poverty=school.poverty,
        pressing=p.office_pressing,
        pressure=pressure,
        sheltering=p.office_sheltering,
        kept_off=pressure * sheltered(school, p),
        checking=p.office_checking,
        control=school.control,
        leading=p.office_leading,
        kept=float(kept),
        joining=p.office_joining,
        joined=float(joined),
    )
    load = load_of(school.office, p.office_capacity)
    newness = newness_of(school.administrator_tenure, p.office_maturing)
    support = given_level(p.office_support_practice, newness, p.office_usual_practice, p.office_support_load, load)
    clarity = given_level(p.office_clarity_practice, newness, p.office_usual_practice, p.office_clarity_load, load)
    shelter = shelter_level(
        trusting=p.office_trusting,
        confidence=school.confidence,
        usual=p.office_usual_trust,
        fearing=p.office_fearing,
        shortfall=max(0.0, p.growth_base - school.growth),
        pressure=pressure,
        tiring=p.office_tiring,
        load=load,
    )
    school.support_shift = drifted(school.support_shift, support, p.office_pace)
    school.clarity_shift = drifted(school.clarity_shift, clarity, p.office_pace)
    school.shelter = drifted(school.shelter, shelter, p.office_pace)
