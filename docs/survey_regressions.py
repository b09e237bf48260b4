"""The field's usual analyses on a wave of answers, as on a real one: reliability of scales, how much lies between schools, regressions.

    uv run run.py run baseline --runs 60 --years 3 --record answers
    uv run run.py export results/baseline+years=3 --format sav --out wave
    uv run python docs/survey_regressions.py wave/answers.sav            # or answers.dta, answers.csv; --year 2

It needs pandas and numpy, and pyreadstat for SPSS. Scales are means of their items where half of them are answered. Regressions are ordinary
least squares on standardised variables with errors clustered by school, as `regress ..., vce(cluster run)` in Stata and `fixest::feols(...,
cluster = "run")` in R give them; the yes-or-no answer to leaving is a linear probability. docs/r.md and docs/stata.md have the same lines
for R and Stata, neither of which was at hand when this was written.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import pandas as pd

#: Scales -> how their items begin.
SCALES = {
    "exhaustion": "mbi_exhaustion_",
    "depersonalization": "mbi_depersonalization_",
    "accomplishment": "mbi_accomplishment_",
    "efficacy": "talis_efficacy_",
    "satisfaction": "talis_satisfaction_",
    "influence": "ntps_influence_",
}
#: What is explained -> by what.
MODELS = {
    "satisfaction": ("efficacy", "influence", "exhaustion"),
    "exhaustion": ("influence", "efficacy"),
    "means_to_leave": ("satisfaction", "exhaustion", "influence"),
}


def read(file: Path) -> pd.DataFrame:
    """A table of answers as an export wrote it: numbers, missing where nothing was answered."""
    if file.suffix == ".sav":
        import pyreadstat

        return pyreadstat.read_sav(str(file))[0].astype(float)
    return (pd.read_stata(file, convert_categoricals=False) if file.suffix == ".dta" else pd.read_csv(file)).astype(float)


def items_of(answers: pd.DataFrame, scale: str) -> pd.DataFrame:
    """The items of a scale."""
    return answers[[name for name in answers.columns if name.startswith(SCALES[scale])]]


def with_scales(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers with a column for each scale: the mean of its items, where half of them are answered."""
    made = {}
    for scale in SCALES:
        items = items_of(answers, scale)
        made[scale] = items.mean(axis=1).where(2 * items.notna().sum(axis=1) >= items.shape[1])
    return answers.assign(**made)


def alpha(items: pd.DataFrame) -> float:
    """Cronbach's alpha, of those who answered all items."""
    whole = items.dropna()
    k = whole.shape[1]
    return float(k / (k - 1) * (1.0 - whole.var().sum() / whole.sum(axis=1).var()))


def between(values: pd.Series, school: pd.Series) -> float:
    """ICC(1): the share of the variance that lies between schools, from a one-way analysis of variance."""
    known = values.notna()
    groups = values[known].groupby(school[known])
    n, g = int(known.sum()), groups.ngroups
    size = (n - (groups.size() ** 2).sum() / n) / (g - 1)
    inside = groups.apply(lambda x: ((x - x.mean()) ** 2).sum()).sum() / (n - g)
    outside = (groups.size() * (groups.mean() - values[known].mean()) ** 2).sum() / (g - 1)
    return float((outside - inside) / (outside + (size - 1.0) * inside))


def regress(wave: pd.DataFrame, outcome: str, by: tuple[str, ...], cluster: str = "run") -> pd.DataFrame:
    """Standardised coefficients with errors clustered by school, and t: a row for each predictor."""
    data = wave[[outcome, *by, cluster]].dropna()
    scaled = (data[[outcome, *by]] - data[[outcome, *by]].mean()) / data[[outcome, *by]].std()
    y, x = scaled[outcome].to_numpy(), np.c_[np.ones(len(data)), scaled[list(by)]]
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    scores = pd.DataFrame(x * (y - x @ beta)[:, None]).groupby(data[cluster].to_numpy()).sum().to_numpy()
    (n, k), g = x.shape, len(scores)
    spread = bread @ (scores.T @ scores) @ bread * g / (g - 1) * (n - 1) / (n - k)
    error = np.sqrt(np.diag(spread))
    return pd.DataFrame({"beta": beta[1:], "se": error[1:], "t": beta[1:] / error[1:]}, index=list(by))


def main(arguments: list[str]) -> None:
    """Print everything for one year of a file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("answers", type=Path, help="answers.csv, answers.dta or answers.sav of an export")
    parser.add_argument("--year", type=int, help="the wave; the last one when left out")
    given = parser.parse_args(arguments)
    answers = read(given.answers)
    year = given.year or int(answers["year"].max())
    wave = with_scales(answers[answers["year"] == year])
    print(f"Year {year}: {len(wave)} answers from {wave['run'].nunique()} schools\n\nscale              alpha  between schools")
    for scale in SCALES:
        print(f"{scale:18} {alpha(items_of(wave, scale)):5.2f}  {between(wave[scale], wave['run']):.1%}")
    for outcome, by in MODELS.items():
        print(f"\n{outcome} by\n{regress(wave, outcome, by).round(3).to_string()}")


if __name__ == "__main__":
    main(sys.argv[1:])
