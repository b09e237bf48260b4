"""What a reader must know of the model itself: its assumptions and limits, what it does not reproduce, how to cite it, licences.

All of it is read from the documents that come with the program, so a report never says anything else than they do.
"""

import csv
import re
from functools import cache

from markupsafe import Markup

from ..core.shipped import ROOT
from ..pages.documents import DOCS, findings
from ..pages.files import KIT

#: What stands beside the documents: in the package when installed, above it in a checkout.

_NUMBERED = re.compile(r"^- \*\*(A\d+) (.+?)(?=^- \*\*|^\s*$|\Z)", re.MULTILINE | re.DOTALL)
_POINT = re.compile(r"^- (.+?)(?=^- |^\s*$|\Z)", re.MULTILINE | re.DOTALL)

#: Parts of other projects that a report carries: what it is, and the files of its licence.
CARRIED = (
    ("Apache ECharts 6.1.0, charts; Apache License 2.0", ("echarts.NOTICE", "echarts.LICENSE", "echarts.LICENSE-d3")),
    ("Inter 4, typeface; SIL Open Font License 1.1", ("inter.LICENSE",)),
)


@cache
def assumptions() -> list[dict]:
    """The numbered assumptions of docs/model.md: number, and text as HTML."""
    return [{"number": number, "html": _inline("**" + text)} for number, text in _NUMBERED.findall(_model())]


@cache
def left_out() -> list[Markup]:
    """What docs/model.md says the model leaves out, as HTML, a point each."""
    return [_inline(text) for text in _POINT.findall(_section("What the model leaves out").partition("*Limits of use.*")[0])]


@cache
def limits() -> Markup:
    """The limits of use of docs/model.md, as HTML."""
    return _inline(_section("What the model leaves out").partition("*Limits of use.*")[2])


@cache
def failing_patterns() -> list[dict]:
    """Stylised facts that validation did not find reproduced: pattern, claim, verdict and the findings that fail."""
    found = []
    for pattern in findings(DOCS / "validation" / "findings.csv") or []:
        if pattern["verdict"] != "reproduced":
            failing = [f | {"told": _estimate_in_words(f)} for f in pattern["findings"] if f["met"] != "reproduced"]
            found.append({name: pattern[name] for name in ("pattern", "claim", "verdict")} | {"findings": failing})
    return found


def _estimate_in_words(finding: dict) -> str:
    """An estimate with its interval: `0.0007 (0.0001 to 0.0013)`; a pattern's are told with the digits that tell them from zero."""
    numbers = [finding[name] for name in ("estimate", "low", "high")]
    if None in numbers:
        return "unknown" if numbers[0] is None else f"{numbers[0]:.2g}"
    places = next((p for p in (2, 3, 4, 5) if round(abs(numbers[2] - numbers[1]), p) >= 2 * 10**-p), 6)
    estimate, low, high = (f"{v:.{places}f}".replace("-", "−") for v in numbers)
    return f"{estimate} ({low} to {high})"


@cache
def tally() -> str:
    """How many patterns validation found reproduced: `33 of 35`; empty where nobody has validated."""
    patterns = findings(DOCS / "validation" / "findings.csv") or []
    return f"{sum(p['verdict'] == 'reproduced' for p in patterns)} of {len(patterns)}" if patterns else ""


@cache
def missed_targets() -> list[dict]:
    """Targets of calibration that lie outside of their accepted band: id, quantity, model, low, high."""
    path = DOCS / "validation" / "targets.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["inside"] == "False"]
    return [
        {"id": r["id"], "quantity": r["quantity"].replace("_", " "), **{k: float(r[k]) for k in ("model", "low", "high")}}
        for r in rows
    ]


@cache
def citation() -> dict:
    """CITATION.cff: title, version, date, authors, and the work whose definitions the model enforces."""
    import yaml

    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def bibtex() -> str:
    """The citation for BibTeX."""
    about = citation()
    authors = " and ".join(_author(a) for a in about["authors"])
    fields = {
        "title": f"{{{about['title']}}}",
        "author": authors,
        "year": str(about["date-released"])[:4],
        "version": about["version"],
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items()]
    return "@software{teachers_collective_action,\n" + ",\n".join(lines) + "\n}"


def in_a_line() -> str:
    """The citation as one would print it."""
    about = citation()
    authors = "; ".join(_author(a) for a in about["authors"])
    return f"{authors} ({str(about['date-released'])[:4]}). {about['title']}, version {about['version']} [computer program]."


def _author(author: dict) -> str:
    return author.get("name") or f"{author['family-names']}, {author['given-names']}"


@cache
def licences() -> list[dict]:
    """The licence of the program and of what else a report carries: what, and the text."""
    found = [{"what": "This report and the program; MIT License", "text": (ROOT / "LICENSE").read_text(encoding="utf-8")}]
    for what, files in CARRIED:
        texts = [(KIT / "vendor" / name).read_text(encoding="utf-8").strip() for name in files]
        found.append({"what": what, "text": "\n\n".join(texts)})
    return found


@cache
def _model() -> str:
    path = DOCS / "model.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _section(title: str) -> str:
    """The text of a numbered section of docs/model.md, by its heading."""
    found = re.search(rf"^## \d+ {re.escape(title)}\n(.*?)(?=^## |\Z)", _model(), re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _inline(text: str) -> Markup:
    """A paragraph of Markdown as HTML without the paragraph, links as plain text: a report leads nowhere else."""
    import markdown

    html = markdown.markdown(" ".join(text.split()), output_format="html")
    return Markup(re.sub(r"</?(?:p|a)\b[^>]*>", "", html))
