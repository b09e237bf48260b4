"""The known-good versions: one list for pip and uv alike, and nothing that is installed goes without."""

import re
import tomllib
from importlib import metadata

from ..together import each
from .constraints import PYPROJECT, pinned, repeated

PROJECT = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
NAMED = [
    *PROJECT["project"]["dependencies"],
    *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
    *(one for group in PROJECT["dependency-groups"].values() for one in group if isinstance(one, str)),  # else a group's name
    *PROJECT["build-system"]["requires"],
]


def plain(requirement):
    """The name in a requirement, as registries compare names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def with_all_they_need(names):
    """The distributions of these names and all that those ask for here, as far as they are installed."""
    found, waiting = set(), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        try:
            asked = metadata.requires(name) or ()
        except metadata.PackageNotFoundError:
            found.discard(name)
            continue
        waiting |= {plain(one) for one in asked if "extra ==" not in one} - found
    return found


def test_pip_and_uv_are_given_the_same_versions():
    assert repeated() == pinned(), "renew them with: python -m tests.install.constraints"


def test_every_line_names_one_exact_version():
    for line in pinned():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; python_(full_)?version (<|>=) \"[\d.]+\")?", line), line


@each("requirement", [one for one in NAMED if plain(one) != PROJECT["project"]["name"]])
def test_everything_that_is_asked_for_has_a_known_good_version(requirement):
    assert plain(requirement) in {plain(line) for line in pinned()}


def test_so_has_everything_that_comes_along():
    ours = PROJECT["project"]["name"]
    here = with_all_they_need(map(plain, NAMED)) - {ours}
    assert len(here) > 40
    assert here - {plain(line) for line in pinned()} == set()
