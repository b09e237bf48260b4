"""Constraints of a study: comparisons of parameters, such as `administrator.mandated <= time.planning`.

They are read as Python expressions and taken apart; only what is named here is allowed, and nothing is ever evaluated by
Python itself. Arithmetic is that of floating-point numbers, and texts are only compared, so no expression grows while it is
worked out: the longest takes as long as its letters.
"""

import ast
import operator
import re
import warnings
from collections.abc import Callable
from typing import Any

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_COMPARE = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.UAdd: operator.pos}
_CALLS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "abs": abs}
ALLOWED = "names of parameters and fields, numbers, texts, + - * /, comparisons, and, or, not, min, max, abs"
_LONGEST = 1000
#: Brackets and operators inside each other: each is a call inside a call when the expression is worked out.
_DEEPEST = 50

Lookup = Callable[[str], Any]


class ExpressionError(ValueError):
    """A constraint cannot be read."""


def read(text: str) -> tuple[Callable[[Lookup], bool], list[str]]:
    """The constraint as a function of a lookup (name -> value), and the names it needs. Raises ExpressionError."""
    names: list[str] = []
    if len(text) > _LONGEST:
        raise ExpressionError(f"it is longer than {_LONGEST} characters")
    if re.search(r"\d{40}", text):
        raise ExpressionError("a number in it has more digits than any number needs")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python would warn of is refused or means nothing here
            tree = ast.parse(text.strip(), mode="eval").body
        meaning = _node(tree, names, 0)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, ExpressionError):
            raise
        raise ExpressionError("it is no expression") from None
    if not isinstance(tree, (ast.Compare, ast.BoolOp)) and not (isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)):
        raise ExpressionError("it compares nothing")
    return (lambda lookup: bool(meaning(lookup))), list(dict.fromkeys(names))


def _node(node: ast.AST, names: list[str], depth: int) -> Callable[[Lookup], Any]:
    """The meaning of one node of the tree."""
    if depth > _DEEPEST:
        raise ExpressionError(f"brackets and operators stand in each other more than {_DEEPEST} deep")

    def inside(inner: ast.AST) -> Callable[[Lookup], Any]:
        return _node(inner, names, depth + 1)

    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float, str)):
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
        return lambda lookup: not one(lookup)
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        one, sign = inside(node.operand), _UNARY[type(node.op)]
        return lambda lookup: sign(_number(one(lookup)))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        left, right, reckon = inside(node.left), inside(node.right), _BINARY[type(node.op)]
        return lambda lookup: reckon(_number(left(lookup)), _number(right(lookup)))
    if isinstance(node, ast.BoolOp):
        parts = [inside(value) for value in node.values]
        every = all if isinstance(node.op, ast.And) else any
        return lambda lookup: every(part(lookup) for part in parts)
    if isinstance(node, ast.Compare) and all(type(op) in _COMPARE for op in node.ops):
        parts = [inside(part) for part in (node.left, *node.comparators)]
        pairs = [(_COMPARE[type(op)], a, b) for op, a, b in zip(node.ops, parts, parts[1:])]
        return lambda lookup: all(compare(a(lookup), b(lookup)) for compare, a, b in pairs)
    if isinstance(node, ast.Call):
        parts, call = [inside(argument) for argument in node.args], _called(node)
        return lambda lookup: call(*(_number(part(lookup)) for part in parts))
    raise ExpressionError(f"{ast.unparse(node)} is not allowed")


def _called(node: ast.Call) -> Callable[..., Any]:
    """The function of a call, of which there are three."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    fits = len(node.args) == 1 if name == "abs" else len(node.args) > 1
    if name not in _CALLS or not fits or node.keywords or any(isinstance(one, ast.Starred) for one in node.args):
        raise ExpressionError(f"{ast.unparse(node)} is not allowed")
    return _CALLS[name]


def _number(value: Any) -> float:
    """A value that is reckoned with: a text has no sum. Raises TypeError, which the study puts into a sentence."""
    if isinstance(value, str):
        raise TypeError(f"{value[:40]!r} is no number")
    return float(value)


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    raise ExpressionError(f"{ast.unparse(node)} is not a name")
