"""Second step: the best set. First a sampler that follows what it has seen (optuna), then Gauss-Newton (newton.py).

The sampler is a tree-structured Parzen estimator: it takes hints from every point so far and escapes where the distance is
rough. It proposes points one coordinate at a time, though, and with a hundred coordinates it needs thousands of points to get
close; what gets close is the second stage.
"""

from pathlib import Path

import numpy as np

from ...core.extras import need
from .newton import Found, gauss_newton
from .objective import Objective, distance, in_parallel

#: Points that the sampler proposes before it looks at their distances. Fixed, so that no number of workers changes the study.
BATCH = 4


def optimise(objective: Objective, screened: tuple[np.ndarray, np.ndarray], trials: int, iterations: int) -> Found:
    """The best set found, starting from the defaults and the best of the screen; and its Jacobian."""
    points, far = screened
    starts = [objective.cube.defaults, points[int(np.argmin(far))]]
    sampled = sample(objective, starts, trials) if trials else []
    candidates = [*zip(points, far, strict=True), *sampled]
    best = min(candidates, key=lambda candidate: candidate[1])[0]
    return gauss_newton(objective, best, iterations)


def sample(objective: Objective, starts: list[np.ndarray], trials: int) -> list[tuple[np.ndarray, float]]:
    """(point, distance) of `trials` proposals, kept in the folder's journal; a second call goes on where the first stopped.

    The sampler's own chance begins anew with each batch, from the seed and the number of points so far: stopped and
    continued, a study proposes the same points as one that was never stopped.
    """
    if trials == 0:
        return []
    need("calibration", "the sampler of `calibrate`")
    import optuna
    from optuna.storages import JournalStorage
    from optuna.storages.journal import JournalFileBackend

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    journal = Path(objective.folder.path) / "trials.log"
    names = objective.cube.names
    ranges: dict[str, optuna.distributions.BaseDistribution] = {
        name: optuna.distributions.FloatDistribution(0.0, 1.0) for name in names
    }
    study = optuna.create_study(
        storage=JournalStorage(JournalFileBackend(str(journal))), study_name="calibration", load_if_exists=True
    )
    for stopped in study.get_trials(deepcopy=False, states=[optuna.trial.TrialState.RUNNING]):
        study.tell(stopped.number, state=optuna.trial.TrialState.FAIL)  # they were stopped; their batch is proposed again
    with objective._bar("optimise: sampler", trials, min(trials, len(_complete(study)))) as bar:
        while (done := len(_complete(study))) < trials:
            study.sampler = optuna.samplers.TPESampler(seed=objective.seed + done, n_startup_trials=len(starts) + 4)
            if done == 0:
                for start in starts:
                    study.enqueue_trial(dict(zip(names, start.tolist(), strict=True)))
            asked = [study.ask(ranges) for _ in range(min(BATCH, trials - done))]
            batch = [np.array([trial.params[name] for name in names]) for trial in asked]
            answers = in_parallel(objective.answer, batch, objective.workers)
            for trial, answer in zip(asked, answers, strict=True):
                study.tell(trial, float(distance(objective.residuals(answer))))
                bar.update()
    return [(np.array([t.params[name] for name in names]), float(t.value)) for t in _complete(study)[:trials]]


def _complete(study) -> list:
    import optuna

    return study.get_trials(deepcopy=False, states=[optuna.trial.TrialState.COMPLETE])
