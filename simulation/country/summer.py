"""A summer: the market is held round by round, and whoever goes from one school to another arrives there as she left.

Who takes part stands in seekers.py, who gets which post in matching.py. Here posts fall free and are posted, people and what they
remember are carried from place to place, and what happened is written down. Every step is a loop over schools, seekers or people whose
turns touch nothing of each other, or is done in the order of schools.
"""

from typing import NamedTuple

import numpy as np

from ..core.chance import LIE, draw
from ..core.compiled import inner, kernel
from ..core.vocabulary import LEAVES, MOVES, NO_PERSON, ORDINARY, STAYS
from ..engine.phases.leaving import empty_posts, rest_and_age
from ..engine.phases.newcomers import hire
from ..engine.year import lead_on, look_back, next_year_of
from ..rules.market import miles_between
from ..school.state import TEACHER_DTYPE
from ..school.teachers import take_post, take_up_post
from .board import hold_boards
from .crew import Crew
from .matching import match_seekers
from .people import (
    DISPLACED,
    GOING,
    LOOKING,
    NOWHERE,
    PERSON_DTYPE,
    RESTING,
    STAYING,
    Reserve,
    Season,
    enter,
    make_home,
    office_of,
)
from .places import LAND, Land, Records
from .pool import Pool, school_at, workspace_of
from .seekers import LATE, N_ROUNDS, SEEKER_DTYPE, count_seekers, faded, gather, look_around, parts_of_worth, rouse, takes_part

#: Where somebody who holds a post goes: she stays, leaves all schools, or goes to the school of this number.
STAYS_THERE, GOES_OUT = -1, -2
#: Why somebody who chose to move did: the largest part of what the new post is better by.
REASONS = ("conditions", "pay", "distance", "other")

HIRE_DTYPE = np.dtype(
    [
        ("person", "i8"), ("source", "i1"), ("round", "i1"), ("reason", "i1"), ("from_school", "i4"), ("to_school", "i4"),
        ("experience", "f8"), ("expertise", "f8"), ("miles", "f8"),
    ],
    align=True,
)  # fmt: skip
#: A region in a round: posts that are open, people who look, applications, posts that are taken, by whom, and across a border.
ROUND_DTYPE = np.dtype([(name, "i8") for name in ("open", "seekers", "applications", "hires", "moved", "across")], align=True)


class Arrivals(NamedTuple):
    """Those who take a post, by school: rows of teachers and people, what is written down, and where each school's begin (n_schools + 1,)."""

    teachers: Records
    people: Records
    hires: Records
    first: np.ndarray

    @classmethod
    def of(cls, count: int, first: np.ndarray) -> "Arrivals":
        """Room for so many."""
        teachers, people, hires = (
            np.zeros(count, dtype).view(np.recarray) for dtype in (TEACHER_DTYPE, PERSON_DTYPE, HIRE_DTYPE)
        )
        return cls(teachers, people, hires, first)


class Summer(NamedTuple):
    """What a summer brought: arrivals, the reserve after it, where holders of posts go, rounds (N_ROUNDS, n_regions), and who went for good."""

    arrivals: Arrivals
    reserve: Reserve
    goes: np.ndarray
    rounds: Records
    entered: int
    gave_up: int


def births(land: Land, season: Season) -> np.ndarray:
    """How many people enter each region's reserve this year, (n_regions,): a share of its posts, rounded up or down by luck."""
    luck = np.array([draw(season.key, LAND, region, season.year, LIE, 1) for region in range(len(land.regions))])
    return (season.m.entrants * land.regions.posts + luck).astype(np.int64)


def bring_in(reserve: Reserve, land: Land, counts: np.ndarray, number: int, p, season: Season, taught: int) -> Reserve:
    """The reserve with so many more people of each region behind those who are there; the first gets `number`."""
    more, office, at = Reserve.of(int(counts.sum())), office_of(), 0
    for region, count in enumerate(counts):
        part = Reserve(more.teachers[at : at + count], more.people[at : at + count])
        enter(part, office, land, number + at, region, p, season, taught)
        at += int(count)
    return joined(reserve, more)


def joined(one: Reserve, other: Reserve) -> Reserve:
    """Two reserves as one."""
    teachers, people = (np.concatenate(pair) for pair in zip(one, other, strict=True))
    return Reserve(teachers.view(np.recarray), people.view(np.recarray))


