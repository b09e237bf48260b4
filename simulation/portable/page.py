"""Schools that live in one HTML file: engine, scenarios and page together, so that whoever gets the file needs nothing else.

The content security policy lets no request out, and runs the one script that is named by its digest and the engine that it brings.
"""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from .. import __version__
from ..core.languages import ENGLISH, catalogue_of, languages, speaking
from ..declare.outcomes import YEAR_COLUMNS
from ..pages.catalogue import catalogue
from ..parameters.scenario import InputError, Scenario
from ..report import bundle, documents
from ..report.page import MOST_BYTES
from ..results import page
from ..words.templates import render
from .file import read
from .scenario import portable_scenario

_SCRIPT = "portable/page.js"
#: What the page needs of the catalogue.
_TOLD = ("groups", "outcomes", "weekly", "tiles", "courses", "forms", "clock", "colours")


def write_page(scenarios: Iterable[str | Path | Scenario], path: str | Path, replace: bool = False) -> Path:
    """Write a page on which schools of these scenarios are lived, as one HTML file; the same scenarios give the same bytes.

    replace : let any file be replaced; otherwise only a page that this program wrote
    Returns the file. Raises ScenarioError for a scenario that cannot be, InputError for two of one name or too many for a file that
    is sent, and ResultsError when the file cannot be written.
    """
    path = page.check_page(Path(path), replace)
    return page.write_page(path, document([Scenario.load(one) for one in scenarios]), replace)


def _catalogue(language: str) -> dict:
    with speaking(language):
        about = catalogue()
    return {name: about[name] for name in _TOLD}


def document(scenarios: list[Scenario]) -> str:
    """The HTML of the page; the first scenario is shown first."""
    names = [scenario.name for scenario in scenarios]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(f"two scenarios are called {twice[0]!r}; give each a `name` of its own")
    engine, _ = read()
    script = bundle.inside_html(bundle.script(_SCRIPT))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = render(
        "portable/templates/page.html",
        title=scenarios[0].title or names[0].replace("_", " ").capitalize(),
        version=__version__,
        generator=page.GENERATOR,
        licences=documents.licences(),
        style=Markup(bundle.style()),
        script=Markup(script),
        policy=(
            f"default-src 'none'; script-src 'sha256-{digest}' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; "
            "font-src data:; base-uri 'none'; form-action 'none'"
        ),
        words={language: catalogue_of(language) for language in languages() if language != ENGLISH},
        data={
            "engine": base64.b64encode(engine).decode(),
            "scenarios": {
                scenario.name: portable_scenario(scenario)
                | {"title": scenario.title, "story": " ".join(scenario.story.split())}
                for scenario in scenarios
            },
            "catalogues": {language: _catalogue(language) for language in languages()},
            "columns": [column.name for column in YEAR_COLUMNS],
        },
    )
    if len(text.encode()) > MOST_BYTES:
        raise InputError(
            f"the page would have {len(text.encode()) / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:g}; give fewer scenarios"
        )
    return text
