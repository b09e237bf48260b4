// @ts-check
// The advice network of one school, drawn with ECharts on axes of its own, so that the viewer's zoom outlives every update.
// Shape: form of action. Colour: the same, or a state. Size: standing, or another. Ring: exhaustion, as a part of the circle
// and by colour. Thickness: trust. A tie bends to its left on the way from who asks to who is asked, where it has an arrow when
// it is looked at.

import * as echarts from "./vendor/echarts.esm.min.js";
import { UNCHOSEN, VACANT } from "./forms.js";
import { shaped } from "./signs.js";
import { Ties } from "./ties.js";
import { letters, onChange, palette, ramp, worn } from "./theme.js";

/** @typedef {import("./theme.js").Palette} Palette */
/** @typedef {import("./vendor/echarts.esm.min.js").RenderApi} RenderApi */
/** @typedef {import("./vendor/echarts.esm.min.js").RenderParameters} RenderParameters */
/**
 * What is drawn of a school that does not change, and of a week of it.
 * @typedef {Pick<import("./protocol").Whole, "places" | "middles" | "radii" | "groups">} Place
 * @typedef {Required<Pick<import("./protocol").Frame, "forms" | "goal_forms" | "exhaustion" | "standing" | "ties">>} Week
 * @typedef {"exhaustion" | "standing" | "job_satisfaction" | "self_efficacy" | "influence"} Shown - a state that every frame
 * tells
 * @typedef {Week & { [state in Shown]?: number[] } & { people: { role: number[], names?: string[] } }} Drawn
 */

