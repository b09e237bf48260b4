"""Goals of the school: how many, how long they last, how they fit (school/goals.py) and what they ask for (rules/joint_work.py)."""

from ..declare import Group, assumed, calibrated, paper, parameter


class Goals(Group):
    """What the school pursues, at most one goal in each of the six decision domains."""

    active: int = parameter(
        4,
        label="goals pursued at once",
        unit="goals",
        low=1,
        high=6,
        source=assumed("between one and six domains"),
    )
    churn: float = parameter(
        0.3,
        label="goals replaced every summer",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="share of unfinished goals that are replaced every summer",
        source=paper("Little (2003), on competing priorities and demands"),
    )
    effort: float = parameter(
        24.4,
        label="work that a goal takes",
        unit="h per teacher",
        low=1.0,
        high=200.0,
        meaning="effective joint hours that one goal needs, per teacher of the staff",
        source=calibrated("a typical goal takes about a year and a half"),
    )

    effort_spread: float = parameter(
        0.3,
        label="differences in the work of goals",
        unit="log SD",
        low=0.0,
        high=1.5,
        meaning="how much goals differ in the effort they need",
        source=assumed("A48"),
    )
    unowned: float = parameter(
        0.1,
        label="goals left to whoever takes them up",
        unit="share of goals",
        low=0.0,
        high=1.0,
        meaning="share of goals not shared that are left to whoever takes them up",
        source=assumed("A24"),
    )
    fit: float = parameter(
        0.2,
        label="gain when teachers shape a goal",
        unit="0..1",
        low=0.0,
        high=0.5,
        meaning="how much better a goal fits classrooms when teachers shape it",
        source=paper("Mowrey & King (2019); Center for Teaching Quality (2010)"),
    )