def hold_summer(  # noqa: PLR0917
    pool: Pool,
    land: Land,
    reserve: Reserve,
    employers: Records,
    season: Season,
    p,
    crew: Crew,
    institution: str,
) -> Summer:
    """A summer, after `intend`: posts are filled by a market or by a board. p (n_groups, ...) : the parameters of the next year

    `reserve` holds this year's entrants already. Nobody has moved yet when this returns; `turn_schools` lets them.
    """
    rouse(reserve, season)
    seekers = np.zeros(sum(count_seekers(pool.people, reserve)), SEEKER_DTYPE).view(np.recarray)
    gather(pool, land, reserve, seekers)
    rounds = np.zeros((N_ROUNDS, len(land.regions)), ROUND_DTYPE).view(np.recarray)
    (hold_rotation if institution == "rotation" else hold_market)(pool, land, seekers, employers, season, rounds, crew)
    goes = np.full(len(pool.people), STAYS_THERE, np.int32)
    send(pool.people, seekers, goes)
    crew.share(len(land.places), lambda a, b: remember(pool, a, b, goes, season))
    arrivals = collect(pool, land, reserve, seekers, employers, p, season)
    kept = np.zeros(len(reserve.people), bool)
    gave_up = stay_in_reserve(reserve.people, seekers, kept, season)
    leavers = Reserve.of(int((goes == GOES_OUT).sum()))
    joining = leave(pool, land, goes, leavers, p, season)
    gave_up += len(leavers.people) - joining
    stay = Reserve(reserve.teachers[kept].view(np.recarray), reserve.people[kept].view(np.recarray))
    joining_them = Reserve(leavers.teachers[:joining].view(np.recarray), leavers.people[:joining].view(np.recarray))
    after = joined(stay, joining_them)
    return Summer(arrivals, after, goes, rounds, 0, gave_up)


def hold_market(
    pool: Pool, land: Land, seekers: Records, employers: Records, season: Season, rounds: Records, crew: Crew
) -> None:
    """The rounds of a market: who takes which post is written into `seekers`, what happened into `employers` and `rounds`."""
    n, most = len(seekers), int(season.m.applications)
    numbers = np.ascontiguousarray(seekers.person)
    wishes, worths, scores = np.empty((n, most), np.int32), np.empty((n, most)), np.empty((n, most))

    def look(turn: int) -> None:
        crew.share(n, lambda a, b: look_around(seekers, a, b, employers, land, season, turn, wishes, worths, scores))

    for turn in range(N_ROUNDS):
        look(turn)
        taken = match_seekers(wishes, scores, numbers, np.ascontiguousarray(employers.open), np.arange(n))
        close_round(seekers, wishes, taken, employers, land.places, turn, rounds[turn])


def hold_rotation(
    pool: Pool, land: Land, seekers: Records, employers: Records, season: Season, rounds: Records, crew: Crew
) -> None:
    """The board of each region moves people, then gives what is left to the best of those who hold no post; written down as a market's rounds are."""
    held, free = in_regions(seekers, len(land.regions))
    crew.do(
        [(region, region + 1) for region in np.argsort(-land.regions.posts, kind="stable")],
        lambda a, b: hold_boards(pool, land, seekers, employers, held, free, season, rounds, a, b),
    )


