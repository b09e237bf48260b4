"""Getting used to what lasts: coefficients of rules/habituation.py."""

from ...declare.parameter import Group, assumed, paper, parameter, provisional


class Habituation(Group):
    """How people adapt to what lasts, and what they are like whatever happens (rules/habituation.py)."""

    pace: float = parameter(
        0.015,
        label="speed at which people get used to what lasts",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="how much of what is new becomes usual in a week",
        source=paper("Boswell, Boudreau & Tichy (2005); Ritter et al. (2016): within one to two years"),
    )
    satisfaction: float = parameter(
        1.0,
        label="satisfaction that is taken for granted",
        unit="times",
        low=0.0,
        high=5.0,
        meaning="how much what is lasting in satisfaction works against it; with 1, half of a lasting change is left",
        source=provisional("sign: Bowling et al. (2005)"),
    )
    strain: float = parameter(
        0.06,
        label="strain that one comes to terms with",
        unit="per week",
        low=0.0,
        high=0.5,
        meaning="how much less wears those who have long been more exhausted than usual, since they spare themselves",
        source=provisional("sign: Ritter et al. (2016); Hobfoll (1989)"),
    )
    success: float = parameter(
        3.0,
        label="success that is taken for granted",
        unit="times",
        low=0.0,
        high=6.0,
        meaning="how much less a success is felt by those who have come to aspire to it",
        source=provisional("sign: Lewin et al. (1944)"),
    )
    temper: float = parameter(
        0.25,
        label="spread of satisfaction by temper",
        unit="0..1 SD",
        low=0.0,
        high=0.5,
        meaning="how much people differ for good in how satisfied they are under the same conditions",
        source=provisional("Bowling et al. (2005); Judge, Heller & Mount (2002): dispositions explain about a sixth"),
    )
    distance: float = parameter(
        0.08,
        label="spread of distance by temper",
        unit="0..1 SD",
        low=0.0,
        high=0.5,
        meaning="how much people differ for good in how distant they grow from pupils and work under the same conditions",
        source=provisional("sign: Alarcon, Eschleman & Bowling (2009)"),
    )
    usual_satisfaction: float = parameter(
        0.65,
        label="satisfaction that people enter with",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="satisfaction that whoever enters a school is used to",
        source=assumed("A88"),
    )
    usual_exhaustion: float = parameter(
        0.4,
        label="exhaustion that people enter with",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="exhaustion that whoever enters a school is used to",
        source=assumed("A88"),
    )
    usual_success: float = parameter(
        0.25,
        label="success that people enter with",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="success of goals that whoever enters a school aspires to",
        source=assumed("A88"),
    )
