// @ts-check
// How a page begins: in its clothes, and with what came behind the # of its address.

import { h } from "./dom.js";
import { choose, isAble, language, LANGUAGES, t } from "./words.js";

/**
 * The look of the page, from where its files are.
 * @param {string} place
 */
export async function dress(place) {
  const files = new URL(place, document.baseURI);
  /** @param {string} name */
  const add = (name) =>
    new Promise((ready) => {
      const sheet = h("link", { rel: "stylesheet", href: new URL(name, files).href });
      sheet.onload = sheet.onerror = ready;
      document.head.append(sheet);
    });
  await Promise.all(["kit/style.css", "kit/lessons.css"].map(add));
}

/** A small switch to the next language there is, where there is a choice. */
export function tongue() {
  if (!isAble()) return null;
  const all = /** @type {import("./words.js").Language[]} */ (Object.keys(LANGUAGES));
  const next = all[(all.indexOf(language()) + 1) % all.length];
  const title = `${t`Language`}: ${LANGUAGES[next]}`;
  return h("button.round.tongue", { lang: next, title, "aria-label": title, onclick: () => choose(next) }, next.toUpperCase());
}

/**
 * The empty page of a server, and what came behind the # of its address, which no server sees: a code or a key.
 * @param {{ set: (value: string) => void }} [kept] - a drawer for it; it then leaves the address line at once, since that is
 *   on the projector
 */
export async function arrive(kept) {
  const place = h("div");
  document.body.append(place);
  document.documentElement.dataset.look = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  await dress("/files/");
  const brought = decoded(location.hash.slice(1));
  if (kept && brought) {
    kept.set(brought);
    tidy();
  }
  return { place, brought };
}

/** Take from the address line what stands behind the #. */
export function tidy() {
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
}

/**
 * As it was meant, also where somebody mistyped a part of it.
 * @param {string} text
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
