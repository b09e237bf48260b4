"""Making hostile inputs: texts and tables that are nearly right, and values that nobody expects. Everything comes from one `Random`."""

import copy
import datetime
import json
import math

#: Values that once did harm somewhere, or might.
NASTY = (
    True, False, None, 0, -1, 1, 2, 3, 10**400, -(10**30), 2**63, 2**64, 10**15, 1e308, -1e-308, math.inf, -math.inf, math.nan, 0.1, 1 / 3,
    "", " ", "\x1b]0;x\x07", "\u202etxet", "é" * 90, "=cmd|' /C calc'!A0", "a" * 300, "a" * 30_000, "../../etc/passwd", "/dev/zero", "\x00",
    "１２", "1_0", "nan", "inf", "9" * 400, "years", "administrator.openness", "baseline", "{{7*7}}", "<script>alert(1)</script>", "%s%n",
    "\ud800", "a.b.c.d.e.f.g.h.i.j", [], {}, [[]], [1, 2], [None], [math.nan], {"a": {"b": {"c": 1}}}, ["a"] * 600, [0] * 30_000,
    datetime.date(2020, 1, 1), b"bytes", 1 + 2j, (1, 2),
)  # fmt: skip

#: Pieces of text that parsers stumble over.
PIECES = (
    "[", "]", "[[", "]]", "{", "}", '"', "'", '"""', "'''", "\\", "#", "=", ".", ",", ";", "\n", "\r", "\r\n", "\t", "\0", "\x1b[2J", "\x7f", "\ufeff",
    "\u202e", "é", "１", "_", "-", "+", "1e999", "0x" + "f" * 300, "9" * 400, "nan", "inf", "true", "false", "1979-05-27", "a." * 300, "[" * 300,
    "{a=" * 50, '"' * 7, "a" * 5000, "= 1\n", "[policies]\n", "[[policies]]\n", "base = 3\n", 'base = "mine"\n', "set = {}\n", "name = 1\n",
    "[[parameters]]\n", "constraints = [\"'a'*10000000000=='b'\"]\n", "[[claim]]\n", "luck = \"shared\"\n", ",,,,", '"a,b"', "=1+1", "%00", "&set=", "&at=",
)  # fmt: skip


def nasty(rng):
    """A value that nobody expects, a copy of its own."""
    kind = rng.random()
    if kind < 0.75:
        return copy.deepcopy(rng.choice(NASTY))
    if kind < 0.85:
        return "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 5)))
    if kind < 0.93:
        return rng.uniform(-1, 1) * 10.0 ** rng.randrange(-5, 20)
    deep: object = 1
    for _ in range(rng.choice((5, 13, 200))):
        deep = [deep] if rng.random() < 0.5 else {"a": deep}
    return deep


def text(rng, base, most=4):
    """A text, changed in a few places."""
    for _ in range(rng.randrange(0, most + 1)):
        at = rng.randrange(len(base) + 1)
        length = min(len(base) - at, int(rng.expovariate(0.05)))
        way = rng.random()
        if way < 0.25:
            base = base[:at] + base[at + length :]
        elif way < 0.40:
            base = base[:at] + base[at : at + length] * rng.choice((2, 3, 50)) + base[at + length :]
        elif way < 0.70:
            base = base[:at] + rng.choice(PIECES) + base[at:]
        elif way < 0.85:
            base = base[:at] + chr(rng.choice((rng.randrange(32, 127), rng.randrange(0x110000)))) + base[at + 1 :]
        else:
            lines = base.split("\n")
            one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
            lines[one], lines[other] = lines[other], rng.choice((lines[one], lines[one] * 2, ""))
            base = "\n".join(lines)
    return base


def content(rng, base):
    """Bytes, changed in a few places, or cut off."""
    changed = bytearray(base)
    for _ in range(rng.randrange(1, 5)):
        way = rng.random()
        at = rng.randrange(len(changed)) if changed else 0
        if way < 0.5 and changed:
            changed[at] ^= 1 << rng.randrange(8)
        elif way < 0.7:
            del changed[at:]
        elif way < 0.85:
            changed[at:at] = rng.randbytes(rng.randrange(1, 40))
        else:
            changed = changed[: rng.randrange(len(changed) + 1)]
    return bytes(changed)


def places(values, place=()):
    """Every place in tables and lists within each other."""
    found = [place] if place else []
    inner = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    for key, value in inner:
        found += places(value, (*place, key))
    return found


def table(rng, values, most=3):
    """A copy of some tables, changed in a few places: another value, none, one too many, a misspelt name."""
    values = copy.deepcopy(values)
    for _ in range(rng.randrange(0, most + 1)):
        everywhere = places(values)
        if not everywhere:
            break
        *way, last = rng.choice(everywhere)
        held = values
        for step in way:
            held = held[step]
        kind = rng.random()
        if kind < 0.55:
            held[last] = nasty(rng)
        elif kind < 0.70:
            del held[last]
        elif isinstance(held, list):
            held.insert(last, copy.deepcopy(held[last]))
        elif kind < 0.85:
            held[text(rng, str(last), 2)] = held.pop(last)
        else:
            held[str(nasty(rng))[: rng.choice((10, 400))]] = nasty(rng)
    return values


def as_json(values):
    """Tables as JSON, with whatever JSON does not know as a text."""
    try:
        return json.dumps(values, default=str)
    except (ValueError, RecursionError):
        return "[" * 5000
