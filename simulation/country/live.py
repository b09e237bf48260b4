"""A country simulated year by year: schools live their weeks in blocks, the summer joins them, and each year leaves its tables."""

import time
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..core.vocabulary import ORDINARY, WEEKS_PER_YEAR
from ..engine.first_call import make_ready
from ..ensemble.forecast import Cost, check
from ..ensemble.jobs import LARGEST, check_whole, ctrl_c_held_back, raise_if, workers_or_all
from ..ensemble.simulate import measured_rate
from ..parameters.country import Country, records
from .board import call_up
from .crew import Crew
from .in_force import InForce, in_force, with_bonus
from .people import Reserve, Season, number_staff
from .places import COUNTRY_SEED, Land, Records, lay_out
from .pool import Pool, blocks_of, empty_pool, empty_years, found, live_weeks, unkept
from .results import CountryResults
from .seekers import EMPLOYER_DTYPE, intend
from .store import YearStore
from .summer import Arrivals, Summer, births, bring_in, hold_summer, turn_schools
from .tables import Kept

#: Posts of a block of schools: a second of work or less, so that Ctrl-C is answered.
_POSTS_PER_BLOCK = 20_000

#: Measured over 6,000 to 320,000 posts: bytes of a post and what belongs to it, bytes of tables for each of its years, and how much longer a
#: year takes with its summer and its market than its weeks take.
_BYTES_A_POST, _BYTES_A_YEAR, _WITH_MARKET = 1_700.0, 150.0, 1.4


@dataclass
class Living:
    """A country in the first week of a year: its schools, its people and its clock. `year` lives one more."""

    country: Country
    seed: int
    land: Land
    rules: InForce
    pool: Pool
    employers: Records
    reserve: Reserve
    next_number: int
    past: int = 0  #: years that have been lived
    seconds: dict[str, float] = field(default_factory=dict)

    @classmethod
    def begin(cls, country: Country, seed: int, crew: Crew) -> "Living":
        """The country of a seed on its first day. Raises InputError for a seed out of range."""
        check_whole("seed", seed, 0, LARGEST)
        began = time.perf_counter()
        make_ready()
        scenario, key = country.of_schools, seed ^ COUNTRY_SEED
        land = lay_out(country, seed)
        rules = in_force(country, land, seed)
        pool = empty_pool(land, scenario)
        crew.do(_blocks(land, crew), lambda a, b: found(pool, scenario, seed, a, b))
        season = _season(country, rules, key, 0)
        number_staff(pool.teachers, pool.people, land, season)
        employers = np.zeros(len(land.places), EMPLOYER_DTYPE).view(np.recarray)
        reserve, number = Reserve.of(0), len(pool.people)
        if country.joined:
            p = scenario.table()[0].view(np.recarray)[0, ORDINARY]
            counts = (season.m.reserve * land.regions.posts).astype(np.int64)
            reserve = bring_in(reserve, land, counts, number, p, season, 1)
            number += int(counts.sum())
        living = cls(country, seed, land, rules, pool, employers, reserve, number)
        living.seconds["founding"] = time.perf_counter() - began
        return living

    @classmethod
    def resume(cls, country: Country, seed: int, arrays: dict[str, np.ndarray], past: int, next_number: int) -> "Living":
        """The country after a year that was lived before, from its arrays (`arrays`) and its clock."""
        make_ready()
        land = lay_out(country, seed)
        rules = in_force(country, land, seed)
        pool = empty_pool(land, country.of_schools)
        reserve = Reserve(*(arrays[f"reserve_{name}"].view(np.recarray) for name in Reserve._fields))
        living = cls(
            country,
            seed,
            land,
            rules,
            pool,
            np.zeros(len(land.places), EMPLOYER_DTYPE).view(np.recarray),
            reserve,
            next_number,
            past,
        )
        for name, array in living.arrays().items():
            if not name.startswith("reserve_"):
                array[...] = arrays[name]
        return living

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything that changes from year to year, by name, but for the clock."""
        of_pool = {name: array for name, array in self.pool._asdict().items() if name != "places"}
        return (
            of_pool
            | {"employers": self.employers}
            | {f"reserve_{name}": array for name, array in self.reserve._asdict().items()}
        )

    @property
    def season(self) -> Season:
        """What the next summer goes by."""
        return _season(self.country, self.rules, self.seed ^ COUNTRY_SEED, self.past)

    def year(self, crew: Crew, kept: "Kept | None" = None) -> "Summer | None":
        """Live a year and the summer after it; None where schools are joined by nothing."""
        table, period = self.rules.table, self.rules.period
        pool, land, blocks, nothing, years = self.pool, self.land, _blocks(self.land, crew), unkept(), empty_years(self.pool)
        began = time.perf_counter()
        live_weeks(pool, blocks, table, period, years, crew)
        began = self.spent("weeks", began)
        institution = self.rules.institution(self.past + 2)
        summer = self._market(institution, years, blocks, crew) if institution != "none" else None
        began = self.spent("market", began)
        if kept is not None:
            kept.before_summer(self.past, pool, land, self.rules, summer)
        joined, employers = summer is not None, self.employers
        goes, arrivals = (
            (summer.goes, summer.arrivals) if summer else (np.zeros(0, np.int32), Arrivals.of(0, np.zeros(1, np.int64)))
        )
        crew.do(blocks, lambda a, b: turn_schools(pool, employers, a, b, table, period, nothing, years, goes, arrivals, joined))
        began = self.spent("summer", began)
        if kept is not None:
            kept.after_summer(self.past, pool, land, employers, years, summer)
        self.spent("tables", began)
        self.past += 1
        return summer

    def _market(self, institution: str, years: np.ndarray, blocks: list[tuple[int, int]], crew: Crew) -> Summer:
        """The summer to come; whoever enters or leaves the reserve has done so, and nobody has moved yet."""
        pool, land, employers, season, new = self.pool, self.land, self.employers, self.season, self.past == 0
        table, period = self.rules.table, self.rules.period
        p = table[period[:, min((self.past + 1) * WEEKS_PER_YEAR, period.shape[1] - 1)]]
        employers["pay"] = with_bonus(land.places.pay, self.rules.bonus(self.past + 2))
        if institution == "rotation":
            season.of["displaced"] = 0.0  # who is in a board's service has a post
        crew.do(blocks, lambda a, b: intend(pool, employers, a, b, table, period, years, season, new))
        if institution == "rotation":
            crew.do(blocks, lambda a, b: call_up(pool, employers, a, b, land, season))
        counts = births(land, season)
        reserve = bring_in(self.reserve, land, counts, self.next_number, p[0, ORDINARY], season, 0)
        self.next_number += int(counts.sum())
        summer = hold_summer(pool, land, reserve, employers, season, p, crew, institution)
        self.reserve = summer.reserve
        return summer._replace(entered=int(counts.sum()))

    def spent(self, stage: str, began: float) -> float:
        """Add the time since `began` to a stage; the time now."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - began
        return now


