// @ts-check
// Outcomes over years, or over a parameter: lines with bands, and a value to read at every place, by pointer and by key.

import { echarts, font, keys, tint } from "../kit/charts.js";
import { capital, fill, h, isKnown, written } from "../kit/dom.js";
import { pattern } from "../kit/signs.js";
import { onChange, palette } from "../kit/theme.js";

/** @typedef {import("../kit/theme.js").Palette} Palette */
/** @typedef {import("./data").Line} Line */
/** @typedef {import("./data").Spec} Spec */
/** @typedef {import("../kit/vendor/echarts.esm.min.js").Chart} Chart */
/** @typedef {{ chart: Chart, measure?: () => void }} Drawn */

/** @type {Set<Drawn>} */
const drawn = new Set();

// Every chart measured anew, and painted at once: where the page becomes paper, nothing waits for the next frame.
export function measureAll() {
  for (const one of drawn) {
    if (one.measure) one.measure();
    else one.chart.resize({ silent: true });
    one.chart.getZr().flush();
  }
}

/** @param {Drawn} one */
export function remember(one) {
  drawn.add(one);
}

/** @param {Palette} c */
export function tooltip(c) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: c.paper,
    borderColor: c.grid,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: c.ink, fontFamily: font, fontSize: 13 },
    extraCssText: "border-radius:10px;box-shadow:0 4px 18px rgb(0 0 0/14%);white-space:normal;max-width:300px",
  };
}

/** @param {unknown} text */
const safe = (text) => echarts.format.encodeHTML(String(text));

/** @typedef {"low" | "high" | "tenth" | "ninetieth"} Side - of a band */

/** @param {Line} line */
const placesOf = (line) => line.x ?? line.year ?? [];

export class Curves {
  category = false; // the places are names, not numbers
  first = 0; // of the series that are lines, not bands

