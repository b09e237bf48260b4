"""Figures of results: each function takes what a simulation gave and returns a matplotlib Figure."""

from .comparison import comparison_figure
from .network import network_figure
from .report import figures, save_comparison, save_figure, save_figures

__all__ = ["comparison_figure", "figures", "network_figure", "save_comparison", "save_figure", "save_figures"]
