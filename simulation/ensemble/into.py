"""An ensemble straight into a folder: finished schools go to the disk and are forgotten, so memory stays flat whatever is kept.

The tables are those that `simulate` gives. The folder is complete or absent (results/place.py).
"""

import contextlib
import dataclasses
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from ..results.folder import Results
from ..results.place import seal, unfinished
from ..results.stored import StoredTables, TableWriter
from .jobs import perform_in_order, workers_or_all
from .simulate import simulate_block

if TYPE_CHECKING:
    from ..school.roster import School


def simulate_into(
    path: str | Path,
    jobs: Iterator[tuple],
    asked: Results,
    *,
    school: "School | None" = None,
    workers: int | None = None,
    progress: bool = False,
    executor: Executor | None = None,
    also: Callable[[Results, Path], None] | None = None,
) -> Results:
    """Simulate jobs in their order and write what they record into a folder, which replaces what stands there.

    jobs : arguments of `simulate_block`, as `jobs_of` gives them; asked : Results without tables, which say what is asked for
    also : called at the end with the Results and the unfinished folder, to add a summary and figures
    Returns the Results, whose tables are read from the folder when they are needed.
    """
    began = time.perf_counter()
    names = tuple(school.identity()["names"]) if school is not None else None
    with unfinished(path) as aside:
        done = perform_in_order(simulate_block, jobs, asked.runs, workers_or_all(workers), executor, progress)
        with TableWriter(aside, asked.scenario.name, asked.record, names) as writer, contextlib.closing(done):
            for runs in done:
                writer.add(runs)
        files = {name: f"{name}.parquet" for name in asked.tables}
        stored = StoredTables(aside, files, {}, set(files))
        results = dataclasses.replace(asked, seconds=time.perf_counter() - began, _stored=stored)
        if also is not None:
            also(results, aside)
        seal(aside, results.manifest)
    stored.folder = Path(path)
    return results
