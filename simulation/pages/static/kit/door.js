// @ts-check
// The door of a server: a code is asked for. Whoever came by the QR code or the whole address has it already and only presses
// the button.

import { tongue } from "./arrive.js";
import { fill, h } from "./dom.js";
import { t } from "./words.js";

/**
 * @param {HTMLElement} place
 * @param {object} what
 * @param {string} what.title
 * @param {string} what.note
 * @param {string} what.label - of the box for the code
 * @param {string} what.button
 * @param {string} what.code - as far as it is known
 * @param {string} what.said - why one stands here again
 * @param {(code: string) => Promise<void>} what.enter - rejects with the sentence of a refusal
 */
export function door(place, { title, note, label, button: name, code, said, enter }) {
  const box = h("input", {
    type: "text",
    id: "code",
    value: code,
    maxLength: 12,
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: false,
    required: true,
    "aria-describedby": "doorsaid",
  });
  const report = h("p", { id: "doorsaid", role: "alert" }, said);
  const button = h("button.main-button", { type: "submit" }, name);
  const form = h(
    "form.sheet.doorway",
    {
      onsubmit: async (e) => {
        e.preventDefault();
        button.disabled = true;
        report.className = "";
        report.textContent = t`One moment …`;
        try {
          await enter(box.value);
        } catch (error) {
          report.className = "trouble";
          report.textContent = error.message;
          button.disabled = false;
          box.select();
        }
      },
    },
    h("h1", {}, title),
    h("p.soft", {}, note),
    h("label.field", { htmlFor: "code" }, h("span", {}, label), box),
    button,
    report,
  );
  fill(place, h("div.app", {}, h("header.top", {}, h("span.grow"), tongue()), h("main", {}, form)));
  (code ? button : box).focus();
}

/**
 * A page on which nothing goes on, with a way back to the door.
 * @type {(place: HTMLElement, title: string, sentence: string, next: string) => void}
 */
export function leave(place, title, sentence, next) {
  const button = h("button.main-button", { onclick: () => location.reload() }, next);
  fill(place, h("div.app", {}, h("main.empty", {}, h("h1", {}, title), h("p", { role: "alert" }, sentence), button)));
  button.focus();
}
