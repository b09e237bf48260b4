"""Codes and keys at the door of a server: compared in constant time, and nobody guesses for long or comes in too fast."""

import hashlib
import hmac
import secrets
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

from ..core.languages import say
from ..parameters.scenario import InputError
from .places import neighbourhood

#: Letters and digits that nobody takes for one another on a projector.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"


def new_code(length: int = 5) -> str:
    """A code that is read aloud and typed in."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def as_typed(code: Any) -> str:
    """A code as somebody types it: in any case, with spaces or dashes."""
    return "".join(c for c in str(code)[:40].upper() if c.isalnum())


class Often:
    """Counts what addresses do within a while. most : for one address; in_all : for all together; seconds : how long a while is"""

    def __init__(self, most: int, in_all: int, seconds: float, clock: Callable[[], float] = time.monotonic):
        self._most, self._in_all, self.seconds, self._clock = most, in_all, seconds, clock
        self._when: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def too_often(self, address: str) -> bool:
        """Whether this address, or everybody, has done it as often as is allowed."""
        with self._lock:
            now = self._clock()
            for where in list(self._when):
                while self._when[where] and now - self._when[where][0] > self.seconds:
                    self._when[where].popleft()
                if not self._when[where]:
                    del self._when[where]
            mine = len(self._when.get(neighbourhood(address), ()))
            return mine >= self._most or sum(map(len, self._when.values())) >= self._in_all

    def note(self, address: str) -> None:
        """It was done once more."""
        with self._lock:
            self._when[neighbourhood(address)].append(self._clock())


class Door:
    """A secret that lets in. wrong, wrong_in_all : guesses of one address and of all that are listened to in `patience` seconds"""

    def __init__(self, wrong: int, wrong_in_all: int, patience: float, clock: Callable[[], float] = time.monotonic):
        self._wrong = Often(wrong, wrong_in_all, patience, clock)

    def check(self, given: Any, right: str, address: str, sentence: str) -> None:
        """Raise InputError unless the secret is right and nobody has guessed too much. sentence : what a wrong one is told"""
        if self._wrong.too_often(address):
            wait = "Too many wrong codes; wait {seconds} seconds, then look at the right one again."
            raise InputError(say(wait, seconds=f"{self._wrong.seconds:.0f}"))
        if not same(given, right):
            self._wrong.note(address)
            raise InputError(sentence)


def same(given: Any, right: str) -> bool:
    """Whether a secret is right; how long that takes tells nothing about it."""
    known = str(given)[:100].encode("utf-8", "replace")
    return hmac.compare_digest(hashlib.sha256(known).digest(), hashlib.sha256(right.encode()).digest())
