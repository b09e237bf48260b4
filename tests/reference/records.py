"""What is observed of the reference school: rows of the tables as dictionaries, by the names of their columns.

The engine fills the same columns by place (simulation/engine/observe.py).
"""

from collections import Counter

from simulation.core.vocabulary import (
    COLLABORATION,
    COOPERATION,
    CYCLES_PER_YEAR,
    DOMAINS,
    FORMS,
    INDIVIDUAL,
    INVITED,
    LEAVES,
    MOVES,
    N_DOMAINS,
    NOT_APPOINTED,
    NOVICE_YEARS,
    TRAINING,
    WEEKS_PER_CYCLE,
    WEEKS_PER_YEAR,
)
from simulation.school.state import TERM_NAMES

from . import office
from .plain import rules, total

#: Columns that are attributes of a teacher, or their means over the staff.
WEEKLY_STATES = (
    *("self_efficacy", "exhaustion", "depersonalization", "accomplishment", "burnout", "well_being", "ambiguity", "isolation"),
    *("tension", "expertise", "dissent"),
)
YEARLY_STATES = (
    *(
        "person",
        "group",
        "experience",
        "tenure",
        "role",
        "kind",
        "reviewer",
        "member",
        "recruited",
        "lately",
        "mentored",
        "in_team",
    ),
    *("influence", "expertise", "resilience", "disposition"),
    *("self_efficacy", "exhaustion", "depersonalization", "accomplishment", "burnout", "well_being", "ambiguity", "isolation"),
    *("standing", "quit_intention"),
)
TEACHER_MEANS = (*(f"share_{form}" for form in FORMS), "hours_total", "hours_collective", "hours_classroom", "hours_paperwork")


