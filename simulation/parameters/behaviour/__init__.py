"""How teachers respond: the coefficients of the rules, a group for each module of simulation/rules, and what can be left out.

Signs are theory and stand in the bounds; sizes are calibrated. Policies may change them like any other parameter.
The order below is that of the codebook and of the engine's records.
"""

from pydantic import BaseModel

from .adaptation import Adaptation
from .ambiguity import Ambiguity
from .attraction import Attraction
from .burnout import Burnout
from .change import Change
from .choice import Choice
from .climate import Climate
from .domains import Domains
from .efficacy import Efficacy
from .exhaustion import Exhaustion
from .founding import Founding
from .givers import Givers
from .growth import Growth
from .habituation import Habituation
from .hiring import Hiring
from .hours import Hours
from .joint_work import JointWork
from .learning import Learning
from .leaving import Leaving
from .mandates import Mandates
from .mechanisms import Mechanisms
from .office import Office
from .outside import Outside
from .principal import Principal
from .reach import Reach
from .satisfaction import Satisfaction
from .standing import Standing
from .structure import Structure
from .survey import Survey
from .ties import Ties
from .voice import Voice


class Behaviour(BaseModel):
    """Groups of coefficients, the switches of mechanisms, and the model's structure."""

    hours: Hours = Hours()
    choice: Choice = Choice()
    joint_work: JointWork = JointWork()
    mandates: Mandates = Mandates()
    voice: Voice = Voice()
    domains: Domains = Domains()
    principal: Principal = Principal()
    office: Office = Office()
    learning: Learning = Learning()
    givers: Givers = Givers()
    outside: Outside = Outside()
    ties: Ties = Ties()
    attraction: Attraction = Attraction()
    ambiguity: Ambiguity = Ambiguity()
    efficacy: Efficacy = Efficacy()
    exhaustion: Exhaustion = Exhaustion()
    burnout: Burnout = Burnout()
    satisfaction: Satisfaction = Satisfaction()
    climate: Climate = Climate()
    standing: Standing = Standing()
    reach: Reach = Reach()
    leaving: Leaving = Leaving()
    hiring: Hiring = Hiring()
    adaptation: Adaptation = Adaptation()
    change: Change = Change()
    habituation: Habituation = Habituation()
    growth: Growth = Growth()
    founding: Founding = Founding()
    survey: Survey = Survey()
    mechanisms: Mechanisms = Mechanisms()
    structure: Structure = Structure()
