// @ts-check
// The living school: choose, change, play, look closely.

import { Goals, Log } from "./around.js";
import { Caption, counted } from "./caption.js";
import { LivingCourses } from "./courses.js";
import { capital, fill, h, icon, later } from "../kit/dom.js";
import { Levers } from "./levers.js";
import { Gone } from "../kit/link.js";
import { Meaning } from "./meaning.js";
import { Network } from "../kit/network.js";
import { Opening } from "./opening.js";
import { People } from "./people.js";
import { Player } from "./player.js";
import { Presentation } from "./presentation.js";
import { Runs } from "./runs.js";
import { identity, takeHome } from "./takehome.js";
import { Tiles } from "./tiles.js";
import { KINDS, marks, Timeline } from "./timeline.js";
import { Transport, when } from "./transport.js";
import { WhichSchool } from "./whichschool.js";
import { t } from "../kit/words.js";
import { NONE, ownOf, withOwn } from "./own.js";

/** @typedef {import("../kit/protocol").Frame} Frame */
/** @typedef {import("./around.js").Shown} Shown */
/** @typedef {Record<string, number>} Values - of levers, by name */

/**
 * The address of what is shown.
 * @type {(frame: Frame, whole: import("../kit/protocol").Whole) => string}
 */
const queryOf = (frame, whole) => withOwn(frame.query, { school: whole.real, like: whole.like });

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
    this.query = "";
    this.turn = 0; // of what is being opened: an answer that comes late is no longer wanted
    /** @type {Opening | null} */
    this.opening = null; // for whoever comes without an address
    this.lastCommand = "";
    /** @type {import("./own.js").Own} */
    this.own = NONE;
    /** @type {import("../kit/protocol").LeversNow | null} */
    this.inForce = null; // at the moment that is shown
    /** @type {string | undefined} */
    this.left = undefined; // the address that the viewer has just left for another
    this.player = new Player(app.link, ["main"], {
      show: ([f]) => this.#show(f),
      changed: () => this.#controls(),
      fail: (e, gone) => this.#fail(e, gone),
      year: catalogue.clock.year,
    });
    this.address = later(250, () => this.app.setQuery(this, this.query));
    this.runs = new Runs(app, (query) => this.#load(query, ownOf(query), true));
    this.timeline = new Timeline(catalogue.clock.year, (week, summer) => this.#stand(week, summer));
    this.levers = new Levers(catalogue.groups, {
      change: (v) => this.#change(v),
      restart: (v) => this.#restart(v),
      say: (sentence) => app.say(sentence, "fault"),
    });
    this.transport = new Transport(this.player, catalogue.clock);

    this.which = new WhichSchool(app, {
      open: (other) => this.#load(other, NONE, true),
      change: (changes) => this.#load(this.#changed(changes), this.own, true),
      own: (own) => this.#load(this.#under(own), own, true),
      say: (sentence) => app.say(sentence, "fault"),
    });

    // the school
    this.canvas = h("div.canvas", { role: "img", tabIndex: 0, "aria-label": t`Network of advice`,
      title: t`Press Enter for all teachers in a table` });
    this.spoken = h("p.spoken", { "aria-live": "polite" });
    this.trouble = h("div.trouble", { hidden: true, role: "alert" });
    this.pointer = h("div.notice", { hidden: true });
    this.clock = h("h1.clock", {}, t`First day`);
    this.caption = new Caption();
    this.presentation = new Presentation();
    this.goals = new Goals(catalogue, (goal) => this.#byGoal(goal));
    this.courses = new LivingCourses(app, (week) => this.#stand(week));
    this.side = h("aside.side", { "aria-label": t`Courses and log` });
    this.people = new People(app, {
      canvas: this.canvas,
      side: this.side,
      shown: () => this,
      stand: (week, summer) => this.#stand(week, summer),
      when: () => this.#when,
    });
    this.tiles = new Tiles(app, { behind: (outcome) => this.people.behind(outcome), whom: (lit) => this.people.whom(lit) });
    this.meaning = new Meaning(catalogue, {
      mean: (colour, size) => this.network.mean(colour, size),
      whom: (form) => this.people.inForm(form),
    });
    this.stage = this.#stage();
    this.log = new Log(catalogue, {
      seek: (week, summer) => this.#stand(week, summer),
      light: ({ title, posts, week, summer }) => this.people.whom({ title, posts }, week, summer),
    });
    fill(
      this.side,
      h(
        "div.courses",
        {},
        this.courses.parts,
        h("section", {}, h("h2", {}, t`What happened`), this.log.root),
        this.people.staff.root,
        this.runs.root,
        takeHome(app),
      ),
    );
    this.root = h("div.school", {}, this.#settings(), this.stage, this.side);
    this.#controls();
  }

  /** @param {string} query */
  async begin(query) {
    const parameters = new URLSearchParams(query);
    const { people } = this;
    this.network = new Network(this.canvas, { click: (post) => people.open(post), hover: (post) => people.hover(post) });
    people.network = this.network;
    this.courses.begin();
    await this.#load(query, ownOf(query));
    if (!query && this.whole) this.opening = new Opening(this.player, this.caption);
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
    await this.people.open(post);
    if (!name) return;
    try {
      const { look, title } = await this.link.ask("lesson", { name });
      const pointer = look[Number(parameters.get("point"))];
      if (!pointer?.see) return;
      const { state, term, see } = pointer;
      const back = h(
        "button.small",
        { onclick: () => this.app.go("lessons", `lesson=${encodeURIComponent(name)}&step=why`) },
        t`Back to the lesson`,
      );
      fill(this.pointer, h("span", {}, h("strong", {}, `${title}: `), see), back);
      this.pointer.hidden = false;
      const [saidState, saidTerm] = this.app.catalogue.terms[state][term || ""];
      this.people.panel?.point(saidState, saidTerm);
    } catch (error) {
      this.app.fault(error);
    }
  }

  whereabouts() {
    return this.query;
  }

  /** @param {string} query */
  async restore(query) {
    await this.#load(query, ownOf(query));
  }

  // Nobody answers: nothing goes on by itself.
  pause() {
    if (this.player.playing) this.player.pause();
  }

  close() {
    this.turn++;
    this.player.pause();
    this.network?.close();
    this.meaning.close();
    this.courses.close();
    this.presentation.close();
    this.opening?.close();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const term = this.app.catalogue.clock.term;
    if (this.presentation.key(event.key)) return true;
    if (event.key === " ") this.player.toggle();
    else if (event.key === "ArrowRight") this.player.step(event.shiftKey ? term : 1);
    else if (event.key === "ArrowLeft") this.player.step(event.shiftKey ? -term : -1);
    else if (event.key === "Home") this.player.seek(0);
    else if (event.key === "Escape" && this.people.panel) this.people.close();
    else if (event.key === "Enter" && event.target === this.canvas) this.people.behind("burnout").then(() =>
      this.people.staff.search.focus());
    else return false;
    return true;
  }

  // ---------------------------------------------------------------- asking

  /**
   * Show the school of an address; anew: the viewer chose it, so that Back leads to the one before.
   * @type {(query: string, own?: import("./own.js").Own, anew?: boolean) => Promise<void>}
   */
  async #load(query, own = NONE, anew = false) {
    const turn = ++this.turn;
    this.player.pause();
    this.stage.setAttribute("aria-busy", "true");
    try {
      const frame = await this.link.ask("open", { key: "main", query, ...own });
      if (turn !== this.turn) return;
      this.own = own;
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
      h("strong", {}, t`This address cannot be opened.`, " "),
      h("span", {}, capital(error.message)),
      h("p.fine", {}, t`The baseline is shown instead.`),
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
        this.app.say(t`A new branch begins here. The run before is kept under “Runs of this session”;
          Undo, or Back, shows it again.`);
      else if (frame.week > 0) this.app.say(t`The change holds from the coming week on.`);
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
   * The address under which what was chosen of one's own is opened: a fit comes with what is known of its school.
   * @param {import("./own.js").Own} own
   */
  #under(own) {
    const fit = own.like === this.own.like ? undefined : this.app.fits[own.like - 1];
    return fit ? fit.query : this.#changed({ week: 0, at: null });
  }

  /**
   * Stand still, at a moment; without one, at that which is shown.
   * @type {(week?: number, summer?: boolean) => Promise<void>}
   */
  async #stand(week, summer = false) {
    const { player } = this;
    player.pause();
    if (week !== undefined && (week !== player.week || summer !== player.summer)) await player.seek(week, summer);
  }

  /** @type {(error: Error, gone: boolean) => void} */
  #fail(error, gone) {
    if (gone || error instanceof Gone) {
      this.app.say(t`The page had rested so long that its school was put away; it is set up again as it was.`);
      this.#load(this.query, this.own);
    } else this.app.fault(error);
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
    }
    const last = /** @type {Shown} */ (this.frame ?? frame); // the first frame tells everything
    this.frame = { ...frame, ties: frame.ties ?? last.ties, people: frame.people ?? last.people };
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
    const told = this.events.filter((e) => e[0] + (e[4] ? 0.5 : 0) <= now);
    this.log.show(told);
    this.caption.show(frame, told);
    this.opening?.moved();
    if (whole) this.courses.renewBand(whole.group.length, frame.weeks);
    this.goals.show(frame, this.network.goal);
    this.#courses();
    if (this.player.playing) this.people.renew(true);
    this.address();
    this.#describe();
    this.root.dataset.week = String(frame.week);
    this.root.dataset.summer = String(frame.summer !== undefined);
    this.meaning.show(frame.forms, this.network.goal);
  }

  /** @param {number} weeks */
  #mark(weeks) {
    const found = marks(this.events);
    this.timeline.show(found, weeks);
    this.courses.mark(found.map(({ week, kind }) => ({ week, colour: KINDS[kind][2] })));
  }

  // Where the school stands, in words.
  get #when() {
    return this.frame ? when(this.frame.week, this.app.catalogue.clock.year, this.frame.summer !== undefined) : "";
  }

  #describe() {
    if (this.player.playing || !this.frame) return;
    const text = `${this.#when}. ${counted(this.frame)}`;
    this.canvas.setAttribute("aria-label", `${t`Network of advice`}. ${text}`);
    this.spoken.textContent = text;
  }

  #figures() {
    const { frame } = this;
    this.clock.textContent = this.#when;
    if (frame?.summer) return this.tiles.summer(frame.summer);
    const row = frame && this.rows[frame.week - 1];
    this.tiles.week((outcome) => (row ? row[this.columns[outcome]] : undefined));
  }

  #courses() {
    const { week, weeks, playing } = this.player;
    this.courses.show(this.rows, this.columns, { week, weeks, playing });
  }

  /** @param {number} goal */
  #byGoal(goal) {
    this.network.byGoal(goal);
    if (!this.frame) return;
    this.goals.show(this.frame, goal);
    this.meaning.show(this.frame.forms, goal);
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
      this.#courses();
      this.app.setQuery(this, this.query);
      this.people.renew(false);
    }
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
      { "aria-label": t`Settings` },
      this.which.parts,
      h("div.twins", {}, copies),
      h("div.levershead", {}, h("h2", {}, t`Levers`), h("span.line-up", {}, this.runs.undo, this.which.reset)),
      this.levers.root,
    );
  }

  #stage() {
    const fit = h(
      "button.round.fit",
      { "aria-label": t`Show the whole school`, title: t`Show the whole school`, onclick: () => this.network.fit() },
      icon("fit"),
    );
    return h(
      "section.stage",
      { "aria-label": t`The school` },
      this.trouble,
      this.pointer,
      h(
        "div.head",
        {},
        this.clock,
        this.tiles.root,
      ),
      this.caption.root,
      this.goals.root,
      h("div.picture", {}, this.canvas, this.people.card.root, fit, this.presentation.parts),
      this.meaning.root,
      this.spoken,
      h("div.axis-and-buttons", {}, this.timeline.root, this.transport.root),
    );
  }
}
