// @ts-check
// The living school: choose, change, play, look closely.

import { Card, Goals, Log, People } from "./around.js";
import { Courses } from "../kit/charts.js";
import { capital, fill, h, icon, later, percent, withUnit } from "../kit/dom.js";
import { Levers } from "./levers.js";
import { Gone } from "../kit/link.js";
import { Network } from "../kit/network.js";
import { Player } from "./player.js";
import { identity, takeHome } from "./takehome.js";
import { TeacherPanel } from "../kit/teacher.js";
import { onChange, palette } from "../kit/theme.js";
import { Transport, when } from "./transport.js";
import { WhichSchool } from "./whichschool.js";

/** @typedef {import("../kit/protocol").Frame} Frame */
/** @typedef {import("./around.js").Shown} Shown */
/** @typedef {Record<string, number>} Values - of levers, by name */

export class Page {
  /** @type {Network} */
  network; // once the page is on show: it is drawn as large as its canvas

  /** @param {import("./main.js").Application} app */
  constructor(app) {
    const { catalogue } = app;
    this.app = app;
    this.link = app.link;
    /** @type {(number | null)[][]} */
    this.rows = [];
    /** @type {import("../kit/protocol").Event[]} */
    this.events = [];
    /** @type {Record<string, number>} */
    this.columns = Object.fromEntries(catalogue.weekly.map((name, at) => [name, at]));
    /** @type {import("../kit/protocol").Whole | null} */
    this.whole = null;
    /** @type {Shown | null} */
    this.frame = null;
    /** @type {TeacherPanel | null} */
    this.panel = null;
    /** @type {Courses[]} */
    this.charts = [];
    this.query = "";
    this.lastCommand = "";
    this.real = false;
    this.band = false;
    this.bandJob = 0;
    this.asking = false;
    this.drawn = 0; // when the courses were drawn last
    this.looked = 0; // when the panel was asked for last
    this.forget = () => {};
    this.player = new Player(app.link, ["main"], {
      show: ([f]) => this.#show(f),
      changed: () => this.#controls(),
      fail: (e, gone) => this.#fail(e, gone),
    });
    this.address = later(250, () => this.app.setQuery(this.query));
    this.levers = new Levers(catalogue.groups, { change: (v) => this.#change(v), restart: (v) => this.#restart(v) });
    this.transport = new Transport(this.player, catalogue.clock);

    this.which = new WhichSchool(catalogue, {
      open: (other) => this.#load(other),
      change: (changes) => this.#load(this.#changed(changes), this.real),
    });

    // the school
    this.canvas = h("div.canvas", { role: "img", tabIndex: 0, "aria-label": "Network of advice" });
    this.card = new Card(catalogue, this.canvas);
    this.spoken = h("p.spoken", { "aria-live": "polite" });
    this.trouble = h("div.trouble", { hidden: true, role: "alert" });
    this.pointer = h("div.notice", { hidden: true });
    this.clock = h("div.clock", {}, "First day");
    this.tiles = catalogue.tiles.map((name) => ({ outcome: app.outcome(name), value: h("b", {}, "–") }));
    this.legend = h("div.legend");
    this.goals = new Goals(catalogue, (goal) => this.#byGoal(goal));
    this.stage = this.#stage();

    // courses and log
    this.boxes = catalogue.courses.map(() => h("div.chart"));
    this.log = new Log(catalogue, (post) => this.#open(post));
    this.people = new People(catalogue, { opened: () => this.#people(), look: (post) => this.#open(post) });
    this.bandText = h("span.fine");
    this.bandBox = h("input", { type: "checkbox", id: "band", onchange: () => this.#bandSwitched() });
    this.side = this.#side();

    this.root = h("div.school", {}, this.#settings(), this.stage, this.side);
    this.#legend();
    this.#controls();
  }

  /** @param {string} query */
  async begin(query) {
    const parameters = new URLSearchParams(query);
    this.network = new Network(this.canvas, { click: (post) => this.#open(post), hover: (post) => this.#hover(post) });
    this.forget = onChange(() => this.#legend());
    this.charts = this.app.catalogue.courses.map((course, k) => new Courses(this.boxes[k], course.lines, course.options));
    await this.#load(query, parameters.get("real") === "1");
    if (/^\d+$/.test(parameters.get("teacher") ?? "")) await this.#pointed(parameters);
  }

  /**
   * A lesson leads here: its teacher is opened, and what to look at is named.
   * @param {URLSearchParams} parameters
   */
  async #pointed(parameters) {
    const name = parameters.get("lesson");
    const post = Number(parameters.get("teacher"));
    if (!this.whole || post >= this.whole.names.length) return;
    await this.#open(post);
    if (!name) return;
    try {
      const { look, title } = await this.link.ask("lesson", { name });
      const pointer = look[Number(parameters.get("point"))];
      if (!pointer?.see) return;
      const { state, term, see } = pointer;
      const back = h(
        "button.small",
        { onclick: () => this.app.go("lessons", `lesson=${encodeURIComponent(name)}&step=why`) },
        "Back to the lesson",
      );
      fill(this.pointer, h("span", {}, h("strong", {}, `${title}: `), see), back);
      this.pointer.hidden = false;
      const [saidState, saidTerm] = this.app.catalogue.terms[state][term || ""];
      this.panel?.point(saidState, saidTerm);
    } catch (error) {
      this.app.fault(error);
    }
  }

  close() {
    this.player.pause();
    this.network?.close();
    this.forget();
    for (const chart of this.charts) chart.close();
    this.link.ask("cancel", { job: "band-main" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const term = this.app.catalogue.clock.term;
    if (event.key === " ") this.player.toggle();
    else if (event.key === "ArrowRight") this.player.step(event.shiftKey ? term : 1);
    else if (event.key === "ArrowLeft") this.player.step(event.shiftKey ? -term : -1);
    else if (event.key === "Home") this.player.seek(0);
    else if (event.key === "Escape" && this.panel) this.#closePanel();
    else return false;
    return true;
  }

  // ---------------------------------------------------------------- asking

  /** @type {(query: string, real?: boolean) => Promise<void>} */
  async #load(query, real = false) {
    this.player.pause();
    this.stage.setAttribute("aria-busy", "true");
    try {
      const frame = await this.link.ask("open", { key: "main", query, school: real });
      this.real = real;
      this.player.take([frame]);
      this.trouble.hidden = true;
    } catch (error) {
      if (this.whole) this.app.fault(error);
      else await this.#instead(error);
    } finally {
      this.stage.removeAttribute("aria-busy");
    }
  }

  /**
   * An address that cannot be opened: say why, and show the baseline.
   * @param {Error} error
   */
  async #instead(error) {
    fill(
      this.trouble,
      h("strong", {}, "This address cannot be opened. "),
      h("span", {}, capital(error.message)),
      h("p.fine", {}, "The baseline is shown instead."),
    );
    this.trouble.hidden = false;
    try {
      this.player.take([await this.link.ask("open", { key: "main", query: "" })]);
    } catch (again) {
      this.app.fault(again);
    }
  }

  /** @param {Values} values */
  async #change(values) {
    const playing = this.player.playing;
    this.player.pause();
    try {
      const frame = await this.link.ask("change", { key: "main", changes: values });
      this.player.take([frame]);
      if (frame.week > 0) this.app.say("The change holds from the coming week on.");
      if (this.band) this.#askBand();
      if (playing) this.player.play();
    } catch (error) {
      this.app.fault(error);
      this.#showLevers();
    }
  }

  /** @param {Values | null} values - null to drop what was to be changed */
  async #restart(values) {
    if (values) await this.#change(values);
    this.#showLevers();
  }

  /**
   * The address with something else in it.
   * @param {import("./whichschool.js").Changes} changes
   */
  #changed(changes) {
    const parameters = new URLSearchParams(this.query);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) parameters.delete(key);
      else parameters.set(key, String(value));
    }
    return parameters.toString();
  }

  /** @type {(error: Error, gone: boolean) => void} */
  #fail(error, gone) {
    if (gone || error instanceof Gone) {
      this.app.say("The page had rested so long that its school was put away; it is set up again as it was.");
      this.#load(this.query, this.real);
    } else this.app.fault(error);
  }

  async #askBand() {
    this.link.hear("band-main", (news) => {
      if (news.job !== this.bandJob) return;
      if (news.progress) this.bandText.textContent = `${percent(news.progress)} of 100 schools`;
      if (news.band) {
        this.bandText.textContent = "Shaded: the middle 80 of 100 other schools";
        for (const chart of this.charts) chart.setBand(news.band);
      }
      if (news.fault) this.app.say(news.fault, "fault");
    });
    try {
      this.bandJob++;
      await this.link.ask("band", { key: "main", job: this.bandJob, runs: 100 });
    } catch (error) {
      this.app.fault(error);
    }
  }

  // ---------------------------------------------------------------- showing

  /** @param {Frame} frame */
  #show(frame) {
    const { whole } = frame;
    if (whole) {
      this.whole = whole;
      this.rows = [];
      this.events = [];
      this.network.show(whole);
      this.which.show(whole, frame.query);
      this.levers.show(whole.values, whole.changed, frame.week > 0);
      if (this.panel && this.panel.post >= whole.names.length) this.#closePanel();
    }
    const told = /** @type {Shown} */ (this.frame ?? frame); // the first frame tells everything
    this.frame = { ...frame, ties: frame.ties ?? told.ties, people: frame.people ?? told.people };
    this.query = frame.query + (this.whole?.real ? "&real=1" : "");
    this.app.query = this.query;
    this.rows.length = Math.max(frame.rows.from, Math.min(this.rows.length, frame.known));
    frame.rows.values.forEach((row, k) => (this.rows[frame.rows.from + k] = row));
    this.rows.length = Math.min(this.rows.length, frame.known);
    this.events = this.events.filter((e) => e[0] <= frame.log.from && e[0] <= frame.week).concat(frame.log.events);
    this.levers.setBegun(frame.week > 0);
    this.network.update(this.frame);
    this.#figures();
    this.log.show(this.events, frame.week);
    this.goals.show(frame, this.network.goal);
    const slow = performance.now() - this.drawn > (this.player.playing ? 180 : 0);
    if (slow || !this.player.playing || frame.over) {
      this.drawn = performance.now();
      for (const chart of this.charts)
        chart.show(this.rows, this.columns, frame.week, frame.weeks, this.app.catalogue.clock.year);
    }
    if (this.panel && (!this.player.playing || performance.now() - this.looked > 900)) {
      this.looked = performance.now();
      this.#refreshPanel();
    }
    this.address();
    this.#describe();
    this.root.dataset.week = String(frame.week);
  }

  // Where the school stands, in words.
  get #when() {
    return this.frame ? when(this.frame.week, this.app.catalogue.clock.year) : "";
  }

  #describe() {
    if (this.player.playing || !this.frame) return;
    const { forms } = this.frame;
    const n = forms.filter((f) => f >= 0).length;
    /** @param {number} k */
    const count = (k) => forms.filter((f) => f === k).length;
    const together = `${count(3)} collaborate on some goal, ${count(2)} at most cooperate, ${count(1)} at most coordinate`;
    const text = `${this.#when}. ${n} teachers: ${together}, ${count(0)} work alone.`;
    this.#people();
    this.canvas.setAttribute("aria-label", `Network of advice. ${text}`);
    this.spoken.textContent = text;
  }

  #figures() {
    const row = this.frame && this.rows[this.frame.week - 1];
    for (const { outcome, value } of this.tiles)
      value.textContent = row ? withUnit(row[this.columns[outcome.name]], outcome, true) : "–";
    this.clock.textContent = this.#when;
  }

