"""Words on axes, and labels that make room for each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.plots.labels import axis, spread
from simulation.words.outcomes import unit

labels = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 8)), min_size=1, max_size=9)


@given(labels)
def test_labels_never_overlap_and_keep_their_order(items):
    wanted, tall = np.array(items).T
    placed = spread(wanted, tall, 0.0, 100.0)
    order = np.argsort(wanted, kind="stable")
    gaps = np.diff(placed[order])
    assert (gaps >= 0.5 * (tall[order][1:] + tall[order][:-1]) - 1e-9).all()
    if tall.sum() <= 100.0:
        assert (placed - 0.5 * tall >= -1e-9).all()
        assert (placed + 0.5 * tall <= 100.0 + 1e-9).all()


@given(labels)
def test_labels_move_as_little_as_they_can(items):
    """Least squares: no single label can be nudged nearer to its place without touching a neighbour or the edge."""
    wanted, tall = np.array(items).T
    if tall.sum() > 100.0:
        return
    placed = spread(wanted, tall, 0.0, 100.0)
    for i, goal in enumerate(wanted):
        nudged = placed[i] + np.sign(goal - placed[i]) * 1e-3
        if abs(goal - placed[i]) < 2e-3:
            continue
        others = np.delete(np.arange(len(wanted)), i)
        touches = (np.abs(placed[others] - nudged) < 0.5 * (tall[others] + tall[i]) - 1e-9).any()
        leaves = nudged < 0.5 * tall[i] - 1e-9 or nudged > 100.0 - 0.5 * tall[i] + 1e-9
        assert touches or leaves


def test_labels_that_have_room_stay_where_they_belong():
    assert spread(np.array([50.0, 10.0, 30.0]), np.full(3, 9.0), 0.0, 60.0) == pytest.approx([50.0, 10.0, 30.0])


def test_two_labels_at_one_place_share_the_move():
    assert spread(np.array([50.0, 50.0]), np.full(2, 10.0), 0.0, 100.0) == pytest.approx([45.0, 55.0])


def test_outcomes_of_different_units_do_not_go_on_one_axis():
    assert axis("hours", "hours_total", "hours_collective") == "hours [h/week]"
    assert unit("influence", "exhaustion") == "0 to 1"
    with pytest.raises(ValueError, match="not measured in one unit"):
        unit("hours_total", "influence")
