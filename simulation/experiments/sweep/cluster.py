"""A Dask cluster as the executor of a sweep: connected, asked for its versions, and refused when they are not ours.

Dask itself starts again what a dying worker leaves; that a school's numbers depend on nothing but its point and its run makes
this safe. Needs the extra `cluster` (core/extras.py).
"""

import contextlib
import logging
import platform
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from importlib import metadata
from typing import Any

from ...core.extras import need
from ...ensemble.jobs import RunError
from ...parameters.scenario import InputError
from .store import sources

_SECONDS_TO_CONNECT = 10
#: So long a cluster may be without an answer, or without workers; what it asks in between.
_PATIENCE, _SECONDS_BETWEEN_LOOKS = 30, 1.0


class ClusterError(InputError):
    """The cluster cannot be used."""


class ClusterLostError(RunError):
    """The cluster is gone in the middle of the work."""


def identity() -> dict[str, str]:
    """What must be the same on every machine for the same school to be the same to the last bit."""
    from ... import __version__

    python = ".".join(platform.python_version_tuple()[:2])
    found = {"simulation": __version__, "sources": sources(), "python": python}
    return found | {name: metadata.version(name) for name in ("numpy", "numba")}


class ClusterExecutor(Executor):
    """Dask's executor, which also says how many threads it has, and when it is gone; every job is a task of its own."""

    def __init__(self, client):
        self.client = client
        self.pool = client.get_executor(pure=False)
        self._threads = sum(client.nthreads().values())
        self._answered = self._worked = time.monotonic()
        threading.Thread(target=self._watch, daemon=True).start()  # asking may take for ever when nobody is there

    def _watch(self) -> None:
        """Ask the scheduler now and then who is there, until the client is closed."""
        while self.client.status not in ("closing", "closed"):
            with contextlib.suppress(Exception):  # whatever is wrong: it did not answer
                self._threads = sum(self.client.nthreads().values())
                self._answered = time.monotonic()
                if self._threads:
                    self._worked = self._answered
            time.sleep(_SECONDS_BETWEEN_LOOKS)

    @property
    def n_workers(self) -> int:
        """Threads of all workers that were there at the last look."""
        return self._threads or 1

    def check_alive(self) -> None:
        """Raise ClusterLostError when the scheduler has not answered, or no worker has been there, for a while."""
        now = time.monotonic()
        if now - self._answered > _PATIENCE:
            raise ClusterLostError(f"the Dask scheduler at {self.client.scheduler.address} has not answered for {_PATIENCE} s")
        if now - self._worked > _PATIENCE:
            raise ClusterLostError(
                f"the Dask scheduler at {self.client.scheduler.address} has had no workers for {_PATIENCE} s"
            )

    def submit(self, function, /, *arguments, **options) -> Future:
        """See concurrent.futures."""
        return self.pool.submit(function, *arguments, **options)


@contextlib.contextmanager
def connected(address: str) -> Iterator[ClusterExecutor]:
    """An executor on the cluster whose scheduler has this address. Raises ClusterError when it cannot be used, and MissingExtraError."""
    need("cluster", "a Dask scheduler")
    from distributed import Client

    try:
        client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"no Dask scheduler answers at {address} ({error}); check the address, such as tcp://host:8786"
        ) from None
    with _silence():
        try:
            check(client)
            yield ClusterExecutor(client)
        finally:
            with contextlib.suppress(Exception):  # nobody may be there any more
                client.close(timeout=_SECONDS_TO_CONNECT)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Dask tells of lost connections with tracebacks, and we in a sentence."""
    known = [logging.getLogger(name) for name in list(logging.root.manager.loggerDict)]
    levels = {
        logger: logger.level for logger in known if logger.name.partition(".")[0] in ("asyncio", "distributed", "tornado")
    }
    for logger in levels:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


def check(client) -> None:
    """Raise ClusterError unless there are workers and all of them run what runs here."""
    with contextlib.suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
    if not client.nthreads():
        raise ClusterError(
            f"the scheduler at {client.scheduler.address} has no workers; start some: dask worker {client.scheduler.address}"
        )
    try:
        found: dict[str, Any] = client.run(identity, on_error="return")
    except Exception as error:
        found = {"the workers": error}
    here = identity()
    for worker, theirs in found.items():
        if isinstance(theirs, BaseException):
            raise ClusterError(f"{worker} cannot load the simulation ({theirs}); install the same version there")
        if wrong := [name for name in here if theirs.get(name) != here[name]]:
            told = ", ".join(f"{name} {theirs.get(name)} there, {here[name]} here" for name in wrong)
            raise ClusterError(
                f"{worker} runs something else ({told}); results would not be the same: install the same versions"
            )
