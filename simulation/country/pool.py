"""The schools of a country in a few long arrays, each school a slice of them, so that hundreds of thousands take little room.

A school is seen as the State that every kernel of the engine takes; what it simulates is what the ensemble simulates, to the last bit.
"""

import warnings
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from functools import cache
from typing import NamedTuple

import numpy as np

from ..core.compiled import inner, kernel
from ..core.vocabulary import N_DOMAINS, ORDINARY
from ..declare.outcomes import N_MONTHLY, N_WEEKLY, N_YEARLY
from ..declare.terms import TERM_NAMES
from ..engine.settling import live_before, past_of
from ..engine.year import live_year
from ..parameters.scenario import Scenario
from ..school.founding import found_school, most_asked
from ..school.state import GOAL_DTYPE, N_SCRATCH, SCHOOL_DTYPE, TEACHER_DTYPE, TIE_DTYPE, State, no_ties, room_for_ties
from .crew import Crew
from .people import PERSON_DTYPE
from .places import Land, Records


class Pool(NamedTuple):
    """All schools: teachers and people (n_posts,), ties (room,), goals (6 n_schools,), school (n_schools,), months (n_schools, N_MONTHLY)."""

    teachers: Records
    people: Records
    ties: Records
    goals: Records
    school: Records
    months: np.ndarray
    places: Records


class Unkept(NamedTuple):
    """What a country keeps nothing of: weeks, teachers' rows and ties, as empty arrays."""

    weeks: np.ndarray
    teachers: np.ndarray
    ties: Records


def unkept() -> Unkept:
    """Empty arrays in the forms that the engine fills."""
    return Unkept(np.zeros((0, N_WEEKLY)), np.zeros((0, 1, 1)), no_ties(0, 1))


def empty_pool(land: Land, scenario: Scenario) -> Pool:
    """Room for the schools of a land; the places of their ties are written into `land.places`."""
    asked = most_asked(scenario)
    room = cache(lambda posts: room_for_ties(posts, asked))
    land.places["room"] = [room(int(posts)) for posts in land.places.posts]
    land.places["first_tie"] = np.cumsum(land.places["room"]) - land.places["room"]
    n, posts = len(land.places), int(land.places.posts.sum())

    def rows(dtype: np.dtype, count: int) -> Records:
        return np.zeros(count, dtype).view(np.recarray)

    return Pool(
        rows(TEACHER_DTYPE, posts), rows(PERSON_DTYPE, posts), rows(TIE_DTYPE, int(land.places["room"].sum())), rows(GOAL_DTYPE, n * N_DOMAINS),
        rows(SCHOOL_DTYPE, n), np.zeros((n, N_MONTHLY)), land.places,
    )  # fmt: skip


def blocks_of(land: Land, count: int) -> Iterator[tuple[int, int]]:
    """Schools in so many blocks of about as many posts each, (first, after the last); empty ones are left out."""
    ends = (
        np.searchsorted(np.cumsum(land.places.posts), np.linspace(0, land.places.posts.sum(), count + 1)[1:], side="left") + 1
    )
    ends[-1] = len(land.places)
    first = 0
    for last in np.maximum.accumulate(np.minimum(ends, len(land.places))):
        if last > first:
            yield first, int(last)
            first = int(last)


@inner
def school_at(pool, k, terms, scratch):
    """School k as a State; `terms` (0, ...) and `scratch` (the largest staff, ...) are shared by the schools of a block."""
    place = pool.places[k]
    a, b = place.first_post, place.first_post + place.posts
    ties = pool.ties[place.first_tie : place.first_tie + place.room]
    goals = pool.goals[k * N_DOMAINS : (k + 1) * N_DOMAINS]
    return State(pool.teachers[a:b], ties, goals, pool.school[k : k + 1], terms, scratch[: place.posts])


def state_of(pool: Pool, k: int) -> State:
    """School k as a State, from Python."""
    place = pool.places[k]
    posts = slice(place.first_post, place.first_post + place.posts)
    ties = pool.ties[place.first_tie : place.first_tie + place.room]
    goals = pool.goals[k * N_DOMAINS : (k + 1) * N_DOMAINS]
    return State(
        pool.teachers[posts],
        ties,
        goals,
        pool.school[k : k + 1],
        np.zeros((0, len(TERM_NAMES))),
        np.zeros((place.posts, N_SCRATCH)),
    )


@inner
def workspace_of(pool, first, last):
    """(terms, scratch) for the schools first ... last - 1."""
    most = 0
    for k in range(first, last):
        most = max(most, pool.places[k].posts)
    return np.zeros((0, len(TERM_NAMES))), np.zeros((most, N_SCRATCH))


