// @ts-check
// What the model is measured against, what it says of itself, and what every name means; all of it offline.

import { fill, h, number } from "../kit/dom.js";
import { language, t } from "../kit/words.js";

/** @typedef {import("../kit/protocol").Finding} Finding */
/** @typedef {import("../kit/protocol").EffectOfTrial} EffectOfTrial */
/** @typedef {"patterns" | "effects" | "model" | "codebook"} Tab */

/** @type {[Tab, string][]} */
const TABS = [
  ["patterns", t`Patterns`],
  ["effects", t`Effects`],
  ["model", t`The model`],
  ["codebook", t`Codebook`],
];
/** @type {Record<string, string>} */
const VERDICTS = {
  reproduced: t`reproduced`,
  "not reproduced": t`not reproduced`,
  inconclusive: t`inconclusive`,
  inside: t`inside`,
  outside: t`outside`,
};
/** @type {Record<string, string>} */
const SIGNS = { reproduced: "✓", "not reproduced": "✗", inconclusive: "?", inside: "✓", outside: "✗" };
/**
 * Verdicts on effects wear the colours of verdicts on patterns.
 * @type {Record<string, string>}
 */
const LIKE = { inside: "reproduced", outside: "not-reproduced", inconclusive: "inconclusive" };

/** @param {Finding} finding */
function estimated({ estimate, low, high, allowed }) {
  if (estimate === null) return "–";
  const interval = low === null ? "" : ` (${t`${number(low)} to ${number(high)}`})`;
  return `${number(estimate)}${interval}; ${t`allowed ${allowed || "–"}`}`;
}

export class Page {
  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.app = app;
    /** @type {import("../kit/protocol").Documents} */
    this.documents = { findings: null, effects: null, model: null, codebook: null };
    this.body = h("div.document");
    this.tabs = TABS.map(([name, title]) =>
      h("button", { disabled: true, "aria-pressed": "false", "data-tab": name, onclick: () => this.#show(name) }, title),
    );
    this.contents = h("nav.contents", { "aria-label": t`Contents` });
    this.root = h(
      "div.wide",
      {},
      h(
        "div.pagehead",
        {},
        h("h1", {}, t`Evidence`),
        h(
          "p.soft",
          {},
          t`Patterns the model is judged by, what trials found beside what the model answers, the model in words and
            equations, and every name with unit and source.`,
        ),
        language() === "en" ? null : h("p.fine", {}, t`Claims, findings, the model and the codebook are in English.`),
      ),
      h("div.segments", { role: "group", "aria-label": t`Documents` }, this.tabs),
      h("div.reader", {}, this.contents, h("article.sheet.block", {}, this.body)),
    );
  }

  async begin() {
    try {
      this.documents = await this.app.link.ask("documents");
      for (const tab of this.tabs) tab.disabled = false;
      this.#show("patterns");
    } catch (error) {
      fill(this.body, h("p", {}, error.message));
    }
    this.root.dataset.week = "0";
  }

  close() {}

  /** @param {Tab} name */
  #show(name) {
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
    fill(this.contents);
    if (name === "patterns") {
      this.#patterns();
      return;
    }
    if (name === "effects") {
      this.#effects();
      return;
    }
    const html = this.documents[name];
    if (!html) {
      fill(this.body, h("p", {}, t`This document is not part of the installation; it is in the folder docs of the project.`));
      return;
    }
    this.body.innerHTML = html; // the project's own text, rendered by the server; nothing that anybody uploads gets here
    for (const table of this.body.querySelectorAll("table")) {
      const box = h("div.tablebox", { tabIndex: 0 });
      table.replaceWith(box);
      box.append(table);
    }
    for (const text of this.body.querySelectorAll("pre")) text.tabIndex = 0; // whoever has no mouse scrolls it with keys
    for (const link of this.body.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href") ?? "";
      if (href.startsWith("#"))
        link.addEventListener(
          "click",
          (e) => (e.preventDefault(), document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView()),
        );
      else link.replaceWith(...link.childNodes);
    }
    fill(
      this.contents,
      [...this.body.querySelectorAll("h2")].map((heading) =>
        h("button.link", { onclick: () => heading.scrollIntoView({ block: "start" }) }, heading.textContent),
      ),
    );
  }

