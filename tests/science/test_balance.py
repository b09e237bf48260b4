"""A school founded today is an ordinary school: its first years differ little from later ones, and careers keep their shape."""

import numpy as np
import pytest

from simulation import Scenario, simulate

pytestmark = pytest.mark.science


@pytest.fixture(scope="module")
def lived():
    scenario = Scenario.load("baseline").replace({"years": 16})
    return simulate(scenario, runs=100, seed=1, record=("years", "teachers"))


@pytest.mark.parametrize(
    ("state", "most"),
    [("self_efficacy", 0.03), ("expertise", 0.03), ("exhaustion", 0.03), ("accomplishment", 0.03), ("depersonalization", 0.03),
     ("collective_efficacy", 0.05), ("influence", 0.03), ("norm", 0.03), ("coherence", 0.03)],
)  # fmt: skip
def test_founding_leaves_no_trace_after_the_first_year(lived, state, most):
    """Means of schools in years 2 and 3 lie near those of years 9 to 11; what is left is what collaboration builds up."""
    years = lived.years.groupby("year")[state].mean()
    assert years.loc[2:3].mean() == pytest.approx(years.loc[9:11].mean(), abs=most)


def test_a_career_rises_and_falls_long_after_the_founders_are_gone(lived):
    """Expertise of teachers with 10 to 19 years is above that of beginners and of those near retirement (T081), in years 12 to 16."""
    late = lived.teachers[lived.teachers["year"] >= 12]
    early, middle, end = (late["expertise"][late["experience"].between(*span)].mean() for span in ((0, 2), (10, 19), (30, 45)))
    assert early < middle - 0.05
    assert end < middle - 0.03
    assert np.isfinite([early, middle, end]).all()
