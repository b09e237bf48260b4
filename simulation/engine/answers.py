"""A survey of the staff at the end of each year, answered person by person, from the rows that were kept of teachers.

It is taken when a run is over and adds nothing to it: draws have a purpose of their own, and nobody knows of the answers.
"""

import numpy as np

from ..core.chance import ANSWER, RESPOND, draw, two_draws
from ..core.compiled import kernel
from ..core.vocabulary import ORDINARY, WEEKS_PER_YEAR, numbered
from ..declare.answers import CHANCE, ITEMS, RESPONSE, WHO, Value
from ..declare.outcomes import TEACHER_COLUMNS
from ..rules.survey import leaning_to_answer

_PLACE = {column.name: at for at, column in enumerate(TEACHER_COLUMNS)}
_PERSON = _PLACE["person"]
#: Columns of who answered, before the answers.
_A = numbered(WHO)
_N_WHO = len(WHO)
#: An answer that was left out, and a teacher who returned nothing.
LEFT_OUT, NOTHING = -1, 0
_MOST_CUTS = max(len(item.cuts) for item in ITEMS)


def no_answers() -> np.ndarray:
    """Answers of nobody."""
    return np.zeros((0, _N_WHO + len(ITEMS)), np.int16)


def answers_of(teachers: np.ndarray, table: np.ndarray, period: np.ndarray, seed: int, run: int) -> np.ndarray:
    """What the staff answers at the end of each year.

    teachers (n_years, n_posts, columns) : as `observe_teachers` fills them; table, period : as for `simulate_years`
    Returns int16 (n_answers, 3 + n_items): year (from 1), post, person, then the answers in the order of ITEMS, LEFT_OUT for none.
    """
    n_years, posts, _ = teachers.shape
    measured = np.array([_PLACE[item.measures] for item in ITEMS])
    first = np.array([item.first for item in ITEMS])
    loading = np.array([item.loading for item in ITEMS])
    missing = np.array([item.missing for item in ITEMS])
    rows = np.zeros((n_years, posts, _N_WHO + len(ITEMS)), np.int16)
    for year in range(n_years):
        p = table[period[(year + 1) * WEEKS_PER_YEAR - 1], ORDINARY]
        cuts = np.full((len(ITEMS), _MOST_CUTS), np.inf)
        for k, item in enumerate(ITEMS):
            cuts[k, : len(item.cuts)] = [_in_force(cut, p) for cut in item.cuts]
        error = np.array([_in_force(item.error, p) for item in ITEMS])
        ask(rows[year], teachers[year], measured, first, loading, cuts, error, missing, seed=seed, run=run, year=year + 1)
    return rows[rows[:, :, _A.year] != NOTHING]


def _in_force(value: Value, p) -> float:
    """A number, a parameter's value in force, or the middle between two parameters."""
    if isinstance(value, tuple):
        return sum(_in_force(one, p) for one in value) / len(value)
    return float(p[value]) if isinstance(value, str) else value


@kernel
def ask(rows, teachers, measured, first, loading, cuts, error, missing, seed, run, year):  # noqa: PLR0917 - numba takes arrays
    """One year's questionnaire: `rows` (n_posts, 3 + n_items) int16, year 0 for who returns nothing; teachers (n_posts, columns).

    In words: If single answers are wanted, most of the staff return a questionnaire at the end of the year and answer nearly all of it.
    Nobody in the school learns of it.

    measured, first, loading, error, missing (n_items,), cuts (n_items, most) : of each item, as declared
    """
    for i in range(teachers.shape[0]):
        teacher, row = teachers[i], rows[i]
        if np.isnan(teacher[_PERSON]):
            continue
        person = int(teacher[_PERSON])
        if draw(seed, run, person, year, RESPOND, 0) >= RESPONSE:
            continue
        row[_A.year], row[_A.teacher], row[_A.person] = year, i, person
        for k in range(measured.size):
            u, v = two_draws(seed, run, person, year, ANSWER, k)
            state = teacher[measured[k]]
            if error[k] == CHANCE:
                answer = first[k] + (u < state)
            else:
                answer = first[k]
                felt = leaning_to_answer(state, loading[k], error[k], u)
                for c in range(cuts.shape[1]):
                    answer += felt > cuts[k, c]
            row[_N_WHO + k] = LEFT_OUT if v < missing[k] else answer
