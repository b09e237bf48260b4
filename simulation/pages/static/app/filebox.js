// @ts-check
// A box into which files are dropped, or chosen; what the session is sent of them, and what is said or asked when they cannot
// be used as they are.

import { fill, h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const LIMIT = 1_000_000;

/** @typedef {{ name: string, content: string, text: string }} Chosen - content in base64; text of a file that is sent as one */

/** Forms of a school's files, and of a survey's. */
export const TABLES = ".csv,.tsv,.txt,.dat,.xlsx,.dta,.sav";
export const FORMS = `${TABLES},.zip,.net,.paj,.dl,.graphml,.gexf,.gml,.json,.mtx,.vna,.zsav`;

/**
 * @param {string} key
 * @param {string} label
 * @param {object} how
 * @param {string} how.accept
 * @param {boolean} [how.many] - several files at once
 * @param {(files: Chosen[]) => void} how.chosen - none when what was chosen is too large
 */
export function fileBox(key, label, { accept, many = false, chosen }) {
  const said = h("span.fine", {}, t`no file yet`);
  /** @type {HTMLInputElement} */
  const input = h("input", { type: "file", accept, multiple: many, id: `file-${key}`, onchange: () => take(input.files) });
  /** @param {FileList | null | undefined} list */
  const take = async (list) => {
    const files = [...(list ?? [])].slice(0, many ? undefined : 1);
    if (!files.length) return;
    const large = files.find((file) => file.size > LIMIT);
    const names = files.map((file) => file.name).join(", ");
    said.textContent = large ? t`${large.name} is larger than 1 MB, the most that is taken` : names;
    chosen(large ? [] : await Promise.all(files.map(read)));
  };
  const box = h("label.drop", { htmlFor: input.id }, h("strong", {}, label), said, input);
  box.addEventListener("dragover", (e) => (e.preventDefault(), box.classList.add("over")));
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (e) => (e.preventDefault(), box.classList.remove("over"), take(e.dataTransfer?.files)));
  return box;
}

/**
 * The bytes of a file in base64: the server tells what they are.
 * @param {File} file
 * @returns {Promise<Chosen>}
 */
async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let k = 0; k < bytes.length; k += 0x8000) text += String.fromCharCode(...bytes.subarray(k, k + 0x8000));
  return { name: file.name, content: btoa(text), text: file.name.endsWith(".toml") ? await file.text() : "" };
}

/** @param {Chosen[]} files */
export const sent = (files) => files.map(({ name, content }) => ({ name, content }));

/** @type {(box: HTMLElement, error: Error) => void} */
export function faults(box, error) {
  const list = error.message.split("\n").map((line) => h("li", {}, line));
  fill(box, h("div.trouble", {}, h("strong", {}, t`The files cannot be used:`), h("ul.faults", {}, list)));
}

/**
 * What may be answered where a question has two answers: value and words.
 * @type {{ [option: string]: [string, string][] }}
 */
const ANSWERS = {
  undirected: [
    ["both", t`Both ask one another`],
    ["one", t`The first asks the second`],
  ],
  principal: [
    ["aside", t`Leave principals out`],
    ["teacher", t`Count them as teachers`],
  ],
  over: [
    ["apart", t`Each for itself`],
    ["pooled", t`All as one district`],
  ],
};

/**
 * Ask what only who knows the files can tell, and read them again with the answer.
 * @param {HTMLElement} box
 * @param {{ option: string, sentence: string }} question
 * @param {(value: string) => unknown} answer
 */
export function asked(box, { option, sentence }, answer) {
  const typed = /** @type {HTMLInputElement} */ (h("input", { id: `choice-${option}`, "aria-label": option }));
  const ways = ANSWERS[option]?.map(([value, words]) => h("button", { onclick: () => answer(value) }, words)) ?? [
    typed,
    h("button", { onclick: () => answer(typed.value) }, t`Read again`),
  ];
  const head = h("strong", {}, t`One thing the files cannot tell:`);
  fill(box, h("div.trouble", {}, head, h("p", {}, sentence), h("div.line-up", {}, ...ways)));
}
