"""What a first look shows."""

import math

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.declare.outcomes import YEAR_COLUMNS
from simulation.results.folder import Results
from simulation.results.summary import cells, changes, rows
from simulation.statistics.intervals import mean_interval
from simulation.words.outcomes import KEY, label


def test_key_outcomes_are_columns_of_the_table_of_years():
    assert set(KEY) <= {column.name for column in YEAR_COLUMNS}
    assert len(set(KEY)) == len(KEY)


def test_rows_hold_first_and_last_year_with_interval_and_spread(plain):
    first, last = (plain.years[plain.years["year"] == year] for year in (1, 2))
    for row in rows(plain):
        mean, low, high = mean_interval(last[row["name"]].to_numpy())
        assert row["first"] == pytest.approx(np.mean(first[row["name"]]))
        assert (row["last"], row["low"], row["high"]) == pytest.approx((mean, low, high))
        assert row["spread"] == pytest.approx(np.std(last[row["name"]], ddof=1))
        assert row["unit"] and row["meaning"]
        assert row["label"] == label(row["name"])


def test_other_outcomes_can_be_asked_for_in_any_order(plain):
    assert [row["name"] for row in rows(plain, ("coherence", "norm"))] == ["coherence", "norm"]


def test_the_summary_is_a_markdown_table_that_says_what_was_run(plain):
    text = plain.summary()
    lines = text.splitlines()
    assert lines[0] == f"# {plain.scenario.title}"
    said = next(line for line in lines if line.startswith("Scenario `baseline` with "))
    assert said.endswith(", 3 schools, 2 years, seed 11.")
    for text in ("school.teachers = 9", "hiring.vacancy = 0.4", "policies = joint time"):  # and everything else that was set
        assert text in said
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + len(KEY)
    assert len({line.count("|") for line in table}) == 1
    trust = next(line for line in table if "| trust |" in line)
    assert f" {plain.years.query('year == 2')['trust'].mean():.3f} " in trust


def test_what_was_set_is_what_differs_from_the_scenario_before(scenario):
    shipped = sim.Scenario.load("baseline")
    assert changes(shipped) == changes(scenario, scenario) == {}
    assert changes(scenario)["school.teachers"] == "9"
    assert changes(scenario.replace({"time.planning": 4.5}), scenario) == {"time.planning": "4.5"}
    assert changes(scenario.replace({"policies": []}), scenario) == {"policies": "none"}
    assert changes(scenario.replace({"name": "mine"})) == {}  # nobody knows what it was made from


def test_the_summary_of_one_school_leaves_its_interval_open(scenario):
    text = sim.simulate(scenario, runs=1, seed=3).summary()
    assert "– to –" in text
    assert "nan" not in text
    assert "inf" not in text.replace("influence", "")


def test_numbers_of_the_table_have_a_decimal_more_than_on_a_figure_and_what_is_unknown_is_a_dash():
    row = {"name": "exhaustion", "first": 0.12345, "last": -0.5, "low": math.nan, "high": math.inf, "spread": -0.0001}
    assert cells(row) == ["0.123", "-0.500", "– to –", "0.000"]
    assert cells(row | {"name": "hours_total", "first": 46.273})[0] == "46.27"


def one_column(values):
    """Results of a year in which only burnt-out teachers were counted."""
    frame = pd.DataFrame({"scenario": "baseline", "run": range(len(values)), "year": 1, "burnout_rate": values})
    shipped = sim.Scenario.load("baseline").replace({"years": 1})
    return Results(shipped, 1, len(values), ("years",), _frames={"years": frame})


def test_what_lies_between_schools_is_unknown_of_one():
    (row,) = rows(one_column([0.25]), ("burnout_rate",))
    assert math.isnan(row["spread"]) and cells(row)[-1] == "–"


def test_a_school_of_which_nothing_is_known_does_not_count_and_it_is_said_how_many_do():
    few = one_column([0.2, math.nan, 0.4])
    (row,) = rows(few, ("burnout_rate",))
    assert (row["last"], row["schools"]) == (pytest.approx(0.3), 2) and math.isfinite(row["low"])
    assert f"where it is not all of them: {label('burnout_rate')} 2." in few.summary(("burnout_rate",))
    assert "not all of them" not in one_column([0.2, 0.4]).summary(("burnout_rate",))
