"""One teacher of the reference school: an agent with ordinary attributes, named as in simulation/school/state.py."""

import math

import mesa

from simulation.core.vocabulary import (
    ADMINISTRATOR,
    ANY_KIND,
    COLLABORATION,
    COOPERATION,
    COORDINATION,
    DOMAINS,
    HABIT,
    IMITATION,
    INDIVIDUAL,
    LEAVES,
    MIDCAREER,
    MOVES,
    N_DOMAINS,
    N_FORMS,
    N_GIVERS,
    NO_PERSON,
    NOT_APPOINTED,
    NOVICE,
    NOVICE_YEARS,
    SCHOOL_WIDE,
    STAYS,
    THRESHOLD,
    VETERAN,
    VETERAN_YEARS,
    WEEKS_PER_CYCLE,
    WON,
)

from .learning import expertise_of_a_career
from .own_ties import wish_of
from .plain import chance, elementary, rules, total


class ReferenceTeacher(mesa.Agent):
    """Whoever holds a post. A post that falls free keeps its agent, marked absent, until somebody new is drawn for it."""

    def __init__(self, model, post, group):
        super().__init__(model)
        self.post = post
        self.group = group
        self.present = 0
        self.person = NO_PERSON
        self.departure = STAYS
        self.fte = 1.0  # whoever takes the post
        self.colleagues = []  # (colleague, tie) for every tie to or from this teacher, refreshed every planning cycle

    # ---------------------------------------------------------------- who it is

    def become(self, experience, when, p):
        """Somebody new, with this experience [years], takes the post: lasting traits and first states are drawn."""

        def pair(item):
            return self.draws(when, chance.TRAITS, item)

        self.person = self.model.school.n_people
        self.model.school.n_people += 1
        self.present, self.role, self.reviewer, self.mentored, self.in_team = 1, 0, 0, 0, 0
        self.departure, self.appointed = STAYS, NOT_APPOINTED
        self.leave_role()
        self.guided = self.met = self.training = self.lately = self.credentials = 0.0
        self.rating, self.attends, self.recruited = [p.givers_usual] * N_GIVERS, [0] * N_GIVERS, 0
        self.tenure, self.role_years = 0, 0
        self.experience, self.beginner = experience, rules.inexperience(experience, p.hours_beginner_years)
        u, v = pair(0)
        self.resilience = rules.share(0.5 + p.staff_diversity * chance.normal(u, v))
        self.confidence = rules.share(0.5 + p.staff_diversity * chance.second_normal(u, v))
        u, v = pair(1)
        self.disposition = rules.share(0.5 + p.staff_diversity * chance.normal(u, v))
        u, v = pair(2)
        self.approachability = elementary.exp(p.network_skew * chance.normal(u, v))
        u, v = pair(3)
        self.demand = rules.within(p.hours_spread * chance.normal(u, v), -15.0, 25.0)
        u, v = pair(4)
        wish = p.network_out_degree * elementary.power(-elementary.log(u), 0.8) / 0.9313838
        self.wished = int(min(wish + 0.5, math.ceil(4.0 * p.network_out_degree), len(self.model.agents) - 1.0))
        if self.model.school.keeps:
            self.wished = wish_of(self, u, when, p)
        u, v = pair(5)
        self.expertise = rules.within(expertise_of_a_career(experience, p) + p.staff_talent * chance.normal(u, v), 0.02, 0.98)
        self.teach_new_classes(when)
        self.join_network(when, p)
        u, v = pair(6)
        self.self_efficacy = rules.share(
            0.3 + 0.75 * self.expertise + 0.3 * (self.confidence - 0.5) + 0.04 * chance.normal(u, v)
        )
        self.exhaustion = rules.share(0.24 - 0.3 * (self.resilience - 0.5) + 0.06 * chance.second_normal(u, v))
        u, v = pair(7)
        self.satisfaction = rules.share(0.64 + 0.2 * (self.resilience - 0.5) + 0.05 * chance.normal(u, v))
        self.accomplishment = rules.share(0.72 + 0.3 * (self.self_efficacy - 0.7) + 0.05 * chance.second_normal(u, v))
        self.depersonalization = rules.share(0.31 + 0.6 * (self.exhaustion - 0.24))
        u, v = pair(8)
        self.paperwork_deviation = rules.within(p.time_paperwork_spread * chance.normal(u, v), -20.0, 20.0)
        self.ambiguity, self.isolation, self.backing, self.standing, self.quit_intention = 0.3, 0.4, 0.4, 0.1, 0.0
        u, v = pair(9)
        self.threshold = p.choice_threshold + p.choice_threshold_spread * chance.normal(u, v)
        self.temper = chance.second_normal(u, v)
        self.wonted, self.inured = p.habituation_usual_satisfaction, p.habituation_usual_exhaustion
        self.aspired = p.habituation_usual_success
        self.attraction = [0.5] * N_FORMS
        self.voice = [0.0] * N_DOMAINS
        self.won = [0.0] * N_DOMAINS
        self.form = [INDIVIDUAL] * N_DOMAINS
        self.took_part = [0] * N_DOMAINS
        self.chosen = [INDIVIDUAL] * N_DOMAINS
        self.classroom = self.paperwork = self.mandated = self.slack = self.collective = self.total = 0.0
        self.contact = self.acquainted = self.partner_lead = self.partner_success = 0.0
        self.partner_trust = 0.5
        self.success = self.agency = self.unvoiced = self.harm = self.blocked = self.loss = self.dissent = self.tension = (
            self.lesson
        ) = 0.0

    def teach_new_classes(self, when):
        """How demanding a year's classes are, and how well they go."""
        u, v = self.draws(when, chance.CLASSES)
        self.classes, self.rapport = chance.normal(u, v), chance.second_normal(u, v)

    def join_network(self, when, p):
        """Whether somebody who came in the year `when` belongs to an external network, which has the reach of today."""
        self.member = int(self.draws(when, chance.JOIN)[0] < p.external_members or bool(self.recruited))

    def leave_role(self):
        """No role, and nothing that comes with one."""
        self.kind, self.duty, self.freed, self.access, self.exposure = ANY_KIND, 0.0, 0.0, 0.0, 0.0

    def draws(self, when, purpose, item=0):
        """Two uniform numbers of this post."""
        school = self.model.school
        return chance.two_draws(school.seed, school.run, self.post, when, purpose, item)

    def parameters(self):
        """The parameters in force for somebody of this career stage and role; `p` keeps them for the week."""
        stage = NOVICE if self.experience <= NOVICE_YEARS else VETERAN if self.experience >= VETERAN_YEARS else MIDCAREER
        return self.model.in_force[2 * stage + self.role]

    @property
    def influence(self):
        """Voice over all decision domains."""
        return total(self.voice) / N_DOMAINS

    @property
    def burnout(self):
        """Overall burnout."""
        return rules.burnout_of(self.exhaustion, self.depersonalization, self.accomplishment)

    @property
    def well_being(self):
        """Professional well-being."""
        return rules.well_being_of(self.satisfaction, self.self_efficacy, self.burnout)

    @property
    def depth(self):
        """How deep the teacher is in joint work of her own choice, over all goals."""
        return total(self.depth_of(form) for form in self.chosen)

    # ---------------------------------------------------------------- the hours of a week

    @property
    def duties(self):
        """Hours for a formal role and an external network."""
        p = self.p
        outside = rules.hours_of_network(p.hours_external, p.external_face, p.outside_travel) if self.member else 0.0
        return p.roles_duties * self.duty + outside + self.training

    @property
    def protected(self):
        """Hours in which somebody else covers the teacher's duties."""
        p = self.p
        return self.fte * p.time_planning + p.roles_release * self.freed + p.training_covered * self.training

    @property
    def committed(self):
        """Hours that are taken before anything is chosen."""
        return self.classroom + self.paperwork + self.duties + self.mandated

    @property
    def inside(self):
        """Joint hours that fall into protected time."""
        return rules.hours_inside(self.protected, self.collective + self.mandated + self.duties)

    def team_up(self, coverage):
        """Whether the group meets as a formal team in this planning cycle."""
        school = self.model.school
        coin = chance.draw(school.seed, school.run, self.group, 0, chance.TEAM, 0)
        self.in_team = int(coin < coverage)

    def situate(self, vacancies):
        """Count what the week already takes."""
        p = self.p = self.parameters()
        self.classroom = self.fte * rules.classroom_hours(
            base=p.hours_classroom,
            own_demand=self.demand,
            class_hours=p.hours_classes,
            classes=self.classes,
            poverty_hours=p.hours_poverty * (1.0 - self.model.school.relief),
            poverty=self.model.school.poverty,
            beginner_hours=p.hours_inexperience,
            beginner=self.beginner,
            mentoring=p.induction_mentoring if self.mentored else 0.0,
            cover_hours=p.hours_cover,
            vacancies=vacancies,
            mentor_part=p.hours_mentor,
        )
        self.mandated = p.administrator_mandated if self.in_team else 0.0
        self.paperwork = self.fte * rules.paperwork_hours(p.time_paperwork, self.paperwork_deviation)
        room = rules.room_made(p.hours_room, p.hours_poverty * (1.0 - self.model.school.relief), self.model.school.poverty)
        self.slack = rules.slack_hours(self.fte * p.hours_capacity, self.committed - room, self.protected)

    # ---------------------------------------------------------------- choosing and meeting

    def wish(self, goal, now):
        """The form of action that the teacher would like to take on a goal, given what colleagues do about it."""
        p, school = self.p, self.model.school
        following = {
            form: total(tie.trust for who, tie in self.colleagues if who.form[goal.domain] >= form)
            for form in (COORDINATION, COOPERATION, COLLABORATION)
        }
        everybody = total(tie.trust for _, tie in self.colleagues)
        leaders = max((who.standing for who, _ in self.colleagues if who.form[goal.domain] >= COOPERATION), default=0.0)

        def learned(form):
            return p.choice_attraction * (self.attraction[form] - self.attraction[INDIVIDUAL])

        def usual(form):
            return p.choice_norm * following[form] / (everybody if everybody > 0.0 else 1.0)

        pull = rules.goal_pull(p.choice_fit, goal.fit, p.choice_standing, leaders)
        pull += rules.need_of_colleagues(p.choice_need, school.poverty)
        social = rules.social_pull(
            trust_weight=p.choice_trust,
            trust=self.partner_trust,
            disposition_weight=p.choice_disposition,
            disposition=self.disposition,
            culture_weight=p.choice_culture,
            norm=school.norm,
            exhaustion_weight=p.choice_exhaustion,
            exhaustion=self.exhaustion,
            fatigue_weight=p.choice_fatigue,
            churned=school.churned,
        )
        orders = 0.0
        if goal.owner == ADMINISTRATOR:
            orders = rules.orders_of(p.choice_pressure, school.pressure, p.choice_mandate, self.mandated, self.clarity)
        weight = rules.hour_weight(p.choice_cost, self.budget, p.choice_slack)
        team = p.choice_team * p.evaluation_team
        offered = rules.openness_in(school.openness, reserve_of(goal.domain, self.model.p))
        hopes = p.choice_voice * rules.voice_expected(self.voice[goal.domain], offered)
        if rules.is_late(goal.stage, self.took_part[goal.domain]):
            hopes *= p.change_latecomers
        coordination = rules.utility_of_coordination(
            base=p.choice_coordination,
            pull=pull,
            social=social,
            attraction=learned(COORDINATION),
            norm=usual(COORDINATION),
            orders=orders,
            hours=p.hours_coordination,
            weight=weight,
            depth=p.choice_depth_coordination,
        )
        cooperation = rules.utility_of_cooperation(
            base=p.choice_cooperation,
            pull=pull,
            social=social,
            attraction=learned(COOPERATION),
            norm=usual(COOPERATION),
            orders=orders,
            team=team,
            hours=p.hours_cooperation,
            weight=weight,
            depth=p.choice_depth_cooperation,
            orders_part=p.choice_orders_cooperation,
            team_part=p.choice_team_cooperation,
        )
        collaboration = rules.utility_of_collaboration(
            base=p.choice_collaboration,
            pull=pull,
            social=social,
            attraction=learned(COLLABORATION),
            norm=usual(COLLABORATION),
            expected_voice=hopes,
            team=team,
            hours=p.hours_collaboration,
            weight=weight,
        )
        may = rules.may_collaborate(goal.owner, goal.stage, self.took_part[goal.domain], p.change_latecomers)
        u, v = self.draws(now, chance.CHOOSE, goal.domain)
        if p.structure_choice == THRESHOLD:
            forms = (COORDINATION, COOPERATION, COLLABORATION)
            near = [following[form] / (everybody if everybody > 0.0 else 1.0) for form in forms]
            staff = [sum(t.form[goal.domain] >= form for t in self.model.staff) / max(1, school.n_present) for form in forms]
            return rules.threshold_form(
                own=self.threshold,
                slope=p.choice_threshold_slope,
                utilities=[
                    u - p.choice_norm * n for u, n in zip((coordination, cooperation, collaboration), near, strict=True)
                ],
                seen=[(1.0 - p.choice_sight) * n + p.choice_sight * s for n, s in zip(near, staff, strict=True)],
                budget=self.budget + p.hours_stretch,
                hours=(p.hours_coordination, p.hours_cooperation, p.hours_collaboration),
                may_collaborate=may,
            )
        limits = {
            "budget": self.budget + p.hours_stretch,
            "hours_1": p.hours_coordination,
            "hours_2": p.hours_cooperation,
            "hours_3": p.hours_collaboration,
            "may_collaborate": may,
        }
        if p.structure_choice == IMITATION and v < p.choice_copying:
            example = max((who for who, _ in self.colleagues), key=lambda who: who.accomplishment, default=self)
            achieves_more = example.accomplishment > self.accomplishment
            return rules.form_within(example.form[goal.domain] if achieves_more else self.chosen[goal.domain], **limits)
        if p.structure_choice == HABIT and goal.age > 0 and v < p.choice_repeating:
            return rules.form_within(self.chosen[goal.domain], **limits)
        return rules.chosen_form(coordination=coordination, cooperation=cooperation, collaboration=collaboration, u=u, **limits)

    def follow(self, goal, wish, kept, now):
        """What is done about a goal in the end, and by choice: the wish, or what ordered time comes to."""
        p = self.p
        if goal.owner != ADMINISTRATOR or self.mandated <= 0.0 or p.mandates_counted <= 0.0:
            return wish, wish
        order = rules.ordered_form(
            hours=self.model.p.mandates_counted / kept * self.mandated,
            clarity=self.clarity,
            control=self.model.school.control,
            conformity=p.mandates_conformity,
            coordination=p.hours_coordination,
            cooperation=p.hours_cooperation,
            u=self.draws(now, chance.FOLLOW)[0],
        )
        return (order, INDIVIDUAL) if order > wish else (wish, wish)

    def harmed_by_orders(self):
        """What ordered and watched time does harm to the teacher."""
        p = self.p
        if p.mandates_counted <= 0.0 or self.mandated <= 0.0:
            return 1.0 - self.influence
        covered = min(1.0, p.time_planning / self.mandated)
        return rules.watched_harm(self.influence, self.support, covered, p.mandates_enough, p.mandates_eased)

    @property
    def clarity(self):
        """Clarity of mandates as this teacher meets it."""
        return self.model.clarity(self.p)

    @property
    def support(self):
        """The administrator's support as this teacher meets it."""
        return self.model.support(self.p)

    def depth_of(self, form):
        """What a form asks of the relation between people."""
        p = self.model.p
        return rules.depth_of(form, p.choice_depth_coordination, p.choice_depth_cooperation)

    def hours_of(self, form):
        """Hours that a form takes this teacher."""
        p = self.p
        return rules.form_hours(form, p.hours_coordination, p.hours_cooperation, p.hours_collaboration)

    def feasible(self, goal):
        """What becomes of the wish, given what colleagues wish."""
        wishes = [who.form[goal.domain] for who, _ in self.colleagues]
        willing = sum(form == COLLABORATION for form in wishes)
        active = sum(form >= COOPERATION for form in wishes)
        return rules.feasible_form(self.form[goal.domain], rules.is_open(goal.owner), willing, active)

    def meet(self):
        """What the colleagues are like with whom the teacher works this cycle."""
        p = self.model.p
        shares = [(who, tie, rules.contact_share(tie.work, p.joint_work_meeting)) for who, tie in self.colleagues]
        met = total(part for _, _, part in shares)
        self.contact = total(part * tie.trust for _, tie, part in shares)
        self.acquainted = total(tie.trust for _, tie, _ in shares)
        self.partner_lead = total(part * max(0.0, who.expertise - self.expertise) for who, _, part in shares)
        self.partner_success = total(part * who.success for who, _, part in shares)
        if met > 0.0:
            self.partner_trust = self.contact / met
            self.partner_lead /= max(1.0, met)
            self.partner_success /= max(1.0, met)
        elif shares:
            self.partner_trust = self.acquainted / len(shares)
        else:
            self.partner_trust = p.ties_strangers
        self.backing = rules.backing_of(self.contact, self.acquainted, p.burnout_acquaintance, p.burnout_circle)
        self.isolation = rules.isolation_of(self.contact, self.acquainted, p.burnout_acquaintance, p.burnout_company)

    # ---------------------------------------------------------------- working and learning

    def begin_week_of_work(self):
        """Nothing has been done about any goal yet."""
        self.hours_joint = self.depth_done = self.success_felt = self.say = self.hours_without_say = self.hours_in_vain = 0.0
        self.coordinated = 0
        self.deepest = INDIVIDUAL

    def work_on(self, goal):
        """A week of work on one goal: effective hours of it. Whoever shapes an open goal wins a voice."""
        p, d = self.p, goal.domain
        form, hours, depth = self.form[d], self.hours_of(self.chosen[d]), self.depth_of(self.form[d])
        self.hours_joint += hours
        self.depth_done += depth
        self.say += depth * self.voice[d]
        self.hours_without_say += hours * (1.0 - self.voice[d])
        self.hours_in_vain += rules.fruitless_hours(hours, goal.success, self.voice[d], p.joint_work_eased)
        self.coordinated += form == COORDINATION
        self.deepest = max(self.deepest, self.chosen[d])
        if p.structure_voice == WON:
            self.won[d] += rules.voice_earned(
                won=self.won[d],
                form=form,
                goal_open=rules.is_open(goal.owner),
                stage=goal.stage,
                took_part=self.took_part[d],
                success=goal.success,
                gain=rules.voice_granted(self.model.school.openness, p.voice_granting)
                * rules.beside_her(p.voice_winning, p.office_voice, goal.beside),
                later=p.voice_later,
                latecomer=p.change_latecomers,
                succeeding=p.voice_succeeding,
            )
        else:
            late = form == COLLABORATION and rules.is_late(goal.stage, self.took_part[d])
            gain = rules.beside_her(p.voice_gain, p.office_voice, goal.beside) * (p.change_latecomers if late else 1.0)
            self.voice[d] += rules.voice_won(
                self.voice[d], form, rules.is_open(goal.owner), goal.stage, gain, p.voice_later, p.voice_cooperation
            )
        return hours * rules.hour_yield(
            form,
            self.expertise,
            self.partner_trust,
            p.joint_work_cooperation,
            p.joint_work_collaboration,
            p.joint_work_least_yield,
        )

    def finish_week_of_work(self, quality, now):
        """What the work on all goals amounts to: hours, success, a hand in it, dissent, and what was learnt."""
        p = self.p
        beyond = rules.open_ended_hours(float(self.coordinated), p.hours_pairs, p.hours_followup, self.mandated)
        self.collective = self.hours_joint + beyond
        self.success = achieved = rules.engaged_success(self.success_felt, self.depth_done, p.joint_work_engagement)
        if p.habituation_success > 0.0:
            self.success = rules.felt_success(achieved, p.habituation_success, self.aspired, p.habituation_usual_success)
            self.aspired = rules.wonted_after(self.aspired, achieved, p.habituation_pace)
        self.agency = self.say / self.depth_done if self.depth_done > 0.0 else 0.0
        self.total = self.committed + self.collective - self.inside
        unheard = self.harm if p.mandates_counted > 0.0 else 1.0 - self.influence
        self.unvoiced = self.hours_without_say + self.mandated * unheard
        idle = rules.fruitless_hours(beyond, self.success, self.influence, p.joint_work_eased)
        self.blocked = self.hours_in_vain + idle if p.structure_strain else 0.0
        self.lesson = self.dissent = 0.0
        fresh = rules.strain_of_role(
            p.standing_tension, p.culture_egalitarian, p.standing_reviewing, self.exposure, self.reviewer
        )
        if self.deepest >= COOPERATION:
            self.dissent = rules.dissent(
                base=p.joint_work_conflict,
                depth=self.depth_of(self.deepest),
                control=self.model.school.control,
                silence=p.joint_work_silence,
                u=self.draws(now, chance.CONFLICT)[0],
            )
            self.lesson, strain = rules.lesson_and_strain(self.dissent, self.partner_trust, p.joint_work_tolerance)
            fresh = rules.share(fresh + strain)
        self.tension = rules.tension_after(self.tension, fresh, p.standing_memory)
        practice = p.learning_practice * rules.surroundings(
            p.learning_environment, self.model.school.coherence, self.model.school.trust
        )
        own, colleagues, outside = rules.learning_terms(
            expertise=self.expertise,
            experience=self.experience,
            practice=practice,
            years=p.learning_years,
            obsolescence=p.learning_obsolescence,
            peers=p.learning_peers,
            gap=self.partner_lead * quality + self.guided + self.met,
            mentoring=p.learning_mentoring * p.induction_mentoring if self.mentored else 0.0,
            novice=p.learning_novice,
            beginner=self.beginner,
            lesson_weight=p.learning_conflict,
            lesson=self.lesson,
            external=p.learning_external * (1.0 - p.structure_networks),
            is_member=self.member,
            training=p.learning_training,
            mandated=p.learning_attendance * self.mandated,
            seasoned=p.learning_seasoned,
            most_fading=p.learning_fading,
        )
        self.expertise = rules.share(self.expertise + own + colleagues + outside)

    # ---------------------------------------------------------------- feeling

    def apply_consequences(self, n_active, now):
        """What the week does to the person."""
        p, school = self.p, self.model.school
        u, v = self.draws(now, chance.EVENT)
        uplift, hassle = float(u < p.events_uplifts), float(v < p.events_hassles)
        voice, clarity, support = self.influence, self.clarity, self.support
        overload = max(0.0, self.total - self.fte * p.hours_capacity)
        harm = self.harmed_by_orders()
        if p.mandates_counted > 0.0 and self.mandated > 0.0:
            self.harm = harm
        if p.structure_strain:
            self.blocked += self.mandated * (1.0 - self.success) * harm
        ours = self.model.p
        unbuffered = rules.unbuffered_stress(school.collective_efficacy, ours.climate_usual, ours.climate_buffer)
        hardship = school.poverty * (1.0 - p.exhaustion_relief * school.materials) * (1.0 - school.relief)
        felt = rules.ambiguity_level(
            unclear=p.ambiguity_unclear,
            clarity=clarity,
            initiatives=p.ambiguity_initiatives,
            load=n_active / N_DOMAINS,
            coherence=school.coherence,
            role=p.ambiguity_role,
            has_role=bool(self.role),
            support=support,
        )
        self.ambiguity += p.ambiguity_rate * (felt - self.ambiguity)
        soft = rules.softened(
            colleagues=p.exhaustion_colleagues,
            backing=self.backing,
            admin=p.exhaustion_support,
            support=support,
            efficacy_weight=p.exhaustion_efficacy,
            efficacy=self.self_efficacy,
            collective_weight=p.exhaustion_collective,
            collective=school.collective_efficacy,
            resilience_weight=p.exhaustion_resilience,
            resilience=self.resilience,
            materials_weight=p.exhaustion_materials,
            materials=school.materials,
            most=p.exhaustion_softened,
        )
        exhausting = rules.exhaustion_terms(
            exhaustion=self.exhaustion,
            recovery=p.exhaustion_recovery,
            ageing=p.exhaustion_ageing,
            experience=self.experience,
            soft=soft,
            base=rules.set_point(p.exhaustion_base, p.habituation_strain, self.inured, p.habituation_usual_exhaustion),
            class_weight=p.exhaustion_classes,
            classes=self.classes,
            overload_weight=p.exhaustion_overload,
            overload=overload,
            unvoiced_weight=p.exhaustion_unvoiced,
            unvoiced=self.unvoiced,
            poverty_weight=p.exhaustion_poverty,
            hardship=hardship,
            ambiguity_weight=p.exhaustion_ambiguity,
            ambiguity=self.ambiguity,
            tension_weight=p.exhaustion_tension,
            tension=self.tension,
            pressure_weight=p.exhaustion_pressure,
            pressed=(p.exhaustion_outside * school.pressure + p.exhaustion_control * school.control) * (1.0 - voice),
            hassle_weight=p.exhaustion_hassles,
            hassle=hassle,
            least_recovery=p.exhaustion_least_recovery,
            blocked_weight=p.exhaustion_blocked,
            blocked=self.blocked,
            loss_weight=p.exhaustion_loss,
            loss=self.loss,
        )
        encouraging = rules.efficacy_terms(
            efficacy=self.self_efficacy,
            rate=p.efficacy_rate,
            base=p.efficacy_base,
            expertise_weight=p.efficacy_expertise,
            expertise=self.expertise,
            confidence_weight=p.efficacy_confidence,
            confidence=self.confidence,
            mastery_weight=p.efficacy_mastery,
            success=self.success,
            agency=self.agency,
            rapport_weight=p.efficacy_rapport,
            rapport=self.rapport,
            vicarious_weight=p.efficacy_vicarious,
            partner_success=self.partner_success,
            persuasion_weight=p.efficacy_persuasion,
            support=support,
            backing=self.backing,
            standing=self.standing,
            bodily_weight=p.efficacy_bodily,
            exhaustion=self.exhaustion,
            ambiguity_weight=p.efficacy_ambiguity,
            ambiguity=self.ambiguity,
            tension_weight=p.efficacy_tension,
            tension=self.tension,
            support_part=p.efficacy_support,
            backing_part=p.efficacy_backing,
            standing_part=p.efficacy_standing,
            leading_weight=p.efficacy_leading,
            led=rules.mastery_of_leading(self.role, support, clarity),
            lately_weight=p.efficacy_lately,
            lately=self.lately,
        )
        stress = rules.buffered_stress(self.exhaustion, p.climate_rested, unbuffered)
        content = p.satisfaction_base + p.habituation_temper * self.temper
        satisfying = rules.satisfaction_terms(
            satisfaction=self.satisfaction,
            rate=p.satisfaction_rate,
            base=rules.set_point(content, p.habituation_satisfaction, self.wonted, p.habituation_usual_satisfaction),
            influence_weight=p.satisfaction_influence,
            influence=voice,
            belonging_weight=p.satisfaction_belonging,
            isolation=self.isolation,
            accomplishment_weight=p.satisfaction_accomplishment,
            accomplishment=self.accomplishment,
            support_weight=p.satisfaction_support,
            support=support,
            materials_weight=p.satisfaction_materials,
            materials=school.materials,
            uplift_weight=p.satisfaction_uplifts,
            uplift=uplift,
            overload_weight=p.satisfaction_overload,
            overload=overload,
            paperwork_weight=p.satisfaction_paperwork,
            paperwork=self.paperwork,
            exhaustion_weight=p.satisfaction_exhaustion,
            exhaustion=stress,
            contrived_weight=p.satisfaction_contrived,
            contrived_share=rules.contrived(self.mandated, harm, p.satisfaction_contrived_hours),
            control_weight=p.satisfaction_control,
            control=school.control,
        )
        distancing = rules.depersonalization_change(
            level=self.depersonalization,
            rate=p.burnout_rate,
            base=p.burnout_distance - p.habituation_distance * self.temper,
            exhaustion_weight=p.burnout_exhaustion,
            exhaustion=stress,
            isolation_weight=p.burnout_isolation,
            isolation=self.isolation,
        )
        achieving = rules.accomplishment_change(
            level=self.accomplishment,
            rate=p.burnout_rate,
            base=p.burnout_accomplished,
            progress_weight=p.burnout_progress,
            success=self.success,
            agency=self.agency,
            efficacy_weight=p.burnout_efficacy,
            efficacy=self.self_efficacy,
            unvoiced_weight=p.burnout_unvoiced,
            unvoiced=self.unvoiced,
            paperwork_weight=p.burnout_paperwork,
            paperwork=self.paperwork,
            blocked_weight=p.burnout_blocked,
            blocked=self.blocked,
            loss_weight=p.burnout_loss,
            loss=self.loss,
        )
        self.loss -= p.change_forgetting * self.loss
        self.exhaustion = rules.share(self.exhaustion + total(exhausting))
        self.self_efficacy = rules.share(self.self_efficacy + total(encouraging))
        pace = rules.pace_of_change(total(satisfying), p.satisfaction_rebound, uplift)
        self.satisfaction = rules.share(self.satisfaction + pace * total(satisfying))
        self.wonted = rules.wonted_after(self.wonted, self.satisfaction, p.habituation_pace)
        self.inured = rules.wonted_after(self.inured, self.exhaustion, p.habituation_pace)
        self.depersonalization += distancing
        self.accomplishment += achieving
        self.moved_by = exhausting + encouraging + tuple(pace * term for term in satisfying)
        for goal in self.model.active_goals:
            form = self.form[goal.domain]
            alone = form == INDIVIDUAL
            reward = rules.reward_of(
                success_weight=p.attraction_success,
                success=p.attraction_usual_success if alone else goal.success,
                voice_weight=p.attraction_voice,
                voice=p.attraction_usual_voice if alone else self.voice[goal.domain],
                trust_weight=p.attraction_trust,
                trust=self.partner_trust if form >= COOPERATION else p.attraction_usual_trust,
                strain_weight=p.attraction_strain,
                tension=self.tension,
                overload=overload,
                usual_success=p.attraction_usual_success,
                usual_voice=p.attraction_usual_voice,
                usual_trust=p.attraction_usual_trust,
                overload_weight=p.attraction_overload,
            )
            self.attraction[form] = rules.attraction_after(self.attraction[form], p.attraction_rate / n_active, reward)

    def work_for_nothing(self, goal):
        """The teacher's work on a goal was for nothing."""
        p, form = self.model.p, self.chosen[goal.domain]
        if form != INDIVIDUAL:
            self.loss = rules.loss_after(self.loss, p.change_waste, self.depth_of(form), goal.progress)
            self.attraction[form] = rules.attraction_after(self.attraction[form], p.change_disillusion * goal.progress, 0.0)

    def stand(self, sought, usual, n_active):
        """Standing among peers after a planning cycle; sought, usual : how many turn to this teacher, and to anybody."""
        p = self.p
        level = rules.standing_level(
            sought_weight=p.standing_sought,
            sought=min(1.0, sought / (p.standing_many * usual)),
            initiating_weight=p.standing_initiating,
            depth=min(1.0, self.depth / max(1, n_active)),
            success=self.success,
            expertise_weight=p.standing_expertise,
            expertise=self.expertise,
            levelling=p.standing_levelling,
            egalitarian=p.culture_egalitarian,
            success_part=p.standing_success,
        )
        self.standing += min(1.0, WEEKS_PER_CYCLE * p.standing_rate) * (level - self.standing)

    # ---------------------------------------------------------------- summer

    def decide_to_stay(self):
        """Whether the teacher stays, leaves teaching or moves to another school."""
        p, school = self.p, self.model.school
        self.quit_intention = rules.quit_intention_of(
            base=p.leaving_base,
            exhaustion_weight=p.leaving_exhaustion,
            exhaustion=self.exhaustion,
            distance_weight=p.leaving_depersonalization,
            depersonalization=self.depersonalization,
            satisfaction_weight=p.leaving_satisfaction,
            satisfaction=self.satisfaction,
            influence_weight=p.leaving_influence,
            influence=self.influence,
            poverty_weight=p.leaving_poverty,
            poverty=school.poverty,
            role_weight=p.leaving_role + p.reach_worth * p.kinds_pay,
            has_role=self.role,
            unsettled_weight=p.leaving_unsettled,
            unsettled=school.unsettled,
            churn_weight=p.leaving_churn,
            churned=school.churned,
        )
        u, v = self.draws(school.year, chance.DEPART)
        leave = rules.chance_to_leave(
            self.quit_intention,
            p.leaving_leave,
            p.leaving_retirement,
            p.leaving_career,
            self.experience,
            p.leaving_unexplained,
            p.leaving_career_spread,
        )
        move = rules.chance_to_move(
            self.quit_intention, p.leaving_move, p.leaving_rooted, self.experience, p.leaving_unexplained
        )
        self.departure = LEAVES if u < leave else MOVES if v < move else STAYS

    def go(self):
        """Leave the post empty."""
        self.present = self.role = self.reviewer = self.member = self.mentored = self.in_team = self.recruited = 0
        self.appointed = NOT_APPOINTED
        self.person = NO_PERSON
        self.leave_role()
        self.form = [INDIVIDUAL] * N_DOMAINS
        self.took_part = [0] * N_DOMAINS
        self.chosen = [INDIVIDUAL] * N_DOMAINS

    def rest(self):
        """A summer, and a year older."""
        self.exhaustion = rules.rested(self.exhaustion, self.parameters().exhaustion_summer)
        self.experience += 1.0
        self.beginner = rules.inexperience(self.experience, self.parameters().hours_beginner_years)
        self.tenure += 1
        self.role_years += self.role
        self.mentored = 0


def what_a_voice_counts(model, d, p):
    """What a voice in a domain is multiplied by among colleagues with a say of their own, and in a large staff."""
    staff = model.school.n_present
    counts = rules.attention_left(p.voice_crowding, total(t.won[d] * t.present for t in model.agents) / max(1, staff))
    return counts * rules.dilution_of(staff, p.voice_usual_staff, p.voice_dilution) if d in SCHOOL_WIDE else counts


def voice_without_work(t, d, openness, counts, p):
    """Voice in a domain before and beside all joint work: what one is consulted on, or what is heard and was won."""
    consulted = p.voice_consulted * (1.0 + p.reach_representation * t.model.school.spoken)
    if p.structure_voice != WON:
        return rules.consulted_voice(consulted, openness, p.voice_role, t.access, p.voice_standing, t.standing)
    heard = rules.heard_voice(openness, consulted, p.voice_minor, p.voice_role, t.access, p.voice_standing, t.standing)
    return rules.felt_voice(t.won[d], heard, counts)


def reserve_of(domain, p):
    """What administrators keep to themselves in a domain."""
    return getattr(p, f"domains_{DOMAINS[domain]}")
