// @ts-check
// Committing a prediction: a direction, one of several options, or a curve sketched over the years.

import { capital, fill, h, number } from "./dom.js";
import { small, t } from "./words.js";

/** @typedef {import("./protocol").Lesson} Lesson */
/** @typedef {import("./protocol").Prediction} Prediction */
/** @typedef {(value: Prediction) => void} Told */

/** @type {[name: string, label: string, sign: string][]} */
export const DIRECTIONS = [
  ["more", t`Higher`, "↑"],
  ["same", t`About the same`, "→"],
  ["less", t`Lower`, "↓"],
];

/**
 * A prediction in words. Curves say where they begin and end.
 * @param {Lesson} lesson
 * @param {Prediction | null | undefined} prediction
 */
export function inWords(lesson, prediction) {
  if (prediction === null || prediction === undefined) return t`no prediction`;
  if (Array.isArray(prediction))
    return t`from ${number(prediction[0])} in year 1 to ${number(prediction.at(-1))} in year ${prediction.length}`;
  const known = lesson.prediction.kind !== "choice" ? DIRECTIONS.find(([name]) => name === prediction) : null;
  return known ? small(known[1]) : t(prediction);
}

/** @param {Prediction | null | undefined} prediction */
export const arrow = (prediction) => DIRECTIONS.find(([name]) => name === prediction)?.[2] ?? "";

/**
 * The input that fits the lesson; `changed` is called whenever `value` is another one, null while there is none.
 * @param {Lesson} lesson
 * @param {Prediction | null} value
 * @param {Told} changed
 */
export function predictor(lesson, value, changed) {
  return lesson.prediction.kind === "curve"
    ? new Sketch(lesson, Array.isArray(value) ? value : null, changed)
    : new Choice(lesson, value, changed);
}

// One of a few, as large buttons that are radio buttons: arrows move between them.
class Choice {
  /**
   * @param {Lesson} lesson
   * @param {Prediction | null} value
   * @param {Told} changed
   */
  constructor(lesson, value, changed) {
    this.value = value;
    const { kind, options } = lesson.prediction;
    /** @type {typeof DIRECTIONS} */
    const all = kind === "direction" ? DIRECTIONS : options.map((o) => [o, t(o), ""]);
    this.root = h(
      `div.answers.${kind}`,
      { role: "radiogroup", "aria-label": lesson.prediction.ask },
      all.map(([name, label, sign]) =>
        h(
          "label.answer",
          {},
          h("input", {
            type: "radio",
            name: "prediction",
            value: name,
            checked: name === value,
            onchange: () => ((this.value = name), changed(name)),
          }),
          sign ? h("span.sign", { "aria-hidden": "true" }, sign) : null,
          h("span", {}, label),
        ),
      ),
    );
  }

  focus() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.root.querySelector("input:checked"));
    (chosen ?? this.root.querySelector("input"))?.focus();
  }
}

const [LEFT, RIGHT, TOP, BOTTOM] = [54, 16, 16, 40];
/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[T]}
 */
const svg = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
};

