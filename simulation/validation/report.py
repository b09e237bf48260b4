"""What a validation leaves behind: a folder with the findings as tables and a report as one page that needs no network.

The page reads on a phone and on a projector, on paper and on dark screens; verdicts differ in word, sign and colour. Figures are made in
validation_figures.py; what stands in docs/validation.md is made from the same tables by validation_document.py.
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import NamedTuple

from ..results.folder import versions, write_folder
from .ablation import KEPT, LOST, WEAKENED, carriers, matrix, mechanisms
from .figures import ablation_figure, curve_figure, forest_figure, inline, interval, svg
from .laboratory import Finding
from .robustness import FRAGILE, ROBUST, SHIFTED, UNTOLD, overall, variations
from .validate import INCONCLUSIVE, MISSED, REPRODUCED, VERDICTS, Judgement, table, tally

SIGNS = {REPRODUCED: "●", INCONCLUSIVE: "◆", MISSED: "✕"}
MARK_SIGNS = {ROBUST: "●", SHIFTED: "◆", FRAGILE: "✕", UNTOLD: "·"}
EFFECT_SIGNS = {KEPT: "·", WEAKENED: "◆", LOST: "✕"}


class Validation(NamedTuple):
    """Everything a validation found. robustness, ablation : their tables, None when they were not asked for."""

    judged: list[Judgement]
    seed: int
    effort: float
    robustness: object = None
    ablation: object = None

    def save(self, path: str | Path) -> Path:
        """Write findings.csv, robustness.csv and ablation.csv (if there), report.html, figures and a manifest; complete or absent."""

        def fill(aside: Path) -> None:
            table(self.judged).to_csv(aside / "findings.csv", index=False)
            for name in ("robustness", "ablation"):
                if getattr(self, name) is not None:
                    getattr(self, name).to_csv(aside / f"{name}.csv", index=False)
            (aside / "report.html").write_text(page(self), encoding="utf-8")
            for name, figure in _figures(self):
                (aside / "figures" / f"{name}.svg").write_text(svg(figure, name), encoding="utf-8")

        return write_folder(path, fill, self.manifest)

    @property
    def manifest(self) -> dict:
        """What determines the findings, and the tally."""
        patterns = [j.pattern.id for j in self.judged]
        asked = question(patterns, self.seed, self.effort, self.robustness is not None, self.ablation is not None)
        return asked | {"verdicts": tally(self.judged), "seconds": round(sum(j.seconds for j in self.judged), 1)}


def question(patterns: Iterable[str], seed: int, effort: float, robust: bool, ablated: bool) -> dict:
    """What determines the findings of a validation, as its manifest says it."""
    return {
        "seed": seed,
        "effort": effort,
        "patterns": list(patterns),
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
    made = " · ".join(f"{name} {version}" for name, version in versions().items())
    marks = overall(validation.robustness) if validation.robustness is not None else {}
    parts = [
        _HEAD,
        "<header><h1>Does the model show what is known?</h1>",
        f"<p>{len(judged)} stylised facts about teachers working together, each asked of the simulation by an experiment of its own. Seed "
        f"{validation.seed}, effort {validation.effort:g}.</p>",
        *(_bar(strength, counts) for strength, counts in tally(judged).items()),
        _reading(),
        "</header><main>",
        _controls(),
        *(_pattern(j, marks.get(j.pattern.id)) for j in judged),
        '<p id="nothing" hidden>No pattern is like that.</p>',
        _robustness(validation) if validation.robustness is not None else "",
        _ablation(validation) if validation.ablation is not None else "",
        f"</main><footer><p>Made with {escape(made)}.</p></footer>",
        f"<script>{_SCRIPT}</script></body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _bar(strength: str, counts: dict[str, int]) -> str:
    """One row of the tally."""
    if not sum(counts.values()):
        return ""
    pieces = "".join(f'<span class="{_slug(v)}" style="flex:{n}"><b>{SIGNS[v]} {n}</b></span>' for v, n in counts.items() if n)
    words = f"{strength.capitalize()} patterns: {in_words(counts)}."
    return f'<div class="tally"><p>{escape(words)}</p><div class="bar" aria-hidden="true">{pieces}</div></div>'


def _reading() -> str:
    signs = "; ".join(f'<b class="{_slug(v)}">{SIGNS[v]} {v}</b>' for v in VERDICTS)
    return (
        '<details class="reading"><summary>How to read this</summary><p>A finding is one number an experiment is after. The shaded part of its '
        "strip is what the claim allows, the line its 95 % interval over schools, the sign its estimate; every strip has a scale of its own. "
        f"Verdicts: {signs}. A finding is reproduced when its whole interval is allowed, not reproduced when none of it is, and inconclusive in "
        "between; a pattern is as good as the worst of its findings. With so many intervals at 95 %, one in forty ends on the wrong side by "
        "chance. Core patterns are those the model was built to show.</p></details>"
    )


def _controls() -> str:
    buttons = "".join(
        f'<button type="button" data-show="{_slug(v)}" aria-pressed="false">{SIGNS[v]} {v}</button>' for v in VERDICTS
    )
    strengths = "".join(
        f'<button type="button" data-show="{s}" aria-pressed="false">{s}</button>' for s in ("core", "secondary")
    )
    return (
        '<h2>Patterns</h2><form class="controls" onsubmit="return false">'
        f'<input type="search" id="words" placeholder="Search claims, sources, numbers" aria-label="Search">{buttons}{strengths}'
        '<button type="button" id="open">open all</button></form>'
    )


def _pattern(j: Judgement, mark: str | None) -> str:
    """One pattern: the line that is always seen, and what unfolds below it."""
    p = j.pattern
    facts = [
        ("Design and criterion", p.test),
        ("Source", p.source),
        ("Shown to calibration", p.fitted or "nothing of it"),
    ]
    if mark:
        facts.append(("Robustness", f"{MARK_SIGNS[mark]} {mark}"))
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts)
    pictures = [inline(forest_figure(j.findings), p.id, f"{p.id}: {len(j.findings)} findings; the table below says the same")]
    for k, curve in enumerate(j.curves, 1):
        title = f"{p.id}: {curve.y_label} over {curve.x_label}"
        pictures.append(inline(curve_figure(curve), f"{p.id}-curve-{k}", title))
    picture = "".join(f"<figure>{picture}</figure>" for picture in pictures)
    return (
        f'<details class="pattern" data-is="{_slug(j.verdict)} {p.strength}"><summary><span class="id">{p.id}</span>'
        f'<span class="claim">{escape(p.claim)}</span><span class="verdict {_slug(j.verdict)}">{SIGNS[j.verdict]} {j.verdict}</span>'
        f'</summary><div class="body"><p class="strength">{p.strength} pattern</p><dl>{rows}</dl>{picture}'
        f"<details><summary>The numbers as a table</summary>{_findings(j.findings)}</details></div></details>"
    )


def _findings(findings: Iterable[Finding]) -> str:
    rows = [(f.what, interval(f), f.allowed, f"{SIGNS[f.verdict]} {f.verdict}") for f in findings]
    return _table(("finding", "estimate [95 % interval]", "allowed", "verdict"), rows)


def _robustness(validation: Validation) -> str:
    """A row for each reproduced pattern, a column for each variation."""
    found = validation.robustness
    if not len(found):
        return "<h2>Robustness</h2><p>No pattern was reproduced, so none could be tried again.</p>"
    seen = found["variation"].unique()
    about = [v for v in variations() if v.name in seen]
    cells = found.pivot_table(index="pattern", columns="variation", values="mark", aggfunc="first")
    whole = overall(found)
    rows = [
        (pattern, f"{MARK_SIGNS[whole[pattern]]}\u00a0{whole[pattern]}", *(_cell(cells.loc[pattern, name]) for name in seen))
        for pattern in cells.index
    ]
    words = "".join(f"<li><b>{escape(v.name)}</b>: {escape(v.words)}</li>" for v in about)
    counts = ", ".join(f"{list(whole.values()).count(mark)} {mark}" for mark in (ROBUST, SHIFTED, FRAGILE))
    missing = (
        ""
        if any(name.startswith("parameters") for name in seen)
        else "<p>No posterior of parameters is stored; no sets were drawn.</p>"
    )
    return (
        f"<h2>Robustness</h2><p>Patterns that are reproduced, judged again when something changes that must not matter: {counts}. Robust: still "
        "reproduced. Shifted: every estimate is still allowed, some interval is not wholly. Fragile: some estimate is not allowed any more. "
        "A dot: as few schools cannot show it without the variation either.</p>"
        f"<ul>{words}</ul>{missing}{_table(('pattern', 'over all', *seen), rows)}"
    )


def _cell(mark) -> str:
    return f"{MARK_SIGNS[mark]}\u00a0{mark}" if mark in (SHIFTED, FRAGILE) else MARK_SIGNS.get(mark, "")


def _ablation(validation: Validation) -> str:
    """Which mechanism carries which pattern: picture and table."""
    found = validation.ablation
    if not len(found):
        return "<h2>Mechanisms</h2><p>No pattern was reproduced, so none could be lost.</p>"
    meaning = mechanisms()
    carried = carriers(found)
    rows = [
        (name, meaning.get(name, ""), *(", ".join(what[e]) or "none" for e in (LOST, WEAKENED)))
        for name, what in carried.items()
    ]
    idle = [name for name, what in carried.items() if not what[LOST]]
    rest = f"<p>No pattern is lost without: {escape(', '.join(idle))}.</p>" if idle else ""
    picture = inline(ablation_figure(found), "ablation", "Patterns down, mechanisms across; the table below says the same")
    patterns = len(matrix(found).columns)
    return (
        f"<h2>Mechanisms</h2><p>Each mechanism switched off in turn: what becomes of the {patterns} patterns that are reproduced with all of them. "
        f"{EFFECT_SIGNS[LOST]} lost: not reproduced any more, or nothing left to see; {EFFECT_SIGNS[WEAKENED]} weakened: inconclusive; {EFFECT_SIGNS[KEPT]} kept.</p>"
        f"<figure>{picture}</figure>{_table(('without', 'what is switched off', 'lost', 'weakened'), rows)}{rest}"
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _slug(verdict: str) -> str:
    return verdict.replace(" ", "-")


_STYLE = """
:root { color-scheme: light dark; --paper:#fff; --ink:#1f2933; --muted:#56616c; --grid:#e6e9ed; --track:#eef0f3; --allowed:#cfe6dc;
  --blue:#0072b2; --orange:#b36b00; --vermilion:#c24e00; --green:#00785a; --purple:#9c4175; --rule:#b9c0c8; }
@media (prefers-color-scheme: dark) { :root { --paper:#14191f; --ink:#e8ecf0; --muted:#a9b4bf; --grid:#2a323b; --track:#232b34;
  --allowed:#1f4a3d; --blue:#5ab4ec; --orange:#e9a93c; --vermilion:#ff8a50; --green:#3fc79a; --purple:#e08cb8; --rule:#5a6570; } }
* { box-sizing: border-box; }
body { margin:0 auto; padding:1rem; max-width:58rem; background:var(--paper); color:var(--ink);
  font:clamp(16px, 0.55vw + 14px, 22px)/1.5 system-ui, sans-serif; overflow-wrap:anywhere; }
h1 { font-size:1.7em; line-height:1.2; margin:0.4em 0; } h2 { font-size:1.3em; margin:1.8em 0 0.5em; }
.tally p { margin:0.6em 0 0.2em; } .bar { display:flex; gap:2px; height:1.9em; border-radius:4px; overflow:hidden; }
.bar span { display:flex; align-items:center; justify-content:center; min-width:2.6em; color:var(--paper); }
.bar .reproduced { background:var(--blue); } .bar .inconclusive { background:var(--orange); } .bar .not-reproduced { background:var(--vermilion); }
.verdict, b.reproduced, b.inconclusive, b.not-reproduced { font-weight:600; }
.verdict.reproduced, b.reproduced { color:var(--blue); } .verdict.inconclusive, b.inconclusive { color:var(--orange); }
.verdict.not-reproduced, b.not-reproduced { color:var(--vermilion); }
.reading { margin-top:1em; color:var(--muted); }
.controls { display:flex; flex-wrap:wrap; gap:0.4em; margin:0.6em 0; }
.controls input { flex:1 1 14em; } .controls input, .controls button { font:inherit; font-size:0.9em; padding:0.3em 0.7em; color:var(--ink);
  background:var(--track); border:1px solid var(--rule); border-radius:6px; }
.controls button[aria-pressed=true] { background:var(--ink); color:var(--paper); }
details.pattern { border-top:1px solid var(--grid); } details.pattern > summary { display:grid; grid-template-columns:2.6em 1fr auto;
  gap:0 0.8em; padding:0.55em 0.2em; cursor:pointer; list-style:none; }
details.pattern > summary::-webkit-details-marker { display:none; } .id { color:var(--muted); font-variant-numeric:tabular-nums; }
details.pattern[open] > summary .claim { font-weight:600; } .verdict { white-space:nowrap; }
summary:focus-visible, button:focus-visible, input:focus-visible { outline:3px solid var(--blue); outline-offset:2px; }
.body { padding:0 0.2em 1em; } .strength { margin:0; color:var(--muted); } dl { margin:0.5em 0; } dt { font-weight:600; margin-top:0.5em; } dd { margin:0; }
figure { margin:1em 0; } svg.figure { display:block; width:100%; max-width:44rem; height:auto; overflow:visible; }
.wide { overflow-x:auto; } table { border-collapse:collapse; font-size:0.88em; font-variant-numeric:tabular-nums; }
th, td { text-align:left; vertical-align:top; padding:0.3em 0.8em 0.3em 0; border-bottom:1px solid var(--grid); overflow-wrap:normal; }
footer { margin-top:2em; color:var(--muted); font-size:0.8em; }
@media (max-width: 34rem) { details.pattern > summary { grid-template-columns:2.4em 1fr; } .verdict { grid-column:2; } }
@media print { .controls, .reading { display:none; } }
"""

_SCRIPT = """
const all = [...document.querySelectorAll('details.pattern')], words = document.getElementById('words');
const buttons = [...document.querySelectorAll('[data-show]')], groups = [['reproduced', 'inconclusive', 'not-reproduced'], ['core', 'secondary']];
function filter() {
  const on = buttons.filter(b => b.getAttribute('aria-pressed') === 'true').map(b => b.dataset.show);
  const asked = words.value.toLowerCase();
  let left = 0;
  for (const one of all) {
    const is = one.dataset.is.split(' ');
    const fits = groups.every(g => !g.some(w => on.includes(w)) || g.some(w => on.includes(w) && is.includes(w)));
    one.hidden = !(fits && one.textContent.toLowerCase().includes(asked));
    left += !one.hidden;
  }
  document.getElementById('nothing').hidden = left > 0;
}
for (const b of buttons) b.addEventListener('click', () => {
  b.setAttribute('aria-pressed', b.getAttribute('aria-pressed') === 'true' ? 'false' : 'true'); filter();
});
words.addEventListener('input', filter);
document.getElementById('open').addEventListener('click', event => {
  const open = all.some(one => !one.hidden && !one.open);
  for (const one of all) if (!one.hidden) one.open = open;
  event.target.textContent = open ? 'close all' : 'open all';
});
"""

_HEAD = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Does the model show what is known?</title><style>{_STYLE}</style></head><body>"""
