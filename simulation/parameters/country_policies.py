"""Policies of a country: dated changes as in a scenario (policies.py), which may be for some schools only, be a bonus, and cost something.

A policy acts from the first day of a year on, and the summer before goes by it already (A42): who is paid a bonus next year chooses
knowing it. Whom it is for is settled on the first day of the country, so that twins with and without it mean the same schools by it.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from ..declare.parameter import Number, WholeNumber, bounds, notes
from ..inputs.quoting import did_you_mean, shown
from .country_groups import Market
from .policies import Policy
from .scenario import Scenario

Institution = Literal["market", "rotation", "none"]
Share = Annotated[Number, Field(ge=0.0, le=1.0)]

#: Numbers of the market that belong to an employer; a policy for some schools may change these, and others for the whole country only.
OF_EMPLOYERS = ("displaced", "posted", "experience", "fit", "ability", "near", "insider", "recommended", "chance")


class CountryPolicy(Policy):
    """A dated change of schools or of the market, for all schools or some, with what it costs."""

    poorest: Share = Field(1.0, description="share of posts it is for, those of the poorest schools first")
    poverty: Share = Field(0.0, description="share of poor pupils from which on a school gets it")
    regions: tuple[WholeNumber, ...] = Field(
        (), description="regions it is for, by their numbers in the tables; all when left out"
    )
    bonus: Share = Field(0.0, description="what teachers get on top, as a share of their pay")
    cost: Share = Field(0.0, description="what the rest of it costs a year for each teacher it is for, as a share of their pay")
    institution: Institution | None = Field(None, description="how posts are filled while it is in force")

    @property
    def targeted(self) -> bool:
        """True when it is for some schools only."""
        return self.poorest < 1.0 or self.poverty > 0.0 or bool(self.regions)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        """A bonus and another institution are changes, too."""
        if self.set or self.add or (self.bonus == 0.0 and self.institution is None):
            policy: Any = super()
            checked: Self = policy._makes_sense()
            return checked
        if self.end is not None and self.end < self.start:
            raise ValueError(f"end = {self.end} lies before start = {self.start}; give an end of {self.start} or later")
        return self

    def of_market(self) -> Iterator[tuple[str, str, float]]:
        """What it does to the market: ("set" or "add", name of the number, value)."""
        for action, changes in (("set", self.set), ("add", self.add)):
            for name, value in changes.items():
                if name.startswith("market."):
                    yield action, name.removeprefix("market."), value

    def of_schools(self) -> dict[str, Any] | None:
        """What it does at work, as a policy of a scenario; None for nothing."""
        mine = {
            action: {name: value for name, value in changes.items() if not name.startswith("market.")}
            for action, changes in (("set", self.set), ("add", self.add))
        }
        if not any(mine.values()):
            return None
        return self.model_dump(include={"name", "start", "end", "weeks", "only"}) | mine

    def applies_to(self, poverty: np.ndarray, posts: np.ndarray, region: np.ndarray) -> np.ndarray:
        """Whom it is for, (n_schools,) bool. poverty, posts, region : of each school on the first day."""
        order = np.argsort(-poverty, kind="stable")
        before = np.empty(len(posts))
        before[order] = np.cumsum(posts[order]) - 0.5 * posts[order]
        chosen: np.ndarray = (before < self.poorest * posts.sum()) & (poverty >= self.poverty)
        if self.regions:
            chosen &= np.isin(region, self.regions)
        return chosen


def scenario_with(scenario: Scenario, policies: Iterable[CountryPolicy]) -> Scenario:
    """The scenario with what these policies do at work, after its own. Raises ScenarioError."""
    more = [mine for policy in policies if (mine := policy.of_schools()) is not None]
    return scenario.replace({"policies": [*scenario.to_dict()["policies"], *more]}) if more else scenario


def market_with(market: Market, policies: Iterable[CountryPolicy]) -> Market:
    """The market while these policies are in force, one after the other; what is added stops at the declared bounds (A2)."""
    values = market.model_dump()
    for policy in policies:
        for action, name, value in policy.of_market():
            low, high = bounds(Market.model_fields[name])
            values[name] = value if action == "set" else min(high, max(low, values[name] + value))
    return Market.model_validate(values)


def policy_faults(policies: Iterable[CountryPolicy], n_regions: int) -> Iterator[str]:
    """What is wrong with policies of a country that pydantic and the scenario do not see, in sentences."""
    for i, policy in enumerate(policies, 1):
        place = f"policies[{i}]"
        if wrong := [region for region in policy.regions if not 0 <= region < n_regions]:
            yield f"{place}.regions has {wrong[0]}, and regions are numbered from 0 to {n_regions - 1}"
        of_a_year = policy.bonus > 0.0 or policy.institution is not None or bool(list(policy.of_market()))
        if of_a_year and policy.weeks is not None:
            yield f"{place}.weeks names weeks, and a bonus, a market and an institution are those of whole years; leave it out"
        if (policy.bonus > 0.0 or policy.institution is not None) and policy.only != "everyone":
            yield f'{place}.only = "{policy.only}" is for work; a bonus and an institution are for everyone at a school'
        if policy.institution is not None and policy.targeted:
            yield f"{place}.institution is the whole country's; leave out poorest, poverty and regions"
        for action, name, value in policy.of_market():
            field = Market.model_fields.get(name)
            if field is None:
                yield f"{place}.{action}.market.{name} is not a field here{did_you_mean(name, list(Market.model_fields))}"
                continue
            low, high = bounds(field)
            if action == "set" and not low <= value <= high:
                yield f"{place}.set.market.{name} = {shown(value)} is out of bounds; allowed is {low:g} to {high:g} {notes(field)['unit']}"
            if field.annotation is int and value != int(value):
                yield f"{place}.{action}.market.{name} = {shown(value)} is not a whole number"
            if policy.targeted and name not in OF_EMPLOYERS:
                yield f"{place}.{action}.market.{name} is about people and not schools, so it is changed everywhere or nowhere"
