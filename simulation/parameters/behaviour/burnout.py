"""The two other sides of burnout, distance and lost accomplishment: coefficients of rules/burnout.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, paper, parameter, provisional


class Burnout(Group):
    """Depersonalisation and accomplishment, the other two dimensions of Maslach (rules/burnout.py)."""

    rate: float = parameter(
        0.04,
        label="speed at which burnout changes",
        unit="share/week",
        low=0.001,
        high=1.0,
        meaning="speed of adjustment",
        source=assumed("A32"),
    )
    distance: float = parameter(
        -0.00817,
        label="distance from pupils before any cause",
        unit="0..1",
        low=-1.0,
        high=1.0,
        meaning="depersonalisation before any cause",
        source=calibrated("T068"),
    )
    exhaustion: float = parameter(
        0.756,
        label="distance that follows exhaustion",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="depersonalisation that follows exhaustion",
        source=calibrated("sign: Maslach, Jackson & Leiter (1996)"),
    )
    isolation: float = parameter(
        0.267,
        label="distance that follows isolation",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="depersonalisation that follows isolation",
        source=calibrated("sign: Vangrieken et al. (2015)"),
    )
    accomplished: float = parameter(
        0.53, label="accomplishment before any cause", unit="0..1", low=-1.0, high=1.0, source=calibrated("T069")
    )
    progress: float = parameter(
        0.851,
        label="accomplishment from progress one had a say in",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="accomplishment from progress that one had a voice in",
        source=calibrated(f"sign: {WOO_2022}"),
    )
    efficacy: float = parameter(
        0.29,
        label="accomplishment from self-efficacy",
        unit="0..1",
        low=0.0,
        high=2.0,
        source=calibrated("sign: Zee & Koomen (2016)"),
    )
    unvoiced: float = parameter(
        0.02,
        label="accomplishment lost on others' goals",
        unit="per h",
        low=0.0,
        high=0.5,
        meaning="accomplishment eroded by an hour on others' goals that goes nowhere",
        source=paper(WOO_2022),
    )
    paperwork: float = parameter(
        0.018,
        label="accomplishment lost to paperwork",
        unit="per h",
        low=0.0,
        high=0.5,
        meaning="accomplishment eroded by an hour of paperwork",
        source=paper("Lawrence et al. (2019)"),
    )
    acquaintance: float = parameter(
        0.25,
        label="company of mere acquaintance",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="what a tie counts for as company, compared with working together",
        source=assumed("A33"),
    )
    company: float = parameter(
        1.5,
        label="company that relieves isolation",
        unit="trust",
        low=0.1,
        high=20.0,
        meaning="trusted company at which isolation has fallen to about a third",
        source=assumed("A33"),
    )
    circle: float = parameter(
        2.0,
        label="company that backs a teacher",
        unit="trust",
        low=0.1,
        high=20.0,
        meaning="trusted company at which colleagues' backing has reached about two thirds",
        source=assumed("A33"),
    )
    blocked: float = parameter(
        0.012,
        label="accomplishment lost by fruitless joint hours",
        unit="per h",
        low=0.0,
        high=1.0,
        source=provisional("sign: Woo et al. (2022)"),
    )
    loss: float = parameter(
        0.2,
        label="accomplishment lost with progress thrown away",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=provisional("sign: Bandura (1997): failure undoes mastery"),
    )
