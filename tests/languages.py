"""Where the texts of pages stand: in scripts as t`...`, in Python as say("..."), and in what the code declares.

Texts are found by reading sources; a script's template is read with what is inside its places, which may hold templates again.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from simulation.pages.files import STATIC

PACKAGE = STATIC.parents[1]
#: Scripts that are read by other people's programs, or whose texts are those of a report, which is English.
_OTHERS = ("vendor", "report")


def scripts() -> list[Path]:
    """The scripts of pages."""
    return sorted(path for path in STATIC.rglob("*.js") if not set(_OTHERS) & set(path.relative_to(STATIC).parts))


def templates(source: str) -> Iterator[tuple[str, str, str]]:
    """All strings of a script, those inside places of others too: (what stands before it, its text with places as {0}, the quote)."""
    at = 0
    while at < len(source):
        sign = source[at]
        if source.startswith("//", at):
            at = source.find("\n", at) if "\n" in source[at:] else len(source)
        elif source.startswith("/*", at):
            at = source.index("*/", at) + 2
        elif sign == "/" and re.search(r"[(,=:\[!&|?{};\n]\s*$|^$", source[:at][-20:]) and not source.startswith("/>", at):
            end = re.compile(r"(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/\w*").match(source, at + 1)
            at = end.end() if end else at + 1
        elif sign in "\"'":
            end = at + 1
            while source[end] != sign:
                end += 2 if source[end] == "\\" else 1
            yield source[:at][-60:], _plain(source[at + 1 : end]), sign
            at = end + 1
        elif sign == "`":
            text, end, inner = _template(source, at + 1)
            yield source[:at][-60:], _plain(text), sign
            for expression in inner:
                yield from templates(expression)
            at = end
        else:
            at += 1


def _template(source: str, at: int) -> tuple[str, int, list[str]]:
    """The text of a template from behind its first quote, where it ends, and what stands in its places."""
    text, inner = "", []
    while source[at] != "`":
        if source[at] == "\\":
            text += source[at : at + 2]
            at += 2
        elif source.startswith("${", at):
            end = _closing(source, at + 2)
            inner.append(source[at + 2 : end])
            text += f"{{{len(inner) - 1}}}"
            at = end + 1
        else:
            text += source[at]
            at += 1
    return text, at + 1, inner


def _closing(source: str, at: int) -> int:
    """Where the brace closes that was opened before `at`."""
    depth = 0
    while depth or source[at] != "}":
        if source[at] == "`":
            at = _template(source, at + 1)[1]
            continue
        if source[at] in "\"'":
            quote, at = source[at], at + 1
            while source[at] != quote:
                at += 2 if source[at] == "\\" else 1
        depth += (source[at] == "{") - (source[at] == "}")
        at += 1
    return at


def _plain(text: str) -> str:
    return text.replace("\\`", "`").replace('\\"', '"')


def texts_of_scripts() -> dict[str, str]:
    """Text -> the script in which it stands as t`text`."""
    return {
        re.sub(r"\s+", " ", text): path.name
        for path in scripts()
        for before, text, quote in templates(path.read_text(encoding="utf-8"))
        if quote == "`" and re.search(r"\bt$", before)
    }


def texts_of_python() -> dict[str, str]:
    """Text -> the module in which it is said: what `say` is given as it stands, or by a name that was given it just before."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "say(" not in source or "core.languages" not in source:
            continue
        for function in ast.walk(ast.parse(source)):
            if isinstance(function, (ast.FunctionDef, ast.Module)):
                named: dict[str, list[ast.expr]] = {}
                for node in ast.walk(function):
                    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                        named.setdefault(node.targets[0].id, []).append(node.value)
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                        for text in _strings(node.args[0], named):
                            found[text] = path.name
    return found


def _strings(node: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The strings that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body, named)
        yield from _strings(node.orelse, named)
    elif isinstance(node, ast.Name) and node.id in named:
        for given in named[node.id]:
            yield from _strings(given, {})


def declared() -> set[str]:
    """Texts that the code declares and pages show: outcomes, parameters, terms, what people are and do, and what lessons ask."""
    from simulation.core.vocabulary import CONTACTS, DEPARTURES
    from simulation.declare.outcomes import DOMAIN_WORDS, FORM_WORDS
    from simulation.declare.parameter import unit_in_words
    from simulation.declare.terms import CHOICE_WORDS, TERM_WORDS
    from simulation.lessons.measures import ACROSS, GROUPS, _called
    from simulation.lessons.people import WHO
    from simulation.living import narrator, teacher
    from simulation.pages.catalogue import catalogue
    from simulation.pages.courses import COURSES
    from simulation.pages.lessons import shipped
    from simulation.parameters.scenario import describe
    from simulation.words.outcomes import DECLARED, written
    from simulation.words.outcomes import label as said

    found = {*CONTACTS, *DOMAIN_WORDS.values(), *FORM_WORDS.values(), *CHOICE_WORDS.values(), *WHO.values()}
    found |= {*narrator.GOALS.values(), *narrator.RISEN, *narrator.RISEN_TOGETHER, *teacher.ROLES, *teacher.TRAINING}
    found |= {"set by the administrator", "opened to shared creation", "left to whoever takes it up", "taken up by teachers"}
    found |= {f"{{n}} {who} {went}" for who in ("teacher", "teachers") for went in DEPARTURES[1:]}
    found |= {"higher", "lower", "longer", "shorter", "this year"}
    found |= {f"{{x}} with {{y}} (correlation across {who})" for who in ACROSS} | {
        f"spread of {{x}} across {who}" for who in ACROSS
    }
    found |= {word for terms in TERM_WORDS.values() for word in terms.values()} | {_called(group) for group in GROUPS}
    found |= {text for title, what, *_ in COURSES for text in (title, what)}
    for outcome in catalogue()["outcomes"]:
        found |= {outcome["label"], outcome["unit"], outcome["after"], outcome["brief"], outcome["meaning"]}
        found |= {DECLARED[outcome["name"]].subject, written(outcome["name"]).after}
    for group in catalogue()["groups"]:
        found |= {group["title"], group["about"]}
        found |= {lever[part] for lever in group["levers"] for part in ("label", "unit", "help")}
        found |= {describe(lever["name"])["unit_in_words"] for lever in group["levers"]}
    for lesson in shipped().values():
        asked = lesson.lesson
        found |= {asked.title, asked.question, asked.prediction.ask, asked.base.label, asked.other.label}
        found |= {option.name for option in asked.prediction.options} | {claim.says for claim in asked.claim}
        found |= {lever.why for lever in asked.levers} | set(asked.story.split("\n\n"))
        found |= {describe(name)["label"] for which in ("base", "other") for name in getattr(lesson.lesson, which).set}
        found |= {unit_in_words(measure.about.unit) for measure in lesson.lesson.measures}
        found |= {label for measure in lesson.lesson.measures for label in map(said, measure.columns)}
    found |= {scenario["title"] for scenario in catalogue()["scenarios"]}
    return {text for text in found if re.search("[A-Za-z]", text)}
