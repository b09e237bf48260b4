"""The laboratory: intervals that hold what they promise, statistics with known answers, arms with common random numbers."""

import numpy as np
import pandas as pd
import pytest

from simulation.parameters.scenario import Scenario
from simulation.validation.laboratory import (
    ARMS_KEPT,
    GROUPS,
    Finding,
    Laboratory,
    correlation,
    in_spreads,
    mean_of,
    partial_correlation,
    weights,
)

TINY = {"school.teachers": 6, "years": 1}


@pytest.fixture(scope="module")
def laboratory():
    return Laboratory(1, 0.05)


def schools(rng, n=100, **columns):
    """A made-up table of schools, indexed by run."""
    return pd.DataFrame({name: make(rng, n) for name, make in columns.items()}, index=pd.RangeIndex(n, name="run"))


# ---------------------------------------------------------------- intervals


def test_nineteen_of_twenty_intervals_hold_the_true_mean(laboratory):
    """400 made-up samples of 100 schools: the share that holds it has a standard error of 0.011."""
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        _, low, high = laboratory.estimate(
            lambda t: t["x"].to_numpy().mean(), schools(rng, x=lambda r, n: r.exponential(1.0, n))
        )
        held += low <= 1.0 <= high
    assert 0.91 <= held / 400 <= 0.985


def test_the_error_of_a_mean_is_that_of_the_means_of_its_groups(laboratory):
    """By algebra: leaving out one of k equal groups in turn gives the variance of the k means, over k."""
    table = schools(np.random.default_rng(3), x=lambda r, n: r.normal(size=n))
    middle, low, high = laboratory.estimate(mean_of("x"), table)
    groups = table["x"].groupby(table.index % GROUPS).mean()
    assert middle == pytest.approx(table["x"].mean())
    assert (high - low) / 2 / 2.093 == pytest.approx(groups.std() / np.sqrt(GROUPS))


def test_twenty_teachers_who_answer_alike_are_worth_one_school(laboratory):
    table = schools(np.random.default_rng(5), x=lambda r, n: r.normal(size=n))
    teachers = table.loc[table.index.repeat(20)].reset_index()
    assert laboratory.estimate(mean_of("x"), teachers) == pytest.approx(laboratory.estimate(mean_of("x"), table))


def test_a_difference_within_schools_is_free_of_what_schools_differ_in(laboratory):
    a = schools(np.random.default_rng(5), x=lambda r, n: 100.0 * r.normal(size=n))
    assert laboratory.estimate(mean_of("x"), a, a + 1.0) == pytest.approx((1.0, 1.0, 1.0))


def test_several_numbers_get_an_interval_each(laboratory):
    table = schools(np.random.default_rng(5), x=lambda r, n: r.normal(size=n), y=lambda r, n: r.normal(5.0, 1.0, n))
    middle, low, high = laboratory.estimates(lambda t: t[["x", "y"]].mean().to_numpy(), table)
    assert (low < middle).all() and (middle < high).all()
    assert (middle[1], low[1], high[1]) == pytest.approx(laboratory.estimate(mean_of("y"), table))
    with pytest.raises(ValueError):
        laboratory.estimate(lambda t: t[["x", "y"]].mean().to_numpy(), table)


# ---------------------------------------------------------------- what a claim allows


@pytest.mark.parametrize(
    ("interval", "allowed", "verdict"),
    [
        ((0.2, 0.1, 0.3), {"at_least": 0.0}, "reproduced"),
        ((0.1, -0.1, 0.3), {"at_least": 0.0}, "inconclusive"),
        ((-0.1, -0.3, 0.1), {"at_least": 0.0}, "inconclusive"),
        ((-0.2, -0.3, -0.1), {"at_least": 0.0}, "not reproduced"),
        ((-0.2, -0.3, -0.1), {"at_most": 0.0}, "reproduced"),
        ((0.5, 0.4, 0.6), {"at_least": 0.3, "at_most": 0.8}, "reproduced"),
        ((0.5, 0.1, 0.9), {"at_least": 0.3, "at_most": 0.8}, "inconclusive"),
        ((0.9, 0.85, 0.95), {"at_least": 0.3, "at_most": 0.8}, "not reproduced"),
        ((float("nan"),) * 3, {"at_least": 0.0}, "inconclusive"),
    ],
)
def test_a_finding_is_reproduced_only_if_its_whole_interval_is_allowed(interval, allowed, verdict):
    assert Finding("x", *interval, **allowed).verdict == verdict


