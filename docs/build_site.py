"""What the site has beyond the files of docs: pages made from the notebooks, from the project's own papers, and from docstrings.

A hook of MkDocs (mkdocs.yml). Nothing is fetched. `ArgumentLists` teaches Griffe, which reads the docstrings, how this project writes
them: a line for each argument, `name : what it is`.
"""

import re
from pathlib import Path

import griffe
import jupytext
from mkdocs.structure.files import File

from simulation.portable.site import write_site

ROOT = Path(__file__).parents[1]

#: Papers that lie beside docs, and what their pages are called.
BESIDE = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "SECURITY.md": "reporting.md"}

#: Public names by what they are for; a test keeps the list complete.
SECTIONS = {
    "Scenarios and schools": ("Scenario", "Policy", "School", "fields", "outcomes"),
    "Simulating": ("simulate", "snapshots", "Results", "mean_interval"),
    "Evidence": ("effects",),
    "Comparing and sweeping": (
        "compare",
        "Effect",
        "compare_several",
        "Policies",
        "power",
        "sweep",
        "sweep_figures",
        "sensitivity",
        "Study",
    ),
    "A country": ("Country", "simulate_country", "CountryResults", "compare_countries", "CountryEffect"),
    "One person closely": ("why", "Why"),
    "One's own school": ("fit", "fit_each", "Fit"),
    "One school as a Mesa model": ("SchoolModel", "Phase", "check_phases"),
    "Lessons": ("Lesson", "run_lesson", "seed_shares"),
    "Figures and reports": ("plots", "write_report"),
    "Errors": (
        "InputError",
        "ScenarioError",
        "CountryError",
        "RosterError",
        "ChoiceNeededError",
        "StudyError",
        "ResultsError",
        "LessonError",
    ),
}
#: Public names that are values and not described by docstrings.
VALUES = {
    "WEEK": "the phases of a week, in their order: a tuple of `Phase`",
    "__version__": "the version, which determines results",
}


# ---------------------------------------------------------------- pages


def on_files(files, config):
    """Add the pages that are made here."""
    made = {page: (ROOT / paper).read_text(encoding="utf-8") for paper, page in BESIDE.items()}
    made |= {f"notebooks/{path.stem}.md": notebook(path) for path in sorted((ROOT / "docs" / "notebooks").glob("*.py"))}
    made["reference.md"] = reference()
    for page, text in made.items():
        files.append(File.generated(config, page, content=text))
    return files


def on_post_build(config, **_):
    """The schools that live in the reader's browser, beside the documents."""
    write_site(Path(config.site_dir) / "live")


def on_page_markdown(markdown, page, **_):
    """Links lead to the pages of the site."""
    at = page.file.src_uri
    if at in BESIDE.values():
        markdown = markdown.replace("](docs/", "](").replace("[licence](LICENSE)", "licence")
    for paper, target in BESIDE.items():
        up = "../" * at.count("/")
        markdown = re.sub(rf"\]\((?:\.\./)*{re.escape(paper)}(#[^)]*)?\)", rf"]({up}{target}\1)", markdown)
    return re.sub(r"\]\(((?:[\w./]*/)?\d_\w+)\.py\)", r"](\1.md)", markdown)


def notebook(path: Path) -> str:
    """A notebook as a page: its text, and its code without what it shows."""
    parts = []
    for cell in jupytext.read(path).cells:
        code = "\n".join(line for line in cell.source.splitlines() if not line.startswith("%"))
        parts.append(cell.source if cell.cell_type == "markdown" else f"```python\n{code.strip()}\n```")
    return "\n\n".join(parts) + f"\n\n*This page is `docs/notebooks/{path.name}`; open it in Jupyter to run it.*\n"


def reference() -> str:
    """The page of public names: a directive for each, which mkdocstrings fills."""
    import simulation as sim

    parts = ["# Public names", "", "What `import simulation as sim` offers. Nothing else is promised to stay.", ""]
    for title, names in SECTIONS.items():
        parts += [f"## {title}", ""]
        for name in names:
            if name == "plots":
                drawn = [(f"plots.{inner}", getattr(sim.plots, inner)) for inner in sim.plots.__all__]
            else:
                drawn = [(name, getattr(sim, name))]
            for called, thing in drawn:
                parts += [f"### `sim.{called}`", "", f"::: {thing.__module__}.{thing.__qualname__}", ""]
    parts += ["## Values", "", *(f"- `sim.{name}`: {about}" for name, about in VALUES.items()), ""]
    return "\n".join(parts)


# ---------------------------------------------------------------- docstrings

_ARGUMENT = re.compile(r"^([\w*]+(?:, [\w*]+)*) : ")


def as_markdown(text: str) -> str:
    """A docstring as Markdown: arguments become a list, and what is returned, raised or yielded a paragraph of its own."""
    lines, listing = [], False
    for line in text.splitlines():
        if found := _ARGUMENT.match(line):
            if not listing:
                lines.append("")
            listing = True
            names = ", ".join(f"`{name}`" for name in found[1].split(", "))
            lines.append(f"- {names}: {line[found.end() :]}")
        elif listing and line.startswith("    "):
            lines.append("  " + line.strip())
        elif re.match(r"(Returns|Raises|Warns|Yields|Source:|In words)", line):
            listing = False
            lines += ["", line]
        else:
            if listing and line.strip():
                lines.append("")
            listing = False
            lines.append(line)
    return "\n".join(lines)


class ArgumentLists(griffe.Extension):
    """Rewrites every docstring that Griffe has read."""

    def on_object(self, *, obj, **_):
        """Called once for each module, class, function and attribute."""
        if obj.docstring is not None:
            obj.docstring.value = as_markdown(obj.docstring.value)
