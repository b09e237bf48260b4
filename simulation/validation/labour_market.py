"""Does a country look like one? Its market against published figures of who moves where, who is hired, and what stays vacant.

Each row of labour_market.csv has a function of the same number here that asks a country the same question. Whoever opens the tables of a
country can compute each of them; rows that the model has no word for (subjects, certification, pay by merit) are not in the file.
"""

import csv
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

from ..country.results import BAND_NAMES, CountryResults
from ..inputs.quoting import InputError

_POOREST, _LEAST = BAND_NAMES[-1], BAND_NAMES[0]
#: Of the rank correlation over regions: regions with fewer posts tell nothing, and fewer regions neither.
_POSTS, _REGIONS, _CLEAR = 100, 8, -0.3


@cache
def published() -> pd.DataFrame:
    """The published figures: id, quantity, unit, value, low, high, population, source."""
    with (files(__package__) / "labour_market.csv").open(encoding="utf-8") as lines:
        table = pd.DataFrame(list(csv.DictReader(lines)))
    return table.astype({"value": float, "low": float, "high": float})


def labour_market(results: CountryResults) -> pd.DataFrame:
    """Every published figure beside the country's, over the second half of its years: the columns of `published`, `model` and `inside`.

    `model` is nan where a country cannot tell, as where it has too few regions; `inside` is False there.
    Raises InputError for schools that nothing joins.
    """
    if not len(results.hires):
        raise InputError("nobody was hired in this country, so its market cannot be compared; set institution to market")
    table, asked = published().copy(), Asked(results)
    table["model"] = [QUESTIONS[row](asked) for row in table["id"]]
    table["inside"] = (table["low"] <= table["model"]) & (table["model"] <= table["high"])
    return table


class Asked:
    """What the questions look at: rows of schools and hires of the second half, moves, and what each school is."""

    def __init__(self, results: CountryResults):
        self.results = results
        self.years, self.hires = results.later(results.years), results.later(results.hires)
        self.schools = results.years[results.years["year"] == 1].set_index("school")
        self.moves = self.hires[self.hires["from_school"] >= 0]
        self.bands, self.fifths = results.bands(), results.fifths()
        self.years = self.years.assign(
            band=self.bands.reindex(self.years["school"]).to_numpy(),
            fifth=self.fifths.reindex(self.years["school"]).to_numpy(),
            gone=self.years["gone_to_schools"] + self.years["gone_out"],
            open_at_start=self.years["late_hires"] + self.years["vacant"],
        )
        self.largest = self.years[self.years["region"] == self.schools.groupby("region")["posts"].sum().idxmax()]

    def of(self, column: str, end: str) -> np.ndarray:
        """What the school is like that moves begin at ("from") or end at ("to")."""
        return self.schools[column].reindex(self.moves[f"{end}_school"]).to_numpy()

    def flows(self) -> np.ndarray:
        """Moves from band to band."""
        return self.results.flows(self.bands).to_numpy(float)

    def chosen(self, reason: str) -> float:
        """Percent of moves by choice for which a reason speaks most."""
        return 100.0 * _mean(self.moves.loc[self.moves["source"] == "moved", "reason"] == reason)

    def hired(self, *columns: str) -> float:
        """Percent of hires that are of some sources."""
        return 100.0 * _share(self.years[[*columns]].sum(axis=1), self.years["hires"])

    def turnover(self, rows: pd.DataFrame) -> pd.Series:
        """Turnover by fifth of poverty."""
        groups = rows.groupby("fifth")
        return groups["gone"].sum() / groups["filled"].sum()


def _mean(values) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _share(part: pd.Series, whole: pd.Series) -> float:
    return float(part.sum()) / float(whole.sum()) if whole.sum() else float("nan")


def _filled_by_start(rows: pd.DataFrame) -> float:
    return 100.0 * (1.0 - _share(rows["open_at_start"], rows["openings"]))


def _with_vacancy(rows: pd.DataFrame) -> float:
    return 100.0 * _mean(rows.loc[rows["openings"] > 0, "vacant"] > 0)


def _ratio(one: float, other: float) -> float:
    return one / other if other else float("nan")


def _moves_down(a: Asked) -> float:
    flows = a.flows()
    return _ratio(np.tril(flows, -1).sum(), np.triu(flows, 1).sum())


def _moving_by_band(a: Asked) -> float:
    groups = a.years.groupby("band", observed=True)
    rate = groups["gone_to_schools"].sum() / groups["filled"].sum()
    return float(rate.get(_POOREST, np.nan) / rate.get(_LEAST, np.nan))


def _inside_districts(a: Asked) -> float:
    same = a.of("district", "from") == a.of("district", "to")
    return 100.0 * _mean((a.of("poverty", "to") - a.of("poverty", "from"))[same] <= -0.05)


def _to_able_staffs(a: Asked) -> float:
    staff = a.years.set_index(["year", "school"])["expertise"]
    there = staff.reindex(pd.MultiIndex.from_frame(a.moves[["year", "to_school"]])).to_numpy()
    return float(np.corrcoef(a.moves["expertise"], there)[0, 1] > 0.0) if len(a.moves) > 2 else float("nan")


def _applicants(a: Asked) -> float:
    schools = a.largest.groupby("school")[["applicants", "openings"]].sum().query("openings > 0")
    each = (schools["applicants"] / schools["openings"]).quantile([0.05, 0.95]).to_numpy()
    return _ratio(float(each[1]), float(each[0]))


