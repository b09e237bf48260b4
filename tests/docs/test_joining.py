"""A stranger can start: what the pages for others name exists, and their examples are what the project accepts."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml

from simulation.parameters.scenario import Scenario
from tests.test_structure import ORDER

from .commands import PROJECT, ROOT, commands, fault_of, files_named, missing, to_write

DOCS = ROOT / "docs"
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (ROOT / "CONTRIBUTING.md", DOCS / "architecture.md", DOCS / "mesa.md", *sorted((DOCS / "howto").glob("*.md")))
}
WORKFLOW = ROOT / ".github" / "workflows" / "tests.yml"
every_page = pytest.mark.parametrize("page", PAGES)


# ---------------------------------------------------------------- paths and commands


@every_page
def test_every_file_that_is_named_is_there(page):
    assert missing(PAGES[page]) == []


@every_page
def test_every_command_can_be_typed(page):
    assert [fault for command in commands(PAGES[page]) if (fault := fault_of(command, PAGES[page]))] == []


@every_page
def test_every_link_leads_to_a_file(page):
    text = re.sub(r"```.*?```", "", PAGES[page], flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if not link.startswith("http")]
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("kind", ["parameter", "rule", "outcome", "scenario", "lesson", "page"])
def test_a_page_of_instructions_names_files_and_ends_with_what_proves_it(kind):
    text = PAGES[f"docs/howto/{kind}.md"]
    assert len(set(files_named(text) + to_write(text))) >= 2
    proof = text[text.index("**Proof") :]
    assert any(command.startswith("uv run pytest tests") for command in commands(proof))
    assert f"({kind}.md)" in PAGES["docs/howto/index.md"]
    assert f"docs/howto/{kind}.md" in PAGES["CONTRIBUTING.md"]


@pytest.mark.parametrize("page", [page for page in PAGES if to_write(PAGES[page])])
def test_what_a_reader_is_told_to_write_is_not_there_yet(page):
    for name in to_write(PAGES[page]):
        assert (ROOT / name).parent.is_dir() and not (ROOT / name).exists()


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("uv run run.py runn baseline", "there is no command runn"),
        ("uv run run.py lessons chek x.toml", "there is no command chek"),
        ("uv run run.py run baseline --run 4", "run has no option --run"),
        ("uv run run.py sweep studies/nothing.toml", "there is no file studies/nothing.toml"),
        ("uv run pytest tests/nowhere", "there is no tests/nowhere"),
        ("uv run pytest -m slowly", "there is no slowly"),
        ("uv run python -m simulation.documents.horoscope", "there is no module simulation.documents.horoscope"),
        ("make all", "nobody knows the command make all"),
    ],
)
def test_a_command_that_cannot_be_typed_would_be_found(command, fault):
    assert fault_of(command) == fault


def test_a_file_that_is_not_there_would_be_found():
    assert missing("In `simulation/rules/astrology.py`, `docs/model.md` and `horoscope.py`; `results/x.txt`; `a.b`") == [
        "simulation/rules/astrology.py", "horoscope.py",
    ]  # fmt: skip


# ---------------------------------------------------------------- examples


def test_the_scenario_of_the_instructions_is_one(tmp_path):
    text = PAGES["docs/howto/scenario.md"]
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / Path(to_write(text)[0]).name
    path.write_text(re.sub(r"^    ", "", example, flags=re.MULTILINE), encoding="utf-8")
    scenario = Scenario.load(path)
    assert scenario.title.endswith("?") and scenario.sources
    assert 3 <= len(re.findall(r"[.?!](?: |$)", " ".join(scenario.story.split()))) <= 8
    assert scenario.differences(Scenario.load("baseline")).keys() == {"policies"}


@pytest.mark.filterwarnings("ignore::UserWarning:solara")
def test_every_block_of_the_page_on_mesa_runs():
    """In their order and with one memory, as a reader would type them."""
    pytest.importorskip("altair", reason="Mesa draws its page with altair")
    blocks = re.findall(r"```python\n(.*?)```", PAGES["docs/mesa.md"], re.DOTALL)
    assert len(blocks) >= 8
    memory = {}
    for block in blocks:
        exec(compile(block, "docs/mesa.md", "exec"), memory)
    assert memory["helped"].exhaustion < memory["usual"].exhaustion


# ---------------------------------------------------------------- architecture


def test_the_list_of_rooms_is_that_of_the_imports():
    assert tuple(re.findall(r"^- \*\*(\w+)\*\*: ", PAGES["docs/architecture.md"], flags=re.MULTILINE)) == ORDER


def drawing_maker():
    """docs/images/architecture.py as a module."""
    spec = importlib.util.spec_from_file_location("architecture", DOCS / "images" / "architecture.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_drawing_shows_every_room_once_and_is_current():
    maker = drawing_maker()
    assert sorted(maker.drawn_rooms()) == sorted(ORDER)
    assert maker.FILE.read_text(encoding="utf-8") == maker.drawing(), "renew it with: python docs/images/architecture.py"


# ---------------------------------------------------------------- glossary


def in_code() -> list[str]:
    """What the glossary says things are called in the code."""
    rows = [
        line.split(" | ") for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    return sorted({name for row in rows if len(row) == 4 for name in re.findall(r"`([\w.]+)`", row[2])})


def test_every_name_of_the_glossary_is_one_of_the_code():
    words = {
        word for path in (ROOT / "simulation").rglob("*.py") for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    } | {path.stem for path in (ROOT / "scenarios").glob("*.toml")}  # fmt: skip
    assert len(in_code()) > 60
    assert [name for name in in_code() if not set(name.split(".")) <= words] == []


def test_the_glossary_tells_every_term_once():
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = [line.split(" | ")[0].strip("| ") for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    terms = [term for term in terms if term != "term"]
    assert len(set(terms)) == len(terms)
    assert {"common random numbers", "replicate", "paired difference", "state", "outcome", "intraclass correlation"} <= set(
        terms
    )


# ---------------------------------------------------------------- what a host runs


def workflow() -> dict:
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))


def steps() -> list[dict]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def test_a_host_runs_what_must_pass_on_linux_and_the_tests_elsewhere():
    jobs = workflow()["jobs"]
    assert [step["run"] for step in jobs["linux"]["steps"] if "run" in step] == [".ci/run"]
    assert {step["run"] for step in jobs["elsewhere"]["steps"] if "run" in step} <= set(commands(PAGES["CONTRIBUTING.md"]))
    assert {system.partition("-")[0] for system in jobs["elsewhere"]["strategy"]["matrix"]["os"]} == {"macos", "windows"}


def test_every_step_of_the_host_uses_a_known_action_or_a_command_that_exists():
    for step in steps():
        assert len({"uses", "run"} & step.keys()) == 1
        if "uses" in step:
            assert re.fullmatch(r"(actions/(checkout|setup-python)|astral-sh/setup-uv)@v\d+", step["uses"])
        else:
            assert fault_of(step["run"]) == ""


def test_hosts_take_the_oldest_supported_python_and_a_newer_one():
    jobs = workflow()["jobs"]
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    (setup,) = [
        step["with"]["python-version"].split() for step in jobs["linux"]["steps"] if "setup-python" in step.get("uses", "")
    ]
    for versions in (setup, jobs["elsewhere"]["strategy"]["matrix"]["python"]):
        assert versions[0] == oldest
        assert len(versions) == 2 and int(versions[1].split(".")[1]) > int(oldest.split(".")[1])


def test_the_description_of_the_software_is_that_of_its_sources():
    """Made by `python -m simulation.documents.codemeta > codemeta.json`."""
    from simulation.documents.codemeta import text

    assert (ROOT / "codemeta.json").read_text(encoding="utf-8") == text()
