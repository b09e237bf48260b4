"""An emulator: what the model would say at points that were not simulated, in no time, and how far that is to be trusted.

A Gaussian process (scikit-learn) is fitted to the means at the points of a sweep, one for each outcome: Matern 5/2 with a length for each
parameter, and what varies from point to point as noise: the sampling error of each point where it has schools of its own, and what else there is.
With common random numbers all points have the same schools, so their sampling error is no noise between points; it is told beside. Its error is that of
leaving one out: every point is predicted from all others, with lengths that some of the points have told. Needs the extra `emulator` (core/extras.py).
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ...core.extras import need
from ...inputs.quoting import did_you_mean
from ...inputs.writing import table_for_spreadsheet
from . import analysis, finish
from .factors import Factor
from .store import Store, vouch_for

if TYPE_CHECKING:
    import pandas as pd

#: Points beyond these are thinned by lot: time grows with their third power. The lengths are found on some of them.
MOST_POINTS, LENGTHS_FROM = 3000, 200
FEWEST, Z = 20, 1.959964
#: More outcomes than this one asks for by name.
MOST_OUTCOMES = 4


#: Places in the unit cube (n, columns) -> mean and standard deviation of the model's mean there.
Places = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass
class Emulator:
    """The emulator of one outcome.

    outcome : its column; factors : the parameters; simulated, predicted, low, high : (points,) means at the points, and what was predicted for
    each of them without it, with 95 percent interval
    """

    outcome: str
    factors: list[Factor]
    simulated: np.ndarray = field(repr=False)
    predicted: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)
    noise: float  #: typical sampling error of a point's mean, over all schools that might have been simulated
    _process: Places = field(repr=False)

    @property
    def error(self) -> float:
        """Typical error (root mean square) at a point that was not used, in the outcome's unit."""
        return float(np.sqrt(np.mean((self.simulated - self.predicted) ** 2)))

    @property
    def explained(self) -> float:
        """Share of the variance between points that is predicted without them (Q2); below 0 the mean of all would do better."""
        spread = float(np.var(self.simulated))
        return 1.0 - self.error**2 / spread if spread > 0.0 else float("nan")

    @property
    def covered(self) -> float:
        """Share of points whose simulated mean lies in the 95 percent interval of its prediction."""
        return float(np.mean((self.low <= self.simulated) & (self.simulated <= self.high)))

    def predict(self, points: "pd.DataFrame") -> "pd.DataFrame":
        """What the model would say: columns mean, low, high (95 percent, of the mean over schools like those of the sweep), a row for each point.

        points : a column for each parameter. Raises AnalysisError when one is missing, or a value lies outside the study's space.
        """
        import pandas as pd

        for f in self.factors:
            if f.name not in points:
                raise analysis.AnalysisError(
                    f"{f.name} is missing; give a value for each of {', '.join(x.name for x in self.factors)}"
                )
            outside = (
                ~points[f.name].astype(float).between(*analysis.ends(f))
                if f.numeric
                else ~points[f.name].astype(str).isin([str(level) for level in f.levels])
            )
            if outside.any():
                reach = f.about()["range"]
                raise analysis.AnalysisError(
                    f"{f.name} = {points.loc[outside, f.name].iloc[0]} is outside what was simulated ({reach})"
                )
        mean, sd = self._process(encoded(points, self.factors))
        return pd.DataFrame({"mean": mean, "low": mean - Z * sd, "high": mean + Z * sd}, index=points.index)


def emulate(store: Store, outcomes: Sequence[str] = ()) -> dict[str, Emulator]:
    """An emulator of each outcome of a sweep; how good they are is also written as emulator.csv into its folder.

    outcomes : columns of the study's table, the first four when left out
    Raises MissingExtraError without scikit-learn, and AnalysisError for an outcome that is not observed, or too few points.
    """
    import pandas as pd

    need("emulator", "an emulator")
    known = store.study.outcome_names
    for name in outcomes:
        if name not in known:
            raise analysis.AnalysisError(f"the study does not observe {name!r}{did_you_mean(name, known)}")
    points = finish.points(store)
    factors = [f for f in store.study.factors if f.kind != "dummy"]
    own = store.study.own_random_numbers
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # on matrices so small threads wait for each other ten times as long as they reckon
        made = {name: _fitted(points, factors, name, own) for name in (outcomes or known[:MOST_OUTCOMES])}
    rows = [(e.outcome, e.error, e.noise, e.explained, e.covered, len(e.simulated)) for e in made.values()]
    table = pd.DataFrame(rows, columns=["outcome", "error", "sampling_error", "explained", "covered", "points"])
    with store.finishing("emulator.csv") as aside:
        table_for_spreadsheet(table).to_csv(aside, index=False)
    vouch_for(store.folder, [store.folder / "emulator.csv"])
    return made


