"""Analyses against answers known from algebra: a linear model with noise stands in for the schools."""

import numpy as np
import pytest
from matplotlib.figure import Figure

import simulation as sim
from simulation.experiments.sweep import analysis, finish, run
from simulation.experiments.sweep.figures import figures
from simulation.experiments.sweep.store import Store
from simulation.experiments.sweep.study import Study

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


def test_a_policy_over_the_space_is_what_comparing_pair_by_pair_gives(tmp_path):
    study = sampled("sobol", 4)
    study["parameters"] = [*study["parameters"], {"name": "council", "policies_of": "goal_council"}]
    study["set"] = {"school.teachers": 6, "years": 4}
    store = swept(study, tmp_path / "s")
    (switch,) = analysis.switches(store)
    effects = analysis.policy_effects(store, switch)
    values = list(store.design().iloc[2, 1:3]), Study.load(study)
    without, with_ = (values[1].scenario((*values[0], on)) for on in (False, True))
    effect = sim.compare(without, with_, runs=4, seed=1).table.set_index("outcome")
    row = effects[(effects["outcome"] == "influence") & (effects["point"] == 2)].iloc[0]
    assert row["effect"] == pytest.approx(effect.loc["influence", "difference"], abs=1e-12)
    assert (row["low"], row["high"]) == pytest.approx(tuple(effect.loc["influence", ["low", "high"]]))


def test_the_mean_effect_of_a_policy_counts_points_and_schools(tmp_path, algebra):
    study = sampled("sobol", 64)
    study["parameters"] = [*study["parameters"], {"name": "council", "policies_of": "goal_council"}]
    store = swept(study, tmp_path / "s")
    total = analysis.effect_summary(store, analysis.switches(store)[0]).set_index("outcome").loc["influence"]
    assert total["effect"] == pytest.approx(3.0, abs=0.1)  # as many as hours of planning, which are three on average
    assert total["low"] < 3.0 < total["high"]
    assert (total["raises"], total["lowers"], total["pairs"]) == (1.0, 0.0, 64)


def test_pairs_need_the_same_schools(tmp_path):
    study = sampled("sobol", 4, random_numbers="own")
    study["parameters"] = [*study["parameters"], {"name": "council", "policies_of": "goal_council"}]
    store = swept(study, tmp_path / "s")
    with pytest.raises(analysis.AnalysisError, match="same schools at every point"):
        analysis.policy_effects(store, store.study.factors[2])


@pytest.mark.parametrize(
    ("kind", "size", "drawn"),
    [
        ("grid", None, {"dependence", "heat_map", "tipping"}),
        ("sobol", 16, {"dependence", "heat_map", "tipping", "effects_council"}),
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
    for figure in made.values():  # no text runs over the edge
        width, height = figure.get_size_inches() * figure.dpi
        for text in figure.texts:
            box = text.get_window_extent()
            assert box.x1 <= width
            assert box.y1 <= height


def test_a_finished_sweep_is_analysed_by_its_folder(tmp_path, algebra):
    store = swept(sampled("morris", 6), tmp_path / "s")
    assert sim.sensitivity(tmp_path / "s").equals(analysis.morris(store))
    for look in (sim.sensitivity, sim.sweep_figures):
        with pytest.raises(sim.InputError, match="is no sweep's folder"):
            look(tmp_path)
    swept(TINY, tmp_path / "grid")
    with pytest.raises(sim.InputError, match="need a saltelli design"):
        sim.sensitivity(tmp_path / "grid")