  #people() {
    if (this.frame && this.whole) this.people.show(this.frame, this.whole);
  }

  /** @param {number} goal */
  #byGoal(goal) {
    this.network.byGoal(goal);
    if (this.frame) this.goals.show(this.frame, goal);
    this.#legend();
  }

  #showLevers() {
    const { whole, frame } = this;
    if (whole && frame) this.levers.show(whole.values, whole.changed, frame.week > 0);
  }

  #controls() {
    const p = this.player;
    this.transport.show(this.frame?.known ?? 0, this.#when);
    this.root.dataset.playing = String(p.playing);
    if (!p.playing && this.frame) {
      this.#describe();
      for (const chart of this.charts) chart.show(this.rows, this.columns, p.week, p.weeks, this.app.catalogue.clock.year);
      this.app.setQuery(this.query);
      if (this.panel && this.panel.week !== p.week) this.#refreshPanel();
    }
  }

  /** @param {number} post */
  #hover(post) {
    if (post < 0 || !this.frame || !this.whole) this.card.hide();
    else this.card.show(post, this.frame, this.whole, this.network.place(post));
  }

  /** @param {number} post */
  async #open(post) {
    this.card.hide();
    const panel = this.panel ?? new TeacherPanel(this.app, { close: () => this.#closePanel(), open: (p) => this.#open(p) });
    if (!this.panel) {
      this.panel = panel;
      this.side.append(panel.root);
      this.side.classList.add("with-panel");
    }
    panel.post = post;
    this.network.choose(post);
    await this.#refreshPanel();
    panel.root.scrollTop = 0;
    panel.root.querySelector("h2")?.focus({ preventScroll: false });
  }

  async #refreshPanel() {
    const { panel } = this;
    if (this.asking || !panel) return;
    this.asking = true;
    try {
      const view = await this.link.ask("teacher", { key: "main", post: panel.post });
      if (this.panel === panel) panel.show(view);
    } catch (error) {
      if (!(error instanceof Gone)) this.app.fault(error);
    } finally {
      this.asking = false;
    }
    if (this.panel && this.panel.shown !== this.panel.post) this.#refreshPanel();
  }

  #closePanel() {
    this.panel?.close();
    this.panel?.root.remove();
    this.panel = null;
    this.side.classList.remove("with-panel");
    this.network.choose(-1);
    this.canvas.focus({ preventScroll: true });
  }

  // ---------------------------------------------------------------- building

  #settings() {
    const copies = identity(
      this.app,
      () => this.query,
      (command) => (this.lastCommand = command),
    );
    return h(
      "aside.controls",
      { "aria-label": "Settings" },
      this.which.parts,
      h("div.twins", {}, copies),
      h("div.levershead", {}, h("h2", {}, "Levers"), this.which.reset),
      this.levers.root,
    );
  }

  #stage() {
    const fit = h(
      "button.round.fit",
      { "aria-label": "Show the whole school", title: "Show the whole school", onclick: () => this.network.fit() },
      icon("fit"),
    );
    return h(
      "section.stage",
      { "aria-label": "The school" },
      this.trouble,
      this.pointer,
      h(
        "div.head",
        {},
        this.clock,
        h(
          "div.tiles",
          {},
          this.tiles.map(({ outcome, value }) => h("div.tile", {}, value, h("span", {}, outcome.label))),
        ),
      ),
      this.goals.root,
      h("div.picture", {}, this.canvas, this.card.root, fit),
      this.legend,
      this.spoken,
      this.transport.root,
    );
  }

  #bandSwitched() {
    this.band = this.bandBox.checked;
    if (this.band) {
      this.#askBand();
      return;
    }
    this.link.ask("cancel", { job: "band-main" });
    this.bandJob++;
    this.bandText.textContent = "";
    for (const chart of this.charts) chart.setBand(null);
  }

  #side() {
    const band = h("label.check", { htmlFor: "band" }, this.bandBox, " 100 other schools behind the lines");
    return h(
      "aside.side",
      { "aria-label": "Courses and log" },
      h(
        "div.courses",
        {},
        h("div.bandline", {}, band, this.bandText),
        this.app.catalogue.courses.map((course, k) =>
          h("figure", {}, h("figcaption", {}, h("strong", {}, course.title), h("span.fine", {}, course.what)), this.boxes[k]),
        ),
        h("section", {}, h("h2", {}, "What happened"), this.log.root),
        this.people.root,
        takeHome(this.app),
      ),
    );
  }

  #legend() {
    const c = palette();
    const { forms, domains } = this.app.catalogue;
    const goal = this.network?.goal ?? -1;
    fill(
      this.legend,
      h(
        "span.fine",
        {},
        goal < 0 ? "Deepest form on any goal:" : `What they do about ${this.app.catalogue.domain_words[domains[goal]]}:`,
      ),
      forms.map((form, k) => h("span.key", {}, h("i", { style: `background:${c.forms[k]}` }), form)),
      h("span.key", {}, h("i.ring"), "ring: exhaustion"),
      h("span.key", {}, h("i.sizes"), "size: standing"),
      h("span.key", {}, h("i.dot"), "formal leader"),
      h("span.key", {}, h("i.line"), "trust"),
    );
  }
}
