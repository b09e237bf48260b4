"""The codebook: every parameter, state and outcome with unit, range, meaning and source, made from the declarations."""

from ..core.vocabulary import DOMAINS, FORMS, OWNERS, STAGES
from ..declare.answers import CHANCE, ITEMS, RESPONSE
from ..declare.columns import TIES
from ..declare.outcomes import TEACHER_MEANS, TEACHER_STATES, TERM_COLUMNS, WEEKLY, YEAR_COLUMNS, YEARLY
from ..declare.terms import TERMS
from ..engine.schedule import SUMMER, WEEK, YEAR_END
from ..parameters.describe import parameter_rows
from ..parameters.policies import AUDIENCES, Policy
from ..school.state import GOAL, SCHOOL, TEACHER, TIE
from ..words.markdown import markdown_table

#: How survey scales map to the states: state, scale, and how to go from one to the other.
SCALES = (
    ("exhaustion", "Maslach Educators Survey, emotional exhaustion, 0 to 54", "54 x state"),
    ("depersonalization", "Maslach Educators Survey, depersonalisation, 0 to 30", "30 x state"),
    ("accomplishment", "Maslach Educators Survey, personal accomplishment, 0 to 48", "48 x state"),
    ("self_efficacy", "Teachers' Sense of Efficacy Scale, 1 to 9", "1 + 8 x state"),
    ("collective_efficacy", "Collective Teacher Efficacy Belief Scale, 1 to 9", "1 + 8 x state"),
    ("job_satisfaction", "four-point agreement items (TALIS), 1 to 4", "1 + 3 x state"),
    (
        "influence_<domain>",
        "NTPS: none, minor, moderate, a great deal",
        "two cut points: survey.any_influence, survey.great_influence",
    ),
    ("trust", "five-point trust items, 1 to 5", "1 + 4 x state"),
)


