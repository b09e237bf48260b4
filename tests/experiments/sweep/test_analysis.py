"""Analyses against answers known from algebra: a linear model with noise stands in for the schools."""

import numpy as np
import pytest
from matplotlib.figure import Figure

import simulation as sim
from simulation.experiments.sweep import analysis, finish, run
from simulation.experiments.sweep.figures import figures
from simulation.experiments.sweep.store import Store

from ...plots.test_figures import misplaced
from .conftest import TINY, sampled

NOISE = 0.4


@pytest.fixture
def algebra(monkeypatch):
    """Influence = 4 openness' + 2 planning' + category + luck, each prime uniform on 0..1; the other outcomes are zero."""

    def simulate(study, piece):
        seed = study.seed_of(piece.point)
        values = np.zeros((piece.count, len(study.observed)))
        for k in range(piece.count):
            luck = np.random.default_rng([seed, piece.first + k]).standard_normal()
            known = dict(zip((f.name for f in study.factors), piece.values, strict=True))
            values[k, 1] = 4 * (known["administrator.openness"] - 0.1) / 0.8 + 2 * known["time.planning"] / 6 + NOISE * luck
            values[k, 1] += {"a": 0.0, "b": 1.0, "c": 2.0}.get(known.get("kind"), 0.0)
            values[k, 1] += known.get("council", False) * known["time.planning"]
        runs = np.arange(piece.first, piece.first + piece.count)
        same = [np.full(piece.count, n, np.int64) for n in (piece.point, seed)]
        return run.Rows(same[0], runs, same[1], values, [""] * piece.count)

    monkeypatch.setattr(run, "_simulate", simulate)


KIND = {"name": "kind", "cases": {k: {"time.paperwork": n} for n, k in enumerate("abc", 1)}}


def swept(study, folder):
    return run.fill(study, folder)


def test_sobol_indices_are_the_shares_of_variance_that_algebra_gives(tmp_path, algebra):
    study = sampled("saltelli", 1024, runs=2)
    study["parameters"] = [*study["parameters"], KIND]
    table = analysis.sobol(swept(study, tmp_path / "s")).query("outcome == 'influence'").set_index("parameter")
    parts = {"administrator.openness": 16 / 12, "time.planning": 4 / 12, "kind": 2 / 3, "dummy": 0.0}
    luck = NOISE**2 / 2  # two runs at each point
    whole = sum(parts.values()) + luck
    for name, part in parts.items():
        assert table.loc[name, "first"] == pytest.approx(part / whole, abs=0.06)
        assert table.loc[name, "total"] == pytest.approx((part + luck) / whole, abs=0.05)
        assert table.loc[name, "total_free"] == pytest.approx(part / sum(parts.values()), abs=0.05)
    assert table.loc["dummy", "total"] == pytest.approx(luck / whole, abs=0.01)
    assert table["noise"].iloc[0] == pytest.approx(luck / whole, abs=0.01)
    quiet = analysis.sobol(Store.open(tmp_path / "s")).query("outcome == 'exhaustion'")
    assert (quiet["total"] == 0).all()  # what does not vary has no causes


def test_interactions_of_pairs_are_found_where_there_are_any(tmp_path, algebra):
    study = sampled("saltelli", 512, runs=4)
    study["design"]["second_order"] = True
    study["parameters"] = [*study["parameters"], {"name": "council", "policies_of": "goal_council"}]
    pairs = (
        analysis.interactions(swept(study, tmp_path / "s")).query("outcome == 'influence'").set_index(["parameter", "other"])
    )
    together = 0.25 * 3.0  # the variance of (council - 1/2) (planning - 3)
    whole = 16 / 12 + 3.0 * (1 / 3 + 1 / 2) ** 2 + 9.0 / 4 + together + NOISE**2 / 4
    assert pairs.loc[("time.planning", "council"), "second"] == pytest.approx(together / whole, abs=0.06)
    assert pairs.loc[("administrator.openness", "time.planning"), "second"] == pytest.approx(0.0, abs=0.04)


def test_screening_finds_slopes_and_leaves_the_dummy_within_chance(tmp_path, algebra):
    study = sampled("morris", 60, runs=20)
    study["parameters"] = [*study["parameters"], KIND]
    table = analysis.morris(swept(study, tmp_path / "s")).query("outcome == 'influence'").set_index("parameter")
    assert table.loc["administrator.openness", "mu"] == pytest.approx(4.0, abs=0.2)
    assert table.loc["time.planning", "mu"] == pytest.approx(2.0, abs=0.2)
    assert np.isnan(table.loc["kind", "mu"])  # categories have no direction
    assert table["matters"].to_dict() == {"administrator.openness": True, "time.planning": True, "kind": True, "dummy": False}


def test_an_analysis_says_what_design_it_needs(tmp_path):
    store = swept(sampled("sobol", 4), tmp_path / "s")
    with pytest.raises(analysis.AnalysisError, match="Sobol indices need a saltelli design, and tiny has a sobol one"):
        analysis.sobol(store)


def test_a_sample_with_a_point_that_failed_is_left_out_as_a_whole():
    y = np.arange(12.0)
    y[5] = np.nan
    assert analysis._whole_blocks(y, 4, "y")[0].tolist() == [0, 1, 2, 3, 8, 9, 10, 11]


def test_dependence_averages_over_everything_else(tmp_path, algebra):
    store = swept(TINY | {"runs": 40}, tmp_path / "s")
    points = finish.points(store)
    openness, planning = store.study.factors
    table = analysis.dependence(store, points, planning, "influence")
    assert table["value"].tolist() == [0, 2, 4]
    assert np.diff(table["mean"]) == pytest.approx([2 / 3, 2 / 3])  # the same luck everywhere, so no noise in differences
    assert table["n"].tolist() == [3, 3, 3]
    plane = analysis.plane(points, planning, openness, "influence")
    assert plane.z.shape == (3, 3)
    assert plane.z[2] - plane.z[0] == pytest.approx([4.0] * 3)


