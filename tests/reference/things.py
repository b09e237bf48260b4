"""What the reference school is made of besides its teachers: ties, goals, and the school with its administrator."""

from dataclasses import dataclass, field

from simulation.core.vocabulary import CONCEPTUALISE, NO_CONTACT, NOBODY

from .teacher import ReferenceTeacher


@dataclass(eq=False)
class Tie:
    """Somebody turns to a colleague for advice."""

    source: ReferenceTeacher
    target: ReferenceTeacher
    trust: float
    work: int = NO_CONTACT


@dataclass(eq=False)
class Goal:
    """What the school pursues in one decision domain, if anything."""

    domain: int
    active: int = 0
    owner: int = NOBODY
    stage: int = CONCEPTUALISE
    age: int = 0
    fit: float = 0.0
    effort: float = 0.0
    progress: float = 0.0
    success: float = 0.0
    joint: float = 0.0
    beside: int = 0


@dataclass(eq=False)
class School:
    """The school and its administrator."""

    seed: int
    run: int
    year: int = 0
    week: int = 0
    n_groups: int = 1
    n_present: int = 0
    n_people: int = 0
    collective_efficacy: float = 0.55
    coherence: float = 0.6
    use: float = 1.0
    past: int = 0
    churned: float = 0.0
    turnover: float = 0.0
    office: float = 0.0
    leading_deviation: float = 0.0
    relief: float = 0.0
    spoken: float = 0.0
    believed: list = field(default_factory=list)
