"""Results: the tables of an ensemble with everything that determines them, in memory and as a folder on disk (place.py)."""

import platform
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.sources import sources_digest
from ..inputs.limits import manifest_text
from ..parameters.scenario import InputError, Scenario
from .files import DamagedError
from .form import Ensemble, FormError, check_form
from .place import FORMAT, ReplacedWarning, ResultsError, check_place, write_folder
from .recorder import TABLES, Recorded
from .seal import unsealed
from .stored import StoredTables
from .tables import answer_table, teacher_table, tie_table, week_table, year_table

if TYPE_CHECKING:
    import pandas as pd

_PACKAGES = ("numpy", "numba", "pandas", "pyarrow", "pydantic", "networkx")


class SourcesWarning(UserWarning):
    """What is read was made with other sources of the simulation than these; the message says which."""


@dataclass(eq=False)
class Results:
    """An ensemble of schools and the scenario, seed, versions and sources that determine it.

    years, weeks, teachers, ties, answers : pandas DataFrames with a row for each run and year, run and week, run, year and teacher,
        run, year and advice tie, or run, year and respondent of a survey; all but the first None unless they were recorded. docs/codebook.md lists the columns with their units.
    runs, first_run : how many schools, and the number of the first; record : the tables that were asked for
    seconds : how long it took
    """

    scenario: Scenario
    seed: int
    runs: int
    record: tuple[str, ...]
    seconds: float = 0.0
    school: dict[str, Any] | None = None  #: what identifies a real school, if one was given
    first_run: int = 0
    made_with: dict[str, str] | None = None  #: versions; those of this program when left out
    uncertainty: dict[str, Any] | None = (
        None  #: which sets of parameters the runs were simulated under, if not all under the same
    )
    base: Scenario | None = (
        None  #: the scenario before anything was set, for those who tell what was; the shipped one of its name when left out
    )
    digest: str | None = None  #: of the sources that decide about the numbers; "unknown" where a manifest does not say
    phases: list[dict[str, str]] | None = None  #: what a week consisted of, if not of the model's phases (engine/extension.py)
    _recorded: list[Recorded] = field(default_factory=list, repr=False)
    _frames: dict[str, Any] = field(default_factory=dict, repr=False)
    _stored: "StoredTables | None" = field(default=None, repr=False)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that there are; terms are columns of teachers."""
        return tuple(name for name in self.record if name != "terms")

    @cached_property
    def years(self) -> "pd.DataFrame":
        """A row for each run and year."""
        if self._stored:
            return self._stored.read("years")
        return self._frames["years"] if self._frames else year_table(self.scenario.name, self._recorded)

    @cached_property
    def weeks(self) -> "pd.DataFrame | None":
        """A row for each run and week, or None."""
        if "weeks" not in self.record:
            return None
        if self._stored:
            return self._stored.read("weeks")
        return self._frames["weeks"] if self._frames else week_table(self.scenario.name, self._recorded)

    @cached_property
    def teachers(self) -> "pd.DataFrame | None":
        """A row for each run, year and teacher, or None."""
        if "teachers" not in self.record:
            return None
        if self._stored:
            return self._stored.read("teachers")
        names = tuple(self.school["names"]) if self.school else None
        return self._frames["teachers"] if self._frames else teacher_table(self.scenario.name, self._recorded, names)

    @cached_property
    def ties(self) -> "pd.DataFrame | None":
        """A row for each run, year and advice tie in force at the year's end, or None."""
        if "ties" not in self.record:
            return None
        if self._stored:
            return self._stored.read("ties")
        return self._frames["ties"] if self._frames else tie_table(self._recorded)

    @cached_property
    def answers(self) -> "pd.DataFrame | None":
        """A row for each run, year and teacher who returned the questionnaire, with the answers (declare/answers.py), or None."""
        if "answers" not in self.record:
            return None
        if self._stored:
            return self._stored.read("answers")
        return self._frames["answers"] if self._frames else answer_table(self._recorded)

    def graph(self, run: int, year: int) -> Any:
        """Who turned to whom in one school at the end of a year (from 1), as a networkx DiGraph of people.

        run, year : as in `years`. Nodes are numbers of people, with post and name, and whatever the table of teachers holds of them; who has no ties is in it
        only if teachers were recorded. Edges carry trust. Raises InputError when ties were not recorded, or not of this year.
        """
        from .graphs import graph

        return graph(self, run, year)

    def some(self, table: str, columns: Iterable[str], years: Iterable[int] | None = None) -> "pd.DataFrame":
        """Some columns of a table (one of TABLES, which must have been recorded), and only some years if they are named.

        From a folder nothing else is read: memory holds what is asked for, however large the table is.
        """
        if self._stored and table not in self.__dict__:
            return self._stored.read(table, list(columns), None if years is None else list(years))
        frame = getattr(self, table)
        if years is not None:
            frame = frame[frame["year"].isin(list(years))]
        return frame[list(columns)]

    def pieces(self, table: str, columns: Iterable[str] | None = None) -> "Iterator[pd.DataFrame]":
        """A table piece by piece, whole or some of its columns: from a folder memory holds one piece at a time."""
        if self._stored and table not in self.__dict__:
            yield from self._stored.pieces(table, None if columns is None else list(columns))
        else:
            frame = getattr(self, table)
            yield frame if columns is None else frame[list(columns)]

    @property
    def last_year(self) -> int:
        """The last year that there is."""
        return int(self.some("years", ["year"])["year"].max())

    @property
    def manifest(self) -> dict[str, Any]:
        """Everything that determines the numbers, and how long they took."""
        determined = {
            "scenario": self.scenario.to_dict(),
            "seed": self.seed,
            "runs": self.runs,
            "first_run": self.first_run,
            "record": list(self.record),
            "school": self.school,
            "seconds": round(self.seconds, 3),
            "versions": self.made_with or versions(),
        }
        if self.uncertainty:
            determined["uncertainty"] = self.uncertainty
        if self.phases:
            determined["phases"] = self.phases
        return determined | {"digest": self.digest or sources_digest(module_of(determined))}

    def save(
        self, path: str | Path, also: Callable[[Path], None] | None = None, summary: str = "", *, replace: bool = False
    ) -> Path:
        """Write the folder. Older results of the same question are replaced, which a ReplacedWarning says.

        path : the folder; also : called with the unfinished folder, to add files (figures) before it takes its place
        summary : text of summary.md, in place of `self.summary()`; replace : also replace the results of another question
        Returns the folder. Raises ResultsError when the place is taken by another question or by something else, or cannot be written.
        """

        def fill(aside: Path) -> None:
            for name in self.tables:
                if self._stored:
                    self._stored.copy(name, aside / f"{name}.parquet")
                else:
                    getattr(self, name).to_parquet(aside / f"{name}.parquet", index=False)
            (aside / "summary.md").write_text(summary or self.summary(), encoding="utf-8")

        return write_results(path, fill, self.manifest, replace, also)

    @classmethod
    def load(cls, path: str | Path) -> "Results":
        """Read the folder at `path` back. Raises ResultsError when it is not one, is not complete, or was made by a newer version.

        Warns (SourcesWarning) when the sources here are not those that made it.
        """
        path = Path(path)
        manifest = read_manifest(path)
        if "scenario" not in manifest:
            raise ResultsError(f"{path} holds a study of several ensembles and not one; give a folder that `run` wrote")
        results = cls.from_manifest(path, manifest, manifest.get("files", {}))
        warn_of_other_sources(path, manifest, module_of(manifest))
        return results

    @classmethod
    def from_manifest(cls, path: Path, manifest: dict[str, Any], digests: dict[str, str], suffix: str = "") -> "Results":
        """The ensemble that a manifest tells of, with its tables NAME + suffix + .parquet from the folder at `path`.

        digests : of the folder's files, by name. Raises ResultsError naming what is damaged.
        """
        try:
            check_form(Ensemble, manifest)
            record = tuple(manifest["record"])
            files = {name: f"{name}{suffix}.parquet" for name in record if name in TABLES and (not suffix or name == "years")}
            stored = StoredTables(path, files, digests)
            stored.check()
            return cls(
                Scenario.from_dict(manifest["scenario"], str(path)),
                seed=manifest["seed"],
                runs=manifest["runs"],
                record=tuple(files) if suffix else record,
                seconds=manifest["seconds"],
                school=manifest["school"],
                first_run=manifest["first_run"],
                made_with=manifest["versions"],
                uncertainty=manifest.get("uncertainty"),
                phases=manifest.get("phases"),
                digest=manifest.get("digest", "unknown"),
                _stored=stored,
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, InputError):
                raise
            raise _damaged(path, error) from None

    def export(self, folder: str | Path, format: str = "csv", *, replace: bool = False) -> list[Path]:
        """Write every table for another program, and beside them columns.csv and codebook.md, which say what columns mean.

        folder : is made if it is missing; format : csv, dta (Stata), sav (SPSS), parquet, or graphml (the networks of recorded ties)
        replace : let files of an earlier export be replaced
        Returns the files. Raises InputError for an unknown format, where files stand already, and when nothing can be written.
        """
        from .export import export_results

        return export_results(self, Path(folder), format, replace=replace)

    def summary(self, outcomes: tuple[str, ...] | None = None, base: Scenario | None = None) -> str:
        """The last year in a Markdown table: mean over schools, 95 percent interval of the mean, spread between schools.

        outcomes : names of the columns that are wanted; the usual ones when left out
        base : the scenario before anything was set; the shipped one of its name when left out
        """
        from .summary import summary

        return summary(self, outcomes, base)


