"""A scenario as the portable engine takes it: values of parameters by name, and the policies."""

from typing import Any

from ..parameters.scenario import Scenario, parameters


def portable_scenario(scenario: Scenario) -> dict[str, Any]:
    """A scenario, ready for JSON; parameters.js makes the same table of it as `Scenario.table`. Values are those that are no defaults."""
    return {
        "name": scenario.name,
        "title": scenario.title,
        "story": " ".join(scenario.story.split()),
        "values": {
            name: value for name, field in parameters().items() if (value := float(scenario.get(name))) != float(field.default)
        },
        "policies": [policy.model_dump(mode="json") for policy in scenario.policies],
    }
