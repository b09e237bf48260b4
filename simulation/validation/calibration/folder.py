"""A study on disk: who it belongs to, and everything simulated so far, each file written aside and then renamed."""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from ...core.sources import sources_digest
from ...results.place import PROGRAM, ResultsError
from ..guides import TARGETS_AND_GUIDES

FORMAT = 1
#: How each part of a study's identity is called in a refusal.
WORDS = {
    "study": "study",
    "seed": "seed",
    "runs": "number of schools",
    "world": "world",
    "effects": "share of schools for effects",
    "parameters": "choice of parameters",
    "targets": "version of the targets",
    "digest": "version of the model",
}


class StudyFolder:
    """A folder that belongs to one study. `identity` : what must be the same for a second call to continue the first."""

    def __init__(self, path: str | Path, identity: dict[str, Any]):
        self.path = Path(path)
        manifest = {"program": PROGRAM, "format": FORMAT} | identity
        try:
            self._claim(manifest)
        except OSError as error:
            raise ResultsError(f"{path} cannot be written ({error.strerror}); give another folder with --out") from None

    def _claim(self, manifest: dict[str, Any]) -> None:
        own = self.path / "manifest.json"
        if not self.path.exists() or (self.path.is_dir() and not any(self.path.iterdir())):
            self.path.mkdir(parents=True, exist_ok=True)
            self.write("manifest.json", json.dumps(manifest, indent=1).encode())
            return
        try:
            found = json.loads(own.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            found = None
        if not isinstance(found, dict) or found.get("program") != PROGRAM:
            raise ResultsError(f"{self.path} exists and holds no study; it is left alone, give another folder with --out")
        if found.get("study") != manifest["study"]:
            raise ResultsError(f"{self.path} holds another kind of study; it is left alone, give another folder with --out")
        if other := [WORDS.get(key, key) for key, value in manifest.items() if found.get(key) != value]:
            raise ResultsError(f"{self.path} was begun with another {other[0]}; ask for the same again, or give another --out")

    def write(self, name: str, content: bytes) -> Path:
        """A file that is complete or absent."""
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(aside, 0o644)
            os.replace(aside, place)
        finally:
            Path(aside).unlink(missing_ok=True)
        return place

    def write_arrays(self, name: str, **arrays: np.ndarray) -> None:
        """Some arrays as NAME.npz."""
        import io

        buffer = io.BytesIO()
        np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]  # no array is called allow_pickle
        self.write(f"{name}.npz", buffer.getvalue())

    def read_arrays(self, name: str) -> dict[str, np.ndarray] | None:
        """The arrays of NAME.npz, or None."""
        place = self.path / f"{name}.npz"
        if not place.exists():
            return None
        with np.load(place) as stored:
            return dict(stored)

    def write_json(self, name: str, value: Any) -> None:
        """A value as NAME.json."""
        self.write(f"{name}.json", json.dumps(value, indent=1).encode())

    def read_json(self, name: str) -> Any:
        """The value of NAME.json, or None."""
        place = self.path / f"{name}.json"
        return json.loads(place.read_text(encoding="utf-8")) if place.exists() else None

    def write_table(self, name: str, table) -> None:
        """A data frame as NAME.csv."""
        self.write(f"{name}.csv", table.to_csv(index=False).encode())


def identity(cube, runs: int, seed: int, effort: float = 0.0) -> dict[str, Any]:
    """What makes a study this one: its seed, its parameters with their ranges, what it is held against, and the model's sources."""
    return {
        "study": "calibration",
        "seed": seed,
        "runs": runs,
        "world": _digest(sorted(cube.world.items())),
        "effects": effort,
        "parameters": _digest([(r.name, r.low, r.high) for r in cube.ranges]),
        "targets": _digest([(t.id, t.kind, *t.bounds) for t in TARGETS_AND_GUIDES]),
        "digest": sources_digest("validation.calibration.study"),
    }


def _digest(of: Any) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()[:16]
