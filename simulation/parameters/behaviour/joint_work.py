"""Progress on goals, and the dissent that teaches or hurts: coefficients of rules/joint_work.py."""

from ...declare.parameter import WOO_2022, Group, assumed, calibrated, paper, parameter, provisional


class JointWork(Group):
    """What joint work yields (rules/joint_work.py)."""

    cooperation: float = parameter(
        0.164,
        label="added yield of cooperation",
        unit="share",
        low=0.0,
        high=3.0,
        meaning="what an hour of cooperation yields beyond an hour of coordination",
        source=calibrated(f"sign: {WOO_2022}: pooled effort does more"),
    )
    collaboration: float = parameter(
        0.452,
        label="added yield of collaboration",
        unit="share",
        low=0.0,
        high=3.0,
        meaning="what an hour of collaboration yields beyond an hour of coordination, at full trust",
        source=calibrated(f"sign: {WOO_2022}: pooled effort does more"),
    )
    mandated: float = parameter(
        0.3,
        label="yield of a mandated hour",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="yield of a mandated hour for the administrator's goals, at full clarity and coherence",
        source=paper("Bryk et al. (2015); Akiba & Wilkinson (2016): top-down routines are not always ineffective"),
    )
    poverty: float = parameter(
        0.45,
        label="joint work's loss under poverty",
        unit="share",
        low=0.0,
        high=0.95,
        meaning="loss of quality of joint work under poverty without materials",
        source=paper("Stosich (2016); Johnston & Tsai (2018): as frequent, less helpful"),
    )
    tempo: float = parameter(
        0.787,
        label="progress that feels like half a success",
        unit="goals/year",
        low=0.05,
        high=10.0,
        meaning="progress at which a goal feels half successful",
        source=calibrated("A27"),
    )
    conflict: float = parameter(
        0.4,
        label="dissent in joint work",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="dissent that joint work brings out, at full interdependence",
        source=paper("Little (1990): joint work includes moderate conflict"),
    )
    silence: float = parameter(
        0.6,
        label="dissent silenced by control",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of dissent that disappears under full control",
        source=paper("Gunn & King (2003); Hargreaves (1994)"),
    )
    tolerance: float = parameter(
        0.45,
        label="trust from which conflict teaches",
        unit="trust",
        low=0.0,
        high=1.0,
        meaning="trust above which conflict teaches and below which it hurts",
        source=assumed("A10"),
    )
    least_yield: float = parameter(
        0.5,
        label="yield of an hour in unskilled hands",
        unit="h",
        low=0.01,
        high=5.0,
        meaning="what an hour is worth without any expertise; full expertise adds an hour",
        source=assumed("A9"),
    )
    least_fit: float = parameter(
        0.5,
        label="progress without fit",
        unit="share",
        low=0.01,
        high=5.0,
        meaning="pace of a goal that fits classrooms not at all; perfect fit adds one",
        source=assumed("A9"),
    )
    materials: float = parameter(
        0.5,
        label="joint work saved by materials",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of poverty's loss of joint work that perfect materials prevent",
        source=assumed("A9"),
    )
    coherence: float = parameter(
        0.3,
        label="yield lost without coherence",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of the yield of joint work that hangs on coherence",
        source=assumed("A9"),
    )
    engagement: float = parameter(
        0.5,
        label="work at which success is half felt",
        unit="depth",
        low=0.01,
        high=10.0,
        meaning="summed depth of one's work at which half of its success is felt",
        source=assumed("A27"),
    )
    meeting: float = parameter(
        0.25,
        label="contact in mandated meetings",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="contact that mandated meetings bring, compared with joint work",
        source=assumed("A28"),
    )
    plan_progress: float = parameter(
        0.25,
        label="progress at which planning begins",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="progress at which a goal has been conceived",
        source=assumed("A4"),
    )
    plan_weeks: float = parameter(
        8.0,
        label="weeks before planning begins",
        unit="weeks",
        low=0.0,
        high=360.0,
        meaning="weeks that conceiving a goal takes at least",
        source=assumed("A4"),
    )
    enact_progress: float = parameter(
        0.5,
        label="progress at which enactment begins",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="progress at which a goal has been planned",
        source=assumed("A4"),
    )
    enact_weeks: float = parameter(
        16.0,
        label="weeks before enactment begins",
        unit="weeks",
        low=0.0,
        high=360.0,
        meaning="weeks that conceiving and planning a goal take at least",
        source=assumed("A4"),
    )
    fit_least: float = parameter(
        0.3,
        label="fit of the worst new goal",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="fit to classrooms of the worst goal that is not shared",
        source=assumed("A48"),
    )
    fit_range: float = parameter(
        0.4,
        label="differences in the fit of new goals",
        unit="0..1",
        low=0.0,
        high=1.0,
        meaning="how much better than the worst the best new goal fits",
        source=assumed("A48"),
    )
    eased: float = parameter(
        0.9,
        label="sting of fruitless hours eased by a say",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="how far a full say takes the sting out of joint hours that get nowhere",
        source=provisional("sign: Karasek (1979)"),
    )
