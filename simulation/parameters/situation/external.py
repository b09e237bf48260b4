"""Professional networks beyond the school: hours that they take (rules/hours.py) and what they teach (rules/learning.py)."""

from ...declare.parameter import Group, assumed, paper, parameter


class External(Group):
    """Professional networks beyond the school."""

    members: float = parameter(
        0.1,
        label="teachers in networks outside",
        unit="share of staff",
        low=0.0,
        high=1.0,
        meaning="share of staff in external professional networks",
        source=paper("Little (2003); Center for Teaching Quality (2010)"),
    )
    face: float = parameter(
        0.5,
        label="network meetings face to face",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of a network's meetings that are held face to face and not on screens, where networks carry practice",
        source=paper("Center for Teaching Quality (2010): both kinds; the size is A79"),
    )
    circle: int = parameter(
        6,
        label="colleagues met in a network",
        unit="people",
        low=1,
        high=50,
        meaning="colleagues of other schools whom a member meets in four weeks, where networks carry practice",
        source=assumed("A79"),
    )
