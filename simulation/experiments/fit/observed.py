"""What people have observed of their schools: means, shares and their sampling errors, read from the files that surveys leave.

Three forms are read, each as text, Excel, Stata or SPSS. A list has a line for each figure (outcome, value, n, sd or se, scale, year,
school). A table has a line for each school and a column for each outcome, beside it perhaps `NAME_sd`, `NAME_se`, `NAME_n`. Answers
have a line for each person, told by a column such as teacher; their means are taken. A field of the scenario among the names, such as
school.poverty, is known and not estimated.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ...core.vocabulary import FORMS
from ...declare.outcome import Outcome
from ...declare.outcomes import YEAR_COLUMNS
from ...inputs.limits import whole_in
from ...inputs.quoting import nearest, shown
from ...parameters.scenario import InputError, parameters
from ...school.readers.files import Source
from ...school.readers.form import Choices, Found, RosterError, counted, listed, tidy, unfit_name
from ...school.readers.measures import COLUMNS
from ...school.readers.reading import tables_of
from ...school.readers.scales import ends_of, split_scale
from ...school.readers.table import Row, Table
from ...school.readers.words import PEOPLE, SUMS, is_code, is_unknown, number, plain
from ...words.outcomes import label as label_of

OUTCOMES: dict[str, Outcome] = {column.name: column for column in YEAR_COLUMNS}
#: Of a second wave of ties: the share of the first that is still there.
KEPT = "ties_kept"
NETWORK = ("out_degree", "reciprocity", KEPT)
#: Shares of goals, ties, posts and what people do, which say nothing of how far people differ.
SHARES_OF_THINGS = {f"share_{form}" for form in FORMS} | {
    "goals_shared", "goals_beside", "goals_attained", "pressure_kept_off", "families_relief", "vacancies", "hired", "reciprocity",
}  # fmt: skip
#: Columns of a list by what they mean.
LIST = {
    "outcome": ("outcome", "measure", "variable", "indicator", "merkmal", "kennwert", "quantity"),
    "value": ("value", "mean", "share", "average", "mittelwert", "wert", "anteil", "m"),
    "sd": ("sd", "stddev", "standarddeviation", "standardabweichung", "streuung"),
    "se": ("se", "stderr", "standarderror", "standardfehler"),
    "n": ("n", "respondents", "answers", "anzahl", "nobs"),
    "scale": ("scale", "skala", "range"),
    "year": ("year", "wave", "jahr", "welle", "time"),
    "school": ("school", "schoolid", "schoolname", "schule", "schulnummer", "école", "escuela", "district"),
}
_UNITS_OF_SCALES = ("0..1", "chance")
#: A survey in the year (from 1) that ends with it, when nobody says otherwise.
FIRST_YEAR = 1
_TRANSLATED = {"satisfaction": "job_satisfaction"}
MOST_YEARS = 40


class ObservedError(InputError):
    """A file of what was observed cannot be used. `faults` holds one sentence for each fault."""

    def __init__(self, faults: list[str]):
        self.faults = list(dict.fromkeys(faults))
        more = len(self.faults) - 8
        super().__init__("\n".join(self.faults[:8] + [f"and {more} more"] * (more > 0)))


@dataclass(frozen=True)
class Seen:
    """One figure. value, sd and error stand in the outcome's own unit; NaN where they are not known."""

    name: str  #: of the outcome, or KEPT
    value: float
    n: float = math.nan  #: respondents
    sd: float = math.nan  #: between respondents
    error: float = math.nan  #: standard error of the value, as a sample
    year: int = FIRST_YEAR  #: of the school (from 1), at whose end it was observed
    place: str = ""  #: the file and the line

    @property
    def key(self) -> str:
        """What tells it from other figures of a school."""
        return self.name if self.year == FIRST_YEAR else f"{self.name} in year {self.year}"

    @property
    def is_felt(self) -> bool:
        """Whether persons tell it on a scale."""
        return self.name in OUTCOMES and OUTCOMES[self.name].unit in _UNITS_OF_SCALES

    @property
    def counts_people(self) -> bool:
        """Whether it is the share of people of whom something is so, each of whom says yes or no."""
        return self.name in OUTCOMES and OUTCOMES[self.name].unit.startswith("share") and self.name not in SHARES_OF_THINGS


