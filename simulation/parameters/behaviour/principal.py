"""The administrator's own influence: what her office decides in each domain, what she gives, what control adds (rules/voice.py)."""

from ...declare.parameter import Group, assumed, evidence, parameter, provisional

_SURVEY = "read as a level: the share of principals who report major influence"


class Principal(Group):
    """The administrator's own influence in each decision domain; nothing else follows from it."""

    hiring: float = parameter(
        0.873,
        label="office over hiring",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="what the administrator's office decides in hiring",
        source=f"{_SURVEY}; {evidence('T042')}",
    )
    budget: float = parameter(
        0.596,
        label="office over the budget",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="what the administrator's office decides about the budget",
        source=f"{_SURVEY}; {evidence('T042')}",
    )
    materials: float = parameter(
        0.4,
        label="office over books and materials",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="what the administrator's office decides about books and materials",
        source=assumed("A60: as over the curriculum"),
    )
    curriculum: float = parameter(
        0.399,
        label="office over the curriculum",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="what the administrator's office decides about the curriculum",
        source=f"{_SURVEY}; {evidence('T042')}",
    )
    training: float = parameter(
        0.684,
        label="office over training",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="what the administrator's office decides about in-service training",
        source=f"{_SURVEY}; {evidence('T042')}",
    )
    conduct: float = parameter(
        0.755,
        label="office over pupils' conduct",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="what the administrator's office decides about pupils' conduct",
        source=f"{_SURVEY}; {evidence('T042')}",
    )
    giving: float = parameter(
        0.2,
        label="influence given away with a say",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the office's influence that goes where teachers have a full say; influence is no fixed sum",
        source=provisional("A60"),
    )
    hold: float = parameter(
        0.3,
        label="influence added by control",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far full control makes up for what the office does not decide",
        source=provisional("A60"),
    )
