"""A real school: who works there and who turns to whom, read from the files that people have (readers/).

What the files cannot tell is made up as in any other school (teachers.py, network.py), so runs differ in it: traits and first
states, and experience, groups, trust and ties where they are unknown. Only the files' own facts are the same in all.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..core import shipped
from ..core.chance import TRUST, normal, two_draws
from ..core.compiled import inner, kernel
from ..core.vocabulary import N_DOMAINS, ORDINARY, numbered
from ..parameters.scenario import Scenario
from ..rules.common import within
from .founding import open_school, take_up
from .kinds import appoint_leaders, name_kinds
from .network import add_tie, returned_share_of, weave_ties
from .readers.files import Source
from .readers.form import ChoiceNeededError as ChoiceNeededError
from .readers.form import Choices
from .readers.form import RosterError as RosterError
from .readers.measures import MEASURES
from .readers.receipt import Receipt
from .state import State, empty_state, workspace
from .teachers import draw_founder, draw_staff

#: Where each measure stands in a row of `School.measured`.
M: Any = numbered(MEASURES)

#: What of a school are arrays.
ARRAYS = ("experience", "group", "role", "fte", "measured", "source", "target", "trust")

File = str | Path | Source


@dataclass(frozen=True, eq=False, repr=False)
class School:
    """Teachers and advice ties of a real school. The arrays are read-only."""

    title: str  #: from the name of the first file
    names: tuple[str, ...]  #: of the n teachers, in an order that no order of lines moves: numbers by size, then names
    experience: np.ndarray  #: float64 (n,) [years of teaching], NaN where unknown
    group: np.ndarray  #: int64 (n,) index into group_names, -1 where unknown
    group_names: tuple[str, ...]  #: grades or departments in order of their first teacher; none when nothing tells them
    source: np.ndarray  #: int64 (n_ties,) who turns to somebody, as an index into names
    target: np.ndarray  #: int64 (n_ties,) to whom
    trust: np.ndarray  #: float64 (n_ties,) [0..1], NaN where unknown
    ignored: tuple[str, ...] = ()  #: columns of the files that nobody reads, as "roster.salary" or "ties.same_grade"
    role: np.ndarray = field(
        default_factory=lambda: np.zeros(0, np.int64)
    )  #: int64 (n,) 1 holds a formal role, 0 holds none, -1 unknown
    fte: np.ndarray = field(
        default_factory=lambda: np.zeros(0)
    )  #: float64 (n,) share of a full post, NaN where unknown: a whole one
    measured: np.ndarray = field(
        default_factory=lambda: np.zeros(0)
    )  #: float64 (n, len(MEASURES)) [0..1] first states and traits
    own_ties: bool = True  #: every post keeps its number of advisers, and the school its share of returned ties (A71)
    ties_known: bool = True  #: False when no file told any: they are drawn as in any other school
    receipt: Receipt | None = None  #: what was read and what was set aside

    def __post_init__(self):
        """What was left out is unknown of everybody."""
        if self.role.shape != (self.n,):
            object.__setattr__(self, "role", np.full(self.n, -1, np.int64))
        if self.fte.shape != (self.n,):
            object.__setattr__(self, "fte", np.full(self.n, math.nan))
        if self.measured.shape != (self.n, len(MEASURES)):
            object.__setattr__(self, "measured", np.full((self.n, len(MEASURES)), math.nan))
        for name in ARRAYS:
            getattr(self, name).setflags(write=False)

    @classmethod
    def read(
        cls,
        path: File | Sequence[File],
        ties: File | None = None,
        cut: float | None = None,
        undirected: bool | None = None,
        relation: str | None = None,
        wave: str | int | None = None,
        *,
        columns: Mapping[str, str | int] | None = None,
        scales: Mapping[str, str] | None = None,
        missing: Sequence[str | float] = (),
        principal: str | None = None,
        own_ties: bool = True,
    ) -> "School":
        """Read a school from the files that people have; docs/schools.md lists the forms.

        path : a file with everything, several files, or the name of a school that comes with the program
        ties : the file of ties, when `path` is the roster; with neither ties nor a network in `path` ties are drawn anew in every run
        cut : ties with a value of at least this count, where values differ
        undirected : True makes every tie one both ways, False says that the first of a pair asks the second
        relation, wave : which of several is meant
        columns : meaning -> name or number of a column, such as {"source": "Von", "experience": 3}
        scales : measure -> its survey's scale, such as {"exhaustion": "0..6"}
        missing : values that stand for unknown besides the usual, or "none" when there are none
        principal : "aside" leaves principals out, "teacher" counts them as teachers in a formal role
        own_ties : the network keeps its shape, as far as time alone is concerned: posts their number of advisers, whoever holds them,
            and the school its share of ties that are returned. Else, or where there is no tie, advisers are found and lost as in a
            school of the scenario.
        Nothing is guessed where files can be read in two honest ways. Raises ChoiceNeededError, whose sentence names the option that
        chooses, and RosterError with every fault of all files. `receipt` says what was read and what was set aside.
        """
        from .readers.reading import read_files

        choices = Choices(
            cut,
            undirected,
            relation,
            None if wave is None else str(wave),
            {meaning: str(column) for meaning, column in (columns or {}).items()},
            dict(scales or {}),
            tuple(f"{value:g}" if isinstance(value, int | float) else value for value in missing),
            principal,
        )
        paths = [path] if isinstance(path, str | Path | Source) else list(path)
        if not paths:
            raise RosterError(["no file was given"])
        named = _shipped(paths[0]) if len(paths) == 1 and ties is None else None
        reading = read_files([named[0]], named[1], choices) if named else read_files(paths, ties, choices)
        receipt = reading.receipt
        if named:  # a command calls it by its name
            receipt = replace(receipt, words=["--roster", str(paths[0]), *receipt.words[4:]])
        return cls(
            title=reading.title,
            names=reading.names,
            experience=reading.facts.experience,
            group=reading.facts.group,
            group_names=reading.facts.group_names,
            source=reading.source,
            target=reading.target,
            trust=reading.trust,
            ignored=reading.ignored,
            role=reading.facts.role,
            fte=reading.facts.fte,
            measured=reading.facts.measured,
            own_ties=own_ties,
            ties_known=reading.ties_known,
            receipt=receipt,
        )

    @classmethod
    def from_csv(cls, roster: File, ties: File | None = None, *, own_ties: bool = True) -> "School":
        """Read a school from its roster and its ties, as `read` does; without ties, `roster` is a name: `School.from_csv("sample")`.

        own_ties : as in `read`. Raises RosterError with every fault of both files.
        """
        if ties is None and not _shipped(roster):
            known = ", ".join(shipped_schools())
            raise RosterError(
                [f"a real school needs both files, and {roster} came without the one of ties; without it, allowed are: {known}"]
            )
        return cls.read(roster, ties, own_ties=own_ties)

    @classmethod
    def from_text(cls, roster: str, ties: str, title: str = "roster", *, own_ties: bool = True) -> "School":
        """Read a school from the texts of two such files, which are kept nowhere. Raises RosterError.

        roster, ties : what the files hold; title : what the school is called; own_ties : as in `read`
        """
        names = Source("roster.csv", roster.encode("utf-8", "surrogatepass"))
        school = cls.read(names, Source("ties.csv", ties.encode("utf-8", "surrogatepass")))
        return replace(school, title=title, own_ties=own_ties)

    @property
    def n(self) -> int:
        """Number of teachers."""
        return len(self.names)

    def __repr__(self):
        return f"School({self.title!r}, {self.n} teachers, {self.source.size} ties, {len(self.group_names)} groups)"

    def identity(self) -> dict[str, Any]:
        """What tells this school from others, ready for JSON; the digest changes with any fact of the files that is used."""
        digest = hashlib.sha256("\0".join((*self.names, "", *self.group_names)).encode())
        for array in (self.experience, self.group, self.source, self.target, self.trust):
            digest.update(array.tobytes())
        for array, unknown in (
            (self.role, self.role < 0),
            (self.fte, np.isnan(self.fte)),
            (self.measured, np.isnan(self.measured)),
        ):
            if not unknown.all():  # what is not known of anybody is no fact
                digest.update(array.tobytes())
        if not self.ties_known:
            digest.update(b"ties drawn")
        if not self.own_ties:
            digest.update(b"wished ties")
        return {"title": self.title, "names": list(self.names), "ties": self.source.size, "digest": digest.hexdigest()}

    def described(self) -> dict[str, Any]:
        """Its identity and the receipt of its files, for manifests."""
        return self.identity() | ({"receipt": self.receipt.as_json()} if self.receipt else {})

    def told(self) -> list[str]:
        """The receipt in lines, empty for a school that was not read from files."""
        return self.receipt.lines() if self.receipt else []

    def to_dict(self) -> dict[str, Any]:
        """Everything of it, ready for JSON; `from_dict` makes the same school of it without its files. What is unknown is None."""
        arrays = {name: getattr(self, name) for name in ARRAYS}
        values = {name: np.asarray(np.where(np.isnan(array), None, array)).tolist() for name, array in arrays.items()}
        told = {
            "title": self.title,
            "names": list(self.names),
            "group_names": list(self.group_names),
            "own_ties": self.own_ties,
            "ties_known": self.ties_known,
        }
        receipt = {"receipt": self.receipt.as_json()} if self.receipt else {}
        return told | values | {"ignored": list(self.ignored)} | receipt

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "School":
        """The school of values as `to_dict` gives them."""
        whole = {"group", "role", "source", "target"}
        arrays = {name: np.array(values[name], np.int64 if name in whole else np.float64) for name in ARRAYS}
        return cls(
            title=values["title"],
            names=tuple(values["names"]),
            group_names=tuple(values["group_names"]),
            own_ties=values["own_ties"],
            ties_known=values["ties_known"],
            ignored=tuple(values["ignored"]),
            receipt=Receipt(**values["receipt"]) if "receipt" in values else None,
            **arrays,
        )

    # ---------------------------------------------------------------- its first day

    def state(self, scenario: Scenario, explain: bool = False) -> State:
        """An empty state with a row for each teacher and room for half as many ties again as there are, or as the scenario wants.

        explain : with room for the terms that move each teacher's states
        """
        return empty_state(self.n, max(scenario.network.out_degree, self.source.size / self.n), explain)

    def fill(self, state: State, p, seed: int, run: int) -> None:
        """Found this school in an empty state made by `state`; seed and run determine its random numbers.

        p : a parameter record, as for `found_school`. Raises ValueError for a state with other posts or too little room for ties.
        """
        if state.teachers.size != self.n or state.ties.size < self.source.size:
            raise ValueError(f"a state for {self!r} is needed; make it with School.state")
        # copies, because kernels are compiled for arrays that may be written
        facts = {name: getattr(self, name).copy() for name in ARRAYS}
        settle(state, p, seed, run, own_ties=self.own_ties and self.source.size > 0, ties_known=self.ties_known, **facts)

    def start(self, scenario: Scenario, seed: int, run: int, explain: bool = False) -> State:
        """The school on its first day under a scenario, with the random numbers of this seed and run; explain as in `state`."""
        state = self.state(scenario, explain)
        self.fill(state, scenario.table()[0].view(np.recarray)[0, ORDINARY], seed, run)
        return state


#: Workspace of `settle`: how many colleagues a teacher names.
NAMED = workspace("colleagues")


@kernel
def settle(state, p, seed, run, own_ties, ties_known, experience, group, role, fte, measured, source, target, trust):  # noqa: PLR0917 - numba takes arrays, no School
    """Found a school whose people and ties are known; what is NaN or -1 is drawn as `found_school` would draw it.

    experience (n,) float64 [years]; group, role (n,) int64; fte (n,) float64 [share of a full post]; measured (n, len(MEASURES))
    float64 [0..1]; source, target (n_ties,) int64; trust (n_ties,) float64 [0..1]; ties_known : False when ties are drawn, too.
    Teachers of unknown group are dealt out to all groups in turn. Everybody is content with whom they name; with own_ties that holds for
    whoever follows them too, and for those who name nobody. Without it these wish for as many advisers as drawn persons do.
    """
    open_school(state, p, seed, run)
    school, teachers = state.school[0], state.teachers
    if group.max() >= 0:
        school.n_groups = group.max() + 1
    draw_staff(state, p)
    for i in range(teachers.size):
        if group[i] >= 0:
            teachers[i].group = group[i]
        if not math.isnan(experience[i]):
            draw_founder(
                state, i, experience[i], min(teachers[i].tenure, int(experience[i])), p
            )  # who taught less is here no longer
        teachers[i].fte = known_or(fte[i], 1.0)
        as_measured(teachers[i], measured[i])
    if ties_known:
        bring_ties(state, p, own_ties, source, target, trust)
    else:
        weave_ties(state, p)
    appoint_leaders(state, p, school.year)
    told, held = 0, 0
    for i in range(teachers.size):
        if role[i] >= 0:
            told += 1
            teachers[i].role = role[i]
        held += teachers[i].role
    if told > 0:
        school.leading_deviation = held / teachers.size - p.roles_leaders
    name_kinds(state, p)
    take_up(state, p)
    for i in range(teachers.size):
        for d in range(N_DOMAINS):
            teachers[i].voice[d] = known_or(measured[i, M.influence_hiring + d], teachers[i].voice[d])


@inner
def bring_ties(state, p, own_ties, source, target, trust):
    """The ties of the files, with trust drawn as weave_ties draws it where it is unknown."""
    school, teachers = state.school[0], state.teachers
    school.n_ties = 0
    named = state.scratch[:, NAMED.colleagues]
    named[:] = 0.0
    for e in range(source.size):
        u, v = two_draws(school.seed, school.run, e, 0, TRUST, 0)
        drawn = within(p.ties_initial + p.ties_spread * normal(u, v), 0.2, 0.95)
        add_tie(state, source[e], target[e], known_or(trust[e], drawn))
        named[source[e]] += 1.0
    for i in range(teachers.size):
        if named[i] > 0.0 or own_ties:
            teachers[i].wished = int(named[i])
    if own_ties:
        school.keeps = 2
        school.asking = source.size / teachers.size
        school.returning = school.leaning = returned_share_of(state)


@inner
def known_or(value, drawn):
    """A value of the files, or what was drawn where they have none."""
    return drawn if math.isnan(value) else value


@inner
def as_measured(t, measured):
    """Let a teacher's first states and traits be those that a survey has measured."""
    t.self_efficacy = known_or(measured[M.self_efficacy], t.self_efficacy)
    t.exhaustion = known_or(measured[M.exhaustion], t.exhaustion)
    t.depersonalization = known_or(measured[M.depersonalization], t.depersonalization)
    t.accomplishment = known_or(measured[M.accomplishment], t.accomplishment)
    t.satisfaction = known_or(measured[M.satisfaction], t.satisfaction)
    t.ambiguity = known_or(measured[M.ambiguity], t.ambiguity)
    t.isolation = known_or(measured[M.isolation], t.isolation)
    t.disposition = known_or(measured[M.disposition], t.disposition)
    t.confidence = known_or(measured[M.confidence], t.confidence)
    t.resilience = known_or(measured[M.resilience], t.resilience)


# ---------------------------------------------------------------- schools that come along


def shipped_schools() -> list[str]:
    """Names of the schools that come with the program; their people are invented."""
    return shipped.names("schools", "_roster.csv")


def _shipped(name: File) -> tuple[Path, Path] | None:
    """Roster and ties of a school that comes with the program, None when there is none of this name."""
    if str(name) not in shipped_schools():
        return None
    folder = shipped.ROOT / "schools"
    return folder / f"{name}_roster.csv", folder / f"{name}_ties.csv"