@dataclass(frozen=True)
class Observed:
    """What was observed of a school, or of several together."""

    title: str
    seen: tuple[Seen, ...]
    known: dict[str, float] = field(default_factory=dict)  #: fields of the scenario
    schools: int = 1  #: of which the figures are means
    ignored: tuple[str, ...] = ()  #: columns that nobody reads
    notes: tuple[str, ...] = ()

    @property
    def years(self) -> int:
        """How many years a school has to live until all was observed."""
        return max(seen.year for seen in self.seen)

    def lines(self) -> list[str]:
        """What was read, in lines of text."""
        told = [f"{counted(len(self.seen), 'figure')}: {listed([seen.key for seen in self.seen], 30)}"]
        if self.known:
            told.append(f"known: {', '.join(f'{name} = {value:g}' for name, value in self.known.items())}")
        if self.schools > 1:
            told.append(f"means of {self.schools} schools")
        if self.ignored:
            told.append(
                f"set aside: {counted(len(self.ignored), 'column')} that nobody reads: {listed(list(self.ignored), 30)}"
            )
        return told + list(self.notes)


def pooled(every: Sequence[Observed], title: str) -> Observed:
    """Means over schools of the figures that all of them have; what is known of them is averaged, too. Raises ObservedError.

    The error of a mean is that of the schools' sampling errors; how far schools differ is the simulation's to say.
    """
    common = [s.key for s in every[0].seen if all(any(s.key == o.key for o in one.seen) for one in every)]
    if not common:
        raise ObservedError([f"{title}: there is no figure that all {len(every)} schools have; fit them apart"])
    seen = []
    for key in common:
        of = [next(s for s in one.seen if s.key == key) for one in every]
        errors = np.array([s.error for s in of])
        seen.append(
            replace(
                of[0],
                value=float(np.mean([s.value for s in of])),
                n=float(np.sum([s.n for s in of])),
                sd=float(np.mean([s.sd for s in of])),
                error=float(np.sqrt(np.mean(errors**2) / len(of))),
                place=f"{len(of)} schools",
            )
        )
    fields = [name for name in every[0].known if all(name in one.known for one in every)]
    known = {name: float(np.mean([one.known[name] for one in every])) for name in fields}
    known = {name: round(value) if isinstance(parameters()[name].default, int) else value for name, value in known.items()}
    ignored = tuple(dict.fromkeys(name for one in every for name in one.ignored))
    partly = dict.fromkeys(name for one in every for name in (*(s.key for s in one.seen), *one.known))
    left = [name for name in partly if name not in (*common, *known)]
    notes = [note for one in every for note in one.notes]
    if left:
        notes.append(f"left out, since not all {len(every)} schools have it: {listed(left, 30)}")
    return Observed(title, tuple(seen), known, len(every), ignored, tuple(dict.fromkeys(notes)))


# ---------------------------------------------------------------- reading


def read_observed(
    files: str | Path | Source | Sequence[str | Path | Source],
    *,
    scales: dict[str, str] | None = None,
    missing: Sequence[str] = (),
) -> list[Observed]:
    """What files hold, a school each: one where no column tells schools apart. Raises ObservedError with every fault.

    scales : outcome -> its survey's scale where the header does not declare it; missing : values that stand for unknown
    """
    paths = [files] if isinstance(files, str | Path | Source) else list(files)
    reading = _Reading(dict(scales or {}), tuple(missing))
    for path in paths:
        try:
            source = Source.open(path)
            tables = tables_of(source, Choices(missing=reading.missing), reading.found)
            for table in tables:
                reading.table(table, source.stem)
        except RosterError as error:
            reading.faults += error.faults
    if astray := [name for name in reading.scales if reading.outcome(name) is None]:
        reading.faults += [f"--scale {name}={reading.scales[name]}: {reading.unknown(name)}" for name in astray]
    if not reading.faults and not any(reading.seen.values()):
        names = ", ".join(str(path.name if isinstance(path, Source) else path) for path in paths)
        reading.faults.append(
            f"{names}: there is no outcome of the model in it; give a line for each with the columns outcome, value and n, or a column "
            "for each, such as exhaustion [0..6]"
        )
    if reading.faults:
        raise ObservedError(reading.faults)
    notes = tuple(dict.fromkeys([*reading.found.notes, *reading.notes]))
    return [
        Observed(school, tuple(seen), reading.known.get(school, {}), 1, tuple(dict.fromkeys(reading.ignored)), notes)
        for school, seen in reading.seen.items()
        if seen
    ]


