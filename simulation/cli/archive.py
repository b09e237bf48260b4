"""`archive`: a folder of results as one file for a paper; `reproduce`: live such a file again and say whether each number is the same."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Annotated

import typer

from .options import Quiet, Yes, say_if_cold
from .real_school import Real, takes_school
from .sweep import say_incomplete


def archive(
    folder: Annotated[Path, typer.Argument(help="A folder that `run`, `compare` or `sweep` wrote.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The file; FOLDER.zip when left out.")] = None,
    author: Annotated[list[str], typer.Option("--author", help="Who made the results; may be given several times.")] = [],  # noqa: B006
    licence: Annotated[
        str, typer.Option("--license", metavar="SPDX", help="Under which licence the results are published, e.g. CC-BY-4.0.")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")] = False,
) -> None:
    """Write one file with results, question, environment, commands and the model's description (RO-Crate), to deposit with a paper."""
    from ..archive.bundle import archive as write

    bundle = write(folder, out, authors=tuple(author), licence=licence, replace=replace)
    for note in bundle.notes:
        print(f"Note: {note}.", file=sys.stderr)
    if bundle.left_out:
        names = ", ".join(bundle.left_out[:5]) + (f" and {len(bundle.left_out) - 5} more" if bundle.left_out[5:] else "")
        print(f"Note: left out is what the folder's manifest does not vouch for: {names}.", file=sys.stderr)
    print(f"Wrote {bundle.path} ({bundle.path.stat().st_size / 1e6:.1f} MB, {bundle.files} files)")


@takes_school
def reproduce(
    bundle: Annotated[Path, typer.Argument(help="A file that `archive` wrote.")],
    yes: Yes = False,
    quiet: Quiet = False,
    real: Real = None,
) -> None:
    """Simulate every school of an archived file again, and report the first number that differs (exit code 1)."""
    from ..archive.reproduce import reproduce as again

    say_if_cold(quiet)
    found = again(bundle, school=real, insist=yes)
    verdict = found.verdict
    if found.apart:
        print(f"Note: made with {', '.join(found.apart)}; here {', '.join(_here(found))}.", file=sys.stderr)
    if verdict.note:
        print(verdict.note, file=sys.stderr)
    if verdict.difference:
        print(f"{bundle} was not reproduced: {verdict.difference}", file=sys.stderr)
        raise typer.Exit(1)
    print(
        f"{bundle}: {verdict.checked} of {verdict.stored} runs simulated again with Python {platform.python_version()}: every number "
        f"of every table is the same to the last bit. {verdict.files} files are as they were archived; figures and summaries were not made again."
    )
    if verdict.count is not None:
        say_incomplete(bundle, verdict.count)


def _here(found) -> list[str]:
    """The versions here of what was another then."""
    return [f"{name} {found.here[name]}" for name in found.here if found.made.get(name) != found.here[name]]
