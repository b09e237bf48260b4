"""A board in the place of a market: whom it moves, whom it may not, and that nobody is lost on the way."""

import itertools

import numpy as np
import pytest

from simulation.country.crew import Crew
from simulation.country.live import Living, simulate_country

from .test_country import country, people_of

#: The market takes a while to be compiled.
pytestmark = pytest.mark.long

EARLY = {"rotation__shortest": 1, "rotation__due": 2, "rotation__longest": 3, "rotation__most": 1.0, "mechanisms__settling": 0}


def board(**changes):
    return country(**({"institution": "rotation"} | EARLY | changes))


@pytest.mark.parametrize("by_points", [0, 1])
def test_a_board_moves_whom_it_may_and_nobody_is_lost(by_points):
    drawn = board(rotation__by_points=by_points, years=5, rotation__shortest=2)
    with Crew(2) as crew:
        living = Living.begin(drawn, 5, crew)
        moved = 0
        for _ in range(5):
            before = [*itertools.chain(*people_of(living))]
            pool, places = living.pool, living.land.places
            here = {
                int(p.number): (int(t.tenure), k)
                for p, t, k in zip(pool.people, pool.teachers, living.land.school_of_post, strict=True)
            }
            born = living.next_number
            summer = living.year(crew)
            now = [*itertools.chain(*people_of(living))]
            assert len(now) == len(set(now)) == len(before) + summer.entered - summer.gave_up
            assert set(now) <= set(before) | set(range(born, living.next_number))
            hires = summer.arrivals.hires
            for hire in hires[hires.from_school >= 0]:
                tenure, school = here[int(hire.person)]
                assert tenure + 1 >= 2, "nobody is moved before the shortest spell"
                assert school == hire.from_school != hire["to_school"]
                assert places[hire.from_school].region == places[hire["to_school"]].region, (
                    "a board's region ends at its border"
                )
                moved += 1
            stayed = living.pool.teachers[(living.pool.teachers.present != 0) & (living.pool.teachers.tenure > 0)]
            several = living.land.regions.schools[places.region[living.land.school_of_post]] > 1
            tenure = living.pool.teachers.tenure[several & (living.pool.teachers.present != 0)]
            assert len(stayed) and (tenure > 3).sum() <= 1, (
                "after the longest spell all are moved, but for a last one with no other post left"
            )
            employers = living.employers
            present = np.bincount(living.land.school_of_post, living.pool.teachers.present, minlength=len(places))
            assert (places.posts == present + employers.open).all()
            assert (employers.hires == employers.openings - employers.open).all()
        assert moved > 30


def test_no_staff_loses_more_than_the_board_allows_and_where_there_is_one_school_nobody_is_moved():
    for changes, most in (({"rotation__most": 0.2}, 0.2), ({"places__schools": 2, "places__regions": 2}, 0.0)):
        results = simulate_country(board(years=4, **changes), seed=2, workers=1)
        years = results.years
        assert (years["gone_to_schools"] <= most * years["filled"]).all()
        assert (results.hires["source"] == "rotated").any() == (most > 0.0)


def test_a_board_evens_out_what_a_market_sorts():
    """The same schools and people: less apart in experience under a board, and a bonus of points fills hard schools by choice."""
    spread = {}
    for name, changes in (("market", {"institution": "market"}), ("board", {}), ("points", {"rotation__by_points": 1})):
        drawn = board(places__schools=60, places__regions=3, years=6, school__teachers=14, **changes)
        results = simulate_country(drawn, seed=3, workers=2)
        last = results.years[results.years["year"] >= 4].groupby("school")[["mean_experience", "expertise"]].mean()
        spread[name] = last.std().to_numpy()
        if name != "market":
            assert results.years["vacant"].sum() == 0 and (results.hires["round"] != "late").all()
    assert (spread["board"] < spread["market"]).all()


def test_points_are_earned_in_hard_schools_and_spent_on_a_choice():
    drawn = board(rotation__by_points=1, years=3, rotation__hard=0.5)
    with Crew(1) as crew:
        living = Living.begin(drawn, 4, crew)
        living.year(crew)
        hard = living.employers.poverty[living.land.school_of_post] >= 0.5
        stays = (living.pool.teachers.present != 0) & (living.pool.teachers.tenure > 0)
        assert (living.pool.people.points[stays & hard] == 1.0).all() and (
            living.pool.people.points[stays & ~hard] == 0.0
        ).all()
        for _ in range(2):
            summer = living.year(crew)
        rotated = summer.arrivals.hires.from_school >= 0
        assert rotated.any() and (summer.arrivals.people.points[rotated] == 0.0).all()
        assert (summer.arrivals.people.served[rotated].sum(axis=1) > 0).all()


def test_no_number_of_workers_moves_a_bit_of_a_rotation():
    told = []
    for workers in (1, 2, 7):
        results = simulate_country(board(years=3), seed=4, workers=workers)
        told.append([table.to_csv() for table in (results.years, results.market, results.hires)])
    assert told[0] == told[1] == told[2]


def test_a_market_may_give_way_to_a_board_and_come_back():
    turn = {"name": "a board", "start": 3, "end": 3, "institution": "rotation"}
    results = simulate_country(country(policies=[turn], years=4, **EARLY), seed=1, workers=1)
    by_year = results.hires.groupby("year")["source"].agg(set)
    assert "rotated" in by_year[2] and not {"moved", "displaced"} & by_year[2]
    for year in (1, 3):
        assert "rotated" not in by_year[year] and "moved" in by_year[year]
