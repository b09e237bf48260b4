"""The rule sheet, docs/rules.md: every rule of the model in plain language, for people who know schools and do not read code.

What a rule decides, for whom, and what raises and lowers it is said in its docstring ("In words ..."); which parameters it gets is read
from the sources (rule_sources.py); their values, units and meanings are the declarations'. `python -m simulation.documents.rule_sheet`
prints the sheet, with `words` behind it without the numbers; a test keeps docs/rules.md current.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..country.board import call_up, hold_boards
from ..country.seekers import intend, look_around
from ..country.summer import arrive, close_round
from ..engine.answers import ask
from ..engine.observe import observe_month, observe_week, observe_year
from ..engine.schedule import SUMMER, WEEK, YEAR_END, Phase
from ..parameters.scenario import describe, parameters
from ..school.founding import found_school, size_of_school
from ..words.markdown import markdown_table
from .model_tables import MODEL
from .rule_sources import TRANSPARENT, Source, Use, sources, use_of

#: The part that no single school lives: its numbers are a country's, and stand in docs/country.md.
BETWEEN_SCHOOLS = "A summer between the schools of a country"

#: The sheet in its order: title, and the steps that happen then.
PARTS: tuple[tuple[str, tuple[Phase, ...]], ...] = (
    ("A week", WEEK),
    ("The end of the year", YEAR_END),
    ("The summer", SUMMER),
    (
        "The first day",
        (
            Phase("size", size_of_school, "how many posts there are"),
            Phase("founding", found_school, "conditions, people, ties, administrator and goals"),
        ),
    ),
    (
        "What a survey would see",
        (
            Phase("every week", observe_week, "what is counted week by week"),
            Phase("every four weeks", observe_month, "what is counted by the month"),
            Phase("every year", observe_year, "what a survey of the staff would find"),
            Phase("one by one", ask, "what each teacher would answer"),
        ),
    ),
    (
        BETWEEN_SCHOOLS,
        (
            Phase("intentions", intend, "who looks for another school, and who has to"),
            Phase("called up", call_up, "where a board moves people, in the place of a market: whose time at a school is over"),
            Phase("assigned", hold_boards, "who is sent where, and who is new"),
            Phase("looking around", look_around, "what seekers see, and for what they apply"),
            Phase("rounds", close_round, "who gets which post, and what falls free by it"),
            Phase("arrivals", arrive, "what people bring along"),
        ),
    ),
)

#: Units in a word or two that need no explanation, or one below.
UNITS = {"0..1": "0–1", "utility": "points", "0..1 SD": "0–1, SD", "log SD": "log, SD"}

INTRODUCTION = """# The rules in plain words

This is the whole model, rule by rule, in the order in which things happen in a school. It is written for people who know schools; it needs
neither mathematics nor programming. Every rule is a claim about teachers, administrators or goals, and every claim can be wrong. **We
would like to know where your experience says otherwise.**

Print it, or copy it. Choose a part that you know about, read a rule, tick a box, and write down what you have seen that speaks for or against
it. The tables of numbers may be skipped: `python -m simulation.documents.rule_sheet words` prints a sheet without them, half as long. You
need not finish: a remark on a single rule helps. Name the rule by its number and its name in the code (*R1, is_open*), since numbers change when rules are
added.

Filled in by: ______________________________ Role: ______________________________ Date: ______________

**Words.** The *administrator* is the principal, or whoever leads the school. A *goal* is something that the school pursues in one of six
matters: hiring, budget, materials, curriculum, training, pupils' conduct. There are four things that a teacher can do about a goal: leave it
aside (*individual practice*), accept it and adjust her own work to it (*coordination*), do things together for it (*cooperation*), or take
part in it from the first idea on (*collaboration*). A *shared* or *open* goal is one that teachers may shape. A *say* (*voice*) is influence that
is felt. *Ties* are the colleagues a teacher turns to for advice, and those who turn to her. A *cycle* is four weeks, a *term* nine; a school
year has 36 weeks.

