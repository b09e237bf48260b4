"""Why a teacher would choose as she would: the chance that she takes up a goal with others, in whatever form, and what each term of her utilities does to it.

No formula stands here twice. The engine is asked what everybody would choose, and again with the weight of one term at nothing,
or with hours to spare, each time with the same random numbers; the difference is what the term does, or what the hours do that are missing.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.vocabulary import COORDINATION, DOMAINS
from ..parameters.scenario import describe
from .teacher import forms_foreseen

if TYPE_CHECKING:
    from .school import LivingSchool

#: Weights of the terms, by the names of their parameters; what a term says is relative to its middle, or to none of it.
TERMS = (
    "attraction", "norm", "trust", "disposition", "culture", "voice", "standing", "pressure", "mandate", "team", "fit", "cost",
    "exhaustion", "fatigue",
)  # fmt: skip
#: Hours in which anything can be done [h/week]: with them, none are missing.
FREE = 12.0
DRAWS = 200


def choices_view(living: "LivingSchool", post: int) -> dict[str, Any]:
    """For each goal: how likely she takes it up with others, and by how much every term raises or lowers that; ready for JSON."""
    usual = _together(living, post)
    active = np.flatnonzero(living.state.goals["active"] != 0)
    moved = {"the hours that the week lacks": usual - _together(living, post, free_hours=FREE)}
    for term in TERMS:
        p = living.parameters.copy()
        p[f"choice_{term}"] = 0.0
        moved[describe(f"choice.{term}")["label"]] = usual - _together(living, post, p)
    return {
        "post": post,
        "week": living.lived,
        "goals": [
            {
                "domain": DOMAINS[d],
                "together": round(float(usual[d]), 3),
                "terms": sorted(
                    ({"name": name, "value": round(float(by[d]), 3)} for name, by in moved.items() if abs(by[d]) >= 0.005),
                    key=lambda term: -abs(term["value"]),
                ),
            }
            for d in active.tolist()
        ],
    }


def _together(living: "LivingSchool", post: int, p: np.ndarray | None = None, free_hours: float | None = None) -> np.ndarray:
    """float64 (goals,): in which share of draws she takes up each goal with others, in whatever form."""
    together: np.ndarray = (forms_foreseen(living, DRAWS, p, free_hours)[:, post] >= COORDINATION).mean(axis=0)
    return together
