// @ts-check
// The living school: choose, change, play, look closely.

import { Card, Goals, Log, SUMMER } from "./around.js";
import { Courses } from "../kit/charts.js";
import { capital, fill, h, icon, later, percent, withUnit } from "../kit/dom.js";
import { Levers } from "./levers.js";
import { Gone } from "../kit/link.js";
import { Network, UNCHOSEN } from "../kit/network.js";
import { Player } from "./player.js";
import { Runs } from "./runs.js";
import { StaffTable } from "./staff.js";
import { identity, takeHome } from "./takehome.js";
import { TeacherPanel } from "../kit/teacher.js";
import { onChange, palette } from "../kit/theme.js";
import { KINDS, marks, Timeline } from "./timeline.js";
import { Transport, when } from "./transport.js";
import { WhichSchool } from "./whichschool.js";

/** @typedef {import("../kit/protocol").Frame} Frame */
/** @typedef {import("./around.js").Shown} Shown */
/** @typedef {Record<string, number>} Values - of levers, by name */
/** @typedef {import("./staff.js").Lit} Lit */

// What colour and size of the network may stand for, beside the form of action.
/** @type {import("../kit/network.js").Shown[]} */
const STATES = ["exhaustion", "job_satisfaction", "self_efficacy", "influence", "standing"];

/** @param {string} query */
const isReal = (query) => new URLSearchParams(query).get("real") === "1";

/**
 * The address of what is shown.
 * @type {(frame: Frame, whole: import("../kit/protocol").Whole) => string}
 */
const queryOf = (frame, whole) => frame.query + (whole.real ? "&real=1" : "");

/**
 * A number with what it is; press: what it does.
 * @param {string} value
 * @param {string} label
 * @param {string} about
 * @param {() => unknown} [press]
 */
