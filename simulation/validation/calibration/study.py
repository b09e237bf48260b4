"""The steps of a calibration, one after the other, in a folder that can be left and taken up again.

Everything simulated is kept in the folder, so a step that is asked for again costs only what is missing.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ...core.extras import need
from ...core.vocabulary import WEEKS_PER_YEAR
from ...ensemble.forecast import Cost
from ...ensemble.jobs import LARGEST, check_whole
from ...parameters.scenario import BASELINE, InputError, Scenario
from ..guides import GUIDE_ARMS
from ..targets import arm_scenario
from .choose import choose
from .crossvalidate import LeftOut, crossvalidate
from .folder import StudyFolder, identity
from .newton import Found
from .objective import Objective
from .optimise import optimise
from .posterior import Posterior, posterior
from .ranges import Cube, movable_names
from .recover import Recovery, recover
from .screen import screen

#: Bytes that the answers to one set take at 200 schools, with those of the other threads.
_MEMORY = 8e8
#: Teacher-weeks that it takes to ask for all effects with as many schools as they are declared with.
_WEEKS_OF_EFFECTS = 5e7
STEPS = ("screen", "optimise", "posterior", "recover", "crossvalidate", "report")


class Calibration(NamedTuple):
    """What a study found; None for what was not asked for."""

    objective: Objective
    screened: tuple[np.ndarray, np.ndarray] | None = None
    found: Found | None = None
    sets: Posterior | None = None
    recovery: Recovery | None = None
    left_out: list[LeftOut] | None = None


def steps_asked(steps: str | Iterable[str]) -> tuple[str, ...]:
    """The steps in their order, from a list or a text with commas. Raises InputError."""
    asked = [step.strip() for step in (steps.split(",") if isinstance(steps, str) else steps)]
    if wrong := [step for step in asked if step not in STEPS]:
        raise InputError(f"{wrong[0]!r} is not a step; steps are: {', '.join(STEPS)}")
    return tuple(step for step in STEPS if step in asked)


def check_sampler(trials: int, steps: Iterable[str]) -> None:
    """Raise MissingExtraError when a step wants the sampler and it is not installed."""
    if trials and set(steps) - {"screen"}:
        need("calibration", "the sampler of `calibrate` (with --trials 0 it is left out)")


def usual_cost(
    runs: int,
    *,
    points: int,
    trials: int,
    iterations: int,
    draws: int,
    steps: str | Iterable[str],
    names: Iterable[str] = (),
    number: int | None = None,
    world: str | Path | Scenario | None = None,
    effort: float = 0.0,
) -> Cost:
    """What a calibration takes, roughly: how many sets its later steps try shows only as they go."""
    n_parameters, asked = len(Cube(names, world_of(world)).names), steps_asked(steps)
    last = max((STEPS.index(step) for step in asked), default=-1)
    sets = points
    if number is not None:
        sets += len(tuple(names) or movable_names(world_of(world)))
        n_parameters = min(number, n_parameters)
    if last >= STEPS.index("optimise"):
        sets += trials + iterations * (n_parameters + 4)
    if last >= STEPS.index("posterior"):
        sets += 4 * draws
    if "recover" in asked:
        sets += 20
    if "crossvalidate" in asked:
        sets += 40
    arms = [(max(2, round(arm.share * runs)), arm_scenario(arm, {})) for arm in GUIDE_ARMS.values()]
    weeks = float(sum(n * s.school.teachers * s.years * WEEKS_PER_YEAR for n, s in arms))
    weeks += effort * _WEEKS_OF_EFFECTS
    return Cost(sets * sum(n for n, _ in arms), float(sets) * weeks, _MEMORY * max(1.0, runs / 200))


def calibrate(
    out: str | Path,
    runs: int = 200,
    seed: int = 1,
    *,
    points: int = 128,
    trials: int = 64,
    iterations: int = 4,
    draws: int = 200,
    steps: str | Iterable[str] = STEPS,
    names: Iterable[str] = (),
    number: int | None = None,
    world: str | Path | Scenario | None = None,
    effort: float = 0.0,
    workers: int | None = None,
    progress: bool = False,
) -> Calibration:
    """Carry out steps of a calibration in the folder `out`, and go on where an earlier call stopped.

    runs : schools that stand for a country;  points : of the screen;  trials : of the sampler;  iterations : of Gauss-Newton
    draws : sets to keep;  names : parameters to fit, all calibrated ones when none is named
    number : fit so many only, those of `names` (or of all that are calibrated or wait for a fit) that the evidence says most about
    world : a scenario whose fields hold in every arm where they differ from the baseline: another structure, say
    effort : schools of the experiments that ask for effects, as a share of their own number; with 0 no effects are fitted
    A step needs those before it; they are carried out too, as far as the folder does not hold them yet.
    Raises InputError for a wrong number, step or name, and ResultsError when the folder belongs to something else.
    """
    for name, value, low in (
        ("runs", runs, 4), ("points", points, 1), ("trials", trials, 0), ("iterations", iterations, 0), ("draws", draws, 2),
    ):  # fmt: skip
        check_whole(name, value, low, 1_000_000)
    check_whole("seed", seed, 0, LARGEST - 2)
    asked = steps_asked(steps)
    check_sampler(trials, asked)
    if not 0.0 <= effort <= 10.0:
        raise InputError(f"effort = {effort:g} is not from 0 (no effects) to 10")
    cube = Cube(names, world_of(world))
    if number is not None:
        check_whole("number", number, 1, 1_000)
        among = Cube(names or movable_names(cube.world), cube.world)
        beside = Path(out).resolve()  # within the folder it would look like a study of somebody else's
        place = StudyFolder(beside.with_name(f"{beside.name}-candidates"), identity(among, runs, seed, effort))
        cube = Cube(choose(Objective(among, place, runs, seed, workers, progress, effort), number), cube.world)
    folder = StudyFolder(out, identity(cube, runs, seed, effort))
    objective = Objective(cube, folder, runs, seed, workers, progress, effort)
    last = max((STEPS.index(step) for step in asked), default=-1)
    screened = screen(objective, points)
    result = Calibration(objective, screened)
    if last >= STEPS.index("optimise"):
        found = optimise(objective, screened, trials, iterations)
        objective.folder.write_json("best", cube.values(found.point))
        result = result._replace(found=found)
    if last >= STEPS.index("posterior"):
        sets = posterior(objective, found, draws)
        objective.folder.write_table("posterior", sets_table(cube, sets))
        result = result._replace(sets=sets)
    if "recover" in asked:
        result = result._replace(recovery=recover(objective, found, sets.spread))
    if "crossvalidate" in asked:
        result = result._replace(left_out=crossvalidate(objective, found, sets.spread))
    if "report" in asked:
        from .report import write_report

        write_report(result)
    return result


def world_of(scenario: str | Path | Scenario | None) -> dict[str, Any]:
    """The fields in which a scenario differs from the baseline, dotted name -> value. Raises InputError where policies are among them."""
    if scenario is None:
        return {}
    asked = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
    found = {name: here for name, (here, _) in asked.differences(Scenario.load(BASELINE)).items()}
    if "policies" in found:
        raise InputError(f"{asked.name} has policies, and a fit has none of its own; give a scenario without")
    return found


def sets_table(cube: Cube, sets: Posterior) -> pd.DataFrame:
    """A row for each set that is not ruled out, a column for each parameter, the best first."""
    return pd.DataFrame([cube.values(point) for point in sets.points])
