// @ts-check
// The page that needs nobody: the application as it is, over an engine in the page itself. The address stands behind its #.

import { Page as Compare } from "../app/compare.js";
import { Page as Explore } from "../app/explore.js";
import { Application } from "../app/main.js";
import { Place } from "../app/place.js";
import { Page as School } from "../app/school.js";
import { fill, h } from "../kit/dom.js";
import { Link } from "../kit/link.js";
import { EngineWire } from "./wire.js";

/** @type {import("../kit/types").PageEntry[]} */
const PAGES = [
  ["school", "School", async () => ({ Page: School })],
  ["compare", "Compare", async () => ({ Page: Compare })],
  ["explore", "Explore", async () => ({ Page: Explore })],
];

const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

async function begin() {
  /** @type {import("./data").Data} */
  const { engine, told, parts } = JSON.parse(part("data").textContent ?? "");
  const module = await WebAssembly.compile(Uint8Array.from(atob(engine), (letter) => letter.charCodeAt(0)));
  const wire = await EngineWire.open(module, told, part("worker").textContent ?? "");
  const link = /** @type {Link} */ (new Link(wire));
  const app = new Application(link, part("page"), PAGES.filter(([name]) => parts.includes(name)), new Place("#"));
  await app.begin();
  window.collectiveAction = app;
  window.simulation = { columns: told.columns, run: (asked = {}) => run(link, told.columns, asked) };
}

/**
 * The yearly values of some schools, for those who want numbers: a row for each school and year, with every outcome by its name.
 * @param {Link} link
 * @param {string[]} columns
 * @param {import("./data").Asked} asked
 */
async function run(link, columns, { scenario, set = {}, seed, run: first = 0, runs = 1, years }) {
  const all = years === undefined ? set : { ...set, years };
  const found = await /** @type {Link<import("./data").More>} */ (/** @type {unknown} */ (link)).ask("years", {
    scenario, set: all, seed, first, runs,
  });
  return found.flatMap((school, k) =>
    school.map((row, year) => ({
      run: first + k, year: year + 1, ...Object.fromEntries(columns.map((name, c) => [name, row[c]])),
    })),
  );
}

begin().catch((error) => {
  const why = `${error.message}. Browsers of the last years show it; ask for another, or open it outside of a preview.`;
  fill(part("page"), h("section.empty", {}, h("h1", {}, "The page cannot be shown"), h("p", {}, why)));
});
