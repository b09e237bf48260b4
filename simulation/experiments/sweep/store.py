"""Where a sweep's results are kept: a folder to which finished runs are only ever added, and which survives any end.

    manifest.json        the study, the sizes it has grown through, seed, versions, digests of the files beside it; it guards itself
    design.parquet       the points and their values
    parts/               finished runs in chunks; part-NUMBER-FIRST-LAST-DIGEST.parquet, first and last point; a sweep that is done
                         has few of them, since it joins them
    lock, lock-I-of-N    held by the operating system while a sweep writes; a process that dies holds none (.holder: who does)
    runs.parquet ...     what is made of the parts when the sweep is done

Every file is written aside, flushed to the disk and renamed, so it is whole or absent. A part carries the digest of its bytes
in its name and that of its study inside: what was damaged or does not belong here is found and named. A part that is gone shows
in the count of schools against those that were asked for (count.py).
"""

import contextlib
import errno
import hashlib
import io
import math
import os
import re
import socket
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from ...core.sources import sources_digest
from ...inputs.limits import manifest_text
from ...parameters.scenario import InputError
from ...results.files import DamagedError, read_table, swollen
from ...results.folder import versions
from ...results.form import FormError, Sweep, check_form
from ...results.seal import digests_of, sealed, unsealed
from . import design
from .count import Count
from .spec import SIZE_OF
from .study import Study

FORMAT = 2
#: How a manifest says whose folder it stands in. It differs from that of an ensemble, whose folder may be replaced.
PROGRAM = "teachers-collective-action, sweep"
MISSING, DONE, FAILED = 0, 1, 2
DESIGN = "design.parquet"
#: Rows that are held at once when tables are made of the parts.
_ROWS_AT_ONCE = 200_000
#: Files that are being written aside, as `tempfile` names them.
_UNFINISHED = re.compile(r"\.(part-.*|[\w-]+\.(parquet|json|csv|md))-[a-z0-9_]{8}")


class StoreError(InputError):
    """A sweep's folder cannot be read or written. The message says which file, and what to do."""


def sources() -> str:
    """A digest of everything that decides about a sweep's numbers: the model, designs, what is kept and how it is gathered."""
    return sources_digest("experiments.sweep.run")


