"""SchoolModel is the engine's school and nothing else: its numbers, its clock, its limits."""

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.declare.outcomes import WEEKLY, YEAR_COLUMNS
from simulation.engine.schedule import WEEK, Phase

from .conftest import lived

COLUMNS = [column.name for column in YEAR_COLUMNS]


# ---------------------------------------------------------------- the same numbers


@pytest.mark.parametrize(
    "name",
    [
        "baseline",
        "goal_council",
        "four_hours_for_teams",
        "principal_succession",
        "hybrid_roles",
        "pandemic_shock",
        "country_mix",
    ],
)
def test_a_stepped_school_has_exactly_the_years_of_the_engine(name):
    """With and without policies, and for a school that is not the first of its ensemble."""
    scenario = sim.Scenario.load(name).replace({"school.teachers": 9, "years": 4})
    model = lived(sim.SchoolModel(scenario, rng=8, run=3))
    years = sim.simulate(scenario, runs=1, seed=8, first_run=3).years
    np.testing.assert_array_equal(model.years, years[COLUMNS])
    assert len(model.agents) == years["teachers"].iloc[0]


def test_a_stepped_school_has_exactly_the_weeks_of_the_engine(model, conditions):
    collected = lived(model).datacollector.get_model_vars_dataframe()
    weeks = sim.simulate(conditions, runs=1, seed=6, record="weeks").weeks
    for column in WEEKLY:
        name = column.name if column.name in collected else f"observed_{column.name}"
        np.testing.assert_array_equal(collected[name], weeks[column.name], err_msg=column.name)


def test_a_real_school_can_be_stepped(tmp_path):
    (tmp_path / "roster.csv").write_text("teacher,experience\nAda,3\nBen,10\nCleo,20\nDan,5\n")
    (tmp_path / "ties.csv").write_text("source,target\nAda,Ben\nBen,Cleo\n")
    school = sim.School.from_csv(tmp_path / "roster.csv", tmp_path / "ties.csv")
    model = sim.SchoolModel(rng=2, school=school, years=1)
    assert [agent.experience for agent in model.posts] == [3.0, 10.0, 20.0, 5.0]
    assert model.posts[0].advisers == [model.posts[1]]
    years = sim.simulate(model.conditions, runs=1, seed=2, school=school).years
    np.testing.assert_array_equal(lived(model).years, years[COLUMNS])


def test_the_seed_decides_and_a_school_without_one_can_be_made_again_from_the_one_it_drew(conditions):
    first, second = (lived(sim.SchoolModel(conditions), 20) for _ in range(2))
    assert first.seed != second.seed
    again = lived(sim.SchoolModel(conditions, seed=first.seed), 20)
    assert again.state.teachers.tobytes() == first.state.teachers.tobytes() != second.state.teachers.tobytes()


def test_looking_at_a_school_changes_nothing(model, conditions):
    """Every attribute of every agent is read every week; Mesa's own chance is used; the school does not notice."""
    while model.running:
        model.step()
        for agent in model.agents.shuffle():
            _ = (agent.forms, agent.voice, agent.attraction, agent.burnout, agent.well_being, agent.advisers, agent.advised)
        _ = (model.goals, model.ties, model.years, model.random.random(), model.rng.random())
    np.testing.assert_array_equal(model.years, sim.simulate(conditions, runs=1, seed=6).years[COLUMNS])


def test_explaining_changes_nothing(model, conditions):
    explained = lived(sim.SchoolModel(conditions, rng=6, explain=True))
    assert explained.state.teachers.tobytes() == lived(model).state.teachers.tobytes()


def test_two_schools_side_by_side_do_not_notice_each_other(conditions):
    other = conditions.replace({"administrator.openness": 0.9})
    a, b = sim.SchoolModel(conditions, rng=1), sim.SchoolModel(other, rng=1)
    for _ in range(40):
        a.step()
        b.step()
    for model, scenario in ((a, conditions), (b, other)):
        alone = lived(sim.SchoolModel(scenario, rng=1), 40)
        assert alone.state.teachers.tobytes() == model.state.teachers.tobytes()
        assert alone.ties.tobytes() == model.ties.tobytes()


# ---------------------------------------------------------------- the clock


def test_a_step_is_a_week_and_the_summer_passes_within_the_last_one(model):
    seen = []
    for _ in range(37):
        seen.append((model.year, model.week))
        model.step()
    assert seen == [(0, week) for week in range(36)] + [(1, 0)]
    assert len(model.years) == 1


def test_a_run_ends_with_its_years_and_then_nothing_happens_any_more(model):
    lived(model)
    assert (model.running, model.steps, model.year) == (False, 72, 2)
    before = model.state.teachers.tobytes()
    model.step()
    assert model.state.teachers.tobytes() == before
    assert len(model.datacollector.get_model_vars_dataframe()) == 72


def test_before_the_first_week_nothing_has_been_observed(model):
    assert all(np.isnan(getattr(model, column.name)) for column in WEEKLY)
    assert model.years.empty
    assert model.datacollector.get_model_vars_dataframe().empty
    model.step()
    assert all(np.isfinite(getattr(model, column.name)) for column in WEEKLY)


# ---------------------------------------------------------------- what cannot be declared


def test_a_phase_of_ones_own_takes_its_place_in_the_week(conditions):
    weeks = []

    def count(state, p):
        weeks.append((int(state.school[0].year), int(state.school[0].week), p.time_planning.shape))

    model = lived(sim.SchoolModel(conditions, rng=6, phases=(*WEEK, Phase("count", count, "weeks are counted"))))
    assert [(year, week) for year, week, _ in weeks] == [(year, week) for year in range(2) for week in range(36)]
    assert {shape for *_, shape in weeks} == {(6,)}  # parameters for each of the six audiences
    np.testing.assert_array_equal(model.years, sim.simulate(conditions, runs=1, seed=6).years[COLUMNS])


