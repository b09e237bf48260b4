"""What an outcome is called stands in its declaration and nowhere else, neither in Python nor in JavaScript."""

import ast
import re
from pathlib import Path

import pytest

from simulation.declare.outcomes import TEACHER_COLUMNS, YEAR_COLUMNS

from ..together import each

PACKAGE = Path(__file__).parents[2] / "simulation"
NAMES = {outcome.name for outcome in (*YEAR_COLUMNS, *TEACHER_COLUMNS)}
#: More than two would be a list of names of its own.
FEW = 2
#: Colours are strings, too: of the palette, of forms of action, or spelt out.
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|form\d|ink|muted|paper|grid|a|b|blue|vermilion|green|purple|sky|orange|grey")
#: So are the types of columns.
TYPE = re.compile(r"[biuf]\d")

PYTHON = sorted(path for path in PACKAGE.rglob("*.py") if path.parent.name != "declare")
SCRIPTS = sorted(path for path in PACKAGE.rglob("*.js") if "vendor" not in path.parts)


def is_text(node) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and not COLOUR.fullmatch(node.value)
        and not TYPE.fullmatch(node.value)
    )


def called_in_python(source: str) -> list[set[str]]:
    """Of each dict or list of pairs in the source, the outcomes to which it gives a text."""
    found = []
    for node in ast.walk(ast.parse(source)):
        pairs = []
        if isinstance(node, ast.Dict):
            pairs = list(zip(node.keys, node.values, strict=True))
        elif isinstance(node, (ast.Tuple, ast.List)):
            pairs = [one.elts for one in node.elts if isinstance(one, (ast.Tuple, ast.List)) and len(one.elts) == 2]
        named = {key.value for key, value in pairs if isinstance(key, ast.Constant) and key.value in NAMES and is_text(value)}
        found.append({name for name in named if isinstance(name, str)})
    return found


#: Names that mean something else in a script that builds a page.
OF_PAGES = {"role", "group", "left"}
_TOKEN = re.compile(r"""//.*|"[^"\n]*"|'[^'\n]*'|`[^`]*`|\w+|[^\s\w]""")


def called_in_script(source: str) -> set[str]:
    """The outcomes that are followed by a text: `name: "text"`, `["name", "text"]`, `{ name: "name", label: "text" }`."""
    tokens = [token for token in _TOKEN.findall(source) if not token.startswith("//")]
    found = set()
    for at, token in enumerate(tokens):
        name, quoted = token.strip("\"'`"), token[0] in "\"'`"
        after = tokens[at + 1 : at + 5]
        if name not in NAMES - OF_PAGES or not after or after[0] not in (":,") or (after[0] == "," and not quoted):
            continue
        rest = [one for one in after[1:] if one not in ("[", "label", ":")]
        text = rest[0] if rest and rest[0][0] in "\"'`" else ""
        if text and not COLOUR.fullmatch(text[1:-1]) and (after[0] == ":" or text[1:-1] not in NAMES):
            found.add(name)
    return found


@each("path", PYTHON, lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_gives_outcomes_names_of_its_own(path):
    for named in called_in_python(path.read_text(encoding="utf-8")):
        assert len(named) <= FEW, f"{sorted(named)} are called something here; words/outcomes.py tells what they are called"


@each("path", SCRIPTS, lambda path: str(path.relative_to(PACKAGE)))
def test_no_script_gives_outcomes_names_of_its_own(path):
    named = called_in_script(path.read_text(encoding="utf-8"))
    assert len(named) <= FEW, f"{sorted(named)} are called something here; the server sends what they are called"


@pytest.mark.parametrize(
    "source",
    [
        'SAID = {"influence": "a say", "trust": "trust climate", "turnover": "all who left"}',
        'SAID = (("influence", "a say"), ("trust", "trust climate"), ("turnover", "all who left"))',
        'def f(x): return {"influence": f"a say {x}", "trust": "trust", "turnover": "all who left"}',
    ],
)
def test_a_list_of_names_in_python_would_be_found(source):
    assert {"influence", "trust", "turnover"} in called_in_python(source)


@pytest.mark.parametrize(
    "source",
    [
        'const SAID = { influence: "a say", trust: "trust climate", turnover: "all who left" };',
        'const SAID = [["influence", "a say"], ["trust", "trust climate"], ["turnover", "all who left"]];',
        'const SAID = { influence: ["a say", {}], trust: ["trust climate", {}], turnover: [`all who left`, {}] };',
        '[{ name: "influence", label: "a say" }, { name: "trust", label: "trusts" }, { name: "turnover", label: "all" }]',
    ],
)
def test_a_list_of_names_in_a_script_would_be_found(source):
    assert called_in_script(source) == {"influence", "trust", "turnover"}


def test_colours_and_lists_of_outcomes_are_no_names():
    assert (
        called_in_script('const C = { exhaustion: "vermilion", trust: "blue" }; const L = ["influence", "trust", "turnover"];')
        == set()
    )
    assert max(map(len, called_in_python('C = {"influence": "blue", "trust": "#123456", "turnover": MUTED}'))) == 0
