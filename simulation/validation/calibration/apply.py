"""Make a study the model's own: `python -m simulation.validation.calibration.apply FOLDER`.

The best set becomes the defaults in simulation/parameters/groups.py, rounded to three digits, and the sets that are not ruled out
become simulation/parameters/posterior.csv. Scenario files and documents that repeat defaults are made anew afterwards.
"""

import ast
import os
import sys
import tempfile
from pathlib import Path

import pandas as pd

from ...parameters.scenario import InputError, Scenario

GROUPS = Path(__file__).parents[2] / "parameters" / "groups.py"
POSTERIOR = GROUPS.with_name("posterior.csv")


def with_defaults(source: str, values: dict[str, float]) -> str:
    """The text of groups.py with other defaults (dotted name -> value); nothing else of the text changes.

    Raises InputError for a name that is not declared there.
    """
    places = _places(source)
    lines = source.splitlines(keepends=True)
    classes = {
        name: field.annotation.__name__ for name, field in Scenario.model_fields.items() if isinstance(field.annotation, type)
    }
    found = []
    for name, value in values.items():
        group, _, inner = name.partition(".")
        if (classes.get(group), inner) not in places:
            raise InputError(f"{name} is not declared in groups.py, so it has no default to change")
        found.append((places[classes[group], inner], value))
    for node, value in sorted(found, key=lambda pair: -pair[0].lineno):
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = f"{line[: node.col_offset]}{value:.3g}{line[node.end_col_offset :]}"
    return "".join(lines)


def _places(source: str) -> dict[tuple[str, str], ast.expr]:
    """(class, field) -> where its default stands."""
    return {
        (group.name, field.target.id): field.value.args[0]
        for group in ast.parse(source).body
        if isinstance(group, ast.ClassDef)
        for field in group.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.value, ast.Call) and field.value.args
    }


def apply(folder: str | Path, groups: Path = GROUPS, posterior: Path = POSTERIOR) -> tuple[int, int]:
    """Write both files; (parameters changed, sets). Raises InputError when the folder holds no finished posterior."""
    import json

    folder = Path(folder)
    try:
        values = json.loads((folder / "best.json").read_text(encoding="utf-8"))
        sets = pd.read_csv(folder / "posterior.csv")
    except (OSError, ValueError) as error:
        raise InputError(f"{folder} holds no finished calibration ({error}); carry out its posterior step first") from None
    before = groups.read_text(encoding="utf-8")
    after = with_defaults(before, values)
    _replace(posterior, sets.to_csv(index=False, float_format="%.4g"))
    _replace(groups, after)
    changed = sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=True))
    return changed, len(sets)


def _replace(place: Path, text: str) -> None:
    """The file anew, complete or as it was."""
    handle, aside = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(aside, 0o644)
    os.replace(aside, place)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m simulation.validation.calibration.apply FOLDER")
    try:
        n_changed, n_sets = apply(sys.argv[1])
    except InputError as fault:
        sys.exit(str(fault))
    print(f"{n_changed} defaults changed in {GROUPS}\n{n_sets} sets written to {POSTERIOR}")
    print("Now make anew: scenarios/baseline.toml (python -m simulation.parameters.describe), docs/codebook.md")
    print(
        "(python -m simulation.documents.codebook) and the tables of docs/model.md (python -m simulation.documents.model_tables)."
    )
