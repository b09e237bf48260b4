"""The figure of a comparison: effects, intervals, differences."""

import numpy as np
import pytest
from matplotlib.figure import Figure

import simulation as sim
from simulation.experiments.compare import Effect, effect_table
from simulation.plots import comparison_figure
from simulation.plots.comparison import WIDEST, PairedEffect, draw_forest, paired_effect, raw
from simulation.words.outcomes import COMPARED

from .conftest import T_QUANTILE, compared, effect_of


def test_effects_are_those_of_the_table():
    effect = effect_of(6)
    table = effect.table.set_index("outcome")
    for name in COMPARED:
        e = paired_effect(effect, name)
        row = table.loc[name]
        assert e[:3] == pytest.approx((row["difference"], row["low"], row["high"]))
        if np.isfinite(e.spread):
            assert e.difference / e.spread == pytest.approx(row["effect_size"])


def test_an_interval_is_that_of_paired_differences_over_the_spread_between_schools():
    effect = effect_of(6)
    a, b = (r.years[r.years["year"] == 2]["exhaustion"].to_numpy() for r in (effect.a, effect.b))
    e = paired_effect(effect, "exhaustion")
    half = T_QUANTILE[5] * (b - a).std(ddof=1) / np.sqrt(6)
    assert (e.low, e.high) == pytest.approx(((b - a).mean() - half, (b - a).mean() + half), abs=1e-5)
    assert e.spread == pytest.approx(a.std(ddof=1))


def test_differences_are_written_with_sign_unit_and_interval():
    assert raw(PairedEffect(0.1234, -0.02, 0.3, 1.0), "influence") == "+0.123  (−0.020 to +0.300)"
    assert raw(PairedEffect(-1.5, -2.0, -1.0, 1.0), "hours_total") == "−1.50  (−2.00 to −1.00)"
    assert raw(PairedEffect(-0.0001, np.nan, np.nan, np.nan), "influence") == "0.000"


def markers(forest):
    """Marker, whether it is hollow, and place of each outcome with an effect, from the top."""
    lines = [line for line in forest.lines if line.get_marker() not in ("None", "", None)]
    return [(line.get_marker(), line.get_markerfacecolor() == "#FFFFFF", float(line.get_xdata()[0])) for line in lines]


def test_an_effect_whose_interval_holds_zero_is_hollow():
    effect = effect_of(6)
    effects = [e for e in (paired_effect(effect, name) for name in COMPARED) if np.isfinite(e.spread)]
    shown = markers(compared(6).axes[0])
    assert [hollow for _, hollow, _ in shown] == [e.low <= 0.0 <= e.high for e in effects]
    assert any(hollow for _, hollow, _ in shown)
    assert not all(hollow for _, hollow, _ in shown)


def test_an_effect_beyond_the_edge_is_an_arrow_at_the_edge():
    effect = effect_of(6)
    years = effect.b.years.copy()
    years["exhaustion"] -= 0.3
    far = sim.Results(effect.b.scenario, 1, 6, ("years",), _frames={"years": years})
    effect = Effect(effect.a, far, effect.years, effect_table(effect.a, far, effect.years))
    forest = Figure().subplots()
    draw_forest(forest, effect)
    arrows = [(marker, x) for marker, _, x in markers(forest) if marker in ("<", ">")]
    assert [marker for marker, _ in arrows] == ["<"]
    assert -WIDEST < arrows[0][1] < -0.9 * WIDEST


def test_one_school_shows_differences_but_no_certainty():
    figure = compared(1)
    assert markers(figure.axes[0]) == []
    words = [t.get_text() for t in figure.axes[0].texts]
    assert "B − A" in words
    assert not any("to" in text for text in words)


def test_two_scenarios_of_one_name_are_told_apart():
    a = effect_of(1).a
    same = Effect(a, a, (2,), effect_table(a, a, (2,)))
    words = [t.get_text() for t in comparison_figure(same).texts]
    assert any("the same with changes" in text for text in words)
    assert any("do not differ" in text for text in words)
