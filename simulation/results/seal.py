"""Manifests that guard themselves: the last entry is a digest of everything before it, so that a change anywhere shows.

A manifest says which bytes every other file of its folder has. Whoever reads it has to know that nobody, and no disk, changed
that. Manifests of format 1 had no such entry; they are read as they are.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..inputs.limits import why_not
from ..inputs.quoting import shown
from .files import digest_of

#: From this format on a manifest without a guard is damaged.
GUARDED_SINCE = 2
GUARD = "guard"


def sealed(manifest: Mapping[str, Any]) -> str:
    """The text of a manifest.json: the manifest (ready for JSON, without a guard) and its guard."""
    return json.dumps({**manifest, GUARD: _guard(manifest)}, indent=1)


def unsealed(text: str) -> dict[str, Any]:
    """What a manifest.json says, without its guard. Raises ValueError when the text is not what was written."""
    manifest = json.loads(text)
    if not isinstance(manifest, dict):
        raise ValueError("it is no manifest")
    guard = manifest.pop(GUARD, None)
    if guard is None:
        if manifest.get("format", 1) >= GUARDED_SINCE:
            raise ValueError("its guard is missing")
    elif guard != _guard(manifest) or text != sealed(manifest):
        raise ValueError("its content is not what was written")
    return manifest


def digests_of(folder: Path, files: list[Path]) -> dict[str, str]:
    """What a manifest keeps of the files of its folder: path within the folder -> digest."""
    return {file.relative_to(folder).as_posix(): digest_of(file) for file in sorted(files)}


def damage(folder: Path, digests: Mapping[str, str]) -> list[str]:
    """A sentence for each file of a folder that is missing or is not what was written."""
    found = []
    for name, digest in digests.items():
        path = folder / name
        if PurePosixPath(name).is_absolute() or {"..", ""} & {*PurePosixPath(name).parts} or "\\" in name or ":" in name:
            found.append(
                f"{folder / 'manifest.json'} is damaged (it vouches for {shown(name)}, which is not within the folder)"
            )
            continue
        if fault := why_not(path):
            found.append(f"{path} cannot be read ({fault.partition(';')[0]})")
            continue
        try:
            if digest_of(path) != digest:
                found.append(f"{path} is damaged (its content is not what was written)")
        except OSError as error:
            found.append(f"{path} cannot be read ({error.strerror or error})")
    return found


def _guard(manifest: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, indent=1).encode()).hexdigest()[:32]
