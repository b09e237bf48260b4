"""Figures of results: each function takes what a simulation gave and returns a matplotlib Figure."""

from .comparison import comparison_figure
from .country import compared_figure, flows_figure, regions_figure, sorting_figure
from .network import early_and_late, network_figure
from .policies import policies_figure
from .report import figures, save_comparison, save_figure, save_figures
from .trajectories import trajectories_figure
from .years import years_figure

__all__ = [
    "compared_figure", "comparison_figure", "early_and_late", "figures", "flows_figure", "network_figure", "policies_figure", "regions_figure", "save_comparison",
    "save_figure", "save_figures", "sorting_figure", "trajectories_figure", "years_figure",
]  # fmt: skip
