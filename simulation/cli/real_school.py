"""A real school on the command line: the options by which every command takes one, and `school`, which says what was read of it."""

from __future__ import annotations

import functools
import inspect
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..inputs.names import as_file
from ..parameters.scenario import InputError
from ..school.readers.form import listed
from ..school.readers.measures import COLUMNS
from .options import RESULTS

if TYPE_CHECKING:
    from ..school.roster import School

    Real = School | None  #: what `takes_school` gives a command
else:
    Real = Any

Rosters = Annotated[
    list[str],
    typer.Option(
        "--roster",
        metavar="FILE",
        help="A real school: its roster, or one file with everything; a folder of schools; or `sample`.",
    ),
]
TiesFile = Annotated[
    Path | None, typer.Option("--ties", metavar="FILE", help="The file of its ties, if they stand in another.")
]
Cut = Annotated[float | None, typer.Option("--cut", help="Ties of at least this value count.")]
Undirected = Annotated[
    bool | None, typer.Option("--undirected/--directed", help="Every tie is one both ways, or the first asks the second.")
]
Relation = Annotated[str | None, typer.Option("--relation", metavar="NAME", help="Which relation, of several in the files.")]
Wave = Annotated[str | None, typer.Option("--wave", help="Which wave, of several in the files.")]
Columns = Annotated[
    list[str],
    typer.Option("--column", metavar="MEANING=NAME", help="What a column is, by its name or number: source=Von, experience=3."),
]
Scales = Annotated[
    list[str],
    typer.Option("--scale", metavar="MEASURE=LOW..HIGH", help="A survey's scale, e.g. exhaustion=0..6 or exhaustion=MBI."),
]
Missing = Annotated[
    list[str], typer.Option("--missing", metavar="VALUE", help="A value that stands for unknown; `none` when there is none.")
]
Principal = Annotated[
    str | None, typer.Option("--principal", metavar="aside|teacher", help="What a principal in the roster is.")
]
#: How files are read, for `school` and for all that take a school.
_READING: dict[str, Any] = {
    "cut": (Cut, None), "undirected": (Undirected, None), "relation": (Relation, None), "wave": (Wave, None),
    "column": (Columns, []), "scale": (Scales, []), "missing": (Missing, []), "principal": (Principal, None),
}  # fmt: skip
Anonymous = Annotated[
    Path | None,
    typer.Option(
        "--anonymous", metavar="KEY", help="Codes instead of names everywhere; the file KEY, for you alone, says whose."
    ),
]
Only = Annotated[str | None, typer.Option("--only", metavar="SCHOOL", help="Which school, of several in the files.")]
Pooled = Annotated[
    bool | None, typer.Option("--pooled/--apart", help="Of several schools also what they have in common, or each for itself.")
]
_FILES: dict[str, Any] = {
    "roster": (Rosters, []),
    "ties": (TiesFile, None),
    "only": (Only, None),
    "anonymous": (Anonymous, None),
}


def takes_school(command=None, *, pool: Callable[[list[Path], Path], None] | None = None):
    """Give a command the options of a real school; it gets the school that they describe, or None, as `real`.

    Options of reading that the command has as arguments of its own are for its own files, too.

    pool : what to do with the folders of several schools and a place beside them. The command returns its folder and is called for each
        school; without a pool it takes one school, and says so
    """
    if command is None:
        return functools.partial(takes_school, pool=pool)
    options = _FILES | _READING | ({"pooled": (Pooled, None)} if pool else {})
    signature = inspect.signature(command, eval_str=True)
    own = [parameter for name, parameter in signature.parameters.items() if name != "real" and name not in options]
    both = [name for name in signature.parameters if name in _READING]  # it reads other files in the same way
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in options.items()
    ]

    @functools.wraps(command)
    def with_more(*arguments, **given):
        chosen = {name: given.pop(name, default) for name, (_, default) in options.items()}
        results = given.get("folder") or given.get("out") or RESULTS  # in which no key may lie
        pooled = chosen.pop("pooled", None)
        given |= {name: chosen[name] for name in both}
        if not chosen["roster"] and chosen["ties"] is None:
            chosen |= {name: _READING[name][1] for name in both}
        elif "scale" in both:  # of what the other files alone may hold, the command complains itself
            chosen["scale"] = [text for text in chosen["scale"] if text.partition("=")[0].strip() in COLUMNS]
        schools = schools_from(**chosen, outside=results)
        if len(schools) < 2:
            if pooled is not None:
                raise InputError(f"--{'pooled' if pooled else 'apart'} came without several schools; leave it out")
            return command(*arguments, **given, real=schools[0] if schools else None)
        names = listed([school.title for school in schools], 6)
        if pool is None:
            raise InputError(
                f"the files hold {len(schools)} schools ({names}), and this command takes one; say which with --only SCHOOL"
            )
        if pooled is None:
            raise InputError(
                f"the files hold {len(schools)} schools ({names}); say --apart to see each for itself, --pooled to see also what they have in "
                "common, or --only SCHOOL for one"
            )
        out = given.pop("out", None)
        folders = [
            command(*arguments, **given, out=out / as_file(school.title) if out else None, real=school) for school in schools
        ]
        if pooled and all(folders):
            pool(
                folders,
                out / "pooled" if out else RESULTS / as_file("+".join(["pooled", *(folder.name for folder in folders)])),
            )
        return None

    with_more.__signature__ = signature.replace(parameters=[*own, *more])  # type: ignore[attr-defined]
    with_more.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *more)}
    return with_more