def encoded(points: "pd.DataFrame", factors: list[Factor]) -> np.ndarray:
    """Points as numbers in the unit cube (points, columns): a place in its range, or a mark for each level but the first."""
    columns = []
    for f in factors:
        if f.numeric:
            low, high = analysis.ends(f)
            values = points[f.name].to_numpy(float)
            columns.append(analysis.unit_of(f, values) if high > low else np.zeros(len(values)))
        else:
            texts = points[f.name].astype(str)
            columns += [(texts == str(level)).to_numpy(float) for level in f.levels[1:]]
    return np.column_stack(columns)


def _fitted(points: "pd.DataFrame", factors: list[Factor], outcome: str, own: bool) -> Emulator:
    points = points[np.isfinite(points[outcome])]
    if len(points) < FEWEST:
        raise analysis.AnalysisError(
            f"{outcome} is known at {len(points)} points, too few for an emulator; give the study {FEWEST} or more"
        )
    if len(points) > MOST_POINTS:
        points = points.iloc[np.sort(_by_lot(len(points))[:MOST_POINTS])]
    x, y = encoded(points, factors), points[outcome].to_numpy(float)
    known = points[f"{outcome}_sd"] ** 2 / points["runs"]
    sampling = known.fillna(0.0).to_numpy()
    process, predicted, sd = _process(
        x, y, sampling if own else np.zeros(len(y))
    )  # what all points share is no noise between them
    low, high = predicted - Z * sd, predicted + Z * sd
    return Emulator(outcome, factors, y, predicted, low, high, float(np.sqrt(known.mean())), process)


def _by_lot(n: int) -> np.ndarray:
    return np.random.default_rng(0).permutation(n)


def _process(x: np.ndarray, y: np.ndarray, sampling: np.ndarray) -> tuple[Places, np.ndarray, np.ndarray]:
    """A fitted process as a function of places, and for each point what all others predict of it: mean and standard deviation.

    x : (points, columns) in the unit cube; y : means there; sampling : their error variances. With K the covariance of all points, point i
    lies alpha_i / (K^-1)_ii from what the others predict, with variance 1 / (K^-1)_ii (Rasmussen & Williams 2006, eq. 5.12)
    """
    from scipy.linalg import cho_solve

    if not y.var() > 0.0:
        return (lambda places: (np.full(len(places), y[0]), np.zeros(len(places)))), y.copy(), np.zeros(len(y))
    process = _fit(x, y, sampling)
    inverse = np.diag(cho_solve((process.L_, True), np.eye(len(y))))
    predicted = y - process.alpha_.ravel() / inverse * y.std()
    return (lambda places: process.predict(places, return_std=True)), predicted, y.std() / np.sqrt(inverse)


def _fit(x: np.ndarray, y: np.ndarray, sampling: np.ndarray):
    """The process, with lengths that some of the points tell."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

    noise = np.maximum(sampling / y.var(), 1e-8)  # it reckons with y over its spread
    kernel = ConstantKernel(1.0, (1e-2, 1e3)) * Matern(np.ones(x.shape[1]), (0.05, 50.0), nu=2.5) + WhiteKernel(
        1e-2, (1e-7, 1.0)
    )
    some = _by_lot(len(y))[:LENGTHS_FROM]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a length at its bound: the parameter does not matter
        lengths = GaussianProcessRegressor(kernel, alpha=noise[some], normalize_y=True).fit(x[some], y[some]).kernel_
        return GaussianProcessRegressor(lengths, alpha=noise, normalize_y=True, optimizer=None).fit(x, y)
