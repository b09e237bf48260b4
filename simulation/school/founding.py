"""The first day of a school: size, people, ties, administrator, goals, and states near what the school's conditions give.

People and ties are drawn here; those of a real school come from its roster (roster.py), between the same two steps.
"""

from ..core.chance import FOUND, SCHOOL, normal, second_normal, two_draws
from ..core.compiled import inner, kernel
from ..core.elementary import exp
from ..core.vocabulary import N_DOMAINS, WON
from ..parameters.scenario import Scenario
from ..rules.administration import pressure_passed_on
from ..rules.change import newness_of
from ..rules.common import share, shifted, within
from ..rules.ties import returned_share
from ..rules.voice import attention_left, consulted_voice, dilution_of, felt_voice, heard_voice, openness_in, voice_of_service
from .administrator import draw_administrator
from .goals import is_school_wide, reserve_of, set_goals
from .kinds import appoint_leaders, take_up_roles
from .network import weave_ties
from .teachers import draw_staff


@kernel
def size_of_school(p, seed, run):
    """Teaching posts of this run's school: lognormal around school.teachers, which is the mean, from 4 to 500.

    In words: Schools that are simulated together differ in size around the usual, if the scenario says so.
    """
    u, v = two_draws(seed, run, SCHOOL, 0, FOUND, 0)
    sd = p.population_size
    size = p.school_teachers * exp(sd * normal(u, v) - 0.5 * sd * sd)
    return int(within(size, 4.0, 500.0) + 0.5)


def most_asked(scenario: Scenario) -> float:
    """Colleagues a teacher turns to on average, at most, in a school of the scenario: what there must be room for."""
    spread = scenario.population.asking if scenario.mechanisms.own_ties else 0.0
    return scenario.network.out_degree * exp(2.5 * spread)


@kernel
def found_school(state, p, seed, run):
    """Fill an empty state with the school of this seed and run.

    In words: Before the first week a school is founded: its conditions, people, ties, administrator and goals. Most of it is
    luck around what the scenario says; a real school brings its own staff and ties.
    """
    open_school(state, p, seed, run)
    draw_staff(state, p)
    weave_ties(state, p)
    begin(state, p)


@inner
def open_school(state, p, seed, run):
    """The school before anybody works there: its conditions (A1), its administrator, and into how many groups posts fall.

    In words (What kind of school it is): Schools that are simulated together differ in poverty, materials, culture and
    administrators around what the scenario says.
    Whom: the school, on the first day.
    """
    school = state.school[0]
    school.seed, school.run, school.year, school.week, school.past = seed, run, 0, 0, 0
    n = state.teachers.size
    u, v = two_draws(seed, run, SCHOOL, 0, FOUND, 1)
    school.poverty_deviation = p.population_poverty * normal(u, v)
    school.materials_deviation = p.population_culture * second_normal(u, v)
    u, v = two_draws(seed, run, SCHOOL, 0, FOUND, 2)
    school.culture_deviation = p.population_culture * normal(u, v)
    school.trust_deviation = p.population_trust * second_normal(u, v)
    u, v = two_draws(seed, run, SCHOOL, 0, FOUND, 4)
    school.families = normal(u, v)
    school.belief_deviation = p.population_belief * second_normal(u, v)
    school.poverty = shifted(p.school_poverty, school.poverty_deviation)
    school.materials = shifted(p.school_materials, school.materials_deviation)
    school.pressure = pressure_passed_on(p.accountability_pressure, p.administrator_buffering)
    school.norm = share(shifted(p.culture_collaboration, school.culture_deviation) + p.founding_norm)
    school.collective_efficacy = 0.55
    school.coherence = 0.6
    school.trust = p.ties_initial
    school.churned = 0.0
    school.use = 1.0
    school.growth = p.growth_base
    school.turnover = school.relief = school.spoken = 0.0
    school.n_present = n
    u, v = two_draws(seed, run, SCHOOL, 0, FOUND, 5)
    spread = p.population_asking
    school.keeps = int(p.mechanisms_own_ties)
    school.asking = p.network_out_degree * exp(spread * normal(u, v) - 0.5 * spread * spread)
    school.returning = returned_share(school.asking, n - 1.0, p.network_returned, p.population_returning * second_normal(u, v))
    school.leaning = school.returning
    school.leading_deviation = 0.0
    school.n_groups = max(1, int(n / p.school_group_size + 0.5))
    draw_administrator(state, p, school.year)
    u, v = two_draws(seed, run, SCHOOL, 0, FOUND, 3)
    school.administrator_tenure = int(5.0 * u)
    school.unsettled = newness_of(school.administrator_tenure, p.change_settling)


@inner
def begin(state, p):
    """What follows from people and ties: the first formal roles, and what follows from those."""
    appoint_leaders(state, p, state.school[0].year)
    take_up(state, p)


@inner
def take_up(state, p):
    """What follows from roles: standing, the voice one is given, and the goals of the first year."""
    school = state.school[0]
    take_up_roles(state, p)
    consulted = p.voice_consulted * (1.0 + p.reach_representation * school.spoken)
    for i in range(state.teachers.size):
        t = state.teachers[i]
        t.standing = share(0.1 + 0.15 * t.role + p.founding_standing * t.expertise)
    for d in range(N_DOMAINS):
        openness = openness_in(school.openness, reserve_of(d, p))
        if p.structure_voice != WON:
            for i in range(state.teachers.size):
                t = state.teachers[i]
                t.voice[d] = consulted_voice(consulted, openness, p.voice_role, t.access, p.voice_standing, t.standing)
            continue
        others = 0.0
        for i in range(state.teachers.size):
            t = state.teachers[i]
            t.won[d] = voice_of_service(p.founding_won, openness, float(t.tenure), p.voice_lapse)
            others += t.won[d] * t.present
        shared = attention_left(p.voice_crowding, others / max(1, school.n_present))
        if is_school_wide(d):
            shared *= dilution_of(school.n_present, p.voice_usual_staff, p.voice_dilution)
        for i in range(state.teachers.size):
            t = state.teachers[i]
            heard = heard_voice(openness, consulted, p.voice_minor, p.voice_role, t.access, p.voice_standing, t.standing)
            t.voice[d] = felt_voice(t.won[d], heard, shared)
    set_goals(state, p, school.year)
