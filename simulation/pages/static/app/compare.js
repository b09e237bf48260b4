// @ts-check
// Two settings with the same schools and the same luck: side by side, and over many schools.

import { echarts } from "../kit/charts.js";
import { capital, copy, difference, fill, h, icon, later, signed, withUnit } from "../kit/dom.js";
import { Network } from "../kit/network.js";
import { Player } from "./player.js";
import { drawSpread } from "./spread.js";
import { NONE, OwnMenu, fileName, ownOf, whose, withOwn } from "./own.js";
import { Several } from "./several.js";
import { Computation, Settings, files, outcomeMenu } from "./study.js";
import { commandButton } from "./takehome.js";
import { sign, way } from "../kit/signs.js";
import { onChange } from "../kit/theme.js";
import { SUMMER, tile } from "./tiles.js";
import { speeds, weeks, when } from "./transport.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Frame} Frame */
/** @typedef {import("../kit/protocol").CompareNews} CompareNews */
/** @typedef {(number | null)[]} Values - of an outcome, one for each school */
/** @typedef {import("../kit/protocol").Whole} Whole */
/** @typedef {{ rows: Values[], frame?: import("./around.js").Shown, whole?: Whole }} Seen - what is known of a school */

const SCHOOLS = 200;

export class Page {
  /** @type {Network[]} */
  networks = []; // once the page is on show
  /** @type {import("../kit/vendor/echarts.esm.min.js").Chart | undefined} */
  chart;

  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.app = app;
    this.link = app.link;
    /** @type {Record<string, number>} */
    this.columns = Object.fromEntries(app.catalogue.weekly.map((name, at) => [name, at]));
    this.outcome = "exhaustion";
    /** @type {import("./own.js").Own} */
    this.own = NONE;
    /** @type {CompareNews | null} */
    this.found = null;
    /** @type {Seen[]} */
    this.seen = [{ rows: [] }, { rows: [] }];
    this.forget = () => {};
    const changed = later(200, () => this.#settingsChanged());
    this.a = new Settings(app, "", "A", changed);
    this.b = new Settings(app, "", "B", changed);
    this.player = new Player(app.link, ["a", "b"], {
      show: (f) => this.#show(f),
      changed: () => this.#controls(),
      fail: (e, gone) => (gone ? this.#open() : app.fault(e)),
      year: app.catalogue.clock.year,
    });
    this.many = new Computation(app, "compare", t`Compare ${SCHOOLS} schools`, {
      begin: (job) => this.link.ask("compare", { job, ...this.#asked }),
      news: (n) => this.#news(n),
    });
    this.boxes = [0, 1].map((k) =>
      h("div.canvas", { role: "img", "aria-label": t`Network of school ${"AB"[k]}`, tabIndex: 0 }));
    this.names = [h("span"), h("span")];
    this.tiles = [h("div.tiles"), h("div.tiles")];
    this.trouble = h("div.trouble", { hidden: true, role: "alert" });
    this.legend = h("div.legend");
    this.clock = h("div.clock", {}, t`First day`);
    this.playButton = h("button.play.wide", { onclick: () => this.player.toggle() });
    this.weeks = weeks(this.player);
    const share = h(
      "button",
      {
        onclick: async () => {
          this.app.setQuery(this, this.#query());
          if (await copy(location.href)) this.app.say(t`Address copied.`);
        },
      },
      icon("share"),
      h("span", {}, t`Copy address`),
    );
    /** @type {(id: string, value: number) => HTMLInputElement} */
    const box = (id, value) => h("input", { type: "number", id, min: 0, step: 1, value, onchange: changed });
    this.seedBox = box("pair-seed", 1);
    this.runBox = box("pair-school", 0);
    this.words = h("ul.words");
    this.caption = h("caption");
    this.tableBody = h("tbody");
    this.tableBox = h(
      "div.tablebox",
      { hidden: true },
      h(
        "table.effects",
        {},
        this.caption,
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            [t`Outcome`, "A", "B", t`Effect`, t`Interval`, t`Size, SD of schools`].map(
              (head) => h("th", { scope: "col" }, head)),
          ),
        ),
        this.tableBody,
      ),
    );
    this.take = h("div.line-up", { hidden: true }, files(app, () => fileName(app, "comparison", this.own), () => this.chart,
      () => this.#csv()));
    const same = t`The same comparison from the command line gives the same numbers`;
    const command = this.link.offers("compare_command") && commandButton(app, same, async () => {
      return [(await this.link.ask("compare_command", this.#asked)).command, ""];
    });
    this.whose = h("p.yourschool", { role: "status" });
    this.mine = new OwnMenu(app, (own) => this.#ownChanged(own));
    this.several = new Several(app, {
      changed: () => this.#settingsChanged(),
      look: () => {
        this.found = this.several.every[this.several.at] ?? null;
        this.#shown();
      },
    });
    this.plot = h("div.plot", { role: "img", "aria-label": t`Distributions over schools` });
    this.plotTitle = h("strong");
    this.menu = outcomeMenu(this.app, this.outcome, () => this.#choose(this.menu.value), t`Outcome to draw`);
    this.root = h(
      "div.wide",
      {},
      h(
        "div.pagehead",
        {},
        h("h1", {}, t`Compare`),
        h("p.soft", {}, t`The same school, the same people, the same luck. Only what you change differs.`),
        this.whose,
        this.mine.root,
      ),
      this.trouble,
      h(
        "div.pair",
        {},
        [this.a, this.b].map((settings, k) =>
          h(
            "section.sheet.half",
            { "aria-label": t`School ${"AB"[k]}` },
            settings.root,
            h(
              "div.picture",
              {},
              this.boxes[k],
              h("div.nameplate", {}, h(`span.letter.${"ab"[k]}`, {}, "AB"[k]), this.names[k]),
            ),
            this.tiles[k],
          ),
        ),
      ),
      this.legend,
      h(
        "div.sheet.strip",
        {},
        this.clock,
        this.playButton,
        h("button", { onclick: () => this.player.step(1) }, t`+ week`),
        h("button", { onclick: () => this.player.step(36) }, t`+ year`),
        this.weeks.slider,
        speeds(this.player),
        h("label.field", { htmlFor: "pair-seed" }, h("span", {}, t`Seed`), this.seedBox),
        h("label.field", { htmlFor: "pair-school" }, h("span", {}, t`School`), this.runBox),
        share,
      ),
      h(
        "section.sheet.block",
        {},
        h("div.blockhead", {}, h("h2", {}, t`Over many schools`), h("div.line-up", {}, this.several.menu, this.many.root,
          command)),
        this.words,
        h(
          "div.cols",
          {},
          h("div.effectbox", {}, this.several.table, this.tableBox, this.take),
          (this.plotBox = h("div.plotbox", { hidden: true }, h("div.blockhead", {}, this.plotTitle, this.menu), this.plot)),
        ),
      ),
    );
    this.#clear();
  }

  /** @param {string} query */
  async begin(query) {
    const parameters = new URLSearchParams(query);
    this.a.read(parameters.get("a") ?? "scenario=baseline");
    this.own = ownOf(parameters);
    this.#showOwn();
    this.several.offer(parameters.get("over"));
    const brought = parameters.has("set") || parameters.has("at") || (parameters.get("scenario") ?? "baseline") !== "baseline";
    this.b.read(parameters.get("b") ?? (brought ? query : "scenario=shared_leadership"));
    /** @type {(box: HTMLInputElement, text: string | null) => void} */
    const fillIn = (box, text) => {
      if (text && /^\d+$/.test(text)) box.value = text;
    };
    fillIn(this.seedBox, parameters.get("seed"));
    fillIn(this.runBox, parameters.get("school"));
    this.networks = this.boxes.map((box, k) => new Network(box, { click: () => this.#openTeacher(k), hover: () => {} }));
    const chart = echarts.init(this.plot, null, { renderer: "canvas" });
    this.chart = chart;
    this.watch = new ResizeObserver(() => chart.resize({ silent: true }));
    this.watch.observe(this.plot);
    this.forget = onChange(() => (this.#draw(), this.#legend()));
    this.#legend();
    await this.#open(Number(parameters.get("week") ?? 0));
    const found = this.app.found.get(this.#pair());
    if (found) for (const news of found) this.#news(news);
    else if (parameters.get("a")) this.many.start();
  }

  close() {
    this.player.pause();
    this.many.cancel();
    for (const network of this.networks) network.close();
    this.watch?.disconnect();
    this.chart?.dispose();
    this.forget();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === " ") this.player.toggle();
    else if (event.key === "ArrowRight") this.player.step(event.shiftKey ? 9 : 1);
    else if (event.key === "ArrowLeft") this.player.step(event.shiftKey ? -9 : -1);
    else return false;
    return true;
  }

  /**
   * The address of one of the two, with the seed and the school that both share.
   * @param {Settings} settings
   * @param {number | null} week
   */
  #of(settings, week = null) {
    const parameters = new URLSearchParams(settings.query(week));
    parameters.set("seed", this.seedBox.value || "1");
    parameters.set("school", this.runBox.value || "0");
    return parameters.toString();
  }

  // What is compared over many schools.
  get #asked() {
    return { a: this.#of(this.a), b: this.#of(this.b), runs: SCHOOLS, over: this.several.over, ...this.own };
  }

  #showOwn() {
    this.mine.show(this.own);
    this.whose.textContent = whose(this.app, this.own);
  }

  /** @param {import("./own.js").Own} own */
  #ownChanged(own) {
    const fit = own.like === this.own.like ? undefined : this.app.fits[own.like - 1];
    if (fit) for (const settings of [this.a, this.b]) settings.read(fit.query);
    this.own = own;
    this.#showOwn();
    this.#settingsChanged();
  }

  #csv() {
    const named = this.several.over === "one" ? [] : ["school"];
    const head = [...named, "outcome", "unit", "a", "b", "difference", "low", "high", "size"];
    const rows = this.several.found.flatMap(({ title, found }) =>
      (found.effects ?? []).map((e) => [
        ...named.map(() => title),
        e.outcome,
        this.app.outcome(e.outcome).unit,
        ...[e.a, e.b, e.difference, e.low, e.high, e.size],
      ]),
    );
    return [head, ...rows];
  }

  // What the comparison of many schools hangs on.
  #pair() {
    const parameters = new URLSearchParams(this.#query());
    parameters.delete("week");
    parameters.delete("school");
    return parameters.toString();
  }

  #query() {
    const parameters = new URLSearchParams({
      a: this.a.query(),
      b: this.b.query(),
      seed: this.seedBox.value,
      school: this.runBox.value,
      week: String(this.player.week),
    });
    if (this.several.over !== "one") parameters.set("over", this.several.over);
    return withOwn(parameters.toString(), this.own);
  }

  async #settingsChanged() {
    this.many.cancel();
    this.found = null;
    this.#clear();
    this.app.setQuery(this, this.#query(), true);
    await this.#open(this.player.week);
  }

  async #open(week = 0) {
    this.player.pause();
    this.names.forEach((n, k) => (n.textContent = [this.a, this.b][k].name));
    try {
      /** @type {(key: string, settings: Settings) => Promise<Frame>} */
      const ask = (key, settings) => this.link.ask("open", { key, query: this.#of(settings, week), ...this.own });
      const frames = await Promise.all([ask("a", this.a), ask("b", this.b)]);
      this.trouble.hidden = true;
      this.player.take(frames);
    } catch (error) {
      this.trouble.textContent = error.message;
      this.trouble.hidden = false;
    }
  }

  /** @param {number} k */
  #openTeacher(k) {
    this.player.pause();
    this.app.go("school", withOwn(this.#of([this.a, this.b][k], this.player.week), this.own));
  }

  /** @param {Frame[]} frames */
  #show(frames) {
    frames.forEach((frame, k) => {
      const seen = this.seen[k];
      if (frame.whole) {
        seen.whole = frame.whole;
        seen.rows = [];
        this.networks[k].show(frame.whole);
      }
      const told = /** @type {import("./around.js").Shown} */ (seen.frame ?? frame); // the first frame tells everything
      seen.frame = { ...frame, ties: frame.ties ?? told.ties, people: frame.people ?? told.people };
      frame.rows.values.forEach((row, j) => (seen.rows[frame.rows.from + j] = row));
      this.networks[k].update(seen.frame);
    });
    const { week } = frames[0];
    this.clock.textContent = when(week, this.app.catalogue.clock.year, frames[0].summer !== undefined);
    this.#figures(week);
    this.root.dataset.week = String(week);
  }

  #legend() {
    fill(
      this.legend,
      this.app.catalogue.forms.map((form, k) => h("span.key", {}, sign(k), form)),
      h("span.key", {}, h("i.ring"), t`ring: exhaustion`),
      h("span.key", {}, h("i.sizes"), t`size: standing`),
      h("span.key", {}, way(), t`from who asks to who is asked; thick: trust`),
    );
  }

  /** @param {number} week */
  #figures(week) {
    /** @type {(k: number, name: string) => number | null} */
    const value = (k, name) => this.seen[k].rows[week - 1]?.[this.columns[name]];
    const shown = this.app.catalogue.tiles.map((name) => this.app.outcome(name));
    this.tiles.forEach((box, k) => {
      const summer = this.seen[k].frame?.summer;
      fill(
        box,
        summer
          ? SUMMER.map(([what, label, about]) => tile(String(summer[what].length), label, about))
          : shown.map((o) => tile(week ? withUnit(value(k, o.name), o, true) : "–", o.label, o.meaning)),
      );
    });
  }

  #controls() {
    const p = this.player;
    fill(this.playButton, icon(p.playing ? "pause" : "play"), h("span", {}, p.playing ? t`Pause both` : t`Play both`));
    this.weeks.show();
    this.root.dataset.playing = String(p.playing);
    if (!p.playing && this.networks.length) this.app.setQuery(this, this.#query());
  }

  // ---------------------------------------------------------------- many schools

  /** @param {CompareNews} news */
  #news(news) {
    if (!news.effects) return;
    const seen = this.several.take(news);
    if (news.sentences) this.app.found.set(this.#pair(), this.several.every.filter(Boolean));
    if (seen) {
      this.found = seen;
      this.#shown();
    } else this.several.show(this.app.outcome(this.outcome));
  }

  #shown() {
    this.several.show(this.app.outcome(this.outcome));
    this.#table();
    this.#draw();
    const sentences = this.found?.sentences;
    if (sentences) fill(this.words, sentences.map((s) => h("li", {}, s)));
  }

  #clear() {
    this.several.clear();
    fill(
      this.words,
      h(
        "li.fine",
        {},
        t`Press the button: ${SCHOOLS} schools live under A and under B, each with the same people and the same luck, so a
          difference is an effect and not chance.`,
      ),
    );
    fill(this.tableBody);
    this.chart?.clear();
    this.plotBox.hidden = true;
    this.tableBox.hidden = this.take.hidden = true;
  }

  #table() {
    if (!this.found?.effects) return;
    const { effects, schools, year } = this.found;
    const { told } = this.app.catalogue;
    const of = new Map(effects.map((e) => [e.outcome, e]));
    const rows = told.flatMap((name) => of.get(name) ?? []);
    this.tableBox.hidden = this.take.hidden = false;
    const effect =
      t`Effect: B less A, with its 95 percent interval; shares in percentage points. Size:
      the effect in standard deviations between
      schools under A, which differ less than persons do; the line in the middle of its column is no effect.`;
    const lived = this.own.school ? t`${schools} runs` : t`${schools} schools`;
    this.caption.textContent = `${this.several.subject}${t`Year ${year}, ${lived}. ${effect}`}`;
    const most = Math.max(1, ...rows.map((e) => Math.abs(e.size ?? 0)));
    fill(
      this.tableBody,
      rows.map((e) => this.#effect(e, most)),
    );
  }

  /**
   * A row of the table.
   * @param {import("../kit/protocol").Effect} e
   * @param {number} most - the largest size of all effects, which fills the figure
   */
  #effect(e, most) {
    const outcome = this.app.outcome(e.outcome);
    const [low, high] = [e.low ?? 0, e.high ?? 0];
    const chosen = e.outcome === this.outcome;
    /** @param {number} v */
    const scale = (v) => 50 + (46 * v * (e.size && e.difference ? e.size / e.difference : 0)) / most;
    const [left, right] = [scale(low), scale(high)].sort((p, q) => p - q);
    return h(
      `tr${low > 0 || high < 0 ? ".clear" : ""}${chosen ? ".chosen" : ""}`,
      {
        tabIndex: 0,
        title: `${outcome.meaning} [${outcome.unit}]`,
        onclick: () => this.#choose(e.outcome),
        onkeydown: (k) => k.key === "Enter" && this.#choose(e.outcome),
      },
      h("th", { scope: "row" }, capital(outcome.label)),
      h("td", {}, withUnit(e.a, outcome, true)),
      h("td", {}, withUnit(e.b, outcome, true)),
      h("td", {}, h("b", {}, difference(e.difference, outcome))),
      h("td.interval", {}, e.low === null ? "–" : t`${difference(e.low, outcome)} to ${difference(e.high, outcome)}`),
      h(
        "td.effect",
        {},
        h("b", {}, signed(e.size, 1)),
        h(
          "span.whisker",
          { role: "img", "aria-label": t`effect size ${signed(e.size)}` },
          e.size === null
            ? null
            : [
                h("i.range", { style: `left:${left}%;width:${right - left}%` }),
                h("i.point", { style: `left:${scale(e.difference ?? 0)}%` }),
              ],
        ),
      ),
    );
  }

  /** @param {string} name */
  #choose(name) {
    this.outcome = name;
    this.menu.value = name;
    if (this.found) this.#shown();
  }

  // Every school twice: how A and B spread, and the paired differences.
  #draw() {
    const values = this.found?.values?.[this.outcome];
    if (!values || !this.chart) return;
    if (this.plotBox.hidden) {
      this.plotBox.hidden = false;
      this.chart.resize({ silent: true });
    }
    const outcome = this.app.outcome(this.outcome);
    this.plotTitle.textContent = t`${capital(outcome.label)} in ${values[0].length} schools`;
    drawSpread(this.chart, outcome, values);
  }
}
