"""What networks between schools carry home: coefficients of rules/networks.py."""

from ...declare.parameter import Group, parameter, provisional


class Outside(Group):
    """Networks of teachers between schools (rules/networks.py); without other schools in the run members meet a stand-in."""

    carry: float = parameter(
        0.5,
        label="learning from colleagues of other schools",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much the lead of colleagues met in a network acts as the lead of a partner does",
        source=provisional("A79; sign: Center for Teaching Quality (2010)"),
    )
    proof: float = parameter(
        0.3,
        label="encouragement by ideas that work",
        unit="0..1",
        low=0.0,
        high=5.0,
        meaning="what an idea of the most able colleague adds to what was learnt lately if it works in class",
        source=provisional("A79"),
    )
    working: float = parameter(
        0.5,
        label="ideas that work at home",
        unit="chance",
        low=0.0,
        high=1.0,
        source=provisional("A79"),
    )
    virtual: float = parameter(
        0.5,
        label="depth of meetings on screens",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=provisional("A79"),
    )
    travel: float = parameter(
        0.5,
        label="time on the way to meetings",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="what the way to meetings adds to the hours of a network",
        source=provisional("A79"),
    )
    recruiting: float = parameter(
        0.08,
        label="recruiting for a network",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance to join at the suggestion of a colleague in whom one trusts fully",
        source=provisional("A80; sign: Center for Teaching Quality (2010): over a quarter joined so"),
    )
    staying: float = parameter(
        0.8,
        label="staying in a network",
        unit="chance/year",
        low=0.0,
        high=1.0,
        meaning="chance that somebody who was recruited is still a member a year later",
        source=provisional("A80"),
    )
    expertise: float = parameter(
        0.65,
        label="expertise in networks",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="mean expertise of the stand-in for members of other schools",
        source=provisional("A79; accomplished teachers: Center for Teaching Quality (2010)"),
    )
    spread: float = parameter(
        0.12,
        label="spread of expertise in networks",
        unit="0..1 SD",
        low=0.0,
        high=0.5,
        meaning="spread of the expertise of that stand-in",
        source=provisional("A79"),
    )
