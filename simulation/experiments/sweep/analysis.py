"""What a sweep says: which parameters matter, and where collaboration survives. What policies do is in effects.py.

Every function reads a Store and returns tables. Two kinds of uncertainty are kept apart wherever they can be: that of the
design (other points might have been chosen) and sampling error (other schools might have been simulated).
"""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...inputs.writing import table_for_spreadsheet
from ...parameters.scenario import InputError
from ...statistics.intervals import student_t
from . import design, finish
from .factors import Factor, groups_of
from .spec import SIZE_OF, STRUCTURED
from .store import Store, vouch_for

if TYPE_CHECKING:
    import pandas as pd

RESAMPLES = 500
#: Numbers that take more values than this are gathered into bins.
MOST_LEVELS, BINS = 12, 8
#: Width of the kernel that smooths a sampled plane, in shares of a parameter's range, and the fineness of the picture.
BANDWIDTH, FINENESS = 0.12, 31


class AnalysisError(InputError):
    """A sweep does not hold what an analysis needs."""


# ---------------------------------------------------------------- analyses of variance


def noise_share(points: "pd.DataFrame", outcome: str) -> float:
    """The share of the variance between points' means that is sampling error: the mean squared standard error over that variance.

    NaN when there is one run at each point, or when nothing varies.
    """
    usable = points[points["runs"] > 1]
    total = float(points[outcome].var())
    if not len(usable) or not total > 0.0:
        return float("nan")
    return min(1.0, float((usable[f"{outcome}_sd"] ** 2 / usable["runs"]).mean()) / total)


def analyse(store: Store, seed: int = 1) -> "pd.DataFrame":
    """The analysis that the study was designed for (`sobol` or `morris`), also written as sensitivity.csv into its folder.

    With second_order = true, interactions.csv stands beside it.
    """
    table = morris(store, seed) if store.study.spec.design.kind == "morris" else sobol(store, seed)
    with store.finishing("sensitivity.csv") as aside:
        table_for_spreadsheet(table).to_csv(aside, index=False)
    if store.study.spec.design.second_order:
        with store.finishing("interactions.csv") as aside:
            table_for_spreadsheet(interactions(store, seed)).to_csv(aside, index=False)
    vouch_for(store.folder, [store.folder / name for name in ("sensitivity.csv", "interactions.csv")])
    return table


def sensitivity(folder: str | Path) -> "pd.DataFrame":
    """Which parameters matter in a finished sweep of a saltelli or morris design: a row for each outcome and parameter.

    saltelli gives Sobol's indices, morris the mean absolute elementary effects, both with 95 percent bootstrap intervals and with
    what chance alone reaches. Raises StoreError when there is no sweep in the folder, AnalysisError for any other design.
    """
    return analyse(Store.open(folder))


def sobol(store: Store, seed: int = 1) -> "pd.DataFrame":
    """Sobol's indices (Sobol 2001; estimators of Saltelli et al. 2010) of every outcome, with 95 percent bootstrap intervals.

    Columns: outcome, parameter, first, first_low, first_high, total, total_low, total_high (shares of the variance between
    points' means); noise (share of it that is sampling error); first_free, total_free (shares of the variance without sampling error).
    A base sample with a point that failed is left out as a whole; `samples` says how many were used.
    """
    import pandas as pd
    from SALib.analyze import sobol as analyze

    study = store.study
    _need(store, "saltelli", "Sobol indices")
    points, second = finish.points(store), study.spec.design.second_order
    names = list(dict.fromkeys(groups_of(study.factors)))
    block = len(names) * (2 if second else 1) + 2
    rows = []
    for outcome in study.outcome_names:
        y, used = _whole_blocks(points[outcome].to_numpy(), block, outcome)
        noise = noise_share(points, outcome)
        if np.ptp(y) == 0.0:
            found = {key: np.zeros(len(names)) for key in ("S1", "S1_conf", "ST", "ST_conf")}
        else:
            found = analyze.analyze(design.problem(study), y, calc_second_order=second, num_resamples=RESAMPLES, seed=seed)
        free = (
            1.0 - noise if study.own_random_numbers else float("nan")
        )  # with common random numbers the noise is no independent share
        for k, name in enumerate(names):
            first, total = float(found["S1"][k]), float(found["ST"][k])
            rows.append(
                {
                    "outcome": outcome,
                    "parameter": name,
                    "first": first,
                    "first_low": first - float(found["S1_conf"][k]),
                    "first_high": first + float(found["S1_conf"][k]),
                    "total": total,
                    "total_low": total - float(found["ST_conf"][k]),
                    "total_high": total + float(found["ST_conf"][k]),
                    "noise": noise,
                    "first_free": first / free if free > 0.0 else float("nan"),
                    "total_free": (total - noise) / free if free > 0.0 else float("nan"),
                    "samples": used,
                }
            )
    return pd.DataFrame(rows)


