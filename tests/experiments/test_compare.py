"""Two scenarios with the same schools and common random numbers."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import simulation as sim
from simulation.cli.sensitivity import as_text
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.experiments.compare import Effect, effect_table
from simulation.results.folder import Results
from simulation.results.place import ResultsError
from tests import manifests

COLUMNS = [
    "outcome", "a", "b", "difference", "low", "high", "effect_size", "sd_persons", "effect_persons", "range_unit", "usual_low", "usual_high",
    "ceiling", "beyond",
]  # fmt: skip


@pytest.fixture(scope="module")
def effect(scenario):
    """What an open administrator does to nine teachers in two years."""
    return sim.compare(scenario, scenario.replace({"administrator.openness": 0.9, "name": "open"}), runs=12, seed=4, workers=2)


def ensemble(values, year=1):
    """Results whose only outcome is `trust`, one value for each run."""
    frame = pd.DataFrame({"scenario": "x", "run": range(len(values)), "year": year, "teachers": 9, "trust": values})
    return Results(sim.Scenario.load("baseline"), 1, len(values), ("years",), _frames={"years": frame})


def test_the_table_has_a_row_for_every_outcome_of_a_year(effect):
    assert list(effect.table.columns) == COLUMNS
    assert list(effect.table["outcome"]) == [column.name for column in YEAR_COLUMNS]


def test_a_scenario_compared_with_itself_differs_in_nothing(scenario):
    """Same seed, same run, same school, same random numbers: not a small difference but none."""
    table = sim.compare(scenario, scenario.replace({"name": "the same"}), runs=4, seed=9).table
    for column in ("difference", "low", "high", "effect_size"):
        assert (table[column] == 0.0).all(), column
    assert (table["a"] == table["b"]).all()


def test_a_policy_of_the_second_year_does_nothing_in_the_first(scenario):
    reformed = scenario.replace({"policies": [{"name": "open up", "start": 2, "set": {"administrator.openness": 0.9}}]})
    before = scenario.replace({"policies": []})
    assert (sim.compare(before, reformed, runs=4, seed=9, years=(1,)).table["difference"] == 0.0).all()
    assert (sim.compare(before, reformed, runs=4, seed=9, years=(2,)).table["difference"] != 0.0).any()


def test_the_difference_of_every_outcome_is_that_of_its_means_and_lies_in_its_interval(effect):
    table = effect.table
    np.testing.assert_allclose(table["difference"], table["b"] - table["a"], atol=1e-12)
    assert (table["low"] <= table["difference"]).all()
    assert (table["difference"] <= table["high"]).all()


def test_interval_and_effect_size_of_a_known_difference():
    """Five schools that differ by 1, 2, 3, 4, 5 hundredths; the interval is that of a paired t test."""
    a = np.array([0.2, 0.9, 0.4, 0.6, 0.3])
    difference = np.arange(1, 6) / 100.0
    row = effect_table(ensemble(a), ensemble(a + difference), (1,)).set_index("outcome").loc["trust"]
    interval = stats.ttest_1samp(difference, 0.0).confidence_interval(0.95)
    assert row["difference"] == pytest.approx(0.03)
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))
    assert row["effect_size"] == pytest.approx(0.03 / a.std(ddof=1))
    assert (row["a"], row["b"]) == pytest.approx((a.mean(), a.mean() + 0.03))


def test_effects_on_persons_are_told_in_the_spread_between_teachers_of_the_first_scenario(effect, scenario):
    staff = sim.simulate(scenario, 12, 4, record="teachers").teachers
    row = effect.table.set_index("outcome").loc["exhaustion"]
    assert row["sd_persons"] == pytest.approx(staff["exhaustion"][staff["year"] == 2].std(ddof=0))
    assert row["effect_persons"] == pytest.approx(row["difference"] / row["sd_persons"])
    assert np.isnan(effect.table.set_index("outcome").loc["turnover", "effect_persons"])


def named(values, outcome, **changes):
    """Results whose only outcome has this name, of the baseline with some changes."""
    results = ensemble(values)
    frame = results.years.rename(columns={"trust": outcome})
    return Results(results.scenario.replace(changes), 1, len(values), ("years",), _frames={"years": frame})


def beside(outcome, gain, changes, persons=None):
    """The row of a comparison in which a policy from year 1 on adds a gain to an outcome."""
    values = np.linspace(0.2, 0.8, 12)
    wobble = np.where(np.arange(12) % 2, 0.001, -0.001)
    found = named(values, outcome), named(values + gain + wobble, outcome, **changes)
    return effect_table(*found, (1,), persons).iloc[0]


def test_what_a_policy_can_plausibly_do_stands_beside_and_more_than_that_is_beyond():
    small, large = (beside("student_growth", gain, {"administrator.support": 0.9}) for gain in (0.03, 0.3))
    assert (small["usual_low"], small["usual_high"], small["ceiling"]) == (0.0, 0.04, 0.06)
    assert not small["beyond"] and large["beyond"] and beside("student_growth", -0.3, {"administrator.support": 0.1})["beyond"]


def test_a_range_is_that_of_the_fields_and_in_the_unit_of_trials():
    assert beside("student_growth", 0.03, {"time.planning": 4.0})["ceiling"] == 0.03
    persons = pd.Series({"exhaustion": 0.25})
    near, far = (beside("exhaustion", gain, {"time.planning": 4.0}, persons) for gain in (-0.04, -0.06))  # -0.16 and -0.24 SD
    assert (near["range_unit"], near["beyond"], far["beyond"]) == ("SD of teachers", False, True)
    assert not beside("exhaustion", -0.2, {"time.planning": 4.0})["beyond"]  # nobody knows how far persons stand apart
    near, far = (beside("turnover", gain, {"time.planning": 4.0}) for gain in (-0.03, -0.06))
    assert (near["range_unit"], near["beyond"], far["beyond"]) == ("points", False, True)


def test_places_and_cultures_are_no_policies_and_have_no_plausible_size():
    for field, value in (("school.poverty", 0.9), ("culture.collaboration", 0.9), ("growth.base", 0.5)):
        row = beside("student_growth", 0.5, {field: value})
        assert row["range_unit"] == "" and np.isnan(row["ceiling"]) and not row["beyond"], field


def test_a_folder_without_the_spread_between_persons_can_be_read(effect, tmp_path):
    effect.save(tmp_path / "x")
    pd.testing.assert_frame_equal(sim.Effect.load(tmp_path / "x").table, effect.table)
    manifest = manifests.read(tmp_path / "x")
    manifest["files"].pop("persons.csv")
    manifests.write(tmp_path / "x", manifest)
    (tmp_path / "x" / "persons.csv").unlink()
    old = sim.Effect.load(tmp_path / "x")
    assert old.persons is None and old.table["effect_persons"].isna().all()
    pd.testing.assert_frame_equal(old.table[COLUMNS[:7]], effect.table[COLUMNS[:7]])


def test_pairing_sees_what_the_spread_between_schools_would_hide():
    """A gain of a hundredth in schools that differ by half: paired it is certain, unpaired nobody could tell."""
    a = np.linspace(0.1, 0.9, 20)
    gain = np.where(np.arange(20) % 2, 0.009, 0.011)
    row = effect_table(ensemble(a), ensemble(a + gain), (1,)).iloc[0]
    assert row["low"] > 0.0
    assert stats.ttest_ind(a, a + gain).pvalue > 0.8


def test_an_effect_on_schools_that_do_not_differ_has_no_size():
    same = [0.5, 0.5, 0.5]
    assert effect_table(ensemble(same), ensemble(same), (1,)).iloc[0]["effect_size"] == 0.0
    assert np.isnan(effect_table(ensemble(same), ensemble([0.6, 0.6, 0.6]), (1,)).iloc[0]["effect_size"])


def test_one_school_gives_a_difference_and_no_certainty(scenario):
    table = sim.compare(scenario, scenario.replace({"administrator.openness": 1.0}), runs=1, seed=2).table
    assert np.isfinite(table["difference"]).all()
    assert np.isinf(table[["low", "high"]]).all().all()


def test_the_last_common_year_is_compared_unless_others_are_named(scenario, effect):
    longer = scenario.replace({"years": 3})
    assert effect.years == (2,)
    assert sim.compare(scenario, longer, runs=1, seed=1).years == (2,)
    both = sim.compare(scenario, longer, runs=2, seed=1, years=(1, 2))
    assert both.years == (1, 2)
    means = both.a.years.groupby("run")["trust"].mean()
    assert both.table.set_index("outcome").loc["trust", "a"] == pytest.approx(means.mean())


def test_differences_can_be_looked_at_run_by_run_and_year_by_year(effect):
    frame = effect.difference("influence")
    assert list(frame.columns) == ["run", "year", "difference"]
    assert len(frame) == 12 * 2
    last = frame[frame["year"] == 2]["difference"].mean()
    assert last == pytest.approx(effect.table.set_index("outcome").loc["influence", "difference"])
    assert last > 0.0  # whoever opens goals is felt to share influence


def test_both_ensembles_are_those_that_simulate_gives(scenario, effect):
    pd.testing.assert_frame_equal(effect.a.years, sim.simulate(scenario, runs=12, seed=4).years)


@pytest.mark.parametrize("field", ["school.teachers", "school.group_size", "population.size"])
def test_schools_that_are_not_the_same_on_the_first_day_cannot_be_paired(scenario, field):
    other = scenario.replace({field: scenario.get(field) * 2})
    with pytest.raises(sim.InputError, match=rf"{field} differs .+ would not be the same schools; give both the same"):
        sim.compare(scenario, other, runs=1)


@pytest.mark.parametrize("years", [(0,), (3,), (1, 5)])
def test_a_year_that_is_not_in_both_runs_is_refused(scenario, years):
    with pytest.raises(sim.InputError, match=r"is not in both runs; allowed are 1 to 2"):
        sim.compare(scenario, scenario, runs=1, years=years)


@pytest.mark.parametrize(("name", "value"), [("runs", 0), ("runs", 2.5), ("seed", -1), ("seed", 2**32), ("seed", True)])
def test_runs_and_seeds_out_of_range_are_refused_with_what_is_allowed(scenario, name, value):
    with pytest.raises(sim.InputError, match=rf"{name} = .+ is not a whole number from \d+ to \d+"):
        sim.compare(scenario, scenario, **{"runs": 1, "seed": 1} | {name: value})


def test_an_effect_is_stored_with_all_that_determines_it(effect, tmp_path):
    path = effect.save(tmp_path / "x", also=lambda unfinished: (unfinished / "figures" / "a.svg").write_text("<svg/>"))
    names = {
        "effects.csv",
        "trajectories.csv",
        "persons.csv",
        "years_a.parquet",
        "years_b.parquet",
        "summary.md",
        "manifest.json",
        "figures",
    }
    assert {file.name for file in path.iterdir()} == names
    stored = pd.read_csv(path / "effects.csv").fillna({"range_unit": ""})
    pd.testing.assert_frame_equal(stored, effect.table, check_dtype=False)
    pd.testing.assert_frame_equal(pd.read_parquet(path / "years_b.parquet"), effect.b.years)
    manifest = json.loads((path / "manifest.json").read_text())
    assert sim.Scenario.from_dict(manifest["b"]["scenario"]) == effect.b.scenario
    assert manifest["years"] == [2]
    assert (manifest["a"]["seed"], manifest["a"]["runs"]) == (4, 12)
    effect.save(path)  # and replaced by a newer one
    assert not (path / "figures" / "a.svg").exists()


def test_an_effect_leaves_what_is_not_its_own_alone(effect, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ResultsError, match="left alone"):
        effect.save(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_the_summary_of_an_effect_says_what_was_set(effect):
    a, b = effect.a.scenario, effect.b.scenario
    assert effect.was_set(a, b) == []
    differ = {name: f"{here:g}" for name, (here, _) in b.differences(a).items()}
    (line,) = effect.was_set(a, a)
    assert line == "Set in b: " + " and ".join(f"{name} = {value}" for name, value in differ.items()) + "."
    assert line in effect.summary(a, a)


def test_the_summary_of_an_effect_names_both_scenarios_and_every_outcome(effect):
    text = effect.summary()
    assert text.startswith("# open against baseline\n")
    assert "12 schools with the same random numbers in both, seed 4, mean of year(s) 2." in text
    assert all(f"| {column.name} |" in text for column in YEAR_COLUMNS)


def test_what_is_unknown_is_a_dash_in_every_table():
    a, b = ensemble([0.5, 0.5]), ensemble([0.6, 0.6])
    text = Effect(a, b, (1,), effect_table(a, b, (1,)).assign(low=np.nan)).summary()
    assert "nan" not in text and "– to +0.1000" in text and "| – |" in text
    row = dict.fromkeys(["first", "first_low", "first_high", "total", "total_low", "total_high", "total_free", "noise"], np.nan)
    assert "nan" not in as_text(pd.DataFrame([{"outcome": "trust", "parameter": "x"} | row]))


def test_runs_of_one_real_school_are_told_as_runs():
    a, b = ensemble([0.5, 0.4]), ensemble([0.6, 0.6])
    told = Effect(a, b, (1,), effect_table(a, b, (1,)))
    assert "\n2 schools with" in told.summary() and "SD between schools" in told.summary()
    a.school = b.school = {"title": "Elm"}
    assert "\n2 runs with" in told.summary() and "SD between runs" in told.summary()
