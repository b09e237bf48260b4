"""The evidence page: verdicts on the patterns, effects of interventions beside the model's, the model text and the codebook, read from files that come with the program."""

import csv
from functools import cache
from pathlib import Path

from ..core.shipped import ROOT

DOCS = ROOT / "docs"

COLUMNS = ("pattern", "strength", "claim", "verdict", "finding", "estimate", "low", "high", "allowed", "met")


def documents() -> dict:
    """What the page shows: verdicts (or None), model text and codebook as HTML (or None where the file is missing)."""
    return {
        "findings": _explained(findings(DOCS / "validation" / "findings.csv"), DOCS / "validation" / "robustness.csv"),
        "effects": effects(DOCS / "validation" / "effects.csv"),
        "model": _html("model.md"),
        "codebook": _html("codebook.md"),
    }


def findings(path: Path) -> list[dict] | None:
    """The patterns in their order, each with its verdict and its findings; None when nobody has validated this version yet."""
    if not path.is_file():
        return None
    patterns: dict[str, dict] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            row = {name: (row.get(name) or "").strip() for name in COLUMNS}
            about = patterns.setdefault(
                row["pattern"], {name: row[name] for name in ("pattern", "strength", "claim", "verdict")} | {"findings": []}
            )
            numbers = {name: _number(row[name]) for name in ("estimate", "low", "high")}
            about["findings"].append({"finding": row["finding"], "allowed": row["allowed"], "met": row["met"]} | numbers)
    return list(patterns.values())


def effects(path: Path) -> list[dict] | None:
    """What trials found, each row with the model's answer and verdict; None when nobody has validated this version yet.

    allowed : what the answer may be, lowest and highest; numbers are None where the model cannot be asked
    """
    if not path.is_file():
        return None
    words = (
        "id",
        "intervention",
        "outcome",
        "unit",
        "confidence",
        "verdict",
        "dose",
        "who",
        "when",
        "reason",
        "source",
        "note",
    )
    rows = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            numbers = {name: _number(row[name]) for name in ("effect", "low", "high", "model", "model_low", "model_high")}
            bound = max(abs(numbers["low"] or 0.0), abs(numbers["high"] or 0.0))
            allowed = [-bound, bound] if row["bound"] == "ceiling" else [numbers["low"], numbers["high"]]
            about = {name: row[name].strip() for name in words} | {"outcome": row["outcome"].replace("_", " ")}
            rows.append(about | numbers | {"allowed": allowed, "ceiling": row["bound"] == "ceiling"})
    return rows


def _explained(found: list[dict] | None, robustness: Path) -> list[dict] | None:
    """The same with how each pattern is tested, its source, what of it was fitted, and how robust it is."""
    from ..validation.patterns import PATTERNS
    from ..validation.robustness import overall

    if found is None:
        return None
    marks = {}
    if robustness.is_file():
        import pandas as pd

        marks = overall(pd.read_csv(robustness))
    for about in found:
        declared = PATTERNS.get(about["pattern"])
        words = {name: getattr(declared, name, "") or "" for name in ("test", "twin", "source", "fitted")}
        about.update(words, robustness=marks.get(about["pattern"], ""))
    return found


def _number(text: str):
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


@cache
def _html(name: str) -> str | None:
    path = DOCS / name
    if not path.is_file():
        return None
    import markdown

    text = path.read_text(encoding="utf-8")
    return markdown.markdown(text, extensions=["tables", "toc", "fenced_code", "sane_lists"], output_format="html")
