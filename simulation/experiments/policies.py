"""Several scenarios against one, with the same schools and common random numbers: a table of what each of them does.

Who asks many questions at once finds some effects by chance, so besides each 95 percent interval there are intervals that hold all
together, and p values adjusted by Holm for everything that is asked. How two scenarios are compared is in compare.py.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.sources import sources_digest
from ..ensemble.simulate import check_asked, simulate
from ..parameters.pairs import other_schools
from ..parameters.scenario import InputError, Scenario
from ..results.files import DamagedError, read_table
from ..results.folder import Results, read_manifest, versions, warn_of_other_sources, write_results
from ..results.place import ResultsError
from ..statistics import decide
from ..statistics.intervals import mean_interval
from ..words.markdown import markdown_table
from ..words.outcomes import DECLARED, label, leading, number, unit
from ..words.runs import one_each
from .compare import csv_of

if TYPE_CHECKING:
    import pandas as pd

MADE_BY = "experiments.policies"
#: What is asked of every scenario when nothing is said.
ASKED = leading(6)
#: Marks what differs from zero although so much is asked.
MARK = "*"


@dataclass
class Policies:
    """Several scenarios against a reference.

    reference, others : the scenarios; runs, seed : of every ensemble; years : those (from 1) over which outcomes are averaged
    table : a row for each scenario and outcome: scenario, outcome, reference, mean, difference, low, high (95 percent interval of the paired
        difference), low_all, high_all (intervals that hold all together with 95 percent), p, p_holm (adjusted for all rows), schools
    values : a row for each scenario (the reference first) and run: the outcomes, averaged over the years
    """

    reference: Scenario
    others: tuple[Scenario, ...]
    runs: int
    seed: int
    years: tuple[int, ...]
    table: "pd.DataFrame"
    values: "pd.DataFrame"
    school: dict[str, Any] | None = None  #: what identifies a real school, if one was given
    pooled: tuple[str, ...] = ()  #: real schools of which these are means, each of which weighs the same
    made_with: dict[str, str] | None = None  #: versions; those of this program when left out
    digest: str | None = None  #: of the sources that decide about the numbers

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What was asked of every scenario."""
        return tuple(dict.fromkeys(self.table["outcome"]))

    @property
    def manifest(self) -> dict[str, Any]:
        """Everything that determines the table."""
        told = manifest_of(self.reference, self.others, self.runs, self.seed, self.years, self.outcomes, self.school)
        made = {"versions": self.made_with, "digest": self.digest}
        return told | {name: value for name, value in made.items() if value is not None}

    def save(self, path: str | Path, also: Callable[[Path], None] | None = None, *, replace: bool = False) -> Path:
        """Write a folder with `effects.csv`, `values.parquet`, `summary.md` and a manifest; complete or absent.

        path : the folder; also : called with the unfinished folder, to add files (figures); replace : also the results of another question
        Raises ResultsError when the place is taken by another question or by something else, or cannot be written.
        """

        def fill(aside: Path) -> None:
            (aside / "effects.csv").write_text(csv_of(self.table), encoding="utf-8", newline="\n")
            self.values.to_parquet(aside / "values.parquet", index=False)
            (aside / "summary.md").write_text(self.summary(), encoding="utf-8")

        return write_results(path, fill, self.manifest, replace, also)

    @classmethod
    def load(cls, path: str | Path) -> "Policies":
        """Read the folder at `path` back; the table is computed anew. Raises ResultsError when it holds no such table, or is damaged.

        Warns (SourcesWarning) when the sources here are not those that made it.
        """
        path = Path(path)
        manifest = read_manifest(path)
        if "reference" not in manifest:
            raise ResultsError(f"{path} holds no table of several scenarios; give a folder that `compare A B C` wrote")
        try:
            reference, *others = (Scenario.from_dict(one, str(path)) for one in (manifest["reference"], *manifest["others"]))
            names, outcomes = [s.name for s in (reference, *others)], list(manifest["outcomes"])
            values = read_table(path / "values.parquet", manifest["files"]["values.parquet"])
            if list(values.columns) != ["scenario", "run", *outcomes] or list(values["scenario"].unique()) != names:
                raise ResultsError(
                    f"{path / 'values.parquet'} holds other scenarios or outcomes than the manifest says; run it again"
                )
            runs, seed, years = int(manifest["runs"]), int(manifest["seed"]), tuple(int(year) for year in manifest["years"])
        except DamagedError as error:
            raise ResultsError(f"{error}; run it again") from None
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, InputError):
                raise
            raise ResultsError(f"{path / 'manifest.json'} is damaged ({type(error).__name__}: {error}); run it again") from None
        warn_of_other_sources(path, manifest, MADE_BY)
        made = manifest.get("versions"), manifest.get("digest", "unknown")
        table = table_of(values, reference.name)
        return cls(reference, tuple(others), runs, seed, years, table, values, manifest.get("school"), (), *made)

    def told(self) -> str:
        """What was compared, in a line."""
        school = f" Runs of the school {self.school['title']}." if self.school else ""
        if self.pooled:
            school = f" Means over {len(self.pooled)} schools, each of which weighs the same: {', '.join(self.pooled)}."
        when = f"year{'s' * (len(self.years) > 1)} {', '.join(map(str, self.years))}"
        return (
            f"{len(self.others)} scenarios against {self.reference.name}: {self.runs} {one_each(self.school or self.pooled)}, the same in all, {when}, seed "
            f"{self.seed}.{school}"
        )

    def how_sure(self) -> str:
        """How intervals and marks are to be read, in a sentence or two."""
        asked = int(self.table["p"].notna().sum())
        return (
            f"± is half the 95 % interval of the paired difference, each by itself. {MARK}: differs from zero although {asked} differences are "
            "asked at once (Holm, 5 %)."
        )

    def cells(self) -> tuple[list[str], list[list[str]]]:
        """A table of text: its head, and a row for each scenario with `difference ± half the interval` of each outcome."""
        wide = self.table.set_index(["scenario", "outcome"])
        head = ["scenario", *(f"{label(name)} [{unit(name)}]" for name in self.outcomes)]
        rows = [
            [s.name, *(_cell(wide.loc[(s.name, name)], name) for name in self.outcomes)]
            for s in self.others
        ]  # fmt: skip
        return head, rows

    def summary(self) -> str:
        """Markdown: what was compared, the table, and how sure it is."""
        head, rows = self.cells()
        table = markdown_table(head, rows, "l" + "r" * len(self.outcomes))
        about = [f"- {s.name}: {s.title or 'no title'}; it differs in {differs_in(self.reference, s)}." for s in self.others]
        return "\n".join([f"# Against {self.reference.name}", "", self.told(), "", *table, self.how_sure(), "", *about, ""])


