"""The very first call compiles the engine; two processes share that work where there are two processors.

numba compiles one function at a time in a process, but whatever one process has compiled the other finds in the cache
(core/compiled.py). So a second process takes what founds a school and what happens in summer, while this one takes the weeks; the
loop over years comes last and finds everything ready. A second process that fails costs time and nothing else.
"""

import contextlib
import functools
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numba import int64, typeof

from ..core.compiled import CACHE_FOLDER, is_cold
from ..core.vocabulary import N_AUDIENCES
from ..declare.outcomes import N_MONTHLY, N_WEEKLY
from ..parameters.scenario import PARAMETER_DTYPE
from ..school.founding import found_school, size_of_school
from ..school.state import empty_state, no_ties
from .observe import observe_month, observe_teachers, observe_teachers_week, observe_ties, observe_week, observe_year
from .schedule import SUMMER, WEEK, YEAR_END
from .year import live_week

_HELPER = f"from {__name__} import compile_founding_and_summer as work; work()"
_one_at_a_time = threading.Lock()


def make_ready() -> None:
    """Compile the engine if this installation has never done so; afterwards a look at the cache."""
    with _one_at_a_time:
        _once()


@functools.cache
def _once() -> None:
    if not is_cold() or (os.cpu_count() or 1) < 2 or not sys.executable:
        return
    package = Path(__file__).parents[2]
    helper = _helper(package)
    try:
        compile_weeks()
        if helper:
            helper.wait()
    finally:
        if helper:
            helper.kill()
            helper.wait()


def _helper(package: Path) -> "subprocess.Popen | None":
    """The second process; None where none can be started, and everything is compiled here."""
    with contextlib.suppress(OSError):  # no memory, no processes left
        return subprocess.Popen(
            [sys.executable, "-c", _HELPER],
            cwd=package,
            env=os.environ | {"SIMULATION_CACHE": str(CACHE_FOLDER.parent)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    return None


def compile_weeks() -> None:
    """Compile the phases of a week, and what is observed of it."""
    for kernel, types in kernels_of_weeks():
        kernel.compile(types)


def compile_founding_and_summer() -> None:
    """Compile what founds a school, closes its year and leads into the next."""
    for kernel, types in kernels_of_founding_and_summer():
        kernel.compile(types)


def kernels_of_weeks() -> list[tuple[Any, tuple]]:
    """Kernels and the types of their arguments: the phases of a week, and what is observed of it."""
    state, p = _types()
    row, months, teachers = _rows()
    whole: list[tuple[Any, tuple]] = [
        (live_week, (state, p)),
        (observe_week, (state, p, row)),
        (observe_month, (state, p, months)),
        (observe_teachers_week, (state, teachers)),
    ]
    return [(phase.kernel, (state, p)) for phase in WEEK] + whole


def kernels_of_founding_and_summer() -> list[tuple[Any, tuple]]:
    """Kernels and the types of their arguments: what founds a school, closes its year and leads into the next."""
    state, p = _types()
    row, months, teachers = _rows()
    founding: list[tuple[Any, tuple]] = [
        (size_of_school, (p.dtype, int64, int64)),
        (found_school, (state, p.dtype, int64, int64)),
    ]
    observing: list[tuple[Any, tuple]] = [
        (observe_year, (state, p, months, row)),
        (observe_teachers, (state, teachers)),
        (observe_ties, (state, typeof(no_ties(1)[0]))),
    ]
    return founding + [(phase.kernel, (state, p)) for phase in (*YEAR_END, *SUMMER)] + observing


def _types():
    """numba's types of a school and of the parameter records of a week; any school has the same."""
    return typeof(empty_state(4, 1.0, False)), typeof(np.zeros(N_AUDIENCES, PARAMETER_DTYPE).view(np.recarray))


def _rows():
    """The same of what is kept of a week, of a month and of teachers."""
    return typeof(np.zeros(N_WEEKLY)), typeof(np.zeros(N_MONTHLY)), typeof(np.zeros((1, 1)))
