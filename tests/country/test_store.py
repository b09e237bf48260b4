"""A country that is stopped goes on from its last whole year, and whoever lives its weeks, the numbers are the same."""

from concurrent.futures import BrokenExecutor, Future
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest

from simulation.country import live
from simulation.country.live import Living, simulate_country
from simulation.country.store import YearStore, years_beside
from simulation.results.place import ReplacedWarning, ResultsError

from .test_country import country

#: The market takes a while to be compiled.
pytestmark = pytest.mark.long

POLICY = {"name": "b", "start": 2, "poorest": 0.4, "bonus": 0.1, "add": {"time.planning": 1.0}}


def drawn():
    return country(years=4, policies=[POLICY])


def told(results):
    """All tables as text."""
    return [getattr(results, name).to_csv() for name in ("years", "market", "hires", "leavers", "costs")]


@pytest.fixture(scope="module")
def whole():
    return told(simulate_country(drawn(), seed=7, workers=2))


class Stopped(RuntimeError):
    pass


@pytest.mark.parametrize("stop", [1, 3])
def test_a_killed_country_goes_on_from_the_last_whole_year_with_the_same_bits(stop, whole, tmp_path, monkeypatch):
    lived = []

    def until(living, crew, kept):
        lived.append(living.past)
        if living.past == stop:
            year(living, crew, None)  # killed when the year is lived and not yet kept
            raise Stopped
        return year(living, crew, kept)

    year = Living.year
    monkeypatch.setattr(Living, "year", until)
    with pytest.raises(Stopped):
        simulate_country(drawn(), seed=7, workers=1, years_at=tmp_path / "years")
    monkeypatch.setattr(Living, "year", lambda living, crew, kept: (lived.append(living.past), year(living, crew, kept))[1])
    assert told(simulate_country(drawn(), seed=7, workers=2, years_at=tmp_path / "years")) == whole
    assert lived == [*range(stop + 1), *range(stop, 4)], "no whole year is lived twice"


def test_whoever_is_killed_in_writing_loses_that_year_only(whole, tmp_path, monkeypatch):
    save, count = np.save, []

    def dying(path, array, **how):
        count.append(path)
        if len(count) == 15:  # in the state after year 2
            raise Stopped
        save(path, array, **how)

    monkeypatch.setattr(np, "save", dying)
    with pytest.raises(Stopped):
        simulate_country(drawn(), seed=7, workers=1, years_at=tmp_path / "years")
    monkeypatch.undo()
    with YearStore(tmp_path / "years", live.asked(drawn(), 7).manifest) as store:
        assert store.whole_years == 1
    assert told(simulate_country(drawn(), seed=7, workers=1, years_at=tmp_path / "years")) == whole


def test_an_interruption_says_what_is_kept_and_other_questions_begin_anew(whole, tmp_path, monkeypatch):
    def interrupted(living, crew, kept):
        if living.past == 2:
            raise KeyboardInterrupt
        return year(living, crew, kept)

    year = Living.year
    monkeypatch.setattr(Living, "year", interrupted)
    with pytest.raises(KeyboardInterrupt, match="2 whole years are kept, and the same command goes on from there"):
        simulate_country(drawn(), seed=7, workers=1, years_at=tmp_path / "years")
    monkeypatch.undo()
    with pytest.warns(ReplacedWarning, match="belong to another question"):
        other = simulate_country(drawn().replace({"years": 1}), seed=8, workers=1, years_at=tmp_path / "years")
    assert told(other)[0] != whole[0]


def test_one_run_at_a_time_lives_the_same_years_and_damaged_ones_are_told_of(tmp_path):
    one = drawn().replace({"years": 1})
    place = years_beside(tmp_path / "results")
    simulate_country(one, seed=7, workers=1, years_at=place)
    question = live.asked(one, 7).manifest
    with YearStore(place, question), pytest.raises(ResultsError, match="another run lives these years"):
        simulate_country(one, seed=7, workers=1, years_at=place)
    (place / "state-001" / "teachers.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(ResultsError, match="damaged"):
        simulate_country(one, seed=7, workers=1, years_at=place)


class Losing:
    """An executor that is here, and loses some of its jobs, or dies with the first."""

    def __init__(self, lost, dies=False):
        self.lost, self.dies, self.taken = lost, dies, 0

    def submit(self, work, *arguments):
        self.taken += 1
        if self.dies and self.taken > 1:
            raise BrokenProcessPool("dead")
        future: Future = Future()
        if self.taken in self.lost:
            future.set_exception(BrokenExecutor("a worker was killed"))
        else:
            future.set_result(work(*arguments))
        return future


@pytest.mark.filterwarnings("ignore:a worker was lost")
@pytest.mark.parametrize("executor", [Losing(()), Losing({1, 3, 6}), Losing({1}, dies=True)])
def test_whoever_lives_the_weeks_and_whatever_is_lost_moves_no_bit(executor, whole):
    assert told(simulate_country(drawn(), seed=7, workers=2, executor=executor)) == whole
    assert executor.taken > 4
