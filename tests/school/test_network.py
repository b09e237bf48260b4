"""The generated advice network against what is known of real ones (T095 to T100, pattern P41)."""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.core.vocabulary import NO_CONTACT
from simulation.parameters.scenario import Scenario
from simulation.school.founding import found_school
from simulation.school.network import as_graph, layout, statistics
from simulation.school.state import empty_state, room_for_ties

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "advice_networks"
REAL_ROSTERS = sorted(REAL.glob("*_roster.csv"))
needs_real_schools = pytest.mark.skipif(
    not REAL_ROSTERS, reason="the advice networks of real schools are not beside the project"
)

SCHOOLS = 60
SIZES = (15, 30, 60)
MEASURES = ("out_degree", "density", "reciprocity", "transitivity", "in_degree_variation")


def first_day(n, seed=1, run=0, **network):
    """The teachers and ties of a school of n on its first day."""
    scenario = Scenario().replace({f"network.{name}": value for name, value in network.items()})
    state = empty_state(n, scenario.network.out_degree)
    found_school(state, scenario.table()[0].view(np.recarray)[0, 0], seed, run)
    return state.teachers, state.ties[: state.school[0].n_ties]


@cache
def ensemble(n, schools=SCHOOLS, **network):
    """Measures of many schools of n: name -> (schools,)."""
    measured = []
    for run in range(schools):
        teachers, ties = first_day(n, run=run, **network)
        measured.append(statistics(teachers.group, ties.source, ties.target))
    return {name: np.array([one[name] for one in measured]) for name in measured[0]}


# ---------------------------------------------------------------- size


@pytest.mark.parametrize("n", SIZES)
def test_how_many_colleagues_a_teacher_asks_does_not_depend_on_the_size_of_the_school(n):
    assert ensemble(n)["out_degree"].mean() == pytest.approx(3.5, rel=0.05)


@pytest.mark.parametrize("wished", [1.0, 2.0, 6.0, 12.0])
def test_teachers_ask_as_many_colleagues_as_the_scenario_says(wished):
    """Within 5 percent; wishes are whole numbers of colleagues, so the mean is not exact."""
    assert ensemble(40, out_degree=wished)["out_degree"].mean() == pytest.approx(wished, rel=0.05)


def test_teachers_differ_in_how_many_colleagues_they_ask():
    """SD over mean of colleagues asked: 0.51 to 1.11 in ten real schools."""
    asked = [np.bincount(ties.source, minlength=30) for _, ties in (first_day(30, run=run) for run in range(SCHOOLS))]
    assert 0.51 < np.std(asked) / np.mean(asked) < 1.11


def test_density_falls_with_size():
    """Out of n - 1 colleagues a teacher asks the same number, so density falls as 1 / (n - 1)."""
    density = [ensemble(n)["density"].mean() for n in SIZES]
    assert density[0] > density[1] > density[2]
    assert density[0] / density[2] == pytest.approx(59 / 14, rel=0.06)


# ---------------------------------------------------------------- who asks whom


@pytest.mark.parametrize("reciprocity", [0.0, 0.1, 0.33, 0.5, 0.7, 0.95])
def test_the_share_of_ties_returned_is_what_the_scenario_says(reciprocity):
    assert ensemble(30, reciprocity=reciprocity)["reciprocity"].mean() == pytest.approx(reciprocity, abs=0.03)


@pytest.mark.parametrize("n", SIZES)
def test_the_share_of_ties_returned_does_not_depend_on_the_size_of_the_school(n):
    assert ensemble(n)["reciprocity"].mean() == pytest.approx(0.33, abs=0.03)


@pytest.mark.parametrize("n", SIZES)
def test_the_same_grade_doubles_to_quadruples_the_odds_of_a_tie(n):
    assert 2.0 < ensemble(n)["same_group_odds"].mean() < 4.0


@pytest.mark.parametrize("odds, low, high", [(0.2, 0.15, 0.35), (1.0, 0.85, 1.25), (6.0, 4.5, 7.5)])
def test_the_odds_of_a_tie_within_a_grade_follow_the_scenario(odds, low, high):
    assert low < ensemble(40, same_group_odds=odds)["same_group_odds"].mean() < high


