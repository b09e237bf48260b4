"""Threads that share a loop: kernels release the interpreter lock, and what they do for one row touches no other."""

import copy
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import pairwise
from types import TracebackType


class Crew:
    """So many threads, and into how many pieces they cut a loop; neither moves a bit of any result."""

    def __init__(self, workers: int, pieces: int = 4, executor: Executor | None = None):
        """executor : of others, such as processes or a cluster, who may take a part of the work (pool.live_weeks)"""
        self.workers, self.pieces, self.executor = workers, pieces * workers, executor
        self._pool = ThreadPoolExecutor(workers)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def alone(self) -> "Crew":
        """The same threads without the executor."""
        crew = copy.copy(self)
        crew.executor = None
        return crew

    def share(self, count: int, work: Callable[[int, int], object]) -> None:
        """Do `work(first, after the last)` for all of 0 ... count - 1."""
        ends = [count * piece // self.pieces for piece in range(self.pieces + 1)]
        self.do([(a, b) for a, b in pairwise(ends) if b > a], work)

    def do(self, pieces: Sequence[tuple[int, int]], work: Callable[[int, int], object]) -> None:
        """Do `work` for each piece. What goes wrong in one is raised when none is at work any more."""
        futures: list[Future] = [self._pool.submit(work, *piece) for piece in pieces]
        faults = [fault for future in futures if (fault := future.exception())]
        if faults:
            raise faults[0]
