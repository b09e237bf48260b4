"""Expressions of a study: constraints such as `administrator.mandated <= time.planning`, metrics such as `change(trust) / 2`.

They are read as Python expressions and taken apart; only what is named here is allowed, and nothing is ever evaluated by
Python itself. Arithmetic is that of floating-point numbers, and texts are only compared, so no expression grows while it is
worked out: the longest takes as long as its letters. A constraint is about numbers and texts, a metric about arrays with a
number for each year.
"""

import ast
import operator
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_COMPARE = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.UAdd: operator.pos}
#: What may be called: (function, whether it takes a single value).
_PLAIN: dict[str, tuple[Callable[..., Any], bool]] = {"min": (min, False), "max": (max, False), "abs": (abs, True)}
ALLOWED = "names of parameters and fields, numbers, texts, + - * /, comparisons, and, or, not, min, max, abs"
_LONGEST = 1000
#: Brackets and operators inside each other: each is a call inside a call when the expression is worked out.
_DEEPEST = 50

Lookup = Callable[[str], Any]


class ExpressionError(ValueError):
    """An expression cannot be read."""


@dataclass(frozen=True)
class _Way:
    """How a kind of expression reckons: what is a number, what may be called, what and, or, not mean, whether it has texts."""

    number: Callable[[Any], Any]
    calls: dict[str, tuple[Callable[..., Any], bool]]
    every: Callable[[Iterable[Any]], Any]
    some: Callable[[Iterable[Any]], Any]
    no: Callable[[Any], Any]
    texts: bool


def _a_number(value: Any) -> float:
    """A value that is reckoned with: a text has no sum. Raises TypeError, which the study puts into a sentence."""
    if isinstance(value, str):
        raise TypeError(f"{value[:40]!r} is no number")
    return float(value)


def _over_years(value: Any) -> np.ndarray:
    return np.asarray(value, float)


def _folded(function: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def of_all(first: Any, *more: Any) -> Any:
        for one in more:
            first = function(first, one)
        return first

    return of_all


#: Of the years of a school, (years,) each; what gives one number for all of them gives it for each.
_YEARLY: dict[str, tuple[Callable[..., Any], bool]] = {
    "min": (_folded(np.minimum), False),
    "max": (_folded(np.maximum), False),
    "abs": (np.abs, True),
    "mean": (lambda x: np.full_like(x, x.mean()), True),
    "lowest": (lambda x: np.full_like(x, x.min()), True),
    "highest": (lambda x: np.full_like(x, x.max()), True),
    "first": (lambda x: np.full_like(x, x[0]), True),
    "last": (lambda x: np.full_like(x, x[-1]), True),
    "change": (lambda x: np.full_like(x, x[-1] - x[0]), True),
    "years": (lambda x: np.full_like(x, np.count_nonzero(x)), True),
}
#: Of schools, (schools,) each.
_OF_ROWS = {name: _YEARLY[name] for name in ("min", "max", "abs")}
ROWS = "names of outcomes that the study observes, numbers, + - * /, comparisons, and, or, not, min, max, abs"
MEASURES = f"names of outcomes, numbers, + - * /, comparisons, and, or, not, {', '.join(_YEARLY)}"

_ONE = _Way(_a_number, _PLAIN, all, any, lambda value: not value, True)
_YEARS = _Way(
    _over_years,
    _YEARLY,
    lambda parts: np.logical_and.reduce([_over_years(part) != 0.0 for part in parts]).astype(float),
    lambda parts: np.logical_or.reduce([_over_years(part) != 0.0 for part in parts]).astype(float),
    lambda value: (_over_years(value) == 0.0).astype(float),
    False,
)  # fmt: skip
_SCHOOLS = replace(_YEARS, calls=_OF_ROWS)


def read(text: str) -> tuple[Callable[[Lookup], bool], list[str]]:
    """The constraint as a function of a lookup (name -> value), and the names it needs. Raises ExpressionError."""
    meaning, names, compares = _read(text, _ONE)
    if not compares:
        raise ExpressionError("it compares nothing")
    return (lambda lookup: bool(meaning(lookup))), names


def measure(text: str, comparing: bool = False) -> tuple[Callable[[Lookup], np.ndarray], list[str]]:
    """A metric as a function of a lookup (outcome -> its years), which gives a number for each year, and the names it needs.

    comparing : it has to be a condition, which gives 1 where it holds and 0 elsewhere. Raises ExpressionError.
    """
    meaning, names, compares = _read(text, _YEARS)
    if comparing and not compares:
        raise ExpressionError("it compares nothing")
    if not names:
        raise ExpressionError("it names no outcome")
    return meaning, names


def of_rows(text: str) -> tuple[Callable[[Lookup], np.ndarray], list[str]]:
    """A condition as a function of a lookup (outcome -> its values in schools), 1 where it holds, and its names. Raises ExpressionError."""
    meaning, names, compares = _read(text, _SCHOOLS)
    if not compares:
        raise ExpressionError("it compares nothing")
    return meaning, names


def _read(text: str, way: _Way) -> tuple[Callable[[Lookup], Any], list[str], bool]:
    """The meaning of an expression, the names it needs, and whether it is a comparison. Raises ExpressionError."""
    names: list[str] = []
    if len(text) > _LONGEST:
        raise ExpressionError(f"it is longer than {_LONGEST} characters")
    if re.search(r"\d{40}", text):
        raise ExpressionError("a number in it has more digits than any number needs")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python would warn of is refused or means nothing here
            tree = ast.parse(text.strip(), mode="eval").body
        meaning = _node(tree, names, 0, way)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, ExpressionError):
            raise
        raise ExpressionError("it is no expression") from None
    compares = isinstance(tree, (ast.Compare, ast.BoolOp)) or (isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not))
    return meaning, list(dict.fromkeys(names)), compares


