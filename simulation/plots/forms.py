"""Forms of action: what teachers do about the school's goals, and how many of them in a month."""

from matplotlib.figure import Figure

from ..core.vocabulary import FORMS
from .bands import draw_outcomes, mark_policies, small_print
from .labels import axis, finish
from .style import FORM_COLOURS, dress, narrow, sheet


def forms_figure(results) -> Figure:
    """Shares of teacher-goal-weeks by form over the years, and of teachers who go at least as far as a form in a month."""
    figure = sheet("What teachers do about the school's goals", small_print(results), stacked=2)
    left, right = figure.subplots(*((2, 1) if narrow() else (1, 2)))
    shares = {f"share_{form}": FORM_COLOURS[form] for form in FORMS}
    monthly = {f"monthly_{form}": FORM_COLOURS[form] for form in FORMS[1:]}
    dress(left, "In a given week, on a given goal", "school year", axis("teacher-goal-weeks", *shares))
    dress(right, "In a month, at least as far as", "school year", axis("teachers", *monthly))
    for axes, colours in ((left, shares), (right, monthly)):
        draw_outcomes(axes, results.some("years", ["year", *colours]), colours)
        mark_policies(axes, results.scenario)
    return finish(figure)
