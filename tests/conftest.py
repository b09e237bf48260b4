"""How the tests are run: on several workers where there is much to do, the longest first; which are quick or long; one browser.

A worker gets a whole file, so that what a file simulates once is simulated once; files whose tests share nothing that takes long
are handed out test by test. Pages are waited for now and then, so there is one worker more than processors. Whoever asks for
single files, for tests by name, for a debugger or for what tests print gets one process, as if there were no workers.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    sync_playwright = None

TESTS = Path(__file__).parent

# Where Python is told to keep no bytecode, every worker and every program that a test starts would compile all libraries anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# How long an example takes depends on who else computes.
hypothesis.settings.register_profile("shared processors", deadline=None)
hypothesis.settings.load_profile("shared processors")

#: Folders of which every test is quick unless it is marked slow; elsewhere files say so themselves. What is long never is.
QUICK = {"baseline", "core", "declare", "inputs", "parameters", "results", "rules", "school", "statistics", "words"}

#: What takes longest is begun first, or all would wait for it in the end. Files that are not named follow in their usual order.
FIRST = (
    "engine/test_first_call.py", "docs/test_notebooks.py", "validation/test_calibration.py", "web/test_lessons_in_browser.py",
    "web/test_browser.py", "web/test_own_computer.py", "report/test_browser.py", "experiments/sweep/test_store.py", "experiments/sweep/test_analysis.py",
    "experiments/sweep/test_cluster.py", "plots/test_figures.py", "properties/test_invariants.py",
)  # fmt: skip

#: Files whose tests are handed out one by one: they share a browser and a server, which a worker keeps.
APART = {"web/test_browser.py", "web/test_lessons_in_browser.py"}

#: Folders that stay together, since their files share what takes long: figures drawn once, folders of results written once.
TOGETHER = {"plots", "report"}

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

#: What a browser without people does not need. The last two are pages behind its address bar, which it would load with every
#: tab; a list given here takes the place of playwright's own, so what matters of that one is said again.
WITHOUT = (
    "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "MediaRouter", "OptimizationHints", "PaintHolding", "LensOverlay",
    "AimEnabled", "PreconnectToSearch", "ThirdPartyStoragePartitioning", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
)  # fmt: skip
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--no-first-run", "--disable-features=" + ",".join(WITHOUT), "--in-process-gpu",
    "--js-flags=--max-lazy --no-opt --no-maglev",  # pages live for seconds: compiling their scripts well takes longer
]  # fmt: skip
NEEDS_A_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found: install Debian's package chromium to test pages"),
    pytest.mark.skipif(sync_playwright is None, reason="playwright is not installed: it drives the browser"),
]
#: For tests of what happens in the page, whichever Python serves it.
IN_A_BROWSER = [pytest.mark.browser, *NEEDS_A_BROWSER]


FIRST_CALL = """
import simulation as sim
from simulation.engine import year
from simulation.engine.phases import choice, newcomers
from simulation.school import founding
results = sim.simulate(sim.Scenario.load("baseline").replace({"years": 1}), runs=1, workers=1)
print(results.years["exhaustion"].sum())
for function in (founding.found_school, newcomers.hire, choice.choose, year.simulate_years):
    print(function.py_func.__name__, sum(function.stats.cache_hits.values()), sum(function.stats.cache_misses.values()))
"""


# ---------------------------------------------------------------- workers


def everything(config) -> bool:
    """Whether the whole suite is asked for, as `uv run pytest` does."""
    return (
        not narrowed(config)
        and not config.getoption("markexpr")
        and {Path(a).resolve() for a in config.args} <= {TESTS, TESTS.parent}
    )


def narrowed(config) -> bool:
    """Whether somebody asked for single files, for tests by name, or to look on: then workers are in the way."""
    chosen = any(config.getoption(option, False) for option in ("keyword", "lf", "stepwise"))
    watched = config.getoption("capture") == "no" or config.getoption("trace")
    return bool(chosen or watched) or all(Path(argument.partition("::")[0]).is_file() for argument in config.args)


def pytest_xdist_auto_num_workers(config):
    """What `-n auto` means here (pytest-xdist); `-n 0` and its environment variable go before."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    if narrowed(config):
        return 0
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors if config.getoption("markexpr") == "quick" else processors + 1


def pytest_configure(config):
    """Compile the engine before there are workers: each of them would, or would wait for the others.

    What was compiled where is kept for engine/test_first_call.py, which would have to compile everything once more.
    """
    if config.getoption("numprocesses") and not config.getoption("collectonly"):
        os.environ["FIRST_CALL_TOLD"] = first_call()


def first_call(**environment: str) -> str:
    """What a program says of the first year that it simulates: its result; of four kernels how many versions it found and compiled."""
    code = [sys.executable, "-c", FIRST_CALL]
    return subprocess.run(
        code, cwd=TESTS.parent, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


class Rooms(LoadScopeScheduling):
    """Whole files; of some every test by itself, of some folders everything."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        folder = file.removeprefix("tests/").partition("/")[0]
        if folder in TOGETHER:
            return folder
        return nodeid if file.removeprefix("tests/") in APART else file


def pytest_xdist_make_scheduler(config, log):
    """Whole files in the order of collection (pytest-xdist), unless another way is asked for."""
    if config.getoption("dist") == "load":
        config.option.loadscopereorder = False
        return Rooms(config, log)
    return None


# ---------------------------------------------------------------- which tests, in which order


def place(item) -> str:
    """The file of a test as seen from this folder."""
    return item.path.relative_to(TESTS).as_posix()


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(config, items):
    """Mark what is quick, leave what is long to `-m long`, and let what takes longest come first where there are workers."""
    for item in items:
        if place(item).partition("/")[0] in QUICK and not item.get_closest_marker("slow"):
            item.add_marker("quick")
    if everything(config) or config.getoption("markexpr") == "quick":
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: FIRST.index(place(item)) if place(item) in FIRST else len(FIRST))


# ---------------------------------------------------------------- one browser


class Chromium:
    """The system's Chromium, open while tests that need it follow each other.

    It is closed before other tests, because playwright occupies the event loop of the thread.
    """

    def __init__(self):
        self._playwright = self._browser = None

    @property
    def browser(self):
        if self._browser is None:
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        return self._browser

    def close(self):
        if self._browser is not None:
            self._browser.close()
            self._playwright.stop()
            self._playwright = self._browser = None


_chromium = Chromium()


@pytest.fixture(scope="session")
def chromium():
    """Where the browser is, for fixtures that keep pages open over several tests."""
    return _chromium


@pytest.fixture
def browser(chromium):
    """The system's Chromium."""
    return chromium.browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem):
    """Close the browser when the next test needs none."""
    try:
        return (yield)
    finally:
        if nextitem is None or "chromium" not in nextitem.fixturenames:
            _chromium.close()
