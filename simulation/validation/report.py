"""What a validation leaves behind: a folder with the findings as tables and a report as one page that needs no network.

The page, templates/report.html, reads on a phone and on a projector, on paper and on dark screens; verdicts differ in word, sign and
colour. Figures are made in figures.py; what stands in docs/validation.md is made from the same tables by documents/validation.py.
"""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..plots.inline import Picture, inline, svg
from ..results.folder import versions, write_results
from ..words.templates import render
from . import levels as of_levels
from .ablation import KEPT, LOST, WEAKENED, carriers, matrix, mechanisms
from .effects import judge as of_effects
from .effects import policies as of_policies
from .effects.figures import effect_figures
from .effects.judge import Answer, effect_table
from .figures import ablation_figure, curve_figure, forest_figure, interval, shown
from .robustness import FRAGILE, ROBUST, SHIFTED, UNTOLD, overall, variations
from .validate import INCONCLUSIVE, MISSED, REPRODUCED, VERDICTS, Judgement, table, tally

if TYPE_CHECKING:
    import pandas as pd

SIGNS = {REPRODUCED: "●", INCONCLUSIVE: "◆", MISSED: "✕"}
MARK_SIGNS = {ROBUST: "●", SHIFTED: "◆", FRAGILE: "✕", UNTOLD: "·"}
EFFECT_SIGNS = {KEPT: "·", WEAKENED: "◆", LOST: "✕"}


class Validation(NamedTuple):
    """Everything a validation found; what was not asked for is None or has no rows.

    judged : patterns; robustness, ablation : their tables; effects : answers; policies : sizes of shipped policies; levels : table
    """

    judged: list[Judgement]
    seed: int
    effort: float
    robustness: "pd.DataFrame | None" = None
    ablation: "pd.DataFrame | None" = None
    effects: Sequence[Answer] = ()
    policies: "pd.DataFrame | None" = None
    levels: "pd.DataFrame | None" = None

    def save(self, path: str | Path, *, replace: bool = False) -> Path:
        """Write findings.csv, and effects.csv, policies.csv, levels.csv, robustness.csv and ablation.csv where they were asked for,
        report.html, figures and a manifest; complete or absent.

        replace : also replace the findings of another question. Raises ResultsError when they stand at the place and it is not given.
        """

        def fill(aside: Path) -> None:
            table(self.judged).to_csv(aside / "findings.csv", index=False)
            if self.effects:
                effect_table(self.effects).to_csv(aside / "effects.csv", index=False)
            for name in ("policies", "levels", "robustness", "ablation"):
                if getattr(self, name) is not None:
                    getattr(self, name).to_csv(aside / f"{name}.csv", index=False)
            (aside / "report.html").write_text(page(self), encoding="utf-8")
            for name, figure in _figures(self):
                (aside / "figures" / f"{name}.svg").write_text(svg(figure, name), encoding="utf-8")

        return write_results(path, fill, self.manifest, replace)

    @property
    def manifest(self) -> dict:
        """What determines the findings, and the tally."""
        patterns = [j.pattern.id for j in self.judged]
        asked = question(
            patterns,
            self.seed,
            self.effort,
            self.robustness is not None,
            self.ablation is not None,
            effects=[a.experiment.id for a in self.effects],
            policies=self.policies is not None,
            levels=self.levels is not None,
        )
        seconds = sum(j.seconds for j in self.judged) + sum(a.seconds for a in self.effects)
        return asked | {"verdicts": tally(self.judged), "seconds": round(seconds, 1)}


def question(
    patterns: Iterable[str],
    seed: int,
    effort: float,
    robust: bool,
    ablated: bool,
    *,
    effects: Iterable[str] = (),
    policies: bool = False,
    levels: bool = False,
) -> dict:
    """What determines the findings of a validation, as its manifest says it."""
    return {
        "seed": seed,
        "effort": effort,
        "patterns": list(patterns),
        "effects": list(effects),
        "policies": policies,
        "levels": levels,
        "robustness": robust,
        "ablation": ablated,
        "made_with": versions(),
    }


def _figures(validation: Validation):
    for j in validation.judged:
        if j.findings:
            yield j.pattern.id, forest_figure(j.findings)
        for k, curve in enumerate(j.curves, 1):
            yield f"{j.pattern.id}_curve_{k}", curve_figure(curve)
    for name, figure in effect_figures(validation.effects).items():
        yield f"effects_{name}", figure
    if validation.ablation is not None and len(validation.ablation):
        yield "ablation", ablation_figure(validation.ablation)


