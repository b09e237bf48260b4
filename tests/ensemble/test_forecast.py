"""Work of any size has a forecast; what goes beyond the machine or beyond patience is refused with what would fit."""

import time

import pytest

import simulation as sim
from simulation.cli import main
from simulation.core import machine
from simulation.ensemble import forecast
from simulation.ensemble.forecast import Cost, TooLargeError, check, cost_of_ensemble, foresee
from simulation.ensemble.simulate import measured_rate

HUGE = ["run", "--set", "school.teachers=500", "--years", "40", "--runs", "1000000", "--quiet", "--no-figures"]


@pytest.fixture
def small_machine(monkeypatch):
    """Ten gigabytes of memory, a hundred on the disk."""
    monkeypatch.setattr(forecast, "free_memory", lambda: 10e9)
    monkeypatch.setattr(forecast, "free_disk", lambda place: 100e9)


def test_the_machine_tells_what_it_has(tmp_path):
    assert machine.free_disk(tmp_path / "not" / "there") == pytest.approx(machine.free_disk(tmp_path), rel=0.01)
    memory = machine.free_memory()
    assert memory is None or 10e6 < memory < 1e15


def test_a_limit_that_was_set_on_the_process_counts():
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (200 * 2**30, hard))
        assert machine._of_limits() < 200 * 2**30
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def test_a_folder_takes_no_more_than_was_foreseen(scenario, tmp_path):
    results = sim.simulate(scenario, runs=20, record=("weeks", "terms"))
    folder = results.save(tmp_path / "x")
    foreseen = cost_of_ensemble(scenario, 20, results.record, in_memory=False).disk
    cells = sum(getattr(results, name).size for name in results.tables)
    assert foreseen == pytest.approx(8 * cells, rel=0.25)  # posts may be vacant, and schools differ in size
    assert sum(path.stat().st_size for path in folder.glob("*.parquet")) < foreseen


def test_years_before_the_first_day_are_lived_and_counted_too(scenario):
    def weeks(past, teachers=None):
        changed = scenario.replace({"years": 5, "mechanisms.settling": past})
        return cost_of_ensemble(changed, 1, ("years",), teachers, in_memory=True).teacher_weeks

    assert weeks(5) == 2 * weeks(0)
    assert weeks(5, teachers=30) == weeks(0, teachers=30)  # a real school begins on its first day


def test_what_fits_is_begun_without_a_word(small_machine):
    check(Cost(100, 1e6, 8e9 - 1, 95e9 - 1), 2)
    check(Cost(10, forecast.MOST_SECONDS * forecast.USUAL * 2 * 0.99), 2)


@pytest.mark.parametrize(
    ("cost", "told", "fit"),
    [
        (Cost(1000, 1e6, 16e9), "16.0 GB of memory, where 10.0 GB are free", "500 schools would fit"),
        (Cost(1000, 1e6, 1e9, 1e15), "1.0 PB on the disk, where 100.0 GB are free", "not a single school would fit"),
        (Cost(100_000, 1e6, 1e9, 950e9), "950.0 GB on the disk", "10,000 schools would fit"),
        (
            Cost(1000, forecast.MOST_SECONDS * forecast.USUAL * 4),
            "about 12 hours on 2 threads, and nothing that takes",
            "500 schools",
        ),
    ],
)
def test_what_goes_beyond_is_refused_with_what_would_fit_unless_somebody_insists(small_machine, tmp_path, cost, told, fit):
    with pytest.raises(TooLargeError, match="insist with --yes") as refusal:
        check(cost, 2, tmp_path)
    assert told in str(refusal.value) and fit in str(refusal.value)
    check(cost, 2, tmp_path, insist=True)


def test_the_rate_is_measured_only_where_it_matters():
    asked = []
    rate = lambda: asked.append(1) or forecast.USUAL / 2  # noqa: E731
    assert foresee(Cost(1, forecast.USUAL), 1, rate).seconds == 1.0 and not asked
    assert foresee(Cost(1, 1000 * forecast.USUAL), 1, rate).seconds == 2000.0 and asked == [1]
    foresee(Cost(1, forecast.FASTEST * 1e6), 1, rate)  # hopeless at any rate
    assert asked == [1]


def test_a_week_that_is_walked_is_measured_sooner_and_with_its_phases_and_lives_one_school_at_a_time(scenario, monkeypatch):
    asked = []
    rate = lambda: asked.append(1) or forecast.USUAL / 2  # noqa: E731
    foreseen = foresee(Cost(1, 3 * forecast.USUAL, walked=True), 4, rate)
    assert (foreseen.seconds, foreseen.workers, asked) == (6.0, 1, [1])
    assert cost_of_ensemble(scenario, 1, ("years",), in_memory=True, walked=True).walked
    slow = (*sim.WEEK, sim.Phase("nap", lambda state, p: time.sleep(0.002), ""))
    assert measured_rate(scenario, slow) < scenario.school.teachers / 0.002
    monkeypatch.setattr(forecast, "NO_MATTER", 0.1)
    monkeypatch.setattr(forecast, "MOST_SECONDS", 20.0)  # a school of forty years sleeps for three seconds
    with pytest.raises(TooLargeError, match="on 1 thread"):
        sim.simulate(scenario.replace({"years": 40}), 10, phases=slow, workers=4)


def test_a_measured_rate_is_about_that_of_an_ensemble(scenario):
    assert 1e4 < measured_rate(scenario) < forecast.FASTEST


def test_a_run_of_terabytes_is_refused_before_it_begins(tmp_path, capsys, small_machine):
    assert main([*HUGE, "--record", "weeks", "--record", "teachers", "--out", str(tmp_path / "x")]) == 2
    told = capsys.readouterr().err
    assert "1,000,000 schools would take" in told and "TB on the disk, where 100.0 GB are free" in told
    assert list(tmp_path.iterdir()) == []
    assert main(["compare", "baseline", *HUGE[1:], "--out", str(tmp_path / "x")]) == 2
    assert "of memory, where 10.0 GB are free" in capsys.readouterr().err


def test_in_memory_the_same_is_refused_and_whoever_insists_gets_it(scenario, monkeypatch):
    monkeypatch.setattr(forecast, "free_memory", lambda: 1e4)
    with pytest.raises(sim.InputError, match=r"of memory, where 0\.1 MB are free.*insist=True"):
        sim.simulate(scenario, runs=2, record="teachers")
    assert sim.simulate(scenario, runs=2, record="teachers", insist=True).runs == 2


def test_a_dry_run_says_what_it_takes_and_writes_nothing(tmp_path, capsys):
    options = ["--set", "school.teachers=6", "--years", "2", "--runs", "5", "--dry-run", "--out", str(tmp_path / "x")]
    for command, named in ((["run"], "baseline: "), (["compare", "baseline"], "baseline and baseline: ")):
        assert main([*command, *options]) == 0
        told = capsys.readouterr().out
        assert told.startswith(f"{named}5 schools, ") and "about 1 s on " in told and "on the disk" in told
        assert told.endswith("Nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("seconds", "told"), [(0.2, "1 s"), (100, "1.7 minutes"), (7200, "2 hours"), (864000, "10 days")])
def test_times_are_said_as_people_say_them(seconds, told):
    assert forecast.time_in_words(seconds) == told
