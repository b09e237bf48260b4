"""What is kept of a country: a row for each school and year, one for each region, year and round, and one for each hire."""

from typing import Any

import numpy as np
import pandas as pd

from ..core.compiled import kernel
from ..engine.observe import Y
from ..parameters.country import Country
from .people import DISPLACED, ENTRANT, LOOKING, RETURNER
from .places import Land, Records
from .pool import Pool
from .results import CountryResults
from .seekers import N_ROUNDS, ROUNDS
from .summer import GOES_OUT, REASONS, Summer

#: Outcomes of a school's year (declare/outcomes.py) that a country keeps beside what is its own.
OUTCOMES = (
    "expertise", "influence", "administrator_support", "job_satisfaction", "exhaustion", "self_efficacy", "collective_efficacy", "trust",
    "share_collaboration", "hours_total", "leavers", "movers", "student_growth",
)  # fmt: skip
#: How somebody who is hired came to look for a post.
SOURCES = {LOOKING: "moved", DISPLACED: "displaced", RETURNER: "returned", ENTRANT: "new"}
#: Years of teaching, the present one included, up to which somebody counts as new to it in the tables of a country.
NEW_TO_TEACHING = 2


@kernel
def stocks(pool, counts, experience):
    """People of each school before a summer: counts (n_schools, 2) of those present and of those new to teaching; sums of experience."""
    for k in range(pool.places.size):
        first = pool.places[k].first_post
        for i in range(first, first + pool.places[k].posts):
            t = pool.teachers[i]
            if t.present != 0:
                counts[k, 0] += 1
                counts[k, 1] += t.experience < NEW_TO_TEACHING
                experience[k] += t.experience


class Kept:
    """Columns of the three tables, gathered year by year."""

    def __init__(self, country: Country, seed: int):
        self.country, self.seed = country, seed
        self._years: list[dict[str, Any]] = []
        self._market: list[dict[str, Any]] = []
        self._hires: list[dict[str, Any]] = []

    def before_summer(self, past: int, pool: Pool) -> None:
        """Who is there at the end of a year; past : years lived before it."""
        n = len(pool.places)
        counts, experience = np.zeros((n, 2), np.int64), np.zeros(n)
        stocks(pool, counts, experience)
        self._before = counts, experience / np.maximum(1, counts[:, 0])

    def after_summer(
        self, past: int, pool: Pool, land: Land, employers: Records, years: np.ndarray, summer: Summer | None
    ) -> None:
        """What the year and its summer brought; years : the rows of schools, as the engine fills them."""
        places, n = land.places, len(land.places)
        counts, experience = self._before
        columns: dict[str, Any] = {
            "year": np.full(n, past + 1, np.int16), "school": np.arange(n, dtype=np.int32), "run": places.run.astype(np.int32),
            "region": places.region, "district": places.district, "poverty": pool.school.poverty.copy(),
            "posts": places.posts.astype(np.int16), "filled": counts[:, 0].astype(np.int16),
        }  # fmt: skip
        if summer is not None:
            hires, goes = summer.arrivals.hires, summer.goes

            def per_school(chosen: np.ndarray) -> np.ndarray:
                return np.bincount(land.school_of_post[chosen], minlength=n).astype(np.int16)

            columns |= {
                name: employers[name].astype(np.int32) for name in ("openings", "applicants", "hires", "late_hires")
            } | {"vacant": employers.open.astype(np.int16)}
            for source, name in SOURCES.items():
                of = hires.to_school[hires.source == source]
                columns[f"hires_{name}"] = np.bincount(of, minlength=n).astype(np.int16)
            columns["gone_to_schools"], columns["gone_out"] = per_school(goes >= 0), per_school(goes == GOES_OUT)
            columns |= {
                name: employers[name].copy() for name in ("believed_support", "believed_influence", "believed_turnover")
            }
            self._hires.append(
                {"year": np.full(len(hires), past + 1, np.int16)}
                | {name: hires[name].copy() for name in hires.dtype.names or ()}
            )
            for turn in range(N_ROUNDS):
                rounds = summer.rounds[turn]
                self._market.append(
                    {"year": past + 1, "region": np.arange(len(land.regions)), "round": ROUNDS[turn]}
                    | {name: rounds[name].copy() for name in rounds.dtype.names or ()}
                )
        columns |= {"mean_experience": experience, "new_to_teaching": counts[:, 1] / np.maximum(1, counts[:, 0])}
        columns |= {name: years[:, getattr(Y, name)].copy() for name in OUTCOMES}
        self._years.append(columns)

    def results(self, seconds: dict[str, float]) -> "CountryResults":
        """The tables of all years so far."""

        def table(parts: list[dict[str, Any]]) -> "pd.DataFrame":
            return pd.concat([pd.DataFrame(part) for part in parts], ignore_index=True) if parts else pd.DataFrame()

        hires = table(self._hires)
        if len(hires):
            hires["source"] = pd.Categorical([SOURCES[code] for code in hires["source"]], list(SOURCES.values()))
            hires["round"] = pd.Categorical.from_codes(hires["round"], ROUNDS)
            hires["reason"] = pd.Categorical.from_codes(hires["reason"], REASONS)
        return CountryResults(self.country, self.seed, table(self._years), table(self._market), hires, dict(seconds))
