"""Influence: how much say teachers feel in each decision, and how much the administrator believes to have shared."""

from matplotlib.figure import Figure

from ..core.vocabulary import DOMAINS
from .bands import draw_outcomes, mark_policies, small_print
from .labels import axis, finish
from .style import BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION, dress, narrow, sheet

DOMAIN_COLOURS = dict(zip(DOMAINS, (VERMILION, PURPLE, SKY, BLUE, GREEN, ORANGE), strict=True))


def influence_figure(results) -> Figure:
    """Felt influence by decision domain, and felt influence against what the administrator believes to have shared."""
    figure = sheet("Who has a say", small_print(results), stacked=2)
    left, right = figure.subplots(*((2, 1) if narrow() else (1, 2)))
    domains = {f"influence_{domain}": colour for domain, colour in DOMAIN_COLOURS.items()}
    sides = {"influence_shared": VERMILION, "influence": BLUE}
    dress(left, "Felt by teachers, by decision", "school year", axis("influence", *domains))
    draw_outcomes(left, results.some("years", ["year", *domains]), domains, spread=())
    courses = draw_outcomes(right, results.some("years", ["year", *sides]), sides)
    gap = courses["influence_shared"].mean[-1] - courses["influence"].mean[-1]
    dress(right, f"Felt, and believed shared: gap {gap:.2f}", "school year", axis("influence, all decisions", *sides))
    for axes in (left, right):
        mark_policies(axes, results.scenario)
    return finish(figure)
