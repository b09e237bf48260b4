"""Results: the tables of an ensemble with everything that determines them, in memory and as a folder on disk.

A folder is complete or absent: it is written beside its place under another name and renamed when it is whole.
"""

import json
import os
import platform
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.sources import sources_digest
from ..parameters.scenario import InputError, Scenario
from .files import DamagedError, digest_of, read_table
from .recorder import TABLES, Recorded
from .tables import answer_table, teacher_table, tie_table, week_table, year_table

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1
#: How a manifest says whose folder it stands in: only such a folder is ever replaced.
PROGRAM = "teachers-collective-action"
_PACKAGES = ("numpy", "numba", "pandas", "pyarrow", "pydantic", "networkx")


class ResultsError(InputError):
    """A folder cannot be read or written as results."""


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
    digest: str | None = None  #: of the sources that decide about the numbers; "unknown" where a manifest does not say
    _recorded: list[Recorded] = field(default_factory=list, repr=False)
    _frames: dict[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def years(self) -> "pd.DataFrame":
        """A row for each run and year."""
        return self._frames["years"] if self._frames else year_table(self.scenario.name, self._recorded)

    @cached_property
    def weeks(self) -> "pd.DataFrame | None":
        """A row for each run and week, or None."""
        if "weeks" not in self.record:
            return None
        return self._frames["weeks"] if self._frames else week_table(self.scenario.name, self._recorded)

    @cached_property
    def teachers(self) -> "pd.DataFrame | None":
        """A row for each run, year and teacher, or None."""
        if "teachers" not in self.record:
            return None
        names = tuple(self.school["names"]) if self.school else None
        return self._frames["teachers"] if self._frames else teacher_table(self.scenario.name, self._recorded, names)

    @cached_property
    def ties(self) -> "pd.DataFrame | None":
        """A row for each run, year and advice tie in force at the year's end, or None."""
        if "ties" not in self.record:
            return None
        return self._frames["ties"] if self._frames else tie_table(self._recorded)

    @cached_property
    def answers(self) -> "pd.DataFrame | None":
        """A row for each run, year and teacher who returned the questionnaire, with the answers (declare/answers.py), or None."""
        if "answers" not in self.record:
            return None
        return self._frames["answers"] if self._frames else answer_table(self._recorded)

    def graph(self, run: int, year: int) -> Any:
        """Who turned to whom in one school at the end of a year (from 1), as a networkx DiGraph of people.

        run, year : as in `years`. Nodes are numbers of people, with post and name, and whatever the table of teachers holds of them; who has no ties is in it
        only if teachers were recorded. Edges carry trust. Raises InputError when ties were not recorded, or not of this year.
        """
        from .graphs import graph

        return graph(self, run, year)

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
        return determined | {"digest": self.digest or sources_digest(module_of(determined))}

    def save(self, path: str | Path, also: Callable[[Path], None] | None = None, summary: str = "") -> Path:
        """Write the folder; an older folder of results is replaced, anything else is left alone.

        path : the folder; also : called with the unfinished folder, to add files (figures) before it takes its place
        summary : text of summary.md, in place of `self.summary()`
        Returns the folder. Raises ResultsError when the place is taken by something else or cannot be written.
        """

        def fill(aside: Path) -> None:
            for name in TABLES:
                if (table := getattr(self, name)) is not None:
                    table.to_parquet(aside / f"{name}.parquet", index=False)
            (aside / "summary.md").write_text(summary or self.summary(), encoding="utf-8")
            if also is not None:
                also(aside)

        return write_folder(path, fill, self.manifest)

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
            record = tuple(manifest["record"])
            files = {name: f"{name}{suffix}.parquet" for name in record if name in TABLES and (not suffix or name == "years")}
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
                digest=manifest.get("digest", "unknown"),
                _frames={name: read_table(path / file, digests.get(file)) for name, file in files.items()},
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
        manifest: dict[str, Any] = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
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
    return ResultsError(f"{path} is damaged ({type(error).__name__}: {error}); run it again")


def write_folder(path: str | Path, fill: Callable[[Path], None], manifest: dict[str, Any]) -> Path:
    """Make a folder that is complete or absent: `fill` writes into a folder beside its place, which is then renamed.

    An older folder of this program's is replaced. Raises ResultsError when the place is taken or cannot be written.
    """
    path = check_place(path)
    place = path.resolve()  # a link to a folder stays one
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror}); give another folder") from None
    try:
        (aside / "figures").mkdir()
        fill(aside)
        digests = {"files": {table.name: digest_of(table) for table in sorted(aside.glob("*.parquet"))}}
        text = json.dumps({"program": PROGRAM, "format": FORMAT} | manifest | (digests if digests["files"] else {}), indent=1)
        (aside / "manifest.json").write_text(text, encoding="utf-8")
        aside.chmod(0o755)
        _take_place(aside, place)
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror or error}); free space or give another folder") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return path


def check_place(path: str | Path) -> Path:
    """The path, if a folder can be put there; worth asking before a long run. Raises ResultsError when the place is taken."""
    held_at(path)
    return Path(path)


def held_at(path: str | Path) -> dict[str, Any] | None:
    """The manifest of the results that stand at a place, None when it is free or an empty folder.

    Raises ResultsError when the place is taken by something else, or nothing can be written there.
    """
    path = Path(path)
    try:
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return None
        manifest = _manifest_in(path)
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise ResultsError(f"{path} cannot be written ({error.strerror}); give another folder") from None
    if not isinstance(manifest, dict) or manifest.get("program") != PROGRAM:
        raise ResultsError(f"{path} exists and holds no results; it is left alone, give another folder")
    return manifest


def _manifest_in(path: Path) -> Any:
    """What stands in a folder's manifest.json, None when there is nothing that can be read."""
    try:
        return json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _take_place(aside: Path, place: Path) -> None:
    """Rename the finished folder into place; an older one goes away only when the new one is there."""
    if not place.exists():
        aside.rename(place)
        return
    old = place.with_name(f".{place.name}-old-{os.getpid()}-{time.time_ns()}")
    place.rename(old)
    try:
        aside.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def versions() -> dict[str, str]:
    """Versions of what the numbers depend on."""
    from .. import __version__

    found = {
        "simulation": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    return found | {name: metadata.version(name) for name in _PACKAGES}
