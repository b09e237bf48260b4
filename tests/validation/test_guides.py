"""The statistics of patterns that a calibration keeps in view."""

import numpy as np
import pytest

from simulation.validation.guides import GUIDE, GUIDE_ARMS, GUIDES, TARGETS_AND_GUIDES
from simulation.validation.patterns import PATTERNS
from simulation.validation.targets import TARGETS, observe


@pytest.fixture(scope="module")
def arms():
    return observe(runs=16, seed=5, arms=GUIDE_ARMS)


def test_every_guide_belongs_to_a_pattern_that_owns_up_to_it():
    """A pattern whose statistic was fitted is no independent support, and must say so."""
    for guide in GUIDES:
        assert PATTERNS[guide.id[:3]].fitted, guide.id


def test_no_guide_is_counted_as_a_target():
    assert not {guide.id for guide in GUIDES} & {target.id for target in TARGETS}
    assert {target.kind for target in TARGETS_AND_GUIDES if target not in TARGETS} == {GUIDE}


def test_a_span_holds_its_value():
    for guide in GUIDES:
        value, low, high = guide.bounds
        assert low < value < high, guide.id


def test_each_can_be_asked_and_the_calibrated_model_answers_near_its_span(arms):
    """Sixteen schools are few, so a span's width beyond the span is allowed."""
    for guide in GUIDES:
        _, low, high = guide.bounds
        answer = guide.model_value(arms)
        assert np.isfinite(answer), guide.id
        assert low - (high - low) <= answer <= high + (high - low), (guide.id, answer)


def test_ratios_and_correlations_are_those_of_the_tables(arms):
    by_id = {guide.id: guide for guide in GUIDES}
    years = arms["country"].late_years
    expected = np.average(years["share_coordination"], weights=years["staff"]) / np.average(
        years["share_cooperation"], weights=years["staff"]
    )
    assert by_id["P01a"].model_value(arms) == pytest.approx(expected)
    schools = arms["from_above"].late_years.groupby("run")[["hours_collective", "influence"]].mean()
    assert by_id["P03"].model_value(arms) == pytest.approx(schools.corr().iloc[0, 1])
