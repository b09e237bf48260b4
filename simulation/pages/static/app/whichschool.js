// @ts-check
// Which school is shown: the scenario with its story, the seed, the number of the school, and what takes changes back.

import { capital, h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { OwnMenu, fitOf } from "./own.js";

/** @typedef {Record<string, string | number | null>} Changes - of the address; null leaves a setting out */

const MOST = 4294967295; // the largest seed, and number of a school

export class WhichSchool {
  /**
   * @param {import("./main.js").Application} app
   * @param {object} how
   * @param {(query: string) => void} how.open - another scenario
   * @param {(changes: Changes) => void} how.change - the same one with something else in its address
   * @param {(own: import("./own.js").Own) => void} how.own - with other people, or like a fit
   * @param {(sentence: string) => void} how.say - why something was not taken
   */
  constructor(app, { open, change, own, say }) {
    this.app = app;
    this.mine = new OwnMenu(app, own);
    /** @type {Record<string, string>} */
    this.shown = { seed: "1", school: "0" };
    this.own = h("option", { hidden: true });
    /** @type {HTMLSelectElement} */
    this.picker = h(
      "select",
      {
        id: "scenario",
        onchange: () => open(`scenario=${this.picker.value}&seed=${this.seedBox.value}&school=${this.runBox.value}`),
      },
      this.own,
      app.catalogue.scenarios.map((s) => h("option", { value: s.name }, capital(s.name.replaceAll("_", " ")))),
    );
    this.title = h("p.question");
    this.story = h("p");
    this.policies = h("p.fine");
    this.storyBox = h("details.story", {}, h("summary", {}, t`The story`), this.story, this.policies);
    /** @type {(id: string, value: number, key: string) => HTMLInputElement} */
    const number = (id, value, key) => {
      const changed = () => {
        if (/^\d+$/.test(box.value) && Number(box.value) <= MOST) change({ [key]: box.value });
        else {
          const given = box.value || "–";
          say(
            id === "seed"
              ? t`${given} is no seed: whole numbers from 0 to ${MOST} are.`
              : t`${given} is no number of a school: whole numbers from 0 to ${MOST} are.`,
          );
          box.value = this.shown[key];
        }
      };
      /** @type {HTMLInputElement} */
      const box = h("input", { type: "number", id, min: 0, max: MOST, step: 1, value, onchange: changed });
      return box;
    };
    this.seedBox = number("seed", 1, "seed");
    this.runBox = number("run", 0, "school");
    this.dice = h(
      "button",
      {
        title: t`Another school under the same settings`,
        onclick: () => change({ school: Number(this.runBox.value) + 1, week: 0, at: null }),
      },
      t`Next school`,
    );
    this.reset = h("button.small", { hidden: true, onclick: () => change({ set: null, at: null, week: 0 }) }, t`Reset all`);
    this.parts = [
      h("div.field", {}, h("label", { htmlFor: "scenario" }, t`Scenario`), this.picker),
      this.mine.root,
      this.title,
      this.storyBox,
      h(
        "div.trio",
        {},
        h("label.field", { htmlFor: "seed" }, h("span", {}, t`Seed`), this.seedBox),
        h("label.field", { htmlFor: "run" }, h("span", {}, t`School`), this.runBox),
        this.dice,
      ),
    ];
  }

  /**
   * @param {import("../kit/protocol").Whole} whole
   * @param {import("../kit/protocol").LeversNow} inForce
   * @param {string} query - its address
   */
  show({ scenario, seed, run, policies, real, named, like }, { changed, policies: current }, query) {
    const parameters = new URLSearchParams(query);
    const chosen = parameters.get("title") ? "" : scenario.name;
    const shipped = chosen && [...this.picker.options].some((o) => o.value === chosen);
    if (shipped) this.picker.value = chosen;
    else {
      this.own.hidden = false;
      this.own.textContent = scenario.name;
      this.own.value = scenario.name;
      this.picker.value = scenario.name;
    }
    // Question and story of a scenario are not those of what was made from it, such as a setting of a lesson.
    const base = (parameters.get("scenario") ?? "baseline").replaceAll("_", " ");
    const told = shipped ? scenario.title || scenario.name : t`Made from the scenario ${base}`;
    this.mine.show({ school: real, like });
    const mine = real ? t`${named}, as you uploaded it, under the scenario ${base}` : told;
    const fit = t`Conditions as they may be in ${fitOf(this.app, this.mine.own)}.`;
    this.title.textContent = like ? `${/[.?!]$/.test(mine) ? mine : `${mine}.`} ${fit}` : mine;
    this.story.textContent = scenario.story;
    this.storyBox.hidden = !shipped || real > 0 || !scenario.story;
    this.shown = { seed: String(seed), school: String(run) };
    this.seedBox.value = this.shown.seed;
    this.runBox.value = this.shown.school;
    this.policies.textContent = policies.length
      ? t`Policies on their dates: ${policies.join(", ")}. In force now: ${current.join(", ") || t`none`}.`
      : "";
    this.reset.hidden = changed.length === 0 || query.includes("title=");
  }
}
