"""What a fit leaves to look at: summary.md, and report.html with its figures, which asks nobody for anything."""

from pathlib import Path
from typing import TYPE_CHECKING

from ...plots.inline import inline, svg
from ...words.markdown import markdown_table
from ...words.templates import render
from .figures import condition_figure, predicted_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .fit import Fit

Cells = tuple[tuple[str, ...], list[tuple[str, ...]]]


def write_page(fit: "Fit", folder: Path) -> None:
    """Write summary.md, report.html and the figures into a folder."""
    (folder / "summary.md").write_text(summary(fit), encoding="utf-8")
    drawn = _drawn(fit)
    for name, figure in drawn.items():
        (folder / "figures" / f"{name}.svg").write_text(svg(figure, name), encoding="utf-8")
    (folder / "report.html").write_text(_report(fit, drawn), encoding="utf-8")


def report(fit: "Fit") -> str:
    """The fit as one page that asks nobody for anything."""
    return _report(fit, _drawn(fit))


def _drawn(fit: "Fit") -> "dict[str, Figure]":
    return {"conditions": condition_figure(fit.conditions), "predicted": predicted_figure(fit.predicted)}


def _report(fit: "Fit", drawn: "dict[str, Figure]") -> str:
    titles = {
        "conditions": "Conditions of the school, before and after",
        "predicted": "Observed figures among simulated schools",
    }
    return render(
        "experiments/fit/templates/report.html",
        title=fit.title,
        about=_about(fit),
        verdict=fit.verdict(),
        taught=fit.taught(),
        predicted=_predicted(fit),
        conditions=_conditions(fit),
        tried=fit.tried,
        pictures={name: inline(figure, name, titles[name]) for name, figure in drawn.items()},
        made=_made(fit),
    )


def summary(fit: "Fit") -> str:
    """The fit in Markdown."""
    lines = [
        f"# What the figures of {fit.title} teach", "", _about(fit), "", *fit.verdict(), "", *fit.taught(), "",
        *markdown_table(*_conditions(fit), "lrrrrr"), *markdown_table(*_predicted(fit), "lrrrrl"), _made(fit), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _about(fit: "Fit") -> str:
    return (
        f"Scenario {fit.scenario.name}, {fit.scenario.school.teachers if not fit.school else len(fit.school['names'])} teachers. "
        + ". ".join(line[0].upper() + line[1:] for line in fit.observed.lines())
        + "."
    )


def _made(fit: "Fit") -> str:
    return f"{fit.simulated} simulated schools, seed {fit.seed}; {len(fit.sets)} sets remain."


def _conditions(fit: "Fit") -> Cells:
    head = ("condition", "middle", "90 % interval", "before", "taught", "held")
    return head, [
        (
            r.condition,
            f"{r.middle:.3g}",
            f"{r.low:.3g} to {r.high:.3g}",
            f"{r.prior_low:g} to {r.prior_high:g}",
            f"{r.taught:.0%}",
            f"{r.covered:.0%}",
        )
        for r in fit.conditions.itertuples()
    ]


def _predicted(fit: "Fit") -> Cells:
    head = ("figure", "observed", "its error", "simulated, 90 %", "apart [SD]", "")
    return head, [
        (
            r.figure,
            f"{r.observed:.3g}",
            f"{r.error:.2g}",
            f"{r.low:.3g} to {r.high:.3g}",
            f"{r.apart:+.1f}",
            "out of reach" if r.unlike else "",
        )
        for r in fit.predicted.itertuples()
    ]
