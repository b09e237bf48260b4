"""What draws a teacher to a form of action and away from it: coefficients of rules/choice.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, paper, parameter, provisional


class Choice(Group):
    """What makes a form of action attractive, in units of utility over leaving the goal aside (rules/choice.py)."""

    coordination: float = parameter(
        -1.5, label="leaning to coordination", unit="utility", low=-10.0, high=5.0, source=calibrated("T024")
    )
    cooperation: float = parameter(
        -0.373, label="leaning to cooperation", unit="utility", low=-10.0, high=5.0, source=calibrated("T025")
    )
    collaboration: float = parameter(
        -0.142, label="leaning to collaboration", unit="utility", low=-10.0, high=5.0, source=calibrated("T028, T029")
    )
    attraction: float = parameter(
        3.08,
        label="pull of what a form of action brought before",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of what the form brought before",
        source=calibrated("sign: Klassen & Durksen (2012): seeing that joint work works motivates joint work"),
    )
    norm: float = parameter(
        0.521,
        label="pull of colleagues who go as far on a goal",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of colleagues who go at least as far on this goal",
        source=calibrated(f"sign: {WOO_2022}; Smylie & Denny (1990)"),
    )
    trust: float = parameter(
        1.76,
        label="pull of trusted colleagues",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of trust in colleagues",
        source=calibrated("sign: Moolenaar et al. (2012)"),
    )
    disposition: float = parameter(
        1.11,
        label="pull of one's own collaborative disposition",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of the person's collaborative disposition",
        source=calibrated("T033"),
    )
    culture: float = parameter(
        1.72,
        label="pull of the school's norm",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of the school's norm",
        source=calibrated("T032, T033"),
    )
    voice: float = parameter(
        2.75,
        label="pull of the voice one expects",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of the voice one expects when the goal is open",
        source=calibrated(f"sign: {WOO_2022}: buy-in comes with a voice in the goal"),
    )
    standing: float = parameter(
        1.16,
        label="pull of respected colleagues already at work",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="pull of respected colleagues who already work on the goal together",
        source=calibrated("sign: Smylie & Denny (1990); Spillane, Halverson & Diamond (2004)"),
    )
    pressure: float = parameter(
        0.8,
        label="push of outside pressure to follow",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="push of outside pressure towards following the administrator's goals",
        source=paper("Jeong & Luschei (2018)"),
    )
    mandate: float = parameter(
        0.35,
        label="push of mandated joint time",
        unit="utility per h/week",
        low=0.0,
        high=5.0,
        meaning="push of mandated joint time towards coordination and cooperation on the administrator's goals",
        source=paper("Hargreaves (1994); Bryk et al. (2015)"),
    )
    team: float = parameter(
        0.8,
        label="push of evaluation as a team",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="push of team-based evaluation towards working with others",
        source=paper("Berry (2016)"),
    )
    fit: float = parameter(
        0.897,
        label="pull of a goal that fits the classroom",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of the goal's fit to classroom needs",
        source=calibrated("sign: Mowrey & King (2019)"),
    )
    cost: float = parameter(
        0.597,
        label="cost of an hour when time is short",
        unit="utility per h/week",
        low=0.0,
        high=10.0,
        meaning="weight of an hour when no slack is left",
        source=calibrated("T018 to T020"),
    )
    slack: float = parameter(
        3.47,
        label="free time at which an hour costs half",
        unit="h/week",
        low=0.1,
        high=40.0,
        meaning="slack at which an hour weighs half",
        source=calibrated("T020: more time, more of every kind of joint work, with diminishing returns"),
    )
    exhaustion: float = parameter(
        0.906,
        label="exhaustion's drag on joint work",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="weight of exhaustion against joint work",
        source=calibrated("sign: Little (2003)"),
    )
    depth_coordination: float = parameter(
        0.5,
        label="depth of coordination",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="what coordination asks of the relation between people, compared with collaboration",
        source=assumed("A7"),
    )
    depth_cooperation: float = parameter(
        0.75,
        label="depth of cooperation",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="what cooperation asks of the relation between people, compared with collaboration",
        source=assumed("A7"),
    )
    orders_cooperation: float = parameter(
        0.5,
        label="part of orders in cooperation",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much of the push of orders counts for cooperation, compared with coordination",
        source=assumed("A7"),
    )
    team_cooperation: float = parameter(
        0.5,
        label="part of team evaluation in cooperation",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how much of the pull of team evaluation counts for cooperation, compared with collaboration",
        source=assumed("A7"),
    )
    fatigue: float = parameter(
        0.8,
        label="initiative fatigue",
        unit="utility",
        low=0.0,
        high=10.0,
        meaning="how much less joint work draws after a summer in which all unattained goals were replaced",
        source=provisional("sign: Little (2003); Allensworth et al. (2009)"),
    )

    # What follows holds where teachers choose by another rule than utility (structure.choice).
    threshold: float = parameter(
        0.2,
        label="threshold of joining",
        unit="share",
        low=-2.0,
        high=3.0,
        meaning="share of colleagues who have to go as far before a usual teacher does, where thresholds decide",
        source=provisional("Granovetter (1978)"),
    )
    threshold_spread: float = parameter(
        0.3,
        label="spread of thresholds",
        unit="share SD",
        low=0.0,
        high=2.0,
        meaning="standard deviation of that share between teachers",
        source=provisional("Granovetter (1978): what a crowd does hangs on the spread"),
    )
    threshold_slope: float = parameter(
        0.1,
        label="threshold lowered by what speaks for a form",
        unit="share per utility",
        low=0.0,
        high=2.0,
        meaning="how much a unit of utility, colleagues' example aside, lowers the share",
        source=provisional("Granovetter (1978): thresholds sum up costs and benefits"),
    )
    sight: float = parameter(
        0.0,
        label="whole staff in sight",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far everybody sees the whole staff and not only tied colleagues, where thresholds decide",
        source=assumed("A66"),
    )
    copying: float = parameter(
        0.5,
        label="chance to copy",
        unit="chance/cycle",
        low=0.0,
        high=1.0,
        meaning="chance to do as the colleague does who achieves most, where teachers imitate; else they choose by utility",
        source=provisional("A66"),
    )
    repeating: float = parameter(
        0.8,
        label="force of habit",
        unit="chance/cycle",
        low=0.0,
        high=1.0,
        meaning="chance to do as before about a goal, where habit decides; else they choose by utility",
        source=provisional("A66"),
    )
