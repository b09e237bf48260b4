"""A scenario as the portable engine takes it: every parameter's value by name, and the policies."""

from typing import Any

from ..parameters.scenario import Scenario, parameters


def portable_scenario(scenario: Scenario) -> dict[str, Any]:
    """A scenario, ready for JSON; parameters.js makes the same table of it as `Scenario.table`."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "story": " ".join(scenario.story.split()),
        "values": {name: float(scenario.get(name)) for name in parameters()},
        "policies": [policy.model_dump(mode="json") for policy in scenario.policies],
    }
