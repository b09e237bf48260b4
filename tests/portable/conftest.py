"""What tests of the portable engine share: the site is written once."""

import pytest

from simulation.portable.site import write_site


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site, two below one that a server may serve."""
    return write_site(tmp_path_factory.mktemp("web") / "course" / "schools")
