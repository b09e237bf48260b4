"""Twenty thousand hostile inputs: `python -m tests.attacks.fuzz --count 20000 --seed 1`.

Inputs of all kinds (kinds.py) are made by mutation, from a seed, and handed in within worker processes whose processor time and memory are
limited. A table counts what was accepted and what was refused; anything unhandled, wrongly accepted, slow or large is listed with
the words that make it again, and ends the program with 1.
"""

import argparse
import collections
import contextlib
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import wait

from . import kinds
from .kinds import KINDS, World, WrongError

#: What one input may take: seconds of processor time, and bytes.
SECONDS, BYTES = 5.0, 1_000_000_000
#: Seconds after which a worker that says nothing is given up, and bytes of addresses it may have.
PATIENCE, MOST_ADDRESSES = 120.0, 6_000_000_000
BY_NAME = {kind.__name__: kind for kind in KINDS}


class TooSlowError(BaseException):
    """An input took its seconds; not an Exception, so that nobody on the way catches it."""


@dataclass
class Result:
    """What became of an input: "accepted", "refused", "wrong", "unhandled", "slow" or "large"."""

    kind: str
    number: int
    verdict: str
    seconds: float = 0.0
    megabytes: int = 0
    why: str = ""


def chosen(count, seed, names):
    """So many inputs of these kinds, in proportion to their shares: (kind, number)."""
    shares = {name: KINDS[BY_NAME[name]] for name in names}
    whole = sum(shares.values())
    cases = [(name, number) for name, share in shares.items() for number in range(max(1, round(count * share / whole)))]
    random.Random(seed).shuffle(cases)
    return cases


def one(name, number, seed, world):
    """Hand in one input and judge what became of it."""
    rng = random.Random(f"{seed}/{name}/{number}")
    before, began = _most_megabytes(), time.process_time()
    verdict, why = "accepted", ""
    try:
        verdict = "accepted" if BY_NAME[name](rng, world) else "refused"
    except TooSlowError:
        verdict = "slow"
    except WrongError as error:
        verdict, why = "wrong", str(error)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        verdict, why = (
            "unhandled",
            f"{type(error).__name__}: {str(error)[:300]} ({os.path.basename(where.filename)}:{where.lineno})",
        )
    seconds, most = time.process_time() - began, _most_megabytes()
    if verdict in ("accepted", "refused") and seconds > SECONDS:
        verdict = "slow"
    elif verdict in ("accepted", "refused") and most > max(before, BYTES / 1e6):
        verdict = "large"
    return Result(name, number, verdict, seconds, most, why)


def _most_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1000 if sys.platform != "darwin" else 1_000_000)


# ---------------------------------------------------------------- workers


def _work(tasks, seed):
    """A worker: limits first, then one input after the other as they are sent, until nothing more is."""

    def too_slow(*_):
        raise TooSlowError

    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        ready(world)
        signal.signal(signal.SIGPROF, too_slow)
        while (case := tasks.recv()) is not None:
            signal.setitimer(signal.ITIMER_PROF, SECONDS + 1.0)
            try:
                result = one(*case, seed, world)
            except TooSlowError:
                result = Result(*case, "slow", SECONDS)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0.0)
            tasks.send(result)


def ready(world):
    """What is made once and takes long: the engine, results, a sweep, a session, a class."""
    with kinds.quiet():
        _ = world.results, world.sweep, world.classroom
        world.session.answer("open", kinds.QUESTIONS["open"])


def fuzz(cases, seed, workers=1, tell=lambda done: None):
    """The results of all inputs, or after Ctrl-C of those that were handed in.

    A worker that dies or hangs is replaced; what it was doing counts as unhandled or slow.
    """
    context = multiprocessing.get_context("spawn")
    waiting, results, busy, pressed = list(reversed(cases)), [], {}, []
    signal.signal(signal.SIGINT, lambda *_: pressed.append(True))

    def start():
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, seed), daemon=True)
        process.start()
        there.close()
        give(here, process)

    def give(pipe, process):
        if waiting:
            case = waiting.pop()
            pipe.send(case)
            busy[pipe] = process, case, time.monotonic()
        else:
            with contextlib.suppress(OSError):
                pipe.send(None)
            process.join(10)

    for _ in range(min(workers, len(cases))):
        start()
    while busy and not pressed:
        answered = wait(list(busy), timeout=1.0)
        for pipe in list(busy):
            process, case, since = busy[pipe]
            if pipe in answered:
                del busy[pipe]
                try:
                    results.append(pipe.recv())
                    give(pipe, process)
                except EOFError:
                    process.join(10)
                    results.append(Result(*case, "unhandled", why=f"the process ended with {process.exitcode}"))
                    start()
            elif time.monotonic() - since > PATIENCE:
                del busy[pipe]
                process.kill()
                process.join()
                results.append(Result(*case, "slow", PATIENCE, why="it did not end"))
                start()
        tell(len(results))
    for process, *_ in busy.values():
        process.kill()
    return results


# ---------------------------------------------------------------- the program

GOOD, BAD = ("accepted", "refused"), ("unhandled", "wrong", "slow", "large")


def report(results):
    """The table, and a line for each input that is not as it should be."""
    head = ("kind", "inputs", *GOOD, *BAD, "slowest s", "most MB")
    rows = []
    for name in [*BY_NAME, "all"]:
        of = [r for r in results if name in (r.kind, "all")]
        if of:
            counted = collections.Counter(r.verdict for r in of)
            slowest, most = max(r.seconds for r in of), max(r.megabytes for r in of)
            rows.append((name, len(of), *(counted[v] for v in (*GOOD, *BAD)), f"{slowest:.2f}", most))
    lines = [
        "  ".join(
            str(cell).rjust(len(title)) if k else str(cell).ljust(16)
            for k, (title, cell) in enumerate(zip(head, row, strict=True))
        )
        for row in (head, *rows)
    ]
    lines += [
        f"{r.verdict}: {r.kind} {r.number} ({r.seconds:.1f} s) {r.why[:500]}"
        for r in sorted(results, key=lambda r: r.kind)
        if r.verdict in BAD
    ]
    return "\n".join(lines)


def main(arguments=None):
    """The program. Returns 1 when anything was unhandled, wrong, slow or large."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="which")
    parser.add_argument("--workers", type=int, default=1, help="how many processes")
    parser.add_argument("--only", nargs="*", choices=list(BY_NAME), help="kinds of inputs; all when left out")
    parser.add_argument("--case", type=int, help="one input of the only kind, in this process, with its traceback")
    given = parser.parse_args(arguments)
    if given.case is not None:
        with tempfile.TemporaryDirectory() as folder:
            print(BY_NAME[given.only[0]](random.Random(f"{given.seed}/{given.only[0]}/{given.case}"), World(folder)))
        return 0
    told = [0.0]

    def tell(done):
        if time.monotonic() - told[0] > 20:
            told[0] = time.monotonic()
            print(f"{done} inputs", file=sys.stderr, flush=True)

    results = fuzz(chosen(given.count, given.seed, given.only or list(BY_NAME)), given.seed, given.workers, tell)
    print(report(results))
    return int(any(r.verdict in BAD for r in results))


if __name__ == "__main__":
    sys.exit(main())
