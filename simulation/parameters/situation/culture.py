"""The culture a school is founded in: rules/choice.py, rules/leadership.py and the search for advisers (school/network.py)."""

from ..declare import Group, evidence, paper, parameter


class Culture(Group):
    """What colleagues expect of one another."""

    collaboration: float = parameter(
        0.5,
        label="norm of working together",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="norm that colleagues work together; the school's own norm starts here and is drawn back to it",
        source=evidence("T032"),
    )
    egalitarian: float = parameter(
        0.5,
        label="norm against standing out",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="norm against standing out among peers",
        source=paper("Center for Teaching Quality (2010); Lortie (1975)"),
    )