  /**
   * @param {HTMLElement} box
   * @param {Spec} spec
   */
  constructor(box, spec) {
    this.box = box;
    this.spec = spec;
    /** @type {number | null} */
    this.at = null; // the place that is pointed at
    this.key = h("div.keyline");
    box.before(this.key);
    box.tabIndex = 0;
    box.setAttribute("role", "img");
    this.chart = echarts.init(box, null, { renderer: "svg" });
    this.chart.on("updateAxisPointer", (event) => this.#point(event.dataIndex));
    this.chart.getZr().on("globalout", () => this.#point(null));
    box.addEventListener("keydown", (event) => this.#step(event));
    box.addEventListener("blur", () => (this.chart.dispatchAction({ type: "hideTip" }), this.#point(null)));
    new ResizeObserver(() => this.chart.resize({ silent: true })).observe(box);
    onChange(() => this.draw());
    remember(this);
    this.draw();
  }

  /** @param {Spec} spec */
  show(spec) {
    this.spec = spec;
    this.at = null;
    this.draw();
  }

  get places() {
    const longest = this.spec.lines.reduce((most, l) => (l.mean.length > most.mean.length ? l : most));
    return placesOf(longest);
  }

  /** @param {number} k */
  #label(k) {
    const { x } = this.spec;
    const place = this.places[k];
    if (!x) return `Year ${place}`;
    return `${x.label} ${x.numeric ? +Number(place).toPrecision(4) : place}${x.unit ? ` ${x.unit}` : ""}`;
  }

  /** @param {number | null} k */
  #point(k) {
    if (k === this.at) return;
    this.at = k ?? null;
    this.#name();
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    /** @type {Record<string, number>} */
    const ends = { ArrowRight: 1, ArrowLeft: -1, Home: -1e6, End: 1e6 };
    if (!(event.key in ends)) return;
    event.preventDefault();
    const last = this.places.length - 1;
    const k = Math.min(last, Math.max(0, (this.at ?? (ends[event.key] > 0 ? -1 : last + 1)) + ends[event.key]));
    this.chart.dispatchAction({ type: "showTip", seriesIndex: this.first, dataIndex: k });
    this.#point(k);
  }

  // Names of the lines with their values at the cursor, or at the end: a legend that can be read aloud.
  #name() {
    const c = palette();
    const { lines } = this.spec;
    const last = this.places.length - 1;
    const k = this.at ?? last;
    fill(
      this.key,
      keys(lines.map((l) => [l.label, tint(l.colour, c), written(l.mean[k], this.spec), pattern(l.colour, l.dash)[0]])),
      this.spec.x ? null : h("span.fine", {}, `year ${this.places[k]}`),
    );
    this.box.dataset.at = String(k);
    const told = lines.map((l) => `${l.label} ${written(l.mean[k], this.spec)}`).join(", ");
    const what = `${capital(this.spec.title)}, ${this.spec.what}`;
    this.box.setAttribute("aria-label", `${what}. ${this.#label(k)}: ${told}. Arrow keys step.`);
  }

  /** @param {number} k */
  #told(k) {
    const c = palette();
    /** @type {(l: Line, low: Side, high: Side) => string} */
    const between = (l, low, high) => `${written(l[low]?.[k], this.spec)} to ${written(l[high]?.[k], this.spec)}`;
    const dot = "display:inline-block;width:11px;height:11px;border-radius:50%;margin-right:7px";
    const rows = this.spec.lines
      .filter((l) => l.mean[k] !== undefined && l.mean[k] !== null)
      .map((l) => {
        const schools = l.tenth ? `<br>80 of 100 schools ${between(l, "tenth", "ninetieth")}` : "";
        const interval = l.low && l.low[k] !== null ? `95 % interval ${between(l, "low", "high")}${schools}` : "";
        const name = `<i style="${dot};background:${tint(l.colour, c)}"></i>${safe(l.label)}`;
        const below = interval ? `<div style="color:${c.muted}">${interval}</div>` : "";
        return `<div style="margin-top:5px">${name} <b>${written(l.mean[k], this.spec)}</b>${below}</div>`;
      });
    return `<b>${safe(this.#label(k))}</b>${rows.join("")}`;
  }

  /**
   * A band as one shape, so that no seam shows where it is translucent.
   * @type {(line: Line, low: Side, high: Side, opacity: number, colour: string) => object}
   */
  #band(line, low, high, opacity, colour) {
    const [lows, highs] = [line[low] ?? [], line[high] ?? []];
    /** @type {[place: number | string, low: number, high: number][]} */
    const data = placesOf(line).flatMap((v, k) => {
      const [a, b] = [lows[k], highs[k]];
      return a === null || b === null ? [] : [[v, a, b]];
    });
    const places = data.map(([place]) => (this.category ? this.places.indexOf(place) : Number(place)));
    return {
      type: "custom",
      silent: true,
      z: 1,
      clip: true,
      data,
      encode: { x: 0, y: [1, 2] },
      tooltip: { show: false },
      renderItem: (
        /** @type {import("../kit/vendor/echarts.esm.min.js").RenderParameters} */ p,
        /** @type {import("../kit/vendor/echarts.esm.min.js").RenderApi} */ api,
      ) => {
        /** @type {(k: number, side: 1 | 2) => [number, number]} */
        const at = (k, side) => api.coord([places[k], data[k][side]]);
        const style = { fill: colour, opacity };
        if (this.category || data.length === 1) {
          const [a, b] = [at(p.dataIndex, 1), at(p.dataIndex, 2)];
          const half = opacity > 0.2 ? 3 : 7;
          return {
            type: "rect",
            shape: { x: a[0] - half, y: b[1], width: 2 * half, height: a[1] - b[1] },
            style: { ...style, opacity: Math.min(1, 1.6 * opacity) },
          };
        }
        if (p.dataIndex > 0) return { type: "group", children: [] };
        const points = [...data.map((_, k) => at(k, 2)), ...data.map((_, k) => at(data.length - 1 - k, 1))];
        return { type: "polygon", shape: { points }, style };
      },
    };
  }