def _node(node: ast.AST, names: list[str], depth: int, way: _Way) -> Callable[[Lookup], Any]:
    """The meaning of one node of the tree."""
    if depth > _DEEPEST:
        raise ExpressionError(f"brackets and operators stand in each other more than {_DEEPEST} deep")

    def inside(inner: ast.AST) -> Callable[[Lookup], Any]:
        return _node(inner, names, depth + 1, way)

    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float, str) if way.texts else (int, float)):
        value = node.value if isinstance(node.value, (bool, str)) else float(node.value)
        return lambda lookup: value
    if isinstance(node, (ast.Name, ast.Attribute)):
        name = _dotted(node)
        if name in ("true", "false"):  # as TOML writes them
            return lambda lookup: name == "true"
        names.append(name)
        return lambda lookup: lookup(name)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        one = inside(node.operand)
        return lambda lookup: way.no(one(lookup))
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        one, sign = inside(node.operand), _UNARY[type(node.op)]
        return lambda lookup: sign(way.number(one(lookup)))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        left, right, reckon = inside(node.left), inside(node.right), _BINARY[type(node.op)]
        return lambda lookup: reckon(way.number(left(lookup)), way.number(right(lookup)))
    if isinstance(node, ast.BoolOp):
        parts = [inside(value) for value in node.values]
        join = way.every if isinstance(node.op, ast.And) else way.some
        return lambda lookup: join(part(lookup) for part in parts)
    if isinstance(node, ast.Compare) and all(type(op) in _COMPARE for op in node.ops):
        parts = [inside(part) for part in (node.left, *node.comparators)]
        pairs = [(_COMPARE[type(op)], a, b) for op, a, b in zip(node.ops, parts, parts[1:])]
        return lambda lookup: way.every(compare(a(lookup), b(lookup)) for compare, a, b in pairs)
    if isinstance(node, ast.Call):
        parts, call = [inside(argument) for argument in node.args], _called(node, way)
        return lambda lookup: call(*(way.number(part(lookup)) for part in parts))
    raise ExpressionError(f"{ast.unparse(node)} is not allowed")


def _called(node: ast.Call, way: _Way) -> Callable[..., Any]:
    """The function of a call, one of a few."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    function, alone = way.calls.get(name, (None, False))
    fits = len(node.args) == 1 if alone else len(node.args) > 1
    if function is None or not fits or node.keywords or any(isinstance(one, ast.Starred) for one in node.args):
        raise ExpressionError(f"{ast.unparse(node)} is not allowed")
    return function


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    raise ExpressionError(f"{ast.unparse(node)} is not a name")
