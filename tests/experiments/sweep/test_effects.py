"""What policies do and where they do more, against answers known from algebra, and in words."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.experiments.sweep import effects, run
from simulation.experiments.sweep.analysis import AnalysisError, weighted
from simulation.experiments.sweep.factors import Factor
from simulation.statistics.intervals import mean_interval
from simulation.words.outcomes import subject

from .conftest import TINY, sampled
from .test_analysis import KIND, algebra  # noqa: F401 - a fixture

COUNCIL = {"name": "council", "policies_of": "goal_council"}


def asked(study, place, *more):
    """The only question of a study to which parameters are added."""
    store = run.fill(study | {"parameters": [*study["parameters"], *more]}, place)
    (found,) = effects.questions(store)
    return found


def by_name(found, name):
    return next(f for f in found.moderators if f.name == name)


def test_a_policy_over_the_space_is_what_comparing_pair_by_pair_gives(tmp_path):
    found = asked(sampled("sobol", 4) | {"set": {"school.teachers": 6, "years": 4}}, tmp_path / "s", COUNCIL)
    values = list(found.store.design().iloc[2, 1:3])
    without, with_ = (found.study.scenario((*values, on)) for on in (False, True))
    effect = sim.compare(without, with_, runs=4, seed=1).table.set_index("outcome")
    row = found.table().query("outcome == 'influence' and point == 2").iloc[0]
    assert row["difference"] == pytest.approx(effect.loc["influence", "difference"], abs=1e-12)
    assert (row["low"], row["high"]) == pytest.approx(tuple(effect.loc["influence", ["low", "high"]]))
    assert row["schools"] == 4


def test_the_mean_effect_of_a_policy_counts_points_and_schools(tmp_path, algebra):  # noqa: F811
    total = asked(sampled("sobol", 64), tmp_path / "s", COUNCIL).summary().set_index("outcome").loc["influence"]
    assert total["effect"] == pytest.approx(3.0, abs=0.1)  # as many as hours of planning, which are three on average
    assert total["low"] < 3.0 < total["high"]
    assert total["high"] - total["low"] > 0.5  # schools gain alike: this is that other points might have been drawn
    assert (total["raises"], total["lowers"], total["pairs"]) == (1.0, 0.0, 64)


def pairs(levels, **columns):
    """Of a design in which `on` is a switch with these levels, and the other columns are categories."""
    table = pd.DataFrame({"point": range(len(columns["on"])), **columns})
    factors = [Factor(name, "switch" if name == "on" else "categorical", levels=levels) for name in columns]
    store = SimpleNamespace(design=lambda: table, study=SimpleNamespace(factors=factors))
    return effects._pairs(store, next(f for f in factors if f.name == "on")).tolist()


def test_pairs_are_without_and_with_whichever_value_is_named_first_and_a_point_is_in_one():
    on, kind = [True, False, False, True], ["a", "b", "a", "b"]
    assert sorted(pairs((True, False), on=on, kind=kind)) == sorted(pairs((False, True), on=on, kind=kind)) == [[1, 3], [2, 0]]
    assert pairs((False, True), on=[False, False, True, True], kind=["a"] * 4) == [[0, 2], [1, 3]]  # drawn twice
    assert pairs((False, True), on=[True, True]) == [] and pairs((False, True), on=[True, False]) == [[1, 0]]


def test_on_a_grid_values_are_set_against_each_other_and_nothing_is_drawn(tmp_path, algebra):  # noqa: F811
    """The council brings as many as there are hours of planning (0, 2, 4), whatever the openness."""
    found = asked(TINY, tmp_path / "s", COUNCIL)
    two, four = found.interactions("influence", by_name(found, "time.planning"))
    assert (two.first, two.other, four.other) == (0, 2, 4) and not four.linear
    assert (four.at_first.difference, four.at_other.difference, four.apart.difference) == pytest.approx((0, 4, 4), abs=1e-9)
    assert four.apart.high - four.apart.low < 1e-9 and four.apart.schools == 4  # each school gains the same
    (last,) = found.interactions("influence", by_name(found, "administrator.openness"))[1:]
    assert last.apart.difference == pytest.approx(0.0, abs=1e-9)
    assert [f.name for f in found.strongest] == ["time.planning", "administrator.openness"]
    table = found.interaction_table().query("outcome == 'influence' and moderator == 'time.planning'")
    assert table[["from", "to"]].to_numpy().tolist() == [[0, 2], [0, 4]]


def test_between_drawn_points_the_effect_is_a_line_over_the_range(tmp_path, algebra):  # noqa: F811
    found = asked(sampled("latin_hypercube", 40), tmp_path / "s", COUNCIL, KIND)
    (line,) = found.interactions("influence", by_name(found, "time.planning"))
    assert line.linear and (line.first, line.other) == (0, 6)
    assert (line.at_first.difference, line.at_other.difference) == pytest.approx((0.0, 6.0), abs=1e-6)
    for i in found.interactions("influence", by_name(found, "kind")):  # categories, too: a, and b and c against it
        assert i.apart.low - 1e-6 <= 0.0 <= i.apart.high + 1e-6


def test_the_interval_of_an_interaction_is_over_the_same_schools(tmp_path, monkeypatch):
    """Gains differ by school and by point: the interval is that of each school's difference in differences."""
    gains = np.random.default_rng(4).normal(size=(9, 30))

    def simulate(study, piece):
        on, openness, planning = (dict(zip((f.name for f in study.factors), piece.values, strict=True)) for _ in range(3))
        at = 3 * [0.1, 0.5, 0.9].index(openness["administrator.openness"]) + [0, 2, 4].index(planning["time.planning"])
        values = np.zeros((piece.count, 3))
        values[:, 1] = gains[at, piece.first : piece.first + piece.count] * on["council"]
        same = [np.full(piece.count, n, np.int64) for n in (piece.point, study.seed_of(piece.point))]
        return run.Rows(same[0], np.arange(piece.first, piece.first + piece.count), same[1], values, [""] * piece.count)

    monkeypatch.setattr(run, "_simulate", simulate)
    found = asked(TINY | {"runs": 30}, tmp_path / "s", COUNCIL)
    last = found.interactions("influence", by_name(found, "administrator.openness"))[-1]
    school_by_school = gains[6:].mean(axis=0) - gains[:3].mean(axis=0)
    expected = mean_interval(school_by_school)
    assert (last.apart.difference, last.apart.low, last.apart.high) == pytest.approx(expected)


