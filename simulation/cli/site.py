"""`site`: all scenarios and lessons as a folder that any web space can serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def site(out: Annotated[Path, typer.Option("-o", "--out", help="The folder.")]) -> None:
    """Write a static site with all scenarios and lessons; it works from any path, and opened once also without a network."""
    from ..portable.site import write_site

    older = " in place of an older one" if out.is_dir() and any(out.iterdir()) else ""
    path = write_site(out)
    size = sum(file.stat().st_size for file in path.iterdir())
    print(f"Wrote {path}{older} ({size / 1e6:.1f} MB); put the folder on any web space and open its index.html there")
