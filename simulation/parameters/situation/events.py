"""What classrooms bring from week to week, felt in rules/exhaustion.py (hassles) and rules/satisfaction.py (uplifts)."""

from ..declare import Group, assumed, paper, parameter


class Events(Group):
    """What classrooms bring from week to week, good and bad."""

    uplifts: float = parameter(
        0.5,
        label="good weeks with pupils",
        unit="chance/week",
        low=0.0,
        high=1.0,
        meaning="chance of a week with small good moments with pupils",
        source=paper("Beltman, Mansfield & Price (2011): regular local positive experiences sustain teachers"),
        personal=True,
    )
    hassles: float = parameter(
        0.3,
        label="weeks with a setback in class",
        unit="chance/week",
        low=0.0,
        high=1.0,
        meaning="chance of a week with a setback in class",
        source=assumed("an ordinary mix in which good weeks outnumber bad ones"),
        personal=True,
    )
