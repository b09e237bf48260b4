"""The declarations as data: where each number of a school lies, what is recorded, and which parameters there are.

Whoever calls the portable engine lays out arrays as NumPy would and fills a table of parameters. All that is needed for it is made here
from dtypes and declarations, and stands in the engine's file itself, so that the two cannot part ways.
"""

from typing import Any

import numpy as np

from ..core.vocabulary import N_AUDIENCES, ORDINARY, WEEKS_PER_CYCLE, WEEKS_PER_YEAR
from ..declare.outcomes import N_MONTHLY, N_TEACHER_MEANS, N_WEEKLY, N_YEARLY, TEACHER_COLUMNS, TERM_COLUMNS
from ..declare.parameter import bounds
from ..engine.schedule import SUMMER, YEAR_END
from ..engine.settling import PAST_SEED, may_come
from ..parameters.behaviour.mechanisms import MECHANISMS
from ..parameters.behaviour.structure import STRUCTURE
from ..parameters.policies import AUDIENCES, audience_columns
from ..parameters.scenario import PARAMETER_DTYPE, parameters
from ..school.state import KEPT_TIE_DTYPE, State, empty_state

#: Sizes that no constant of the model has: where one is found, it is known which it is.
_POSTS, _ASKED = 211, 7.0


def layout() -> dict[str, Any]:
    """Everything, ready for JSON."""
    return {
        "state": _state(),
        "parameters": {"size": PARAMETER_DTYPE.itemsize, "fields": _parameters(), "switches": _switches()},
        "kept_tie": _record(KEPT_TIE_DTYPE),
        "audiences": {name: audience_columns(name) for name in AUDIENCES},
        "columns": {
            "weekly": N_WEEKLY,
            "yearly": N_WEEKLY + N_YEARLY,
            "monthly": N_MONTHLY,
            "teacher": len(TEACHER_COLUMNS),
            "teacher_means": N_TEACHER_MEANS,
            "terms": len(TERM_COLUMNS),
        },
        "phases": {
            name: [phase.kernel.py_func.__name__ for phase in phases]  # type: ignore[attr-defined]
            for name, phases in (("year_end", YEAR_END), ("summer", SUMMER))
        },
        "clock": {"year": WEEKS_PER_YEAR, "cycle": WEEKS_PER_CYCLE},
        "n_audiences": N_AUDIENCES,
        "ordinary": ORDINARY,
        "past_seed": PAST_SEED,
    }


def _state() -> dict[str, Any]:
    """Each array of a school: its shape, in numbers or the words posts, ties and explained, and the record it is made of."""
    bare, explained = (empty_state(_POSTS, _ASKED, explain) for explain in (False, True))
    words = {_POSTS: "posts", explained.ties.size: "ties"}
    found = {}
    for name, without, array in zip(State._fields, bare, explained, strict=True):
        shape = [words.get(size, size) for size in array.shape]
        if without.shape != array.shape:
            shape[0] = "explained"
        found[name] = {"shape": shape, **_record(array.dtype)}
    return found


def _record(dtype: np.dtype) -> dict[str, Any]:
    """Size of a record in bytes, and of each field its kind, its offset and how many numbers it has; no fields for plain numbers."""
    fields = {}
    for name in dtype.names or ():
        inner, offset = dtype.fields[name][:2]  # type: ignore[index]
        fields[name] = [inner.base.str[1:], offset, int(np.prod(inner.shape, dtype=int))]
    return {"size": dtype.itemsize, "fields": fields}


def _parameters() -> dict[str, list]:
    """Each parameter: default, lowest and highest value, and 1 where reforms and events change it (engine/settling.py)."""
    return {name: [float(field.default), *bounds(field), int(may_come(name))] for name, field in parameters().items()}


def _switches() -> dict[str, list[str]]:
    """What is zero while a mechanism is switched off."""
    return {
        f"{table}.{name}": list(coefficients)
        for table, switches in (("mechanisms", MECHANISMS), ("structure", STRUCTURE))
        for name, coefficients in switches.items()
    }
