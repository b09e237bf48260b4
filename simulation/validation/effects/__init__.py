"""What trials and panels found, each finding declared with the experiment that puts the same question to the model.

A finding that the model cannot be asked for is declared as well, with the reason. Ranges stand in parameters/effects.csv.
"""

from ...parameters.effects import effect_rows
from . import conditions, cross_sections, governing, policies, teaching
from .declare import EXPERIMENTS, Experiment

_ = (conditions, cross_sections, governing, policies, teaching)  # imported to declare
#: Every experiment by its number, in the order of the table.
EXPERIMENTS = {id: EXPERIMENTS[id] for id in effect_rows()}

__all__ = ["EXPERIMENTS", "Experiment"]
