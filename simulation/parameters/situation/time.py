"""The hours that the timetable gives teachers for one another, and those that paperwork takes: rules/hours.py."""

from ..declare import Group, assumed, evidence, parameter


class Time(Group):
    """Hours the timetable gives and takes."""

    planning: float = parameter(
        1.0,
        label="common planning time",
        unit="h/week",
        low=0.0,
        high=15.0,
        meaning="timetabled time in which teachers can work together",
        source=evidence("T020", "T019"),
        personal=True,
    )
    paperwork: float = parameter(
        4.0,
        label="paperwork",
        unit="h/week",
        low=0.0,
        high=20.0,
        meaning="routine work that is not teaching",
        source=evidence("T008"),
        personal=True,
    )
    paperwork_spread: float = parameter(
        2.0,
        label="differences in paperwork",
        unit="h/week SD",
        low=0.0,
        high=5.0,
        meaning="lasting differences in routine work between teachers",
        source=assumed("A54"),
        dated=False,
    )
