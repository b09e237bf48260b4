"""The pupils' year, of which the weights are a country's: coefficients of rules/growth.py."""

from ...declare.parameter import Group, assumed, calibrated, evidence, paper, parameter, provisional


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
    reach: float = parameter(
        0.3,
        label="most that conditions change the use of expertise",
        unit="share",
        low=0.0,
        high=0.9,
        meaning="share by which conditions at their best or worst raise or lower what a staff makes of its expertise, if growth is lasting",
        source=provisional("effects of school-wide reforms: Borman et al. (2003): 0.125 student SD after three years in all"),
    )
    half: float = parameter(
        0.3,
        label="conditions at which half of that is reached",
        unit="student SD",
        low=0.01,
        high=5.0,
        meaning="sum of weighted conditions at which the use of expertise has changed by half of growth.reach",
        source=assumed("A67"),
    )
    pace: float = parameter(
        0.35,
        label="speed at which conditions reach pupils",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="share of the distance to what conditions allow that the use of expertise moves in a year",
        source=paper("Borman et al. (2003); Kraft & Papay (2014): effects build up over three to five years; the size is A67"),
    )
    hardship: float = parameter(
        0.5,
        label="turnover's added harm where pupils are poor",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much more turnover costs pupils where all are poor than in a school of middling poverty, and how much less where none is",
        source=paper("Ronfeldt, Loeb & Wyckoff (2013): about twice the harm in disadvantaged schools"),
    )
    luck: float = parameter(
        0.0,
        label="luck of the year in pupils' growth",
        unit="student SD/year SD",
        low=0.0,
        high=0.3,
        meaning="how much pupils' growth differs from year to year because other pupils come, if growth is lasting",
        source=paper("Kane & Staiger (2002): much of the yearly change of a school's scores is chance"),
    )
    tested: float = parameter(
        0.0,
        label="pupils' gains from teaching what is tested",
        unit="student SD/year",
        low=0.0,
        high=0.2,
        meaning="what pupils gain on tests a year under full pressure for results, which turns lessons to what is tested, if growth is lasting",
        source=paper(
            "Dee & Jacob (2011); Dee, Jacob & Schwartz (2013): more time for tested subjects, gains in mathematics only; the size is A68"
        ),
    )
    seen: float = parameter(
        0.0,
        label="collective efficacy from pupils' results",
        unit="0..1 per student SD/year",
        low=0.0,
        high=2.0,
        meaning="collective efficacy gained when pupils grew by a whole student SD more than in an ordinary school",
        source=paper(
            "Bandura (1997); Goddard, Hoy & Woolfolk Hoy (2004): past success is its strongest source; the size is A69"
        ),
    )
    usual: float = parameter(
        0.56,
        label="expertise of a usual staff",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="mean expertise of a staff whose pupils grow as in an ordinary school, if growth is lasting",
        source=assumed("A68: where the staff of the baseline settles"),
    )
