"""Sentences say what the numbers say: direction, size, unit, interval and date."""

import math
from types import SimpleNamespace

import pandas as pd

from simulation.parameters.policies import Policy
from simulation.parameters.scenario import Scenario
from simulation.report import sweep, words


def test_a_policy_is_told_with_date_audience_and_direction():
    baseline = Scenario.load("baseline").replace({"administrator.openness": 0.5})
    plain = Policy(name="goal council", start=3, set={"administrator.openness": 0.8})
    assert words.policy(plain, baseline) == (
        "Goal council, from year 3 on: openness of the administrator is 0.8 instead of 0.5."
    )
    dated = Policy(name="less paper", start=2, end=4, weeks=(1, 9), only="novices", add={"time.paperwork": -1.5})
    assert words.policy(dated, baseline) == (
        "Less paper, in years 2 to 4, weeks 1 to 9, for novices only: paperwork falls by 1.5 hours a week."
    )


def test_a_run_is_told_with_the_means_of_its_last_year(results):
    told = " ".join(words.of_run(results))
    last = results.years[results.years["year"] == 4]
    for name in ("share_collaboration", "hours_total", "burnout_rate", "turnover"):
        assert words.level(last[name], name) in told, name
    assert "in year 4" in told


def test_one_school_has_no_intervals(results):
    from simulation.ensemble.simulate import simulate

    told = words.of_run(simulate(results.scenario, 1, 7, workers=1))
    assert not any("(" in sentence and " to " in sentence.partition("(")[2].partition(")")[0] for sentence in told)


def test_what_a_scenario_changes_is_told_with_both_values(council):
    rows = {row["field"]: row for row in words.differences(council, Scenario.load("baseline"))}
    assert (rows["time.planning"]["there"], rows["time.planning"]["here"], rows["time.planning"]["unit"]) == (
        "1",
        "3.3",
        "h/week",
    )
    assert "policies" not in rows


def test_what_rounds_to_nothing_is_told_as_no_change():
    first, now = (pd.DataFrame({"year": [year], "influence": [0.31]}) for year in (1, 2))
    assert words._since(first, now, "influence") == ", about as in year 1 (0.31)"
    assert words._since(first, now.assign(influence=0.4), "influence") == ", up from 0.31 in year 1"
    still = Policy(name="x", start=2, add={"time.paperwork": 0.0})
    assert words.policy(still, Scenario.load("baseline")) == "X, from year 2 on: paperwork stays as it is."
    rows = [
        (name, 0.4, 0.4, 0.0, low, low) for name, low in zip(words.HEADLINES, (0.0, 1e-9, math.nan, 0.0, 0.0), strict=False)
    ]
    rows += [(name, 0.4, 0.4, 0.0, 0.0, 0.0) for name in words.HEADLINES[len(rows) :]]
    table = pd.DataFrame(rows, columns=["outcome", "a", "b", "difference", "low", "high"])
    assert {row["more"] for row in words.headline_effects(SimpleNamespace(table=table))} == {"no clear difference"}


def test_a_parameter_that_ends_where_it_began_neither_rises_nor_falls(monkeypatch):
    a, b = (SimpleNamespace(name=name, numeric=True) for name in ("time.planning", "time.paperwork"))
    found = SimpleNamespace(factors=[a, b], points=None, store=None)
    monkeypatch.setattr(sweep.analysis, "strength", lambda points, factor, name: float(factor is a))
    for means, said in (([0.3, 0.5, 0.3], "is the same at both ends of its range."), ([0.3, 0.5], "It rises most with")):
        monkeypatch.setattr(sweep.analysis, "dependence", lambda *asked, means=means: pd.DataFrame({"mean": means}))
        assert said in sweep.Swept._moved(found, SimpleNamespace(name="trust", outcome="trust"))
