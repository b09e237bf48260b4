"""Which rules a step of the model uses, and which parameters each of them gets: read from the sources, so it cannot drift.

A kernel hands parameters to rules as arguments (`q.voice_gain`), by way of local variables and of inner functions. This module follows
them through the syntax tree. A parameter belongs to the rule that it is handed to; one that stands in a statement beside the result
of a single rule, as a rate does, belongs to that rule; any other belongs to the step itself. rule_sheet.py prints what is found.
"""

import ast
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..parameters.scenario import parameters

PACKAGE = Path(__file__).parents[1]
_MARKS = ("rule", "kernel", "inner")
#: Arithmetic that is looked through: what is handed to it counts as handed to whoever gets its result.
TRANSPARENT = "common.py"

_WORDS = re.compile(
    r"In words(?: \((?P<title>[^)]+)\))?: (?P<words>.+?)"
    r"(?: Whom: (?P<whom>.+?)\.)?(?: Raised by: (?P<raised>.+?)\.)?(?: Lowered by: (?P<lowered>.+?)\.)?$"
)


@dataclass(frozen=True)
class Words:
    """What a docstring says for people who do not read code: a title, what is decided, for whom, and what raises and lowers it."""

    title: str
    words: str
    whom: str
    raised: str
    lowered: str


@dataclass(frozen=True, eq=False)
class Source:
    """A compiled function of the project: where it stands, what it says, and its syntax tree."""

    name: str
    file: str
    mark: str  #: rule, kernel or inner
    text: str  #: the docstring without what is said in words
    module: str  #: the docstring of its file
    in_words: Words | None
    tree: ast.FunctionDef = field(repr=False)

    @property
    def words(self) -> Words:
        """What is said in words, of a function that says it."""
        assert self.in_words is not None, f"{self.name} says nothing in words"
        return self.in_words

    @property
    def is_entry(self) -> bool:
        """True for what the sheet explains under a title of its own: rules, and pieces of a step that decide something."""
        return self.in_words is not None and self.in_words.title != "" and self.file != TRANSPARENT


