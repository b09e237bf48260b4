"""How many schools of a sweep there are, against how many were asked for: what is missing or failed is said, never left out.

With a wanted precision it shows only from the schools themselves how many a point asks for, so both are counted together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...core.program import command
from ...statistics.intervals import mean_interval
from .spec import Precision
from .study import Study


class IncompleteWarning(UserWarning):
    """Schools of a sweep are missing or failed; the message says how many, and what to do."""


@dataclass(frozen=True)
class Count:
    """Schools that were asked for, those of them that are there, and those that failed."""

    asked: int
    done: int
    failed: int

    @property
    def missing(self) -> int:
        """Schools that are neither there nor known to have failed."""
        return self.asked - self.done - self.failed

    @property
    def whole(self) -> bool:
        """Whether every school that was asked for is there."""
        return self.done == self.asked

    def sentences(self) -> list[str]:
        """What is not there and what to do about it; nothing when everything is there."""
        told = []
        if self.missing > 0:
            told.append(
                f"{self.missing:,} of {self.asked:,} schools that were asked for are missing; the same `{command('sweep')}` "
                "simulates what is missing."
            )
        if self.failed:
            told.append(
                f"{self.failed:,} of {self.asked:,} schools failed; failures.csv names them, and `--retry-failed` tries them again."
            )
        return told


def asked_at(study: Study, runs: np.ndarray, values: np.ndarray) -> int:
    """How many runs a point asks for. runs, values : its finished runs and their outcome of [precision], where there is one."""
    if (p := study.spec.precision) is None:
        return study.runs
    wanted = p.minimum
    while wanted < p.maximum and asks_for_more(values[runs < wanted], p):
        wanted = min(wanted + p.step, p.maximum)
    return wanted


def asks_for_more(values: np.ndarray, p: Precision) -> bool:
    """Whether the mean of these values is not known well enough."""
    return not half_width(values) <= p.half_width


def half_width(values: Sequence[float] | np.ndarray) -> float:
    """Half the 95 percent interval of the mean; infinite for fewer than two values."""
    mean, low, _ = mean_interval(values) if len(values) else (0.0, -np.inf, np.inf)
    return mean - low