def manifest_of(
    reference: Scenario, others: Sequence[Scenario], runs: int, seed: int, years, outcomes, school: dict[str, Any] | None
) -> dict[str, Any]:
    """Everything that determines a table of policies, also before anything is simulated."""
    asked = {"runs": runs, "seed": seed, "years": list(years), "outcomes": list(outcomes), "school": school}
    made = {"versions": versions(), "digest": sources_digest(MADE_BY)}
    return {"reference": reference.to_dict(), "others": [s.to_dict() for s in others]} | asked | made


def compare_several(
    reference: Scenario,
    others: Iterable[Scenario],
    runs: int = 200,
    seed: int = 1,
    *,
    outcomes: Sequence[str] = ASKED,
    years: tuple[int, ...] | None = None,
    workers: int | None = None,
    progress: bool = False,
    school=None,
    insist: bool = False,
) -> Policies:
    """Simulate several scenarios with the same seed and compare each with the `reference`, run by run.

    others : scenarios of the same schools, each with a name of its own; outcomes : what is asked of each; the leading ones when left out
    years : the years (from 1) over which outcomes are averaged; the last common year when left out
    runs, seed, workers, progress, school, insist : as in `simulate`
    Raises InputError when scenarios do not describe the same schools on the first day (`other_schools` tells beforehand), share a name, or
    when an outcome or a year is not there.
    """
    import pandas as pd

    others = tuple(others)
    check_asked(runs, seed)
    years = check_several(reference, others, outcomes, years, school is not None)
    pieces = []
    for scenario in (reference, *others):
        results = simulate(scenario, runs, seed, workers=workers, progress=progress, school=school, insist=insist)
        pieces.append(values_of(results, outcomes, years))
    values = pd.concat(pieces, ignore_index=True)
    about = school.described() if school is not None else None
    return Policies(reference, others, runs, seed, years, table_of(values, reference.name), values, about)