def test_a_smoothed_plane_follows_a_slope(tmp_path, algebra):
    store = swept(sampled("sobol", 128), tmp_path / "s")
    plane = analysis.plane(finish.points(store), *store.study.factors, "influence")
    assert plane.smoothed
    inner = plane.z[8:-8, 8:-8]
    assert np.mean(np.diff(inner, axis=1)) * (analysis.FINENESS - 1) == pytest.approx(4.0, rel=0.1)


@pytest.mark.parametrize("random_numbers", ["common", "own"])
@pytest.mark.parametrize("kind", ["grid", "sobol"])
def test_collaboration_tips_where_the_share_of_schools_says_so(tmp_path, algebra, kind, random_numbers):
    study = TINY | {"runs": 60} if kind == "grid" else sampled("sobol", 128, runs=30)
    study = study | {"tipping": {"outcome": "influence", "above": 2.0}, "random_numbers": random_numbers}
    store = swept(study, tmp_path / "s")
    openness, planning = store.study.factors
    plane = analysis.tipping(store, planning, openness)
    assert (plane.low <= plane.z + 1e-9).all()
    assert (plane.z <= plane.high + 1e-9).all()
    assert plane.z[0].mean() < 0.3  # at least openness hardly anything survives
    assert plane.z[-1].mean() > 0.9
    if kind == "grid":  # in the middle row influence is 2 + planning / 3 + 0.4 luck
        assert plane.z[1, 0] == pytest.approx(0.5, abs=0.2)
        assert plane.low[1, 0] < 0.5 < plane.high[1, 0]


@pytest.mark.parametrize(
    ("kind", "size", "drawn"),
    [
        ("grid", None, {"dependence", "heat_map", "tipping"}),
        ("sobol", 16, {"dependence", "heat_map", "tipping", "effects_council", "interaction_council"}),
        ("saltelli", 8, {"dependence", "heat_map", "tipping", "sobol"}),
        ("morris", 6, {"dependence", "heat_map", "tipping", "screening"}),
    ],
)
def test_every_design_has_its_pictures_with_units_on_the_axes(tmp_path, algebra, kind, size, drawn):
    study = TINY if kind == "grid" else sampled(kind, size)
    extra = [] if kind == "grid" else [{"name": "council", "policies_of": "goal_council"}, KIND]
    study = study | {"parameters": [*study["parameters"], *extra], "tipping": {"outcome": "influence", "above": 2.0}}
    made = figures(swept(study, tmp_path / "s"))
    assert set(made) == drawn
    assert list(sim.sweep_figures(tmp_path / "s", only="tipping")) == ["tipping"]
    with pytest.raises(sim.InputError, match="no figure 'map' of this; there are: dependence"):
        sim.sweep_figures(tmp_path / "s", only=["map"])
    assert all(isinstance(figure, Figure) for figure in made.values())
    labels = {axes.get_xlabel() for axes in made["heat_map"].axes} | {axes.get_ylabel() for axes in made["heat_map"].axes}
    assert {"common planning time [h/week]", "openness of the administrator [chance]"} <= labels
    for name, figure in made.items():
        assert misplaced(figure) == [], name


def test_an_interval_stays_within_what_the_outcome_can_be(tmp_path, monkeypatch):
    """Shares near nothing of very different schools: an interval by Student's t would go below zero."""

    def simulate(study, piece):
        shares = np.array([[0.9 * ((piece.first + k) % 4 == 0), 0.5, 0.5] for k in range(piece.count)])
        same = [np.full(piece.count, n, np.int64) for n in (piece.point, study.seed_of(piece.point))]
        return run.Rows(same[0], np.arange(piece.first, piece.first + piece.count), same[1], shares, [""] * piece.count)

    monkeypatch.setattr(run, "_simulate", simulate)
    store = swept(TINY, tmp_path / "s")
    table = analysis.dependence(store, finish.points(store), store.study.factors[0], "share_collaboration")
    assert (table["low"] == 0.0).all() and (table["high"] < 1.0).all()


def test_the_interval_of_a_mean_over_chosen_points_is_over_schools(tmp_path, algebra):
    """Influence differs far more between points than between schools, which are the same everywhere."""
    store = swept(TINY | {"runs": 40}, tmp_path / "s")
    table = analysis.dependence(store, finish.points(store), store.study.factors[0], "influence")
    y = analysis.matrix(store, "influence")
    by_school = y[(store.design()["administrator.openness"] == 0.1).to_numpy()].mean(axis=0)
    half = float(table.loc[0, "high"] - table.loc[0, "mean"])
    assert half == pytest.approx(2.0227 * by_school.std(ddof=1) / 40**0.5, rel=1e-3)


def test_pictures_show_what_a_screening_found_to_matter(tmp_path, algebra):
    store = swept(sampled("morris", 6), tmp_path / "s")
    found = analysis.importance(store, finish.points(store), ["influence"])
    assert found["administrator.openness"] > 1.5 * found["time.planning"] > 5 * found["dummy"]


def test_a_finished_sweep_is_analysed_by_its_folder(tmp_path, algebra):
    store = swept(sampled("morris", 6), tmp_path / "s")
    assert sim.sensitivity(tmp_path / "s").equals(analysis.morris(store))
    for look in (sim.sensitivity, sim.sweep_figures):
        with pytest.raises(sim.InputError, match="is no sweep's folder"):
            look(tmp_path)
    swept(TINY, tmp_path / "grid")
    with pytest.raises(sim.InputError, match="need a saltelli design"):
        sim.sensitivity(tmp_path / "grid")
