"""A folder that any web space can serve: an index of all scenarios and lessons, the page that computes them, and what lets a phone keep it.

Every address in it is relative, so it works from whatever path it is put under. A service worker keeps the files of the folder, and no
others; its name changes with their contents, so a newer site takes the place of an older one.
"""

import base64
import hashlib
import json
from pathlib import Path

from markupsafe import Markup

from .. import __version__
from ..pages.files import STATIC
from ..pages.lessons import shipped as lessons
from ..parameters.scenario import BASELINE, Scenario, shipped
from ..results.page import GENERATOR
from ..results.place import write_folder
from ..words.templates import render
from .page import document, style

TITLE = "Collective action among teachers"
#: What the service worker keeps; the first is the folder itself.
_KEPT = ("./", "index.html", "app.html", "icon.svg", "app.webmanifest")
_WEB_MANIFEST = {
    "name": TITLE,
    "short_name": "Teachers",
    "start_url": "./",
    "scope": "./",
    "display": "standalone",
    "background_color": "#ffffff",
    "theme_color": "#2b2f83",
    "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
}


def write_site(path: str | Path) -> Path:
    """Write the site with all shipped scenarios and lessons as a folder; the same version gives the same bytes.

    Returns the folder, which is complete or absent; a site that this program wrote is replaced. Raises ResultsError when the place is
    taken by something else or cannot be written.
    """
    files = _files()

    def fill(folder: Path) -> None:
        (folder / "figures").rmdir()  # of results, which these are not
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")

    return write_folder(path, fill, {"site": sorted(files)})


def _files() -> dict[str, str]:
    """Everything in the folder but its manifest, by name."""
    names = [BASELINE, *(name for name in shipped() if name != BASELINE)]
    scenarios = [Scenario.load(name) for name in names]
    files = {
        "index.html": _index(scenarios),
        "app.html": document(scenarios, list(lessons()), site=True),
        "icon.svg": _static("icon.svg"),
        "app.webmanifest": json.dumps(_WEB_MANIFEST, indent=2) + "\n",
    }
    digest = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:16]
    about = f'self.CACHE = "simulation-{digest}";\nself.KEPT = {json.dumps(_KEPT)};\n'
    return files | {"keep.js": about + _static("keep.js")}


def _index(scenarios: list[Scenario]) -> str:
    """The first page: every scenario and lesson with its question, and a line to embed one."""
    script = _static("index.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return render(
        "portable/templates/index.html",
        title=TITLE,
        version=__version__,
        generator=GENERATOR,
        policy=(
            f"default-src 'none'; script-src 'sha256-{digest}'; worker-src 'self'; manifest-src 'self'; style-src 'unsafe-inline'; "
            "img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'"
        ),
        style=Markup(style()),
        script=Markup(script),
        scenarios=[{"name": one.name, "title": one.title or one.name, "story": one.story} for one in scenarios],
        lessons=[view.card() for view in lessons().values()],
    )


def _static(name: str) -> str:
    return (STATIC / "portable" / name).read_text(encoding="utf-8")
