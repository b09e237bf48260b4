"""HTML stands in templates and nowhere else, and what a template is told stays text."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound, UndefinedError
from markupsafe import Markup

from simulation.words import templates
from simulation.words.templates import render

from ..together import each

PACKAGE = Path(templates.__file__).parents[1]
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted(PACKAGE.rglob("templates/*.html"))

#: The name of a group in a regular expression looks like a tag and is none.
TAG = re.compile(r"(?<!\(\?P)</?[a-zA-Z][\w-]*(?=[\s/>])")

#: What looks like a tag and makes no page.
NO_PAGE = {
    "documents/codebook.py": {"<domain"},  # a gap in a name, in Markdown
    "documents/protocol.py": {"<T"},  # a type in TypeScript
    "web/app/kernels.py": {"</script"},  # reads what Solara made
    "school/readers/words.py": {"<na"},  # how some tables write what is unknown
    "plots/inline.py": {"</svg", "<metadata", "</metadata"},  # read out of what matplotlib drew
}

#: Who hands over markup: what the markdown library made of our documents, what matplotlib drew, a report's own style and script.
MARKUP = {"report/documents.py", "plots/inline.py", "report/page.py", "portable/page.py", "portable/site.py"}


def tags(source):
    """What looks like a tag in the strings of a module; the gaps of an f-string count as something between words."""
    tree, found, inside = ast.parse(source), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else " " for part in node.values]
            inside |= {id(part) for part in node.values}
            found |= set(TAG.findall("".join(parts)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            found |= set(TAG.findall(node.value))
    return found


def names(path):
    return path.relative_to(PACKAGE).as_posix()


@each("path", MODULES, names)
def test_no_module_holds_html(path):
    assert tags(path.read_text(encoding="utf-8")) == NO_PAGE.get(names(path), set())


@pytest.mark.parametrize(
    "source",
    ["x = '<p>'", "x = 'a<br/>b'", "x = f'<th{y}>'", "x = f'<{y}></div >'", "x = b = '''\n<a\nhref>'''", "x = f'{y}' '<li>'"],
)
def test_html_in_a_module_would_be_found(source):
    assert tags(source)


@pytest.mark.parametrize("source", ["x = a <b", "x = '(?P<title>.+)'", "x = '1 < 2 > 0'", "x = '<u2'"])
def test_what_is_no_html_is_not_taken_for_it(source):
    assert not tags(source)


def test_nobody_else_says_that_text_is_markup():
    assert {names(path) for path in MODULES if re.search(r"\bMarkup\(", path.read_text(encoding="utf-8"))} == MARKUP


def test_there_is_one_environment():
    made = {names(path) for path in MODULES if re.search(r"\bEnvironment\(", path.read_text(encoding="utf-8"))}
    assert made == {"words/templates.py"}


@each("path", TEMPLATES, names)
def test_no_template_lets_text_through_as_it_is(path):
    """Nor does any hide a name that is missing."""
    tokens = {value for _, kind, value in Environment().lex(path.read_text(encoding="utf-8")) if kind == "name"}
    assert not tokens & {"safe", "autoescape"}


def test_every_kind_of_page_has_its_template():
    assert {names(path.parent.parent) for path in TEMPLATES} == {
        "experiments/fit",
        "lessons",
        "portable",
        "report",
        "validation",
        "web",
    }


@pytest.fixture
def fill(monkeypatch, tmp_path):
    """Fills a template that a test wrote; the environment of the package is another one."""
    monkeypatch.setattr(templates, "PACKAGE", tmp_path)
    monkeypatch.setattr(templates, "_environment", templates._environment.__wrapped__)

    def filled(text, **shown):
        (tmp_path / "one.html").write_text(text)
        return render("one.html", **shown)

    return filled


def test_text_is_escaped_between_tags_inside_attributes_and_inside_scripts(fill):
    odd = "<script>alert(\"x\" & 'y')</script>"
    page = fill(
        '<p title="{{ x }}">{{ x | capital }}</p><script>{{ {"b": x, "a": 0.1} | tojson }}</script>',
        x=odd,
    )
    outside, _, inside = page.partition("<script>")
    assert outside == '<p title="{0}">{0}</p>'.format("&lt;script&gt;alert(&#34;x&#34; &amp; &#39;y&#39;)&lt;/script&gt;")
    assert inside.startswith('{"b":"\\u003cscript\\u003e') and inside.endswith('"a":0.1}</script>')
    assert inside.count("<") == 1


def test_a_number_that_browsers_cannot_read_is_refused(fill):
    with pytest.raises(ValueError, match="not JSON compliant"):
        fill("{{ x | tojson }}", x=float("nan"))


def test_markup_stays_markup(fill):
    assert fill("{{ x }}", x=Markup("<b>1</b>")) == "<b>1</b>"


def test_a_template_that_asks_for_what_it_was_not_told_fails(fill):
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        fill("{{ name }}")
    with pytest.raises(TemplateNotFound, match="nothing"):
        render("lessons/templates/nothing.html")
