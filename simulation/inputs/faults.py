"""What is wrong with what somebody wrote, in sentences: each with its place, what came, what is allowed and the nearest name.

Forms of files are declared with pydantic. `sentences` puts its findings into our words, and `read` looks behind them: what is
misspelt is read as it was probably meant and what cannot be used is left out, so that the checks that follow can tell the other
faults too, and an author corrects a file once.
"""

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from .limits import unfit
from .quoting import InputError as InputError  # known by this name to whoever imports the package
from .quoting import Place, allowed, did_you_mean, nearest, place_of, shown

Model = TypeVar("Model", bound=BaseModel)

#: Faults that are told at once, and for which nearest names are sought; a file with more is mended in several goes.
SHOWN = 20


class Faults(InputError):
    """Something a user wrote is not valid. `faults` holds a sentence for each fault, or the first ones and a line that says so.

    faults : sentences, which are made no further than they are told; where : the file they are about
    """

    def __init__(self, faults: Iterable[str], where: str = ""):
        self.faults = first_of(faults)
        head = f"{where}: " if where else ""
        super().__init__("\n".join(f"{head}{fault}" for fault in self.faults))


#: What stands where faults are left out.
MORE = "there are more faults; mend these first"


def first_of(faults: Iterable[str], most: int = SHOWN) -> list[str]:
    """The first of some sentences, each once, and a line in place of all others, which are not even made."""
    told: dict[str, None] = {}
    for fault in faults:
        if fault in told:
            continue
        if len(told) == most or fault == MORE:
            return [*told, MORE]
        told[fault] = None
    return list(told)


# ---------------------------------------------------------------- pydantic's findings in our words


@dataclass(frozen=True)
class Fault:
    """One finding: where it stands, of what kind it is, and what came. `field` is None where nothing of that name is declared."""

    loc: Place
    kind: str  #: pydantic's word, such as "missing"
    given: Any
    context: dict[str, Any]
    table: type[BaseModel]  #: the table in which it stands
    field: FieldInfo | None

    @property
    def place(self) -> str:
        """Where it stands, as one would write it."""
        return place_of(self.loc)

    @property
    def name(self) -> str:
        """The last name on the way there."""
        return next((part for part in reversed(self.loc) if isinstance(part, str)), "")


#: A form's own way to say something; None leaves it to the words that all forms share.
Say = Callable[[Fault], str | None]


def sentences(form: type[BaseModel], error: ValidationError, say: Say | None = None) -> Iterator[str]:
    """Every fault of a file of some form in a sentence, made when it is asked for."""
    return (_in_words(fault, say) for fault in _faults(form, error))


def _in_words(fault: Fault, say: Say | None) -> str:
    return (say(fault) if say else None) or _sentence(fault)


def _faults(form: type[BaseModel], error: ValidationError) -> list[Fault]:
    """The findings of pydantic. A list is not called empty because what stands in it is wrong."""
    found = [
        Fault(one["loc"], one["type"], one["input"], one.get("ctx", {}), *_declared(form, one["loc"])) for one in error.errors()
    ]

    around = {fault.loc[:depth] for fault in found for depth in range(len(fault.loc))}
    return [fault for fault in found if not (fault.kind == "too_short" and fault.loc in around)]


def _declared(form: type[BaseModel], loc: Place) -> tuple[type[BaseModel], FieldInfo | None]:
    """The table and the field that a place belongs to."""
    table, field = form, None
    for part in loc:
        if isinstance(part, int):
            continue
        if field is not None:
            inside = _table_in(field.annotation)
            if inside is None:
                return table, None
            table = inside
        field = table.model_fields.get(part)
        if field is None:
            break
    return table, field


