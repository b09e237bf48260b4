"""Last step: report.md, its tables and figures. What is reported is measured on schools that the fit has not seen."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...words.markdown import markdown_table
from ..effects.judge import INSIDE, effect_table, judge_effects
from ..guides import GUIDE, GUIDE_ARMS, TARGETS_AND_GUIDES
from ..laboratory import VariedLaboratory, unless_set
from ..targets import COLUMNS, OUTPUT, observe, target_table
from .evidence import of_kind
from .figures import save_figures
from .newton import Found
from .objective import Objective, distance
from .posterior import FEW, IMPLAUSIBLE, PRIOR_SD, Posterior

#: The final check uses other random numbers, and more schools.
FRESH_SEED, FRESH_SCHOOLS = 1000, 5
#: A combination of parameters is pinned down when the evidence narrows it to half of the prior.
PINNED = 0.5


def targets_at(objective: Objective, name: str, values: dict[str, float]) -> pd.DataFrame:
    """The target table of some values on fresh schools, kept in the folder as NAME.csv (see targets.target_table)."""
    place = objective.folder.path / f"{name}.csv"
    mark = {"values": values, "runs": FRESH_SCHOOLS * objective.runs}
    if place.exists() and objective.folder.read_json(f"{name}_of") == mark:
        table = pd.read_csv(place)
        return table.assign(inside=table["inside"].map({True: True, False: False, "True": True, "False": False}))[COLUMNS]
    arms = observe(values, FRESH_SCHOOLS * objective.runs, objective.seed + FRESH_SEED, objective.workers, GUIDE_ARMS)
    table = target_table(arms, TARGETS_AND_GUIDES)
    objective.folder.write_table(name, table)
    objective.folder.write_json(f"{name}_of", mark)
    return table


def effects_at(objective: Objective, name: str, values: dict[str, Any]) -> pd.DataFrame:
    """The table of effects of some values on fresh schools, kept in the folder as NAME.csv; without rows where none are fitted."""
    place = objective.folder.path / f"{name}.csv"
    mark = {"values": values, "effort": FRESH_SCHOOLS * objective.effort}
    if place.exists() and objective.folder.read_json(f"{name}_of") == mark:
        return pd.read_csv(place)
    lab = VariedLaboratory(objective.seed + FRESH_SEED, mark["effort"], workers=objective.workers, beneath=unless_set(values))
    ids = [effect.id for effect in objective.effects]
    table = effect_table(judge_effects(ids, laboratory=lab) if ids else [])
    objective.folder.write_table(name, table)
    objective.folder.write_json(f"{name}_of", mark)
    return table


def identifiability(objective: Objective, found: Found, sets: Posterior) -> pd.DataFrame:
    """A row for each parameter: name, default, best, low, high of the range, narrowing (posterior SD over prior SD)."""
    spread = sets.points.std(axis=0, ddof=1) / PRIOR_SD if len(sets.points) > 1 else np.full(len(found.point), np.nan)
    ranges = objective.cube.ranges
    best = objective.cube.values(found.point)
    return pd.DataFrame(
        {
            "parameter": [r.name for r in ranges],
            "default": [r.default for r in ranges],
            "best": [best[r.name] for r in ranges],
            "low": [r.low for r in ranges],
            "high": [r.high for r in ranges],
            "narrowing": spread,
        }
    )


def directions(objective: Objective, found: Found) -> tuple[np.ndarray, np.ndarray]:
    """Singular values of the Jacobian per prior SD, and the directions (n_parameters, n_parameters) they belong to, as columns.

    A direction with a singular value under 1 is one along which a whole prior SD moves all targets together by less than half of
    their bands: the evidence does not speak about it.
    """
    _, values, rows = np.linalg.svd(found.jacobian * PRIOR_SD, full_matrices=True)
    return np.concatenate([values, np.zeros(len(rows) - len(values))]), rows.T


def direction_table(objective: Objective, found: Found) -> pd.DataFrame:
    """A row for each direction, the strongest first: number, singular value, and the four parameters that weigh most in it."""
    values, along = directions(objective, found)
    names = np.array(objective.cube.names)
    most = [np.argsort(-np.abs(column))[:4] for column in along.T]
    made_of = [", ".join(f"{along[m, k]:+.2f} {names[m]}" for m in chosen) for k, chosen in enumerate(most)]
    return pd.DataFrame({"direction": np.arange(1, len(values) + 1), "singular": values, "made_of": made_of})


def write_report(result) -> None:
    """report.md with figures/ and with what its tables are made of, as CSV, in the study's folder.

    targets and effects, also at the start (_defaults), parameters, directions; recovery and left_out, when these steps were asked for.
    """
    objective, found, sets = result.objective, result.found, result.sets
    best = objective.cube.values(found.point)
    before, after = targets_at(objective, "targets_defaults", objective.cube.world), targets_at(objective, "targets", best)
    effects = [effects_at(objective, name, of) for name, of in (("effects_defaults", objective.cube.world), ("effects", best))]
    parameters = identifiability(objective, found, sets)
    ways = direction_table(objective, found)
    tables = {"parameters": parameters, "directions": ways}
    parts = [*_head(result), *_stages(result, (before, after), effects), *_targets(after), *_effects(effects[1])]
    parts += _parameters(parameters, sets, ways)
    if result.recovery is not None:
        tables["recovery"] = recovery_table(result)
        parts += _recovery(result, tables["recovery"])
    if result.left_out is not None:
        tables["left_out"] = left_out_table(result)
        parts += _left_out(tables["left_out"])
    for name, table in tables.items():
        objective.folder.write_table(name, table)
    save_figures(result, before, after, parameters, ways["singular"].to_numpy(), objective.folder.path / "figures")
    objective.folder.write("report.md", ("\n".join(parts).rstrip() + "\n").encode())


def _head(result) -> list[str]:
    o = result.objective
    return [
        "# Calibration",
        "",
        f"{len(o.cube.names)} parameters, {_what_is_seen(o)}; {o.runs} schools stand for a country, seed {o.seed}. "
        + (f"In every arm {len(o.cube.world)} fields differ from the baseline. " if o.cube.world else "")
        + f"Targets are checked on {FRESH_SCHOOLS * o.runs} other schools (seed {o.seed + FRESH_SEED}).",
        "",
    ]


def _what_is_seen(objective: Objective) -> str:
    told = (
        f"{of_kind(objective.claims, OUTPUT)} targets that count and {of_kind(objective.claims, GUIDE)} statistics of patterns"
    )
    return told + (f", {len(objective.effects)} effects" if objective.effects else "")


def _stages(result, targets: Sequence[pd.DataFrame], effects: Sequence[pd.DataFrame]) -> list[str]:
    o = result.objective
    far = result.screened[1]
    counted = [table[(table["kind"] == OUTPUT) & table["inside"].notna()] for table in targets]
    fresh = [float(distance(o.residuals(_answers(o, *both)))) for both in zip(targets, effects, strict=True)]
    inside = [f"{int(t['inside'].astype(bool).sum())} of {len(t)}" for t in counted]
    if o.effects:
        inside = [
            f"{text}; effects {(e['verdict'] == INSIDE).sum()} of {len(e)}" for text, e in zip(inside, effects, strict=True)
        ]
    rows = [
        ("defaults", far[0], ""),
        ("best of the screen", far.min(), ""),
        ("start of Gauss-Newton", result.found.path[0], ""),
        *((f"Gauss-Newton, iteration {k}", d, "") for k, d in enumerate(result.found.path[1:], 1)),
        ("defaults, fresh schools", fresh[0], inside[0]),
        ("best set, fresh schools", fresh[1], inside[1]),
    ]
    return [
        "## Distance by stage",
        "",
        "Sum of squared misses, in halves of a target's band; each counts 36 at most.",
        "",
        *markdown_table(("stage", "distance", "targets inside"), [(n, f"{d:.1f}", i) for n, d, i in rows]),
        "![distance](figures/distance.png)",
        "",
    ]


def _answers(objective: Objective, targets: pd.DataFrame, effects: pd.DataFrame) -> np.ndarray:
    answers = pd.concat([table.set_index("id")["model"].astype(float) for table in (targets, effects)])
    return answers.reindex([claim.id for claim in objective.claims]).to_numpy(float)


def _targets(table: pd.DataFrame) -> list[str]:
    rows = []
    for r in table.itertuples():
        known = not math.isnan(r.model)
        inside = "" if not known else "yes" if bool(r.inside) else "**no**"
        model = f"{r.model:.4g} ± {r.error:.2g}" if known else ""
        reason = r.reason if isinstance(r.reason, str) else ""
        rows.append((r.id, r.quantity, model, f"{r.value:.4g}", f"{r.low:.4g} to {r.high:.4g}", inside, r.kind, reason))
    head = ("id", "quantity", "model", "evidence", "band", "inside", "kind", "reason")
    return [
        "## Targets",
        "",
        "With the standard error over schools.",
        "",
        *markdown_table(head, rows),
        "![targets](figures/targets.png)",
        "",
    ]


def _effects(table: pd.DataFrame) -> list[str]:
    if not len(table):
        return []
    head = ("id", "intervention", "outcome", "model", "evidence", "allowed", "confidence", "verdict")
    rows = [
        (
            r.id, r.intervention, r.outcome, f"{r.model:.3g} ({r.model_low:.3g} to {r.model_high:.3g})", f"{r.effect:.3g}",
            f"{r.low:.3g} to {r.high:.3g} {r.unit}" + (" (ceiling)" if r.bound == "ceiling" else ""), r.confidence,
            r.verdict if r.verdict == INSIDE else f"**{r.verdict}**",
        )
        for r in table.itertuples()
    ]  # fmt: skip
    return [
        "## Effects",
        "",
        "Treated minus untreated, with the 95 percent interval over schools.",
        "",
        *markdown_table(head, rows),
    ]


def _parameters(parameters: pd.DataFrame, sets: Posterior, ways: pd.DataFrame) -> list[str]:
    silent = int((ways["singular"] < 1.0).sum())
    lines = [
        "## What the evidence fixes",
        "",
        f"{len(sets.points)} sets are not ruled out (at most {100 * FEW:.0f} % of the targets more than the best set misses lie beyond {IMPLAUSIBLE:g} halves of their band); {100 * sets.acceptance:.0f} % of the proposals survived. "
        + (
            "Proposals came from the whole range of every parameter."
            if sets.spread >= 1.0
            else f"Proposals lay within {sets.spread:g} prior standard deviations of the best set, because farther ones nearly all "
            "failed: for directions on which the targets are silent the true uncertainty is larger than these sets show."
        ),
        "",
        f"Of {len(ways)} directions in the space of parameters, the targets speak about {len(ways) - silent} (singular value of "
        f"the Jacobian above 1: a prior standard deviation along it moves the targets together by half a band or more).",
        "",
        "Strongest and weakest directions, by the parameters that make them up:",
        "",
    ]
    ends = ways if len(ways) <= 10 else pd.concat([ways.head(5), ways.tail(5)])
    rows = [(str(w.direction), f"{w.singular:.2g}", w.made_of) for w in ends.itertuples()]
    lines += markdown_table(("direction", "singular value", "made of"), rows)
    loose = parameters[parameters["narrowing"] > 0.9 * sets.spread]["parameter"].tolist()
    lines += [
        "Parameters that the evidence hardly narrows (posterior over 0.9 of the standard deviation of the proposals): "
        + (", ".join(loose) or "none")
        + ".",
        "",
        *markdown_table(
            ("parameter", "default", "best", "range", "posterior SD / prior SD"),
            [
                (r.parameter, f"{r.default:.3g}", f"{r.best:.3g}", f"{r.low:.3g} to {r.high:.3g}", f"{r.narrowing:.2f}")
                for r in parameters.sort_values("narrowing").itertuples()
            ],
        ),
        "![identifiability](figures/identifiability.png)",
        "",
    ]
    return lines


def recovery_table(result) -> pd.DataFrame:
    """How near the fit came to known sets, a row for each selection `of` what was looked for.

    number : how many there are;  error : mean |recovered - known| over the prior SD;  promised : the same in a linear model;
    guess : the same for who guesses the best set
    """
    r = result.recovery
    pinned = r.expected < PINNED
    errors, away = r.errors.mean(axis=0), (np.abs(r.truths - result.found.point) / r.prior_sd).mean(axis=0)
    values, along = directions(result.objective, result.found)
    spoken = along[:, values >= 1.0]
    precision = (r.weight[:, None] * result.found.jacobian).T @ (r.weight[:, None] * result.found.jacobian)
    left = np.linalg.inv(precision + np.eye(len(values)) / r.prior_sd**2)
    promised = np.sqrt(np.einsum("ik,ij,jk->k", spoken, left, spoken)) / r.prior_sd
    off, guess = (np.abs((r.recovered - r.truths) @ spoken), np.abs((result.found.point - r.truths) @ spoken))
    rows = [
        ("all parameters", errors, r.expected, away),
        ("parameters that are pinned down", errors[pinned], r.expected[pinned], away[pinned]),
        ("directions the targets speak about", off.mean(axis=0) / r.prior_sd, promised, guess.mean(axis=0) / r.prior_sd),
    ]
    mean_of_normal = np.sqrt(2.0 / np.pi)  # of the absolute value, per standard deviation
    return pd.DataFrame(
        [(of, len(e), e.mean(), mean_of_normal * sd.mean(), guess.mean()) for of, e, sd, guess in rows if len(e)],
        columns=["of", "number", "error", "promised", "guess"],
    )


def left_out_table(result) -> pd.DataFrame:
    """A row for each group of targets: misses (root mean square, in halves of the band) for who knows nothing, left out, fitted."""
    rows = [
        (g.group, " ".join(g.ids), *(float(np.sqrt((of**2).mean())) for of in (g.unknowing, g.predicted, g.fitted)))
        for g in result.left_out
    ]
    return pd.DataFrame(rows, columns=["group", "targets", "unknowing", "left_out", "fitted"])


def _recovery(result, table: pd.DataFrame) -> list[str]:
    r = result.recovery
    fits = ", ".join(f"{b:.0f} to {a:.0f}" for b, a in zip(r.before, r.after, strict=True))
    return [
        "## Recovery of known sets",
        "",
        f"{len(r.truths)} known sets made evidence from other random numbers, and the fit looked for them.",
        "",
        *markdown_table(
            ("", "number", "mean error / prior SD", "a linear model promises", "error of who guesses the best set"),
            [(t.of, str(t.number), f"{t.error:.2f}", f"{t.promised:.2f}", f"{t.guess:.2f}") for t in table.itertuples()],
        ),
        f"Misfit between model and made-up evidence, before and after: {fits}.",
        "",
        "![recovery](figures/recovery.png)",
        "",
    ]


def _left_out(table: pd.DataFrame) -> list[str]:
    head = ("group left out", "targets", "miss of who knows nothing", "miss when left out", "miss when fitted")
    rows = [
        (t.group, t.targets.replace(" ", ", "), f"{t.unknowing:.2f}", f"{t.left_out:.2f}", f"{t.fitted:.2f}")
        for t in table.itertuples()
    ]
    return [
        "## Cross-validation",
        "",
        "Each group of targets was left out in turn: the others were fitted, from sets that know nothing, and the group was predicted. "
        "Misses are root mean squares in halves of the band: up to 1 is inside.",
        "",
        *markdown_table(head, rows),
        "![cross-validation](figures/crossvalidation.png)",
        "",
    ]
