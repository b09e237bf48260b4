// @ts-check
// A sweep: an outcome over two parameters in colour, and over each parameter as a curve.

import { echarts, font } from "../kit/charts.js";
import { Curves, chartBox, remember, tooltip } from "./curves.js";
import { fill, h, isKnown, written } from "../kit/dom.js";
import { onChange, palette } from "../kit/theme.js";

export const TIPPING = "(tipping)";

/** @typedef {import("./data").Axis} Axis */
/** @typedef {import("./data").Sweep} Sweep */
/** @typedef {[across: number, up: number, value: number]} Cell */

/** @type {(label: string, entries: [string, string][], chosen: string, change: (value: string) => void) => HTMLElement} */
function menu(label, entries, chosen, change) {
  /** @type {HTMLSelectElement} */
  const select = h(
    "select",
    { onchange: () => change(select.value) },
    entries.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
  return h("label.field", {}, h("span", {}, label), select);
}

/** @param {Axis} axis */
const axisName = (axis) => (axis.unit ? `${axis.label} [${axis.unit}]` : axis.label);

/** @type {(sweep: Sweep, name: string) => import("./data").SweepOutcome} */
const outcomeOf = (sweep, name) => sweep.outcomes.find((o) => o.name === name) ?? sweep.outcomes[0];

export class Maps {
  /**
   * @param {HTMLElement} root
   * @param {Sweep} sweep
   * @param {string} [outcome] - the only one that is shown, as on paper; the first of a menu when left out
   */
  constructor(root, sweep, outcome) {
    this.sweep = sweep;
    this.at = 0;
    this.outcome = outcome ?? sweep.outcomes[0].name;
    /** @type {[string, string][]} */
    const outcomes = sweep.outcomes.map((o) => [o.name, o.label]);
    if (sweep.tipping) outcomes.push([TIPPING, `Share of ${sweep.tipping}`]);
    /** @type {[string, string][]} */
    const pairs = sweep.maps.map((m, k) => [String(k), `${m.up.label} and ${m.across.label}`]);
    this.words = h("p.fine");
    this.plot = h("div.heat", { role: "img", tabIndex: 0 });
    fill(
      root,
      h("h3", {}, outcome ? `Over two parameters: ${outcomes.find(([name]) => name === outcome)?.[1]}` : "Over two parameters"),
      h(
        "div.choices",
        {},
        menu("Outcome", outcomes, this.outcome, (v) => ((this.outcome = v), this.draw())),
        pairs.length > 1 ? menu("Parameters", pairs, "0", (v) => ((this.at = Number(v)), this.draw())) : null,
      ),
      this.words,
      this.plot,
    );
    /** @type {HTMLSelectElement | null} */
    this.pairs = root.querySelector(".choices .field + .field select");
    this.chart = echarts.init(this.plot, null, { renderer: "svg" });
    new ResizeObserver(() => this.chart.resize({ silent: true })).observe(this.plot);
    onChange(() => this.draw());
    remember(this);
    this.draw();
  }

  draw() {
    const c = palette();
    const map = this.sweep.maps[this.at];
    const tipping = this.outcome === TIPPING;
    const plane = map.planes[this.outcome];
    if (!plane) {
      this.at = this.sweep.maps.findIndex((m) => m.planes[this.outcome]); // what tips is told for the two that decide about it
      if (this.pairs) this.pairs.value = String(this.at);
      this.draw();
      return;
    }
    const how = tipping ? { percent: true, label: `Share of ${this.sweep.tipping}` } : outcomeOf(this.sweep, this.outcome);
    /** @type {Cell[]} */
    const cells = [];
    plane.z.forEach((row, j) => row.forEach((v, i) => v !== null && cells.push([i, j, v])));
    const values = cells.map((d) => d[2]);
    const [low, high] = tipping ? [0, 1] : [Math.min(...values), Math.max(...values)];
    const narrow = this.plot.clientWidth < 560;
    const few = map.x.length <= 9 && !narrow;
    const text = { color: c.muted, fontFamily: font, fontSize: 12.5 };
    /** @param {number} v */
    const place = (v) => String(+v.toPrecision(3));
    /** @type {(about: Axis, data: number[]) => object} */
    const axis = (about, data) => ({
      type: "category",
      data: data.map(place),
      name: axisName(about),
      nameLocation: "middle",
      nameTextStyle: { ...text, color: c.ink, fontSize: narrow ? 12 : 14, fontWeight: 600 },
      axisLabel: { ...text, interval: data.length > 9 ? Math.floor((data.length - 1) / 6) - 1 : 0 },
      axisLine: { show: false },
      axisTick: { show: false },
    });
    /** @param {Cell} cell */
    const said = ([i, j, v]) => {
      const where = `${map.across.label} ${place(map.x[i])}, ${map.up.label.toLowerCase()} ${place(map.y[j])}`;
      const [low, high] = [plane.low?.[j][i], plane.high?.[j][i]];
      const interval = plane.low ? ` (95 %: ${written(low, how)} to ${written(high, how)})` : "";
      return `${where}<br><b>${written(v, how)}</b>${interval}`;
    };
    const least = cells.reduce((p, q) => (q[2] < p[2] ? q : p));
    const most = cells.reduce((p, q) => (q[2] > p[2] ? q : p));
    const means = map.smoothed ? "Smoothed between the points" : "Each cell is a mean over the points in it";
    const range = `From ${written(least[2], how)} to ${written(most[2], how)}.`;
    this.words.textContent = `${how.label}. ${means}, other parameters averaged. ${range}`;
    this.plot.setAttribute(
      "aria-label",
      `${this.words.textContent} ${axisName(map.up)} upwards, ${axisName(map.across)} across.`,
    );
    this.chart.setOption(
      {
        animation: false,
        aria: { enabled: false },
        grid: { left: narrow ? 58 : 82, right: narrow ? 12 : 96, top: 10, bottom: narrow ? 96 : 54 },
        tooltip: { ...tooltip(c), trigger: "item", formatter: (/** @type {{ value: Cell }} */ p) => said(p.value) },
        xAxis: { ...axis(map.across, map.x), nameGap: 32 },
        yAxis: { ...axis(map.up, map.y), nameGap: narrow ? 42 : 56 },
        visualMap: {
          min: low,
          max: high > low ? high : low + 1e-6,
          calculable: false,
          ...(narrow
            ? { orient: "horizontal", left: "center", bottom: 0, itemHeight: 150 }
            : { orient: "vertical", right: 4, top: "middle", itemHeight: 220 }),
          text: [written(high, how), written(low, how)],
          textStyle: text,
          inRange: { color: c.sequence },
        },
        series: [
          {
            type: "heatmap",
            progressive: 0,
            data: cells.map((value) => ({
              value,
              label: { color: value[2] > low + 0.6 * (high - low) ? c.paper : c.ink }, // more is further from the paper
            })),
            itemStyle: { borderColor: c.paper, borderWidth: few ? 3 : 0, borderRadius: few ? 4 : 0 },
            label: {
              show: few,
              formatter: (/** @type {{ value: Cell }} */ { value }) => written(value[2], how),
              fontFamily: font,
              fontSize: 12,
            },
            emphasis: { itemStyle: { borderColor: c.ink, borderWidth: 2 } },
          },
        ],
      },
      { notMerge: true },
    );
  }
}

/**
 * Round ends and steps for a scale that several charts share.
 * @param {number} low
 * @param {number} high
 */
function frame(low, high) {
  const rough = (high - low || 1) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const interval = size * ([1, 2, 2.5, 5].find((s) => s * size >= rough) ?? 10);
  return {
    min: low >= 0 && low < 0.25 * high ? 0 : +(Math.floor(low / interval) * interval).toPrecision(6),
    max: +(Math.ceil(high / interval) * interval).toPrecision(6),
    interval,
  };
}

export class Dependence {
  /**
   * @param {HTMLElement} root
   * @param {Sweep} sweep
   * @param {string} [outcome] - the only one that is shown, as on paper; the first of a menu when left out
   */
  constructor(root, sweep, outcome) {
    this.sweep = sweep;
    this.outcome = outcome ?? sweep.outcomes[0].name;
    const specs = this.#specs();
    const boxes = specs.map((spec) => chartBox({ ...spec, what: "" }, 190));
    fill(
      root,
      h(
        "h3",
        {},
        outcome ? `Over each parameter: ${outcomeOf(sweep, outcome).label}` : "Over each parameter, strongest first",
      ),
      h(
        "div.choices",
        {},
        menu(
          "Outcome",
          sweep.outcomes.map((o) => [o.name, o.label]),
          this.outcome,
          (v) => ((this.outcome = v), this.#specs().forEach((spec, k) => this.charts[k].show(spec))),
        ),
      ),
      h(
        "p.fine",
        {},
        "Dot: mean over the points with this value, or in this eighth of the range; others as the design has them. Band: " +
          `95 % interval over schools${sweep.drawn ? ", and over points, which were drawn" : ""}. ` +
          "Parameters share one scale.",
      ),
      h(
        "div.gridcharts",
        {},
        boxes.map((b) => b.figure),
      ),
    );
    this.charts = boxes.map(({ box }, k) => new Curves(box, specs[k]));
  }

  #specs() {
    const how = outcomeOf(this.sweep, this.outcome);
    const curves = this.sweep.curves[this.outcome];
    const means = curves.flatMap((curve) => curve.mean).filter(isKnown);
    const all = [...means, ...curves.flatMap((curve) => [...curve.low, ...curve.high]).filter(isKnown)];
    const range = frame(Math.min(...means) >= 0 ? Math.max(0, Math.min(...all)) : Math.min(...all), Math.max(...all));
    return this.sweep.factors.map((x, k) => ({
      title: x.label,
      what: how.label,
      percent: how.percent,
      digits: how.digits,
      x,
      range,
      lines: [{ label: how.label, colour: "blue", ...curves[k] }],
    }));
  }
}