def _table_in(annotation: Any) -> type[BaseModel] | None:
    """The table that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((table for part in get_args(annotation) if (table := _table_in(part))), None)


_LIMITS = {
    "greater_than_equal": "is below {ge}", "greater_than": "is not above {gt}", "less_than_equal": "is above {le}",
    "literal_error": "is not one of {expected}", "too_short": "is empty", "string_too_short": "is empty",
    "too_long": "has more than {max_length} entries", "string_too_long": "has more than {max_length} characters",
}  # fmt: skip
_WANTED = {
    "int_from_float": "a whole number", "string_type": "a text in quotes", "bool_type": "true or false",
    "bool_parsing": "true or false",
}  # fmt: skip


def _sentence(fault: Fault) -> str:
    place, kind, context = fault.place, fault.kind, fault.context
    meaning = f"; it is {fault.field.description}" if fault.field is not None and fault.field.description else ""
    if kind == "extra_forbidden":
        fields = fault.table.model_fields
        return f"{place} is not a field here{did_you_mean(fault.name, fields, allowed(fields))}"
    if kind == "missing":
        return f"{place} is missing{meaning.replace('; it is ', ': ')}"
    if kind == "value_error" and isinstance(fault.given, dict):  # a table whose parts do not fit together
        return f"{place}: {context['error']}"
    if kind in ("model_type", "dict_type"):
        meaning = ""  # how to write the table says enough
    near = did_you_mean(fault.given, _literals(fault)) if kind == "literal_error" and isinstance(fault.given, str) else ""
    return f"{place} = {shown(fault.given)} {_wrong(fault)}{meaning}{near}"


def _wrong(fault: Fault) -> str:
    kind = fault.kind
    if kind in _LIMITS:
        return _LIMITS[kind].format(**fault.context)
    if kind == "value_error":
        return f"is {fault.context['error']}"
    header = ".".join(part for part in fault.loc if isinstance(part, str))
    in_a_list = fault.field is not None and get_origin(fault.field.annotation) in (tuple, list)
    if kind in ("model_type", "dict_type"):
        return f"is not a table; write {f'[[{header}]]' if in_a_list else f'[{header}]'} with a line for each field"
    if kind in ("tuple_type", "list_type"):
        tables = fault.field is not None and _table_in(fault.field.annotation)
        return "is not a list; " + (f"begin each with [[{header}]]" if tables else "write [ ... ]")
    return f"is not {_WANTED.get(kind, 'a number')}"


def _literals(fault: Fault) -> list[str]:
    """The texts that are allowed where one of a few is."""
    expected: str = fault.context["expected"]
    return expected.replace("'", "").replace(" or ", ", ").split(", ")


# ---------------------------------------------------------------- reading in spite of faults


@dataclass(frozen=True)
class Readable(Generic[Model]):
    """What could be read of a file in spite of its faults, and the faults."""

    value: Model | None  #: None where too little can be read
    faults: list[str]
    gone: frozenset[Place]  #: places of what was left out

    def sure(self, *names: str) -> bool:
        """True when nothing was left out in the fields of these names."""
        return not {place[0] for place in self.gone} & set(names)

    def and_also(self, faults: Iterable[str]) -> list[str]:
        """All faults, with those that further checks have found; what is said of tables with something left out is not trusted."""
        unsure = tuple(place_of(place[:-1] or place) for place in self.gone)
        trusted = (fault for fault in faults if not any(_is_about(fault, place) for place in unsure))
        return [*self.faults, *trusted]


def _is_about(sentence: str, place: str) -> bool:
    return sentence.startswith(place) and sentence[len(place) : len(place) + 1] in ".[: "


def read(
    form: type[Model], values: dict[str, Any], instead: dict[str, Any] | None = None, say: Say | None = None
) -> Readable[Model]:
    """Read tables of some form; see Readable.

    instead : values of fields that nothing can be read without, to go on with where a file leaves them out
    """
    if faults := first_of(unfit(values)):
        return Readable(None, faults, frozenset())
    left = copy.deepcopy(values)
    gone: set[Place] = set()
    for _ in range(5):  # what was misspelt may hold faults of its own, and what lacks a part is left out as a whole
        try:
            return Readable(form.model_validate(left), faults, frozenset(gone))
        except ValidationError as error:
            for at, fault in enumerate(_faults(form, error)):
                if fault.loc not in gone and len(faults) <= SHOWN:
                    faults.append(_in_words(fault, say))
                _mend(left, fault, gone, instead or {}, guess=at < SHOWN)
    return Readable(None, faults, frozenset(gone))


def _mend(values: dict[str, Any], fault: Fault, gone: set[Place], instead: dict[str, Any], guess: bool) -> None:
    """Put right what is misspelt, or leave out what cannot be used; lists of tables keep their numbers or go as a whole.

    guess : whether to look for what a name may have meant, which is not done for more names than are shown
    """
    place = fault.loc[:-1] if fault.kind == "missing" else fault.loc
    if not place:
        gone.add(fault.loc)
        if fault.name in instead:
            values[fault.name] = instead[fault.name]
        return
    while place and isinstance(place[-1], int):
        place = place[:-1]
    if not place:
        return
    table: Any = values  # whatever an author wrote
    for depth, step in enumerate(place[:-1]):
        held: Any = table  # isinstance must not narrow it: a step that fits is looked up below
        inside = held[step] if (isinstance(step, int) and isinstance(table, (list, tuple))) or step in table else None
        if not isinstance(inside, (dict, list, tuple)) or (isinstance(inside, dict) and place[depth + 1] not in inside):
            place = place[: depth + 1]
            break
        table = inside
    if not isinstance(table, dict) or place[-1] not in table:
        return
    value = table.pop(place[-1])
    if fault.kind == "extra_forbidden":
        near = nearest(fault.name, fault.table.model_fields) if guess else None
        if near and near not in table:
            table[near] = value
    elif guess and fault.kind == "literal_error" and isinstance(value, str) and (near := nearest(value, _literals(fault))):
        table[place[-1]] = near
    else:
        gone.add(place)
