"""What a sweep says: which parameters matter, where collaboration survives, and what a policy does over the whole space.

Every function reads a Store and returns tables. Two kinds of uncertainty are kept apart wherever they can be: that of the
design (other points might have been chosen) and sampling error (other schools might have been simulated).
"""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ...inputs.writing import table_for_spreadsheet
from ...parameters.scenario import InputError
from ...statistics.intervals import mean_interval
from . import design, finish
from .factors import Factor
from .store import Store
from .study import SIZE_OF

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
    block = len(study.factors) * (2 if second else 1) + 2
    rows = []
    for outcome in study.outcome_names:
        y, used = _whole_blocks(points[outcome].to_numpy(), block, outcome)
        noise = noise_share(points, outcome)
        if np.ptp(y) == 0.0:
            found = {key: np.zeros(len(study.factors)) for key in ("S1", "S1_conf", "ST", "ST_conf")}
        else:
            found = analyze.analyze(design.problem(study), y, calc_second_order=second, num_resamples=RESAMPLES, seed=seed)
        free = (
            1.0 - noise if study.own_random_numbers else float("nan")
        )  # with common random numbers the noise is no independent share
        for k, factor in enumerate(study.factors):
            first, total = float(found["S1"][k]), float(found["ST"][k])
            rows.append(
                {
                    "outcome": outcome,
                    "parameter": factor.name,
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
    points, names = finish.points(store), [f.name for f in study.factors]
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

    Columns: outcome, parameter, mu (NaN for categories, whose order means nothing), mu_star, low, high (95 percent bootstrap
    interval), sigma (interactions, curvature and sampling error), floor (upper end of the dummy's interval) and matters (low > floor).
    """
    import pandas as pd
    from SALib.analyze import morris as analyze

    study = store.study
    _need(store, "morris", "a screening")
    points = finish.points(store)
    assert study.size is not None  # trajectories
    x, levels = design.structured(study, study.size), study.spec.design.levels or 4
    block = len(study.factors) + 1
    rows = []
    for outcome in study.outcome_names:
        y = points[outcome].to_numpy()
        whole = _good_blocks(y, block, outcome)
        found = analyze.analyze(
            design.problem(study), x[whole], y[whole], num_levels=levels, num_resamples=RESAMPLES, seed=seed
        )
        low, high = (np.asarray(found["mu_star"]) + sign * np.asarray(found["mu_star_conf"]) for sign in (-1, 1))
        floor = float(high[-1])
        for k, factor in enumerate(study.factors):
            mu = float(found["mu"][k]) if factor.numeric or factor.kind == "switch" else float("nan")
            numbers = (float(found["mu_star"][k]), float(low[k]), float(high[k]), float(found["sigma"][k]))
            rows.append((outcome, factor.name, mu, *numbers, floor, bool(low[k] > floor)))
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


# ---------------------------------------------------------------- over one parameter, over two


def dependence(store: Store, points: "pd.DataFrame", factor: Factor, outcome: str) -> "pd.DataFrame":
    """How an outcome depends on one parameter while all others take what values the design gives them.

    Columns: value (of the level, or the middle of a bin), mean over points, low, high (95 percent interval over points), n.
    """
    import pandas as pd

    known = points[np.isfinite(points[outcome])]
    column = known[factor.name]
    levels = sorted(column.unique()) if factor.numeric else [v for v in factor.levels if (column == v).any()]
    if factor.numeric and len(levels) > MOST_LEVELS:
        place = _unit(factor, column.to_numpy(float))
        bins = np.minimum((place * BINS).astype(int), BINS - 1)
        groups = [(float(column[bins == b].mean()), known.loc[bins == b, outcome]) for b in range(BINS) if (bins == b).any()]
    else:
        groups = [(level, known.loc[column == level, outcome]) for level in levels]
    rows = [(value, *_interval_over(points, values), len(values)) for value, values in groups]
    return pd.DataFrame(rows, columns=["value", "mean", "low", "high", "n"])


def _interval_over(points: "pd.DataFrame", values: "pd.Series") -> tuple[float, float, float]:
    """Mean over points and its interval; where there is a single point, that of its runs is not known here."""
    mean, low, high = mean_interval(values.to_numpy())
    return (mean, low, high) if len(values) > 1 else (mean, float("nan"), float("nan"))


def strength(store: Store, points: "pd.DataFrame", factor: Factor, outcome: str) -> float:
    """How far an outcome's dependence on a parameter reaches, against its spread over the points; to choose what to draw."""
    spread = float(points[outcome].std())
    means = dependence(store, points, factor, outcome)["mean"]
    return float(np.ptp(means)) / spread if spread > 0.0 and len(means) else 0.0


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
    x, y = (_from_unit(f, np.linspace(0.0, 1.0, FINENESS)) for f in (across, up))
    distance = [
        ((np.linspace(0.0, 1.0, FINENESS)[:, None] - _unit(f, column)) / BANDWIDTH) ** 2
        for f, column in zip((across, up), columns)
    ]
    weights = np.exp(-0.5 * (distance[1][:, None, :] + distance[0][None, :, :]))
    return x, y, weights.reshape(FINENESS * FINENESS, -1), True


def _unit(factor: Factor, values: np.ndarray) -> np.ndarray:
    low, high = _ends(factor)
    if factor.log:
        return (np.log(values) - np.log(low)) / (np.log(high) - np.log(low))
    return (values - low) / (high - low)


def _from_unit(factor: Factor, places: np.ndarray) -> np.ndarray:
    low, high = _ends(factor)
    return np.exp(np.log(low) + places * (np.log(high) - np.log(low))) if factor.log else low + places * (high - low)


def _ends(factor: Factor) -> tuple[float, float]:
    return (min(factor.levels), max(factor.levels)) if factor.levels else (factor.low, factor.high)


def matrix(store: Store, outcome: str) -> np.ndarray:
    """An outcome of every run: (points, most runs), NaN where a run is missing or failed."""
    y = np.full((store.manifest["points"], store.study.most_runs), np.nan)
    for batch in store.batches():
        y[batch["point"], batch["run"]] = batch[outcome]
    return y


# ---------------------------------------------------------------- policies, with and without


def switches(store: Store) -> list[Factor]:
    """What can be compared pair by pair: switches for which every point has a twin that differs in nothing else."""
    return [f for f in store.study.factors if f.kind == "switch" and len(f.levels) == 2 and len(_pairs(store, f))]


def _pairs(store: Store, switch: Factor) -> np.ndarray:
    """Pairs of points (n, 2), without and with."""
    table = store.design()
    others = [f.name for f in store.study.factors if f is not switch and f.kind != "dummy"]
    off, on = (table[table[switch.name] == level] for level in switch.levels if level in (False, True))
    if not others:
        return np.array([[off["point"].iloc[0], on["point"].iloc[0]]])
    return off.merge(on, on=others, suffixes=("", "_on"))[["point", "point_on"]].to_numpy()


def policy_effects(store: Store, switch: Factor) -> "pd.DataFrame":
    """What a switch does at every pair of points, school by school with common random numbers.

    Columns: outcome, point (the one without), effect (mean of paired differences), low, high (95 percent interval over
    schools), and the other parameters. Raises AnalysisError when points have schools of their own.
    """
    import pandas as pd

    if store.study.own_random_numbers:
        raise AnalysisError('pairs need the same schools at every point; write random_numbers = "common" in the study')
    pairs = _pairs(store, switch)
    if not len(pairs):
        raise AnalysisError(
            f"no two points differ in {switch.name} alone; use a grid, or a random, latin_hypercube or sobol design"
        )
    rows = []
    for outcome in store.study.outcome_names:
        y = matrix(store, outcome)
        for off, on in pairs:
            difference = y[on] - y[off]
            difference = difference[np.isfinite(difference)]
            if difference.size:
                rows.append((outcome, int(off), *mean_interval(difference)))
    others = store.design().drop(columns=switch.name)
    return pd.DataFrame(rows, columns=["outcome", "point", "effect", "low", "high"]).merge(others, on="point")


def effect_summary(store: Store, switch: Factor) -> "pd.DataFrame":
    """A switch's effects over the whole space: outcome, mean with 95 percent interval, tenth, ninetieth, shares up and down.

    The interval counts both that other points might have been chosen and that other schools might have been simulated. raises,
    lowers : shares of points where the interval of the effect lies above and below zero
    """
    import pandas as pd
    from scipy.special import ndtri

    pairs, rows = _pairs(store, switch), []
    effects = policy_effects(store, switch)
    for outcome, here in effects.groupby("outcome", sort=False):
        y = matrix(store, outcome)
        difference = y[pairs[:, 1]] - y[pairs[:, 0]]
        with np.errstate(invalid="ignore"):
            by_run = np.nanmean(difference[:, np.isfinite(difference).any(axis=0)], axis=0)
        variance = sum(float(np.var(v, ddof=1)) / len(v) if len(v) > 1 else np.inf for v in (here["effect"], by_run))
        mean, half = float(here["effect"].mean()), float(ndtri(0.975)) * variance**0.5
        tenth, ninetieth = np.percentile(here["effect"], (10, 90))
        shares = (float((here["low"] > 0).mean()), float((here["high"] < 0).mean()))
        rows.append((switch.name, outcome, mean, mean - half, mean + half, tenth, ninetieth, *shares, len(here)))
    head = ["policy", "outcome", "effect", "low", "high", "tenth", "ninetieth", "raises", "lowers", "pairs"]
    return pd.DataFrame(rows, columns=head)
