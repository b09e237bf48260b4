"""Which pictures a sweep has, by what it varies: plots/space.py and plots/indices.py draw them."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from matplotlib.figure import Figure

from ...inputs.names import as_stems
from ...plots import conditions, indices, interaction, space
from ...plots.report import drawn, save_figure
from ...plots.style import COLOURS_OF_EFFECTS
from ...words.outcomes import capital
from ...words.parameters import text_of
from . import analysis, discovery, effects, emulator, finish
from .factors import Factor
from .spec import Tipping
from .store import Store, vouch_for

#: More would not be read.
MOST_OUTCOMES = 4


def figures(store: Store, only: Iterable[str] | None = None) -> dict[str, Figure]:
    """Every picture that a sweep's design allows, by name; or only some. Raises InputError for one that there is not."""
    return drawn(makers(store), only)


def makers(store: Store) -> dict[str, Callable[[], Figure]]:
    """What draws each picture that a sweep's design allows, by name."""
    points = finish.points(store)
    study = store.study
    factors = [f for f in study.factors if f.kind != "dummy"]
    outcomes = [o for o in study.observed[:MOST_OUTCOMES] if points[o.name].notna().any()]
    if not outcomes:
        return {}
    weight = analysis.importance(store, points, [o.name for o in outcomes])
    strongest = sorted(factors, key=lambda f: -weight[f.name])[: space.MOST_COLUMNS]
    found: dict[str, Callable[[], Figure]] = {"dependence": partial(_dependence, store, points, strongest, outcomes)}
    if sum(f.numeric for f in factors) > 1:
        found["heat_map"] = partial(_heat_map, store, points, *_strongest_two(factors, weight), outcomes)
        if study.spec.tipping:
            its_own = analysis.importance(store, points, [study.spec.tipping.outcome])
            found["tipping"] = partial(_tipping, store, study.spec.tipping, *_strongest_two(factors, its_own))
    questions = effects.questions(store)
    for asked, name in zip(questions, as_stems(asked.switch.name for asked in questions), strict=True):
        found[f"effects_{name}"] = partial(_effects, asked, outcomes)
        if asked.moderators:
            found[f"interaction_{name}"] = partial(_interaction, asked, outcomes)
    if study.spec.design.kind == "saltelli":
        found["sobol"] = partial(_sobol, store, [o.name for o in outcomes])
    if study.spec.design.kind == "morris":
        found["screening"] = partial(_morris, store, [o.name for o in outcomes])
    return found


def _strongest_two(factors: list[Factor], weight: dict[str, float]) -> tuple[Factor, Factor]:
    """The numbers that a map is drawn over: the second across, the first up."""
    up, across = sorted((f for f in factors if f.numeric), key=lambda f: -weight[f.name])[:2]
    return across, up


def sweep_figures(folder: str | Path, only: Iterable[str] | None = None) -> dict[str, Figure]:
    """Every picture that the sweep in a folder allows, by name; or only some.

    `dependence` always; `heat_map` with two numbers that vary, `tipping` if the study has it, `effects_POLICY` with a switch,
    `interaction_POLICY` if something else varies as well, `sobol` of a saltelli and `screening` of a morris design. Raises StoreError when there is no sweep in the folder.
    """
    return figures(Store.open(folder), only)


def save_figures(store: Store, formats=("png", "svg")) -> list[Path]:
    """Draw a sweep's pictures into its folder; returns the files. The answer to a question of effect comes as PDF as well, for print."""
    place = store.folder / "figures"
    drawn = [
        path
        for name, figure in figures(store).items()
        for path in save_figure(figure, place / name, (*formats, "pdf") if name.startswith("interaction_") else formats)
    ]
    vouch_for(store.folder, drawn)
    return drawn


def save_discovery(store: Store, found: discovery.Discovery, formats=("png", "svg", "pdf")) -> list[Path]:
    """Draw every box that was found into the sweep's folder, as discovery_1 ...; returns the files."""
    files = []
    for k, box in enumerate(found.boxes):
        limited = [limit.factor for limit in box.limits]
        numeric_first = sorted(limited, key=lambda f: not f.numeric)
        rest = [f for f in found.factors if f not in limited]
        notes = [
            _what(store),
            f"Dot: a point, its colour the share of its schools. Frame and blue: the box ({k + 1} of {len(found.boxes)}). "
            + found.sentences[0].replace("`", ""),
        ]
        figure = conditions.discovery_figure(found, [_axis(f) for f in (*numeric_first, *rest)], notes, k)
        files += save_figure(figure, store.folder / "figures" / f"discovery_{k + 1}", formats)
    vouch_for(store.folder, files)
    return files


def save_emulator(store: Store, made: dict[str, emulator.Emulator], formats=("png", "svg", "pdf")) -> list[Path]:
    """Draw what emulators predict against what was simulated into the sweep's folder; returns the files."""
    notes = [
        _what(store),
        "Every point was predicted from all others. Line: where both are the same. Grey: 95 percent interval.",
    ]
    figure = conditions.emulator_figure(made, _names(store), notes)
    files = save_figure(figure, store.folder / "figures" / "emulator", formats)
    vouch_for(store.folder, files)
    return files


