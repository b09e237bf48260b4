"""What a report shows of several scenarios against one: a table of what each does, and a school under the one that does most."""

import math
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from ..declare.outcomes import YEAR_COLUMNS
from ..experiments.policies import MARK, Policies, differs_in
from ..results.place import ResultsError
from ..statistics import decide
from ..words.outcomes import capital, interval, is_share, label, meaning, signed, subject, unit, value, written
from . import commands, replay
from .tables import cell

#: Sentences in short.
MOST = 6


def shown(found: Policies, run: int | None = None, school=None) -> dict[str, Any]:
    """Everything that contents.py does not have in common with other kinds. run : the school to replay, the first when left out"""
    return {
        "headlines": _headlines(found),
        "sentences": _sentences(found),
        "others": _others(found),
        "effects": _effects(found),
        "all": _every_row(found),
        "commands": _commands(found),
        "replays": _replays(found, run, school),
    }


def _sentences(found: Policies) -> list[str]:
    """For each outcome, which scenario changes it most, of those that differ from zero although so much is asked."""
    told = []
    asked = int(found.table["p"].notna().sum())
    for name in found.outcomes:
        rows = found.table[found.table["outcome"] == name]
        sure = rows[rows["p_holm"] < decide.LEVEL]
        if sure.empty:
            told.append(f"No scenario is seen to change {subject(name)}, with {asked} differences asked at once.")
            continue
        most = sure.loc[sure["difference"].abs().idxmax()]
        who = f"{len(sure)} scenarios change it, {most.scenario} most" if len(sure) > 1 else f"{most.scenario} alone changes it"
        told.append(f"{capital(subject(name))}: {who}, by {_apart(most, name)}.")
    return told[:MOST]


def _apart(r, name: str) -> str:
    """`+12.3 percentage points (11 to 13)`"""
    after = "percentage points" if is_share(name) else written(name).after
    return f"{signed(r.difference, name)} {after}".rstrip() + f" ({signed(r.low, name)} to {signed(r.high, name)})"


def _headlines(found: Policies) -> list[dict[str, Any]]:
    """The mean of the reference, in each outcome."""
    rows = found.table.drop_duplicates("outcome").set_index("outcome")["reference"]
    return [
        {"value": value(rows[name], name, True), "text": f"{label(name)} in {found.reference.name}", "more": ""}
        for name in found.outcomes
    ]


def _others(found: Policies) -> list[dict[str, str]]:
    """The scenarios in words."""
    return [{"name": s.name, "title": s.title or "–", "differs": differs_in(found.reference, s)} for s in found.others]


def _effects(found: Policies) -> dict[str, Any]:
    """A row for each scenario, a column for each outcome: the paired difference, half its interval, and a whisker on the column's scale."""
    wide = found.table.set_index(["scenario", "outcome"])
    known = found.table[np.isfinite(found.table["low"])]
    widest = known[["low", "high"]].abs().max(axis=1).groupby(known["outcome"]).max()
    rows = []
    for scenario in found.others:
        cells = [cell(scenario.name)]
        for name in found.outcomes:
            r = wide.loc[(scenario.name, name)]
            half = r.high - r.difference
            mark = MARK if r.p_holm < decide.LEVEL else ""
            sure = f"±{signed(half, name).lstrip('+')}" if math.isfinite(half) else ""
            cells.append(
                cell(signed(r.difference, name) + mark, r.difference, sure, whisker=_whisker(r, widest.get(name, 0.0)))
            )
        rows.append(cells)
    head = [
        ("Scenario", ""),
        *((f"{capital(label(name))} [{'points' if is_share(name) else unit(name)}]", meaning(name)) for name in found.outcomes),
    ]
    return {"id": "table-effects", "title": f"Differences from {found.reference.name}", "head": head, "rows": rows}


def _whisker(r, widest: float) -> dict[str, float] | None:
    """Point and ends in percent of a lane whose middle is no effect."""
    if not (math.isfinite(r.low) and widest):
        return None
    low, point, high = (50.0 + 50.0 * end / (1.05 * widest) for end in (r.low, r.difference, r.high))
    return {"low": round(low, 2), "point": round(point, 2), "width": round(high - low, 2)}


def _every_row(found: Policies) -> dict[str, Any]:
    """effects.csv as a table."""
    head = [("Scenario", ""), ("Outcome", ""), (capital(found.reference.name), "mean"), ("Scenario's", "mean"), ("Difference", ""),
            ("95 % interval", "of the paired difference"), ("95 % interval of all", "holds all differences together"),
            ("p (Holm)", "adjusted for all differences"), ("Schools", "")]  # fmt: skip
    rows = [
        [
            cell(r.scenario), cell(capital(label(r.outcome))), cell(value(r.reference, r.outcome), r.reference), cell(value(r.mean, r.outcome), r.mean),
            cell(signed(r.difference, r.outcome), r.difference), cell(interval(r.low, r.high, r.outcome) or "–", r.high - r.low),
            cell(interval(r.low_all, r.high_all, r.outcome) or "–", r.high_all - r.low_all),
            cell(f"{r.p_holm:.3f}" if math.isfinite(r.p_holm) else "–", r.p_holm), cell(str(r.schools), float(r.schools)),
        ]
        for r in found.table.itertuples()
    ]  # fmt: skip
    return {"id": "table-all", "title": "Every difference", "head": head, "rows": rows}


def _commands(found: Policies) -> list[tuple[str, str]]:
    command, files = commands.policies_command(found)
    return [("The command", command), *files.items()]


def _replays(found: Policies, run: int | None, school) -> dict[str, Any]:
    """The same school under the reference and under the scenario that changes the first outcome most."""
    if found.school is not None and school is None:
        if run is not None:
            raise ResultsError("a real school's ties are not kept in a folder; give --roster and --ties to replay it")
        return {
            "why_not": "The folder holds runs of a real school, and not its ties; with --roster and --ties it can be replayed."
        }
    replay.check_school(found, school)
    run = run or 0
    if run >= found.runs:
        raise ResultsError(f"--school {run} is not in the folder; it holds schools 0 to {found.runs - 1}")
    first = found.outcomes[0]
    rows = found.table[found.table["outcome"] == first]
    most = rows.loc[rows["difference"].abs().fillna(0.0).idxmax(), "scenario"]
    chosen = [found.reference, next(s for s in found.others if s.name == most)]
    schools = [replay.replay(s, found.seed, run, partial(_same, found, s.name, run), school) for s in chosen]
    if not all(one["same"] for one in schools):
        return {
            "why_not": f"School {run} was simulated again for this report and did not come out as in the folder: another version of the "
            "program, or of what it stands on, wrote it. So it is not shown."
        }
    how = f"school {run} of seed {found.seed} under {found.reference.name} (A) and under {most} (B), which changes {subject(first)} most"
    return {"schools": schools, "how": how, "more": "The names of its roster stand in this file." if found.school else ""}


def _same(found: Policies, name: str, run: int, recorded: np.ndarray) -> bool:
    """True when a school came out as the values of its row say; recorded (years, outcomes) of all years."""
    years = pd.DataFrame(recorded, columns=[column.name for column in YEAR_COLUMNS]).assign(run=run)
    now = years.iloc[[year - 1 for year in found.years]].groupby("run")[list(found.outcomes)].mean().to_numpy()
    rows = found.values[(found.values["scenario"] == name) & (found.values["run"] == run)]
    return np.array_equal(now, rows[list(found.outcomes)].to_numpy(), equal_nan=True)


__all__ = ["shown"]
