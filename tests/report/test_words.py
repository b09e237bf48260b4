"""Sentences say what the numbers say: direction, size, unit, interval and date."""

import pytest

from simulation.experiments.compare import Effect, effect_table
from simulation.parameters.policies import Policy
from simulation.parameters.scenario import Scenario
from simulation.report import words


@pytest.mark.parametrize(
    ("number", "name", "text"),
    [
        (0.1234, "share_collaboration", "12 %"),
        (0.0834, "share_collaboration", "8.3 %"),
        (0.0, "turnover", "0 %"),
        (48.849, "hours_total", "48.8 hours"),
        (-0.004, "influence", "0.00"),
        (-0.126, "student_growth", "−0.13 SD a year"),
        (float("nan"), "trust", "–"),
    ],
)
def test_a_level_is_written_with_its_unit(number, name, text):
    assert words.value(number, name) == text


def test_ends_of_an_interval_that_would_read_the_same_have_a_decimal_more():
    assert words.interval(0.2112, 0.2138, "influence") == "0.211 to 0.214"
    assert words.interval(0.21, 0.25, "influence") == "0.21 to 0.25"
    assert words.interval(0.301, 0.304, "turnover") == "30.1 to 30.4 %"
    assert words.interval(float("-inf"), float("inf"), "influence") == ""


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


def shifted(effect, name, by):
    """A comparison in which B is A, but for one outcome."""
    years = effect.a.years.assign(**{name: effect.a.years[name] + by})
    b = type(effect.a)(effect.b.scenario, 7, 12, ("years",), _frames={"years": years})
    a = type(effect.a)(effect.a.scenario, 7, 12, ("years",), _frames={"years": effect.a.years})
    return Effect(a, b, effect.years, effect_table(a, b, effect.years))


@pytest.mark.parametrize(("by", "said"), [(2.0, "2.0 hours longer in B"), (-2.0, "2.0 hours shorter in B")])
def test_an_effect_is_told_in_its_direction_and_what_is_equal_as_equal(effect, by, said):
    told = words.of_comparison(shifted(effect, "hours_total", by))
    assert told[0].startswith(f"The working week is {said}")
    assert told[-1].startswith("No clear difference over 12 schools: ") and "exhaustion" in told[-1]
    assert "working week" not in told[-1]


def test_shares_differ_by_percentage_points(effect):
    told = words.of_comparison(shifted(effect, "burnout_rate", 0.25))
    assert "25 percentage points higher in B" in told[0]


def test_what_a_scenario_changes_is_told_with_both_values(council):
    rows = {row["field"]: row for row in words.differences(council, Scenario.load("baseline"))}
    assert (rows["time.planning"]["there"], rows["time.planning"]["here"], rows["time.planning"]["unit"]) == (
        "1",
        "3.3",
        "h/week",
    )
    assert "policies" not in rows