def interactions(store: Store, seed: int = 1) -> "pd.DataFrame":
    """Second-order indices of pairs: outcome, parameter, other, second, low, high. Needs second_order = true in the design."""
    import pandas as pd
    from SALib.analyze import sobol as analyze

    study = store.study
    _need(store, "saltelli", "interactions")
    if not study.spec.design.second_order:
        raise AnalysisError("interactions need second_order = true in [design]")
    points, names = finish.points(store), list(dict.fromkeys(groups_of(study.factors)))
    rows = []
    for outcome in study.outcome_names:
        y, _ = _whole_blocks(points[outcome].to_numpy(), 2 * len(names) + 2, outcome)
        if np.ptp(y) == 0.0:
            continue
        found = analyze.analyze(design.problem(study), y, calc_second_order=True, num_resamples=RESAMPLES, seed=seed)
        for i, j in itertools.combinations(range(len(names)), 2):
            index, half = float(found["S2"][i, j]), float(found["S2_conf"][i, j])
            rows.append((outcome, names[i], names[j], index, index - half, index + half))
    return pd.DataFrame(rows, columns=["outcome", "parameter", "other", "second", "low", "high"])


def morris(store: Store, seed: int = 1) -> "pd.DataFrame":
    """Elementary effects (Morris 1991; mu_star of Campolongo et al. 2007) of every outcome, in its unit over the whole range.

    Columns: outcome, parameter, mu (NaN for categories, whose order means nothing, and for groups), mu_star, low, high (95 percent bootstrap
    interval), sigma (interactions, curvature and sampling error), floor (upper end of the dummy's interval) and matters (low > floor).
    """
    import pandas as pd
    from SALib.analyze import morris as analyze

    study = store.study
    _need(store, "morris", "a screening")
    points = finish.points(store)
    assert study.size is not None  # trajectories
    x, levels = design.structured(study, study.size), study.spec.design.levels or 4
    called = groups_of(study.factors)
    names = list(dict.fromkeys(called))
    block = len(names) + 1
    rows = []
    for outcome in study.outcome_names:
        y = points[outcome].to_numpy()
        whole = _good_blocks(y, block, outcome)
        found = analyze.analyze(
            design.problem(study), x[whole], y[whole], num_levels=levels, num_resamples=RESAMPLES, seed=seed
        )
        low, high = (np.asarray(found["mu_star"]) + sign * np.asarray(found["mu_star_conf"]) for sign in (-1, 1))
        floor = float(high[-1])
        for k, name in enumerate(names):
            factor = study.factors[called.index(name)]
            signed = called.count(name) == 1 and (factor.numeric or factor.kind == "switch") and not factor.group
            mu = float(found["mu"][k]) if signed else float("nan")
            numbers = (float(found["mu_star"][k]), float(low[k]), float(high[k]), float(found["sigma"][k]))
            rows.append((outcome, name, mu, *numbers, floor, bool(low[k] > floor)))
    return pd.DataFrame(rows, columns=["outcome", "parameter", "mu", "mu_star", "low", "high", "sigma", "floor", "matters"])


def _need(store: Store, kind: str, what: str) -> None:
    if store.study.spec.design.kind != kind:
        size = SIZE_OF[kind]
        raise AnalysisError(
            f"{what} need a {kind} design, and {store.study.name} has a {store.study.spec.design.kind} one; "
            f'write kind = "{kind}" and {size} = ... in [design]'
        )


