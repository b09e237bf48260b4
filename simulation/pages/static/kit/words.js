// @ts-check
// The language of the page. A text stands in the code in English, as t`${n} of ${all} teachers`, and is looked up under what it
// says, "{0} of {1} teachers"; a text that the catalogue does not have is said in English. Catalogues are words/LANGUAGE.json.

import { drawer } from "./drawer.js";

/** What there is, as each calls itself. */
export const LANGUAGES = { en: "English", de: "Deutsch" };

/** @typedef {keyof typeof LANGUAGES} Language */

const kept = drawer(() => localStorage, "collective-action-language");
/** @type {Language} */
let spoken = "en";
/** @type {Record<string, string>} */
let words = {};
let able = false;

/** @type {(name: string | null) => name is Language} */
const isSpoken = (name) => name !== null && Object.hasOwn(LANGUAGES, name);

/**
 * The language that was chosen here, or else the first of the browser's that there is.
 * @returns {Language}
 */
export function wished() {
  const chosen = kept.get();
  if (isSpoken(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isSpoken) ?? "en";
}

/** Whether there is a choice: a page that is one file speaks English only. */
export const isAble = () => able;

/** The language that is spoken. */
export const language = () => spoken;

/**
 * Speak the language that is wished for.
 * @param {URL} files - where the page's files are
 */
export async function speak(files) {
  able = true;
  const wish = wished();
  if (wish === "en") return learn("en", {});
  const answer = await fetch(new URL(`kit/words/${wish}.json`, files)).catch(() => null);
  if (answer?.ok) learn(wish, await answer.json());
}

/**
 * Speak a language whose catalogue is at hand.
 * @param {Language} name
 * @param {Record<string, string>} catalogue
 */
export function learn(name, catalogue) {
  spoken = name;
  words = catalogue;
  document.documentElement.lang = name;
}

/**
 * Choose a language for good; the page is made anew, and its address restores what it showed.
 * @param {Language} name
 */
export function choose(name) {
  kept.set(name);
  location.reload();
}

/**
 * A text in the language of the page: t`${n} of ${all} teachers`, or t(label) for a text that comes from elsewhere. Line breaks
 * in the code are spaces.
 * @param {TemplateStringsArray | string} text
 * @param {...unknown} values
 */
export function t(text, ...values) {
  const key =
    typeof text === "string" ? text : text.reduce((all, part, at) => `${all}{${at - 1}}${part}`).replace(/\s+/g, " ");
  return (words[key] ?? key).replace(/\{(\d+)\}/g, (hole, at) => (Number(at) < values.length ? String(values[at]) : hole));
}

/** What stands before the decimals of a number. */
export const point = () => (spoken === "de" ? "," : ".");

/**
 * A heading inside a sentence, where English begins it small.
 * @param {string} text
 */
export const small = (text) => (spoken === "en" ? text.toLowerCase() : text);
