"""Plumbing of ensembles: jobs for an executor, how many at once, whole numbers checked, and Ctrl-C where stopping is safe."""

import contextlib
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np

from ..parameters.scenario import InputError

#: Seeds and runs are 32-bit words of the generator's key.
LARGEST = 2**32 - 1
#: Jobs for each worker that are begun or wait while results are taken in order.
_AHEAD = 4


def check_whole(name: str, value: Any, low: int, high: int) -> None:
    """Raise InputError unless the value is a whole number in low..high."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not low <= value <= high:
        raise InputError(f"{name} = {value!r} is not a whole number from {low} to {high}")


def workers_or_all(workers: int | None) -> int:
    """The number asked for, or as many as there are processors. Raises InputError."""
    if workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    check_whole("workers", workers, 1, 1024)
    return workers


def perform(
    work: Callable[..., list], jobs: list[tuple], n_workers: int, executor: Executor | None, progress: bool
) -> list[list]:
    """What `work` returns for each job, in their order. Ctrl-C cancels what has not begun and is raised again.

    work : returns a list with an entry for each school; jobs : its arguments, the fourth being the number of schools
    """
    with ctrl_c_held_back() as pressed:
        pool = executor or ThreadPoolExecutor(n_workers)
        bar = _bar(sum(job[3] for job in jobs), progress)
        futures: list[Future] = []
        finished: SimpleQueue[Future] = SimpleQueue()
        try:
            for job in jobs:
                futures.append(pool.submit(work, *job))
                futures[-1].add_done_callback(finished.put)
            for _ in futures:
                bar.update(len(next_finished(finished, pressed).result()))
            return [future.result() for future in futures]
        finally:
            for future in futures:
                future.cancel()
            bar.close()
            if executor is None:
                pool.shutdown(wait=True, cancel_futures=True)


#: Carries out `work` for each of some jobs, and returns what it returned, in their order.
Live = Callable[[Callable[..., list], list[tuple]], list[list]]


def with_threads(workers: int | None, progress: bool) -> Live:
    """Jobs on so many threads, all processors when left out, perhaps with a bar. Raises InputError."""
    n_workers = workers_or_all(workers)
    return lambda work, jobs: perform(work, jobs, n_workers, None, progress and len(jobs) > 1)


def perform_in_order(
    work: Callable[..., list], jobs: Iterator[tuple], total: int, n_workers: int, executor: Executor | None, progress: bool
) -> Generator[list, None, None]:
    """What `work` returns for each job, in their order, as soon as it is there; only a few jobs are ahead of whoever takes it.

    jobs : arguments of `work`; total : schools of all jobs, for the bar. Ctrl-C cancels what has not begun and is raised again.
    """
    with ctrl_c_held_back() as pressed:
        pool = executor or ThreadPoolExecutor(n_workers)
        bar = _bar(total, progress)
        ahead: deque[Future] = deque()
        try:
            while True:
                while len(ahead) < _AHEAD * n_workers and (job := next(jobs, None)) is not None:
                    ahead.append(pool.submit(work, *job))
                if not ahead:
                    return
                while not wait([ahead[0]], timeout=0.1).done:
                    raise_if(pressed)
                raise_if(pressed)
                done = ahead.popleft().result()
                bar.update(len(done))
                yield done
        finally:
            for future in ahead:
                future.cancel()
            bar.close()
            if executor is None:
                pool.shutdown(wait=True, cancel_futures=True)


def next_finished(finished: "SimpleQueue[Future]", pressed: list, look: Callable[[], None] | None = None) -> Future:
    """The job that is done next. Waiting in short pieces lets Ctrl-C through on every system. look : called while it waits"""
    while True:
        raise_if(pressed)
        if look is not None:
            look()
        with contextlib.suppress(Empty):
            return finished.get(timeout=0.1)


class RunError(RuntimeError):
    """A run failed for a reason that its message tells in a sentence."""


class Terminated(KeyboardInterrupt):
    """Somebody asked the program to end (SIGTERM), as batch systems do before they kill it."""


def on_sigterm(number: int, frame: Any) -> None:
    """The handler with which a program that wants to end in good order answers SIGTERM."""
    raise Terminated


def raise_if(pressed: list) -> None:
    """Raise what was held back, if something was: KeyboardInterrupt or Terminated."""
    if pressed:
        raise Terminated if pressed[0] == signal.SIGTERM else KeyboardInterrupt


@contextlib.contextmanager
def ctrl_c_held_back() -> Iterator[list]:
    """Inside, Ctrl-C and SIGTERM only fill the list that is given; whoever runs inside looks at it where stopping is safe.

    Python would raise KeyboardInterrupt between any two instructions, also while a pool holds one of its locks, which then
    stays locked for good. Handlers of somebody else's are left in place, and so is every thread but the main one.
    """
    pressed: list = []
    ours = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: on_sigterm}
    held = {number: usual for number, usual in ours.items() if signal.getsignal(number) is usual}
    if threading.current_thread() is not threading.main_thread() or not held:
        yield pressed
        return
    for number in held:
        signal.signal(number, lambda number, frame: pressed.append(number))
    try:
        yield pressed
    finally:
        for number, usual in held.items():
            signal.signal(number, usual)
    raise_if(pressed)  # it came after the last look


def _bar(total: int, progress: bool):
    from tqdm.auto import tqdm

    return tqdm(total=total, unit="school", disable=not progress, smoothing=0.1)
