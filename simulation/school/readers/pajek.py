"""Pajek's networks (.net) and projects (.paj): vertices, arcs, edges, lists, matrices, partitions and vectors.

networkx reads one network of a file and forgets which relation its lines belong to; here each keeps its name.
"""

import re

from ...inputs.limits import whole_in
from .files import Source
from .form import Choices, Found, Network, Person, Roster, RosterError, Tie, of_ones_own, tidy
from .matrices import add_matrix
from .words import is_unknown, number

_SECTION = re.compile(r"^\*(\w+)\s*(.*)$")
_RELATION = re.compile(r'^:\s*(\d+)\s*(?:"([^"]*)"|(\S.*)?)')


def read_pajek(source: Source, text: str, choices: Choices, found: Found) -> None:
    """Add the networks of a file to what was found. Raises RosterError with the line that cannot be read."""
    reading = _Reading(source, choices, found)
    for number_, line in enumerate(text.splitlines(), 1):
        reading.line(number_, line.strip())
    reading.end()


class _Reading:
    """Where one is in the file."""

    def __init__(self, source: Source, choices: Choices, found: Found):
        self.source, self.choices, self.found = source, choices, found
        self.title = ""
        self.names: dict[str, str] = {}  #: of the vertices, by their number
        self.size = 0
        self.section = ""
        self.relation = ""
        self.net: Network | None = None
        self.cells: list[list[float]] = []
        self.facts: list[tuple[str, list[str]]] = []  #: partitions and vectors: title, and a value for each vertex

    def fault(self, number_: int, said: str) -> RosterError:
        return RosterError([f"{self.source.name}, line {number_}: {said}"])

    def line(self, number_: int, line: str) -> None:
        if not line or line.startswith("%"):
            return
        if found := _SECTION.match(line):
            return self.begin(number_, found[1].lower(), found[2].strip())
        if self.section == "vertices":
            return self.vertex(number_, line)
        if self.section in ("arcs", "edges", "arcslist", "edgeslist"):
            return self.tie(number_, line)
        if self.section == "matrix":
            return self.row(number_, line)
        if self.section in ("partition", "vector"):
            self.facts[-1][1].append(line)
            return None
        if not self.section:
            raise self.fault(number_, "this is no Pajek file; it begins with *Vertices or *Network")
        return None

    def begin(self, number_: int, word: str, rest: str) -> None:
        self.end_of_matrix(number_)
        if word == "network":
            self.title, self.net = tidy(rest), None
        elif word == "vertices":
            counts = rest.split()
            if self.section in ("partition", "vector", "permutation", "cluster"):
                return  # theirs: the values follow
            size = whole_in(counts[0]) if counts else None
            if size is None or size < 0:
                raise self.fault(number_, f"*Vertices {rest} gives no number of vertices")
            if len(counts) > 1:
                raise self.fault(
                    number_, "this network has two kinds of vertices; export the network of one kind, people to people"
                )
            self.size = size
            if self.size > 20_000:
                raise self.fault(number_, f"{self.size} vertices came; allowed are 4 to 500")
            self.names = {str(k): str(k) for k in range(1, self.size + 1)}
            self.net = None
        elif word in ("arcs", "edges", "arcslist", "edgeslist", "matrix"):
            found = _RELATION.match(rest)
            self.relation = (tidy(found[2] or found[3] or f"relation {found[1]}")) if found else self.title
            self.cells = []
        elif word in ("partition", "vector"):
            self.facts.append((tidy(rest), []))
        self.section = word

    def vertex(self, number_: int, line: str) -> None:
        if line.count('"') % 2:
            raise self.fault(number_, "the quotation marks do not close")
        parts = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', line)]
        if not parts or parts[0] not in self.names:
            raise self.fault(number_, f"{parts[0] if parts else ''!r} is no number of a vertex from 1 to {self.size}")
        if len(parts) > 1 and tidy(parts[1]):
            self.names[parts[0]] = tidy(parts[1])
        if parts[2:] and not any("coordinates" in said for said in self.found.aside):
            self.found.aside.append(f"coordinates and shapes of vertices in {self.source.name}, which say how to draw them")

    def network(self) -> Network:
        if self.net is None:
            if not of_ones_own(list(self.names.values()), self.source.name, self.found):
                self.names = {number_: number_ for number_ in self.names}
            self.net = Network(self.source.name, people=list(self.names.values()))
            self.net.by_place = all(name == number_ for number_, name in self.names.items())
            self.found.networks.append(self.net)
        return self.net

    def tie(self, number_: int, line: str) -> None:
        net, parts = self.network(), line.split()
        both = self.section.startswith("edge")
        if self.section.endswith("list"):
            pairs = [(parts[0], other, "1") for other in parts[1:]]
        elif len(parts) >= 2:
            pairs = [(parts[0], parts[1], parts[2] if len(parts) > 2 else "1")]
        else:
            raise self.fault(number_, f"{line!r} joins no two vertices")
        for one, other, text in pairs:
            if one not in self.names or other not in self.names:
                stranger = other if one in self.names else one
                raise self.fault(number_, f"{stranger!r} is no number of a vertex from 1 to {self.size}")
            value = float("nan") if is_unknown(text) else number(text)
            if value is None:
                raise self.fault(number_, f"{text!r} is not a number, and stands where the value of a line does")
            net.valued |= len(parts) > 2 and value != 1.0
            net.ties.append(Tie(self.names[one], self.names[other], value, relation=self.relation, both=both))

    def row(self, number_: int, line: str) -> None:
        cells = [float("nan") if is_unknown(cell) else number(cell) for cell in line.split()]
        if len(cells) != self.size or None in cells:
            raise self.fault(number_, f"a row of the matrix has {self.size} numbers, and this line {len(cells)} cells")
        self.cells.append([cell for cell in cells if cell is not None])

    def end_of_matrix(self, number_: int) -> None:
        if self.section != "matrix":
            return
        if len(self.cells) != self.size:
            raise self.fault(number_, f"the matrix has {len(self.cells)} rows, and there are {self.size} vertices")
        names = list(self.names.values())
        add_matrix(self.found, self.source.name, names, names, self.cells, self.choices.undirected, self.relation)
        self.section = ""

    def end(self) -> None:
        self.end_of_matrix(0)
        if self.names and not self.found.networks:
            self.network()
        columns = {title: values for title, values in self.facts if len(values) == self.size}
        self._people(columns)

    def _people(self, columns: dict[str, list[str]]) -> None:
        """Partitions and vectors tell something of everybody; those that mean nothing here are named."""
        from .rosters import WANTED
        from .words import meaning_of

        titles = list(columns)
        at = {
            m: titles[k]
            for m, k in meaning_of(
                [title.split(".")[0] for title in titles], {k: v for k, v in WANTED.items() if k != "teacher"}, {}
            ).items()
        }
        self.found.ignored += [f"roster.{title}" for title in titles if title not in at.values()]
        if at:
            people = [
                Person(
                    name,
                    {"teacher": name} | {meaning: columns[title][k] for meaning, title in at.items()},
                    f"{self.source.name}, vertex {k + 1}",
                )
                for k, name in enumerate(self.names.values())
            ]
            self.found.rosters.append(Roster(self.source.name, people, {"teacher": "vertex"} | at))