// A curve over the years. A pointer draws it; with keys, left and right go from year to year, up and down move the value.
// What has not been drawn yet follows its drawn neighbour, so the curve is whole as soon as it is touched.
class Sketch {
  /**
   * @param {Lesson} lesson
   * @param {number[] | null} value
   * @param {Told} changed
   */
  constructor(lesson, value, changed) {
    this.lesson = lesson;
    this.changed = changed;
    this.low = lesson.prediction.low ?? 0;
    this.high = lesson.prediction.high ?? 1;
    this.n = lesson.years;
    this.width = 0;
    this.height = 0;
    /** @type {number[]} */
    this.values = value ? [...value] : Array(this.n).fill((this.low + this.high) / 2);
    /** @type {boolean[]} */
    this.touched = Array(this.n).fill(Boolean(value));
    this.value = value;
    this.last = -1;
    this.at = 0;
    this.line = svg("path", { class: "sketched" });
    this.handles = this.values.map((_, k) => this.#handle(k));
    this.hint = svg("text", { "text-anchor": "middle", class: "sketchhint" });
    this.axes = svg("g", {});
    this.board = svg("svg", { class: "sketch" }, this.axes, this.line, this.hint, ...this.handles);
    this.board.addEventListener("pointerdown", (e) => {
      if (e.button) return;
      e.preventDefault();
      this.board.setPointerCapture(e.pointerId);
      this.last = -1;
      this.#draw(e);
    });
    this.board.addEventListener("pointermove", (e) => this.board.hasPointerCapture(e.pointerId) && this.#draw(e));
    this.board.addEventListener("pointerup", () => this.value && this.handles[this.at].focus({ preventScroll: true }));
    this.root = h(
      "div.sketchbox",
      { role: "group", "aria-label": lesson.prediction.ask },
      h(
        "div.sketchframe",
        {},
        h(
          "p.sketchtitle",
          {},
          h("strong", {}, `“${lesson.other.label}”`),
          ` ${capital(lesson.said)}, ${unit(lesson).replaceAll(" ", "\u00a0")}`,
        ),
        this.board,
      ),
      h(
        "p.fine",
        {},
        t`Keys: left and right choose the year, up and down move the value, Page Up and Page Down move it further.`,
      ),
    );
    this.#lay(760);
    new ResizeObserver(() => this.#lay(this.board.clientWidth)).observe(this.root); // it is forgotten with the sketch
  }

  /**
   * A unit of the drawing is a pixel of the screen, however wide it is: letters and handles are never shrunk.
   * @param {number} width
   */
  #lay(width) {
    if (!width || width === this.width) return;
    this.width = width;
    this.height = width < 560 ? 290 : width < 900 ? 340 : 420;
    this.board.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
    this.board.style.height = `${this.height}px`;
    this.axes.replaceChildren(...this.#axes());
    this.hint.textContent =
      width < 560 ? t`Draw with a finger, or use arrow keys` : t`Draw with the mouse or a finger, or use the arrow keys`;
    this.hint.setAttribute("x", String((width + LEFT - RIGHT) / 2));
    this.hint.setAttribute("y", String(this.height - BOTTOM - 22));
    this.#show();
  }

  focus() {
    this.handles[this.at].focus();
  }

  /** @param {number} k - a year, from 0 */
  #x(k) {
    return LEFT + ((this.width - LEFT - RIGHT) * (k + 0.5)) / this.n;
  }

  /** @param {number} value */
  #y(value) {
    return TOP + ((this.height - TOP - BOTTOM) * (this.high - value)) / (this.high - this.low);
  }

  #axes() {
    const parts = [];
    for (let k = 0; k <= 4; k++) {
      const value = this.low + ((this.high - this.low) * k) / 4;
      const y = this.#y(value);
      parts.push(svg("line", { x1: LEFT, x2: this.width - RIGHT, y1: y, y2: y, class: "gridline" }));
      parts.push(
        svg(
          "text",
          { x: LEFT - 10, y: y + 4.5, "text-anchor": "end", class: "axislabel" },
          number(value, this.high - this.low > 8 ? 0 : 2),
        ),
      );
    }
    for (let k = 0; k < this.n; k++)
      parts.push(
        svg("text", { x: this.#x(k), y: this.height - 12, "text-anchor": "middle", class: "axislabel" }, t`yr ${k + 1}`),
      );
    const { start, later } = this.lesson.other;
    if (later.length && start > 1 && start <= this.n) {
      const x = (this.#x(start - 1) + this.#x(start - 2)) / 2;
      parts.push(svg("line", { x1: x, x2: x, y1: TOP, y2: this.height - BOTTOM, class: "onset" }));
      parts.push(svg("text", { x: x + 7, y: TOP + 12, class: "axislabel" }, t`from year ${start}`));
    }
    return parts;
  }

  /** @param {number} k */
  #handle(k) {
    const dot = svg("circle", {
      r: 7.5,
      class: "handle",
      role: "slider",
      tabindex: k === 0 ? 0 : -1,
      "aria-label": t`Year ${k + 1}`,
      "aria-valuemin": this.low,
      "aria-valuemax": this.high,
      "aria-orientation": "vertical",
    });
    dot.addEventListener("focus", () => this.#roam(k));
    dot.addEventListener("keydown", (e) => {
      const step = (this.high - this.low) / 40;
      const move = { ArrowUp: step, ArrowDown: -step, PageUp: 5 * step, PageDown: -5 * step }[e.key];
      if (move) this.#set(k, this.values[k] + move);
      else if (e.key === "ArrowRight" || e.key === "ArrowLeft")
        this.handles[Math.min(this.n - 1, Math.max(0, k + (e.key === "ArrowRight" ? 1 : -1)))].focus();
      else if (e.key === "Home" || e.key === "End") this.handles[e.key === "Home" ? 0 : this.n - 1].focus();
      else return;
      e.preventDefault();
      e.stopPropagation();
    });
    return dot;
  }

  /** @param {number} k */
  #roam(k) {
    this.at = k;
    this.handles.forEach((handle, j) => handle.setAttribute("tabindex", j === k ? "0" : "-1"));
  }

  /** @param {PointerEvent} event */
  #draw(event) {
    const box = this.board.getBoundingClientRect();
    const x = ((event.clientX - box.left) * this.width) / box.width;
    const y = ((event.clientY - box.top) * this.height) / box.height;
    const k = Math.min(this.n - 1, Math.max(0, Math.floor(((x - LEFT) * this.n) / (this.width - LEFT - RIGHT))));
    const value = this.high - ((y - TOP) * (this.high - this.low)) / (this.height - TOP - BOTTOM);
    if (this.last >= 0 && Math.abs(k - this.last) > 1) {
      const from = this.values[this.last]; // a quick stroke jumps over years: they lie on it
      const way = Math.sign(k - this.last);
      for (let j = this.last + way; j !== k; j += way)
        this.#set(j, from + ((value - from) * (j - this.last)) / (k - this.last), false);
    }
    this.#set(k, value);
    this.last = k;
    this.#roam(k);
  }

  /** @type {(k: number, value: number, tell?: boolean) => void} */
  #set(k, value, tell = true) {
    this.values[k] = +Math.min(this.high, Math.max(this.low, value)).toFixed(4);
    this.touched[k] = true;
    for (let j = 0; j < this.n; j++)
      if (!this.touched[j]) {
        let left = j,
          right = j;
        while (left >= 0 && !this.touched[left]) left--;
        while (right < this.n && !this.touched[right]) right++;
        this.values[j] = this.values[left >= 0 ? left : right];
      }
    this.value = [...this.values];
    this.#show();
    if (tell) this.changed(this.value);
  }

  #show() {
    this.board.classList.toggle("undrawn", !this.value);
    this.hint.toggleAttribute("hidden", Boolean(this.value));
    this.line.setAttribute("d", this.values.map((v, k) => `${k ? "L" : "M"}${this.#x(k)} ${this.#y(v)}`).join(""));
    this.handles.forEach((handle, k) => {
      handle.setAttribute("cx", String(this.#x(k)));
      handle.setAttribute("cy", String(this.#y(this.values[k])));
      handle.setAttribute("aria-valuenow", String(this.values[k]));
      handle.setAttribute("aria-valuetext", number(this.values[k]) + (this.value ? "" : `, ${t`not drawn yet`}`));
    });
  }
}

/** @param {Lesson} lesson */
const unit = (lesson) => lesson.unit.replace("..", " to ");

/**
 * The prediction as it was committed, for reading.
 * @param {Lesson} lesson
 * @param {Prediction | null} prediction
 */
export function committed(lesson, prediction) {
  const said = fill(
    h("p.committed"),
    h("span.fine", {}, t`You committed:`, " "),
    h("strong", {}, `${arrow(prediction)} ${inWords(lesson, prediction)}`.trim()),
  );
  return said;
}