def _dependence(store: Store, points, factors: list[Factor], outcomes) -> Figure:
    rows = {}
    for o in outcomes:
        y = analysis.matrix(store, o.name)
        rows[o.name, o.outcome] = [analysis.dependence(store, points, f, o.name, y) for f in factors]
    over = "schools and over points, which were drawn" if analysis.is_drawn(store) else "schools"
    notes = [
        _what(store),
        "Dot: mean over the points with this value (or in this eighth of the range), all other parameters as the design has them. "
        f"Band or bar: 95 percent interval over {over}.",
    ]
    return space.dependence_figure("How outcomes depend on the parameters", notes, [_axis(f) for f in factors], rows)


def _heat_map(store: Store, points, across: Factor, up: Factor, outcomes) -> Figure:
    planes = {(o.name, o.outcome): analysis.plane(points, across, up, o.name) for o in outcomes}
    notes = [_what(store), _how_smooth(next(iter(planes.values())).smoothed)]
    return space.heat_figure("Outcomes over the two strongest parameters", notes, _axis(across), _axis(up), planes)


def _tipping(store: Store, wanted: Tipping, across: Factor, up: Factor) -> Figure:
    plane = analysis.tipping(store, across, up)
    outcome = next(o for o in store.study.observed if o.name == wanted.outcome)
    label = space.outcome_label(outcome.name, outcome.outcome)
    about = outcome.about()
    what = f"Schools with {label} of {wanted.above:g} or more [{about['unit']}]"
    notes = [
        _what(store),
        f"{capital(label)}: {about['meaning']}. {_how_smooth(plane.smoothed)} Intervals: 95 percent bootstrap.",
    ]
    return space.tipping_figure(f"Where {label} survives", notes, _axis(across), _axis(up), plane, what)


def _effects(found: effects.Effects, outcomes) -> Figure:
    table = found.table().rename(columns={"difference": "effect"})
    totals = found.summary().set_index("outcome").loc[[o.name for o in outcomes]]
    others = found.strongest[: space.MOST_COLUMNS - 1]
    rows = {(o.name, o.outcome): table[table["outcome"] == o.name] for o in outcomes}
    notes = [
        _what(found.store),
        f"{capital(found.switch.about()['meaning'])}: with against without, the same schools with the same random numbers. Dot: mean of "
        f"paired differences at a point, line: its 95 percent interval over schools. {COLOURS_OF_EFFECTS} "
        f"Heavy bar: mean over all points. Points at one value stand side by side. {effects.how_sure(found)}",
    ]
    return space.effects_figure(f"What {found.switch.name} does, everywhere", notes, [_axis(f) for f in others], rows, totals)


def _interaction(found: effects.Effects, outcomes) -> Figure:
    across, *others = found.strongest
    others = others[:2]
    rows = {
        (o.name, o.outcome): [found.lines(o.name, across, by) for by in others] or [found.lines(o.name, across)]
        for o in outcomes
    }
    notes = [
        _what(found.store),
        f"Dot: mean of paired differences, other parameters averaged. {'Bar' if others else 'Band'}: 95 percent interval. "
        f"{'Lines stand a little apart, so that none hides another. ' if others else ''}{effects.how_sure(found)}",
    ]
    title = f"Where {found.switch.name} does more"
    return interaction.interaction_figure(title, notes, _axis(across), [_axis(f) for f in others], rows)


def _sobol(store: Store, outcomes: list[str]) -> Figure:
    table = analysis.sobol(store)
    table = table[table["outcome"].isin(outcomes)]
    names = _names(store)
    shares = table.groupby("outcome", sort=False)["noise"].first()
    noise = ", ".join(f"{space.outcome_label(name, names[name])} {share:.3f}" for name, share in shares.items())
    notes = [
        _what(store),
        f"Dot: index, line: 95 percent bootstrap interval. Grey: up to where a parameter without any effect may reach. "
        f"Share of the variance that is sampling error (run to run): {noise}.",
    ]
    return indices.sobol_figure("What decides: Sobol's indices", notes, names, table)


def _morris(store: Store, outcomes: list[str]) -> Figure:
    table = analysis.morris(store)
    table = table[table["outcome"].isin(outcomes)]
    notes = [
        _what(store),
        "Dot: mean absolute elementary effect over the whole range of a parameter, line: 95 percent bootstrap interval. "
        "Grey: up to where a parameter without any effect may reach.",
    ]
    return indices.morris_figure("What matters: Morris' elementary effects", notes, _names(store), table)


def _names(store: Store) -> dict[str, str]:
    return {o.name: o.outcome for o in store.study.observed}


def _axis(factor: Factor) -> space.Axis:
    labels = () if factor.numeric else tuple(text_of(level) for level in factor.levels)
    return space.Axis(factor.name, factor.about()["unit"], labels, factor.log)


def _what(store: Store) -> str:
    study = store.study
    runs = f"{study.runs} to {study.most_runs}" if study.spec.precision else str(study.runs)
    which = "different ones" if study.own_random_numbers else "the same ones"
    told = ", ".join(f"{name} = {value:.10g}" for name, value in study.spec.set.items())
    question = f"{study.spec.title} " if study.spec.title else ""
    return (
        f"{question}Study {study.name}: {store.manifest['points']} points ({study.spec.design.kind.replace('_', ' ')}), {runs} "
        f"schools at each, {which} everywhere, seed {study.spec.seed}.{f' Set everywhere: {told}.' if told else ''}"
    )


def _how_smooth(smoothed: bool) -> str:
    if smoothed:
        return f"Smoothed between the points (normal kernel, {analysis.BANDWIDTH:g} of each range), other parameters averaged."
    return "Each cell is a mean over the points in it, other parameters averaged."
