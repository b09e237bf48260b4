// @ts-check
// Every lever that the declarations know, as a slider with its number, unit, range, help and source.

import { fill, h } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Lever} Lever */
/** @typedef {Record<string, number>} Values - of levers, by name */

export class Levers {
  /**
   * @param {import("../kit/protocol").LeverGroup[]} groups
   * @param {object} how
   * @param {(values: Values) => void} how.change - the viewer has set live levers
   * @param {(values: Values | null) => void} how.restart - levers that hold from the first day are to take effect; null when
   *   the viewer has dropped them
   * @param {(sentence: string) => void} how.say - why something was not taken
   */
  constructor(groups, { change, restart, say }) {
    this.say = say;
    this.change = change;
    this.restart = restart;
    /** @type {Map<string, { element: HTMLElement, set: (value: number) => void, lever: Lever }>} */
    this.rows = new Map();
    /** @type {Map<string, number>} */
    this.pending = new Map();
    /** @type {Map<string, number>} */
    this.now = new Map(); // values in force
    this.begun = false;
    this.notice = h("div.notice", { hidden: true, role: "status" });
    this.search = h("input.search", {
      type: "search",
      placeholder: t`Find a lever`,
      "aria-label": t`Find a lever`,
      oninput: () => this.#find(),
    });
    this.sections = groups.map((group, k) => {
      const count = h("span.count");
      const section = h(
        "details.group",
        { open: k < 2 },
        h("summary", {}, h("span", {}, group.title), count),
        h("p.about", {}, group.about),
        group.levers.map((lever) => this.#row(lever)),
      );
      return { section, count, group };
    });
    this.root = h(
      "div.levers",
      {},
      this.search,
      this.notice,
      this.sections.map((s) => s.section),
    );
  }

  /**
   * @param {Values} values - as they are now
   * @param {string[]} changed - names that differ from the scenario
   * @param {boolean} begun - some weeks have passed
   */
  show(values, changed, begun) {
    this.begun = begun;
    const touched = new Set(changed);
    for (const [name, row] of this.rows) {
      this.now.set(name, values[name]);
      if (!this.pending.has(name)) row.set(values[name]);
      row.element.classList.toggle("touched", touched.has(name));
      row.element.classList.toggle("fixed", begun && !row.lever.live);
    }
    for (const { count, group } of this.sections) {
      const n = group.levers.filter((l) => touched.has(l.name)).length;
      count.textContent = n ? t`${n} changed` : "";
    }
  }

  /** @param {boolean} begun */
  setBegun(begun) {
    if (begun === this.begun) return;
    this.begun = begun;
    for (const row of this.rows.values()) row.element.classList.toggle("fixed", begun && !row.lever.live);
  }

  /** @param {Lever} lever */
  #row(lever) {
    /** @param {number} value */
    const show = (value) => (lever.whole ? String(Math.round(value)) : String(+Number(value).toFixed(3)));
    const id = `lever-${lever.name}`;
    const slider = h("input", {
      type: "range",
      id,
      min: lever.low,
      max: lever.high,
      step: lever.step,
      "aria-describedby": `${id}-help`,
      "aria-label": `${lever.help} [${lever.unit}]`,
    });
    const box = h("input.value", {
      type: "number",
      min: lever.low,
      max: lever.high,
      step: lever.whole ? 1 : "any",
      "aria-label": `${lever.label}, ${lever.unit}`,
    });
    /** @param {number} value */
    const set = (value) => {
      slider.value = String(value);
      box.value = show(value);
      slider.style.setProperty("--at", `${(100 * (value - lever.low)) / (lever.high - lever.low)}%`);
    };
    /** @param {string} value */
    const give = (value) => {
      const number = Number(value);
      if (value.trim() === "" || !(number >= lever.low && number <= lever.high)) {
        this.say(t`${lever.label} takes ${lever.low} to ${lever.high} ${lever.unit};
          ${value.trim() || "–"} was not taken.`);
        return set(this.now.get(lever.name) ?? lever.default);
      }
      set(number);
      if (!lever.live && this.begun) {
        this.pending.set(lever.name, number);
        this.#tellPending();
      } else this.change({ [lever.name]: number });
    };
    slider.addEventListener("input", () => set(Number(slider.value)));
    slider.addEventListener("change", () => give(slider.value));
    box.addEventListener("change", () => give(box.value));
    const help = h(
      "div.help",
      { id: `${id}-help`, hidden: true },
      h("p", {}, `${lever.help[0].toUpperCase()}${lever.help.slice(1)}.`),
      h(
        "p.fine",
        {},
        t`${lever.low} to ${lever.high} ${lever.unit}; usual value ${show(lever.default)}.`,
        " ",
        lever.live ? t`May change while the school lives.` : t`Holds from the first day: needs a restart.`,
      ),
      h("p.fine", {}, t`Source: ${lever.source}.`),
    );
    const more = h(
      "button.ask",
      {
        "aria-expanded": "false",
        "aria-controls": `${id}-help`,
        "aria-label": t`About ${lever.label}`,
        onclick: () => {
          help.hidden = !help.hidden;
          more.setAttribute("aria-expanded", String(!help.hidden));
        },
      },
      "?",
    );
    const element = h(
      "div.lever",
      { "data-lever": lever.name },
      h(
        "div.line",
        {},
        h("span.grow", {}, h("label", { htmlFor: id }, lever.label), h("span.unit", {}, ` ${lever.unit}`)),
        lever.live ? null : h("span.badge", { title: t`Holds from the first day` }, t`restart`),
        more,
      ),
      h("div.line", {}, slider, box),
      help,
    );
    set(lever.default);
    this.rows.set(lever.name, { element, set, lever });
    return element;
  }

  #tellPending() {
    this.notice.hidden = this.pending.size === 0;
    const n = this.pending.size;
    fill(
      this.notice,
      h("span", {}, n > 1 ? t`${n} changes will hold from the first day.` : t`1 change will hold from the first day.`),
      h("button.small.main-button", { onclick: () => this.#apply() }, t`Restart now`),
      h("button.small", { onclick: () => this.drop() }, t`Drop`),
    );
  }

  #apply() {
    const values = Object.fromEntries(this.pending);
    this.pending.clear();
    this.#tellPending();
    this.restart(values);
  }

  drop() {
    this.pending.clear();
    this.#tellPending();
    this.restart(null);
  }

  #find() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { section, group } of this.sections) {
      let some = false;
      for (const lever of group.levers) {
        const text = `${group.title} ${lever.label} ${lever.help}`.toLowerCase();
        const hit = words.every((w) => text.includes(w));
        const row = this.rows.get(lever.name);
        if (row) row.element.hidden = !hit;
        some ||= hit;
      }
      section.hidden = !some;
      if (words.length) section.open = some;
    }
  }
}
