// @ts-check
// What Compare and Explore share: choosing settings, and following a computation on the server.

import { echarts } from "../kit/charts.js";
import { capital, fill, h, icon, percent, save, saveText } from "../kit/dom.js";
import { palette } from "../kit/theme.js";
import { called } from "./runs.js";
import { t } from "../kit/words.js";

// The value of the menu's entry for a scenario that is not shipped.
const OWN = "~own";

/** @typedef {import("./main.js").Application} Application */

// A scenario, and any number of levers that differ from it.
export class Settings {
  /**
   * @param {Application} app
   * @param {string} title
   * @param {string} letter
   * @param {() => void} changed
   */
  constructor(app, title, letter, changed) {
    this.app = app;
    this.changed = changed;
    /** @type {Map<string, number>} */
    this.values = new Map();
    this.base = "baseline";
    this.kept = new URLSearchParams();
    const groups = app.catalogue.groups;
    this.own = h("option", { hidden: true, value: OWN });
    this.scenario = h(
      "select",
      { "aria-label": t`Scenario ${letter}`.trim(), onchange: () => this.#another() },
      this.own,
      app.catalogue.scenarios.map((s) => h("option", { value: s.name }, capital(s.name.replaceAll("_", " ")))),
    );
    this.list = h("div.setlist");
    const adder = h(
      "select",
      {
        "aria-label": t`Change a lever ${letter}`.trim(),
        onchange: () => {
          if (adder.value) this.set(adder.value, app.lever(adder.value).default, true);
          adder.value = "";
        },
      },
      h("option", { value: "" }, t`Change a lever …`),
      groups.map((g) =>
        h(
          "optgroup",
          { label: g.title },
          g.levers.map((l) => h("option", { value: l.name }, capital(l.label))),
        ),
      ),
    );
    this.root = h(
      "div.settings",
      {},
      h(
        "div.settinghead",
        {},
        letter ? h(`span.letter.${letter.toLowerCase()}`, {}, letter) : null,
        title ? h("strong", {}, title) : null,
      ),
      this.scenario,
      this.list,
      adder,
    );
  }

  /** @param {string} query */
  read(query) {
    const parameters = new URLSearchParams(query);
    this.kept = new URLSearchParams([...parameters].filter(([k]) => ["policies", "title", "at"].includes(k)));
    this.base = parameters.get("scenario") ?? "baseline";
    this.own.hidden = !parameters.get("title");
    this.own.textContent = parameters.get("title") ?? "";
    this.scenario.value = this.own.hidden ? this.base : OWN;
    this.values.clear();
    for (const pair of parameters.getAll("set")) {
      const at = pair.indexOf(":");
      if (this.app.levers.has(pair.slice(0, at))) this.values.set(pair.slice(0, at), Number(pair.slice(at + 1)));
    }
    this.#show();
  }

  /** @type {(name: string, value: number, focus?: boolean) => void} */
  set(name, value, focus = false) {
    this.values.set(name, value);
    this.#show();
    const slider = this.list.querySelector(`[data-set="${CSS.escape(name)}"] input`);
    if (focus && slider instanceof HTMLElement) slider.focus();
    this.changed();
  }

  // Another scenario: what differed from the last one is forgotten with it, except what the viewer set.
  #another() {
    for (const key of ["policies", "title", "at"]) {
      if (key === "title" && this.kept.get("title")) this.values.clear();
      this.kept.delete(key);
    }
    this.own.hidden = true;
    this.base = this.scenario.value;
    this.#show();
    this.changed();
  }

  /** @param {number | null} week */
  query(week = null) {
    const parameters = new URLSearchParams({ scenario: this.base });
    for (const [key, value] of this.kept) parameters.append(key, value);
    for (const [name, value] of this.values) parameters.append("set", `${name}:${value}`);
    if (week !== null) parameters.set("week", String(week));
    return parameters.toString();
  }

  get name() {
    return called(this.app, this.query());
  }

  #show() {
    fill(
      this.list,
      [...this.values].map(([name, value]) => {
        const lever = this.app.lever(name);
        const slider = h("input", {
          type: "range",
          min: lever.low,
          max: lever.high,
          step: lever.step,
          value,
          "aria-label": `${lever.label} [${lever.unit}]`,
        });
        const said = h("b", {}, String(+value.toFixed(3)));
        const paint = () =>
          slider.style.setProperty("--at", `${(100 * (Number(slider.value) - lever.low)) / (lever.high - lever.low)}%`);
        slider.addEventListener("input", () => ((said.textContent = slider.value), paint()));
        slider.addEventListener("change", () => (this.values.set(name, Number(slider.value)), this.changed()));
        paint();
        return h(
          "div.setting",
          { "data-set": name, title: lever.help },
          h("span", {}, `${capital(lever.label)} `, h("span.fine", {}, lever.unit)),
          said,
          h(
            "button.plain",
            {
              "aria-label": t`Take ${lever.label} back`,
              onclick: () => (this.values.delete(name), this.#show(), this.changed()),
            },
            "×",
          ),
          slider,
        );
      }),
    );
  }
}

let jobs = 0;

/**
 * A computation: a button that begins and cancels it, a bar, and what it sends.
 * @template {"compare" | "explore" | "fit"} K
 */
