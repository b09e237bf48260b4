"""The administrator at work: coefficients of rules/office.py.

Hours are counted in every world; that anything follows from them is a mechanism of the second structure (structure.office).
"""

from ...declare.parameter import Group, assumed, paper, parameter, provisional

_WEEK = paper("Lavigne and others (2016), in a survey of American principals: 59 hours a week; the parts are assumption A81")
_PRACTICE = paper("Clark, Martorell & Rockoff (2009): most within the first years")


class Office(Group):
    """The administrator's week, and what follows from it (rules/office.py)."""

    usual: float = parameter(
        44.0,
        label="administrator's week at the least",
        unit="h/week",
        low=0.0,
        high=100.0,
        meaning="hours of an administrator's week before what is named below, with a usual staff",
        source=_WEEK,
    )
    growing: float = parameter(
        3.0,
        label="administrator's hours for a larger staff",
        unit="h/week",
        low=0.0,
        high=20.0,
        meaning="hours added where the staff is e times the usual one; large schools have assistants",
        source=_WEEK,
    )
    receiving: float = parameter(
        0.4,
        label="administrator's hours for each newcomer",
        unit="h/week",
        low=0.0,
        high=5.0,
        meaning="hours that recruiting and receiving each new teacher takes, over the year",
        source=_WEEK,
    )
    serving: float = parameter(
        8.0,
        label="administrator's hours in poor schools",
        unit="h/week",
        low=0.0,
        high=40.0,
        meaning="hours added if all pupils were poor: families, services, discipline",
        source=_WEEK,
    )
    pressing: float = parameter(
        8.0,
        label="administrator's hours under pressure",
        unit="h/week",
        low=0.0,
        high=40.0,
        meaning="hours of accounts and inspections under full outside pressure",
        source=_WEEK,
    )
    sheltering: float = parameter(
        10.0,
        label="administrator's hours for sheltering teachers",
        unit="h/week",
        low=0.0,
        high=40.0,
        meaning="hours that it takes to keep full outside pressure from teachers altogether",
        source=assumed("A81"),
    )
    checking: float = parameter(
        10.0,
        label="administrator's hours for checking",
        unit="h/week",
        low=0.0,
        high=40.0,
        meaning="hours of full control over everybody",
        source=assumed("A81"),
    )
    leading: float = parameter(
        1.5,
        label="administrator's hours for each goal kept",
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours for each goal that she keeps to herself",
        source=assumed("A81"),
    )
    joining: float = parameter(
        1.0,
        label="administrator's hours for each goal taken part in",
        unit="h/week",
        low=0.0,
        high=10.0,
        meaning="hours for each shared goal that she works on with teachers",
        source=assumed("A81"),
    )
    capacity: float = parameter(
        59.0,
        label="administrator's week that can be kept up",
        unit="h/week",
        low=10.0,
        high=120.0,
        meaning="hours above which an administrator has less to give",
        source=_WEEK,
    )
    maturing: float = parameter(
        2.5,
        label="time an administrator needs to know the office",
        unit="years",
        low=0.1,
        high=20.0,
        meaning="years in which two thirds of an administrator's practice are won",
        source=_PRACTICE,
    )
    usual_practice: float = parameter(
        0.58,
        label="usual practice of administrators",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="practice in office at which support and clarity are what they are by disposition",
        source=assumed("A81: that of the usual turnover of administrators"),
    )
    support_practice: float = parameter(
        0.05,
        label="support added by practice",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="support that full practice in office adds to none",
        source=provisional("sign: Clark, Martorell & Rockoff (2009)"),
    )
    support_load: float = parameter(
        0.8,
        label="support lost to an overfull week",
        unit="0..1 per share",
        low=0.0,
        high=5.0,
        meaning="support that is lost where the week is twice what can be kept up",
        source=provisional("A81"),
    )
    clarity_practice: float = parameter(
        0.05,
        label="clarity added by practice",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="clarity that full practice in office adds to none",
        source=provisional("sign: Clark, Martorell & Rockoff (2009)"),
    )
    clarity_load: float = parameter(
        0.5,
        label="clarity lost to an overfull week",
        unit="0..1 per share",
        low=0.0,
        high=5.0,
        meaning="clarity that is lost where the week is twice what can be kept up",
        source=provisional("A81"),
    )
    pace: float = parameter(
        0.02,
        label="speed at which an administrator's habits change",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="share of the way to what her week allows that support, clarity and shelter go in a week",
        source=assumed("A81: a year and a half"),
    )
    trusting: float = parameter(
        0.6,
        label="pressure kept off by trust",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="share of outside pressure that full confidence in teachers keeps from them, over the usual",
        source=provisional("sign: Center for Teaching Quality (2010)"),
    )
    usual_trust: float = parameter(
        0.55,
        label="usual confidence in teachers",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="confidence at which an administrator keeps off what is her habit",
        source=assumed("A81"),
    )
    fearing: float = parameter(
        1.0,
        label="pressure passed on in fear",
        unit="per student SD",
        low=0.0,
        high=10.0,
        meaning="share of the pressure kept off that an administrator gives up under full pressure when results fall short",
        source=provisional("sign: Center for Teaching Quality (2010)"),
    )
    tiring: float = parameter(
        1.0,
        label="pressure passed on when overworked",
        unit="per share",
        low=0.0,
        high=10.0,
        meaning="share of the pressure kept off that an administrator gives up where the week is twice what can be kept up",
        source=provisional("A81"),
    )
    taking_part: float = parameter(
        0.6,
        label="administrators who take part in shared goals",
        unit="chance",
        low=0.0,
        high=1.0,
        meaning="chance that a wide open administrator takes part in a goal that she shares",
        source=provisional("S0: true collaboration of teachers and administrators; A81"),
    )
    crowding: float = parameter(
        3.0,
        label="taking part less in an overfull week",
        unit="per share",
        low=0.0,
        high=20.0,
        meaning="how much less likely she is to take part where the week is twice what can be kept up",
        source=provisional("A81"),
    )
    voice: float = parameter(
        0.5,
        label="voice won beside the administrator",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="voice that is won in addition where the administrator takes part",
        source=provisional("sign: S0"),
    )
    listening: float = parameter(
        0.7,
        label="hearing teachers beside them",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far control no longer keeps from an administrator what teachers feel, where she takes part",
        source=provisional("A81"),
    )
    loyalty: float = parameter(
        0.7,
        label="goals not taken back beside teachers",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much more seldom she takes back a goal in which she takes part",
        source=provisional("A81"),
    )
    proof: float = parameter(
        1.0,
        label="learning from goals taken part in",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much more the success of shared goals proves to an administrator who takes part in all of them",
        source=provisional("sign: S0; A81"),
    )
