"""What commands share: reading options, reporting faults with the right exit code, showing tables."""

import contextlib
import functools
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from ..core.extras import MissingExtraError
from ..core.vocabulary import LAST_YEAR
from ..ensemble.jobs import RunError, Terminated, on_sigterm
from ..inputs.limits import whole_in
from ..inputs.names import as_file
from ..inputs.toml import parse_value
from ..parameters.scenario import InputError, Scenario

if TYPE_CHECKING:
    from ..ensemble.forecast import Cost
    from ..experiments.uncertainty import Sets
    from ..school.roster import School

Set = Annotated[
    list[str],
    typer.Option("--set", metavar="FIELD=VALUE", help="Change a field of the scenario, e.g. administrator.openness=0.8."),
]
Runs = Annotated[int, typer.Option("--runs", min=1, help="Number of schools.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of the ensemble; school r of a seed is always the same.")]
Years = Annotated[int | None, typer.Option("--years", help=f"School years to simulate (1 to {LAST_YEAR}).")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Threads; as many as there are processors when left out.")
]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the results; results/NAME+WHAT_WAS_SET when left out.")]
Replace = Annotated[
    bool, typer.Option("--replace", help="Replace what the folder holds, also the results of another question.")
]
ReplacePage = Annotated[bool, typer.Option("--replace", help="Replace a file that this program did not write.")]
Figures = Annotated[bool, typer.Option("--figures/--no-figures", help="Draw the figures.")]
Uncertainty = Annotated[
    bool, typer.Option("--uncertainty", help="Let parameters differ from run to run, as far as the evidence leaves them open.")
]
#: Exit codes: of what was done although schools are missing or failed, and what shells make of SIGINT and SIGTERM.
INCOMPLETE, INTERRUPTED, TERMINATED = 3, 130, 143
#: Where results go when nothing is said.
RESULTS = Path("results")
Yes = Annotated[bool, typer.Option("--yes", help="Begin although it takes more memory, disk or time than there is.")]
_PHASE = "A phase of your own after those of the week, a Python file or module that is run: my_rules.py:care. May be given several times."
Phases = Annotated[list[str], typer.Option("--phase", "--extend", metavar="MODULE:PHASE", help=_PHASE)]
#: Where `--extend` means something else.
PhasesOnly = Annotated[list[str], typer.Option("--phase", metavar="MODULE:PHASE", help=_PHASE)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what it will take, and write nothing.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress bar.")]


def report_faults(command, serves: bool = False):
    """Turn exceptions into one clear message and an exit code; a user's mistake shows no traceback.

    serves : the command is a server, which answers SIGTERM itself
    """

    @functools.wraps(command)
    def reporting(*arguments, **options):
        try:
            with contextlib.nullcontext() if serves else ending_in_order():
                command(*arguments, **options)
            if sys.stdout is not None:  # as without a console
                sys.stdout.flush()  # here and not at the very end, where nobody could answer for a closed pipe
        except (InputError, MissingExtraError) as fault:
            print(f"{fault}", file=sys.stderr)
            raise typer.Exit(2) from None
        except KeyboardInterrupt as stop:
            how, code = ("Terminated", TERMINATED) if isinstance(stop, Terminated) else ("Interrupted", INTERRUPTED)
            print(f"\n{how}; {stop if stop.args else 'nothing half-written is left behind'}.", file=sys.stderr)
            raise typer.Exit(code) from None
        except RunError as failure:
            print(f"The run failed: {failure}.", file=sys.stderr)
            raise typer.Exit(1) from None
        except typer.Exit:
            raise
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # a reader such as `head` has closed the pipe
            raise typer.Exit(0) from None
        except MemoryError:
            print(
                "The memory of this computer does not suffice for this; ask for fewer schools, years, points or tables.",
                file=sys.stderr,
            )
            raise typer.Exit(1) from None
        except OSError as fault:
            if fault.filename is None:
                _say_failed(fault)
            where = str(fault.filename)
            print(
                f"{where[-300:]} cannot be used ({fault.strerror}); check the path and its permissions, or give another",
                file=sys.stderr,
            )
            raise typer.Exit(2) from None
        except Exception as failure:
            _say_failed(failure)

    return reporting


def _say_failed(failure: Exception) -> NoReturn:
    """A failure of ours, in one sentence; its traceback for whoever asks for it."""
    if os.environ.get("SIMULATION_TRACEBACK"):
        traceback.print_exc()
    hint = "set SIMULATION_TRACEBACK=1 to see where, and please report it with the command you gave"
    print(f"The run failed: {type(failure).__name__}: {failure}; {hint}.", file=sys.stderr)
    raise typer.Exit(1) from None


@contextlib.contextmanager
def ending_in_order() -> Iterator[None]:
    """Inside, SIGTERM ends a command as Ctrl-C does: what is done is kept. Servers have handlers of their own."""
    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    if ours:
        signal.signal(signal.SIGTERM, on_sigterm)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def scenario_from(name: str | Scenario, changes: list[str], years: int | None = None) -> Scenario:
    """The scenario of a name or path, or one at hand, with `--set` and `--years` applied. Raises InputError, also when both say how many years."""
    scenario = name if isinstance(name, Scenario) else Scenario.load(name)
    values = settings(changes)
    if years is not None:
        if values.get("years", years) != years:
            raise InputError(f"--years {years} and --set years={values['years']} contradict each other; leave one of them out")
        values["years"] = years
    return scenario.replace(values) if values else scenario


def settings(changes: list[str], option: str = "--set") -> dict[str, Any]:
    """`["a.b=0.5"]` as {"a.b": 0.5}; values are read as in a scenario file, and bare words are texts."""
    values: dict[str, Any] = {}
    for change in changes:
        field, equals, text = change.partition("=")
        if not equals or not field.strip():
            raise InputError(
                f"{option} {change} has no value; write {option} FIELD=VALUE, e.g. {option} administrator.openness=0.8"
            )
        field, value = field.strip(), parse_value(text)
        if values.setdefault(field, value) != value:
            raise InputError(f"{option} {field} is given twice ({values[field]} and {value}); give it once")
    return values


def default_folder(name: str, settings: dict[str, str] | None = None, also: Iterable[str] = ()) -> Path:
    """Where results go when nothing is said: `results/NAME+FIELD=VALUE+...`, so that a folder tells what was set.

    settings : dotted field -> value as text; also : what else was asked, in a word each
    """
    return RESULTS / as_file("+".join([name, *(f"{field}={value}" for field, value in (settings or {}).items()), *also]))


def kept_apart(school: "School | None", sets: "Sets | None", phases: Sequence[str] = ()) -> list[str]:
    """What a default folder's name says besides the scenario and what was set in it."""
    named = [school.title] if school else []
    named += [f"like-{sets.title}" if sets.title else "uncertainty"] if sets else []
    return named + [name.rpartition(":")[2] for name in phases]


def week_of(phases: list[str], uncertain: bool = False):
    """The week with phases of one's own, which are loaded; None for the model's. Raises InputError."""
    if not phases:
        return None
    if uncertain:
        raise InputError(
            "--phase came with --uncertainty or --like; neither evidence nor a fit tells of a phase of your own, so give one of them"
        )
    from ..engine.extension import load

    return load(phases)


def say_saved(folder: Path, figures: bool, what: str = "") -> None:
    """Say where results and their figures are. what : the file in the folder to look at first"""
    print(f"\nSaved in {folder / what}" + (f", figures in {folder / 'figures'}" if figures else ""))


def check_each(files: Iterable[Path], told: Callable[[Path | str], str]) -> None:
    """Print of every file that it is valid, and what `told` says of it. Raises InputError with the faults of all others."""
    faults = []
    for file in files:
        try:
            print(f"{file}: valid, {told(file if file.suffix == '.toml' else str(file))}")
        except InputError as fault:
            faults.append(str(fault))
    if faults:
        raise InputError("\n".join(faults))


def checked_place(place: Path, manifest: dict[str, Any], command: str, replace: bool) -> Path:
    """The place, where results that a manifest determines may be put; says in a line when they replace others.

    Raises ResultsError, before any work, when the place holds the answer to another question and `replace` was not given.
    """
    from ..results.place import check_place
    from ..results.question import check_question

    check_place(place)
    if said := check_question(place, manifest, command, replace):
        print(said, file=sys.stderr, flush=True)
    return place


def foreseen(
    what: str,
    cost: "Cost",
    workers: int | None,
    place: Path,
    yes: bool,
    dry_run: bool,
    scenario: Scenario,
    quiet: bool,
    phases=None,
) -> bool:
    """Whether work may begin: False when its forecast was all that was wanted, which is printed then.

    scenario : one whose schools tell how fast this machine is, should that matter; phases : of its week, if not the model's. Raises TooLargeError when it goes beyond the
    machine or beyond patience and nobody insists.
    """
    from ..ensemble.forecast import Forecast, at_once, check
    from ..ensemble.jobs import workers_or_all
    from ..ensemble.simulate import measured_rate

    def rate() -> float:
        say_if_cold(quiet)
        return measured_rate(scenario, phases)

    threads = workers_or_all(workers)
    if dry_run:
        lived = at_once(cost, threads)
        ahead = Forecast(cost, cost.teacher_weeks / rate() / lived, lived)
        print(f"{what}: {ahead.sentence(place)}. Nothing was written.", flush=True)
    check(cost, threads, place, yes, rate)
    return not dry_run


def years_from(text: str | None, last: int) -> list[int] | None:
    """`"1,5,10"` as [1, 5, 10]. Raises InputError for years that are not simulated."""
    if text is None:
        return None
    years = [whole_in(part) for part in text.split(",")]
    if wrong := [part for part, year in zip(text.split(","), years, strict=True) if year is None or not 1 <= year <= last]:
        raise InputError(
            f"--networks {text[:60]}: {wrong[0].strip() or 'a blank'} is not a simulated year; allowed are 1 to {last}, as in --networks 1,{last}"
        )
    return sorted({year for year in years if year})


def say_if_cold(quiet: bool) -> None:
    """Tell a newcomer why the first run takes a while."""
    from ..core.compiled import is_cold

    if is_cold() and not quiet:
        print("Compiling the engine; this takes ten seconds or a few more, once.", file=sys.stderr, flush=True)


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1, last: int = 1) -> str:
    """Columns padded to their widest cell: the first `left` and the `last` ones to the left, those between to the right."""
    widths = [max(len(row[c]) for row in [head, *rows]) for c in range(len(head))]
    lines = []
    for row in [head, ["-" * width for width in widths], *rows]:
        cells = [
            cell.ljust(widths[c]) if c < left or c >= len(head) - last else cell.rjust(widths[c]) for c, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
