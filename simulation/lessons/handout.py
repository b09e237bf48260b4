"""The handout of a lesson: one self-contained HTML page to print, on A4 or letter paper, readable in black and white.

The student's copy asks: prediction with axes to sketch on, a table to fill in, questions. The instructor's copy answers, with the
figures of one seed. Nothing is loaded from anywhere: style and drawings stand in the file. The page itself is templates/handout.html,
filled with the lesson, its outcome and what is prepared here; its drawings come from drawings.py.
"""

from pathlib import Path

from ..core.program import command
from ..declare.parameter import unit_in_words
from ..declare.terms import TERM_WORDS
from ..results import page
from ..words.outcomes import capital, state_label
from ..words.templates import render
from .drawings import drawing_of
from .lesson import Lesson, Lever, Look, names
from .measures import Measure, measure, shown
from .people import WHO
from .run import Outcome, run_lesson


def write_handout(
    lesson: Lesson,
    path: str | Path,
    *,
    solutions: bool = False,
    seed: int = 1,
    schools: int | None = None,
    replace: bool = False,
    file: str = "",
) -> Path:
    """Write the page to a file, complete or not at all.

    replace : let any file be replaced; otherwise only a page of this program's; file : of a lesson of one's own, as `handout` has it
    Raises InputError when something else is there or it cannot be written.
    """
    path = page.check_page(Path(path), replace)
    return page.write_page(path, handout(lesson, run_lesson(lesson, seed, schools) if solutions else None, file), replace)


def _shipped(name: str) -> Lesson | None:
    return Lesson.load(name) if name in names() else None


def handout(lesson: Lesson, outcome: Outcome | None = None, file: str = "") -> str:
    """The page: the student's copy, or the instructor's when an outcome is given.

    file : the lesson's, which students have to name if it is none of the shipped ones; NAME.toml when left out
    """
    called = lesson.name if lesson == _shipped(lesson.name) else file or f"{lesson.name}.toml"
    return render(
        "lessons/templates/handout.html",
        generator=f"{page.GENERATOR}: handout of a lesson",
        lesson=lesson,
        command=command("lessons", "run", called),
        outcome=outcome,
        answers=_answers(lesson, outcome),
        drawing=drawing_of(lesson, outcome),
        contrast=lesson.contrast(),
        table=[_row(measure(words), outcome) for words in lesson.table],
        looks=[_look(lesson, look) for look in lesson.look],
        levers=[_lever(lesson, lever, outcome) for lever in lesson.levers],
    )


# ---------------------------------------------------------------- what the page shows


def _answers(lesson: Lesson, outcome: Outcome | None) -> list[dict]:
    """What may be ticked as a prediction, and whether it came out; nothing for a curve, which is sketched."""
    if lesson.prediction.kind == "choice":
        answers = {option.name: option.name for option in lesson.prediction.options}
    elif lesson.prediction.kind == "direction":
        answers = {"more": "higher", "same": "about the same", "less": "lower"}
    else:
        answers = {}
    verdict = outcome.verdict if outcome else None
    return [{"text": text, "right": answer == verdict} for answer, text in answers.items()]


def _row(m: Measure, outcome: Outcome | None) -> dict:
    """A row of the table of outcomes; without an outcome its numbers are left to the student."""
    row = {"label": capital(m.label), "unit": unit_in_words(m.about.unit).replace(" SD", ", standard deviation")}
    if outcome is None:
        return row
    series = outcome[m.text]
    difference, low, high = (shown(value, "+") for value in series.difference)
    levels = {"base": shown(series.over_base.value), "other": shown(series.over_other.value)}
    return row | levels | {"difference": difference, "low": low, "high": high}


def _look(lesson: Lesson, look: Look) -> dict:
    """Whom to look at, when, and what to ask."""
    return {
        "setting": (lesson.base if look.setting == "base" else lesson.other).label,
        "year": look.year,
        "week": look.week,
        "who": WHO[look.who],
        "state": state_label(look.state),
        "term": TERM_WORDS[look.state][look.term] if look.term else "",
        "see": look.see,
    }


def _lever(lesson: Lesson, lever: Lever, outcome: Outcome | None) -> dict:
    """What may be moved, from where to where; with an outcome also what comes of it at both ends and where it stands.

    What is predicted is shown in the other setting; for a choice, every option.
    """
    unit, start = lever.about["unit_in_words"], lesson.lever_start(lever.name)
    shown_unit = "" if unit == "0 to 1" else f" {unit}"
    about = {
        "about": lever.about,
        "range": f"{lever.low:g} to {lever.high:g}{shown_unit}; now {start:g}",
        "why": lever.why,
    }
    if outcome is None:
        return about
    places = {"lowest": lever.low, "as it stands": start, "highest": lever.high}
    outcomes = [run_lesson(lesson, outcome.seed, outcome.schools, {lever.name: value}) for value in places.values()]
    predicted = [option.outcome for option in lesson.prediction.options] or [lesson.prediction.outcome]
    rows = [
        {"label": capital(measure(name).label), "values": [shown(moved[name].over_other.value) for moved in outcomes]}
        for name in predicted
    ]
    return about | {"places": [f"{word}: {value:g}" for word, value in places.items()], "rows": rows}