export class Network {
  /**
   * @param {HTMLElement} box
   * @param {object} how
   * @param {(post: number) => void} how.click
   * @param {(post: number) => void} how.hover - told -1 when nobody is pointed at any more
   * @param {boolean | "ctrl"} [how.wheel] - what zooms: the wheel alone, or "ctrl" where the wheel scrolls the page
   */
  constructor(box, { click, hover, wheel = true }) {
    this.box = box;
    this.wheel = wheel;
    this.hover = hover;
    this.chart = echarts.init(box, null, { renderer: "canvas" });
    /** @type {Place | null} */
    this.school = null;
    /** @type {Place | null} */
    this.coming = null;
    /** @type {Drawn | null} */
    this.frame = null;
    this.chosen = -1;
    this.near = -1;
    this.goal = -1; // -1: deepest form on any goal
    /** @type {Shown | "form"} */
    this.colour = "form";
    /** @type {Shown} */
    this.size = "standing";
    /** @type {Set<number> | null} */
    this.lit = null; // the only ones that are not pale
    /** @type {Set<number>} */
    this.followed = new Set();
    this.chart.on("click", (event) => event.seriesId === "people" && click(event.dataIndex));
    this.chart.on("mouseover", (event) => event.seriesId === "people" && this.#hover(event.dataIndex));
    this.chart.on("mouseout", () => this.#hover(-1));
    this.chart.on("datazoom", () => this.#tie());
    this.ties = new Ties(this.chart);
    this.watch = new ResizeObserver(() => this.measure());
    this.watch.observe(box);
    this.forget = onChange(() => this.school && this.#set(true));
  }

  // Fit the drawing to its box.
  measure() {
    this.chart.resize({ silent: true });
    if (this.school) this.#frameUp();
  }

  /**
   * A new school: places, groups and names. It is drawn with its first frame; the viewer's zoom stays.
   * @param {Place} whole
   */
  show(whole) {
    this.coming = whole;
  }

  /** @param {Drawn} frame */
  update(frame) {
    this.frame = frame;
    const { coming } = this;
    if (!coming) return this.#set(false);
    this.school = coming;
    this.coming = null;
    if (this.near >= 0) this.hover((this.near = -1)); // whoever was pointed at is gone
    if (this.chosen >= this.school.places.length) this.chosen = -1;
    this.lit = null;
    this.followed = new Set([...this.followed].filter((post) => post < coming.places.length));
    this.#frameUp();
  }

  /** @param {number} post */
  choose(post) {
    this.chosen = post;
    this.#set(false);
  }

  /** @param {number} goal - the number of a domain, or -1 */
  byGoal(goal) {
    this.goal = goal;
    this.#set(false);
  }

  /**
   * What colour and size stand for.
   * @param {Shown | "form"} colour
   * @param {Shown} size
   */
  mean(colour, size) {
    Object.assign(this, { colour, size });
    this.#set(false);
  }

  /**
   * Leave only these as they are, and make the others pale; null for all.
   * @param {Iterable<number> | null} posts
   */
  light(posts) {
    this.lit = posts && new Set(posts);
    this.#set(false);
  }

  /**
   * Names stand beside these.
   * @param {Set<number>} posts
   */
  follow(posts) {
    this.followed = posts;
    this.#set(false);
  }

  fit() {
    this.chart.dispatchAction({
      type: "dataZoom",
      batch: [
        { dataZoomIndex: 0, start: 0, end: 100 },
        { dataZoomIndex: 1, start: 0, end: 100 },
      ],
    });
  }

  /**
   * Where a teacher stands, in pixels.
   * @param {number} post
   */
  place(post) {
    const [x, y] = this.chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, this.#school.places[post]);
    return { x, y };
  }

  close() {
    this.watch.disconnect();
    this.forget();
    this.ties.close();
    this.chart.dispose();
  }

  // What is drawn: only asked for while something is.
  get #school() {
    return /** @type {Place} */ (this.school);
  }

  get #frame() {
    return /** @type {Drawn} */ (this.frame);
  }

  /** @param {number} post */
  #hover(post) {
    if (post === this.near) return;
    this.near = post;
    this.#set(false);
    this.hover(post);
  }

  // Axes with the same unit in both directions, wide enough for all groups. They come together with all series: every option
  // that is set draws at once, and the ties of one school cannot be drawn among the people of another.
  #frameUp() {
    const { middles, radii } = this.#school;
    /** @param {0 | 1} k */
    const far = (k) => Math.max(...middles.map((m, g) => Math.abs(m[k]) + radii[g])) + 0.3;
    const wide = Math.max(this.box.clientWidth, 50) / Math.max(this.box.clientHeight, 50);
    let [x, y] = [far(0), far(1)];
    if (x / y < wide) x = y * wide;
    else y = x / wide;
    const hidden = { show: false, type: "value" };
    this.#set(true, {
      aria: { enabled: false },
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: { ...hidden, min: -x, max: x },
      yAxis: { ...hidden, min: -y, max: y },
      dataZoom: [
        { type: "inside", xAxisIndex: 0, filterMode: "none", minSpan: 8, zoomOnMouseWheel: this.wheel, moveOnMouseMove: true },
        { type: "inside", yAxisIndex: 0, filterMode: "none", minSpan: 8, zoomOnMouseWheel: this.wheel, moveOnMouseMove: true },
      ],
    });
  }

  /** @type {(all: boolean, axes?: object) => void} */
  #set(all, axes = {}) {
    const { school, frame } = this;
    if (!school || !frame) return;
    const c = palette();
    /** @type {object[]} */
    const series = [
      {
        id: "people",
        type: "custom",
        coordinateSystem: "cartesian2d",
        z: 3,
        clip: true,
        cursor: "pointer",
        data: school.places,
        renderItem: (/** @type {RenderParameters} */ p, /** @type {RenderApi} */ api) => this.#person(p.dataIndex, api, c),
      },
    ];
    if (all)
      series.unshift(
        {
          id: "groups",
          type: "custom",
          coordinateSystem: "cartesian2d",
          silent: true,
          z: 1,
          clip: true,
          data: school.middles,
          renderItem: (/** @type {RenderParameters} */ p, /** @type {RenderApi} */ api) => this.#group(p.dataIndex, api, c),
        },
        {
          id: "names",
          type: "custom",
          coordinateSystem: "cartesian2d",
          silent: true,
          z: 4,
          clip: false,
          data: school.middles,
          renderItem: (/** @type {RenderParameters} */ p, /** @type {RenderApi} */ api) => this.#name(p.dataIndex, api, c),
        },
      );
    this.chart.setOption({ animation: false, ...axes, series }, { lazyUpdate: false, silent: true });
    this.#tie();
  }

  // The axes are straight, so two points tell where all stand.
  #tie() {
    const { school, frame } = this;
    if (!school || !frame) return;
    const axes = { xAxisIndex: 0, yAxisIndex: 0 };
    const [x, y] = this.chart.convertToPixel(axes, [0, 0]);
    const [right, up] = this.chart.convertToPixel(axes, [1, 1]);
    const c = palette();
    this.ties.draw({
      ties: frame.ties,
      places: school.places,
      view: [x, y, right - x, up - y],
      focus: this.near >= 0 ? this.near : this.chosen,
      lit: this.lit,
      colour: c.tie,
      ink: c.ink,
    });
  }

  /** @type {(at: number, api: RenderApi, c: Palette) => object} */
  #group(g, api, c) {
    const [x, y] = api.coord(this.#school.middles[g]);
    const r = api.size([this.#school.radii[g], 0])[0];
    return {
      type: "group",
      children: [{ type: "circle", shape: { cx: x, cy: y, r }, style: { fill: c.area } }],
    };
  }

  // Names of groups stand on the upper rim, above ties and people.
  /** @type {(at: number, api: RenderApi, c: Palette) => object} */
  #name(g, api, c) {
    const [x, y] = api.coord(this.#school.middles[g]);
    const r = api.size([this.#school.radii[g], 0])[0];
    if (r < 46 || this.#school.middles.length < 2) return { type: "group", children: [] };
    const size = letters(Math.min(14, Math.max(11, r / 7)));
    return {
      type: "text",
      style: {
        text: this.#school.groups[g] ?? "",
        x,
        y: y - r - 1,
        align: "center",
        verticalAlign: "middle",
        fill: c.muted,
        stroke: c.paper,
        lineWidth: 4,
        font: `560 ${size}px Inter, sans-serif`,
      },
    };
  }

  /** @type {(at: number, api: RenderApi, c: Palette) => object} */
  #person(i, api, c) {
    const [frame, school] = [this.#frame, this.#school];
    const [x, y] = api.coord(school.places[i]);
    const unit = api.size([1, 0])[0];
    const form = this.goal < 0 || frame.forms[i] < 0 ? frame.forms[i] : frame.goal_forms[this.goal][i];
    if (form === VACANT)
      return {
        type: "circle",
        shape: { cx: x, cy: y, r: unit * 0.2 },
        style: { fill: c.area, stroke: c.muted, lineWidth: 1.2, lineDash: [2, 3] },
      };
    const r = unit * (0.17 + 0.17 * Math.sqrt((frame[this.size] ?? frame.standing)[i] / 255));
    const worn_ = frame.exhaustion[i] / 255;
    const rim = unit * 0.085;
    const focus = this.near >= 0 ? this.near : this.chosen;
    const away = focus >= 0 ? focus !== i && !this.#tied(focus, i) : this.lit !== null && !this.lit.has(i);
    const state = this.colour === "form" ? undefined : frame[this.colour];
    // Whoever has not chosen is no colour at all: an empty circle.
    const inside = state
      ? { fill: ramp(state[i] / 255) }
      : form === UNCHOSEN
        ? { fill: c.paper, stroke: c.muted, lineWidth: 1.5 }
        : { fill: c.forms[form] };
    const start = -Math.PI / 2;
    const end = start + 2 * Math.PI * Math.min(0.9999, worn_);
    /** @type {{ type: string, shape?: object, style: object }[]} */
    const children = [
      { type: "circle", shape: { cx: x, cy: y, r: r + rim * 1.9 }, style: { fill: c.area } },
      { type: "circle", shape: { cx: x, cy: y, r: r + rim }, style: { fill: null, stroke: c.grid, lineWidth: rim } },
      {
        type: "arc",
        shape: { cx: x, cy: y, r: r + rim, startAngle: start, endAngle: end },
        style: { fill: null, stroke: worn(worn_), lineWidth: rim * 1.15, lineCap: "butt" },
      },
      { ...(form === UNCHOSEN ? shaped(0, x, y, r) : shaped(form, x, y, r)), style: inside },
    ];
    if (frame.people.role[i])
      children.push({
        type: "circle",
        shape: { cx: x, cy: y, r: r * 0.34 },
        style: { fill: form === UNCHOSEN && !state ? c.muted : c.paper },
      });
    if (this.followed.has(i))
      children.push({
        type: "text",
        style: {
          text: frame.people.names?.[i] ?? "",
          x,
          y: y + r + rim * 3,
          align: "center",
          fill: c.ink,
          stroke: c.paper,
          lineWidth: 4,
          font: `600 ${letters(Math.min(15, Math.max(12, unit / 3)))}px Inter, sans-serif`,
        },
      });
    if (i === this.chosen || i === this.near)
      children.push({
        type: "circle",
        shape: { cx: x, cy: y, r: r + rim * 2.6 },
        style: { fill: null, stroke: c.ink, lineWidth: 2 },
      });
    return { type: "group", children: away ? children.map((s) => ({ ...s, style: { ...s.style, opacity: 0.25 } })) : children };
  }

  /** @type {(i: number, j: number) => boolean} */
  #tied(i, j) {
    const { ties } = this.#frame;
    for (let e = 0; e < ties[0].length; e++)
      if ((ties[0][e] === i && ties[1][e] === j) || (ties[0][e] === j && ties[1][e] === i)) return true;
    return false;
  }
}
