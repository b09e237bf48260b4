"""A sweep for other programs: its tables, and what its columns are (results/export.py writes them).

Runs and points are made of the parts, in pieces, so they are there before the sweep is done.
"""

from collections.abc import Callable
from functools import partial

from ...declare.columns import STATISTICS, Column
from ...parameters.scenario import describe
from ...results.export import tables_in
from ...results.formats import Pieces
from .finish import no_runs, points, run_batches
from .store import Store


def exportable(store: Store) -> tuple[dict[str, Callable[[], Pieces]], dict[str, Column]]:
    """The tables of a sweep, its runs first, and the columns that its study declares."""
    tables: dict[str, Callable[[], Pieces]] = {"runs": partial(_runs, store), "points": partial(_points, store)}
    tables |= {
        name: pieces for name, pieces in tables_in(store.folder, store.manifest.get("files")).items() if name not in tables
    }
    return tables, {column.name: column for column in _columns(store)}


def _runs(store: Store) -> Pieces:
    empty = True
    for batch in run_batches(store):
        yield batch
        empty = False
    if empty:
        yield no_runs(store)


def _points(store: Store) -> Pieces:
    yield points(store)


def _columns(store: Store):
    for factor in store.study.factors:
        about = factor.about()
        label = describe(factor.field)["label"] if factor.field else factor.name.replace("_", " ")
        yield Column(factor.name, label, about["unit"], about["meaning"])
    for seen in store.study.observed:
        about, declared = seen.about(), seen.declared
        label = f"{declared.label}{about['meaning'].removeprefix(declared.meaning)}"
        yield Column(seen.name, label, about["unit"], about["meaning"])
        for ending, what in STATISTICS.items():
            yield Column(f"{seen.name}_{ending}", f"{label}: {what}", about["unit"], f"{about['meaning']}: {what}")
