"""`lessons`: list, show, check, run and print lessons, and count how often their claims come out."""

from __future__ import annotations

import re
import textwrap
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.program import command
from ..inputs.names import as_stem
from ..parameters.scenario import InputError
from .options import Quiet, ReplacePage, Seed, Workers, check_each, report_faults, say_if_cold, settings, text_table

if TYPE_CHECKING:
    from ..lessons.lesson import Lesson, Look
    from ..lessons.run import Outcome

lessons = typer.Typer(help="Lessons for a class: list, show, check, run, print, verify.", no_args_is_help=True)
WIDTH = 100

Name = Annotated[str, typer.Argument(help="Name of a shipped lesson, or path of a TOML file.")]
Schools = Annotated[int | None, typer.Option("--schools", min=2, help="Number of schools; the lesson's own when left out.")]
Levers = Annotated[list[str], typer.Option("--lever", metavar="FIELD=VALUE", help="Move a lever of the lesson.")]


@lessons.command("list")
@report_faults
def list_() -> None:
    """Name the shipped lessons in the order of the course."""
    from ..lessons.lesson import Lesson

    rows = [[f"{one.order:2d}", one.name, f"{one.minutes} min", one.question] for one in Lesson.shipped()]
    print(text_table(["no.", "lesson", "takes", "question"], rows, left=2))


@lessons.command()
@report_faults
def show(
    name: Name,
    answers: Annotated[bool, typer.Option("--answers", help="With the explanation and the answers, for instructors.")] = False,
) -> None:
    """A lesson in words: what students hear, what they predict, what is compared."""
    from ..lessons.lesson import Lesson

    lesson = Lesson.load(name)
    print(_head(lesson))
    print(f"{_text(lesson.question)}\n\n{_text(lesson.story)}\n\nPredict first: {_text(lesson.prediction.ask)}")
    for k, option in enumerate(lesson.prediction.options, 1):
        print(f"  {k}. {option.name}")
    rows = [
        [row["field"], row["base"], row["other"], f"{row['about']['meaning']} [{row['about']['unit']}]"]
        for row in lesson.contrast()
    ]
    print("\n" + text_table(["field", lesson.base.label, lesson.other.label, "meaning"], rows))
    print(
        f"\n{lesson.schools} schools for each student, {lesson.years} years, outcomes of years {lesson.over[0]} to {lesson.over[1]}."
    )
    for lever in lesson.levers:
        print(f"Lever: {lever.about['label']} ({lever.name}) from {lever.low:g} to {lever.high:g}. {lever.why}")
    if answers:
        print(f"\nWhat is promised:\n{_promises(lesson)}\n\nWhy it happens:\n{_text(lesson.reveal)}")
    print(_questions(lesson, answers))


@lessons.command()
@report_faults
def check(files: Annotated[list[Path], typer.Argument(help="TOML files to check.")]) -> None:
    """Check lesson files; every fault is listed, and the exit code is 2 if there is one."""
    from ..lessons.lesson import Lesson

    def told(file: Path | str) -> str:
        claims = len(Lesson.load(file).claim)
        return f"{claims} claims; try `{command('lessons', 'verify', str(file))}` to see whether they come out"

    check_each(files, told)


@lessons.command()
@report_faults
def run(
    name: Name,
    seed: Seed = 1,
    schools: Schools = None,
    lever: Levers = [],  # noqa: B006 - typer wants a list and does not change it
    predict: Annotated[
        str | None,
        typer.Option(
            "--predict", help="Your prediction: more, same or less; the number of an option; or a value for each year."
        ),
    ] = None,
    answers: Annotated[bool, typer.Option("--answers", help="With the answers, for instructors.")] = False,
    workers: Workers = None,
) -> None:
    """Live a lesson: the same schools in both settings, what came of it, and why."""
    from ..lessons.lesson import Lesson
    from ..lessons.run import run_lesson

    lesson = Lesson.load(name)
    answer = _answer(lesson, predict) if predict is not None else None
    say_if_cold(False)
    outcome = run_lesson(lesson, seed, schools, settings(lever, "--lever"), workers=workers)
    print(_head(lesson))
    print(f"{_text(lesson.prediction.ask)}\n")
    if answer is not None:
        print(f"{outcome.judge(answer).sentence}\n")
    first, last = lesson.over
    print(f"{outcome.schools} schools with the same luck in both settings, seed {seed}, means of years {first} to {last}:\n")
    print(outcome_table(outcome))
    if outcome.options:
        print("\n" + _options(outcome))
    if lesson.prediction.kind == "curve":
        print("\n" + _curve(outcome))
    print("\n" + "\n".join(_claims(outcome)))
    print(f"\nWhy it happened\n\n{_text(lesson.reveal)}")
    print(_looks(outcome))
    print(_questions(lesson, answers))