  #patterns() {
    const found = this.documents.findings;
    if (!found) {
      fill(
        this.body,
        h("h2", {}, t`No verdicts yet`),
        h(
          "p",
          {},
          t`Nobody has validated this version: there is no file docs/validation/findings.csv. Validation runs every pattern
            as a small experiment and writes its verdict there; this page then shows it. The model text and the codebook
            can be read above.`,
        ),
      );
      return;
    }
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const p of found) counts.set(p.verdict, (counts.get(p.verdict) ?? 0) + 1);
    fill(
      this.body,
      h(
        "p.lead",
        {},
        t`${found.length} patterns:`, " ",
        [...counts].map(([verdict, n]) => h("span.chip", {}, `${n} ${VERDICTS[verdict] ?? verdict}`)),
      ),
      found.map((p) =>
        h(
          "section.pattern",
          {},
          h(
            "div.blockhead",
            {},
            h("h2", {}, `${p.pattern} · ${p.claim}`),
            h(`span.verdict.${p.verdict.replace(/\W+/g, "-")}`, {},
              `${SIGNS[p.verdict] ?? ""} ${VERDICTS[p.verdict] ?? p.verdict}`),
          ),
          h(
            "p.fine",
            {},
            [p.strength || t`not rated`, p.robustness && t`${p.robustness} under changes that must not matter`, p.source]
              .filter(Boolean)
              .join(" · "),
          ),
          p.test && h("p.test", {}, p.test),
          p.twin && h("p.test", {}, t`Besides, on twins: ${p.twin}`),
          p.fitted && h("p.fine", {}, t`No independent support: ${p.fitted}.`),
          p.findings.map((f) =>
            h("div.finding", {}, h("span", {}, f.finding), h("span.fine", {}, estimated(f)), this.#figure(f)),
          ),
        ),
      ),
    );
  }

  #effects() {
    const found = this.documents.effects;
    if (!found) {
      fill(
        this.body,
        h("h2", {}, t`No answers yet`),
        h("p", {}, t`Nobody has asked this version for effects: there is no file docs/validation/effects.csv.`),
      );
      return;
    }
    const asked = found.filter((e) => e.model !== null);
    const inside = asked.filter((e) => e.verdict === "inside").length;
    fill(
      this.body,
      h("p.lead", {}, t`${found.length} findings; the model can be asked for ${asked.length} and is inside for ${inside}.`),
      h(
        "p.fine",
        {},
        t`Each is a change of the same schools, with and without it. Shaded: what the evidence allows. A model that is
          outside answers this question too strongly or too weakly: believe the sign of such an effect more than its size.`,
      ),
      found.map((e) =>
        h(
          "section.pattern",
          {},
          h(
            "div.blockhead",
            {},
            h("h2", {}, `${e.id} · ${e.intervention}: ${e.outcome}`),
            h(`span.verdict.${LIKE[e.verdict] ?? "none"}`, {}, `${SIGNS[e.verdict] ?? ""} ${VERDICTS[e.verdict] ?? e.verdict}`),
          ),
          h("p.fine", {}, t`${e.confidence} confidence · ${e.source}`),
          h("p.test", {}, e.note),
          e.dose && h("p.fine", {}, t`Asked: ${[e.dose, e.who, e.when].filter(Boolean).join("; ")}.`),
          e.reason && h("p.fine", {}, `${e.reason[0].toUpperCase()}${e.reason.slice(1)}.`),
          this.#answer(e),
        ),
      ),
    );
  }

  /**
   * The evidence in words, and the model's answer on what is allowed.
   * @param {EffectOfTrial} effect
   */
  #answer({ effect, allowed, ceiling, unit, model, model_low, model_high }) {
    const [least, most] = allowed.map((bound) => bound ?? 0);
    const range = ceiling ? t`at most ${number(most)} either way` : t`${number(least)} to ${number(most)}`;
    const said = `${number(effect ?? 0)} (${range}) ${unit}`;
    const evidence = h("div.finding", {}, h("span", {}, t`evidence`), h("span.fine", {}, said));
    if (model === null) return evidence;
    const within = { allowed: `${least} to ${most}`, low: model_low, high: model_high };
    const finding = { finding: "model", met: "", estimate: model, ...within };
    const interval = model_low === null ? "" : ` (${t`${number(model_low)} to ${number(model_high)}`})`;
    return [
      evidence,
      h("div.finding", {}, h("span", {}, t`model`), h("span.fine", {}, `${number(model)}${interval}`), this.#figure(finding)),
    ];
  }

  /**
   * A whisker on the allowed range, where that is a range of numbers.
   * @param {Finding} finding
   */
  #figure({ estimate, low, high, allowed }) {
    const bounds = (allowed.match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number);
    if (estimate === null) return null;
    const values = [estimate, low ?? estimate, high ?? estimate, ...bounds, 0];
    const [from, to] = [Math.min(...values), Math.max(...values)];
    /** @param {number} v */
    const at = (v) => 4 + (92 * (v - from)) / (to - from || 1);
    const least = bounds.length > 1 ? Math.min(...bounds) : /above|least|>/.test(allowed) && bounds.length ? bounds[0] : from;
    const most = bounds.length > 1 ? Math.max(...bounds) : /below|most|</.test(allowed) && bounds.length ? bounds[0] : to;
    return h(
      "span.whisker.large",
      { role: "img", "aria-label": t`estimate ${number(estimate)}, allowed ${allowed}` },
      bounds.length ? h("i.allowed", { style: `left:${at(least)}%;width:${at(most) - at(least)}%` }) : null,
      h("i.range", { style: `left:${at(low ?? estimate)}%;width:${at(high ?? estimate) - at(low ?? estimate)}%` }),
      h("i.point", { style: `left:${at(estimate)}%` }),
    );
  }
}
