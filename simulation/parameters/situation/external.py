"""Professional networks beyond the school: hours that they take (rules/hours.py) and what they teach (rules/learning.py)."""

from ..declare import Group, paper, parameter


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
