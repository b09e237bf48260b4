"""How far roles of each kind reach, and what that does: coefficients of rules/kinds.py."""

from ...declare.parameter import Group, paper, parameter, provisional


class Reach(Group):
    """What kinds of formal roles do to their holders, to colleagues and to the school (rules/kinds.py)."""

    coaching: float = parameter(
        0.5,
        label="learning from coaches",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much of the lead of coaches acts on a colleague who has their full attention, as the lead of a partner does",
        source=provisional("A74; sign: Kraft, Blazar & Hogan (2018)"),
    )
    department: float = parameter(
        0.5,
        label="learning from the head of one's group",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="likewise of the lead of whoever heads the own grade or department",
        source=provisional("A74; sign: Backes & Hansen (2018)"),
    )
    explaining: float = parameter(
        0.1,
        label="learning by guiding others",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="what guiding colleagues teaches a coach or head, as a lead of partners in expertise",
        source=provisional("A74; sign: York-Barr & Duke (2004)"),
    )
    attention: float = parameter(
        0.25,
        label="attention that reaches a colleague",
        unit="h/week",
        low=0.01,
        high=10.0,
        meaning="weekly hours of guidance for each colleague that have half of the full effect",
        source=provisional("A74"),
    )
    resistance: float = parameter(
        0.5,
        label="guidance that equals do not take",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the guidance by a role that a fully egalitarian staff does not take up, more from who judges",
        source=provisional("A74; sign: Smylie & Denny (1990); Goldstein (2004)"),
    )
    access_inside: float = parameter(
        1.15,
        label="ear that the administrator lends to her nearest",
        unit="times",
        low=0.0,
        high=5.0,
        meaning="voice that an administrative or a union role or the head of a department gives, relative to any role",
        source=provisional("A75"),
    )
    access_outside: float = parameter(
        0.9,
        label="ear that the administrator lends to other roles",
        unit="times",
        low=0.0,
        high=5.0,
        meaning="voice that the role of a coach, a coordinator for families or another one gives, relative to any role",
        source=provisional("A75"),
    )
    representation: float = parameter(
        0.2,
        label="say through a representative",
        unit="share",
        low=0.0,
        high=2.0,
        meaning="how much more everybody is consulted where somebody speaks for the staff in a union role",
        source=provisional("A75"),
    )
    exposure_above: float = parameter(
        1.4,
        label="tension of roles that stand above",
        unit="times",
        low=0.0,
        high=10.0,
        meaning="tension and avoidance that heads and administrative roles meet in an egalitarian staff, relative to any role",
        source=provisional("A75; sign: Smylie & Denny (1990)"),
    )
    exposure_beside: float = parameter(
        1.0,
        label="tension of coaching",
        unit="times",
        low=0.0,
        high=10.0,
        meaning="likewise of coaches",
        source=provisional("A75; Margolis (2012)"),
    )
    exposure_apart: float = parameter(
        0.5,
        label="tension of other roles",
        unit="times",
        low=0.0,
        high=10.0,
        meaning="likewise of union roles, coordinators for families and others, whose work is not about colleagues' teaching",
        source=provisional("A75"),
    )
    families: float = parameter(
        0.6,
        label="relief by coordinators for families",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the hours and the hardship of poverty that coordinators for families can take from colleagues at most",
        source=provisional("A76; sign: Center for Teaching Quality (2010)"),
    )
    households: float = parameter(
        0.1,
        label="coordination that families need",
        unit="h/week",
        low=0.001,
        high=10.0,
        meaning="weekly hours of coordination with families for each teacher that bring half of that relief",
        source=provisional("A76"),
    )
    merit: float = parameter(
        4.0,
        label="weight of expertise in an appointment",
        unit="utility",
        low=0.0,
        high=20.0,
        meaning="how much expertise helps to be appointed by the administrator",
        source=provisional("A73"),
    )
    votes: float = parameter(
        3.0,
        label="weight of acquaintances in an election",
        unit="utility",
        low=0.0,
        high=20.0,
        meaning="how much it helps to be elected to know and be trusted by twice as many colleagues as usual",
        source=provisional("A73"),
    )
    worth: float = parameter(
        4.0,
        label="hold of extra pay",
        unit="log odds",
        low=0.0,
        high=20.0,
        meaning="how much a whole salary more for a role would lower the intention to leave",
        source=paper("Clotfelter et al. (2008): 4.5 percent of pay, turnover a sixth lower"),
    )
    envy: float = parameter(
        2.0,
        label="tension of extra pay",
        unit="times",
        low=0.0,
        high=50.0,
        meaning="how much more tension a role brings for each whole salary of extra pay",
        source=provisional("A75; sign: Center for Teaching Quality (2010) on egalitarian staffs"),
    )
