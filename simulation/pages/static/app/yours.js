// @ts-check
// A school of one's own: roster and ties, or a scenario file. Files are read here, sent to the session, and forgotten with it.

import { fill, h, saveText } from "../kit/dom.js";

const LIMIT = 1_000_000;
const EXAMPLE = `title = "A goal council in a small school"

[school]
teachers = 18

[[policies]]
name = "goal council"
start = 3
set = { "administrator.openness" = 0.8 }`;

/** @typedef {"roster" | "ties" | "scenario"} Which */

export class Page {
  /** @param {import("./main.js").Application} app */
  constructor(app) {
    this.app = app;
    /** @type {{ [which in Which]?: { name: string, text: string } }} */
    this.files = {};
    this.report = h("div", { role: "alert" });
    this.scenarioReport = h("div", { role: "alert" });
    /** @type {(key: Which, label: string, accept: string) => HTMLElement} */
    const drop = (key, label, accept) => {
      const said = h("span.fine", {}, "no file yet");
      /** @type {HTMLInputElement} */
      const input = h("input", { type: "file", accept, id: `file-${key}`, onchange: () => take(input.files?.[0]) });
      /** @param {File | undefined} file */
      const take = async (file) => {
        if (!file) return;
        if (file.size > LIMIT) {
          said.textContent = `${file.name} is larger than 1 MB, the most that is taken`;
          delete this.files[key];
        } else {
          this.files[key] = { name: file.name, text: await this.#read(file) };
          said.textContent = file.name;
        }
        this.#ready();
      };
      const box = h("label.drop", { htmlFor: input.id }, h("strong", {}, label), said, input);
      box.addEventListener("dragover", (e) => (e.preventDefault(), box.classList.add("over")));
      box.addEventListener("dragleave", () => box.classList.remove("over"));
      box.addEventListener("drop", (e) => (e.preventDefault(), box.classList.remove("over"), take(e.dataTransfer?.files[0])));
      return box;
    };
    this.go = h("button.main-button", { disabled: true, onclick: () => this.#school() }, "Open this school");
    /** @type {HTMLInputElement} */
    this.codes = h("input", { type: "checkbox", id: "codes" });
    this.forget = h("button", { hidden: !app.uploaded, onclick: () => this.#forget() }, "Forget this school now");
    this.goScenario = h("button.main-button", { disabled: true, onclick: () => this.#scenario() }, "Open this scenario");
    this.root = h(
      "div.wide",
      {},
      h(
        "div.pagehead",
        {},
        h("h1", {}, "Your school"),
        h(
          "p.soft",
          {},
          app.link.wire.here
            ? "Files stay on this computer: they are read, used while this page is open, and forgotten with it. Names can be " +
                "numbers."
            : "Files go to the computer that serves this page, where they are read, used while the page is open, and forgotten " +
                "with it. Whoever runs that computer could read them: write numbers instead of names before you choose a file.",
        ),
      ),
      h(
        "div.twohalves",
        {},
        h(
          "section.sheet.block",
          {},
          h("h2", {}, "Who works there, and who turns to whom"),
          h(
            "p.fine",
            {},
            "Two CSV files in UTF-8. What you do not know may be left out; it is then drawn as in any other school.",
          ),
          drop("roster", "Roster: teacher, experience, group", ".csv,text/csv"),
          h("pre", {}, "teacher,experience,group\nAda,12,Grade 1\nBen,3,Grade 1\nCleo,25,Grade 2\nDan,,Grade 2"),
          drop("ties", "Ties: source, target, trust", ".csv,text/csv"),
          h("pre", {}, "source,target,trust\nBen,Ada,0.8\nDan,Cleo,"),
          h("label.fine", {}, this.codes, " Show codes instead of names, and save the key that says whose they are"),
          h("div.line-up", {}, this.go, this.forget),
          this.report,
        ),
        h(
          "section.sheet.block",
          {},
          h("h2", {}, "A scenario file"),
          h(
            "p.fine",
            {},
            "TOML, with what differs from the baseline and policies on their dates. It is checked as on the command line; " +
              "the address of the page then carries it.",
          ),
          drop("scenario", "Scenario: a .toml file", ".toml"),
          h("pre", {}, EXAMPLE),
          h("div.line-up", {}, this.goScenario),
          this.scenarioReport,
        ),
      ),
      h("p.fine", {}, "To take data, figures and the scenario home, open “Take it home” under the log on the page School."),
    );
  }

  async begin() {
    this.root.dataset.week = "0";
  }

  close() {}

  /**
   * Text is decoded here so that a file in another encoding is named as such by the server's checks.
   * @param {File} file
   */
  async #read(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return `\u0000${file.name}`; // no text in UTF-8: the check on the server says what to do
    }
  }

  #ready() {
    this.go.disabled = !(this.files.roster && this.files.ties);
    this.goScenario.disabled = !this.files.scenario;
  }

  /** @type {(box: HTMLElement, error: Error) => void} */
  #faults(box, error) {
    fill(
      box,
      h(
        "div.trouble",
        {},
        h("strong", {}, "The files cannot be used:"),
        h(
          "ul.faults",
          {},
          error.message.split("\n").map((line) => h("li", {}, line)),
        ),
      ),
    );
  }

  async #school() {
    const { roster, ties } = this.files;
    if (!roster || !ties) return;
    fill(this.report);
    try {
      const codes = this.codes.checked;
      const found = await this.app.link.ask("upload_school", { roster: roster.text, ties: ties.text, codes });
      if (found.key) saveText("key.csv", "text/csv", found.key);
      this.app.uploaded = true;
      const aside = found.ignored.length ? ` Columns left aside: ${found.ignored.join(", ")}.` : "";
      this.app.say(`${found.teachers} teachers and ${found.ties} ties read.${aside}`);
      await this.app.go("school", "scenario=baseline&real=1");
    } catch (error) {
      this.#faults(this.report, error);
    }
  }

  async #forget() {
    await this.app.link.ask("forget_school");
    this.app.uploaded = false;
    this.app.query = "";
    this.app.say("Forgotten.");
    this.forget.hidden = true;
  }

  async #scenario() {
    const { scenario } = this.files;
    if (!scenario) return;
    fill(this.scenarioReport);
    try {
      const { query } = await this.app.link.ask("upload_scenario", {
        text: scenario.text,
        name: scenario.name,
      });
      await this.app.go("school", query);
    } catch (error) {
      this.#faults(this.scenarioReport, error);
    }
  }
}
