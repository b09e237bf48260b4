// @ts-check
// The site's service worker: it keeps the files of the site (KEPT, under the name CACHE, both written before this text) and
// answers
// with them, so that the site opens without a network. Nothing else is kept, and nobody else is asked.

const site = /** @type {any} */ (self);
const { CACHE, KEPT } = site;

/** @typedef {{ waitUntil: (work: Promise<unknown>) => void }} Lasting */
/** @typedef {{ request: Request, respondWith: (answer: Promise<Response>) => void }} Asking */

site.addEventListener("install", (/** @type {Lasting} */ event) => {
  const all = KEPT.map((/** @type {string} */ name) => new Request(name, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(all)).then(() => site.skipWaiting()));
});

site.addEventListener("activate", (/** @type {Lasting} */ event) => {
  const old = (/** @type {string} */ name) => name.startsWith("simulation-") && name !== CACHE;
  const gone = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(gone.then(() => site.clients.claim()));
});

site.addEventListener("fetch", (/** @type {Asking} */ event) => {
  if (event.request.method !== "GET") return;
  const kept = caches.open(CACHE).then((cache) => cache.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((answer) => answer ?? fetch(event.request)));
});
