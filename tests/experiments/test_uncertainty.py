"""Parameter uncertainty in results: which set a run lives under, and what a scenario's own changes mean then."""

import json

import pandas as pd
import pytest

import simulation as sim
from simulation.declare.parameter import bounds
from simulation.experiments import uncertainty
from simulation.experiments.uncertainty import Sets, compare_uncertain, posterior, simulate_uncertain, under_set
from simulation.parameters.scenario import InputError, parameters
from simulation.results.folder import Results
from simulation.validation.calibration.ranges import calibrated_names

SMALL = sim.Scenario.load("baseline").replace({"school.teachers": 7, "years": 2})


@pytest.fixture
def sets(monkeypatch):
    """Put other sets in the place of the posterior."""

    def put(rows):
        frame = pd.DataFrame(rows)
        monkeypatch.setattr(uncertainty, "posterior", lambda: frame)

    return put


def default(name):
    return float(parameters()[name].default)


def test_the_posterior_has_a_column_for_every_calibrated_parameter_and_values_within_bounds():
    table = posterior()
    assert set(calibrated_names()) <= set(table.columns)
    assert len(table) >= 20
    for name in table.columns:
        low, high = bounds(parameters()[name])
        assert table[name].between(low, high).all(), name
    assert (table["learning.peers"] > 0).all()
    assert (table["ties.mandated"] <= 0.3 * table["ties.success"] * 1.001).all()


def test_a_size_is_multiplied_and_a_threshold_is_shifted():
    own = SMALL.replace({"administrator.openness": 0.8, "survey.stress": 0.5})
    moved = under_set(
        own,
        {"administrator.openness": 0.9 * default("administrator.openness"), "survey.stress": default("survey.stress") - 0.1},
    )
    assert moved.administrator.openness == pytest.approx(0.72)
    assert moved.survey.stress == pytest.approx(0.4)


def test_a_mechanism_that_a_scenario_switches_off_stays_off():
    off = SMALL.replace({"choice.norm": 0.0})
    assert under_set(off, {"choice.norm": 3.0 * default("choice.norm")}).choice.norm == 0.0


def test_what_would_leave_its_bounds_stops_there():
    high = SMALL.replace({"administrator.openness": 0.95})
    assert under_set(high, {"administrator.openness": 1.5 * default("administrator.openness")}).administrator.openness == 1.0


def test_what_a_set_does_not_name_and_what_a_policy_sets_stay_as_they_are():
    reform = SMALL.replace({"policies": [{"name": "open", "start": 2, "set": {"administrator.openness": 0.9}}]})
    moved = under_set(reform, {"administrator.openness": 0.5 * default("administrator.openness")})
    assert moved.policies == reform.policies
    assert moved.differences(reform).keys() == {"administrator.openness"}


def test_sets_at_the_defaults_change_nothing(sets):
    sets([{"choice.cost": default("choice.cost"), "leaving.base": default("leaving.base")}] * 3)
    plain = sim.simulate(SMALL, runs=4, seed=5, record="teachers")
    uncertain = simulate_uncertain(SMALL, runs=4, seed=5, record="teachers")
    pd.testing.assert_frame_equal(uncertain.years, plain.years)
    pd.testing.assert_frame_equal(uncertain.teachers, plain.teachers)


def test_a_parameter_that_is_left_out_stays_as_the_scenario_says_also_after_a_manifest(sets):
    sets([{"exhaustion.base": 0.02, "choice.cost": 0.9}])
    kept = Sets((0,), {"administrator.openness": (0.3,)}, "ours").but(["choice.cost", "school.teachers"])
    again = Sets.from_manifest(json.loads(json.dumps(kept.about())))
    moved = again.scenario(SMALL.replace({"choice.cost": 1.2}), 0)
    assert (again, moved.choice.cost, moved.administrator.openness) == (kept, 1.2, 0.3)
    assert moved.exhaustion.base != SMALL.exhaustion.base


def test_run_r_lives_under_set_r_modulo_their_number(sets):
    rows = [{"exhaustion.base": 0.02}, {"exhaustion.base": 0.08}]
    sets(rows)
    table = simulate_uncertain(SMALL, runs=5, seed=5).years.set_index("run")
    for run in range(5):
        alone = sim.simulate(under_set(SMALL, rows[run % 2]), runs=1, seed=5, first_run=run).years.set_index("run")
        pd.testing.assert_frame_equal(table.loc[[run]], alone)


def test_a_run_is_the_same_however_many_are_asked_for_and_however_they_are_split():
    many = simulate_uncertain(SMALL, runs=6, seed=2, workers=2).years
    later = simulate_uncertain(SMALL, runs=2, seed=2, workers=1, first_run=4).years
    pd.testing.assert_frame_equal(many[many["run"] >= 4].reset_index(drop=True), later)


def test_uncertain_parameters_make_results_less_sure():
    alike = {
        "population.support": 0.0,
        "population.culture": 0.0,
        "population.openness": 0.0,
        "school.teachers": 60,
        "years": 1,
    }
    plain, uncertain = (f(SMALL.replace(alike), runs=40, seed=3).years for f in (sim.simulate, simulate_uncertain))
    for outcome in ("student_growth", "accomplishment", "influence", "exhaustion"):  # hours are known more closely
        assert uncertain[outcome].std() > 1.2 * plain[outcome].std(), outcome


def test_both_sides_of_a_comparison_live_under_the_same_set():
    effect = compare_uncertain(SMALL, SMALL.replace({"name": "again"}), runs=5, seed=1)
    assert (effect.table["difference"] == 0.0).all()
    other = compare_uncertain(SMALL, SMALL.replace({"time.planning": 4.0}), runs=5, seed=1)
    a = simulate_uncertain(SMALL, runs=5, seed=1).years
    pd.testing.assert_frame_equal(other.a.years, a)
    assert (other.table["difference"] != 0.0).any()


def test_schools_that_are_not_the_same_are_not_compared():
    with pytest.raises(InputError, match=r"school\.teachers differs"):
        compare_uncertain(SMALL, SMALL.replace({"school.teachers": 8}), runs=2)


def test_the_manifest_says_that_parameters_were_uncertain_and_which_sets_they_came_from(tmp_path):
    results = simulate_uncertain(SMALL, runs=2, seed=1)
    about = results.manifest["uncertainty"]
    assert about["sets"] == len(posterior())
    assert len(about["digest"]) == 16
    assert "uncertainty" not in sim.simulate(SMALL, runs=1).manifest
    results.save(tmp_path / "x")
    pd.testing.assert_frame_equal(Results.load(tmp_path / "x").years, results.years)


def test_without_a_posterior_it_is_said_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.setattr(uncertainty, "files", lambda _: tmp_path)
    posterior.cache_clear()
    with pytest.raises(InputError, match="there are no posterior sets; make them with"):
        posterior()
    (tmp_path / "posterior.csv").write_text("choice.nothing\n1\n")
    with pytest.raises(InputError, match=r"a column choice\.nothing, which is no parameter"):
        posterior()
    posterior.cache_clear()
