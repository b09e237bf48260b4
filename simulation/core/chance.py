"""Chance by counting: every draw is a pure function of who, when, what for, and of the seed and the run.

The generator is Philox 4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"). Nothing is
consumed, so no order of work, number of threads or policy elsewhere can move a draw, and two scenarios compared run by run
share their random numbers.
"""

import math

from .compiled import rule
from .elementary import cosine, log, sine

_MASK = 0xFFFFFFFF
_M0, _M1 = 0xD2511F53, 0xCD9E8D57  # round multipliers of the publication
_W0, _W1 = 0x9E3779B9, 0xBB67AE85  # key increments: the golden ratio and the square root of three

#: What a draw is for. A new purpose takes a new number; old numbers are never used again, or stored results would change.
CHOOSE, CONFLICT, EVENT, SEEK, CLAIM, FOLLOW = 1, 2, 3, 4, 5, 6
INTEND, DEPART, FILL, RECRUIT, MENTOR, APPOINT, KEEP, SUCCEED, RENEW, SHARE, JOIN, CLASSES, REVIEW = (
    11,
    12,
    13,
    14,
    15,
    16,
    17,
    18,
    19,
    20,
    21,
    22,
    23,
)
FOUND, PERSON, TRAITS, TIES, TRUST, OFFICE, TEAM = 31, 32, 33, 34, 35, 36, 37
COHORT, CAREER, ASK = 41, 42, 43
TRAIN, MEET, RECRUIT_OUTSIDE = 44, 45, 46
RESPOND, ANSWER = 51, 52
#: 71 to 73 stand in country/people.py. Of a country: where it lies, who is born into it, and its labour market; `who` is a place or a school, and `run` a person.
LIE, DWELL, RENEWED, POST, GLANCE, TASTE, YEARS_LUCK, INTERVIEW, RETURN, FADE = 61, 62, 63, 64, 65, 66, 67, 68, 69, 70

#: The number of draws' `who` that stands for the school itself and not for one of its posts.
SCHOOL = 1_000_000


_WORDS = "UniTuple(int64, 4)(int64, int64, int64, int64, int64, int64)"
_PAIR = "UniTuple(float64, 2)(int64, int64, int64, int64, int64, int64)"
_ONE = "float64(int64, int64, int64, int64, int64, int64)"


@rule(signature=_WORDS)
def philox(c0, c1, c2, c3, k0, k1):
    """Philox 4x32-10: four 32-bit words from a counter of four and a key of two 32-bit words."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0, c1, c2, c3 = ((p1 >> 32) & _MASK) ^ c1 ^ k0, p1 & _MASK, ((p0 >> 32) & _MASK) ^ c3 ^ k1, p0 & _MASK
        k0 = (k0 + _W0) & _MASK
        k1 = (k1 + _W1) & _MASK
    return c0, c1, c2, c3


@rule(signature=_PAIR)
def two_draws(seed, run, who, when, purpose, item):
    """Two independent uniform numbers in the open interval (0, 1), each on a grid of 2**-52.

    seed, run : whole numbers below 2**32; who : post, or SCHOOL; when : week or year of the run; item : 0, 1, 2 ... within.
    """
    x0, x1, x2, x3 = philox(who, when, purpose, item, seed, run)
    first = (float((x0 << 20) | (x1 >> 12)) + 0.5) * 2.220446049250313e-16
    second = (float((x2 << 20) | (x3 >> 12)) + 0.5) * 2.220446049250313e-16
    return first, second


@rule(signature=_ONE)
def draw(seed, run, who, when, purpose, item):
    """One uniform number in (0, 1); see `two_draws`."""
    return two_draws(seed, run, who, when, purpose, item)[0]


@rule
def normal(u, v):
    """A standard normal number from two uniform ones (Box & Muller 1958)."""
    return math.sqrt(-2.0 * log(u)) * cosine(6.283185307179586 * v)


@rule
def second_normal(u, v):
    """The other standard normal number from the same two uniform ones, independent of `normal(u, v)`."""
    return math.sqrt(-2.0 * log(u)) * sine(6.283185307179586 * v)
