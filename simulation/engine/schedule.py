"""The order of events: what a week consists of, how a year ends, and what a summer brings.

What closes the year goes by the parameters of its last week; a summer leads into the next year and goes by those of the next
year's first week, so that a policy finds staff and goals of its own making (A42).
"""

from collections.abc import Callable
from typing import NamedTuple

from .phases.administration import adapt
from .phases.choice import choose
from .phases.climate import sense_climate
from .phases.consequences import apply_consequences
from .phases.goals import renew_goals, turn_of_term
from .phases.growth import grow
from .phases.joint_work import work_together
from .phases.leaving import depart, empty_posts
from .phases.matching import match
from .phases.newcomers import hire, induct
from .phases.next_year import assign_roles, draw_classes, turn_year
from .phases.situation import situate
from .phases.ties import renew_ties


class Phase(NamedTuple):
    """One step of a week or a summer: its name, its kernel, and what happens in a sentence.

    A phase of one's own (SchoolModel, `phases=(*WEEK, mine)`) is a plain function `kernel(state, p)`: it may read and change
    `state.teachers`, `state.ties`, `state.goals` and `state.school[0]`, and read the parameters of the week, as `p[0].time_planning`.
    """

    name: str
    kernel: Callable
    sentence: str


#: A week, in order. The compiled year calls the same kernels in the same order (engine/year.py); a test holds them together.
WEEK = (
    Phase("turn of term", turn_of_term, "goals are taken back or claimed"),
    Phase("situation", situate, "teaching, paperwork, roles and mandates leave some slack"),
    Phase("choice", choose, "once a cycle all choose a form for each goal, looking at last week's school"),
    Phase("matching", match, "no partner or no open goal means a humbler form"),
    Phase("joint work", work_together, "progress, hours, voice, dissent, learning"),
    Phase("consequences", apply_consequences, "exhaustion, efficacy, burnout, satisfaction, attraction"),
    Phase("ties", renew_ties, "at the end of a cycle trust grows or fades, and new ties form"),
    Phase("school", sense_climate, "standing, collective efficacy, coherence, norm"),
)

#: The end of a year, up to the moment at which it is observed.
YEAR_END = (
    Phase("growth", grow, "what pupils gained"),
    Phase("leaving", depart, "who means to leave, and who does"),
)

#: The transition to the next year.
SUMMER = (
    Phase("farewell and rest", empty_posts, "posts fall free, ties are cut, everybody recovers"),
    Phase("hiring", hire, "posts are filled or stay vacant"),
    Phase("induction", induct, "newcomers find colleagues, some a mentor"),
    Phase("classes", draw_classes, "next year's classes are harder or easier"),
    Phase("roles", assign_roles, "formal roles are kept or pass on"),
    Phase("administration", adapt, "control and openness follow experience, or somebody new takes office"),
    Phase("goals", renew_goals, "goals end, are replaced, begin"),
    Phase("new year", turn_year, "the first week of the next year"),
)
