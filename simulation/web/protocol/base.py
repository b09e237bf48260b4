"""What all forms share, and the envelopes in which they travel."""

from typing import Annotated, Any, Literal, NotRequired, TypeVar

from pydantic import ConfigDict, SkipValidation, with_config
from typing_extensions import TypedDict  # pydantic brings it, and asks for it before Python 3.12

T = TypeVar("T")
Checked = Annotated[T, SkipValidation]

#: A number that may be unknown: JSON has no NaN.
Known = float | None


@with_config(ConfigDict(extra="forbid", strict=True, allow_inf_nan=False))
class Form(TypedDict):
    """What all forms share: no field but those declared, and no value that only looks like one of the right type."""


class Nothing(Form):
    """No fields at all."""


class Question(Form):
    """What a page sends."""

    id: int
    ask: str
    content: NotRequired[dict[str, Any]]
    language: NotRequired[str]  #: in which it is answered


class Answer(Form):
    """What comes back: `ok` with the answer, or why there is none. gone: the school was put away; shut: not in this class."""

    id: int
    ok: NotRequired[Any]
    fault: NotRequired[str]
    gone: NotRequired[Literal[True]]
    shut: NotRequired[str]


class News(Form):
    """What a page is sent unasked."""

    news: str
    content: Any
