"""Files that a viewer takes home: the scenario, the data of the shown run, figures of it. Made on request, kept nowhere."""

import base64
import io
import threading
from typing import TYPE_CHECKING

from ...ensemble.simulate import simulate
from ...inputs.names import as_stem
from ...parameters.describe import as_toml
from ...parameters.scenario import InputError
from ...results.formats import as_csv

if TYPE_CHECKING:
    from ...living.school import LivingSchool

TABLES = ("years", "weeks", "teachers")
FIGURES = ("forms", "influence", "workload", "well_being", "turnover", "network")
MIME = {
    "toml": "application/toml", "csv": "text/csv", "parquet": "application/vnd.apache.parquet", "png": "image/png",
    "svg": "image/svg+xml", "pdf": "application/pdf",
}  # fmt: skip

#: Files are the same whenever they are made.
_UNDATED = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}

#: Figures are drawn one at a time: fonts and text layout of matplotlib are not made for threads.
_drawing = threading.Lock()
#: Schools behind a figure of courses, whose bands need others beside the shown one.
BEHIND = 50


def file_of(living: "LivingSchool", what: str, kind: str) -> dict:
    """A file: {"name", "mime", "base64"}. The data are those of the whole run, whatever week is shown. Raises InputError."""
    if what == "scenario":
        content, kind = as_toml(living.scenario, only_situation=False).encode(), "toml"
    elif what in TABLES and kind in ("csv", "parquet"):
        content = _table(living, what, kind)
    elif what in FIGURES and kind in ("png", "svg", "pdf"):
        content = _figure(living, what, kind)
    else:
        raise InputError(f"There is no file {what} ({kind}); there are the scenario, {', '.join(TABLES)} and figures.")
    whose = f"{as_stem(living.school.title)}-" if living.school is not None else ""
    stem = whose + as_stem(living.scenario.name, "school")
    name = f"{stem}-seed{living.seed}-school{living.run}-{what}.{kind}" if what != "scenario" else f"{stem}.toml"
    return {"name": name, "mime": MIME[kind], "base64": base64.b64encode(content).decode()}


def _table(living: "LivingSchool", what: str, kind: str) -> bytes:
    results = simulate(living.scenario, 1, living.seed, record=TABLES, workers=1, school=living.school, first_run=living.run)
    table = getattr(results, what)
    if kind == "csv":
        return as_csv(table).encode()
    stream = io.BytesIO()
    table.to_parquet(stream, index=False)
    return stream.getvalue()


def _figure(living: "LivingSchool", what: str, kind: str) -> bytes:
    import matplotlib

    from ...plots import report
    from ...plots.style import DPI, PAPER

    with _drawing:
        if what == "network":
            seen = report.early_and_late(living.scenario, living.seed, living.run, living.school)
            figure = report.network_figure(seen, living.scenario.name)
        else:
            results = simulate(living.scenario, BEHIND, living.seed, workers=1, school=living.school)
            figure = getattr(report, f"{what}_figure")(results)
        stream = io.BytesIO()
        with matplotlib.rc_context({"svg.hashsalt": what, "svg.fonttype": "path"}):
            figure.savefig(stream, format=kind, dpi=DPI, facecolor=PAPER, metadata=_UNDATED.get(kind, {}))
    return stream.getvalue()
