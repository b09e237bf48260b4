"""Small schools for the application, and sessions without a page."""

import pytest

from simulation.app.living import LivingSchool
from simulation.app.session import Session
from simulation.parameters.scenario import Scenario

#: A school so small, and a run so short, that living it takes no time.
SMALL = {"school.teachers": 12, "years": 3}
ADDRESS = "scenario=baseline&set=school.teachers:12&set=years:3"


@pytest.fixture
def small():
    """Three years of a school with twelve teachers."""
    return Scenario.load("baseline").replace(SMALL)


@pytest.fixture
def living(small):
    """The same school on its first day, alive."""
    return LivingSchool(small, seed=5, run=2)


class Asked:
    """A session whose news are kept."""

    def __init__(self, limits=None):
        self.news = []
        self.session = Session(lambda kind, content: self.news.append((kind, content)), limits)

    def __call__(self, what, /, **content):
        """The answer to a request that must succeed."""
        answer = self.session.answer(what, content)
        assert "ok" in answer, answer
        return answer["ok"]

    def fault(self, what, /, **content):
        """The sentence with which a request is refused."""
        return self.session.answer(what, content)["fault"]

    def finish(self, job):
        """Wait for a computation, and return what it sent."""
        self.session.jobs[job].thread.join(60)
        return [content for kind, content in self.news if kind == job]


@pytest.fixture
def ask():
    """A session without a page."""
    asked = Asked()
    yield asked
    asked.session.close()
