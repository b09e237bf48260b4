"""`portable`: scenarios as one HTML file in which schools live, without a server and without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import ReplacePage


def portable(
    scenarios: Annotated[list[str], typer.Argument(help="Scenarios by name or file; the first is shown first.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The HTML file.")],
    lesson: Annotated[
        list[str] | None, typer.Option("--lesson", help="A lesson to teach in it, by name; `all` for all.")
    ] = None,
    replace: ReplacePage = False,
) -> None:
    """Write one HTML file in which schools of these scenarios live, are compared and mapped; it needs no network and no other file."""
    from ..pages.lessons import shipped
    from ..portable.page import write_page

    lessons = list(shipped()) if lesson == ["all"] else lesson or []
    older = " in place of an older one" if out.exists() else ""
    path = write_page(scenarios, out, replace, lessons)
    print(f"Wrote {path}{older} ({path.stat().st_size / 1e6:.1f} MB)")