function tile(value, label, about, press) {
  const inside = [h("b", {}, value), h("span", {}, label)];
  return press ? h("button.tile.plain", { title: about, onclick: press }, inside) : h("div.tile", { title: about }, inside);
}

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
    this.turn = 0; // of what is being opened: an answer that comes late is no longer wanted
    this.lastCommand = "";
    this.real = false;
    /** @type {import("../kit/protocol").LeversNow | null} */
    this.inForce = null; // at the moment that is shown
    /** @type {string | undefined} */
    this.left = undefined; // the address that the viewer has just left for another
    /** @type {{ colour: import("../kit/network.js").Shown | "form", size: import("../kit/network.js").Shown }} */
    this.meaning = { colour: "form", size: "standing" };
    this.choosing = false; // whether somebody has not chosen a form yet
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
      year: catalogue.clock.year,
    });
    this.address = later(250, () => this.app.setQuery(this, this.query));
    this.runs = new Runs(app, (query) => this.#load(query, isReal(query), true));
    this.timeline = new Timeline(catalogue.clock.year, (week, summer) => (this.player.pause(), this.player.seek(week, summer)));
    this.levers = new Levers(catalogue.groups, {
      change: (v) => this.#change(v),
      restart: (v) => this.#restart(v),
      say: (sentence) => app.say(sentence, "fault"),
    });
    this.transport = new Transport(this.player, catalogue.clock);

    this.which = new WhichSchool(catalogue, {
      open: (other) => this.#load(other, false, true),
      change: (changes) => this.#load(this.#changed(changes), this.real, true),
      say: (sentence) => app.say(sentence, "fault"),
    });

    // the school
    this.canvas = h("div.canvas", { role: "img", tabIndex: 0, "aria-label": "Network of advice",
      title: "Press Enter for all teachers in a table" });
    this.card = new Card(catalogue, this.canvas);
    this.spoken = h("p.spoken", { "aria-live": "polite" });
    this.trouble = h("div.trouble", { hidden: true, role: "alert" });
    this.pointer = h("div.notice", { hidden: true });
    this.clock = h("h1.clock", {}, "First day");
    this.tiles = h("div.tiles");
    this.legend = h("div.legend");
    this.goals = new Goals(catalogue, (goal) => this.#byGoal(goal));
    this.stage = this.#stage();

    // courses and log
    this.boxes = catalogue.courses.map(() => h("div.chart"));
    this.log = new Log(catalogue, {
      seek: (week, summer) => (this.player.pause(), this.player.seek(week, summer)),
      light: ({ title, posts, week, summer }) => this.#whom({ title, posts }, week, summer),
    });
    this.staff = new StaffTable(app, {
      opened: () => this.#people(),
      look: (post) => this.#open(post),
      light: (lit) => this.network.light(lit && lit.posts),
      follow: (posts) => this.network.follow(new Set(posts)),
    });
    this.pointedAt = h("span.fine");
    this.zoomOut = h("button.small", { hidden: true, onclick: () => this.#zoom(null) }, "All years");
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
    const axis = {
      point: (/** @type {number | null} */ week) => this.#point(week),
      seek: (/** @type {number} */ week) => (this.player.pause(), this.player.seek(week)),
      zoom: (/** @type {[number, number] | null} */ span) => this.#zoom(span),
    };
    this.charts = this.app.catalogue.courses.map((course, k) => new Courses(this.boxes[k], course.lines, course.options, axis));
    await this.#load(query, isReal(query));
    if (/^\d+$/.test(parameters.get("teacher") ?? "")) await this.#pointed(parameters);
  }

  /**
   * A lesson leads here: its teacher is opened, and what to look at is named.
   * @param {URLSearchParams} parameters
   */
  async #pointed(parameters) {
    const name = parameters.get("lesson");
    const post = Number(parameters.get("teacher"));
    if (!this.whole || post >= this.whole.group.length) return;
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

  whereabouts() {
    return this.query;
  }

  /** @param {string} query */
  async restore(query) {
    await this.#load(query, isReal(query));
  }

  // Nobody answers: nothing goes on by itself.
  pause() {
    if (this.player.playing) this.player.pause();
  }

  close() {
    this.turn++;
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
    else if (event.key === "Enter" && event.target === this.canvas) this.#tilePressed("burnout").then(() =>
      this.staff.search.focus());
    else return false;
    return true;
  }

  // ---------------------------------------------------------------- asking

  /**
   * Show the school of an address; anew: the viewer chose it, so that Back leads to the one before.
   * @type {(query: string, real?: boolean, anew?: boolean) => Promise<void>}
   */
  async #load(query, real = false, anew = false) {
    const turn = ++this.turn;
    this.player.pause();
    this.stage.setAttribute("aria-busy", "true");
    try {
      const frame = await this.link.ask("open", { key: "main", query, school: real });
      if (turn !== this.turn) return;
      this.real = real;
      this.#take(frame, anew);
      this.trouble.hidden = true;
    } catch (error) {
      if (this.whole) {
        this.app.fault(error);
        this.#showSettings();
      } else await this.#instead(error);
    } finally {
      if (turn === this.turn) this.stage.removeAttribute("aria-busy");
    }
  }

  /** @type {(frame: Frame, anew: boolean) => void} */
  #take(frame, anew) {
    const left = anew && this.query ? this.query : undefined;
    if (left !== undefined && frame.whole) {
      this.app.setQuery(this, left);
      this.app.setQuery(this, queryOf(frame, frame.whole), true);
    }
    this.left = left;
    this.player.take([frame]);
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
    const later = (this.frame?.known ?? 0) > (this.frame?.week ?? 0);
    try {
      const frame = await this.link.ask("change", { key: "main", changes: values });
      this.#take(frame, true);
      if (frame.week > 0 && later)
        this.app.say("A new branch begins here. The run before is kept under “Runs of this session”; " +
          "Undo, or Back, shows it again.");
      else if (frame.week > 0) this.app.say("The change holds from the coming week on.");
      if (this.band) this.#askBand();
      if (playing) this.player.play();
    } catch (error) {
      this.app.fault(error);
      this.#showSettings();
    }
  }

  /** @param {Values | null} values - null to drop what was to be changed */
  async #restart(values) {
    if (values) await this.#change(values);
    this.#showSettings();
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

  /**
   * Go to the moment of which a number tells, and show whom it counts.
   * @param {Lit} lit
   * @param {number} [week]
   * @param {boolean} [summer]
   */
  async #whom({ title, posts }, week, summer = false) {
    this.player.pause();
    if (week !== undefined && (week !== this.player.week || summer !== this.player.summer)) await this.player.seek(week,
      summer);
    await this.#people(true);
    this.#closePanel();
    this.staff.only({ title: `${this.#when}: ${title}`, posts });
  }

  /** @param {number | null} week */
  #point(week) {
    for (const chart of this.charts) chart.point(week);
    this.pointedAt.textContent = week === null ? "" : when(week, this.app.catalogue.clock.year);
  }

  /** @param {[from: number, to: number] | null} span */
  #zoom(span) {
    for (const chart of this.charts) chart.zoom(span);
    this.zoomOut.hidden = span === null;
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
      if (this.panel && this.panel.post >= whole.group.length) this.#closePanel();
    }
    const told = /** @type {Shown} */ (this.frame ?? frame); // the first frame tells everything
    this.frame = { ...frame, ties: frame.ties ?? told.ties, people: frame.people ?? told.people };
    if (this.whole) this.query = queryOf(frame, this.whole);
    this.runs.shown(this.query, this.left);
    this.left = undefined;
    if (frame.levers) {
      this.inForce = frame.levers;
      this.#showSettings();
    }
    this.rows.length = Math.max(frame.rows.from, Math.min(this.rows.length, frame.known));
    frame.rows.values.forEach((row, k) => (this.rows[frame.rows.from + k] = row));
    this.rows.length = Math.min(this.rows.length, frame.known);
    if (frame.log.events.length || whole) {
      this.events = this.events.filter((e) => e[0] + Number(e[4]) <= frame.log.from).concat(frame.log.events);
      this.#mark(frame.weeks);
    }
    this.levers.setBegun(frame.week > 0);
    this.network.update(this.frame);
    this.#figures();
    const now = frame.week + (frame.summer ? 0.5 : 0);
    this.log.show(this.events.filter((e) => e[0] + (e[4] ? 0.5 : 0) <= now));
    this.goals.show(frame, this.network.goal);
    const slow = performance.now() - this.drawn > (this.player.playing ? 180 : 0);
    if (slow || !this.player.playing || frame.over) {
      this.drawn = performance.now();
      for (const chart of this.charts)
        chart.show(this.rows, this.columns, frame.week, frame.weeks, this.app.catalogue.clock.year);
    }
    if (this.player.playing && performance.now() - this.looked > 900) {
      this.looked = performance.now();
      this.#refreshPanel();
      this.#people();
    }
    this.address();
    this.#describe();
    this.root.dataset.week = String(frame.week);
    this.root.dataset.summer = String(frame.summer !== undefined);
    if (this.choosing !== (this.choosing = frame.forms.includes(UNCHOSEN))) this.#legend();
  }

  /** @param {number} weeks */
  #mark(weeks) {
    const found = marks(this.events);
    this.timeline.show(found, weeks);
    const lines = found.map(({ week, kind }) => ({ week, colour: KINDS[kind][2] }));
    for (const chart of this.charts) chart.mark(lines);
  }

  // Where the school stands, in words.
  get #when() {
    return this.frame ? when(this.frame.week, this.app.catalogue.clock.year, this.frame.summer !== undefined) : "";
  }

  #describe() {
    if (this.player.playing || !this.frame) return;
    const { forms, summer } = this.frame;
    const n = forms.filter((f) => f !== -1).length;
    /** @param {number} k */
    const count = (k) => forms.filter((f) => f === k).length;
    const together =
      `${count(3)} collaborate on some goal, ${count(2)} at most cooperate, ${count(1)} at most coordinate, ` +
      `${count(0)} work alone`;
    const passed = summer ? ` ${summer.left.length} left, ${summer.came.length} came.` : "";
    const text = `${this.#when}. ${n} teachers: ${count(UNCHOSEN) ? "nobody has chosen yet" : together}.${passed}`;
    this.canvas.setAttribute("aria-label", `Network of advice. ${text}`);
    this.spoken.textContent = text;
  }

  #figures() {
    const { frame } = this;
    this.clock.textContent = this.#when;
    if (frame?.summer) return this.#summerFigures(frame.summer);
    const row = frame && this.rows[frame.week - 1];
    fill(
      this.tiles,
      this.app.catalogue.tiles.map((name) => {
        const outcome = this.app.outcome(name);
        const value = row ? withUnit(row[this.columns[name]], outcome, true) : "–";
        return tile(value, outcome.label, `${outcome.meaning}. Press to see who`, () => this.#tilePressed(name));
      }),
    );
  }

  /** @param {import("../kit/protocol").Summer} summer */
  #summerFigures(summer) {
    const { domains, domain_words: words } = this.app.catalogue;
    fill(
      this.tiles,
      SUMMER.map(([what, label, about]) => {
        const those = summer[what];
        if (what === "ended" || what === "begun")
          return tile(String(those.length), label, `${about}: ${those.map((d) => words[domains[d]]).join(", ") || "none"}`);
        return tile(String(those.length), label, about, () => this.#whom({ title: about, posts: those }));
      }),
    );
  }

  // Who is behind a tile: those who collaborate, or everybody, whoever is highest first.
  /** @param {string} name */
  async #tilePressed(name) {
    const { frame } = this;
    if (!frame) return;
    const form = this.app.catalogue.forms.findIndex((one) => name === `share_${one}`);
    if (form >= 0) return this.#byForm(form);
    await this.#people(true);
    this.#closePanel();
    this.staff.only(null);
    this.staff.sortBy(name);
    this.staff.root.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} form */
  #byForm(form) {
    const { frame } = this;
    if (!frame) return;
    const { goal } = this.network;
    const of = goal < 0 ? frame.forms : frame.goal_forms[goal].map((f, i) => (frame.forms[i] < 0 ? frame.forms[i] : f));
    const posts = of.flatMap((f, i) => (f === form ? [i] : []));
    return this.#whom({ title: `${capital(this.app.catalogue.forms[form])}`, posts });
  }

  /** @param {boolean} [wanted] - also while the table is closed */
  async #people(wanted = false) {
    if (!this.whole || !(wanted || this.staff.root.open)) return;
    try {
      const staff = await this.link.ask("staff", { key: "main" });
      if (this.whole) this.staff.show(staff, this.whole.groups);
    } catch (error) {
      if (!(error instanceof Gone)) this.app.fault(error);
    }
  }

  /** @param {number} goal */
  #byGoal(goal) {
    this.network.byGoal(goal);
    if (this.frame) this.goals.show(this.frame, goal);
    this.#legend();
  }

  #showSettings() {
    const { whole, frame, inForce } = this;
    if (!whole || !frame || !inForce) return;
    this.which.show(whole, inForce, this.query);
    this.levers.show(inForce.values, inForce.changed, frame.week > 0);
  }

  #controls() {
    const p = this.player;
    this.transport.show(this.frame?.known ?? 0, this.#when);
    this.root.dataset.playing = String(p.playing);
    if (!p.playing && this.frame) {
      this.#describe();
      this.#people();
      for (const chart of this.charts) chart.show(this.rows, this.columns, p.week, p.weeks, this.app.catalogue.clock.year);
      this.app.setQuery(this, this.query);
      this.#refreshPanel();
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
    const panel = this.panel ?? this.#newPanel();
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

  #newPanel() {
    return new TeacherPanel(this.app, {
      close: () => this.#closePanel(),
      open: (post) => this.#open(post),
      choices: async (post) => await this.link.ask("choices", { key: "main", post }),
    });
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
      () => this.app.setQuery(this, this.query),
      (command) => (this.lastCommand = command),
    );
    return h(
      "aside.controls",
      { "aria-label": "Settings" },
      this.which.parts,
      h("div.twins", {}, copies),
      h("div.levershead", {}, h("h2", {}, "Levers"), h("span.line-up", {}, this.runs.undo, this.which.reset)),
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
        this.tiles,
      ),
      this.goals.root,
      h("div.picture", {}, this.canvas, this.card.root, fit),
      this.legend,
      this.spoken,
      h("div.axis-and-buttons", {}, this.timeline.root, this.transport.root),
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
        h("div.bandline", {}, band, this.bandText, this.pointedAt, this.zoomOut),
        this.timeline.key,
        this.app.catalogue.courses.map((course, k) =>
          h("figure", {}, h("figcaption", {}, h("strong", {}, course.title), h("span.fine", {}, course.what)), this.boxes[k]),
        ),
        h("section", {}, h("h2", {}, "What happened"), this.log.root),
        this.staff.root,
        this.runs.root,
        takeHome(this.app),
      ),
    );
  }

  #legend() {
    const c = palette();
    const { forms, domains } = this.app.catalogue;
    const goal = this.network?.goal ?? -1;
    const { colour, size } = this.meaning;
    /** @param {string} name */
    const said = (name) => this.app.catalogue.card.find((o) => o.name === name)?.label ?? name;
    /** @type {<T extends string>(label: string, chosen: T, offered: T[], choose: (one: T) => void) => HTMLElement} */
    const menu = (label, chosen, offered, choose) => {
      /** @type {HTMLSelectElement} */
      const box = h(
        "select.quiet",
        { "aria-label": label, onchange: () => choose(offered[box.selectedIndex]) },
        offered.map((one) => h("option", { value: one, selected: one === chosen }, one === "form" ? "form of action"
          : said(one))),
      );
      return h("label.key", {}, `${label}: `, box);
    };
    /** @param {object} changed */
    const mean = (changed) => {
      Object.assign(this.meaning, changed);
      this.network.mean(this.meaning.colour, this.meaning.size);
      this.#legend();
    };
    fill(
      this.legend,
      menu("colour", colour, ["form", ...STATES], (one) => mean({ colour: one })),
      colour === "form"
        ? [
            goal < 0 ? null : h("span.fine", {}, `on ${this.app.catalogue.domain_words[domains[goal]]}`),
            forms.map((form, k) =>
              h(
                "button.key.plain",
                { title: `Show who: ${form}`, onclick: () => this.#byForm(k) },
                h("i", { style: `background:${c.forms[k]}` }),
                form,
              ),
            ),
            this.frame?.forms.includes(UNCHOSEN) ? h("span.key", {}, h("i.unchosen"), "not chosen yet") : null,
          ]
        : h("span.key", {}, "0", h("i.ramp"), "1"),
      menu("size", size, STATES, (one) => mean({ size: one })),
      h("span.key", {}, h("i.ring"), "ring: exhaustion"),
      h("span.key", {}, h("i.dot"), "formal leader"),
      h("span.key", {}, h("i.line"), "thickness: trust; arrow: to who is asked"),
    );
  }
}
