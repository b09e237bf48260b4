"""Progress on goals, and the dissent that teaches or hurts: coefficients of rules/joint_work.py."""

from ..declare import WOO_2022, Group, assumed, calibrated, paper, parameter


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
