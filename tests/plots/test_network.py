"""The picture of a school: who is where, who is new, what everybody does."""

import numpy as np
import pytest
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure

import simulation as sim
from simulation.core.vocabulary import STAYS, WEEKS_PER_CYCLE, WEEKS_PER_YEAR
from simulation.ensemble.simulate import start
from simulation.plots import network_figure
from simulation.plots.network import deepest_form, draw_arrows, early_and_late, new_holders, when
from simulation.plots.places import places_of, spots

BASE = sim.Scenario.load("baseline").replace({"years": 3})


@pytest.fixture(scope="module")
def looks():
    return early_and_late(BASE, seed=1, run=2)


def test_the_looks_are_at_the_school_that_simulate_lives(looks):
    weeks = sim.simulate(BASE, 3, 1, record=("years", "weeks")).weeks
    weeks = weeks[weeks["run"] == 2].set_index(["year", "week"])
    assert list(looks) == [(0, WEEKS_PER_CYCLE), (2, WEEKS_PER_YEAR - 1)]
    for (year, lived), look in zip(((0, WEEKS_PER_CYCLE), (2, WEEKS_PER_YEAR)), looks.values(), strict=True):
        row = weeks.loc[year + 1, lived]  # the last week of the last year too, as it was before the summer
        present = look["teachers"]["present"] != 0
        assert row["staff"] == present.sum()
        assert row["exhaustion"] == pytest.approx(look["teachers"]["exhaustion"][present].mean())
        forms = look["teachers"]["form"][present][:, look["goals"]["active"] != 0]
        assert row["share_individual"] == pytest.approx((forms == 0).mean())


def test_a_post_is_newly_held_when_somebody_came_since_the_first_look(looks):
    first, last = looks.values()
    teachers = sim.simulate(BASE, 3, 1, record=("years", "teachers")).teachers
    gone = teachers[(teachers["run"] == 2) & (teachers["year"] < 3) & (teachers["left"] != STAYS)]["teacher"].unique()
    expected = np.isin(np.arange(len(last["teachers"])), gone) & (last["teachers"]["present"] != 0)
    assert expected.any()
    assert (new_holders(first, last) == expected).all()


def test_goals_that_nobody_pursues_do_not_colour_a_teacher(looks):
    look = {"teachers": looks[0, 4]["teachers"].copy(), "goals": looks[0, 4]["goals"].copy()}
    look["teachers"]["form"] = [0, 1, 0, 3, 0, 0]
    look["goals"]["active"] = [1, 1, 0, 0, 0, 0]
    assert (deepest_form(look) == 1).all()
    look["goals"]["active"] = 0
    assert (deepest_form(look) == 0).all()


def test_both_pictures_put_a_post_in_the_same_place(looks):
    left, right, _ = network_figure(looks, "x").axes
    assert left.get_xlim() == right.get_xlim()
    areas = [next(c for c in axes.collections if c.get_zorder() == 1) for axes in (left, right)]
    for a, b in zip(*(c.get_paths() for c in areas), strict=True):
        np.testing.assert_array_equal(a.vertices, b.vertices)
    assert f"{new_holders(*looks.values()).sum()} of 32 posts newly held" in right.get_title(loc="left")


def test_newcomers_are_squares(looks):
    right = network_figure(looks).axes[1]
    nodes = next(c for c in right.collections if isinstance(c, PatchCollection) and c.get_zorder() == 5)
    squares = sum(len(path.vertices) == 5 for path in nodes.get_paths())
    assert squares == new_holders(*looks.values()).sum()
    assert len(nodes.get_paths()) == (looks[2, 35]["teachers"]["present"] != 0).sum()


@pytest.mark.parametrize(("teachers", "group_size"), [(4, 5), (32, 5), (61, 60), (200, 5), (500, 20)])
def test_nobody_stands_on_anybody_and_groups_do_not_mingle(teachers, group_size):
    state = start(BASE.replace({"school.teachers": teachers, "school.group_size": group_size}), 1, 0)
    ties, group = state.ties[: state.school[0].n_ties], state.teachers["group"]
    places, middles, radii = places_of(group, ties["source"], ties["target"], ties["trust"])
    apart = np.hypot(*(places[:, None] - places[None, :]).transpose(2, 0, 1)) + 9.0 * np.eye(teachers)
    assert apart.min() > 0.8
    home = np.unique(group, return_inverse=True)[1]
    far = np.hypot(*(places[:, None] - middles[None, :]).transpose(2, 0, 1))
    inside = far < radii - 0.5
    assert inside[np.arange(teachers), home].all()
    assert inside.sum() == teachers


def test_the_same_school_is_drawn_in_the_same_places():
    a, b = (early_and_late(BASE.replace({"years": 1}), 5)[0, 4] for _ in range(2))
    ties = a["ties"]
    first, again = (places_of(x["teachers"]["group"], ties["source"], ties["target"], ties["trust"])[0] for x in (a, b))
    np.testing.assert_array_equal(first, again)


def test_a_group_of_any_size_has_a_place_for_each():
    for size in range(1, 61):
        around = spots(size)
        apart = np.hypot(*(around[:, None] - around[None, :]).transpose(2, 0, 1)) + 9.0 * np.eye(size)
        assert around.shape == (size, 2)
        assert apart.min() > 0.8


def test_arrows_stop_at_the_rim_and_widen_with_trust():
    axes = Figure().subplots()
    draw_arrows(axes, np.zeros((2, 2)), np.array([[5.0, 0.0], [5.0, 0.0]]), np.array([0.4, 0.4]), np.array([0.2, 0.9]))
    thin, thick = (path.vertices for path in axes.collections[0].get_paths())
    assert 4.5 < thin[:, 0].max() < 4.6
    assert np.ptp(thick[[0, -2], 1]) > np.ptp(thin[[0, -2], 1])


def test_a_large_school_is_drawn_as_a_matrix_and_the_key_says_so():
    for teachers, sign in ((12, "turns to; wider: more trust"), (160, "a tie; darker: more trust")):
        scenario = BASE.replace({"years": 1, "school.teachers": teachers})
        words = [t.get_text() for t in network_figure(early_and_late(scenario, 1)).axes[2].texts]
        assert sign in words and any("exhausted" in text for text in words)
        assert any(text.startswith("somebody new in the post") for text in words)


def test_snapshots_can_be_drawn_too():
    figure = network_figure(sim.snapshots(BASE, 1, 0, (0, 1, 3)), "x")
    assert [axes.get_title(loc="left").split(":")[0] for axes in figure.axes[:2]] == ["The first day", "After 3 years"]
    assert when(sim.snapshots(BASE, 1, 0, (1,))[1]) == "After 1 year"
