"""A say in what the school does, and those who lead it."""

from .declare import Dose, cannot, twins
from .measures import between, for_each, gain, gone, persons, points

COUNCIL = Dose("a council opens most goals (openness 0.8)", set={"administrator.openness": 0.8})
OPENER = Dose("openness up by 0.25", add={"administrator.openness": 0.25})
SHARED = Dose(
    "shared_leadership: four hours for teams, nothing ordered, goals open",
    set={"time.planning": 4.0, "administrator.mandated": 0.0, "administrator.openness": 0.8, "teams.coverage": 1.0},
)

twins("E33", COUNCIL, gain(1), ceiling=True, reason="money and advice came with the say, in one grade")
twins("E83", COUNCIL, persons("exhaustion", 1), ceiling=True, reason="very low quality of evidence, so a ceiling")
twins("E35", SHARED, persons("out_ties", 1))
twins("E36", OPENER, gain(1, 2, 3), ceiling=True, reason="power went to heads and parents, hardly to teachers")
twins("E38", OPENER, for_each("job_satisfaction", "influence", 3))

#: Spreads between administrators in the baseline: population.openness and population.support.
OPENNESS, SUPPORT = 0.14, 0.154

PREPARED = Dose(
    "principals prepared for teacher leadership",
    add={"administrator.openness": 0.25, "administrator.support": 0.2, "administrator.clarity": 0.2},
)
HALF = Dose(
    "half of what prepared_principals changes",
    add={"administrator.openness": 0.125, "administrator.support": 0.1, "administrator.clarity": 0.1},
)
STAYING = Dose(
    "prepared principals of whom fewer leave",
    add={
        "administrator.openness": 0.25,
        "administrator.support": 0.2,
        "administrator.clarity": 0.2,
        "administrator.turnover": -0.07,
    },
)
WITH_LEADERS = Dose(
    "prepared principals, and roles for five in a hundred more",
    add={"administrator.openness": 0.25, "administrator.support": 0.2, "administrator.clarity": 0.2, "roles.leaders": 0.05},
)
BETTER = Dose(
    "openness, support and clarity up by one SD between administrators",
    add={"administrator.openness": OPENNESS, "administrator.support": SUPPORT, "administrator.clarity": SUPPORT},
)
MUCH_BETTER = Dose(
    "openness, support and clarity up by 1.35 SD",
    add={name: 1.35 * sd for name, sd in BETTER.add.items()},
)
SUPPORTIVE = Dose(
    "support and clarity up by one SD between administrators",
    add={"administrator.support": SUPPORT, "administrator.clarity": SUPPORT},
)

twins("E46", PREPARED, gain(1, 2))
twins("E47", PREPARED, gain(1, 2, 3))
twins("E52", PREPARED, gain(1))
cannot("E48", "how long principals stay is an input (administrator.turnover)")
twins("E49", STAYING, gone(3))
twins("E50", WITH_LEADERS, gain(1, 2, 3, total=False))
twins("E51", WITH_LEADERS, persons("influence", 3))
twins("E54", HALF, gain(1, 2))
twins("E59", BETTER, gain(1), ceiling=True, reason="later work finds the larger sizes spurious (E61), so it bounds only")
twins("E60", MUCH_BETTER, gain(1), ceiling=True, reason="as E59: it bounds only")
twins("E61", BETTER, gain(3))
twins("E62", SUPPORTIVE, points("turnover", 1, 2, 3))
twins(
    "E63",
    SUPPORTIVE,
    points("turnover", 1, 2, 3),
    ceiling=True,
    reason="what teachers feel shares causes with their leaving, so it bounds only",
)

SUCCESSION = Dose(
    "a new principal in year 1, against the same one",
    set={"administrator.turnover": 1.0},
    once=True,
    also={"administrator.turnover": 0.0},
)
STAYS = Dose("the principal stays, against a yearly chance of 0.19 to go", set={"administrator.turnover": 0.0}, years=6)
twins(
    "E56",
    SUCCESSION,
    between("trust", 1),
    schools=1200,
    reason="asked in the first year with the new one: nobody in the model knows it before",
)
twins("E57", SUCCESSION, points("turnover", 1), schools=1200)
twins("E58", STAYS, points("turnover", 4, 5, 6))
