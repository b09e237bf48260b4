"""exp, log, power, sine and cosine as rules of ours, so that a run has the same bits on every machine and in every browser.

Each system's mathematics library rounds these its own way. Here they are made of additions, multiplications, divisions and the bits of
numbers, which IEEE 754 fixes to the last bit; nothing may be fused or reordered (tests/core/test_elementary.py holds them against
forty exact digits, and the portable engine against these).

Sources: Tang 1989 ("Table-driven implementation of the exponential function in IEEE floating-point arithmetic", ACM TOMS 15) and Tang
1990 (the same of the logarithm, ACM TOMS 16); a power is the exponential of a logarithm in two parts (Dekker 1971, "A floating-point
technique for extending the available precision"); sine and cosine are the polynomials of fdlibm (Sun Microsystems 1993) behind a
reduction in three parts (Cody & Waite 1980). Errors are below one unit in the last place (half a unit is a result rounded
correctly); each rule says its own.
"""

from decimal import Decimal, localcontext

import numpy as np

from .compiled import rule

_DIGITS = 45
#: Adding it leaves the nearest whole number in the last bits of the sum.
_SHIFT = 6755399441055744.0
_SHIFT_BITS = int(np.float64(_SHIFT).view(np.int64))


def _cut(value: Decimal, places: int) -> float:
    """A number to so many binary places, so that products with small whole numbers are exact."""
    return float((value * 2**places).to_integral_value()) / 2**places


def _halves(value: Decimal, places: int) -> tuple[float, float]:
    """A number to so many binary places, and what is missing to it."""
    first = _cut(value, places)
    return first, float(value - Decimal(first))


# ---------------------------------------------------------------- tables, computed and not copied

_EXP_CELLS, _LOG_CELLS = 128, 128
#: Where the logarithm's cells begin: numbers are brought to 0.6875 .. 1.375, so that 1 is the edge of two cells with c = 1.
_LOG_FIRST = int(np.float64(0.6875).view(np.int64))


def _exp_table() -> tuple[np.ndarray, np.ndarray]:
    """2^(j/128) as the bits of a float, and what is missing to it as a share of it."""
    exact = [Decimal(2) ** (Decimal(j) / _EXP_CELLS) for j in range(_EXP_CELLS)]
    nearest = np.array([float(value) for value in exact])
    rest = np.array([float(value / Decimal(near) - 1) for value, near in zip(exact, nearest.tolist(), strict=True)])
    return nearest.view(np.int64), rest


def _log_table() -> np.ndarray:
    """For each cell 1/c in nine binary places, with c near its middle, and log c in two parts, the first to 42 binary places."""
    rows = []
    for j in range(_LOG_CELLS):
        low, high = (float(np.int64(_LOG_FIRST + (k << 45)).view(np.float64)) for k in (j, j + 1))
        inverse = 1.0 if 1.0 in (low, high) else round(512.0 * 2.0 / (low + high)) / 512.0
        rows.append((inverse, *_halves(-Decimal(inverse).ln(), 42)))
    return np.array(rows)


with localcontext(prec=_DIGITS):
    _PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
    _LN2 = Decimal(2).ln()
    _EXP_BITS, _EXP_REST = _exp_table()
    _LOG = _log_table()
    _PER_CELL = float(_EXP_CELLS / _LN2)
    _CELL, _CELL_REST = _halves(_LN2 / _EXP_CELLS, 40)
    _LN2_FIRST, _LN2_REST = _halves(_LN2, 42)
    _PER_QUARTER = float(2 / _PI)
    _QUARTER_1 = _cut(_PI / 2, 32)
    _QUARTER_2 = _cut(_PI / 2 - Decimal(_QUARTER_1), 64)
    _QUARTER_3 = float(_PI / 2 - Decimal(_QUARTER_1) - Decimal(_QUARTER_2))


# ---------------------------------------------------------------- the bits of a number


@rule
def bits_of(x):
    """The 64 bits of a number as a whole number."""
    return int(np.float64(x).view(np.int64))


@rule
def from_bits(bits):
    """The number that has these 64 bits."""
    return float(np.int64(bits).view(np.float64))


# ---------------------------------------------------------------- exponential


@rule
def _growth(x, rest):
    """exp(x + rest) = 2^doublings t (1 + small): doublings, the bits of t, small. |x| < 760, |rest| < 0.0001"""
    shifted = x * _PER_CELL + _SHIFT
    cells = bits_of(shifted) - _SHIFT_BITS
    whole = shifted - _SHIFT
    r = (x - whole * _CELL) - whole * _CELL_REST + rest
    j = cells & (_EXP_CELLS - 1)
    small = _EXP_REST[j] + r + r * r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0))))
    return cells >> 7, _EXP_BITS[j], small


@rule
def _exp(x, rest):
    """exp(x + rest), for every x; see `exp`."""
    if -690.0 < x < 709.0:
        doublings, bits, small = _growth(x, rest)
        t = from_bits(bits + (doublings << 52))
        return t + t * small
    if x != x:
        return x
    if x > 710.0:
        return np.inf
    if x < -746.0:
        return 0.0
    doublings, bits, small = _growth(x, rest)
    t = from_bits(bits)
    half = doublings >> 1  # what may be too large or too small for a float is reached in two steps, of which the first is exact
    return (t + t * small) * from_bits((1023 + half) << 52) * from_bits((1023 + doublings - half) << 52)