@pytest.mark.parametrize("n", [30, 60])
def test_the_most_sought_tenth_receives_25_to_35_percent_of_ties(n):
    assert 0.25 < ensemble(n)["top_tenth"].mean() < 0.35


@pytest.mark.parametrize("n", SIZES)
def test_being_sought_is_as_unequal_as_in_real_schools(n):
    """SD over mean of colleagues asking: 0.51 to 1.21 in ten real schools of 12 to 49 staff."""
    assert 0.51 < ensemble(n)["in_degree_variation"].mean() < 1.21


def test_being_sought_grows_more_unequal_with_the_spread_of_approachability():
    variation = [ensemble(40, skew=skew)["in_degree_variation"].mean() for skew in (0.0, 0.8, 1.6)]
    assert variation[0] < variation[1] - 0.1 < variation[2] - 0.3


@pytest.mark.parametrize("n", SIZES)
def test_seniority_does_not_explain_who_is_sought(n):
    days = [first_day(n, run=run) for run in range(SCHOOLS)]
    experience = np.concatenate([teachers.experience for teachers, _ in days])
    asked_by = np.concatenate([np.bincount(ties.target, minlength=n) for _, ties in days])
    assert abs(np.corrcoef(experience, asked_by)[0, 1]) < 0.1


@pytest.mark.parametrize("n", [15, 30, 45])
def test_colleagues_of_colleagues_know_each_other_as_in_real_schools(n):
    """Transitivity: 0.20 to 0.66 in ten real schools of 12 to 49 staff."""
    assert 0.20 < ensemble(n)["transitivity"].mean() < 0.66


@pytest.mark.parametrize("n", SIZES)
def test_triangles_are_commoner_than_if_the_same_teachers_were_tied_at_random(n):
    """In a random network transitivity is the chance that two teachers are tied in either direction."""
    found = ensemble(n)
    chance = found["density"] * (2.0 - found["reciprocity"])
    assert found["transitivity"].mean() > 1.2 * chance.mean()


def test_the_pull_of_colleagues_of_colleagues_closes_triangles():
    transitivity = [ensemble(40, closure=closure)["transitivity"].mean() for closure in (0.0, 1.0, 5.0)]
    assert transitivity[0] < transitivity[1] - 0.03 < transitivity[2] - 0.06


# ---------------------------------------------------------------- what always holds


@settings(max_examples=150, deadline=None)
@given(
    n=st.integers(4, 70),
    run=st.integers(0, 10_000),
    out_degree=st.floats(0.0, 12.0),
    reciprocity=st.floats(0.0, 0.95),
    same_group_odds=st.floats(0.1, 50.0),
    skew=st.floats(0.0, 2.0),
    closure=st.floats(0.0, 5.0),
)
def test_a_network_has_no_tie_twice_none_to_oneself_and_none_to_nobody(n, run, **network):
    teachers, ties = first_day(n, run=run, **network)
    pairs = set(zip(ties.source.tolist(), ties.target.tolist(), strict=True))
    assert len(pairs) == ties.size
    assert all(0 <= i < n and 0 <= j < n and i != j for i, j in pairs)
    assert ties.size < room_for_ties(n, network["out_degree"])
    assert ties.size <= teachers.wished.sum() + 1  # the last who is asked may return the tie
    assert ((ties.trust >= 0.2) & (ties.trust <= 0.95)).all()
    assert (ties.work == NO_CONTACT).all()


def test_trust_begins_around_the_value_of_the_scenario():
    trust = np.concatenate([first_day(40, run=run)[1].trust for run in range(20)])
    assert trust.mean() == pytest.approx(Scenario().ties.initial, abs=0.02)
    assert trust.std() == pytest.approx(0.15, abs=0.02)


def test_the_same_seed_and_run_weave_the_same_network_and_others_do_not():
    ties = [first_day(30, seed, run)[1].tobytes() for seed, run in [(1, 0), (1, 0), (1, 1), (2, 0)]]
    assert ties[0] == ties[1]
    assert len(set(ties)) == 3


# ---------------------------------------------------------------- extremes


@pytest.mark.parametrize("n", [4, 5, 60])
def test_where_nobody_wishes_for_advice_there_are_no_ties(n):
    assert first_day(n, out_degree=0.0)[1].size == 0


