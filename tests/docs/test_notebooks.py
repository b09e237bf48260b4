"""The notebooks run as they are written, use what is public and nothing else, and end with something to do.

All are lived in one kernel, which forgets every name in between: loading the libraries six times would take longer than the notebooks.
The kernel talks through files in a temporary folder, so no port is opened.
"""

import ast
import os
import re
import shutil
import tempfile
from pathlib import Path

import jupytext
import nbclient
import pytest
from jupyter_client.manager import KernelManager

import simulation as sim

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.py"))

#: Nothing is left of the notebook before; and fonts are looked for now if they never were, which matplotlib would talk about.
BEGIN = """# %%
# %reset -f
import os
import matplotlib.font_manager
os.chdir({!r})
del os, matplotlib
"""

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def kernel():
    """A running kernel on Unix sockets, with folders of its own for everything that Jupyter keeps."""
    home = Path(tempfile.mkdtemp(prefix="nb"))  # short, since the path of a socket must be
    manager = KernelManager(kernel_name="python3", connection_file=str(home / "k.json"))
    if os.name == "posix":
        manager.transport = "ipc"
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    env = os.environ | {"IPYTHONDIR": str(home), "JUPYTER_RUNTIME_DIR": str(home), "PYTHONPATH": paths, "MPLBACKEND": "agg"}
    manager.start_kernel(env=env, cwd=str(home))
    yield manager
    manager.shutdown_kernel(now=True)
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.long
@every_notebook
def test_a_notebook_runs_and_leaves_nothing_but_in_its_folder_of_results(path, kernel, tmp_path):
    beside = sorted(FOLDER.rglob("*"))
    notebook = jupytext.read(path)
    begin = jupytext.reads(BEGIN.format(str(tmp_path)), fmt="py:percent").cells[0]
    notebook.cells.insert(0, begin)
    nbclient.NotebookClient(notebook, km=kernel, timeout=300).execute()
    outputs = [output for cell in notebook.cells[1:] if cell.cell_type == "code" for output in cell.outputs]
    assert [o.text for o in outputs if o.get("name") == "stderr"] == []
    assert [o for o in outputs if "image/png" in o.get("data", {})], "a notebook has something to look at"
    plain = [o.data["text/plain"] for o in outputs if set(o.get("data", ())) == {"text/plain"}]
    assert [text for text in plain if text.startswith("<")] == [], "shown as only a programmer can read it"
    assert {path.name for path in tmp_path.iterdir()} <= {"results"}
    assert sorted(FOLDER.rglob("*")) == beside


def not_public(tree: ast.Module) -> list[str]:
    """Whatever of the project a notebook uses that nobody has promised."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [
                a.name for a in node.names if a.name.startswith("simulation") and (a.name, a.asname) != ("simulation", "sim")
            ]
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("simulation"):
            found.append(node.module)
        elif isinstance(node, ast.Attribute):
            public = {"sim": sim.__all__, "sim.plots": sim.plots.__all__}.get(ast.unparse(node.value), [node.attr])
            if node.attr.startswith("_") or node.attr not in public:
                found.append(ast.unparse(node))
    return found


@every_notebook
def test_a_notebook_uses_public_names_only(path):
    assert not_public(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "import simulation.web.app",
        "from simulation.engine import schedule",
        "sim.no_such_name()",
        "sim.plots.style",
        "model._steps",
    ],
)
def test_what_is_not_public_would_be_found(line):
    assert len(not_public(ast.parse(f"import simulation as sim\n{line}\n"))) == 1


@every_notebook
def test_a_notebook_ends_with_exercises_and_a_solution_that_is_hidden_at_first(path):
    notebook = jupytext.read(path)
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    assert notebook.cells[0].source.startswith(f"# {path.stem[0]} ")
    told, solved = notebook.cells[-2:]
    exercises = told.source.partition("## Exercises")[2]
    assert re.findall(r"^(\d)\. ", exercises, flags=re.MULTILINE) == ["1", "2", "3"]
    assert "*Hint:*" in exercises and "solution" in exercises
    assert solved.metadata["tags"] == ["solution"] and solved.metadata["jupyter"]["source_hidden"]


@every_notebook
def test_what_a_notebook_links_to_is_there_and_the_fields_its_text_names_exist(path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (FOLDER / target).exists(), target
    for field in re.findall(r"`([a-z_]+\.[a-z_]+)`", text):
        if field.partition(".")[0] in sim.Scenario.model_fields:
            assert field in sim.fields().index


def test_the_readme_leads_to_each_notebook():
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert NOTEBOOKS
    assert re.findall(r"\]\((\d_\w+\.py)\)", told) == [path.name for path in NOTEBOOKS]