def _season(country: Country, rules: InForce, key: int, past: int) -> Season:
    """What the summer after a year goes by: the rules of the next one. past : years lived before it"""
    market = rules.market(past + 2)
    return Season(market[0], market, records([country.rotation])[0], key, past, country.places.district_extent)


def _blocks(land: Land, crew: Crew) -> list[tuple[int, int]]:
    posts = int(land.places.posts.sum())
    return list(blocks_of(land, max(crew.pieces, -(-posts // _POSTS_PER_BLOCK))))


def asked(country: Country, seed: int) -> CountryResults:
    """Results without tables, which say what is asked for."""
    return Kept(country, seed).results({})


def cost_of_country(country: Country) -> Cost:
    """What a country takes, by the usual size of its schools."""
    schools, scenario = country.places.schools, country.of_schools
    posts, years = float(schools) * scenario.school.teachers, scenario.years
    lived = posts * (years + scenario.mechanisms.settling) * WEEKS_PER_YEAR
    kept = _BYTES_A_YEAR * posts * years
    return Cost(schools, _WITH_MARKET * lived, _BYTES_A_POST * posts + kept, kept / 3.0)


def simulate_country(
    country: Country,
    seed: int = 1,
    *,
    workers: int | None = None,
    progress: bool = False,
    insist: bool = False,
    executor: Executor | None = None,
    years_at: Path | None = None,
) -> CountryResults:
    """Simulate a country for the years of its schools' scenario: country and seed in, CountryResults out.

    workers : threads, as many as there are processors when left out; results do not depend on it; progress : show a progress bar
    insist : begin although it takes more memory or time than there is
    executor : lives the weeks of schools, as processes or a cluster; what a lost worker had is lived here, and results do not depend on it
    years_at : a folder in which whole years are kept, so that the same call goes on from the last of them (store.py)
    Raises InputError for a number out of range, and TooLargeError for a country beyond this machine or beyond patience.
    """
    from tqdm.auto import tqdm

    check(cost_of_country(country), workers_or_all(workers), None, insist, lambda: measured_rate(country.of_schools))
    kept = Kept(country, seed)
    with YearStore(years_at, asked(country, seed).manifest) if years_at else nullcontext() as store:
        try:
            with ctrl_c_held_back() as pressed, Crew(workers_or_all(workers), executor=executor) as crew:
                before = store.restore(kept) if store else None
                living = Living.resume(country, seed, *before) if before else Living.begin(country, seed, crew)
                years = country.of_schools.years
                for _ in tqdm(range(living.past, years), unit="year", disable=not progress, initial=living.past, total=years):
                    raise_if(pressed)
                    living.year(crew, kept)
                    if store:
                        began = time.perf_counter()
                        store.keep(living, kept)
                        living.spent("keeping", began)
        except KeyboardInterrupt as stop:
            if store and store.whole_years:
                told = f"{store.whole_years} whole years are kept, and the same command goes on from there"
                raise type(stop)(told) from None
            raise
    return kept.results(living.seconds)