class Records:
    """The rows of one school: `weeks`, `years`, and `teachers`, a list of rows for each year, when they are to be kept."""

    def __init__(self, model, keep_teachers):
        self.model = model
        self.keep_teachers = keep_teachers
        self.weeks, self.years, self.teachers = [], [], []
        self.begin_year()

    def begin_year(self):
        """Nothing has been seen of this year yet."""
        self.months = dict.fromkeys((*FORMS[1:], "team_teaching", "observation"), 0.0)
        self.sums = {t: Counter() for t in self.model.agents}

    def mean(self, look):
        """Mean over the staff."""
        return total(look(t) for t in self.model.staff) / max(1, self.model.school.n_present)

    # ---------------------------------------------------------------- weeks

    def add_week(self):
        """Keep this week's row, and what the year's row and the teachers' rows need of it."""
        self.weeks.append(self.week_row())
        if self.model.school.week % WEEKS_PER_CYCLE == 0:
            for t in self.model.staff:
                self.add_teacher_month(t)
        if self.keep_teachers:
            for t in self.model.staff:
                self.add_teacher_week(t)

    def add_teacher_month(self, t):
        """Add up what the year's row says about a typical month."""
        p, staff = self.model.p, self.model.school.n_present
        for name in FORMS[1 : max(t.form) + 1]:
            self.months[name] += 1.0 / staff
        teaching, observation = rules.monthly_activities(
            max(t.form) >= COLLABORATION,
            max(t.form) >= COOPERATION,
            rules.share_above(t.partner_trust, p.survey_team_teaching, p.survey_trust_noise),
            rules.share_above(t.partner_trust, p.survey_observing, p.survey_trust_noise),
        )
        self.months["team_teaching"] += teaching / staff
        self.months["observation"] += observation / staff

    def week_row(self):
        """The school in this week."""
        model, school, mean = self.model, self.model.school, self.mean
        goals = model.active_goals
        forms = Counter(t.form[goal.domain] for goal in goals for t in model.staff)
        n_shares = sum(forms.values())
        row = {f"share_{name}": forms[f] / n_shares if n_shares else float(f == INDIVIDUAL) for f, name in enumerate(FORMS)}
        row["diversity"] = rules.diversity_of(*(float(forms[form]) for form in range(1, len(FORMS))))
        row["hours_total"] = mean(lambda t: t.total)
        row["hours_classroom"] = mean(lambda t: t.classroom)
        row["hours_paperwork"] = mean(lambda t: t.paperwork)
        row["hours_duties"] = mean(lambda t: t.duties)
        row["hours_mandated"] = mean(lambda t: t.mandated)
        row["hours_collective"] = mean(lambda t: t.collective)
        row["hours_protected"] = mean(lambda t: t.inside)
        row |= {f"influence_{name}": mean(lambda t, d=d: t.voice[d]) for d, name in enumerate(DOMAINS)}
        row["influence"] = total(row[f"influence_{name}"] / N_DOMAINS for name in DOMAINS)
        row |= {
            f"principal_influence_{name}": rules.principals_influence(
                getattr(model.p, f"principal_{name}"),
                model.p.principal_giving,
                row[f"influence_{name}"],
                school.control,
                model.p.principal_hold,
            )
            for name in DOMAINS
        }
        row["influence_shared"] = total(school.believed) / N_DOMAINS
        row["job_satisfaction"] = mean(lambda t: t.satisfaction)
        row |= {name: mean(lambda t, name=name: getattr(t, name)) for name in WEEKLY_STATES}
        row["novice_share"] = mean(lambda t: t.experience <= NOVICE_YEARS)
        row |= {name: getattr(school, name) for name in ("collective_efficacy", "trust", "norm", "coherence")}
        row["goals_shared"] = sum(rules.is_open(goal.owner) for goal in goals) / max(1, len(goals))
        row["administrator_openness"] = school.openness
        row["administrator_control"] = school.control
        row["administrator_hours"] = school.office
        row["administrator_support"], row["administrator_clarity"] = model.support(model.p), model.clarity(model.p)
        row["pressure_kept_off"] = office.kept_off(school, model.p)
        row["goals_beside"] = sum(goal.beside for goal in goals) / max(1, len(goals))
        row["staff"] = float(school.n_present)
        row["vacancies"] = (len(model.agents) - school.n_present) / len(model.agents)
        return row

    def add_teacher_week(self, t):
        """Add up what a teacher's row says about the whole year."""
        sums, goals = self.sums[t], self.model.active_goals
        for goal in goals:
            sums[f"share_{FORMS[t.form[goal.domain]]}"] += 1.0 / len(goals)
        sums["hours_total"] += t.total
        sums["hours_collective"] += t.collective
        sums["hours_classroom"] += t.classroom
        sums["hours_paperwork"] += t.paperwork
        for name, moved in zip(TERM_NAMES, t.moved_by, strict=True):
            sums[name] += moved

    # ---------------------------------------------------------------- years

    def add_year(self):
        """Keep the year's rows. Departures are decided, nobody has gone yet."""
        weeks = self.weeks[-WEEKS_PER_YEAR:]
        self.years.append({name: total(week[name] for week in weeks) / WEEKS_PER_YEAR for name in weeks[0]} | self.year_row())
        if self.keep_teachers:
            self.teachers.append([self.teacher_row(t) if t.present else None for t in self.model.agents])

    def year_row(self):
        """What only a year has."""
        model, school, mean = self.model, self.model.school, self.mean
        p, goals, ties = model.p, model.active_goals, model.ties
        staff, n = max(1, school.n_present), len(model.agents)

        def surveyed(look, threshold, noise=p.survey_noise):
            return mean(lambda t: rules.share_above(look(t), threshold, noise))

        row = {f"monthly_{name}": share / CYCLES_PER_YEAR for name, share in self.months.items()}
        row["influence_gini"] = gini(t.influence for t in model.staff)
        row["leadership_gini"] = gini(t.standing for t in model.staff)
        row["leavers"] = mean(lambda t: t.departure == LEAVES)
        row["movers"] = mean(lambda t: t.departure == MOVES)
        row["turnover"] = row["leavers"] + row["movers"]
        row["hired"] = mean(lambda t: (t.tenure == 0 and school.year + school.past > 0) * (staff / n))
        row["goals_attained"] = sum(goal.progress >= 1.0 for goal in goals) / max(1, len(goals))
        row["student_growth"] = school.growth
        row["burnout_rate"] = surveyed(lambda t: t.burnout, p.survey_burnout)
        row["frequent_stress"] = surveyed(lambda t: t.exhaustion, p.survey_stress)
        row["satisfied"] = surveyed(lambda t: t.satisfaction, p.survey_satisfied)
        row["engaged"] = surveyed(lambda t: t.satisfaction, p.survey_engaged)
        row["intend_to_leave"] = mean(lambda t: t.quit_intention)
        row["maslach_high"] = mean(
            lambda t: rules.any_of_three(
                rules.share_above(t.exhaustion, p.survey_high_exhaustion, p.survey_noise),
                rules.share_above(t.depersonalization, p.survey_high_distance, p.survey_noise),
                rules.share_above(-t.accomplishment, -p.survey_low_accomplishment, p.survey_noise),
            )
        )
        row["enough_time"] = surveyed(lambda t: t.slack, p.survey_enough_time, p.survey_time_noise)
        for answer, threshold in (("any", p.survey_any_influence), ("great", p.survey_great_influence)):
            for d, name in enumerate(DOMAINS):
                row[f"influence_{answer}_{name}"] = surveyed(lambda t, d=d: t.voice[d], threshold, p.survey_influence_noise)
        pairs = {(tie.source, tie.target) for tie in ties}
        row["out_degree"] = len(ties) / staff
        row["reciprocity"] = sum((tie.target, tie.source) in pairs for tie in ties) / max(1, len(ties))
        attend = [
            (p.learning_attendance, rules.appeal_of(t.voice[TRAINING], school.coherence)) for t in model.staff if t.mandated
        ]
        join = [
            (
                rules.share_above(t.collective, p.survey_informal_hours, p.survey_informal_noise),
                rules.appeal_of(1.0, t.partner_trust),
            )
            for t in model.staff
        ]
        for way, learners in (("inservice", attend), ("informal", join)):
            n_learners = total(weight for weight, _ in learners)
            content = total(
                weight * rules.share_above(appeal, p.survey_learning, p.survey_noise) for weight, appeal in learners
            )
            row[f"{way}_participation"] = n_learners / staff
            row[f"{way}_satisfied"] = content / n_learners if n_learners > 0.0 else 0.0
        row["new_leaders"] = mean(lambda t: t.appointed != NOT_APPOINTED)
        row["new_leaders_invited"] = mean(lambda t: t.appointed == INVITED)
        row["training_hours"] = mean(lambda t: t.training)
        ratings = [t.rating[w] for t in model.staff for w in range(len(t.rating)) if t.attends[w]]
        row["training_rating"] = total(ratings) / len(ratings) if ratings else 0.0
        row["credentials"] = mean(lambda t: t.credentials)
        row["members"], row["members_recruited"] = mean(lambda t: t.member), mean(lambda t: t.recruited)
        row["guidance"] = mean(lambda t: t.guided)
        row["families_relief"] = school.relief
        row["share_in_team"] = mean(lambda t: t.in_team)
        return row

    def teacher_row(self, t):
        """A teacher at the end of the year, and what moved the teacher's states."""
        row = {name: self.sums[t][name] / WEEKS_PER_YEAR for name in TEACHER_MEANS}
        row |= {name: float(getattr(t, name)) for name in YEARLY_STATES}
        row |= {f"influence_{name}": t.voice[d] for d, name in enumerate(DOMAINS)}
        row |= {f"attraction_{name}": t.attraction[f] for f, name in enumerate(FORMS)}
        row["job_satisfaction"], row["left"] = t.satisfaction, t.departure
        row["in_ties"] = sum(tie.target is t for tie in self.model.ties)
        row["out_ties"] = sum(tie.source is t for tie in self.model.ties)
        return row | {name: self.sums[t][name] for name in TERM_NAMES}


def gini(values):
    """Gini coefficient of some values."""
    ordered = sorted(values)
    weighted = total((rank + 1.0) * value for rank, value in enumerate(ordered))
    return rules.gini_of(weighted, total(ordered), float(len(ordered)))
