"""What is in force where and when: policies of a country as tables of values, one for each group of schools that share the same policies."""

from typing import NamedTuple

import numpy as np

from ..core.elementary import log
from ..core.vocabulary import WEEKS_PER_YEAR
from ..parameters.country import Country, records
from ..parameters.country_policies import CountryPolicy, market_with, scenario_with
from ..parameters.policies import audience_columns
from .places import Land, Records, poverty_of_schools

#: A policy as it is paid for in a year: people it is for, each counted for the year, and what they are paid beyond usual pay.
COST_DTYPE = np.dtype([("policy", "i4"), ("schools", "i8"), ("people", "f8"), ("bonus", "f8"), ("other", "f8")], align=True)


class InForce(NamedTuple):
    """What schools live by.

    table, period : as parameters.parameter_table makes them, period for each group, (n_groups, weeks)
    reached (n_policies, n_schools) : whom each policy is for
    group (n_groups, n_policies) : which policies a group shares; group 0 has those that are for all schools
    """

    country: Country
    table: np.ndarray
    period: np.ndarray
    reached: np.ndarray
    group: np.ndarray

    def institution(self, year: int) -> str:
        """How posts are filled for a year, from 1."""
        named = [policy.institution for policy in self.country.policies if policy.institution and policy.covers(year, 1)]
        return named[-1] if named else self.country.institution

    def market(self, year: int) -> Records:
        """The market's numbers for the posts of a year, one record a group, (n_groups,)."""
        every = self.country.policies
        chosen = [
            [policy for policy, has in zip(every, group, strict=True) if has and policy.covers(year, 1)] for group in self.group
        ]
        return records([market_with(self.country.market, policies) for policies in chosen])

    def bonus(self, year: int) -> np.ndarray:
        """What each school pays on top in a year, (n_schools,), as a share of pay."""
        paid = np.zeros(self.reached.shape[1])
        for policy, reached in zip(self.country.policies, self.reached, strict=True):
            if policy.covers(year, 1):
                paid += policy.bonus * reached
        return paid

    def costs(self, year: int, staff: np.ndarray, wage: np.ndarray) -> Records:
        """What the policies of a year cost: a record for each that is in force, in years of usual pay.

        staff (n_schools, n_audiences) : people of each school by audience; wage (n_schools,) : pay where usual pay is 1
        """
        rows = []
        for number, (policy, reached) in enumerate(zip(self.country.policies, self.reached, strict=True)):
            share = _share_of_year(policy, year)
            if share == 0.0:
                continue
            of = staff[:, audience_columns(policy.only)].sum(axis=1) * reached
            paid = float((of * wage).sum())
            rows.append((number, int(reached.sum()), share * float(of.sum()), policy.bonus * paid, share * policy.cost * paid))
        return np.array(rows, COST_DTYPE).view(np.recarray)


def _share_of_year(policy: CountryPolicy, year: int) -> float:
    """The share of a year's weeks in which a policy is in force."""
    return sum(policy.covers(year, week) for week in range(1, WEEKS_PER_YEAR + 1)) / WEEKS_PER_YEAR


def in_force(country: Country, land: Land, seed: int) -> InForce:
    """The policies of a country over its schools; the group of each school is written into `land.places`."""
    places, policies = land.places, country.policies
    poverty = poverty_of_schools(country, seed)[places.run]
    reached = np.array([policy.applies_to(poverty, places.posts, places.region) for policy in policies], bool)
    reached = reached.reshape(len(policies), len(places))
    everywhere = np.array([not policy.targeted for policy in policies], bool)[:, None]
    shared = np.concatenate([everywhere, reached | everywhere], axis=1)
    groups, number = (
        np.unique(shared, axis=1, return_inverse=True) if policies else (shared[:, :1], np.zeros(len(places) + 1, int))
    )
    first = int(number.ravel()[0])
    order = np.array([first, *(g for g in range(groups.shape[1]) if g != first)])
    groups, rank = groups[:, order], np.argsort(order)
    places["group"] = rank[number.ravel()[1:]]
    tables, periods, rows = [], [], 0
    for g in range(groups.shape[1]):
        mine = [policy for policy, has in zip(policies, groups[:, g], strict=True) if has]
        table, period = scenario_with(country.of_schools, mine).table()
        tables.append(table)
        periods.append(period + rows)
        rows += len(table)
    return InForce(country, np.concatenate(tables).view(np.recarray), np.array(periods), reached, groups.T)


def with_bonus(pay: np.ndarray, bonus: np.ndarray) -> np.ndarray:
    """The logarithm of pay with a bonus on top of it, a share of pay."""
    return pay + np.array([log(1.0 + float(share)) if share else 0.0 for share in bonus])
