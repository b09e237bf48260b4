"""The handout of a lesson: one self-contained HTML page to print, on A4 or letter paper, readable in black and white.

The student's copy asks: prediction with axes to sketch on, a table to fill in, questions. The instructor's copy answers, with the
figures of one seed. Nothing is loaded from anywhere: style and drawings stand in the file.
"""

import os
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

import numpy as np

from ..core.program import command
from ..declare.parameter import unit_in_words
from ..parameters.scenario import InputError
from ..words.states import STATE_WORDS, TERM_WORDS
from .lesson import Lesson, Lever
from .measures import Measure, measure, shown
from .people import WHO
from .run import Outcome, Series, run_lesson

#: By this mark a file is known as a handout that may be written again.
MARK = '<meta name="generator" content="teachers-collective-action: handout of a lesson">'

_STYLE = """
@page { margin: 13mm 16mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { font: 10.5pt/1.42 Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif; max-width: 178mm; margin: 10mm auto; padding: 0 4mm; }
h1, h2, .small, th, .who, svg text { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
h1 { font-size: 20pt; line-height: 1.1; margin: 1mm 0 1.5mm; letter-spacing: -0.01em; }
h2 { font-size: 11.5pt; margin: 6mm 0 1.5mm; padding-top: 1.6mm; border-top: 0.9pt solid #000; break-after: avoid; }
h2 b { display: inline-block; min-width: 6mm; }
p { margin: 0 0 2mm; }
.who { display: flex; justify-content: space-between; gap: 6mm; font-size: 8.5pt; }
.who span { flex: 1; border-bottom: 0.5pt solid #000; padding-bottom: 1mm; }
.who span.no { flex: 0 0 auto; border: 0; }
.question { font-size: 13pt; font-style: italic; margin: 0 0 3mm; }
.small { font-size: 8.3pt; line-height: 1.35; }
.boxes { list-style: none; padding: 0; margin: 1mm 0 2mm; }
.boxes li { margin: 1.2mm 0; padding-left: 7mm; text-indent: -7mm; }
.boxes li::before { content: ""; display: inline-block; width: 3.4mm; height: 3.4mm; border: 0.8pt solid #000; margin-right: 3.6mm; vertical-align: -0.4mm; }
.boxes.row { display: flex; gap: 12mm; }
.boxes li.right { font-weight: 700; }
.boxes li.right::before { background: #000; box-shadow: inset 0 0 0 0.7mm #fff; }
.line { border-bottom: 0.5pt solid #777; height: 7.2mm; }
table { border-collapse: collapse; width: 100%; margin: 1.5mm 0 2mm; break-inside: avoid; }
th { font-size: 8.3pt; text-align: left; font-weight: 700; border-bottom: 0.9pt solid #000; padding: 1mm 2mm 1mm 0; vertical-align: bottom; }
td { border-bottom: 0.4pt solid #999; padding: 1.1mm 2mm 1.1mm 0; vertical-align: top; }
td.n, th.n { text-align: right; width: 25mm; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.gap { height: 8mm; }
td.gap.n { border-left: 0.4pt solid #999; }
svg { display: block; width: 100%; height: auto; margin: 1mm 0; }
figure { margin: 2mm 0; break-inside: avoid; }
ol { padding-left: 6mm; margin: 1mm 0; }
ol > li { margin-bottom: 2mm; break-inside: avoid; }
.together { break-inside: avoid; }
.answer { border-left: 2.2pt solid #000; padding-left: 3mm; margin: 1mm 0 2mm; }
.copy { font-weight: 700; border: 0.9pt solid #000; padding: 0 2mm; }
footer { margin-top: 6mm; border-top: 0.4pt solid #999; padding-top: 1.5mm; }
.student { font-size: 9.5pt; line-height: 1.32; }
.student h2 { margin-top: 3mm; }
.student td.gap { height: 6mm; padding-bottom: 0.4mm; padding-top: 0.4mm; }
.student .sheet { display: flex; flex-direction: column; min-height: 238mm; }
.student .before { font-size: 10.2pt; }
.student .after > h2:first-child, .student .after > .together:first-child h2 { border-top: 0; padding-top: 0; margin-top: 0; }
.write { flex: 1 0 14mm; height: 0; overflow: hidden; }
.student .after { break-before: page; }
.student .after section { display: flex; flex-direction: column; flex: 1 0 auto; }
.student .after { line-height: 1.28; }
.student .after h2 { margin-top: 2.2mm; padding-top: 1.2mm; }
.student .after ol { display: flex; flex-direction: column; flex: 1 0 auto; margin-bottom: 0; padding-left: 0; list-style: none; counter-reset: question; }
.student .after ol > li { flex: 1 0 auto; margin-bottom: 1mm; padding-bottom: 6mm; position: relative; overflow: hidden; }
.student .after ol > li > span { display: block; position: relative; z-index: 1; background: #fff; text-indent: -6mm; padding-left: 6mm; }
.student .after ol > li > span::before { counter-increment: question; content: counter(question) ". "; display: inline-block; width: 6mm; text-indent: 0; }
.student figure svg { width: 78%; }
.ruled { position: absolute; inset: 0; display: flex; flex-direction: column-reverse; overflow: hidden; }
.ruled .line { flex: none; }
.fill { display: flex; gap: 6mm; align-items: end; height: 6.4mm; margin-bottom: 1.6mm; }
.fill span { flex: 1; border-bottom: 0.5pt solid #777; }
.fill span:first-child { flex: 0 0 42mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""


def write_handout(
    lesson: Lesson, path: str | Path, *, solutions: bool = False, seed: int = 1, schools: int | None = None
) -> Path:
    """Write the page to a file, complete or not at all. Raises InputError when something else is there or it cannot be written."""
    path = Path(path)
    page = handout(lesson, run_lesson(lesson, seed, schools) if solutions else None)
    try:
        if path.exists() and not (path.is_file() and MARK in path.read_text(encoding="utf-8", errors="replace")):
            raise InputError(f"{path} exists and is no handout; it is left alone, give another file")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}-", delete=False
        ) as aside:
            aside.write(page)
        os.chmod(aside.name, 0o644)
        os.replace(aside.name, path)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror or error}); give another file") from None
    return path


def handout(lesson: Lesson, outcome: Outcome | None = None) -> str:
    """The page: the student's copy, or the instructor's when an outcome is given."""
    before, after = (_head, _predict, _run), (_found, _why, _try, _discuss, _foot)
    parts = [
        f'<div class="sheet {name}">{"".join(part(lesson, outcome) for part in those)}</div>'
        for name, those in (("before", before), ("after", after))
    ]
    title = f"{lesson.title} ({'instructor' if outcome else 'student'})"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{MARK}\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body class={'instructor' if outcome else 'student'}>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


# ---------------------------------------------------------------- parts


def _head(lesson: Lesson, outcome: Outcome | None) -> str:
    copy = '<span class="no copy">Instructor\'s copy</span>' if outcome else "<span>Name</span><span>My seed</span>"
    story = _paragraphs(lesson.story)
    return (
        f'<div class="who">{copy}<span class="no">Lesson {lesson.order} · {lesson.minutes} minutes</span></div>\n'
        f'<h1>{escape(lesson.title)}</h1>\n<p class="question">{escape(lesson.question)}</p>\n{story}'
    )


def _predict(lesson: Lesson, outcome: Outcome | None) -> str:
    prediction = lesson.prediction
    text = f"<h2><b>1</b> Predict, before anything runs</h2>\n<p>{escape(prediction.ask)}</p>\n"
    if prediction.kind == "choice":
        text += _boxes([(o.name, bool(outcome) and o.name == outcome.verdict) for o in prediction.options])
        return text + (_bars(outcome) if outcome else _room("Because"))
    if prediction.kind == "direction":
        words = {"more": "higher", "same": "about the same", "less": "lower"}
        text += _boxes([(said, bool(outcome) and way == outcome.verdict) for way, said in words.items()], "row")
    series = outcome[prediction.outcome] if outcome else None
    if outcome and lesson.luck:
        return text + _strip(outcome)
    if prediction.kind == "direction" and not outcome:
        text += f'<p class="small">Sketch both settings: {escape(lesson.base.label)} dashed, {escape(lesson.other.label)} solid.</p>'
    text += _axes(lesson, series)
    return text + ("" if outcome else _room("Because"))


def _run(lesson: Lesson, outcome: Outcome | None) -> str:
    rows = [
        (
            _words(row["about"], row["about"]["unit_in_words"]),
            escape(row["base"]),
            escape(row["other"]),
        )
        for row in lesson.contrast()
    ]
    schools = outcome.schools if outcome else lesson.schools
    return (
        "<h2><b>2</b> Run the experiment</h2>\n"
        f"<p>{schools} schools live {lesson.years} years twice: same people, same luck. Only this differs:</p>\n"
        + _table(["", lesson.base.label, lesson.other.label], rows)
        + f'<p class="small">In the browser: the page Lessons. On the command line: {escape(command("lessons", "run", lesson.name))} '
        f"--seed {outcome.seed if outcome else '(my seed)'}</p>"
    )


def _found(lesson: Lesson, outcome: Outcome | None) -> str:
    first, last = lesson.over
    text = f"<h2><b>3</b> What came out</h2>\n<p>Means of years {first} to {last}"
    text += f", {outcome.schools} schools of seed {outcome.seed}.</p>\n" if outcome else ".</p>\n"
    head = ["", lesson.base.label, lesson.other.label, "difference"]
    rows = []
    for words in lesson.table:
        m = measure(words)
        name = f"{escape(_capital(m.said))} <span class='small'>[{escape(_unit(m))}]</span>"
        if outcome is None:
            rows.append((name, "", "", ""))
            continue
        s = outcome[words]
        d = s.difference
        between = f"{shown(d.value, '+')}<br><span class='small'>{shown(d.low, '+')} to {shown(d.high, '+')}</span>"
        rows.append((name, shown(s.over_base.value), shown(s.over_other.value), between))
    text = f'<div class="together">{text}{_table(head, rows, empty=outcome is None)}</div>\n'
    if outcome is None:
        return text + _lines("In one sentence", 1)
    items = [
        f"<li><b>{'Luck' if seen.claim.luck else 'Seen' if seen.holds else 'Not seen with this seed'}.</b> {escape(seen.claim.says)}</li>"
        for seen in outcome.claims
    ]
    return text + f"<ol>{''.join(items)}</ol>"


def _why(lesson: Lesson, outcome: Outcome | None) -> str:
    text = "<h2><b>4</b> Why? Look at single teachers</h2>\n"
    if outcome:
        text += f'<div class="answer">{_paragraphs(lesson.reveal)}</div>'
    items = []
    for look in lesson.look:
        label = lesson.base.label if look.setting == "base" else lesson.other.label
        what = f"<b>{escape(label)}, year {look.year}, week {look.week}:</b> {escape(WHO[look.who])}. "
        what += f"What moves {escape(STATE_WORDS[look.state])}"
        what += f", and how much of it is {escape(TERM_WORDS[look.state][look.term])}?" if look.term else "?"
        items.append(_answered(what, look.see if outcome else ""))
    text += f"<ol>{''.join(items)}</ol>" if items else "" if outcome else _lines("", 3)
    return f"<section>{text}</section>"


def _try(lesson: Lesson, outcome: Outcome | None) -> str:
    if not lesson.levers:
        return ""
    head = f"<h2><b>5</b> Move a lever in the setting “{escape(lesson.other.label)}”</h2>\n"
    if outcome:
        return head + _moved(lesson, outcome)
    fill = '<div class="fill small"><span>I set it to</span><span>What changed</span></div>'
    return head + "".join(
        f"<p>{_words(lever.about, f'{_range(lever)}; now {lesson.lever_start(lever.name):g}')}<br>{escape(lever.why)}</p>{fill}\n"
        for lever in lesson.levers
    )


def _words(about: dict, within: str) -> str:
    """What is set, as one says it, and in brackets its unit or range."""
    label, more = escape(_capital(about["label"])), escape(about["more"])
    return f"<b>{label}</b>{more} <span class='small'>[{escape(within)}]</span>"


def _range(lever: Lever) -> str:
    unit = lever.about["unit_in_words"]
    return f"{lever.low:g} to {lever.high:g}" + ("" if unit == "0 to 1" else f" {unit}")


def _moved(lesson: Lesson, outcome: Outcome) -> str:
    """What is predicted, in the other setting, with each lever at both of its ends; for a choice, every option."""
    asked = [o.outcome for o in lesson.prediction.options] or [lesson.prediction.outcome]
    text = ""
    for lever in lesson.levers:
        places = (lever.low, lesson.lever_start(lever.name), lever.high)
        found = [run_lesson(lesson, outcome.seed, outcome.schools, {lever.name: value}) for value in places]
        rows = [(_capital(escape(measure(a).said)), *(shown(seen[a].over_other.value) for seen in found)) for a in asked]
        at = zip(("lowest", "as it stands", "highest"), places, strict=True)
        text += (
            f'<div class="together"><p>{_words(lever.about, lever.about["unit_in_words"])}<br>{escape(lever.why)}</p>'
            + _table(["", *(f"{word}: {value:g}" for word, value in at)], rows)
            + "</div>\n"
        )
    return text


def _discuss(lesson: Lesson, outcome: Outcome | None) -> str:
    items = "".join(_answered(escape(one.question), one.answer if outcome else "") for one in lesson.discussion)
    return f"<section><h2><b>{6 if lesson.levers else 5}</b> Discuss</h2>\n<ol>{items}</ol></section>"


def _answered(question: str, answer: str) -> str:
    """A question (HTML) with its answer, or, without one, with room to write."""
    return (
        f'<li>{question}<div class="answer">{escape(answer)}</div></li>'
        if answer
        else f'<li><span>{question}</span><div class="ruled">{_lines("", 12)}</div></li>'
    )


def _foot(lesson: Lesson, outcome: Outcome | None) -> str:
    note = "Figures come from a simulation; they show what follows from its assumptions."
    if outcome is None:
        return f"<footer class='small'>To read: {'; '.join(escape(r.reference) for r in lesson.reading)}. {note}</footer>"
    reading = "".join(
        f"<p class='small'>{escape(r.reference)}{'. <i>' + escape(r.note) + '</i>' if r.note else ''}</p>"
        for r in lesson.reading
    )
    reading = f"<h2>To read</h2>\n{reading}" if reading else ""
    sources = "; ".join(escape(source) for source in lesson.sources)
    return f"{reading}<footer class='small'>Question and claim after: {sources}. {note}</footer>"


# ---------------------------------------------------------------- pieces


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>\n" for part in text.split("\n\n"))


def _boxes(options: Iterable[tuple[str, bool]], kind: str = "") -> str:
    items = "".join(f"<li{' class=right' if right else ''}>{escape(name)}</li>" for name, right in options)
    return f'<ul class="boxes {kind}">{items}</ul>\n'


def _lines(word: str, n: int) -> str:
    first = f'<div class="line small">{escape(word)}</div>' if word else '<div class="line"></div>'
    return first + '<div class="line"></div>' * (n - 1) + "\n"


def _room(word: str) -> str:
    """Lines to write on that fill what is left of the page."""
    return f'<div class="write">{_lines(word, 30)}</div>\n'


def _table(head: list[str], rows: Iterable[tuple[str, ...]], empty: bool = False) -> str:
    top = "".join(f"<th{' class=n' if c else ''}>{escape(word)}</th>" for c, word in enumerate(head))
    gap = " gap" if empty else ""
    body = "".join(
        "<tr>" + "".join(f'<td class="{"n" if c else ""}{gap}">{cell}</td>' for c, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>\n"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unit(m: Measure) -> str:
    return unit_in_words(m.about.unit).replace(" SD", ", standard deviation")


# ---------------------------------------------------------------- drawings

_W, _H = 640.0, 280.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 150.0, 14.0, 40.0


def _axes(lesson: Lesson, series: Series | None) -> str:
    """A pair of axes over the years: empty to sketch on, or with both settings."""
    prediction = lesson.prediction
    years = lesson.years
    if prediction.kind == "curve":
        low, high = prediction.low, prediction.high
    elif series is not None:
        low, high = _round_limits(np.nanmin([series.base, series.other]), np.nanmax([series.base, series.other]))
    else:
        low, high = None, None

    def x(year):
        return _LEFT + (year - 1) / max(1, years - 1) * (_W - _LEFT - _RIGHT)

    def y(value):
        return _TOP + (high - value) / (high - low) * (_H - _TOP - _BOTTOM)

    bottom = _H - _BOTTOM
    parts = [_line(_LEFT, _TOP, _LEFT, bottom), _line(_LEFT, bottom, _W - _RIGHT, bottom)]
    for year in range(1, years + 1):
        parts += [_line(x(year), bottom, x(year), bottom + 5), _word(x(year), bottom + 18, str(year), "middle")]
    parts.append(_word((_LEFT + _W - _RIGHT) / 2, _H - 6, "school year", "middle"))
    if low is None:
        parts += [_word(_LEFT - 8, _TOP + 10, "higher", "end"), _word(_LEFT - 8, bottom, "lower", "end")]
    else:
        for value in np.linspace(low, high, 5):
            parts += [_line(_LEFT - 5, y(value), _LEFT, y(value)), _word(_LEFT - 9, y(value) + 4, f"{value:.3g}", "end")]
            parts.append(_line(_LEFT, y(value), _W - _RIGHT, y(value), "#bbb", 0.5, "1 3"))
    m = measure(prediction.outcome)
    parts.append(_word(_LEFT + 6, _TOP + 2, _capital(m.said), "start", True))
    if lesson.other.later:
        at = x(lesson.other.start - 0.5)
        parts += [_line(at, _TOP + 12, at, bottom, "#000", 0.7, "2 3"), _word(at + 4, bottom - 6, "the change", "start")]
    if series is not None:
        ends = [
            (y(float(values[0][-1])), label)
            for values, label in ((series.base, lesson.base.label), (series.other, lesson.other.label))
        ]
        apart = 15 - abs(ends[0][0] - ends[1][0])
        shift = apart / 2 if apart > 0 else 0.0
        for k, (values, dash) in enumerate(((series.base, "7 5"), (series.other, ""))):
            points = " ".join(f"{x(year + 1):.1f},{y(float(v)):.1f}" for year, v in enumerate(values[0]))
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="#000" stroke-width="2.2" stroke-dasharray="{dash}"/>'
            )
            for year in range(years):
                at = x(year + 1) + 4 * k - 2  # beside each other, where both intervals can be told apart
                parts.append(_line(at, y(float(values[1][year])), at, y(float(values[2][year])), "#000", 1.0))
            up = -shift if ends[k][0] <= ends[1 - k][0] and (k or ends[0][0] != ends[1][0]) else shift
            parts.append(_word(_W - _RIGHT + 8, ends[k][0] + 4 + up, ends[k][1], "start", k == 1))
    note = "Upright lines: 95 % interval of each mean. The difference is judged school by school, so they may overlap."
    return _figure(parts, _H) + (f"<p class='small'>{note}</p>" if series is not None else "")


def _bars(outcome: Outcome) -> str:
    """The options of a choice, a bar each."""
    options = outcome.lesson.prediction.options
    values = [e.value for e in outcome.options]
    least, most = min(0.0, *values), max(0.0, *values)

    def x(value):
        return 330 + (value - least) / (most - least) * 250

    parts = []
    for k, (option, e) in enumerate(zip(options, outcome.options, strict=True)):
        top = 8 + 30 * k
        fill = "#000" if option.name == outcome.verdict else "#bbb"
        left, right = sorted((x(0.0), x(e.value)))
        parts.append(f'<rect x="{left:.1f}" y="{top}" width="{max(1.0, right - left):.1f}" height="16" fill="{fill}"/>')
        parts.append(_word(320, top + 13, option.name.split(":")[0], "end", option.name == outcome.verdict))
        parts.append(_word(max(right, x(0.0)) + 6, top + 13, shown(e.value, "+"), "start"))
    height = 30 * len(options) + 8
    parts.append(_line(x(0.0), 2, x(0.0), height - 6))
    return _figure(parts, height)


def _strip(outcome: Outcome) -> str:
    """Every school a dot: how far it ended from itself."""
    lesson = outcome.lesson
    claim = next(c for c in lesson.claim if c.luck)
    s = outcome[claim.outcome]
    apart = np.sort(s.apart[np.isfinite(s.apart)])
    reach = float(np.abs(apart).max()) * 1.1

    def x(value):
        return 40 + (value + reach) / (2 * reach) * 560

    parts = [_line(40, 92, 600, 92), _line(x(0.0), 12, x(0.0), 92, "#000", 0.8, "2 3")]
    for value in np.linspace(-reach / 1.1, reach / 1.1, 5):
        parts += [
            _line(x(value), 92, x(value), 97),
            _word(x(value), 110, shown(float(value), "+") if abs(value) > 1e-9 else "0", "middle"),
        ]
    stacked: dict[int, int] = {}
    for value in apart:
        column = round(x(value) / 9)
        stacked[column] = stacked.get(column, 0) + 1
        parts.append(
            f'<circle cx="{column * 9:.1f}" cy="{96 - 9 * stacked[column]:.1f}" r="3.8" fill="{"#000" if value > 0 else "#fff"}" stroke="#000"/>'
        )
    lower, higher = int((apart < 0).sum()), int((apart > 0).sum())
    parts += [_word(44, 22, f"lower in {lower} schools", "start"), _word(596, 22, f"higher in {higher} schools", "end")]
    said = f"{_capital(s.measure.said)}: {lesson.other.label} minus {lesson.base.label}, school by school"
    parts.append(_word(320, 130, said, "middle", True))
    return _figure(parts, 138)


def _round_limits(low: float, high: float) -> tuple[float, float]:
    """Ends of an axis that hold both values, at round numbers."""
    step = 10.0 ** np.floor(np.log10(max(high - low, 1e-6)))
    step = step / 2 if (high - low) / step < 3 else step
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step)


def _figure(parts: list[str], height: float) -> str:
    return f'<figure><svg viewBox="0 0 {_W:g} {height:g}" role="img">{"".join(parts)}</svg></figure>\n'


def _line(x1, y1, x2, y2, stroke="#000", width=1.2, dash="") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" stroke-width="{width}"{dashed}/>'


def _word(x, y, text, anchor, bold=False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