@lessons.command()
@report_faults
def handout(
    name: Name,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="HTML file; NAME.html when left out.")] = None,
    solutions: Annotated[bool, typer.Option("--solutions", help="The instructor's copy, with figures and answers.")] = False,
    seed: Seed = 1,
    schools: Schools = None,
    replace: ReplacePage = False,
) -> None:
    """Write a handout to print: the question, room for the prediction, a table to fill in, questions."""
    from ..lessons.handout import write_handout
    from ..lessons.lesson import Lesson

    lesson = Lesson.load(name)
    place = out or Path(f"{as_stem(lesson.name, 'lesson')}{'-solutions' if solutions else ''}.html")
    if solutions:
        say_if_cold(False)
    saved = write_handout(lesson, place, solutions=solutions, seed=seed, schools=schools, replace=replace, file=name)
    print(f"Saved in {saved}; open it and print")


@lessons.command()
@report_faults
def verify(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names or paths of lessons; all shipped ones when left out.")
    ] = None,
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="Number of seeds, each a student.")] = 200,
    schools: Schools = None,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Count in how many seeds each claim comes out. A promise that fails in more than one seed of twenty is marked."""
    from tqdm.auto import tqdm

    from ..lessons.lesson import Lesson
    from ..lessons.run import seed_shares

    chosen = [Lesson.load(name) for name in names] if names else Lesson.shipped()
    say_if_cold(quiet)
    for lesson in chosen:
        with tqdm(total=seeds, unit="seed", desc=lesson.name, disable=quiet, leave=False) as bar:
            shares = seed_shares(lesson, seeds, schools, workers=workers, say=partial(_up_to, bar))
        rows = []
        for claim, share, against in zip(lesson.claim, shares.claims, shares.against, strict=True):
            kind = "luck" if claim.luck else "kept" if share.value >= 0.95 else "NOT KEPT"
            low, high = share.interval
            other = f"{100 * against.value:.0f} %" if against is not None else "-"
            rows.append(["  " + claim.says, f"{100 * share.value:.1f} %", f"{100 * low:.1f} to {100 * high:.1f}", other, kind])
        print(f"{lesson.name}: {seeds} seeds, {shares.schools} schools each")
        print(text_table(["  claim", "seeds", "95%", "single schools against", "promise"], rows), end="\n\n")


# ---------------------------------------------------------------- parts of the text


def outcome_table(outcome: Outcome) -> str:
    """The measures of the lesson in both settings, with the paired difference."""
    lesson = outcome.lesson
    rows = []
    for text, s in outcome.series.items():
        d = s.difference
        rows.append(
            [
                s.measure.label,
                _n(s.over_base.value),
                _n(s.over_other.value),
                _n(d.value, "+"),
                f"{_n(d.low, '+')} to {_n(d.high, '+')}",
                text,
            ]
        )
    return text_table(["", lesson.base.label, lesson.other.label, "difference", "95%", "measure"], rows)


def _n(value: float, sign: str = "") -> str:
    """A number in letters that every terminal has."""
    from ..lessons.measures import shown

    return shown(value, sign).replace("\u2212", "-").replace("–", "-")


def _options(outcome: Outcome) -> str:
    rows = [
        [f"{'*' if option.name == outcome.verdict else ' '} {option.name}", _n(e.value), f"{_n(e.low)} to {_n(e.high)}"]
        for option, e in zip(outcome.lesson.prediction.options, outcome.options, strict=True)
    ]
    return text_table(["  option (* comes out highest)", "value", "95%"], rows)


def _curve(outcome: Outcome) -> str:
    lesson = outcome.lesson
    s = outcome[lesson.prediction.outcome]
    rows = [[lesson.base.label, *map(_n, s.base[0])], [lesson.other.label, *map(_n, s.other[0]), ""]]
    rows[0].append("")
    return text_table([f"{s.measure.label}, year", *map(str, range(1, lesson.years + 1)), ""], rows)


def _claims(outcome: Outcome) -> list[str]:
    lines = []
    for result in outcome.claims:
        against = outcome.against(result.claim)
        single = (
            f" Single schools that went the other way: {against.successes} of {against.trials}." if against is not None else ""
        )
        if result.claim.luck:
            apart = outcome[result.claim.outcome].apart
            way = f" Lower in {(apart < 0).sum()} of your schools, higher in {(apart > 0).sum()}"
            said = f"Luck: {result.claim.says}{way}; from {_n(apart.min(), '+')} to {_n(apart.max(), '+')}."
        else:
            said = f"{'Seen' if result.holds else 'Not seen this time'}: {result.claim.says}{single}"
        lines.append(textwrap.fill(said, WIDTH, subsequent_indent="  "))
    return lines


def _looks(outcome: Outcome) -> str:
    if not outcome.lesson.look:
        return ""
    lines = ["\nWhom to look at (the first of your schools)\n"]
    for look in outcome.lesson.look:
        name, sentence, weight = looked_at(outcome, look)
        label = outcome.lesson.base.label if look.setting == "base" else outcome.lesson.other.label
        where = f"{label}, year {look.year}, week {look.week}: {name}, {_who(look)}."
        lines.append(
            textwrap.fill(f"{where} {sentence}{weight} {look.see}", WIDTH, initial_indent="- ", subsequent_indent="  ")
        )
    return "\n".join(lines)


def _who(look: Look) -> str:
    from ..lessons.people import WHO

    return WHO[look.who]


def looked_at(outcome: Outcome, look: Look) -> tuple[str, str, str]:
    """Who it is in the first school of this seed: the name, what moved her, and the weight of the term in words."""
    from ..declare.terms import TERM_WORDS
    from ..lessons.people import find_teacher
    from ..lessons.run import settings_of
    from ..living.school import LivingSchool
    from ..living.teacher import why
    from ..words.outcomes import state_label

    living = LivingSchool(settings_of(outcome.lesson, outcome.levers)[look.setting], outcome.seed, 0)
    living.go_to(look.weeks)
    post = find_teacher(look.who, living.state)
    told = next(t for t in why(living, post) if t["state"] == state_label(look.state))
    if not look.term:
        return living.names[post], told["sentence"], ""
    word = TERM_WORDS[look.state][look.term]
    value = next(term["value"] for term in told["terms"] if term["name"] == word)
    return living.names[post], told["sentence"], f" In figures, {word}: {value:+.3f}."


def _questions(lesson: Lesson, answers: bool) -> str:
    lines = ["\nTo discuss\n"]
    for k, one in enumerate(lesson.discussion, 1):
        lines.append(textwrap.fill(one.question, WIDTH, initial_indent=f"{k}. ", subsequent_indent="   "))
        if answers:
            lines.append(textwrap.fill(f"Answer: {one.answer}", WIDTH, initial_indent="   ", subsequent_indent="   "))
    if lesson.reading:
        lines.append("\nTo read\n")
        lines += [
            textwrap.fill(f"{r.reference}. {r.note}", WIDTH, initial_indent="- ", subsequent_indent="  ")
            for r in lesson.reading
        ]
    return "\n".join(lines)


def _promises(lesson: Lesson) -> str:
    return "\n".join(
        textwrap.fill(f"{claim.says}{' (luck)' if claim.luck else ''}", WIDTH, initial_indent="- ", subsequent_indent="  ")
        for claim in lesson.claim
    )


def _head(lesson: Lesson) -> str:
    title = f"{lesson.title}  ({lesson.minutes} minutes)"
    return f"{title}\n{'=' * len(title)}\n"


def _text(text: str) -> str:
    return "\n\n".join(textwrap.fill(part, WIDTH) for part in text.split("\n\n"))


def _answer(lesson: Lesson, given: str):
    """A prediction as typed, as the lesson understands it. Raises InputError."""
    prediction = lesson.prediction
    if prediction.kind == "direction":
        if given not in ("more", "same", "less"):
            raise InputError(f"--predict {given} is not an answer; allowed are: more, same, less")
        return given
    if prediction.kind == "choice":
        if not given.isdigit() or not 1 <= int(given) <= len(prediction.options):
            raise InputError(f"--predict {given} is not the number of an option; allowed is 1 to {len(prediction.options)}")
        return prediction.options[int(given) - 1].name
    low, high = prediction.axis
    values = _numbers(given)
    if len(values) != lesson.years or not all(value is not None and low <= value <= high for value in values):
        raise InputError(
            f"--predict {given} is no curve; give {lesson.years} numbers from {low:g} to {high:g}, one for each year, such as "
            f'"{low:g} {high:g} ..."'
        )
    return values


def _numbers(given: str) -> list[float | None]:
    """Numbers between blanks, semicolons, or commas with a blank behind: any other comma stands before decimals, unless there are points."""
    from ..school.readers.words import number

    parts = re.split(r"\s*[;,]\s+|[;\s]+", given.strip())
    return [number(part) for part in (given.split(",") if len(parts) == 1 and "." in given else parts)]


def _up_to(bar: Any, done: int) -> None:
    bar.update(done - bar.n)
