"""The types of the page's JavaScript would show a wrong request. That none is wrong is asked once, by `.ci/run`, like style."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from simulation.pages.files import KIT

ROOT = Path(__file__).parents[2]
TSC = shutil.which("tsc")

pytestmark = [
    pytest.mark.long,
    pytest.mark.slow,
    pytest.mark.skipif(TSC is None, reason="no tsc found: install Debian's package node-typescript to check the page's types"),
]

#: Each line but the first three is wrong.
WRONG = """// @ts-check
import { Link } from "KIT/link.js";
const link = new Link(/** @type {any} */ (null));
link.ask("opne", { key: "main", query: "" });
link.ask("open", { key: "main" });
link.ask("open", { key: "main", query: 3 });
link.ask("open", { key: "main", query: "", scool: true });
link.ask("lessons", { key: "main" });
link.ask("open", { key: "main", query: "" }).then((frame) => frame.wek);
link.hear("explore", (news) => news.cell);
link.hear("expore", () => {});
"""
RIGHT = """// @ts-check
import { Link } from "KIT/link.js";
/** @type {Link<import("KIT/protocol").ProfessorRequests, import("KIT/protocol").ProfessorNews>} */
const professor = new Link(/** @type {any} */ (null));
professor.ask("back");
professor.ask("phase", { name: "reveal" }).then(() => professor.ask("lesson")).then((lesson) => lesson.levers[0].low + 1);
professor.hear("class", (changed) => changed.phase === "run");
"""


def faults(folder):
    """Faults that tsc finds in a project, as [file, line]."""
    done = subprocess.run([TSC, "-p", folder], capture_output=True, text=True)
    found = re.findall(r"^(\S+?)\((\d+),\d+\): error", done.stdout, re.MULTILINE)
    assert bool(found) == (done.returncode != 0), done.stdout
    return [[Path(path).name, int(line)] for path, line in found], done.stdout


def test_a_wrong_request_is_a_wrong_type(tmp_path):
    """The same options as for the page, on a script with mistakes and on one without."""
    (tmp_path / "tsconfig.json").write_text(json.dumps({"extends": str(ROOT / "tsconfig.json"), "include": ["*.js"]}))
    for name, text in (("wrong.js", WRONG), ("right.js", RIGHT)):
        (tmp_path / name).write_text(text.replace("KIT", str(KIT)))
    found, said = faults(tmp_path)
    assert found == [["wrong.js", line] for line in range(4, 4 + len(WRONG.splitlines()) - 3)], said
