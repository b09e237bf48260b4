"""Conditions as a small decision tree (CART, Breiman et al. 1984; scikit-learn): which questions split schools best, in which order.

It says the same thing as the boxes of discovery.py in another way, and finds combinations that no single box holds. Needs the extra
`emulator` (core/extras.py).
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.extras import need
from ...words.parameters import parameter_label, text_of
from . import analysis
from .emulator import encoded
from .factors import Factor

if TYPE_CHECKING:
    from .discovery import Discovery

LEAVES, LEAST, FOLDS = 6, 0.05, 5


def tree(found: "Discovery", seed: int = 1) -> list[str]:
    """A discovery's points as rules in words, one for each leaf, the highest share first; and how well the tree does on points it did not see."""
    need("emulator", "a decision tree")
    from sklearn.model_selection import KFold, cross_val_predict
    from sklearn.tree import DecisionTreeRegressor

    x, y = encoded(found.table, found.factors), found.table["holds"].to_numpy(float)
    grown = DecisionTreeRegressor(max_leaf_nodes=LEAVES, min_samples_leaf=max(1, int(LEAST * len(y))), random_state=seed)
    apart = cross_val_predict(grown, x, y, cv=KFold(FOLDS, shuffle=True, random_state=seed))
    spread = float(np.var(y))
    explained = 1.0 - float(np.mean((y - apart) ** 2)) / spread if spread > 0.0 else float("nan")
    grown.fit(x, y)
    leaves = sorted(_leaves(grown.tree_, 0, []), key=lambda leaf: -leaf[1])
    asked = _columns(found.factors)
    told = [
        f"{_rule(path, asked)}: {100 * share:.0f} % of schools ({100 * n / len(y):.0f} % of points)."
        for path, share, n in leaves
    ]
    return [*told, f"The tree explains {100 * explained:.0f} % of what varies between points that it did not see."]


def _columns(factors: list[Factor]) -> list[tuple[Factor, Any]]:
    """The factor and level of each column of `encoded`."""
    return [pair for f in factors for pair in ([(f, None)] if f.numeric else [(f, level) for level in f.levels[1:]])]


def _leaves(t, node: int, path: list[tuple[int, bool, float]]):
    """(questions on the way, share, points) of each leaf; a question is (column, whether above, threshold)."""
    if t.children_left[node] == t.children_right[node]:
        yield path, float(t.value[node].ravel()[0]), int(t.n_node_samples[node])
        return
    column, threshold = int(t.feature[node]), float(t.threshold[node])
    yield from _leaves(t, t.children_left[node], [*path, (column, False, threshold)])
    yield from _leaves(t, t.children_right[node], [*path, (column, True, threshold)])


def _rule(path: list[tuple[int, bool, float]], asked: list[tuple[Factor, Any]]) -> str:
    """The questions of a leaf in words, several about one parameter as one."""
    ends: dict[str, list[float]] = {}
    parts: dict[str, str] = {}
    for column, above, threshold in path:
        f, level = asked[column]
        if level is not None:
            parts[f"{f.name}={level}"] = f"{parameter_label(f.name)} is {'' if above else 'not '}{text_of(level)}"
            continue
        low, high = ends.setdefault(f.name, [-np.inf, np.inf])
        value = float(analysis.from_unit(f, np.array([threshold]))[0])
        ends[f.name] = [max(low, value), high] if above else [low, min(high, value)]
        low, high = ends[f.name]
        between = (
            f"between {low:.3g} and {high:.3g}"
            if np.isfinite(low) and np.isfinite(high)
            else f"above {low:.3g}"
            if np.isfinite(low)
            else f"at most {high:.3g}"
        )
        parts[f.name] = f"{parameter_label(f.name)} {between}"
    return ", ".join(parts.values()) or "everywhere"
