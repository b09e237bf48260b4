"""The school as one finds it: size, intake and means.

Size is drawn when a school is founded (school/founding.py). Poverty and materials drift to what is set here; poverty weighs in
rules/hours.py, joint_work.py, exhaustion.py, climate.py, leaving.py, hiring.py and growth.py, materials in exhaustion.py and
satisfaction.py.
"""

from ..declare import Group, assumed, evidence, paper, parameter


class SchoolProfile(Group):
    """Size, intake and means of the school."""

    teachers: int = parameter(
        32,
        label="teachers in the school",
        unit="teachers",
        low=4,
        high=500,
        meaning="teaching posts in the school",
        source=evidence("T103"),
        dated=False,
    )
    poverty: float = parameter(
        0.5,
        label="poverty of pupils",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of pupils from low-income families",
        source=evidence("T105"),
    )
    materials: float = parameter(
        0.6,
        label="adequacy of tools, rooms and materials",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=paper("Center for Teaching Quality (2010): material supports are a condition of teachers' leadership"),
    )
    group_size: int = parameter(
        5,
        label="teachers in a grade or department",
        unit="teachers",
        low=2,
        high=60,
        source=assumed("37 percent of advice ties stay within a grade in schools of 12 to 76 staff (T099)"),
        dated=False,
    )
