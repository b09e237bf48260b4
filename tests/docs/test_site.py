"""The documents as a site: it builds without a warning, every link inside it leads somewhere, and it asks nobody for anything."""

import importlib.util
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
import yaml

import simulation as sim

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="mkdocs is not installed: uv sync --group docs"),
]

#: Elements that a browser fetches as soon as it shows a page, and the attribute that says from where.
FETCHED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src", "object": "data"}
#: Links that name a page without fetching it.
ONLY_NAMED = {"canonical", "next", "prev", "alternate"}
ELSEWHERE = re.compile(r"(https?:)?//", re.IGNORECASE)


class Page(HTMLParser):
    """What a page fetches, where it leads to, and the places in it that one can be led to."""

    def __init__(self, text: str):
        super().__init__()
        self.fetched, self.links, self.places = [], [], {"", "__top"}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.places |= {attributes[name] for name in ("id", "name") if attributes.get(name)}
        target = attributes.get(FETCHED.get(tag, ""))
        if target and not ONLY_NAMED & set((attributes.get("rel") or "").split()):
            self.fetched.append(target)
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site):
    """Every page by its path, but for those in which schools live (tests/portable/test_site.py)."""
    found = (path for path in site.rglob("*.html") if path.name != "404.html" and path.parent != site / "live")
    return {path: Page(path.read_text(encoding="utf-8")) for path in found}


@pytest.mark.slow
def test_every_link_inside_the_site_leads_to_a_page_and_a_place_on_it(pages):
    astray, counted = [], 0
    for path, page in pages.items():
        for link in page.links + page.fetched:
            target, place = urldefrag(link)
            if re.match(r"[a-z]+:|//", target):
                continue
            counted += 1
            at = (path.parent / unquote(target)).resolve() if target else path
            if not at.is_file() or (at in pages and unquote(place) not in pages[at].places):
                astray.append(f"{path.name}: {link}")
    assert counted > 1000
    assert astray == []


@pytest.mark.slow
def test_no_page_fetches_anything_from_elsewhere(site, pages):
    assert len(pages) > 25
    assert {link for page in pages.values() for link in page.fetched if ELSEWHERE.match(link)} == set()
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(@import|url\()\s*['\"]?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name


@pytest.mark.slow
def test_the_site_has_every_document_notebook_and_public_name(site, pages):
    here = {path.relative_to(site).with_suffix("").as_posix() for path in pages}
    for folder, kind in (("docs", "*.md"), ("docs/howto", "*.md"), ("docs/notebooks", "*.py")):
        for path in (ROOT / folder).glob(kind):
            name = path.relative_to(ROOT / "docs").with_suffix("").as_posix()
            assert {name, name.replace("README", "index")} & here or path.name == "build_site.py", name
    text = (site / "reference.html").read_text(encoding="utf-8")
    assert [name for name in sim.__all__ if f"sim.{name}" not in text] == []
    assert all(f"sim.plots.{name}" in text for name in sim.plots.__all__)
    assert "the 95 percent interval of the mean" in text


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/css">',
        '<img src="HTTPS://x.example/a.png">',
    ],
)
def test_what_is_fetched_from_elsewhere_would_be_found(html):
    assert [link for link in Page(html).fetched if ELSEWHERE.match(link)]


def test_the_navigation_holds_every_document():
    def leaves(part):
        if isinstance(part, str):
            return [part]
        return [leaf for inner in (part if isinstance(part, list) else part.values()) for leaf in leaves(inner)]

    listed = leaves(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    there = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert there <= set(listed)
    assert len(set(listed)) == len(listed)


@pytest.fixture
def hook():
    """docs/build_site.py as a module."""
    spec = importlib.util.spec_from_file_location("build_site", ROOT / "docs" / "build_site.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_lists_every_public_name_once(hook):
    listed = [name for names in hook.SECTIONS.values() for name in names] + list(hook.VALUES)
    assert sorted(listed) == sorted(sim.__all__)


def test_arguments_in_a_docstring_become_a_list(hook):
    told = hook.as_markdown("Do it.\n\na, b : numbers\n    of two lines\nc : a word\nReturns d.\nRaises InputError.")
    assert told == "Do it.\n\n\n- `a`, `b`: numbers\n  of two lines\n- `c`: a word\n\nReturns d.\n\nRaises InputError."
