"""More than one theory of choice: Granovetter's crowd as a special case of the threshold rule, and what holds under every rule."""

import numpy as np
import pytest
from scipy.stats import norm

from simulation.core.vocabulary import CHOICES, COORDINATION, WEEKS_PER_YEAR
from simulation.declare.outcomes import N_TEACHER_MEANS, N_WEEKLY, N_YEARLY, TEACHER_STATES
from simulation.engine.steps import Steps
from simulation.ensemble.simulate import start
from simulation.parameters.scenario import Scenario
from tests.science.twins import mean, school

pytestmark = pytest.mark.science

#: A hundred people who see one another, and one thing that everybody may join; nobody leaves, and nothing else matters.
CROWD = {
    "structure.choice": "threshold", "choice.sight": 1.0, "choice.threshold_slope": 0.0, "school.teachers": 100.0, "years": 12,
    "mechanisms.turnover": 0, "population.openness": 0.0, "administrator.openness": 0.0, "adaptation.claim": 0.0,
    "goals.active": 1.0, "goals.unowned": 1.0, "goals.churn": 0.0, "goals.effort": 200.0, "hours.stretch": 20.0,
    "hours.classroom": 30.0, "hours.spread": 0.0, "time.paperwork_spread": 0.0,
}  # fmt: skip


def joined(thresholds):
    """How many of a hundred people have joined in the end, through the weeks of the engine."""
    scenario = Scenario.load("baseline").replace(CROWD)
    state = start(scenario, 1, 0)
    state.teachers.threshold[:] = thresholds
    years, nothing = np.zeros((scenario.years, N_WEEKLY + N_YEARLY)), np.zeros((0, 100, N_TEACHER_MEANS + len(TEACHER_STATES)))
    steps = Steps(state, *scenario.table(), years, np.zeros((0, N_WEEKLY)), nothing)
    for _ in range(12 * WEEKS_PER_YEAR - 1):
        steps.week()
    return int((state.teachers.form >= COORDINATION).any(axis=1).sum())


def test_in_granovetters_crowd_one_person_decides_whether_all_join_or_one():
    """Granovetter (1978): thresholds 0 to 99 of 100 carry everybody along; without a threshold of 1 the first stays alone."""
    uniform = np.arange(100) / 100
    assert joined(uniform) == 100
    changed = uniform.copy()
    changed[1] = 0.02
    assert joined(changed) == 1


def test_a_crowd_without_instigators_stays_at_home():
    assert joined(np.full(100, 0.01)) == 0
    assert joined(np.zeros(100)) == 100


def cascade(thresholds):
    """How many join in Granovetter's own model: whoever sees at least her threshold of all, until nobody follows."""
    share = -1.0
    while share < (share := (thresholds <= max(share, 0.0)).mean()):
        pass
    return round(share * len(thresholds))


def test_a_crowd_of_normal_thresholds_tips_where_granovetters_does():
    """Granovetter (1978), figure 2: a mean of 25 of 100; up to a standard deviation of 12 a handful join, and from 12.2 on nearly all."""
    middles = (np.arange(100) + 0.5) / 100
    few, many = (0.25 + spread * norm.ppf(middles) for spread in (0.11, 0.135))
    assert joined(few) == cascade(few) < 10
    assert joined(many) == cascade(many) > 90


@pytest.mark.parametrize("rule", CHOICES)
def test_influence_comes_from_taking_part_under_every_rule_of_choice(rule):
    apart = {"choice.cooperation": -10.0, "choice.collaboration": -10.0}
    chosen = {"structure.choice": rule}
    assert mean(school(apart | chosen), "influence") < 0.65 * mean(school(chosen), "influence")


@pytest.mark.parametrize("rule", CHOICES)
def test_ordered_meetings_raise_no_trust_under_any_rule_of_choice(rule):
    closed = {"administrator.openness": 0.2, "teams.coverage": 1.0, "structure.choice": rule}
    none, much = (school(closed | {"administrator.mandated": hours}) for hours in (0.0, 4.0))
    assert mean(much, "trust") < mean(none, "trust")


@pytest.mark.parametrize("rule", CHOICES)
def test_an_open_administrator_has_more_collaboration_under_every_rule_of_choice(rule):
    low, high = (school({"structure.choice": rule, "administrator.openness": x}) for x in (0.2, 0.85))
    assert mean(high, "share_collaboration") > mean(low, "share_collaboration") + 0.02


def test_habit_makes_people_stay_with_what_they_do_and_imitation_makes_colleagues_alike():
    assert len({mean(school({"structure.choice": rule}), "share_coordination") for rule in CHOICES}) == len(CHOICES)
