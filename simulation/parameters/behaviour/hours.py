"""Where a teacher's week goes: coefficients of rules/hours.py. What joint work costs is also weighed in rules/choice.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, evidence, parameter, provisional


class Hours(Group):
    """Where a teacher's week goes (rules/hours.py)."""

    classroom: float = parameter(
        43.1,
        label="classroom hours of an experienced teacher",
        unit="h/week",
        low=10.0,
        high=60.0,
        meaning="teaching, preparation, marking and pupils, for an experienced teacher in a school without poverty",
        source=calibrated("T001, T004"),
        personal=True,
    )
    spread: float = parameter(
        6.5,
        label="differences in classroom hours",
        unit="h/week SD",
        low=0.0,
        high=10.0,
        meaning="lasting differences in classroom hours between teachers",
        source=calibrated("T077"),
        dated=False,
    )
    classes: float = parameter(
        1.75,
        label="classroom hours that harder classes add",
        unit="h/week per SD",
        low=0.0,
        high=10.0,
        meaning="extra classroom hours in a year with harder classes",
        source=calibrated("T077, T082: hours and efficacy change from year to year"),
    )
    poverty: float = parameter(
        1.32,
        label="classroom hours that poverty adds",
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="extra classroom hours where every pupil is poor",
        source=calibrated(f"sign: {WOO_2022}: pupils in poverty ask for more than instruction"),
    )
    inexperience: float = parameter(
        4.0,
        label="classroom hours that a first year adds",
        unit="h/week",
        low=0.0,
        high=15.0,
        meaning="extra classroom hours of a first-year teacher",
        source=assumed("A5"),
    )
    cover: float = parameter(
        20.0,
        label="lessons of a vacant post left to colleagues",
        unit="h/week",
        low=0.0,
        high=40.0,
        meaning="lessons of a vacant post that colleagues share",
        source=evidence("T005"),
    )
    external: float = parameter(
        0.5,
        label="time that an outside network takes",
        unit="h/week",
        low=0.0,
        high=5.0,
        meaning="time that an external network takes",
        source=assumed("A5"),
    )
    capacity: float = parameter(
        48.0,
        label="hours a teacher can keep up",
        unit="h/week",
        low=20.0,
        high=80.0,
        meaning="hours a teacher can keep up without wearing out",
        source=evidence("T004"),
        personal=True,
    )
    stretch: float = parameter(
        4.0,
        label="extra hours given to collective action at most",
        unit="h/week",
        low=0.0,
        high=20.0,
        meaning="hours beyond capacity that a teacher gives to collective action at the most",
        source=assumed("A6"),
    )
    coordination: float = parameter(
        0.451,
        label="hours that coordination takes",
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours that coordination on one goal takes",
        source=calibrated("T010, T017; coordination < cooperation < collaboration is theory"),
    )
    cooperation: float = parameter(
        1.47,
        label="hours that cooperation takes",
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours that cooperation on one goal takes",
        source=calibrated("T010, T017"),
    )
    collaboration: float = parameter(
        2.2,
        label="hours that collaboration takes",
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours that collaboration on one goal takes",
        source=calibrated("T010, T017"),
    )
    beginner_years: float = parameter(
        3.0,
        label="years of being a beginner",
        unit="years",
        low=0.1,
        high=20.0,
        meaning="years in which being a beginner fades to about a third",
        source=assumed("A5"),
    )
    mentor: float = parameter(
        0.5,
        label="extra hours of a beginner that a mentor saves",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of a beginner's extra hours that full mentoring saves",
        source=assumed("A5"),
    )
    pairs: float = parameter(
        0.08,
        label="hours that goals cost one another",
        unit="h/week",
        low=0.0,
        high=5.0,
        meaning="hours that coordinating on a goal costs for every other goal one coordinates on, beyond those one chose",
        source=provisional("A62"),
    )
    followup: float = parameter(
        0.05,
        label="work that meetings leave",
        unit="h per h",
        low=0.0,
        high=2.0,
        meaning="hours that an hour of mandated meetings leaves for each goal one coordinates on",
        source=provisional("A62"),
    )
