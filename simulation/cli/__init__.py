"""The command line: one file for each command. The program alone, `python run.py` or `teachers`, runs the main job."""

import os
import sys
import warnings
from collections.abc import Sequence

import typer

from ..core.program import name
from .app import app as application
from .archive import archive, reproduce
from .calibrate import calibrate
from .classroom import classroom
from .compare import compare
from .country import country
from .discover import discover, emulate
from .export import export
from .figures import figures
from .fit import fit
from .lessons import lessons
from .options import report_faults
from .phases import check_phase
from .portable import portable
from .power import power
from .real_school import school
from .report import report
from .run import main_job, run
from .scenarios import scenarios
from .sensitivity import sensitivity
from .site import site
from .sweep import sweep, verify
from .terminal import shown
from .validate import validate
from .why import why

#: What `main` returns, for scripts; docs/security.md says more.
EXIT_CODES = (
    "Exit codes: 0 done; 1 the program failed, or verify found a difference; 2 the input is wrong or a place cannot be used; "
    "3 done, and some schools failed or are missing; 130 interrupted, 143 ended from outside."
)

app = typer.Typer(
    help="Simulate collective action among teachers. Without a command: the main job, the baseline scenario in 200 schools.",
    epilog=EXIT_CODES,
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
@report_faults
def begin(context: typer.Context) -> None:
    """Simulate collective action among teachers. Without a command: the main job, the baseline scenario in 200 schools."""
    if context.invoked_subcommand is None:
        main_job()


for command in (
    run, country, compare, power, check_phase, sweep, sensitivity, discover, emulate, verify, export, figures, archive, reproduce, fit, calibrate,
    validate, report, portable, site, why, school,
):  # fmt: skip
    app.command()(report_faults(command))
app.command("app")(report_faults(application, serves=True))
app.command("class")(report_faults(classroom, serves=True))
app.add_typer(scenarios, name="scenarios")
app.add_typer(lessons, name="lessons")


def main(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code, one of EXIT_CODES."""
    try:
        with shown(), warnings.catch_warnings():
            warnings.showwarning = _in_a_sentence(warnings.showwarning)
            app(list(arguments), prog_name=name())
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except KeyboardInterrupt:
        print("Interrupted; nothing was written.", file=sys.stderr)
        return 130
    return 0


def _in_a_sentence(usual):
    """How a warning is shown: one of ours as a sentence on the error stream, anybody else's as usual."""

    def show(message, category, *where):
        if category.__module__.partition(".")[0] == __package__.partition(".")[0]:
            print(f"Note: {message}.", file=sys.stderr)
        else:
            usual(message, category, *where)

    return show


def entry() -> None:
    """What `python run.py` and the installed `teachers` call. A letter that the terminal cannot show becomes a question mark.

    Streams that were closed (`>&-`) are opened to nowhere: else a file of results could come to stand in their place.
    """
    for which in ("stdout", "stderr"):
        if (stream := getattr(sys, which)) is None:
            setattr(sys, which, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as the program runs
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
