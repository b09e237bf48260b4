"""Getting used to what lasts: persons adapt to a level of satisfaction, strain and success, and what is new to them counts.

What a person is used to follows slowly what is; the further it lies from what is usual, the less of it is felt. So a lasting change of
conditions moves people for a year or two, and then a part of it is the new normal.
"""

from ..core.compiled import rule
from .common import share


@rule
def wonted_after(wonted, level, pace):
    """What a person is used to, after a week [unit of level]: wonted + pace (level - wonted). Helson (1964); Bowling et al. (2005). A88.

    In words (Getting used to it): What lasts becomes usual within a year or two.
    Whom: every teacher, every week. Raised by: what is higher than one is used to. Lowered by: what is lower.
    """
    return wonted + pace * (level - wonted)


@rule
def set_point(base, weight, wonted, usual):
    """Constant of a drift, once people are used to a level [unit of base]: base - weight (wonted - usual). Assumption A88.

    In words (What is usual no longer moves): Those who have long been better off than others take it for granted, and those who have long been
    worse off have come to terms with it: they lower their sights, and spare themselves.
    Whom: every teacher, every week. Lowered by: a level that one is used to and that is higher than usual.
    """
    return base - weight * (wonted - usual)


@rule
def felt_success(success, aiming, aspired, usual):
    """What a success is to somebody who aspires to this much of it [0..1]: success (1 - aiming (aspired - usual)), within 0 and 1.

    Success raises the level of aspiration, and is felt against it (Lewin et al. 1944). Assumption A88.

    In words (Raising one's sights): Who is used to goals that move expects it, and is less encouraged by it than somebody to whom it is new.
    Whom: every teacher, every week. Raised by: success. Lowered by: success that one is used to.
    """
    return share(success * (1.0 - aiming * (aspired - usual)))
