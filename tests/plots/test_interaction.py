"""Effects that stand at the same place are seen side by side."""

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection, PolyCollection

from simulation.plots.interaction import interaction_figure
from simulation.plots.space import Axis, effects_figure


def line(at):
    return pd.DataFrame({"value": [0.1, 0.5, 0.9], "difference": at, "low": np.array(at) - 0.1, "high": np.array(at) + 0.1})


def axis(name):
    return Axis(name, "share")


def test_lines_of_one_panel_have_bars_side_by_side_and_a_line_alone_has_a_band():
    three = [(str(k), line([0.1, 0.2, 0.3])) for k in range(3)]  # the same values, which would cover one another
    (axes,) = interaction_figure(
        "x", [], axis("time.planning"), [axis("school.poverty")], {("influence", "influence"): [three]}
    ).axes
    assert not [c for c in axes.collections if isinstance(c, PolyCollection)]
    bars = sorted(segment[0, 0] for c in axes.collections if isinstance(c, LineCollection) for segment in c.get_segments())
    assert len(bars) == 9 and np.diff(bars).min() > 0.02  # nowhere two at one place
    assert max(abs(np.array(bars).reshape(3, 3) - [[0.1], [0.5], [0.9]]).ravel()) < 0.4 / 3  # and each nearest to its value
    (alone,) = interaction_figure("x", [], axis("time.planning"), [], {("influence", "influence"): [three[:1]]}).axes
    assert any(isinstance(c, PolyCollection) for c in alone.collections)


def test_effects_at_the_same_value_of_a_parameter_stand_side_by_side():
    table = pd.DataFrame({"effect": [0.1, 0.11, 0.3], "low": 0.0, "high": 0.4, "time.planning": [1.0, 1.0, 2.0]})
    totals = pd.DataFrame({"effect": [0.2], "low": [0.1], "high": [0.3]})
    figure = effects_figure("x", [], [axis("time.planning")], {("influence", "influence"): table}, totals)
    bars = [segment[0, 0] for c in figure.axes[1].collections if isinstance(c, LineCollection) for segment in c.get_segments()]
    assert len(set(bars)) == 3
    assert np.abs(np.array(bars) - table["time.planning"]).max() < 0.1
