// @ts-check
// The portable page: a school that lives in the page itself. Nothing is asked of anybody; the address, behind its #, restores
// a school.

import { Levers } from "../app/levers.js";
import { Player } from "../app/player.js";
import { Transport, when } from "../app/transport.js";
import { Courses } from "../kit/charts.js";
import { fill, h, icon, later, withUnit } from "../kit/dom.js";
import { Network } from "../kit/network.js";
import { sign, way } from "../kit/signs.js";
import { isDark, onChange, setUp, toggle } from "../kit/theme.js";
import { Engine } from "./engine.js";
import { addressOf, identityIn, Living } from "./living.js";
import { usualRange } from "./others.js";
import { School, Setting } from "./school.js";
import { language, t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Frame} Frame */

const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @type {import("./data").Data} */
const data = JSON.parse(part("data").textContent ?? "");
const { catalogues, scenarios } = data;
const catalogue = catalogues[language()];
const names = Object.keys(scenarios);
setUp(catalogue);

// Teacher-weeks of a school of which twenty more cost no more than a second.
const CHEAP = 50_000;

class Page {
  /** @type {Network} */
  network; // once its canvas is on show
  /** @type {HTMLSelectElement} */
  scenario;
  /** @type {HTMLInputElement} */
  seed;
  /** @type {HTMLInputElement} */
  run;
  /** @type {HTMLElement} */
  story;
  /** @type {HTMLElement} */
  reset;

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.module = module;
    this.engine = new Engine(module);
    this.ranged = 0; // how often the usual range was asked for
    this.trouble = h("div.trouble", { role: "alert", hidden: true });
    /** @type {string} */
    this.hash = location.hash; // as it was last read or written
    this.living = new Living(this.engine, scenarios, this.#asked());
    this.columns = Object.fromEntries(catalogue.weekly.map((name, at) => [name, at]));
    this.drawn = 0;
    this.player = new Player(/** @type {any} */ (this), ["main"], {
      show: ([frame]) => this.#show(frame),
      changed: () => this.#controls(),
      fail: (error) => this.#fault(error),
      year: catalogue.clock.year,
    });
    this.levers = new Levers(catalogue.groups, {
      change: (v) => this.#change(v),
      restart: (v) => v && this.#restart(v),
      say: (sentence) => this.#say(sentence),
    });
    this.transport = new Transport(this.player, catalogue.clock);
    this.clock = h("h1.clock", {}, t`First day`);
    this.tiles = catalogue.tiles.flatMap((name) => {
      const outcome = catalogue.outcomes.find((one) => one.name === name);
      return outcome && name in this.columns ? [{ outcome, value: h("b", {}, "–") }] : [];
    });
    this.canvas = h("div.canvas", { role: "img", tabIndex: 0, "aria-label": t`Network of advice` });
    this.legend = h("div.legend");
    this.boxes = catalogue.courses.map(() => h("div.chart"));
    this.#fields();
    fill(part("page"), h("div.school", {}, this.#settings(), this.#stage(), this.#side()));
    this.network = new Network(this.canvas, { click: (post) => this.network.choose(post), hover: () => {} });
    this.charts = catalogue.courses.map((course, k) => new Courses(this.boxes[k], course.lines, course.options));
    this.address = later(250, () => this.#write());
    onChange(() => this.#legend());
    this.#legend();
    this.#opened();
    addEventListener("hashchange", () => this.#open(this.#asked()));
  }

  /**
   * What the player asks for; here nobody but the engine is asked.
   * @param {"seek" | "advance"} ask
   * @param {{ week?: number, summer?: boolean, weeks?: number }} content
   */
  async ask(ask, { week = 0, summer = false, weeks = 0 }) {
    if (ask === "seek") this.living.goTo(week, summer);
    else this.living.goTo(this.living.lived + weeks);
    return this.living.frame();
  }

  /** The identity in the address; the first scenario's where there is none, or one that cannot be, which is said. */
  #asked() {
    const known = this.engine.layout.parameters.fields;
    this.hash = location.hash;
    try {
      const found = identityIn(location.hash.slice(1), names, known);
      this.trouble.hidden = true;
      return found;
    } catch (error) {
      this.#fault(error);
      return identityIn("", names, known);
    }
  }

  // The address of what is shown; not where somebody has just written another, for which the browser will call in a moment.
  #write() {
    if (location.hash !== this.hash) return;
    history.replaceState(null, "", `#${addressOf(this.living.identity)}`);
    this.hash = location.hash;
  }

  /** @param {Error} error */
  #fault(error) {
    this.#say(error.message);
  }

  /** @param {string} sentence */
  #say(sentence) {
    this.trouble.textContent = sentence;
    this.trouble.hidden = false;
  }

  /** @param {import("./living.js").Identity} identity */
  #open(identity) {
    this.player.pause();
    this.living.open(identity);
    this.#opened();
  }