  draw() {
    const c = palette();
    const { lines, x, policies = [], zero, bounds } = this.spec;
    const places = this.places;
    this.category = Boolean(x && !x.numeric);
    /** @type {object[]} */
    const bands = [];
    for (const l of lines) {
      if (l.tenth && l.spread !== false) bands.push(this.#band(l, "tenth", "ninetieth", 0.11, tint(l.colour, c)));
      if (l.low) bands.push(this.#band(l, "low", "high", 0.28, tint(l.colour, c)));
    }
    this.first = bands.length;
    const dots = places.length < 2 || Boolean(x);
    const curves = lines.map((l, k) => ({
      type: "line",
      name: l.label,
      z: 10 - k,
      data: placesOf(l).map((v, i) => [v, l.mean[i]]),
      showSymbol: dots,
      symbol: "circle",
      symbolSize: 7,
      lineStyle: { color: tint(l.colour, c), width: this.category ? 0 : 2.4, type: pattern(l.colour, l.dash)[1] },
      itemStyle: { color: tint(l.colour, c) },
      emphasis: { disabled: !dots },
      ...(k
        ? {}
        : {
            markLine: {
              silent: true,
              symbol: "none",
              animation: false,
              label: { show: false },
              lineStyle: { color: c.muted, width: 1.2, type: [1.5, 3], opacity: 1 },
              data: [
                ...policies.map(([at]) => ({ xAxis: at })),
                ...(zero ? [{ yAxis: 0, lineStyle: { type: "solid", color: c.muted, width: 1 } }] : []),
              ],
            },
          }),
    }));
    const text = { color: c.muted, fontFamily: font, fontSize: 12 };
    const spread = lines.filter((l) => l.spread !== false).flatMap((l) => [...(l.tenth ?? []), ...(l.ninetieth ?? [])]);
    const values = [...lines.flatMap((l) => [...l.mean, ...(l.low ?? []), ...(l.high ?? [])]), ...spread].filter(isKnown);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [from, to] = [Number(places[0]), Number(places.at(-1))];
    const years = x ? {} : { min: places.length > 1 ? from : from - 1, max: places.length > 1 ? to : from + 1 };
    const ends = bounds
      ? { ...(low < bounds[0] ? { min: bounds[0] } : {}), ...(high > bounds[1] ? { max: bounds[1] } : {}) }
      : {}; // a wide interval may leave them
    const scaled = low > 0.25 * high && !zero;
    this.chart.setOption(
      {
        animation: false,
        aria: { enabled: false },
        textStyle: { fontFamily: font },
        grid: { left: 8, right: 14, top: 12, bottom: x ? 30 : 10, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
        tooltip: {
          ...tooltip(c),
          trigger: "axis",
          axisPointer: { type: "line", lineStyle: { color: c.muted, width: 1 } },
          formatter: (/** @type {any} */ items) => this.#told([items].flat()[0].dataIndex),
        },
        xAxis: {
          type: this.category ? "category" : x?.log ? "log" : "value",
          ...(this.category ? { data: places } : {}),
          ...years,
          ...(x?.numeric && !x.log ? { scale: true } : {}),
          ...(x
            ? {
                name: x.unit ? `${x.label} [${x.unit}]` : x.label,
                nameLocation: "middle",
                nameGap: 24,
                nameTextStyle: { ...text, color: c.ink },
              }
            : {}),
          axisLine: { lineStyle: { color: c.grid }, onZero: false },
          axisTick: { show: false },
          splitLine: { show: false },
          axisLabel: {
            ...text,
            hideOverlap: true,
            ...(x ? {} : { customValues: marks(places.map(Number)) }),
            formatter: (/** @type {number | string} */ v) =>
              x ? (this.category ? v : String(+Number(v).toPrecision(3))) : `yr ${v}`,
          },
        },
        yAxis: {
          type: "value",
          axisLine: { show: false },
          axisTick: { show: false },
          scale: scaled,
          splitNumber: 4,
          ...(this.spec.range ?? ends),
          axisLabel: {
            ...text,
            formatter: (/** @type {number} */ v) =>
              this.spec.percent ? `${+(100 * v).toFixed(1)} %` : String(+v.toFixed(3)).replace("-", "−"),
          },
          splitLine: { lineStyle: { color: c.grid } },
        },
        series: [...bands, ...curves],
      },
      { notMerge: true },
    );
    this.#name();
  }
}

/**
 * Years that are written below a chart: a few in equal steps, the last one among them where that can be.
 * @param {number[]} years
 */
function marks(years) {
  const n = years.length - 1;
  const step =
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].find((s) => n / s <= 6 && n % s === 0 && n / s >= Math.min(n, 3)) ??
    Math.ceil(n / 6);
  return years.filter((_, k) => k % step === 0);
}

/**
 * A chart with its heading, ready to stand on the page.
 * @type {(spec: Spec, height?: number) => { figure: HTMLElement, box: HTMLElement }}
 */
export function chartBox(spec, height = 210) {
  const box = h("div.curves", { style: `height:${height}px` });
  const figure = h(
    "figure.sheet.framed",
    {},
    h(
      "figcaption",
      {},
      h("strong", {}, capital(spec.title)),
      h("span.fine", {}, spec.what + (spec.policies?.length ? "; dotted: a policy begins or ends" : "")),
    ),
    box,
  );
  figure.dataset.chart = spec.id ?? "";
  return { figure, box };
}
