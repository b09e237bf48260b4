// @ts-check
// What one takes away from a shown school: its address, its command, its data and figures.

import { copy, h, icon, save } from "../kit/dom.js";
import { t } from "../kit/words.js";

/**
 * Buttons that copy the address and the command.
 * @param {import("./main.js").Application} app
 * @param {() => void} mark - write the address of the moment that is shown
 * @param {(command: string) => void} copied
 */
export function identity(app, mark, copied) {
  const share = h(
    "button.small",
    {
      title: t`An address that restores exactly this school, its settings, and this week`,
      onclick: async () => {
        mark();
        const done = await copy(location.href);
        app.say(done ? t`Address copied.` : t`Copy the address from the browser’s address line.`);
      },
    },
    icon("share"),
    h("span", {}, t`Copy address`),
  );
  const command = commandButton(app, t`The same run from the command line gives the same numbers`, async () => {
    const { command: text } = await app.link.ask("command", { key: "main" });
    copied(text);
    const run = Number(new URLSearchParams(app.query).get("school") ?? 0);
    return [text, run ? t`It simulates schools 0 to ${run}; the one on show is run ${run}, the last of its tables.` : ""];
  });
  command.dataset.testid = "command";
  return [share, app.link.offers("command") && command];
}

/**
 * A button that copies a command.
 * @param {import("./main.js").Application} app
 * @param {string} title
 * @param {() => Promise<[command: string, note: string]>} ask
 */
export function commandButton(app, title, ask) {
  const press = async () => {
    try {
      const [text, note] = await ask();
      const done = await copy(text);
      app.say(done ? `${t`Command copied:`} ${text.length > 90 ? `${text.slice(0, 90)} …` : text} ${note}`.trim() : text);
    } catch (error) {
      app.fault(error);
    }
  };
  return h("button.small", { title, onclick: press }, icon("terminal"), h("span", {}, t`Copy command`));
}

/**
 * Files of the whole run.
 * @param {import("./main.js").Application} app
 */
export function takeHome(app) {
  if (!app.link.offers("download")) return null;
  /** @type {(what: string, kind: string, button: HTMLButtonElement) => Promise<void>} */
  const download = async (what, kind, button) => {
    button.disabled = true;
    try {
      const file = await app.link.ask("download", { key: "main", what, kind });
      save(file.name, file.mime, file.base64);
    } catch (error) {
      app.fault(error);
    } finally {
      button.disabled = false;
    }
  };
  /** @type {(label: string, what: string, kind: string) => HTMLElement} */
  const file = (label, what, kind) => {
    /** @type {HTMLButtonElement} */
    const button = h("button.small", { onclick: () => download(what, kind, button) }, icon("down"), h("span", {}, label));
    button.dataset.file = `${what}.${kind}`;
    return button;
  };
  /** @type {(label: string, ...buttons: HTMLElement[]) => HTMLElement} */
  const line = (label, ...buttons) => h("div.take", {}, h("span", {}, label), buttons);
  return h(
    "details.takehome",
    {},
    h("summary", {}, t`Take it home`),
    h("p.fine", {}, t`Data are those of the whole run under the present settings; figures of courses show 50 schools.`),
    line(t`Scenario`, file("TOML", "scenario", "toml")),
    [
      ["years", t`Years`],
      ["weeks", t`Weeks`],
      ["teachers", t`Teachers`],
    ].map(([of, said]) => line(said, file("CSV", of, "csv"), file("Parquet", of, "parquet"))),
    [
      ["forms", t`Forms`],
      ["influence", t`Influence`],
      ["workload", t`Workload`],
      ["well_being", t`Well-being`],
      ["turnover", t`Turnover`],
      ["network", t`Network`],
    ].map(([n, said]) =>
      line(said, file("PNG", n, "png"), file("SVG", n, "svg"), file("PDF", n, "pdf")),
    ),
  );
}
