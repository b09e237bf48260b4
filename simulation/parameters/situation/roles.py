"""Formal leadership roles for teachers: who is invited (rules/leadership.py), and what a role takes and gives (rules/hours.py)."""

from ..declare import Group, assumed, evidence, paper, parameter


class Roles(Group):
    """Formal leadership roles for teachers (chairs, coaches, mentors)."""

    leaders: float = parameter(
        0.15,
        label="leadership roles for teachers",
        unit="share of staff",
        low=0.0,
        high=0.5,
        meaning="share of staff with a formal leadership role",
        source=evidence("T107", "T108"),
    )
    release: float = parameter(
        1.0,
        label="release from teaching for a role",
        unit="h/week",
        low=0.0,
        high=20.0,
        source=paper("Center for Teaching Quality (2010), on half-time release for hybrid roles"),
    )
    duties: float = parameter(
        2.0,
        label="work that a role brings",
        unit="h/week",
        low=0.0,
        high=20.0,
        source=assumed("about half a day a week"),
    )
    reviewing: float = parameter(
        0.15,
        label="roles that judge colleagues",
        unit="share of roles",
        low=0.0,
        high=1.0,
        meaning="share of roles whose work is to judge colleagues (peer review, evaluation)",
        source=assumed("A56"),
    )
