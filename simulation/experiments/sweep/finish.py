"""The tables that are made of a sweep's parts: all runs, a row for each point, what failed, and a codebook for them.

They are made anew whenever a sweep is done, in pieces, so memory stays flat however many schools were simulated.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...statistics.intervals import student_t
from .count import Count, asked_at
from .store import DESIGN, Store, write_aside

if TYPE_CHECKING:
    import pandas as pd

#: What is made of the parts.
MADE = ("runs.parquet", "points.parquet", "failures.csv", "effects.csv", "interactions.csv", "codebook.md", "summary.md")


def runs(store: Store) -> "pd.DataFrame":
    """Every finished run: point, run, seed, a column for each parameter and each outcome; sorted by point and run."""
    import pandas as pd

    pieces = list(run_batches(store))
    return pd.concat(pieces, ignore_index=True) if pieces else no_runs(store)


def run_batches(store: Store) -> "Iterator[pd.DataFrame]":
    """The rows of runs.parquet, some points at a time."""
    design = store.design()
    for batch in store.batches():
        yield _with_values(batch, design)


def _with_values(batch: "pd.DataFrame", design: "pd.DataFrame") -> "pd.DataFrame":
    """The runs of a batch that were simulated to their end, with the parameters of their points."""
    good = batch[batch["error"] == ""].drop(columns="error").reset_index(drop=True)
    values = design.iloc[good["point"], 1:].reset_index(drop=True)  # point k is row k
    for at, name in enumerate(values.columns):
        good.insert(3 + at, name, values[name])
    return good


def no_runs(store: Store):
    """The columns of `runs` without a row."""
    import pandas as pd

    return pd.DataFrame(columns=["point", "run", "seed", *store.design().columns[1:], *store.study.outcome_names])


def points(store: Store) -> "pd.DataFrame":
    """A row for each point: its values, runs and failed runs, and of each outcome mean, sd and 95 percent interval (low, high)."""
    return _gathered(store).points()


def count(store: Store, shard: tuple[int, int] | None = None) -> Count:
    """How many schools are there, of how many that were asked for; of one shard if that is given. Reads every part."""
    return _gathered(store).count(slice(None) if shard is None else slice(shard[0] - 1, None, shard[1]))


def failures(store: Store) -> "pd.DataFrame":
    """Every run that failed: point, run, seed, its parameters and the error."""
    return _gathered(store).failures()


def _gathered(store: Store) -> "_Gathered":
    gathered = _Gathered(store)
    for batch in store.batches():
        gathered.add(batch)
    return gathered


class _Gathered:
    """What is known of each point, gathered from batches of whole points."""

    def __init__(self, store: Store):
        self.store, self.study, self.design = store, store.study, store.design()
        n, outcomes = len(self.design), self.study.outcome_names
        self.done, self.failed = np.zeros(n, np.int64), np.zeros(n, np.int64)
        self.asked = np.full(n, self.study.runs, np.int64)
        self.mean, self.sd = np.full((n, len(outcomes)), np.nan), np.full((n, len(outcomes)), np.nan)
        self.errors: list[pd.DataFrame] = []

    def add(self, batch: "pd.DataFrame") -> None:
        """Take up all runs of some points."""
        outcomes = self.study.outcome_names
        bad = batch["error"] != ""
        if bad.any():
            self.failed += np.bincount(batch.loc[bad, "point"], minlength=len(self.design))
            self.errors.append(batch.loc[bad, ["point", "run", "seed", "error"]])
        good = batch[~bad]
        groups = good.groupby("point")[outcomes]
        at = np.fromiter(groups.groups, np.int64)
        self.done[at] = groups.size()
        self.mean[at] = groups.mean()
        self.sd[at] = groups.std(ddof=1)
        if p := self.study.spec.precision:
            for point, rows in good.groupby("point"):
                self.asked[point] = asked_at(self.study, rows["run"].to_numpy(), rows[p.outcome].to_numpy())

    def count(self, mine: np.ndarray | slice = slice(None)) -> Count:
        """Schools at these points, at all when left out. What an extension left unasked for counts as asked."""
        have = self.done + self.failed
        asked = np.maximum(self.asked, have)[mine]
        return Count(int(asked.sum()), int(self.done[mine].sum()), int(self.failed[mine].sum()))

    def points(self) -> "pd.DataFrame":
        """See `points`."""
        import pandas as pd

        n_runs = self.done
        with np.errstate(invalid="ignore", divide="ignore"):
            half = student_t(np.maximum(n_runs - 1, 1))[:, None] * self.sd / np.sqrt(n_runs)[:, None]
        more: dict[str, Any] = {"runs": n_runs, "failed": self.failed}
        outcomes = self.study.outcome_names
        for k, name in enumerate(outcomes):
            more |= {
                name: self.mean[:, k],
                f"{name}_sd": self.sd[:, k],
                f"{name}_low": self.mean[:, k] - half[:, k],
                f"{name}_high": self.mean[:, k] + half[:, k],
            }
        if p := self.study.spec.precision:
            more["precise"] = half[:, outcomes.index(p.outcome)] <= p.half_width
        return pd.concat([self.design, pd.DataFrame(more)], axis=1)

    def failures(self) -> "pd.DataFrame":
        """See `failures`."""
        import pandas as pd

        columns = ["point", "run", "seed", "error"]
        table = pd.concat(self.errors, ignore_index=True) if self.errors else pd.DataFrame(columns=columns)
        values = self.design.set_index("point").loc[table["point"]].reset_index(drop=True)
        return pd.concat([table[["point", "run", "seed"]], values, table[["error"]]], axis=1)


def tables(store: Store, answers: Iterable[str] = ()) -> Count:
    """Write runs.parquet, points.parquet, failures.csv (if any), codebook.md and summary.md into the sweep's folder.

    answers : what stands first in the summary, a paragraph each
    Returns how many schools they hold, of how many that were asked for. Call it inside `locked`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from ...results.formats import as_csv

    gathered = _Gathered(store)
    with store.finishing("runs.parquet") as aside:
        writer = None
        for batch in store.batches():
            gathered.add(batch)
            frame = _with_values(batch, gathered.design)
            table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
            writer = writer or pq.ParquetWriter(aside, table.schema, compression="zstd")
            writer.write_table(table)
        if writer is None:
            no_runs(store).to_parquet(aside, index=False)
        else:
            writer.close()
    of_points, failed, counted = gathered.points(), gathered.failures(), gathered.count()
    with store.finishing("points.parquet") as aside:
        of_points.to_parquet(aside, index=False)
    if len(failed):
        with store.finishing("failures.csv") as aside:
            aside.write_text(as_csv(failed), encoding="utf-8")
    else:
        (store.folder / "failures.csv").unlink(missing_ok=True)
    write_aside(store.folder / "codebook.md", codebook(store).encode())
    write_aside(store.folder / "summary.md", summary(store, of_points, counted, tuple(answers)).encode())
    told = store.manifest.get("files", {})
    store.vouch_for(MADE if DESIGN in told else (DESIGN, *MADE))  # manifests of format 1 told of no file
    return counted


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


