"""What is installed only for those who want it: pages in the browser, clusters, the sampler of calibration, emulators, formats of data.

The tables of pyproject.toml (optional-dependencies) say what to install; here stands by which modules one sees whether it is there.
"""

import importlib.util

from .program import CHECKOUT, name

DISTRIBUTION = "teachers-collective-action"

#: What of each extra our own code imports.
EXTRAS = {
    "app": ("anywidget", "segno", "solara", "starlette", "traitlets", "uvicorn"),
    "calibration": ("optuna",),
    "cluster": ("dask", "distributed"),
    "emulator": ("sklearn", "threadpoolctl"),
    "formats": ("openpyxl", "pyreadstat"),
}


class MissingExtraError(ImportError):
    """What was asked for needs packages that are not installed. The message says which, and the command that installs them."""


def need(extra: str, what: str) -> None:
    """Raise MissingExtraError, before any work is begun, unless everything of an extra is installed; nothing is imported.

    extra : a key of EXTRAS; what : that for which it is needed, the subject of the sentence
    """
    missing = [module for module in EXTRAS[extra] if importlib.util.find_spec(module) is None]
    if missing:
        are = f"{', '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not installed"
        raise MissingExtraError(f"{what} needs {are}; install the extra `{extra}` with {_installing(extra)}")


def _installing(extra: str) -> str:
    if name() == CHECKOUT:
        return f"`uv sync`, or without uv `pip install '.[{extra}]'`"
    return f'`pip install "{DISTRIBUTION}[{extra}]"`'