class Store:
    """One sweep's folder. Open it with `Store.open`; to write, enter `writing()` first."""

    def __init__(self, folder: Path, study: Study, manifest: dict[str, Any], shard: tuple[int, int] | None = None):
        self.folder, self.study, self.manifest, self.shard = folder, study, manifest, shard
        self.counted: Count | None = None  #: what `fill` left: the schools that are there, of those that were asked for
        self._last_number = 0
        self._seen: set[Path] = set()  # parts that were read or written

    # ---------------------------------------------------------------- opening

    @classmethod
    def open(cls, folder: str | Path) -> "Store":
        """The store in a folder. Raises StoreError when there is none or it was made by a newer version."""
        folder = Path(folder)
        try:
            manifest = unsealed(manifest_text(folder / "manifest.json"))
            if manifest.get("program") != PROGRAM:
                raise StoreError(f"{folder} is no sweep's folder; give one that `sweep` wrote")
            if manifest["format"] > FORMAT:
                raise StoreError(f"{folder} was written by a newer version (format {manifest['format']}); update this program")
            check_form(Sweep, manifest)
            return cls(folder, Study.from_dict(manifest), manifest)
        except FileNotFoundError:
            raise StoreError(f"{folder} is no sweep's folder: it has no manifest.json; give one that `sweep` wrote") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, InputError):
                raise
            what = str(error) if isinstance(error, FormError) else f"{type(error).__name__}: {error}"
            raise StoreError(f"{folder / 'manifest.json'} is damaged ({what}); restore it from a copy") from None

    @classmethod
    def prepare(cls, folder: str | Path, study: Study, extend: bool = False, shard: tuple[int, int] | None = None) -> "Store":
        """The store of a study, made if there is none, grown if it may be. Call it inside `locked`.

        Raises StoreError when the folder is another study's or an older program's, or when it would have to grow or shrink.
        """
        folder = Path(folder)
        if not (folder / "manifest.json").exists():
            return cls._found(folder, study, shard)
        store = cls.open(folder)
        store.shard = shard
        store._check_program()
        if store.study.identity() != study.identity():
            raise StoreError(
                f"{folder} holds another study ({differences(store.study, study)}); give another --out, or the study it was made of"
            )
        store.study.phases = study.phases  # a manifest has their names alone
        store._grow(study, extend)
        return store

    @classmethod
    def _found(cls, folder: Path, study: Study, shard) -> "Store":
        sizes = [study.size]
        points = design.lay_out(study, sizes)
        manifest = study.to_dict() | {
            "program": PROGRAM,
            "format": FORMAT,
            "identity": study.identity(),
            "sizes": sizes,
            "points": len(points),
            "digest": sources(),
            "versions": versions(),
            "began": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        }
        store = cls(folder, study, manifest, shard)
        with _disk_faults(folder):
            (folder / "parts").mkdir(exist_ok=True)
            store._write_design(design.table(study, points))
            store._write_manifest()
        return store

    def _check_program(self) -> None:
        made, here = self.manifest.get("digest", "unknown"), sources()
        if made != here:
            version = self.manifest["versions"]["simulation"]
            raise StoreError(
                f"{self.folder} was begun with simulation {version} (sources {made}), and this is {versions()['simulation']} "
                f"(sources {here}); runs of both must not be mixed: go on with that version, or give another --out"
            )

    def _grow(self, study: Study, extend: bool) -> None:
        """Take over the sizes of a study that is otherwise the same."""
        old, new = self.study, study
        sizes: list[tuple[str, float, float]] = [
            ("precision.maximum" if old.spec.precision else "runs", old.most_runs, new.most_runs)
        ]
        if old.size is not None and new.size is not None:
            sizes.insert(0, (SIZE_OF[old.spec.design.kind], old.size, new.size))
        if old.spec.precision and new.spec.precision:
            sizes.append(("precision, 1 / half_width", 1 / old.spec.precision.half_width, 1 / new.spec.precision.half_width))
        changed = [(name, a, b) for name, a, b in sizes if a != b]
        for name, a, b in changed:
            if b < a:
                raise StoreError(
                    f"{self.folder} has {name} = {a:g} already, more than {b:g}; a study only grows: give another --out"
                )
        if changed and not extend:
            grown = ", ".join(f"{name} from {a:g} to {b:g}" for name, a, b in changed)
            raise StoreError(f"{self.folder} holds this study at a smaller size ({grown}); add --extend to let it grow")
        if changed:
            if new.size != old.size:
                self._add_points(study)
            self.study = study
            self.manifest |= study.to_dict()
            self._write_manifest()

    def _add_points(self, study: Study) -> None:
        sizes = [*self.manifest["sizes"], study.size]
        points = design.lay_out(study, sizes)
        table, before, told = design.table(study, points), self.design(), dict(self.manifest)
        if not table.iloc[: len(before)].equals(before):
            raise StoreError(
                f"{self.folder}: the design came out differently, with other versions of scipy or SALib; use those of manifest.json"
            )
        self.manifest |= {"sizes": sizes, "points": len(points)}
        self.manifest.pop("coming", None)
        with _disk_faults(self.folder):
            self._write_design(table, told)

    def _write_design(self, table, before: dict[str, Any] | None = None) -> None:
        """Write the points. before : the manifest on the disk, which is told first what will stand there: a kill may come between."""
        content = as_parquet(table)
        coming = hashlib.sha256(content).hexdigest()[:32]
        if before is not None:
            self._write_manifest(before | {"coming": coming})
        write_aside(self.folder / DESIGN, content)
        self.manifest["files"] = self.manifest.get("files", {}) | {DESIGN: coming}

    def _write_manifest(self, manifest: dict[str, Any] | None = None) -> None:
        with _disk_faults(self.folder):
            write_aside(self.folder / "manifest.json", sealed((manifest or self.manifest) | {"format": FORMAT}).encode())

    def vouch_for(self, names: Iterable[str]) -> None:
        """Let the manifest tell of these files of the folder, and forget those that are gone. Call it inside `locked`."""
        files = {name: digest for name, digest in self.manifest.get("files", {}).items() if (self.folder / name).is_file()}
        told = files | digests_of(self.folder, [path for name in names if (path := self.folder / name).is_file()])
        if told != self.manifest.get("files"):
            self.manifest["files"] = told
            self._write_manifest()

    # ---------------------------------------------------------------- reading

    def design(self):
        """The points: DataFrame point, a column for each factor."""
        path = self.folder / DESIGN
        try:
            known = {self.manifest.get("files", {}).get(DESIGN), self.manifest.get("coming")}
            table = read_table(path, *known - {None})
        except DamagedError as error:
            raise StoreError(f"{error}; delete it and manifest.json and start the same command again: parts stay") from None
        if len(table) < self.manifest["points"]:
            raise StoreError(f"{path} lacks points; restore it, or give another --out")
        return table.iloc[: self.manifest["points"]]  # an extension that was killed may have left more

    def part_files(self) -> list[Path]:
        """The parts of all shards, in the order of their names."""
        return sorted((self.folder / "parts").rglob("part-*.parquet"), key=lambda p: (p.name, str(p)))

    def lost(self) -> set[Path]:
        """Parts that were read or written through this store and are gone."""
        return self._seen - set(self.part_files())

    def read_part(self, path: Path):
        """A part as an arrow table. Raises StoreError naming a part that is damaged or foreign."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        remedy = "move it away and start again: what it held is simulated anew"
        try:
            content = path.read_bytes()
            if digest_of(content) != path.stem.rpartition("-")[2]:
                raise StoreError(f"{path} is damaged (its content is not what was written); {remedy}")
            if fault := swollen(content):
                raise StoreError(f"{path} is damaged ({fault}); {remedy}")
            table = pq.read_table(io.BytesIO(content))
        except (OSError, pa.ArrowException) as error:
            raise StoreError(f"{path} is damaged ({error}); {remedy}") from None
        belongs = (table.schema.metadata or {}).get(b"study", b"").decode()
        if belongs != self.manifest["identity"]:
            raise StoreError(f"{path} belongs to another study ({belongs or 'unknown'}); move it away")
        if table.column_names != ["point", "run", "seed", *self.study.outcome_names, "error"]:
            raise StoreError(f"{path} has other columns than this study; move it away")
        return table

    def status(self) -> np.ndarray:
        """What has become of each run: uint8 (points, most runs): MISSING, DONE or FAILED. Reads every part."""
        n_points = self.manifest["points"]
        state = np.zeros((n_points, self.study.most_runs), np.uint8)
        self._seen = set(self.part_files())
        for path in sorted(self._seen):
            part = self.read_part(path)
            point, run = (part[name].to_numpy() for name in ("point", "run"))
            if part.num_rows and not (
                point.min() >= 0 and point.max() < n_points and run.min() >= 0 and run.max() < state.shape[1]
            ):
                raise StoreError(f"{path} holds runs that this study does not ask for; move it away")
            good = part["error"].to_numpy(zero_copy_only=False) == ""
            state[point[good], run[good]] = DONE
            bad = (point[~good], run[~good])
            state[bad] = np.where(state[bad] == DONE, DONE, FAILED)
        return state

    def batches(self) -> Iterator[Any]:
        """All runs sorted by point and run, some points at a time, as DataFrames: point, run, seed, outcomes, error.

        A run that failed and was tried again with success appears once; memory holds a few hundred thousand rows at most
        beyond what the parts of those points hold.
        """
        files = [(path, *self._reach(path)) for path in self.part_files()]
        at_once = self._points_at_once()
        held: dict[Path, Any] = {}
        for low in range(0, self.manifest["points"], at_once):
            high = low + at_once
            held = {path: held.get(path) for path, first, last in files if first < high and last >= low}
            tables = []
            for path in held:
                if held[path] is None:
                    held[path] = self.read_part(path).to_pandas()
                point = held[path]["point"]
                tables.append(held[path][(point >= low) & (point < high)])
            if batch := [t for t in tables if len(t)]:
                yield _in_order(batch)

    def _points_at_once(self) -> int:
        """How many points are held at once, whole."""
        return max(1, _ROWS_AT_ONCE // self.study.most_runs)

    def _reach(self, path: Path) -> tuple[int, int]:
        """First and last point of a part, from its name: nothing in a file is trusted before its digest is known to be right."""
        try:
            _, _, first, last, _ = path.stem.split("-")
            return int(first), int(last)
        except ValueError:
            raise StoreError(f"{path} is not named as a part is; move it away and start again") from None

    # ---------------------------------------------------------------- writing

    def add(self, rows: "Rows") -> None:
        """Put finished runs on the disk, as one part. Raises StoreError when the disk is full or the folder gone."""
        import pyarrow as pa

        columns = {"point": rows.point, "run": rows.run, "seed": rows.seed}
        columns |= {name: rows.values[:, k] for k, name in enumerate(self.study.outcome_names)}
        table = pa.table(columns | {"error": pa.array(rows.error, pa.string())})
        table = table.sort_by([("point", "ascending"), ("run", "ascending")])
        content = as_parquet(table.replace_schema_metadata({"study": self.manifest["identity"]}))
        place = self.folder / "parts"
        if self.shard:
            place /= f"shard-{self.shard[0]}-of-{self.shard[1]}"
        with _disk_faults(self.folder):
            place.mkdir(parents=True, exist_ok=True)
            if not self._last_number:
                self._last_number = max((int(p.name.split("-")[1]) for p in place.glob("part-*.parquet")), default=0)
            self._last_number += 1
            reach = f"{rows.point.min()}-{rows.point.max()}"
            path = place / f"part-{self._last_number:06d}-{reach}-{digest_of(content)}.parquet"
            write_aside(path, content)
            self._seen.add(path)

    def join(self) -> None:
        """Few parts in place of many, so that a sweep that is done is soon read again. Call it inside `locked`, without shards.

        What is joined is written before the pieces are deleted: a kill between leaves runs twice, and those are read once. Where
        the disk has no room for both, the pieces stay.
        """
        pieces = self.part_files()
        if len(pieces) <= 2 * math.ceil(self.manifest["points"] / self._points_at_once()):
            return
        outcomes = self.study.outcome_names
        try:
            for batch in self.batches():
                point, run, seed = (batch[name].to_numpy() for name in ("point", "run", "seed"))
                self.add(Rows(point, run, seed, batch[outcomes].to_numpy(), batch["error"].tolist()))
        except StoreError:
            return
        for path in pieces:
            path.unlink(missing_ok=True)
        self._seen -= set(pieces)

    @contextlib.contextmanager
    def finishing(self, name: str) -> Iterator[Path]:
        """A path beside `name` to write to; it takes the place of `name` when everything went well."""
        with _disk_faults(self.folder):
            handle, aside = tempfile.mkstemp(prefix=f".{name}-", dir=self.folder)
            os.close(handle)
            try:
                yield Path(aside)
                with open(aside, "rb+") as file:
                    os.fsync(file.fileno())
                os.chmod(aside, 0o644)
                os.replace(aside, self.folder / name)
            finally:
                Path(aside).unlink(missing_ok=True)


class Rows:
    """Finished runs on their way to the disk: point, run int64 (n,), seed int64 (n,), values (n, outcomes), error (n,) texts."""

    def __init__(self, point, run, seed, values, error):
        self.point, self.run, self.seed, self.values, self.error = point, run, seed, values, error

    def __len__(self) -> int:
        return len(self.point)

    @classmethod
    def joined(cls, blocks: list["Rows"]) -> "Rows":
        """Several blocks as one."""
        point, run, seed, values = (
            np.concatenate([getattr(b, name) for b in blocks]) for name in ("point", "run", "seed", "values")
        )
        return cls(point, run, seed, values, [text for b in blocks for text in b.error])


def _in_order(tables: list):
    """Rows of several parts by point and run; of a run that stands in two of them, the one without error."""
    import pandas as pd

    rows = pd.concat(tables, ignore_index=True)
    rows["bad"] = rows["error"] != ""
    rows = rows.sort_values(["point", "run", "bad"], kind="stable").drop_duplicates(["point", "run"])
    return rows.drop(columns="bad").reset_index(drop=True)


def differences(a: Study, b: Study) -> str:
    """Where two studies differ, in words."""
    left, right = (_leaves(s.to_dict()) for s in (a, b))
    found = [name for name in sorted(left.keys() | right.keys()) if left.get(name) != right.get(name)]
    told = [
        f"{name.removeprefix('study.')}: {left.get(name, 'nothing')} there, {right.get(name, 'nothing')} here" for name in found
    ]
    return "; ".join(told[:3]) + (f"; {len(told) - 3} more" if len(told) > 3 else "")


def _leaves(value: Any, place: str = "") -> dict[str, Any]:
    if isinstance(value, dict):
        return {
            k: v for key, inner in value.items() for k, v in _leaves(inner, f"{place}.{key}" if place else str(key)).items()
        }
    if isinstance(value, (list, tuple)):
        return {k: v for i, inner in enumerate(value, 1) for k, v in _leaves(inner, f"{place}[{i}]").items()}
    return {place: value}


# ---------------------------------------------------------------- files


def digest_of(content: bytes) -> str:
    """A short digest of a file's bytes."""
    return hashlib.sha256(content).hexdigest()[:16]


