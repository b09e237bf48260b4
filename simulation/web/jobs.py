"""Long work for one browser: many schools in small blocks, with progress, and a cancel that stops it.

All sessions share one pool with a thread for each processor. A job hands in a block at a time for each thread, so sessions take
turns, and a cancelled job has nothing left to do once its blocks in hand are done.
"""

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from ..core.languages import speaking, spoken
from ..parameters.scenario import InputError

WORKERS = max(1, os.cpu_count() or 1)
_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="schools")
log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody has lost interest."""


class Job:
    """Work in a thread of its own. `work(job)` sends what it finds with `job.say` and uses `job.each` for its blocks.

    turns : so many jobs that share it work at a time; the others wait
    """

    def __init__(
        self,
        name: str,
        work: Callable[["Job"], None],
        push: Callable[[str, dict], None],
        number: int,
        turns: threading.Semaphore | None = None,
    ):
        self.name, self.number = name, number
        self._turns = turns or threading.Semaphore()
        self._work, self._push = work, push
        self._stop = threading.Event()
        self._language = spoken()  # of whoever asks
        self.thread = threading.Thread(target=self._run, name=f"job-{name}", daemon=True)

    def start(self) -> "Job":
        """Begin."""
        self.thread.start()
        return self

    def cancel(self) -> None:
        """Ask the job to stop; blocks that have not begun never will."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """True once nobody wants the result any more."""
        return self._stop.is_set()

    def say(self, **content: Any) -> None:
        """Send something to the page, unless the job is cancelled."""
        if not self.cancelled:
            self._push(self.name, {"job": self.number, **content})

    def each(self, function: Callable[..., Any], arguments: Iterable[tuple]) -> Iterator[tuple[int, Any]]:
        """Results of function(*arguments) as they come, each with its place; no more blocks in hand than there are threads."""
        waiting = enumerate(arguments)
        running: dict[Future, int] = {}
        try:
            while True:
                while len(running) < WORKERS and (item := next(waiting, None)) is not None:
                    running[_pool.submit(function, *item[1])] = item[0]
                if not running:
                    return
                done, _ = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
                if self.cancelled:
                    raise Cancelled
                for future in done:
                    yield running.pop(future), future.result()
        finally:
            for future in running:
                future.cancel()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        while not self._turns.acquire(timeout=0.2):
            if self.cancelled:
                raise Cancelled
        try:
            yield
        finally:
            self._turns.release()

    def _run(self) -> None:
        try:
            with self._turn(), speaking(self._language):
                self._work(self)
            self.say(done=True)
        except Cancelled:
            pass
        except InputError as fault:
            self.say(fault=str(fault))
        except Exception as failure:
            log.exception("the job %s failed", self.name)
            self.say(fault=f"The computation failed: {type(failure).__name__}: {failure}")
