"""Compiling: `rule` and `kernel` are our two names for the numba step, and where its cache is.

A rule is a small pure function of numbers; a kernel loops over the arrays of one school and releases the
interpreter lock, so that threads can run schools side by side. Both keep their Python source as `.py_func`.

numba's own disk cache looks only at the file a function stands in. A rule changed in one file would leave a stale kernel
in another, so the cache folder is named after a digest of every source that is compiled or loaded by one that is (core/sources.py).
Where that folder is, and what becomes of a damaged one, stands in core/cache.py.
"""

import gc
import sys
from typing import Any

import numba
from numba.core.event import Listener, register

from .cache import OwnCache, cache_folder
from .sources import compiled_sources, digest

CACHE_FOLDER = cache_folder(f"{digest(compiled_sources())}-{numba.__version__}")


#: What numba is told by the environment and by us; it makes these names when it is loaded, so that no checker knows them.
_CONFIG: Any = numba.config


def is_cold() -> bool:
    """True until this Python has compiled something into the cache of these sources; never where all runs as plain Python."""
    here = f"**/year.simulate_years-*.py{sys.version_info.major}{sys.version_info.minor}*.nbi"  # several may share the folder
    return not _CONFIG.DISABLE_JIT and next(CACHE_FOLDER.glob(here), None) is None


class _Haste(Listener):
    """Compiling our functions takes three quarters of its time when the garbage collector rests and LLVM optimises modestly.

    The machine code is as fast as with numba's highest level. Both settings belong to the process, so they are put back as
    soon as the outermost of our functions is compiled; numba holds its compiler lock all the while.
    """

    def __init__(self):
        self.depth, self.collecting, self.level = 0, False, None

    def on_start(self, event):
        if self.depth or str(event.data["dispatcher"].py_func.__module__).startswith(__package__ + "."):
            if self.depth == 0:
                self.collecting, self.level = gc.isenabled(), _CONFIG.OPT
                gc.disable()
                _CONFIG.OPT = min(self.level, type(self.level)(1))
            self.depth += 1

    def on_end(self, event):
        if self.depth:
            self.depth -= 1
            if self.depth == 0:
                _CONFIG.OPT = self.level
                if self.collecting:
                    gc.enable()


register("numba:compile", _Haste())


def _njit(function, signature=None, **options):
    before = _CONFIG.CACHE_DIR
    _CONFIG.CACHE_DIR = str(CACHE_FOLDER)  # read by numba when a cache is made; other people's code keeps its own
    try:
        options |= {"error_model": "numpy", "no_cfunc_wrapper": True}
        dispatcher = numba.njit(**options)(function)
        if dispatcher is function:  # NUMBA_DISABLE_JIT: everything runs as plain Python
            return function
        OwnCache.give(dispatcher)
        if signature is not None:
            dispatcher.compile(signature)
            dispatcher.disable_compile()
        return dispatcher
    finally:
        _CONFIG.CACHE_DIR = before


def rule(function=None, *, signature=None):
    """A compiled pure function of numbers: no arrays, no chance, no state.

    With a signature it is compiled once; without, once for each kind of argument, and numba counts every literal whole number
    as a kind, which costs much where constants are passed in.
    """
    if function is None:
        return lambda function: _njit(function, signature)
    return _njit(function, inline="always")


def inner(function):
    """A compiled piece of a kernel that only kernels call: it has no entry from Python, which saves compile time."""
    return _njit(function, nogil=True, no_cpython_wrapper=True)


def kernel(function):
    """A compiled loop over the arrays of one school; it releases the interpreter lock."""
    return _njit(function, nogil=True)
