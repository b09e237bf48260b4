"""Years of a country on the disk: after each whole year what it left and where everybody is, so that a killed run goes on from there.

    FOLDER/question.json    what determines the numbers; years of another question are never gone on from
    FOLDER/year-003/        tables of the third year, as they were kept
    FOLDER/state-003/       every array of the country after it, and its clock; only the last one is left

A folder gets its name when it is whole. Whoever is killed meanwhile loses the year that was lived, and nothing before it.
"""

import json
import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from filelock import FileLock, Timeout

from ..results.place import ReplacedWarning, ResultsError
from .tables import PARTS, Kept

if TYPE_CHECKING:
    from .live import Living

_QUESTION = "question.json"


class YearStore:
    """The years of one country in a folder of their own, which is locked as long as somebody lives them. Use it with `with`."""

    def __init__(self, folder: Path, question: dict[str, Any]):
        self.folder, self.question = Path(folder), json.loads(json.dumps(question, default=str))
        self._lock = FileLock(f"{self.folder}.lock")

    def __enter__(self) -> "YearStore":
        """Raises ResultsError when somebody else is at work there, or nothing can be written."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._begin()
        except Timeout:
            raise ResultsError(f"{self.folder}: another run lives these years; wait for it, or give another folder") from None
        except OSError as error:
            self._lock.release()
            raise ResultsError(f"{self.folder} cannot be written ({error.strerror}); give another folder") from None
        return self

    def __exit__(self, *_: object) -> None:
        """The years stay; somebody else may go on."""
        self._lock.release()
        Path(self._lock.lock_file).unlink(missing_ok=True)

    def _begin(self) -> None:
        """An empty folder, or one of this question; years of another one go, which a warning says."""
        if self.folder.exists() and self._asked() != self.question:
            told = f"{self.folder}: years that were kept there belong to another question or other sources; they are removed"
            warnings.warn(told, ReplacedWarning, stacklevel=4)
            shutil.rmtree(self.folder)
        if not self.folder.exists():
            self.folder.mkdir()
            (self.folder / _QUESTION).write_text(json.dumps(self.question, indent=1), encoding="utf-8")

    def _asked(self) -> Any:
        try:
            return json.loads((self.folder / _QUESTION).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    @property
    def whole_years(self) -> int:
        """Years after which the country can be gone on with; 0 for none."""
        return max((int(path.name[-3:]) for path in self.folder.glob("state-???")), default=0)

    def keep(self, living: "Living", kept: Kept) -> None:
        """Write what the last year left, and the country after it."""
        year = living.past
        self._write(
            f"year-{year:03}", lambda place: [part.to_parquet(place / f"{name}.parquet") for name, part in kept.last().items()]
        )

        def state(place: Path) -> None:
            for name, array in living.arrays().items():
                np.save(place / f"{name}.npy", np.asarray(array).view(np.ndarray), allow_pickle=False)
            (place / "clock.json").write_text(json.dumps({"past": year, "next_number": living.next_number}), encoding="utf-8")

        self._write(f"state-{year:03}", state)
        for older in self.folder.glob("state-???"):
            if older.name != f"state-{year:03}":
                shutil.rmtree(older)

    def _write(self, name: str, fill) -> None:
        """A folder that has its name only when it is whole."""
        aside = self.folder / f"{name}.part"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        fill(aside)
        shutil.rmtree(self.folder / name, ignore_errors=True)
        aside.rename(self.folder / name)

    def restore(self, kept: Kept) -> tuple[dict[str, np.ndarray], int, int] | None:
        """(arrays, years lived, next number) after the last whole year, whose tables go into `kept`; None where there is none.

        Raises ResultsError for files that are damaged.
        """
        year = self.whole_years
        if year == 0:
            return None
        try:
            for past in range(1, year + 1):
                place = self.folder / f"year-{past:03}"
                kept.take_up(
                    {name: pd.read_parquet(place / f"{name}.parquet") for name in PARTS if (place / f"{name}.parquet").exists()}
                )
            place = self.folder / f"state-{year:03}"
            clock = json.loads((place / "clock.json").read_text(encoding="utf-8"))
            return (
                {path.stem: np.load(path, allow_pickle=False) for path in place.glob("*.npy")},
                clock["past"],
                clock["next_number"],
            )
        except (OSError, ValueError, KeyError) as fault:
            raise ResultsError(f"{self.folder} holds years that are damaged ({fault}); remove it to begin anew") from None


def years_beside(place: Path, side: str = "") -> Path:
    """Where the years of a run wait whose results will stand at a place. side : a or b of twins"""
    place = Path(place).resolve()
    return place.with_name(f".{place.name}.years{side}")


def clear_years(place: Path) -> None:
    """Remove the years that waited beside a place: the results stand there."""
    for side in ("", "a", "b"):
        shutil.rmtree(years_beside(place, side), ignore_errors=True)
