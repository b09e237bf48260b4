"""Boxes, trees and emulators against spaces in which the answer is known."""

import re

import numpy as np
import pandas as pd
import pytest

from simulation.cli import main
from simulation.experiments.sweep import analysis, discovery, emulator, figures, run, trees
from simulation.experiments.sweep.run import fill
from simulation.experiments.sweep.study import Study
from simulation.plots.conditions import discovery_figure, emulator_figure

from ...together import each

SPACE = {
    "name": "known", "runs": 4, "set": {"school.teachers": 6, "years": 1}, "design": {"kind": "sobol", "points": 256},
    "parameters": [
        {"field": "administrator.openness", "low": 0, "high": 1},
        {"field": "time.planning", "low": 0, "high": 6},
        {"field": "school.poverty", "low": 0, "high": 1},
        {"name": "kind", "cases": {"rural": {"administrator.support": 0.2}, "city": {"administrator.support": 0.9}}},
    ],
    "observe": [{"outcomes": ["share_collaboration", "influence"]}], "tipping": {"outcome": "share_collaboration", "above": 0.5},
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A sweep whose outcomes are algebra: collaboration lives where openness > 0.6 and time > 3, influence is a smooth surface with noise."""

    def outcomes(study, scenario, seed, first, count):
        openness, hours = scenario.administrator.openness, scenario.time.planning
        rng = np.random.default_rng([seed, int(1e6 * openness), first])
        lives = openness > 0.6 and hours > 3
        noise = rng.normal(0.0, 0.01, count)
        return np.column_stack([np.full(count, 0.9 if lives else 0.1), np.sin(3 * openness) * hours / 6 + noise])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "_outcomes", outcomes)
        return fill(SPACE | {"random_numbers": "own"}, tmp_path_factory.mktemp("known") / "x", workers=1)


def test_the_box_that_is_there_is_found_and_nothing_else_is_limited(store):
    found = discovery.discover(store)
    limits = {limit.factor.name: limit for limit in found.boxes[0].limits}
    assert set(limits) == {"administrator.openness", "time.planning"}
    assert limits["administrator.openness"].low == pytest.approx(0.6, abs=0.07)
    assert limits["time.planning"].low == pytest.approx(3.0, abs=0.4)
    assert all(np.isinf(limit.high) for limit in limits.values())
    assert found.share == pytest.approx(0.2, abs=0.01)
    box = found.boxes[0]
    assert box.density >= 0.9 and box.coverage > 0.85
    assert found.tried_density > 0.8 and found.tried_coverage > 0.75
    assert "openness of the administrator is at least 0." in found.sentences[1]
    assert "poverty of pupils" in found.sentences[-1] and "kind" in found.sentences[-1]
    stored = pd.read_csv(store.folder / "discovery.csv")
    assert stored["parameter"].tolist() == [limit.factor.name for limit in box.limits]
    assert found.sentences[1] in (store.folder / "discovery.md").read_text()


def test_density_and_coverage_are_what_counting_the_schools_says(store):
    found = discovery.discover(store)
    table = found.table
    inside = np.logical_and.reduce([limit.holds(table[limit.factor.name].to_numpy()) for limit in found.boxes[0].limits])
    assert found.boxes[0].density == pytest.approx(table.loc[inside, "holds"].mean())
    assert found.boxes[0].coverage == pytest.approx(table.loc[inside, "holds"].sum() / table["holds"].sum())
    assert found.boxes[0].mass == pytest.approx(inside.mean())


def test_a_category_is_found_where_it_is_the_condition():
    study = Study.load(SPACE)
    rng = np.random.default_rng(3)
    columns = {
        f.name: rng.uniform(f.low, f.high, 400) if f.numeric else rng.choice(["rural", "city"], 400) for f in study.factors
    }
    y = (columns["kind"] == "city").astype(float)
    limits = discovery.induce(columns, y, list(study.factors))
    assert {name: limit.levels for name, limit in limits.items()} == {"kind": ("city",)}
    assert limits["kind"].words == "kind is city"


def test_where_nothing_decides_no_box_holds_on_points_that_were_not_used():
    study = Study.load(SPACE)
    rng = np.random.default_rng(4)
    factors = [f for f in study.factors if f.numeric]
    columns = {f.name: rng.uniform(f.low, f.high, 400) for f in factors}
    y = (rng.random(400) < 0.3).astype(float)
    density, _ = discovery._tried(columns, y, factors, 0.9, 1)
    assert not density > 0.45
    assert discovery.induce(columns, np.zeros(400), factors) == {}
    assert discovery.induce(columns, np.ones(400), factors) == {}


@each(
    "when, sentence",
    [
        ("share_collaboration", "it compares nothing"),
        ("trust > 1", "the study does not observe trust"),
        ("change(influence) > 1", "is not allowed"),
        ("__import__('os') > 1", "is not allowed"),
    ],
)
def test_a_condition_that_is_none_is_refused(store, **given):
    when, sentence = given["when, sentence"]
    with pytest.raises(analysis.AnalysisError) as told:
        discovery.discover(store, when)
    assert sentence in str(told.value)


def test_a_condition_may_join_several_outcomes(store):
    held, schools = discovery.shares(store, "share_collaboration > 0.5 or influence > 0.5 and not influence > 2")
    assert (schools == 4).all() and 0.2 < held.mean() < 0.6


def test_the_figure_of_a_box_frames_it_and_names_its_ends(store):
    found = discovery.discover(store)
    files = figures.save_discovery(store, found, ("png",))
    assert [file.name for file in files] == ["discovery_1.png"]
    axes = [figures._axis(f) for f in (*(limit.factor for limit in found.boxes[0].limits), found.factors[2], found.factors[3])]
    figure = discovery_figure(found, axes, ["x"])
    (frame,) = [patch for patch in figure.axes[0].patches if not patch.get_fill()]
    limits = {limit.factor.name: limit for limit in found.boxes[0].limits}
    assert (frame.get_x(), frame.get_y()) == pytest.approx((limits[axes[0].name].low, limits[axes[1].name].low))


# ---------------------------------------------------------------- with scikit-learn


@pytest.fixture(scope="module")
def made(store):
    pytest.importorskip("sklearn")
    return emulator.emulate(store, ["influence"])["influence"]


def test_an_emulator_says_what_is_true_at_points_that_nobody_simulated(made):
    rng = np.random.default_rng(5)
    points = pd.DataFrame(
        {"administrator.openness": rng.uniform(0, 1, 40), "time.planning": rng.uniform(0, 6, 40), "school.poverty": rng.uniform(0, 1, 40), "kind": "city"}
    )  # fmt: skip
    truth = np.sin(3 * points["administrator.openness"]) * points["time.planning"] / 6
    told = made.predict(points)
    assert np.sqrt(np.mean((told["mean"] - truth) ** 2)) < 0.01
    assert np.mean((told["low"] <= truth) & (truth <= told["high"])) >= 0.85


def test_the_error_of_an_emulator_is_that_of_points_it_did_not_see(made):
    """The noise of means over four schools is 0.005; what is simulated cannot be predicted better than that."""
    assert 0.0045 < made.error < 0.008
    assert made.noise == pytest.approx(0.005, abs=0.001)
    assert made.explained > 0.99
    assert made.covered == pytest.approx(0.95, abs=0.05)


def test_the_figure_of_an_emulator_shows_predictions_against_what_was_simulated(made):
    axes = emulator_figure({"influence": made}, {"influence": "influence"}, ["x"]).axes[0]
    assert axes.lines[0].get_xdata() == pytest.approx(made.simulated)
    assert axes.lines[0].get_ydata() == pytest.approx(made.predicted)


def test_leaving_one_out_is_what_fitting_without_it_gives(store):
    """The closed form against doing it, for a process whose lengths are what they are."""
    pytest.importorskip("sklearn")
    from sklearn.gaussian_process import GaussianProcessRegressor

    rng = np.random.default_rng(6)
    x, y = rng.random((30, 2)), rng.random(30)
    _, predicted, sd = emulator._process(x, y, np.full(30, 0.01))
    fitted = emulator._fit(x, y, np.full(30, 0.01))
    others = np.arange(30) != 7
    z, noise = (y - y.mean()) / y.std(), 0.01 / y.var()
    alone = GaussianProcessRegressor(fitted.kernel_, alpha=noise, optimizer=None).fit(x[others], z[others])
    mean, spread = alone.predict(x[[7]], return_std=True)
    assert predicted[7] == pytest.approx(mean[0] * y.std() + y.mean())
    assert sd[7] == pytest.approx(np.sqrt(spread[0] ** 2 + noise) * y.std())


def test_an_emulator_is_not_asked_beyond_what_was_simulated(made):
    point = pd.DataFrame({"administrator.openness": [0.5], "time.planning": [9.0], "school.poverty": [0.5], "kind": ["city"]})
    with pytest.raises(analysis.AnalysisError, match=r"time\.planning = 9\.0 is outside what was simulated \(0 to 6\)"):
        made.predict(point)
    with pytest.raises(analysis.AnalysisError, match="kind is missing"):
        made.predict(point.drop(columns="kind").assign(**{"time.planning": 3.0}))


def test_a_tree_asks_what_the_box_asks(store):
    pytest.importorskip("sklearn")
    told = trees.tree(discovery.discover(store))
    asked = re.fullmatch(
        r"openness of the administrator above (.+), common planning time above (.+): 100 % of schools .*", told[0]
    )
    assert [float(end) for end in asked.groups()] == pytest.approx([0.6, 3.0], abs=0.03)
    assert int(told[-1].split("explains ")[1].split(" %")[0]) > 75


def test_commands_discover_and_emulate(store, made, capsys, monkeypatch):
    assert main(["discover", str(store.folder), "--no-figures"]) == 0
    told = capsys.readouterr().out
    assert "`share_collaboration >= 0.5` holds in 20 % of" in told and "As a tree:" in told
    assert main(["emulate", str(store.folder), "--outcome", "trust"]) == 2
    assert main(["emulate", str(store.folder), "--at", "trust=1"]) == 2
    monkeypatch.setattr(emulator, "emulate", lambda store, outcomes: {"influence": made})  # once is enough
    at = ("administrator.openness=0.5", "time.planning=3", "school.poverty=0.2", "kind=city")
    assert main(["emulate", str(store.folder), "--no-figures", *(word for pair in at for word in ("--at", pair))]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines()[::-1] if line.startswith("influence"))
    assert float(row.split()[1]) == pytest.approx(np.sin(1.5) / 2, abs=0.01)