**Numbers.** Most states run from 0 (not at all) to 1 (wholly). The tables give each number's usual value, which a scenario may change.
*Fitted* means that no study gives the number itself: its sign is theory, and its size was chosen so that the model as a whole meets
published figures. *Assumed* means that we had to decide. *T024* and the like are published figures, listed in [evidence.md](evidence.md);
*A7* and the like are numbered assumptions, listed in [model.md](model.md#8-assumptions). *Points* are what forms of action compete with: a
form that gains a point becomes 2.7 times as likely compared with leaving the goal aside. *Log odds* work in the same way for chances.
*SD* is the standard deviation, the usual distance from the mean."""

BOXES = "☐ agree   ☐ disagree   ☐ unsure   Remark: ____________________________________________________________"


@dataclass(frozen=True)
class Step:
    """A step of the model on the sheet: its phase, what it uses, and which entries are told here for the first time."""

    phase: Phase
    source: Source
    use: Use
    introduced: tuple[str, ...]


@cache
def steps() -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """Every part of the sheet with its steps. An entry is told where it is met first."""
    met: set[str] = set()
    parts = []
    for title, phases in PARTS:
        made = []
        for phase in phases:
            use = use_of(phase.kernel.__name__)
            made.append(Step(phase, sources()[phase.kernel.__name__], use, tuple(n for n in use.entries if n not in met)))
            met.update(use.entries)
        parts.append((title, tuple(made)))
    return tuple(parts)


@cache
def numbers() -> dict[str, int]:
    """Entry -> its number on the sheet, from 1."""
    told = [name for _, part in steps() for step in part for name in step.introduced]
    arithmetic = [s.name for s in sources().values() if s.mark == "rule" and s.file == TRANSPARENT]
    return {name: k for k, name in enumerate([*told, *arithmetic], 1)}


def parameters_of(name: str) -> list[str]:
    """All parameters an entry gets, wherever it is used, in the order of the codebook."""
    handed = set().union(*(step.use.entries.get(name, set()) for _, part in steps() for step in part))
    return _in_order(handed)


def unused() -> list[str]:
    """Parameters that no step reads: what holds for a run as a whole."""
    return _in_order(set(parameters()) - set().union(*(step.use.parameters for _, part in steps() for step in part)))


def _in_order(names: Iterable[str]) -> list[str]:
    return [name for name in parameters() if name in names]


# ---------------------------------------------------------------- the sheet


def rule_sheet() -> str:
    """The sheet as Markdown."""
    lines = [
        INTRODUCTION,
        "",
        "Made from the code by `python -m simulation.documents.rule_sheet`; a test keeps it current.",
        "",
        "## The model at a glance",
        "",
    ]
    for title, part in steps():
        lines += [f"**{title}.**", "", *(f"{k}. *{_name(s.phase)}*: {s.phase.sentence}." for k, s in enumerate(part, 1)), ""]
    for title, part in steps():
        lines += [f"## {title}", ""]
        for step in part:
            lines += _step(step)
    return "\n".join([*lines, *_whole_run(), *_arithmetic()]).rstrip() + "\n"


def words_only(sheet: str) -> str:
    """The sheet without its tables of numbers, for reading and ticking on paper."""
    lines = [line for line in sheet.splitlines() if not line.startswith(("|", "Numbers of this step"))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _name(phase: Phase) -> str:
    return phase.name.capitalize()


def _step(step: Step) -> list[str]:
    lines = [f"### {_name(step.phase)}", "", step.source.words.words, ""]
    if step.use.own:
        lines += ["Numbers of this step itself:", "", *_table(_in_order(step.use.own))]
    again = [name for name in step.use.entries if name not in step.introduced]
    if again:
        lines += [f"Also at work here: {', '.join(_called(name) for name in again)}.", ""]
    for name in step.introduced:
        lines += _entry(name)
    return lines


def _called(name: str) -> str:
    return f"R{numbers()[name]} ({_lower(sources()[name].words.title)})"


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


def _entry(name: str) -> list[str]:
    source = sources()[name]
    words = source.words
    lines = [f"#### R{numbers()[name]} {words.title}", "", words.words, ""]
    about = (("For", words.whom), ("More with", words.raised), ("Less with", words.lowered))
    lines += [" ".join(f"**{what}** {text}." for what, text in about if text), ""]
    lines += [f"*Rests on* {grounds(source)}. *In the code* `{name}`.", ""]
    lines += _table(parameters_of(name))
    return [*lines, BOXES, ""]


def _table(names: list[str]) -> list[str]:
    """What numbers stand for, for people; nothing when there are none."""
    rows = []
    for name in names:
        about = describe(name)
        unit = UNITS.get(about["unit"], about["unit"])
        if unit.startswith("("):  # names in the order of their numbers
            unit = ", ".join(f"{k} {name}" for k, name in enumerate(unit.strip("()").split(", ")))
        rows.append((about["meaning"], f"{about['default']:.3g}", unit, origin(about["source"]), f"`{name}`"))
    return markdown_table(("number", "value", "unit", "where from", "name"), rows) if rows else []


def _whole_run() -> list[str]:
    return [
        "## A run as a whole",
        "",
        "How long it is, and mechanisms that can be switched off to see what the model does without them, or on for another structure.",
        "",
        *_table(unused()),
    ]


def _arithmetic() -> list[str]:
    rules = [s for s in sources().values() if s.mark == "rule" and s.file == TRANSPARENT]
    lines = ["## Small arithmetic", "", "Pieces that many rules share.", ""]
    return [
        *lines,
        *(f"- **R{numbers()[s.name]} {s.words.title}** (`{s.name}`): {_lower(s.words.words)}" for s in rules),
        "",
    ]


# ---------------------------------------------------------------- where things come from

_AUTHORS = r"Center for Teaching Quality|(?:[A-Z][\w'’-]+(?:, | & | and )?)+(?: et al\.)?"
_WORK = re.compile(rf"({_AUTHORS}) \(?((?:19|20)\d\d)\)?")
_S0 = "Woo et al. 2022"


@cache
def assumptions() -> dict[str, str]:
    """Number of an assumption -> its title in docs/model.md."""
    listed = re.findall(r"^- \*\*(A\d+) (.+?)\*\*", MODEL.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {number: title.rstrip(".,:") for number, title in listed}


def grounds(source: Source) -> str:
    """What a rule rests on, as its docstring says: assumptions with their titles, works (or its file's), rows of the evidence."""
    text = source.text.replace("CTQ", "Center for Teaching Quality")
    named = [f"assumption {n}, {_lower(assumptions()[n])}" for n in dict.fromkeys(re.findall(r"\bA\d{1,2}\b", text))]
    works = [f"{authors} {year}" for authors, year in _WORK.findall(text) or _WORK.findall(source.module)]
    if re.search(r"\bS0\b", text):
        works.append(_S0)
    rows = re.findall(r"\bT\d{3}(?: to T\d{3})?\b", text)
    found = [*named, *dict.fromkeys(works), *dict.fromkeys(rows)]
    return "; ".join(found) or ("the sources of its numbers" if parameters_of(source.name) else "how this model uses the words")


def origin(source: str) -> str:
    """Where a parameter's value comes from, in short: the codebook has it in full."""
    if rows := re.findall(r"(?:^|; )(T\d{3}): ([^(;]+?) \(", source):
        return "; ".join(f"{number}: {value}" for number, value in rows)
    return source.replace("calibrated; ", "fitted; ", 1)


if __name__ == "__main__":
    print(words_only(rule_sheet()) if sys.argv[1:] == ["words"] else rule_sheet(), end="")
