"""The receipt: what was read of a school and what was set aside, for the terminal, the page, manifests and reports."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from .form import counted, listed


@dataclass(frozen=True)
class Receipt:
    """Figures of a school that was read, and sentences about what was not taken as it stood."""

    teachers: int
    ties: int
    isolates: int  #: people without a tie in or out
    reciprocity: float  #: share of ties that are returned
    density: float  #: ties / (n (n - 1))
    groups: dict[str, int]  #: name -> people; those of unknown group are in none
    unknown_group: int
    unknown_experience: int
    named_nobody: int  #: answered and named nobody of the school, as far as the files tell
    not_answered: int  #: did not answer, as far as the files tell
    measured: dict[str, int]  #: state or trait -> people of whom it is known
    words: list[str]  #: options of a command that read these files so
    set_aside: list[str]
    notes: list[str]

    def as_json(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return asdict(self)

    def without_people(self) -> "Receipt":
        """The same without the names of people, which stand behind the colon of a sentence and nowhere else."""
        set_aside, notes = ([sentence.split(": ")[0] for sentence in told] for told in (self.set_aside, self.notes))
        return replace(self, set_aside=set_aside, notes=notes)

    def lines(self) -> list[str]:
        """The receipt in lines of text."""
        told = [
            f"{counted(self.teachers, 'teacher')}, {counted(self.ties, 'tie')}, {counted(self.isolates, 'isolate')}",
            f"density {self.density:.3f}, reciprocity {self.reciprocity:.2f}",
        ]
        if self.groups:
            told.append(f"groups: {listed([f'{name} ({n})' for name, n in self.groups.items()], 20)}")
        if self.groups and self.unknown_group:
            told.append(f"unknown group: {counted(self.unknown_group, 'teacher')}, dealt out to the groups in turn")
        known = self.teachers - self.unknown_experience
        told.append(f"experience known of {known} of {self.teachers}; what is unknown is drawn anew in every run")
        if self.measured:
            told.append(f"measured: {', '.join(f'{name} of {n}' for name, n in self.measured.items())}")
        if self.not_answered or self.named_nobody:
            told.append(f"named nobody of the school: {self.named_nobody}; did not answer: {self.not_answered}")
        told += self.notes
        told += [f"set aside: {sentence}" for sentence in self.set_aside] or ["set aside: nothing"]
        return told


def figures(n: int, source: np.ndarray, target: np.ndarray) -> dict[str, Any]:
    """Ties, isolates, reciprocity and density of n people; source, target (n_ties,) int64."""
    linked = np.unique(np.concatenate([source, target]))
    forth, back = source * n + target, target * n + source
    return {
        "teachers": n,
        "ties": int(source.size),
        "isolates": int(n - linked.size),
        "reciprocity": float(np.isin(forth, back).mean()) if source.size else 0.0,
        "density": float(source.size / (n * (n - 1))),
    }


def sentence_about(columns: Sequence[str]) -> list[str]:
    """What is said of columns that nobody reads."""
    return [f"{counted(len(columns), 'column')} that nobody reads: {listed(list(columns), 30)}"] if columns else []
