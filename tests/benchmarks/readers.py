"""What is read of the files in a folder: a line for each school with its figures, and below it what was asked or set aside.

python -m tests.benchmarks.readers FOLDER [--cut N] [--principal aside|teacher] [--column MEANING=NAME]

Files that end in _roster and _ties, or in roster and ties after the same beginning, are one school; every other file is one.
"""

import argparse
import re
import sys
from pathlib import Path

from simulation.school.readers.form import RosterError
from simulation.school.roster import School

_KNOWN = {".csv", ".tsv", ".txt", ".dat", ".net", ".paj", ".dl", ".graphml", ".gexf", ".gml", ".xlsx", ".dta", ".sav", ".##h"}
_PART = re.compile(r"(?P<stem>.*?)[-_ ]?(?P<part>roster|ties|attributes)$", re.IGNORECASE)


def schools_in(folder: Path) -> dict[str, list[Path]]:
    """Name -> files of each school in a folder and below it: rosters first."""
    found: dict[str, list[Path]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in _KNOWN):
        part = _PART.match(path.stem)
        found.setdefault(str(path.parent / part["stem"]) if part else str(path), []).append(path)
    return {name: sorted(paths, key=lambda path: "roster" not in path.stem) for name, paths in found.items()}


def told(files: list[Path], **choices) -> list[str]:
    """The receipt of some files in lines, or the question or fault that stands in its place."""
    names = " + ".join(path.name for path in files)
    try:
        receipt = School.read(files, **choices).receipt
    except RosterError as error:
        kind = f"asked for --{error.option}" if hasattr(error, "option") else "refused"
        return [f"{names:60} {kind}", *(f"    {fault}" for fault in error.faults)]
    assert receipt is not None
    figures = f"{receipt.teachers:4} {receipt.ties:5} {receipt.isolates:4} {receipt.reciprocity:7.3f} {receipt.density:7.3f}"
    lines = [f"{names:60} {figures}", *(f"    set aside: {said}" for said in receipt.set_aside)]
    return lines + [f"    note: {said}" for said in receipt.notes]


def main(arguments: list[str]) -> None:
    """Print what is read of every school in a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cut", type=float)
    parser.add_argument("--principal")
    parser.add_argument("--column", action="append", default=[])
    given = parser.parse_args(arguments)
    columns = dict(pair.split("=", 1) for pair in given.column)
    print(f"{'files':60} {'n':>4} {'ties':>5} {'isol':>4} {'recipr.':>7} {'density':>7}")
    for files in schools_in(given.folder).values():
        for line in told(files, cut=given.cut, principal=given.principal, columns=columns):
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
