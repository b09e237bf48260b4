"""What a command writes to: streams on which titles and names of strangers are letters and never orders to the terminal.

Everything that is printed, also by libraries, passes here, so that no command has to think of it.
"""

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from typing import IO, Any

from ..inputs.quoting import for_terminal

#: How a progress bar (tqdm) goes back to the beginning of its line, or up from a bar below.
_MOVES = re.compile(r"\n*(\x1b\[A)*")


class Shown:
    """A stream that shows control characters; only a progress bar may go back to the beginning of its line."""

    def __init__(self, stream: IO[str]):
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text as it may be shown; returns its length."""
        if _MOVES.fullmatch(text):
            self._stream.write(text)
        else:
            inside = text.strip("\r")
            before, _, after = text.partition(inside) if inside else (text, "", "")
            self._stream.write(before + for_terminal(inside) + after)
        return len(text)

    def writelines(self, lines) -> None:
        """Write texts one after the other."""
        for line in lines:
            self.write(line)


@contextlib.contextmanager
def shown() -> Iterator[None]:
    """Let both streams show what they are given. A stream that is closed swallows it: a command does its work all the same."""
    with contextlib.ExitStack() as held:
        out, err = (
            stream or held.enter_context(open(os.devnull, "w", encoding="utf-8")) for stream in (sys.stdout, sys.stderr)
        )
        held.enter_context(contextlib.redirect_stdout(Shown(out)))
        held.enter_context(contextlib.redirect_stderr(Shown(err)))
        yield
