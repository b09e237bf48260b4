"""Names of files made of what somebody wrote: a scenario, a study or a lesson is called as its author likes, and no name leads elsewhere."""

import hashlib
import re
from collections.abc import Iterable

#: Bytes of a name in UTF-8: room for a path around it, also where 260 are all that a path may have.
_LONGEST = 120
#: What Windows takes for a device, whatever follows after a dot.
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def as_file(text: str, otherwise: str = "results", also: str = "-_.=+") -> str:
    """A text as a name that a file or a folder can bear on every system: letters, digits, and `also` within; _ for all else.

    A name that is too long ends in a digest, so that what differs only in its end differs still. otherwise : when nothing is left
    """
    safe = "".join(letter if letter.isalnum() or letter in also else "_" for letter in text).strip(".") or otherwise
    if len(safe.encode()) > _LONGEST:
        shortened = safe.encode()[: _LONGEST - 11].decode(errors="ignore").rstrip(".+=")
        safe = f"{shortened}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:10]}"
    return f"_{safe}" if DEVICE.match(safe) else safe


def as_stem(text: str, otherwise: str = "results") -> str:
    """The same for a name that an ending follows: without dots."""
    return as_file(text, otherwise, "-_")


def as_stems(texts: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """`as_stem` of each text, no two alike, also where large and small letters are the same: the second `aid_0_5` is aid_0_5-2.

    taken : names that are others' already
    """
    seen = {name.casefold() for name in taken}
    names = []
    for text in texts:
        stem, k = as_stem(text), 1
        while (name := stem if k == 1 else f"{stem}-{k}").casefold() in seen:
            k += 1
        seen.add(name.casefold())
        names.append(name)
    return names
