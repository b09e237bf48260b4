"""Codes in place of names: a school whose people nobody can recognise who has not the key.

Everything made from a school (tables, manifests, reports, figures, pages) takes names from it, so a school that holds codes leaves none
anywhere. Which code is whose stands in one file, the key, which only its owner may read; a key that is there already is used again, so
that a person keeps her code from run to run.
"""

import csv
import io
import os
import random
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from ..inputs.limits import MOST_TABLE_BYTES, read_bytes
from ..inputs.quoting import InputError
from ..inputs.writing import for_spreadsheet
from .readers.form import in_order
from .roster import School

HEADER = ["code", "name"]


class KeyFileError(InputError):
    """A key cannot be read or written. The message says which, and what to do."""


def coded(school: School, key: str | Path, outside: str | Path) -> School:
    """The school with codes in place of names; the key is written, for its owner's eyes only, or read where it is there.

    key : the file; outside : folder of the results, in which it may not lie, because results are passed on
    Codes are drawn at random, and people stand in their order, so that it tells nothing. Another order of people has other luck: numbers
    are those of a school as it is read with its key, and differ from those under names as one seed does from another. Raises KeyFileError.
    """
    key = Path(key)
    if key.resolve().is_relative_to(Path(outside).resolve()):
        raise KeyFileError(f"the key {key} would lie in {outside}, which is passed on with the results; give it another place")
    before = _read(key) if os.path.lexists(key) else {}
    other, codes = with_codes(school, before)
    if codes != before:
        _write(key, codes)
    return read_with(other, key)


def read_with(school: School, key: Path) -> School:
    """The school whose receipt names the key among the options that read it, without the folders of this machine."""
    if school.receipt is None:
        return school
    return replace(school, receipt=replace(school.receipt, words=[*school.receipt.words, "--anonymous", key.name]))


def with_codes(school: School, known: Mapping[str, str] = MappingProxyType({})) -> tuple[School, dict[str, str]]:
    """The school with codes in place of names, and all codes by name.

    known : codes that people have already, by their names as a key writes them
    """
    names = [for_spreadsheet(name) for name in school.names]
    strangers = [name for name in names if name not in known]
    codes = {**known, **dict(zip(strangers, _new_codes(len(strangers), set(known.values())), strict=True))}
    receipt = school.receipt and school.receipt.without_people()
    return replace(_in_order_of([codes[name] for name in names], school), receipt=receipt), codes


def _in_order_of(codes: list[str], school: School) -> School:
    """The same people and ties under these codes and in their order, since people in the order of their names tell who they are."""
    order = np.array(sorted(range(school.n), key=lambda i: in_order(codes[i])), np.int64)
    place = np.argsort(order)
    source, target = place[school.source], place[school.target]
    ties = np.lexsort((target, source))
    group = school.group[order]
    groups = list(dict.fromkeys(group[group >= 0].tolist()))  # in order of their first teacher
    return replace(
        school,
        names=tuple(codes[i] for i in order),
        group=np.array([groups.index(g) if g >= 0 else g for g in group.tolist()], np.int64),
        group_names=tuple(school.group_names[g] for g in groups),
        source=source[ties],
        target=target[ties],
        trust=school.trust[ties],
        **{name: getattr(school, name)[order] for name in ("experience", "role", "fte", "measured")},
    )


def key_text(codes: Mapping[str, str]) -> str:
    """A key as a file holds it: CSV, in the order of the codes, which tells nothing. codes : by name"""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *sorted((code, name) for name, code in codes.items())])
    return text.getvalue()


def _new_codes(count: int, taken: set[str]) -> list[str]:
    """Codes that nobody has, in an order that nobody can guess."""
    free = [code for at in range(1, count + len(taken) + 1) if (code := f"T{at:03d}") not in taken][:count]
    random.SystemRandom().shuffle(free)
    return free


def _read(key: Path) -> dict[str, str]:
    """Name -> code. Raises KeyFileError for a file that is no key, so that none is ever written over."""
    try:
        rows = list(csv.reader(io.StringIO(read_bytes(key, MOST_TABLE_BYTES).decode("utf-8-sig"), newline=""), strict=True))
    except (InputError, ValueError, csv.Error) as error:
        raise KeyFileError(f"the key {key} cannot be read ({error}); restore it, or give another file for a new one") from None
    pairs = rows[1:]
    whole = rows[:1] == [HEADER] and all(len(row) == 2 and all(row) for row in pairs)
    if not whole or any(len(set(column)) < len(pairs) for column in zip(*pairs, strict=True)):
        raise KeyFileError(f"{key} holds no key, a line `code,name` and one for each person; give the name of a new file")
    return {name: code for code, name in pairs}


def _write(key: Path, codes: dict[str, str]) -> None:
    """Write the key, whole or not at all, and for its owner alone from the first byte on."""
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{key.name}-", dir=key.parent)  # readable for its owner only
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(key_text(codes))
            os.replace(aside, key)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise KeyFileError(
            f"the key {key} cannot be written ({error.strerror}); give another place, or make its folder"
        ) from None
