"""What describes a school: what a reformer or a researcher sets. A table of a scenario file is a module here.

The order below is that of scenario files, of the codebook and of the engine's records.
"""

from pydantic import BaseModel

from .accountability import Accountability
from .administrator import AdministratorProfile
from .culture import Culture
from .evaluation import Evaluation
from .events import Events
from .external import External
from .goals import Goals
from .induction import Induction
from .kinds import Kinds
from .network import Network
from .population import Population
from .roles import Roles
from .school import SchoolProfile
from .staff import Staff
from .teams import Teams
from .time import Time
from .training import Training


class Situation(BaseModel):
    """Groups that describe a school."""

    school: SchoolProfile = SchoolProfile()
    time: Time = Time()
    administrator: AdministratorProfile = AdministratorProfile()
    teams: Teams = Teams()
    accountability: Accountability = Accountability()
    evaluation: Evaluation = Evaluation()
    culture: Culture = Culture()
    goals: Goals = Goals()
    induction: Induction = Induction()
    roles: Roles = Roles()
    kinds: Kinds = Kinds()
    training: Training = Training()
    external: External = External()
    network: Network = Network()
    events: Events = Events()
    staff: Staff = Staff()
    population: Population = Population()
