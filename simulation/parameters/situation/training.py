"""Training on the job by who gives it: hours that are offered (rules/training.py). It holds where `structure.givers` is on."""

from typing import Any

from ...declare.parameter import Group, assumed, evidence, paper, parameter


def _offered(what: str, default: float, source: str) -> Any:
    """Hours of one way of learning, for each who takes it up."""
    return parameter(
        default, label=what, unit="h/week", low=0.0, high=10.0, meaning=f"{what}, for each who attends", source=source
    )


class Training(Group):
    """Learning on the job, by who gives it."""

    days: float = _offered("mandated days of training", 1.0, evidence("T015"))
    courses: float = _offered("courses of one's choice", 0.5, evidence("T015"))
    colleagues: float = _offered("training led by colleagues", 0.3, assumed("A77"))
    feedback: float = _offered("feedback and lesson study", 0.3, assumed("A77; Berry asks for four hours (T019)"))
    credentials: float = _offered(
        "work for micro-credentials", 0.2, paper("Berry (2016): small certified steps; the size is A77")
    )
    covered: float = parameter(
        0.7,
        label="training in covered time",
        unit="share",
        low=0.0,
        high=1.0,
        meaning="share of training that falls into time in which somebody else covers the classes, or into days without pupils",
        source=assumed("A77"),
    )
