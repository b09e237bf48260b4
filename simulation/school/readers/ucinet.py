"""UCINET's DL files: full matrices, edge lists and node lists, with labels; no kept library reads them."""

import math
import re

from .files import Source
from .form import Choices, Found, Network, RosterError, Tie, of_ones_own, tidy
from .matrices import add_matrix
from .words import is_unknown, number

#: What is said of UCINET's own pair of files.
REFUSED = (
    "this is a system file of UCINET (##h, ##d), which no library that is kept up reads; in UCINET choose Data > Export > DL, "
    "or Data > Export > CSV, and give that file"
)


def read_dl(source: Source, text: str, choices: Choices, found: Found) -> None:
    """Add the networks of a DL file to what was found. Raises RosterError."""
    head, data = _split(source, text)
    words = _words_of(head)
    n = int(words.get("n", words.get("nr", "0")))
    if not 0 < n <= 5000:
        raise RosterError([f"{source.name}: the first line gives no N, the number of people, such as DL N = 20"])
    if words.get("nc", str(n)) != str(n):
        raise RosterError([f"{source.name}: this matrix has other rows than columns; export the network of people to people"])
    form = words.get("format", "fullmatrix").lower()
    names = _labels(head, "labels", n) or _labels(head, "row labels", n)
    if not of_ones_own(names, source.name, found):
        names = []
    relations = _labels(head, "matrix labels", int(words.get("nm", "1"))) or [""]
    if form in ("fullmatrix", "fm", "lowerhalf", "upperhalf", "lh", "uh"):
        _matrices(source, data, n, names=names, relations=relations, form=form, words=words, choices=choices, found=found)
    elif form in ("edgelist1", "el1", "edgelist", "nodelist1", "nl1", "nodelist"):
        _lists(source, data, n, names, relations[0], form, found)
    else:
        raise RosterError(
            [f"{source.name}: FORMAT = {form} is not read; export DL as a full matrix (fullmatrix) or as edgelist1"]
        )


def _split(source: Source, text: str) -> tuple[str, str]:
    found = re.search(r"\bdata\s*:", text, re.IGNORECASE)
    if not found:
        raise RosterError([f"{source.name}: a DL file has a line DATA: before the numbers, and this has none"])
    return text[: found.start()], text[found.end() :]


def _words_of(head: str) -> dict[str, str]:
    """`n = 20, format = edgelist1` as a dict, in small letters."""
    counts = re.findall(r"\b(n|nr|nc|nm)\s*=?\s*(\d{1,4})\b", head, re.IGNORECASE)
    words = re.findall(r"\b(format|diagonal)\s*=?\s*([A-Za-z]\w*)", head, re.IGNORECASE)
    return {name.lower(): value for name, value in counts + words}


def _labels(head: str, which: str, most: int) -> list[str]:
    """The labels under a heading; blanks and commas stand between them unless they are quoted."""
    before = r"(?<!row )(?<!column )(?<!matrix )(?<!level )" if which == "labels" else ""
    found = re.search(
        rf"{before}\b{which}\s*:(.*?)(?=\b(?:row labels|column labels|col labels|matrix labels|labels)\b[^:\n]*:|$)",
        head,
        re.IGNORECASE | re.DOTALL,
    )
    if not found:
        return []
    return [tidy(quoted or bare) for quoted, bare in re.findall(r'"([^"]*)"|([^\s,"]+)', found[1])][:most]


def _matrices(source, data, n, *, names, relations, form, words, choices, found) -> None:
    n_matrices = int(words.get("nm", "1"))
    cells = data.split()
    labelled = re.search("embedded", source.raw[:2000].decode("latin-1"), re.IGNORECASE)
    if labelled and form in ("fullmatrix", "fm"):
        names, cells = _embedded(data, n)
        if not of_ones_own(names, source.name, found):
            names = []
    numbers = [value for cell in cells if (value := math.nan if is_unknown(cell) else number(cell)) is not None]
    if len(numbers) < len(cells):
        stranger = next(cell for cell in cells if not is_unknown(cell) and number(cell) is None)
        raise RosterError([f"{source.name}: {stranger!r} stands among the numbers and is none"])
    names = names or [str(k + 1) for k in range(n)]
    half = form.startswith(("l", "u"))
    diagonal = words.get("diagonal", "present").lower() != "absent"
    size = n * n if not half else n * (n + 1) // 2 if diagonal else n * (n - 1) // 2
    if len(numbers) != n_matrices * size or len(names) != n:
        raise RosterError(
            [f"{source.name}: {n_matrices * size} numbers and {n} names are wanted, and {len(numbers)} and {len(names)} came"]
        )
    for k in range(n_matrices):
        part = numbers[k * size : (k + 1) * size]
        if half:
            pairs = [
                (i, j)
                for i in range(n)
                for j in range(n)
                if (j < i if form.startswith("l") else j > i) or (diagonal and i == j)
            ]
            values = [[0.0] * n for _ in range(n)]
            for (i, j), value in zip(pairs, part, strict=True):
                values[i][j] = values[j][i] = value
        else:
            values = [part[i * n : (i + 1) * n] for i in range(n)]
        relation = relations[k] if k < len(relations) else f"relation {k + 1}"
        add_matrix(found, source.name, names, names, values, choices.undirected, relation)


def _embedded(data: str, n: int) -> tuple[list[str], list[str]]:
    """Names in the first line and at the beginning of each row, as `labels embedded` announces."""
    cells = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', data)]
    names = [tidy(cell) for cell in cells[:n]]
    rest = cells[n:]
    return names, [cell for k in range(0, len(rest), n + 1) for cell in rest[k + 1 : k + n + 1]]


def _lists(source, data, n, names, relation, form, found) -> None:
    net = Network(source.name, people=names or [])
    calls: dict[str, str] = {str(k + 1): name for k, name in enumerate(names)}
    for line in data.splitlines():
        cells = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|([^\s,"]+)', line)]
        if not cells:
            continue
        called = [calls.get(cell, tidy(cell)) for cell in cells]
        if form.startswith(("nodelist", "nl")):
            net.ties += [Tie(called[0], other, relation=relation) for other in called[1:]]
            continue
        value = number(cells[2]) if len(cells) > 2 else 1.0
        if len(cells) < 2 or value is None:
            raise RosterError([f"{source.name}: {line.strip()!r} is no pair with a value"])
        net.valued |= len(cells) > 2 and value != 1.0
        net.ties.append(Tie(called[0], called[1], value, relation=relation))
    if not names and all(cell.isdigit() for tie in net.ties for cell in (tie.source, tie.target)):
        net.people = [str(k + 1) for k in range(n)]
    found.networks.append(net)
