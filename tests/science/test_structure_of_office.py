"""The administrator at work: what her week, her buffer and her taking part do to a school, judged on twins."""

import pytest

from tests.science.twins import YEARS, effect, mean, school

pytestmark = [pytest.mark.science, pytest.mark.long]

#: Administrators alike, so that twins differ in what is asked and not in who is in office.
ALIKE = {"population.openness": 0.0, "population.support": 0.0, "administrator.turnover": 0.0}
OFF = {"structure.office": 0}
#: The same school with twenty more hours of office work for her, of which teachers have none.
OVERFULL = {"office.usual": 64.0}


def test_an_administrator_works_as_long_as_administrators_say():
    """59 hours a week; schools differ by a few hours, poor and pressed ones take more."""
    usual = school()
    assert 55.0 <= mean(usual, "administrator_hours") <= 62.0
    assert 1.0 <= usual[usual["year"] == YEARS]["administrator_hours"].std() <= 6.0
    for more in (
        {"school.poverty": 0.9},
        {"accountability.pressure": 0.9},
        {"school.teachers": 60.0},
        {"administrator.openness": 0.1},
    ):
        assert mean(school(more), "administrator_hours") > mean(usual, "administrator_hours") + 1.0, more


def test_an_overfull_week_costs_support_and_clarity_slowly_and_teachers_feel_it():
    now = ALIKE | {"mechanisms.settling": 0}  # years before the first day would have it already
    free, full = school(now), school(now | OVERFULL)
    lost = [mean(free, "administrator_support", year) - mean(full, "administrator_support", year) for year in (1, 2, YEARS)]
    assert 0.0 < 1.3 * lost[0] < lost[1] < lost[2]
    assert mean(full, "administrator_clarity") < mean(free, "administrator_clarity") - 0.05
    assert effect("exhaustion", ALIKE, ALIKE | OVERFULL) > 0.1
    assert abs(effect("exhaustion", ALIKE | OFF, ALIKE | OFF | OVERFULL)) < 1e-9


def test_who_is_long_in_office_gives_more_than_who_is_new_to_it():
    often = ALIKE | {"administrator.turnover": 0.6}
    practised, new = (school(changes | {"change.unsettled": 0.0}) for changes in (ALIKE, often))
    assert mean(practised, "administrator_support") > mean(new, "administrator_support") + 0.02


def test_who_trusts_teachers_keeps_pressure_from_them_and_pays_for_it_in_hours():
    pressed = ALIKE | {"accountability.pressure": 0.8, "office.fearing": 0.0, "office.tiring": 0.0}
    trusting, not_ = (pressed | {"office.trusting": weight, "administrator.openness": 0.8} for weight in (2.0, 0.0))
    closed = school(trusting | {"administrator.openness": 0.2})
    assert mean(school(trusting), "pressure_kept_off") > mean(closed, "pressure_kept_off") + 0.15
    assert mean(school(trusting), "administrator_hours") > mean(school(not_), "administrator_hours") + 0.5
    free = {"office.support_load": 0.0, "office.clarity_load": 0.0}  # as if those hours cost nobody anything
    assert effect("exhaustion", not_ | free, trusting | free) < -0.01
    assert effect("exhaustion", not_, trusting) > effect("exhaustion", not_ | free, trusting | free)


def test_fear_and_an_overfull_week_pass_pressure_on():
    habit = ALIKE | {"accountability.pressure": 0.8, "administrator.buffering": 0.5, "office.trusting": 0.0}
    brave, afraid, tired = habit | {"office.fearing": 0.0}, habit | {"growth.base": 0.6}, habit | OVERFULL
    assert mean(school(brave | {"office.tiring": 0.0}), "pressure_kept_off") == pytest.approx(0.5)
    for passing in (afraid, tired):
        assert mean(school(passing), "pressure_kept_off") < 0.47


def test_open_administrators_with_time_take_part_in_shared_goals():
    low, high = (school(ALIKE | {"administrator.openness": x}) for x in (0.3, 0.85))
    assert mean(high, "goals_beside") > mean(low, "goals_beside") + 0.1
    assert mean(school(ALIKE | OVERFULL | {"administrator.openness": 0.85}), "goals_beside") < 0.5 * mean(high, "goals_beside")


def test_true_collaboration_with_the_administrator_wins_more_of_a_say_and_lets_her_learn():
    """S0: teachers and administrators in one goal, from conception on."""
    open_office = ALIKE | {"administrator.openness": 0.8}
    apart, together = (open_office | {"office.taking_part": chance} for chance in (0.0, 1.0))
    assert effect("influence", apart, together) > 0.03
    easy = {"goals.effort": 8.0, "adaptation.proof": 0.1}
    assert (
        mean(school(together | easy), "administrator_openness") > mean(school(apart | easy), "administrator_openness") + 0.005
    )
    closer = [
        mean(school(changes), "influence_shared") - mean(school(changes), "influence")
        for changes in (together | {"office.listening": listening, "accountability.pressure": 1.0} for listening in (0.0, 1.0))
    ]
    assert closer[1] < closer[0]
