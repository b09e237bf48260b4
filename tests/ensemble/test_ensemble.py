"""An ensemble is the same however its work is split, and can be stopped at any moment."""

import os
import signal
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pandas as pd
import pytest

import simulation as sim
from simulation.ensemble import simulate as ensemble


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_number_of_workers_changes_no_number(scenario, plain, workers):
    pd.testing.assert_frame_equal(sim.simulate(scenario, runs=3, seed=11, workers=workers).years, plain.years)


def test_the_size_of_the_blocks_changes_no_number(scenario, plain, monkeypatch):
    for size in (1, 2, 3):
        monkeypatch.setattr(ensemble, "_block_size", lambda *_, size=size: size)
        pd.testing.assert_frame_equal(sim.simulate(scenario, runs=3, seed=11).years, plain.years)


class Backwards(Executor):
    """Does the work only when all of it is there, the last job first, as a cluster might."""

    def __init__(self, expected):
        self.expected, self.jobs = expected, []

    def submit(self, job, *arguments):
        future = Future()
        self.jobs.append((future, job, arguments))
        if len(self.jobs) == self.expected:
            for future_, job_, arguments_ in reversed(self.jobs):
                future_.set_result(job_(*arguments_))
        return future


def test_the_order_in_which_jobs_are_done_changes_no_number(scenario, plain, monkeypatch):
    monkeypatch.setattr(ensemble, "_block_size", lambda *_: 1)
    pd.testing.assert_frame_equal(sim.simulate(scenario, runs=3, seed=11, executor=Backwards(3)).years, plain.years)


def test_an_executor_of_ones_own_is_used_and_left_open(scenario, plain):
    with ThreadPoolExecutor(2) as pool:
        pd.testing.assert_frame_equal(sim.simulate(scenario, runs=3, seed=11, executor=pool).years, plain.years)
        assert pool.submit(lambda: "still open").result() == "still open"


def test_a_failing_school_stops_the_others_and_says_why(scenario, monkeypatch):
    lived = []

    def simulate_block(scenario, seed, first, count, record, school):
        lived.append(first)
        if first == 2:
            raise ZeroDivisionError("in school 2")
        time.sleep(0.01)
        return [None] * count

    monkeypatch.setattr(ensemble, "simulate_block", simulate_block)
    monkeypatch.setattr(ensemble, "_block_size", lambda *_: 1)
    with pytest.raises(ZeroDivisionError, match="in school 2"):
        sim.simulate(scenario, runs=500, workers=2)
    assert len(lived) < 500


@pytest.fixture
def interruptible():
    """Ctrl-C as in a terminal, also where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_at_any_moment_stops_at_once_and_leaves_all_usable(scenario):
    """KeyboardInterrupt between two instructions of a thread pool can leave a lock locked for good; so it is held back."""
    short = scenario.replace({"years": 1})
    whole = sim.simulate(short, runs=200, workers=2).years
    interrupted = 0
    for moment in range(40):
        clock = threading.Timer(moment * 0.0008, os.kill, (os.getpid(), signal.SIGINT))
        began = time.perf_counter()
        try:
            clock.start()
            sim.simulate(short, runs=200, workers=2)
            clock.join()
            time.sleep(0.01)
        except KeyboardInterrupt:
            interrupted += 1
        finally:
            clock.join()
        assert time.perf_counter() - began < 5.0
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert interrupted == 40
    assert sim.simulate(short, runs=200, workers=2).years.equals(whole)


def test_somebody_elses_handler_is_left_in_place(scenario):
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        clock = threading.Timer(0.005, os.kill, (os.getpid(), signal.SIGINT))
        clock.start()
        assert len(sim.simulate(scenario, runs=50).years)
        clock.join()
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_school_can_stand_at_the_end_of_the_numbers(scenario):
    years = sim.simulate(scenario, runs=1, seed=2**32 - 1, first_run=2**32 - 2).years
    assert (years["run"] == 2**32 - 2).all()
    with pytest.raises(sim.InputError, match=r"first_run = 4294967295 is not a whole number from 0 to 4294967294"):
        sim.simulate(scenario, runs=1, first_run=2**32 - 1)


@pytest.mark.parametrize(("name", "value"), [("runs", 0), ("workers", 0), ("workers", 1.5), ("first_run", -1), ("seed", None)])
def test_numbers_out_of_range_are_named_with_what_is_allowed(scenario, name, value):
    with pytest.raises(sim.InputError, match=rf"{name} = .+ is not a whole number from \d+ to \d+"):
        sim.simulate(scenario, **{"runs": 1} | {name: value})


def test_a_year_that_is_not_simulated_is_refused_and_ends_no_process():
    short = sim.Scenario.load("baseline").replace({"years": 1, "school.teachers": 5})
    with pytest.raises(sim.InputError, match="year = 3 is not"):
        sim.snapshots(short, 1, 0, [1, 3])
