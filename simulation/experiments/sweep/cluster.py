"""A Dask cluster as the executor of a sweep: connected, asked for its versions, and refused when they are not ours.

Dask itself starts again what a dying worker leaves; that a school's numbers depend on nothing but its point and its run makes
this safe. Needs the extra `cluster` (core/extras.py).
"""

import contextlib
import platform
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from importlib import metadata
from typing import Any

from ...core.extras import need
from ...parameters.scenario import InputError
from .store import sources

_SECONDS_TO_CONNECT = 10


class ClusterError(InputError):
    """The cluster cannot be used."""


def identity() -> dict[str, str]:
    """What must be the same on every machine for the same school to be the same to the last bit."""
    from ... import __version__

    python = ".".join(platform.python_version_tuple()[:2])
    found = {"simulation": __version__, "sources": sources(), "python": python}
    return found | {name: metadata.version(name) for name in ("numpy", "numba")}


class ClusterExecutor(Executor):
    """Dask's executor, which also says how many threads it has; every job is a task of its own."""

    def __init__(self, client):
        self.client = client
        self.pool = client.get_executor(pure=False)

    @property
    def n_workers(self) -> int:
        """Threads of all workers that are there now."""
        return sum(self.client.nthreads().values()) or 1

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
    try:
        check(client)
        yield ClusterExecutor(client)
    finally:
        client.close()


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