def summary(store: Store, of_points: "pd.DataFrame", counted: Count, answers: Sequence[str] = ()) -> str:
    """What was run and what it found, in a few lines and a table of outcomes."""
    from ...words.markdown import markdown_table
    from ...words.outcomes import number

    study = store.study
    schools = f"{counted.done} schools" if counted.whole else f"{counted.done} of {counted.asked} schools"
    sharing = (
        "its own schools at each point"
        if study.own_random_numbers
        else "the same schools and the same random numbers at every point"
    )
    lines = [
        f"# {study.spec.title or study.name}",
        "",
        f"Study `{study.name}`: {len(of_points)} points ({study.spec.design.kind}), {schools}, seed {study.spec.seed}, {sharing}.",
        *(
            [f"All are runs of the school {study.school.title}: " + "; ".join(study.school.told()) + "."]
            if study.school
            else []
        ),
        "",
    ]
    lines += [line for sentence in counted.sentences() for line in (sentence, "")]
    if p := study.spec.precision:
        reached = of_points["precise"]
        lines += [
            f"Wanted: the interval of {p.outcome} no wider than ±{p.half_width:g}. Reached at {int(reached.sum())} of {len(of_points)} "
            f"points, with {of_points['runs'].min()} to {of_points['runs'].max()} runs (median {of_points['runs'].median():.0f}).",
            "",
        ]
    if answers:
        lines += [*(line for text in answers for line in (text, "")), "## All outcomes", ""]
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
