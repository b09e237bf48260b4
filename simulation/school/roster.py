"""A real school: who works there and who turns to whom, read from two CSV files.

What the files cannot tell is made up as in any other school (teachers.py, network.py), so runs differ in it: traits and first
states of everybody, and experience, groups and trust where they are unknown. Only the files' own facts are the same in all.
"""

import csv
import hashlib
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..core import shipped
from ..core.chance import TRUST, normal, two_draws
from ..core.compiled import kernel
from ..core.vocabulary import ORDINARY
from ..inputs.faults import SHOWN
from ..inputs.limits import LONGEST_NAME, MOST_TABLE_BYTES, number_in, read_bytes, within_size
from ..inputs.quoting import control_in, nearest, shown
from ..parameters.scenario import InputError, Scenario
from ..rules.common import within
from .founding import begin, open_school
from .network import add_tie, returned_share_of
from .state import State, empty_state, workspace
from .teachers import draw_person, draw_staff

FEWEST, MOST = 4, 500
#: Lines of a file, more than a tie for every pair of the largest school needs; and columns.
MOST_LINES, MOST_COLUMNS = 300_000, 200
_UNKNOWN = {"", "na", "n/a", "nan"}

#: What is read from each file, and the column names that may carry it: the first that is there counts.
_ROSTER = {
    "teacher": ("teacher", "id", "name"),
    "experience": ("experience", "years_teaching"),
    "group": ("group", "grade", "department"),
}
_TIES = {"source": ("source",), "target": ("target",), "trust": ("trust",)}