def _good_blocks(y: np.ndarray, block: int, outcome: str) -> np.ndarray:
    """Rows of blocks in which no point lacks its value, as a mask."""
    good = np.isfinite(y.reshape(-1, block)).all(axis=1)
    if good.sum() < 2:
        raise AnalysisError(
            f"{outcome}: fewer than two samples are whole; finish the sweep, or try failed runs again with --retry-failed"
        )
    return np.repeat(good, block)


def _whole_blocks(y: np.ndarray, block: int, outcome: str) -> tuple[np.ndarray, int]:
    whole = _good_blocks(y, block, outcome)
    return y[whole], int(whole.sum()) // block


# ---------------------------------------------------------------- how sure a mean over points is


def is_drawn(store: Store) -> bool:
    """True when the points were drawn, so that others might have been; those of a grid or a file were chosen."""
    return store.study.spec.design.kind not in ("grid", "file")


def draws(store: Store, points: "pd.Series[int]") -> np.ndarray | None:
    """Which draw each of some points belongs to, (n,): a drawn place stands at every value of what is crossed. None where points were chosen."""
    return points.to_numpy() // store.study.points_a_draw if is_drawn(store) else None


def weighted(
    y: np.ndarray, weights: np.ndarray, common: bool, residuals: np.ndarray | None = None, draws: np.ndarray | None = None
) -> tuple[float, float, float, int]:
    """(value, low, high, schools): a weighted sum of the means at points, with its 95 percent interval.

    y : (points, runs), NaN where a school is missing; weights : (points,), points of weight zero do not count
    common : whether a run is the same school at every point; then a school counts once, at however many points it stands
    residuals : (points,), what the means have beyond that which the weights describe; draws : (points,), which draw a point belongs
        to. Both together add that other points might have been drawn, by a heteroskedasticity-consistent variance (White 1980) in
        which what was drawn once counts once (Liang & Zeger 1986), less what the spread of schools gives to that of points, which is
        counted already (Cameron, Gelbach & Miller 2011); without either points count as chosen
    schools : the fewest at any point that counts; NaN everywhere when there is a point without any
    """
    used = weights != 0.0
    y, w = y[used], weights[used]
    known = np.isfinite(y)
    count = known.sum(axis=1)
    if not used.any() or not count.all():
        return float("nan"), float("nan"), float("nan"), 0
    means = np.where(known, y, 0.0).sum(axis=1) / count
    value, schools = float(w @ means), int(count.min())
    off = np.where(known, y - means[:, None], 0.0) / count[:, None]
    off *= np.sqrt(count / np.maximum(count - 1, 1))[:, None]
    variance = float(((w @ off) ** 2).sum() if common else ((w[:, None] * off) ** 2).sum())
    freedom = schools - 1 if common else int((count - 1).sum())
    if residuals is not None and draws is not None:
        drawn, of = np.unique(draws[used], return_inverse=True)
        n = drawn.size
        together, twice = np.zeros(n), np.zeros((n, y.shape[1]))
        np.add.at(together, of, w * residuals[used])
        np.add.at(twice, of, w[:, None] * off)
        variance += max(0.0, float((together**2).sum() - (twice**2).sum())) * n / max(n - 1, 1)
        freedom = min(freedom, n - 1)
    if schools < 2 or freedom < 1:
        return value, -np.inf, np.inf, schools
    half = float(student_t(freedom)) * variance**0.5
    return value, value - half, value + half, schools


# ---------------------------------------------------------------- over one parameter, over two


