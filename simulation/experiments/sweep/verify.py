"""Would the stored schools come out so again? A sample of runs is simulated anew and compared to the last bit."""

import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...ensemble.jobs import check_whole
from ...ensemble.simulate import simulate as simulate_certain
from ...parameters.scenario import InputError
from ...results.folder import Results, SourcesWarning, module_of, other_sources, read_manifest
from ..uncertainty import simulate_uncertain
from .run import Piece, _simulate
from .store import Store

if TYPE_CHECKING:
    from ...school.roster import School


@dataclass(frozen=True)
class Verdict:
    """What a verification found. `difference` is a sentence about the first difference, empty when there is none."""

    checked: int
    stored: int
    difference: str
    note: str = ""


def verify(folder: str | Path, runs: int = 20, seed: int = 0, school: "School | None" = None) -> Verdict:
    """Simulate a sample of a folder's runs again: one of a sweep, or one that `run` wrote.

    runs : how many to try, all when there are fewer; seed : of the sample
    school : the real school that was simulated; a sweep's folder keeps its own
    Raises InputError when another school is given than the one that was simulated, or none where one is needed; and StoreError or ResultsError when the folder cannot be read or holds a damaged part.
    """
    check_whole("runs", runs, 1, 10_000_000)
    folder = Path(folder)
    if (folder / "years.parquet").exists():
        manifest = read_manifest(folder)
        with warnings.catch_warnings():  # the verdict says it
            warnings.simplefilter("ignore", SourcesWarning)
            verdict = _verify_results(Results.load(folder), runs, seed, school)
        return replace(verdict, note=other_sources(folder, manifest, module_of(manifest)))
    store = Store.open(folder)
    _check_school(school, store.study.school.identity() if store.study.school else None)
    note = other_sources(folder, store.manifest, "experiments.sweep.run")
    points = list(store.design().iloc[:, 1:].itertuples(index=False, name=None))
    stored = int((store.status() == 1).sum())  # reads every part, so damage anywhere is found
    chosen = set(np.random.default_rng(seed).choice(stored, min(runs, stored), replace=False).tolist())
    at = 0
    for batch in store.batches():
        good = batch[batch["error"] == ""]
        for k in [k for k in chosen if at <= k < at + len(good)]:
            row = good.iloc[k - at]
            if told := _compare(store, points, row):
                return Verdict(len(chosen), stored, told, note)
        at += len(good)
    return Verdict(len(chosen), stored, "", note)


def _compare(store: Store, points: list[tuple[Any, ...]], row) -> str:
    """The first difference between a stored run and the same run simulated now."""
    point, run = int(row["point"]), int(row["run"])
    where = f"point {point}, run {run} (seed {row['seed']})"
    if int(row["seed"]) != store.study.seed_of(point):
        return f"{where}: the seed of this point is {store.study.seed_of(point)}"
    now = _simulate(store.study, Piece(point, points[point], run, 1))
    if now.error[0]:
        return f"{where}: it was simulated to its end, and now it fails: {now.error[0]}"
    for name, value in zip(store.study.outcome_names, now.values[0], strict=True):
        if not _same(row[name], value):
            return f"{where}: {name} is stored as {row[name]!r} and is {float(value)!r} now"
    return ""


def _check_school(given: "School | None", simulated: dict[str, Any] | None) -> None:
    """Raise InputError when a school was given that is not the one that was simulated."""
    if given is not None and (simulated is None or given.identity()["digest"] != simulated["digest"]):
        other = f"{simulated['title']} with other data" if simulated else "schools of the scenario, none from files"
        raise InputError(f"--roster and --ties describe another school than the folder, which holds {other}; leave them out")


def _verify_results(results: Results, runs: int, seed: int, school: "School | None") -> Verdict:
    _check_school(school, results.school)
    if results.school is not None and school is None:
        words = " ".join(results.school.get("receipt", {}).get("words", ("--roster FILE", "--ties FILE")))
        raise InputError(f"this folder holds runs of a real school, and not its files; give them as they were read: {words}")
    simulate = simulate_uncertain if results.uncertainty else simulate_certain
    chosen = np.random.default_rng(seed).choice(results.runs, min(runs, results.runs), replace=False)
    for run in sorted(int(r) + results.first_run for r in chosen):
        stored = results.years[results.years["run"] == run]
        now = simulate(results.scenario, 1, results.seed, first_run=run, workers=1, school=school).years
        for name in stored.columns:
            for year, (a, b) in enumerate(zip(stored[name], now[name], strict=True), 1):
                if not (a == b if isinstance(a, str) else _same(a, b)):
                    return Verdict(
                        len(chosen), results.runs, f"run {run}, year {year}: {name} is stored as {a!r} and is {b!r} now"
                    )
    return Verdict(len(chosen), results.runs, "")


def _same(a: float, b: float) -> bool:
    return a == b or (a != a and b != b)
