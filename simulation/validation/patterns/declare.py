"""How a pattern is declared: the claim, where it comes from, what would count as reproducing it, and the experiment, in one place."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from ..laboratory import Curve, Finding, Laboratory

Experiment = Callable[[Laboratory], Iterator[Finding | Curve]]


class Pattern(NamedTuple):
    """A stylised fact and the experiment that looks for it.

    strength : core or secondary; test : design and criterion in words; fitted : what of it the calibration was shown, if anything
    experiment : yields Findings, each with what the claim allows, and Curves to look at
    twin : where the claim is of an effect but `test` looks at a cross-section, the criterion on twins that is asked besides, with the
    smallest effect that counts
    """

    id: str
    strength: str
    claim: str
    test: str
    source: str
    fitted: str
    experiment: Experiment
    twin: str = ""

    @property
    def title(self) -> str:
        """Number and claim in one line."""
        return f"{self.id} {self.claim}"


#: Every declared pattern by its number, in the order of the numbers once all modules are imported.
PATTERNS: dict[str, Pattern] = {}


def pattern(
    id: str, strength: str, *, claim: str, test: str, source: str, fitted: str = ""
) -> Callable[[Experiment], Experiment]:
    """Declare the experiment that follows as the test of a pattern."""

    def declare(experiment: Experiment) -> Experiment:
        if id in PATTERNS:
            raise ValueError(f"{id} is declared twice")
        PATTERNS[id] = Pattern(id, strength, claim, test, source, fitted, experiment)
        return experiment

    return declare


def twin(id: str, test: str) -> Callable[[Experiment], Experiment]:
    """Declare the experiment that follows as what a pattern is asked besides: the same persons with and without the cause.

    test : design and criterion in words, with the smallest effect that counts. The pattern must be declared before.
    """

    def declare(experiment: Experiment) -> Experiment:
        whole = PATTERNS[id]
        PATTERNS[id] = whole._replace(twin=test, experiment=lambda lab: chain(whole.experiment(lab), experiment(lab)))
        return experiment

    return declare
