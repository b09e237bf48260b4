// @ts-check
// Two levers on the axes, an outcome in colour; a cell is a door to a school.

import { echarts, font } from "../kit/charts.js";
import { capital, h, isKnown, percent, withUnit, written } from "../kit/dom.js";
import { Computation, Settings, files, outcomeMenu } from "./study.js";
import { isDark, onChange, palette } from "../kit/theme.js";


/** @typedef {import("../kit/protocol").ExploreNews} ExploreNews */
/** @typedef {Required<Pick<ExploreNews, "x" | "y" | "xs" | "ys" | "outcome" | "schools">>} Axes */
/** @typedef {[across: number, upwards: number, mean: number | null, error: number | null]} Cell */

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

export class Page {
  /** @type {import("../kit/vendor/echarts.esm.min.js").Chart} */
  chart; // once the page is on show

  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.real = false;
    this.computed = ""; // the address of the map that is being computed
    /** @type {Map<string, Cell>} */
    this.data = new Map();
    /** @type {Axes | null} */
    this.map = null;
    this.forget = () => {};
    this.app = app;
    this.link = app.link;
    this.settings = new Settings(app, "The school", "", () => this.#stale());
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
    this.x = levers("Lever across", "time.planning");
    this.y = levers("Lever upwards", "administrator.openness");
    this.outcome = outcomeMenu(app, "exhaustion", () => this.#stale(), "Outcome");
    this.cells = h(
      "select",
      { "aria-label": "Cells", onchange: () => this.#stale() },
      [
        [5, "5 × 5 cells"],
        [9, "9 × 9 cells"],
        [17, "17 × 17 cells"],
      ].map(([v, t]) => h("option", { value: v, selected: v === 9 }, t)),
    );
    this.schools = h(
      "select",
      { "aria-label": "Schools in a cell", onchange: () => this.#stale() },
      [4, 8, 20].map((v) => h("option", { value: v, selected: v === 8 }, `${v} schools a cell`)),
    );
    this.work = new Computation(app, "explore", "Explore", {
      begin: (job) => {
        this.data = new Map();
        this.map = null;
        this.computed = this.#query();
        this.app.setQuery(this, this.#query(), new URLSearchParams(location.search).has("x"));
        return this.link.ask("explore", {
          job,
          query: this.settings.query(),
          school: this.real,
          x: this.x.value,
          y: this.y.value,
          outcome: this.outcome.value,
          steps: Number(this.cells.value),
          schools: Number(this.schools.value),
        });
      },
      news: (n) => this.#news(n),
    });
    this.plot = h("div.map.waiting", { role: "img", "aria-label": "Map of two levers" });
    this.cell = h("span", { role: "status" });
    this.take = h("div.line-up", { hidden: true }, files(this.app, "map", () => this.chart, () => this.#csv()));
    this.words = h(
      "p",
      { role: "status" },
      "Choose two levers and an outcome, then press Explore. Every cell is a few schools; the last year counts.",
    );
    /** @type {(label: string, control: HTMLElement) => HTMLElement} */
    const field = (label, control) => h("div.field", {}, h("span", {}, label), control);
    this.root = h(
      "div.wide",
      {},
      h(
        "div.pagehead",
        {},
        h("h1", {}, "Explore"),
        h("p.soft", {}, "What two levers do together. Click a cell to open that school."),
      ),
      h(
        "div.explore",
        {},
        h(
          "aside.sheet.block",
          {},
          this.settings.root,
          field("Across", this.x),
          field("Upwards", this.y),
          field("Colour", this.outcome),
          field("How fine", h("div.twins", {}, this.cells, this.schools)),
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
    this.real = parameters.get("real") === "1";
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
   * The map of an address: as it was computed before, or computed now.
   * @param {URLSearchParams} parameters
   */
  #again(parameters) {
    for (const [menu, key] of /** @type {[HTMLSelectElement, string][]} */ ([
      [this.cells, "cells"],
      [this.schools, "schools"],
    ]))
      if ([...menu.options].some((o) => o.value === parameters.get(key))) menu.value = parameters.get(key) ?? "";
    const found = this.app.found.get(this.#query());
    if (!found) return void this.work.start();
    ({ map: this.map, data: this.data } = found);
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
    if (this.real) parameters.set("real", "1");
    return parameters.toString();
  }

  #stale() {
    this.work.cancel();
    if (this.map) this.words.textContent = "The settings have changed; press Explore to compute the map anew.";
  }

  /** @param {ExploreNews} news */
  #news(news) {
    if (news.xs) this.map = /** @type {Axes} */ (news); // the axes come together
    for (const [i, j, mean, error] of news.cells ?? []) this.data.set(`${i},${j}`, [i, j, mean, error]);
    this.root.dataset.cells = String(this.data.size);
    if (news.cells) this.#draw();
    if (!news.done) return;
    this.app.found.set(this.computed, { map: this.map, data: this.data });
    this.#say();
  }

  /** @type {(lever: import("../kit/protocol").Lever, value: number) => string} */
  #said(lever, value) {
    return `${lever.label} ${+value.toFixed(3)} ${lever.unit}`;
  }

  #say() {
    const { map } = this;
    const cells = [...this.data.values()].filter((c) => c[2] !== null);
    if (!map || !cells.length) return;
    const [x, y, outcome] = [this.app.lever(map.x), this.app.lever(map.y), this.app.outcome(map.outcome)];
    const mean = (/** @type {Cell} */ c) => Number(c[2]);
    const best = cells.reduce((p, q) => (mean(q) > mean(p) ? q : p));
    const least = cells.reduce((p, q) => (mean(q) < mean(p) ? q : p));
    /** @param {Cell} c */
    const where = (c) => `${this.#said(x, map.xs[c[0]])} and ${this.#said(y, map.ys[c[1]])}`;
    /** @param {Cell} c */
    const found = (c) => `${withUnit(c[2], outcome)} (${where(c)})`;
    this.words.textContent =
      `${capital(outcome.label)} runs from ${found(least)} to ${found(best)}, mean of ${map.schools} schools a cell in the ` +
      `last year; the standard error of a mean is ${withUnit(this.#usualError(cells), outcome)} in the middle of all cells. ` +
      "Click a cell to open its first school.";
    this.take.hidden = false;
  }

  /** @param {Cell[]} cells */
  #usualError(cells) {
    const errors = cells.map((c) => c[3]).filter(isKnown).sort((a, b) => a - b);
    return errors.length ? errors[Math.floor(errors.length / 2)] : null;
  }

  /** @param {Cell} value - the place of a cell, as the map knows it */
  #pointAt([i, j]) {
    const { map } = this;
    const cell = this.data.get(`${i},${j}`);
    if (!map || !cell) return;
    const outcome = this.app.outcome(map.outcome);
    const place = [this.#said(this.app.lever(map.x), map.xs[i]), this.#said(this.app.lever(map.y), map.ys[j])];
    this.cell.textContent =
      `${capital(place.join(", "))}: ${withUnit(cell[2], outcome)}, ` +
      `standard error ${withUnit(cell[3], { ...outcome, digits: outcome.digits + 1 })}`;
  }

  #csv() {
    const { map } = this;
    if (!map) return [];
    return [
      [map.x, map.y, map.outcome, "standard_error", "schools"],
      ...[...this.data.values()].map(([i, j, mean, error]) => [map.xs[i], map.ys[j], mean, error, map.schools]),
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
    const outcome = this.app.outcome(this.map.outcome);
    const means = [...this.data.values()].map((d) => d[2]).filter(isKnown);
    const [low, high] = honest(Math.min(...means), Math.max(...means), outcome);
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
          text: [withUnit(high, outcome, true), withUnit(low, outcome, true)],
          textStyle: text,
          inRange: { color: c.sequence },
          formatter: (/** @type {number} */ v) => written(v, outcome),
        },
        series: [
          {
            type: "heatmap",
            data: [...this.data.values()].map(([i, j, mean]) => ({
              value: [i, j, mean ?? "-"],
              label: { color: mean !== null && mean > low + 0.6 * (high - low) ? "#14181d" : "#ffffff" },
            })),
            progressive: 0,
            itemStyle: { borderColor: c.paper, borderWidth: large ? 3 : 1, borderRadius: 4 },
            label: {
              show: large,
              formatter: (/** @type {{ value: Cell }} */ { value }) =>
                typeof value[2] === "number" ? written(value[2], outcome) : "",
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
      `Map of ${outcome.label}: ${percent(this.data.size / (xs.length * ys.length))} computed, ` +
        `from ${written(low, outcome)} to ${written(high, outcome)}.`,
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
    if (this.real) parameters.set("real", "1");
    this.app.go("school", parameters.toString());
  }
}
