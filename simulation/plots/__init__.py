"""Figures of results: each function takes what a simulation gave and returns a matplotlib Figure."""

from .comparison import comparison_figure
from .network import early_and_late, network_figure
from .policies import policies_figure
from .report import figures, save_comparison, save_figure, save_figures
from .trajectories import trajectories_figure
from .years import years_figure

__all__ = [
    "comparison_figure", "early_and_late", "figures", "network_figure", "policies_figure", "save_comparison", "save_figure", "save_figures",
    "trajectories_figure", "years_figure",
]  # fmt: skip
