"""The words of the model as numbers: forms of action, decision domains, owners and stages of goals, audiences.

Everything that is compiled works with these integers; everything that people read works with the tuples beside them.
"""

from collections import namedtuple
from collections.abc import Iterable
from typing import Any

# What a teacher does about one goal (Woo et al. 2022, after Castaner & Oliveira 2020 and Hord 1986).
INDIVIDUAL, COORDINATION, COOPERATION, COLLABORATION = 0, 1, 2, 3
FORMS = ("individual", "coordination", "cooperation", "collaboration")
N_FORMS = 4

# The six decisions in which Sebastian et al. (2016, 2017) measure teachers' influence.
HIRING, BUDGET, MATERIALS, CURRICULUM, TRAINING, CONDUCT = 0, 1, 2, 3, 4, 5
DOMAINS = ("hiring", "budget", "materials", "curriculum", "training", "conduct")
N_DOMAINS = 6

# Who a goal belongs to. It is open to collaboration when its owner is TEACHERS or JOINT.
NOBODY, ADMINISTRATOR, JOINT, TEACHERS = 0, 1, 2, 3
OWNERS = ("nobody", "administrator", "joint", "teachers")

# How far a goal has come (Hord 1986: collaboration means taking part in all of these).
CONCEPTUALISE, PLAN, ENACT = 0, 1, 2
STAGES = ("conceptualise", "plan", "enact")

# What an advice tie brings in a planning cycle.
NO_CONTACT, JOINT_WORK, MEETINGS = 0, 1, 2
CONTACTS = ("no contact", "work together", "mandated meetings")

# What becomes of a teacher at the end of a year.
STAYS, LEAVES, MOVES = 0, 1, 2
DEPARTURES = ("stayed", "left teaching", "moved to another school")

#: The number of nobody, in place of a person's.
NO_PERSON = -1
# Rival theories (a scenario's table `structure`): how a voice comes about, and how a form of action is chosen.
CONSULTED, WON = 0, 1
VOICES = ("consulted", "won")
UTILITY, THRESHOLD, IMITATION, HABIT = 0, 1, 2, 3
CHOICES = ("utility", "threshold", "imitation", "habit")

# What a formal role is for, where roles differ in kind, and how one gets it.
ANY_KIND, COACH, HEAD, OFFICE, UNION, FAMILIES, OTHER = 0, 1, 2, 3, 4, 5, 6
KINDS = ("no kind", "coach", "head", "office", "union", "families", "other")
N_KINDS = 7
BY_INVITATION, BY_APPOINTMENT, BY_ELECTION = 0, 1, 2
WAYS = ("invitation", "appointment", "election")

# Who gives training on the job.
DAYS, COURSES, BY_COLLEAGUES, FEEDBACK, CREDENTIALS = 0, 1, 2, 3, 4
GIVERS = ("days", "courses", "colleagues", "feedback", "credentials")
N_GIVERS = 5

# Whether a formal role is new to its holder, and whether a tie to somebody in a role led there.
NOT_APPOINTED, APPOINTED, INVITED = 0, 1, 2

# Whom a policy can single out: three career stages, without and with a formal role.
NOVICE, MIDCAREER, VETERAN = 0, 1, 2
CAREER_STAGES = ("novices", "midcareer", "veterans")
#: Novices have taught for so many years at the most, veterans for so many at least (T052, T055).
NOVICE_YEARS, VETERAN_YEARS = 3.0, 15.0
N_AUDIENCES = 6
#: The audience whose values hold for the school as a whole: in mid-career, without a role.
ORDINARY = 2

#: Decisions that concern the whole school; the others are about lessons. What a large staff dilutes (T045).
SCHOOL_WIDE = (HIRING, BUDGET, TRAINING, CONDUCT)

# The school's clock.
#: The longest run, in school years.
LAST_YEAR = 40
#: Numbers that a run may give to people: everybody of the largest staff, 500, goes every summer.
MOST_PEOPLE = 500 * (1 + LAST_YEAR)
WEEKS_PER_YEAR = 36
WEEKS_PER_TERM = 9
WEEKS_PER_CYCLE = 4
CYCLES_PER_YEAR = 9


def numbered(names: Iterable[str]) -> Any:
    """Names as places of an array: `numbered(("hours", "trust")).trust` is 1. The compiler takes each place as a constant."""
    names = tuple(names)
    return namedtuple("Places", names)(*range(len(names)))


def first_place(places: Any, prefix: str, names: Iterable[str]) -> int:
    """The place of the first `prefix_name`, for loops over names that stand side by side in the order given.

    Raises ValueError when they do not.
    """
    found = [getattr(places, f"{prefix}_{name}") for name in names]
    if found != list(range(found[0], found[0] + len(found))):
        raise ValueError(
            f"the columns {prefix}_... are numbered {found}; they must stand side by side, in the order of their names"
        )
    return found[0]
