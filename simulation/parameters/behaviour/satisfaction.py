"""What makes a teacher content with the job, and what does not: coefficients of rules/satisfaction.py."""

from ...declare.parameter import Group, assumed, calibrated, paper, parameter


class Satisfaction(Group):
    """Job satisfaction (rules/satisfaction.py)."""

    rate: float = parameter(
        0.05,
        label="speed at which satisfaction changes",
        unit="share/week",
        low=0.001,
        high=1.0,
        meaning="speed of adjustment",
        source=assumed("A15"),
    )
    rebound: float = parameter(
        1.0,
        label="rise of satisfaction after good moments",
        unit="share",
        low=0.0,
        high=5.0,
        meaning="how much faster satisfaction rises in a week with good moments",
        source=paper(
            "Beltman, Mansfield & Price (2011): good moments help to recover; Fredrickson (2001); the form is assumption A15"
        ),
    )
    base: float = parameter(
        0.274, label="satisfaction before any cause", unit="0..1", low=-1.0, high=1.0, source=calibrated("T071")
    )
    influence: float = parameter(
        0.268,
        label="satisfaction from influence",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of influence",
        source=calibrated("sign: Ingersoll (2003)"),
    )
    belonging: float = parameter(
        0.085,
        label="satisfaction from belonging",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of belonging",
        source=calibrated("sign: Vangrieken et al. (2015)"),
    )
    accomplishment: float = parameter(
        0.249,
        label="satisfaction from accomplishment",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of accomplishment",
        source=calibrated("sign: Skaalvik & Skaalvik (2010)"),
    )
    support: float = parameter(
        0.124,
        label="satisfaction from the administrator's support",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of the administrator's support",
        source=calibrated("T062"),
    )
    materials: float = parameter(
        0.08,
        label="satisfaction from material conditions",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of material conditions",
        source=paper("Center for Teaching Quality (2010)"),
    )
    uplifts: float = parameter(
        0.08,
        label="satisfaction from good moments with pupils",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of good moments with pupils",
        source=paper("Beltman et al. (2011)"),
    )
    overload: float = parameter(
        0.012,
        label="satisfaction lost to hours beyond capacity",
        unit="per h over capacity",
        low=0.0,
        high=0.5,
        meaning="weight of an hour beyond capacity",
        source=paper("Toropova et al. (2020)"),
    )
    paperwork: float = parameter(
        0.006,
        label="satisfaction lost to paperwork",
        unit="per h",
        low=0.0,
        high=0.5,
        meaning="weight of an hour of paperwork",
        source=paper("Lawrence et al. (2019)"),
    )
    contrived: float = parameter(
        0.161,
        label="satisfaction lost to contrived collegiality",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of contrived collegiality: mandated joint time without a voice",
        source=calibrated("sign: Hargreaves (1994); Jacob & McGovern (2015)"),
    )
    control: float = parameter(
        0.16,
        label="satisfaction lost to being micromanaged",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of being micromanaged",
        source=paper("Center for Teaching Quality (2010)"),
    )
    exhaustion: float = parameter(
        0.106,
        label="satisfaction lost to exhaustion",
        unit="0..1",
        low=0.0,
        high=2.0,
        meaning="weight of exhaustion",
        source=calibrated("sign: Madigan & Kim (2021)"),
    )
    contrived_hours: float = parameter(
        4.0,
        label="mandated hours that are wholly contrived",
        unit="h/week",
        low=0.1,
        high=40.0,
        meaning="mandated hours from which joint time without a voice is wholly contrived",
        source=assumed("A34"),
    )
