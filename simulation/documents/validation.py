"""The tables inside docs/validation.md and docs/evidence.md, made from stored findings and from what the code declares.

The text is written by hand; what stands between `<!-- generated: NAME -->` and `<!-- end -->` is made here. The data behind
docs/validation.md are the tables in docs/validation/, which a run of `validate --robust --ablate` left in its folder:
`python -m simulation.documents.validation results/validation [results/calibration]` copies them and renews both documents,
without a folder it renews them from what is there. A pattern that is not reproduced gets a subsection of its own to write in.
"""

import json
import re
import shutil
import sys
from functools import cache
from pathlib import Path

from ..declare.parameter import evidence_table, notes
from ..parameters.effects import effect_rows as known_effects
from ..parameters.effects import plausible_sizes
from ..parameters.scenario import InputError, Scenario, parameters, shipped
from ..validation.ablation import EFFECTS, KEPT, LOST, WEAKENED, carriers, mechanisms
from ..validation.effects import judge as of_effects
from ..validation.effects import policies as of_policies
from ..validation.figures import interval
from ..validation.guides import GUIDE
from ..validation.laboratory import Finding
from ..validation.patterns import PATTERNS
from ..validation.report import EFFECT_HEAD, LEVEL_HEAD, effect_cells, in_words, level_cells, level_lines
from ..validation.robustness import MARKS, overall, variations
from ..validation.targets import TARGETS
from ..validation.validate import REPRODUCED, VERDICTS
from ..words.markdown import markdown_table

DOCS = Path(__file__).parents[2] / "docs"
DATA = DOCS / "validation"
VALIDATION, EVIDENCE = DOCS / "validation.md", DOCS / "evidence.md"

#: Tables that come from a validation's folder, and the one that comes from a calibration's.
FROM_VALIDATION = (
    "findings.csv", "effects.csv", "policies.csv", "levels.csv", "robustness.csv", "ablation.csv", "manifest.json",
)  # fmt: skip
FROM_CALIBRATION = ("targets.csv", "parameters.csv", "directions.csv", "recovery.csv", "left_out.csv")
#: So many parameters are named at either end of the table of what the evidence fixes.
ENDS = 12

