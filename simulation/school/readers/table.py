"""A table of cells, wherever it comes from: its header, if it has one, and which column means what."""

from dataclasses import dataclass, field
from functools import cached_property

from ...inputs.limits import whole_in
from ...inputs.quoting import nearest
from .form import Choices, RosterError, counted, listed, unfit_name
from .scales import split_scale
from .words import NEUTRAL, PEOPLE, TIES, is_unknown, meaning_of, number, plain


@dataclass
class Row:
    """Cells without blanks around them, and where they stand."""

    number: int
    cells: list[str]


@dataclass
class Table:
    """A sheet of cells."""

    where: str  #: the file, and the sheet if there are several
    stem: str  #: what its relation is called when nothing else says it
    rows: list[Row]  #: with the header, without blank rows
    choices: Choices
    part: str = "line"  #: what a row is called in messages
    has_header: bool | None = None  #: None where the format does not say
    labels: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  #: column -> value -> its label, as statistics packages keep it
    faults: list[str] = field(default_factory=list)

    def at(self, row: Row) -> str:
        """A row's place in a message."""
        return f"{self.where}, {self.part} {row.number}"

    @cached_property
    def header(self) -> list[str] | None:
        """Names of the columns without their scales, None when the first row is one of cells like all others."""
        head = [split_scale(name)[0] for name in self.rows[0].cells]
        if self.has_header is None:
            self.has_header = _is_header(head, [row.cells for row in self.rows[1:]], self.choices)
        return head if self.has_header else None

    def scale(self, meaning: str, place: int) -> str:
        """The scale of a column: as the reader says, else as the header does; empty when nobody does."""
        return self.choices.scales.get(meaning) or (
            split_scale(self.rows[0].cells[place])[1] if self.header is not None else ""
        )

    @property
    def body(self) -> list[Row]:
        """The rows under the header."""
        return self.rows[1:] if self.header is not None else self.rows

    @cached_property
    def given(self) -> dict[str, int]:
        """Columns that the reader has named: meaning -> place."""
        head = [plain(name) for name in self.header or ()]
        at = {}
        for meaning, name in self.choices.columns.items():
            if self.header is not None and plain(name) in head and plain(name):
                at[meaning] = head.index(plain(name))
            elif (number_of := whole_in(name)) is not None and 1 <= number_of <= len(self.rows[0].cells):
                at[meaning] = number_of - 1
        return at

    def places(self, wanted: dict[str, tuple[str, ...]]) -> dict[str, int]:
        """Where the columns of these meanings stand."""
        mine = {meaning: place for meaning, place in self.given.items() if meaning in wanted}
        return meaning_of(self.header, wanted, mine) if self.header is not None else mine

    def column(self, place: int) -> str:
        """What a column is called."""
        return self.header[place] if self.header is not None else f"column {place + 1}"

    def check_shape(self) -> list[Row]:
        """The rows that have as many cells as the header, or as most; a fault is noted for every other."""
        width = len(self.header) if self.header is not None else max(len(row.cells) for row in self.rows)
        good = []
        for row in self.body:
            if len(row.cells) > width and not any(row.cells[width:]):
                row.cells = row.cells[:width]
            if len(row.cells) == width:
                good.append(row)
                continue
            first = "the header has" if self.header is not None else "the longest has"
            self.faults.append(
                f"{self.at(row)}: {first} {counted(width, 'column')} and this {self.part} {len(row.cells)}; give every column a value "
                "or a blank, put quotation marks around a name with a comma, and write decimals with a point"
            )
        return good

    def check_letters(self, row: Row, places: list[int]) -> bool:
        """Whether these cells can be shown as names or labels; a fault is noted for each that cannot."""
        wrong = [f"{self.column(place)} = {said}" for place in places if (said := unfit_name(row.cells[place]))]
        self.faults += [f"{self.at(row)}: {said}" for said in wrong]
        return not wrong

    def check_names(self, at: dict[str, int], wanted: dict[str, tuple[str, ...]]) -> None:
        """Note columns that stand twice under a name that is read."""
        names = [plain(name) for name in self.header or ()]
        for place in at.values():
            if self.header is not None and names.count(names[place]) > 1:
                said = f"the header has {names.count(names[place])} columns {self.header[place]!r}; keep one"
                self.faults.append(f"{self.at(self.rows[0])}: {said}")

    def without(self, missing: list[str], wanted: dict[str, tuple[str, ...]]) -> RosterError:
        """The error of a table that lacks columns."""
        head = [name for name in self.header or () if name]
        faults = []
        for meaning in missing:
            near = next(filter(None, (nearest(word, [h.lower() for h in head]) for word in wanted[meaning][:3])), None)
            ways = wanted[meaning][:3] if meaning == "teacher" else wanted[meaning][:2]
            faults.append(
                f"{self.at(self.rows[0])}: there is no column {' or '.join(dict.fromkeys(ways))}; "
                + (f"did you mean {near!r}? " if near else "")
                + (f"the header has {listed(head, 20)}; " if head else "the file has no header; ")
                + f"rename the column, or say which it is with --column {meaning}=NAME"
            )
        return RosterError(faults)


def _is_header(head: list[str], body: list[list[str]], choices: Choices) -> bool:
    """Whether the first row names the columns."""
    called = [plain(name) for name in head]
    if any(plain(name) in called for name in choices.columns.values() if not name.isdigit()):
        return True
    if (
        choices.columns
        and all(name.isdigit() for name in choices.columns.values())
        and any(number(cell) is not None for cell in head)
    ):
        return False
    if meaning_of(head, PEOPLE, {}) or {"source", "target"} <= meaning_of(head, TIES, {}).keys():
        return not any(number(cell) is not None for cell in head[:1])
    if any(one in called and two in called for one, two in NEUTRAL):
        return True
    if len({cell for cell in head[1:] if cell} & {row[0] for row in body if row}) >= max(2, len(head) // 2):
        return True  # names on both sides of a matrix
    if any(number(cell) is not None for cell in head):
        return False
    columns = [[row[k] for row in body if k < len(row) and not is_unknown(row[k])] for k in range(len(head))]
    if any(column and all(number(cell) is not None for cell in column) for column in columns):
        return True
    names = set().union(*columns) if columns else set()
    return not (body and set(head) & names)
