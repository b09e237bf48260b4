"""engine.wasm, the file: WebAssembly that says itself from which sources it was compiled and how its data lie.

A section called `simulation` holds JSON: `sources`, a digest of what was compiled; `layout` (layout.py); and `digest`, of all the rest. Engines of browsers skip sections that they do not know, and JavaScript can ask for them.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from ..core.sources import PACKAGE, sources_of

ENGINE = Path(__file__).with_name("engine.wasm")
#: Names of exports begin with it: a function called `exp` would be taken for the system's.
PREFIX = "kernel."
_SECTION = b"simulation"
_UNSEEN = re.compile(r'^[ \t]*"""[\s\S]*?"""[ \t]*\n|^[ \t]*#.*\n|[ \t]+# .*$', re.MULTILINE)


class EngineError(RuntimeError):
    """The engine's file cannot be used, for a reason that its message tells in a sentence."""


def sources() -> str:
    """Sixteen hexadecimal digits that change with whatever is compiled, and with the constants that compiled code reads."""
    total = hashlib.sha256()
    for path in sources_of("portable.kernels"):
        total.update(f"{path.relative_to(PACKAGE).as_posix()}\n{compiled_text(path.read_text(encoding='utf-8'))}\0".encode())
    return total.hexdigest()[:16]


def compiled_text(source: str) -> str:
    """What of a source may matter to what is compiled: all but texts that stand alone, and comments."""
    return _UNSEEN.sub("", source)


def described(code: bytes) -> bytes:
    """A WebAssembly module with the section that says what it is."""
    from .layout import layout

    about = {"sources": sources(), "layout": layout()}
    content = _counted(_SECTION) + _json(about | {"digest": _digest(code, about)})
    return code + b"\0" + _counted(content)


def read(file: Path = ENGINE) -> tuple[bytes, dict[str, Any]]:
    """The engine's bytes, and what its section says. Raises EngineError for a file that is damaged or none of ours."""
    content = file.read_bytes()
    for place in (match.start() for match in re.finditer(re.escape(_counted(_SECTION)), content)):
        try:
            about = json.loads(content[place + 1 + len(_SECTION) :])
            code = content[: place - 1 - len(_leb(len(content) - place))]
            if about.pop("digest") == _digest(code, about):
                return content, about
        except (ValueError, KeyError):
            continue
    raise EngineError(f"{file.name} is damaged; make it again: python -m simulation.portable.build")


def _json(about: dict[str, Any]) -> bytes:
    return json.dumps(about, separators=(",", ":")).encode()


def _digest(code: bytes, about: dict[str, Any]) -> str:
    return hashlib.sha256(code + _json(about)).hexdigest()[:32]


def _leb(number: int) -> bytes:
    """A whole number as WebAssembly writes it: seven bits in each byte, the lowest first (LEB128)."""
    parts = bytearray()
    while number > 127:
        parts.append(number & 127 | 128)
        number >>= 7
    return bytes([*parts, number])


def _counted(content: bytes) -> bytes:
    return _leb(len(content)) + content