def test_a_finding_says_what_is_allowed():
    bounds = ({"at_least": 0.5}, {"at_most": 2.0}, {"at_least": 0.5, "at_most": 2.0})
    assert [Finding("x", 1, 1, 1, **b).allowed for b in bounds] == ["at least 0.5", "at most 2", "0.5 to 2"]


# ---------------------------------------------------------------- statistics


def test_statistics_give_known_answers():
    a = pd.DataFrame({"x": [1.0, 2.0, 3.0], "y": [2.0, 4.0, 6.0]})
    b = a + 3.0
    assert mean_of("x")(a) == 2.0
    assert mean_of("x")(a, b) == 3.0
    assert in_spreads("x")(a, b) == 3.0
    assert correlation("x", "y")(a) == pytest.approx(1.0)


def test_two_columns_with_one_cause_have_nothing_in_common_once_it_is_held():
    rng = np.random.default_rng(11)
    cause = rng.normal(size=4000)
    table = pd.DataFrame({"cause": cause, "x": cause + rng.normal(size=4000), "y": 2.0 * cause + rng.normal(size=4000)})
    assert correlation("x", "y")(table) > 0.5
    assert abs(partial_correlation("x", "y", ("cause",))(table)) < 0.05


def test_weights_are_those_of_standardised_causes():
    """y = 3 a + b / 2 with SDs of 1 and 4: weights 3 and 2, over the SD of y."""
    rng = np.random.default_rng(12)
    a, b = rng.normal(size=5000), 4.0 * rng.normal(size=5000)
    table = pd.DataFrame({"a": a, "b": b, "y": 3.0 * a + 0.5 * b})
    assert weights("y", ("a", "b"))(table) == pytest.approx(np.array([3.0, 2.0]) / 13.0**0.5, abs=0.03)


# ---------------------------------------------------------------- arms


def test_schools_come_in_as_many_as_the_groups_divide(laboratory):
    assert [laboratory.runs(n) for n in (1, 200, 1200)] == [20, 20, 60]
    assert Laboratory(1, 1.0).runs(200) == 200


def test_an_arm_is_lived_once_and_its_schools_are_the_same_in_every_arm():
    laboratory = Laboratory(3, 0.05)
    plain = laboratory.people(TINY, since=1)
    simulated = laboratory.schools_simulated
    assert laboratory.schools(TINY, since=1, record="teachers").shape[0] == 20
    assert laboratory.schools_simulated == simulated
    planned = laboratory.people(TINY | {"time.planning": 8.0}, since=1)
    assert laboratory.schools_simulated == 2 * simulated
    columns = ["run", "teacher", "experience", "group"]
    pd.testing.assert_frame_equal(plain[columns], planned[columns])
    assert not plain["hours_collective"].equals(planned["hours_collective"])


def test_the_arms_asked_for_last_are_kept_and_the_others_come_out_the_same_again():
    laboratory = Laboratory(1, 0.05)
    first = laboratory.years(TINY, runs=20, years=1)
    for openness in np.linspace(0.1, 0.9, ARMS_KEPT - 1):
        laboratory.years(TINY | {"administrator.openness": float(openness)}, runs=20, years=1)
    simulated = laboratory.schools_simulated
    assert laboratory.years(TINY, runs=20, years=1) is first
    assert laboratory.schools_simulated == simulated
    for openness in np.linspace(0.15, 0.85, ARMS_KEPT):
        laboratory.years(TINY | {"administrator.openness": float(openness)}, runs=20, years=1)
    again = laboratory.years(TINY, runs=20, years=1)
    assert again is not first
    pd.testing.assert_frame_equal(again, first)


def test_only_the_years_that_are_asked_for_count(laboratory):
    changes = {"school.teachers": 6}
    years = laboratory.years(changes, years=3)
    asked = laboratory.schools(changes, years=3, since=2, until=2)
    pd.testing.assert_series_equal(
        asked["influence"], years[years["year"] == 2].set_index("run")["influence"], check_names=False
    )


def test_other_scenarios_and_other_ways_to_live_can_take_their_place():
    seen = []

    class Simulated:
        years = pd.DataFrame({"run": range(20), "year": 1, "x": 1.0})

    def simulator(scenario, runs, seed, *, record, workers):
        seen.append((scenario.school.teachers, runs, seed))
        return Simulated

    laboratory = Laboratory(9, 0.05, simulator=simulator, vary=lambda s: s.replace({"school.teachers": 7}))
    assert laboratory.schools({"time.planning": 2.0}, since=1)["x"].mean() == 1.0
    assert seen == [(7, 20, 9)]
    assert laboratory.scenario().time == Scenario.load("baseline").time