def values_of(results: Results, outcomes: Sequence[str], years: tuple[int, ...]) -> "pd.DataFrame":
    """A row for each run: scenario, run, and the outcomes averaged over the years."""
    found = results.some("years", ["run", "year", *outcomes], years).groupby("run")[list(outcomes)].mean().reset_index()
    found.insert(0, "scenario", results.scenario.name)
    return found


def check_several(
    reference: Scenario, others: Sequence[Scenario], outcomes: Sequence[str], years: tuple[int, ...] | None, real: bool = False
) -> tuple[int, ...]:
    """The years that are compared. Raises InputError with one sentence when the question makes no sense. real : all are one real school"""
    from ..inputs.quoting import did_you_mean

    names = [s.name for s in (reference, *others)]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InputError(f"two scenarios are called {twice!r}; give each a name of its own")
    for scenario in others:
        if not real and (why := other_schools(reference, scenario)):
            raise InputError(f"{why}; leave {scenario.name} out")
    for name in outcomes:
        if name not in DECLARED:
            raise InputError(f"{name!r} is not an outcome{did_you_mean(name, DECLARED, 'docs/codebook.md has all')}")
    common = min(s.years for s in (reference, *others))
    if wrong := [year for year in years or () if not 1 <= year <= common]:
        raise InputError(f"year {wrong[0]} is not in all runs; allowed are 1 to {common}")
    return tuple(years or (common,))


def differs_in(a: Scenario, b: Scenario) -> str:
    """The names of what is set otherwise in b, in a few words."""
    names = list(a.differences(b))
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "") if names else "nothing"


def table_of(values: "pd.DataFrame", reference: str) -> "pd.DataFrame":
    """The table of `Policies` from the values of every scenario and run; those of the reference are under its name."""
    import pandas as pd

    outcomes = [name for name in values.columns if name not in ("scenario", "run")]
    left = values[values["scenario"] == reference].set_index("run")[outcomes]
    names = [name for name in values["scenario"].unique() if name != reference]
    rows = []
    for name in names:
        right = values[values["scenario"] == name].set_index("run")[outcomes]
        for outcome in outcomes:
            apart = (right[outcome] - left[outcome]).dropna().to_numpy()
            means = (float(left[outcome].mean()), float(right[outcome].mean()))
            all_of_them = decide.together(apart, len(names) * len(outcomes))
            rows.append((name, outcome, *means, *mean_interval(apart), *all_of_them, decide.p_value(apart), len(apart)))
    head = ["scenario", "outcome", "reference", "mean", "difference", "low", "high", "low_all", "high_all", "p", "schools"]
    table = pd.DataFrame(rows, columns=head)
    table.insert(len(head) - 1, "p_holm", decide.holm(table["p"]))
    return table


def _cell(r, name: str) -> str:
    """`+0.012 ±0.003*`"""
    sure = f" ±{number(r.high - r.difference, name, finer=1)}" if r.high - r.low < float("inf") else ""
    mark = MARK if r.p_holm < decide.LEVEL else " " if sure else ""
    return f"{number(r.difference, name, finer=1, sign='+', minus='-')}{sure}{mark}"
