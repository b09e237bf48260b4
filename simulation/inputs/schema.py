"""Which form a file has that people write: `schema = 1` in its head, and the steps that bring an older form up to the one of today.

A file without a number is of schema 1, the first. Whoever changes a form so that older files would be misread adds a step to its
`Form`, which makes a new number; tests/inputs/schema_1 holds files of the first, which every later program has to read alike. Folders
of results carry theirs as `format` in the manifest (results/place.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .faults import Faults
from .quoting import shown

#: The name that the number has in a file.
SCHEMA = "schema"


@dataclass(frozen=True)
class Form:
    """A kind of file. kind : what it is called; steps : from each schema to the next, as functions of the file's values"""

    kind: str
    steps: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()

    @property
    def number(self) -> int:
        """The schema that is written today."""
        return len(self.steps) + 1

    @property
    def head(self) -> dict[str, int]:
        """What a file of today begins with."""
        return {SCHEMA: self.number}

    def up_to_date(self, values: dict[str, Any], fault: type[Faults], where: str = "") -> dict[str, Any]:
        """The values of a file as one of today would hold them, without the number; the given ones are left as they are.

        Raises `fault` for a number that there is not; where : the file
        """
        number = values.get(SCHEMA, 1)
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise fault([f"{SCHEMA} = {shown(number)} is not the number of a form; write {SCHEMA} = {self.number}"], where)
        if number > self.number:
            newer = f"{SCHEMA} = {shown(number)} is newer than this program, which knows a {self.kind} up to {self.number}"
            raise fault([f"{newer}; update the program"], where)
        values = {name: value for name, value in values.items() if name != SCHEMA}
        for step in self.steps[number - 1 :]:
            values = step(values)
        return values


SCENARIO, STUDY, LESSON, COUNTRY = Form("scenario"), Form("study"), Form("lesson"), Form("country")