def as_parquet(table) -> bytes:
    """An arrow table or a DataFrame as the bytes of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not isinstance(table, pa.Table):
        table = pa.Table.from_pandas(table, preserve_index=False)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def write_aside(path: Path, content: bytes) -> None:
    """Write a file so that it is whole or absent, also after a power cut: aside, flushed, renamed, the folder flushed."""
    handle, aside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, 0o644)
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    if os.name == "posix":  # the new name is on the disk only when its folder is
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextlib.contextmanager
def _disk_faults(folder: Path) -> Iterator[None]:
    """A fault of the disk in a sentence."""
    try:
        yield
    except OSError as error:
        if isinstance(error, InputError):
            raise
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        what = "the disk is full" if full else f"it cannot be written ({error.strerror or error})"
        raise StoreError(
            f"{folder}: {what}; what was finished before is kept: mend that and start the same command again"
        ) from None


# ---------------------------------------------------------------- what is added later


def vouch_for(folder: Path, files: Iterable[Path]) -> None:
    """Let the manifest of a sweep's folder tell of files that were put there after it was done (figures, analyses).

    While another process writes there it cannot: then `verify` says that they are not what was written.
    """
    with contextlib.suppress(StoreError), locked(folder):
        Store.open(folder).vouch_for(file.relative_to(folder).as_posix() for file in files)


# ---------------------------------------------------------------- the lock


def is_lock(name: str) -> bool:
    """Whether a file of a sweep's folder is one of its locks, or tells who holds one."""
    return re.fullmatch(r"lock(-gate|-\d+-of-\d+)?(\.holder)?", name) is not None


