"""The tables that are made of a sweep's parts: all runs, a row for each point, what failed, and a codebook for them.

They are made anew whenever a sweep is done, in pieces, so memory stays flat however many schools were simulated.
"""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...parameters.scenario import InputError
from ...statistics.intervals import student_t
from .store import Store, write_aside

if TYPE_CHECKING:
    import pandas as pd


def runs(store: Store) -> "pd.DataFrame":
    """Every finished run: point, run, seed, a column for each parameter and each outcome; sorted by point and run."""
    import pandas as pd

    pieces = list(_run_batches(store))
    return pd.concat(pieces, ignore_index=True) if pieces else _empty(store)


def _run_batches(store: Store):
    design = store.design().set_index("point")
    for batch in store.batches():
        good = batch[batch["error"] == ""].drop(columns="error").reset_index(drop=True)
        values = design.loc[good["point"]].reset_index(drop=True)
        for at, name in enumerate(values.columns):
            good.insert(3 + at, name, values[name])
        yield good


def _empty(store: Store):
    import pandas as pd

    return pd.DataFrame(columns=["point", "run", "seed", *store.design().columns[1:], *store.study.outcome_names])


def points(store: Store) -> "pd.DataFrame":
    """A row for each point: its values, runs and failed runs, and of each outcome mean, sd and 95 percent interval (low, high)."""
    import pandas as pd

    table = store.design().copy()
    n = len(table)
    outcomes = store.study.outcome_names
    count, failed = np.zeros(n, np.int64), np.zeros(n, np.int64)
    mean, sd = np.full((n, len(outcomes)), np.nan), np.full((n, len(outcomes)), np.nan)
    for batch in store.batches():
        failed += np.bincount(batch.loc[batch["error"] != "", "point"], minlength=n)
        good = batch[batch["error"] == ""]
        groups = good.groupby("point")[outcomes]
        at = np.fromiter(groups.groups, np.int64)
        count[at] = groups.size()
        mean[at] = groups.mean()
        sd[at] = groups.std(ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        half = student_t(np.maximum(count - 1, 1))[:, None] * sd / np.sqrt(count)[:, None]
    more: dict[str, Any] = {"runs": count, "failed": failed}
    for k, name in enumerate(outcomes):
        more |= {
            name: mean[:, k],
            f"{name}_sd": sd[:, k],
            f"{name}_low": mean[:, k] - half[:, k],
            f"{name}_high": mean[:, k] + half[:, k],
        }
    if p := store.study.spec.precision:
        more["precise"] = half[:, outcomes.index(p.outcome)] <= p.half_width
    return pd.concat([table, pd.DataFrame(more)], axis=1)


def failures(store: Store) -> "pd.DataFrame":
    """Every run that failed: point, run, seed, its parameters and the error."""
    import pandas as pd

    design = store.design().set_index("point")
    found = [batch.loc[batch["error"] != "", ["point", "run", "seed", "error"]] for batch in store.batches()]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["point", "run", "seed", "error"])
    values = design.loc[table["point"]].reset_index(drop=True)
    return pd.concat([table[["point", "run", "seed"]], values, table[["error"]]], axis=1)