_MARKED = re.compile(r"(<!-- generated: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_UNMET = "<!-- a subsection for each pattern that is not reproduced -->\n"
_SECTION = re.compile(rf"(.*{_UNMET}\n?)(.*?)((?=^## ).*|\Z)", re.DOTALL | re.MULTILINE)
_NOTHING = "Not stored yet."


def stored(name: str, data: Path | None = None):
    """One of the stored tables as a DataFrame, or None."""
    import pandas as pd

    place = (data or DATA) / f"{name}.csv"
    return pd.read_csv(place, keep_default_na=False, na_values=[""]) if place.is_file() else None


def verdicts(data: Path | None = None) -> dict[str, str]:
    """Pattern -> verdict, as stored."""
    found = stored("findings", data)
    return {} if found is None else dict(zip(found["pattern"], found["verdict"]))


# ---------------------------------------------------------------- tables of docs/validation.md


def about(data: Path | None = None) -> str:
    """Seed, effort and versions of the stored run."""
    place = (data or DATA) / "manifest.json"
    if not place.is_file():
        return _NOTHING
    made = json.loads(place.read_text(encoding="utf-8"))
    versions = ", ".join(f"{name} {version}" for name, version in made["made_with"].items())
    asked = f"{len(made['patterns'])} patterns, {len(made.get('effects', ()))} effects"
    return f"Seed {made['seed']}, effort {made['effort']:g}, {asked}. Made with {versions}."


def tally_lines(data: Path | None = None) -> str:
    """How many core and secondary patterns got each verdict."""
    found = verdicts(data)
    lines = []
    for strength in ("core", "secondary"):
        got = [verdict for id, verdict in found.items() if PATTERNS[id].strength == strength]
        lines.append(f"- {strength.capitalize()} patterns: {in_words({v: got.count(v) for v in VERDICTS})}.")
    return "\n".join(lines)


def verdict_table(data: Path | None = None) -> str:
    """A row for each pattern: claim, verdict, what calibration saw, how robust it is."""
    tried = stored("robustness", data)
    marks = {} if tried is None else overall(tried)
    rows = [
        (id, PATTERNS[id].strength, PATTERNS[id].claim, verdict, PATTERNS[id].fitted or "nothing", marks.get(id, ""))
        for id, verdict in verdicts(data).items()
    ]
    return _text(("pattern", "strength", "claim", "verdict", "shown to calibration", "robustness"), rows)


def finding_table(data: Path | None = None, pattern: str = "") -> str:
    """A row for each finding (of one pattern, if it is named)."""
    found = stored("findings", data)
    if found is None:
        return _NOTHING
    rows = []
    for r in found[found["pattern"] == pattern].itertuples() if pattern else found.itertuples():
        row = (r.finding, interval(Finding(r.finding, r.estimate, r.low, r.high)), r.allowed, r.met)
        rows.append(row if pattern else (r.pattern, *row))
    head = ("finding", "estimate [95 % interval]", "allowed", "verdict")
    return _text(head if pattern else ("pattern", *head), rows)


def level_table(data: Path | None = None) -> str:
    """A row for each published level, counted or not, in schools that no fit has seen; then the statistics of patterns that the fit kept
    in view, from its own folder.
    """
    found = stored("levels", data)
    if found is None:
        return _NOTHING
    rows = [level_cells(r) for r in found.itertuples()]
    fitted = stored("targets", data)
    if fitted is not None:
        own = fitted[(fitted["kind"] == GUIDE) & ~fitted["id"].isin(found["id"])]
        rows += [level_cells(r) for r in own.itertuples()]
    return _text(LEVEL_HEAD, rows)


def level_tally(data: Path | None = None) -> str:
    """How many levels of each kind are inside their band."""
    found = stored("levels", data)
    return _NOTHING if found is None else "\n".join(f"- {line[0].upper()}{line[1:]}." for line in level_lines(found))


def effect_tally(data: Path | None = None) -> str:
    """How many effects got each verdict, by confidence."""
    found = stored("effects", data)
    if found is None:
        return _NOTHING
    lines = []
    for sure in ("high or medium", "low"):
        of = found[(found["confidence"] == "low") == (sure == "low")]["verdict"]
        counts = {verdict: int((of == verdict).sum()) for verdict in of_effects.VERDICTS}
        lines.append(f"- Effects of {sure} confidence: {of_effects.in_words(counts)}.")
    return "\n".join(lines)


def effect_rows(data: Path | None = None) -> str:
    """A row for each effect: the evidence, the model's answer, the verdict, and how the model is asked or why it cannot be."""
    found = stored("effects", data)
    return _NOTHING if found is None else _text(EFFECT_HEAD, [effect_cells(r) for r in found.itertuples()])


def effect_sources(data: Path | None = None) -> str:
    """A row for each effect: how it was found, by whom, how sure it is, and what is to be known about it."""
    del data  # the evidence is part of the package
    rows = [
        (r.id, r.design, r.n, f"{r.years:g}", r.population, f"{r.source} ({r.confidence} confidence)", r.note)
        for r in known_effects().values()
    ]
    return _text(("row", "design", "size", "years", "where", "source", "to be known"), rows)


def policy_rows(data: Path | None = None) -> str:
    """What of the shipped policies is beyond its ceiling: a sentence and a table."""
    found = stored("policies", data)
    if found is None:
        return _NOTHING
    beyond = of_policies.beyond(found)
    rows = [tuple(map(str, row)) for row in beyond.itertuples(index=False)]
    return "\n".join([f"{of_policies.in_words(found)}.", "", _text(tuple(beyond.columns), rows)])


def plausible_rows(data: Path | None = None) -> str:
    """A row for each plausible size: what a policy for a whole school usually does in a year, its ceilings, and the rows behind."""
    del data
    rows = []
    for r in plausible_sizes():
        usual = "what is taken away" if r.usual is None else f"{r.usual[0]:g} to {r.usual[1]:g}"
        name = r.outcome.replace("_", " ")
        rows.append((name, r.of, r.unit, usual, *(f"{c:g}" for c in r.ceilings.values()), r.reason, ", ".join(r.rows)))
    return _text(("outcome", "of", "unit", "usual", "ceiling, year 1", "year 3", "year 5", "why", "rows"), rows)


def identifiability_table(data: Path | None = None) -> str:
    """How many directions the targets speak about, the strongest of them, and the parameters narrowed most and least."""
    parameters, ways = stored("parameters", data), stored("directions", data)
    if parameters is None or ways is None:
        return _NOTHING
    spoken = int((ways["singular"] >= 1.0).sum())
    strongest = _text(
        ("direction", "singular value", "made of"),
        [(str(w.direction), f"{w.singular:.3g}", w.made_of) for w in ways.head(5).itertuples()],
    )
    ordered = parameters.sort_values("narrowing", kind="stable")
    most, least = ordered.head(ENDS), ordered.tail(ENDS)[::-1]
    rows = [(*_narrowed(a), *_narrowed(b)) for a, b in zip(most.itertuples(), least.itertuples(), strict=True)]
    return "\n".join(
        [
            f"Of {len(ways)} directions in the space of the fitted parameters, the targets speak about {spoken}. The strongest:",
            "",
            strongest,
            "",
            "What is left of a parameter's range, as the standard deviation of the sets that are not ruled out over that of the "
            "range; best and worst fixed:",
            "",
            _text(("best fixed", "left", "worst fixed", "left"), rows),
        ]
    )


def _narrowed(row) -> tuple[str, str]:
    return f"`{row.parameter}`", f"{row.narrowing:.2f}"


def recovery_table(data: Path | None = None) -> str:
    """A row for each selection of what was looked for: how near the fit came to known sets."""
    found = stored("recovery", data)
    if found is None:
        return _NOTHING
    rows = [(r.of, str(r.number), f"{r.error:.2f}", f"{r.promised:.2f}", f"{r.guess:.2f}") for r in found.itertuples()]
    return _text(("", "number", "mean error", "promised by a linear model", "error of who guesses the best set"), rows)


def left_out_table(data: Path | None = None) -> str:
    """A row for each group of targets: how well it is predicted by a fit that has not seen it."""
    found = stored("left_out", data)
    if found is None:
        return _NOTHING
    rows = [
        (r.group, r.targets.replace(" ", ", "), f"{r.unknowing:.2f}", f"{r.left_out:.2f}", f"{r.fitted:.2f}")
        for r in found.itertuples()
    ]
    return _text(("group left out", "targets", "miss of who knows nothing", "miss when left out", "miss when fitted"), rows)


def robustness_table(data: Path | None = None) -> str:
    """A row for each pattern that was tried, a column for each variation."""
    found = stored("robustness", data)
    if found is None or not len(found):
        return _NOTHING
    names = list(found["variation"].unique())
    cells = found.pivot_table(index="pattern", columns="variation", values="mark", aggfunc="first")
    whole = overall(found)
    rows = [(id, whole.get(id, ""), *(cells.loc[id, name] for name in names)) for id in cells.index]
    counts = ", ".join(f"{list(whole.values()).count(mark)} {mark}" for mark in MARKS)
    words = [f"- {v.name}: {v.words}" for v in variations() if v.name in names]
    return "\n".join(
        [f"Of the reproduced patterns are {counts}.", "", *words, "", _text(("pattern", "over all", *names), rows)]
    )


def ablation_table(data: Path | None = None) -> str:
    """A row for each mechanism: the patterns that are lost or weakened without it."""
    found = stored("ablation", data)
    if found is None or not len(found):
        return _NOTHING
    carried = carriers(found)
    meaning = mechanisms()
    rows = [
        (f"`{m}`", meaning.get(m, ""), *(", ".join(what[e]) or "none" for e in EFFECTS if e != KEPT))
        for m, what in carried.items()
    ]
    idle = [f"`{m}`" for m, what in carried.items() if not what[LOST]]
    rest = ["", f"Mechanisms without which no pattern is lost: {', '.join(idle) or 'none'}."]
    return "\n".join([_text(("without", "what is switched off", WEAKENED, LOST), rows), *rest])


# ---------------------------------------------------------------- the table of docs/evidence.md


@cache
def uses() -> dict[str, dict[str, tuple[str, ...]]]:
    """Row of the evidence -> where it is used: parameters, targets (with their kind), patterns, scenarios; used rows only."""
    found: dict[str, dict[str, list[str]]] = {}

    def note(where: str, name: str, text: str) -> None:
        for id in rows_named(text):
            found.setdefault(id, {}).setdefault(where, []).append(name)

    for name, field in parameters().items():
        note("parameters", f"`{name}`", notes(field)["source"])
    for target in TARGETS:
        note("target", target.kind, target.id)
    for pattern in PATTERNS.values():
        note("patterns", pattern.id, f"{pattern.source} {pattern.test}")
    for name in shipped()[1:]:
        scenario = Scenario.load(name)
        note("scenarios", f"`{name}`", " ".join([scenario.story, *scenario.sources]))
    return {id: {where: tuple(names) for where, names in found[id].items()} for id in sorted(found)}


def rows_named(text: str) -> list[str]:
    """Numbers of evidence rows in a text; `T037 to T041` names all rows between that exist."""
    named = set()
    for first, last in re.findall(r"\b(T\d{3})(?: to (T\d{3}))?\b", text):
        named |= {id for id in evidence_table() if first <= id <= (last or first)}
    return sorted(named)


def evidence_rows() -> str:
    """A row for each used row of the evidence: value, accepted band, who was asked, source, and what leans on it."""
    rows = []
    for id, used in uses().items():
        r = evidence_table()[id]
        value = f"{r['value']} {r['unit']} ({r['low']} to {r['high']})"
        where = "; ".join(f"{kind}: {', '.join(dict.fromkeys(names))}" for kind, names in used.items())
        rows.append(
            (
                id,
                r["quantity"].replace("_", " "),
                value,
                r["population"],
                f"{r['source']} ({r['confidence']} confidence)",
                where,
            )
        )
    return _text(("row", "quantity", "value (accepted)", "who and when", "source", "used by"), rows)


# ---------------------------------------------------------------- documents


def _text(head: tuple[str, ...], rows: list[tuple]) -> str:
    return "\n".join(markdown_table(head, rows)[:-1])


TABLES = {
    "about": about,
    "tally": tally_lines,
    "verdicts": verdict_table,
    "findings": finding_table,
    "levels": level_table,
    "level tally": level_tally,
    "effect tally": effect_tally,
    "effects": effect_rows,
    "effect sources": effect_sources,
    "policies": policy_rows,
    "plausible": plausible_rows,
    "identifiability": identifiability_table,
    "recovery": recovery_table,
    "cross validation": left_out_table,
    "robustness": robustness_table,
    "ablation": ablation_table,
}


def table(name: str, data: Path | None = None) -> str:
    """A generated table by the name in its marker. Raises KeyError for a name that nothing stands behind."""
    kind, _, which = name.partition(" ")
    if kind == "pattern" and which in PATTERNS:
        return finding_table(data, which)
    return evidence_rows() if name == "evidence" else TABLES[name](data)


def refresh(text: str, data: Path | None = None) -> str:
    """The text with every generated part renewed and a subsection for every pattern that is not reproduced.

    What is written by hand stays, also in the subsection of a pattern that is reproduced by now: whoever wrote it takes it out.
    """
    if found := _SECTION.search(text) if _UNMET in text else None:
        before, section, after = found.groups()
        text = text[: len(before)] + _subsections(section, verdicts(data)) + after
    return _MARKED.sub(lambda found: f"{found[1]}{table(found[2], data)}\n{found[3]}", text)


def _subsections(section: str, found: dict[str, str]) -> str:
    """Subsections in the order of their numbers: those that are due, and those in which somebody has written."""
    preface, *blocks = re.split(r"^(?=### P\d\d:)", section, flags=re.MULTILINE)
    kept = {}
    for block in blocks:
        id = block[4:7]
        written = _MARKED.sub("", block).split("\n", 1)[1].strip()
        if written or found.get(id, REPRODUCED) != REPRODUCED:
            kept[id] = block
    for id, verdict in found.items():
        if verdict != REPRODUCED and id not in kept:
            kept[id] = f"### {id}: {PATTERNS[id].claim}\n\n<!-- generated: pattern {id} -->\n<!-- end -->\n\n"
    return preface + "".join(kept[id] for id in sorted(kept))


def unmet(text: str) -> list[str]:
    """Patterns that have a subsection of their own."""
    return re.findall(r"<!-- generated: pattern (P\d+) -->", text)


def collect(validation: Path | None = None, calibration: Path | None = None, data: Path | None = None) -> None:
    """Copy the tables behind the documents out of the folders of a validation and a calibration. Raises InputError."""
    for folder, names in ((validation, FROM_VALIDATION), (calibration, FROM_CALIBRATION)):
        if folder is None:
            continue
        if not (folder / names[0]).is_file():
            raise InputError(f"{folder} holds no {names[0]}; give the folder that `validate` or `calibrate` wrote")
        for name in names:
            if (folder / name).is_file():
                (data or DATA).mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / name, (data or DATA) / name)
    if validation is not None and data is None:
        for figure in (validation / "figures").glob("effects_*.svg"):
            shutil.copyfile(figure, DOCS / "images" / figure.name)


if __name__ == "__main__":
    collect(*map(Path, sys.argv[1:3]))
    for document in (VALIDATION, EVIDENCE):
        document.write_text(refresh(document.read_text(encoding="utf-8")), encoding="utf-8")
