"""Expertise: coefficients of rules/learning.py, and how expert people are when they come (school/teachers.py)."""

from ...declare.parameter import Group, assumed, calibrated, evidence, paper, parameter, provisional


class Learning(Group):
    """How instructional expertise grows and wanes (rules/learning.py)."""

    practice: float = parameter(
        0.0368,
        label="learning by teaching",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="yearly growth of a beginner's expertise by teaching",
        source=calibrated("sign: Kraft & Papay (2014); Papay & Kraft (2015): steep at first, flatter later"),
    )
    environment: float = parameter(
        2.33,
        label="help of a trusting school in learning by teaching",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much more practice teaches in a coherent school whose colleagues trust each other",
        source=calibrated("T086: Kraft & Papay (2014)"),
    )
    years: float = parameter(
        7.0,
        label="years over which learning by teaching fades",
        unit="years",
        low=0.5,
        high=40.0,
        meaning="experience over which learning from one's own practice fades",
        source=paper("Papay & Kraft (2015)"),
    )
    usual: float = parameter(
        0.0156,
        label="learning usually brought along",
        unit="per year",
        low=0.0,
        high=0.1,
        meaning="what colleagues and training usually add to expertise in a year of the career that somebody brings along",
        source=calibrated("T083"),
        dated=False,
    )
    obsolescence: float = parameter(
        0.027,
        label="expertise that goes out of date",
        unit="share/year",
        low=0.0,
        high=0.5,
        meaning="expertise that loses its fit in a year as pupils and programmes change, at twenty years of experience",
        source=calibrated("T081"),
    )
    mentoring: float = parameter(
        0.563,
        label="a mentor's lead in expertise",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="a mentor's attention, as a lead of partners in expertise",
        source=calibrated("T084: Papay et al. (2020)"),
    )
    peers: float = parameter(
        0.00263,
        label="learning from more able partners",
        unit="share/week",
        low=0.0,
        high=0.5,
        meaning="share of the gap to more able partners closed in a week of joint work",
        source=calibrated("T083, T084"),
    )
    novice: float = parameter(
        7.47,
        label="beginners' advantage in learning from partners",
        unit="share",
        low=0.0,
        high=10.0,
        meaning="how much more a beginner learns from able colleagues",
        source=calibrated("T083"),
    )
    conflict: float = parameter(
        0.01,
        label="learning from dissent among people who trust",
        unit="per week",
        low=0.0,
        high=0.2,
        meaning="expertise gained from a week of full dissent at full trust",
        source=assumed("A10"),
    )
    external: float = parameter(
        0.03,
        label="learning in an outside network",
        unit="share/year",
        low=0.0,
        high=0.5,
        meaning="expertise gained in a year in an external network",
        source=paper("Little (2003); Center for Teaching Quality (2010)"),
    )
    training: float = parameter(
        0.003,
        label="learning in mandated joint time",
        unit="share per h/week a year",
        low=0.0,
        high=0.1,
        meaning="expertise gained from a weekly hour of mandated joint time",
        source=evidence("T092"),
    )
    attendance: float = parameter(
        0.99,
        label="attendance at in-service training",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of those with mandated joint time who attend the in-service training held in it",
        source=calibrated("T089: 84 percent of the staff, of which 85 percent are in a team"),
    )
    seasoned: float = parameter(
        20.0,
        label="experience that goes out of date as usual",
        unit="years",
        low=1.0,
        high=60.0,
        meaning="experience at which the yearly loss of fit is learning.obsolescence",
        source=assumed("A51"),
    )
    fading: float = parameter(
        2.0,
        label="most that goes out of date",
        unit="times",
        low=0.0,
        high=10.0,
        meaning="the largest yearly loss of fit, over learning.obsolescence",
        source=assumed("A51"),
    )
    forgetting: float = parameter(
        0.08,
        label="forgetting of what was learnt lately",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="share of what was learnt lately and is no practice that is forgotten in a week, where training has givers or networks carry practice",
        source=provisional("A77; T092, P45"),
    )
    start: float = parameter(
        0.3,
        label="expertise before the first year",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="expertise of somebody who has never taught",
        source=assumed("A39"),
    )