def test_pairs_need_the_same_schools_and_the_summary_says_so(tmp_path):
    study = sampled("sobol", 4, random_numbers="own")
    store = run.fill(study | {"parameters": [*study["parameters"], COUNCIL]}, tmp_path / "s")
    assert effects.questions(store) == []
    assert not (tmp_path / "s" / "effects.csv").exists()
    assert "Effects are not paired" in (tmp_path / "s" / "summary.md").read_text()
    with pytest.raises(AnalysisError, match="same schools at every point"):
        effects.Effects(store, store.study.factors[2])


def test_the_files_of_a_question_of_effect_answer_it(tmp_path, algebra):  # noqa: F811
    found = asked(TINY, tmp_path / "s", COUNCIL)
    table = pd.read_csv(tmp_path / "s" / "effects.csv")
    assert {"administrator.openness", "time.planning", "outcome", "difference", "low", "high", "schools"} <= set(table)
    assert len(table) == 9 * len(found.study.outcome_names)
    between = pd.read_csv(tmp_path / "s" / "interactions.csv")
    assert {"moderator", "from", "to", "outcome", "difference", "low", "high"} <= set(between)
    summary = (tmp_path / "s" / "summary.md").read_text()
    assert f"With council {subject('influence')} is 2.000 higher, averaged over 9 points (95 % interval" in summary
    assert "This depends on common planning time: " in summary and "at 0 and +4.000 at 4" in summary
    run.fill(TINY, tmp_path / "none")
    assert not (tmp_path / "none" / "effects.csv").exists()


