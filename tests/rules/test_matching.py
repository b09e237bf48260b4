"""What becomes of an intention: the definition of collaboration must hold, whatever people wish."""

import itertools

import pytest

from simulation.core.vocabulary import (
    ADMINISTRATOR,
    COLLABORATION,
    CONCEPTUALISE,
    COOPERATION,
    COORDINATION,
    ENACT,
    INDIVIDUAL,
    JOINT,
    NOBODY,
    PLAN,
    TEACHERS,
)
from simulation.rules.matching import feasible_form, is_late, is_open, may_collaborate

from .versions import compiled_and_plain

STAGES = (CONCEPTUALISE, PLAN, ENACT)


@compiled_and_plain(is_open)
@pytest.mark.parametrize(("owner", "may_be_shaped"), [(NOBODY, False), (ADMINISTRATOR, False), (JOINT, True), (TEACHERS, True)])
def test_a_goal_is_open_when_teachers_own_it_alone_or_with_the_administrator(is_open, owner, may_be_shaped):
    assert is_open(owner) == may_be_shaped


@compiled_and_plain(may_collaborate, latecomers=0.0)
@pytest.mark.parametrize("owner", [NOBODY, ADMINISTRATOR])
def test_nobody_collaborates_on_a_goal_that_teachers_may_not_shape(may_collaborate, owner):
    for stage, took_part in itertools.product(STAGES, (0, 1)):
        assert not may_collaborate(owner, stage, took_part)


@compiled_and_plain(may_collaborate, latecomers=0.0)
@pytest.mark.parametrize("owner", [JOINT, TEACHERS])
def test_collaboration_begins_at_the_first_stage_and_later_is_for_those_who_were_there(may_collaborate, owner):
    """Hord (1986): taking part from conception on."""
    assert may_collaborate(owner, CONCEPTUALISE, 0)
    for stage in (PLAN, ENACT):
        assert may_collaborate(owner, stage, 1)
        assert not may_collaborate(owner, stage, 0)


@pytest.mark.parametrize("owner", [NOBODY, ADMINISTRATOR, JOINT, TEACHERS])
def test_where_latecomers_are_let_in_everybody_may_join_an_open_goal_and_nobody_a_closed_one(owner):
    for stage, took_part in itertools.product(STAGES, (0, 1)):
        assert may_collaborate(owner, stage, took_part, 0.4) == is_open(owner)


@compiled_and_plain(is_late)
def test_late_is_who_was_not_there_at_the_first_stage(is_late):
    late = [(stage, took_part) for stage, took_part in itertools.product(STAGES, (0, 1)) if is_late(stage, took_part)]
    assert late == [(PLAN, 0), (ENACT, 0)]


@compiled_and_plain(feasible_form)
@pytest.mark.parametrize("willing", [1.0, 3.0])
def test_collaboration_needs_an_open_goal_and_a_willing_partner(feasible_form, willing):
    assert feasible_form(COLLABORATION, True, willing, willing) == COLLABORATION
    assert feasible_form(COLLABORATION, False, willing, willing) == COOPERATION
    assert feasible_form(COLLABORATION, True, 0.0, 1.0) == COOPERATION
    assert feasible_form(COLLABORATION, True, 0.0, 0.0) == COORDINATION
    assert feasible_form(COLLABORATION, False, 0.0, 0.0) == COORDINATION


@compiled_and_plain(feasible_form)
@pytest.mark.parametrize("goal_open", [True, False])
def test_cooperation_needs_somebody_at_work_on_the_goal_and_no_open_goal(feasible_form, goal_open):
    assert feasible_form(COOPERATION, goal_open, 0.0, 1.0) == COOPERATION
    assert feasible_form(COOPERATION, goal_open, 0.0, 0.0) == COORDINATION


@compiled_and_plain(feasible_form)
@pytest.mark.parametrize("wish", [INDIVIDUAL, COORDINATION])
def test_leaving_a_goal_aside_and_coordinating_need_nobody(feasible_form, wish):
    for goal_open, willing, active in itertools.product((True, False), (0.0, 2.0), (0.0, 2.0)):
        assert feasible_form(wish, goal_open, willing, active) == wish


@compiled_and_plain(feasible_form)
def test_nobody_is_pushed_further_than_wished_and_nobody_who_wished_for_company_is_left_with_nothing(feasible_form):
    wishes = (INDIVIDUAL, COORDINATION, COOPERATION, COLLABORATION)
    for wish, goal_open, willing, active in itertools.product(wishes, (True, False), (0.0, 2.0), (0.0, 2.0)):
        form = feasible_form(wish, goal_open, willing, active)
        assert min(wish, COORDINATION) <= form <= wish
