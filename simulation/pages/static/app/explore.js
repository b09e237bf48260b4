// @ts-check
// Two levers on the axes, an outcome in colour; a cell is a door to a school. A map holds every outcome, so another one is
// shown without computing again; two maps over the same axes can be subtracted.

import { echarts, font } from "../kit/charts.js";
import { capital, difference, h, icon, isKnown, percent, saveText, withUnit, written } from "../kit/dom.js";
import { NONE, OwnMenu, fileName, ownOf, whose, withOwn } from "./own.js";
import { Computation, Settings, files, outcomeMenu } from "./study.js";
import { commandButton } from "./takehome.js";
import { isDark, onChange, palette } from "../kit/theme.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").ExploreNews} ExploreNews */
/** @typedef {Required<Pick<ExploreNews, "x" | "y" | "xs" | "ys" | "schools">>} Axes */
/** @typedef {NonNullable<ExploreNews["cells"]>[number]} Sent - of each outcome the mean, and half of its interval */
/** @typedef {[across: number, upwards: number, mean: number | null, half: number | null]} Cell - of what is shown */
/** @typedef {{ map: Axes, data: Map<string, Sent>, name: string }} Computed */

/**
 * Where the scale of colours ends: not so near that luck looks like an effect. Shares and states from 0 to 1 differ by a
 * quarter at least.
 * @type {(low: number, high: number, outcome: import("../kit/protocol").Outcome) => [number, number]}
 */
function honest(low, high, { unit, percent: share }) {
  if (!share && !/^0 ?(to|\.\.) ?1$/.test(unit)) return [low, high];
  const more = Math.max(0, LEAST - (high - low)) / 2;
  const from = Math.min(Math.max(0, low - more), 1 - LEAST);
  return high - low >= LEAST ? [low, high] : [from, from + LEAST];
}
const LEAST = 0.25;

/**
 * The scale of a difference: as far below zero as above it.
 * @type {(means: number[], outcome: import("../kit/protocol").Outcome) => [number, number]}
 */
function balanced(means, outcome) {
  const far = Math.max(...means.map(Math.abs), outcome.percent || outcome.unit.startsWith("0") ? LEAST / 2 : 1e-6);
  return [-far, far];
}

export class Page {
  /** @type {import("../kit/vendor/echarts.esm.min.js").Chart} */
  chart; // once the page is on show

