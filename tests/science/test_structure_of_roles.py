"""Roles in kinds, judged on twins: the same persons in schools whose roles are of one kind or another."""

import pytest

from simulation.core.vocabulary import COACH, HEAD, KINDS, N_KINDS, OFFICE, OTHER
from tests.science.twins import effect, mean, not_met, persons, school

pytestmark = [pytest.mark.science, pytest.mark.long]

IN_KINDS = {"structure.kinds": 1}
EQUAL = {"culture.egalitarian": 0.9}


def only(kind, **changes):
    """All roles are of one kind."""
    return IN_KINDS | {f"kinds.{name}": float(name == KINDS[kind]) for name in KINDS[COACH:]} | changes


@not_met("heads add 0.007 SD of expertise, asked are 0.015")
def test_learning_depends_on_the_kind_of_role():
    """Coaches reach the staff and heads their own group; roles that guide nobody spread nothing."""
    coaches, heads = (effect("expertise", only(OTHER), only(kind)) for kind in (COACH, HEAD))
    assert coaches > 0.03
    assert 0.015 < heads < coaches


def test_a_coach_who_judges_in_an_egalitarian_staff_spreads_less():
    """P25: the spread of practice slows, and peer review suffers most."""
    helping, judging = (only(COACH, **{"kinds.coach_judging": x}) for x in (0.0, 1.0))
    equal = mean(school(helping | EQUAL), "guidance")
    assert equal < 0.93 * mean(school(helping | {"culture.egalitarian": 0.0}), "guidance")
    assert mean(school(judging | EQUAL), "guidance") < 0.75 * equal


@not_met("1.4 times the tension in offices, asked are 1.5 times")
def test_tension_depends_on_the_kind_of_role_and_staying_hardly():
    """P13: intentions to leave of those in different kinds of roles lie within three points of each other."""
    people = persons(IN_KINDS | EQUAL | {"roles.leaders": 0.3}, schools=120)
    holders = people[(people["role"] == 1) & (people["year"] >= 2)].groupby("kind")
    assert holders.ngroups == N_KINDS - 1
    intention = holders["quit_intention"].mean()
    assert intention.max() - intention.min() < 0.03
    assert intention.max() < people[(people["role"] == 0) & (people["year"] >= 2)]["quit_intention"].mean() - 0.05
    above, apart = (only(kind, **EQUAL) for kind in (OFFICE, OTHER))
    assert mean(school(above), "tension") > 1.5 * mean(school(apart), "tension")


def test_coordinators_for_families_relieve_colleagues_where_poverty_is_high():
    poor, rich = ({"school.poverty": x, "kinds.other": 0.0} for x in (0.9, 0.1))
    some, none = ({"kinds.families": x} for x in (1.0, 0.0))
    for column, least in (("exhaustion", 0.06), ("hours_total", 0.02)):
        relieved = effect(column, IN_KINDS | poor | none, IN_KINDS | poor | some)
        assert relieved < -least
        assert relieved < effect(column, IN_KINDS | rich | none, IN_KINDS | rich | some)


def test_extra_pay_holds_those_who_are_paid_and_strains_an_egalitarian_staff():
    """A bonus of 4.5 percent lowered turnover by a sixth."""
    paid, unpaid = (IN_KINDS | EQUAL | {"kinds.pay": x, "roles.leaders": 0.3} for x in (0.1, 0.0))
    assert mean(school(paid), "tension") > mean(school(unpaid), "tension")
    leaders = [persons(world).query("role == 1")["quit_intention"].mean() for world in (paid, unpaid)]
    assert 0.6 < leaders[0] / leaders[1] < 0.9


def test_an_elected_representative_is_heard_for_everybody():
    """More than one in a staff says no more for it; a say through a representative is no say won."""
    spoken = effect("influence", only(OTHER), IN_KINDS | {"kinds.other": 0.0, "roles.leaders": 0.3})
    assert spoken > 0.0
    mute = only(OTHER, **{"kinds.union": 1.0, "reach.representation": 0.0, "reach.access_inside": 0.7})
    assert effect("influence", mute, mute | {"reach.representation": 1.0}) > 0.05


def test_rotation_gives_roles_to_more_people():
    fixed, turning = (IN_KINDS | {"kinds.rotation": x, "standing.keeping": 1.0} for x in (0.0, 0.5))
    ever = [persons(world).groupby(["run", "teacher"])["role"].max().mean() for world in (fixed, turning)]
    assert ever[1] > 1.3 * ever[0]
