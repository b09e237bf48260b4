"""All figures of an ensemble at once, and figures as files. Each figure has a module of its own beside this one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from ..parameters.scenario import InputError
from ..results.summary import was_set
from . import paper as papers
from .comparison import comparison_figure
from .forms import forms_figure
from .influence import influence_figure
from .network import early_and_late, network_figure
from .style import DPI, PAPER
from .trajectories import trajectories_figure
from .turnover import turnover_figure
from .well_being import well_being_figure
from .workload import workload_figure
from .years import years_figure


def figures(
    results, school=None, only: Iterable[str] | None = None, years: Sequence[int] | None = None, matrix: bool | None = None
) -> dict[str, Figure]:
    """Figures of an ensemble (`results`) by name, in the order in which one would show them.

    school : the real school, if one was simulated. Its network is drawn only when it is given: Results knows no roster.
    only : names of the figures that are wanted, all when left out: forms, influence, workload, well_being, turnover, network, and
        network_by_year where ties were recorded; years : of that one
    matrix : whether networks are matrices, also of a small school, or never; when left out, as the school is large
    Raises InputError for a name that there is not.
    """
    return drawn(makers(results, school, years, matrix), only)


def makers(
    results, school=None, years: Sequence[int] | None = None, matrix: bool | None = None
) -> dict[str, Callable[[], Figure]]:
    """What draws each figure of an ensemble, by name; see `figures`."""

    def network() -> Figure:
        seen = early_and_late(results.scenario, results.seed, results.first_run, school)
        return network_figure(seen, f"{results.scenario.name}{was_set(results)}", matrix)

    found: dict[str, Callable[[], Figure]] = {
        "forms": partial(forms_figure, results),
        "influence": partial(influence_figure, results),
        "workload": partial(workload_figure, results),
        "well_being": partial(well_being_figure, results),
        "turnover": partial(turnover_figure, results),
    }
    if results.school is None or school is not None:
        found["network"] = network
    if results.ties is not None:
        found["network_by_year"] = partial(years_figure, results, years=years, matrix=matrix)
    return found


def drawn(makers: Mapping[str, Callable[[], Figure]], only: Iterable[str] | None) -> dict[str, Figure]:
    """Draw the figures that are wanted, all when `only` is left out. Raises InputError for one that there is not."""
    wanted = list(makers) if only is None else [only] if isinstance(only, str) else list(only)
    if missing := [name for name in wanted if name not in makers]:
        raise InputError(f"there is no figure {missing[0]!r} of this; there are: {', '.join(makers) or 'none'}")
    return {name: makers[name]() for name in wanted}


def save_figures(
    results, folder: str | Path, formats: Iterable[str] = ("png", "svg"), school=None, years: Sequence[int] | None = None
) -> list[Path]:
    """Write every figure of `results` into a folder, in each of the formats that matplotlib knows; returns the files.

    school : the real school, if one was simulated; without it there is no figure of its network
    years : of the networks that stand side by side, where ties were recorded; the first, the middle and the last when left out
    """
    made = figures(results, school, years=years)
    return [path for name, figure in made.items() for path in save_figure(figure, Path(folder) / name, formats)]


def save_comparison(effect, folder: str | Path, formats: Iterable[str] = ("png", "svg")) -> list[Path]:
    """Write the figures of a comparison (an `effect`) as comparison.png, trajectories.png ... into a folder, in all formats; returns the files."""
    made = {"comparison": comparison_figure(effect), "trajectories": trajectories_figure(effect)}
    return [path for name, figure in made.items() for path in save_figure(figure, Path(folder) / name, formats)]


def save_figure(figure: Figure, path: str | Path, formats: Iterable[str] = ("png", "svg")) -> list[Path]:
    """Write a figure as path.png, path.svg ..., one file for each of the formats; the same figure gives the same bytes.

    The folder is made if it is missing. Returns the files.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    files = [path.with_name(f"{path.name}.{kind}") for kind in formats]
    paper = papers.now()
    for file in files:
        undated = {"Date": None} if file.suffix == ".svg" else {"CreationDate": None} if file.suffix == ".pdf" else {}
        with matplotlib.rc_context({"svg.hashsalt": path.name, "svg.fonttype": "path"}):
            if paper is not None:
                papers.save(figure, file, paper, facecolor=PAPER, metadata=undated)
            else:
                figure.savefig(file, dpi=DPI, facecolor=PAPER, metadata=undated)
    return files