def write_results(
    path: str | Path,
    fill: Callable[[Path], None],
    manifest: dict[str, Any],
    replace: bool,
    also: Callable[[Path], None] | None = None,
) -> Path:
    """A folder of results, complete or absent: `fill`, then `also`, is called with the unfinished folder.

    Warns (ReplacedWarning) that it takes the place of older results of the same question. Raises ResultsError when these answer another
    question and `replace` is false, when the place is taken by something else, or cannot be written.
    """
    from .question import check_question

    def both(aside: Path) -> None:
        fill(aside)
        if also is not None:
            also(aside)

    check_place(path)
    if not replace and (said := check_question(path, manifest)):
        warnings.warn(said[:-1], ReplacedWarning, stacklevel=3)
    return write_folder(path, both, manifest)


def module_of(manifest: dict[str, Any]) -> str:
    """The module that simulated an ensemble with this manifest; with all it loads it decides about the numbers."""
    return "experiments.uncertainty" if manifest.get("uncertainty") else "ensemble.simulate"


def other_sources(path: Path, manifest: dict[str, Any], module: str) -> str:
    """One sentence when a manifest tells of other sources than those that `module` loads here, or of none; else nothing."""
    made, here = manifest.get("digest", "unknown"), sources_digest(module)
    if made == here:
        return ""
    version = manifest.get("versions", {}).get("simulation", "unknown")
    return (
        f"{path} was made with other sources of the simulation (version {version}, digest {made}; here {versions()['simulation']}, "
        f"{here}): the same scenario and seed may give other numbers now"
    )


