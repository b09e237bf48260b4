"""Advice ties of every year's end: the same school, the same people, and nothing of it when nobody asks."""

import io

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.engine.steps import Steps
from simulation.ensemble.simulate import start
from simulation.parameters.scenario import InputError
from simulation.plots import years_figure
from simulation.results.recorder import RECORDS, Recorded, what_to_record
from simulation.school.network import as_graphml
from simulation.school.state import no_ties


@pytest.fixture(scope="module")
def tied(scenario):
    """The schools of `results`, with ties."""
    return sim.simulate(scenario, runs=4, seed=11, record=("ties", "teachers"), workers=2)


def test_the_table_has_the_promised_columns_and_a_row_for_each_tie(tied):
    assert list(tied.ties.columns) == ["run", "year", "source", "target", "source_person", "target_person", "trust"]
    assert not tied.ties.duplicated(["run", "year", "source", "target"]).any()
    assert tied.ties["trust"].between(0, 1).all() and (tied.ties["source"] != tied.ties["target"]).all()
    assert set(zip(tied.ties["run"], tied.ties["year"], strict=True)) == set(
        zip(tied.years["run"], tied.years["year"], strict=True)
    )


def test_ties_are_those_that_teachers_and_schools_count(tied):
    keys = ["run", "year"]
    for end, counted in (("source", "out_ties"), ("target", "in_ties")):
        own = tied.ties.groupby([*keys, f"{end}_person"]).size().rename_axis([*keys, "person"])
        of_teachers = tied.teachers.set_index([*keys, "person"])[counted]
        assert own.reindex(of_teachers.index, fill_value=0).tolist() == of_teachers.tolist()
        assert own.sum() == of_teachers.sum() > 0
    posts = tied.teachers.set_index([*keys, "person"])["teacher"]
    assert (
        posts.loc[list(zip(tied.ties["run"], tied.ties["year"], tied.ties["source_person"], strict=True))].tolist()
        == tied.ties["source"].tolist()
    )


def test_recording_ties_moves_no_number(tied, results):
    pd.testing.assert_frame_equal(tied.years, results.years)
    plain = sim.simulate(results.scenario, runs=1, seed=11)
    assert plain.ties is None and plain._recorded[0].ties.size == 0


def test_a_school_lived_by_weeks_keeps_the_same_ties(tied, scenario):
    state = start(scenario, 11, 1)
    kept = Recorded.empty(1, state.teachers.size, scenario.years, ("years", "ties"), state.ties.size)
    steps = Steps(state, *scenario.table(), kept.years, kept.weeks, kept.teachers, ties=kept.ties)
    while not steps.over:
        steps.week()
    there = tied.ties[tied.ties["run"] == 1]
    for name in ("year", "source", "target", "source_person", "target_person", "trust"):
        assert kept.packed(("years", "ties")).ties[name].tolist() == there[name].tolist()


def test_ties_are_saved_and_read(tied, tmp_path):
    again = sim.Results.load(tied.save(tmp_path / "x"))
    pd.testing.assert_frame_equal(again.ties, tied.ties)
    assert (tmp_path / "x" / "ties.parquet").is_file()


def test_a_graph_is_of_people_with_what_is_known_of_them(tied, scenario):
    graph = tied.graph(2, 2)
    rows = tied.teachers[(tied.teachers["run"] == 2) & (tied.teachers["year"] == 2)].set_index("person")
    assert set(graph) == set(rows.index)
    assert graph.graph == {"scenario": scenario.name, "seed": 11, "run": 2, "year": 2}
    for person, known in graph.nodes(data=True):
        assert (known["post"], known["exhaustion"]) == (rows.loc[person, "teacher"], rows.loc[person, "exhaustion"])
        assert graph.in_degree(person) == rows.loc[person, "in_ties"]
    ties = tied.ties[(tied.ties["run"] == 2) & (tied.ties["year"] == 2)]
    assert sorted(trust for *_, trust in graph.edges(data="trust")) == sorted(ties["trust"])


def test_a_graph_survives_graphml(tied):
    graph = tied.graph(0, 1)
    again = nx.read_graphml(io.BytesIO(as_graphml(graph)), node_type=int)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {frozenset(edge[:2]): edge[2] for edge in again.edges(data="trust")} == {
        frozenset(edge[:2]): edge[2] for edge in graph.edges(data="trust")
    }
    assert again.graph["scenario"] == graph.graph["scenario"]


def test_without_teachers_a_graph_has_whoever_is_tied_and_the_names_of_a_real_school():
    scenario = sim.Scenario.load("baseline").replace({"years": 3, "leaving.unexplained": 0.4})
    results = sim.simulate(scenario, 1, 3, record="ties", school=sim.School.from_csv("sample"))
    graph = results.graph(0, 3)
    named = dict(graph.nodes(data="name"))
    assert set(graph) == {*results.ties.query("year == 3")["source_person"], *results.ties.query("year == 3")["target_person"]}
    assert any(name.startswith("new in ") for name in named.values())
    assert all((person < 24) != name.startswith("new in ") for person, name in named.items())


def test_a_graph_that_is_not_there_is_refused_in_a_sentence(tied, plain):
    with pytest.raises(InputError, match="run 9, year 1 is not among the results; they hold runs 0 to 3, years 1 to 2"):
        tied.graph(9, 1)
    with pytest.raises(InputError, match="the ties of these results were not recorded; simulate them with record="):
        plain.graph(0, 1)


def test_the_years_of_a_school_are_drawn_side_by_side(tied):
    figure = years_figure(tied, 1)
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert [title for title in titles if title.startswith("Year 1")] and [
        title for title in titles if title.startswith("Year 2")
    ]
    first, second = (set(tied.graph(1, year)) for year in (1, 2))
    assert any(f"{len(second - first)} of " in title for title in titles)


def test_the_years_of_a_school_are_matrices_in_one_order_with_a_square_for_each_tie(tied):
    """Rows ask and columns are asked; both pictures have the order that the ties of both years give, by group."""
    figure = years_figure(tied, 1, matrix=True)
    posts = tied.teachers.query("run == 1").groupby("teacher")["group"].first()
    there = tied.ties.query("run == 1 and year in (1, 2)")
    asked = there["target"].value_counts().reindex(posts.index, fill_value=0)
    order = sorted(posts.index, key=lambda post: (posts[post], -asked[post], post))
    for axes, year in zip(figure.axes[:2], (1, 2), strict=True):
        squares = {tuple(map(int, path.vertices[0])) for path in axes.collections[1].get_paths()}
        ties = there[there["year"] == year]
        assert squares == {(order.index(b), order.index(a)) for a, b in zip(ties["source"], ties["target"], strict=True)}
    assert "same order every year" in figure.caption
    assert [axes.get_title(loc="left")[:6] for axes in figure.axes] == ["Year 1", "Year 2", ""]


def test_a_word_that_names_no_record_is_refused_in_one_place():
    with pytest.raises(InputError, match="record = 'tie' is not a table; allowed are: years, weeks, teachers, terms, ties"):
        what_to_record(("tie",))
    assert what_to_record(reversed(RECORDS)) == RECORDS


def test_room_for_ties_costs_nothing_when_nobody_asks():
    assert no_ties(0, 300).nbytes == 0
    assert Recorded.empty(0, 40, 10, ("years",), 300).ties.size == 0
    assert np.count_nonzero(no_ties(2, 3)["year"]) == 0
