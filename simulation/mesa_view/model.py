"""SchoolModel: one school as a mesa.Model whose agents are views on the rows of the school's arrays.

No rule stands here. `step` is one week of the engine (engine/steps.py), so a stepped model gives exactly what `simulate` gives
for the same scenario, seed and run. Works with Mesa's AgentSet, DataCollector, batch_run and SolaraViz, from Mesa 3.3 on.
"""

import secrets
from collections.abc import Iterable
from functools import cache

import mesa
import numpy as np

from ..core.vocabulary import DOMAINS, FORMS, OWNERS, STAGES
from ..declare.outcomes import WEEKLY, YEAR_COLUMNS
from ..engine.schedule import WEEK, Phase
from ..engine.steps import Hook, Steps
from ..ensemble.jobs import LARGEST, check_whole
from ..ensemble.simulate import start
from ..parameters.scenario import InputError, Scenario, parameters
from ..results.recorder import Recorded
from ..rules.burnout import burnout_of, well_being_of
from ..school.roster import School
from ..school.state import TEACHER

_SCALARS = {variable.name: variable.meaning for variable in TEACHER if isinstance(variable.type, str)}


class Teacher(mesa.Agent):
    """A teaching post and whoever holds it: every state of the declarations is an attribute, read from the arrays.

    `row` is the post. `present` is False while the post is vacant.
    """

    def __init__(self, model: "SchoolModel", row: int):
        super().__init__(model)
        self.row = row

    @property
    def state(self):
        """The post's record in the school's array; changing it changes the school."""
        return self.model.state.teachers[self.row]

    @property
    def forms(self) -> dict[str, str]:
        """The form of action on each active goal, by domain."""
        goals = self.model.state.goals
        return {d: FORMS[self.state.form[k]] for k, d in enumerate(DOMAINS) if goals[k].active}

    @property
    def voice(self) -> dict[str, float]:
        """Felt influence by decision domain [0..1]."""
        return dict(zip(DOMAINS, self.state.voice.tolist(), strict=True))

    @property
    def attraction(self) -> dict[str, float]:
        """Learned attraction by form of action [0..1]."""
        return dict(zip(FORMS, self.state.attraction.tolist(), strict=True))

    @property
    def influence(self) -> float:
        """Felt influence, mean over the six domains [0..1]."""
        return float(np.mean(self.state.voice))

    @property
    def burnout(self) -> float:
        """Overall burnout [0..1]."""
        t = self.state
        return float(burnout_of(t.exhaustion, t.depersonalization, t.accomplishment))

    @property
    def well_being(self) -> float:
        """Professional well-being [0..1]."""
        t = self.state
        return float(well_being_of(t.satisfaction, t.self_efficacy, self.burnout))

    @property
    def advisers(self) -> list["Teacher"]:
        """The colleagues this teacher turns to."""
        ties = self.model.ties
        return [self.model.posts[j] for j in ties["target"][ties["source"] == self.row]]

    @property
    def advised(self) -> list["Teacher"]:
        """The colleagues who turn to this teacher."""
        ties = self.model.ties
        return [self.model.posts[j] for j in ties["source"][ties["target"] == self.row]]


def _view(name: str, meaning: str) -> property:
    def read(self):
        return self.model.state.teachers[self.row][name].item()

    return property(read, doc=meaning)


for _name, _meaning in _SCALARS.items():
    setattr(Teacher, _name, _view(_name, _meaning))


