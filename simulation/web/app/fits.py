"""A fit for the page: what a survey found, the schools that are simulated for it, and what comes of it, in the sentences of `fit`."""

import base64
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ...core.program import command
from ...ensemble.forecast import foresee
from ...experiments.fit.fit import SETS, SIMULATED, Fit, Question
from ...experiments.fit.observed import Observed, pooled
from ...experiments.fit.page import report
from ...inputs.names import as_file, as_stem
from ...inputs.writing import in_full
from ..jobs import WORKERS, Job

if TYPE_CHECKING:
    from ...ensemble.forecast import Cost
    from ...ensemble.jobs import Live
    from ...living.address import Identity
    from ...school.roster import School

#: As many as the command takes, so that both give the same fit.
SIZE = {"simulated": SIMULATED, "sets": SETS}
#: Seconds that a school takes besides its weeks, in which threads wait for one another, and that a fit takes to weigh the schools.
EACH, WEIGHED = 0.002, 2.0
#: How a page asks: with what carries out jobs.
Ask = Callable[["Live"], Question]


def asking(identity: "Identity", school: "School | None") -> Ask:
    """A question about schools of an address, of which is known what it sets. school : a real one, whose people they have"""
    scenario = identity.scenario_now()

    def ask(live: "Live") -> Question:
        sets, simulated = SIZE["sets"], SIZE["simulated"]
        return Question(
            scenario, None, tuple(identity.set), school=school, sets=sets, simulated=simulated, seed=identity.seed, live=live
        )

    return ask


def cost(ask: Ask, every: Sequence[Observed], apart: bool) -> "Cost":
    """What has to be simulated for figures of schools, each for itself or all together. Raises InputError."""
    question = ask(lambda work, jobs: [])
    return question.cost(every if apart or len(every) == 1 else [pooled(every, "")])


def seconds(cost: "Cost", fits: int) -> float:
    """How long so many fits may take on a machine that does nothing else."""
    return foresee(cost, WORKERS).seconds + EACH * cost.schools + WEIGHED * fits


def fitting(job: Job, every: Sequence[Observed], apart: bool, schools: int, ask: Ask, keep: Callable[[Fit], dict]) -> None:
    """Fit schools to what was observed of them, each for itself or all together; what comes of each is told as it is there.

    schools : that are simulated for it, of which the share that is done is told; keep : takes a fit, and gives what is told of it
    """
    done = 0

    def live(work: Callable[..., list], jobs: list[tuple]) -> list[list]:
        nonlocal done
        found: list[list] = [[] for _ in jobs]
        for at, result in job.each(work, iter(jobs)):
            found[at] = result
            before, done = done, done + len(result)
            if done * 100 // schools != before * 100 // schools:
                job.say(progress=min(0.99, done / schools))  # what is left is to weigh them
        return found

    question = ask(live)
    whole = [question.with_errors(one) for one in every] if apart else [question.together(every)]
    for observed in whole:
        fit = question.answer(observed)
        if job.cancelled:
            return
        job.say(fits=[keep(fit)])
    job.say(progress=1.0)


def told(fit: Fit, number: int, identity: "Identity", school: int, typed: str) -> dict[str, Any]:
    """What a page is told of a fit: a FitTold. school : whose people it has, counted from 1; typed : the command that gives the same"""
    conditions = [
        {
            "name": r.condition, "label": r.label, "prior": [r.prior_low, r.prior_high], "middle": r.middle, "low": r.low, "high": r.high,
            "default": r.default, "taught": r.taught, "covered": r.covered,
        }
        for r in fit.conditions.itertuples()
    ]  # fmt: skip
    figures = ("figure", "observed", "low", "middle", "high", "apart")
    predicted = [
        {name: getattr(r, name) for name in figures} | {name: bool(getattr(r, name)) for name in ("unlike", "teaches")}
        for r in fit.predicted.itertuples()
    ]
    return {
        "number": number,
        "title": fit.title,
        "possible": fit.possible,
        "verdict": fit.verdict(),
        "taught": fit.taught(),
        "conditions": [_rounded(row) for row in conditions],
        "predicted": [_rounded(row) for row in predicted],
        "query": identity.changed(set={**identity.set, **fit.observed.known}, week=0, run=0).query(),
        "school": school,
        "command": typed,
    }


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Numbers as JSON has them, with six digits."""

    def number(value: Any) -> Any:
        if isinstance(value, float):
            return float(f"{value:.6g}") if math.isfinite(value) else 0.0
        return [number(one) for one in value] if isinstance(value, list) else value

    return {name: number(value) for name, value in row.items()}


def report_of(fit: Fit) -> dict[str, str]:
    """The report that `fit` writes, as a file."""
    content = base64.b64encode(report(fit).encode()).decode()
    return {"name": f"fit-{as_stem(fit.title)}.html", "mime": "text/html", "base64": content}


def like(title: str) -> list[str]:
    """Options of a command for schools like those of a fit, by the folder that `fit` writes; none without one."""
    return ["--like", as_file(f"fit-{title}")] if title else []


def typed(
    identity: "Identity", observed: Sequence[str], real: Sequence[str], scales: Sequence[str], missing: Sequence[str], over: str
) -> str:
    """The command that fits the same. observed : names of files; real : options that read a school; over : pooled, apart or nothing"""
    words = [word for name in observed for word in ("--observed", name)]
    words += [word for name, value in identity.set.items() for word in ("--set", f"{name}={in_full(value)}")]
    words += [word for text in scales for word in ("--scale", text)]
    words += [word for text in missing for word in ("--missing", text)]
    return command("fit", identity.scenario, *words, *([f"--{over}"] if over else []), "--seed", str(identity.seed), *real)