  /** @param {import("./main.js").Application} app */
  constructor(app) {
    /** @type {import("./own.js").Own} */
    this.own = NONE;
    this.computed = ""; // the address of the map that is being computed
    /** @type {Map<string, Sent>} */
    this.data = new Map();
    /** @type {Computed | null} */
    this.kept = null; // to be subtracted from another
    this.column = new Map(app.catalogue.outcomes.map((o, k) => [o.name, k]));
    /** @type {Axes | null} */
    this.map = null;
    this.forget = () => {};
    this.app = app;
    this.link = app.link;
    this.settings = new Settings(app, t`The school`, "", () => this.#stale());
    /** @type {(label: string, chosen: string) => HTMLSelectElement} */
    const levers = (label, chosen) => {
      const menu = h(
        "select",
        { "aria-label": label, onchange: () => this.#stale() },
        app.catalogue.groups.map((g) =>
          h(
            "optgroup",
            { label: g.title },
            g.levers.map((l) => h("option", { value: l.name, selected: l.name === chosen }, capital(l.label))),
          ),
        ),
      );
      return menu;
    };
    this.x = levers(t`Lever across`, "time.planning");
    this.y = levers(t`Lever upwards`, "administrator.openness");
    this.outcome = outcomeMenu(app, "exhaustion", () => this.#another(), t`Outcome`);
    this.cells = h(
      "select",
      { "aria-label": t`Cells`, onchange: () => this.#stale() },
      [
        [5, "5 × 5 cells"],
        [9, "9 × 9 cells"],
        [17, "17 × 17 cells"],
      ].map(([v, t]) => h("option", { value: v, selected: v === 9 }, t)),
    );
    this.schools = h(
      "select",
      { "aria-label": t`Schools in a cell`, onchange: () => this.#stale() },
      [4, 8, 20].map((v) => h("option", { value: v, selected: v === 8 }, t`${v} schools a cell`)),
    );
    this.work = new Computation(app, "explore", t`Explore`, {
      begin: (job) => {
        this.data = new Map();
        this.map = null;
        this.computed = this.#question();
        this.app.setQuery(this, this.#query(), new URLSearchParams(this.app.place.read()).has("x"));
        this.name = this.settings.name;
        return this.link.ask("explore", { job, ...this.#asked });
      },
      news: (n) => this.#news(n),
    });
    this.plot = h("div.map.waiting", { role: "img", "aria-label": t`Map of two levers` });
    this.cell = h("span", { role: "status" });
    this.name = "";
    this.keep = h("button.small", { onclick: () => this.#keep() }, t`Keep this map`);
    this.lessBox = h("input", { type: "checkbox", onchange: () => (this.#draw(), this.#say()) });
    this.lessSaid = h("span");
    this.less = h("label.check", { hidden: true }, this.lessBox, this.lessSaid);
    const saveStudy = async () => {
      try {
        const { files: both } = await this.link.ask("explore_study", this.#asked);
        for (const [name, text] of both) saveText(name, "application/toml", text);
      } catch (error) {
        app.fault(error);
      }
    };
    const same = t`The same map from the command line gives the same numbers`;
    const command = this.link.offers("explore_study") && commandButton(app, same, async () => {
      const { command: text, files: both } = await this.link.ask("explore_study", this.#asked);
      return [text, t`It runs ${both[0][0]} with ${both[1][0]}: save the study beside.`];
    });
    this.take = h(
      "div.line-up",
      { hidden: true },
      this.less,
      this.keep,
      command,
      command && h("button.small", { onclick: saveStudy }, icon("down"), t`Study (TOML)`),
      files(app, () => fileName(app, "map", this.own), () => this.chart, () => this.#csv()),
    );
    this.whose = h("p.yourschool", { role: "status" });
    this.menu = new OwnMenu(app, (own) => this.#mine(own));
    this.words = h(
      "p",
      { role: "status" },
      t`Choose two levers and an outcome, then press Explore. Every cell is a few schools; the last year counts.`,
    );
    /** @type {(label: string, control: HTMLElement) => HTMLElement} */
    const field = (label, control) => h("div.field", {}, h("span", {}, label), control);
    this.root = h(
      "div.wide",
      {},
      h(
        "div.pagehead",
        {},
        h("h1", {}, t`Explore`),
        h("p.soft", {}, t`What two levers do together. Click a cell to open that school.`),
        this.whose,
      ),
      h(
        "div.explore",
        {},
        h(
          "aside.sheet.block",
          {},
          this.settings.root,
          field(t`Across`, this.x),
          field(t`Upwards`, this.y),
          field(t`Colour`, this.outcome),
          field(t`How fine`, h("div.twins", {}, this.cells, this.schools)),
          this.menu.root,
          this.work.root,
        ),
        h("section.sheet.block", {}, this.words, this.plot, h("div.line-up", {}, this.cell, h("span.grow"), this.take)),
      ),
    );
  }

  /** @param {string} query */
  async begin(query) {
    const parameters = new URLSearchParams(query);
    this.settings.read(query);
    this.#mine(ownOf(parameters));
    /** @type {(menu: HTMLSelectElement, known: Map<string, unknown>, key: string) => void} */
    const choose = (menu, known, key) => {
      const name = parameters.get(key);
      if (name !== null && known.has(name)) menu.value = name;
    };
    choose(this.x, this.app.levers, "x");
    choose(this.y, this.app.levers, "y");
    choose(this.outcome, this.app.outcomes, "outcome");
    this.chart = echarts.init(this.plot, null, { renderer: "canvas" });
    this.chart.on("click", ({ value }) => value && this.#open(value));
    this.chart.on("mouseover", ({ value }) => value && this.#pointAt(value));
    this.chart.on("mouseout", () => (this.cell.textContent = ""));
    this.watch = new ResizeObserver(() => this.chart.resize({ silent: true }));
    this.watch.observe(this.plot);
    this.forget = onChange(() => this.#draw());
    if (parameters.get("x")) this.#again(parameters);
    this.root.dataset.week = "0";
  }

  /**
   * Whose people live here, and like which fit.
   * @param {import("./own.js").Own} own
   */
  #mine(own) {
    const fit = own.like === this.own.like ? undefined : this.app.fits[own.like - 1];
    if (fit && this.root.dataset.week) this.settings.read(fit.query); // chosen here, and not told by an address
    this.own = own;
    this.menu.show(own);
    this.whose.textContent = whose(this.app, own);
  }

  /**
   * The map of an address: as it was computed before, or computed now.
   * @param {URLSearchParams} parameters
   */
  #again(parameters) {
    for (const [menu, key] of /** @type {[HTMLSelectElement, string][]} */ ([
      [this.cells, "cells"],
      [this.schools, "schools"],
    ]))
      if ([...menu.options].some((o) => o.value === parameters.get(key))) menu.value = parameters.get(key) ?? "";
    const found = this.app.found.get(this.#question());
    if (!found) return void this.work.start();
    ({ map: this.map, data: this.data, name: this.name } = found);
    this.#draw();
    this.#say();
  }

  close() {
    this.work.cancel();
    this.watch?.disconnect();
    this.forget();
    this.chart?.dispose();
  }

  #query() {
    const parameters = new URLSearchParams(this.settings.query());
    parameters.set("x", this.x.value);
    parameters.set("y", this.y.value);
    parameters.set("outcome", this.outcome.value);
    parameters.set("cells", this.cells.value);
    parameters.set("schools", this.schools.value);
    return withOwn(parameters.toString(), this.own);
  }

  // What the map is computed from: everything but the outcome that is shown of it.
  #question() {
    const parameters = new URLSearchParams(this.#query());
    parameters.delete("outcome");
    return parameters.toString();
  }

  get #asked() {
    return {
      query: this.settings.query(),
      ...this.own,
      x: this.x.value,
      y: this.y.value,
      steps: Number(this.cells.value),
      schools: Number(this.schools.value),
    };
  }

  // Another outcome of the same schools.
  #another() {
    if (!this.map) return;
    if (this.computed === this.#question()) this.app.setQuery(this, this.#query());
    this.#draw();
    if (!this.work.running) this.#say();
  }

  #keep() {
    const { map, data, name } = this;
    if (!map) return;
    this.kept = { map, data, name };
    this.app.say(t`The map is kept. Compute another over the same two levers to subtract it.`);
    this.#offer();
  }

  // Whether the kept map can be subtracted from the one on show.
  #offer() {
    const { map, kept } = this;
    const axes = (/** @type {Axes | null | undefined} */ of) => JSON.stringify(of && [of.x, of.y, of.xs, of.ys]);
    const fits = kept !== null && kept.data !== this.data && axes(kept.map) === axes(map);
    this.less.hidden = !fits;
    if (!fits) this.lessBox.checked = false;
    this.lessSaid.textContent = kept ? ` ${t`less the kept map (${kept.name})`}` : "";
  }

  #stale() {
    this.work.cancel();
    if (this.map) this.words.textContent = t`The settings have changed; press Explore to compute the map anew.`;
  }

  /** @param {ExploreNews} news */
  #news(news) {
    if (news.xs) this.map = /** @type {Axes} */ (news); // the axes come together
    for (const cell of news.cells ?? []) this.data.set(`${cell[0]},${cell[1]}`, cell);
    this.root.dataset.cells = String(this.data.size);
    if (news.cells) this.#draw();
    if (!news.done) return;
    this.app.found.set(this.computed, { map: this.map, data: this.data, name: this.name });
    this.#draw();
    this.#say();
  }

  /** @type {(lever: import("../kit/protocol").Lever, value: number) => string} */
  #said(lever, value) {
    return `${lever.label} ${+value.toFixed(3)} ${lever.unit}`;
  }

  /**
   * What is shown of a cell: the outcome, or how far it is from the kept map's. The same schools live in both, so half of an
   * interval of a difference is at most what it would be for others.
   * @returns {Cell[]}
   */
  get #shown() {
    const k = this.column.get(this.outcome.value) ?? 0;
    const kept = this.lessBox.checked ? this.kept?.data : null;
    return [...this.data.values()].map(([i, j, means, halves]) => {
      const other = kept?.get(`${i},${j}`);
      const [mean, half] = [means[k], halves[k]];
      if (!kept) return [i, j, mean, half];
      const [less, width] = [other?.[2][k] ?? null, other?.[3][k] ?? null];
      return [
        i,
        j,
        mean === null || less === null ? null : mean - less,
        half === null || width === null ? null : Math.hypot(half, width),
      ];
    });
  }

  /**
   * A value that is shown, in words.
   * @param {number | null} value
   */
  #written(value) {
    const outcome = this.app.outcome(this.outcome.value);
    return this.lessBox.checked ? difference(value, outcome) : withUnit(value, outcome);
  }

  /** @param {Cell} cell */
  #interval([, , mean, half]) {
    if (mean === null || half === null) return t`no interval`;
    return t`95 percent interval ${this.#written(mean - half)} to ${this.#written(mean + half)}`;
  }

  #say() {
    this.#offer();
    const { map } = this;
    const cells = this.#shown.filter((c) => c[2] !== null);
    if (!map || !cells.length) return;
    const [x, y, outcome] = [this.app.lever(map.x), this.app.lever(map.y), this.app.outcome(this.outcome.value)];
    const mean = (/** @type {Cell} */ c) => Number(c[2]);
    const best = cells.reduce((p, q) => (mean(q) > mean(p) ? q : p));
    const least = cells.reduce((p, q) => (mean(q) < mean(p) ? q : p));
    /** @param {Cell} c */
    const where = (c) => t`${this.#said(x, map.xs[c[0]])} and ${this.#said(y, map.ys[c[1]])}`;
    /** @param {Cell} c */
    const found = (c) => `${this.#written(c[2])} (${where(c)})`;
    const less = this.lessBox.checked ? `, ${t`less the kept map (${this.kept?.name})`},` : "";
    const clear = cells.filter((c) => c[3] !== null && Math.abs(mean(c)) > c[3]).length;
    const sure = less
      ? t`In ${clear} of ${cells.length} cells the interval of the difference leaves out zero.`
      : t`Half of a 95 percent interval is ${withUnit(this.#usualHalf(cells), outcome)} in the middle of all cells.`;
    this.words.textContent =
      t`${capital(outcome.label)}${less} runs from ${found(least)} to ${found(best)}, mean of ${map.schools} schools a cell
      in the last year. ${sure} Click a cell to open its first school.`;
    this.take.hidden = false;
  }

  /** @param {Cell[]} cells */
  #usualHalf(cells) {
    const halves = cells.map((c) => c[3]).filter(isKnown).sort((a, b) => a - b);
    return halves.length ? halves[Math.floor(halves.length / 2)] : null;
  }

  /** @param {Cell} value - the place of a cell, as the map knows it */
  #pointAt([i, j]) {
    const { map } = this;
    const cell = this.#shown.find((c) => c[0] === i && c[1] === j);
    if (!map || !cell) return;
    const place = [this.#said(this.app.lever(map.x), map.xs[i]), this.#said(this.app.lever(map.y), map.ys[j])];
    this.cell.textContent = `${capital(place.join(", "))}: ${this.#written(cell[2])}, ${this.#interval(cell)}`;
  }

  #csv() {
    const { map } = this;
    if (!map) return [];
    const what = this.lessBox.checked ? `${this.outcome.value}_less_kept_map` : this.outcome.value;
    return [
      [map.x, map.y, what, "low", "high", "schools"],
      ...this.#shown.map(([i, j, mean, half]) => {
        const ends = mean === null || half === null ? [null, null] : [mean - half, mean + half];
        return [map.xs[i], map.ys[j], mean, ...ends, map.schools];
      }),
    ];
  }

  #draw() {
    if (!this.map || !this.data.size) return;
    if (this.plot.classList.contains("waiting")) {
      this.plot.classList.remove("waiting");
      this.chart.resize({ silent: true });
    }
    const c = palette();
    const { xs, ys } = this.map;
    const [x, y] = [this.app.lever(this.map.x), this.app.lever(this.map.y)];
    const outcome = this.app.outcome(this.outcome.value);
    const cells = this.#shown;
    const less = this.lessBox.checked;
    const means = cells.map((d) => d[2]).filter(isKnown);
    const [low, high] = less ? balanced(means, outcome) : honest(Math.min(...means), Math.max(...means), outcome);
    /** @param {number | null} mean */
    const far = (mean) => mean !== null && mean > low + 0.5 * (high - low); // from the paper, in its colour
    /** @param {number} v */
    const end = (v) => (less ? difference(v, outcome) : withUnit(v, outcome, true));
    const narrow = this.plot.clientWidth < 620;
    const across = (this.plot.clientWidth - (narrow ? 78 : 208)) / xs.length;
    const text = { color: c.muted, fontFamily: font, fontSize: 13 };
    /** @type {(lever: import("../kit/protocol").Lever, values: number[]) => object} */
    const axis = (lever, values) => ({
      type: "category",
      data: values.map((v) => String(+v.toFixed(4))),
      name: `${capital(lever.label)} [${lever.unit}]`,
      nameLocation: "middle",
      nameTextStyle: { ...text, color: c.ink, fontSize: 14, fontWeight: 600 },
      axisLabel: text,
      axisLine: { show: false },
      axisTick: { show: false },
      splitArea: { show: false },
    });
    const large = across >= 40 && ys.length <= 9; // there is room for numbers
    this.chart.setOption(
      {
        animation: false,
        grid: narrow ? { left: 68, right: 10, top: 62, bottom: 58 } : { left: 78, right: 130, top: 14, bottom: 58 },
        xAxis: { ...axis(x, xs), nameGap: 34 },
        yAxis: { ...axis(y, ys), nameGap: 52 },
        visualMap: {
          min: low,
          max: high > low ? high : low + 1e-6,
          calculable: false,
          ...(narrow ? { orient: "horizontal", left: "center", top: 4 } : { orient: "vertical", right: 22, top: "middle" }),
          itemHeight: narrow ? 160 : 240,
          precision: 2,
          text: [end(high), end(low)],
          textStyle: text,
          inRange: { color: less ? [c.vermilion, c.area, c.blue] : c.sequence },
          formatter: (/** @type {number} */ v) => (less ? difference(v, outcome) : written(v, outcome)),
        },
        series: [
          {
            type: "heatmap",
            data: cells.map(([i, j, mean]) => ({
              value: [i, j, mean ?? "-"],
              label: { color: less || !far(mean) ? c.ink : c.paper },
            })),
            progressive: 0,
            itemStyle: { borderColor: c.paper, borderWidth: large ? 3 : 1, borderRadius: 4 },
            label: {
              show: large,
              formatter: (/** @type {{ value: Cell }} */ { value }) =>
                typeof value[2] === "number" ? (less ? difference : written)(value[2], outcome) : "",
              fontFamily: font,
              fontSize: 13,
            },
            emphasis: { itemStyle: { borderColor: c.ink, borderWidth: 2 } },
            cursor: "pointer",
          },
        ],
      },
      { notMerge: true },
    );
    this.plot.setAttribute(
      "aria-label",
      t`Map of ${outcome.label}: ${percent(this.data.size / (xs.length * ys.length))} computed,
        from ${written(low, outcome)} to ${written(high, outcome)}.`,
    );
    this.plot.dataset.look = isDark() ? "dark" : "light";
  }

  /** @param {Cell} cell */
  #open([i, j]) {
    const { map } = this;
    if (!map) return;
    const parameters = new URLSearchParams(this.settings.query());
    const sets = parameters.getAll("set").filter((s) => !s.startsWith(`${map.x}:`) && !s.startsWith(`${map.y}:`));
    parameters.delete("set");
    for (const s of [...sets, `${map.x}:${map.xs[i]}`, `${map.y}:${map.ys[j]}`]) parameters.append("set", s);
    this.app.go("school", withOwn(parameters.toString(), this.own));
  }
}
