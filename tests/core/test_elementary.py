"""exp, log, power, sine and cosine: near enough to exact values of forty digits, the same as plain Python, and the only ones in use."""

import ast
import math
import random
from decimal import Decimal, localcontext

import numpy as np
import pytest

from simulation.core.elementary import cosine, exp, log, power, sine
from simulation.core.sources import PACKAGE, compiled_sources
from tests.together import each

pytestmark = pytest.mark.quick

PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211707")
#: Arguments of each kind, for one function.
COUNT = 300
#: What a call that is not compiled like ours would be: another library's rounding.
STRANGERS = {"exp", "exp2", "expm1", "log", "log1p", "log2", "log10", "pow", "power", "sin", "cos", "tan", "sinh", "cosh", "tanh",
             "asin", "acos", "atan", "atan2", "arctan", "erf", "erfc", "gamma", "lgamma", "hypot", "cbrt", "std", "var", "exp10"}  # fmt: skip


def units(got: float, exact: Decimal) -> float:
    """How far a result is from the exact value, in units in its last place."""
    return float(abs(Decimal(float(got)) - exact) / Decimal(math.ulp(float(exact))))


def exact_sine(x: float, ahead: int = 0) -> Decimal:
    """sin(x + ahead pi/2) by its series."""
    quarters = int((Decimal(x) / (PI / 2)).to_integral_value())
    r = Decimal(x) - quarters * PI / 2
    odd = (quarters + ahead) % 2
    term, n = (Decimal(1), 0) if odd else (r, 1)
    total = Decimal(0)
    while abs(term) > Decimal("1e-70"):
        total += term
        term *= -r * r / ((n + 1) * (n + 2))
        n += 2
    return total if (quarters + ahead) % 4 < 2 else -total


#: function, exact value, arguments by a generator of chance, largest error [units in the last place]
RANGES = {
    "exp": (exp, lambda x: Decimal(x).exp(), lambda c: (c.uniform(-690, 709),), 0.52),
    "exp near nothing": (exp, lambda x: Decimal(x).exp(), lambda c: (c.gauss(0, 1) * 10 ** c.uniform(-18, 1),), 0.52),
    "exp without a leading one": (exp, lambda x: Decimal(x).exp(), lambda c: (c.uniform(-745, -690),), 0.8),
    "log": (log, lambda x: Decimal(x).ln(), lambda c: (math.exp(c.uniform(-744, 709)),), 0.52),
    "log of a draw": (log, lambda x: Decimal(x).ln(), lambda c: (1.0 - c.random(),), 0.52),
    "log near one": (log, lambda x: Decimal(x).ln(), lambda c: (1.0 + c.gauss(0, 1) * 10 ** c.uniform(-15, -1.5),), 0.52),
    "power of a share": (power, lambda x, y: (y * Decimal(x).ln()).exp(), lambda c: (1.0 - c.random(), Decimal(c.uniform(-9, 9))), 0.55),
    "power": (power, lambda x, y: (y * Decimal(x).ln()).exp(), lambda c: (math.exp(c.uniform(-40, 40)), Decimal(c.uniform(-17, 17))), 0.55),
    "sine of a turn": (sine, exact_sine, lambda c: (c.uniform(0, 2 * math.pi),), 0.9),
    "sine": (sine, exact_sine, lambda c: (c.uniform(-1000, 1000),), 0.9),
    "cosine of a turn": (cosine, lambda x: exact_sine(x, 1), lambda c: (c.uniform(0, 2 * math.pi),), 0.9),
    "cosine near its zeros": (
        cosine, lambda x: exact_sine(x, 1), lambda c: (c.randrange(1, 4) * math.pi / 2 + c.gauss(0, 1) * 10 ** c.uniform(-17, -3),), 0.9,
    ),
}  # fmt: skip


@each("name", RANGES)
def test_errors_stay_below_what_each_function_says(name):
    function, exact, draw, limit = RANGES[name]
    chance = random.Random(name)
    with localcontext(prec=90):
        for _ in range(COUNT):
            at = draw(chance)
            numbers = tuple(map(float, at))
            error = units(function(*numbers), exact(*at))
            assert error < limit, f"{name}{numbers} is {error:.3f} units off"
            assert function(*numbers) == function.py_func(*numbers), f"compiled and plain differ at {name}{numbers}"


#: function, arguments, result: what no polynomial says.
EDGES = [
    (exp, (0.0,), 1.0), (exp, (-math.inf,), 0.0), (exp, (math.inf,), math.inf), (exp, (1e300,), math.inf), (exp, (-1e300,), 0.0),
    (exp, (-745.13,), 5e-324), (exp, (-745.14,), 0.0), (exp, (709.79,), math.inf), (exp, (math.nan,), math.nan),
    (log, (1.0,), 0.0), (log, (0.0,), -math.inf), (log, (math.inf,), math.inf), (log, (-1.0,), math.nan), (log, (math.nan,), math.nan),
    (power, (0.3, 0.0), 1.0), (power, (0.0, 0.0), 1.0), (power, (0.0, 2.0), 0.0), (power, (0.0, -1.0), math.inf), (power, (1.0, 9.0), 1.0),
    (power, (math.inf, -1.0), 0.0), (power, (2.0, 1024.0), math.inf), (power, (0.5, 1075.0), 0.0), (power, (-1.0, 2.0), math.nan),
    (sine, (0.0,), 0.0), (cosine, (0.0,), 1.0), (sine, (math.inf,), math.nan), (cosine, (1000.0,), math.nan),
]  # fmt: skip


def test_at_the_edges_of_their_ranges_the_functions_say_what_their_definitions_say():
    for function, at, expected in EDGES:
        for of in (function, function.py_func):
            with np.errstate(over="ignore"):
                got = of(*at)
            assert got == expected or (got != got and expected != expected), f"{function.__name__}{at} is {got}, not {expected}"


def test_powers_that_a_float_can_hold_are_exact():
    for n in range(0, 60):
        assert power(0.5, float(n)) == 0.5**n
        assert power(3.0, float(n % 30)) == 3.0 ** (n % 30)
        assert power(0.1 + n / 61, 1.0) == 0.1 + n / 61


def foreign_calls(source: str) -> list[str]:
    """What a compiled function would take from the mathematics library of the system."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef) or not any("rule" in d or "kernel" in d or "inner" in d for d in map(ast.unparse, function.decorator_list)):  # fmt: skip
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not isinstance(node.right, ast.Constant):
                found.append(ast.unparse(node))
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"math", "np"} and node.attr in STRANGERS:
                found.append(ast.unparse(node))
    return found


def test_compiled_code_takes_no_function_from_the_mathematics_library_of_the_system():
    """What the portable engine imports proves the same of the machine code (tests/portable)."""
    assert foreign_calls("@rule\ndef f(x, y):\n    return math.exp(x) + x**y + x**2") == ["x ** y", "math.exp"]
    for path in compiled_sources():
        assert foreign_calls(path.read_text(encoding="utf-8")) == [], path.relative_to(PACKAGE)
