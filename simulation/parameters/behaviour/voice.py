"""How a say is won, lent and lost: coefficients of rules/voice.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, evidence, paper, parameter, provisional


class Voice(Group):
    """How a say in a goal arises and fades (rules/voice.py)."""

    consulted: float = parameter(
        0.558,
        label="voice from being listened to",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="voice that comes from being listened to by a fully open administrator, without joint work",
        source=calibrated("T035"),
    )
    gain: float = parameter(
        0.0364,
        label="voice won by collaborating from the start",
        unit="per week",
        low=0.0,
        high=1.0,
        meaning="voice won in a week of collaborating on a goal while it is conceived",
        source=calibrated("T035 to T041"),
    )
    later: float = parameter(
        0.5,
        label="voice won in later stages",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that gain in the later stages",
        source=paper(f"{WOO_2022}: influence begins at the earliest stage"),
    )
    cooperation: float = parameter(
        0.15,
        label="voice won by cooperating",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="part of that gain for cooperating on an open goal",
        source=assumed("A26"),
    )
    role: float = parameter(
        0.15,
        label="voice that comes with a formal role",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=paper("York-Barr & Duke (2004)"),
    )
    standing: float = parameter(
        0.216,
        label="voice that comes with standing among peers",
        unit="0..1",
        low=0.0,
        high=1.0,
        source=calibrated("sign: Smylie & Denny (1990)"),
    )
    fading: float = parameter(
        0.115,
        label="fading of voice",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="weekly fading of voice towards what one is merely consulted on",
        source=calibrated("A26"),
    )
    belief: float = parameter(
        0.05,
        label="speed of the administrator's beliefs",
        unit="share/week",
        low=0.0,
        high=1.0,
        meaning="speed at which the administrator's belief about shared influence follows what is shared",
        source=assumed("A46"),
    )

    # What follows holds in worlds in which a say is won (structure.voice) or views of power part (structure.views).
    winning: float = parameter(
        0.2,
        label="lasting voice won by taking part from the start",
        unit="per week",
        low=0.0,
        high=1.0,
        meaning="lasting voice won in a week of collaborating on a goal in its first stage, where a say is won",
        source=provisional(f"sign: {WOO_2022}: a part in all stages"),
    )
    succeeding: float = parameter(
        0.5,
        label="lasting voice added by success",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much more lasting voice is won on a goal that succeeds fully",
        source=provisional("sign: Bandura (1997): mastery; York-Barr & Duke (2004): leadership is granted to who delivers"),
    )
    minor: float = parameter(
        0.25,
        label="most that consultation gives",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="the most voice that being consulted alone gives, where a say is won: minor influence in the words of surveys",
        source=assumed("A59; below the middle between the cut points of any and of great influence (T035 to T041)"),
    )
    lapse: float = parameter(
        0.35,
        label="lasting voice lost with the years",
        unit="share/year",
        low=0.0,
        high=1.0,
        meaning="share of a lasting voice that is lost in a year without taking part",
        source=provisional("sign: Little (1990): privacy persists where joint work ends"),
    )
    taken: float = parameter(
        0.4,
        label="lasting voice lost with a goal taken back",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of a lasting voice that those who took part lose when the administrator takes their goal back",
        source=provisional("sign: Hargreaves (1994)"),
    )
    succession: float = parameter(
        0.2,
        label="lasting voice lost at a succession",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of a lasting voice that everybody loses when a new administrator takes office",
        source=provisional("sign: Bartanen, Grissom & Rogers (2019): what a leader had granted goes with her"),
    )
    granting: float = parameter(
        0.0,
        label="openness that grants half of a say",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="openness of an administrator under whom half of the say is won that joint work can win; with 0 openness does not matter for it",
        source=provisional("A90; sign: Hargreaves (1994): what is granted can be contained"),
    )
    crowding: float = parameter(
        0.0,
        label="crowding of voices",
        unit="times",
        low=0.0,
        high=10.0,
        meaning="how much less a voice counts where colleagues have all won a full say in the matter",
        source=provisional("A91; sign: Tannenbaum (1968)"),
    )
    dilution: float = parameter(
        0.3,
        label="dilution of voice by a large staff",
        unit="power",
        low=0.0,
        high=1.0,
        meaning="power of the staff's size over the usual by which a voice in matters of the whole school is divided",
        source=provisional(f"sign: {evidence('T045')}"),
    )
    usual_staff: float = parameter(
        32.0,
        label="staff that counts as usual",
        unit="teachers",
        low=1.0,
        high=500.0,
        meaning="size of a staff that neither dilutes nor strengthens a voice",
        source=evidence("T103"),
    )
    hearing: float = parameter(
        0.6,
        label="frankness of teachers with the administrator",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much of the say that teachers feel to have an administrator learns of who controls nothing",
        source=provisional("sign: Brezicha et al. (2019); Gunn & King (2003): control breeds silence"),
    )
