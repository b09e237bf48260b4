"""`report`: any folder of results as one page that can be sent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Quiet, ReplacePage, say_if_cold
from .real_school import Real, takes_school
from .sweep import say_incomplete


@takes_school
def report(
    folder: Annotated[Path, typer.Argument(help="A folder that `run`, `compare` or `sweep` wrote.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The HTML file; report.html in the folder when left out.")
    ] = None,
    school: Annotated[
        int | None,
        typer.Option("--school", min=0, help="Number of the school to replay; the most typical one when left out."),
    ] = None,
    replace: ReplacePage = False,
    quiet: Quiet = False,
    real: Real = None,
) -> None:
    """Write one HTML file with text, tables, charts and a school to replay; it needs no network and no other file."""
    from ..experiments.sweep.finish import count
    from ..experiments.sweep.store import Store
    from ..report.folder import read
    from ..report.page import write_report

    held = read(folder)  # a mistake is answered before anything is compiled
    say_if_cold(quiet)
    place = out or folder / "report.html"
    older = " in place of an older one" if place.exists() else ""
    path = write_report(held, place, run=school, school=real, replace=replace)
    print(f"Wrote {path}{older} ({path.stat().st_size / 1e6:.1f} MB)")
    if isinstance(held, Store):
        say_incomplete(folder, count(held))
