"""How the schools of one ensemble differ from one another (school/founding.py, school/administrator.py)."""

from ...declare.parameter import Group, assumed, calibrated, evidence, paper, parameter


class Population(Group):
    """How schools of one ensemble differ from one another; all zero means the same school with other people."""

    size: float = parameter(
        0.0,
        label="spread of school size",
        unit="log SD",
        low=0.0,
        high=1.5,
        meaning="spread of school size, lognormal around school.teachers",
        source=evidence("T103"),
        dated=False,
    )
    poverty: float = parameter(
        0.0,
        label="spread of poverty",
        unit="0..1 SD",
        low=0.0,
        high=0.5,
        meaning="spread of poverty between schools",
        source=evidence("T105"),
        dated=False,
    )
    openness: float = parameter(
        0.14,
        label="spread of openness",
        unit="0..1 SD",
        low=0.0,
        high=0.5,
        meaning="spread of openness between administrators, drawn anew at succession",
        source=calibrated("T059"),
        dated=False,
    )
    support: float = parameter(
        0.154,
        label="spread of support and clarity",
        unit="0..1 SD",
        low=0.0,
        high=0.5,
        meaning="spread of support and clarity between administrators, drawn anew at succession",
        source=calibrated("T059"),
        dated=False,
    )
    culture: float = parameter(
        0.192,
        label="spread of the collaboration norm and of materials",
        unit="0..1 SD",
        low=0.0,
        high=0.5,
        meaning="spread of the collaboration norm and of materials between schools",
        source=calibrated("T033"),
        dated=False,
    )
    asking: float = parameter(
        0.0,
        label="spread of how much teachers ask",
        unit="log SD",
        low=0.0,
        high=1.0,
        meaning="spread between schools of the number of colleagues whom one asks, if networks keep their shape",
        source=assumed("A71: 0 keeps schools alike; where they are not, T095: 3.5 colleagues, SD of schools 1.0"),
        dated=False,
    )
    returning: float = parameter(
        0.0,
        label="spread of how readily ties are returned",
        unit="log SD of odds",
        low=0.0,
        high=2.0,
        meaning="spread between schools of the odds that a tie is returned, if networks keep their shape",
        source=assumed("A71: 0 keeps schools alike; where they are not, T097"),
        dated=False,
    )
    trust: float = parameter(
        0.0,
        label="spread of trust between schools",
        unit="trust SD",
        low=0.0,
        high=0.3,
        meaning="spread between schools, for good, of the trust to which ties return, as far as they do",
        source=assumed("A89: 0 keeps schools alike; Bryk & Schneider (2002): schools differ, and remain different"),
        dated=False,
    )
    belief: float = parameter(
        0.0,
        label="spread of belief in the staff between schools",
        unit="0..1 SD",
        low=0.0,
        high=0.3,
        meaning="spread between schools, for good, of collective efficacy that nothing else in the model explains",
        source=assumed(
            "A89: 0 keeps schools alike; Goddard (2002): staffs differ far more than their pupils and resources tell"
        ),
        dated=False,
    )
    families: float = parameter(
        0.0,
        label="spread of what families do for pupils",
        unit="student SD/year SD",
        low=0.0,
        high=0.3,
        meaning="spread between schools of pupils' growth that families and place explain, beyond poverty and whoever teaches",
        source=paper(
            "Reardon (2019): growth between districts spreads by 0.05 to 0.1, and goes little with poverty; the size is A69"
        ),
        dated=False,
    )
    leaders: float = parameter(
        0.0,
        label="likeness of openness, support and clarity",
        unit="correlation",
        low=0.0,
        high=1.0,
        meaning="correlation of an administrator's support and clarity with her openness",
        source=assumed("A92; sign: Grissom & Loeb (2011): who leads well in one way mostly does so in others"),
        dated=False,
    )
    sorting: float = parameter(
        0.0,
        label="sorting of administrators by families",
        unit="correlation",
        low=0.0,
        high=1.0,
        meaning="correlation of an administrator's openness and support with what the school's families do for pupils",
        source=assumed("A69; sign: Horng, Kalogrides & Loeb (2009)"),
        dated=False,
    )
