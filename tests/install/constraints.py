"""constraints.txt is where the known-good versions stand; pyproject.toml repeats them, since uv reads no other file.

`python -m tests.install.constraints` writes them over.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYPROJECT = ROOT / "pyproject.toml"
_LIST = re.compile(r"(?<=^constraint-dependencies = \[\n).*?(?=^\])", re.DOTALL | re.MULTILINE)


def pinned() -> list[str]:
    """The lines of constraints.txt, as pip reads them."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def repeated() -> list[str]:
    """What uv takes."""
    return tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["uv"]["constraint-dependencies"]


def renew() -> None:
    """Write the lines of constraints.txt into pyproject.toml."""
    lines = "".join(f"  '{line}',\n" for line in pinned())
    text, found = _LIST.subn(lambda _: lines, PYPROJECT.read_text(encoding="utf-8"))
    assert found == 1
    PYPROJECT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