class SchoolModel(mesa.Model):
    """One school. `step()` is a week; after week 36 the summer passes within the same step; `running` ends with the years.

    scenario : a Scenario, a shipped name or a path
    rng or seed : the seed of the ensemble (a whole number; a random one when neither is given), run : which of its schools
    school : a real School that starts the run
    phases, hook : what a week consists of (WEEK, with phases of one's own or without some), and what is called before it
        (engine/steps.py)
    explain : keep the terms that move each teacher's states, in `state.terms`
    kwargs : scenario fields to change, as `administrator_openness=0.8` or `**{"administrator.openness": 0.8}`; this is how
        Mesa's batch_run and its controls set parameters

    `state` holds the school's arrays (teachers, ties, goals, school; docs/codebook.md has their fields).

    Every weekly outcome of the codebook is an attribute (`model.share_collaboration`), NaN before the first week, and a column of
    `datacollector`. batch_run puts parameters, outcomes and agents into one row, so a name there is given once only: an outcome
    that is called like a parameter begins with `observed_`, what a teacher reports with `teacher_`.
    """

    running: bool  #: Mesa's own word for it

    def __init__(
        self,
        scenario: Scenario | str = "baseline",
        *,
        rng=None,
        seed=None,
        run: int = 0,
        school: School | None = None,
        phases: Iterable[Phase] = WEEK,
        hook: Hook | None = None,
        explain: bool = False,
        **kwargs,  # Mesa's controls know no other name for fields that are not spelt out
    ):
        if rng is not None and seed is not None:
            raise InputError(f"rng = {rng!r} and seed = {seed!r} came; give one of them")
        name, number = ("seed", seed) if rng is None else ("rng", rng)
        number = secrets.randbits(32) if number is None else number
        check_whole(name, number, 0, LARGEST)
        check_whole("run", run, 0, LARGEST)
        super().__init__(rng=int(number))
        scenario = Scenario.load(scenario)
        self.conditions = (
            scenario.replace(_dotted(kwargs)) if kwargs else scenario
        )  #: the scenario this school is simulated under
        self.seed, self.run = int(number), int(run)
        self.state = start(self.conditions, self.seed, self.run, school, explain)
        table, period = self.conditions.table()
        self.recorded = Recorded.empty(self.run, self.state.teachers.size, self.conditions.years, ("years",))
        kept = self.recorded
        self._steps = Steps(self.state, table, period, kept.years, kept.weeks, kept.teachers, phases=phases, hook=hook)
        self.posts = [Teacher(self, row) for row in range(self.state.teachers.size)]
        self.datacollector = mesa.DataCollector(
            model_reporters={"seed": "seed"} | {_reporter(column.name): column.name for column in WEEKLY},
            agent_reporters={f"teacher_{state}": state for state in ("present", "exhaustion", "self_efficacy", "influence")},
        )

    @property
    def scenario(self) -> None:
        """Nothing. Since 3.5 Mesa looks here for a scenario of its own kind; this school's is in `conditions`."""

    @scenario.setter
    def scenario(self, _):
        """What Mesa would store is not kept: its controls would otherwise hand it on as the scenario of the school."""

    def step(self) -> None:
        """Simulate one week. Does nothing once all years have passed."""
        if not self.running:
            return
        self._steps.week()
        self.datacollector.collect(self)
        self.running = not self._steps.over

    @property
    def year(self) -> int:
        """School years completed."""
        return int(self.state.school[0].year)

    @property
    def week(self) -> int:
        """Week of the year that comes next, from 0."""
        return int(self.state.school[0].week)

    @property
    def ties(self) -> np.ndarray:
        """Advice ties in force: records with source, target, work and trust."""
        return self.state.ties[: int(self.state.school[0].n_ties)]

    @property
    def goals(self) -> dict[str, dict]:
        """The active goals by domain: owner, stage, progress, fit, success."""
        goals = self.state.goals
        return {
            d: {
                "owner": OWNERS[goals[k].owner],
                "stage": STAGES[goals[k].stage],
                "progress": float(goals[k].progress),
                "fit": float(goals[k].fit),
                "success": float(goals[k].success),
            }
            for k, d in enumerate(DOMAINS)
            if goals[k].active
        }

    @property
    def years(self):
        """The completed years as a DataFrame with the columns of `Results.years`."""
        import pandas as pd

        return pd.DataFrame(self.recorded.years[: self.year], columns=[c.name for c in YEAR_COLUMNS])


def _outcome(index: int, meaning: str) -> property:
    return property(lambda self: float(self._steps.row[index]), doc=meaning)


for _index, _column in enumerate(WEEKLY):
    setattr(SchoolModel, _column.name, _outcome(_index, _column.meaning))


@cache
def _dots() -> dict[str, str]:
    """`administrator_openness` stands for `administrator.openness`."""
    return {name.replace(".", "_"): name for name in parameters()}


def _dotted(changes: dict) -> dict:
    """Changes by dotted name."""
    return {_dots().get(name, name): value for name, value in changes.items()}


def _reporter(outcome: str) -> str:
    """The column of an outcome in `datacollector`."""
    return f"observed_{outcome}" if outcome in _dots() else outcome