def in_regions(seekers: Records, n_regions: int) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Seekers who hold a post and those who do not, each as (rows in the order of regions, where each region's begin)."""

    def of(chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        rows = np.flatnonzero(chosen)
        rows = rows[np.argsort(seekers.region[rows], kind="stable")]
        first = np.zeros(n_regions + 1, np.int64)
        first[1:] = np.cumsum(np.bincount(seekers.region[rows], minlength=n_regions))
        return rows, first

    employed = seekers.school != NOWHERE
    return of(employed), of(~employed)


@kernel
def close_round(seekers, wishes, taken, employers, places, turn, counted):
    """Write down who has taken a post in a round; posts that fall free by it, or were not posted yet, are open in the next.

    In words: Whoever leaves a school for another leaves a post behind, which is posted in the next round.
    """
    for s in range(seekers.size):
        seeker = seekers[s]
        if not takes_part(seeker, turn):
            continue
        counted[seeker.region].seekers += 1
        for a in range(wishes.shape[1]):
            if wishes[s, a] != NOWHERE:
                employers[wishes[s, a]].applicants += 1
                counted[places[wishes[s, a]].region].applications += 1
    for k in range(employers.size):
        counted[places[k].region].open += employers[k].open
    for s in range(seekers.size):
        seeker = seekers[s]
        k = taken[s]
        if k == NOWHERE:
            continue
        seeker.taken, seeker.round = k, turn
        employers[k].hires += 1
        employers[k].late_hires += turn == LATE
        employers[k].open -= 1
        counted[places[k].region].hires += 1
        counted[places[k].region].moved += seeker.school != NOWHERE
        counted[places[k].region].across += seeker.region != places[k].region
        if seeker.about == LOOKING:
            employers[seeker.school].to_come += 1
            employers[seeker.school].openings += 1
    for k in range(employers.size):
        employers[k].open += employers[k].to_come
        employers[k].to_come = 0


@kernel
def send(people, seekers, goes):
    """Where everybody who holds a post goes (n_posts,): to a school, out of all schools, or nowhere."""
    for i in range(people.size):
        if people[i].about == GOING or people[i].about == DISPLACED:
            goes[i] = GOES_OUT
    for s in range(seekers.size):
        if seekers[s].school != NOWHERE and seekers[s].taken != NOWHERE:
            goes[seekers[s].row] = seekers[s].taken


@kernel
def remember(pool, first, last, goes, season):
    """What is left of ties between those who stay and those who go to another school, in schools first ... last - 1.

    Who goes remembers the school by the colleague she trusted most; who stays knows where the colleague went whom she trusted most.
    Older acquaintances fade.
    """
    for k in range(first, last):
        place, n_ties = pool.places[k], pool.school[k].n_ties
        for i in range(place.first_post, place.first_post + place.posts):
            person = pool.people[i]
            for j in range(person.trust.size):
                person.trust[j] *= 1.0 - season.m.forgetting
            if goes[i] >= 0 or goes[i] == GOES_OUT:
                person.known[0], person.trust[0] = k, 0.0
        for e in range(place.first_tie, place.first_tie + n_ties):
            tie = pool.ties[e]
            a, b = place.first_post + tie.source, place.first_post + tie.target
            for goer, stayer in ((a, b), (b, a)):
                if goes[goer] != STAYS_THERE and goes[stayer] == STAYS_THERE:
                    one, other = pool.people[goer], pool.people[stayer]
                    one.trust[0] = max(one.trust[0], tie.trust)
                    if goes[goer] >= 0 and tie.trust > other.trust[1]:
                        other.known[1], other.trust[1] = goes[goer], tie.trust


def collect(
    pool: Pool,
    land: Land,
    reserve: Reserve,
    seekers: Records,
    employers: Records,
    p,
    season: Season,
) -> Arrivals:
    """Copies of all who have taken a post, by school and, in it, in the order of seekers."""
    placed = np.flatnonzero(seekers.taken != NOWHERE)
    placed = placed[np.argsort(seekers.taken[placed], kind="stable")]
    first = np.zeros(len(land.places) + 1, np.int64)
    first[1:] = np.cumsum(np.bincount(seekers.taken[placed], minlength=len(land.places)))
    arrivals = Arrivals.of(len(placed), first)
    _copy(arrivals, placed, seekers, employers, pool, land, reserve, p, season)
    return arrivals


@kernel
def _copy(arrivals, placed, seekers, employers, pool, land, reserve, p, season):  # noqa: PLR0917 - numba takes arrays
    for at in range(placed.size):
        seeker = seekers[placed[at]]
        teacher, person, hire = arrivals.teachers[at], arrivals.people[at], arrivals.hires[at]
        if seeker.school != NOWHERE:
            arrivals.teachers[at], arrivals.people[at] = pool.teachers[seeker.row], pool.people[seeker.row]
            rest_and_age(teacher, p[land.places[seeker.school].group])
        else:
            arrivals.teachers[at], arrivals.people[at] = reserve.teachers[seeker.row], reserve.people[seeker.row]
        k = seeker.taken
        place = land.places[k]
        hire.person, hire.source, hire.round = seeker.person, seeker.about, seeker.round
        hire.from_school, hire.to_school = seeker.school, k
        hire.experience, hire.expertise = seeker.experience, seeker.expertise
        hire.miles = miles_between(person.x, person.y, place.x, place.y)
        hire.reason = _reason(seeker, employers, land.places, season) if seeker.about == LOOKING else NOWHERE
        if hire.miles > season.m.relocating:
            make_home(person, land, k, season)
        person.about, person.taught = STAYING, 1


@inner
def _reason(seeker, employers, places, season):
    """Which part of what the new post is better by is the largest, as a place in REASONS."""
    old, new = seeker.school, seeker.taken
    conditions, miles, _, _ = parts_of_worth(seeker, new, employers[new], places[new], season)
    before, far, _, _ = parts_of_worth(seeker, old, employers[old], places[old], season)
    by_school = conditions - before - season.m.poverty * (employers[new].poverty - employers[old].poverty)
    by_pay, by_distance = season.m.pay * (employers[new].pay - employers[old].pay), season.m.distance * (far - miles)
    by_rest = _rest(seeker, new, old, employers, places, season)
    best, reason = by_school, 0
    for value, which in ((by_pay, 1), (by_distance, 2), (by_rest, 3)):
        if value > best:
            best, reason = value, which
    return reason


@inner
def _rest(seeker, new, old, employers, places, season):
    """What taste, luck and acquaintance speak for the new post [utility]."""
    _, _, trust, liking = parts_of_worth(seeker, new, employers[new], places[new], season)
    _, _, trusted, liked = parts_of_worth(seeker, old, employers[old], places[old], season)
    return season.m.known * (trust - trusted) + liking - liked


@kernel
def stay_in_reserve(people, seekers, kept, season):
    """Mark in `kept` who of the reserve is in it for another year; how many give up for good is returned."""
    for i in range(people.size):
        kept[i] = True
    hired, gave_up = 0, 0
    for s in range(seekers.size):
        if seekers[s].school == NOWHERE and seekers[s].taken != NOWHERE:
            kept[seekers[s].row] = False
            hired += 1
    for i in range(people.size):
        person = people[i]
        person.about = RESTING
        for j in range(person.trust.size):
            person.trust[j] *= 1.0 - season.m.forgetting
        if kept[i] and faded(person, season):
            kept[i] = False
            gave_up += 1
    return gave_up


@kernel
def leave(pool, land, goes, leavers, p, season):
    """Copy those who leave all schools and may return into `leavers`, and return how many they are; the others retire."""
    at = 0
    for i in range(goes.size):
        if goes[i] == GOES_OUT and pool.teachers[i].experience < season.m.retired:
            leavers.teachers[at], leavers.people[at] = pool.teachers[i], pool.people[i]
            rest_and_age(leavers.teachers[at], p[land.places[land.school_of_post[i]].group])
            leavers.teachers[at].person = NO_PERSON
            leavers.people[at].about = RESTING
            at += 1
    return at


@kernel
def turn_schools(pool, employers, first, last, table, period, kept, years, goes, arrivals, joined):  # noqa: PLR0917 - numba takes arrays
    """The summer of schools first ... last - 1: those who go are gone, and those who come are there.

    joined : True where a market says who goes and comes; else it is decided, and hires come from outside, as in an ensemble
    """
    terms, scratch = workspace_of(pool, first, last)
    for k in range(first, last):
        state = school_at(pool, k, terms, scratch)
        school, start = state.school[0], pool.places[k].first_post
        if joined:
            mark(state, goes[start : start + state.teachers.size])
            employers[k].turnover = school.turnover
        mine = period[pool.places[k].group]
        look_back(state, table, mine, 0, years[k : k + 1], kept.teachers, kept.ties, pool.months[k])
        p = next_year_of(state, table, mine)
        empty_posts(state, p)
        if joined:
            a, b = arrivals.first[k], arrivals.first[k + 1]
            arrive(state, pool.people[start : start + state.teachers.size], arrivals.teachers[a:b], arrivals.people[a:b], p)
        else:
            hire(state, p)
        lead_on(state, p)


@inner
def mark(state, goes):
    """Departures as the market has made them; who looked around and found nothing better stays."""
    school, gone = state.school[0], 0
    for i in range(state.teachers.size):
        state.teachers[i].departure = MOVES if goes[i] >= 0 else LEAVES if goes[i] == GOES_OUT else STAYS
        gone += goes[i] != STAYS_THERE
    school.turnover = gone / max(1, school.n_present)


@inner
def arrive(state, people, new_teachers, new_people, p):
    """Vacant posts go to those who have taken one, in their order; what is left is vacant for a year.

    In words: Those who have taken a post arrive as they are, and leave behind what belonged to their old school.
    """
    at = 0
    for i in range(state.teachers.size):
        if state.teachers[i].present != 0:
            continue
        people[i].number = NO_PERSON
        if at < new_people.size:
            take_post(state, i)
            take_up_post(state, i, new_teachers[at], p[ORDINARY])
            people[i] = new_people[at]
            state.school[0].n_present += 1
            at += 1