def dependence(
    store: Store, points: "pd.DataFrame", factor: Factor, outcome: str, y: np.ndarray | None = None
) -> "pd.DataFrame":
    """How an outcome depends on one parameter while all others take what values the design gives them.

    y : the outcome of every run, as `matrix` gives it; read when left out
    Columns: value (of the level, or the middle of a bin), mean over points, low, high (95 percent interval over schools, and over
    points where these were drawn; within the range that the outcome can have), n (points).
    """
    import pandas as pd

    y = matrix(store, outcome) if y is None else y
    declared = next(o.declared for o in store.study.observed if o.name == outcome)
    rows = []
    for value, at in _groups(points, factor, outcome):
        mean = float(points.loc[at, outcome].mean())
        weights, residuals = np.zeros(len(points)), np.zeros(len(points))
        weights[at], residuals[at] = 1.0 / len(at), points.loc[at, outcome] - mean
        _, low, high, _ = weighted(y, weights, not store.study.own_random_numbers, residuals, draws(store, points["point"]))
        known = (
            (max(low, min(declared.low, mean)), min(high, max(declared.high, mean)))
            if np.isfinite(low)
            else (float("nan"), float("nan"))
        )
        rows.append((value, mean, *known, len(at)))
    return pd.DataFrame(rows, columns=["value", "mean", "low", "high", "n"])


def _groups(points: "pd.DataFrame", factor: Factor, outcome: str) -> list[tuple[Any, np.ndarray]]:
    """The points at each value of a parameter, or in each part of its range when it has many: (value, places of the points)."""
    known = points[np.isfinite(points[outcome])]
    column = known[factor.name]
    levels = sorted(column.unique()) if factor.numeric else [v for v in factor.levels if (column == v).any()]
    if factor.numeric and len(levels) > MOST_LEVELS:
        place = unit_of(factor, column.to_numpy(float))
        bins = np.minimum((place * BINS).astype(int), BINS - 1)
        parts = [bins == b for b in range(BINS) if (bins == b).any()]
        return [(float(column[part].mean()), known.index[part].to_numpy()) for part in parts]
    return [(level, known.index[column == level].to_numpy()) for level in levels]


def strength(points: "pd.DataFrame", factor: Factor, outcome: str) -> float:
    """How far an outcome's dependence on a parameter reaches, against its spread over the points; to choose what to draw."""
    spread = float(points[outcome].std())
    means = [float(points.loc[at, outcome].mean()) for _, at in _groups(points, factor, outcome)]
    return float(np.ptp(means)) / spread if spread > 0.0 and means else 0.0


def importance(store: Store, points: "pd.DataFrame", outcomes: list[str]) -> dict[str, float]:
    """How much each parameter matters, summed over outcomes: by what the design was made to tell, to choose what to draw.

    A screening has its elementary effects over the spread of the outcome, an analysis of variance its total indices, any other design
    how far the means reach.
    """
    kind, factors = store.study.spec.design.kind, [f for f in store.study.factors if f.kind != "dummy"]
    if kind in STRUCTURED:
        table = morris(store) if kind == "morris" else sobol(store)
        table = table[table["outcome"].isin(outcomes)]
        if kind == "morris":
            spread = table["outcome"].map(points[outcomes].std())
            sizes = (table["mu_star"] / spread.where(spread > 0.0)).fillna(0.0)
        else:
            sizes = table["total"]
        found = sizes.groupby(table["parameter"]).sum()
        return {f.name: float(found[f.group or f.name]) for f in store.study.factors}
    return {f.name: sum(strength(points, f, name) for name in outcomes) for f in factors}


@dataclass
class Plane:
    """Something over two parameters: z[i, j] at y[i], x[j]; low and high are its 95 percent bootstrap interval, if asked for."""

    x: np.ndarray
    y: np.ndarray
    z: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    smoothed: bool = False


def plane(points: "pd.DataFrame", across: Factor, up: Factor, outcome: str) -> Plane:
    """An outcome over two numeric parameters, averaged over all others: cells of a grid, or smoothed between sampled points."""
    known = points[np.isfinite(points[outcome])]
    x, y, weights, smoothed = _kernel(known, across, up)
    with np.errstate(invalid="ignore"):
        z = weights @ known[outcome].to_numpy() / weights.sum(axis=1)
    return Plane(x, y, z.reshape(len(y), len(x)), smoothed=smoothed)


