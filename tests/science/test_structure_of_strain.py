"""The road to burnout, and what collective efficacy does about it: the second structure judged on twins."""

import pytest

from tests.science.twins import YEARS, effect, mean, persons, school, slope

pytestmark = pytest.mark.science

#: Nobody works on any goal, and nothing is ordered.
ALONE = {
    "choice.coordination": -10.0, "choice.cooperation": -10.0, "choice.collaboration": -10.0, "administrator.mandated": 0.0,
    "population.openness": 0.0,
}  # fmt: skip
#: Everybody accepts every goal.
ACCEPTING = ALONE | {"choice.coordination": 5.0}
#: A say that is lent, so that people can coordinate with it and without it.
WITHOUT = {"structure.voice": 0, "voice.consulted": 0.9, "administrator.openness": 0.05}
WITH = WITHOUT | {"administrator.openness": 0.85}


def hurt(say, **options):
    """What coordinating on everything does to exhaustion [SD of persons]."""
    return effect("exhaustion", ALONE | say, ACCEPTING | say, **options)


def test_coordinating_on_everything_without_a_say_exhausts_visibly():
    """P06 with a smallest effect; in the first structure it was 0.08."""
    assert hurt(WITHOUT) > 0.3
    assert hurt(WITHOUT, base="baseline") < 0.15


def test_the_same_hours_hurt_less_with_a_say():
    assert hurt(WITH) < 0.65 * hurt(WITHOUT)


def test_fruitless_hours_without_a_say_wear_down_accomplishment():
    assert effect("accomplishment", ALONE | WITHOUT, ACCEPTING | WITHOUT) < -0.15
    unstrained = {"structure.strain": 0}
    assert effect("accomplishment", ALONE | WITHOUT, ACCEPTING | WITHOUT) < effect(
        "accomplishment", ALONE | WITHOUT | unstrained, ACCEPTING | WITHOUT | unstrained
    )


def test_coordination_has_no_natural_end():
    """Every goal meets every other: six goals take more than six times the hours of one, where nothing is attained."""
    endless = WITHOUT | {"goals.effort": 200.0, "goals.churn": 0.0}
    one, six = (mean(school(ACCEPTING | endless | {"goals.active": n}), "hours_collective") for n in (1.0, 6.0))
    assert six > 7.0 * one
    one, six = (
        mean(school(ACCEPTING | endless | {"goals.active": n}, base="baseline"), "hours_collective") for n in (1.0, 6.0)
    )
    assert six < 6.1 * one


def slopes(state, changes=None, **options):
    """Slope of a state on exhaustion in schools of low and of high collective efficacy, thirds of schools."""
    options = {"schools": 150} | options
    years, people = school(changes, **options), persons(changes, **options)
    efficacy = years[years["year"] == YEARS].set_index("run")["collective_efficacy"]
    people = people[people["year"] == YEARS]
    believed = people["run"].map(efficacy)
    low, high = (people[believed <= efficacy.quantile(1 / 3)], people[believed >= efficacy.quantile(2 / 3)])
    return tuple(slope(some["exhaustion"], some[state]) for some in (low, high))


@pytest.mark.parametrize("where", [{}, {"school.poverty": 0.8, "school.materials": 0.4}], ids=["anywhere", "poor schools"])
def test_collective_efficacy_buffers_what_stress_does_to_satisfaction(where):
    """P20, and P21 in poor schools with a smaller effect; in the first structure the interaction had the wrong sign."""
    low, high = slopes("job_satisfaction", where)
    assert high / low <= (0.85 if where else 0.75)


def test_collective_efficacy_buffers_what_stress_does_to_well_being():
    low, high = slopes("well_being")
    assert high / low < 0.95
    low, high = slopes("job_satisfaction", base="baseline")
    assert high / low > 1.0
