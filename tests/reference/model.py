"""The reference school: the phases of weeks and summers as plain loops over teachers, ties and goals.

Phase by phase it does what simulation/engine/phases do, from the founding in simulation/school on, and calls the
same rules and the same draws; everything between is written anew, on objects. It is kept apart from the engine on purpose.
"""

import math
from collections import Counter

import mesa

from simulation.core.vocabulary import (
    ADMINISTRATOR,
    COLLABORATION,
    CONCEPTUALISE,
    CONDUCT,
    COOPERATION,
    COORDINATION,
    ENACT,
    HIRING,
    INDIVIDUAL,
    JOINT,
    JOINT_WORK,
    MEETINGS,
    N_DOMAINS,
    NO_CONTACT,
    NOBODY,
    ORDINARY,
    STAYS,
    TEACHERS,
    WEEKS_PER_CYCLE,
    WEEKS_PER_TERM,
    WEEKS_PER_YEAR,
    WON,
)
from simulation.school.state import room_for_ties

from . import learning, office, own_ties, roles
from .past import before_the_first_day, career_of, records_of
from .plain import chance, elementary, rules, total
from .records import Records
from .teacher import ReferenceTeacher, reserve_of, voice_without_work, what_a_voice_counts
from .things import Goal, School, Tie


class ReferenceSchool(mesa.Model):
    """One run of a scenario. `step` is a week, and the last week of a year brings the summer with it.

    `records` keeps the rows of the tables. All random numbers come from simulation/core/chance.py; Mesa's own generators are never asked.
    """

    def __init__(self, scenario, seed, run, keep_teachers=False):
        super().__init__(rng=0)
        years = scenario.mechanisms.settling
        table, period = (before_the_first_day(scenario) if years else scenario).table()
        self.table = records_of(table)
        self.in_force = self.table[0]
        self.found(seed, run)
        if years:
            self.live_before(years)
            table, period = scenario.table()
            self.table = records_of(table)
            self.in_force = self.table[0]
            for t in self.staff:
                t.join_network(0, self.p)
            roles.take_up_roles(self)
        self.period = period
        self.records = Records(self, keep_teachers)

    def draws(self, when, purpose, item=0):
        """Two uniform numbers of those that belong to the school as a whole."""
        return chance.two_draws(self.school.seed, self.school.run, chance.SCHOOL, when, purpose, item)

    @property
    def p(self):
        """The parameters in force for the school as a whole."""
        return self.in_force[ORDINARY]

    @property
    def now(self):
        """Weeks since the first day."""
        return self.school.year * WEEKS_PER_YEAR + self.school.week

    def support(self, p):
        """The administrator's support under these parameters."""
        school = self.school
        own = school.support_deviation + school.support_shift
        return rules.shifted(p.administrator_support, own - p.change_unsettled * school.unsettled)

    def clarity(self, p):
        """Clarity of mandates under these parameters."""
        school = self.school
        own = school.clarity_deviation + school.clarity_shift
        return rules.shifted(p.administrator_clarity, own - p.change_unsettled * school.unsettled)

    def count_staff(self):
        """Who is in office, after somebody came or went."""
        self.staff = self.agents.select(lambda teacher: teacher.present)
        self.school.n_present = len(self.staff)

    @property
    def active_goals(self):
        """What the school pursues now."""
        return [goal for goal in self.goals if goal.active]

    # ---------------------------------------------------------------- the first day

    def found(self, seed, run):
        """Size, people, ties, administrator, goals."""
        p = self.p
        school = self.school = School(seed, run)
        spread = p.population_size
        u, v = self.draws(0, chance.FOUND, 0)
        size = p.school_teachers * elementary.exp(spread * chance.normal(u, v) - 0.5 * spread * spread)
        n = int(rules.within(size, 4.0, 500.0) + 0.5)
        self.room_for_ties = room_for_ties(n, own_ties.most_asked(p))
        u, v = self.draws(0, chance.FOUND, 1)
        school.poverty_deviation = p.population_poverty * chance.normal(u, v)
        school.materials_deviation = p.population_culture * chance.second_normal(u, v)
        u, v = self.draws(0, chance.FOUND, 2)
        school.culture_deviation = p.population_culture * chance.normal(u, v)
        school.trust_deviation = p.population_trust * chance.second_normal(u, v)
        school.poverty = rules.shifted(p.school_poverty, school.poverty_deviation)
        school.materials = rules.shifted(p.school_materials, school.materials_deviation)
        school.pressure = rules.pressure_passed_on(p.accountability_pressure, p.administrator_buffering)
        school.norm = rules.share(rules.shifted(p.culture_collaboration, school.culture_deviation) + p.founding_norm)
        school.trust = p.ties_initial
        school.growth = p.growth_base
        u, v = self.draws(0, chance.FOUND, 4)
        school.families = chance.normal(u, v)
        school.belief_deviation = p.population_belief * chance.second_normal(u, v)
        own_ties.kind_of_network(self, n)
        self.take_office(p, 0)
        u, v = self.draws(0, chance.FOUND, 3)
        school.administrator_tenure = int(5.0 * u)
        school.unsettled = rules.newness_of(school.administrator_tenure, p.change_settling)
        school.n_groups = max(1, int(n / p.school_group_size + 0.5))
        for post in range(n):
            ReferenceTeacher(self, post, post % school.n_groups)
        for t in self.agents:
            u, v = t.draws(0, chance.PERSON)
            experience, tenure = int(min(40.0, p.staff_experience * 0.5 * (-elementary.log(u) - elementary.log(v)))), 0
            if p.mechanisms_settling:
                experience, tenure = career_of(t, p)
            t.become(float(experience), 0, p)
            t.tenure = tenure
            t.demand += p.founding_demand
            t.paperwork_deviation += p.founding_paperwork
            t.disposition = rules.share(t.disposition + p.founding_disposition)
            forms = ("individual", "coordination", "cooperation", "collaboration")
            t.attraction = [getattr(p, f"founding_{form}") for form in forms]
        self.count_staff()
        self.weave_ties(p)
        roles.appoint_leaders(self, 0)
        roles.take_up_roles(self)
        for t in self.agents:
            t.standing = rules.share(0.1 + 0.15 * t.role + p.founding_standing * t.expertise)
        for d in range(N_DOMAINS):
            openness = rules.openness_in(school.openness, reserve_of(d, p))
            if p.structure_voice == WON:
                for t in self.agents:
                    t.won[d] = rules.voice_of_service(p.founding_won, openness, float(t.tenure), p.voice_lapse)
            counts = what_a_voice_counts(self, d, p)
            for t in self.agents:
                t.voice[d] = voice_without_work(t, d, openness, counts, p)
        self.goals = [Goal(d) for d in range(N_DOMAINS)]
        self.set_goals(0)

    def live_before(self, years):
        """Years with random numbers of their own; then the clock begins."""
        school, seed = self.school, self.school.seed
        self.period = [0] * (years * WEEKS_PER_YEAR)
        school.seed ^= 0x5EEDBA5E
        self.records = Records(self, False)
        for _ in range(years * WEEKS_PER_YEAR):
            self.step()
        school.year, school.week, school.past, school.seed = 0, 0, years, seed
        school.n_people = len(self.agents)
        for post, t in enumerate(self.agents):
            t.person = post if t.present else t.person

    def take_office(self, p, when):
        """An administrator with a disposition of her own takes office."""
        school = self.school
        u, v = self.draws(when, chance.OFFICE, 0)
        taste, skill = (
            chance.normal(u, v),
            rules.all_of_a_piece(chance.normal(u, v), p.population_leaders, chance.second_normal(u, v)),
        )
        school.openness_deviation = p.population_openness * rules.drawn_to_families(
            taste, p.population_sorting, school.families
        )
        school.support_deviation = p.population_support * rules.drawn_to_families(skill, p.population_sorting, school.families)
        u, v = self.draws(when, chance.OFFICE, 1)
        school.clarity_deviation = p.population_support * rules.all_of_a_piece(taste, p.population_leaders, chance.normal(u, v))
        school.opening = 0.0
        school.administrator_tenure = 0
        school.openness = rules.shifted(p.administrator_openness, school.openness_deviation)
        office.enter(school, p)
        school.control = rules.control_level(
            breeding=p.adaptation_control,
            pressure=p.accountability_pressure,
            falling=0.0,
            shortfall=0.0,
            scripted_weight=p.adaptation_scripted,
            scripted=p.accountability_scripted,
            trusting=p.adaptation_trusting,
            confidence=school.openness,
            scripted_trust=p.adaptation_scripted_trust,
        )
        school.believed = [school.openness] * N_DOMAINS

    # ---------------------------------------------------------------- ties

    def tie(self, source, target, trust):
        """A new tie, if the school has room for it."""
        if len(self.ties) < self.room_for_ties:
            self.ties.append(Tie(source, target, trust))

    def adviser_for(self, asker, u, odds, closure, avoided=lambda colleague: 0.0, *, return_odds=None, novelty=0.0):
        """Whom a teacher turns to next, or nobody; return_odds : of those who turn to the asker, the usual ones if left out."""
        if return_odds is None:
            return_odds = self.p.network_return_odds
        asks = {tie.target for tie in self.ties if tie.source is asker}
        asked_by = {tie.source for tie in self.ties if tie.target is asker}
        shared = Counter()
        for tie in self.ties:
            shared[tie.target] += tie.source in asks or tie.source in asked_by
            shared[tie.source] += tie.target in asks or tie.target in asked_by
        candidates = [t for t in self.staff if t is not asker and t not in asks]
        pulls = [
            rules.pull_as_adviser(
                approachability=t.approachability * (rules.attention_to(float(t.tenure), novelty) if novelty else 1.0),
                same_group=t.group == asker.group,
                group_odds=odds,
                asks_me=t in asked_by,
                return_odds=return_odds,
                shared=shared[t],
                closure=closure,
                standing=t.standing,
                avoided=avoided(t),
                respect=self.p.ties_respect,
            )
            for t in candidates
        ]
        at, reached = u * total(pulls), 0.0
        for candidate, pull in zip(candidates, pulls, strict=True):
            reached += pull
            if at < reached:
                return candidate
        return None

    def avoidance_of(self, colleague):
        """How far an egalitarian staff avoids a colleague."""
        p = self.p
        return rules.strain_of_role(
            p.ties_avoidance, p.culture_egalitarian, p.standing_reviewing, colleague.exposure, colleague.reviewer
        )

    def weave_ties(self, p):
        """The network of the first day."""
        self.ties = []
        if self.school.keeps:
            own_ties.weave(self, (p.network_same_group_odds, p.network_closure))
        else:
            self.weave_wished_ties(p)
        for e, tie in enumerate(self.ties):
            u, v = chance.two_draws(self.school.seed, self.school.run, e, 0, chance.TRUST, 0)
            tie.trust = rules.within(p.ties_initial + p.ties_spread * chance.normal(u, v), 0.2, 0.95)

    def weave_wished_ties(self, p):
        """One adviser a round, until wishes are met; some of those asked ask in return."""
        returned = p.network_reciprocity / (2.0 - p.network_reciprocity)
        wishes = {t: t.wished for t in self.agents}
        wished = sum(wishes.values())
        for turn in range(max(wishes.values())):
            for t in self.agents:
                if wishes[t] <= 0 or len(self.ties) >= wished:
                    continue
                u, v = t.draws(0, chance.TIES, turn)
                near = p.network_same_group_odds, p.network_closure
                adviser = self.adviser_for(t, u, *near, return_odds=0.0) or self.adviser_for(t, u, *near)
                if adviser is None:
                    wishes[t] = 0
                    continue
                named_back = any(tie.source is adviser and tie.target is t for tie in self.ties)
                self.tie(t, adviser, 0.0)
                wishes[t] -= 1
                if not named_back and v < returned:
                    self.tie(adviser, t, 0.0)
                    wishes[adviser] -= 1

    def list_colleagues(self):
        """Everybody's ties, in and out."""
        for t in self.agents:
            t.colleagues = []
        for tie in self.ties:
            tie.source.colleagues.append((tie.target, tie))
            tie.target.colleagues.append((tie.source, tie))

    # ---------------------------------------------------------------- goals and roles

    def begin_goal(self, goal, when):
        """A new goal, shared with teachers, kept by the administrator, or left to nobody."""
        p, d = self.p, goal.domain
        u, v = self.draws(when, chance.SHARE, d)
        goal.active, goal.beside = 1, 0
        if u < rules.openness_in(self.school.openness, reserve_of(d, p)):
            goal.owner = JOINT
            goal.beside = office.joins(self, goal, when)
        elif self.draws(when, chance.SHARE, N_DOMAINS + d)[0] < p.goals_unowned:
            goal.owner = NOBODY
        else:
            goal.owner = ADMINISTRATOR
        goal.stage = ENACT if goal.owner == ADMINISTRATOR else CONCEPTUALISE
        goal.fit = rules.fit_of(p.joint_work_fit_least, p.joint_work_fit_range, p.goals_fit if goal.owner == JOINT else 0.0, v)
        u, v = self.draws(when, chance.SHARE, 2 * N_DOMAINS + d)
        goal.effort = rules.effort_of(p.goals_effort, p.goals_effort_spread, chance.normal(u, v))
        self.leave_aside(goal)

    def end_goal(self, goal):
        """Nobody pursues this goal any more."""
        goal.active, goal.owner, goal.stage, goal.fit, goal.effort, goal.beside = 0, NOBODY, CONCEPTUALISE, 0.0, 0.0, 0
        self.leave_aside(goal)

    def throw_away(self, goal):
        """What was done about the goal is for nothing. It goes by the rules of the time in which it ends."""
        self.agents.do("work_for_nothing", goal)

    def leave_aside(self, goal):
        """Nothing has been done about the goal."""
        goal.age, goal.progress, goal.success, goal.joint = 0, 0.0, 0.0, 0.0
        for t in self.agents:
            t.form[goal.domain] = INDIVIDUAL
            t.took_part[goal.domain] = 0
            t.chosen[goal.domain] = INDIVIDUAL

    def set_goals(self, when):
        """Begin or end goals until the wished number is pursued, those with the highest draw first."""
        surplus = len(self.active_goals) - int(self.p.goals_active + 0.5)
        candidates = [goal for goal in self.goals if goal.active == (surplus > 0)]
        candidates.sort(key=lambda goal: self.draws(when, chance.RENEW, goal.domain)[0], reverse=True)
        for goal in candidates[: abs(surplus)]:
            if surplus > 0:
                self.throw_away(goal)
                self.end_goal(goal)
            else:
                self.begin_goal(goal, when)

    # ---------------------------------------------------------------- a week

    def step(self):
        """One week of the school, and the summer after the last."""
        school = self.school
        self.in_force = self.table[self.period[self.now]]
        self.turn_of_term()
        self.situate()
        if school.week % WEEKS_PER_CYCLE == 0:
            self.choose()
            self.match()
        self.work_together()
        self.staff.do("apply_consequences", len(self.active_goals), self.now)
        if school.week % WEEKS_PER_CYCLE == WEEKS_PER_CYCLE - 1:
            self.renew_ties()
        self.sense_climate()
        self.records.add_week()
        if school.week < WEEKS_PER_YEAR - 1:
            school.week += 1
        else:
            self.end_year()

    def turn_of_term(self):
        """Goals are taken back or claimed."""
        school, p = self.school, self.p
        if school.week == 0 or school.week % WEEKS_PER_TERM != 0:
            return
        for goal in self.active_goals:
            u = self.draws(self.now, chance.CLAIM, goal.domain)[0]
            if rules.is_open(goal.owner):
                taken = rules.chance_to_take_back(p.adaptation_takeback, school.control, school.openness)
                if u < rules.beside_her(taken, -p.office_loyalty, goal.beside):
                    goal.owner, goal.stage, goal.beside = ADMINISTRATOR, ENACT, 0
                    for t in self.agents:
                        if t.took_part[goal.domain]:
                            t.won[goal.domain] = rules.voice_left(t.won[goal.domain], p.voice_taken)
                        t.work_for_nothing(goal)
                    goal.fit = max(0.0, goal.fit - p.goals_fit)
            elif u < rules.chance_to_claim(p.adaptation_claim, goal.joint, school.collective_efficacy, school.control):
                goal.owner, goal.stage, goal.age = TEACHERS, CONCEPTUALISE, 0
                goal.progress = p.adaptation_claimed * goal.progress
                goal.fit = min(1.0, goal.fit + p.goals_fit)
            if not rules.is_open(goal.owner):
                for t in self.agents:
                    t.took_part[goal.domain] = 0
                    t.form[goal.domain] = min(t.form[goal.domain], COOPERATION)
                    t.chosen[goal.domain] = min(t.chosen[goal.domain], COOPERATION)

    def situate(self):
        """What the week already takes."""
        school, p = self.school, self.p
        school.pressure = rules.pressure_passed_on(p.accountability_pressure, office.kept_off(school, p))
        school.poverty = rules.shifted(p.school_poverty, school.poverty_deviation)
        school.materials = rules.shifted(p.school_materials, school.materials_deviation)
        school.openness = rules.shifted(p.administrator_openness, school.openness_deviation + school.opening)
        if school.week % WEEKS_PER_CYCLE == 0:
            self.staff.do("team_up", p.teams_coverage)
            if p.structure_kinds:
                roles.guide(self)
            if p.structure_givers:
                learning.sign_up(self)
            if p.structure_networks:
                learning.meet_outside(self)
        n = len(self.agents)
        self.staff.do("situate", (n - school.n_present) / n)
        office.live_week(self)

    def choose(self):
        """All choose a form for each goal, one goal after the other, looking at what colleagues did last."""
        self.list_colleagues()
        staff = self.staff
        kept = sum(goal.owner == ADMINISTRATOR for goal in self.active_goals)
        for t in staff:
            t.budget = t.slack
        for k in range(N_DOMAINS):
            goal = self.goals[(k + self.now // WEEKS_PER_CYCLE) % N_DOMAINS]
            if goal.active:
                wishes = [(t, t.wish(goal, self.now)) for t in staff]
                for t, wish in wishes:
                    t.form[goal.domain], t.chosen[goal.domain] = t.follow(goal, wish, kept, self.now)
                    t.budget -= t.hours_of(t.chosen[goal.domain])

    def match(self):
        """What can be carried out, and who works with whom."""
        for goal in self.active_goals:
            feasible = [(t, t.feasible(goal)) for t in self.staff]
            for t, form in feasible:
                t.form[goal.domain] = form
                t.chosen[goal.domain] = min(t.chosen[goal.domain], form)
                if form == COLLABORATION and goal.stage == CONCEPTUALISE:
                    t.took_part[goal.domain] = 1
            goal.joint = sum(t.chosen[goal.domain] >= COOPERATION for t in self.staff) / max(1, self.school.n_present)
        for tie in self.ties:
            a, b = tie.source, tie.target
            tie.work = NO_CONTACT
            if any(one >= COOPERATION and other >= COOPERATION for one, other in zip(a.chosen, b.chosen, strict=True)):
                tie.work = JOINT_WORK
            elif a.mandated > 0.0 and b.in_team:
                tie.work = MEETINGS
        self.agents.do("meet")
        self.school.trust = total(tie.trust for tie in self.ties) / max(1, self.school.n_present, len(self.ties))

    def work_together(self):
        """Progress on goals, hours, voice, dissent, learning."""
        school, p, staff = self.school, self.p, self.staff
        kept = sum(goal.owner == ADMINISTRATOR for goal in self.active_goals)
        quality = rules.quality_of_conditions(
            loss=p.joint_work_poverty,
            poverty=school.poverty,
            materials=school.materials,
            coherence=school.coherence,
            relief=p.joint_work_materials,
            hanging=p.joint_work_coherence,
        )
        staff.do("begin_week_of_work")
        for goal in self.active_goals:
            effective = 0.0
            for t in staff:
                if t.form[goal.domain] != INDIVIDUAL:
                    effective += t.work_on(goal)
                if goal.owner == ADMINISTRATOR:
                    effective += t.mandated * t.p.joint_work_mandated * t.clarity * school.coherence / kept
            if goal.beside:
                effective += office.work_beside(self)
            made = rules.weekly_progress(
                effective, quality, goal.fit, goal.effort, float(school.n_present), p.joint_work_least_fit
            )
            made *= rules.startup_part(float(goal.age), p.change_startup, p.change_starting)
            goal.success = rules.success_of(made, p.joint_work_tempo)
            goal.progress = min(1.0, goal.progress + made)
            goal.age += 1
            goal.stage = rules.stage_of(
                progress=goal.progress,
                age=goal.age,
                stage=goal.stage,
                plan_progress=p.joint_work_plan_progress,
                plan_weeks=p.joint_work_plan_weeks,
                enact_progress=p.joint_work_enact_progress,
                enact_weeks=p.joint_work_enact_weeks,
            )
            for t in staff:
                t.success_felt += t.depth_of(t.form[goal.domain]) * goal.success
        staff.do("finish_week_of_work", quality, self.now)
        if p.structure_givers:
            learning.train(self)
        if p.structure_givers or p.structure_networks:
            learning.forget(self)
        for goal in self.goals:
            d = goal.domain
            openness = rules.openness_in(school.openness, reserve_of(d, p))
            for t in self.agents:  # of nothing, where a say is not won
                t.won[d] = rules.voice_left(t.won[d], p.voice_lapse / WEEKS_PER_YEAR)
            counts = what_a_voice_counts(self, d, p)
            for t in self.agents:  # whoever left is remembered for a while, so the voice of an empty post fades too
                beside = voice_without_work(t, d, openness, counts, p)
                faded = beside if p.structure_voice == WON else rules.voice_faded(t.voice[d], beside, p.voice_fading)
                t.voice[d] = rules.share(faded)
            school.believed[d] = rules.belief_after(
                belief=school.believed[d],
                goal_open=bool(goal.active and rules.is_open(goal.owner)),
                openness=openness,
                speed=p.voice_belief,
                felt=total(t.voice[d] for t in staff) / max(1, school.n_present),
                control=rules.beside_her(school.control, -p.office_listening, goal.beside),
                hearing=p.voice_hearing,
            )

    def renew_ties(self):
        """Trust grows or fades, thin ties end, and some teachers look for somebody new."""
        p = self.p
        for tie in self.ties:
            a, b = tie.source, tie.target
            if tie.work == JOINT_WORK:
                success, strain = 0.5 * (a.success + b.success), 0.5 * (a.tension + b.tension)
                tie.trust = rules.trust_after_work(tie.trust, success, p.ties_success, strain, p.ties_strain, p.ties_together)
            elif tie.work == MEETINGS and p.mandates_counted > 0.0:
                met, harm = min(1.0, a.mandated / p.satisfaction_contrived_hours), 0.5 * (a.harm + b.harm)
                tie.trust = rules.trust_after_watching(tie.trust, p.ties_decay, p.mandates_suspicion, met, harm)
            elif tie.work == MEETINGS:
                tie.trust = rules.trust_after_meetings(
                    tie.trust, p.ties_mandated, p.ties_decay, a.mandated, p.ties_meeting_hours
                )
            else:
                tie.trust = rules.trust_after_silence(tie.trust, p.ties_decay)
            home = rules.share(p.ties_home + self.school.trust_deviation)
            tie.trust = rules.trust_at_home(tie.trust, p.ties_homing, home)
        self.ties = [tie for tie in self.ties if tie.trust >= p.ties_threshold]
        if self.school.keeps:
            own_ties.replace_missed(self, afield(p))
            return
        asked = Counter(tie.source for tie in self.ties)
        together = [any(form >= COOPERATION for form in t.chosen) for t in self.staff]
        joint = sum(together) / max(1, self.school.n_present)
        for t, with_others in zip(self.staff, together, strict=True):
            u, v = t.draws(self.now, chance.SEEK)
            sought = rules.chance_to_seek(p.ties_seeking, p.ties_apart, with_others, t.wished, joint)
            if asked[t] < max(1, t.wished) and u < sought:
                adviser = self.adviser_for(t, v, *afield(p), self.avoidance_of)
                if adviser is not None:
                    self.tie(t, adviser, p.ties_initial)

    def sense_climate(self):
        """Standing, collective efficacy, coherence, norm."""
        school, p = self.school, self.p
        n_active, staff = len(self.active_goals), max(1, school.n_present)
        goals = max(1, n_active)
        n_joint = sum(rules.is_open(goal.owner) for goal in self.active_goals)
        if school.week % WEEKS_PER_CYCLE == WEEKS_PER_CYCLE - 1:
            sought = Counter(tie.target for tie in self.ties)
            for t in self.staff:
                t.stand(sought[t], max(1.0, len(self.ties) / staff), n_active)
        efficacy = total(t.self_efficacy for t in self.staff)
        success = total(0.5 * (t.success + t.partner_success) for t in self.staff)
        depth = total(t.depth_of(form) for t in self.staff for form in t.chosen)
        level = rules.collective_efficacy_level(
            members_weight=p.climate_members,
            mean_efficacy=efficacy / staff,
            success_weight=p.climate_success,
            shared_success=success / staff,
            trust_weight=p.climate_trust,
            trust=school.trust,
            poverty_weight=p.climate_poverty,
            poverty=school.poverty,
        )
        level = rules.believed_after_results(level, p.growth_seen, school.growth, p.growth_base)
        level = rules.share(level + school.belief_deviation)
        school.collective_efficacy += p.climate_rate * (level - school.collective_efficacy)
        clarity = self.clarity(p)
        coherent = rules.coherence_level(
            clarity=clarity,
            n_goals=float(n_active),
            churned=school.churned,
            joint_share=n_joint / goals,
            control=school.control,
            clarity_weight=p.climate_clarity,
            few_weight=p.climate_few,
            many=p.climate_many,
            lasting_weight=p.climate_lasting,
            joint_weight=p.climate_joint,
            control_weight=p.climate_control,
        )
        school.coherence += p.climate_rate * (coherent - school.coherence)
        culture = rules.shifted(p.culture_collaboration, school.culture_deviation)
        practice = min(1.0, p.climate_practice * depth / (staff * goals))
        school.norm = rules.norm_after(school.norm, p.climate_norm, practice, p.climate_anchoring, culture)

    # ---------------------------------------------------------------- a summer

    def end_year(self):
        """The year's results, who leaves, the year's row; then the summer and the next year's beginning."""
        self.grow()
        for t in self.agents:
            t.departure = STAYS
        self.staff.do("decide_to_stay")
        self.school.turnover = sum(t.departure != STAYS for t in self.agents) / max(1, self.school.n_present)
        self.records.add_year()
        self.in_force = self.table[self.period[min((self.school.year + 1) * WEEKS_PER_YEAR, len(self.period) - 1)]]
        self.say_farewell()
        self.hire()
        self.induct()
        self.agents.do("teach_new_classes", self.school.year + 1)
        if self.p.structure_networks:
            learning.recruit(self)
        for t in self.staff:
            t.join_network(max(0, self.school.year + 1 - t.tenure), self.p)
        roles.appoint_leaders(self, self.school.year + 1)
        roles.take_up_roles(self)
        self.adapt()
        self.renew_goals()
        self.school.year += 1
        self.school.week = 0
        self.records.begin_year()

    def grow(self):
        """What pupils gained."""
        school, p, staff = self.school, self.p, max(1, self.school.n_present)
        chances = max(1, staff * len(self.active_goals))
        used = Counter(form for t in self.staff for form in t.form)
        causes = {
            "efficacy_weight": p.growth_efficacy,
            "efficacy": total(t.self_efficacy for t in self.staff) / staff,
            "collective_weight": p.growth_collective,
            "collective": school.collective_efficacy,
            "coherence_weight": p.growth_coherence,
            "coherence": school.coherence,
            "influence_weight": p.growth_influence,
            "influence": total(t.influence for t in self.staff) / staff,
            "conduct_weight": p.growth_conduct,
            "conduct": total(t.voice[CONDUCT] for t in self.staff) / staff,
            "coordination_weight": p.growth_coordination,
            "coordination": used[COORDINATION] / chances,
            "cooperation_weight": p.growth_cooperation,
            "cooperation": used[COOPERATION] / chances,
            "collaboration_weight": p.growth_collaboration,
            "collaboration": used[COLLABORATION] / chances,
            "burnout_weight": p.growth_burnout,
            "burnout": total(t.burnout for t in self.staff) / staff,
        }
        lost = {
            "turnover_weight": p.growth_turnover,
            "turnover": school.turnover,
            "poverty_weight": p.growth_poverty,
            "poverty": school.poverty,
        }
        expertise = total(t.expertise for t in self.staff) / staff
        able = {"base": p.growth_base, "expertise_weight": p.growth_expertise, "expertise": expertise}
        if not p.mechanisms_lasting_growth:
            school.growth = rules.student_growth_of(**able, **causes, **lost)
            return
        school.use = rules.use_after(school.use, rules.conditions_of(**causes), p.growth_reach, p.growth_half, p.growth_pace)
        school.growth = rules.lasting_growth_of(
            **able,
            **lost,
            use=school.use,
            usual=p.growth_usual,
            hardship=p.growth_hardship,
            families=p.population_families * school.families,
            tested_weight=p.growth_tested,
            pressure=p.accountability_pressure,
            luck=p.growth_luck * chance.normal(*self.draws(school.year, chance.COHORT)),
        )

    def say_farewell(self):
        """Posts fall free, the others rest, ties thin out."""
        school, p = self.school, self.p
        school.collective_efficacy = rules.belief_after_farewell(
            school.collective_efficacy, p.leaving_morale, school.turnover, p.leaving_hardship, school.poverty
        )
        for t in self.agents:
            if t.departure != STAYS:
                t.go()
        self.count_staff()
        self.staff.do("rest")
        self.ties = [tie for tie in self.ties if tie.source.present and tie.target.present]
        for tie in self.ties:
            tie.trust *= 1.0 - self.p.ties_summer

    def hire(self):
        """Free posts are filled or stay vacant."""
        school, p = self.school, self.p
        when = school.year + 1
        say = total(t.voice[HIRING] for t in self.staff) / max(1, school.n_present)
        for t in self.agents.select(lambda teacher: not teacher.present):
            u, v = t.draws(when, chance.FILL)
            if u < rules.chance_of_vacancy(p.hiring_vacancy, p.hiring_poverty, school.poverty):
                continue
            w = t.draws(when, chance.RECRUIT)[0]
            novices = rules.share_of_novices(p.staff_novice_hires, p.hiring_novices, school.poverty)
            t.become(0.0 if v < novices else rules.experience_brought(w, p.hiring_experienced, p.hiring_early), when, p)
            t.disposition = rules.newcomer_disposition(t.disposition, p.hiring_fit, say)
        self.count_staff()

    def induct(self):
        """Newcomers find colleagues, some a mentor."""
        when = self.school.year + 1
        for t in self.staff.select(lambda teacher: teacher.tenure == 0):
            p = t.parameters()
            able = self.staff.select(lambda teacher: teacher.tenure > 0)
            if len(able) > 0 and t.draws(when, chance.MENTOR)[0] < p.induction_mentoring:
                mentor = max(
                    able, key=lambda other: other.expertise + (self.p.hiring_mentor_group if other.group == t.group else 0.0)
                )
                t.mentored = 1
                self.tie(t, mentor, rules.within(p.ties_initial + p.hiring_mentor_trust, 0.0, 1.0))
                if not self.school.keeps:
                    self.tie(mentor, t, p.ties_initial)
            if self.school.keeps:
                own_ties.welcome(self, t, when, afield(p))
                continue
            for turn in range(math.ceil(p.hiring_colleagues * t.wished)):
                adviser = self.adviser_for(t, t.draws(when, chance.SEEK, 1 + turn)[0], *afield(p))
                if adviser is not None:
                    self.tie(t, adviser, p.ties_initial)

    def adapt(self):
        """The administrator learns, or somebody new takes office."""
        school, p = self.school, self.p
        shared = [goal for goal in self.active_goals if rules.is_open(goal.owner)]
        proven = total(goal.progress for goal in shared) / len(shared) if shared else 0.0
        shared_success = proven if shared else p.adaptation_usual_success
        school.confidence = rules.share(0.5 * school.openness + 0.5 * proven)
        level = rules.control_level(
            breeding=p.adaptation_control,
            pressure=p.accountability_pressure,
            falling=p.adaptation_falling,
            shortfall=max(0.0, p.growth_base - school.growth),
            scripted_weight=p.adaptation_scripted,
            scripted=p.accountability_scripted,
            trusting=p.adaptation_trusting,
            confidence=school.confidence,
            scripted_trust=p.adaptation_scripted_trust,
        )
        school.control += p.adaptation_rate * (level - school.control)
        school.opening = rules.opening_after(
            opening=school.opening,
            proof=rules.beside_her(p.adaptation_proof, p.office_proof, sum(g.beside for g in shared) / max(1, len(shared))),
            shared_success=shared_success,
            pressure=p.accountability_pressure,
            control=school.control,
            usual=p.adaptation_usual_success,
            forgetting=p.adaptation_forgetting,
        )
        school.administrator_tenure += 1
        if self.draws(school.year, chance.SUCCEED)[0] < p.administrator_turnover:
            self.take_office(p, school.year + 1)
            for t in self.agents:
                t.won = [rules.voice_left(won, p.voice_succession) for won in t.won]
            for tie in self.ties:
                tie.trust *= 1.0 - p.change_upset
            for goal in self.goals:
                goal.beside = 0
        school.unsettled = rules.newness_of(school.administrator_tenure, p.change_settling)
        school.openness = rules.shifted(p.administrator_openness, school.openness_deviation + school.opening)

    def renew_goals(self):
        """Goals end, are replaced, begin."""
        school = self.school
        unfinished = [goal for goal in self.active_goals if goal.progress < 1.0]
        churned = [
            goal
            for goal in unfinished
            if self.draws(school.year, chance.RENEW, N_DOMAINS + goal.domain)[0] < self.p.goals_churn
        ]
        for goal in self.active_goals:
            if goal in churned:
                self.throw_away(goal)
            if goal in churned or goal.progress >= 1.0:
                self.end_goal(goal)
        school.churned = len(churned) / max(1, len(unfinished))
        self.set_goals(school.year + 1)


def afield(p):
    """How strongly group and shared colleagues pull when somebody new is looked for after the first day: less."""
    return 1.0 - p.ties_afield + p.ties_afield * p.network_same_group_odds, p.ties_afield * p.network_closure
