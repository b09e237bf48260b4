"""The administrator's reserve in each decision domain, used by school/goals.py when it is drawn whether a goal is open."""

from ..declare import Group, calibrated, parameter


class Domains(Group):
    """What administrators keep to themselves: openness to the power of the reserve is the chance that a goal is shared."""

    hiring: float = parameter(
        2.27,
        label="administrator's reserve over hiring",
        unit="power",
        low=0.05,
        high=10.0,
        meaning="reserve over hiring",
        source=calibrated("T039"),
    )
    budget: float = parameter(
        2.97,
        label="administrator's reserve over the budget",
        unit="power",
        low=0.05,
        high=10.0,
        meaning="reserve over the budget",
        source=calibrated("T041"),
    )
    materials: float = parameter(
        0.841,
        label="administrator's reserve over books and materials",
        unit="power",
        low=0.05,
        high=10.0,
        meaning="reserve over books and materials",
        source=calibrated("T043"),
    )
    curriculum: float = parameter(
        0.783,
        label="administrator's reserve over the curriculum",
        unit="power",
        low=0.05,
        high=10.0,
        meaning="reserve over curriculum and programme",
        source=calibrated("T035"),
    )
    training: float = parameter(
        1.38,
        label="administrator's reserve over in-service training",
        unit="power",
        low=0.05,
        high=10.0,
        meaning="reserve over in-service content",
        source=calibrated("T037"),
    )
    conduct: float = parameter(
        1.67,
        label="administrator's reserve over rules of behaviour",
        unit="power",
        low=0.05,
        high=10.0,
        meaning="reserve over standards of behaviour",
        source=calibrated("T038"),
    )
