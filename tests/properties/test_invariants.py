"""What must hold in every school, whatever the scenario."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import simulation as sim
from simulation.core.vocabulary import COLLABORATION, FORMS, JOINT, STAYS
from simulation.declare.outcomes import TEACHER_COLUMNS, YEAR_COLUMNS
from simulation.ensemble.simulate import start
from simulation.school.state import GOAL, SCHOOL, TEACHER, TIE
from tests.strategies import scenarios

some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLACK = 1e-9  # rounding of sums of shares


def numbers(frame):
    return frame.drop(columns=["scenario"]).to_numpy()


@some
@given(scenarios())
def test_every_outcome_stays_within_its_declared_range(scenario):
    results = sim.simulate(scenario, runs=2, seed=3, record=("years", "weeks", "teachers"), workers=1)
    for frame, columns in ((results.years, YEAR_COLUMNS), (results.teachers, TEACHER_COLUMNS)):
        for column in columns:
            values = frame[column.name].to_numpy()
            assert np.isfinite(values).all(), column.name
            assert values.size == 0 or column.low - SLACK <= values.min(), (column.name, values.min())
            assert values.size == 0 or values.max() <= column.high + SLACK, (column.name, values.max())
    for frame in (results.years, results.weeks):
        assert np.allclose(frame[[f"share_{form}" for form in FORMS]].sum(axis=1), 1.0)


def weeks_of(scenario, seed):
    """What one school was after each of its weeks: arrays of teachers, ties, goals and the school, a list of each."""
    model, seen = sim.SchoolModel(scenario, rng=seed), []
    while model.running:
        model.step()
        state = model.state
        seen.append([array.copy() for array in (state.teachers, model.ties, state.goals, state.school)])
    return zip(*seen)


@some
@given(scenarios())
def test_every_state_stays_within_its_declared_range(scenario):
    """After every week; looked at together in the end, since many short looks would take longer than the weeks."""
    for variables, arrays in zip((TEACHER, TIE, GOAL, SCHOOL), weeks_of(scenario, 5), strict=True):
        every_week = np.concatenate(arrays)
        for v in variables:
            values = every_week[v.name]
            assert np.isfinite(values).all(), v.name
            assert values.size == 0 or (v.low - SLACK <= values.min() and values.max() <= v.high + SLACK), v.name


@some
@given(scenarios())
def test_hours_add_up_and_are_never_negative(scenario):
    years = sim.simulate(scenario, runs=2, seed=8, workers=1).years
    parts = years.hours_classroom + years.hours_paperwork + years.hours_duties + years.hours_mandated + years.hours_collective
    assert np.allclose(years.hours_total, parts - years.hours_protected)
    assert (years.filter(like="hours_") >= 0).all(axis=None)
    assert (years.hours_protected <= years.hours_mandated + years.hours_collective + years.hours_duties + SLACK).all()


@some
@given(scenarios())
def test_nobody_collaborates_on_a_closed_goal_or_without_having_been_there_from_the_start(scenario):
    """The definition of collaboration (Woo et al. 2022), in every week, for every teacher and domain."""
    teachers, _, goals, _ = weeks_of(scenario, 2)
    teachers, goals = np.stack(teachers), np.stack(goals)
    together = teachers["form"] == COLLABORATION  # (n_weeks, n_teachers, n_domains)
    open_goal = (goals["active"] != 0) & (goals["owner"] >= JOINT)  # (n_weeks, n_domains)
    assert (open_goal[:, None, :] | ~together).all()
    assert (teachers["took_part"][together] != 0).all()


@some
@given(scenarios())
def test_everybody_who_leaves_makes_room_for_a_newcomer_or_a_vacancy(scenario):
    """Stayers + hired + vacancies = posts."""
    results = sim.simulate(scenario, runs=2, seed=4, record="teachers", workers=1)
    years = results.years.set_index(["run", "year"])
    for (run, year), staff in results.teachers.groupby(["run", "year"]):
        row = years.loc[(run, year)]
        assert row.staff == len(staff)
        assert np.isclose(row.staff + row.vacancies * row.teachers, row.teachers)
        assert np.isclose(row.turnover * row.staff, (staff.left != STAYS).sum())
        assert np.isclose(row.turnover, row.leavers + row.movers)
        if year < scenario.years:
            following = years.loc[(run, year + 1)]
            assert np.isclose(following.staff, (staff.left == STAYS).sum() + following.hired * row.teachers)


@few
@given(scenarios())
def test_the_same_seed_gives_the_same_schools_however_the_work_is_split(scenario):
    alone, two, seven = (sim.simulate(scenario, runs=9, seed=6, workers=w) for w in (1, 2, 7))
    assert np.array_equal(numbers(alone.years), numbers(two.years))
    assert np.array_equal(numbers(alone.years), numbers(seven.years))


@few
@given(scenarios())
def test_a_school_does_not_depend_on_how_many_others_are_asked_for(scenario):
    many = sim.simulate(scenario, runs=5, seed=6)
    one = sim.simulate(scenario, runs=1, seed=6, first_run=3)
    assert np.array_equal(numbers(many.years[many.years.run == 3]), numbers(one.years))


@few
@given(scenarios())
def test_looking_closer_changes_nothing(scenario):
    brief = sim.simulate(scenario, runs=3, seed=6)
    full = sim.simulate(scenario, runs=3, seed=6, record=("weeks", "teachers", "terms"))
    assert np.array_equal(numbers(brief.years), numbers(full.years))


@few
@given(scenarios(years=4))
def test_a_policy_from_the_third_year_leaves_the_first_two_alone(scenario):
    reform = {"name": "council", "start": 3, "set": {"administrator.openness": 0.9, "time.planning": 5}}
    before = scenario.replace({"policies": []})
    after = scenario.replace({"policies": [reform]})
    a, b = (sim.simulate(s, runs=2, seed=1).years for s in (before, after))
    assert np.array_equal(numbers(a[a.year <= 2]), numbers(b[b.year <= 2]))
    assert not np.array_equal(numbers(a[a.year >= 3]), numbers(b[b.year >= 3]))


def test_two_seeds_and_two_runs_are_different_schools():
    scenario = sim.Scenario.load("baseline").replace({"years": 1})
    a, b = (start(scenario, seed, run).teachers for seed, run in ((1, 0), (1, 1)))
    c = start(scenario, 2, 0).teachers
    assert not np.array_equal(a.experience, b.experience)
    assert not np.array_equal(a.experience, c.experience)


EXTREMES = {
    "four teachers": {"school.teachers": 4},
    "five hundred teachers": {"school.teachers": 500, "years": 2},
    "one year": {"years": 1},
    "forty years": {"years": 40, "school.teachers": 12},
    "one goal": {"goals.active": 1},
    "six goals": {"goals.active": 6},
    "nothing is shared": {"administrator.openness": 0.0},
    "everything is shared": {"administrator.openness": 1.0},
    "everybody leaves": {"leaving.unexplained": 1.0, "leaving.leave": 1.0},
    "nobody leaves": {"leaving.unexplained": 0.0, "leaving.leave": 0.0, "leaving.move": 0.0, "leaving.retirement": 0.0},
    "no ties at all": {"network.out_degree": 0.0, "induction.mentoring": 0.0},
    "nobody can be hired": {"hiring.vacancy": 1.0, "leaving.unexplained": 1.0},
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_run_and_make_sense(name):
    scenario = sim.Scenario.load("baseline").replace({"years": 5} | EXTREMES[name])
    years = sim.simulate(scenario, runs=3, seed=1).years
    assert np.isfinite(numbers(years)).all()
    last = years[years.year == scenario.years]
    if name == "nothing is shared":
        assert (years.share_collaboration == 0).all() or years.goals_shared.max() > 0  # teachers may still claim a goal
        assert (years.administrator_openness == 0).all()
    if name == "everything is shared":
        assert (last.administrator_openness == 1).all()
        assert last.share_collaboration.mean() > 0.1
    if name == "everybody leaves":
        assert (years.turnover == 1).all()
        assert (years.novice_share[years.year > 1] > 0.3).all()
    if name == "nobody leaves":
        assert (years.turnover == 0).all()
    if name == "no ties at all":
        assert (years.out_degree == 0).all()
        assert (years.share_collaboration == 0).all()
        assert (years.share_cooperation == 0).all()
    if name == "nobody can be hired":
        assert (years[years.year > 1].staff == 0).all()
        assert (years[years.year > 1].vacancies == 1).all()
