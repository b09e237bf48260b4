"""Trust between colleagues: coefficients of rules/ties.py. The trust a tie begins with also guides school/network.py."""

from ...declare.parameter import Group, assumed, calibrated, evidence, paper, parameter, provisional


class Ties(Group):
    """How trust and advice ties live (rules/ties.py)."""

    initial: float = parameter(
        0.55,
        label="trust on the first day",
        unit="trust",
        low=0.05,
        high=1.0,
        meaning="mean trust of a tie on the first day",
        source=evidence("T093"),
        dated=False,
    )
    success: float = parameter(
        0.0955,
        label="trust gained when joint work succeeds",
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="trust gained in a cycle of voluntary joint work that succeeds",
        source=calibrated("sign: Bryk & Schneider (2002); Little (1990)"),
    )
    mandated: float = parameter(
        0.02,
        label="trust gained from mandated contact",
        unit="per cycle",
        low=0.0,
        high=1.0,
        source=paper("Hargreaves (1994)"),
    )
    decay: float = parameter(
        0.0387,
        label="trust lost without contact",
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="trust lost in a cycle without contact",
        source=calibrated("T101"),
    )
    home: float = parameter(
        0.52,
        label="trust that is usual in schools",
        unit="trust",
        low=0.0,
        high=1.0,
        meaning="trust to which ties return, as far as they do",
        source=assumed("A89"),
    )
    homing: float = parameter(
        0.2,
        label="return of trust to what is usual in a school",
        unit="share/cycle",
        low=0.0,
        high=1.0,
        meaning="how much of its distance from what is usual in the school trust loses in a cycle, whatever happens",
        source=provisional("A89; Bartanen (2020): a dip of trust heals within a year or two"),
    )
    strain: float = parameter(
        0.25,
        label="trust lost in conflict",
        unit="per cycle",
        low=0.0,
        high=1.0,
        meaning="trust lost in a cycle of full conflict that nobody can bear",
        source=assumed("A10"),
    )
    summer: float = parameter(
        0.12,
        label="trust lost over the summer",
        unit="share",
        low=0.0,
        high=1.0,
        source=evidence("T101"),
    )
    threshold: float = parameter(
        0.15,
        label="trust below which advice is no longer sought",
        unit="trust",
        low=0.01,
        high=0.9,
        meaning="trust below which a teacher no longer turns to a colleague",
        source=assumed("A29"),
    )
    seeking: float = parameter(
        0.542,
        label="search for new advisers",
        unit="chance/cycle",
        low=0.0,
        high=1.0,
        meaning="chance that a teacher who works with others and has fewer advisers than wished turns to somebody new",
        source=calibrated("T095, T101"),
    )
    renewal: float = parameter(
        0.9,
        label="advisers who are replaced within a cycle",
        unit="chance/cycle",
        low=0.0,
        high=1.0,
        meaning="chance that somebody is found this cycle for an adviser whom one misses, if networks keep their shape",
        source=provisional("T095, T101: half of the ties end within a year, and networks are as dense as before"),
    )
    evening: float = parameter(
        0.6,
        label="speed at which returned ties become usual again",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="how much the chance to ask somebody who asks already follows, within a year, what is missing of the usual share of "
        "returned ties, if networks keep their shape",
        source=assumed("A71"),
    )
    novelty: float = parameter(
        8.0,
        label="attention to newcomers",
        unit="times",
        low=0.0,
        high=20.0,
        meaning="how much more a newcomer is asked than somebody who has been there for long, in the first years, if networks keep their shape",
        source=provisional("ten advice networks of Pitts & Spillane (2009): being asked goes with experience by -0.08"),
    )
    apart: float = parameter(
        0.4,
        label="search for advisers by those who work alone",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that chance for who works with nobody this cycle",
        source=paper(
            "Spillane, Kim & Frank (2012): those who work together come to ask each other; the size is assumption A29"
        ),
    )
    avoidance: float = parameter(
        0.3,
        label="avoidance of colleagues in formal roles",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much an egalitarian staff avoids colleagues who hold a formal role",
        source=paper("Center for Teaching Quality (2010): egalitarian norms limit teacher leaders"),
    )
    together: float = parameter(
        0.3,
        label="trust from working together at all",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the trust gained in joint work that does not hang on its success",
        source=assumed("A29"),
    )
    meeting_hours: float = parameter(
        2.0,
        label="meetings that stop the fading of trust",
        unit="h/week",
        low=0.1,
        high=40.0,
        meaning="mandated hours from which trust no longer fades for want of contact",
        source=assumed("A29"),
    )
    respect: float = parameter(
        0.6,
        label="standing of those who are asked",
        unit="share",
        low=0.0,
        high=2.0,
        meaning="how much standing, from none to full, adds to the odds of being asked",
        source=assumed("A11"),
    )
    afield: float = parameter(
        0.5,
        label="nearness in a later search for advisers",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much group and shared colleagues count after the first day, compared with that day",
        source=assumed("A11"),
    )
    spread: float = parameter(
        0.15,
        label="differences in trust on the first day",
        unit="trust SD",
        low=0.0,
        high=1.0,
        meaning="how much trust differs between ties on the first day",
        source=assumed("A29"),
        dated=False,
    )
    strangers: float = parameter(
        0.3,
        label="trust of those without ties",
        unit="trust",
        low=0.0,
        high=1.0,
        meaning="trust in partners expected by a teacher who has no ties",
        source=assumed("A28"),
    )