class RosterError(InputError):
    """A roster or a list of ties cannot be used. `faults` holds one sentence for each fault; the message shows the first."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        more = len(faults) - SHOWN
        super().__init__("\n".join(faults[:SHOWN] + [f"and {more} more"] * (more > 0)))


@dataclass(frozen=True, eq=False, repr=False)
class School:
    """Teachers and advice ties of a real school. The arrays are read-only."""

    title: str  #: from the name of the roster's file
    names: tuple[str, ...]  #: of the n teachers, in the order of the roster
    experience: np.ndarray  #: float64 (n,) [years of teaching], NaN where unknown
    group: np.ndarray  #: int64 (n,) index into group_names, -1 where unknown
    group_names: tuple[str, ...]  #: grades or departments in order of first appearance; none when the roster has no such column
    source: np.ndarray  #: int64 (n_ties,) who turns to somebody, as an index into names
    target: np.ndarray  #: int64 (n_ties,) to whom
    trust: np.ndarray  #: float64 (n_ties,) [0..1], NaN where unknown
    own_ties: bool = True  #: every post keeps its number of advisers, and the school its share of returned ties (A71)
    ignored: tuple[str, ...] = ()  #: columns of the files that nobody reads, as "roster.salary" or "ties.same_grade"

    def __post_init__(self):
        for array in (self.experience, self.group, self.source, self.target, self.trust):
            array.setflags(write=False)

    @classmethod
    def from_csv(cls, roster: str | Path, ties: str | Path | None = None, *, own_ties: bool = True) -> "School":
        """Read a school from two comma-separated files in UTF-8, each with a header.

        roster : a line for each teacher; columns teacher (or id, or name), and where known experience (or years_teaching) in
            years and group (or grade, or department)
        ties : a line for each teacher who turns to another for advice; columns source, target, and where known trust in 0..1
            Without it, `roster` is the name of a school that comes with the program: `School.from_csv("sample")`.
        own_ties : the network keeps its shape, as far as time alone is concerned: posts their number of advisers, whoever holds them,
            and the school its share of ties that are returned. Else, or where the file has no tie, advisers are found and lost as in a
            school of the scenario.
        Cells that are blank or NA are unknown. Other columns are left alone and listed in `ignored`.
        Raises RosterError with every fault of both files.
        """
        if ties is None:
            roster, ties = _shipped_files(roster)
        title = Path(roster).stem.removesuffix("_roster")
        return cls._read(title, own_ties, _File.at(roster, _ROSTER, ("teacher",)), _File.at(ties, _TIES, ("source", "target")))

    @classmethod
    def from_text(cls, roster: str, ties: str, title: str = "roster", *, own_ties: bool = True) -> "School":
        """Read a school from the texts of two such files, which are kept nowhere. Raises RosterError.

        roster, ties : what the files hold; title : what the school is called; own_ties : as in `from_csv`
        """
        files = (("roster.csv", roster, _ROSTER, ("teacher",)), ("ties.csv", ties, _TIES, ("source", "target")))
        read = [_File(name, text.encode("utf-8", "surrogatepass"), wanted, need) for name, text, wanted, need in files]
        return cls._read(title, own_ties, *read)

    @classmethod
    def _read(cls, title: str, own_ties: bool, staff: "_File", advice: "_File") -> "School":
        row_of = _rows_of_teachers(staff)
        _check_pairs(advice, row_of)
        experience = staff.numbers("experience", 60.0, " years")
        trust = advice.numbers("trust", 1.0, " (bring a survey's scale to it)")
        if noted := staff.noted() + advice.noted():
            raise RosterError([note.told() if at < SHOWN else note.sentence for at, note in enumerate(noted)])
        assert row_of is not None and staff.lines is not None and advice.lines is not None  # both files could be read
        labels = [line.cells.get("group", "") for line in staff.lines]
        group_names = tuple(dict.fromkeys(label for label in labels if label.lower() not in _UNKNOWN))
        index = {label: i for i, label in enumerate(group_names)}
        return cls(
            title=title,
            names=tuple(row_of),
            experience=experience,
            group=np.array([index.get(label, -1) for label in labels], np.int64),
            group_names=group_names,
            source=np.array([row_of[line.cells["source"]] for line in advice.lines], np.int64),
            target=np.array([row_of[line.cells["target"]] for line in advice.lines], np.int64),
            trust=trust,
            own_ties=own_ties,
            ignored=(*(f"roster.{name}" for name in staff.ignored), *(f"ties.{name}" for name in advice.ignored)),
        )

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
        digest.update(b"" if self.own_ties else b"wished ties")
        return {"title": self.title, "names": list(self.names), "ties": self.source.size, "digest": digest.hexdigest()}

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
        facts = (self.experience, self.group, self.source, self.target, self.trust)
        settle(state, p, seed, run, self.own_ties and self.source.size > 0, *(array.copy() for array in facts))

    def start(self, scenario: Scenario, seed: int, run: int, explain: bool = False) -> State:
        """The school on its first day under a scenario, with the random numbers of this seed and run; explain as in `state`."""
        state = self.state(scenario, explain)
        self.fill(state, scenario.table()[0].view(np.recarray)[0, ORDINARY], seed, run)
        return state


#: Workspace of `settle`: how many colleagues a teacher names.
NAMED = workspace("colleagues")


@kernel
def settle(state, p, seed, run, own_ties, experience, group, source, target, trust):  # noqa: PLR0917 - numba takes arrays, no School
    """Found a school whose people and ties are known; what is NaN or -1 is drawn as `found_school` would draw it.

    experience (n,) float64 [years]; group (n,) int64; source, target (n_ties,) int64; trust (n_ties,) float64 [0..1].
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
            draw_person(state, i, experience[i], school.year, p)
    school.n_ties = 0
    named = state.scratch[:, NAMED.colleagues]
    named[:] = 0.0
    for e in range(source.size):
        u, v = two_draws(seed, run, e, 0, TRUST, 0)
        drawn = within(p.ties_initial + p.ties_spread * normal(u, v), 0.2, 0.95)  # as weave_ties draws it
        add_tie(state, source[e], target[e], drawn if math.isnan(trust[e]) else trust[e])
        named[source[e]] += 1.0
    for i in range(teachers.size):
        if named[i] > 0.0 or own_ties:
            teachers[i].wished = int(named[i])
    if own_ties:
        school.keeps = 2
        school.asking = source.size / teachers.size
        school.returning = school.leaning = returned_share_of(state)
    begin(state, p)


# ---------------------------------------------------------------- reading and checking


def shipped_schools() -> list[str]:
    """Names of the schools that come with the program; their people are invented."""
    return shipped.names("schools", "_roster.csv")


def _shipped_files(name: str | Path) -> tuple[Path, Path]:
    """Roster and ties of a school that comes with the program. Raises RosterError."""
    if str(name) not in (known := shipped_schools()):
        raise RosterError(
            [
                f"a real school needs both files, and {name} came without the one of ties; without it, allowed are: {', '.join(known)}"
            ]
        )
    folder = shipped.ROOT / "schools"
    return folder / f"{name}_roster.csv", folder / f"{name}_ties.csv"


@dataclass
class _Line:
    """A row of a file: its number and its cells, by what they mean. A ragged row has too many values or too few."""

    number: int
    cells: dict[str, str]
    ragged: bool


@dataclass
class _Note:
    """A fault and its line. A hint is sought when the fault is told, because that takes time: there may be thousands."""

    number: int
    sentence: str
    hint: Callable[[], str] | None = None

    def told(self) -> str:
        """The sentence, with its hint where there is one."""
        hint = self.hint() if self.hint else ""
        return f"{self.sentence.rpartition('; ')[0]}; {hint}" if hint else self.sentence


