"""What is built from a checkout: a source distribution of tracked files, and a wheel that finds what it ships."""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
#: What git leaves lying about, where a builder that walks through folders would find it.
STRAY = ("notes.txt", "simulation/half_written.py", "scenarios/private.toml", "data/survey.csv")


def git(*words, place=ROOT):
    return subprocess.run(["git", *words], cwd=place, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def tracked():
    try:
        return [name for name in git("ls-files", "-z").split("\0") if (ROOT / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, and source distributions are made in one")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory, tracked):
    """A checkout with files that nobody has added."""
    place = tmp_path_factory.mktemp("checkout")
    for name in tracked:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, place / name)
    git("init", "-q", place=place)
    git("add", "-A", place=place)
    for name in STRAY:
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text("")
    return place


def build(kind, source, into):
    """The file that the build backend makes of a folder."""
    code = f"from hatchling.build import build_{kind} as build; print(build({str(into)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return into / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def source(checkout, tmp_path_factory):
    """The unpacked source distribution."""
    place = tmp_path_factory.mktemp("source")
    with tarfile.open(build("sdist", checkout, place)) as packed:
        packed.extractall(place, filter="data")
    return next(path for path in place.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def installed(source, tmp_path_factory):
    """A folder with the package as a wheel made of the source distribution brings it."""
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(build("wheel", source, place)) as packed:
        packed.extractall(place)
    return place


def teachers(installed, *words):
    """What the installed program answers."""
    code = "import sys; sys.argv[0] = '/usr/bin/teachers'; from simulation.cli import entry; entry()"
    settings = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=installed, env=settings, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_a_source_distribution_holds_what_is_tracked_and_nothing_else(source, tracked):
    packed = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert packed - {"PKG-INFO"} == set(tracked)


def test_a_wheel_has_no_stray_files_and_tells_type_checkers_to_read_it(installed):
    packed = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert "simulation/py.typed" in packed
    assert not any(Path(name).name in packed_name for name in STRAY for packed_name in packed)


@pytest.mark.parametrize("kind", ["scenarios", "lessons", "studies", "schools", "countries"])
def test_everything_that_is_shipped_is_in_the_wheel(installed, kind):
    here = {path.name for path in (ROOT / kind).iterdir()}
    assert here and {path.name for path in (installed / "simulation" / "shipped" / kind).iterdir()} == here


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("scenarios", "show", "high_poverty"), "high_poverty: "),
        (("lessons", "show", "four_hours"), "Predict first"),
    ],
    ids=["scenario", "lesson"],
)
def test_what_is_shipped_is_found_by_name_when_installed(installed, words, answer):
    assert answer in teachers(installed, *words)[1]


def test_studies_and_the_sample_school_are_found_by_name_when_installed(installed):
    code = """import simulation as s
print(s.__file__, s.Study.load("openness_and_time").spec.runs, len(s.School.from_csv("sample").names))"""
    settings = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run([sys.executable, "-c", code], cwd=installed, env=settings, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(installed / "simulation" / "__init__.py"), "20", "24"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("run", "--help"), "Usage: teachers run"),
        (("run", "xyzzy"), "`teachers scenarios list`"),
        (("run", "--set", "qqq=1"), "`teachers scenarios show baseline`"),
        (("validate", "Q"), "`teachers validate --list`"),
        (("class",), "teachers class --host"),
    ],
    ids=["help", "a scenario", "a field", "a pattern", "a class"],
)
def test_the_installed_program_calls_itself_teachers(installed, words, answer):
    code, said = teachers(installed, *words)
    assert answer in said and "run.py" not in said
    assert code == (0 if "--help" in words else 2)


def test_every_extra_is_part_of_all():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    (everything,) = extras.pop("all")
    assert set(everything.partition("[")[2].rstrip("]").split(",")) == set(extras)
