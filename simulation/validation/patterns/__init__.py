"""Stylised facts about teachers working together, each declared with the experiment that looks for it in the model.

Thresholds stand where evidence or judgement put them before the experiment was first run and are not moved; where a design was
changed afterwards, docs/validation.md says so. An experiment that fails is reported as failed.
"""

from . import conditions, countries, forms, influence, leadership, learning, networks, well_being
from .declare import PATTERNS, Pattern

_ = (conditions, countries, forms, influence, leadership, learning, networks, well_being)  # imported to declare
PATTERNS = dict(sorted(PATTERNS.items()))

__all__ = ["PATTERNS", "Pattern"]
