"""Pupils' growth that builds up: policies are worth what trials find, and turnover costs what panels of pupils show.

Judged on twins: the same persons with the same luck in schools that differ in one thing. All policies with many schools:
`python -m tests.benchmarks.policy_effects`.
"""

from functools import cache

import numpy as np
import pytest

import simulation as sim
from tests.benchmarks.policy_effects import AFTER, USUAL, effects, policies
from tests.science.twins import not_met

pytestmark = [pytest.mark.science, pytest.mark.long]
FRAME = sim.Scenario.load("second_structure")
SMALL = {"school.teachers": 16}
RUNS = 24
STRONGEST = ("four_conditions", "shared_leadership", "routine_with_voice")


@cache
def effect(name):
    """(runs, 10) differences of pupils' growth, of small schools."""
    return effects(name, FRAME, RUNS, **SMALL)


def growth(**changes):
    """Mean growth of pupils in every year, over schools."""
    scenario = FRAME.replace(SMALL | {"years": 5} | changes)
    return sim.simulate(scenario, 3 * RUNS, seed=1).years.groupby("year").student_growth.mean()


@pytest.mark.parametrize("name", STRONGEST)
def test_the_strongest_packages_stay_below_what_trials_allow(name):
    mean = effect(name).mean(axis=0)[np.array(AFTER) - 1]
    assert (mean <= np.array(USUAL)).all()
    assert mean[-1] > 0.01, "a package that does nothing is no test"


@pytest.mark.parametrize("name", STRONGEST)
def test_effects_build_up_over_years(name):
    mean = effect(name).mean(axis=0)
    assert mean[0] < 0.5 * mean[2:5].mean()


def test_the_sum_of_this_year_s_states_is_several_times_too_strong():
    """What this account replaces; or the two tests above could not fail."""
    old = effects("shared_leadership", sim.Scenario.load("baseline"), RUNS, **SMALL).mean(axis=0)
    assert old[0] > USUAL[0]
    assert old[4] > 2.0 * USUAL[2]


def test_an_effect_fades_when_its_policy_ends():
    """Openness and time for five years: seven years later two thirds are left, and half ten years later.

    A say that was won and teachers who stayed outlast the policy.
    """
    reform = {"name": "reform", "end": 5, "set": {"administrator.openness": 0.8, "time.planning": 4.0}}
    arms = (FRAME.replace(SMALL | {"years": 16, "policies": asked}) for asked in ([reform], []))
    with_it, without = (sim.simulate(arm, 2 * RUNS, seed=1).years.groupby("year").student_growth.mean() for arm in arms)
    difference = with_it - without
    assert difference.loc[5] > 0.01
    assert abs(difference.loc[11:13].mean()) < 0.7 * difference.loc[5]
    assert abs(difference.loc[14:16].mean()) < 0.6 * difference.loc[5]


def everybody_leaves(chance, **changes):
    """Growth in the year after a summer in which all teachers leave, or none."""
    still = {"leaving.leave": 0.0, "leaving.move": 0.0, "leaving.retirement": 0.0, "leaving.unexplained": chance}
    summer = {"name": "a summer", "start": 3, "end": 3, "set": still}
    return growth(policies=[summer], **changes).loc[4]


@pytest.fixture(scope="module")
def costs():
    """What it costs that all leave rather than none, by poverty, and without what is not lost experience."""
    return {
        name: everybody_leaves(0.0, **changes) - everybody_leaves(1.0, **changes)
        for name, changes in {
            "usual": {},
            "experience": {"growth.turnover": 0.0},
            "poor": {"school.poverty": 0.875},
            "rich": {"school.poverty": 0.125},
        }.items()
    }


@not_met("0.061 student SD, asked are 0.065 to 0.105")
def test_a_summer_in_which_all_leave_costs_pupils_a_tenth_of_a_standard_deviation_at_most(costs):
    """Ronfeldt, Loeb & Wyckoff (2013): 0.07 to 0.10."""
    assert 0.065 <= costs["usual"] <= 0.105


@not_met("0.029 of 0.061 student SD, asked is half")
def test_most_of_what_turnover_costs_is_lost_experience(costs):
    """Hanushek, Rivkin & Schiman (2016)."""
    assert costs["experience"] > 0.5 * costs["usual"]


def test_turnover_costs_pupils_of_poor_schools_more(costs):
    """Ronfeldt, Loeb & Wyckoff (2013)."""
    assert costs["poor"] > 1.2 * costs["rich"]


@not_met("a tenth of belief moves pupils by 0.013 SD, asked is less than 0.01")
def test_results_and_collective_efficacy_go_together_across_schools_although_neither_is_worth_much():
    """T080: 0.40 to 0.65 between schools, with room for sixty of them; and a tenth more of it in everybody's mind moves pupils little."""
    years = sim.simulate(FRAME.replace({"years": 4}), 60, seed=1).years
    late = years[years.year == 4]
    assert 0.3 <= late.student_growth.corr(late.collective_efficacy) <= 0.75
    weight = (
        FRAME.growth.expertise * FRAME.growth.usual * FRAME.growth.reach * 0.1 * FRAME.growth.collective / FRAME.growth.half
    )
    assert weight < 0.01


def test_every_policy_that_is_shipped_is_asked_by_the_long_program():
    assert {"four_conditions", "mentored_novices", "ten_hours", "workload_relief"} <= set(policies())
    assert len(policies()) >= 20
