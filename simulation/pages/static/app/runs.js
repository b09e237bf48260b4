// @ts-check
// The runs of this session: every school that was shown under settings of its own. Whoever changes the past makes a branch;
// the run it
// leaves stays in the list, where it can be named, opened again and compared.

import { capital, fill, h } from "../kit/dom.js";
import { drawer } from "../kit/drawer.js";
import { when } from "./transport.js";
import { small, t } from "../kit/words.js";
import { fitOf, ownOf, titleOf, withOwn } from "./own.js";

/** @typedef {{ key: string, query: string, name: string, from: string, before: string }} Run - before: where `from` was left */

const kept = drawer(() => sessionStorage, "collective-action-runs");
const MOST = 60;
const OF_THE_SCHOOL = ["seed", "school", "real", "like"];
const OF_THE_MOMENT = ["week", "summer", "teacher", "lesson", "point"];

/**
 * What determines a run, whichever moment of it is looked at.
 * @param {string} query
 */
export function runOf(query) {
  const parameters = new URLSearchParams(query);
  for (const key of OF_THE_MOMENT) parameters.delete(key);
  return parameters.toString();
}

export class Runs {
  /**
   * @param {import("./main.js").Application} app
   * @param {(query: string) => void} open
   */
  constructor(app, open) {
    this.app = app;
    this.open = open;
    /** @type {Run[]} */
    this.runs = read();
    this.now = "";
    this.list = h("ol.runs", { "aria-label": t`Runs of this session` });
    this.summary = h("summary");
    this.root = h("details.runbox", {}, this.summary, this.list);
    this.undo = h("button.small", { hidden: true, onclick: () => this.#undo() }, t`Undo`);
    this.#show();
  }

  /**
   * A run is on show. Returns whether it is new as a branch of the one before.
   * @param {string} query
   * @param {string} [left] - what was on show when the viewer changed something of it
   */
  shown(query, left) {
    const key = runOf(query);
    const known = this.runs.find((run) => run.key === key);
    if (known && key === this.now) {
      known.query = query;
      return false;
    }
    const branch = !known && left !== undefined && runOf(left) !== key;
    if (known) known.query = query;
    else {
      const from = branch && left !== undefined ? left : "";
      this.runs.push({ key, query, name: called(this.app, query), from: from && runOf(from), before: from });
    }
    this.runs = this.runs.slice(-MOST);
    this.now = key;
    this.#show();
    return branch;
  }

  #undo() {
    const run = this.runs.find((one) => one.key === this.now);
    if (run?.before) this.open(run.before);
  }

  #show() {
    kept.set(JSON.stringify(this.runs));
    const now = this.runs.find((one) => one.key === this.now);
    this.undo.hidden = !now?.before;
    this.undo.title = t`Go back to the run before the last change; this one stays among the runs of this session`;
    this.summary.textContent = t`Runs of this session (${this.runs.length})`;
    fill(
      this.list,
      [...this.runs].reverse().map((run) => this.#row(run)),
    );
  }

  /** @param {Run} run */
  #row(run) {
    const here = run.key === this.now;
    const parent = this.runs.find((one) => one.key === run.from);
    /** @type {HTMLInputElement} */
    const name = h("input", {
      type: "text",
      value: run.name,
      maxLength: 200,
      "aria-label": t`Name of this run`,
      onchange: () => ((run.name = name.value.trim() || called(this.app, run.query)), this.#show()),
    });
    const now = this.runs.find((one) => one.key === this.now);
    const pair = now && !here && alike(now.query, run.query);
    return h(
      here ? "li.now" : "li",
      {},
      name,
      parent ? h("span.fine", {}, t`A branch of “${parent.name}”, made at: ${this.#moment(run.before)}`) : null,
      h(
        "div.line-up",
        {},
        here ? h("span.fine", {}, t`on show`) : h("button.small", { onclick: () => this.open(run.query) }, t`Open`),
        here
          ? null
          : h(
              "button.small",
              {
                disabled: !pair,
                title: pair ? t`This run beside the one on show` : t`Only the same school with the same seed can be compared`,
                onclick: () => this.app.go("compare", alike(now?.query ?? "", run.query)), // at the moment that is shown by now
              },
              t`Compare`,
            ),
        here
          ? null
          : h(
              "button.small",
              { onclick: () => ((this.runs = this.runs.filter((one) => one !== run)), this.#show()) },
              t`Take off the list`,
            ),
      ),
    );
  }

  /** @param {string} query */
  #moment(query) {
    const parameters = new URLSearchParams(query);
    const week = Number(parameters.get("week") ?? 0);
    return when(week, this.app.catalogue.clock.year, parameters.get("summer") === "1");
  }
}

/**
 * What a run is called until somebody names it: its scenario, and what was changed in it.
 * @type {(app: import("./main.js").Application, query: string) => string}
 */
export function called(app, query) {
  const parameters = new URLSearchParams(query);
  /** @param {string} key */
  const of = (key) => parameters.get(key) ?? "";
  /** @type {(name: string, value: string) => string} */
  const lever = (name, value) => `${app.levers.get(name)?.label ?? name} ${+Number(value).toFixed(3)}`;
  const own = ownOf(parameters);
  const mine = [titleOf(app, own), own.like ? t`like ${fitOf(app, own)}` : ""].filter(Boolean);
  const real = mine.map((name) => `${name}, `).join("");
  const parts = [capital(`${real}${(of("title") || of("scenario") || "baseline").replaceAll("_", " ")}`)];
  if (of("seed") && of("seed") !== "1") parts.push(t`seed ${of("seed")}`);
  if (of("school") && of("school") !== "0") parts.push(t`school ${of("school")}`);
  for (const change of parameters.getAll("at")) {
    const [week, name, value] = change.split(":");
    parts.push(t`${lever(name, value)} after ${small(when(Number(week), app.catalogue.clock.year))}`);
  }
  for (const pair of parameters.getAll("set")) {
    const at = pair.indexOf(":");
    parts.push(lever(pair.slice(0, at), pair.slice(at + 1)));
  }
  return parts.join(", ");
}

/**
 * The address that compares two runs, or null where they are not the same school.
 * @type {(a: string, b: string) => string | null}
 */
function alike(a, b) {
  const [one, other] = [new URLSearchParams(a), new URLSearchParams(b)];
  /** @type {(parameters: URLSearchParams, key: string, usual: string) => string} */
  const of = (parameters, key, usual) => parameters.get(key) ?? usual;
  for (const [key, usual] of [
    ["seed", "1"],
    ["school", "0"],
    ["real", "0"],
    ["like", "0"],
  ])
    if (of(one, key, usual) !== of(other, key, usual)) return null;
  const settings = (/** @type {URLSearchParams} */ from) => {
    const kept = new URLSearchParams([...from].filter(([k]) => ![...OF_THE_MOMENT, ...OF_THE_SCHOOL].includes(k)));
    return kept.toString();
  };
  const pair = new URLSearchParams({ a: settings(one), b: settings(other), seed: of(one, "seed", "1") });
  pair.set("school", of(one, "school", "0"));
  pair.set("week", of(one, "week", "0"));
  return withOwn(pair.toString(), ownOf(one));
}

/** @returns {Run[]} */
function read() {
  try {
    const runs = JSON.parse(kept.get() ?? "[]");
    return Array.isArray(runs) ? runs.filter((run) => typeof run.key === "string" && typeof run.query === "string") : [];
  } catch {
    return [];
  }
}