def in_words(counts: dict[str, int]) -> str:
    """`12 of 20 reproduced (60 %), 5 inconclusive, 3 not reproduced`."""
    total = sum(counts.values())
    if not total:
        return "none was asked for"
    others = ", ".join(f"{counts[v]} {v}" for v in VERDICTS[1:])
    return f"{counts[REPRODUCED]} of {total} {REPRODUCED} ({counts[REPRODUCED] / total:.0%}), {others}".replace("%", " %")


# ---------------------------------------------------------------- the page


def page(validation: Validation) -> str:
    """The report as one HTML document that loads nothing."""
    judged = validation.judged
    marks = overall(validation.robustness) if validation.robustness is not None else {}
    return render(
        "validation/templates/report.html",
        seed=validation.seed,
        effort=f"{validation.effort:g}",
        signs=SIGNS,
        tally=[
            {"strength": strength, "words": in_words(counts), "counts": counts}
            for strength, counts in tally(judged).items()
            if sum(counts.values())
        ],
        effects=_effects(validation.effects),
        policies=None if validation.policies is None else _policies(validation.policies),
        levels=None if validation.levels is None else _levels(validation.levels),
        patterns=[_pattern(j, marks.get(j.pattern.id)) for j in judged],
        robustness=None if validation.robustness is None else _robustness(validation.robustness),
        ablation=None if validation.ablation is None else _ablation(validation.ablation),
        versions=" · ".join(f"{name} {version}" for name, version in versions().items()),
    )


def _pattern(j: Judgement, mark: str | None) -> dict:
    """What is shown of one pattern. mark : how robust it is, if that was asked"""
    p = j.pattern
    facts = [
        ("Design and criterion", p.test),
        *([("On twins, besides", p.twin)] if p.twin else []),
        ("Source", p.source),
        ("Shown to calibration", p.fitted or "nothing of it"),
    ]
    if mark:
        facts.append(("Robustness", f"{MARK_SIGNS[mark]} {mark}"))
    return {
        "id": p.id,
        "strength": p.strength,
        "claim": p.claim,
        "verdict": j.verdict,
        "facts": facts,
        "pictures": _pictures(j),
        "findings": [(f.what, interval(f), f.allowed, f"{SIGNS[f.verdict]} {f.verdict}") for f in j.findings],
    }


def _pictures(j: Judgement) -> list[Picture]:
    id = j.pattern.id
    forest = inline(forest_figure(j.findings), id, f"{id}: {len(j.findings)} findings; the table below says the same")
    curves = (
        inline(curve_figure(curve), f"{id}-curve-{k}", f"{id}: {curve.y_label} over {curve.x_label}")
        for k, curve in enumerate(j.curves, 1)
    )
    return [forest, *curves]


#: What verdicts on effects and levels are called in the style of the page -> verdicts on patterns, whose colours they wear.
_LIKE = {
    of_effects.INSIDE: REPRODUCED,
    of_effects.INCONCLUSIVE: INCONCLUSIVE,
    of_effects.OUTSIDE: MISSED,
}


def _sign(verdict: str) -> str:
    return f"{SIGNS[_LIKE[verdict]]}\u00a0{verdict}" if verdict in _LIKE else verdict


def _effects(answers: Sequence[Answer]) -> dict:
    """Tally, pictures and a row for each finding of the evidence; nothing when none was asked for."""
    if not answers:
        return {}
    return {
        "tally": [
            (sure, of_effects.in_words(counts)) for sure, counts in of_effects.tally(answers).items() if sum(counts.values())
        ],
        "pictures": [
            inline(figure, f"effects-{name}", "Evidence and model, a row for each finding; the table below says the same")
            for name, figure in effect_figures(answers).items()
        ],
        "head": EFFECT_HEAD,
        "rows": [effect_cells(r, _sign) for r in effect_table(answers).itertuples()],
    }


EFFECT_HEAD = (
    "row",
    "what was changed",
    "outcome",
    "evidence (allowed)",
    "unit",
    "model [95 % interval]",
    "verdict",
    "schools (needed)",
    "how it is asked",
)