@contextlib.contextmanager
def locked(folder: str | Path, shard: tuple[int, int] | None = None) -> Iterator[Path]:
    """Hold a sweep's folder for writing, made if it is not there; the shards of a sweep may hold it side by side.

    The operating system holds the locks, so a process that is killed leaves none. Raises StoreError when another process holds
    the folder, or when something else stands in it.
    """
    folder = Path(folder)
    with contextlib.ExitStack() as held:
        with _disk_faults(folder):
            _check_ours(folder)
            folder.mkdir(parents=True, exist_ok=True)
            whole = folder / "lock"
            with _lock(folder / "lock-gate", patience=60):  # one at a time looks who is there and takes a place
                if shard is not None:
                    with _lock(whole):  # nobody has all of it
                        held.enter_context(_lock(folder / f"lock-{shard[0]}-of-{shard[1]}"))
                else:
                    held.enter_context(_lock(whole))
                    for other in folder.glob("lock-*-of-*[0-9]"):
                        with _lock(other):  # no shard is at work
                            pass
            if shard is None:
                for left in folder.rglob(".*-*"):  # what a killed process was writing
                    if _UNFINISHED.fullmatch(left.name) and left.is_file():
                        left.unlink(missing_ok=True)
        yield folder


@contextlib.contextmanager
def _lock(path: Path, patience: float = 0) -> Iterator[None]:
    """Hold a lock, if need be after some seconds of patience; a file beside it says who does. Raises StoreError."""
    lock, who = FileLock(path), path.with_name(f"{path.name}.holder")
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        holder = who.read_text(encoding="utf-8") if who.is_file() else "another process"
        raise StoreError(f"{path.parent} is in use by {holder}; wait until it is done or stop it, then start again") from None
    try:
        who.write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")
        yield
    finally:
        lock.release()


def _check_ours(folder: Path) -> None:
    """A folder is ours when it is empty, holds our manifest, or what a sweep leaves that was killed before it had one."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise StoreError(f"{folder} is a file; give another --out")
    if (folder / "manifest.json").exists():
        Store.open(folder)
        return
    strange = [
        p.name for p in folder.iterdir() if not (p.name.startswith(".") or is_lock(p.name) or p.name in ("parts", DESIGN))
    ]
    if strange:
        raise StoreError(f"{folder} exists and holds something else ({strange[0]}); it is left alone, give another --out")
