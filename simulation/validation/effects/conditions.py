"""Pressure, pay, packages, turnover and the load of work."""

from .declare import Dose, cannot, twins
from .measures import gain, hours, of_turnover, persons, points

CALM = {"accountability.pressure": 0.15, "accountability.scripted": 0.0}
STAKES = Dose(
    "accountability_era: pressure 0.8 and scripts 0.6, against hardly any",
    set={"accountability.pressure": 0.8, "accountability.scripted": 0.6},
    also=CALM,
    years=6,
)
PRESSED = Dose("pressure from 0.15 to 0.8", set={"accountability.pressure": 0.8}, also=CALM)
FAILED = Dose("pressure 1 in a poor school", set={"accountability.pressure": 1.0}, base="high_poverty")
EVALUATED = Dose(
    "pressure up by 0.2, and twice as many roles that judge",
    add={"accountability.pressure": 0.2, "roles.reviewing": 0.15},
    years=6,
)
TEAM_BONUS = Dose("evaluation mostly of teams", set={"evaluation.team": 0.8})

twins("E70", STAKES, gain(1, 2, 3, 4, 5))
twins("E71", STAKES, persons("job_satisfaction", 5))
twins("E72", PRESSED, hours(1))
twins("E73", FAILED, points("turnover", 1))
twins("E74", EVALUATED, gain(1, 2, 3, 4, 5))
cannot("E75", "being evaluated teaches nobody in the model")
twins("E77", TEAM_BONUS, points("turnover", 1, 2))

PACKAGE = Dose(
    "all that four_conditions changes, at once",
    set={"time.planning": 4.0, "evaluation.team": 0.8, "external.members": 0.5},
    add={"administrator.openness": 0.25, "administrator.support": 0.2, "administrator.clarity": 0.2},
)
GRANT = Dose(
    "what high_poverty_supported gives to a poor school",
    set={"time.planning": 4.0, "school.materials": 0.8, "administrator.support": 0.8},
    base="high_poverty",
)
twins("E78", PACKAGE, gain(1, 2, 3))
twins("E79", GRANT, gain(1, 2, 3))

MORE_LEAVE = Dose("many more leave in the summer after year 1", add={"leaving.base": 1.5}, once=True)
twins("E66", MORE_LEAVE, of_turnover())
twins("E67", MORE_LEAVE, of_turnover(without_expertise=True))
cannot("E68", "who leaves is nobody's choice in the model, so the weak cannot be made to")

for number in ("E80", "E81", "E82", "E84"):
    cannot(number, "no field treats persons; it is one of the ceilings of exhaustion and burnout")
RELIEF = Dose("two hours of paperwork less", add={"time.paperwork": -2.0})
TOOL = Dose("half an hour of paperwork less", add={"time.paperwork": -0.5})
twins("E86", RELIEF, persons("exhaustion", 1))
twins("E90", TOOL, hours(1))
cannot("E91", "the model has no pupils per teacher; hours in class are an input")
cannot("E92", "no field shortens the week; it bounds what a shorter one does for staying")