@rule(signature="float64(float64)")
def exp(x):
    """e to the power of x; error below 0.52 units in the last place, below 0.8 for the tiny results under 2.3e-308."""
    return _exp(x, 0.0)


# ---------------------------------------------------------------- logarithm and power


@rule
def _log(x):
    """log x in two parts, the first rounded to nearest, with some 65 bits in all. x : above 0, finite"""
    doublings = 0
    if x < 2.2250738585072014e-308:  # without a leading one
        x, doublings = x * 4503599627370496.0, -52
    bits = bits_of(x)
    above = bits - _LOG_FIRST
    j = (above >> 45) & (_LOG_CELLS - 1)
    doublings += above >> 52
    bits -= (above >> 52) << 52
    z = from_bits(bits)
    front = from_bits((bits + 2147483648) & -4294967296)  # to twenty binary places
    inverse = _LOG[j, 0]
    r_front = front * inverse - 1.0  # exact, and so is its square
    r_back = (z - front) * inverse
    r = r_front + r_back
    first = doublings * _LN2_FIRST + _LOG[j, 1]  # exact
    second = first + r
    half = -0.5 * r_front
    square = r_front * half
    total = second + square
    series = r * r * r * (
        1.0 / 3.0 - r * (1.0 / 4.0 - r * (1.0 / 5.0 - r * (1.0 / 6.0 - r * (1.0 / 7.0 - r * (1.0 / 8.0 - r * (1.0 / 9.0))))))
    )  # fmt: skip
    rest = (doublings * _LN2_REST + _LOG[j, 2]) + ((r_front - r) + r_back) + ((first - second) + r)
    rest += ((second - total) + square) + r_back * (-0.5 * r + half) + series
    nearest = total + rest
    return nearest, (total - nearest) + rest


@rule(signature="float64(float64)")
def log(x):
    """The natural logarithm of x, -inf at 0 and NaN below; error below 0.52 units in the last place."""
    if 0.0 < x < np.inf:
        nearest, _ = _log(x)
        return nearest
    if x == 0.0:
        return -np.inf
    return x if x > 0.0 else np.nan


@rule(signature="float64(float64, float64)")
def power(x, y):
    """x to the power of y, for x from 0 on and finite y, NaN for x below 0; error below 0.55 units in the last place."""
    if y == 0.0 or x == 1.0:
        return 1.0
    if 0.0 < x < np.inf:
        nearest, rest = _log(x)
        front, y_front = from_bits(bits_of(nearest) & -134217728), from_bits(bits_of(y) & -134217728)
        product = y_front * front  # exact
        if -750.0 < product < 750.0:
            return _exp(product, (y - y_front) * front + y * ((nearest - front) + rest))
        return _exp(product, 0.0)
    if x == 0.0 or x == np.inf:
        return 0.0 if (x == 0.0) == (y > 0.0) else np.inf
    return np.nan


# ---------------------------------------------------------------- sine and cosine


@rule
def _turned(x):
    """x = quarters pi/2 + r + rest: quarters, r, rest. |x| < 1000"""
    shifted = x * _PER_QUARTER + _SHIFT
    quarters = bits_of(shifted) - _SHIFT_BITS
    whole = shifted - _SHIFT
    first = x - whole * _QUARTER_1  # exact
    step = whole * _QUARTER_2  # exact
    second = first - step
    lost = first - second - step if abs(first) > abs(step) else first - (second + step)
    back = whole * _QUARTER_3 - lost
    r = second - back
    return quarters, r, (second - r) - back


@rule
def _sine_near(r, rest):
    """sin(r + rest) for |r| up to pi/4."""
    z = r * r
    series = 8.33333333332248946124e-03 + z * (
        -1.98412698298579493134e-04
        + z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10))
    )
    cube = z * r
    return r - ((z * (0.5 * rest - cube * series) - rest) + cube * 1.66666666666666324348e-01)


@rule
def _cosine_near(r, rest):
    """cos(r + rest) for |r| up to pi/4."""
    z = r * r
    series = z * (
        4.16666666666666019037e-02
        + z
        * (
            -1.38888888888741095749e-03
            + z
            * (
                2.48015872894767294178e-05
                + z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))
            )
        )
    )
    half = 0.5 * z
    most = 1.0 - half
    return most + (((1.0 - most) - half) + (z * series - r * rest))


@rule
def _of_turn(x, ahead):
    """sin(x + ahead pi/2)"""
    if not -1000.0 < x < 1000.0:
        return np.nan
    quarters, r, rest = _turned(x)
    quarters += ahead
    value = _sine_near(r, rest) if quarters & 1 == 0 else _cosine_near(r, rest)
    return value if quarters & 2 == 0 else -value


@rule(signature="float64(float64)")
def sine(x):
    """The sine of an angle in radians between -1000 and 1000, NaN beyond; error below 0.9 units in the last place."""
    return _of_turn(x, 0)


@rule(signature="float64(float64)")
def cosine(x):
    """The cosine of an angle in radians between -1000 and 1000, NaN beyond; error below 0.9 units in the last place."""
    return _of_turn(x, 1)