def found(pool: Pool, scenario: Scenario, seed: int, first: int, last: int) -> None:
    """Found the schools first ... last - 1, each as `simulate` founds its run."""
    p, past = scenario.table()[0].view(np.recarray)[0, ORDINARY], past_of(scenario)
    found_schools(pool, first, last, p if past is None else past[0, ORDINARY], seed)
    if past is not None:
        for k in range(first, last):
            live_before(state_of(pool, k), past, p, scenario.mechanisms.settling)


@kernel
def found_schools(pool, first, last, p, seed):
    """The first day of the schools first ... last - 1."""
    terms, scratch = workspace_of(pool, first, last)
    for k in range(first, last):
        found_school(school_at(pool, k, terms, scratch), p, seed, pool.places[k].run)


@kernel
def live_schools(pool, first, last, table, period, kept, years):
    """A year of the schools first ... last - 1, up to the moment at which all know whether they mean to go.

    period : (n_groups, weeks) ; years : (n_schools, N_WEEKLY + N_YEARLY), of which the means over weeks are filled
    """
    terms, scratch = workspace_of(pool, first, last)
    row = np.empty(N_WEEKLY)
    for k in range(first, last):
        state = school_at(pool, k, terms, scratch)
        live_year(
            state, table, period[pool.places[k].group], 0, years[k : k + 1], kept.weeks, kept.teachers, row, pool.months[k]
        )


def empty_years(pool: Pool) -> np.ndarray:
    """Room for a year's row of every school."""
    return np.zeros((len(pool.school), N_WEEKLY + N_YEARLY))


class Block(NamedTuple):
    """Some schools by themselves, as they travel to another process: a Pool without people, and their rows of the year."""

    teachers: Records
    ties: Records
    goals: Records
    school: Records
    months: np.ndarray
    places: Records
    years: np.ndarray


def block_of(pool: Pool, years: np.ndarray, first: int, last: int) -> Block:
    """The schools first ... last - 1 as a copy."""
    places = pool.places[first:last].copy()
    posts, ties = _slices(places)
    places.first_post -= posts.start
    places.first_tie -= ties.start
    goals = slice(first * N_DOMAINS, last * N_DOMAINS)
    return Block(
        pool.teachers[posts].copy(), pool.ties[ties].copy(), pool.goals[goals].copy(), pool.school[first:last].copy(),
        pool.months[first:last].copy(), places, years[first:last].copy(),
    )  # fmt: skip


def put_back(pool: Pool, years: np.ndarray, first: int, last: int, block: Block) -> None:
    """Write what became of a block into the pool."""
    posts, ties = _slices(pool.places[first:last])
    pool.teachers[posts], pool.ties[ties] = block.teachers, block.ties
    pool.goals[first * N_DOMAINS : last * N_DOMAINS] = block.goals
    pool.school[first:last], pool.months[first:last], years[first:last] = block.school, block.months, block.years


def _slices(places: Records) -> tuple[slice, slice]:
    """Where the posts and the ties of schools that stand side by side are."""
    return (
        slice(int(places.first_post[0]), int(places.first_post[-1] + places.posts[-1])),
        slice(int(places.first_tie[0]), int(places.first_tie[-1] + places.room[-1])),
    )


def live_block(block: Block, table: np.ndarray, period: np.ndarray) -> Block:
    """The weeks of a block's year, wherever this is called; the block itself is changed and returned."""
    nobody = np.zeros(0, PERSON_DTYPE).view(np.recarray)
    pool = Pool(block.teachers, nobody, block.ties, block.goals, block.school, block.months, block.places)
    live_schools(pool, 0, len(block.places), table, period, unkept(), block.years)
    return block


def live_weeks(
    pool: Pool, blocks: list[tuple[int, int]], table: np.ndarray, period: np.ndarray, years: np.ndarray, crew: Crew
) -> None:
    """The weeks of a year in all blocks of schools: by the crew's threads, or by its executor.

    A block that an executor loses, because a worker died, is lived here: nothing of it was changed before it came back.
    """
    if crew.executor is None:
        nothing = unkept()
        crew.do(blocks, lambda a, b: live_schools(pool, a, b, table, period, nothing, years))
        return
    lost: list[tuple[int, int]] = []
    away: list[tuple[tuple[int, int], Future]] = []
    for at in blocks:
        try:
            away.append((at, crew.executor.submit(live_block, block_of(pool, years, *at), table, period)))
        except BrokenExecutor:
            lost.append(at)
    for at, future in away:
        try:
            put_back(pool, years, *at, future.result())
        except BrokenExecutor:
            lost.append(at)
    if lost:
        warnings.warn(f"a worker was lost; {len(lost)} of {len(blocks)} blocks of schools are lived here instead", stacklevel=2)
        live_weeks(pool, lost, table, period, years, crew.alone())
