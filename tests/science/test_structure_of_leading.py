"""Leading costs and gives: those who hold a role in one world and not in the other, the same persons otherwise."""

from functools import cache

import pytest

from tests.science.twins import persons

pytestmark = pytest.mark.science

#: Both from the first day on: years before it would have had roles in either world.
NOBODY, SOME = ({"roles.leaders": share, "mechanisms.settling": 0} for share in (0.0, 0.15))


@cache
def _holders(changes, base):
    """Rows of who leads in the world with roles, side by side with the same persons in the world without."""
    without, with_ = (persons(dict(changes) | roles, base=base) for roles in (NOBODY, SOME))
    both = without.merge(with_, on=["run", "year", "teacher"], suffixes=("_without", "_with"))
    same = both["experience_without"] == both["experience_with"]
    return both[same & (both["role_with"] == 1)]


def gain(state, changes=None, year=2, base="second_structure"):
    """What holding a role does to its holders [SD of persons]."""
    rows = _holders(tuple(sorted((changes or {}).items())), base)
    rows = rows[rows["year"] == year]
    plain = persons(base=base)
    return (rows[f"{state}_with"] - rows[f"{state}_without"]).mean() / plain[plain["year"] == year][state].std()


def test_leading_raises_the_self_efficacy_of_its_holders_over_a_year():
    """In the first structure roles lowered it."""
    assert gain("self_efficacy", year=1) > 0.05
    assert gain("self_efficacy", year=2) > 0.05
    assert gain("self_efficacy", base="baseline") < 0.02


def test_unclear_and_unsupported_roles_turn_the_gain_into_a_loss():
    """P24."""
    conditions = [{"administrator.clarity": x, "administrator.support": x, "population.support": 0.0} for x in (0.1, 0.9)]
    unclear, clear = (gain("self_efficacy", c) for c in conditions)
    assert unclear < -0.1
    assert clear > 0.15


def test_leading_exhausts_and_release_relieves():
    """P26: without release the gain in efficacy is paid for, so that well-being gains little."""
    none, half = ({"roles.release": hours} for hours in (0.0, 4.0))
    assert gain("exhaustion", none) > 0.1
    assert gain("exhaustion", half) < gain("exhaustion", none) - 0.05
    assert gain("well_being", none) < 0.1
    assert gain("well_being", half) > gain("well_being", none) + 0.06


def test_an_egalitarian_staff_makes_leading_costly():
    """P25."""
    equal, unequal = ({"culture.egalitarian": x} for x in (1.0, 0.0))
    assert gain("self_efficacy", equal) < gain("self_efficacy", unequal) - 0.1
    assert gain("exhaustion", equal) > gain("exhaustion", unequal) + 0.1


def test_roles_that_judge_cost_most():
    judging, helping = ({"roles.reviewing": x, "culture.egalitarian": 0.8} for x in (1.0, 0.0))
    assert gain("self_efficacy", judging) < gain("self_efficacy", helping) - 0.05
