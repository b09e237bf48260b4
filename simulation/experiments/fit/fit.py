"""A fit: the sets of the evidence, and the conditions, under which the model makes schools like one that was observed.

What was observed is held against thousands of simulated schools (library.py), which are weighted by their likeness (weigh.py). What
remains is a few hundred equally weighted sets, under which `run`, `compare` and `sweep` simulate (`--like`). Schools are simulated anew
under them, to see whether the model can be like this school at all.
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...core.sources import sources_digest
from ...ensemble.forecast import Cost, cost_of_ensemble
from ...ensemble.jobs import Live, check_whole, with_threads
from ...ensemble.simulate import check_asked, simulate_block
from ...inputs.quoting import did_you_mean
from ...inputs.writing import table_for_spreadsheet
from ...parameters.scenario import BASELINE, InputError, Scenario, parameters
from ...results.folder import Results, read_manifest, versions, write_results
from ...results.place import ResultsError
from ...school.readers.form import listed
from ...school.roster import School
from ..compare import Effect, spread_of_persons
from ..uncertainty import Sets, compare_uncertain, posterior, simulate_uncertain
from .library import CONDITIONS, SPREADS, Library, figures_of, ranges_of, recorded_for, simulate_library
from .observed import KEPT, MOST_YEARS, NETWORK, Observed, ObservedError, Seen, pooled, read_observed
from .weigh import KEPT as KEPT_SHARE
from .weigh import RATE, Weighed, coverage, distances_apart, weigh

if TYPE_CHECKING:
    import pandas as pd

#: Simulated schools to compare with, and sets that remain.
SIMULATED, SETS = 4000, 200
#: Schools for what chance does under the same conditions, and for the spread between persons where a survey does not tell it.
CHANCE, PERSONS = 60, 30
#: Of a scale's variance between persons this much is theirs, and the rest an accident of asking, which a survey of everybody has, too.
RELIABILITY = 0.8
#: Own schools on which the intervals are tried, those nearest to the observed one; and those among whose distances it is placed.
TRIED, AMONG = 100, 500
#: A school is called unlike the model when no more than this share of the model's own schools would be as far off: half of it for all figures
#: together, and half for any one of them.
RARE = 0.05
#: A parameter of behaviour was taught something when its mean moved by this many standard deviations, and by more than chance moves it.
MOVED = 0.3
#: Fewer effective schools than this make intervals rough.
FEW = 100
MADE_BY = "experiments.fit.fit"


@dataclass(eq=False)
class Fit:
    """What a school's figures teach.

    title : of the school; scenario : with what is known of it; observed : its figures, with their errors
    sets : under which `simulate` makes schools like it; seed, simulated : of the schools it was compared with; effective : how many
        equally weighted ones would say as much
    conditions : a DataFrame with a row for each: condition, label, default, prior_low, prior_high, middle, low, high (the interval at
        RATE), taught (1 - variance / prior variance), covered (share of the model's own schools whose interval held their truth)
    behaviour : a row for each parameter of behaviour: parameter, label, default, middle, moved (in standard deviations of the evidence's sets)
    predicted : a row for each figure: figure, observed, error, middle, low, high (of schools simulated under the sets, as a survey
        would find them), apart (in their standard deviations), unlike, teaches (some simulated
        school has such a figure)
    alike : share of the model's own schools, of AMONG that are drawn evenly from all, that stand as far from all others as the observed one
    """

    title: str
    scenario: Scenario
    observed: Observed
    sets: Sets
    seed: int
    simulated: int
    effective: float
    alike: float
    conditions: "pd.DataFrame"
    behaviour: "pd.DataFrame"
    predicted: "pd.DataFrame"
    school: dict[str, Any] | None = None  #: what identifies a real school
    seconds: float = 0.0
    digest: str = ""
    asked: dict[str, Any] = field(default_factory=dict)

    @property
    def tried(self) -> int:
        """Own schools of the model on which the intervals were tried: those nearest to the observed one."""
        return min(TRIED, int(KEPT_SHARE * self.simulated))

    @property
    def possible(self) -> bool:
        """Whether the model can be like this school, as far as its figures tell."""
        return self.alike > RARE / 2.0 and not self.predicted["unlike"].any()

    def lines(self) -> list[str]:
        """What the fit says, in sentences."""
        return [*self.verdict(), *self.taught()]

    def verdict(self) -> list[str]:
        """Whether the model can be like the school."""
        off = [
            f"{r.figure} ({r.observed:.3g}, and {r.low:.3g} to {r.high:.3g} simulated)"
            for r in self.predicted.itertuples()
            if r.unlike
        ]
        if self.possible:
            return [
                f"The model can be like {self.title}: every figure lies among those of schools simulated under the fitted sets, and "
                f"{self.alike:.0%} of the schools that the model makes itself stand as far from all others."
            ]
        why = f"; out of reach: {listed(off, 20)}" if off else "; no single figure is out of reach, but they do not go together"
        return [
            f"The model cannot be like {self.title} in all that was observed{why}. Check units, scales and year, free another condition, "
            "or read what follows as the nearest that it comes."
        ]

    def taught(self) -> list[str]:
        """What the figures taught of which condition, and what stays unknown."""
        of = self.conditions
        much, some = of[of["taught"] >= 0.7], of[(of["taught"] >= 0.2) & (of["taught"] < 0.7)]
        silent = of[of["taught"] < 0.2]
        beyond = self.predicted.loc[~self.predicted["teaches"], "figure"].tolist()
        told = [
            f"{len(self.observed.seen)} figures, {self.simulated} simulated schools, of which those that are alike say as much as {self.effective:.0f}."
        ]
        if self.effective < FEW:
            told.append(f"That is few: intervals are rough, and more simulated schools than {self.simulated} would help.")
        if beyond:
            told.append(f"No simulated school has such a figure as {listed(beyond, 20)}, so nothing is learnt from it.")
        for rows, word in ((much, "much"), (some, "something")):
            if len(rows):
                found = [f"{r.condition} {r.low:.2g} to {r.high:.2g}" for r in rows.itertuples()]
                told.append(f"They teach {word} of {listed(found, 20)} ({RATE:.0%} intervals).")
        if len(silent):
            told.append(
                f"Hardly anything is learnt of {listed(silent['condition'].tolist(), 20)}: their range stays nearly what it was."
            )
        much_moved = max(MOVED, 3.5 / math.sqrt(self.effective))  # what chance alone moves among so many parameters
        moved = self.behaviour[self.behaviour["moved"].abs() >= much_moved]
        if len(moved):
            found = [
                f"{r.parameter} ({r.moved:+.1f} SD)" for r in moved.sort_values("moved", key=abs, ascending=False).itertuples()
            ]
            told.append(f"Of behaviour: {listed(found, 6)}; the rest stays as the evidence leaves it.")
        else:
            told.append(
                f"Of the {len(self.behaviour)} parameters of behaviour none moved by {much_moved:.1f} standard deviations: they stay as uncertain as "
                "the evidence leaves them."
            )
        return told

    def check_school(self, school: School | None) -> None:
        """Raise InputError unless the school (None for none) is the one that was fitted."""
        if (school.identity()["digest"] if school else None) == (self.school["digest"] if self.school else None):
            return
        if self.school is None:
            raise InputError(f"{self.title} was fitted without a roster; leave out the roster, or fit again with it")
        words = " ".join(self.school.get("receipt", {}).get("words", ("--roster FILE", "--ties FILE")))
        raise InputError(
            f"{self.title} was fitted to the people of {self.school['title']}; give their files as they were read: {words}"
        )

    def sets_for(self, scenario: Scenario, said: Sequence[str] = ()) -> Sets:
        """The sets for a scenario: a condition that it sets otherwise than the fitted one, or that is `said`, stays as it is there.

        scenario : of the runs; said : names of its fields
        """
        own = [name for name in self.sets.conditions if scenario.get(name) != self.scenario.get(name)]
        return self.sets.but([*own, *said])

    def simulate(
        self, runs: int = 100, seed: int = 1, *, scenario: Scenario | None = None, school: School | None = None, **options
    ) -> Results:
        """Schools like the observed one.

        runs, seed : run r of a seed is always the same school; scenario : another one for them, such as a reform
        school : the real one, if one was fitted; options : record, workers, progress and insist, as in `sim.simulate`
        Raises InputError when the real school that was fitted is not given.
        """
        self.check_school(school)
        chosen = scenario or self.scenario
        return simulate_uncertain(chosen, runs, seed, school=school, sets=self.sets_for(chosen), **options)

    def compare(
        self, b: Scenario, runs: int = 200, seed: int = 1, *, a: Scenario | None = None, school: School | None = None, **options
    ) -> Effect:
        """What a scenario b does to schools like the observed one, against the fitted scenario or another, a.

        runs, seed, school : as in `simulate`; options : years, workers, progress and insist, as in `sim.compare`
        A field that differs between a and b is what they say in both. Raises InputError when the fitted real school is not given.
        """
        self.check_school(school)
        a = a or self.scenario
        sets = self.sets_for(a), self.sets_for(b, [name for name in self.sets.conditions if a.get(name) != b.get(name)])
        return compare_uncertain(a, b, runs, seed, school=school, sets=sets, **options)

    # ---------------------------------------------------------------- its folder

    @property
    def manifest(self) -> dict[str, Any]:
        """What determines the fit (`fit`), and what it says."""
        made = {"versions": versions(), "digest": self.digest or sources_digest(MADE_BY), "seconds": round(self.seconds, 1)}
        found = {"sets": self.sets.about(), "alike": self.alike, "effective": self.effective, "school": self.school}
        return {"fit": self.asked} | made | {"verdicts": found}

    def save(self, path: str | Path, *, replace: bool = False, also: Callable[[Path], None] | None = None) -> Path:
        """Write conditions.csv, behaviour.csv, predicted.csv, summary.md, report.html, figures and a manifest; complete or absent.

        path : the folder; replace : also replace the fit of another question; also : called with the unfinished folder. Returns the folder. Raises
        ResultsError when the place is taken or cannot be written.
        """
        from .page import write_page

        def fill(aside: Path) -> None:
            for name in ("conditions", "behaviour", "predicted"):
                table_for_spreadsheet(getattr(self, name)).to_csv(aside / f"{name}.csv", index=False)
            write_page(self, aside)

        return write_results(path, fill, self.manifest, replace, also)

    @classmethod
    def load(cls, path: str | Path) -> "Fit":
        """The fit of the folder at `path`. Raises ResultsError when there is none, and InputError when the evidence's sets are others now."""
        import pandas as pd

        path = Path(path)
        manifest = read_manifest(path)
        if "fit" not in manifest:
            raise ResultsError(f"{path} holds no fit; give a folder that `fit` wrote")
        try:
            asked, found = manifest["fit"], manifest["verdicts"]
            tables = {name: pd.read_csv(path / f"{name}.csv") for name in ("conditions", "behaviour", "predicted")}
            observed = asked["observed"]
            return cls(
                title=observed["title"],
                scenario=Scenario.from_dict(asked["scenario"], str(path)),
                observed=Observed(
                    observed["title"],
                    tuple(Seen(**seen) for seen in _none_as_nan(observed["seen"])),
                    observed["known"],
                    observed["schools"],
                ),
                sets=Sets.from_manifest(found["sets"]),
                seed=asked["seed"],
                simulated=asked["simulated"],
                effective=found["effective"],
                alike=found["alike"],
                school=found["school"],
                seconds=manifest["seconds"],
                digest=manifest["digest"],
                asked=asked,
                **tables,
            )
        except (KeyError, TypeError, ValueError, OSError, AttributeError) as error:
            if isinstance(error, InputError):
                raise
            raise ResultsError(f"{path} is damaged ({type(error).__name__}: {error}); fit it again") from None


# ---------------------------------------------------------------- fitting


def fit(
    observed: "str | Path | Observed | Sequence[Observed]",
    scenario: Scenario | str = BASELINE,
    *,
    free: Mapping[str, tuple[float, float] | None] | None = None,
    fixed: Sequence[str] = (),
    school: School | None = None,
    second_wave: School | None = None,
    wave_year: int = 1,
    scales: dict[str, str] | None = None,
    together: bool = False,
    sets: int = SETS,
    simulated: int = SIMULATED,
    seed: int = 1,
    workers: int | None = None,
    progress: bool = False,
) -> Fit:
    """Fit the model to what was observed of one school, or of several together.

    observed : a file (observed.py says which forms are read), or what was read of it
    scenario : what is known of the schools; free : conditions to find out, with the ends of their even priors, in place of CONDITIONS;
        fixed : fields of the scenario that are known and not free
    school : a real school, whose people start every run; second_wave : the same with its ties at the end of `wave_year`
    scales : outcome -> its survey's scale; together : fit the means of several schools, as of one district
    sets : how many remain; simulated : schools to compare with; seed : of these schools
    workers : threads, as many as there are processors when left out; progress : show a progress bar
    Raises ObservedError and InputError with a sentence for each fault, also for several schools that are not to be taken together.
    """
    every = _read(observed, scales)
    if len(every) > 1 and not together:
        raise InputError(
            f"figures of {len(every)} schools came ({listed([one.title for one in every], 4)}); fit each for itself (--apart, fit_each), "
            "or all as one district (--pooled, together=True)"
        )
    if second_wave is not None:
        check_whole("wave_year", wave_year, 1, MOST_YEARS)
        every = [_with_wave(one, school, second_wave, wave_year) for one in every]
    if len(every) > 1 and school is not None:
        raise InputError(f"figures of {len(every)} schools came, and one roster; fit the school of the roster alone")
    live = with_threads(workers, progress)
    question = Question(scenario, free, fixed, school=school, sets=sets, simulated=simulated, seed=seed, live=live)
    return question.answer(question.together(every))


def fit_each(
    observed: "str | Path | Observed | Sequence[Observed]",
    scenario: Scenario | str = BASELINE,
    *,
    free: Mapping[str, tuple[float, float] | None] | None = None,
    fixed: Sequence[str] = (),
    scales: dict[str, str] | None = None,
    sets: int = SETS,
    simulated: int = SIMULATED,
    seed: int = 1,
    workers: int | None = None,
    progress: bool = False,
) -> list[Fit]:
    """A fit of each school of a file with several; all are compared with the same simulated schools.

    observed, scenario, free, fixed, scales, sets, simulated, seed, workers : as in `fit`, and so are errors
    progress : show a progress bar
    """
    live = with_threads(workers, progress)
    question = Question(scenario, free, fixed, sets=sets, simulated=simulated, seed=seed, live=live)
    whole = [question.with_errors(one) for one in _read(observed, scales)]
    return [question.answer(one) for one in whole]


def _read(observed, scales: dict[str, str] | None) -> list[Observed]:
    if isinstance(observed, Observed):
        return [observed]
    if isinstance(observed, str | Path):
        return read_observed(observed, scales=scales)
    return list(observed)


class Asked(NamedTuple):
    """What has to be simulated for one school's figures."""

    here: Scenario  #: with what is known of the school
    lived: Scenario  #: the same, as its like live
    ranges: dict[str, tuple[float, float]]  #: of conditions that are to be found out
    facts: dict[str, float]  #: fields that no set moves
    wanted: tuple[tuple[str, int], ...]
    key: str  #: what schools of one kind have in common, which is simulated once


class Question:
    """What is asked of all schools of a call, and what was simulated for it.

    live : how a list of jobs is carried out, as `perform` does with threads of its own and a bar; a page has its own
    """

    def __init__(
        self,
        scenario: Scenario | str,
        free: Mapping[str, tuple[float, float] | None] | None = None,
        fixed: Sequence[str] = (),
        *,
        school: School | None = None,
        sets: int = SETS,
        simulated: int = SIMULATED,
        seed: int = 1,
        live: Live,
    ):
        check_asked(sets, seed)
        check_whole("simulated", simulated, 100, 1_000_000)
        self.scenario = Scenario.load(scenario) if isinstance(scenario, str) else scenario
        self.free, self.fixed, self.school, self.sets, self.simulated = free, tuple(fixed), school, sets, simulated
        self.seed, self.live = seed, live
        self.shared: dict[str, Any] = {}  #: what does not depend on the figures, for schools of one kind

    def asked(self, observed: Observed) -> Asked:
        """What has to be simulated. Raises InputError for conditions that there are not, or that are known."""
        if strange := [name for name in self.fixed if name not in parameters()]:
            raise InputError(
                f"fixed names {strange[0]!r}, which is no field of a scenario{did_you_mean(strange[0], parameters())}"
            )
        known = {*observed.known, *self.fixed}
        usual = {name: None for name in CONDITIONS if name not in known}
        ranges = ranges_of(usual if self.free is None else self.free)
        if both := [name for name in ranges if name in known]:
            raise InputError(f"{both[0]} is known and to be found out; leave out one of the two")
        here = _known(self.scenario, observed)
        facts = {name: float(here.get(name)) for name in known if name in posterior().columns}  # no set moves what is known
        lived = here.replace({"years": observed.years} | ({} if observed.schools > 1 else dict.fromkeys(SPREADS, 0.0)))
        wanted = tuple((seen.name, seen.year) for seen in observed.seen)
        key = f"{sorted(lived.to_dict().items(), key=str)}{wanted}{observed.schools}{ranges}{facts}"
        return Asked(here, lived, ranges, facts, wanted, key)

    def cost(self, every: Sequence[Observed]) -> Cost:
        """Schools and teacher-weeks of all that has to be simulated. Raises InputError as `asked` does."""
        simulated: set[str] = set(self.shared)
        schools, weeks, posts = 0, 0.0, self.school.n if self.school else None
        for observed in every:
            asked, mine = self.asked(observed), self.sets * observed.schools
            if asked.key not in simulated:
                simulated.add(asked.key)
                mine += self.simulated * observed.schools + CHANCE
            schools += mine
            weeks += cost_of_ensemble(asked.lived, mine, ("years",), posts, in_memory=True).teacher_weeks
        return Cost(schools, weeks)

    def answer(self, observed: Observed) -> Fit:
        """The fit of figures with errors."""
        began = time.perf_counter()
        n, seed, school = self.simulated, self.seed, self.school
        here, lived, ranges, facts, wanted, key = self.asked(observed)
        if key not in self.shared:
            self.shared[key] = (
                simulate_library(
                    lived, ranges, wanted, n, seed, facts=facts, live=self.live, schools=observed.schools, school=school
                ),
                self._chance(lived, wanted, observed.schools),
            )
        library, chance = self.shared[key]
        error = np.array([seen.error for seen in observed.seen])
        figures = library.figures + error * np.random.default_rng([seed, 1]).normal(size=library.figures.shape)
        value = np.array([seen.value for seen in observed.seen])
        _check_reached(observed, library)
        scale = np.maximum(np.hypot(error, chance), 1e-3 * np.maximum(np.nanstd(library.figures, axis=0), 1e-9))
        teaches = _within_reach(observed, value, figures)
        figures, scale = figures[:, teaches], scale[teaches]
        weighed = weigh(library.conditions, library.low, library.high, figures, value[teaches], scale)
        near = weighed.rows[np.argsort(-weighed.weights)[:TRIED]]
        whole = np.flatnonzero(~np.isnan(figures).any(axis=1))
        own = distances_apart(figures, scale, whole[np.linspace(0, len(whole) - 1, min(AMONG, len(whole))).astype(int)])
        covered = coverage(library.conditions, library.low, library.high, figures, scale, near).mean(axis=0)
        sets = _sets(weighed, library, facts, observed, self.sets)
        predicted = self._predicted(sets, lived, observed, wanted, error).assign(teaches=teaches)
        told = {
            "observed": {
                "title": observed.title,
                "seen": _nan_as_none([vars(seen) for seen in observed.seen]),
                "known": observed.known,
                "schools": observed.schools,
            },
            "scenario": here.to_dict(),
            "free": {name: list(ends) for name, ends in ranges.items()},
            "school": school.identity()["digest"] if school else None,
            "seed": seed,
            "simulated": n,
            "sets": self.sets,
        }
        return Fit(
            title=observed.title,
            scenario=here,
            observed=observed,
            sets=sets,
            seed=seed,
            simulated=n,
            effective=weighed.effective,
            alike=float((own >= weighed.distance).mean()),
            conditions=_condition_table(weighed, library, here, covered),
            behaviour=_behaviour_table(weighed, library, set(ranges)),
            predicted=predicted,
            school=school.described() if school else None,
            seconds=time.perf_counter() - began,
            asked=told,
        )

    def together(self, every: Sequence[Observed]) -> Observed:
        """One school's figures with their errors, or the means of several, as of one district. Raises ObservedError."""
        whole = [self.with_errors(one) for one in every]
        return whole[0] if len(whole) == 1 else pooled(whole, f"{len(whole)} schools")

    def with_errors(self, observed: Observed) -> Observed:
        """Every figure with its sampling error: as told, else from n and the spread, of a staff that is finite. Raises ObservedError."""
        here = _known(self.scenario, observed)
        if self.school is not None and observed.known.get("school.teachers", self.school.n) != self.school.n:
            raise ObservedError(
                [
                    f"{observed.title} has {observed.known['school.teachers']:g} teachers, and its roster {self.school.n}; leave out one"
                ]
            )
        staff = self.school.n if self.school else here.school.teachers
        seen, faults = [], []
        for one in observed.seen:
            if one.n > staff:
                faults.append(
                    f"{one.place}: {one.name} has {one.n:g} respondents, and the school {staff} teachers; say how many teach there, in a column "
                    "school.teachers or with --set school.teachers=N"
                )
                continue
            error = one.error
            if math.isnan(error):
                sd = one.sd
                if math.isnan(sd) and one.counts_people:
                    share = (one.value * one.n + 0.5) / (one.n + 1.0)  # a survey in which all say yes is not sure of it
                    sd = math.sqrt(share * (1.0 - share))
                elif math.isnan(sd) and one.name not in NETWORK:
                    sd = self._spread(here, observed.years).get(one.name, math.nan)
                unsure = 1.0 - one.n / staff  # of a staff that is finite, what nobody was asked
                if one.is_felt:
                    unsure += (1.0 - RELIABILITY) * (1.0 - unsure)
                error = sd * math.sqrt(unsure / one.n) if unsure else 0.0
            if math.isnan(error):
                faults.append(
                    f"{one.place}: {one.name} has neither sd nor se, and the model cannot tell how far persons differ in it; give one of them"
                )
            seen.append(replace(one, error=error))
        if faults:
            raise ObservedError(faults)
        return replace(observed, seen=tuple(seen))

    def _predicted(self, sets: Sets, scenario: Scenario, observed: Observed, wanted, error) -> "pd.DataFrame":
        """Figures of schools simulated under the sets, as a survey would find them, beside those that were observed."""
        import pandas as pd
        from scipy.special import stdtr

        m = observed.schools

        def live(k: int, first: int, seed: int, count: int) -> list[np.ndarray]:
            under = sets.scenario(scenario, k)
            lived = simulate_block(under, seed, first, count, recorded_for(wanted), self.school)
            return [figures_of(kept, wanted, self.school) for kept in lived]

        found = [np.mean(of, axis=0) for of in self.live(live, [(k, k * m, self.seed + 2, m) for k in range(len(sets))])]
        figures = np.array(found) + error * np.random.default_rng([self.seed, 2]).normal(size=(len(found), len(wanted)))
        rows = []
        for seen, column in zip(observed.seen, figures.T, strict=True):
            column = column[~np.isnan(column)]
            low, middle, high = np.quantile(column, ((1 - RATE) / 2, 0.5, (1 + RATE) / 2))
            spread = max(float(column.std(ddof=1)) * math.sqrt(1.0 + 1.0 / column.size), 1e-9)
            apart = (seen.value - float(column.mean())) / spread
            rare = 2.0 * float(stdtr(column.size - 1, -abs(apart)))
            unlike = rare * len(wanted) < RARE / 2.0  # Bonferroni: so many figures are looked at
            rows.append((seen.key, seen.value, seen.error, middle, low, high, apart, unlike))
        return pd.DataFrame(rows, columns=["figure", "observed", "error", "middle", "low", "high", "apart", "unlike"])

    def _chance(self, scenario: Scenario, wanted, schools: int) -> np.ndarray:
        """(n_keys,) standard deviations of figures between schools under the same conditions."""

        def live(scenario: Scenario, first: int, seed: int, count: int) -> list[np.ndarray]:
            lived = simulate_block(scenario, seed, first, count, recorded_for(wanted), self.school)
            return [figures_of(kept, wanted, self.school) for kept in lived]

        found = [figures for (figures,) in self.live(live, [(scenario, k, self.seed + 1, 1) for k in range(CHANCE)])]
        spread: np.ndarray = np.nanstd(found, axis=0, ddof=1)
        return spread / math.sqrt(schools)

    def _spread(self, scenario: Scenario, years: int) -> "pd.Series":
        """Standard deviations between persons, simulated once for schools of a size."""
        key = f"persons {scenario.school.teachers} {years}"
        if key not in self.shared:
            lived = scenario.replace({"years": years})
            self.shared[key] = spread_of_persons(lived, PERSONS, self.seed, (years,), workers=1, school=self.school)
        return self.shared[key]


def _known(scenario: Scenario, observed: Observed) -> Scenario:
    """The scenario with what is known of the school."""
    whole = {"school.teachers", "school.group_size", "years"}
    return scenario.replace(
        {name: int(value) if name in whole and value == int(value) else value for name, value in observed.known.items()}
    )


def _with_wave(observed: Observed, school: School | None, second: School, year: int) -> Observed:
    """What was observed, and what a second wave of ties says."""
    if school is None:
        raise InputError("a second wave of ties came without a first; give the roster and its ties")
    if not school.source.size:
        raise InputError("a second wave of ties came, and the first has no tie; give the ties of the first wave")
    there_still = [name for name in second.names if name in school.names]
    if len(there_still) < 2:
        raise InputError(
            f"the second wave names {listed(list(second.names), 4)}, and nobody of {school.title}; give the same people the same names"
        )
    first, then = (
        {(one.names[s], one.names[t]) for s, t in zip(one.source, one.target, strict=True)} for one in (school, second)
    )
    found = {
        "out_degree": len(then) / school.n,
        "reciprocity": sum((t, s) in then for s, t in then) / max(1, len(then)),
        KEPT: len(first & then) / len(first),
    }
    there = {(seen.name, seen.year) for seen in observed.seen}
    new = tuple(
        Seen(name, value, n=school.n, error=0.0, year=year, place="the second wave of ties")
        for name, value in found.items()
        if (name, year) not in there
    )
    return replace(observed, seen=(*observed.seen, *new))


def _check_reached(observed: Observed, library: Library) -> None:
    """Raise ObservedError for a figure that no school has under this scenario."""
    if never := [
        seen.key for seen, column in zip(observed.seen, library.figures.T, strict=True) if np.isnan(column).mean() > 0.9
    ]:
        raise ObservedError([f"{name}: schools of this scenario do not have it; leave it out" for name in never])


def _within_reach(observed: Observed, value: np.ndarray, figures: np.ndarray) -> np.ndarray:
    """(n_figures,) bool: some simulated school has such a figure. Others teach nothing: a regression would go on where nobody is.

    Raises ObservedError when no figure is left.
    """
    low, high = np.nanmin(figures, axis=0), np.nanmax(figures, axis=0)
    margin = 0.1 * (high - low)  # the last of some hundred schools is not the end of what can be
    reached: np.ndarray = (low - margin <= value) & (value <= high + margin)
    if not reached.any():
        told = [
            f"{seen.key} is {seen.value:.3g}, and {one:.3g} to {other:.3g} in simulated schools"
            for seen, one, other in zip(observed.seen, low, high, strict=True)
        ]
        raise ObservedError(
            [
                f"{observed.title}: the model comes near none of its figures ({listed(told, 4)}); check units, scales, year and scenario"
            ]
        )
    return reached


def _sets(weighed: Weighed, library: Library, facts: dict[str, float], observed: Observed, wanted: int) -> Sets:
    """So many sets, each as likely as the others. One school has the conditions that it has; several differ as the scenario says."""
    chosen = weighed.drawn(wanted)
    chosen = np.random.default_rng([3, wanted]).permutation(chosen)  # so that the first runs of many are like all of them
    rows = library.rows_of_sets()[weighed.rows[chosen]]
    values = {
        name: tuple(float(f"{value:.6g}") for value in weighed.conditions[chosen, c]) for c, name in enumerate(library.names)
    }
    spreads = {} if observed.schools > 1 else dict.fromkeys(SPREADS, (0.0,) * wanted)
    known = {name: (value,) * wanted for name, value in facts.items()}
    return Sets(tuple(rows.tolist()), values | known | spreads, observed.title)


def _condition_table(weighed: Weighed, library: Library, scenario: Scenario, covered: np.ndarray) -> "pd.DataFrame":
    import pandas as pd

    from ...words.parameters import parameter_label

    low, high = weighed.interval()
    (middle,) = weighed.quantiles((0.5,))
    mean = weighed.weights @ weighed.conditions
    variance = weighed.weights @ (weighed.conditions - mean) ** 2
    taught = np.clip(1.0 - variance / ((library.high - library.low) ** 2 / 12.0), 0.0, 1.0)
    return pd.DataFrame(
        {
            "condition": library.names,
            "label": [parameter_label(name) for name in library.names],
            "default": [float(scenario.get(name)) for name in library.names],
            "prior_low": library.low,
            "prior_high": library.high,
            "middle": middle,
            "low": low,
            "high": high,
            "taught": taught,
            "covered": covered,
        }
    )


def _behaviour_table(weighed: Weighed, library: Library, free: set[str]) -> "pd.DataFrame":
    import pandas as pd

    from ...words.parameters import parameter_label

    sets = posterior()
    names = [name for name in sets.columns if name not in free]
    mass = np.bincount(library.rows_of_sets()[weighed.rows], weighed.weights, len(sets))
    before = sets[names].to_numpy(float)
    after = mass @ before
    spread = np.maximum(before.std(axis=0), 1e-12)
    return pd.DataFrame(
        {
            "parameter": names,
            "label": [parameter_label(name) for name in names],
            "default": [parameters()[name].default for name in names],
            "middle": after,
            "moved": (after - before.mean(axis=0)) / spread,
        }
    )


def _nan_as_none(rows: list[dict]) -> list[dict]:
    return [{k: None if isinstance(v, float) and math.isnan(v) else v for k, v in row.items()} for row in rows]


def _none_as_nan(rows: list[dict]) -> list[dict]:
    return [{k: math.nan if v is None else v for k, v in row.items()} for row in rows]
