"""The small ensemble of tests/results serves here, too."""

from ..results.conftest import plain, results, scenario  # noqa: F401 - fixtures
