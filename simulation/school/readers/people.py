"""What is known of each person: cells of rosters checked for what they mean, and as arrays in the order of the school."""

import math
import re
from dataclasses import dataclass

import numpy as np

from ...core.vocabulary import DOMAINS
from ...inputs.quoting import shown
from .form import ChoiceNeededError, Choices, Found, Person, Roster, counted, key_of, listed
from .measures import COLUMNS, MEASURES
from .scales import ends_of
from .words import NO, YES, is_code, is_unknown, number

_PRINCIPAL = re.compile(
    r"\b(principal|head ?teacher|headmaster|headmistress|schulleit\w*|rektor\w*|directeur|directrice|director|directora|proviseur|dirigente|rector)\b"
)
_NO_ROLE = {
    "teacher",
    "classroom teacher",
    "regular",
    "regular teacher",
    "member",
    "lehrkraft",
    "lehrer",
    "lehrerin",
    "enseignant",
    "docente",
}


@dataclass
class Facts:
    """Of n people, in the order of the school; -1 and NaN where unknown."""

    experience: np.ndarray  #: float64 (n,) [years]
    group: np.ndarray  #: int64 (n,) index into group_names
    group_names: tuple[str, ...]
    role: np.ndarray  #: int64 (n,) 1 holds a formal role, 0 holds none
    fte: np.ndarray  #: float64 (n,) share of a full post
    measured: np.ndarray  #: float64 (n, len(MEASURES)) [0..1]
    trust: np.ndarray  #: float64 (n,) in colleagues [0..1]
    answered: np.ndarray  #: int64 (n,) 1 answered the survey, 0 did not
    columns: dict[str, str]  #: meaning -> what the file calls it, of what was read


class _Cells:
    """Cells of all rosters by person and meaning, and what is noted while they are read."""

    def __init__(self, found: Found, choices: Choices):
        self.found, self.choices = found, choices
        self.of: dict[str, dict[str, tuple[str, Person]]] = {}
        self.columns: dict[str, str] = {}
        self.scales: dict[str, str] = {}
        for roster in found.rosters:
            self._add(roster)

    def _add(self, roster: Roster) -> None:
        self.columns |= {meaning: name for meaning, name in roster.columns.items() if meaning not in self.columns}
        self.scales |= roster.scales
        for person in roster.people:
            mine = self.of.setdefault(key_of(person.name), {})
            for meaning, text in person.cells.items():
                before = mine.get(meaning)
                if before is None or is_unknown(before[0]):
                    mine[meaning] = (text, person)
                elif meaning != "teacher" and not is_unknown(text) and text != before[0]:
                    self.found.faults.append(
                        f"{person.place}: {person.name} has {self.columns[meaning]} = {shown(text)} here and {shown(before[0])} at {before[1].place}; keep one"
                    )

    def text(self, key: str, meaning: str) -> tuple[str, Person | None]:
        return self.of.get(key, {}).get(meaning, ("", None))

    def fault(self, person: Person, meaning: str, text: str, allowed: str) -> None:
        wrong = "is not a number" if number(text) is None else "is out of range"
        self.found.faults.append(
            f"{person.place}: {self.columns[meaning]} = {shown(text)} {wrong}; allowed is {allowed}, or nothing where it is unknown"
        )

    def numbers(self, keys: list[str], meaning: str, low: float, high: float, allowed: str) -> np.ndarray:
        """A column as numbers, NaN where it is unknown, and where it is wrong after saying so."""
        values, codes = np.full(len(keys), math.nan), set()
        for i, key in enumerate(keys):
            text, person = self.text(key, meaning)
            if person is None or is_unknown(text):
                continue
            value = number(text)
            inside = value is not None and low <= value <= high
            if is_code(text, self.choices.missing) and (not inside or text in self.choices.missing):
                codes.add(text)
            elif not inside:
                self.fault(person, meaning, text, allowed)
            else:
                values[i] = value
        self.say_codes(meaning, codes)
        return values

    def say_codes(self, meaning: str, codes: set[str], n: int = 0) -> None:
        if codes:
            of = f" of {counted(n, 'person', 'people')}" if n else ""
            self.found.aside.append(
                f"{self.columns[meaning]}{of}: {listed(sorted(codes))} stand for missing values and were read as unknown"
            )


def facts_of(found: Found, keys: list[str], answered: dict[str, bool], choices: Choices) -> Facts:
    """Everything known of people in this order; faults are noted in what was found."""
    cells = _Cells(found, choices)
    group, names = _groups(cells, keys)
    measured, trust, read = _measures(cells, keys)
    facts = Facts(
        experience=cells.numbers(keys, "experience", 0.0, 60.0, "0 to 60 years"),
        group=group,
        group_names=names,
        role=_roles(cells, keys),
        fte=_fte(cells, keys),
        measured=measured,
        trust=trust,
        answered=np.array([int(answered[key]) if key in answered else -1 for key in keys], np.int64),
        columns={},
    )
    facts.columns = {meaning: name for meaning, name in cells.columns.items() if meaning not in COLUMNS or meaning in read}
    for i, key in enumerate(keys):
        text, person = cells.text(key, "responded")
        if person is not None and not is_unknown(text):
            facts.answered[i] = _yes_or_no(cells, person, "responded", text)
    return facts


