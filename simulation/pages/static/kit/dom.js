// @ts-check
// Making elements, and writing numbers. Texts are always set as text, never as HTML: names that people upload stay names.

import { point, t } from "./words.js";

/** @typedef {import("./types").Child} Child */

/**
 * An element: "button.small" is a button of the class small. Attributes that begin with "on" are listeners.
 * @template {string} T
 * @param {T} tag
 * @param {import("./types").Attributes} [attributes]
 * @param {...Child} children
 * @returns {import("./types").ElementOf<T>}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = /** @type {import("./types").ElementOf<T>} */ (document.createElement(name || "div"));
  const properties = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (element));
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else if (key === "style") element.style.cssText = String(value);
    else if (key in element && !key.startsWith("aria") && key !== "list") properties[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  fill(element, ...children);
  return element;
}

/**
 * Put these, and nothing else, into an element.
 * @template {Element} E
 * @param {E} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  const all = /** @type {Child[]} */ (children.flat(3)).filter((c) => c !== null && c !== undefined && c !== false);
  element.replaceChildren(.../** @type {(Node | string)[]} */ (all));
  return element;
}

const paths = {
  play: "M7 4.5v15l12-7.5z",
  pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  week: "M5 5l9 7-9 7zM16 5h3v14h-3z",
  restart: "M6 5h3v14H6zM19 5l-9 7 9 7z",
  close: "M6 6l12 12M18 6L6 18",
  share: "M9 12h6M10 8H8a4 4 0 000 8h2M14 8h2a4 4 0 010 8h-2",
  sun:
    "M12 7.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3L19 19" +
    "M19 5l-1.7 1.7M6.7 17.3L5 19",
  moon: "M20 14.5A8.5 8.5 0 119.5 4 7 7 0 0020 14.5z",
  terminal: "M4 6l6 6-6 6M12 18h8",
  present: "M3 5h18v11H3zM12 16v3M8 20h8",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  down: "M12 4v11M7 11l5 5 5-5M5 20h14",
  menu: "M4 7h16M4 12h16M4 17h16",
};
const filled = new Set(["play", "pause", "week", "restart"]);

/** @param {keyof typeof paths} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", filled.has(name) ? "icon solid" : "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

/** @type {(value: number | null) => value is number} */
export const isKnown = (value) => value !== null;

// Nothing has no sign: what is rounded to zero is "0.00".
/** @type {(value: number | null | undefined, digits?: number) => string} */
export const number = (value, digits = 2) =>
  value === null || value === undefined
    ? "–"
    : value
        .toFixed(digits)
        .replace(/^-(?=0\.?0*$)/, "")
        .replace("-", "−")
        .replace(".", point());
/** @type {(value: number | null | undefined, digits?: number) => string} */
export const signed = (value, digits = 2) => (Number(value?.toFixed(digits)) > 0 ? "+" : "") + number(value, digits);
/** @param {number} share */
export const percent = (share) => `${Math.round(100 * share)} %`;
/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * A value of an outcome as it is written, as simulation/words/outcomes.py does it; few percents get a decimal.
 * @param {number | null | undefined} value
 * @param {{ percent?: boolean, digits?: number }} how
 */
export function written(value, { percent: inPercent, digits = 2 }) {
  if (!inPercent || value === null || value === undefined) return number(value, digits);
  return `${number(100 * value, Math.abs(value) < 0.0995 && value !== 0 ? 1 : 0)} %`;
}

/**
 * A value with the unit behind it; brief where there is little room.
 * @param {number | null | undefined} value
 * @param {import("./protocol").Outcome} outcome
 */
export const withUnit = (value, outcome, brief = false) =>
  `${written(value, outcome)} ${outcome.percent ? "" : outcome[brief ? "brief" : "after"]}`.trim();

/**
 * A difference with its sign: shares in percentage points, a decimal finer than a level.
 * @param {number | null} value
 * @param {{ percent: boolean, digits: number }} how
 */
export const difference = (value, { percent: inPercent, digits }) =>
  inPercent ? signed(value === null ? null : 100 * value, 1) : signed(value, digits + 1);

/** @param {number} years */
export const taught = (years) => (years === 1 ? t`1 year of teaching` : t`${years} years of teaching`);

/** @param {string} unit */
export const beside = (unit) => (unit === t`0 to 1` ? t`of 1` : unit); // a unit right after its number

/**
 * The action, once nobody has asked for it for so long.
 * @param {number} milliseconds
 * @param {(...values: any[]) => void} action
 * @returns {(...values: any[]) => void}
 */
export function later(milliseconds, action) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}

/**
 * A button for what cannot be undone: the first press asks, the second does it, and leaving it, Escape or some time takes the
 * question back.
 * @param {() => string} label - what it says
 * @param {() => string} ask - the question, or "" when there is nothing to ask
 * @param {() => unknown} action
 */
export function twice(label, ask, action) {
  let timer = 0;
  const calm = () => {
    clearTimeout(timer);
    delete button.dataset.sure;
    button.textContent = label();
  };
  const press = () => {
    const question = button.dataset.sure ? "" : ask();
    calm();
    if (!question) return action();
    button.dataset.sure = "1";
    button.textContent = question;
    timer = setTimeout(calm, 12000);
  };
  const button = /** @type {import("./types").Twice} */ (
    h("button", { onclick: press, onblur: calm, onkeydown: (e) => e.key === "Escape" && calm() }, label())
  );
  button.renew = () => button.dataset.sure || calm();
  return button;
}

/** @type {(name: string, mime: string, base64: string) => void} */
export function save(name, mime, base64) {
  saveText(
    name,
    mime,
    Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)),
  );
}

/** @type {(name: string, mime: string, content: string | Uint8Array) => void} */
export function saveText(name, mime, content) {
  const link = h("a", { href: URL.createObjectURL(new Blob([content], { type: mime })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { value: text, style: "position:fixed;opacity:0" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
