"""From files to one school: opened, read each as what it is, decided, checked, and told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .decide import Decided, decide
from .files import Source, format_of
from .form import ChoiceNeededError, Choices, Found, RosterError, counted, key_of, listed, unfit_name
from .graphs import GRAPHS, read_graph
from .kinds import read_table
from .measures import COLUMNS, MEASURES, check_scales
from .packages import read_excel, read_spss, read_stata
from .pajek import read_pajek
from .people import Facts, facts_of, principals
from .public import read_matrix_market, read_vna
from .receipt import Receipt, figures, sentence_about
from .table import Table
from .text import decoded, read_text
from .ucinet import REFUSED, read_dl
from .words import PEOPLE, SUMS, TIES, plain

FEWEST, MOST = 4, 500
_REFUSED = {
    "ucinet": REFUSED,
    "xls": "this is a workbook of the old kind (.xls); save it as .xlsx or as CSV (UTF-8)",
    "ods": "this is an OpenDocument sheet; save it as .xlsx or as CSV (UTF-8)",
    "dot": "this is a drawing for Graphviz, which does not say what its lines mean; save the network as GraphML or as a list of ties",
    "r": "this is R's own format; write.csv(..., row.names = TRUE) writes what is read here",
}


#: Readers of texts that are networks.
_NETWORKS = {"pajek": read_pajek, "dl": read_dl, "vna": read_vna}


@dataclass(frozen=True)
class Reading:
    """A school that was read: its people, its ties as rows of people, and the receipt."""

    title: str
    names: tuple[str, ...]
    facts: Facts
    source: np.ndarray  #: int64 (n_ties,)
    target: np.ndarray  #: int64 (n_ties,)
    trust: np.ndarray  #: float64 (n_ties,) [0..1], NaN where unknown
    ignored: tuple[str, ...]
    ties_known: bool  #: False when no file told any
    receipt: Receipt


def read_files(paths: Sequence[str | Path | Source], ties: str | Path | Source | None, choices: Choices) -> Reading:
    """Read a school from its files. Raises RosterError with every fault, ChoiceNeededError for what only their reader can know.

    paths : one file with everything, or several; ties : the one that holds the ties, if the others do not
    """
    _check(choices)
    found, wrong = Found(), []
    wanted = [(path, "roster" if ties is not None else "") for path in paths] + ([(ties, "ties")] if ties is not None else [])
    asked: RosterError | None = None
    for path, role in wanted:
        try:
            _read(Source.open(path), role, choices, found)
        except RosterError as error:
            asked = asked or (error if isinstance(error, ChoiceNeededError) else None)
            wrong += [] if isinstance(error, ChoiceNeededError) else error.faults
    files = [_shown([path]) for path, _ in wanted]
    _check_letters(found)
    if wrong or found.faults:
        raise _all_faults(wrong, found, choices, files)
    if asked:
        raise asked
    if astray := [
        f"--column {meaning}={choices.columns[meaning]}" for meaning in choices.columns if meaning not in found.pointed
    ]:
        raise RosterError([f"{option}: no file has such a column; give its name or its number" for option in astray])
    if not found.networks:
        found.notes.append("no ties came: they are drawn anew in every run, as in any other school")
    aside = principals(found, choices)
    try:
        decided = decide(found, choices, aside)
    except ChoiceNeededError:
        raise
    except RosterError as error:
        raise _all_faults(error.faults, found, choices, files) from None
    facts = facts_of(found, decided.keys, decided.answered, choices)
    if sums := [name for name in decided.names if plain(name) in SUMS]:
        found.faults.append(
            f"{_shown(paths)}: {listed(sums)} is what lines of sums are called, and would be a teacher; take the line out, or call the person "
            "otherwise"
        )
    if not FEWEST <= len(decided.keys) <= MOST:
        found.faults.append(
            f"{_shown(paths)}: {counted(len(decided.keys), 'teacher')} came; allowed are {FEWEST} to {MOST}; add or remove people"
        )
    if found.faults:
        raise RosterError(_in_order(found.faults, files))
    return _reading(_title(paths), found, decided, facts, _words(paths, ties, choices))


def _all_faults(faults: list[str], found: Found, choices: Choices, files: list[str]) -> RosterError:
    """Faults with those of all cells of rosters, so that an author can mend everything at once."""
    people = [key_of(person.name) for roster in found.rosters for person in roster.people]
    facts_of(found, people, {}, choices)
    return RosterError(_in_order([*faults, *found.faults], files))


def _check_letters(found: Found) -> None:
    """Note names of networks that cannot be shown; those of tables are noted with their lines."""
    for net in found.networks:
        ties = (word for tie in net.ties for word in (tie.source, tie.target, tie.relation, tie.wave))
        wrong = [said for word in dict.fromkeys((*net.people, *ties)) if (said := unfit_name(word))]
        found.faults += [f"{net.where}: {said}" for said in wrong]


def _check(choices: Choices) -> None:
    """Raises RosterError for choices that nothing could fit."""
    allowed = {*PEOPLE, *TIES, *COLUMNS}
    for meaning in choices.columns:
        if meaning not in allowed:
            raise RosterError([f"--column {meaning}=...: this means nothing here; allowed are: {', '.join(sorted(allowed))}"])
    if choices.cut is not None and not choices.cut > 0.0:
        raise RosterError([f"--cut {choices.cut:g} keeps what is no tie; give a number above 0"])
    if choices.principal not in (None, "aside", "teacher"):
        raise RosterError([f"--principal {choices.principal} is neither aside nor teacher"])
    check_scales(choices)


def _read(source: Source, role: str, choices: Choices, found: Found) -> None:
    kind = format_of(source)
    if kind in GRAPHS:
        return read_graph(source, kind, choices, found)
    if kind == "market":
        return read_matrix_market(source, found)
    if kind in _NETWORKS:
        return _NETWORKS[kind](source, decoded(source, found), choices, found)
    tables = tables_of(source, choices, found)
    for table in tables:
        read_table(table, found, role if len(tables) == 1 else "")
    return None


def tables_of(source: Source, choices: Choices, found: Found) -> list[Table]:
    """The tables of a file of rows and columns: text, a workbook with its sheets, Stata, SPSS. Raises RosterError for any other."""
    kind = format_of(source)
    if kind in _REFUSED:
        raise RosterError([f"{source.name}: {_REFUSED[kind]}"])
    if kind in GRAPHS or kind in _NETWORKS or kind == "market":
        raise RosterError([f"{source.name}: this is a network, and a table is needed; save it as CSV (UTF-8)"])
    if kind == "excel":
        return read_excel(source, choices)
    read = {"stata": read_stata, "spss": read_spss}.get(kind)
    return [read(source, choices) if read else read_text(source, decoded(source, found), choices)]


def _words(paths: Sequence[str | Path | Source], ties: str | Path | Source | None, choices: Choices) -> list[str]:
    """The options of a command that reads these files so, without the folders of this machine."""

    def base(path: str | Path | Source) -> str:
        return re.split(r"[/\\\\]", _shown([path]))[-1]

    words = [word for path in paths for word in ("--roster", base(path))] + ([] if ties is None else ["--ties", base(ties)])
    if choices.undirected is not None:
        words.append("--undirected" if choices.undirected else "--directed")
    for option in ("cut", "relation", "wave", "principal"):
        if (value := getattr(choices, option)) is not None:
            words += [f"--{option}", f"{value:g}" if isinstance(value, float) else str(value)]
    for option, given in (("column", choices.columns), ("scale", choices.scales)):
        words += [word for name, value in given.items() for word in (f"--{option}", f"{name}={value}")]
    return words + [word for value in choices.missing for word in ("--missing", value)]


def _reading(title: str, found: Found, decided: Decided, facts: Facts, words: list[str]) -> Reading:
    row = {key: i for i, key in enumerate(decided.keys)}
    source = np.array([row[one] for one, _ in decided.ties], np.int64)
    target = np.array([row[other] for _, other in decided.ties], np.int64)
    trust = np.array(list(decided.ties.values()), np.float64)
    unknown = np.isnan(trust)
    trust[unknown] = facts.trust[source[unknown]]
    names_some = np.isin(np.arange(len(decided.keys)), source)
    ignored = tuple(sorted(dict.fromkeys(found.ignored), key=lambda name: name.startswith("ties.")))  # rosters first
    said = [name for name in ignored if not any(name.partition(".")[2] in sentence for sentence in found.aside)]
    known = {name: int(n) for name, n in zip(MEASURES, (~np.isnan(facts.measured)).sum(axis=0), strict=True) if n}
    if "trust" in facts.columns:
        known["trust"] = int((~np.isnan(facts.trust)).sum())
    if not np.isnan(facts.fte).all():
        known["fte"] = int((~np.isnan(facts.fte)).sum())
    if (facts.role >= 0).any():
        known["role"] = int((facts.role == 1).sum())
    receipt = Receipt(
        **figures(len(decided.keys), source, target),
        groups={name: int((facts.group == i).sum()) for i, name in enumerate(facts.group_names)},
        unknown_group=int((facts.group < 0).sum()),
        unknown_experience=int(np.isnan(facts.experience).sum()),
        named_nobody=int(((facts.answered == 1) & ~names_some).sum()),
        not_answered=int((facts.answered == 0).sum()),
        measured=known,
        words=words,
        set_aside=[*dict.fromkeys(found.aside), *sentence_about(said)],
        notes=list(dict.fromkeys(found.notes)),
    )
    return Reading(
        title=title,
        names=tuple(decided.names),
        facts=facts,
        source=source,
        target=target,
        trust=trust,
        ignored=ignored,
        ties_known=bool(found.networks),
        receipt=receipt,
    )


def _in_order(faults: list[str], files: list[str]) -> list[str]:
    """Faults once each, in the order of the files and of their lines."""

    def place(fault: str) -> tuple[int, int]:
        said = re.match(r"(.*?)(?:, (?:line|row|node|vertex) (\d+))?: ", fault)
        at = next((k for k, file in enumerate(files) if said and said[1].startswith(file)), len(files))
        return at, int(said[2] or 0) if said else 0

    return sorted(dict.fromkeys(faults), key=place)


def _shown(paths: Sequence[str | Path | Source]) -> str:
    return ", ".join(path.name if isinstance(path, Source) else str(path) for path in paths)


def _title(paths: Sequence[str | Path | Source]) -> str:
    first = paths[0].name if isinstance(paths[0], Source) else str(paths[0])
    stem = Path(first.replace("\\", "/")).stem
    return re.sub(r"[-_ ]?(roster|ties)$", "", stem, flags=re.IGNORECASE) or stem
