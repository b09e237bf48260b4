// @ts-check
// A school on a page, and what the page knows of it already (web/app/session.py).

import { UNCHOSEN, VACANT } from "../kit/forms.js";
import { addressOf } from "./address.js";
import { covers } from "./parameters.js";
import { known, rounded } from "./numbers.js";
import { nameOf } from "./persons.js";

/** @typedef {import("./living.js").Living} Living */
/** @typedef {import("./address.js").Identity} Identity */
/** @typedef {import("../kit/protocol").Frame} Frame */

/** @param {number[]} shares */
const bytes = (shares) => shares.map((share) => Math.trunc(share * 255 + 0.5));

export class Shown {
  #ties = "";
  #people = "";
  #levers = "";
  #told = 0; // weeks of which everything has been sent

  /**
   * @param {Living} living
   * @param {Identity} identity
   */
  constructor(living, identity) {
    this.living = living;
    this.opened = identity;
  }

  /** What restores this school as it is now. @returns {Identity} */
  get identity() {
    const { live, lived, summer } = this.living;
    return { ...this.opened, live, week: lived, summer };
  }

  /**
   * What has changed on the page since the last frame; everything, if `whole`.
   * @param {boolean} [whole]
   * @returns {Frame}
   */
  frame(whole = false) {
    const { living } = this, { engine, school, lived, weeks } = living, { teachers, goals } = school.state;
    const of = (/** @type {string} */ name) => engine.field(teachers, name);
    const goal = (/** @type {string} */ name) => engine.field(goals, name);
    const present = of("present"), all = of("form"), active = goal("active"), n = active.length;
    const stage = goal("stage"), owner = goal("owner"), progress = goal("progress"), voice = of("voice");
    /** @type {Frame} */
    const frame = {
      week: lived,
      weeks,
      known: living.rows.length,
      over: lived >= weeks,
      forms: this.forms(),
      goal_forms: active.map((_, d) => present.map((__, i) => all[i * n + d])),
      exhaustion: bytes(of("exhaustion")),
      standing: bytes(of("standing")),
      job_satisfaction: bytes(of("satisfaction")),
      self_efficacy: bytes(of("self_efficacy")),
      influence: bytes(present.map((_, i) => voice.slice(i * n, (i + 1) * n).reduce((sum, one) => sum + one, 0) / n)),
      goals: active.map((on, d) => [on, owner[d], stage[d], rounded(progress[d], 3)]),
      administrator: {
        openness: rounded(school.fact("openness"), 3),
        control: rounded(school.fact("control"), 3),
        tenure: school.fact("administrator_tenure"),
      },
      query: addressOf(this.identity),
      rows: this.#rows(whole),
      log: { from: this.#told, events: living.narrator.after(this.#told) },
    };
    this.#told = living.rows.length;
    this.#changed(frame, whole);
    if (living.summer && living.passed) frame.summer = living.passed;
    if (whole) frame.whole = this.#whole();
    return frame;
  }

  /** The deepest form of each teacher on any goal, or what stands in its place. */
  forms() {
    const { engine, school, chosen } = this.living, { teachers, goals } = school.state;
    const active = engine.field(goals, "active"), all = engine.field(teachers, "form"), n = active.length;
    const deepest = (/** @type {number} */ i) => Math.max(0, ...active.map((on, d) => (on ? all[i * n + d] : 0)));
    return engine.field(teachers, "present").map((here, i) => (!here ? VACANT : chosen ? deepest(i) : UNCHOSEN));
  }

  // Weeks that are known stay as they are, whichever of them is looked at: what has been sent once is not sent again.
  /** @param {boolean} whole */
  #rows(whole) {
    if (whole) this.#told = 0;
    const values = this.living.rows.slice(this.#told).map((row) => row.map((value) => known(value, 4)));
    return { from: this.#told, values };
  }

  // Ties, people and levers, each only where it is another than it was.
  /** @type {(frame: Frame, whole: boolean) => void} */
  #changed(frame, whole) {
    const { living } = this, { engine, school } = living, { teachers, ties } = school.state;
    const of = (/** @type {string} */ name) => engine.field(teachers, name);
    const tie = (/** @type {string} */ name) => engine.field(ties, name, school.fact("n_ties"));
    const source = tie("source"), target = tie("target"), trust = tie("trust");
    const packed = JSON.stringify([source, target, trust.map((value) => Math.trunc(value * 20))]);
    if (whole || packed !== this.#ties) frame.ties = [source, target, bytes(trust)];
    this.#ties = packed;
    const levers = this.#leversNow(), said = JSON.stringify(levers);
    if (whole || said !== this.#levers) frame.levers = levers;
    this.#levers = said;
    const role = of("role"), person = of("person");
    const people = JSON.stringify([of("tenure"), role, of("present"), person]);
    if (whole || people !== this.#people) {
      const names = person.map((who, post) => nameOf(post, who)), experience = of("experience").map(Math.trunc);
      frame.people = { names, experience, role, arrived: [...living.arrived] };
    }
    this.#people = people;
  }

  #leversNow() {
    const { living } = this, { year } = living.known.clock, at = Math.min(living.lived, living.weeks - 1);
    const moved = living.live.flatMap(([week, changes]) => (week <= living.lived ? Object.keys(changes) : []));
    const inForce = living.firstDay.policies.filter((policy) => covers(policy, Math.floor(at / year) + 1, (at % year) + 1));
    return {
      values: living.values(),
      changed: [...new Set([...Object.keys(this.opened.set), ...moved])].sort(),
      policies: inForce.map(({ name }) => name),
    };
  }

  /** @returns {import("../kit/protocol").Whole} */
  #whole() {
    const { living } = this, { engine, school, firstDay } = living, { places, middles, radii } = living.places;
    const three = (/** @type {number} */ value) => rounded(value, 3);
    const two = (/** @type {[number, number][]} */ those) =>
      those.map(([x, y]) => /** @type {[number, number]} */ ([three(x), three(y)]));
    return {
      groups: Array.from({ length: school.fact("n_groups") }, (_, g) => `Group ${g + 1}`),
      group: engine.field(school.state.teachers, "group"),
      places: two(places),
      middles: two(middles),
      radii: radii.map(three),
      years: living.scenario.values.years,
      scenario: { name: firstDay.name, title: firstDay.title, story: firstDay.story },
      live: living.live,
      policies: firstDay.policies.map(({ name }) => name),
      real: 0,
      named: "",
      like: 0,
      seed: living.seed,
      run: living.run,
    };
  }
}
