// @ts-check
// Light and dark: colours of the page are in style.css; charts take theirs from here. The forms of action keep their hues; on
// dark paper the deeper action is the lighter one, so that it still stands out most.

const key = "collective-action-theme";
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {import("./protocol").Colours} */
let colours;

/** @param {{ colours: import("./protocol").Colours }} catalogue */
export function setUp(catalogue) {
  colours = catalogue.colours;
  const wanted = read() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.look = wanted;
}

function read() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be forbidden
  }
}

export const isDark = () => document.documentElement.dataset.look === "dark";

export function toggle() {
  const look = isDark() ? "light" : "dark";
  document.documentElement.dataset.look = look;
  try {
    localStorage.setItem(key, look);
  } catch {
    // the choice then lasts as long as the page
  }
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const PROJECTED = 20; // pixels that the last row can read

/**
 * Whether the page is shown to a room: then no letter is small.
 * @param {boolean} on
 */
export function present(on) {
  if (on === isPresented()) return;
  document.documentElement.toggleAttribute("data-presented", on);
  for (const listener of listeners) listener();
}

export const isPresented = () => document.documentElement.hasAttribute("data-presented");

/**
 * The size of letters in a drawing.
 * @param {number} size - in pixels, before one's own screen
 */
export const letters = (size) => (isPresented() ? Math.max(size, PROJECTED) : size);

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @typedef {ReturnType<typeof palette>} Palette */

export function palette() {
  const dark = isDark();
  return {
    forms: dark ? ["#7d8793", "#e9b23c", "#34b39e", "#a9adff"] : colours.forms,
    paper: dark ? "#171c23" : "#ffffff",
    ink: dark ? "#e8ecf1" : "#1f2933",
    muted: dark ? "#9aa5b1" : "#56616c",
    grid: dark ? "#2a323c" : "#e6e9ed",
    area: dark ? "#1f262f" : "#f0f2f5",
    tie: dark ? "#8a96a3" : "#56616c",
    a: dark ? "#9aa5b1" : colours.pair[0],
    b: dark ? "#4aa3db" : colours.pair[1],
    blue: dark ? "#4aa3db" : colours.blue,
    vermilion: dark ? "#f07f3c" : colours.vermilion,
    green: dark ? "#2fbf8f" : colours.green,
    purple: dark ? "#d489b3" : colours.purple,
    sky: colours.sky,
    orange: dark ? "#edaa2e" : colours.orange,
    sequence: dark ? [...colours.sequence].reverse() : colours.sequence, // more is further from the paper
  };
}

/**
 * A state from 0 to 1, ordered by lightness, so that it can be read without seeing colours.
 * @param {number} share
 */
export function ramp(share) {
  const at = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
  const k = Math.min(RAMP.length - 2, Math.floor(at));
  return `rgb(${RAMP[k].map((c, i) => Math.round(c + (at - k) * (RAMP[k + 1][i] - c))).join(",")})`;
}

// Viridis.
const RAMP = [
  [68, 1, 84],
  [54, 92, 141],
  [31, 161, 135],
  [160, 218, 57],
  [253, 231, 37],
];

/**
 * How worn somebody is, from hardly visible to vermilion.
 * @param {number} share
 */
export function worn(share) {
  const at = Math.min(1, Math.max(0, (share - 0.15) / 0.65));
  const [from, to] = isDark()
    ? [
        [92, 74, 66],
        [255, 120, 60],
      ]
    : [
        [240, 208, 190],
        [196, 48, 16],
      ];
  return `rgb(${from.map((c, i) => Math.round(c + at * (to[i] - c))).join(",")})`;
}
