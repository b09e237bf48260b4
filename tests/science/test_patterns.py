"""Stylised facts as the package declares them (simulation/validation/patterns), looked for in a tenth of a validation's schools.

So few schools leave intervals wide, so a pattern is held to less than a validation holds it to: no finding may contradict its
claim, and every estimate lies where the claim allows it, or no further beyond than half of what chance leaves open. All patterns
with all their schools: `teachers validate`, whose verdicts are in docs/validation.md.
"""

import pytest

from simulation.validation.laboratory import Laboratory
from simulation.validation.patterns import PATTERNS
from simulation.validation.validate import MISSED, judge

pytestmark = pytest.mark.science

#: The core of the model in few arms; the others take several times as long. P24 is not reproduced (docs/validation.md).
AMONG = ("P01", "P02", "P03", "P05", "P06", "P07", "P12", "P17", "P18", "P19", "P27", "P38")


def contradictions(pattern, laboratory):
    """Findings that speak against a pattern."""

    def fits(finding):
        leeway = 0.25 * (finding.high - finding.low)
        return finding.verdict != MISSED and finding.at_least - leeway <= finding.estimate <= finding.at_most + leeway

    return [finding for finding in judge(pattern, laboratory).findings if not fits(finding)]


@pytest.fixture(scope="module")
def laboratory():
    """Keeps schools that several patterns ask for."""
    return Laboratory(seed=1, effort=0.1)


@pytest.mark.parametrize("id", AMONG)
def test_a_declared_pattern_shows(id, laboratory):
    assert contradictions(PATTERNS[id], laboratory) == []


@pytest.mark.parametrize(
    ("id", "changes"),
    [
        ("P03", {"population.openness": 0.0, "administrator.openness": 0.3}),  # goals are shared alike in both countries
        ("P07", {"population.openness": 0.0, "administrator.openness": 0.0}),  # nobody collaborates
    ],
)
def test_a_pattern_whose_cause_is_taken_away_does_not_show(id, changes):
    """Or the test above could not fail."""
    without = Laboratory(seed=1, effort=0.1, vary=lambda scenario: scenario.replace(changes))
    assert contradictions(PATTERNS[id], without) != []
