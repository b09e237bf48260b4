"""Draws architecture.svg: how a question becomes a result, room by room. `python docs/images/architecture.py` renews it.

The drawing has a ground of its own and two sets of colours, so it can be read on light and on dark pages. A test keeps it current.
"""

from pathlib import Path
from xml.sax.saxutils import escape

FILE = Path(__file__).with_suffix(".svg")

WIDTH = 960
LEFT, WIDE = 24, 912

#: Bands from top to bottom: title, what flows out of it, and its rooms with what they do.
BANDS = (
    (
        "What is asked",
        "Scenario: checked, frozen",
        (
            ("inputs", "a TOML file, its faults in sentences"),
            ("parameters", "what may be set, policies, the table for each week"),
        ),
    ),
    (
        "One school",
        "rows of numbers, a week or a year each",
        (
            ("school", "who is there on the first day, as arrays"),
            ("engine", "weeks phase by phase, summers, years"),
            ("rules", "formulas: one teacher, one week"),
        ),
    ),
    (
        "Many schools",
        "Results: tables and a manifest",
        (
            ("ensemble", "run r of seed s, on every core"),
            ("country", "schools joined by a labour market"),
            ("results", "tables, folders, provenance"),
            ("statistics", "intervals, jackknife, paired differences"),
        ),
    ),
    (
        "Questions put to ensembles, and one school looked at",
        "effects, findings, weeks",
        (
            ("experiments", "compare, uncertainty, sweep"),
            ("validation", "targets, patterns, calibration"),
            ("lessons", "predict, run, understand"),
            ("living", "one school played and told"),
        ),
    ),
    (
        "What people see",
        "",
        (
            ("words", "names and sentences"),
            ("plots", "figures"),
            ("pages", "parts of pages"),
            ("report", "a page to send"),
            ("portable", "a page that computes"),
            ("archive", "a file to deposit"),
            ("mesa_view", "Mesa's model"),
            ("web", "browser, class"),
            ("documents", "codebook, rules"),
            ("cli", "commands"),
        ),
    ),
)
GROUND = (
    "What everything stands on",
    (("core", "compiling, counted chance, vocabulary, digests"), ("declare", "how parameters and outcomes are declared")),
)

STYLE = """
  svg { font-family: "Inter", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
  .paper { fill: #ffffff; stroke: #d0d7de; }
  .band { fill: #f3f6f9; }
  .ground { fill: #e9e4d8; }
  .room { fill: #ffffff; stroke: #2f6f9f; stroke-width: 1.5; }
  .title { fill: #44525f; font-size: 15px; font-weight: 600; }
  .name { fill: #12354f; font-size: 17px; font-weight: 700; }
  .about { fill: #333f4a; font-size: 13px; }
  .flow { fill: #7a4a06; font-size: 14px; font-style: italic; }
  .arrow { stroke: #b5730f; fill: none; stroke-width: 2; }
  .head { fill: #b5730f; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #14181d; stroke: #39434d; }
    .band { fill: #1e252c; }
    .ground { fill: #302b20; }
    .room { fill: #14181d; stroke: #6fb1e0; }
    .title { fill: #b7c3ce; }
    .name { fill: #d7ebfa; }
    .about { fill: #c6d0d9; }
    .flow { fill: #f0c27a; }
    .arrow { stroke: #e0a44a; }
    .head { fill: #e0a44a; }
  }
"""


def text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    """A line of text."""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def wrapped(words: str, letters: int) -> list[str]:
    """The words in lines of at most so many letters."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def rooms(y: float, inside: tuple[tuple[str, str], ...], each_row: int) -> tuple[list[str], float]:
    """Boxes side by side, `each_row` in a row; and the height they take."""
    gap, height = 12, 54
    width = (WIDE - 24 - gap * (each_row - 1)) / each_row
    drawn = []
    for k, (name, about) in enumerate(inside):
        x, top = LEFT + 12 + (k % each_row) * (width + gap), y + (k // each_row) * (height + gap)
        drawn.append(f'<rect class="room" x="{x:g}" y="{top:g}" width="{width:g}" height="{height}" rx="8"/>')
        drawn.append(text(x + 12, top + 22, name, "name"))
        drawn += [text(x + 12, top + 40 + 15 * row, line, "about") for row, line in enumerate(wrapped(about, int(width / 6.6)))]
    return drawn, -(-len(inside) // each_row) * (height + gap) - gap


def arrow(x: float, top: float, bottom: float) -> list[str]:
    """An arrow downwards."""
    return [
        f'<path class="arrow" d="M{x:g} {top:g}V{bottom - 7:g}"/>',
        f'<path class="head" d="M{x - 6:g} {bottom - 9:g}h12l-6 9z"/>',
    ]


def drawing() -> str:
    """The whole picture as SVG."""
    parts, y = [], 62.0
    parts.append(text(WIDTH / 2, 36, "a question, as a scenario file or in Python", "flow", "middle"))
    parts += arrow(WIDTH / 2, 42, y)
    for title, flow, inside in BANDS:
        boxes, height = rooms(y + 34, inside, min(len(inside), 4))
        parts.append(f'<rect class="band" x="{LEFT}" y="{y:g}" width="{WIDE}" height="{height + 46:g}" rx="10"/>')
        parts += [text(LEFT + 14, y + 22, title, "title"), *boxes]
        y += height + 46
        if flow:
            parts += [*arrow(WIDTH / 2, y, y + 32), text(WIDTH / 2 + 14, y + 21, flow, "flow")]
            y += 32
    y += 14
    boxes, height = rooms(y + 34, GROUND[1], 2)
    parts.append(f'<rect class="ground" x="{LEFT}" y="{y:g}" width="{WIDE}" height="{height + 46:g}" rx="10"/>')
    parts += [text(LEFT + 14, y + 22, GROUND[0], "title"), *boxes]
    bottom = y + height + 46 + 24
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom:g}" role="img" aria-labelledby="t d">'
    about = '<title id="t">From a question to what people see</title>' + (
        f'<desc id="d">{escape("; ".join(f"{title}: " + ", ".join(n for n, _ in inside) for title, _, inside in BANDS))}; '
        f"{GROUND[0]}: {', '.join(name for name, _ in GROUND[1])}</desc>"
    )
    paper = f'<rect class="paper" x="0.5" y="0.5" width="{WIDTH - 1}" height="{bottom - 1:g}" rx="14"/>'
    return "\n".join([head, about, f"<style>{STYLE}</style>", paper, *parts, "</svg>"]) + "\n"


def drawn_rooms() -> list[str]:
    """Names of the rooms in the drawing."""
    return [name for _, _, inside in BANDS for name, _ in inside] + [name for name, _ in GROUND[1]]


if __name__ == "__main__":
    FILE.write_text(drawing(), encoding="utf-8")