def tipping(store: Store, across: Factor, up: Factor, seed: int = 1) -> Plane:
    """The share of schools in which [tipping]'s outcome ends at or above its threshold, over two parameters.

    low, high : 95 percent bootstrap interval over schools, and over points where these were sampled
    """
    wanted = store.study.spec.tipping
    if wanted is None:
        raise AnalysisError("what survival means is not said; add [tipping] with outcome and above to the study")
    y = matrix(store, wanted.outcome)
    simulated = np.isfinite(y)
    alive = np.where(simulated, np.nan_to_num(y) >= wanted.above, False).astype(float)
    points = store.design()[simulated.any(axis=1)]
    alive, simulated = alive[points.index], simulated[points.index].astype(float)
    x, y_axis, weights, smoothed = _kernel(points, across, up)
    shape = (len(y_axis), len(x))
    rng = np.random.default_rng(seed)
    n_points, n_runs = alive.shape
    with np.errstate(invalid="ignore", divide="ignore"):
        share = alive.sum(axis=1) / simulated.sum(axis=1)
        z = (weights @ share / weights.sum(axis=1)).reshape(shape)
        drawn = []
        for _ in range(RESAMPLES // 2):
            if store.study.own_random_numbers:
                again = rng.binomial(simulated.sum(axis=1).astype(int), share) / simulated.sum(axis=1)
            else:  # the same schools stand at every point, so they are drawn for all points together
                schools = rng.multinomial(n_runs, np.full(n_runs, 1.0 / n_runs)).astype(float)
                again = np.where(simulated @ schools > 0, (alive @ schools) / (simulated @ schools), share)
            counts = rng.multinomial(n_points, np.full(n_points, 1.0 / n_points)) if smoothed else np.ones(n_points)
            drawn.append(weights @ (counts * again) / (weights @ counts))
    seen = weights.sum(axis=1) > 0.0  # a cell of a grid that the constraints left empty has no interval
    low, high = np.full((2, len(weights)), np.nan)
    low[seen], high[seen] = np.percentile(np.array(drawn)[:, seen], (2.5, 97.5), axis=0)
    return Plane(x, y_axis, z, low.reshape(shape), high.reshape(shape), smoothed)


def _kernel(points: "pd.DataFrame", across: Factor, up: Factor) -> tuple[np.ndarray, np.ndarray, np.ndarray, bool]:
    """Places on both axes, and the weight of each point at each place (places, points); and whether that is a smoother."""
    columns = [points[f.name].to_numpy(float) for f in (across, up)]
    levels = [np.unique(column) for column in columns]
    if max(map(len, levels)) <= MOST_LEVELS * 2 and len(points) >= len(levels[0]) * len(levels[1]):
        x, y = levels
        weights = (columns[1] == y[:, None])[:, None, :] & (columns[0] == x[:, None])[None, :, :]
        return x, y, weights.reshape(len(y) * len(x), -1).astype(float), False
    x, y = (from_unit(f, np.linspace(0.0, 1.0, FINENESS)) for f in (across, up))
    distance = [
        ((np.linspace(0.0, 1.0, FINENESS)[:, None] - unit_of(f, column)) / BANDWIDTH) ** 2
        for f, column in zip((across, up), columns)
    ]
    weights = np.exp(-0.5 * (distance[1][:, None, :] + distance[0][None, :, :]))
    return x, y, weights.reshape(FINENESS * FINENESS, -1), True


def unit_of(factor: Factor, values: np.ndarray) -> np.ndarray:
    """Where values lie in a parameter's range, 0 to 1."""
    low, high = ends(factor)
    if factor.log:
        return (np.log(values) - np.log(low)) / (np.log(high) - np.log(low))
    return (values - low) / (high - low)


def from_unit(factor: Factor, places: np.ndarray) -> np.ndarray:
    """Values at places in a parameter's range, 0 to 1."""
    low, high = ends(factor)
    return np.exp(np.log(low) + places * (np.log(high) - np.log(low))) if factor.log else low + places * (high - low)


def ends(factor: Factor) -> tuple[float, float]:
    """Its lowest and its highest value."""
    return (min(factor.levels), max(factor.levels)) if factor.levels else (factor.low, factor.high)


def matrix(store: Store, outcome: str) -> np.ndarray:
    """An outcome of every run: (points, most runs), NaN where a run is missing or failed."""
    y = np.full((store.manifest["points"], store.study.most_runs), np.nan)
    for batch in store.batches():
        y[batch["point"], batch["run"]] = batch[outcome]
    return y
