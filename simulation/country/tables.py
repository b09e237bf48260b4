"""What is kept of a country: a row for each school and year, region, year and round, hire, leaver, and policy and year."""

from typing import Any

import numpy as np
import pandas as pd

from ..core.compiled import kernel
from ..core.vocabulary import N_AUDIENCES
from ..engine.observe import Y
from ..parameters.country import Country
from ..school.teachers import audience
from .in_force import InForce
from .people import DISPLACED, ENTRANT, LOOKING, RETURNER, ROTATED
from .places import Land, Records, exponentials
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
SOURCES = {LOOKING: "moved", DISPLACED: "displaced", RETURNER: "returned", ENTRANT: "new", ROTATED: "rotated"}
#: Years of teaching, the present one included, up to which somebody counts as new to it in the tables of a country.
NEW_TO_TEACHING = 2


@kernel
def stocks(pool, counts, experience, staff):
    """People of each school before a summer: counts (n_schools, 2) of those present and of those new to teaching; sums of experience.

    staff (n_schools, N_AUDIENCES) : of those present by audience of policies
    """
    for k in range(pool.places.size):
        first = pool.places[k].first_post
        for i in range(first, first + pool.places[k].posts):
            t = pool.teachers[i]
            if t.present != 0:
                counts[k, 0] += 1
                counts[k, 1] += t.experience < NEW_TO_TEACHING
                experience[k] += t.experience
                staff[k, audience(t)] += 1


#: The tables of a country.
PARTS = ("years", "market", "hires", "leavers", "costs")
#: Why somebody leaves all schools: she wanted to, or had to go and found nothing.
WHY = ("left", "not renewed")


class Kept:
    """The tables, gathered year by year."""

    def __init__(self, country: Country, seed: int):
        self.country, self.seed = country, seed
        self._parts: dict[str, list[pd.DataFrame]] = {name: [] for name in PARTS}

    def last(self) -> dict[str, pd.DataFrame]:
        """What the last year brought to each table."""
        return {name: parts[-1] for name, parts in self._parts.items() if parts}

    def take_up(self, parts: dict[str, pd.DataFrame]) -> None:
        """A year that was lived before, as `last` gave it."""
        for name, part in parts.items():
            self._parts[name].append(part)

    def before_summer(self, past: int, pool: Pool, land: Land, rules: InForce, summer: Summer | None) -> None:
        """Who is there at the end of a year, who will leave, and what policies have cost in it; past : years lived before it."""
        n, year = len(pool.places), past + 1
        counts, experience, staff = np.zeros((n, 2), np.int64), np.zeros(n), np.zeros((n, N_AUDIENCES), np.int64)
        stocks(pool, counts, experience, staff)
        self._before = counts, experience / np.maximum(1, counts[:, 0]), rules.bonus(year)
        costs = pd.DataFrame(rules.costs(year, staff, exponentials(pool.places.pay.copy())))
        costs.insert(0, "year", year)
        costs["policy"] = [self.country.policies[number].name for number in costs["policy"]]
        self._parts["costs"].append(costs)
        if summer is not None:
            rows = np.flatnonzero(summer.goes == GOES_OUT)
            people, teachers = pool.people[rows], pool.teachers[rows]
            columns = {
                "year": np.full(len(rows), year, np.int16), "person": people.number, "from_school": land.school_of_post[rows],
                "why": np.where(people.about == DISPLACED, 1, 0).astype(np.int8), "experience": teachers.experience,
                "expertise": teachers.expertise,
            }  # fmt: skip
            self._parts["leavers"].append(pd.DataFrame(columns))

    def after_summer(
        self, past: int, pool: Pool, land: Land, employers: Records, years: np.ndarray, summer: Summer | None
    ) -> None:
        """What the year and its summer brought; years : the rows of schools, as the engine fills them."""
        places, n = land.places, len(land.places)
        counts, experience, bonus = self._before
        columns: dict[str, Any] = {
            "year": np.full(n, past + 1, np.int16), "school": np.arange(n, dtype=np.int32), "run": places.run.astype(np.int32),
            "region": places.region, "district": places.district, "poverty": pool.school.poverty.copy(),
            "posts": places.posts.astype(np.int16), "filled": counts[:, 0].astype(np.int16),
        }  # fmt: skip
        if len(self.country.policies):
            columns["bonus"] = bonus
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
            hired = {name: hires[name].copy() for name in hires.dtype.names or ()}
            self._parts["hires"].append(pd.DataFrame({"year": np.full(len(hires), past + 1, np.int16)} | hired))
            rounds = [
                pd.DataFrame(
                    {"year": past + 1, "region": np.arange(len(land.regions)), "round": ROUNDS[turn]}
                    | {name: summer.rounds[turn][name].copy() for name in summer.rounds.dtype.names or ()}
                )
                for turn in range(N_ROUNDS)
            ]
            self._parts["market"].append(pd.concat(rounds, ignore_index=True))
        columns |= {"mean_experience": experience, "new_to_teaching": counts[:, 1] / np.maximum(1, counts[:, 0])}
        columns |= {name: years[:, getattr(Y, name)].copy() for name in OUTCOMES}
        self._parts["years"].append(pd.DataFrame(columns))

    def results(self, seconds: dict[str, float]) -> "CountryResults":
        """The tables of all years so far."""

        tables = {name: pd.concat(parts, ignore_index=True) if parts else pd.DataFrame() for name, parts in self._parts.items()}
        hires, leavers = tables["hires"], tables["leavers"]
        if len(hires):
            hires["source"] = pd.Categorical([SOURCES[code] for code in hires["source"]], list(SOURCES.values()))
            hires["round"] = pd.Categorical.from_codes(hires["round"], ROUNDS)
            hires["reason"] = pd.Categorical.from_codes(hires["reason"], REASONS)
        if len(leavers):
            leavers["why"] = pd.Categorical.from_codes(leavers["why"], WHY)
        return CountryResults(self.country, self.seed, seconds=dict(seconds), **tables)
