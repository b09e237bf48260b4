"""`export`: the tables of any folder of results for R, Stata, SPSS or a spreadsheet, with what their columns mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..parameters.scenario import InputError
from .sweep import say_incomplete

Folder = Annotated[Path, typer.Argument(help="Folder that run, compare, sweep, validate or calibrate wrote.")]
#: Where an export goes when nothing is said: beside the tables it is made of.
INSIDE = "export"


def export(
    folder: Folder,
    format: Annotated[
        str | None,
        typer.Option("--format", help="csv, dta (Stata), sav (SPSS), parquet, graphml (recorded ties); csv when left out."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Folder for the files, FOLDER/export when left out; or a file such as x.csv for the main table."
        ),
    ] = None,
    runs: Annotated[list[int], typer.Option("--run", help="graphml: only this school; may be given several times.")] = [],  # noqa: B006
    years: Annotated[list[int], typer.Option("--year", help="graphml: only this year; may be given several times.")] = [],  # noqa: B006
    replace: Annotated[bool, typer.Option("--replace", help="Replace the files of an earlier export.")] = False,
) -> None:
    """Write the tables of a folder of results for other programs, with labels, units and a codebook."""
    from ..results.export import FORMATS, GRAPHML, export_graphs, export_table, export_tables, title_of
    from ..results.folder import Results, read_manifest
    from ..results.formats import WRITERS, check_format

    one_file = out is not None and out.suffix.removeprefix(".") in WRITERS and not out.is_dir()
    ending = out.suffix.removeprefix(".") if out and one_file else "csv"
    if format and one_file and format != ending:
        raise InputError(f"--format {format} and --out {out} say different formats; give one of them")
    format = format or ending
    check_format(format, GRAPHML)
    if (runs or years) and format != GRAPHML:
        raise InputError(f"--run and --year are for --format {GRAPHML}; the other formats ({', '.join(FORMATS[:-1])}) hold all")
    place = out or folder / INSIDE
    manifest = read_manifest(folder)
    if format == GRAPHML:
        return say(export_graphs(Results.load(folder), place, runs=runs or None, years=years or None, replace=replace))
    tables, told = _tables(folder, manifest)
    title = title_of(folder, manifest)
    if one_file:
        main = next(iter(tables))
        say(export_table(main, tables[main], place, title, told=told, replace=replace))
    else:
        say(export_tables(tables, place, format, title, told=told, replace=replace))
    if _is_sweep(manifest):
        from ..experiments.sweep.finish import count
        from ..experiments.sweep.store import Store

        say_incomplete(folder, count(Store.open(folder)))


def _tables(folder: Path, manifest: dict):
    """The tables of a folder, the main one first, and columns that only its maker can explain."""
    from ..results.export import tables_in

    if _is_sweep(manifest):
        from ..experiments.sweep.exported import exportable
        from ..experiments.sweep.store import Store

        return exportable(Store.open(folder))
    found = tables_in(folder, manifest.get("files"))
    if not found:
        raise InputError(f"{folder} holds no tables; give a folder that run, compare, sweep, validate or calibrate wrote")
    main = next((name for name in ("years", "effects", "findings", "runs") if name in found), next(iter(found)))
    return {main: found[main]} | found, {}


def _is_sweep(manifest: dict) -> bool:
    return "sweep" in str(manifest.get("program"))


def say(files: list[Path]) -> None:
    """Say what was written."""
    shown = [str(file) for file in files]
    if len(shown) > 8:
        return print(f"Wrote {len(shown)} files into {files[0].parent}, {files[0].name} to {files[-1].name}")
    print(f"Wrote {' and '.join(shown)}" if len(shown) < 3 else f"Wrote {', '.join(shown[:-1])} and {shown[-1]}")