@pytest.mark.parametrize("n", [4, 5])
def test_in_a_tiny_school_of_many_wishes_nearly_everybody_asks_everybody(n):
    found = ensemble(n, out_degree=12.0)
    assert found["density"].max() <= 1.0
    assert found["density"].mean() > 0.9


def test_four_teachers_have_a_network():
    found = ensemble(4)
    assert 1.5 < found["out_degree"].mean() <= 3.0


def test_where_no_tie_is_to_be_returned_none_is():
    """Unless there is nobody else left, which does not happen among 30 teachers who ask 3.5 colleagues."""
    assert (ensemble(30, reciprocity=0.0)["reciprocity"] == 0.0).all()


def test_where_nearly_every_tie_is_returned_the_network_still_has_its_size():
    assert ensemble(30, reciprocity=0.95)["out_degree"].mean() == pytest.approx(3.5, rel=0.05)


# ---------------------------------------------------------------- measures


def test_measures_of_a_network_that_can_be_counted_by_hand():
    """Two groups (0, 1, 2) and (3, 4); 0 and 1 ask each other, 2 asks 0 and 1, 3 asks 0; nobody asks 2, 3 or 4.

    Undirected: triangle 0-1-2 and the tie 0-3. Connected triples: 3 at 0, 1 at 1, 1 at 2; 3 of these 5 are closed.
    Within groups 4 of 8 pairs are tied, across 1 of 12; half a tie is added to each cell.
    """
    group = np.array([0, 0, 0, 1, 1])
    source, target = np.array([0, 1, 2, 2, 3]), np.array([1, 0, 0, 1, 0])
    asked_by = np.array([3, 2, 0, 0, 0])
    found = statistics(group, source, target)
    assert found == pytest.approx(
        {
            "out_degree": 1.0,
            "density": 5 / 20,
            "reciprocity": 2 / 5,
            "transitivity": 3 / 5,
            "same_group_odds": (4.5 * 11.5) / (4.5 * 1.5),
            "in_degree_variation": asked_by.std() / asked_by.mean(),
            "top_tenth": 3 / 5,
        }
    )


def test_a_school_without_ties_can_be_measured():
    none = np.zeros(0, np.int64)
    found = statistics(np.array([0, 0, 1, 1]), none, none)
    assert all(np.isfinite(value) for value in found.values())
    assert found["out_degree"] == found["reciprocity"] == found["top_tenth"] == 0.0


def test_the_graph_and_the_picture_have_every_teacher_even_without_ties():
    source, target, trust = np.array([0, 1]), np.array([1, 2]), np.array([0.5, 0.9])
    graph = as_graph(4, source, target, trust)
    assert sorted(graph.nodes) == [0, 1, 2, 3]
    assert graph.edges[1, 2]["trust"] == 0.9
    places = layout(4, source, target, trust)
    assert places.shape == (4, 2)
    assert np.abs(places).max() <= 1.0 + 1e-9
    np.testing.assert_array_equal(places, layout(4, source, target, trust))


# ---------------------------------------------------------------- ten real schools


@cache
def real_schools():
    """Size of each of the ten schools, and measures: name -> (10,)."""
    sizes, measured = [], []
    for path in REAL_ROSTERS:
        with path.open() as file:
            row_of = {row["teacher"]: i for i, row in enumerate(csv.DictReader(file))}
        with path.with_name(path.name.replace("roster", "ties")).open() as file:
            pairs = np.array([(row_of[row["source"]], row_of[row["target"]]) for row in csv.DictReader(file)])
        sizes.append(len(row_of))
        measured.append(statistics(np.zeros(len(row_of), int), pairs[:, 0], pairs[:, 1]))
    return sizes, {name: np.array([one[name] for one in measured]) for name in measured[0]}


@needs_real_schools
@pytest.mark.parametrize("measure", [*MEASURES, "top_tenth"])
def test_generated_schools_of_the_same_sizes_look_like_the_ten_real_ones(measure):
    """Each mean lies within the range of the real schools, and within two standard errors of their mean."""
    sizes, real = real_schools()
    generated = np.mean([ensemble(n)[measure].mean() for n in sizes])
    values = real[measure]
    assert values.min() < generated < values.max()
    assert abs(generated - values.mean()) < 2.0 * values.std(ddof=1) / np.sqrt(values.size)
