"""What a school and its people begin with, where that is far from what years lead to (school/founding.py, school/teachers.py)."""

from typing import Any

from ...declare.parameter import Group, assumed, parameter


def _liking(form: str) -> Any:
    """Declare the attraction to a form of action with which the staff of the first day begins."""
    return parameter(
        0.5,
        label=f"liking for {form} on the first day",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning=f"learned attraction to {form} of the staff of the first day",
        source=assumed("A70: 0.5 is nobody's experience; a steady school's staff has some"),
        dated=False,
    )


class Founding(Group):
    """First states that years change slowly, so that a school founded without them drifts for decades."""

    norm: float = parameter(
        0.0,
        label="norm of working together beyond the culture",
        unit="0..1",
        low=-1.0,
        high=1.0,
        meaning="how far the norm of working together lies above the culture around the school on the first day",
        source=assumed("A70: 0 is a school whose practice has changed no norm yet"),
        dated=False,
    )
    demand: float = parameter(
        0.0,
        label="classroom hours of those who have stayed",
        unit="h/week",
        low=-10.0,
        high=10.0,
        meaning="lasting difference in classroom hours of the staff of the first day from newcomers': those with long weeks leave sooner",
        source=assumed("A70: 0 is a staff of which nobody has left yet"),
        dated=False,
    )
    paperwork: float = parameter(
        0.0,
        label="paperwork of those who have stayed",
        unit="h/week",
        low=-5.0,
        high=5.0,
        meaning="lasting difference in paperwork of the staff of the first day from newcomers'",
        source=assumed("A70: 0 is a staff of which nobody has left yet"),
        dated=False,
    )
    disposition: float = parameter(
        0.0,
        label="liking for joint work of those who have stayed",
        unit="0..1",
        low=-0.5,
        high=0.5,
        meaning="difference in collaborative disposition of the staff of the first day from newcomers'",
        source=assumed("A70: 0 is a staff of which nobody has left yet, and which nobody chose"),
        dated=False,
    )
    standing: float = parameter(
        0.0,
        label="standing from expertise on the first day",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="standing among peers that full expertise gives on the first day",
        source=assumed("A70: 0 is a staff whose members do not know yet what they can do"),
        dated=False,
    )
    won: float = parameter(
        0.0,
        label="lasting voice of those who have long been here",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="lasting voice that many years in a school give where everything is shared, on the first day",
        source=assumed("A70: 0 is a staff that has taken part in nothing yet"),
        dated=False,
    )
    individual: float = _liking("individual practice")
    coordination: float = _liking("coordination")
    cooperation: float = _liking("cooperation")
    collaboration: float = _liking("collaboration")