def warn_of_other_sources(path: Path, manifest: dict[str, Any], module: str) -> None:
    """Issue a SourcesWarning if there is something to warn of."""
    if sentence := other_sources(path, manifest, module):
        warnings.warn(sentence, SourcesWarning, stacklevel=3)


def read_manifest(path: str | Path) -> dict[str, Any]:
    """The manifest of a folder that this program wrote. Raises ResultsError when there is none, or a newer version wrote it."""
    path = Path(path)
    if not (path / "manifest.json").is_file():
        raise ResultsError(f"{path} is not a folder of results: it has no manifest.json; give a folder that `run` wrote")
    try:
        manifest = unsealed(manifest_text(path / "manifest.json"))
        if manifest["format"] > FORMAT:
            raise ResultsError(f"{path} was written by a newer version (format {manifest['format']}); update this program")
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, InputError):
            raise
        raise _damaged(path, error) from None
    return manifest


def _damaged(path: Path, error: Exception) -> ResultsError:
    """One sentence, which names the file where it is known."""
    if isinstance(error, DamagedError):
        return ResultsError(f"{error}; run it again")
    if isinstance(error, FormError):
        return ResultsError(f"{path / 'manifest.json'} is damaged ({error}); run it again")
    return ResultsError(f"{path} is damaged ({type(error).__name__}: {error}); run it again")


def versions() -> dict[str, str]:
    """Versions of what the numbers depend on."""
    from .. import __version__

    found = {
        "simulation": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    return found | {name: metadata.version(name) for name in _PACKAGES}
