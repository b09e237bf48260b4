// @ts-check
// The door of every page that comes over a network: the language first, then the page that the document names.

import { speak } from "./words.js";

const files = new URL("../", import.meta.url);
await speak(files);
const page = /** @type {HTMLElement} */ (document.querySelector("script[data-page]")).dataset.page ?? "";
await import(new URL(page, files).href);
