"""A folder of results, or an ensemble in memory, as files for other programs: data that travel with what their columns mean.

Every table becomes a file, and beside them stand `columns.csv` and `codebook.md`, which say what each column was called, what it is
called now, and what it means, and beside CSV `read.R`, which reads all of it into R. Nothing is overwritten unless it is asked for.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..declare.columns import Column
from ..parameters.scenario import InputError
from ..school.network import as_graphml
from ..words.markdown import markdown_table
from .columns import accepted, column
from .files import OTHER, DamagedError, check_whole, digest_of
from .formats import WRITERS, Pieces, as_csv, check_format, pieces_of

if TYPE_CHECKING:
    import pandas as pd

    from .folder import Results

GRAPHML = "graphml"
FORMATS = (*WRITERS, GRAPHML)
_COLUMNS, _CODEBOOK, _READER = "columns.csv", "codebook.md", "read.R"
#: What a table is called -> how to get its rows.
Tables = Mapping[str, Callable[[], Pieces]]


def tables_in(folder: Path, digests: Mapping[str, str] | None) -> dict[str, Callable[[], Pieces]]:
    """The tables that stand in a folder of results, by the names of their files.

    digests : of the files that a manifest vouches for: no other is a table, and one that has changed is refused when it is read.
    None for a manifest of before there were digests; then whatever has a table's ending is one, but what an export left.
    """
    files = [*sorted(folder.glob("*.parquet")), *sorted(folder.glob("*.csv"))]
    found: dict[str, Callable[[], Pieces]] = {}
    for file in files:
        if (file.name != _COLUMNS) if digests is None else (file.name in digests):
            found.setdefault(file.stem, partial(_checked, file, (digests or {}).get(file.name)))
    return found


def _checked(file: Path, digest: str | None) -> Pieces:
    try:
        if digest is not None and digest_of(file) != digest:
            raise DamagedError(file, OTHER)
        if file.suffix == ".parquet":
            check_whole(file)
    except DamagedError as error:
        raise InputError(f"{error}; run it again") from None
    return pieces_of(file)


def export_tables(
    tables: Tables, out: Path, format: str, title: str, *, told: Mapping[str, Column] | None = None, replace: bool = False
) -> list[Path]:
    """Write tables as files NAME.FORMAT into the folder `out`, with `columns.csv` and `codebook.md`; returns the files.

    format : csv, dta (Stata), sav (SPSS) or parquet; title : of the data, for labels and the codebook
    told : columns that no declaration of the model knows; replace : let files of an earlier export be replaced
    Raises InputError for an unknown format, where files stand already, and when nothing can be written.
    """
    check_format(format)
    there = {name: _names_of(pieces) for name, pieces in tables.items()}
    called = accepted(
        column for columns in there.values() for column in columns
    )  # the same in every table, or they could not be joined
    names = {name: {column: called[column] for column in columns} for name, columns in there.items()}
    rows = [(table, *row) for table in tables for row in _explained(table, names[table], told)]

    def fill(aside: Path) -> None:
        for table, pieces in tables.items():
            _write(pieces, aside / f"{table}.{format}", table, names[table], title, told)
        (aside / _COLUMNS).write_text(_as_columns(rows), encoding="utf-8")
        (aside / _CODEBOOK).write_text(_as_codebook(title, rows), encoding="utf-8")
        if format == "csv":
            (aside / _READER).write_text(_as_script(tables), encoding="utf-8")

    return _put(out, fill, replace, {_COLUMNS, _CODEBOOK, _READER})


def export_table(
    name: str,
    pieces: Callable[[], Pieces],
    path: Path,
    title: str,
    *,
    told: Mapping[str, Column] | None = None,
    replace: bool = False,
) -> list[Path]:
    """Write one table as a file, whose ending says the format, with a codebook beside it; returns both. Raises as `export_tables`."""
    check_format(format := path.suffix.removeprefix("."))
    names = accepted(_names_of(pieces))
    beside = f"{path.stem}-codebook.md"

    def fill(aside: Path) -> None:
        _write(pieces, aside / path.name, name, names, title, told)
        rows = [(name, *row) for row in _explained(name, names, told)]
        (aside / beside).write_text(_as_codebook(title, rows), encoding="utf-8")

    assert format in WRITERS
    return _put(path.parent, fill, replace, {beside})


def export_results(results: "Results", out: Path, format: str, *, replace: bool = False) -> list[Path]:
    """`Results.export`: see there."""
    check_format(format, GRAPHML)
    if format == GRAPHML:
        return export_graphs(results, out, replace=replace)
    from .recorder import TABLES

    tables = {name: partial(_one_piece, table) for name in TABLES if (table := getattr(results, name)) is not None}
    return export_tables(tables, out, format, _title(results), replace=replace)


def export_graphs(
    results: "Results",
    out: Path,
    *,
    runs: Iterable[int] | None = None,
    years: Iterable[int] | None = None,
    replace: bool = False,
) -> list[Path]:
    """Write the advice network of each school and year as ties_runR_yearY.graphml into the folder `out`; returns the files.

    runs, years : which, all when left out. Raises InputError as `Results.graph` and `export_tables` do.
    """
    chosen = sorted({*results.years["run"]}) if runs is None else list(runs)
    when = sorted({*results.years["year"]}) if years is None else list(years)
    graphs = {f"ties_run{run}_year{year}.graphml": results.graph(run, year) for run in chosen for year in when}

    def fill(aside: Path) -> None:
        for name, graph in graphs.items():
            (aside / name).write_bytes(as_graphml(graph))

    return _put(out, fill, replace)


def _one_piece(table: "pd.DataFrame") -> Pieces:
    return [table]


def _title(results: "Results") -> str:
    from .summary import was_set

    return f"{results.scenario.name}{was_set(results)}: {results.runs} schools, seed {results.seed}"


def title_of(folder: Path, manifest: Mapping[str, Any]) -> str:
    """What a folder holds, in a line."""
    match manifest:
        case {"scenario": {"name": name}, "runs": runs, "seed": seed}:
            return f"{name}: {runs} schools, seed {seed}"
        case {"a": {"scenario": {"name": a}, "runs": runs, "seed": seed}, "b": {"scenario": {"name": b}}}:
            return f"{b} against {a}: {runs} schools, seed {seed}"
        case _:
            return folder.resolve().name


def _names_of(pieces: Callable[[], Pieces]) -> list[str]:
    return list(next(iter(pieces())).columns)


def _write(
    pieces: Callable[[], Pieces], path: Path, table: str, names: dict[str, str], title: str, told: Mapping[str, Column] | None
) -> None:
    columns = {new: column(old, table, told, names) for old, new in names.items()}
    renamed = (piece.rename(columns=names) for piece in pieces())
    WRITERS[path.suffix.removeprefix(".")](renamed, path, columns, title)


_HEAD = ("column", "name in the results", "label", "unit", "values", "meaning")


def _explained(table: str, names: Mapping[str, str], told: Mapping[str, Column] | None) -> list[tuple[str, ...]]:
    """A row for each column of a table, as in _HEAD."""
    rows: list[tuple[str, ...]] = []
    for old, new in names.items():
        about = column(old, table, told, names)
        values = "; ".join(f"{number} {word}" for number, word in (about.values or {}).items())
        rows.append((new, old, about.label, about.unit, values, about.meaning))
    return rows


def _as_columns(rows: list[tuple[str, ...]]) -> str:
    import pandas as pd

    return as_csv(pd.DataFrame(rows, columns=["table", *(head.replace(" ", "_") for head in _HEAD)]))


def _as_codebook(title: str, rows: list[tuple[str, ...]]) -> str:
    lines = [f"# {title}", ""]
    for table in dict.fromkeys(row[0] for row in rows):
        lines += [f"## {table}", "", *markdown_table(_HEAD, [row[1:] for row in rows if row[0] == table])]
    return "\n".join(lines)


_SCRIPT = """# source("read.R", chdir = TRUE) reads every table of this folder; each column has its label and unit as attributes.
columns <- read.csv("columns.csv", encoding = "UTF-8")
read_table <- function(table) {
  data <- read.csv(paste0(table, ".csv"), encoding = "UTF-8")
  about <- columns[columns$table == table, ]
  for (i in seq_len(nrow(about))) {
    attr(data[[about$column[i]]], "label") <- about$label[i]
    attr(data[[about$column[i]]], "unit") <- about$unit[i]
  }
  data
}
"""


def _as_script(tables: Iterable[str]) -> str:
    """What R needs to read the folder: a line for each table, under a name that R takes. Its texts are quoted in R as in JSON."""
    names = accepted(tables)
    return _SCRIPT + "".join(f"{names[table]} <- read_table({json.dumps(table, ensure_ascii=False)})\n" for table in tables)


def _put(out: Path, fill: Callable[[Path], None], replace: bool, same: Iterable[str] = ()) -> list[Path]:
    """Let `fill` write into a folder aside, and move its files to `out` when all are there.

    same : files that may stand there already if they hold the same
    Raises InputError when one of them stands there and may not be replaced, when the folder is one of results, which an export
    would damage, or when nothing can be written.
    """
    if (out / "manifest.json").exists():
        raise InputError(f"{out} holds results, and their tables would be damaged; give another place with --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".export-", dir=out))
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror or error}); give another place with --out") from None
    try:
        fill(aside)
        made = sorted(aside.iterdir(), key=lambda file: (file.name in same, file.name))
        there = [file for file in made if (out / file.name).exists()]
        differ = [file for file in there if file.name not in same or file.read_bytes() != (out / file.name).read_bytes()]
        if differ and not replace:
            more = f" and {len(differ) - 1} more files" if differ[1:] else ""
            raise InputError(f"{out / differ[0].name}{more} would be replaced; give another place with --out, or add --replace")
        for file in made:
            file.replace(out / file.name)
        return [out / file.name for file in made]
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror or error}); give another place with --out") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if not any(out.iterdir()):
            out.rmdir()
