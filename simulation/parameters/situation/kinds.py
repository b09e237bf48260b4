"""Kinds of formal roles: how common each is, what it asks, how one gets it (school/kinds.py, rules/kinds.py).

They hold where `structure.kinds` is on; without it all roles are of one kind. Hours are relative to `roles.duties` and `roles.release`.
"""

from typing import Any

from ...core.vocabulary import WAYS
from ...declare.parameter import Group, assumed, paper, parameter

_CTQ = "Center for Teaching Quality (2010)"


def _weight(who: str, default: float, source: str) -> Any:
    """How common a kind is among roles."""
    return parameter(default, label=f"weight of {who} among roles", unit="weight", low=0.0, high=1.0, source=source)


def _way(who: str, default: int) -> Any:
    """How one gets a role of a kind."""
    return parameter(
        default,
        label=f"how {who} are found",
        unit=f"({', '.join(WAYS)})",
        low=0,
        high=len(WAYS) - 1,
        meaning=f"whether colleagues invite {who}, the administrator appoints them, or the staff elects them",
        source=assumed("A73"),
    )


def _times(who: str, what: str, field: str, default: float) -> Any:
    """Hours of a kind, relative to those of any role."""
    return parameter(
        default,
        label=f"{what} of {who}",
        unit="times",
        low=0.0,
        high=10.0,
        meaning=f"{what} of {who}, relative to {field}",
        source=assumed("A73; on average about one"),
    )


def _judging(who: str, default: float) -> Any:
    """How many of a kind judge colleagues."""
    return parameter(
        default,
        label=f"{who} who judge colleagues",
        unit="share of roles",
        low=0.0,
        high=1.0,
        source=paper(f"{_CTQ}, on peer evaluators; Goldstein (2004); the size is A73"),
    )


class Kinds(Group):
    """Kinds of leadership roles, where roles differ in kind."""

    coach: float = _weight("coaches", 0.25, paper(f"{_CTQ}, table 1"))
    head: float = _weight("heads of departments", 0.38, paper(f"{_CTQ}, table 1"))
    office: float = _weight("administrative roles", 0.19, paper(f"{_CTQ}, table 1"))
    union: float = _weight("union roles", 0.13, paper(f"{_CTQ}, table 1"))
    families: float = _weight("coordinators for families", 0.1, assumed("A73: a part of the other roles (T094)"))
    other: float = _weight("other roles", 0.35, paper(f"{_CTQ}, table 1: 0.45 with coordinators for families"))
    coach_way: int = _way("coaches", 1)
    head_way: int = _way("heads of departments", 0)
    office_way: int = _way("those in administrative roles", 1)
    union_way: int = _way("those in union roles", 2)
    families_way: int = _way("coordinators for families", 0)
    other_way: int = _way("those in other roles", 0)
    coach_duties: float = _times("coaches", "work", "roles.duties", 1.5)
    head_duties: float = _times("heads of departments", "work", "roles.duties", 1.2)
    office_duties: float = _times("those in administrative roles", "work", "roles.duties", 1.2)
    union_duties: float = _times("those in union roles", "work", "roles.duties", 0.6)
    families_duties: float = _times("coordinators for families", "work", "roles.duties", 1.0)
    other_duties: float = _times("those in other roles", "work", "roles.duties", 0.5)
    coach_release: float = _times("coaches", "release", "roles.release", 2.0)
    head_release: float = _times("heads of departments", "release", "roles.release", 1.0)
    office_release: float = _times("those in administrative roles", "release", "roles.release", 1.0)
    union_release: float = _times("those in union roles", "release", "roles.release", 0.5)
    families_release: float = _times("coordinators for families", "release", "roles.release", 1.0)
    other_release: float = _times("those in other roles", "release", "roles.release", 0.25)
    coach_judging: float = _judging("coaches", 0.2)
    head_judging: float = _judging("heads of departments", 0.25)
    rotation: float = parameter(
        0.0,
        label="rotation of roles",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="share of those who would keep a role who go back to their classes for a year",
        source=paper(f"{_CTQ}, on positions that alternate year by year between classroom and leadership"),
    )
    pay: float = parameter(
        0.0,
        label="extra pay for a role",
        unit="share of salary",
        low=0.0,
        high=0.5,
        source=paper(f"{_CTQ}, on differentiated compensation"),
    )
