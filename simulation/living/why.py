"""Why one person is as she is: what moved her states, what she weighed when she chose, whose example counted, and her twin.

The school is lived again from its scenario, seed and run, so it is the one that the results tell of. Between two phases of a week
somebody listens (choices.py); nothing is changed by that. A twin is the same school with the same random numbers and one thing changed:
a goal that the administrator had shared, or a field of the scenario from some year on. What differs is what that one thing does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.vocabulary import (
    ADMINISTRATOR,
    CONCEPTUALISE,
    DOMAINS,
    FORMS,
    INDIVIDUAL,
    JOINT,
    NOBODY,
    ORDINARY,
    OWNERS,
    STAYS,
    TEACHERS,
    WEEKS_PER_CYCLE,
    WEEKS_PER_YEAR,
)
from ..declare.outcomes import TEACHER_COLUMNS
from ..declare.terms import CHOICE_WORDS, TERM_WORDS
from ..engine.schedule import WEEK, Phase
from ..engine.steps import Steps
from ..ensemble.jobs import LARGEST, check_whole
from ..ensemble.simulate import start
from ..inputs.quoting import InputError, did_you_mean, shown
from ..parameters.scenario import Scenario
from ..results.recorder import Recorded, n_teacher_columns
from ..rules.joint_work import fit_of
from ..school.state import State
from ..words.outcomes import form_label, label, state_label
from ..words.parameters import parameter_label
from ..words.people import first_names, in_sentence, name_of
from ..words.why import join, moved, spoke, times
from .choices import considered, ties_that_matter, written
from .narrator import GOALS

if TYPE_CHECKING:
    import pandas as pd

    from ..results.folder import Results
    from ..school.roster import School

#: Columns of the table of teachers in which twins are compared.
COMPARED = (
    "share_individual", "share_coordination", "share_cooperation", "share_collaboration", "influence", "self_efficacy", "job_satisfaction",
    "exhaustion", "isolation", "standing", "hours_total", "quit_intention",
)  # fmt: skip
#: Why a goal that is not the administrator's cannot be shared, by its owner.
_WHOSE = {NOBODY: "it was nobody's", JOINT: "it was shared", TEACHERS: "it was the teachers' own"}
#: What is too small to be told of in a sentence.
_NOTHING = 0.005
_COLUMN = {column.name: at for at, column in enumerate(TEACHER_COLUMNS)}


@dataclass
class Life:
    """A school as it was lived: rows of its teachers, and of one of them what was heard. names : of the first day"""

    scenario: Scenario
    names: list[str]
    teachers: np.ndarray  #: (years, posts, columns of TEACHER_COLUMNS and of terms)
    states: list[tuple] = field(default_factory=list)
    choices: list[tuple] = field(default_factory=list)
    decisions: list[tuple] = field(default_factory=list)
    ties: list[tuple] = field(default_factory=list)


@dataclass
class Why:
    """What moved one person, and what she weighed. Tables are pandas DataFrames; `text()` tells it in sentences.

    states : a row for each week, state and term: year, week, person, state, term, in_words, moved [the state's unit]
    choices : a row for each choice, form and term: year, week, person, goal, owner, form, term, in_words, utility
    decisions : a row for each choice: year, week, person, goal, owner, chosen (a wish), did (once partners were found), chance_FORM
    ties : a row for each choice and colleague: year, week, person, colleague, name, trust, adds (to the chance of joint work, by example)
    post : hers; seed, run : of the school
    """

    scenario: Scenario
    seed: int
    run: int
    post: int
    states: "pd.DataFrame"
    choices: "pd.DataFrame"
    decisions: "pd.DataFrame"
    ties: "pd.DataFrame"
    _school: "School | None" = field(default=None, repr=False)
    _life: Life | None = field(default=None, repr=False)

    def name(self, person: int) -> str:
        """What a holder of the post is called. person : her number in the run, as in the table of teachers"""
        assert self._life is not None
        return name_of(self._life.names, self.post, person)

    def text(self) -> str:
        """Year by year: what moved her states, what she did most and what spoke for it, whose example counted."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.scenario.name}, school {self.run} of seed {self.seed}, post {self.post}"
        called: dict[int, str] = {}
        for (year, person), rows in self.states.groupby(["year", "person"]):
            if person not in called:  # whoever came after a newcomer is called alike
                name = self.name(person)
                called[person] = f"somebody else, {name}" if name in {self.name(other) for other in called} else name
            yield f"\nYear {year}: {called[person]}"
            for state, words in TERM_WORDS.items():
                terms = rows[rows["state"] == state].groupby("term")["moved"].sum()
                yield f"  {moved(state_label(state), {words[term]: float(terms[term]) for term in words}, 'over the year')}"
            yield from self._of_choices(self.decisions.query("year == @year and person == @person"), year, person)
        if not len(self.states):
            yield "The post was vacant all the time; nothing moved anybody."

    def _of_choices(self, decided: "pd.DataFrame", year: int, person: int) -> Iterator[str]:
        if not len(decided):
            return
        joint = decided[decided["chosen"] != FORMS[INDIVIDUAL]]
        never = int((decided["chance_individual"] == 1.0).sum())
        left = f"; {times(never)} her week left no hours for it" if never else ""
        yield f"  She chose {times(len(decided))}, and joint work {times(len(joint))}{left}."
        if never == len(decided):
            return  # she had nothing to weigh
        form = joint["chosen"].value_counts().index[0] if len(joint) else FORMS[1]
        of = self.choices.query("year == @year and person == @person")
        told = of[of["form"] == form]
        yield f"  {spoke(form_label(FORMS.index(form)), told.groupby('term')['utility'].mean().to_dict())}"
        adds = (
            self.ties.query("year == @year and person == @person").groupby("name")["adds"].mean().sort_values(ascending=False)
        )
        if len(adds) and adds.iloc[0] > _NOTHING:
            yield f"  The example of {in_sentence(adds.index[0])} counted most: it added {_points(adds.iloc[0])} to her chance of joint work."

    def had(self, shared: str | None = None, changes: Mapping[str, Any] | None = None, year: int = 1) -> "Twin":
        """The same person in the same school, had one thing been otherwise.

        shared : a decision domain: the administrator had shared the goal that is pursued there in this year, when it began
        changes : fields of the scenario that have other values from the beginning of this year on
        Raises InputError when no such goal is the administrator's then, or for a field or value that there is not.
        """
        assert self._life is not None
        if (shared is None) == (not changes):
            raise InputError(
                "say one thing that would have been otherwise: shared = a decision domain, or changes = fields of the scenario"
            )
        check_whole("year", year, 1, self.scenario.years)
        if np.isnan(self._life.teachers[year - 1, self.post, _COLUMN["person"]]):
            raise InputError(f"nobody holds post {self.post} in year {year}, so there is no twin; name another year or teacher")
        scenario, opened = self.scenario, None
        if changes:
            policies = [policy.model_dump(exclude_none=True) for policy in scenario.policies]
            scenario = scenario.replace({"policies": [*policies, {"name": "what if", "start": year, "set": dict(changes)}]})
        else:
            if shared not in DOMAINS:
                raise InputError(
                    f"{shown(shared)} is not a decision domain{did_you_mean(str(shared), DOMAINS, f'allowed are: {join(list(DOMAINS))}')}"
                )
            opened = self._begun(DOMAINS.index(shared), year)
        other = live(scenario, self.seed, self.run, self._school, opened=opened)
        what = (
            f"the principal shared the {GOALS[shared]} of year {year} when it began"
            if shared
            else join([f"{parameter_label(n)} been {v} from year {year} on" for n, v in (changes or {}).items()])
        )
        return Twin(self._life, other, self.post, what, year if opened is None else opened[1] + 1)

    def _begun(self, domain: int, year: int) -> tuple[int, int]:
        """The domain, and the year (from 0) in which the goal that is pursued there in `year` began. Raises InputError."""
        held: dict[int, tuple[int, int, int]] = {}

        def look(state: State, at: int, week: int) -> None:
            if week == 0:
                goal = state.goals[domain]
                held[at] = int(goal["active"]), int(goal["owner"]), int(goal["age"])

        live(self.scenario, self.seed, self.run, self._school, hook=look, years=year)
        active, owner, _ = held[year - 1]
        if not active or owner != ADMINISTRATOR:
            whose = _WHOSE[owner] if active else "there is none"
            raise InputError(
                f"the {GOALS[DOMAINS[domain]]} of year {year} was not the administrator's to share ({whose}); name another year or goal"
            )
        first = year - 1
        while first > 0 and held[first][2] > 0:
            first -= 1
        return domain, first


@dataclass
class Twin:
    """One person as she was, and as she would have been. what : the change, in words; year : from which it can act"""

    real: Life
    other: Life
    post: int
    what: str
    year: int

    @property
    def table(self) -> "pd.DataFrame":
        """A row for each year and outcome in which the same person holds the post in both: year, outcome, in_words, was, would_be, difference."""
        import pandas as pd

        rows = [
            (year + 1, name, label(name), a[_COLUMN[name]], b[_COLUMN[name]], b[_COLUMN[name]] - a[_COLUMN[name]])
            for year, a, b in self._years()
            for name in COMPARED
        ]
        return pd.DataFrame(rows, columns=["year", "outcome", "in_words", "was", "would_be", "difference"])

    def text(self) -> str:
        """What would have been otherwise, in sentences."""
        if not (years := list(self._years())):
            return f"Had {self.what}, she would not have been in the post in the same years, so nothing can be compared."
        table, told = self.table, []
        asked = next((year for year, *_ in years if year >= self.year - 1), years[-1][0])  # she may have come later than others
        for year in sorted({asked + 1, years[-1][0] + 1}):
            rows = table[(table["year"] == year) & (table["was"].round(2) != table["would_be"].round(2))]
            rows = rows.reindex(rows["difference"].abs().sort_values(ascending=False).index)
            parts = [
                f"{r.in_words} {r.would_be:.2f} and not {r.was:.2f}" for r in rows.itertuples() if r.outcome != "hours_total"
            ][:4]
            hours = [
                f"{r.in_words} {r.would_be:.1f} h and not {r.was:.1f} h"
                for r in rows.itertuples()
                if r.outcome == "hours_total" and abs(r.difference) > 0.1
            ]
            told.append(f"Had {self.what}, in year {year}: {join(parts + hours) or 'nothing of hers would have differed'}.")
        last = years[-1][0]
        left = [life.teachers[last, self.post, _COLUMN["left"]] != STAYS for life in (self.real, self.other)]
        if left[0] != left[1]:
            told.append(
                f"She left after year {last + 1}, and would have stayed."
                if left[0]
                else f"She would have left after year {last + 1}."
            )
        return "\n".join(told)

    def _years(self) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """Years (from 0) in which both are the same person, who holds the post when the change is made, with the rows of each."""
        first = self.real.teachers[self.year - 1, self.post, _COLUMN["person"]]
        for year, (a, b) in enumerate(zip(self.real.teachers[:, self.post], self.other.teachers[:, self.post], strict=True)):
            if a[_COLUMN["person"]] == b[_COLUMN["person"]] == first:
                yield year, a, b


def why(
    what: "Results | Scenario",
    run: int = 0,
    teacher: int | str = 0,
    *,
    seed: int | None = None,
    school: "School | None" = None,
    years: int | None = None,
) -> Why:
    """What moved one teacher of one school over the years, and what she weighed when she chose.

    what : Results, or a Scenario; run : the school; seed : of the ensemble, that of the results when left out (1 for a scenario)
    teacher : the post, as `teacher` in the tables (from 0), or a name of the first day; school : the real school that was simulated
    years : how many to live; all when left out
    Raises InputError when there is no such school or teacher.
    """
    scenario, own_seed = (what, 1) if isinstance(what, Scenario) else (_scenario_of(what, run, school), what.seed)
    seed = own_seed if seed is None else seed
    check_whole("seed", seed, 0, LARGEST)
    check_whole("run", run, 0, LARGEST)
    if years is not None:
        check_whole("years", years, 1, scenario.years)
    names = _names(scenario, seed, run, school)
    post = _post(teacher, names)
    life = live(scenario, seed, run, school, post=post)
    import pandas as pd

    keys = ["year", "week", "person"]
    states = pd.DataFrame(life.states, columns=[*keys, "state", "term", "in_words", "moved"])
    choices = pd.DataFrame(life.choices, columns=[*keys, "goal", "owner", "form", "term", "in_words", "utility"])
    decisions = pd.DataFrame(
        life.decisions, columns=[*keys, "goal", "owner", "chosen", "did", *(f"chance_{form}" for form in FORMS)]
    )
    ties = pd.DataFrame(life.ties, columns=[*keys, "colleague", "name", "trust", "adds"])
    if years is not None:
        states, choices, decisions, ties = (table[table["year"] <= years] for table in (states, choices, decisions, ties))
    return Why(scenario, seed, run, post, states, choices, decisions, ties, school, life)


def live(
    scenario: Scenario,
    seed: int,
    run: int,
    school: "School | None" = None,
    *,
    post: int | None = None,
    opened: tuple[int, int] | None = None,
    hook: Any = None,
    years: int | None = None,
) -> Life:
    """Live a school to its end, or for some years. post : whom to listen to; opened : a domain and the year (from 0) in which to share its goal"""
    state = start(scenario, seed, run, school, explain=True)
    n = state.teachers.size
    teachers = np.zeros((scenario.years, n, n_teacher_columns(("teachers", "terms"))))
    kept = Recorded.empty(run, n, scenario.years, ("years",))
    life = Life(scenario, _first_names(n, school), teachers)
    ear = Ear(life, post) if post is not None else None

    def before(at: State, year: int, week: int) -> None:
        if opened is not None and (year, week) == (opened[1], 0):
            share_goal(at, opened[0], steps.parameters[ORDINARY])
        if hook is not None:
            hook(at, year, week)

    phases = WEEK if ear is None else ear.among(WEEK)
    steps = Steps(state, *scenario.table(), kept.years, kept.weeks, teachers, phases=phases, hook=before)
    for _ in range((years or scenario.years) * WEEKS_PER_YEAR - 1):
        steps.week()
    steps.school_week()
    return life


def share_goal(state: State, domain: int, p: Any) -> None:
    """Let a goal that has just begun be the administrator's and the teachers' together: what sharing does when it begins (school/goals.py)."""
    goal = state.goals[domain]
    goal["owner"], goal["stage"] = JOINT, CONCEPTUALISE
    goal["fit"] = written(fit_of)(goal["fit"], 0.0, p.goals_fit, 0.0)


class Ear:
    """Listens to one post while a school is lived, between the phases of a week."""

    def __init__(self, life: Life, post: int):
        self.life, self.post = life, post
        self.terms = np.zeros(sum(map(len, TERM_WORDS.values())))
        self.weighed: list = []

    def among(self, phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
        """The phases of a week with the ear among them: before the choice, and at the end."""
        at = next(k for k, phase in enumerate(phases) if phase.name == "choice")
        return (*phases[:at], Phase("listening", self._before, ""), *phases[at:], Phase("listening", self._after, ""))

    def _before(self, state: State, p: np.ndarray) -> None:
        school = state.school[0]
        self.weighed = considered(state, p, self.post) if school["week"] % WEEKS_PER_CYCLE == 0 else []
        if self.weighed:
            when, ties = self._when(state), state.ties[: school["n_ties"]]
            people = state.teachers["person"]
            for colleague, adds in ties_that_matter(state, p, self.post, self.weighed).items():
                between = ((ties["source"] == colleague) & (ties["target"] == self.post)) | (
                    (ties["target"] == colleague) & (ties["source"] == self.post)
                )
                name = name_of(self.life.names, colleague, int(people[colleague]))
                self.life.ties.append((*when, colleague, name, float(ties["trust"][between].max()), adds))

    def _after(self, state: State, _p: np.ndarray) -> None:
        if not state.teachers["present"][self.post]:
            return
        when = self._when(state)
        for one in self.weighed:
            goal, owner = DOMAINS[one.domain], OWNERS[state.goals["owner"][one.domain]]
            did = FORMS[state.teachers["form"][self.post, one.domain]]
            self.life.decisions.append((*when, goal, owner, FORMS[one.wish], did, *one.chances))
            for form, terms in one.terms.items():
                self.life.choices += [
                    (*when, goal, owner, FORMS[form], term, CHOICE_WORDS[term], value) for term, value in terms.items()
                ]
        now = state.terms[self.post].copy()
        moved_by = now - (0.0 if when[1] == 1 else self.terms)  # a year's terms are summed from its first week on
        self.terms = now
        at = 0
        for name, words in TERM_WORDS.items():
            for term, told in words.items():
                self.life.states.append((*when, name, term, told, float(moved_by[at])))
                at += 1

    def _when(self, state: State) -> tuple[int, int, int]:
        school = state.school[0]
        return int(school["year"]) + 1, int(school["week"]) + 1, int(state.teachers["person"][self.post])


def _scenario_of(results: "Results", run: int, school: "School | None") -> Scenario:
    from ..experiments.uncertainty import Sets

    if not results.first_run <= run < results.first_run + results.runs:
        raise InputError(
            f"there is no school {run} in the folder; it holds schools {results.first_run} to {results.first_run + results.runs - 1}"
        )
    if (results.school or {}).get("digest") != (school.identity()["digest"] if school is not None else None):
        held = f"the real school {results.school['title']}" if results.school else "schools of the scenario, none from files"
        raise InputError(f"the folder holds {held}; give --roster and --ties as they were read, and none where none were")
    if not results.uncertainty:
        return results.scenario
    return Sets.from_manifest(results.uncertainty).scenario(results.scenario, run)


def _points(share: float) -> str:
    points = max(1, round(100 * share))
    return f"{points} point{'s' * (points > 1)}"


def _first_names(n: int, school: "School | None") -> list[str]:
    return list(school.names) if school is not None else first_names(n)


def _names(scenario: Scenario, seed: int, run: int, school: "School | None") -> list[str]:
    return _first_names(start(scenario, seed, run, school).teachers.size, school)


def _post(teacher: int | str, names: list[str]) -> int:
    """The post of a number or of a name. Raises InputError."""
    if isinstance(teacher, str) and teacher in names:
        return names.index(teacher)
    number = int(teacher) if isinstance(teacher, int) or teacher.isdigit() else -1
    if not 0 <= number < len(names):
        near = did_you_mean(teacher, names) if isinstance(teacher, str) else ""
        raise InputError(
            f"there is no teacher {shown(teacher)}; posts are numbered 0 to {len(names) - 1}, as in the table of teachers{near}"
        )
    return number
