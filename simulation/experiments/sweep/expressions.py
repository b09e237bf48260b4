"""Constraints of a study: comparisons of parameters, such as `administrator.mandated <= time.planning`.

They are read as Python expressions and taken apart; only what is named here is allowed, and nothing is ever evaluated by
Python itself.
"""

import ast
import numbers
import operator
from collections.abc import Callable
from typing import Any

_BINARY = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_COMPARE = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_}
_CALLS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "abs": abs}
ALLOWED = "names of parameters and fields, numbers, texts, + - * /, comparisons, and, or, not, min, max, abs"
_LONGEST = 1000

Lookup = Callable[[str], Any]


class ExpressionError(ValueError):
    """A constraint cannot be read."""


def read(text: str) -> tuple[Callable[[Lookup], bool], list[str]]:
    """The constraint as a function of a lookup (name -> value), and the names it needs. Raises ExpressionError."""
    names: list[str] = []
    if len(text) > _LONGEST:
        raise ExpressionError(f"it is longer than {_LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        meaning = _node(tree, names)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, ExpressionError):
            raise
        raise ExpressionError("it is no expression") from None
    if not isinstance(tree, (ast.Compare, ast.BoolOp)) and not (isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)):
        raise ExpressionError("it compares nothing")
    return (lambda lookup: bool(meaning(lookup))), list(dict.fromkeys(names))


def _node(node: ast.AST, names: list[str]) -> Callable[[Lookup], Any]:
    """The meaning of one node of the tree."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float, str)):
        return lambda lookup: node.value
    if isinstance(node, (ast.Name, ast.Attribute)):
        name = _dotted(node)
        if name in ("true", "false"):  # as TOML writes them
            return lambda lookup: name == "true"
        names.append(name)
        return lambda lookup: lookup(name)
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        inner, sign = _node(node.operand, names), _UNARY[type(node.op)]
        return lambda lookup: sign(inner(lookup))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        left, right, work_out = _node(node.left, names), _node(node.right, names), _BINARY[type(node.op)]
        return lambda lookup: work_out(_number(left(lookup)), _number(right(lookup)))
    if isinstance(node, ast.BoolOp):
        parts = [_node(value, names) for value in node.values]
        every = all if isinstance(node.op, ast.And) else any
        return lambda lookup: every(part(lookup) for part in parts)
    if isinstance(node, ast.Compare) and all(type(op) in _COMPARE for op in node.ops):
        parts = [_node(part, names) for part in (node.left, *node.comparators)]
        pairs = [(_COMPARE[type(op)], a, b) for op, a, b in zip(node.ops, parts, parts[1:])]
        return lambda lookup: all(compare(a(lookup), b(lookup)) for compare, a, b in pairs)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS and node.args:
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise ExpressionError(f"{ast.unparse(node)} is not allowed")
        parts = [_node(argument, names) for argument in node.args]
        call = _CALLS[node.func.id]
        return lambda lookup: call(*(part(lookup) for part in parts))
    raise ExpressionError(f"{ast.unparse(node)} is not allowed")


def _number(value: Any) -> Any:
    """The value, which is a number: Python would also repeat texts, which can fill any memory."""
    if not isinstance(value, numbers.Real):
        raise TypeError(f"{value!r:.40} is no number")
    return value


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    raise ExpressionError(f"{ast.unparse(node)} is not a name")
