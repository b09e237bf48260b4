"""Well-being: efficacy and satisfaction, the three dimensions of burnout, and what a survey would find."""

from matplotlib.figure import Figure

from .bands import draw_outcomes, mark_policies, small_print
from .labels import axis, finish
from .style import BLUE, GREEN, INK, ORANGE, PURPLE, SKY, VERMILION, dress, narrow, sheet

STRENGTHS = {"job_satisfaction": GREEN, "self_efficacy": BLUE}
BURNOUT = {"accomplishment": SKY, "exhaustion": VERMILION, "depersonalization": PURPLE}
SURVEY = {"satisfied": GREEN, "burnout_rate": VERMILION, "frequent_stress": ORANGE, "engaged": BLUE, "intend_to_leave": INK}


def well_being_figure(results) -> Figure:
    """Strengths and burnout as the model holds them, and the shares of teachers that a survey at the year's end would find."""
    figure = sheet("How teachers fare", small_print(results), stacked=2)
    tall: list = [["strengths"], ["burnout"], ["survey"], ["survey"]]
    panels = figure.subplot_mosaic(tall if narrow() else [["strengths", "survey"], ["burnout", "survey"]])
    for name, title, what, colours in (
        ("strengths", "Efficacy and satisfaction", "level", STRENGTHS),
        ("burnout", "Burnout, in its three dimensions", "level", BURNOUT),
        ("survey", "What a survey would find", "teachers who say so", SURVEY),
    ):
        axes = dress(panels[name], title, "" if name == "strengths" else "school year", axis(what, *colours))
        draw_outcomes(axes, results.some("years", ["year", *colours]), colours)
        mark_policies(axes, results.scenario)
    return finish(figure)