def _poorer_half(a: Asked) -> float:
    poor = a.schools["poverty"] >= a.schools["poverty"].median()
    rows = a.years[poor.reindex(a.years["school"]).to_numpy()]
    return 100.0 * _mean(rows["open_at_start"] > 0)


def _poorest_quarter(a: Asked) -> float:
    poor = a.schools["poverty"] >= a.schools["poverty"].quantile(0.75)
    return _filled_by_start(a.years[poor.reindex(a.years["school"]).to_numpy()])


def _late_by_poverty(a: Asked) -> float:
    groups = a.years.groupby("fifth")
    late = groups["late_hires"].sum() / groups["hires"].sum()
    return float(late.iloc[-1] > late.iloc[0])


def _beginners(a: Asked) -> float:
    rows = a.years[a.years["poverty"] >= 0.5]
    return 100.0 * _share(rows["new_to_teaching"] * rows["filled"], rows["filled"])


def _turnover_ratio(a: Asked) -> float:
    rates = a.turnover(a.largest)
    return _ratio(float(rates.iloc[-1]), float(rates.iloc[0]))


def _chronic(a: Asked) -> float:
    schools = a.largest.groupby("school")[["gone", "filled"]].sum()
    return 100.0 * _mean(schools["gone"] >= 0.25 * schools["filled"])


def _vacancies_and_seekers(a: Asked) -> float:
    rounds = a.results.later(a.results.market)
    late = rounds[rounds["round"] == "late"].groupby("region")[["open", "seekers", "hires"]].sum()
    regions = a.years.groupby("region")[["posts", "vacant", "openings"]].sum().loc[lambda rows: rows["posts"] >= _POSTS]
    if len(regions) < _REGIONS or regions["vacant"].nunique() < 2:
        return float("nan")
    unplaced = (late["seekers"] - late["hires"]).reindex(regions.index) / regions["openings"]
    return float(unplaced.corr(regions["vacant"] / regions["posts"], method="spearman") < _CLEAR)


def _carried_by_experience(a: Asked) -> float:
    """Least squares over schools: turnover on poverty, and on poverty and experience."""
    schools = a.years.groupby("school").agg(
        gone=("gone", "sum"), filled=("filled", "sum"), poverty=("poverty", "mean"), experience=("mean_experience", "mean")
    )
    turnover, one = schools["gone"] / schools["filled"], np.ones(len(schools))
    alone = np.linalg.lstsq(np.column_stack([one, schools["poverty"]]), turnover, rcond=None)[0][1]
    beside = np.linalg.lstsq(np.column_stack([one, schools["poverty"], schools["experience"]]), turnover, rcond=None)[0][1]
    return float(alone > 0.0 and beside <= 0.5 * alone)


#: By the number of the published figure, how a country is asked.
QUESTIONS: dict[str, Callable[[Asked], float]] = {
    "L01": lambda a: 100.0 * _mean(a.of("district", "from") == a.of("district", "to")),
    "L03": lambda a: 100.0 * _ratio(a.flows()[-1, :-1].sum(), a.flows()[-1].sum()),
    "L04": _moves_down,
    "L05": lambda a: 100.0 * _mean(a.of("poverty", "to") - a.of("poverty", "from")),
    "L06": lambda a: 100.0 * _ratio(a.flows()[-1].sum(), a.flows().sum()),
    "L07": _moving_by_band,
    "L08": _inside_districts,
    "L13": _to_able_staffs,
    "L15": lambda a: a.chosen("distance"),
    "L16": lambda a: a.chosen("conditions"),
    "L18": lambda a: 100.0 * _mean(a.moves["source"] == "displaced"),
    "L19": lambda a: 100.0 * _mean(a.hires.loc[a.hires["source"] == "new", "miles"] <= 40.0),
    "L20": lambda a: float(a.hires["miles"].median()),
    "L22": _applicants,
    "L28": lambda a: 100.0 * _mean(a.bands == _POOREST),
    "L29": lambda a: float(np.log(a.schools["posts"]).std()),
    "L30": lambda a: _mean(a.years["openings"]),
    "L31": lambda a: _filled_by_start(a.years),
    "L32": _poorest_quarter,
    "L33": lambda a: 100.0 * _share(a.years["open_at_start"], a.years["posts"]),
    "L34": lambda a: 100.0 * _share(a.years["vacant"], a.years["posts"]),
    "L35": _poorer_half,
    "L37": lambda a: _with_vacancy(a.years),
    "L38": lambda a: _ratio(
        _with_vacancy(a.years[a.years["band"] == _POOREST]), _with_vacancy(a.years[a.years["band"] == _LEAST])
    ),
    "L40": lambda a: 100.0 * _mean(a.hires.loc[a.hires["source"] == "new", "round"] == "late"),
    "L41": _late_by_poverty,
    "L45": lambda a: 100.0 * _share(a.years["hires"], a.years["posts"]),
    "L46": lambda a: a.hired("hires_moved", "hires_displaced"),
    "L47": lambda a: a.hired("hires_returned"),
    "L48": lambda a: a.hired("hires_new"),
    "L49": _beginners,
    "L52": _turnover_ratio,
    "L53": _chronic,
    "L57": _vacancies_and_seekers,
    "L58": lambda a: _ratio(
        float(a.years[["hires_moved", "hires_displaced"]].to_numpy().sum()),
        float(a.years[["hires_returned", "hires_new"]].to_numpy().sum()),
    ),
    "L70": lambda a: float(np.triu(a.flows(), 1).sum() >= a.flows().sum() / 6.0),
    "L82": _carried_by_experience,
}
