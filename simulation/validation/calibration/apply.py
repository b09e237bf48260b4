"""Make a study the model's own: `python -m simulation.validation.calibration.apply FOLDER`.

The best set becomes the defaults that the groups of simulation/parameters declare, rounded to three digits, and the sets that are not
ruled out become simulation/parameters/posterior.csv. Scenario files and documents that repeat defaults are made anew afterwards.
"""

import ast
import os
import sys
import tempfile
from pathlib import Path

import pandas as pd

from ...parameters.scenario import InputError, Scenario

PARAMETERS = Path(__file__).parents[2] / "parameters"


def file_of(group: str) -> str:
    """Where a group is declared, from the folder of the parameters: "behaviour/survey.py". Raises InputError."""
    field = Scenario.model_fields.get(group)
    if field is None or not isinstance(field.annotation, type) or not field.annotation.__module__.startswith("simulation."):
        raise InputError(f"{group} is not a group of parameters, so it has no defaults to change")
    return "/".join(field.annotation.__module__.split(".")[2:]) + ".py"


def with_defaults(source: str, values: dict[str, float]) -> str:
    """The text of a group's module with other defaults (field -> value); nothing else of the text changes.

    Raises InputError for a field that is not declared there.
    """
    places = _places(source)
    lines = source.splitlines(keepends=True)
    for name in values:
        if name not in places:
            raise InputError(f"{name} is not declared in this group, so it has no default to change")
    for name in sorted(values, key=lambda name: -places[name].lineno):
        node = places[name]
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = f"{line[: node.col_offset]}{values[name]:.3g}{line[node.end_col_offset :]}"
    return "".join(lines)


def _places(source: str) -> dict[str, ast.expr]:
    """Field -> where its default stands."""
    return {
        field.target.id: field.value.args[0]
        for group in ast.parse(source).body
        if isinstance(group, ast.ClassDef)
        for field in group.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(field.value, ast.Call)
        if isinstance(field.value.func, ast.Name) and field.value.func.id == "parameter"
    }


def apply(folder: str | Path, parameters: Path = PARAMETERS) -> tuple[int, int]:
    """Write modules and sets anew; (defaults changed, sets). Raises InputError when the folder holds no finished posterior."""
    import json

    folder = Path(folder)
    try:
        best = json.loads((folder / "best.json").read_text(encoding="utf-8"))
        sets = pd.read_csv(folder / "posterior.csv")
    except (OSError, ValueError) as error:
        raise InputError(f"{folder} holds no finished calibration ({error}); carry out its posterior step first") from None
    changes: dict[str, dict[str, float]] = {}
    for name, value in best.items():
        group, _, field = name.partition(".")
        changes.setdefault(file_of(group), {})[field] = value
    before = {file: (parameters / file).read_text(encoding="utf-8") for file in changes}
    after = {file: with_defaults(before[file], values) for file, values in changes.items()}
    _replace(parameters / "posterior.csv", sets.to_csv(index=False, float_format="%.4g"))
    for file, text in after.items():
        _replace(parameters / file, text)
    changed = sum(a != b for file in changes for a, b in zip(before[file].splitlines(), after[file].splitlines(), strict=True))
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
    print(f"{n_changed} defaults changed and {n_sets} sets written in {PARAMETERS}")
    print("Now make anew: scenarios/baseline.toml (python -m simulation.parameters.describe), docs/codebook.md")
    print(
        "(python -m simulation.documents.codebook) and the tables of docs/model.md (python -m simulation.documents.model_tables)."
    )