def effect_cells(row, sign=str) -> tuple[str, ...]:
    """A row of the table of effects as text, also of one that was stored, under EFFECT_HEAD. sign : what is shown of a verdict"""
    allowed = (
        f"{row.low:g} to {row.high:g}" if row.bound == "range" else f"at most {max(abs(row.low), abs(row.high)):g} either way"
    )
    model = ""
    if row.model == row.model:
        middle, low, high = shown(row.model, row.model_low, row.model_high)
        model = f"{middle} [{low}, {high}]"
    said = [text for text in (row.dose, row.what, row.who, row.when) if isinstance(text, str) and text and text != "none"]
    reason = [row.reason] if isinstance(row.reason, str) and row.reason else []
    asked = "; ".join([*said, *reason])
    schools = f"{int(row.schools)} ({int(row.needed)})" if model and math.isfinite(row.model_low) else ""
    return (
        row.id, f"{row.intervention} ({row.confidence} confidence)", row.outcome.replace("_", " "), f"{row.effect:g} ({allowed})",
        row.unit, model, sign(row.verdict), schools, asked,
    )  # fmt: skip


def _policies(table: "pd.DataFrame") -> dict:
    """What is beyond its ceiling, by policy and outcome."""
    found = of_policies.beyond(table)
    return {
        "words": of_policies.in_words(table),
        "head": tuple(found.columns),
        "rows": [tuple(row) for row in found.itertuples(index=False)],
    }


LEVEL_HEAD = ("row", "quantity", "model", "published", "accepted", "", "kind", "remark")


def level_cells(row, sign=str) -> tuple[str, ...]:
    """A row of the table of levels as text, also of one that was stored, under LEVEL_HEAD."""
    model = "" if row.model != row.model else f"{row.model:.3g}"
    return (
        row.id, row.quantity.replace("_", " "), model, f"{row.value:.3g}", f"{row.low:.3g} to {row.high:.3g}",
        sign(of_levels.verdict(row)), row.kind, of_levels.remark(row),
    )  # fmt: skip


def level_lines(table: "pd.DataFrame") -> list[str]:
    """`output: 43 inside, 1 outside` for each kind of row."""
    return [
        f"{kind}: " + ", ".join(f"{n} {what}" for what, n in counts.items() if n)
        for kind, counts in of_levels.tally(table).items()
    ]


def _levels(table: "pd.DataFrame") -> dict:
    return {"tally": level_lines(table), "head": LEVEL_HEAD, "rows": [level_cells(row, _sign) for row in table.itertuples()]}


def _robustness(found) -> dict:
    """A row for each reproduced pattern, a column for each variation; nothing when no pattern was reproduced."""
    if not len(found):
        return {}
    tried = found["variation"].unique()
    cells = found.pivot_table(index="pattern", columns="variation", values="mark", aggfunc="first")
    whole = overall(found)
    return {
        "counts": ", ".join(f"{list(whole.values()).count(mark)} {mark}" for mark in (ROBUST, SHIFTED, FRAGILE)),
        "variations": [(v.name, v.words) for v in variations() if v.name in tried],
        "parameters": any(name.startswith("parameters") for name in tried),
        "head": ("pattern", "over all", *tried),
        "rows": [
            (
                pattern,
                f"{MARK_SIGNS[whole[pattern]]}\u00a0{whole[pattern]}",
                *(_cell(cells.loc[pattern, name]) for name in tried),
            )
            for pattern in cells.index
        ],
    }


def _cell(mark) -> str:
    return f"{MARK_SIGNS[mark]}\u00a0{mark}" if mark in (SHIFTED, FRAGILE) else MARK_SIGNS.get(mark, "")


def _ablation(found) -> dict:
    """Which mechanism carries which pattern: picture and table; nothing when no pattern was reproduced."""
    if not len(found):
        return {}
    meaning, carried = mechanisms(), carriers(found)
    return {
        "patterns": len(matrix(found).columns),
        "signs": EFFECT_SIGNS,
        "picture": inline(
            ablation_figure(found), "ablation", "Patterns down, mechanisms across; the table below says the same"
        ),
        "rows": [
            (name, meaning.get(name, ""), *(", ".join(what[effect]) or "none" for effect in (LOST, WEAKENED)))
            for name, what in carried.items()
        ],
        "idle": [name for name, what in carried.items() if not what[LOST]],
    }
