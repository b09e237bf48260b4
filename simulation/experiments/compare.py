"""Two scenarios with the same schools and common random numbers: what the difference between them does.

Run r of both is the same school with the same draws, so the difference within a run is an effect and not chance; its interval
is that of paired differences over schools. How large it is, is told in standard deviations between teachers of the first scenario, and
beside what a policy for a whole school can plausibly do (parameters/effects.py), where the two differ by a policy.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.sources import sources_digest
from ..declare.outcomes import YEAR_COLUMNS
from ..engine.extension import checked, in_words
from ..engine.schedule import Phase
from ..ensemble.simulate import simulate
from ..inputs.quoting import did_you_mean
from ..inputs.writing import table_for_spreadsheet
from ..parameters.effects import BEYOND, changed, decided, plausible
from ..parameters.pairs import other_schools
from ..parameters.scenario import InputError, Scenario
from ..results.folder import Results, read_manifest, versions, warn_of_other_sources, write_results
from ..results.place import ResultsError
from ..results.summary import changes
from ..statistics.decide import equivalence
from ..statistics.intervals import mean_interval
from ..words.effects import plausible_range, warning
from ..words.markdown import markdown_table
from ..words.outcomes import decimal, label, unit
from ..words.runs import one_each

if TYPE_CHECKING:
    import pandas as pd

#: Schools of the first scenario whose teachers tell how far persons stand apart.
PERSONS = 100

#: The module that compares; with all it loads it decides about the numbers.
MADE_BY = "experiments.compare"


def manifest_of(a: Results, b: Results, years: tuple[int, ...]) -> dict[str, Any]:
    """Everything that determines a comparison of two ensembles over some years, also before anything is simulated."""
    made = {"versions": versions(), "digest": sources_digest(MADE_BY)}
    return {"a": a.manifest, "b": b.manifest, "years": list(years)} | made


@dataclass
class Effect:
    """The paired comparison of two ensembles.

    a, b : the Results; years : those (from 1) over which outcomes are averaged
    table : a DataFrame with a row for each outcome; its columns are those of `compare`
    persons : standard deviation between teachers of a in these years, by outcome; None where nobody looked
    """

    a: Results
    b: Results
    years: tuple[int, ...]
    table: "pd.DataFrame"
    persons: "pd.Series | None" = None

    def difference(self, outcome: str):
        """Paired differences b - a of one outcome, in its unit, by run and year: DataFrame run, year, difference.

        Raises KeyError for a name that is no column of `Results.years`.
        """
        left, right = (r.years.set_index(["run", "year"])[outcome] for r in (self.a, self.b))
        return (right - left).dropna().rename("difference").reset_index()

    def trajectories(self, outcomes: Iterable[str] | None = None) -> "pd.DataFrame":
        """Both scenarios over the years, with the paired difference of each year: a row for each outcome and common year.

        outcomes : columns of `Results.years`, all when left out
        Columns: outcome, year, a, b (means over schools), difference, low, high (95 percent interval over schools, each year by itself),
        schools. Raises KeyError for a name that is no column.
        """
        import pandas as pd

        names = list(self.table["outcome"]) if outcomes is None else list(outcomes)
        rows = []
        left, right = (r.years.set_index("year") for r in (self.a, self.b))
        for year in range(1, min(self.a.scenario.years, self.b.scenario.years) + 1):
            a, b = (side.loc[[year]].set_index("run") for side in (left, right))
            for name in names:
                apart = (b[name] - a[name]).dropna()
                rows.append((name, year, float(a[name].mean()), float(b[name].mean()), *mean_interval(apart), len(apart)))
        head = ["outcome", "year", "a", "b", "difference", "low", "high", "schools"]
        table = pd.DataFrame(rows, columns=head)
        return table.sort_values("outcome", key=lambda c: c.map(names.index), kind="stable", ignore_index=True)

    def equivalence(self, margins: Mapping[str, float]) -> "pd.DataFrame":
        """Is an effect smaller than a margin? Two one-sided tests on paired differences, a row for each outcome.

        margins : outcome -> the smallest effect that would matter, above 0 in its unit
        Columns: outcome, margin, difference, low, high (90 percent interval), p, no_larger_than (the least margin that would be shown),
        verdict ("smaller", "larger" where the interval lies beyond the margin, or "open"). Raises InputError for a margin that is none.
        """
        import pandas as pd

        check_margins(margins)
        rows = []
        for name, margin in margins.items():
            apart = self.difference(name)
            known = apart[apart["year"].isin(self.years)].groupby("run")["difference"].mean()
            found = equivalence(known, margin)
            beyond = found.low > margin or found.high < -margin
            verdict = "smaller" if found.shown else "larger" if beyond else "open"
            rows.append((name, margin, float(known.mean()), found.low, found.high, found.p, found.no_larger_than, verdict))
        head = ["outcome", "margin", "difference", "low", "high", "p", "no_larger_than", "verdict"]
        return pd.DataFrame(rows, columns=head)

    @property
    def manifest(self) -> dict[str, Any]:
        """Everything that determines both ensembles, and the years that are compared."""
        return manifest_of(self.a, self.b, self.years)

    def save(
        self, path: str | Path, also: Callable[[Path], None] | None = None, summary: str = "", *, replace: bool = False
    ) -> Path:
        """Write a folder with `effects.csv`, `trajectories.csv`, `persons.csv`, both tables of years and a manifest that determines them; complete or absent.

        path : the folder; also : called with the unfinished folder, to add files (figures)
        summary : Markdown for summary.md; `summary()` when left out; replace : also replace the results of another question
        Returns the folder; results of the same question are replaced, which a ReplacedWarning says. Raises ResultsError when the
        place is taken by another question or by something else, or cannot be written.
        """

        def fill(aside: Path) -> None:
            (aside / "effects.csv").write_text(csv_of(self.table), encoding="utf-8", newline="\n")
            (aside / "trajectories.csv").write_text(csv_of(self.trajectories()), encoding="utf-8", newline="\n")
            self.a.years.to_parquet(aside / "years_a.parquet", index=False)
            self.b.years.to_parquet(aside / "years_b.parquet", index=False)
            if self.persons is not None:
                persons = self.persons.rename_axis("outcome").rename("sd").reset_index()
                table_for_spreadsheet(persons).to_csv(aside / "persons.csv", index=False)
            (aside / "summary.md").write_text(summary or self.summary(), encoding="utf-8")

        return write_results(path, fill, self.manifest, replace, also)

    @classmethod
    def load(cls, path: str | Path) -> "Effect":
        """Read the folder at `path` back; the table is computed anew. Raises ResultsError when it holds no comparison, or is damaged.

        Warns (SourcesWarning) when the sources here are not those that made it.
        """
        path = Path(path)
        manifest = read_manifest(path)
        try:
            sides, years = (manifest["a"], manifest["b"]), tuple(int(year) for year in manifest["years"])
        except (KeyError, TypeError, ValueError):
            raise ResultsError(f"{path} holds no comparison; give a folder that `compare` wrote") from None
        digests = manifest.get("files", {})
        a, b = (Results.from_manifest(path, side, digests, f"_{letter}") for side, letter in zip(sides, "ab", strict=True))
        warn_of_other_sources(path, manifest, MADE_BY)
        persons = _persons_of(path)
        return cls(a, b, years, effect_table(a, b, years, persons), persons)

    @property
    def one_each(self) -> str:
        """What the ensembles are made of: schools, or runs of one real school."""
        return one_each(self.a.school)

    def was_set(self, base_a: Scenario | None = None, base_b: Scenario | None = None) -> list[str]:
        """What was set in both scenarios, and in one of them only: a line for each of the three in which there is something.

        base_a, base_b : the scenarios before; the shipped ones of their names when left out
        """
        a, b = (changes(side.scenario, base or side.base) for side, base in ((self.a, base_a), (self.b, base_b)))
        both = {name: value for name, value in a.items() if b.get(name) == value}
        only = [{name: value for name, value in side.items() if name not in both} for side in (a, b)]
        told = [
            (where, " and ".join(f"{n} = {v}" for n, v in set_.items()))
            for where, set_ in zip(("both", "a", "b"), (both, *only))
        ]
        school = [f"Both are the school {self.a.school['title']}."] if self.a.school else []
        weeks = [in_words(side.phases) for side in (self.a, self.b)]
        where = [("both", weeks[0])] if weeks[0] == weeks[1] else [("a", weeks[0]), ("b", weeks[1])]
        return school + [f"Set in {side}: {text}." for side, text in (*told, *where) if text]

    def summary(self, base_a: Scenario | None = None, base_b: Scenario | None = None) -> str:
        """Markdown: what was compared, and the paired effects on all outcomes. base_a, base_b : see `was_set`."""
        lines_of_settings = [line for text in self.was_set(base_a, base_b) for line in (text, "")]
        lines = [
            f"# {self.b.scenario.name} against {self.a.scenario.name}",
            "",
            f"{self.a.runs} {self.one_each} with the same random numbers in both, seed {self.a.seed}, mean of year(s) {', '.join(map(str, self.years))}.",
            "",
            *lines_of_settings,
            *markdown_table(
                ("outcome", "a", "b", "b - a", "95 % interval", "SD of persons", f"SD between {self.one_each}", "plausible", "unit", "in words"),
                [
                    (
                        r.outcome, _n(r.a), _n(r.b), _n(r.difference, "+"), f"{_n(r.low, '+')} to {_n(r.high, '+')}",
                        decimal(r.effect_persons, 2, "+", "-") if math.isfinite(r.effect_persons) else "",
                        decimal(r.effect_size, 2, "+", "-"),
                        plausible_range(r), unit(r.outcome), label(r.outcome),
                    )
                    for r in self.table.itertuples()
                ],
                "lrrrcrrcll",
            ),
            warning(self.table),
        ]  # fmt: skip
        return "\n".join(lines)


def _n(value: float, sign: str = "") -> str:
    return decimal(value, 4, sign, "-")


def compare(
    a: Scenario,
    b: Scenario,
    runs: int = 200,
    seed: int = 1,
    *,
    years: tuple[int, ...] | None = None,
    workers: int | None = None,
    progress: bool = False,
    school=None,
    insist: bool = False,
    phases: Iterable[Phase] | None = None,
    phases_b: Iterable[Phase] | None = None,
) -> Effect:
    """Simulate both scenarios with the same seed and compare them run by run.

    a, b : two scenarios of the same schools; runs, seed : run r of this seed is the same school with the same random numbers in both
    years : the years (from 1) over which outcomes are averaged; the last common year when left out
    workers, progress, school, insist, phases : as in `simulate`; phases_b : of the second only, so that a rule of one's own is compared with none
    Returns an Effect; its table has outcome, a, b (means), difference (b - a), low, high (95 percent interval of the paired
    difference); effect_persons (difference over sd_persons, the standard deviation between teachers of a; NaN for what only schools
    have), effect_size (difference over the standard deviation between schools of a, which is far smaller for most states of persons);
    and where a and b differ by a policy, in range_unit (what trials report: SD of teachers, points ...): usual_low, usual_high,
    ceiling (what such a policy can plausibly do in these years) and beyond (the whole interval lies beyond it).
    Raises InputError when the scenarios do not describe the same schools on the first day or a year is not simulated by both.
    """
    if school is None and (why := other_schools(a, b)):
        raise InputError(f"{why}; give both the same")
    common = min(a.years, b.years)
    years = years or last_year_of(a, b)
    if wrong := [year for year in years if not 1 <= year <= common]:
        raise InputError(f"year {wrong[0]} is not in both runs; allowed are 1 to {common}")
    weeks = checked(phases), checked(phases if phases_b is None else phases_b)
    options: dict[str, Any] = {"workers": workers, "progress": progress, "school": school, "insist": insist}
    left, right = (simulate(s, runs, seed, phases=week, **options) for s, week in zip((a, b), weeks, strict=True))
    persons = spread_of_persons(a, runs, seed, tuple(years), workers=workers, school=school, phases=weeks[0], insist=insist)
    return Effect(left, right, tuple(years), effect_table(left, right, tuple(years), persons), persons)


def check_margins(margins: Mapping[str, float]) -> None:
    """Raise InputError unless every name is an outcome of a year and every margin a number above 0."""
    known = [outcome.name for outcome in YEAR_COLUMNS]
    for name, margin in margins.items():
        if name not in known:
            raise InputError(f"{name!r} is not an outcome{did_you_mean(name, known, 'docs/codebook.md has all')}")
        if isinstance(margin, bool) or not isinstance(margin, (int, float)) or not 0.0 < margin < math.inf:
            raise InputError(f"the margin of {name} is {margin!r}; give a number above 0, in {unit(name)}")


def spread_of_persons(
    scenario: Scenario,
    runs: int,
    seed: int,
    years: tuple[int, ...],
    *,
    workers: int | None = None,
    school=None,
    phases: tuple[Phase, ...] | None = None,
    insist: bool = False,
) -> "pd.Series":
    """Standard deviation between the teachers of all schools in some years, by outcome, from the first PERSONS of the runs at most."""
    options: dict[str, Any] = {"record": "teachers", "workers": workers, "school": school, "insist": insist}
    return between_persons(simulate(scenario, min(runs, PERSONS), seed, phases=phases, **options), years)


def between_persons(results: Results, years: tuple[int, ...]) -> "pd.Series":
    """The same of an ensemble that recorded teachers."""
    staff = results.teachers
    assert staff is not None  # it was recorded
    return staff[staff["year"].isin(years)].std(numeric_only=True, ddof=0)


def csv_of(table: "pd.DataFrame") -> str:
    """A table of effects as the text of effects.csv."""
    return str(table_for_spreadsheet(table).to_csv(index=False, lineterminator="\n"))


def _persons_of(path: Path) -> "pd.Series | None":
    """What `save` wrote of the spread between persons; None in folders that have no word of it."""
    import pandas as pd

    file = path / "persons.csv"
    return pd.read_csv(file, index_col="outcome")["sd"] if file.is_file() else None


def last_year_of(a: Scenario, b: Scenario) -> tuple[int, ...]:
    """The years that are compared when nothing is said: the last that both simulate."""
    return (min(a.years, b.years),)


COLUMNS = (
    "outcome", "a", "b", "difference", "low", "high", "effect_size", "sd_persons", "effect_persons", "range_unit", "usual_low", "usual_high",
    "ceiling", "beyond",
)  # fmt: skip


def effect_table(a: Results, b: Results, years: tuple[int, ...], persons: "pd.Series | None" = None):
    """The paired table of two ensembles with the same runs: see `compare`. persons : standard deviations between teachers of a"""
    import pandas as pd

    columns = [c for c in a.years.columns if c not in ("scenario", "run", "year", "teachers")]
    left, right = (r.years[r.years["year"].isin(years)].groupby("run")[columns].mean() for r in (a, b))
    start, fields = changed(a.scenario, b.scenario)
    year = max(1, round(sum(years) / len(years)) - start + 1)  # of the policy
    rows = []
    for name in columns:
        difference, low, high = mean_interval((right[name] - left[name]).dropna())
        between = float(left[name].std(ddof=1)) if len(left) > 1 else 0.0
        apart = math.nan if persons is None else float(persons.get(name, math.nan))
        found = (difference, low, high)
        sizes = (_over(difference, between), apart, _over(difference, apart))
        beside = _beside(name, found, between, apart, year, fields)
        rows.append((name, float(left[name].mean()), float(right[name].mean()), *found, *sizes, *beside))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _over(difference: float, spread: float) -> float:
    """A difference in standard deviations; nothing is 0, and something where nothing differs has no size."""
    if math.isnan(spread):
        return math.nan
    return difference / spread if spread > 1e-12 else (0.0 if difference == 0.0 else math.nan)


def _beside(name: str, found: tuple[float, float, float], between: float, apart: float, year: int, fields) -> tuple:
    """What a policy with these fields can plausibly do to an outcome: unit, usual range, ceiling, and whether all of it is beyond."""
    size = plausible(name, fields) if decided(fields) else None
    if size is None:
        return "", math.nan, math.nan, math.nan, False
    scale = {"SD of teachers": apart, "SD of schools": between, "points": 0.01}.get(size.unit, 1.0)
    _, low, high = (_over(value, scale) for value in found)
    return size.unit, *(size.usual or (math.nan, math.nan)), size.ceiling(year), size.judged(low, high, year) == BEYOND