@cache
def sources() -> dict[str, Source]:
    """Every compiled function of rules, school, engine and country by name. No two share a name."""
    found: dict[str, Source] = {}
    for part in ("rules", "school", "engine", "country"):
        for path in sorted((PACKAGE / part).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            about = ast.get_docstring(tree) or ""
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and (mark := _mark(node)):
                    text, _, rest = " ".join((ast.get_docstring(node) or "").split()).partition("In words")
                    in_words = _words("In words" + rest) if rest else None
                    assert node.name not in found, f"two functions are called {node.name}"
                    found[node.name] = Source(node.name, path.name, mark, text, about, in_words, node)
    return found


def _mark(node: ast.FunctionDef) -> str:
    names = (mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list)
    return next((name.id for name in names if isinstance(name, ast.Name) and name.id in _MARKS), "")


def _words(text: str) -> Words:
    parts = _WORDS.match(text)
    assert parts, f"this cannot be read: {text!r}"
    return Words(**{name: part or "" for name, part in parts.groupdict().items()})


@dataclass
class Use:
    """What a function uses: entries by name, in the order in which they are met, with the parameters each gets; and its own."""

    entries: dict[str, set[str]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    @property
    def parameters(self) -> set[str]:
        """All of them."""
        return self.own.union(*self.entries.values())

    def merge(self, other: dict[str, set[str]]) -> None:
        """Add entries."""
        for name, handed in other.items():
            self.entries.setdefault(name, set()).update(handed)


@cache
def _dotted() -> dict[str, str]:
    return {name.replace(".", "_"): name for name in parameters()}


def use_of(name: str, given: dict[str, set[str]] | None = None) -> Use:
    """What a kernel, or an inner function whose arguments carry some parameters, uses."""
    return _Reader(sources()[name], given or {}).read()


class _Reader:
    """Reads one function. `held` and `carried`: the parameters and the rules' results that a local variable holds.

    A record that is made by name, `felt = Felt(support=...)`, is held field by field, as `felt.support`.
    """

    def __init__(self, source: Source, given: dict[str, set[str]]):
        self.source, self.use = source, Use()
        self.held: dict[str, set[str]] = {name: set(names) for name, names in given.items()}
        self.carried: dict[str, set[str]] = {}

    def read(self) -> Use:
        body = self.source.tree.body
        for _ in range(3):  # a variable may be made of variables that are made further down, in a loop
            for statement in body:
                for node in ast.walk(statement):
                    self._assign(node)
        for statement in body:
            self._statement(statement)
        return self.use

    # ---------------------------------------------------------------- what an expression holds

    def value(self, node: ast.AST, spelt_out: bool = False) -> tuple[set[str], set[str]]:
        """The parameters an expression holds that no entry has taken, and the entries whose results it holds.

        spelt_out : leave out parameters that come by way of a variable
        """
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (called := sources().get(node.func.id)):
            if called.is_entry:
                return set(), {called.name}
            if called.mark == "inner":
                return use_of(called.name, self._bound(called, node)).own, set()
        if isinstance(node, ast.Attribute) and node.attr in _dotted():
            is_column = isinstance(node.value, ast.Name) and node.value.id.isupper()  # W.hours_classroom is a place in a row
            return set() if is_column else {_dotted()[node.attr]}, set()
        if isinstance(node, ast.Attribute) and (name := ast.unparse(node)) in self.held:
            return set() if spelt_out else set(self.held[name]), set(self.carried.get(name, ()))
        if isinstance(node, ast.Name):
            return set() if spelt_out else set(self.held.get(node.id, ())), set(self.carried.get(node.id, ()))
        held, carried = set(), set()
        for child in ast.iter_child_nodes(node):
            more, results = self.value(child, spelt_out)
            held |= more
            carried |= results
        return held, carried

    def _bound(self, called: Source, call: ast.Call) -> dict[str, set[str]]:
        """Which parameters the arguments of a call carry, by the called function's own names."""
        names = [argument.arg for argument in called.tree.args.args]
        handed = dict(zip(names, call.args, strict=False)) | {word.arg: word.value for word in call.keywords if word.arg}
        given = {name: self.value(value)[0] for name, value in handed.items()}
        for name, value in handed.items():
            if isinstance(value, ast.Name):
                fields = (field for field in self.held if field.startswith(f"{value.id}."))
                given |= {name + field.removeprefix(value.id): self.held[field] for field in fields}
        return {name: held for name, held in given.items() if held}

    def _assign(self, node: ast.AST) -> None:
        pairs: list[tuple[ast.expr, ast.expr]]
        if isinstance(node, ast.AugAssign):
            pairs = [(node.target, node.value)]
        elif isinstance(node, ast.Assign):
            pairs = [pair for target in node.targets for pair in _pairs(target, node.value)]
        else:
            return
        for target, value in pairs:
            if isinstance(target, ast.Name):
                fields = _fields(value)
                for name, part in {f"{target.id}.{field}": part for field, part in fields.items()}.items() or [
                    (target.id, value)
                ]:
                    held, carried = self.value(part)
                    self.held.setdefault(name, set()).update(held)
                    self.carried.setdefault(name, set()).update(carried)

    # ---------------------------------------------------------------- what a statement uses

    def _statement(self, node: ast.stmt) -> None:
        """Calls in their order; then parameters that stand in the statement itself; then what is inside it."""
        inside = [child for part in ("body", "orelse") for child in getattr(node, part, [])]
        outside = [child for child in ast.iter_child_nodes(node) if child not in inside]
        for part in outside:
            self._calls(part)
        if not (isinstance(node, (ast.Assign, ast.AugAssign)) and _only_names(node)):
            for part in outside:
                held, carried = self.value(part)
                if len(carried) == 1 and not isinstance(node, ast.Return):
                    beside = self.value(part, spelt_out=True)[0]
                    self.use.merge(dict.fromkeys(carried, beside))
                    held -= beside
                self.use.own |= held
        for child in inside:
            self._statement(child)

    def _calls(self, node: ast.AST) -> None:
        called = sources().get(node.func.id) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
        for child in ast.iter_child_nodes(node):
            self._calls(child)
        if not isinstance(node, ast.Call) or called is None or called.file == TRANSPARENT:
            return
        if called.mark == "rule":
            if called.is_entry:
                handed = (*node.args, *(word.value for word in node.keywords))
                self.use.merge({called.name: set[str]().union(*(self.value(argument)[0] for argument in handed))})
            return
        deeper = use_of(called.name, self._bound(called, node))
        if called.is_entry:
            self.use.merge({called.name: deeper.own})
        self.use.merge(deeper.entries)


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """Targets with what they get; a tuple that is not spelt out gives all of it to each."""
    if not isinstance(target, ast.Tuple):
        return [(target, value)]
    values = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
    return list(zip(target.elts, values, strict=True))


def _fields(value: ast.expr) -> dict[str, ast.expr]:
    """The fields of a record that is made here by name; empty for anything else."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id[:1].isupper():
        return {word.arg: word.value for word in value.keywords if word.arg}
    return {}


def _only_names(node: ast.Assign | ast.AugAssign) -> bool:
    targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
    flat = [t for target in targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return all(isinstance(target, ast.Name) for target in flat)
