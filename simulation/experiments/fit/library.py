"""Many simulated schools under conditions drawn from a prior: what an observed school is compared with.

School k lives under set k (modulo their number) of the evidence's, with conditions of a Sobol sequence and the chance of run k of the
seed. So two fits of one seed look at the same schools, and differ by what was observed and not by luck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...declare.outcomes import YEAR_COLUMNS
from ...declare.parameter import bounds
from ...ensemble.jobs import Live
from ...ensemble.simulate import simulate_block
from ...inputs.quoting import did_you_mean
from ...parameters.scenario import InputError, Scenario, parameters
from ...school.roster import School
from ..uncertainty import stored_sets
from .observed import KEPT

#: What is not known of a school and shows in its figures, unless somebody knows it: field -> lowest and highest value of the prior, which
#: is even between them. Wide: hardly any school lies outside.
CONDITIONS: dict[str, tuple[float, float]] = {
    "administrator.openness": (0.05, 0.95),
    "administrator.support": (0.05, 0.95),
    "administrator.clarity": (0.2, 0.95),
    "administrator.mandated": (0.0, 5.0),
    "culture.collaboration": (0.1, 0.9),
    "time.planning": (0.0, 6.0),
    "time.paperwork": (1.0, 9.0),
    "accountability.pressure": (0.05, 0.95),
    "school.materials": (0.1, 0.95),
}
#: How schools differ is no matter of one school: its conditions are estimated themselves.
SPREADS = ("population.openness", "population.support", "population.culture", "population.poverty", "population.size")
_COLUMN = {column.name: at for at, column in enumerate(YEAR_COLUMNS)}


def ranges_of(free: Mapping[str, tuple[float, float] | None]) -> dict[str, tuple[float, float]]:
    """Fields with the ends of their priors; where none are given, those of CONDITIONS. Raises InputError."""
    ranges = {}
    for name, given in free.items():
        if name not in parameters() or isinstance(parameters()[name].default, bool):
            raise InputError(
                f"--free {name}: there is no such condition{did_you_mean(name, parameters(), '; docs/codebook.md lists them')}"
            )
        low, high = bounds(parameters()[name])
        ends = given or CONDITIONS.get(name) or (low, high)
        if not (low <= ends[0] < ends[1] <= high and np.isfinite(ends).all()):
            raise InputError(
                f"--free {name}={ends[0]:g}..{ends[1]:g}: the ends go from the lower to the higher, within {low:g} to {high:g}"
            )
        ranges[name] = (float(ends[0]), float(ends[1]))
    if not ranges:
        raise InputError("nothing is left to find out: every condition is known; name one with --free FIELD")
    return ranges


@dataclass(frozen=True, eq=False)
class Library:
    """Simulated schools. conditions (n, n_conditions); figures (n, n_keys): without sampling error; low, high (n_conditions,)."""

    names: tuple[str, ...]
    low: np.ndarray
    high: np.ndarray
    conditions: np.ndarray
    figures: np.ndarray
    schools: int  #: simulated schools of which each row is the mean

    def rows_of_sets(self) -> np.ndarray:
        """(n,) the row of the posterior that each lives under."""
        return np.arange(len(self.conditions)) % len(stored_sets())


def simulate_library(
    scenario: Scenario, ranges: Mapping[str, tuple[float, float]], wanted: Sequence[tuple[str, int]], n: int, seed: int,
    *, facts: Mapping[str, float], live: Live, schools: int = 1, school: School | None = None,
) -> Library:  # fmt: skip
    """Simulate n schools, or n times the mean of some schools, under conditions from their priors.

    wanted : (outcome or KEPT, year from 1) of each figure, as they are kept; facts : fields that no set moves
    live : carries out a list of jobs
    """
    from scipy.stats import qmc

    names = tuple(ranges)
    low, high = np.array(list(ranges.values())).T
    places = qmc.Sobol(len(names), seed=seed).random(1 << (n - 1).bit_length())[:n]
    conditions = low + (high - low) * places
    sets = stored_sets()
    under = [sets.scenario(scenario, k).replace(dict(facts)) for k in range(min(n, len(sets)))]

    def figures(k: int, first: int, seed: int, count: int) -> list[np.ndarray]:
        here = under[k % len(under)].replace(dict(zip(names, conditions[k].tolist(), strict=True)))
        return [
            figures_of(kept, wanted, school) for kept in simulate_block(here, seed, first, count, recorded_for(wanted), school)
        ]

    jobs = [(k, k * schools, seed, schools) for k in range(n)]
    lived = live(figures, jobs)
    return Library(names, low, high, conditions, np.array([np.mean(of, axis=0) for of in lived]), schools)


def recorded_for(wanted: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """What has to be recorded for these figures."""
    return ("years", "ties") if any(name == KEPT for name, _ in wanted) else ("years",)


def figures_of(kept, wanted: Sequence[tuple[str, int]], school: School | None) -> np.ndarray:
    """What a survey of everybody would find in a school that has lived: (n_keys,)."""
    return np.array(
        [ties_kept(kept.ties, year, school) if name == KEPT else kept.years[year - 1, _COLUMN[name]] for name, year in wanted]
    )


def ties_kept(ties: np.ndarray, year: int, school: School | None) -> float:
    """Share of the real school's ties that are there at the end of a year; a person of the first day is called like the post."""
    assert school is not None  # a second wave has a first
    first = set((school.source * school.n + school.target).tolist())
    then = ties[(ties["year"] == year) & (ties["source_person"] < school.n) & (ties["target_person"] < school.n)]
    codes = then["source_person"].astype(np.int64) * school.n + then["target_person"]
    return len(first & set(codes.tolist())) / len(first)
