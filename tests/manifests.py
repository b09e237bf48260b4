"""Manifests for tests: read, and written again by whoever changes them on purpose, with a guard that is right."""

import json

from simulation.results.seal import GUARD, sealed


def read(folder):
    """What a folder's manifest says, without its guard."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest.pop(GUARD, None)
    return manifest


def write(folder, manifest):
    """Let a folder's manifest say this, as the program would have written it."""
    (folder / "manifest.json").write_text(sealed(manifest), encoding="utf-8", newline="\n")