class _Reading:
    """Figures by school, and what there is to say, while files are read."""

    def __init__(self, scales: dict[str, str], missing: tuple[str, ...]):
        self.scales, self.missing = scales, missing
        self.found = Found()
        self.seen: dict[str, list[Seen]] = {}
        self.known: dict[str, dict[str, float]] = {}
        self.ignored: list[str] = []
        self.notes: list[str] = []
        self.faults: list[str] = []

    def table(self, table: Table, title: str) -> None:
        """Read a table in whichever form it has."""
        table.has_header = True
        head = table.header or []
        if len(table.rows) < 2:
            self.faults.append(
                f"{table.where}: there is a header and nothing under it; give a line for each outcome, school or person"
            )
            return
        called = [plain(name) for name in head]
        at = {
            meaning: next(k for k, name in enumerate(called) if name in words)
            for meaning, words in LIST.items()
            if any(name in words for name in called)
        }
        rows = table.check_shape()
        self.faults += table.faults
        if "outcome" in at:
            self._list(table, rows, at, title)
        elif (person := next((k for k, name in enumerate(called) if name in PEOPLE["teacher"]), None)) is not None:
            self._answers(table, rows, at, person, title)
        else:
            self._wide(table, rows, at, title)

    # ------------------------------------------------------------ three forms

    def _list(self, table: Table, rows: list[Row], at: dict[str, int], title: str) -> None:
        if "value" not in at:
            return self.faults.append(
                f"{table.at(table.rows[0])}: there is a column {table.column(at['outcome'])} and none with its value; call it value, mean or share"
            )
        self.ignored += [table.column(k) for k in range(len(table.header or ())) if k not in at.values() and table.column(k)]
        for row in rows:
            cell = {meaning: row.cells[place] for meaning, place in at.items()}
            where = table.at(row)
            name, declared = split_scale(cell["outcome"])
            school = self._school(cell, title, where)
            if name in parameters():
                self._field(school, name, cell["value"], where)
                continue
            outcome = self.outcome(name)
            if outcome is None:
                self.faults.append(f"{where}: {self.unknown(name)}")
                continue
            scale = self.scale(name, outcome) or cell.get("scale", "") or declared
            self._figure(
                school, outcome, name, scale, where, cell["value"], {k: cell.get(k, "") for k in ("n", "sd", "se", "year")}
            )
        return None

    def _wide(self, table: Table, rows: list[Row], at: dict[str, int], title: str) -> None:
        columns, beside = self._columns(table, at)
        if len(rows) > 1 and not {"school", "year"} & at.keys():
            return self.faults.append(
                f"{table.where} has {len(rows)} lines, and no column tells what they are: schools have a column school, waves a column "
                "year, and single people a column teacher"
            )
        for row in rows:
            where = table.at(row)
            school = self._school({"school": row.cells[at["school"]]} if "school" in at else {}, title, where)
            shared = {key: row.cells[at[key]] for key in ("n", "year") if key in at}
            for place, (name, kind) in columns.items():
                if kind == "field":
                    self._field(school, name, row.cells[place], where)
                    continue
                more = shared | {key: row.cells[k] for key, k in beside.get(name, {}).items()}
                scale = self.scale(name, self.outcome(name)) or split_scale(table.rows[0].cells[place])[1]
                self._figure(school, self.outcome(name), name, scale, f"{where}, {table.column(place)}", row.cells[place], more)
        return None

    def _answers(self, table: Table, rows: list[Row], at: dict[str, int], person: int, title: str) -> None:
        columns, _ = self._columns(table, at, {person})
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            school = self._school({"school": row.cells[at["school"]]} if "school" in at else {}, title, table.at(row))
            groups.setdefault((school, row.cells[at["year"]] if "year" in at else ""), []).append(row)
        for (school, year), mine in groups.items():
            people = [tidy(row.cells[person]) for row in mine]
            if sums := [name for name in people if plain(name) in SUMS]:
                self.faults.append(
                    f"{table.where}: {listed(sums, 4)} is what lines of sums are called and no person; take the line out"
                )
            if twice := sorted({name for name in people if people.count(name) > 1}):
                self.faults.append(
                    f"{table.where}: {listed(twice, 4)} {'stands' if len(twice) == 1 else 'stand'} there more than once; give each person one line a wave"
                )
            for place, (name, kind) in columns.items():
                cells = [(row, row.cells[place]) for row in mine]
                where = f"{table.where}, {table.column(place)}"
                if kind == "field":
                    told = {text for _, text in cells if not is_unknown(text)}
                    if len(told) > 1:
                        self.faults.append(f"{where}: a school has one {name}, and its people say {listed(sorted(told), 3)}")
                    elif told:
                        self._field(school, name, told.pop(), where)
                    continue
                scale = self.scale(name, self.outcome(name)) or split_scale(table.rows[0].cells[place])[1]
                outcome = OUTCOMES[name]
                values = [self._number(outcome, name, scale, table.at(row), table.column(place), text) for row, text in cells]
                answers = np.array([value for value in values if not math.isnan(value)])
                codes = {
                    text.strip() for (_, text), value in zip(cells, values, strict=True) if math.isnan(value) and text.strip()
                }
                if codes and not self.faults:
                    self.notes.append(f"{where}: {listed(sorted(codes), 6)} stand for missing values and were read as unknown")
                if answers.size < 2:
                    self.notes.append(f"{where}: {counted(answers.size, 'answer')}; a mean needs two, so it is set aside")
                    continue
                sd = float(answers.std(ddof=1))
                self._add(
                    school,
                    Seen(outcome.name, float(answers.mean()), answers.size, sd, year=self._year(year, where), place=where),
                )

    def _columns(self, table: Table, at: dict[str, int], also: frozenset[int] | set[int] = frozenset()):
        """Place -> (name, "field" or "outcome"), and outcome -> places of its n, sd and se. Others are told as set aside."""
        head = table.header or []
        columns: dict[int, tuple[str, str]] = {}
        beside: dict[str, dict[str, int]] = {}
        own = {plain(name): outcome.name for name in head if (outcome := self.outcome(name)) is not None}
        shared = {at[key] for key in ("school", "year", "n") if key in at}
        for place, name in enumerate(head):
            end = next(
                (key for key in ("n", "sd", "se") if plain(name).endswith(key) and plain(name)[: -len(key)] in own), None
            )
            if place in shared or place in also or not name:
                continue
            if end and self.outcome(name) is None:
                beside.setdefault(own[plain(name)[: -len(end)]], {})[end] = place
            elif name in parameters():
                columns[place] = (name, "field")
            elif (outcome := self.outcome(name)) is not None:
                columns[place] = (outcome.name, "outcome")
            else:
                self.ignored.append(name)
        return columns, beside

    # ------------------------------------------------------------ cells

    def outcome(self, name: str) -> Outcome | None:
        """The outcome of a name, a label or what surveys call it."""
        return _outcomes().get(plain(split_scale(name)[0]))

    def unknown(self, name: str) -> str:
        """What is said of a name that is no outcome."""
        close = nearest(name, OUTCOMES) or ""
        return f"{shown(name)} is no outcome of the model; {f'did you mean {close!r}?' if close else 'docs/codebook.md lists them'}"

    def scale(self, name: str, outcome: Outcome | None) -> str:
        """The scale that the reader of the file gives, under whichever name."""
        return next((scale for given, scale in self.scales.items() if self.outcome(given) is outcome is not None), "")

    def _school(self, cell: dict[str, str], title: str, where: str) -> str:
        if "school" not in cell:
            school = title
        elif is_unknown(cell["school"]):
            self.faults.append(f"{where}: the school is blank; give every line its school")
            school = title
        else:
            school = tidy(cell["school"])
            if wrong := unfit_name(school):
                self.faults.append(f"{where}: school = {wrong}")
        self.seen.setdefault(school, [])
        return school

    def _field(self, school: str, name: str, text: str, where: str) -> None:
        """A fact of the school that the scenario has a field for. Its range is the scenario's to check."""
        if is_unknown(text):
            return
        value = number(text)
        if value is None:
            self.faults.append(f"{where}: {name} = {shown(text)} is not a number")
        elif self.known.setdefault(school, {}).setdefault(name, value) != value:
            self.faults.append(f"{where}: {name} is {value:g} here and {self.known[school][name]:g} before; a school has one")

    def _figure(self, school: str, outcome, name: str, scale: str, where: str, text: str, more: dict[str, str]) -> None:
        wrong = len(self.faults)
        value = self._number(outcome, name, scale, where, name, text)
        if math.isnan(value):
            if len(self.faults) == wrong:
                said = f"{shown(text)}, which stands for unknown," if text.strip() else "no value"
                self.notes.append(f"{where}: {name} has {said} and is set aside")
            return
        length = self._length(outcome, name, scale, text, where)
        n, sd, se = (self._size(more.get(key, ""), key, name, where) for key in ("n", "sd", "se"))
        most = 0.75 * (outcome.high - outcome.low)  # of answers from one end to the other, few as they may be
        if sd / length > most:
            self.faults.append(
                f"{where}: sd = {more['sd'].strip()} of {name} is more than answers can differ; give it in the unit of the value"
            )
        year = self._year(more.get("year", ""), where)
        if len(self.faults) == wrong:
            self._add(school, Seen(outcome.name, value, n, sd / length, se / length, year, where))

    def _add(self, school: str, seen: Seen) -> None:
        if any(before.key == seen.key for before in self.seen[school]):
            self.faults.append(
                f"{seen.place}: {seen.key} of {school} stands there already; keep one, or tell years or schools apart"
            )
        elif math.isnan(seen.error) and math.isnan(seen.n):
            self.faults.append(
                f"{seen.place}: {seen.name} has neither n nor se, so nobody knows how sure it is; give the number of respondents in a column n"
            )
        else:
            self.seen[school].append(seen)

    def _ends(self, outcome: Outcome, name: str, scale: str, where: str) -> tuple[float, float]:
        if not scale:
            return outcome.low, outcome.high
        if not (outcome.unit in _UNITS_OF_SCALES or outcome.unit.startswith("share")):
            raise RosterError(
                [f"{where}: {outcome.name} is measured in {outcome.unit} and has no scale; leave out {shown(scale)}"]
            )
        meaning = next((short for short, long in _TRANSLATED.items() if long == outcome.name), outcome.name)
        low, high = ends_of(meaning, scale, f"{where}, {name}")
        span = outcome.high - outcome.low
        return low - outcome.low * span, low + (high - low) * span if span != 1.0 else high

    def _number(self, outcome, name: str, scale: str, where: str, column: str, text: str) -> float:
        """A cell in the outcome's unit; NaN where it is unknown, and where it is wrong after saying so."""
        percent = text.strip().endswith("%") and outcome.unit.startswith("share")
        try:
            low, high = (0.0, 100.0) if percent else self._ends(outcome, name, scale, where)
        except RosterError as error:
            self.faults += error.faults
            return math.nan
        value = number(text.strip().removesuffix("%") if percent else text)
        inside = value is not None and min(low, high) <= value <= max(low, high)
        if is_unknown(text) or (is_code(text, self.missing) and not inside):
            return math.nan
        if value is None or not inside:
            wrong = "is not a number" if value is None else "is out of range"
            declares = outcome.unit in _UNITS_OF_SCALES or outcome.unit.startswith("share")
            how = (
                f"; a survey's scale is declared, as in {name} [1..5], in a column scale, or with --scale {name}=1..5"
                * declares
            )
            unit = "" if declares else f" {outcome.unit}"
            self.faults.append(
                f"{where}: {column} = {shown(text)} {wrong}; allowed is {min(low, high):g} to {max(low, high):g}{unit}{how * (not scale)}"
            )
            return math.nan
        if percent or scale:
            return (value - low) / (high - low) * (1.0 if percent else outcome.high - outcome.low) + (
                0.0 if percent else outcome.low
            )
        return value

    def _length(self, outcome, name: str, scale: str, text: str, where: str) -> float:
        if text.strip().endswith("%"):
            return 100.0
        low, high = self._ends(outcome, name, scale, where)
        return abs(high - low) / (outcome.high - outcome.low) if scale else 1.0

    def _size(self, text: str, key: str, name: str, where: str) -> float:
        """A number of respondents or a spread, NaN where it is unknown."""
        if is_unknown(text):
            return math.nan
        value = number(text.strip().removesuffix("%"))
        least = 1.0 if key == "n" else 0.0
        if value is None or value < least:
            what = "a number of respondents from 1" if key == "n" else "a spread of 0 or more, on the scale of the value"
            self.faults.append(f"{where}: {key} of {name} = {shown(text)} is not {what}")
            return math.nan
        return value

    def _year(self, text: str, where: str) -> int:
        if is_unknown(text):
            return FIRST_YEAR
        value = whole_in(text)
        if value is None or not 1 <= value <= MOST_YEARS:
            self.faults.append(
                f"{where}: year = {shown(text)} is not a year of the school from 1 to {MOST_YEARS}; 1 is the year at whose end the first survey was"
            )
            return FIRST_YEAR
        return value


def _outcomes() -> dict[str, Outcome]:
    """Outcomes by their names, their labels and what surveys call them."""
    named: dict[str, Outcome] = {}
    for meaning, words in COLUMNS.items():
        if (name := _TRANSLATED.get(meaning, meaning)) in OUTCOMES:
            named |= dict.fromkeys(words, OUTCOMES[name])
    named |= {plain(label_of(name)): outcome for name, outcome in OUTCOMES.items()}
    return named | {plain(name): outcome for name, outcome in OUTCOMES.items()}
