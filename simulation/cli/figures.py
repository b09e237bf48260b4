"""`figures`: the figures of any folder of results anew, as a journal or a slide wants them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..parameters.scenario import InputError
from .options import say_if_cold, years_from
from .real_school import Real, takes_school


@takes_school
def figures(
    folder: Annotated[Path, typer.Argument(help="A folder that `run`, `compare` or `sweep` wrote.")],
    formats: Annotated[
        list[str], typer.Option("--format", help="pdf, svg, png or tiff, pdf when left out; may be given several times.")
    ] = [],  # noqa: B006
    width: Annotated[
        str, typer.Option("--width", help="Of the column: elsevier-1, springer-2, nature-2 ..., or millimetres.")
    ] = "elsevier-2",
    text: Annotated[float, typer.Option("--text", help="Size of ordinary texts on the paper [points].")] = 7.0,
    dpi: Annotated[int, typer.Option("--dpi", help="Dots per inch of PNG and TIFF.")] = 600,
    font: Annotated[str, typer.Option("--font", help="Any typeface that is installed.")] = "DejaVu Sans",
    title: Annotated[bool, typer.Option("--title/--no-title", help="Put the title on the figure.")] = False,
    caption: Annotated[bool, typer.Option("--caption/--no-caption", help="Put the small print on the figure.")] = False,
    grey: Annotated[bool, typer.Option("--grey", help="Without colours; lines differ in dashes.")] = False,
    words: Annotated[
        Path | None,
        typer.Option("--words", metavar="FILE", help='Other words, as TOML: "felt influence" = "erlebter Einfluss".'),
    ] = None,
    networks: Annotated[
        str | None,
        typer.Option("--networks", metavar="YEARS", help="Of network_by_year, such as 1,5,10: where ties were recorded."),
    ] = None,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Networks as matrices, also of a small school; those of large ones always are.")
    ] = False,
    figure: Annotated[list[str], typer.Option("--figure", help="Only this figure; may be given several times.")] = [],  # noqa: B006
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Folder for the files; FOLDER/print when left out.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace files that are there.")] = False,
    real: Real = None,
) -> None:
    """Draw the figures of a folder anew for print; titles and captions go into captions.txt beside them."""
    from ..plots import paper as papers
    from ..report.folder import read

    formats = formats or ["pdf"]
    if unknown := [one for one in formats if one not in papers.FORMATS]:
        raise InputError(f"--format {unknown[0]} is not known; allowed are: {', '.join(papers.FORMATS)}")
    paper = papers.Paper(papers.width_in_words(width), text, font, title, caption, grey, dpi, _words(words))
    held = read(folder)
    say_if_cold(False)
    place = out or folder / "print"
    with papers.on(paper):
        drawn, refused = _drawn(held, real, figure or None, networks, matrix)
        from ..plots import save_figure

        files = [place / f"{name}.{one}" for name in drawn for one in formats] + [place / "captions.txt"]
        if there := [file for file in files if file.exists() and not replace]:
            raise InputError(
                f"{there[0]} is there already; give another --out, or put the new figures in its place with --replace"
            )
        for name, one in drawn.items():
            save_figure(one, place / name, formats)
    (place / "captions.txt").write_text(
        "\n\n".join(f"{name}\n{one.caption}" for name, one in drawn.items()) + "\n", encoding="utf-8"
    )
    print(
        f"Wrote {', '.join(drawn)} ({', '.join(formats)}; {paper.width:g} mm, {paper.text:g} points) and captions.txt into {place}"
    )
    for reason in refused:
        print(f"Not drawn: {reason}.")


def _words(path: Path | None) -> dict[str, str]:
    """Phrases and what is to stand in their place. Raises InputError."""
    if path is None:
        return {}
    from ..inputs.faults import Faults
    from ..inputs.toml import read_toml

    words = read_toml(path, "docs/figures.md", Faults)
    if wrong := [name for name, value in words.items() if not isinstance(value, str) or not name]:
        raise InputError(f'{path}: {wrong[0]} is not a text; write "a phrase of the figure" = "what is to stand there"')
    return words


def _drawn(held, real, only, networks: str | None, matrix: bool) -> tuple[dict, list[str]]:
    """The figures that fit on the paper, by name, and why the others do not. Raises InputError where none does, or one was asked for."""
    from ..results.folder import Results

    if (networks or matrix) and not isinstance(held, Results):
        raise InputError("--networks and --matrix are for one scenario's results; leave them out")
    if networks and held.ties is None:
        raise InputError(
            f"--networks {networks[:60]}: this folder holds no ties; simulate it with --networks, or --record ties"
        )
    from ..experiments.compare import Effect
    from ..experiments.policies import Policies
    from ..experiments.sweep import figures as of_sweeps
    from ..experiments.sweep.store import Store
    from ..plots import comparison_figure, policies_figure, trajectories_figure
    from ..plots import report as of_ensembles

    if isinstance(held, Store):
        makers = of_sweeps.makers(held)
    elif isinstance(held, Effect):
        makers = {"comparison": lambda: comparison_figure(held), "trajectories": lambda: trajectories_figure(held)}
    elif isinstance(held, Policies):
        makers = {"policies": lambda: policies_figure(held)}
    else:
        makers = of_ensembles.makers(held, real, years_from(networks, held.last_year), matrix or None)
    if only:
        return of_ensembles.drawn(makers, only), []
    drawn, refused = {}, []
    for name, make in makers.items():
        try:
            drawn[name] = make()
        except InputError as fault:
            refused.append(str(fault))
    if not drawn:
        raise InputError("\n".join(refused) or "there is no figure of this")
    return drawn, refused
