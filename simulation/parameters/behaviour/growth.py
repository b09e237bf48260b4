"""The pupils' year, of which the weights are a country's: coefficients of rules/growth.py."""

from ..declare import Group, calibrated, evidence, paper, parameter


class Growth(Group):
    """What pupils gain (rules/growth.py); the weights belong to a country."""

    base: float = parameter(
        0.235,
        label="pupils' growth in an ordinary school",
        unit="student SD/year",
        low=-1.0,
        high=1.0,
        meaning="growth in an ordinary school",
        source=calibrated("A22"),
    )
    expertise: float = parameter(
        0.40,
        label="pupils' growth from expertise",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="weight of teachers' expertise",
        source=evidence("T083"),
    )
    efficacy: float = parameter(
        0.05,
        label="pupils' growth from self-efficacy",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="weight of self-efficacy",
        source=paper("Zee & Koomen (2016)"),
    )
    collective: float = parameter(
        0.45,
        label="pupils' growth from collective efficacy",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="weight of collective efficacy",
        source=evidence("T080"),
    )
    coherence: float = parameter(
        0.10,
        label="pupils' growth from coherence",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="weight of coherence",
        source=paper("Allensworth et al. (2009)"),
    )
    influence: float = parameter(
        0.45,
        label="pupils' growth from influence on decisions",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="weight of influence on decisions",
        source=evidence("T088"),
    )
    conduct: float = parameter(
        0.15,
        label="pupils' growth from influence on behaviour",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="added weight of influence on standards of behaviour",
        source=evidence("T088"),
    )
    coordination: float = parameter(
        0.0,
        label="pupils' growth from coordination",
        unit="student SD",
        low=-1.0,
        high=5.0,
        meaning="weight of coordination",
        source=paper("Woo (2021): none in the United States"),
    )
    cooperation: float = parameter(
        0.0,
        label="pupils' growth from cooperation",
        unit="student SD",
        low=-1.0,
        high=5.0,
        meaning="weight of cooperation",
        source=paper("Reeves, Pun & Chung (2017)"),
    )
    collaboration: float = parameter(
        0.08,
        label="pupils' growth from collaboration",
        unit="student SD",
        low=-1.0,
        high=5.0,
        meaning="weight of collaboration",
        source=evidence("T085"),
    )
    burnout: float = parameter(
        0.20,
        label="pupils' growth lost to burnout",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="loss from burnout",
        source=paper("Hoglund, Klingle & Hosan (2015)"),
    )
    turnover: float = parameter(
        0.25,
        label="pupils' growth lost to turnover",
        unit="student SD",
        low=0.0,
        high=5.0,
        meaning="loss from turnover",
        source=paper("Ronfeldt, Loeb & Wyckoff (2013)"),
    )
    poverty: float = parameter(
        0.10,
        label="pupils' growth lost to poverty",
        unit="student SD/year",
        low=0.0,
        high=5.0,
        meaning="loss under poverty",
        source=paper("Reardon (2011)"),
    )