def principals(found: Found, choices: Choices) -> set[str]:
    """Keys of principals in the rosters who are no teachers of the school. Raises ChoiceNeededError when nobody said what they are."""
    cells = _Cells(Found(rosters=found.rosters), choices)
    who = []
    for key in cells.of:
        role, flag = cells.text(key, "role")[0], cells.text(key, "principal")[0]
        if _PRINCIPAL.search(role.casefold()) or flag.strip().casefold() in YES:
            who.append(key)
    if who and choices.principal is None:
        names = listed(sorted(who))
        are = "is a principal" if len(who) == 1 else "are principals"
        raise ChoiceNeededError(
            "principal",
            f"{names} {are}, and the model has an administrator of its own; say --principal aside to leave principals out with their ties, "
            "or --principal teacher to count them as teachers with a formal role",
        )
    if not who or choices.principal == "teacher":
        return set()
    found.aside.append(
        f"{counted(len(who), 'principal')}, who {'is no teacher' if len(who) == 1 else 'are no teachers'}: {listed(sorted(who))}"
    )
    return set(who)


def _groups(cells: _Cells, keys: list[str]) -> tuple[np.ndarray, tuple[str, ...]]:
    labels, codes, n = [], set(), 0
    for key in keys:
        text = cells.text(key, "group")[0]
        unknown = is_unknown(text) or is_code(text, cells.choices.missing)
        if unknown and text.strip():
            codes.add(text.strip())
            n += 1
        labels.append("" if unknown else key_of(text))
    cells.say_codes("group", codes, n)
    names = tuple(dict.fromkeys(label for label in labels if label))
    index = {label: i for i, label in enumerate(names)}
    return np.array([index.get(label, -1) for label in labels], np.int64), names


def _yes_or_no(cells: _Cells, person: Person, meaning: str, text: str) -> int:
    word = text.strip().casefold()
    if word in YES | NO:
        return int(word in YES)
    cells.found.faults.append(
        f"{person.place}: {cells.columns[meaning]} = {shown(text)} is neither yes nor no; allowed are 1 and 0, yes and no"
    )
    return -1


def _roles(cells: _Cells, keys: list[str]) -> np.ndarray:
    """Who holds a formal role: those whose column says one; where there is such a column, all others hold none."""
    told = {"role", "leader"} & cells.columns.keys()
    roles = np.full(len(keys), 0 if told else -1, np.int64)
    for i, key in enumerate(keys):
        flag, person = cells.text(key, "leader")
        word = cells.text(key, "role")[0].strip().casefold()
        if word and not is_unknown(word) and not is_code(word, cells.choices.missing) and word not in _NO_ROLE | NO:
            roles[i] = 1
        if person is not None and not is_unknown(flag):
            roles[i] = max(roles[i], _yes_or_no(cells, person, "leader", flag))
        if cells.text(key, "principal")[0].strip().casefold() in YES:
            roles[i] = 1
    return roles


def _fte(cells: _Cells, keys: list[str]) -> np.ndarray:
    """Shares of a full post; what has a sign for it, or a column with numbers above 1, is percent."""
    for mine in cells.of.values():
        text, person = mine.get("fte", ("", None))
        if person is not None and text.endswith("%") and (value := number(text[:-1])) is not None:
            mine["fte"] = (f"{value / 100.0:g}", person)
    known = [
        value
        for key in keys
        if (value := number(cells.text(key, "fte")[0])) is not None and not is_code(cells.text(key, "fte")[0])
    ]
    percent = bool(known) and max(known) > 1.0
    values = cells.numbers(keys, "fte", 5.0 if percent else 0.05, 100.0 if percent else 1.0, "0.05 to 1, or 5 to 100 percent")
    return values / 100.0 if percent else values


def _measures(cells: _Cells, keys: list[str]) -> tuple[np.ndarray, np.ndarray, set[str]]:
    """Measured states and traits (n, len(MEASURES)), trust in colleagues (n,), and which columns were read."""
    measured, trust, read = np.full((len(keys), len(MEASURES)), math.nan), np.full(len(keys), math.nan), set()
    for meaning in ("influence", *MEASURES, "trust"):
        if meaning not in cells.columns:
            continue
        scale = cells.choices.scales.get(meaning) or cells.scales.get(meaning, "")
        low, high = ends_of(meaning, scale, f"the column {cells.columns[meaning]}")
        told = [
            text
            for key in keys
            if not is_unknown(text := cells.text(key, meaning)[0]) and not is_code(text, cells.choices.missing)
        ]
        values = [number(text) for text in told]
        if not scale and not all(value is not None and 0.0 <= value <= 1.0 for value in values):
            cells.found.aside.append(
                f"{cells.columns[meaning]}, a column without its scale: declare it in the header, as in {meaning} [1..5], or with "
                f"--scale {meaning}=1..5"
            )
            cells.found.ignored.append(f"roster.{cells.columns[meaning]}")
            continue
        read.add(meaning)
        ends = f"{min(low, high):g} to {max(low, high):g}"
        answers = (cells.numbers(keys, meaning, min(low, high), max(low, high), ends) - low) / (high - low)
        if meaning == "trust":
            trust = answers
        elif meaning == "influence":
            for domain in DOMAINS:
                measured[:, MEASURES.index(f"influence_{domain}")] = answers
        else:
            column = measured[:, MEASURES.index(meaning)]
            column[~np.isnan(answers)] = answers[~np.isnan(answers)]
    return measured, trust, read