def test_lines_of_the_picture_are_effects_at_values(tmp_path, algebra):  # noqa: F811
    found = asked(TINY, tmp_path / "s", COUNCIL)
    lines = found.lines("influence", by_name(found, "time.planning"), by_name(found, "administrator.openness"))
    assert [text for text, _ in lines] == ["0.1", "0.5", "0.9"]
    for _, table in lines:
        assert table["value"].tolist() == [0, 2, 4]
        assert table["difference"].to_numpy() == pytest.approx([0, 2, 4], abs=1e-9)
    drawn = asked(sampled("sobol", 32), tmp_path / "drawn", COUNCIL)
    lines = drawn.lines("influence", by_name(drawn, "time.planning"), by_name(drawn, "administrator.openness"))
    assert len(lines) == effects.MOST_LINES and all(" to " in text for text, _ in lines)
    for _, table in lines:
        assert (table["difference"] - table["value"]).abs().max() < 1e-6


def test_an_interval_over_drawn_points_and_schools_holds_the_truth_as_often_as_it_says():
    """Points are drawn, each stands at two kinds, and all have the same schools: what a policy does at one kind, at the other, and apart."""
    rng, draws, schools, times = np.random.default_rng(3), 12, 10, 400
    first, other = np.tile([1.0 / draws, 0.0], draws), np.tile([0.0, 1.0 / draws], draws)
    held = np.zeros(4)
    for _ in range(times):
        gain = (rng.uniform(size=draws)[:, None] * [0.0, 2.0]).ravel()  # nothing at one kind, 1 on average at the other
        y = gain[:, None] + 0.3 * rng.normal(size=(2 * draws, schools)) + 0.1 * rng.normal(size=schools)
        means = y.mean(axis=1).reshape(draws, 2)
        about, whole = (means - means.mean(axis=0)).ravel(), (means - means.mean()).ravel()
        for k, (weights, residuals, truth) in enumerate(
            ((first, about, 0.0), (other, about, 1.0), (other - first, about, 1.0), ((first + other) / 2, whole, 0.5))
        ):
            _, low, high, _ = weighted(y, weights, True, residuals, np.arange(2 * draws) // 2)
            held[k] += low <= truth <= high
    assert (held / times >= 0.92).all() and (held / times <= 0.99).all(), held


def test_what_was_drawn_once_counts_once_at_however_many_values_it_stands():
    """Over drawn openness, at two kinds each, a council gains twice the openness in kind b, and nothing in a: the points lie apart, schools agree."""
    at = pd.DataFrame({"openness": np.repeat(np.linspace(0.0, 1.0, 9), 4), "kind": ["a", "a", "b", "b"] * 9})
    at = at.assign(point=range(36), council=[False, True] * 18)
    factors = [
        Factor("openness", "continuous"), Factor("kind", "category", levels=("a", "b")), Factor("council", "switch", levels=(False, True)),
    ]  # fmt: skip
    spec = SimpleNamespace(design=SimpleNamespace(kind="random"))
    study = SimpleNamespace(factors=factors, own_random_numbers=False, spec=spec, points_a_draw=4)
    found = effects.Effects(SimpleNamespace(design=lambda: at, study=study), factors[2])
    means = np.outer(np.linspace(0.0, 1.0, 9), [0.0, 2.0])
    found._of["y"] = np.repeat(means.reshape(18, 1), 20, axis=1)
    (i,) = found.interactions("y", factors[1])
    assert not i.linear
    for told, by_draw in ((i.at_other, means[:, 1]), (i.apart, means[:, 1]), (found.average("y"), means.mean(axis=1))):
        assert (told.difference, told.low, told.high) == pytest.approx(mean_interval(by_draw))
