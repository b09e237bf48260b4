"""The words of the model as numbers: forms of action, decision domains, owners and stages of goals, audiences.

Everything that is compiled works with these integers; everything that people read works with the tuples beside them.
"""

# What a teacher does about one goal (Woo et al. 2022, after Castaner & Oliveira 2020 and Hord 1986).
INDIVIDUAL, COORDINATION, COOPERATION, COLLABORATION = 0, 1, 2, 3
FORMS = ("individual", "coordination", "cooperation", "collaboration")
N_FORMS = 4

# The six decisions in which Sebastian et al. (2016, 2017) measure teachers' influence.
HIRING, BUDGET, MATERIALS, CURRICULUM, TRAINING, CONDUCT = 0, 1, 2, 3, 4, 5
DOMAINS = ("hiring", "budget", "materials", "curriculum", "training", "conduct")
N_DOMAINS = 6

# Who a goal belongs to. It is open to collaboration when its owner is TEACHERS or JOINT.
NOBODY, ADMINISTRATOR, JOINT, TEACHERS = 0, 1, 2, 3
OWNERS = ("nobody", "administrator", "joint", "teachers")

# How far a goal has come (Hord 1986: collaboration means taking part in all of these).
CONCEPTUALISE, PLAN, ENACT = 0, 1, 2
STAGES = ("conceptualise", "plan", "enact")

# Whom a policy can single out: three career stages, without and with a formal role.
NOVICE, MIDCAREER, VETERAN = 0, 1, 2
CAREER_STAGES = ("novices", "midcareer", "veterans")
N_AUDIENCES = 6
#: The audience whose values hold for the school as a whole: in mid-career, without a role.
ORDINARY = 2

# The school's clock.
#: The longest run, in school years.
LAST_YEAR = 40
WEEKS_PER_YEAR = 36
WEEKS_PER_TERM = 9
WEEKS_PER_CYCLE = 4
CYCLES_PER_YEAR = 9
