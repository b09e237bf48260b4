"""What a first look shows."""

import math

import numpy as np
import pytest

import simulation as sim
from simulation.declare.outcomes import YEAR_COLUMNS
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
