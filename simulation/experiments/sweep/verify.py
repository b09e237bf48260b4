"""Would the stored schools come out so again? Every file is held against its digest, and a sample of runs is simulated anew.

What is vouched for is what was looked at: each file that the manifest names, each table that is made of others, and of the sample
each column of each table to the last bit. A folder of which nothing could be looked at is not vouched for.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...engine.extension import checked, told
from ...engine.schedule import Phase
from ...ensemble.jobs import check_whole
from ...ensemble.simulate import simulate
from ...parameters.scenario import InputError
from ...results.folder import Results, SourcesWarning, module_of, other_sources, read_manifest
from ...results.place import ResultsError
from ...results.seal import damage
from ..compare import MADE_BY, Effect, csv_of, spread_of_persons
from ..policies import MADE_BY as MADE_POLICIES
from ..policies import Policies, values_of
from ..uncertainty import Sets, simulate_uncertain
from . import design, finish
from .count import Count
from .run import Piece, _simulate
from .store import DESIGN, PROGRAM, Store, StoreError

if TYPE_CHECKING:
    import pandas as pd

    from ...school.roster import School

#: More runs than any folder holds.
ALL = 10_000_000
#: What tells the rows of a run apart.
_KEYS = ("year", "week", "teacher", "source", "target")
_NOTHING = "it holds no school that was simulated to its end, so that nothing could be checked"


@dataclass(frozen=True)
class Verdict:
    """What a verification found.

    checked, stored : runs that were simulated again, and runs that there are; files : files and tables that were looked at
    difference : a sentence about the first difference, empty when there is none; note : what else there is to say
    count : of a sweep, how many schools there are, of those that were asked for
    """

    checked: int
    stored: int
    difference: str
    note: str = ""
    files: int = 0
    count: Count | None = None


def verify(
    folder: str | Path,
    runs: int | None = 20,
    seed: int = 0,
    school: "School | None" = None,
    phases: Iterable[Phase] | None = None,
) -> Verdict:
    """Check what a folder holds: one of a sweep, or one that `run` or `compare` wrote, also of several scenarios. A sample of its runs is simulated again.

    runs : how many to try, all when there are fewer or None is said; with all, tables of effects are made anew as well; seed : of the sample
    school : the real school that was simulated; a sweep's folder keeps its own
    phases : the week, if it was not the model's own; no folder keeps code
    Raises StoreError or ResultsError when the folder cannot be read, and InputError when another school is given than the one that was
    simulated, or none where one is needed.
    """
    everything, runs = runs is None, ALL if runs is None else runs
    check_whole("runs", runs, 1, ALL)
    folder, week = Path(folder), checked(phases)
    manifest = read_manifest(folder)
    if manifest.get("program") == PROGRAM:
        return _verify_store(Store.open(folder), runs, seed, school, week)
    if not {"scenario", "a", "reference"} & manifest.keys():
        raise ResultsError(f"{folder} holds another kind of study; give a folder that `run`, `compare` or `sweep` wrote")
    files = manifest.get("files", {})
    if found := damage(folder, files):
        return Verdict(0, 0, found[0])
    with warnings.catch_warnings():  # the verdict says it
        warnings.simplefilter("ignore", SourcesWarning)
        if "reference" in manifest:
            return _verify_policies(Policies.load(folder), folder, manifest, runs, seed, school, week)
        if "scenario" in manifest:
            sides, made_by = [("", Results.load(folder))], module_of(manifest)
        else:
            effect = Effect.load(folder)
            sides, made_by = [("_a", effect.a), ("_b", effect.b)], MADE_BY
    note = other_sources(folder, manifest, made_by)
    tried, stored = 0, 0
    for suffix, results in sides:
        chosen, difference = _verify_results(results, suffix, runs, seed, school, week)
        tried, stored = tried + chosen, stored + results.runs
        if difference or not chosen:
            return Verdict(tried, stored, difference or _NOTHING, note, len(files))
    told_of = _effects(effect, folder, school, week) if everything and "a" in manifest else ""
    return Verdict(tried, stored, told_of, note, len(files))


# ---------------------------------------------------------------- a sweep


def _verify_store(store: Store, runs: int, seed: int, school: "School | None", phases: tuple[Phase, ...] | None) -> Verdict:
    store.study.phases = _same_week(phases, store.study.week)
    _check_school(school, store.study.school.identity() if store.study.school else None)
    note = other_sources(store.folder, store.manifest, "experiments.sweep.run")
    count = finish.count(store)  # reads every part, so damage anywhere is found
    files = store.manifest.get("files", {})
    looks: list[Callable[[], str]] = [
        lambda: next(iter(damage(store.folder, {k: v for k, v in files.items() if k != DESIGN})), ""),
        lambda: _design(store),
        lambda: "" if count.done else _NOTHING,
        lambda: _sample(store, count.done, runs, seed),
        lambda: _table(store, "runs.parquet", finish.run_batches(store)),
        lambda: _table(store, "points.parquet", iter([finish.points(store)])),
    ]
    for look in looks:
        if told := look():
            return Verdict(0, count.done, told, note, count=count)
    return Verdict(min(runs, count.done), count.done, "", note, len(files) + len(store.part_files()), count)


def _design(store: Store) -> str:
    """Whether the points are those that the study lays out."""
    points = design.lay_out(store.study, store.manifest["sizes"])
    same = design.table(store.study, points).equals(store.design().reset_index(drop=True))
    return "" if same else f"{store.folder / DESIGN} holds other points than the study lays out now"


def _sample(store: Store, stored: int, runs: int, seed: int) -> str:
    points = list(store.design().iloc[:, 1:].itertuples(index=False, name=None))
    chosen = set(np.random.default_rng(seed).choice(stored, min(runs, stored), replace=False).tolist())
    at = 0
    for batch in store.batches():
        good = batch[batch["error"] == ""]
        for k in [k for k in chosen if at <= k < at + len(good)]:
            if told := _compare(store, points, good.iloc[k - at]):
                return told
        at += len(good)
    return ""


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
            return f"{where}: {name} is stored as {float(row[name])!r} and is {float(value)!r} now"
    return ""


def _table(store: Store, name: str, made: "Iterator[pd.DataFrame]") -> str:
    """Whether a table, if it is there, is what is made of the parts. made : its rows, in pieces"""
    import pyarrow.parquet as pq

    path = store.folder / name
    if not path.exists():
        return ""
    again = "start the same sweep again, which makes it anew"
    try:
        file = pq.ParquetFile(path)
        rows, at = _rows(file), 0
        next(rows)
        for expected in filter(len, made):
            if at + len(expected) > file.metadata.num_rows:
                return f"{path} holds {file.metadata.num_rows} rows, fewer than the parts; {again}"
            found = rows.send(len(expected))
            if list(found.columns) != list(expected.columns):
                return f"{path} has other columns than the parts; {again}"
            for column in expected.columns:
                a, b = found[column].to_numpy(), expected[column].to_numpy()
                if wrong := [k for k in np.flatnonzero(a != b) if not _same(a[k], b[k])]:
                    k = wrong[0]
                    return f"{path}, row {at + k}: {column} is stored as {_plain(a[k])!r}, and the parts say {_plain(b[k])!r}; {again}"
            at += len(expected)
    except (OSError, ValueError) as error:  # Arrow's own faults are kinds of these
        raise StoreError(f"{path} is damaged ({error}); {again}") from None
    return "" if at == file.metadata.num_rows else f"{path} holds {file.metadata.num_rows} rows, more than the parts; {again}"


def _rows(file):
    """A generator that is sent numbers and gives as many next rows of a Parquet file, as a DataFrame."""
    import pyarrow as pa

    held: list[Any] = []
    wanted = yield
    for piece in file.iter_batches():
        held.append(pa.Table.from_batches([piece]))
        while sum(map(len, held)) >= wanted:
            whole = pa.concat_tables(held)
            held = [whole.slice(wanted)]
            wanted = yield whole.slice(0, wanted).to_pandas()


# ---------------------------------------------------------------- one ensemble


def _check_school(given: "School | None", simulated: dict[str, Any] | None) -> None:
    """Raise InputError when a school was given that is not the one that was simulated."""
    if given is not None and (simulated is None or given.identity()["digest"] != simulated["digest"]):
        other = f"{simulated['title']} with other data" if simulated else "schools of the scenario, none from files"
        raise InputError(f"--roster and --ties describe another school than the folder, which holds {other}; leave them out")


def _need_school(simulated: dict[str, Any] | None, given: "School | None") -> None:
    """Raise InputError unless the school that was simulated is given, if there was one, and no other."""
    _check_school(given, simulated)
    if simulated is not None and given is None:
        words = " ".join(simulated.get("receipt", {}).get("words", ("--roster FILE", "--ties FILE")))
        raise InputError(f"this folder holds runs of a real school, and not its files; give them as they were read: {words}")


def _same_week(given: tuple[Phase, ...] | None, lived: list[dict[str, str]] | None) -> tuple[Phase, ...] | None:
    """The phases to simulate with. Raises InputError when they are not those that the folder tells of."""
    if not lived:
        return None
    if given is None:
        own = " ".join(f"--phase {phase['from']}" for phase in lived if "source" in phase)
        raise InputError(
            f"this folder was simulated with phases of one's own, and holds no code; give them: {own or '--phase'}"
        )
    if told(given) != lived:
        raise InputError(
            "the phases that were given are not those that the folder was simulated with: their source has changed, or their order"
        )
    return given


def _verify_results(
    results: Results, suffix: str, runs: int, seed: int, school: "School | None", phases: tuple[Phase, ...] | None
) -> tuple[int, str]:
    """How many runs were simulated again, and the first difference."""
    week = _same_week(phases, results.phases)
    more: dict[str, Any] = {} if week is None else {"phases": week}
    _need_school(results.school, school)
    held = results.years["run"].nunique()  # before anything is drawn from a number that a manifest claims
    if held != results.runs:
        return 0, f"years{suffix}.parquet holds {held} runs and not {results.runs}"
    sets = Sets.from_manifest(results.uncertainty) if results.uncertainty else None
    chosen = np.random.default_rng(seed).choice(results.runs, min(runs, results.runs), replace=False)
    tables = [name for name in results.record if name != "terms"]
    for run in sorted(int(r) + results.first_run for r in chosen):
        how: dict[str, Any] = {"record": results.record, "first_run": run, "workers": 1, "school": school}
        now = (
            simulate_uncertain(results.scenario, 1, results.seed, sets=sets, **how)
            if sets
            else simulate(results.scenario, 1, results.seed, **how, **more)
        )
        for name in tables:
            stored = getattr(results, name)
            if told := _difference(stored[stored["run"] == run], getattr(now, name)):
                return len(chosen), f"{name}{suffix}.parquet, run {run}{told}"
    return len(chosen), ""


def _verify_policies(
    found: Policies, folder: Path, manifest: dict[str, Any], runs: int, seed: int, school: "School | None", week
) -> Verdict:
    """A sample of all runs of all scenarios, and the table of effects, which was computed when the folder was loaded."""
    if week is not None:
        raise InputError("several scenarios are compared with the model's own week; leave out --phase")
    _need_school(found.school, school)
    note, files = other_sources(folder, manifest, MADE_POLICIES), len(manifest.get("files", {}))
    stored = found.values
    if (held := len(stored)) != (claimed := found.runs * (1 + len(found.others))):
        return Verdict(0, 0, f"values.parquet holds {held} runs and not {claimed}", note, files)
    chosen = sorted(np.random.default_rng(seed).choice(held, min(runs, held), replace=False).tolist())
    scenarios = {scenario.name: scenario for scenario in (found.reference, *found.others)}
    for k in chosen:
        name, run = stored["scenario"].iloc[k], int(stored["run"].iloc[k])
        again = simulate(scenarios[name], 1, found.seed, first_run=run, workers=1, school=school)
        if told := _difference(stored.iloc[[k]], values_of(again, found.outcomes, found.years)):
            return Verdict(len(chosen), held, f"values.parquet, {name}, run {run}{told}", note, files)
    same = (folder / "effects.csv").read_bytes() == csv_of(found.table).encode()
    return Verdict(
        len(chosen),
        held,
        "" if same else f"{folder.name}/effects.csv holds other effects than values.parquet gives",
        note,
        files,
    )


def _effects(effect: Effect, folder: Path, school: "School | None", week: tuple[Phase, ...] | None) -> str:
    """Whether the table of effects and the spread between persons come out as they are stored; effects were computed when it was loaded."""
    a = effect.a
    if effect.persons is not None:
        persons = spread_of_persons(a.scenario, a.runs, a.seed, effect.years, school=school, phases=week if a.phases else None)
        if not persons.equals(effect.persons.rename(persons.name).rename_axis(persons.index.name)):
            return f"{folder.name}/persons.csv holds another spread between persons than comes out now"
    same = (folder / "effects.csv").read_bytes() == csv_of(effect.table).encode()
    return "" if same else f"{folder.name}/effects.csv holds other effects than the tables of years give"


def _difference(stored: "pd.DataFrame", now: "pd.DataFrame") -> str:
    """The first difference between the rows of one run, as the end of a sentence."""
    if list(stored.columns) != list(now.columns):
        apart = sorted(set(stored.columns) ^ set(now.columns))
        return f": the columns are not those of now ({', '.join(apart[:3]) or 'their order'})"
    if len(stored) != len(now):
        return f": there are {len(stored)} rows, and {len(now)} now"
    stored, now = stored.reset_index(drop=True), now.reset_index(drop=True)
    for name in stored.columns:
        if stored[name].equals(now[name]):  # nearly always, and a hundred times as quick as one by one
            continue
        held, made = (frame[name].astype(object).where(frame[name].notna(), None) for frame in (stored, now))  # missing is None
        for k, (a, b) in enumerate(zip(held, made, strict=True)):
            if a != b:
                where = ", ".join(f"{key} {now[key].iloc[k]}" for key in _KEYS if key in now)
                return f", {where}: {name} is stored as {a!r} and is {b!r} now"
    return ""


def _plain(value: Any) -> Any:
    """A number without the name of its numpy type."""
    return value.item() if isinstance(value, np.generic) else value


def _same(a: float, b: float) -> bool:
    return a == b or (a != a and b != b)
