// A report: what is drawn, played, sorted and copied on a page whose text stands there already.

import { capital, copy, fill, h, icon } from "../kit/dom.js";
import { Curves, chartBox, measureAll } from "./curves.js";
import { Dependence, Maps } from "./maps.js";
import { Replay } from "./replay.js";
import { sortable } from "./tables.js";
import { isDark, onChange, setUp, toggle } from "../kit/theme.js";

const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
setUp(data);
root.classList.remove("plain");

look();
for (const table of document.querySelectorAll("table.sortable")) sortable(table);
for (const button of document.querySelectorAll("[data-copy]")) copier(button);
({ run: ofRun, comparison: ofComparison, sweep: ofSweep })[data.kind]();
if (data.replays.length) window.replay = new Replay(document.getElementById("replay"), data);
paper();

function draw(place, specs, height) {
  const boxes = specs.map((spec) => chartBox(spec, height));
  fill(place, boxes.map((b) => b.figure));
  boxes.forEach(({ box }, k) => new Curves(box, specs[k]));
}

function ofRun() {
  draw(document.getElementById("charts"), data.charts);
}

function ofComparison() {
  const of = new Map(data.pairs.map((p) => [p.id, p]));
  draw(document.getElementById("charts"), data.followed.map((name) => of.get(name)), 190);
  const menu = h("select", { "aria-label": "Outcome", onchange: () => choose(menu.value) }, data.pairs.map((p) => h("option", { value: p.id }, capital(p.title))));
  const [both, apart] = [h("div.curves", { style: "height:230px" }), h("div.curves", { style: "height:170px" })];
  fill(document.getElementById("pair"), h("label.field", {}, h("span", {}, "Outcome, or choose one in the table"), menu), h("h4", {}, "In both"), both, h("h4", {}, "B − A, school by school"), apart);
  const difference = (p) => ({ ...p, title: `${p.title}, B less A`, lines: [p.difference], zero: true, policies: [], bounds: undefined });
  const charts = [new Curves(both, of.get("influence")), new Curves(apart, difference(of.get("influence")))];
  const rows = [...document.querySelectorAll("#table-effects tbody tr")];
  const choose = (name) => {
    menu.value = name;
    charts[0].show(of.get(name));
    charts[1].show(difference(of.get(name)));
    for (const row of rows) row.classList.toggle("chosen", row.dataset.outcome === name);
  };
  for (const row of rows) {
    row.tabIndex = 0;
    row.addEventListener("click", () => choose(row.dataset.outcome));
    row.addEventListener("keydown", (event) => event.key === "Enter" && choose(row.dataset.outcome));
  }
  choose("influence");
}

function ofSweep() {
  const maps = document.getElementById("maps");
  if (data.sweep.maps.length) new Maps(maps, data.sweep);
  else maps.remove();
  new Dependence(document.getElementById("curves"), data.sweep);
}

function look() {
  const button = document.getElementById("look");
  const show = () => {
    button.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
    fill(button, icon(isDark() ? "sun" : "moon"));
  };
  button.addEventListener("click", toggle);
  onChange(show);
  show();
}

function copier(button) {
  const name = () => fill(button, icon("share"), h("span", {}, "Copy"));
  button.setAttribute("aria-label", `Copy ${button.parentElement.firstChild.textContent.trim()}`);
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    const done = await copy(text);
    fill(button, h("span", {}, done ? "Copied" : "Select and copy it by hand"));
    document.getElementById("spoken").textContent = done ? "Copied." : "Could not copy.";
    setTimeout(name, 2000);
  });
  name();
}

// On paper: light colours, everything that is worth printing unfolded, charts as wide as the sheet.
function paper() {
  let before = null;
  const begin = () => {
    if (before) return;
    const folded = [...document.querySelectorAll("details[data-print]:not([open])")];
    before = { folded, dark: isDark() };
    for (const details of folded) details.open = true;
    if (before.dark) toggle();
    root.classList.add("printing");
    measureAll();
  };
  const end = () => {
    if (!before) return;
    root.classList.remove("printing");
    for (const details of before.folded) details.open = false;
    if (before.dark) toggle();
    before = null;
    measureAll();
  };
  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? begin() : end()));
}