def tables(store: Store) -> None:
    """Write runs.parquet, points.parquet, failures.csv (if any), codebook.md and summary.md into the sweep's folder."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with store.finishing("runs.parquet") as aside:
        writer = None
        for batch in _run_batches(store):
            table = pa.Table.from_pandas(batch, preserve_index=False).replace_schema_metadata(None)
            writer = writer or pq.ParquetWriter(aside, table.schema, compression="zstd")
            writer.write_table(table)
        if writer is None:
            _empty(store).to_parquet(aside, index=False)
        else:
            writer.close()
    of_points, failed = points(store), failures(store)
    with store.finishing("points.parquet") as aside:
        of_points.to_parquet(aside, index=False)
    if len(failed):
        with store.finishing("failures.csv") as aside:
            failed.to_csv(aside, index=False)
    else:
        (store.folder / "failures.csv").unlink(missing_ok=True)
    write_aside(store.folder / "codebook.md", codebook(store).encode())
    write_aside(store.folder / "summary.md", summary(store, of_points).encode())


def export(store: Store, path: str | Path) -> list[Path]:
    """Write all runs as CSV with the codebook beside it; returns both files. Numbers keep every digit."""
    path = Path(path)
    beside = path.with_name(f"{path.stem}-codebook.md")
    aside = path.with_name(f".{path.name}.aside")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = True
        with aside.open("w", encoding="utf-8", newline="") as file:
            for batch in _run_batches(store):
                batch.to_csv(file, index=False, header=head, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
                head = False
            if head:
                _empty(store).to_csv(file, index=False)
        aside.replace(path)
        beside.write_text(codebook(store), encoding="utf-8")
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written ({error.strerror or error}); give another place with --out") from None
    return [path, beside]


def codebook(store: Store) -> str:
    """What the columns of a sweep's tables mean, as Markdown."""
    from ...words.markdown import markdown_table

    study = store.study
    rows = [
        ("point", "index", f"0 to {store.manifest['points'] - 1}", "combination of parameters, a row of design.parquet"),
        (
            "run",
            "index",
            f"0 to {study.most_runs - 1}",
            "school at a point; with common random numbers the same school at every point",
        ),
        ("seed", "index", "0 to 4294967295", "seed of the school: seed and run say which it is"),
    ]
    rows += [tuple(f.about().values()) for f in study.factors] + [tuple(o.about().values()) for o in study.observed]
    head = [f"# {study.spec.title or study.name}", "", "A row for each point and run.", ""]
    made = [f"{name} {version}" for name, version in store.manifest["versions"].items()]
    foot = [f"Seed {study.spec.seed}. Made with {', '.join(made)}; sources {store.manifest.get('digest', 'unknown')}.", ""]
    return "\n".join([*head, *markdown_table(("column", "unit", "range", "meaning"), rows), *foot])


def summary(store: Store, of_points: "pd.DataFrame") -> str:
    """What was run and what it found, in a few lines and a table of outcomes."""
    from ...words.markdown import markdown_table
    from ...words.outcomes import number

    study = store.study
    done, failed = int(of_points["runs"].sum()), int(of_points["failed"].sum())
    sharing = (
        "its own schools at each point"
        if study.own_random_numbers
        else "the same schools and the same random numbers at every point"
    )
    lines = [
        f"# {study.spec.title or study.name}",
        "",
        f"Study `{study.name}`: {len(of_points)} points ({study.spec.design.kind}), {done} schools, seed {study.spec.seed}, {sharing}.",
        *(
            [f"All are runs of the school {study.school.title}: " + "; ".join(study.school.told()) + "."]
            if study.school
            else []
        ),
        "",
    ]
    if failed:
        lines += [f"{failed} runs failed; failures.csv names them, and `--retry-failed` tries them again.", ""]
    if p := study.spec.precision:
        reached = of_points["precise"]
        lines += [
            f"Wanted: the interval of {p.outcome} no wider than ±{p.half_width:g}. Reached at {int(reached.sum())} of {len(of_points)} "
            f"points, with {of_points['runs'].min()} to {of_points['runs'].max()} runs (median {of_points['runs'].median():.0f}).",
            "",
        ]
    rows = []
    for o in study.observed:
        values, about = of_points[o.name].dropna(), o.about()
        if len(values):
            low, high = of_points.loc[values.idxmin()], of_points.loc[values.idxmax()]
            rows.append(
                (
                    o.name,
                    *(number(v, o.outcome, finer=1, minus="-") for v in (values.mean(), values.min(), values.max())),
                    int(low["point"]),
                    int(high["point"]),
                    about["unit"],
                )
            )
    head = ("outcome", "mean over points", "lowest", "highest", "lowest at point", "highest at point", "unit")
    return "\n".join([*lines, *markdown_table(head, rows)])