class _UnreadableError(Exception):
    """Nothing can be made of a file. Its arguments: a sentence, and the number of the line, if it is about one."""


class _File:
    """A CSV file, read as far as it can be, and what is wrong with it.

    lines : the rows under the header, without blank ones; None when there is nothing to read them by
    columns : what the file tells -> name of its column; ignored : names of the other columns
    """

    def __init__(
        self, path: str | Path, content: bytes | InputError, wanted: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
    ):
        self.path = path
        self.lines: list[_Line] | None = None
        self.columns: dict[str, str] = {}
        self.ignored: list[str] = []
        self._notes: list[_Note] = []
        try:
            rows = self._rows(self._text(content))
        except _UnreadableError as error:
            self.fault(*error.args)
            return
        if not rows:
            self.fault(f"the file is empty; give a header with {' and '.join(required)}, and a line for each")
            return
        number, header = rows[0]
        at = self._places(number, header, wanted, required)
        if self._notes:
            return
        self.columns = {meaning: header[i] for meaning, i in at.items()}
        self.ignored = [name for i, name in enumerate(header) if i not in at.values() and name]
        self.lines = []
        for number, cells in rows[1:]:
            ragged = len(cells) != len(header)
            if ragged:
                self.fault(
                    f"the header has {len(header)} columns and this line {len(cells)}; give every column a value or a blank, "
                    "put quotation marks around a name with a comma, and write decimals with a point",
                    number,
                )
            line = _Line(number, {m: cells[i] for m, i in at.items() if i < len(cells)}, ragged)
            self.lines.append(line)
            self._check_letters(line)

    @classmethod
    def at(cls, path: str | Path, wanted: Mapping[str, tuple[str, ...]], required: tuple[str, ...]) -> "_File":
        """The file at a path."""
        try:
            return cls(path, read_bytes(path, MOST_TABLE_BYTES), wanted, required)
        except InputError as error:
            return cls(path, error, wanted, required)

    def fault(self, sentence: str, number: int = 0, hint: Callable[[], str] | None = None) -> None:
        """Note a fault of a line, or of the file. hint : what may take the place of what follows the last semicolon"""
        place = f"{self.path}, line {number}" if number else f"{self.path}"
        self._notes.append(_Note(number, f"{place}: {sentence}", hint))

    def noted(self) -> list[_Note]:
        """All that was noted, in the order of the lines."""
        return sorted(self._notes, key=lambda note: note.number)

    def _check_letters(self, line: _Line) -> None:
        """Names go into tables, pages and terminals: what is no letter, and what has no end, stays outside."""
        for meaning, cell in line.cells.items():
            if meaning in ("experience", "trust"):
                continue  # only a number will do there
            if len(cell) > LONGEST_NAME:
                self.fault(
                    f"{self.columns[meaning]} = {shown(cell)} has {len(cell):,} letters; at most {LONGEST_NAME} are taken",
                    line.number,
                )
            elif not cell.isprintable() and (letter := control_in(cell, in_a_line=True)):
                self.fault(
                    f"{self.columns[meaning]} = {shown(cell)} holds the control character {letter}; remove it", line.number
                )

    def numbers(self, meaning: str, high: float, unit: str) -> np.ndarray:
        """A column as numbers from 0 to `high`, NaN where it is unknown, and where it is wrong after saying so."""
        return np.array([self._number(line, meaning, high, unit) for line in self.lines or ()], np.float64)

    def _number(self, line: _Line, meaning: str, high: float, unit: str) -> float:
        text = line.cells.get(meaning, "")
        if line.ragged or text.lower() in _UNKNOWN:
            return math.nan
        came = f"{self.columns[meaning]} = {shown(text)}"
        allowed = f"allowed is 0 to {high:g}{unit}, or nothing where it is unknown"
        value = number_in(text)
        if value is None:
            hint = "; write decimals with a point" if "," in text else ""
            self.fault(f"{came} is not a number; {allowed}{hint}", line.number)
            return math.nan
        if not 0.0 <= value <= high:
            self.fault(f"{came} is out of range; {allowed}", line.number)
        return value

    def _text(self, raw: bytes | InputError) -> str:
        try:
            if isinstance(raw, InputError):
                raise raw
            within_size(raw, MOST_TABLE_BYTES)
        except InputError as error:
            raise _UnreadableError(str(error)) from None
        if raw.count(b"\n") + raw.count(b"\r") > 2 * MOST_LINES:
            raise _UnreadableError(
                f"it has more than {MOST_LINES:,} lines, the most that is taken; leave out what is not needed"
            )
        if raw.startswith(b"PK\x03\x04"):
            raise _UnreadableError("this is a spreadsheet's own format and not CSV; save the sheet as CSV (UTF-8)")
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw:
            raise _UnreadableError("the file is UTF-16, or no text at all; save it as CSV (UTF-8)")
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            letter = raw[error.start : error.start + 1].decode("latin-1")
            number = raw.count(b"\n", 0, error.start) + 1
            raise _UnreadableError(
                f"the file is not UTF-8 ({letter!r} as Latin-1 writes it); save it as CSV (UTF-8)", number
            ) from None

    def _rows(self, text: str) -> list[tuple[int, list[str]]]:
        """Number and stripped cells of every line that is not blank."""
        reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True)
        rows, number = [], 1
        try:
            for cells in reader:
                if len(cells) > MOST_COLUMNS:
                    raise _UnreadableError(f"this line has {len(cells):,} columns; at most {MOST_COLUMNS} are taken", number)
                cells = [cell.strip() for cell in cells]
                if any(cells):
                    rows.append((number, cells))
                number = reader.line_num + 1
        except csv.Error as error:
            raise _UnreadableError(
                f"this cannot be read as comma-separated values ({error}); check the quotation marks", number
            ) from None
        return rows

    def _places(
        self, number: int, header: list[str], wanted: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
    ) -> dict[str, int]:
        """Where each wanted column stands."""
        names = [name.lower() for name in header]
        at = {meaning: names.index(name) for meaning in wanted for name in wanted[meaning][::-1] if name in names}
        missing = [meaning for meaning in required if meaning not in at]
        for mark, called in (";", "a semicolon"), ("\t", "a tab"), ("|", "a bar"):
            cells = [cell.strip() for cell in ",".join(names).split(mark)]
            if any(name in cells for meaning in missing for name in wanted[meaning]):
                self.fault(f"the separator is {called}; save the file as comma-separated values, decimals with a point", number)
                return {}
        for meaning in missing:
            near = next(filter(None, (nearest(name, names) for name in wanted[meaning])), None)
            self.fault(
                f"there is no column {' or '.join(wanted[meaning])}; "
                + (f"did you mean {near!r}? " if near else "")
                + f"the header has {', '.join(name for name in header if name)[:300]}; rename or add the column",
                number,
            )
        for i in at.values():
            if names.count(names[i]) > 1:
                self.fault(f"the header has {names.count(names[i])} columns {header[i]!r}; keep one", number)
        return at


