// @ts-check
// A report: what is drawn, played, sorted and copied on a page whose text stands there already.

import { capital, copy, fill, h, icon } from "../kit/dom.js";
import { Curves, chartBox, measureAll } from "./curves.js";
import { Dependence, Maps, TIPPING } from "./maps.js";
import { Replay } from "./replay.js";
import { sortable } from "./tables.js";
import { isDark, onChange, setUp, toggle } from "../kit/theme.js";

/** @typedef {import("./data").Pair} Pair */
/** @typedef {import("./data").Spec} Spec */

/**
 * A part of the page, which the template has.
 * @param {string} id
 */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {import("./data").Data} */
const data = JSON.parse(part("data").textContent ?? "");
const root = document.documentElement;
setUp(data);
root.classList.remove("plain");

look();
for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table.sortable"))) sortable(table);
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]"))) copier(button);
const rest = { run: ofRun, comparison: ofComparison, policies: () => null, sweep: ofSweep }[data.kind]();
hintAtMore();
if (data.replays.length) window.replay = new Replay(part("replay"), data);
paper(rest);

/**
 * @param {HTMLElement} place
 * @param {Spec[]} specs
 * @param {number} [height]
 */
function draw(place, specs, height) {
  const boxes = specs.map((spec) => chartBox(spec, height));
  fill(
    place,
    boxes.map((b) => b.figure),
  );
  boxes.forEach(({ box }, k) => new Curves(box, specs[k]));
}

/** @typedef {(sheet: HTMLElement) => void} Rest - draws what a screen shows one at a time and paper has to show as a whole */

/** @returns {Rest | null} */
function ofRun() {
  draw(part("charts"), data.charts);
  return null;
}

/** @returns {Rest} */
function ofComparison() {
  /** @type {(name: string) => Pair} */
  const of = (name) => data.pairs.find((p) => p.id === name) ?? data.pairs[0];
  draw(part("charts"), data.followed.map(of), 190);
  /** @type {HTMLSelectElement} */
  const menu = h(
    "select",
    { "aria-label": "Outcome", onchange: () => choose(menu.value) },
    data.pairs.map((p) => h("option", { value: p.id }, capital(p.title))),
  );
  const [both, apart] = [h("div.curves", { style: "height:230px" }), h("div.curves", { style: "height:170px" })];
  fill(
    part("pair"),
    h("label.field", {}, h("span", {}, "Outcome, or choose one in the table"), menu),
    h("h4", {}, "In both"),
    both,
    h("h4", {}, "B − A, school by school"),
    apart,
  );
  /** @type {(p: Pair) => Spec} */
  const difference = (p) => ({
    ...p,
    title: `${p.title}, B less A`,
    lines: [p.difference],
    zero: true,
    policies: [],
    bounds: undefined,
  });
  const charts = [new Curves(both, of("influence")), new Curves(apart, difference(of("influence")))];
  const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#table-effects tbody tr"));
  /** @param {string} name */
  const choose = (name) => {
    menu.value = name;
    charts[0].show(of(name));
    charts[1].show(difference(of(name)));
    for (const row of rows) row.classList.toggle("chosen", row.dataset.outcome === name);
  };
  for (const row of rows) {
    row.tabIndex = 0;
    const { outcome = "" } = row.dataset;
    row.addEventListener("click", () => choose(outcome));
    row.addEventListener("keydown", (event) => event.key === "Enter" && choose(outcome));
  }
  choose("influence");
  return (sheet) => {
    const others = h("div.gridcharts");
    fill(sheet, h("h3", {}, "All other outcomes in both"), others);
    draw(others, data.pairs.filter((p) => !data.followed.includes(p.id)), 170);
  };
}

/** @returns {Rest} */
function ofSweep() {
  const { sweep } = data;
  const maps = sweep.maps.length ? new Maps(part("maps"), sweep) : part("maps").remove();
  const curves = new Dependence(part("curves"), sweep);
  return (sheet) => {
    const names = sweep.outcomes.map((o) => o.name);
    const mapped = maps ? [...names, ...(sweep.tipping ? [TIPPING] : [])].filter((name) => name !== maps.outcome) : [];
    const blocks = [...mapped, ...names.filter((name) => name !== curves.outcome)].map(() => h("div.sheet.block"));
    fill(sheet, blocks);
    mapped.forEach((name, k) => new Maps(blocks[k], sweep, name));
    const others = names.filter((name) => name !== curves.outcome);
    others.forEach((name, k) => new Dependence(blocks[mapped.length + k], sweep, name));
  };
}

// A table that is wider than its place says so: on a phone nobody would look for columns beyond the edge.
function hintAtMore() {
  const watch = new ResizeObserver((seen) => {
    for (const box of new Set(seen.map(({ target }) => target.closest(".tablebox")))) {
      box?.classList.toggle("wider", box.scrollWidth > box.clientWidth + 1);
    }
  });
  for (const part of document.querySelectorAll(".tablebox, .tablebox > table")) watch.observe(part);
}

function look() {
  const button = part("look");
  const show = () => {
    button.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
    fill(button, icon(isDark() ? "sun" : "moon"));
  };
  button.addEventListener("click", toggle);
  onChange(show);
  show();
}

/** @param {HTMLElement} button - it copies the text of the part that it names */
function copier(button) {
  const name = () => fill(button, icon("share"), h("span", {}, "Copy"));
  button.setAttribute("aria-label", `Copy ${button.parentElement?.firstChild?.textContent?.trim()}`);
  button.addEventListener("click", async () => {
    const text = part(button.dataset.copy ?? "").textContent ?? "";
    const done = await copy(text);
    fill(button, h("span", {}, done ? "Copied" : "Select and copy it by hand"));
    part("spoken").textContent = done ? "Copied." : "Could not copy.";
    setTimeout(name, 2000);
  });
  name();
}

/**
 * On paper: light colours, everything that is worth printing unfolded, every outcome drawn, charts as wide as the sheet.
 * @param {Rest | null} rest
 */
function paper(rest) {
  const sheet = h("div.onpaper");
  /** @type {{ folded: HTMLDetailsElement[], dark: boolean } | null} */
  let before = null;
  const begin = () => {
    if (before) return;
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const folded = document.querySelectorAll("details[data-print]:not([open])");
    before = { folded: [...folded], dark: isDark() };
    for (const details of folded) details.open = true;
    if (before.dark) toggle();
    root.classList.add("printing");
    part("found").append(sheet);
    rest?.(sheet);
    measureAll();
  };
  const end = () => {
    if (!before) return;
    root.classList.remove("printing");
    sheet.remove();
    for (const details of before.folded) details.open = false;
    if (before.dark) toggle();
    before = null;
    measureAll();
  };
  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? begin() : end()));
}
