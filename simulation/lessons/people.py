"""Whom to look at: teachers that a lesson points to, found in the state of a school."""

from collections.abc import Callable

import numpy as np

from ..rules.burnout import burnout_of
from ..school.state import State

#: Word -> what orders teachers; the first of those who fit is meant.
_ORDERS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "most exhausted": lambda t: -t["exhaustion"],
    "least exhausted": lambda t: t["exhaustion"],
    "most burnt out": lambda t: -burnout_of.py_func(t["exhaustion"], t["depersonalization"], t["accomplishment"]),
    "most satisfied": lambda t: -t["satisfaction"],
    "least satisfied": lambda t: t["satisfaction"],
    "most confident": lambda t: -t["self_efficacy"],
    "least confident": lambda t: t["self_efficacy"],
    "highest standing": lambda t: -t["standing"],
    "lowest standing": lambda t: t["standing"],
    "most influential": lambda t: -t["voice"].sum(axis=1),
    "least influential": lambda t: t["voice"].sum(axis=1),
    "longest hours": lambda t: -t["total"],
    "most isolated": lambda t: -t["isolation"],
    "most experienced": lambda t: -t["experience"],
    "newcomer": lambda t: t["tenure"] * 100.0 + t["experience"],
    "leader": lambda t: -t["standing"],
    "tired leader": lambda t: -t["exhaustion"],
}
#: Some are looked for among a part of the staff, as long as there is anybody in it.
_AMONG = {"leader": lambda t: t["role"] != 0, "tired leader": lambda t: t["role"] != 0}

#: What a lesson may write, and what it means.
WHO = {
    "most exhausted": "the most exhausted teacher",
    "least exhausted": "the least exhausted teacher",
    "most burnt out": "the teacher with the highest burnout",
    "most satisfied": "the most satisfied teacher",
    "least satisfied": "the least satisfied teacher",
    "most confident": "the teacher with the highest self-efficacy",
    "least confident": "the teacher with the lowest self-efficacy",
    "highest standing": "the teacher with most standing among colleagues",
    "lowest standing": "the teacher with least standing among colleagues",
    "most influential": "the teacher with most influence on decisions",
    "least influential": "the teacher with least influence on decisions",
    "longest hours": "the teacher with the longest week",
    "most isolated": "the most isolated teacher",
    "most experienced": "the most experienced teacher",
    "newcomer": "the newest member of staff",
    "leader": "the formal leader with most standing",
    "tired leader": "the most exhausted formal leader",
}


def find_teacher(who: str, state: State) -> int:
    """The post (from 0) of the teacher meant by a word of WHO, in this state of a school; the lowest number among equals.

    Somebody is always found: where nobody fits (a school without leaders), the word is taken to mean the whole staff.
    """
    t = state.teachers
    here = t["present"] != 0
    if who in _AMONG and (here & _AMONG[who](t)).any():
        here = here & _AMONG[who](t)
    return int(np.argmin(np.where(here, _ORDERS[who](t), np.inf)))