def _rows_of_teachers(staff: _File) -> dict[str, int] | None:
    """Row of every teacher, by name; None when the roster could not be read."""
    if staff.lines is None:
        return None
    row_of: dict[str, int] = {}
    numbers = []
    for line in staff.lines:
        name = line.cells.get("teacher", "")
        if name and name not in row_of:
            row_of[name] = len(row_of)
            numbers.append(line.number)
        elif name:
            staff.fault(
                f"{shown(name)} stands on line {numbers[row_of[name]]} already; give each teacher another name", line.number
            )
        elif not line.ragged:
            staff.fault(f"the {staff.columns['teacher']} is blank; give every teacher a name or a number", line.number)
    if not FEWEST <= len(staff.lines) <= MOST:
        staff.fault(f"{len(staff.lines)} teachers came; allowed are {FEWEST} to {MOST}; add or remove lines")
    return row_of


def _check_pairs(advice: _File, row_of: dict[str, int] | None) -> None:
    """Note what is wrong with the ties. Names are not looked up when the roster could not be read (None)."""
    first: dict[tuple[str, str], int] = {}
    strangers: dict[str, list[int]] = {}
    for line in advice.lines or ():
        if line.ragged:
            continue
        pair = source, target = line.cells["source"], line.cells["target"]
        if not source or not target:
            advice.fault(f"the {'target' if source else 'source'} is blank; name a teacher or remove the line", line.number)
        elif source == target:
            advice.fault(f"source and target are both {shown(source)}; a tie joins two teachers: remove the line", line.number)
        elif first.setdefault(pair, line.number) != line.number:
            advice.fault(
                f"{shown(source)} turns to {shown(target)} on line {first[pair]} already; remove one of them", line.number
            )
        for name in dict.fromkeys(pair):
            if name and row_of is not None and name not in row_of:
                strangers.setdefault(name, []).append(line.number)
    for name, numbers in strangers.items():
        also = f", here and on {len(numbers) - 1} more lines" if numbers[1:] else ""
        advice.fault(
            f"{shown(name)} is not in the roster{also}; add the teacher or remove the ties",
            numbers[0],
            partial(_meant, name, row_of),
        )


def _meant(name: str, row_of: dict[str, int] | None) -> str:
    near = nearest(name, row_of or ())
    return f"did you mean {near!r}?" if near else ""
