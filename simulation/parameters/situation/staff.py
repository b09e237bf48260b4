"""Who is on the staff on the first day (school/teachers.py), and who applies later (rules/hiring.py)."""

from ..declare import Group, calibrated, paper, parameter


class Staff(Group):
    """Who is on the staff on the first day, and who applies later."""

    experience: float = parameter(
        13.5,
        label="experience of the staff",
        unit="years",
        low=0.0,
        high=40.0,
        meaning="mean experience of the staff on the first day",
        source=paper("National Center for Education Statistics, NTPS 2020-21: 14.5 years; ten schools of Pitts & Spillane: 12"),
        dated=False,
    )
    novice_hires: float = parameter(
        0.26,
        label="beginners among new hires",
        unit="share of hires",
        low=0.0,
        high=1.0,
        meaning="share of new hires without experience, in a school that is easy to staff",
        source=calibrated("T052"),
    )
    talent: float = parameter(
        0.187,
        label="differences in expertise",
        unit="0..1 SD",
        low=0.0,
        high=0.4,
        meaning="spread of expertise between teachers of the same experience",
        source=calibrated("sign: Hanushek & Rivkin (2010): teachers differ widely at any experience"),
    )
    diversity: float = parameter(
        0.128,
        label="differences in disposition",
        unit="0..1 SD",
        low=0.0,
        high=0.3,
        meaning="spread of resilience, confidence and collaborative disposition between teachers",
        source=calibrated("T082"),
    )