def test_a_week_without_a_phase_is_another_week(conditions):
    """Without choosing, nobody ever takes up a goal."""
    model = lived(sim.SchoolModel(conditions, rng=6, phases=[phase for phase in WEEK if phase.name != "choice"]), 30)
    assert model.share_individual == 1.0


def test_a_hook_is_called_before_each_week_and_may_change_the_school(conditions, model):
    """In the fifth week of the second year everybody comes back wholly rested; not a week earlier."""
    called = []

    def rest(state, year, week):
        called.append((year, week))
        if (year, week) == (1, 4):
            state.teachers.exhaustion[:] = 0.0

    touched = sim.SchoolModel(conditions, rng=6, hook=rest)
    for _ in range(36 + 4):
        touched.step()
        model.step()
    assert touched.state.teachers.tobytes() == model.state.teachers.tobytes()
    touched.step()
    model.step()
    assert touched.exhaustion < 0.2 < model.exhaustion
    lived(touched)
    assert called == [(year, week) for year in range(2) for week in range(36)]


def test_what_is_written_to_a_teacher_is_written_to_the_school(model):
    model.posts[3].state.exhaustion = 0.9
    assert model.state.teachers.exhaustion[3] == 0.9
    assert model.posts[3].exhaustion == 0.9


# ---------------------------------------------------------------- why


@pytest.mark.parametrize("state", ["exhaustion", "self_efficacy", "satisfaction"])
def test_the_terms_of_a_year_are_what_moved_the_state(conditions, state):
    """From the first day to the week before the summer, for all whose state was never stopped at an end of the scale."""
    from simulation.school.state import TERM_NAMES

    model = sim.SchoolModel(conditions.replace({"administrator.openness": 0.7}), rng=6, explain=True)
    first = model.state.teachers[state].copy()
    free = np.ones(first.size, bool)
    for _ in range(35):
        model.step()
        now = model.state.teachers[state]
        free &= (now > 0.0) & (now < 1.0)
    ours = [k for k, name in enumerate(TERM_NAMES) if name.startswith(f"{state}_")]
    assert len(ours) in (7, 8)
    moved = model.state.teachers[state] - first
    assert np.abs(moved).max() > 0.01
    assert free.sum() > first.size / 2
    np.testing.assert_allclose(model.state.terms[free][:, ours].sum(axis=1), moved[free], atol=1e-12)


def test_reasons_begin_anew_every_year(conditions):
    model = lived(sim.SchoolModel(conditions, rng=6, explain=True), 36)
    whole_year = np.abs(model.state.terms).sum()
    model.step()
    assert 0.0 < np.abs(model.state.terms).sum() < 0.1 * whole_year


def test_reasons_are_not_kept_unless_they_are_asked_for(model):
    assert lived(model, 3).state.terms.size == 0


def test_the_reasons_of_a_stepped_school_are_those_in_the_table_of_teachers(conditions):
    from simulation.school.state import TERM_NAMES

    one_year = conditions.replace({"years": 1})
    table = sim.simulate(one_year, runs=1, seed=6, record="terms").teachers
    model = lived(sim.SchoolModel(one_year, rng=6, explain=True))
    np.testing.assert_array_equal(model.state.terms[table["teacher"]], table[list(TERM_NAMES)])


# ---------------------------------------------------------------- wrong arguments


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"rng": -1}, r"rng = -1 is not a whole number from 0 to 4294967295"),
        ({"rng": 2**32}, r"rng = 4294967296 is not a whole number"),
        ({"rng": 1.5}, r"rng = 1\.5 is not a whole number"),
        ({"rng": np.random.default_rng(1)}, r"rng = Generator\(PCG64\).* is not a whole number"),
        ({"seed": "one"}, r"seed = 'one' is not a whole number"),
        ({"rng": 1, "seed": 2}, r"rng = 1 and seed = 2 came; give one of them"),
        ({"run": -1}, r"run = -1 is not a whole number"),
        ({"scenario": "baselin"}, r"there is no scenario 'baselin'; did you mean baseline\?"),
        ({"administrator_openess": 0.5}, r"did you mean administrator\.openness\?"),
        ({"administrator.openess": 0.5}, r"did you mean administrator\.openness\?"),
        ({"administrator_openness": 1.5}, r"administrator\.openness = 1\.5 is above 1; allowed is 0 to 1 chance"),
        ({"years": 0}, r"years = 0 is below 1; allowed is 1 to 40 years"),
        ({"agents": 30}, r"agents is not a field of a scenario"),
    ],
)
def test_a_wrong_argument_is_named_with_what_is_allowed(arguments, sentence):
    with pytest.raises(sim.InputError, match=sentence):
        sim.SchoolModel(**arguments)


def test_fields_can_be_changed_by_either_spelling(conditions):
    plain = sim.SchoolModel(conditions, rng=1, administrator_openness=0.8, goals_active=3, time_planning=2)
    dotted = sim.SchoolModel(conditions, rng=1, **{"administrator.openness": 0.8, "goals.active": 3, "time.planning": 2})
    assert plain.conditions == dotted.conditions
    assert (plain.conditions.administrator.openness, plain.conditions.goals.active) == (0.8, 3)
    assert sim.SchoolModel("korea", rng=1).conditions == sim.Scenario.load("korea")


def test_the_years_of_a_model_are_a_data_frame_that_grows(model):
    lived(model, 36)
    assert isinstance(model.years, pd.DataFrame)
    assert list(model.years.columns) == COLUMNS
    assert len(model.years) == 1