  // A school was founded: what does not change from week to week is shown.
  #opened() {
    const { scenario, seed, run } = this.living.identity;
    this.scenario.value = scenario;
    this.seed.value = String(seed);
    this.run.value = String(run);
    const { title, story } = scenarios[scenario];
    const told = story && h("details.story", {}, h("summary", {}, t`The story`), h("p", {}, story));
    fill(this.story, h("p.question", {}, title), told);
    this.network.show(this.living.places);
    this.player.take([/** @type {any} */ (this.living.frame())]);
    this.#showLevers();
    this.#range();
  }

  async #range() {
    const turn = ++this.ranged;
    const { living } = this;
    if (living.school.posts * living.weeks > CHEAP) return;
    const banded = catalogue.courses.flatMap((course) => course.lines).filter((line) => line.band);
    const band = await usualRange(
      this.module,
      living.scenario,
      living.identity,
      banded.map((line) => [line.outcome, this.columns[line.outcome]]),
      () => turn === this.ranged,
    );
    if (turn === this.ranged) for (const chart of this.charts) chart.setBand(band);
  }

  /** @param {Record<string, number>} values */
  #change(values) {
    this.player.pause();
    this.living.change(values);
    this.#opened();
  }

  /** @param {Record<string, number>} values */
  #restart(values) {
    const { identity } = this.living;
    this.#open({ ...identity, week: 0, summer: false, set: { ...identity.set, ...values }, live: [] });
  }

  #showLevers() {
    const { values, changed } = this.living.values();
    this.levers.show(values, changed, this.living.lived > 0);
  }

  /** @param {Frame} frame */
  #show(frame) {
    const row = this.living.rows[frame.week - 1];
    this.network.update(/** @type {any} */ (frame));
    this.clock.textContent = when(frame.week, catalogue.clock.year, frame.summer !== undefined);
    for (const { outcome, value } of this.tiles) {
      value.textContent = row ? withUnit(row[this.columns[outcome.name]], outcome, true) : "–";
    }
    const now = performance.now();
    if (this.player.playing && now - this.drawn > 250) this.#draw();
  }

  #draw() {
    this.drawn = performance.now();
    const { player, living } = this;
    const rows = living.rows.map((row) => row.map((value) => (Number.isNaN(value) ? null : value)));
    for (const chart of this.charts) chart.show(rows, this.columns, player.week, player.weeks, catalogue.clock.year);
  }

  #controls() {
    if (!this.network) return;
    this.transport.show(this.living.rows.length, this.clock.textContent ?? "");
    this.levers.setBegun(this.living.lived > 0);
    if (this.player.playing) return;
    this.#draw();
    this.#showLevers();
    this.address();
  }

  // Scenario, seed and school.
  #fields() {
    const anew = () => {
      const { identity } = this.living;
      const whole = (/** @type {HTMLInputElement} */ box) =>
        Math.min(2 ** 32 - 1, Math.max(0, Math.round(Number(box.value)) || 0));
      const same = this.scenario.value === identity.scenario;
      const asked = { scenario: this.scenario.value, seed: whole(this.seed), run: whole(this.run) };
      this.#open({ ...identity, ...asked, week: 0, summer: false, live: [], set: same ? identity.set : {} });
    };
    const options = names.map((name) => h("option", { value: name }, name.replaceAll("_", " ")));
    this.scenario = h("select", { id: "scenario", onchange: anew }, options);
    const box = (/** @type {string} */ id) => h("input", { type: "number", id, min: 0, step: 1, onchange: anew });
    [this.seed, this.run] = [box("seed"), box("run")];
    this.story = h("div");
    const reset = () => this.#open({ ...this.living.identity, week: 0, summer: false, set: {}, live: [] });
    this.reset = h("button.small", { onclick: reset }, t`Reset`);
  }

  #settings() {
    const field = (/** @type {string} */ label, /** @type {HTMLElement} */ box) =>
      h("div.field", {}, h("label", { htmlFor: box.id }, label), box);
    return h(
      "aside.controls",
      { "aria-label": t`Settings` },
      field(t`Scenario`, this.scenario),
      this.story,
      h("div.trio", {}, field(t`Seed`, this.seed), field(t`School`, this.run)),
      h("div.levershead", {}, h("h2", {}, t`Levers`), this.reset),
      this.levers.root,
    );
  }

  #stage() {
    const whole = t`Show the whole school`;
    const fit = h("button.round.fit", { "aria-label": whole, title: whole, onclick: () => this.network.fit() }, icon("fit"));
    const tiles = this.tiles.map(({ outcome, value }) => h("div.tile", {}, value, h("span", {}, outcome.label)));
    return h(
      "section.stage",
      { "aria-label": t`The school` },
      this.trouble,
      h("div.head", {}, this.clock, h("div.tiles", {}, tiles)),
      h("div.picture", {}, this.canvas, fit),
      this.legend,
      this.transport.root,
    );
  }

  #side() {
    const figures = catalogue.courses.map((course, k) =>
      h("figure", {}, h("figcaption", {}, h("strong", {}, course.title), h("span.fine", {}, course.what)), this.boxes[k]),
    );
    return h("aside.side", { "aria-label": t`Courses`, tabIndex: 0 }, h("div.courses", {}, figures));
  }

  #legend() {
    fill(
      this.legend,
      h("span.fine", {}, t`Deepest form on any goal:`),
      catalogue.forms.map((form, k) => h("span.key", {}, sign(k), form)),
      h("span.key", {}, h("i.ring"), t`ring: exhaustion`),
      h("span.key", {}, h("i.sizes"), t`size: standing`),
      h("span.key", {}, h("i.dot"), t`formal leader`),
      h("span.key", {}, way(), t`from who asks to who is asked; thick: trust`),
    );
  }
}