def schools_from(
    roster: list[str],
    ties: Path | None,
    only: str | None = None,
    anonymous: Path | None = None,
    outside: str | Path = RESULTS,
    **reading: Any,
) -> list[School]:
    """The real schools of some files, none when none is named; says in lines on the error stream what was read. Raises InputError.

    only : the one school that is wanted; anonymous : with codes in place of names, of which this file holds whose they are
    outside : the folder of the results
    """
    if not roster and ties is None:
        if anonymous is not None:
            raise InputError("--anonymous came without --roster; schools of a scenario have no names to hide")
        if given := [name for name, value in reading.items() if value not in (None, [])]:
            raise InputError(f"--{given[0]} came without --roster FILE or --ties FILE, and says how to read them")
        if only is not None:
            raise InputError("--only came without --roster FILE or --ties FILE, which hold several schools")
        return []
    schools = read_schools(roster or [str(ties)], ties if roster else None, only, **reading)
    if anonymous is not None:
        from ..school.codes import coded

        if len(schools) > 1:
            raise InputError(f"--anonymous writes a key for one school, and {len(schools)} came; say which with --only SCHOOL")
        schools = [coded(schools[0], anonymous, outside)]
    for school in schools:
        if school.receipt:
            lines = school.receipt.lines()
            print("\n".join([f"{school.title}: {lines[0]}", *(f"  {line}" for line in lines[1:])]), file=sys.stderr)
    if anonymous is not None:
        print(f"Names are replaced by codes; {anonymous} says whose they are: keep it apart from the results.", file=sys.stderr)
    return schools


def read_schools(files: list[str], ties: Path | None, only: str | None = None, **reading: Any) -> list[School]:
    """The schools of files under these options, or one of them. Raises InputError."""
    from ..school.several import read_each

    reading |= {"columns": pairs(reading.pop("column"), "--column"), "scales": pairs(reading.pop("scale"), "--scale")}
    schools = read_each(files, ties, **reading)
    if only is None:
        return schools
    if not (chosen := [school for school in schools if school.title == only]):
        raise InputError(
            f"--only {only}: there is no such school; allowed are {listed([school.title for school in schools], 20)}"
        )
    return chosen


def pairs(given: list[str], option: str) -> dict[str, str]:
    """`["a=b"]` as {"a": "b"}. Raises InputError."""
    found = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise InputError(f"{option} {text} has no value; write {option} NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


def school(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="The files: a roster and ties, or one with everything.")
    ],
    ties: TiesFile = None,
    cut: Cut = None,
    undirected: Undirected = None,
    relation: Relation = None,
    wave: Wave = None,
    column: Columns = [],  # noqa: B006 - typer wants a list and does not change it
    scale: Scales = [],  # noqa: B006
    missing: Missing = [],  # noqa: B006
    principal: Principal = None,
    only: Only = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")] = False,
) -> None:
    """Say what is read of the files of a real school, and what is set aside. docs/schools.md lists the forms."""
    reading = {
        "cut": cut,
        "undirected": undirected,
        "relation": relation,
        "wave": wave,
        "missing": missing,
        "principal": principal,
    }
    schools = read_schools(files, ties, only, column=column, scale=scale, **reading)
    if as_json:
        told = [found.receipt.as_json() | {"title": found.title} for found in schools if found.receipt]
        print(json.dumps(told[0] if len(told) == 1 else told, indent=2, ensure_ascii=False))
        return
    for found in schools:
        print(f"{found.title}: " + "\n".join(found.told()))
