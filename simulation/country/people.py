"""People: a number for life, a home, whom one knows elsewhere; and the reserve of those who are trained and hold no post.

Whoever holds a post is a row of `people` beside the row of the teacher (school/state.py); whoever is in the reserve is a row of both
there. Nobody is in two places, and nobody is lost: last year's people and those who enter are this year's and those who give up.
"""

from typing import NamedTuple

import numpy as np

from ..core.chance import DWELL, normal, second_normal, two_draws
from ..core.compiled import inner, kernel
from ..core.vocabulary import NO_PERSON
from ..rules.hiring import experience_brought
from ..school.state import TEACHER_DTYPE, State, empty_state
from ..school.teachers import draw_person
from .places import Records

#: What somebody is about in a summer.
STAYING, LOOKING, DISPLACED, GOING, ENTRANT, RETURNER, RESTING, ROTATED = 0, 1, 2, 3, 4, 5, 6, 7
#: What draws of a country are for besides those of core/chance.py, whose numbers go on here: being moved by a board, whom it sees, and
#: being kept by a bonus.
ROTATE, BOARD, KEPT = 71, 72, 73
#: Schools that a person knows: the last one she left, and where the colleague went whom she trusted most.
N_KNOWN = 2
NOWHERE = -1
#: Kinds of schools in which a board lets everybody serve: others, and hard ones.
N_KINDS_OF_SCHOOL = 2
#: Posts of the largest school: as many colleagues as anybody who is still without a post may wish for.
_LARGEST_STAFF = 500

PERSON_DTYPE = np.dtype(
    [
        ("number", "i8"), ("about", "i1"), ("taught", "i1"), ("region", "i4"), ("district", "i4"), ("x", "f8"), ("y", "f8"),
        ("known", "i4", (N_KNOWN,)), ("trust", "f8", (N_KNOWN,)), ("points", "f8"), ("served", "i1", (N_KINDS_OF_SCHOOL,)),
    ],
    align=True,
)  # fmt: skip


class Season(NamedTuple):
    """What a summer goes by.

    m : the market's record where no targeted policy acts; of (n_groups,) : that of employers, by group of schools; board : the rotation's record
    key : of the country's chance; year : years lived before; extent : of districts [miles]
    """

    m: np.record
    of: Records
    board: np.record
    key: int
    year: int
    extent: float


class Reserve(NamedTuple):
    """Those who are trained and hold no post: the records of teachers and of persons, (n,) each, in the order of their numbers."""

    teachers: Records
    people: Records

    @classmethod
    def of(cls, count: int) -> "Reserve":
        """Room for so many."""
        return cls(np.zeros(count, TEACHER_DTYPE).view(np.recarray), np.zeros(count, PERSON_DTYPE).view(np.recarray))


@inner
def make_home(person, land, where, season):
    """A home near the school `where`: in its district, as scattered as schools are there."""
    place = land.places[where]
    u, v = two_draws(season.key, person.number, int(where), 0, DWELL, 1)
    person.region, person.district = place.region, place.district
    person.x, person.y = place.x + season.extent * normal(u, v), place.y + season.extent * second_normal(u, v)


@inner
def grow_up(person, land, area, season):
    """A home near a school somewhere in a district or region: people live where schools are."""
    u, _ = two_draws(season.key, person.number, 0, 0, DWELL, 0)
    make_home(person, land, land.school_of_post[area.first_post + int(u * area.posts)], season)


@inner
def knows_nobody(person):
    """No former colleagues yet."""
    for k in range(N_KNOWN):
        person.known[k], person.trust[k] = NOWHERE, 0.0


@kernel
def number_staff(teachers, people, land, season):
    """The people of the first day, numbered by their posts; the number of a vacant one is nobody's.

    Half live in the district of their school, half anywhere in its region (A83).
    """
    for post in range(people.size):
        person = people[post]
        person.number, person.about, person.taught = post, STAYING, 1
        place = land.places[land.school_of_post[post]]
        near, _ = two_draws(season.key, person.number, 0, 0, DWELL, 2)
        grow_up(person, land, land.districts[place.district] if near < 0.5 else land.regions[place.region], season)
        knows_nobody(person)
        if teachers[post].present == 0:
            person.number = NO_PERSON


@kernel
def enter(reserve, office, land, number, region, p, season, taught):  # noqa: PLR0917 - numba takes arrays
    """People who come into a reserve, one for each of its rows: the first gets `number`, all grew up in `region`.

    office : a State whose first row is used to draw them; taught : 1 for those who have taught before (experience_brought), else 0
    Traits follow from the person's number alone, so that a policy elsewhere makes nobody another person.
    """
    school = office.school[0]
    school.keeps, school.asking = int(p.mechanisms_own_ties), p.network_out_degree
    school.seed = season.key
    for k in range(reserve.people.size):
        person = reserve.people[k]
        person.number, person.about, person.taught = number + k, RESTING, taught
        knows_nobody(person)
        grow_up(person, land, land.regions[region], season)
        u, _ = two_draws(season.key, person.number, 0, 0, DWELL, 3)
        school.run = person.number
        draw_person(office, 0, experience_brought(u, p.hiring_experienced, p.hiring_early) if taught else 0.0, 0, p)
        reserve.teachers[k] = office.teachers[0]
        reserve.teachers[k].person = NO_PERSON


def office_of() -> State:
    """A State in which people can be drawn who hold no post yet."""
    return empty_state(_LARGEST_STAFF, 1.0)