def codebook() -> str:
    """The codebook as Markdown."""
    parts = [
        "# Codebook",
        "",
        "Made from the declarations in the code by `python -m simulation.documents.codebook`; a test keeps it current.",
        "",
        f"Decision domains: {', '.join(DOMAINS)}. Forms of action: {', '.join(FORMS)}. "
        f"Owners of a goal: {', '.join(OWNERS)}. Stages of a goal: {', '.join(STAGES)}.",
        "",
        "## Order of a week, of a year's end and of a summer",
        "",
        *markdown_table(("phase", "what happens"), [(p.name, p.sentence) for p in (*WEEK, *YEAR_END, *SUMMER)]),
        "## Parameters of the situation",
        "",
        "What a scenario sets. *dated*: a policy may change it in the course of a run; *personal*: for some teachers only.",
        "",
        *_parameters(True),
        "## Coefficients of the rules",
        "",
        "Signs are theory and stand in the bounds; sizes marked *calibrated* are fitted to the evidence named.",
        "",
        *_parameters(False),
        "## Policies",
        "",
        f"Audiences (`only`): {', '.join(AUDIENCES)}. Novices have taught three years or fewer, veterans fifteen or more; leaders "
        "hold a formal role, others do not.",
        "",
        *markdown_table(("field", "meaning"), [(n, f.description) for n, f in Policy.model_fields.items()]),
        "## States",
        "",
    ]
    for title, variables in (
        ("Teacher", TEACHER),
        ("Tie", TIE),
        ("Goal (one for each decision domain)", GOAL),
        ("School and administrator", SCHOOL),
    ):
        parts += [f"### {title}", "", *_variables(variables)]
    parts += _tables_of_results()
    parts += [
        "## Survey scales",
        "",
        "States run from 0 to 1; this is how they compare with the scales of the literature.",
        "",
        *markdown_table(("state", "scale", "from state to scale"), SCALES),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _tables_of_results() -> list[str]:
    """What the columns of each table are."""
    return [
        "## Tables of results",
        "",
        "### `years`: a row for each run and year",
        "",
        "`scenario`, `run`, `year` (from 1), `teachers` (posts), then means over the 36 weeks of the year:",
        "",
        *_outcomes(WEEKLY),
        "and what only a year has; columns marked *survey* pass the measurement model (group `survey`):",
        "",
        *_outcomes(YEARLY),
        "### `weeks`: a row for each run and week",
        "",
        "`scenario`, `run`, `year`, `week` (both from 1), `teachers`, and the first of the two tables above.",
        "",
        "### `teachers`: a row for each run, year and teacher in post",
        "",
        "`scenario`, `run`, `year`, `teacher` (the post, from 0), `person` (whoever holds it; beside it `name` in a real school), then "
        "means over the year and states at its end:",
        "",
        *_outcomes((*TEACHER_MEANS, *TEACHER_STATES)),
        "With `terms` recorded, also how much each term of the equations moved a state in the year: "
        + "; ".join(f"`{state}` by {', '.join(terms)}" for state, terms in TERMS.items())
        + f" (columns such as `{TERM_COLUMNS[0].name}`).",
        "",
        "### `ties`: a row for each run, year and advice tie in force at the year's end",
        "",
        "`run`, `year` (from 1), and:",
        "",
        *markdown_table(("column", "label", "unit", "meaning"), [(f"`{c.name}`", c.label, c.unit, c.meaning) for c in TIES]),
        "### `answers`: a row for each run, year and teacher who returned the questionnaire",
        "",
        f"`run`, `year` (from 1), `teacher`, `person`, and the items below; {100 * RESPONSE:.0f} percent of the staff return it. An answer "
        "is the number of cuts below 1/2 + loading (state - 1/2) + error ln(u / (1 - u)), counted from the least answer "
        "(`leaning_to_answer`); an answer that was left out is missing.",
        "",
        *markdown_table(
            ("item", "asks", "measures", "answers", "loading", "cuts", "error", "left out", "agrees with"),
            [
                (
                    f"`{i.name}`",
                    i.asks,
                    f"`{i.measures}`",
                    ", ".join(f"{n} {w}" for n, w in i.values.items()),
                    f"{i.loading:g}",
                    "; ".join(map(_value, i.cuts)),
                    _value(i.error) if i.error != CHANCE else "the state is the chance of a yes",
                    f"{i.missing:g}",
                    f"`{i.shares}`" if i.shares else "",
                )
                for i in ITEMS
            ],
        ),
    ]


def outcomes():
    """Every column of the table of years as a DataFrame by name, with what is declared of it.

    label, subject : a word or two, and how a sentence begins with it; unit, low, high : what it can be; theme : what it is about;
    better : "more" or "less" of it, missing where that depends on who asks; meaning : exactly what it is
    """
    import pandas as pd

    columns = ["name", "label", "subject", "unit", "low", "high", "theme", "better", "meaning"]
    rows = [
        [str(value) if name == "theme" else value for name in columns for value in [getattr(o, name)]] for o in YEAR_COLUMNS
    ]
    return pd.DataFrame(rows, columns=columns).set_index("name")


def fields():
    """Every number of a scenario as a DataFrame by dotted name: label, default, unit, low, high, changes, meaning, source.

    changes : "first day" (fixed for a run), "dated" (a policy may change it) or "personal" (also for some teachers only)
    """
    import pandas as pd

    rows = [
        (p["name"], p["label"], p["default"], p["unit"], p["low"], p["high"], _changes(p), p["meaning"], p["source"])
        for situation in (True, False)
        for p in parameter_rows(situation)
    ]
    columns = ["name", "label", "default", "unit", "low", "high", "changes", "meaning", "source"]
    return pd.DataFrame(rows, columns=columns).set_index("name")


def _changes(p: dict) -> str:
    """When a parameter may change."""
    return "personal" if p["personal"] else "dated" if p["dated"] else "first day"


def _parameters(situation: bool) -> list[str]:
    rows = []
    for p in parameter_rows(situation):
        rows.append(
            (
                f"`{p['name']}`",
                p["label"],
                f"{p['default']:g}",
                p["unit"],
                f"{p['low']:g} to {p['high']:g}",
                _changes(p),
                p["meaning"],
                p["source"],
            )
        )
    return markdown_table(("parameter", "label", "default", "unit", "range", "changes", "meaning", "source"), rows)


def _variables(variables) -> list[str]:
    rows = [(f"`{v.name}`{_size(v)}", v.unit, f"{v.low:g} to {v.high:g}", v.meaning) for v in variables]
    return markdown_table(("state", "unit", "range", "meaning"), rows)


def _size(variable) -> str:
    return f" ({variable.type[1][0]})" if isinstance(variable.type, tuple) else ""


def _outcomes(columns) -> list[str]:
    return markdown_table(
        ("column", "label", "theme", "unit", "range", "better", "meaning"),
        [
            (f"`{c.name}`", c.label, c.theme, c.unit, f"{c.low:g} to {c.high:g}", c.better or "", _mean_of(c) + c.meaning)
            for c in columns
        ],
    )


def _value(value) -> str:
    """A cut or an error as it is declared."""
    if isinstance(value, tuple):
        return f"between {' and '.join(map(_value, value))}"
    return f"`{value.replace('_', '.', 1)}`" if isinstance(value, str) else f"{value:.3g}"


def _mean_of(outcome) -> str:
    """The state of which an outcome is the mean, where that has another name."""
    return f"`{outcome.state}` of teachers: " if outcome.state not in ("", outcome.name) else ""


if __name__ == "__main__":
    print(codebook(), end="")
