"""What the columns of any table of results are, and names for them that every statistics package accepts.

Tables are told by their columns' names: a key, an outcome, a state of a teacher, a parameter, or one of these with an ending that says
which statistic it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from ..core.vocabulary import DEPARTURES
from ..declare.answers import ITEMS
from ..declare.columns import FINDINGS, KEYS, OWN, STATISTICS, TRIALS, Column
from ..declare.outcome import Outcome
from ..declare.outcomes import TEACHER_COLUMNS, TERM_COLUMNS, YEAR_COLUMNS
from ..parameters.scenario import describe, parameters

#: Letters of a name that Stata and SPSS take.
LONGEST = 32
#: What Stata or SPSS keep for themselves, in small letters.
RESERVED = frozenset(
    [
        "all",
        "and",
        "by",
        "byte",
        "double",
        "eq",
        "float",
        "ge",
        "gt",
        "if",
        "in",
        "int",
        "le",
        "long",
        "lt",
        "ne",
        "not",
        "or",
        "strl",
        "to",
        "using",
        "with",
        "_all",
        "_b",
        "_cons",
        "_n",
        "_pi",
        "_pred",
        "_rc",
        "_skip",
    ]
)
_YES_NO = {0: "no", 1: "yes"}
_VALUES: dict[str, Mapping[int, str]] = {"left": dict(enumerate(DEPARTURES))}

_OWN = OWN | {"answers": tuple(item.column for item in ITEMS)}


def column(name: str, table: str = "", told: Mapping[str, Column] | None = None, beside: Iterable[str] = ()) -> Column:
    """What a column is; one that nobody declares is called by its name.

    told : columns that whoever made the table declares itself; beside : names of all columns of the table
    """
    own = {c.name: c for c in (TRIALS if TRIALS[-1].name in beside else _OWN.get(table.partition("_")[0], ()))}
    if found := (told or {}).get(name) or own.get(name) or _declared(name, table):
        return found
    for ending, what in STATISTICS.items():
        if name.endswith(f"_{ending}") and (of := _declared(name.removesuffix(f"_{ending}"), table)):
            return Column(name, f"{of.label}: {what}", of.unit, f"{of.meaning}: {what}")
    return Column(name, name.replace("_", " ").replace(".", " "), "", "")


def _declared(name: str, table: str) -> Column | None:
    """A key, an outcome or a parameter, or nothing."""
    for known in (*KEYS, *FINDINGS):
        if known.name == name:
            return known
    kinds = (
        (TEACHER_COLUMNS, TERM_COLUMNS, YEAR_COLUMNS) if table == "teachers" else (YEAR_COLUMNS, TEACHER_COLUMNS, TERM_COLUMNS)
    )
    for outcome in (outcome for kind in kinds for outcome in kind):
        if outcome.name == name:
            return _of_outcome(outcome)
    if name in parameters():
        about = describe(name)
        return Column(name, about["label"], about["unit"], about["meaning"])
    return None


def _of_outcome(outcome: Outcome) -> Column:
    values = _VALUES.get(outcome.name) or (_YES_NO if outcome.unit == "0/1" else None)
    return Column(outcome.name, outcome.label, outcome.unit, outcome.meaning, values)


def accepted(names: Iterable[str]) -> dict[str, str]:
    """Names -> names that Stata, SPSS and R take: letters, digits and underscores, a letter first, 32 at most, no two alike.

    Capitals do not tell two names apart. What is fine already stays as it is, whatever else there is.
    """
    names = list(dict.fromkeys(names))
    made: dict[str, str] = {}
    for name in sorted(names, key=lambda name: _plain(name) != name):  # first those that stay
        made[name] = _free(_plain(name), {other.lower() for other in made.values()})
    return {name: made[name] for name in names}


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"\W+", "_", letters).strip("_") or "column"
    if not safe[0].isalpha() or safe.lower() in RESERVED or re.fullmatch(r"str\d+", safe, re.IGNORECASE):
        safe = f"v_{safe}"
    return safe[:LONGEST].rstrip("_")


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first of name_2, name_3 ... that nobody has."""
    free, turn = name, 1
    while free.lower() in taken:
        turn += 1
        free = f"{name[: LONGEST - len(f'_{turn}')].rstrip('_')}_{turn}"
    return free
