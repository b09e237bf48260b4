"""Formal teams: who is in one, and what depends on it."""

import numpy as np
import pytest

import simulation as sim

SCHOOL = sim.Scenario.load("baseline").replace({"years": 3, "school.teachers": 40, "school.group_size": 4})
RUNS = 12


def teams(coverage, **changes):
    """Run, year and group -> whether it meets as a team, as its members are seen at the end of a year."""
    scenario = SCHOOL.replace({"teams.coverage": coverage} | {k.replace("__", "."): v for k, v in changes.items()})
    seen = sim.simulate(scenario, runs=RUNS, seed=3, record="teachers").teachers.groupby(["run", "year", "group"]).in_team
    assert (seen.nunique() == 1).all(), "a group is a team as a whole or not at all"
    return seen.first()


def test_a_wider_coverage_adds_teams_and_drops_none():
    narrow, wide = teams(0.3), teams(0.8)
    assert (wide >= narrow).all()
    assert wide.sum() > narrow.sum() > 0
    assert wide.mean() == pytest.approx(0.8, abs=0.1)


def test_a_group_stays_what_it_is_while_people_come_and_go():
    kept = teams(0.5, leaving__unexplained=0.3).groupby(["run", "group"]).nunique()
    assert (kept == 1).all()


def test_a_policy_turns_more_groups_into_teams_from_its_year_on():
    reform = {"name": "teams for all", "start": 2, "set": {"teams.coverage": 1.0}}
    before, after = teams(0.4), teams(0.4, policies=[reform])
    assert before.xs(1, level="year").equals(after.xs(1, level="year"))
    assert (after.drop(1, level="year") == 1).all()


def test_mandated_hours_are_held_in_teams():
    years = sim.simulate(SCHOOL.replace({"teams.coverage": 0.5, "administrator.mandated": 2.0}), runs=RUNS, seed=3).years
    settled = years[(years.vacancies == 0) & (years.year == 1)]
    assert np.allclose(settled.hours_mandated, 2.0 * settled.share_in_team)
    everybody = sim.simulate(SCHOOL.replace({"teams.coverage": 1.0, "administrator.mandated": 2.0}), runs=2, seed=3).years
    assert np.allclose(everybody.hours_mandated, 2.0)


def test_orders_to_meet_reach_nobody_where_there_are_no_teams():
    """Without teams mandated hours change nothing: the same school to the last digit as without an order."""
    ordered, left_alone = (
        sim.simulate(SCHOOL.replace({"teams.coverage": 0.0, "administrator.mandated": hours}), runs=4, seed=3).years
        for hours in (4.0, 0.0)
    )
    assert ordered.equals(left_alone)


def test_in_the_typical_school_one_hour_is_mandated_on_average():
    years = sim.simulate(sim.Scenario.load("baseline").replace({"years": 1}), runs=400, seed=1).years
    assert years.hours_mandated.mean() == pytest.approx(1.0, abs=0.02)
