"""So many at a time, and nobody is crowded out: when all places are taken, whoever has the most gives one up."""

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


def neighbourhood(address: str) -> str:
    """Whose address this is: of IPv6 a household or a room has not one address but all that share their first 64 bits."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return address


class Places(Generic[T]):
    """Places for `most` guests. leave(guest) : called for one who has to go, once, when a newcomer finds no place.

    The one who goes has been there longest among those of the address that has most, so a crowd from one address stands on its own
    feet only.
    """

    def __init__(self, most: int, leave: Callable[[T], None]):
        self.most, self._leave = most, leave
        self._by_address: dict[str, OrderedDict[T, None]] = {}
        self._address: dict[T, str] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._address)

    def take(self, guest: T, address: str) -> None:
        """Give a newcomer a place."""
        gone = None
        with self._lock:
            where = neighbourhood(address)
            mine = self._by_address.setdefault(where, OrderedDict())
            mine[guest] = None
            self._address[guest] = where
            if len(self._address) > self.most:
                fullest = max(self._by_address.values(), key=len)
                if len(fullest) == len(mine):
                    fullest = mine  # nobody else goes for one who has as many as they
                gone = next(iter(fullest))
                self._forget(gone)
        if gone is not None:
            self._leave(gone)

    def free(self, guest: T) -> None:
        """The guest has gone; again is no fault."""
        with self._lock:
            self._forget(guest)

    def _forget(self, guest: T) -> None:
        where = self._address.pop(guest, None)
        if where is not None:
            self._by_address[where].pop(guest)
            if not self._by_address[where]:
                del self._by_address[where]
