"""What wears a teacher down, softens the wear and restores: coefficients of rules/exhaustion.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, evidence, paper, parameter, provisional


class Exhaustion(Group):
    """Emotional exhaustion: demands wear, resources soften, rest restores (rules/exhaustion.py)."""

    recovery: float = parameter(
        0.0638,
        label="recovery in a week's rest",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="share of exhaustion that a week's rest removes",
        source=calibrated("T067"),
    )
    ageing: float = parameter(
        0.012,
        label="recovery lost over a career",
        unit="per year",
        low=0.0,
        high=0.05,
        meaning="yearly loss of the power to recover, over a career",
        source=evidence("T081"),
    )
    summer: float = parameter(
        0.39,
        label="recovery over a summer",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="exhaustion that a summer removes",
        source=calibrated("A13"),
    )
    base: float = parameter(
        0.0388,
        label="wear of an ordinary week of teaching",
        unit="per week",
        low=0.0,
        high=0.5,
        source=calibrated("T067"),
    )
    classes: float = parameter(
        0.0559,
        label="wear of harder classes",
        unit="per week and SD",
        low=0.0,
        high=0.2,
        source=calibrated("T067: spread of exhaustion; T082"),
    )
    overload: float = parameter(
        0.00475,
        label="wear of hours beyond capacity",
        unit="per h over capacity",
        low=0.0,
        high=0.5,
        meaning="wear of an hour beyond capacity",
        source=calibrated("T077"),
    )
    unvoiced: float = parameter(
        0.00299,
        label="wear of joint work without a say",
        unit="per h",
        low=0.0,
        high=0.5,
        meaning="wear of an hour of joint work on goals that one has no say in",
        source=calibrated(f"sign: {WOO_2022}: more and more coordination without a say undermines well-being"),
    )
    poverty: float = parameter(
        0.0187,
        label="wear of poverty without materials",
        unit="per week",
        low=0.0,
        high=0.5,
        meaning="wear from classrooms in poverty without materials",
        source=calibrated("sign: Simon & Johnson (2015)"),
    )
    ambiguity: float = parameter(
        0.0531,
        label="wear of role ambiguity",
        unit="per week",
        low=0.0,
        high=0.5,
        meaning="wear of ambiguity",
        source=calibrated("sign: Alarcon (2011)"),
    )
    tension: float = parameter(
        0.08, label="wear of tension with colleagues", unit="per week", low=0.0, high=1.0, source=paper("Margolis (2012)")
    )
    pressure: float = parameter(
        0.0244,
        label="wear of pressure without a voice",
        unit="per week",
        low=0.0,
        high=0.5,
        meaning="wear of pressure and control that one has no voice against",
        source=calibrated("sign: Center for Teaching Quality (2010); Karasek (1979)"),
    )
    hassles: float = parameter(
        0.02, label="wear of a setback in class", unit="per week", low=0.0, high=0.5, source=paper("Beltman et al. (2011)")
    )
    colleagues: float = parameter(
        0.20,
        label="wear softened by colleagues' support",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that full support by colleagues softens",
        source=paper("Demerouti et al. (2001)"),
    )
    support: float = parameter(
        0.12,
        label="wear softened by the administrator's support",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that the administrator's full support softens",
        source=paper("Demerouti et al. (2001)"),
    )
    efficacy: float = parameter(
        0.122,
        label="wear softened by self-efficacy",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that self-efficacy softens",
        source=calibrated("T072"),
    )
    collective: float = parameter(
        0.12,
        label="wear softened by collective efficacy",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that collective efficacy softens",
        source=paper("Klassen (2010)"),
    )
    resilience: float = parameter(
        0.307,
        label="wear softened by resilience",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that resilience softens",
        source=calibrated("sign: Beltman et al. (2011)"),
    )
    materials: float = parameter(
        0.08,
        label="wear softened by materials",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of wear that materials soften",
        source=paper("Demerouti et al. (2001)"),
    )
    softened: float = parameter(
        0.9,
        label="wear that resources can soften at most",
        unit="share",
        low=0.0,
        high=0.99,
        meaning="share of wear that all resources together can soften",
        source=assumed("A13"),
    )
    least_recovery: float = parameter(
        0.33,
        label="recovery that age leaves",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the weekly recovery that is left to the oldest",
        source=assumed("A13"),
    )
    outside: float = parameter(
        0.2,
        label="part of outside pressure in being pressed",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="weight of outside pressure in being pressed",
        source=assumed("A13"),
    )
    control: float = parameter(
        0.8,
        label="part of control in being pressed",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="weight of the administrator's control in being pressed",
        source=assumed("A13"),
    )
    relief: float = parameter(
        0.5,
        label="hardship relieved by materials",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the hardship of a poor classroom that perfect materials take away",
        source=assumed("A13"),
    )
    blocked: float = parameter(
        0.01,
        label="wear of joint hours that get nowhere",
        unit="per h",
        low=0.0,
        high=0.5,
        source=provisional("sign: Woo et al. (2022): more and more coordination; Alarcon (2011)"),
    )
    loss: float = parameter(
        0.05,
        label="wear of progress thrown away",
        unit="per week",
        low=0.0,
        high=1.0,
        meaning="wear of joint progress that was thrown away, while it is felt in full",
        source=provisional("sign: Allensworth et al. (2009)"),
    )