/**
 * The yearly values of some schools, for those who want numbers: run -> year -> value, in the order of `columns`.
 * @param {WebAssembly.Module} module
 * @param {import("./data").Asked} asked
 */
function run(module, { scenario = names[0], set = {}, seed = 1, first = 0, runs = 1 }) {
  const engine = new Engine(module); // a memory of its own: the living school's stays as it is
  const { fields } = engine.layout.parameters;
  const unknown = Object.keys(set).find((name) => !Object.hasOwn(fields, name));
  if (unknown) throw new Error(`${unknown} is not a field`);
  if (!Object.hasOwn(scenarios, scenario)) {
    throw new Error(`this page does not know the scenario ${scenario}; it has: ${names.join(", ")}`);
  }
  const { values, policies } = scenarios[scenario];
  const setting = new Setting(engine, { values: { ...values, ...set }, policies });
  const mark = engine.free, years = setting.values.years;
  return Array.from({ length: runs }, (_, k) => {
    engine.release(mark);
    const rows = new School(setting, seed, first + k).simulate(years).years;
    return Array.from({ length: years }, (__, year) => Array.from(engine.numbers(engine.part(rows, year))));
  });
}

const bytes = Uint8Array.from(atob(data.engine), (letter) => letter.charCodeAt(0));
WebAssembly.compile(bytes).then((module) => {
  const page = new Page(module);
  window.simulation = { columns: data.columns, run: (asked) => run(module, asked ?? {}), living: page.living };
});
const look = part("look");
const shown = () => fill(look, icon(isDark() ? "sun" : "moon"));
look.addEventListener("click", toggle);
onChange(shown);
shown();
