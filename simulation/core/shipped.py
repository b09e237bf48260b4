"""Files that come with the program and are no code: scenarios, lessons, studies, a sample school, documents, licence, citation.

In a checkout they stand beside the package; a wheel carries them within it, in one folder (pyproject.toml, force-include).
"""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_INSIDE = _PACKAGE / "shipped"
ROOT = _INSIDE if _INSIDE.is_dir() else _PACKAGE.parent


def names(folder: str, ending: str = ".toml") -> list[str]:
    """What a user calls the files of a folder that have this ending, alphabetically."""
    return sorted(path.name.removesuffix(ending) for path in (ROOT / folder).glob(f"*{ending}"))
