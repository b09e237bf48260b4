"""Where the files of pages lie: kit/ is shared by all, app/, class/ and report/ belong to one kind of page each."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"
KIT = STATIC / "kit"