export class Computation {
  /**
   * @param {Application} app
   * @param {K} name
   * @param {string} label
   * @param {object} how
   * @param {(job: number) => Promise<unknown>} how.begin
   * @param {(content: import("../kit/protocol").SessionNews[K]) => void} how.news
   */
  constructor(app, name, label, { begin, news }) {
    this.app = app;
    this.name = name;
    this.label = label;
    this.begun = 0;
    /** @type {number | null} */
    this.job = null;
    this.begin = begin;
    /** @type {{ at: number, progress: number } | null} */
    this.first = null; // news of progress: what comes before it, such as loading, takes its own time
    this.running = false;
    this.button = h("button.main-button", { onclick: () => (this.running ? this.cancel() : this.start()) }, label);
    this.bar = h("progress", { max: 1, value: 0, "aria-label": t`Progress` });
    this.text = h("span.fine", { role: "status" });
    this.root = h("div.computation", {}, this.button, this.bar, this.text);
    app.link.hear(name, (content) => {
      if (content.job !== this.job) return;
      if (content.progress !== undefined) {
        this.first ??= { at: performance.now(), progress: content.progress };
        this.bar.value = content.progress;
        this.text.textContent = `${percent(content.progress)}${this.#left(content.progress)}`;
      }
      if (content.fault) app.say(content.fault, "fault");
      news(content);
      const seconds = ((performance.now() - this.begun) / 1000).toFixed(1);
      if (content.done || content.fault) this.stop(content.done ? t`Done in ${seconds} s` : t`Stopped by a fault`);
    });
  }

  async start() {
    this.begun = performance.now();
    this.first = null;
    this.running = true;
    this.job = ++jobs;
    this.button.textContent = t`Cancel`;
    this.button.classList.remove("main-button");
    this.bar.value = 0;
    this.bar.classList.add("busy");
    this.text.textContent = t`Beginning …`;
    try {
      await this.begin(this.job);
    } catch (error) {
      this.app.fault(error);
      this.stop("");
    }
  }

  /**
   * How long it will take yet, once there is something to tell it by.
   * @param {number} progress
   */
  #left(progress) {
    const done = progress - (this.first?.progress ?? progress);
    const seconds = (performance.now() - (this.first?.at ?? 0)) / 1000;
    if (seconds < 1 || done < 0.02 || progress >= 1) return "";
    return t`, about ${Math.max(1, Math.round((seconds * (1 - progress)) / done))} s left`;
  }

  cancel() {
    if (!this.running) return;
    this.app.link.ask("cancel", { job: this.name });
    this.job = null;
    this.stop(t`Cancelled`);
  }

  /**
   * It has ended.
   * @param {string} text - that is shown where progress was
   */
  stop(text) {
    this.running = false;
    this.bar.classList.remove("busy");
    this.button.textContent = this.label;
    this.button.classList.add("main-button");
    this.text.textContent = text;
  }
}

/**
 * Buttons that save what was computed: its table, and its figure as it is drawn.
 * @param {Application} app
 * @param {() => string} name - of the files
 * @param {() => import("../kit/vendor/echarts.esm.min.js").Chart | undefined} chart
 * @param {() => (string | number | null)[][]} table - with its head
 */
export function files(app, name, chart, table) {
  /** @param {string | number | null} value */
  const cell = (value) => (typeof value === "string" && /[",\n]/.test(value) ? `"${value.replaceAll('"',
    '""')}"` : (value ?? ""));
  const csv = () => table().map((row) => `${row.map(cell).join(",")}\n`).join("");
  const png = () => {
    const url = chart()?.getDataURL({ pixelRatio: 3, backgroundColor: palette().paper });
    if (url) save(`${name()}.png`, "image/png", url.slice(url.indexOf(",") + 1));
    else app.say(t`There is no figure yet.`);
  };
  const svg = () => {
    const shown = chart();
    if (!shown) return app.say(t`There is no figure yet.`);
    const [width, height] = [shown.getWidth(), shown.getHeight()];
    const drawn = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
    drawn.setOption({ ...shown.getOption(), animation: false, backgroundColor: palette().paper });
    saveText(`${name()}.svg`, "image/svg+xml", drawn.renderToSVGString());
    drawn.dispose();
  };
  return [
    h("button.small", { onclick: () => saveText(`${name()}.csv`, "text/csv", csv()) }, icon("down"), t`Table (CSV)`),
    h("button.small", { onclick: png }, icon("down"), t`Figure (PNG)`),
    h("button.small", { onclick: svg }, icon("down"), t`Figure (SVG)`),
  ];
}

/** @type {(app: Application, chosen: string, onchange: () => void, label: string) => HTMLSelectElement} */
export function outcomeMenu(app, chosen, onchange, label) {
  const { key_outcomes: keys, outcomes } = app.catalogue;
  /** @param {import("../kit/protocol").Outcome} o */
  const option = (o) => h("option", { value: o.name, selected: o.name === chosen, title: o.meaning }, capital(o.label));
  return h(
    "select",
    { "aria-label": label, onchange },
    h(
      "optgroup",
      { label: t`Key outcomes` },
      keys.map((n) => option(app.outcome(n))),
    ),
    h("optgroup", { label: t`All others` }, outcomes.filter((o) => !keys.includes(o.name)).map(option)),
  );
}
