"""What a manifest has to hold before anything is made of it: it comes from a disk, or from somebody else's.

Only what the program uses is asked for; what later versions add is let through.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..inputs.faults import sentences

Word = Annotated[str, Field(max_length=200)]
Words = dict[Word, Word]


class _Form(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow", allow_inf_nan=False)


class _School(_Form):
    """A real school, as `School.identity` tells of it."""

    title: Word
    names: list[Word] = Field(max_length=500)
    ties: int = Field(ge=0)
    digest: Word


class Ensemble(_Form):
    """The manifest of an ensemble, or of a side of a comparison."""

    scenario: dict[str, Any]
    seed: int = Field(ge=0, lt=2**32)
    runs: int = Field(ge=1)
    first_run: int = Field(ge=0)
    record: list[Word] = Field(max_length=10)
    seconds: float = Field(ge=0)
    school: _School | None
    versions: Words
    uncertainty: dict[str, Any] | None = None
    phases: list[dict[str, Word]] | None = Field(None, max_length=200)
    digest: Word = "unknown"
    files: Words = Field(default_factory=dict)


class Sweep(_Form):
    """The manifest of a sweep."""

    study: dict[str, Any]
    scenarios: dict[str, dict[str, Any]] = Field(max_length=1000)
    identity: Word
    sizes: list[int | None] = Field(max_length=100_000)
    points: int = Field(ge=0, le=10_000_000)
    phases: list[dict[str, Word]] | None = Field(None, max_length=200)
    versions: Words
    digest: Word = "unknown"


class FormError(ValueError):
    """A manifest lacks something, or holds something else in its place; one sentence says what."""


def check_form(form: type[BaseModel], manifest: Any) -> None:
    """Raise FormError, with the first thing that is wrong, for a manifest that nothing can be made of."""
    try:
        form.model_validate(manifest)
    except ValidationError as error:
        raise FormError(next(sentences(form, error))) from None
