"""`why`: what moved one teacher of a stored school, the terms of her choices, whose example counted, and what else would have come of her."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..parameters.scenario import InputError
from .options import Quiet, say_if_cold, settings
from .real_school import Real, takes_school

#: Tables that are written, as they are called in Python.
TABLES = ("states", "choices", "decisions", "ties")


@takes_school
def why(
    folder: Annotated[Path, typer.Argument(help="A folder that `run` wrote.")],
    teacher: Annotated[
        str, typer.Option("--teacher", help="The post, as in the table of teachers (from 0), or a name of a real school.")
    ] = "0",
    run: Annotated[int | None, typer.Option("--run", min=0, help="Number of the school; the first when left out.")] = None,
    years: Annotated[int | None, typer.Option("--years", min=1, help="Only so many years.")] = None,
    shared: Annotated[
        str | None,
        typer.Option(
            "--shared", metavar="DOMAIN", help="A twin: had the principal shared the goal in this domain (see --year)."
        ),
    ] = None,
    had: Annotated[
        list[str], typer.Option("--had", metavar="FIELD=VALUE", help="A twin: had a field been another value from --year on.")
    ] = [],  # noqa: B006
    year: Annotated[int, typer.Option("--year", min=1, help="The year that --shared and --had speak of.")] = 1,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="A new folder for the tables, as CSV.")] = None,
    quiet: Quiet = False,
    real: Real = None,
) -> None:
    """Tell what moved one teacher year by year, what she weighed when she chose, and with --shared or --had what would have been."""
    from ..living.why import why as reasons
    from ..results.folder import Results

    if shared is not None and had:
        raise InputError("--shared and --had came together; ask for one twin at a time")
    if out is not None and out.exists():
        raise InputError(f"{out} is there already; give another --out")
    results = Results.load(folder)
    say_if_cold(quiet)
    found = reasons(results, results.first_run if run is None else run, teacher, school=real, years=years)
    twin = found.had(shared, settings(had, "--had") or None, year) if shared is not None or had else None
    print(found.text() + (f"\n\n{twin.text()}" if twin else ""))
    if out is None:
        return
    tables = {name: getattr(found, name) for name in TABLES} | ({"twin": twin.table} if twin else {})
    from ..inputs.writing import table_for_spreadsheet

    out.mkdir(parents=True)
    for name, table in tables.items():
        table_for_spreadsheet(table).to_csv(out / f"{name}.csv", index=False)
    print(f"\nWrote {', '.join(f'{name}.csv' for name in tables)} into {out}")
